//! JSON: one object for each datagram, on one line.
//!
//! ```json
//! {"len":60,"spans":[{"start":0,"end":4,"depth":0,"kind":"field",
//!  "c_name":"nlmsg_len","path":"nlmsghdr.nlmsg_len","value":60,
//!  "text":"60 bytes","about":"…"}, …]}
//! ```
//!
//! The spans are only the leaves, in order; they tile the datagram. `depth` counts the
//! attributes, next hops and repeated requests around a leaf. `path` names the structs and
//! attributes around it; the value of an attribute has the attribute's own path. The
//! schema is `docs/schema/explain.schema.json`.
//!
//! The texts of the tables contain no quotes or backslashes (a test makes sure) and are
//! written unchanged. A text from a datagram has, in `text`, Rust's escapes for everything
//! that is not printable, so only quotes and backslashes are left to escape; its `value`
//! is the text itself.

use std::fmt::{self, Write};
use std::ptr;

use super::words::{Heading, Leaf, heading, leaf};
use crate::uapi::rtnetlink::RTNEXTHOP;
use crate::walk::Walk;
use crate::wire::{Kind, Span, Value, What, decimal, signed, until_nul};

/// The object for the datagram of this walk, without a newline.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn json(out: &mut impl Write, walk: Walk<'_>) -> fmt::Result {
    out.write_str("{\"len\":")?;
    decimal(out, walk.bytes().len() as u64)?;
    if walk.full_len() > walk.bytes().len() {
        out.write_str(",\"full_len\":")?;
        decimal(out, walk.full_len() as u64)?;
    }
    out.write_str(",\"spans\":[")?;
    let mut path = Path::default();
    let mut comma = "";
    walk.try_for_each(|span| {
        path.leave(span.depth);
        let Some(words) = leaf(span) else { return path.enter(span) };
        out.write_str(comma)?;
        comma = ",";
        leaf_object(out, span, &words, &path)
    })?;
    out.write_str("]}")
}

/// The object of one leaf.
///
/// The pieces are written one after the other instead of with one `write!`, which would take
/// longer than everything else in a walk: JSON is what other programs read, a million
/// datagrams at a time.
fn leaf_object(
    out: &mut impl Write,
    span: &Span<'_, '_>,
    words: &Leaf<'_>,
    path: &Path,
) -> fmt::Result {
    let fault = match span.what {
        What::Fault(fault) => Some(fault),
        _ => None,
    };
    out.write_str("{\"start\":")?;
    decimal(out, span.at.start as u64)?;
    out.write_str(",\"end\":")?;
    decimal(out, span.at.end as u64)?;
    out.write_str(",\"depth\":")?;
    decimal(out, path.depth())?;
    out.write_str(",\"kind\":\"")?;
    out.write_str(words.kind)?;
    out.write_str("\",\"c_name\":\"")?;
    out.write_str(words.c_name)?;
    out.write_str("\",\"path\":\"")?;
    out.write_str(&path.text)?;
    // The value of an attribute is at the attribute's own path.
    let own = matches!(span.what, What::Payload(..)) && path.text.ends_with(words.c_name);
    if !own {
        out.write_str(if path.text.is_empty() { "" } else { "." })?;
        out.write_str(words.c_name)?;
    }
    out.write_str("\",\"value\":")?;
    match &words.value {
        Some(value) => json_value(out, value)?,
        None => out.write_str("null")?,
    }
    out.write_str(",\"text\":\"")?;
    match (&words.value, fault) {
        // Texts are the only values with quotes around them.
        (Some(value @ Value::Text(_)), _) => write!(Escaped(out), "{value}")?,
        (Some(value), _) => value.write(out)?,
        (None, Some(fault)) => write!(out, "{fault}")?,
        (None, None) => out.write_str(words.about)?,
    }
    out.write_str("\",\"about\":\"")?;
    out.write_str(words.about)?;
    out.write_str("\"")?;
    if let Some(fault) = fault {
        write!(out, ",\"need\":{},\"have\":{}", fault.need, fault.have)?;
    }
    out.write_str("}")
}

/// The groups around the next leaf.
#[derive(Default)]
struct Path {
    groups: Vec<Group>,
    /// Their names, from the outermost to the innermost, with dots between.
    text: String,
}

struct Group {
    /// That of its span.
    depth: usize,
    /// The length of the path without it.
    parent_len: usize,
    /// How many of it and the groups around it count for the depth.
    counted: u64,
}

impl Path {
    fn depth(&self) -> u64 {
        self.groups.last().map_or(0, |group| group.counted)
    }

    /// Leaves all groups that do not contain a span of this depth.
    fn leave(&mut self, depth: usize) {
        while let Some(group) = self.groups.pop_if(|group| group.depth >= depth) {
            self.text.truncate(group.parent_len);
        }
    }

    fn enter(&mut self, span: &Span<'_, '_>) -> fmt::Result {
        let parent_len = self.text.len();
        let mut push = |name: &str| {
            self.text.push_str(if parent_len == 0 { "" } else { "." });
            self.text.push_str(name);
        };
        let counts = match (span.what, heading(span)) {
            // Only in an error is a message inside another: the request.
            (What::Message { .. }, _) if span.depth > 0 => {
                push("msg");
                true
            }
            (What::Struct(layout), _) => {
                push(layout.c_name);
                ptr::eq(layout, &raw const RTNEXTHOP)
            }
            (What::Attribute { .. }, Some(Heading { c_name, number, .. })) => {
                push(c_name);
                if let Some(number) = number {
                    write!(self.text, "[{number}]")?;
                }
                true
            }
            _ => false,
        };
        let counted = self.depth() + u64::from(counts);
        self.groups.push(Group { depth: span.depth, parent_len, counted });
        Ok(())
    }
}

/// A value: numbers as numbers, texts and addresses as texts, bytes as hex.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn json_value(out: &mut impl Write, value: &Value<'_>) -> fmt::Result {
    match value {
        Value::Number { number, kind: Kind::S32 | Kind::S64, .. } => signed(out, *number),
        Value::Number { number, .. } => decimal(out, *number),
        Value::Text(bytes) => {
            out.write_char('"')?;
            match until_nul(bytes) {
                Ok(text) if text.bytes().all(is_plain) => out.write_str(text)?,
                Ok(text) => text.chars().try_for_each(|character| match character {
                    '"' | '\\' => write!(out, "\\{character}"),
                    character if is_unprintable(character) => character
                        .encode_utf16(&mut [0; 2])
                        .iter()
                        .try_for_each(|unit| write!(out, "\\u{unit:04x}")),
                    character => out.write_char(character),
                })?,
                Err(bytes) => write!(Escaped(out), "{}", bytes.escape_ascii())?,
            }
            out.write_char('"')
        }
        value => {
            out.write_char('"')?;
            value.write(out)?;
            out.write_char('"')
        }
    }
}

/// Whether JSON writes this character unchanged. Nearly all names consist of such.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')
}

/// Whether a terminal might do something else than show this character: a control character, or
/// one that changes the direction of the text after it.
fn is_unprintable(character: char) -> bool {
    character != '\'' && character.escape_debug().len() > 1
}

/// Escapes quotes and backslashes.
struct Escaped<'a, W>(&'a mut W);

impl<W: Write> Write for Escaped<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive(['"', '\\']) {
            match part.strip_suffix(['"', '\\']) {
                Some(plain) => {
                    self.0.write_str(plain)?;
                    self.0.write_char('\\')?;
                    self.0.write_str(&part[plain.len()..])?;
                }
                None => self.0.write_str(part)?,
            }
        }
        Ok(())
    }
}
