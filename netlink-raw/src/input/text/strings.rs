//! Strings: printable bytes as themselves, the others as escapes.
//!
//! strace prints buffers this way unless it decodes them, and programmers write test data so. For
//! example, the first bytes of a message of 60 bytes are `"<\0\0\0\30\0"` in C: 60 is `<` in ASCII,
//! and 24, RTM_NEWROUTE, is octal 30. The same characters may be other bytes in another language:
//!
//! | language | `\02` | `\x3ca` | other escapes |
//! |---|---|---|---|
//! | C | byte 2 | one number, too large | `\?`, `\e` |
//! | strace | byte 2 | `<`, `a` | those of C |
//! | Python | byte 2 | `<`, `a` | `\u003c` in a text |
//! | Rust | a zero, then `2` | `<`, `a` | `\u{3c}` in a text |
//! | JSON | none | none | `\u003c` |

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::garbage::{Garbage, TRY_ESCAPE};
use super::likely;
use super::numbers::hex_digits;

/// Whose escapes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// strace, C and Python: up to three octal digits, and two hex digits after `\x`.
    C,
    /// Octal digits are none, but for a zero.
    Rust,
}

/// The languages that a string may be of, by its quotes.
fn languages(beginning: &str) -> &'static [Language] {
    match beginning {
        // Python writes b'…', and b"…" only if there is a single quote inside.
        "b\"" => &[Language::Rust, Language::C],
        _ => &[Language::C],
    }
}

/// What opens a string.
const OPENINGS: &[&str] = &["b\"", "b'", "\"", "'"];

/// Reads the string in quotes that comes next, and strace's ellipsis after it.
pub(super) fn literal(cursor: &mut Cursor<'_>) -> Result<Buffer, Garbage> {
    let mut readings = Vec::new();
    let mut first_bad = None;
    let mut after = cursor.clone();
    let opening = OPENINGS.iter().find(|opening| cursor.rest.starts_with(**opening));
    for language in languages(opening.copied().unwrap_or_default()) {
        let mut own = cursor.clone();
        match literal_of(&mut own, *language) {
            Ok(buffer) => {
                readings.push(buffer);
                after = own;
            }
            Err(bad) => first_bad = first_bad.or(Some(bad)),
        }
    }
    let Some(first) = readings.first().cloned() else {
        return Err(first_bad.unwrap_or_else(|| cursor.garbage("a string in quotes", TRY_ESCAPE)));
    };
    let start = cursor.clone();
    *cursor = after;
    // If no length tells, it is not a whole message; then the first language has to do.
    match likely::only(readings.iter().cloned()) {
        Some(buffer) => Ok(buffer),
        None if readings.iter().any(likely::is_message) => Err(start.garbage(
            "a string that is the same in Rust and in Python",
            "\\0 and an octal digit follow each other, and both readings are messages: write \\x",
        )),
        None => Ok(first),
    }
}

fn literal_of(cursor: &mut Cursor<'_>, language: Language) -> Result<Buffer, Garbage> {
    let mut buffer = Buffer { line: cursor.line, ..Buffer::default() };
    cursor.eat("b");
    let Some(quote) = cursor.bump() else { return Ok(buffer) };
    while cursor.peek() != Some(quote) {
        string_byte(cursor, language, &mut buffer.bytes)?;
    }
    cursor.bump();
    buffer.cut_off = cursor.eat("...") || cursor.eat("…");
    Ok(buffer)
}

/// Reads the strings of a text, each a datagram. Strings with nothing but white space or a
/// backslash between them are one, as in C.
///
/// What else is in the text are words around them, or the rest of a call that was copied with its
/// buffer.
pub(super) fn literals(text: &str) -> Result<Vec<Buffer>, Garbage> {
    let mut buffers: Vec<Buffer> = Vec::new();
    let mut cursor = Cursor::new(text);
    // Where the last string ended, and on which line.
    let mut ended: Option<(&str, usize)> = None;
    while cursor.peek().is_some() {
        if !opens(before(text, &cursor), cursor.rest) {
            cursor.bump();
            continue;
        }
        let start = cursor.clone();
        let buffer = literal(&mut cursor)?;
        let between = ended.map(|(after, _)| {
            after.get(..after.len() - start.rest.len()).unwrap_or_default().trim()
        });
        match buffers.last_mut() {
            Some(last) if between.is_some_and(|text| text.is_empty() || text == "\\") => {
                last.bytes.extend(buffer.bytes);
                last.cut_off |= buffer.cut_off;
            }
            Some(_) if ended.is_some_and(|(_, line)| line == start.line) => {
                return Err(start.garbage(
                    "one buffer in quotes on a line",
                    "cut out the one that is meant, with its quotes",
                ));
            }
            _ => buffers.push(buffer),
        }
        ended = Some((cursor.rest, cursor.line));
    }
    Ok(buffers)
}

