//! Bytes from text: hex in any usual form, and buffers as strace prints them.
//!
//! What people have at hand when they ask "what does this say?" is text that
//! some other program printed. Each form is known by how it looks:
//!
//! ```text
//! 3c000000 1800                          plain or spaced; 0x3c, 0x00; 3c:00
//! 00000000: 3c00 0000 1800 0006  <...    xxd
//! 00000000  3c 00 00 00  |<...|          hexdump -C
//!  | 00000  3c 00 00 00 18 00 00 06      strace --write, and our own programs
//! "<\0\0\0\30\0\0\6"...                  strace: C escapes, octal included
//! \x3c\x00\x00\x00                       C escapes without quotes
//! ```

use std::fmt;

/// Bytes, and whether the text said that there were more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// strace ends a buffer that it cut off with an ellipsis.
    pub cut_off: bool,
}

/// Text that is not bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotBytes {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What stands there.
    pub found: String,
    /// What was expected, and what to try.
    pub expected: &'static str,
}

impl fmt::Display for NotBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NotBytes { line, column, found, expected } = self;
        let found = found.escape_debug();
        write!(f, "line {line}, column {column}: found '{found}', expected {expected}")
    }
}

impl std::error::Error for NotBytes {}

const HEX: &str = "two hex digits, as in 3c; try the output of xxd, hexdump -C or strace";
const ESCAPE: &str = "a C escape, such as \\0, \\30, \\x3c or \\n";
const QUOTE: &str = "a quote at the end of the buffer";
const SWAPPED: &str = "bytes, not the words of two bytes that hexdump and od swap; try hexdump -C";

/// Reads bytes from text in any of the forms above.
///
/// # Errors
///
/// [`NotBytes`] with the position of the first character that fits no form.
pub fn parse(text: &str) -> Result<Bytes, NotBytes> {
    if text.contains('"') || text.contains('\\') {
        return escaped(text);
    }
    let mut bytes = Vec::new();
    for (index, line) in text.lines().enumerate() {
        hex_line(line, index + 1, &mut bytes)?;
    }
    Ok(Bytes { bytes, cut_off: false })
}

/// A line of a hex dump, or of plain hex.
fn hex_line(line: &str, number: usize, bytes: &mut Vec<u8>) -> Result<(), NotBytes> {
    let (at, digits) = columns(line, number)?;
    let separators = |c: char| c.is_whitespace() || ",;:[]{}()".contains(c);
    let mut rest = digits;
    loop {
        let start = rest.trim_start_matches(separators);
        let column = at + (digits.len() - start.len());
        if start.is_empty() {
            return Ok(());
        }
        let end = start.find(separators).unwrap_or(start.len());
        let (word, tail) = start.split_at(end);
        let prefix = if word.starts_with("0x") || word.starts_with("0X") { 2 } else { 0 };
        let pairs = &word[prefix..];
        let bad = pairs.find(|c: char| !c.is_ascii_hexdigit());
        if let Some(bad) = bad.map(|bad| bad + prefix) {
            let found = word[bad..].chars().take(1).collect();
            return Err(error(number, line, column + bad, found, HEX));
        }
        // `0x0` is a byte in a list of numbers.
        let short = prefix == 2 && pairs.len() == 1;
        if pairs.is_empty() || !(pairs.len().is_multiple_of(2) || short) {
            return Err(error(number, line, column, word.to_owned(), HEX));
        }
        for pair in pairs.as_bytes().chunks(2) {
            // Two ASCII hex digits, or one: checked above.
            let pair = std::str::from_utf8(pair).unwrap_or_default();
            bytes.extend(u8::from_str_radix(pair, 16));
        }
        rest = tail;
    }
}

/// The part of a line that holds the bytes: behind the offset, before the
/// column of characters. With its own offset in the line.
fn columns(line: &str, number: usize) -> Result<(usize, &str), NotBytes> {
    let body = line.trim_start();
    let body = body.strip_prefix("| ").map_or(body, str::trim_start);
    let at = line.len() - body.len();
    let digits = body.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(body.len());
    let (offset, rest) = body.split_at(digits);
    let begin = at + digits;
    if digits >= 4 {
        // xxd: a colon, groups, two spaces, characters.
        if let Some(dump) = rest.strip_prefix(": ") {
            let end = dump.find("  ").unwrap_or(dump.len());
            return Ok((begin + 2, &dump[..end]));
        }
        // hexdump -C, strace --write: two spaces, 16 columns of three and a gap.
        if let Some(dump) = rest.strip_prefix("  ") {
            const COLUMNS: usize = 3 * 16 + 1;
            let end = dump.char_indices().nth(COLUMNS).map_or(dump.len(), |(end, _)| end);
            let columns = &dump[..end];
            let end = columns.find('|').unwrap_or(columns.len());
            return Ok((begin + 2, &columns[..end]));
        }
        // The last line of hexdump: an offset and nothing else.
        if rest.is_empty() && offset.len() >= 7 && offset.starts_with("000") && number > 1 {
            return Ok((begin, ""));
        }
        // hexdump and od without options: an offset of seven digits, words.
        let word = rest.trim_start().split(' ').next().unwrap_or_default();
        if offset.len() == 7 && offset.starts_with("000") && word.len() == 4 {
            return Err(error(number, line, begin + 1, word.to_owned(), SWAPPED));
        }
    }
    Ok((at, body))
}

