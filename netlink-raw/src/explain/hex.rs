//! Hex dumps, sixteen bytes a row: one with the letter of its field under each byte, and
//! the one that strace prints. Colour helps, but is not needed.

use std::fmt::{self, Write};
use std::ops::Range;

use super::words::{Leaf, hex_bytes, leaf};
use crate::walk::Walk;
use crate::wire::{Span, What};

/// Bytes in one row.
const ROW: usize = 16;

/// The colours of fields, in turn: ANSI escapes for green, yellow, blue,
/// magenta, cyan, red.
const COLOURS: [&str; 6] = ["\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m", "\x1b[31m"];
const PLAIN: &str = "\x1b[0m";

/// A hex dump with one letter and one colour for each leaf, and a legend. Without the
/// colours, a message begins like this:
///
/// ```text
/// 00000  1c 00 00 00 1a 00 01 03 01 00 00 00 00 00 00 00
///        a  a  a  a  b  b  c  c  d  d  d  d  e  e  e  e
/// …
///   a      0..4     nlmsg_len        28 bytes
///   b      4..6     nlmsg_type       RTM_GETROUTE (26)
/// ```
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn hex(out: &mut impl Write, walk: Walk<'_>) -> fmt::Result {
    let bytes = walk.bytes();
    // One letter for each byte, and a legend: both in one pass over the spans.
    let mut owners: Vec<usize> = Vec::with_capacity(bytes.len());
    let mut legend = String::new();
    let mut index = 0;
    walk.try_for_each(|span| {
        let Some(words) = leaf(span) else { return Ok(()) };
        owners.resize(span.at.end, index);
        legend_row(&mut legend, index, span, &words)?;
        index += 1;
        Ok(())
    })?;
    for (row, chunk) in bytes.chunks(ROW).enumerate() {
        let at = row * ROW;
        let owners = owners.get(at..at + chunk.len()).unwrap_or_default();
        write!(out, "{at:05x} ")?;
        for (byte, owner) in chunk.iter().zip(owners) {
            write!(out, " {}{byte:02x}{PLAIN}", colour(*owner))?;
        }
        write!(out, "\n      ")?;
        for owner in owners {
            write!(out, " {}{:<2}{PLAIN}", colour(*owner), letter(*owner))?;
        }
        writeln!(out)?;
    }
    out.write_str(&legend)
}

fn legend_row(
    out: &mut String,
    index: usize,
    span: &Span<'_, '_>,
    words: &Leaf<'_>,
) -> fmt::Result {
    let Range { start, end } = span.at;
    let (colour, letter) = (colour(index), letter(index));
    write!(out, "  {colour}{letter:<2}{PLAIN} {start:>5}..{end:<5} {:<16} ", words.c_name)?;
    match (&words.value, &span.what) {
        (Some(value), _) => writeln!(out, "{value}"),
        (None, What::Fault(fault)) => writeln!(out, "{fault}"),
        (None, _) => writeln!(out, "{}", words.about),
    }
}

/// The colour of a leaf; two neighbours never have the same.
fn colour(index: usize) -> &'static str {
    COLOURS.get(index % COLOURS.len()).copied().unwrap_or_default()
}

/// `a` to `z`, `A` to `Z`, then two letters.
pub(super) fn letter(index: usize) -> String {
    const LETTERS: usize = 52;
    let one = |index: usize| {
        let index = u8::try_from(index % LETTERS).unwrap_or_default();
        char::from(if index < 26 { b'a' + index } else { b'A' + index - 26 })
    };
    match index.checked_sub(LETTERS) {
        None => one(index).to_string(),
        Some(rest) => [one(rest / LETTERS), one(rest)].iter().collect(),
    }
}

/// Offsets and bytes in the format of `strace --write`, for comparison:
/// ` | 00000  3c 00 00 00 …`.
#[must_use]
pub fn hex_dump(bytes: &[u8]) -> String {
    let mut lines = String::new();
    for (row, bytes) in bytes.chunks(ROW).enumerate() {
        let halves: Vec<String> = bytes.chunks(ROW / 2).map(hex_bytes).collect();
        lines.push_str(&format!(" | {:05x}  {}\n", row * ROW, halves.join("  ")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_leaves_apart() {
        let letters: std::collections::BTreeSet<String> = (0..2000).map(letter).collect();
        assert_eq!(letters.len(), 2000);
        assert_eq!([letter(0), letter(51), letter(52), letter(53)], ["a", "Z", "aa", "ab"]);
    }
}
