//! The tree: one row for each field, indented by the groups that it stands in.

use std::fmt::{self, Write};

use super::hex_bytes as hex;
use crate::wire::{Span, What};

/// Bytes that stand in one row of the tree.
const ROW: usize = 8;

/// Every byte of `bytes`, one row for each field: offset, bytes, name, value,
/// meaning.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn tree<'a>(
    out: &mut impl Write,
    bytes: &[u8],
    spans: impl Iterator<Item = Span<'a>>,
) -> fmt::Result {
    for span in spans {
        match &span.what {
            What::Message { number, row } => {
                let name = Named { name: row.map(|row| row.c_name), or: "message type", number };
                group(out, &span, &name, row.map(|row| row.about))?;
            }
            What::Struct(layout) => {
                group(out, &span, &format_args!("struct {}", layout.c_name), None)?;
            }
            What::Attribute { number, set, row } => {
                let name = Named { name: row.map(|row| row.c_name), or: set.c_name, number };
                group(out, &span, &name, row.map(|row| row.about))?;
            }
            What::Field(field, value) => {
                let meaning = value.about().unwrap_or(field.about);
                leaf(out, bytes, &span, field.c_name, &value.to_string(), meaning)?;
            }
            What::Payload(attr, value) => {
                // The attribute's own row has said what it means.
                let meaning = value.about().unwrap_or_default();
                leaf(out, bytes, &span, attr.c_name, &value.to_string(), meaning)?;
            }
            What::Padding => {
                leaf(out, bytes, &span, "(padding)", "", "keeps what follows aligned")?;
            }
            What::Unknown(why) => leaf(out, bytes, &span, "(unknown)", "", why)?,
            What::Fault(fault) => leaf(out, bytes, &span, "(fault)", "", &fault.to_string())?,
        }
    }
    Ok(())
}

/// The name of a table's row, or the number where the table has none.
struct Named<'a> {
    name: Option<&'static str>,
    or: &'static str,
    number: &'a u16,
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Some(name) => f.write_str(name),
            None => write!(f, "{} {}", self.or, self.number),
        }
    }
}

/// The width of the column of bytes.
const BYTES: usize = 3 * ROW - 1;

/// The heading of a message, a struct or an attribute.
fn group(
    out: &mut impl Write,
    span: &Span<'_>,
    name: &impl fmt::Display,
    about: Option<&str>,
) -> fmt::Result {
    let (at, len, indent) = (span.at.start, span.at.len(), 2 * span.depth);
    write!(out, "{at:>5}  {:BYTES$}  {:indent$}{name}, {len} bytes", "", "")?;
    match about {
        Some(about) => writeln!(out, ": {about}"),
        None => writeln!(out),
    }
}

/// The rows of one leaf; the words stand in the first.
fn leaf(
    out: &mut impl Write,
    bytes: &[u8],
    span: &Span<'_>,
    name: &str,
    value: &str,
    meaning: &str,
) -> fmt::Result {
    let indent = 2 * span.depth;
    let shown = bytes.get(span.at.clone()).unwrap_or_default();
    let (first, rest) = shown.split_at_checked(ROW).unwrap_or((shown, &[]));
    let mut at = span.at.start;
    write!(out, "{at:>5}  {:<BYTES$}  {:indent$}{name:<13}", hex(first), "")?;
    match (value, meaning) {
        ("", meaning) => writeln!(out, "  {meaning}")?,
        (value, "") => writeln!(out, "  {value}")?,
        (value, meaning) => writeln!(out, "  {value}: {meaning}")?,
    }
    for row in rest.chunks(ROW) {
        at += ROW;
        writeln!(out, "{at:>5}  {}", hex(row))?;
    }
    Ok(())
}
