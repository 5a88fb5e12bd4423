//! Strings of C, Python and strace: printable bytes as themselves, the others as escapes.
//!
//! strace prints buffers this way unless it decodes them, and a C or Python programmer
//! writes test data so. For example, the first bytes of a message of 60 bytes are
//! `"<\0\0\0\30\0"`: 60 is `<` in ASCII, and 24, RTM_NEWROUTE, is octal 30.

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::garbage::{Garbage, TRY_ESCAPE};
use super::hex::hex_digits;

/// Whether a text begins with a string in quotes: `"…"`, or Python's `b'…'`.
///
/// A single quote alone is not one: it is the first byte of a message of 39 bytes.
pub(super) fn is_literal(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('"') || line.starts_with("b'") || line.starts_with("b\"")
}

/// Reads strings in quotes, one after the other as in C, and strace's ellipsis after them.
///
/// With `alone`, the only thing that may follow is the rest of the call that the string was
/// copied from: `, 60, 0, NULL, 0) = 60`.
pub(super) fn literal(cursor: &mut Cursor<'_>, alone: bool) -> Result<Buffer, Garbage> {
    let mut buffer = Buffer { line: cursor.line, ..Buffer::default() };
    while is_literal(cursor.rest) {
        cursor.eat("b");
        let Some(quote) = cursor.bump() else { break };
        while cursor.peek() != Some(quote) {
            string_byte(cursor, &mut buffer.bytes)?;
        }
        cursor.bump();
        if alone {
            cursor.skip_space();
        }
    }
    buffer.cut_off = cursor.eat("...") || cursor.eat("…");
    if alone {
        cursor.skip_space();
        if !cursor.rest.is_empty() && !cursor.rest.starts_with([',', '}', ']', ')']) {
            return Err(cursor.garbage("nothing after the closing quote", TRY_ESCAPE));
        }
    }
    Ok(buffer)
}

/// Whether a line holds a string in quotes. A string that has lost its own quotes may hold
/// others, but each of those has a backslash before it.
pub(super) fn has_buffer(line: &str) -> bool {
    line.split_once('"').is_some_and(|(before, _)| !before.ends_with('\\'))
}

/// Reads parts of lines, copied from strace: the buffer in quotes of each line that has one.
pub(super) fn copied(text: &str) -> Result<Vec<Buffer>, Garbage> {
    let mut buffers = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let mut cursor = Cursor::at_line(line, number);
        while cursor.peek().is_some_and(|character| character != '"') {
            cursor.bump();
        }
        if cursor.rest.is_empty() {
            continue;
        }
        buffers.push(literal(&mut cursor, false)?);
        while let Some(character) = cursor.peek() {
            if character == '"' {
                return Err(cursor.garbage(
                    "one buffer in quotes on a line",
                    "cut out the one that is meant, with its quotes",
                ));
            }
            cursor.bump();
        }
    }
    Ok(buffers)
}

/// Reads a string without quotes. Spaces are bytes, because strace prints spaces as
/// themselves; but not in a text where every byte is written as `\x3c`.
pub(super) fn bare_string(text: &str) -> Result<Buffer, Garbage> {
    let all_hex = text.split(char::is_whitespace).all(|word| {
        let word = word.trim_end_matches("...").trim_end_matches('…');
        word.len().is_multiple_of(4) && word.as_bytes().chunks(4).all(|c| c.starts_with(b"\\x"))
    });
    let mut cursor = Cursor::new(text);
    // The line break at the end of a file is not part of the buffer.
    cursor.rest = text.trim_end_matches(['\n', '\r']);
    let mut buffer = Buffer { line: 1, ..Buffer::default() };
    loop {
        if all_hex {
            cursor.skip_space();
        }
        if cursor.rest.is_empty() {
            return Ok(buffer);
        }
        if matches!(cursor.rest.trim_end(), "..." | "…") {
            buffer.cut_off = true;
            return Ok(buffer);
        }
        string_byte(&mut cursor, &mut buffer.bytes)?;
    }
}

/// Reads one byte of a string: an ASCII character, or an escape of C.
///
/// `\x` is followed by at most two digits, as strace and Python write it. In C it would
/// use up all digits that follow.
fn string_byte(cursor: &mut Cursor<'_>, bytes: &mut Vec<u8>) -> Result<(), Garbage> {
    let start = cursor.clone();
    let byte = match cursor.bump() {
        Some('\\') => match cursor.bump() {
            Some('x') => {
                let digits = hex_digits(cursor.rest).min(2);
                let byte = cursor.rest.get(..digits).and_then(|d| u8::from_str_radix(d, 16).ok());
                cursor.skip(digits);
                byte
            }
            // Up to three octal digits. strace writes as few as possible: `\30`, but
            // `\0001` for a zero byte and the character 1.
            Some(first @ '0'..='7') => {
                let mut number = first.to_digit(8).unwrap_or_default();
                for _ in 0..2 {
                    let Some(digit) = cursor.peek().and_then(|c| c.to_digit(8)) else { break };
                    number = number * 8 + digit;
                    cursor.bump();
                }
                u8::try_from(number).ok()
            }
            Some('a') => Some(0x07),
            Some('b') => Some(0x08),
            Some('t') => Some(b'\t'),
            Some('n') => Some(b'\n'),
            Some('v') => Some(0x0b),
            Some('f') => Some(0x0c),
            Some('r') => Some(b'\r'),
            Some('e') => Some(0x1b),
            Some(quoted @ ('\\' | '"' | '\'' | '?')) => u8::try_from(quoted).ok(),
            _ => None,
        },
        Some(character @ ' '..='~') => u8::try_from(character).ok(),
        _ => None,
    };
    match byte {
        Some(byte) => bytes.push(byte),
        None if start.rest.is_empty() => {
            return Err(start.garbage("the closing quote", TRY_ESCAPE));
        }
        None => {
            return Err(start.garbage(
                "a character of ASCII, or an escape such as \\0, \\330, \\n, \\x3c",
                TRY_ESCAPE,
            ));
        }
    }
    Ok(())
}
