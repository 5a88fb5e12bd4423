//! The tree: one row for each field, indented by the groups around it.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::words::{heading, hex_bytes as hex, leaf};
use crate::walk::Walk;
use crate::wire::{Span, What};

/// Bytes in one row of the tree.
const ROW: usize = 8;

/// Every byte of the walk, one row for each field: offset, bytes, name, value, meaning.
///
/// Groups and faults are highlighted. A row that is wider than `width` columns continues
/// below its words, so that the columns of offsets and bytes stay free. Without the colours,
/// the request for all IPv4 routes begins like this:
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
pub fn tree(out: &mut impl Write, walk: Walk<'_>, width: usize) -> fmt::Result {
    walk.try_for_each(|span| {
        let Some(words) = leaf(span) else { return group(out, span, width) };
        let meaning = match (span.what, &words.value) {
            (What::Fault(fault), _) => {
                return rows(out, span, RED, "(fault)", &fault.to_string(), width);
            }
            (What::Unknown(why), _) => return rows(out, span, YELLOW, "(unknown)", why, width),
            (What::Padding, _) => return rows(out, span, DIM, "(padding)", words.about, width),
            (_, None) => return rows(out, span, DIM, words.c_name, words.about, width),
            // The row of the attribute's group already has its meaning.
            (What::Payload(..), Some(value)) => value.about().unwrap_or_default(),
            (_, Some(value)) => value.about().unwrap_or(words.about),
        };
        let value = words.value.as_ref().map(ToString::to_string).unwrap_or_default();
        let colon = if meaning.is_empty() { "" } else { ": " };
        let words_text = format!("{GREEN}{value}{PLAIN}{colon}{meaning}");
        rows(out, span, "", words.c_name, &words_text, width)
    })
}

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const YELLOW: &str = "\x1b[33m";
const PLAIN: &str = "\x1b[0m";

/// The widths of the columns: the offset and the gap after it, the bytes, a name, another gap.
const OFFSET: usize = 7;
const BYTES: usize = 3 * ROW - 1;
const NAME: usize = 13;
const GAP: usize = 2;

/// The least room for words, however narrow the terminal is.
const LEAST: usize = 24;

/// The lines of a text that begins at this column.
fn lines(text: &str, column: usize, width: usize) -> Vec<Cow<'_, str>> {
    let options = textwrap::Options::new(width.saturating_sub(column).max(LEAST))
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
}

/// The row of a group, and more of them if its words need it.
fn group(out: &mut impl Write, span: &Span<'_, '_>, width: usize) -> fmt::Result {
    let Some(heading) = heading(span) else { return Ok(()) };
    let (at, len, indent) = (span.at.start, span.bytes.len(), 2 * span.depth);
    let about = heading.about;
    let colon = if about.is_empty() { "" } else { ": " };
    let words = format!("{BOLD}{heading}{PLAIN}, {len} bytes{colon}{about}");
    let column = OFFSET + BYTES + GAP + indent;
    write!(out, "{at:>5}  {:BYTES$}  {:indent$}", "", "")?;
    // What continues is indented once more than the heading.
    let mut before = 0;
    for line in lines(&words, column + 2, width) {
        writeln!(out, "{:before$}{line}", "")?;
        before = column + 2;
    }
    Ok(())
}

/// The rows of one leaf. Its bytes and its words each go on as long as they need to.
fn rows(
    out: &mut impl Write,
    span: &Span<'_, '_>,
    colour: &str,
    name: &str,
    words: &str,
    width: usize,
) -> fmt::Result {
    let indent = 2 * span.depth;
    let column = OFFSET + BYTES + GAP + indent + name.len().max(NAME) + GAP;
    let plain = if colour.is_empty() { "" } else { PLAIN };
    let words = lines(words, column, width);
    let mut words = words.iter();
    // A fault or a missing field has no bytes, and still needs a row for its words.
    let mut bytes = span.bytes.chunks(ROW);
    write!(
        out,
        "{:>5}  {:<BYTES$}  {:indent$}",
        span.at.start,
        hex(bytes.next().unwrap_or(&[])),
        ""
    )?;
    writeln!(out, "{colour}{name:<NAME$}  {}{plain}", words.next().map_or("", |line| line))?;
    let mut at = span.at.start;
    loop {
        at += ROW;
        match (bytes.next(), words.next()) {
            (None, None) => return Ok(()),
            (Some(bytes), None) => writeln!(out, "{at:>5}  {}", hex(bytes))?,
            (None, Some(line)) => writeln!(out, "{:column$}{colour}{line}{plain}", "")?,
            (Some(bytes), Some(line)) => {
                let column = column - OFFSET;
                writeln!(out, "{at:>5}  {:<column$}{colour}{line}{plain}", hex(bytes))?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uapi::ROUTE;
    use crate::walk::walk;

    #[test]
    fn words_that_do_not_fit_continue_below_themselves() {
        // NLMSG_NOOP.
        let noop = [16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let tree = |width| crate::explain::text(|out| tree(out, walk(&ROUTE, &noop), width));
        let (wide, narrow) = (tree(1000), tree(80));
        assert!(narrow.lines().count() > wide.lines().count(), "{narrow}");
        let plain = |text: &str| {
            let codes = [BOLD, DIM, RED, GREEN, YELLOW, PLAIN];
            codes.iter().fold(text.to_owned(), |text, code| text.replace(code, ""))
        };
        for line in plain(&narrow).lines() {
            assert!(line.len() <= 80, "{line}");
            // Every row begins with an offset, or continues to the right of the bytes.
            let continues = line.starts_with(&" ".repeat(OFFSET + BYTES + GAP));
            assert!(continues || line[..5].trim().parse::<usize>().is_ok(), "{line}");
        }
        // Nothing is lost or added.
        let words = |text: &str| -> Vec<String> {
            plain(text).split_whitespace().map(str::to_owned).collect()
        };
        assert_eq!(words(&narrow), words(&wide));
    }
}
