//! Datagrams from text: hex as people paste it, and buffers as strace prints
//! them.
//!
//! | form | for example |
//! |---|---|
//! | plain or spaced hex | `3c000000 1800`, `3c:00:00:00`, `0x3c 0x00` |
//! | comma list | `0x3c, 0x00, 0x00, 0x00` |
//! | `xxd`, `tcpdump -x` | `00000000: 3c00 0000 1800  <.....` |
//! | `hexdump -C`, Wireshark | `00000000  3c 00 00 00 18 00  \|<.....\|` |
//! | `strace --write`, and ours | ` \| 00000  3c 00 00 00 18 00` |
//! | string of C, Python, strace | `"<\0\0\0\30"...`, `\x3c\x00`, `b'<\x00'` |
//! | lines of strace | `sendto(3, "<\0\0\0\30"..., 60, 0, NULL, 0) = 60` |
//!
//! The first line decides which form it is. If a form has offsets, they are checked, and
//! an offset of 0 further down begins the next datagram.
//!
//! ```
//! use netlink_raw::input::text;
//! let [datagram] = &text::parse(b"3c000000 1800")?[..] else { unreachable!() };
//! assert_eq!(datagram.bytes, [0x3c, 0, 0, 0, 0x18, 0]);
//! # Ok::<(), text::Garbage>(())
//! ```
//!
//! ```text
//! mod       decides which form it is
//! rows      hex dumps
//! strings   strings of C, Python and strace
//! calls     lines of strace: which strings and rows are datagrams
//! hex       plain hex
//! cursor    where in the text
//! ```

mod buffer;
mod calls;
mod cursor;
mod garbage;
mod hex;
mod rows;
mod strings;
#[cfg(test)]
mod tests;

pub use buffer::Buffer;
pub use garbage::Garbage;

use cursor::Cursor;
use garbage::TRY_HEX;
use hex::loose_hex;
use rows::{is_row, is_strace_row, rows};
use strings::{bare_string, copied, has_buffer, is_literal, literal};

/// Reads the datagrams in a text: at least one.
///
/// # Errors
///
/// [`Garbage`], with the first character that fits none of the forms.
pub fn parse(text: &[u8]) -> Result<Vec<Buffer>, Garbage> {
    let text = as_utf8(text)?;
    let mut cursor = Cursor::new(text);
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return Err(cursor.garbage("bytes as text", TRY_HEX));
    };
    if text.lines().any(is_strace_row) {
        return calls::dumps(text);
    }
    if is_row(first) {
        return rows((1..).zip(text.lines()));
    }
    if is_literal(first) {
        cursor.skip_space();
        return Ok(vec![literal(&mut cursor, true)?]);
    }
    if calls::has_calls(text) {
        return calls::calls(text);
    }
    if text.lines().any(has_buffer) {
        return copied(text);
    }
    if first.contains('\\') {
        return Ok(vec![bare_string(text)?]);
    }
    Ok(vec![loose_hex(&mut cursor)?])
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
            expected: "text in UTF-8, or a pcap or pcapng file",
            advice: "for raw bytes, try xxd FILE | netlink-monitor explain",
        }
    })
}
