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

/// Hex in words of any length, with white space, commas, colons, brackets
/// between them, and comments behind `#` and `//`.
pub(super) fn loose_hex(cursor: &mut Cursor<'_>) -> Result<Buffer, Garbage> {
    let mut buffer = Buffer::default();
    loop {
        let start = cursor.clone();
        if cursor.rest.starts_with('#') || cursor.rest.starts_with("//") {
            while cursor.peek().is_some_and(|character| character != '\n') {
                cursor.bump();
            }
        } else if cursor.eat("...") || cursor.eat("…") {
            buffer.cut_off = true;
            cursor.skip_space();
            if !cursor.rest.is_empty() {
                return Err(cursor.garbage("nothing behind the ellipsis", TRY_HEX));
            }
        } else if cursor.eat("0x") || cursor.eat("0X") {
            // In C, 0xf is a byte, too; but of a longer number nobody knows in
            // which order its bytes stood.
            let digits = hex_digits(cursor.rest);
            let byte = cursor.rest.get(..digits).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            let (Some(byte), 1..=2) = (byte, digits) else {
                return Err(start.garbage(
                    "a byte from 0x00 to 0xff",
                    "write a longer number byte by byte, in the order of memory",
                ));
            };
            cursor.skip(digits);
            buffer.bytes.push(byte);
        } else if cursor.peek().is_some_and(|c| c.is_whitespace() || ",:;[](){}".contains(c)) {
            cursor.bump();
            continue;
        } else if cursor.rest.is_empty() {
            if buffer.bytes.is_empty() {
                return Err(start.garbage("a byte of two hex digits", TRY_HEX));
            }
            return Ok(buffer);
        } else {
            let digits = hex_digits(cursor.rest);
            if cursor.rest.get(digits..).is_some_and(|rest| rest.starts_with(',')) {
                return Err(start.garbage(
                    "0x in front of each number of a list",
                    "without it, a number in a list could be decimal",
                ));
            }
            let mut behind = start.clone();
            behind.skip(digits);
            if behind.peek().is_some_and(char::is_alphanumeric) {
                return Err(behind.garbage("a hex digit", TRY_HEX));
            }
            if digits % 2 == 1 {
                return Err(start.garbage("an even number of hex digits", TRY_HEX));
            }
            for _ in 0..(digits / 2).max(1) {
                buffer.bytes.push(hex_byte(cursor)?);
            }
        }
        if buffer.line == 0 {
            buffer.line = start.line;
        }
        if let Some(other) = cursor.peek()
            && other.is_alphanumeric()
        {
            return Err(cursor.garbage("a hex digit", TRY_HEX));
        }
    }
}
