//! JSON: one object for each event, on one line.
//!
//! ```json
//! {"v":1,"event":"new","object":"route","type":"RTM_NEWROUTE","flags":1536,
//!  "seq":16909060,"port_id":84281096,"dev":"lo","prefix":"4.3.2.0/30",
//!  "message":{"rtm_family":2,"rtm_family_name":"AF_INET", …,
//!             "RTA_TABLE":254,"RTA_TABLE_name":"RT_TABLE_MAIN", …}}
//! ```
//!
//! In front stands what is asked for most; `message` is everything, under the names
//! of C: the struct behind the header, then the attributes. Numbers are numbers, and
//! where a number has a name, it stands beside it, in `…_name`, or for flags in
//! `…_names`. Nested attributes are objects, repeated structs are arrays. An
//! attribute that is there again gets `#2`, `#3` behind its name; one that no table
//! has is called by its set and number, and its bytes are hex.
//!
//! `watch` adds `origin`: `state` for what was there at the start, `resync` with a
//! `reason` for what was found when a table was read again; and `old`, the message
//! about what a replaced thing was before.
//!
//! The schema is `docs/schema/event.schema.json`. `v` is its version: it grows when a
//! member gets another meaning, not when there are new ones.

use std::fmt::{self, Write};
use std::net::IpAddr;
use std::{mem, ptr};

use netlink_raw::explain::json_value;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::netlink::NLMSGHDR;
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{Attr, Field, Kind, Layout, Says, Shape, Span, Value, What, decimal};

use super::{Note, Origin, Timestamp};
use crate::event::{Action, Event};
use crate::interfaces::Interfaces;

/// What is kept from one message to the next, because a dump may have a million.
///
/// The first three are the struct behind the header of the last message, and what was
/// written for it. In a dump the same struct comes again and again, and its fields with
/// their names are half of the text. The others keep their memory.
#[derive(Default)]
pub struct Kept {
    layout: Option<&'static Layout>,
    bytes: Vec<u8>,
    text: String,
    open: Vec<Open>,
    seen: Vec<u16>,
}

impl Kept {
    /// What was written for a struct, if it is the same again.
    fn text_of(&self, layout: &'static Layout, bytes: &[u8]) -> Option<&str> {
        let same = self.layout.is_some_and(|last| ptr::eq(last, layout)) && self.bytes == bytes;
        same.then_some(&self.text)
    }

    /// Keeps what was written for a struct, unless it depends on more than its bytes:
    /// interfaces may be renamed.
    fn keep(&mut self, layout: &'static Layout, bytes: &[u8], text: &str) {
        let depends = |field: &Field| matches!(field.says, Says::Interface | Says::Choose(..));
        if layout.fields.iter().any(depends) || bytes.len() != layout.size() {
            return;
        }
        self.layout = Some(layout);
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        self.text.clear();
        self.text.push_str(text);
    }
}

/// The object for an event, and a newline.
///
/// # Errors
///
/// None: a `String` takes all.
pub fn event(
    out: &mut String,
    kept: &mut Kept,
    event: &Event<'_, '_>,
    interfaces: &Interfaces,
    note: Note<'_>,
) -> fmt::Result {
    out.write_str("{\"v\":1,\"event\":\"")?;
    out.write_str(match event.action {
        Action::New if event.replaces() || note.old.is_some() => "replace",
        Action::New if event.appends() => "append",
        Action::New => "new",
        Action::Del => "del",
        Action::Get => "get",
    })?;
    out.write_str("\",\"object\":\"")?;
    out.write_str(event.object.name)?;
    if let Some(time) = note.time {
        write!(out, "\",\"time\":\"{}", Timestamp(time))?;
    }
    match note.origin {
        None => {}
        Some(Origin::State) => out.write_str("\",\"origin\":\"state")?,
        Some(Origin::Resync(reason)) => {
            write!(out, "\",\"origin\":\"resync\",\"reason\":\"{reason}")?;
        }
    }
    out.write_str("\",\"type\":\"")?;
    out.write_str(event.row.c_name)?;
    for (key, number) in [
        ("\",\"flags\":", event.flags.into()),
        (",\"seq\":", event.seq()),
        (",\"port_id\":", event.port_id()),
    ] {
        out.write_str(key)?;
        decimal(out, number)?;
    }
    if let Some(nsid) = note.nsid {
        write!(out, ",\"nsid\":{nsid}")?;
    }
    if let Some(name) = event.interface().and_then(|index| interfaces.name(index)) {
        out.write_str(",\"dev\":")?;
        json_value(out, &Value::Text(name.as_bytes()))?;
    }
    if let Some(prefix) = event.prefix() {
        out.write_str(",\"prefix\":\"")?;
        match prefix.address {
            IpAddr::V4(address) => Value::Ip(&address.octets()).write(out)?,
            IpAddr::V6(address) => write!(out, "{address}")?,
        }
        out.write_char('/')?;
        decimal(out, prefix.bits.into())?;
        out.write_char('"')?;
    }
    out.write_str(",\"message\":")?;
    message(out, kept, event.message, interfaces)?;
    if let Some(old) = note.old {
        out.write_str(",\"old\":")?;
        message(out, kept, old, interfaces)?;
    }
    out.write_str("}\n")
}

