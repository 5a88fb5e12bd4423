//! The tree: one row for each field, indented by the groups around it.

use std::fmt::{self, Write};

use super::words::{heading, hex_bytes as hex, leaf};
use crate::walk::Walk;
use crate::wire::{Span, What};

/// Bytes in one row of the tree.
const ROW: usize = 8;

/// Every byte of the walk, one row for each field: offset, bytes, name, value, meaning.
///
/// Groups and faults are highlighted. Without the colours, the request for all IPv4 routes
/// begins like this:
///
/// ```text
///     0                           RTM_GETROUTE, 28 bytes: …
///     0                             struct nlmsghdr, 16 bytes
///     0  1c 00 00 00                  nlmsg_len      28 bytes: …
///     4  1a 00                        nlmsg_type     RTM_GETROUTE (26): …
/// ```
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
            // The row of the attribute's group has already told its meaning.
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

/// The row of a group.
fn group(out: &mut impl Write, span: &Span<'_, '_>) -> fmt::Result {
    let Some(heading) = heading(span) else { return Ok(()) };
    let (at, len, indent) = (span.at.start, span.bytes.len(), 2 * span.depth);
    let about = heading.about;
    let colon = if about.is_empty() { "" } else { ": " };
    write!(out, "{at:>5}  {:BYTES$}  {:indent$}", "", "")?;
    writeln!(out, "{BOLD}{heading}{PLAIN}, {len} bytes{colon}{about}")
}

/// The rows of one leaf; the words are in the first.
fn rows(
    out: &mut impl Write,
    span: &Span<'_, '_>,
    colour: &str,
    name: &str,
    words: &str,
) -> fmt::Result {
    let indent = 2 * span.depth;
    // A fault may have no bytes at all, and still needs a row for its words.
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
