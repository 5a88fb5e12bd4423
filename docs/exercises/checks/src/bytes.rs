//! Prints bytes as `explain` does, with one field marked.

use std::ops::Range;

use netlink_raw::explain::{append, hex_bytes, tree};
use netlink_raw::uapi::ROUTE;
use netlink_raw::walk::{Walk, walk, walk_as};
use netlink_raw::wire::{Attr, Protocol, Span, What};

use crate::{Failure, Outcome, counted};

/// How to read the bytes.
#[derive(Clone, Copy)]
pub enum Form {
    /// Messages of `NETLINK_ROUTE`.
    Route,
    /// Messages of another protocol.
    Messages(&'static Protocol),
    /// One struct, such as a socket address.
    As(&'static Attr),
    /// Text, or anything else without fields.
    Plain,
}

impl Form {
    fn walk(self, bytes: &[u8]) -> Option<Walk<'_>> {
        match self {
            Form::Route => Some(walk(&ROUTE, bytes)),
            Form::Messages(protocol) => Some(walk(protocol, bytes)),
            Form::As(row) => Some(walk_as(row, bytes)),
            Form::Plain => None,
        }
    }
}

/// Show this many rows before and after the marked one.
const AROUND: usize = 1;

const RED: &str = "\x1b[1;31m";
const PLAIN: &str = "\x1b[0m";

/// Compares bytes. The failure shows both, with the first field that differs marked.
pub fn same_bytes(form: Form, what: &str, got: &[u8], expected: &[u8]) -> Outcome {
    if got == expected { Ok(()) } else { Err(differs(form, what, got, expected)) }
}

/// Returns the failure for bytes that differ.
pub fn differs(form: Form, what: &str, got: &[u8], expected: &[u8]) -> Failure {
    let pairs = got.iter().zip(expected);
    let at = pairs.take_while(|(got, expected)| got == expected).count();
    let byte = |bytes: &[u8]| bytes.get(at).map_or("none".to_owned(), |byte| format!("{byte:02x}"));
    // Look up the field in the expected bytes, because the student's may have wrong lengths.
    let field = leaf(form, expected, at);
    let place = match (&field, expected.get(at)) {
        (Some(field), Some(_)) => format!(", in {}", field.name),
        (None, Some(_)) => String::new(),
        (_, None) => ", past the end".to_owned(),
    };
    let end = field.as_ref().map_or(at + 1, |field| field.at.end);
    let start = field.as_ref().map_or(at, |field| field.at.start);
    let begin = match (got.len(), expected.len()) {
        (got, expected) if got == expected => "the".to_owned(),
        (got, expected) => format!("{got} bytes, expected {expected}. The"),
    };
    let mut text = format!(
        "{what}: {begin} first byte that differs is byte {at}{place}: expected {}, got {}.",
        byte(expected),
        byte(got),
    );
    if let Some(field) = field.filter(|field| !field.about.is_empty()) {
        text.push_str(&format!("\n{}: {}.", field.name, field.about));
    }
    Failure::new(text)
        .showing(format!("expected\n{}", mark(&without_faults(&rows(form, expected)), start..end)))
        .showing(format!("got\n{}", mark(&rows(form, got), start..end)))
}

/// Returns the failure for one value that was read from these bytes. It marks and names the
/// field that contains the byte at `at`.
pub fn field_at(form: Form, bytes: &[u8], at: usize, what: &str) -> Failure {
    let (name, range) = match leaf(form, bytes, at) {
        Some(field) if field.about.is_empty() => (field.name, field.at),
        Some(field) => (format!("{}: {}", field.name, field.about), field.at),
        None => (format!("byte {at}"), at..at + 1),
    };
    Failure::new(format!("{what}\nSee byte {}, {name}.", range.start))
        .showing(format!("the bytes\n{}", mark(&rows(form, bytes), range)))
}

/// A field, attribute value, or padding.
struct Leaf {
    at: Range<usize>,
    name: String,
    about: String,
}

/// Returns the leaf that contains the byte at `at`.
fn leaf(form: Form, bytes: &[u8], at: usize) -> Option<Leaf> {
    let mut attribute: Option<(Range<usize>, &str)> = None;
    let mut found = None;
    form.walk(bytes)?.for_each(|span| {
        if let What::Attribute { row: Some(row), .. } = span.what {
            attribute = Some((span.at.clone(), row.c_name));
        }
        if span.is_leaf() && span.at.contains(&at) {
            let of = attribute.as_ref().filter(|(range, _)| range.contains(&at));
            found = Some(named(span, of.map(|(_, name)| *name)));
        }
    });
    found
}

fn named(span: &Span<'_, '_>, attribute: Option<&str>) -> Leaf {
    let (name, about) = match span.what {
        What::Field(field) => (field.c_name, field.about),
        What::Payload(row, _) => (row.c_name, row.about),
        What::Padding => ("padding", "keeps the next attribute aligned"),
        What::Unknown(why) => ("unknown", why),
        What::Fault(_) => ("fault", "does not have the length that the header before it gives"),
        What::Message { .. } | What::Struct(_) | What::Attribute { .. } => ("", ""),
    };
    let name = match attribute {
        Some(attribute) if attribute != name => format!("{name} of {attribute}"),
        _ => name.to_owned(),
    };
    Leaf { at: span.at.clone(), name, about: about.to_owned() }
}

/// Returns the tree of `explain`, or plain rows of bytes.
fn rows(form: Form, bytes: &[u8]) -> String {
    let mut text = String::new();
    match form.walk(bytes) {
        Some(walk) => append(&mut text, |out| tree(out, walk, 100)),
        None => {
            for (row, chunk) in bytes.chunks(8).enumerate() {
                let hex = hex_bytes(chunk);
                let shown = String::from_utf8_lossy(chunk).escape_debug().to_string();
                text.push_str(&format!("{:>5}  {hex:<23}  {shown}\n", 8 * row));
            }
        }
    }
    if bytes.is_empty() {
        text.push_str("    (no bytes)\n");
    }
    text
}

/// Leaves out the rows about what is missing. The expected bytes may be a part of a message, such
/// as its header, which is not their mistake.
fn without_faults(tree: &str) -> String {
    let mut in_fault = false;
    let rows = tree.split_inclusive('\n').filter(|row| {
        // Further lines of the same row have no offset.
        let is_continued = row.get(..7).is_some_and(|offset| offset.trim().is_empty());
        in_fault = row.contains("(fault)") || (in_fault && is_continued);
        !in_fault
    });
    rows.collect()
}

/// Puts `>` before the row with the first marked byte, and `^^` under the marked bytes. Cuts
/// the tree down to the rows around the mark.
fn mark(tree: &str, marked: Range<usize>) -> String {
    // A row is five columns of offset, two spaces, and bytes in hexadecimal.
    let offset = |line: &str| {
        let has_bytes = line.get(7..9).is_some_and(|byte| !byte.trim().is_empty());
        let number = line.get(..5).and_then(|column| column.trim().parse::<usize>().ok());
        number.filter(|_| has_bytes)
    };
    let lines: Vec<&str> = tree.lines().collect();
    let row = lines.iter().rposition(|line| offset(line).is_some_and(|at| at <= marked.start));
    let Some(row) = row else { return tree.to_owned() };
    let (from, to) = (row.saturating_sub(AROUND), (row + 1 + AROUND).min(lines.len()));
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate().take(to).skip(from) {
        if number != row {
            text.push_str(&format!("{line}\n"));
            continue;
        }
        let start = marked.start - offset(line).unwrap_or_default();
        let in_row = (line.get(7..30).unwrap_or_default().trim_end().len() + 1) / 3;
        let len = marked.len().min(in_row.saturating_sub(start));
        text.push_str(&format!("{RED}>{PLAIN}{}\n", line.get(1..).unwrap_or_default()));
        let carets = if len == 0 { "^^ the end".to_owned() } else { vec!["^^"; len].join(" ") };
        let left = 7 + 3 * start.min(in_row);
        text.push_str(&format!("{:left$}{RED}{carets}{PLAIN}\n", ""));
    }
    let cut = |lines: usize| {
        if lines == 0 { String::new() } else { format!("    … {}\n", counted(lines, "more row")) }
    };
    format!("{}{text}{}", cut(from), cut(lines.len() - to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message;

    #[test]
    fn the_first_byte_that_differs_is_marked_and_named() {
        let expected = message("guide-route", 3);
        let mut got = expected.clone();
        got.swap(4, 5);
        let failure = differs(Form::Route, "the message", &got, &expected);
        assert!(
            failure.what.contains("byte 4, in nlmsg_type: expected 18, got 00"),
            "{}",
            failure.what
        );
        let about = leaf(Form::Route, &expected, 4).expect("a field").about;
        assert!(failure.what.contains(&format!("nlmsg_type: {about}.")), "{}", failure.what);
        let marked = failure.bytes.lines().filter(|line| line.contains('>')).count();
        assert_eq!(marked, 2, "{}", failure.bytes);
        assert!(failure.bytes.contains("       \x1b[1;31m^^ ^^\x1b[0m\n"), "{}", failure.bytes);
    }

    #[test]
    fn three_rows_around_the_first_difference_are_shown() {
        let expected = message("guide-route", 3);
        for at in [0, 20, expected.len() - 1] {
            let mut got = expected.clone();
            got[at] ^= 0xff;
            let failure = differs(Form::Route, "the message", &got, &expected);
            let (first, second) = failure.bytes.split_once("\ngot\n").expect("two blocks");
            for block in [first.trim_start_matches("expected\n"), second] {
                let is_row = |line: &&str| !line.contains('…') && !line.contains("^^");
                let rows = block.lines().filter(is_row).count();
                assert!((2..=3).contains(&rows), "{rows} rows for byte {at}:\n{block}");
            }
        }
    }

    #[test]
    fn what_was_expected_has_no_fault() {
        // The header alone: a whole message would follow it.
        let expected = &message("guide-route", 3)[..16];
        let failure = differs(Form::Route, "the header", &[0; 16], expected);
        let (expected, _) = failure.bytes.split_once("\ngot\n").expect("two blocks");
        assert!(!expected.contains("fault"), "{expected}");
        // The type, and below the flags, the sequence number and the port ID.
        assert!(expected.contains("… 3 more rows"), "{expected}");
        let continued = "   12  01  a\n   16      (fault)  it\n           goes on\n   20  02  b\n";
        assert_eq!(without_faults(continued), "   12  01  a\n   20  02  b\n");
    }

    #[test]
    fn missing_bytes_are_marked_at_the_end() {
        let expected = message("guide-route", 3);
        let failure = differs(Form::Route, "the message", &expected[..40], &expected);
        assert!(
            failure.what.contains("byte 40, in RTA_DST: expected 04, got none"),
            "{}",
            failure.what
        );
        let none = differs(Form::Route, "the message", &[], &expected);
        assert!(none.bytes.contains("(no bytes)"), "{}", none.bytes);
    }

    #[test]
    fn the_header_of_an_attribute_is_named_after_it() {
        let failure = field_at(Form::Route, &message("guide-route", 3), 38, "the type");
        assert!(failure.what.contains("rta_type of RTA_DST"), "{}", failure.what);
    }
}