/// A C string: quoted, with an ellipsis behind it if it was cut off; or escapes
/// without quotes.
fn escaped(text: &str) -> Result<Bytes, NotBytes> {
    let quoted = text.contains('"');
    let start = text.find('"').map_or(0, |quote| quote + 1);
    let mut bytes = Vec::new();
    let mut characters = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                let tail = text[at + 1..].trim_start();
                return Ok(Bytes { bytes, cut_off: tail.starts_with("...") });
            }
            '\\' => {
                let Some((_, escape)) = characters.next() else {
                    return Err(position(text, at, "\\".to_owned(), ESCAPE));
                };
                let simple = match escape {
                    'n' => Some(b'\n'),
                    't' => Some(b'\t'),
                    'r' => Some(b'\r'),
                    'v' => Some(0x0b),
                    'f' => Some(0x0c),
                    'a' => Some(0x07),
                    'b' => Some(0x08),
                    'e' => Some(0x1b),
                    '\\' => Some(b'\\'),
                    '"' => Some(b'"'),
                    '\'' => Some(b'\''),
                    _ => None,
                };
                if let Some(byte) = simple {
                    bytes.push(byte);
                    continue;
                }
                // \ooo: up to three octal digits. \xhh: up to two of hex.
                let (radix, most, name, mut digits) = match escape {
                    'x' => (16, 2, "x", String::new()),
                    '0'..='7' => (8, 3, "", String::from(escape)),
                    other => return Err(position(text, at, format!("\\{other}"), ESCAPE)),
                };
                while digits.len() < most
                    && let Some((_, digit)) = characters.next_if(|(_, c)| c.is_digit(radix))
                {
                    digits.push(digit);
                }
                match u8::from_str_radix(&digits, radix) {
                    Ok(byte) => bytes.push(byte),
                    Err(_) => {
                        return Err(position(text, at, format!("\\{name}{digits}"), ESCAPE));
                    }
                }
            }
            // Between escapes without quotes, white space and commas mean nothing.
            ' ' | '\t' | '\n' | '\r' | ',' if !quoted => {}
            ' '..='~' => bytes.push(u8::try_from(character).unwrap_or_default()),
            other => return Err(position(text, at, other.to_string(), ESCAPE)),
        }
    }
    if quoted {
        return Err(position(text, text.len(), "the end".to_owned(), QUOTE));
    }
    Ok(Bytes { bytes, cut_off: false })
}

/// An error at a byte of a line.
fn error(number: usize, line: &str, at: usize, found: String, expected: &'static str) -> NotBytes {
    let column = line.get(..at).unwrap_or(line).chars().count() + 1;
    NotBytes { line: number, column, found, expected }
}

/// An error at a byte of the whole text.
fn position(text: &str, at: usize, found: String, expected: &'static str) -> NotBytes {
    let before = text.get(..at).unwrap_or(text);
    let number = before.matches('\n').count() + 1;
    let line = before.rsplit('\n').next().unwrap_or_default();
    NotBytes { line: number, column: line.chars().count() + 1, found, expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        parse(text).expect("bytes").bytes
    }

    #[test]
    fn hex_in_its_usual_forms() {
        let expected = [0x3c, 0x00, 0x18, 0xff];
        for text in [
            "3c0018ff",
            "3C 00 18 FF",
            "3c00 18ff\n",
            "0x3c, 0x00, 0x18, 0xff",
            "[0x3c, 0x0, 0x18, 0xff]",
            "3c:00:18:ff",
            "3c,00,18,ff",
            "00000000: 3c00 18ff                                <...\n",
            "00000000  3c 00 18 ff                                       |<...|\n00000004\n",
            " | 00000  3c 00 18 ff                                        <...             |\n",
            " | 00000  3c 00 18 ff",
            "\\x3c\\x00\\x18\\xff",
            "\\x3c\\x00 \\x18\\xff\n",
            "\"<\\0\\30\\377\"",
            "sendto(3, \"<\\0\\30\\377\", 4, 0, NULL, 0) = 4",
        ] {
            assert_eq!(bytes(text), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_go_on() {
        let xxd = "00000000: 0001 0203 0405 0607 0809 0a0b 0c0d 0e0f  ................\n\
                   00000010: 2020 2020                                ....\n";
        let hexdump = "00000000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  |........ ....... |\n\
                       00000010  20 20 20 20                                       |    |\n00000014\n";
        let mut expected: Vec<u8> = (0..16).collect();
        expected.extend([0x20; 4]);
        assert_eq!(bytes(xxd), expected);
        assert_eq!(bytes(hexdump), expected);
    }

    #[test]
    fn an_ellipsis_is_noticed() {
        let cut = parse("\"4\\0\\0\\0\"..., 32768").expect("bytes");
        assert_eq!(cut, Bytes { bytes: vec![0x34, 0, 0, 0], cut_off: true });
        assert!(!parse("\"4\\0\\0\\0\", 32768").expect("bytes").cut_off);
    }

    #[test]
    fn an_octal_escape_ends_where_its_digits_end() {
        assert_eq!(bytes("\"\\330A\\367[\\08\\0009\""), [0xd8, b'A', 0xf7, b'[', 0, b'8', 0, b'9']);
    }

    #[test]
    fn errors_name_the_place() {
        let error = |text: &str| {
            let error = parse(text).expect_err("not bytes");
            (error.line, error.column, error.found)
        };
        assert_eq!(error("3c 00\n18 0g"), (2, 5, "g".to_owned()));
        assert_eq!(error("3c 0"), (1, 4, "0".to_owned()));
        assert_eq!(error("hello"), (1, 1, "h".to_owned()));
        assert_eq!(error("3c ü"), (1, 4, "ü".to_owned()));
        assert_eq!(error("\"3c\\q\""), (1, 4, "\\q".to_owned()));
        assert_eq!(error("\"\\777\""), (1, 2, "\\777".to_owned()));
        assert_eq!(error("\"abc"), (1, 5, "the end".to_owned()));
        assert_eq!(error("0000000 003c 0018"), (1, 9, "003c".to_owned()));
    }
}