/// What is before the cursor.
fn before<'a>(text: &'a str, cursor: &Cursor<'_>) -> &'a str {
    text.get(..text.len() - cursor.rest.len()).unwrap_or_default()
}

/// Whether a text in single quotes has an escape in it: then it is a string of Python or JavaScript,
/// and not an apostrophe.
fn is_escaped(rest: &str) -> bool {
    /// A message has zeros among its first bytes, so its first escape is near. Only then is the
    /// rest of the line looked at, which may be long.
    const NEAR: usize = 64;
    if !rest.chars().take(NEAR).any(|character| character == '\\') {
        return false;
    }
    let line = rest.lines().next().unwrap_or_default();
    let inside = line.get(1..).unwrap_or_default();
    inside.rfind('\'').is_some_and(|end| inside.get(..end).is_some_and(|s| s.contains('\\')))
}

/// Whether a line holds a string in quotes. A string that has lost its own quotes may hold
/// others, but a backslash is somewhere before them.
pub(super) fn has_buffer(line: &str) -> bool {
    let mut before = "";
    let mut rest = line;
    loop {
        if opens(before, rest) {
            return !before.contains('\\');
        }
        let Some(next) = rest.chars().next() else { return false };
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
        before = line.get(..line.len() - rest.len()).unwrap_or_default();
    }
}

/// Whether a string in quotes opens here. A word that ends with b, such as `web'`, opens none.
fn opens(before: &str, rest: &str) -> bool {
    let in_word = before.ends_with(char::is_alphanumeric);
    rest.starts_with('"')
        || !in_word && (rest.starts_with("b'") || rest.starts_with("b\""))
        || rest.starts_with('\'') && is_escaped(rest)
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
        string_byte(&mut cursor, Language::C, &mut buffer.bytes)?;
    }
}

/// What C means by a backslash and this character.
pub(super) fn escape_of_c(character: u8) -> Option<u8> {
    Some(match character {
        b'0' => 0,
        b'a' => 0x07,
        b'b' => 0x08,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 0x0b,
        b'f' => 0x0c,
        b'r' => b'\r',
        b'e' => 0x1b,
        b'\\' | b'"' | b'\'' | b'?' | b'/' => character,
        _ => return None,
    })
}

/// Reads one byte of a string: an ASCII character, or an escape.
///
/// `\x` is followed by at most two digits, as strace and Python write it. In C it would use up all
/// digits that follow. A backslash at the end of a line means nothing.
fn string_byte(
    cursor: &mut Cursor<'_>,
    language: Language,
    bytes: &mut Vec<u8>,
) -> Result<(), Garbage> {
    let start = cursor.clone();
    let byte = match cursor.bump() {
        Some('\\') => match cursor.bump() {
            Some('\n') => {
                cursor.skip_space();
                return Ok(());
            }
            Some('x') => number(cursor, hex_digits(cursor.rest).min(2)),
            // JSON, JavaScript and Python: four digits. Rust: any number, in braces.
            Some('u') if cursor.eat("{") => {
                let byte = number(cursor, hex_digits(cursor.rest));
                byte.filter(|_| cursor.eat("}"))
            }
            Some('u') if hex_digits(cursor.rest) >= 4 => number(cursor, 4),
            // Up to three octal digits. strace writes as few as possible: `\30`, but
            // `\0001` for a zero byte and the character 1.
            Some(first @ '0'..='7') if language == Language::C => {
                let mut number = first.to_digit(8).unwrap_or_default();
                for _ in 0..2 {
                    let Some(digit) = cursor.peek().and_then(|c| c.to_digit(8)) else { break };
                    number = number * 8 + digit;
                    cursor.bump();
                }
                u8::try_from(number).ok()
            }
            Some('1'..='7') => None,
            Some(other) => u8::try_from(other).ok().and_then(escape_of_c),
            None => None,
        },
        // As Python and JavaScript write the characters of ISO 8859-1 in a text.
        Some(character @ (' '..='~' | '\u{a1}'..='\u{ff}')) => u8::try_from(character).ok(),
        _ => None,
    };
    match byte {
        Some(byte) => bytes.push(byte),
        None if start.rest.is_empty() || start.rest.starts_with('\n') => {
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

/// A number of this many hex digits, if it is a byte.
fn number(cursor: &mut Cursor<'_>, digits: usize) -> Option<u8> {
    let byte = cursor.rest.get(..digits).and_then(|d| u16::from_str_radix(d, 16).ok());
    cursor.skip(digits);
    byte.and_then(|byte| u8::try_from(byte).ok())
}
