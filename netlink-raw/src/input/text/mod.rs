//! Datagrams from text: bytes in the forms in which people have them.
//!
//! | form | for example |
//! |---|---|
//! | hex, and lists of numbers | `3c000000 1800`, `3c:00:00:00`, `[0x3c, 0x00]`, `[60 0 0 0]` |
//! | hex dumps of many programs | `00000000: 3c00 0000 1800  <.....` ([`mod@rows`]) |
//! | strings of C, Python, Rust, JSON | `"<\0\0\0\30"...`, `\x3c\x00`, `b'<\x00'` |
//! | lines of strace | `sendto(3, "<\0\0\0\30"..., 60, 0, NULL, 0) = 60` |
//! | base64 | `PAAAABgA` |
//! | what libnl and libmnl print to debug | `.nlmsg_len = 20` ([`fields`]) |
//!
//! What is around them is passed over: the marks of a quoted mail, the fences of Markdown, words,
//! the prefix of a log. Where the same characters could be other bytes, the lengths of the messages
//! decide; where they do not, the text is refused.
//!
//! ```
//! use netlink_raw::input::text;
//! let reading = text::parse(b"3c000000 1800")?;
//! assert_eq!(reading.buffers[0].bytes, [0x3c, 0, 0, 0, 0x18, 0]);
//! # Ok::<(), text::Garbage>(())
//! ```
//!
//! ```text
//! mod       decides which form it is
//! around    what is around the bytes
//! rows      hex dumps
//! strings   strings of programming languages
//! calls     lines of strace: which strings and rows are datagrams
//! fields    what two libraries print
//! numbers   hex and lists
//! likely    which of several readings makes messages
//! form      the result
//! cursor    where in the text
//! ```

mod around;
mod buffer;
mod calls;
mod cursor;
mod fields;
mod form;
mod garbage;
mod likely;
mod numbers;
mod rows;
mod strings;
#[cfg(test)]
mod tests;

pub use buffer::Buffer;
pub use form::{Form, Reading};
pub use garbage::Garbage;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use cursor::Cursor;
use garbage::TRY_HEX;
use rows::{has_rows, is_strace_row, rows};
use strings::{bare_string, has_buffer, literals};

/// Reads the datagrams in a text: at least one.
///
/// # Errors
///
/// [`Garbage`], with the first character that fits none of the forms.
pub fn parse(text: &[u8]) -> Result<Reading, Garbage> {
    let text = around::without(as_utf8(text)?);
    if text.trim().is_empty() {
        return Err(Cursor::new("").garbage("bytes as text", TRY_HEX));
    }
    let mut reading = read(&text)?;
    for buffer in &mut reading.buffers {
        // Copied from a capture, with the 16 bytes in front of each datagram.
        let datagram = likely::without_record_header(&buffer.bytes)
            .map(|(protocol, datagram)| (protocol, datagram.to_vec()));
        if let Some((protocol, datagram)) = datagram {
            buffer.bytes = datagram;
            buffer.protocol = Some(protocol);
        }
    }
    Ok(reading)
}

/// Reads a text by its form. The order matters: lines of strace have strings, and dumps have hex.
fn read(text: &str) -> Result<Reading, Garbage> {
    let of = |form, buffers| Reading { form, buffers };
    if let Some(decoded) = decoded_by_go(text) {
        return Err(decoded);
    }
    if text.lines().any(is_strace_row) {
        return calls::dumps(text);
    }
    if fields::is_libnl(text) {
        return Ok(of(Form::Libnl, fields::libnl(text)?));
    }
    if fields::is_libmnl(text) {
        return Ok(of(Form::Libmnl, fields::libmnl(text)?));
    }
    if has_rows(text) {
        return Ok(of(Form::Dump, rows((1..).zip(text.lines()))?));
    }
    if calls::has_calls(text) {
        return calls::calls(text);
    }
    let has_lists = numbers::has_lists(text);
    // JSON has strings around its lists.
    if text.lines().any(has_buffer) && !has_lists {
        return Ok(of(Form::Strings, literals(text)?));
    }
    if let Some(bytes) = base64(text) {
        let buffer = Buffer { bytes, line: 1, ..Buffer::default() };
        return Ok(of(Form::Base64, vec![buffer]));
    }
    if text.contains('\\') && !has_lists {
        return Ok(of(Form::Strings, vec![bare_string(text)?]));
    }
    Ok(of(Form::Numbers, numbers::numbers(text)?))
}

/// A message of Go's package netlink, as `%+v` and spew print it: its header is decoded, and the
/// bytes are only those after it.
fn decoded_by_go(text: &str) -> Option<Garbage> {
    const BEGINNINGS: [&str; 2] = ["{Header:{Length:", "Header: (netlink.Header)"];
    const DECODED: &str = "the bytes of the message, but Go has decoded its header";
    const PRINT_BYTES: &str =
        "print what Message.MarshalBinary returns, or run the program in netlink-monitor trace";
    (1..).zip(text.lines()).find_map(|(number, line)| {
        let at = BEGINNINGS.iter().find_map(|beginning| line.find(beginning))?;
        let mut cursor = Cursor::at_line(line, number);
        cursor.skip(line.get(..at)?.chars().count());
        Some(cursor.garbage(DECODED, PRINT_BYTES))
    })
}

/// The bytes of base64, if the text is nothing else. Hex is base64, too, so the lengths of the
/// messages have to fit.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text: String = text.split_whitespace().collect();
    let bytes = BASE64_STANDARD.decode(text).ok()?;
    let buffer = Buffer { bytes, ..Buffer::default() };
    likely::is_message(&buffer).then_some(buffer.bytes)
}

/// The text, or the place where it stops being text: a person may have passed a file of
/// raw bytes.
fn as_utf8(text: &[u8]) -> Result<&str, Garbage> {
    str::from_utf8(text).map_err(|error| {
        let (good, bad) = text.split_at(error.valid_up_to());
        let good = str::from_utf8(good).unwrap_or_default();
        let mut cursor = Cursor::new(good);
        while cursor.bump().is_some() {}
        let found = bad.first().map_or_else(String::new, |byte| byte.escape_ascii().to_string());
        Garbage {
            line: cursor.line,
            column: cursor.column,
            found: format!("the byte {found}"),
            expected: "text in UTF-8, or a capture",
            advice: "for the bytes of a datagram, use --raw",
        }
    })
}
