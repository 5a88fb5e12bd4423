//! Hex dumps: rows that begin with an offset.
//!
//! The offsets are worth reading, and not only skipping. A row that was lost while copying
//! would shift everything after it, and the explanation of the rest would be wrong. So an
//! offset that does not fit is an error; one of 0 begins the next datagram.

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::garbage::{Garbage, TRY_C, TRY_HEX};
use super::hex::{hex_byte, hex_digits};

/// No datagram is longer, whatever the offsets of a dump claim.
const MOST: usize = 16 << 20;

/// Whether the line is one of `strace --write`: ` | 00000  3c 00`.
pub(super) fn is_strace_row(line: &str) -> bool {
    line.trim_start().strip_prefix("| ").is_some_and(|row| {
        let digits = hex_digits(row);
        digits >= 5 && row.get(digits..).is_some_and(|rest| rest.starts_with("  "))
    })
}

/// Whether the line begins with an offset.
///
/// A row of hexdump looks much like a line of plain hex: the offset `00000000` could be
/// four bytes of zero. What follows the digits decides.
pub(super) fn is_row(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("0x").unwrap_or(line);
    let digits = hex_digits(line);
    let (offset, rest) = line.split_at_checked(digits).unwrap_or_default();
    let is_zero = offset.bytes().all(|digit| digit == b'0');
    match rest.as_bytes() {
        _ if digits < 4 => false,
        [b':', b' ' | b'\t', ..] => true,
        // Without a colon, only the offset of the first row differs from a word of hex:
        // it is 0, and two spaces follow it.
        [b' ', b' ', ..] => is_zero,
        // Seven digits are not bytes. This is the output of plain hexdump or od, which
        // `offset` refuses with advice.
        [b' ', ..] => is_zero && digits == 7,
        _ => false,
    }
}

/// Reads the rows of a hex dump, each with the number of its line; empty lines have no meaning.
pub(super) fn rows<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
) -> Result<Vec<Buffer>, Garbage> {
    let mut buffers: Vec<Buffer> = Vec::new();
    // hexdump prints a star instead of any number of rows equal to the previous one.
    let mut starred = false;
    let mut last_row = 0;
    for (number, line) in lines {
        let mut cursor = Cursor::at_line(line, number);
        cursor.skip_space();
        if cursor.rest.is_empty() {
            continue;
        }
        if cursor.rest.trim_end() == "*" {
            starred = true;
            continue;
        }
        // strace begins each row with a bar.
        if cursor.eat("|") {
            cursor.skip_space();
        }
        cursor.eat("0x");
        // Errors about the offset point at its first digit.
        let start = cursor.clone();
        let offset = offset(&mut cursor)?;
        if buffers.is_empty()
            || (offset == 0 && buffers.last().is_some_and(|b| !b.bytes.is_empty()))
        {
            buffers.push(Buffer { line: number, ..Buffer::default() });
        }
        let Some(buffer) = buffers.last_mut() else { continue };
        if starred && offset <= MOST {
            let from = buffer.bytes.len().saturating_sub(last_row);
            while last_row > 0 && buffer.bytes.len() < offset {
                let row = from..(from + last_row).min(from + offset - buffer.bytes.len());
                buffer.bytes.extend_from_within(row);
            }
        }
        starred = false;
        // hexdump ends with a row that has only an offset: the length. It fits, too.
        if offset != buffer.bytes.len() {
            return Err(start.garbage(
                "the offset of the byte that follows those above it, in hex",
                "a row is missing, or has lost bytes: copy the dump again, whole",
            ));
        }
        if cursor.eat(":") {
            cursor.skip_space();
            grouped_words(&mut cursor, &mut buffer.bytes)?;
        } else {
            two_digit_words(&mut cursor, &mut buffer.bytes)?;
        }
        last_row = buffer.bytes.len() - offset;
    }
    Ok(buffers)
}

/// Reads the offset at the beginning of a row.
///
/// Seven digits without a colon are refused: `hexdump` and `od` print them, and after them
/// words in host order or octal, which would be read as the wrong bytes.
fn offset(cursor: &mut Cursor<'_>) -> Result<usize, Garbage> {
    let digits = hex_digits(cursor.rest);
    let number =
        cursor.rest.get(..digits).and_then(|digits| usize::from_str_radix(digits, 16).ok());
    let seven = digits == 7 && !cursor.rest.starts_with("0000000  ");
    match number {
        Some(number)
            if !seven || cursor.rest.get(7..).is_some_and(|rest| rest.starts_with(':')) =>
        {
            cursor.skip(digits);
            Ok(number)
        }
        _ => Err(cursor.garbage("an offset in hex, of 8 digits", TRY_C)),
    }
}

/// Reads `3c00 0000 1800  <.....`, as xxd prints it: two spaces end the bytes.
fn grouped_words(cursor: &mut Cursor<'_>, bytes: &mut Vec<u8>) -> Result<(), Garbage> {
    while !cursor.rest.trim_end().is_empty() {
        bytes.push(hex_byte(cursor)?);
        if cursor.rest.starts_with("  ") {
            return Ok(());
        }
        cursor.eat(" ");
    }
    Ok(())
}

/// Reads `3c 00 00 00 18 00 00 06  04 03  |<.....|`, as hexdump -C prints it. Two spaces
/// may also separate the halves of a row; 16 bytes, three spaces or a bar end the bytes.
fn two_digit_words(cursor: &mut Cursor<'_>, bytes: &mut Vec<u8>) -> Result<(), Garbage> {
    for _ in 0..16 {
        let spaces = cursor.rest.bytes().take_while(|byte| *byte == b' ').count();
        let gap = cursor.clone();
        cursor.skip_space();
        if spaces > 2 || cursor.rest.is_empty() || cursor.rest.starts_with('|') {
            return Ok(());
        }
        if spaces == 0 {
            return Err(gap.garbage("a space between two bytes", TRY_HEX));
        }
        bytes.push(hex_byte(cursor)?);
    }
    Ok(())
}