/// The object of everything behind the header of a message.
fn message(
    out: &mut String,
    kept: &mut Kept,
    bytes: &[u8],
    interfaces: &Interfaces,
) -> fmt::Result {
    // The struct behind the header, and where its text begins, while it is written.
    let mut head: Option<(&'static Layout, &[u8], usize)> = None;
    let (open, seen) = (mem::take(&mut kept.open), mem::take(&mut kept.seen));
    let mut members = Members { out, interfaces, open, seen, pending: false };
    // The message itself is the outermost object.
    members.enter(0, false)?;
    walk(&ROUTE, bytes).visit(|span| {
        members.leave(span.depth.max(1))?;
        if span.depth <= 1
            && let Some((layout, bytes, start)) = head.take()
        {
            kept.keep(layout, bytes, members.out.get(start..).unwrap_or_default());
        }
        let written = match span.what {
            What::Message { .. } | What::Padding => Ok(()),
            What::Struct(layout) => {
                // What it says stands before the message, or is its length.
                if layout.c_name == NLMSGHDR.c_name {
                    return Ok(Inside::Nothing);
                }
                if span.depth == 1 {
                    if let Some(text) = kept.text_of(layout, span.bytes) {
                        members.head(text);
                        return Ok(Inside::Nothing);
                    }
                    head = Some((layout, span.bytes, members.out.len()));
                }
                members.enter_tail(layout)?;
                // Only in a list is a struct an object of its own.
                if members.in_list() {
                    members.key("", None)?;
                    members.enter(span.depth, false)
                } else {
                    Ok(())
                }
            }
            What::Attribute { number, set, row } => {
                let listed = row.is_none_or(|row| row.number != number);
                let name = row.map_or(set.c_name, |row| row.c_name);
                members.key(name, Some((number, listed)))?;
                if span.bytes.len() <= set.header.size() {
                    // That it is there says all.
                    members.out.write_str("true")?;
                    return Ok(Inside::Nothing);
                }
                let counted = members.in_list();
                match row.map(|row| row.shape.in_context(span.context)) {
                    Some(Shape::Structs(_) | Shape::NextHops(_)) => members.enter(span.depth, true),
                    Some(Shape::Nested(set)) => {
                        members.enter(span.depth, set.each.is_some())?;
                        if counted && set.each.is_none() {
                            members.key("number", None)?;
                            decimal(members.out, number.into())?;
                        }
                        Ok(())
                    }
                    Some(Shape::Struct(_)) => members.enter(span.depth, false),
                    Some(Shape::Headed(_, tail) | Shape::Flexible(_, tail)) => {
                        members.enter(span.depth, false)?;
                        members.expect_tail(tail);
                        Ok(())
                    }
                    _ => {
                        members.pending = true;
                        Ok(())
                    }
                }
            }
            What::Field(Field { kind: Kind::Pad(_), .. }) => Ok(()),
            What::Field(field) => members.value(field.c_name, span),
            What::Payload(attr, _) => members.value(attr.c_name, span),
            What::Unknown(_) => {
                members.lone_key("unknown", UNKNOWN)?;
                json_value(members.out, &Value::Opaque(span.bytes))
            }
            What::Fault(fault) => {
                members.lone_key("fault", FAULT)?;
                write!(members.out, "\"{fault}\"")
            }
        };
        // Length and type of an attribute are its own business.
        written.map(|()| Inside::Payload)
    })?;
    members.leave(0)?;
    (kept.open, kept.seen) = (members.open, members.seen);
    Ok(())
}

/// What counts the faults of an object, and the bytes in it that no table knows, as
/// if they were attributes: numbers that have more bits than those of attributes.
const UNKNOWN: u16 = 0xffff;
const FAULT: u16 = 0xfffe;

/// The members that are being written.
struct Members<'m> {
    out: &'m mut String,
    interfaces: &'m Interfaces,
    /// The objects and arrays that are open, the outermost first.
    open: Vec<Open>,
    /// The numbers of the attributes that the open objects have, one after the other.
    seen: Vec<u16>,
    /// Whether a key has been written whose value is still to come.
    pending: bool,
}

