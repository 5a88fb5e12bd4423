//! Hex digits, and hex without offsets.

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::garbage::{Garbage, TRY_HEX};

/// How many hex digits a text begins with.
pub(super) fn hex_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_hexdigit).count()
}

/// Reads a byte of two hex digits.
pub(super) fn hex_byte(cursor: &mut Cursor<'_>) -> Result<u8, Garbage> {
    let mut byte = 0;
    for expected in ["a byte of two hex digits", "the second hex digit of a byte"] {
        let digit = cursor.peek().and_then(|c| c.to_digit(16)).and_then(|d| u8::try_from(d).ok());
        let Some(digit) = digit else { return Err(cursor.garbage(expected, TRY_HEX)) };
        cursor.bump();
        byte = byte << 4 | digit;
    }
    Ok(byte)
}

/// Reads hex in words of any length, separated by white space, commas, colons or brackets,
/// with comments after `#` and `//`.
///
/// This is what people paste from a program's source, a mail, a bug report: for example
/// `[0x3c, 0x00]`, `3c:00:00:00` or `3c000000 # nlmsg_len`.
pub(super) fn loose_hex(cursor: &mut Cursor<'_>) -> Result<Buffer, Garbage> {
    let mut buffer = Buffer::default();
    loop {
        let start = cursor.clone();
        if cursor.rest.is_empty() {
            if buffer.bytes.is_empty() {
                return Err(start.garbage("a byte of two hex digits", TRY_HEX));
            }
            return Ok(buffer);
        }
        if cursor.peek().is_some_and(|c| c.is_whitespace() || ",:;[](){}".contains(c)) {
            cursor.bump();
            continue;
        }
        if cursor.rest.starts_with('#') || cursor.rest.starts_with("//") {
            while cursor.peek().is_some_and(|character| character != '\n') {
                cursor.bump();
            }
        } else if cursor.eat("...") || cursor.eat("…") {
            buffer.cut_off = true;
            cursor.skip_space();
            if !cursor.rest.is_empty() {
                return Err(cursor.garbage("nothing after the ellipsis", TRY_HEX));
            }
        } else if cursor.eat("0x") || cursor.eat("0X") {
            buffer.bytes.push(c_number(cursor, &start)?);
        } else {
            word(cursor, &mut buffer.bytes)?;
        }
        if buffer.line == 0 {
            buffer.line = start.line;
        }
        // A word ends before a separator, not in the middle of `3cg0`.
        if cursor.peek().is_some_and(char::is_alphanumeric) {
            return Err(cursor.garbage("a hex digit", TRY_HEX));
        }
    }
}

/// Reads the digits after `0x`; `start` is at the `0`.
///
/// In C, `0xf` is a byte, too. But `0x0000003c` could be `3c 00 00 00` or `00 00 00 3c` in
/// memory, so a longer number is refused.
fn c_number(cursor: &mut Cursor<'_>, start: &Cursor<'_>) -> Result<u8, Garbage> {
    let digits = hex_digits(cursor.rest);
    let byte = cursor.rest.get(..digits).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    let (Some(byte), 1..=2) = (byte, digits) else {
        return Err(start.garbage(
            "a byte from 0x00 to 0xff",
            "write a longer number byte by byte, in the order of memory",
        ));
    };
    cursor.skip(digits);
    Ok(byte)
}

/// Reads a word of hex without `0x`: an even number of digits.
fn word(cursor: &mut Cursor<'_>, bytes: &mut Vec<u8>) -> Result<(), Garbage> {
    let digits = hex_digits(cursor.rest);
    // `60, 0, 0, 0` is more likely a list of decimal numbers, and reading it as hex would
    // give wrong bytes without a warning.
    if cursor.rest.get(digits..).is_some_and(|rest| rest.starts_with(',')) {
        return Err(cursor.garbage(
            "0x in front of each number of a list",
            "without it, a number in a list could be decimal",
        ));
    }
    let mut after = cursor.clone();
    after.skip(digits);
    if after.peek().is_some_and(char::is_alphanumeric) {
        return Err(after.garbage("a hex digit", TRY_HEX));
    }
    if digits % 2 == 1 {
        return Err(cursor.garbage("an even number of hex digits", TRY_HEX));
    }
    for _ in 0..(digits / 2).max(1) {
        bytes.push(hex_byte(cursor)?);
    }
    Ok(())
}
