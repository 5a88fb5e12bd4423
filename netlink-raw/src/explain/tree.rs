//! The tree: one row for each field, indented by the groups that it stands in.

use std::fmt::{self, Write};

use super::{hex_bytes as hex, leaf};
use crate::walk::Walk;
use crate::wire::{Span, What};

/// Bytes that stand in one row of the tree.
const ROW: usize = 8;

/// Every byte that is walked, one row for each field: offset, bytes, name, value,
/// meaning.
///
/// Groups stand out by colour, and so does what is wrong. The colours are ANSI
/// escapes; where they are not wanted, print through a stream that takes them out.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn tree(out: &mut impl Write, walk: Walk<'_>) -> fmt::Result {
    walk.try_for_each(|span| {
        let Some(words) = leaf(span) else { return group(out, span) };
        let meaning = match (span.what, &words.value) {
            (What::Fault(fault), _) => return rows(out, span, RED, "(fault)", &fault.to_string()),
            (What::Unknown(why), _) => return rows(out, span, YELLOW, "(unknown)", why),
            (What::Padding, _) => return rows(out, span, DIM, "(padding)", words.about),
            (_, None) => return rows(out, span, DIM, words.c_name, words.about),
            // The attribute's own row has said what it means.
            (What::Payload(..), Some(value)) => value.about().unwrap_or_default(),
            (_, Some(value)) => value.about().unwrap_or(words.about),
        };
        let value = words.value.as_ref().map(ToString::to_string).unwrap_or_default();
        let colon = if meaning.is_empty() { "" } else { ": " };
        rows(out, span, "", words.c_name, &format!("{GREEN}{value}{PLAIN}{colon}{meaning}"))
    })
}

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const YELLOW: &str = "\x1b[33m";
const PLAIN: &str = "\x1b[0m";

/// The width of the column of bytes.
const BYTES: usize = 3 * ROW - 1;

/// The heading of a message, a struct or an attribute.
fn group(out: &mut impl Write, span: &Span<'_, '_>) -> fmt::Result {
    let (at, len, indent) = (span.at.start, span.bytes.len(), 2 * span.depth);
    write!(out, "{at:>5}  {:BYTES$}  {:indent$}{BOLD}", "", "")?;
    let about = match span.what {
        What::Struct(layout) => {
            write!(out, "struct {}", layout.c_name)?;
            None
        }
        What::Message { row: Some(row), .. } => {
            out.write_str(row.c_name)?;
            Some(row.about)
        }
        What::Attribute { row: Some(row), .. } => {
            out.write_str(row.c_name)?;
            Some(row.about)
        }
        // Where no table has a row, the number is all that is known.
        What::Message { number, row: None } => {
            write!(out, "message type {number}")?;
            None
        }
        What::Attribute { number, set, row: None } => {
            write!(out, "{} {number}", set.c_name)?;
            None
        }
        _ => None,
    };
    write!(out, "{PLAIN}, {len} bytes")?;
    match about {
        Some(about) => writeln!(out, ": {about}"),
        None => writeln!(out),
    }
}

/// The rows of one leaf; the words stand in the first.
fn rows(
    out: &mut impl Write,
    span: &Span<'_, '_>,
    colour: &str,
    name: &str,
    words: &str,
) -> fmt::Result {
    let indent = 2 * span.depth;
    let (first, rest) = span.bytes.split_at_checked(ROW).unwrap_or((span.bytes, &[]));
    let mut at = span.at.start;
    let plain = if colour.is_empty() { "" } else { PLAIN };
    write!(out, "{at:>5}  {:<BYTES$}  {:indent$}", hex(first), "")?;
    writeln!(out, "{colour}{name:<13}  {words}{plain}")?;
    for row in rest.chunks(ROW) {
        at += ROW;
        writeln!(out, "{at:>5}  {}", hex(row))?;
    }
    Ok(())
}