struct Open {
    /// That of the span which it stands for.
    depth: usize,
    /// An array.
    list: bool,
    /// Where its part of `seen` begins.
    seen: usize,
    empty: bool,
    /// The structs that may follow the first one in it: an array of their own, since
    /// their fields have the same names again and again.
    tail: Option<&'static Attr>,
}

impl Members<'_> {
    /// The text of the struct behind the header, with which the members begin.
    fn head(&mut self, text: &str) {
        self.out.push_str(text);
        if let Some(open) = self.open.last_mut() {
            open.empty = false;
        }
    }

    fn in_list(&self) -> bool {
        self.open.last().is_some_and(|open| open.list)
    }

    fn enter(&mut self, depth: usize, list: bool) -> fmt::Result {
        self.out.write_char(if list { '[' } else { '{' })?;
        self.open.push(Open { depth, list, seen: self.seen.len(), empty: true, tail: None });
        Ok(())
    }

    /// Says what may follow the first struct of the innermost object.
    fn expect_tail(&mut self, tail: &'static Attr) {
        if let Some(open) = self.open.last_mut() {
            open.tail = Some(tail).filter(|tail| matches!(tail.shape, Shape::Structs(_)));
        }
    }

    /// Opens the array of what follows, if this is the first such struct.
    fn enter_tail(&mut self, layout: &Layout) -> fmt::Result {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        match open.tail {
            Some(Attr { c_name, shape: Shape::Structs(expected), .. })
                if ptr::eq(*expected, layout) =>
            {
                open.tail = None;
                let depth = open.depth;
                self.key(c_name, None)?;
                self.enter(depth, true)
            }
            _ => Ok(()),
        }
    }

    /// Closes all that a span of this depth does not stand in.
    fn leave(&mut self, depth: usize) -> fmt::Result {
        while let Some(open) = self.open.pop_if(|open| open.depth >= depth) {
            self.out.write_char(if open.list { ']' } else { '}' })?;
            self.seen.truncate(open.seen);
        }
        Ok(())
    }

    /// The key of the next member; in an array, only the comma. Of an attribute, also
    /// its number, and whether only that tells it from others.
    fn key(&mut self, name: &str, attribute: Option<(u16, bool)>) -> fmt::Result {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        let first = mem::take(&mut open.empty);
        if open.list {
            return if first { Ok(()) } else { self.out.write_char(',') };
        }
        self.out.write_str(if first { "\"" } else { ",\"" })?;
        self.out.write_str(name)?;
        if let Some((number, by_number)) = attribute {
            if by_number {
                write!(self.out, "_{number}")?;
            }
            let earlier = self.seen.get(open.seen..).unwrap_or_default();
            match earlier.iter().filter(|seen| **seen == number).count() {
                0 => {}
                count => write!(self.out, "#{}", count + 1)?,
            }
            self.seen.push(number);
        }
        self.out.write_str("\":")
    }

    /// The key, if none has been written yet; of what may be there again, also the
    /// number that counts it.
    fn lone_key(&mut self, name: &str, count: impl Into<Option<u16>>) -> fmt::Result {
        if mem::take(&mut self.pending) {
            return Ok(());
        }
        self.key(name, count.into().map(|number| (number, false)))
    }

    /// The member beside a number. In pieces, because there are several for each
    /// event, and `write!` costs more than what it writes.
    fn name(&mut self, c_name: &str, key: &str, name: &str, end: &str) -> fmt::Result {
        [",\"", c_name, key, name, end].iter().try_for_each(|part| self.out.write_str(part))
    }

    /// A value, and beside it the name of its number.
    fn value(&mut self, c_name: &str, span: &Span<'_, '_>) -> fmt::Result {
        self.lone_key(c_name, None)?;
        let Some(value) = span.value() else { return self.out.write_str("null") };
        json_value(self.out, &value)?;
        let Value::Number { number, says, .. } = value else { return Ok(()) };
        if self.in_list() {
            return Ok(());
        }
        match says {
            Says::OneOf(names) => match names.iter().find(|name| name.number == number) {
                Some(name) => self.name(c_name, "_name\":\"", name.c_name, "\""),
                None => Ok(()),
            },
            Says::Interface => match self.interfaces.name(number) {
                Some(name) => {
                    self.name(c_name, "_name\":", "", "")?;
                    json_value(self.out, &Value::Text(name.as_bytes()))
                }
                None => Ok(()),
            },
            Says::Flags(names) if !names.is_empty() => {
                self.name(c_name, "_names\":[", "", "")?;
                let mut comma = "\"";
                for name in names.iter().filter(|name| number & name.number != 0) {
                    for part in [comma, name.c_name, "\""] {
                        self.out.write_str(part)?;
                    }
                    comma = ",\"";
                }
                self.out.write_char(']')
            }
            _ => Ok(()),
        }
    }
}
