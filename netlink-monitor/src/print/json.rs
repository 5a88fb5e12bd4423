//! JSON: one object for each event, on one line.
//!
//! ```json
//! {"v":1,"event":"new","object":"route","seq":1,"type":"RTM_NEWROUTE","flags":1536,
//!  "nlmsg_seq":16909060,"port_id":84281096,"dev":"lo","prefix":"4.3.2.0/30",
//!  "message":{"rtm_family":2,"rtm_family_name":"AF_INET", …,
//!             "RTA_TABLE":254,"RTA_TABLE_name":"RT_TABLE_MAIN", …}}
//! ```
//!
//! The members that are asked for most come first. `message` is everything, under its C
//! names: the struct after the header, then the attributes. Numbers are numbers; where a
//! number has a name, it follows in `…_name`, or for flags in `…_names`. If what should be text is
//! not UTF-8, its bytes follow in `…_hex`. Nested attributes are
//! objects, repeated structs are arrays. If an attribute occurs again, its name gets `#2`,
//! `#3`; one that no table has is called by its set and number, and its bytes are hexadecimal.
//!
//! `seq` counts the lines of a run: 1, 2, 3, …, without a gap.
//!
//! `watch` adds `key`, the identity of the entry as text (see [`Key`](crate::mirror::Key)), and
//! `origin`: `state` for what was there at the start, `resync` with a `reason` for what was found
//! when a table was read again. It also adds `old`, the message about the state that was replaced.
//! It says when it begins and ends to read a table (`sync`), and which run each line is of; on the
//! first line, or on each if that is wanted, also on which host (see [`Run`]).
//!
//! The schema is `docs/schema/event.schema.json`. `v` is its version: it grows when a member
//! changes its meaning, not when there are new ones.

use std::fmt::{self, Write};
use std::net::IpAddr;
use std::time::{Duration, SystemTime};
use std::{mem, ptr};

use netlink_raw::explain::json_value;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::errno::ERRNO;
use netlink_raw::uapi::netlink::NLMSGHDR;
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{
    Attr, Field, Kind, Layout, Meaning, Name, Set, Shape, Span, Value, What, decimal, until_nul,
};

use super::context::{Context, Origin, Timestamp};
use crate::event::{Action, Answer, Event};
use crate::mirror::Mirror;
use crate::names::Names;
use crate::run::Run;

/// Writes events, one after the other.
#[derive(Default)]
pub struct Writer {
    /// How many it has written.
    seq: u64,
    /// The run that they are of, if they say so, and whether each names the host.
    run: Option<(Run, bool)>,
    head: HeadCache,
    /// Both are empty between two messages; kept because of their memory.
    open: Vec<Open>,
    seen: Vec<u16>,
}

/// The struct after the header of the last message, and the text written for it.
///
/// A dump of a million routes has the same few structs again and again, and their fields with
/// their names are half of the text. A dump of 300,000 routes takes 0.15 s of user time with
/// this, and 0.27 s without it.
#[derive(Default)]
struct HeadCache {
    layout: Option<&'static Layout>,
    bytes: Vec<u8>,
    text: String,
}

impl HeadCache {
    /// The text for a struct, if it is the same as the last.
    fn get(&self, layout: &'static Layout, bytes: &[u8]) -> Option<&str> {
        let same = self.layout.is_some_and(|last| ptr::eq(last, layout)) && self.bytes == bytes;
        same.then_some(&self.text)
    }

