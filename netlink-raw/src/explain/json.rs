//! JSON: one object for each datagram, on one line.
//!
//! ```json
//! {"len":60,"spans":[{"start":0,"end":4,"depth":0,"kind":"field",
//!  "c_name":"nlmsg_len","path":"nlmsghdr.nlmsg_len","value":60,
//!  "text":"60 bytes","about":"…"}, …]}
//! ```
//!
//! The spans are the leaves only, in order; they tile the datagram. `depth`
//! counts the attributes, next hops and repeated requests that a leaf stands
//! in. `path` names the structs and attributes around it; the value of an
//! attribute has the attribute's own path. The schema is
//! `docs/schema/explain.schema.json`.
//!
//! The texts of the tables have no quotes or backslashes (a test sees to it) and
//! are written as they are. Texts of a datagram come with escapes for all that is
//! not printable ASCII; so only quotes and backslashes are left to be escaped.

use std::fmt::{self, Write};

use super::leaf;
use crate::wire::{Kind, Span, Value, What};

/// The object for a datagram of `len` bytes, without a newline.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn json<'a>(
    out: &mut impl Write,
    len: usize,
    spans: impl Iterator<Item = Span<'a>>,
) -> fmt::Result {
    write!(out, "{{\"len\":{len},\"spans\":[")?;
    let mut groups: Vec<Group> = Vec::new();
    let mut comma = "";
    for span in spans {
        while groups.last().is_some_and(|group| group.depth >= span.depth) {
            groups.pop();
        }
        if let Some(group) = Group::of(&span) {
            groups.push(group);
            continue;
        }
        out.write_str(comma)?;
        object(out, &span, &groups)?;
        comma = ",";
    }
    out.write_str("]}")
}

/// A group that the leaves which follow stand in.
struct Group {
    depth: usize,
    /// Its part of the path, if it has one.
    name: Option<&'static str>,
    /// The attribute's number, where only that tells it from its siblings.
    number: Option<u16>,
    /// Whether it counts for the depth.
    counts: bool,
}

impl Group {
    fn of(span: &Span<'_>) -> Option<Self> {
        let depth = span.depth;
        match span.what {
            // Only in an error is a message inside another: the request.
            What::Message { .. } => {
                let name = (depth > 0).then_some("msg");
                Some(Group { depth, name, number: None, counts: depth > 0 })
            }
            What::Struct(layout) => {
                let counts = layout.c_name == "rtnexthop";
                Some(Group { depth, name: Some(layout.c_name), number: None, counts })
            }
            What::Attribute { number, set, row } => {
                let listed = row.is_none_or(|row| row.number != number);
                let name = row.map_or(set.c_name, |row| row.c_name);
                let number = listed.then_some(number);
                Some(Group { depth, name: Some(name), number, counts: true })
            }
            _ => None,
        }
    }
}

fn object(out: &mut impl Write, span: &Span<'_>, groups: &[Group]) -> fmt::Result {
    let Some(words) = leaf(span) else { return Ok(()) };
    let (start, end) = (span.at.start, span.at.end);
    let depth = groups.iter().filter(|group| group.counts).count();
    let kind = words.kind;
    // `itoa` writes numbers several times as fast as `write!`, and of these there
    // are four for each span.
    let mut number = itoa::Buffer::new();
    for (name, value) in [("{\"start\":", start), (",\"end\":", end), (",\"depth\":", depth)] {
        out.write_str(name)?;
        out.write_str(number.format(value))?;
    }
    for part in [",\"kind\":\"", kind, "\",\"c_name\":\"", words.c_name, "\",\"path\":\""] {
        out.write_str(part)?;
    }
    let mut dot = "";
    for group in groups {
        if let Some(name) = group.name {
            out.write_str(dot)?;
            out.write_str(name)?;
            dot = ".";
        }
        if let Some(number) = group.number {
            write!(out, "[{number}]")?;
        }
    }
    // The value of an attribute is at the attribute's own path.
    if dot.is_empty() || !matches!(span.what, What::Payload(..)) {
        out.write_str(dot)?;
        out.write_str(words.c_name)?;
    }
    out.write_str("\",\"value\":")?;
    value(out, words.value.as_ref())?;
    out.write_str(",\"text\":\"")?;
    match (&words.value, &span.what) {
        // Of the values, only texts have quotes around them.
        (Some(value @ Value::Text(_)), _) => write!(Escaped(out), "{value}")?,
        (Some(value), _) => write!(out, "{value}")?,
        (None, What::Fault(fault)) => write!(out, "{fault}")?,
        (None, _) => out.write_str(words.about)?,
    }
    for part in ["\",\"about\":\"", words.about, "\""] {
        out.write_str(part)?;
    }
    if let What::Fault(fault) = span.what {
        write!(out, ",\"need\":{},\"have\":{}", fault.need, fault.have)?;
    }
    out.write_str("}")
}

/// Numbers as numbers, texts and addresses as texts, bytes as hex.
fn value(out: &mut impl Write, value: Option<&Value<'_>>) -> fmt::Result {
    match value {
        None => out.write_str("null"),
        Some(Value::Number { number, kind: Kind::S32 | Kind::S64, .. }) => {
            out.write_str(itoa::Buffer::new().format(number.cast_signed()))
        }
        Some(Value::Number { number, .. }) => out.write_str(itoa::Buffer::new().format(*number)),
        Some(Value::Text(text)) => {
            let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
            out.write_char('"')?;
            write!(Escaped(out), "{}", text.escape_ascii())?;
            out.write_char('"')
        }
        Some(value) => write!(out, "\"{value}\""),
    }
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