    /// Keeps the text for a struct, unless it depends on more than the struct's bytes:
    /// interfaces may be renamed.
    fn put(&mut self, layout: &'static Layout, bytes: &[u8], text: &str) {
        let depends =
            |field: &Field| matches!(field.meaning, Meaning::Interface | Meaning::Choose(..));
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

/// A moment of a reading.
#[derive(Clone, Copy)]
pub enum Phase {
    /// It begins: what follows, up to its end, was found by it.
    Begin,
    /// It has ended, and took this long: what was printed adds up to what the kernel has.
    End(Duration),
    /// It was given up: what was printed may not be all.
    Failed,
}

impl Writer {
    /// A writer whose lines say which run they are of: the first, or each, also on which host.
    #[must_use]
    pub fn of_run(run: Run, on_each: bool) -> Self {
        Writer { run: Some((run, on_each)), ..Writer::default() }
    }

    /// The members that tell one line from all others.
    fn identity(&mut self, out: &mut String) -> fmt::Result {
        self.seq += 1;
        out.write_str(",\"seq\":")?;
        decimal(out, self.seq)?;
        let Some((run, on_each)) = &self.run else { return Ok(()) };
        let Run { id, host, boot, netns } = run;
        for part in [",\"run\":\"", id, "\""] {
            out.write_str(part)?;
        }
        if self.seq == 1 || *on_each {
            out.write_str(",\"host\":")?;
            json_value(out, &Value::Text(host.as_bytes()))?;
            write!(out, ",\"boot\":\"{boot}\",\"netns\":{netns}")?;
        }
        Ok(())
    }

    /// Writes the object for a moment of a reading, and a newline.
    ///
    /// # Errors
    ///
    /// None: a `String` takes everything.
    pub fn sync(
        &mut self,
        out: &mut String,
        mirror: &Mirror,
        phase: Phase,
        context: Context<'_>,
    ) -> fmt::Result {
        let phase_name = match phase {
            Phase::Begin => "begin",
            Phase::End(_) => "end",
            Phase::Failed => "failed",
        };
        let reason = match context.origin {
            Some(Origin::Resync(reason)) => reason,
            Some(Origin::State) | None => "start",
        };
        write!(
            out,
            "{{\"v\":1,\"event\":\"sync\",\"object\":\"{}\",\"phase\":\"{phase_name}\",\
             \"reason\":\"{reason}\"",
            mirror.object.name
        )?;
        self.identity(out)?;
        if let Some(time) = context.time {
            write!(out, ",\"time\":\"{}\"", Timestamp(time))?;
        }
        if let Phase::End(took) = phase {
            let (things, seconds) = (mirror.len(), took.as_secs_f64());
            write!(out, ",\"things\":{things},\"seconds\":{seconds:.6}")?;
        }
        out.write_str("}\n")
    }

    /// Writes the object for an event, and a newline.
    ///
    /// # Errors
    ///
    /// None: a `String` takes everything.
    pub fn event(
        &mut self,
        out: &mut String,
        event: &Event<'_, '_>,
        names: &Names,
        context: Context<'_>,
    ) -> fmt::Result {
        out.write_str("{\"v\":1,\"event\":\"")?;
        out.write_str(match event.action {
            Action::New if event.replaces() || context.old.is_some() => "replace",
            Action::New if event.appends() => "append",
            Action::New => "new",
            Action::Del => "del",
            Action::Get if event.is_miss() => "get",
            Action::Get => "request",
        })?;
        out.write_str("\",\"object\":\"")?;
        out.write_str(event.object.name)?;
        if let Some(entry) = context.entry {
            out.write_str("\",\"key\":\"")?;
            entry.key(event.message.get(NLMSGHDR.size()..).unwrap_or_default()).write(out)?;
        }
        out.write_char('"')?;
        self.identity(out)?;
        if let Some(time) = context.time {
            write!(out, ",\"time\":\"{}\"", Timestamp(time))?;
        }
        match context.origin {
            None => {}
            Some(Origin::State) => out.write_str(",\"origin\":\"state\"")?,
            Some(Origin::Resync(reason)) => {
                write!(out, ",\"origin\":\"resync\",\"reason\":\"{reason}\"")?;
            }
        }
        out.write_str(",\"type\":\"")?;
        out.write_str(event.row.c_name)?;
        for (key, number) in [
            ("\",\"flags\":", event.flags.into()),
            (",\"nlmsg_seq\":", event.seq()),
            (",\"port_id\":", event.port_id()),
        ] {
            out.write_str(key)?;
            decimal(out, number)?;
        }
        if let Some(nsid) = context.nsid {
            write!(out, ",\"nsid\":{nsid}")?;
        }
        if let Some(name) = event.interface().and_then(|index| names.interface(index)) {
            out.write_str(",\"dev\":")?;
            json_value(out, &Value::Text(name))?;
        }
        for (key, prefix) in
            [(",\"prefix\":\"", event.prefix()), (",\"source\":\"", event.source())]
        {
            let Some(prefix) = prefix else { continue };
            out.write_str(key)?;
            match prefix.address {
                IpAddr::V4(address) => Value::Ip(&address.octets()).write(out)?,
                IpAddr::V6(address) => write!(out, "{address}")?,
            }
            out.write_char('/')?;
            decimal(out, prefix.bits.into())?;
            out.write_char('"')?;
        }
        out.write_str(",\"message\":")?;
        self.message(out, event.message, names)?;
        if let Some(old) = context.old {
            out.write_str(",\"old\":")?;
            self.message(out, old, names)?;
        }
        out.write_str("}\n")
    }

    /// Writes the object for the answer to a request, and a newline.
    ///
    /// # Errors
    ///
    /// None: a `String` takes everything.
    pub fn answer(
        &mut self,
        out: &mut String,
        answer: &Answer<'_>,
        names: &Names,
        time: Option<SystemTime>,
    ) -> fmt::Result {
        let event = if answer.errno == 0 { "ack" } else { "refusal" };
        write!(out, "{{\"v\":1,\"event\":\"{event}\"")?;
        if let Some(object) = answer.object() {
            write!(out, ",\"object\":\"{}\"", object.name)?;
        }
        self.identity(out)?;
        if let Some(time) = time {
            write!(out, ",\"time\":\"{}\"", Timestamp(time))?;
        }
        let (flags, seq, port_id) = (answer.flags, answer.seq(), answer.port_id());
        write!(
            out,
            ",\"type\":\"NLMSG_ERROR\",\"flags\":{flags},\"nlmsg_seq\":{seq},\"port_id\":{port_id},\
             \"errno\":{}",
            answer.errno
        )?;
        if let Some(name) = Name::of(ERRNO, answer.errno) {
            write!(out, ",\"errno_name\":\"{}\"", name.c_name)?;
        }
        out.write_str(",\"request\":")?;
        match answer.request_row() {
            Some(row) => write!(out, "\"{}\"", row.c_name)?,
            None => write!(out, "{}", answer.request)?,
        }
        out.write_str(",\"message\":")?;
        self.message(out, answer.message, names)?;
        out.write_str("}\n")
    }

    /// The object of everything after the header of a message.
    fn message(&mut self, out: &mut String, bytes: &[u8], names: &Names) -> fmt::Result {
        let Writer { head, open, seen, .. } = self;
        // The struct after the header, and where its text begins, while it is being written.
        let mut current: Option<(&'static Layout, &[u8], usize)> = None;
        let mut members = Members { out, names, open, seen, pending: false };
        // The message itself is the outermost object.
        members.enter(0, false)?;
        walk(&ROUTE, bytes).visit(|span| {
            members.leave(span.depth.max(1))?;
            if span.depth <= 1
                && let Some((layout, bytes, start)) = current.take()
            {
                head.put(layout, bytes, members.out.get(start..).unwrap_or_default());
            }
            match span.what {
                What::Message { .. } | What::Padding => {}
                // The first members of the event have its contents, or it is a length.
                What::Struct(layout) if ptr::eq(layout, &NLMSGHDR) => return Ok(Inside::Nothing),
                What::Struct(layout) => {
                    if span.depth == 1 {
                        if let Some(text) = head.get(layout, span.bytes) {
                            members.head(text);
                            return Ok(Inside::Nothing);
                        }
                        current = Some((layout, span.bytes, members.out.len()));
                    }
                    members.structure(span, layout)?;
                }
                What::Attribute { number, set, row } => {
                    return members.attribute(span, number, set, row);
                }
                What::Field(Field { kind: Kind::Pad(_), .. }) => {}
                What::Field(_) if span.is_missing() => {}
                What::Field(field) => members.value(field.c_name, span)?,
                What::Payload(attr, _) => members.value(attr.c_name, span)?,
                What::Unknown(_) => {
                    members.lone_key("unknown", UNKNOWN)?;
                    json_value(members.out, &Value::Opaque(span.bytes))?;
                }
                What::Fault(fault) => {
                    members.lone_key("fault", FAULT)?;
                    write!(members.out, "\"{fault}\"")?;
                }
            }
            Ok(Inside::All)
        })?;
        members.leave(0)
    }
}

/// Faults, and bytes that no table knows, are counted like attributes that occur again. These
/// numbers have more bits than attribute numbers have.
const UNKNOWN: u16 = 0xffff;
const FAULT: u16 = 0xfffe;

/// The members that are being written.
struct Members<'m> {
    out: &'m mut String,
    names: &'m Names,
    /// The objects and arrays that are open, the outermost first.
    open: &'m mut Vec<Open>,
    /// The numbers of the attributes in the open objects, object after object.
    seen: &'m mut Vec<u16>,
    /// Whether a key has been written whose value is still to come.
    pending: bool,
}

/// An object or an array that is open.
struct Open {
    /// The depth of its span.
    depth: usize,
    /// Whether it is an array.
    list: bool,
    /// Where its part of `seen` begins.
    seen: usize,
    empty: bool,
    /// The structs that may follow its first one. They get an array of their own, because
    /// their fields have the same names again and again.
    tail: Option<&'static Attr>,
}

impl Members<'_> {
    /// The first members: the text of the struct after the header.
    fn head(&mut self, text: &str) {
        self.out.push_str(text);
        if let Some(open) = self.open.last_mut() {
            open.empty = false;
        }
    }

    /// A struct. Only in an array is it an object of its own.
    fn structure(&mut self, span: &Span<'_, '_>, layout: &'static Layout) -> fmt::Result {
        self.enter_tail(layout)?;
        if !self.in_list() {
            return Ok(());
        }
        self.key("", None)?;
        self.enter(span.depth, false)
    }

    /// An attribute: its key, and what has to be opened for its payload.
    fn attribute(
        &mut self,
        span: &Span<'_, '_>,
        number: u16,
        set: &'static Set,
        row: Option<&'static Attr>,
    ) -> Result<Inside, fmt::Error> {
        let by_number = row.is_none_or(|row| row.number != number);
        let name = row.map_or(set.c_name, |row| row.c_name);
        self.key(name, Some((number, by_number)))?;
        if span.bytes.len() <= set.header.size() {
            // The presence of the attribute is the value.
            self.out.write_str("true")?;
            return Ok(Inside::Nothing);
        }
        let counted = self.in_list();
        match row.map(|row| row.shape.in_context(span.context)) {
            Some(Shape::Structs(_) | Shape::NextHops(_)) => self.enter(span.depth, true)?,
            Some(Shape::Nested(set)) => {
                self.enter(span.depth, set.each.is_some())?;
                if counted && set.each.is_none() {
                    self.key("number", None)?;
                    decimal(self.out, number.into())?;
                }
            }
            Some(Shape::Struct(_)) => self.enter(span.depth, false)?,
            Some(Shape::Headed(_, tail) | Shape::Flexible(_, tail)) => {
                self.enter(span.depth, false)?;
                self.expect_tail(tail);
            }
            _ => self.pending = true,
        }
        // Its own length and type are left out.
        Ok(Inside::Payload)
    }

    fn in_list(&self) -> bool {
        self.open.last().is_some_and(|open| open.list)
    }

    fn enter(&mut self, depth: usize, list: bool) -> fmt::Result {
        self.out.write_char(if list { '[' } else { '{' })?;
        self.open.push(Open { depth, list, seen: self.seen.len(), empty: true, tail: None });
        Ok(())
    }

    /// Sets what may follow the first struct of the innermost object.
    fn expect_tail(&mut self, tail: &'static Attr) {
        if let Some(open) = self.open.last_mut() {
            open.tail = Some(tail)
                .filter(|tail| matches!(tail.shape, Shape::Structs(_) | Shape::Counted(..)));
        }
    }

    /// Opens the array of the structs that follow the first, if this is the second.
    fn enter_tail(&mut self, layout: &Layout) -> fmt::Result {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        match open.tail {
            Some(Attr {
                c_name,
                shape: Shape::Structs(expected) | Shape::Counted(_, expected, _),
                ..
            }) if ptr::eq(*expected, layout) => {
                open.tail = None;
                let depth = open.depth;
                self.key(c_name, None)?;
                self.enter(depth, true)
            }
            _ => Ok(()),
        }
    }

    /// Closes everything that a span of this depth is not inside of.
    fn leave(&mut self, depth: usize) -> fmt::Result {
        while let Some(open) = self.open.pop_if(|open| open.depth >= depth) {
            self.out.write_char(if open.list { ']' } else { '}' })?;
            self.seen.truncate(open.seen);
        }
        Ok(())
    }

    /// The key of the next member; in an array, only the comma. For an attribute, also its
    /// number, and whether the number is part of the name.
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

    /// The key, if none has been written yet; for members that may occur again, also the
    /// number that they are counted by.
    fn lone_key(&mut self, name: &str, count: impl Into<Option<u16>>) -> fmt::Result {
        if mem::take(&mut self.pending) {
            return Ok(());
        }
        self.key(name, count.into().map(|number| (number, false)))
    }

    /// The member after a number, with its name. In pieces, because there are several for each
    /// event, and `write!` costs more than the text it writes.
    fn name(&mut self, c_name: &str, key: &str, name: &str, end: &str) -> fmt::Result {
        [",\"", c_name, key, name, end].iter().try_for_each(|part| self.out.write_str(part))
    }

    /// A value, and after it the name of its number.
    fn value(&mut self, c_name: &str, span: &Span<'_, '_>) -> fmt::Result {
        self.lone_key(c_name, None)?;
        let Some(value) = span.value() else { return self.out.write_str("null") };
        json_value(self.out, &value)?;
        if self.in_list() {
            return Ok(());
        }
        let (number, meaning) = match value {
            Value::Number { number, meaning, .. } => (number, meaning),
            // The text has escapes for these bytes, and looks like one with backslashes.
            Value::Text(bytes) => {
                let Err(bytes) = until_nul(bytes) else { return Ok(()) };
                self.name(c_name, "_hex\":", "", "")?;
                return json_value(self.out, &Value::Opaque(bytes));
            }
            _ => return Ok(()),
        };
        match meaning {
            Meaning::OneOf(names) => match Name::of(names, number) {
                Some(name) => self.name(c_name, "_name\":\"", name.c_name, "\""),
                None => Ok(()),
            },
            Meaning::Interface => match self.names.interface(number) {
                Some(name) => {
                    self.name(c_name, "_name\":", "", "")?;
                    json_value(self.out, &Value::Text(name))
                }
                None => Ok(()),
            },
            Meaning::Flags(names) if !names.is_empty() => {
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
