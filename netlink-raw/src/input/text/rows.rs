//! Hex dumps: rows that begin with an offset or an address.
//!
//! | program | a row |
//! |---|---|
//! | `xxd`, `tcpdump -x` | `00000000: 3c00 0000 1800  <.....` |
//! | `hexdump -C`, `od -Ax -tx1z` | `00000000  3c 00 00 00 18 00  \|<.....\|` |
//! | `tshark -x`, Wireshark | `0000  3c 00 00 00 18 00   <.....` |
//! | text2pcap, `od -tx1` | `000000 3c 00 00 00 18 00` |
//! | `hexdump`, `od -x` | `0000000 003c 0000 0018` |
//! | `od`, `od -b`, `od -c`, `-tu1` | `0000000 000074`, `0000000 074`, `0000000   <  \0`, `  60` |
//! | `xxd -b` | `00000000: 00111100 00000000` |
//! | `strace --write`, and ours | ` \| 00000  3c 00 00 00 18 00` |
//! | gdb `x/xb`, `x/xw` | `0x7ffe10: 0x3c 0x00`, `0x7ffe10: 0x0000003c` |
//! | the kernel's print_hex_dump, FRR | `[  12.3] nl: 00000000: 3c 00 00 00  <...` |
//!
//! The offsets are worth reading, and not only skipping. A row that was lost while copying would
//! shift everything after it, and the explanation of the rest would be wrong. So an offset that does
//! not fit is an error; one of 0 begins the next datagram.

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::garbage::{Garbage, TRY_HEX};
use super::likely;
use super::numbers::{bytes_of, hex_digits};

/// No datagram is longer, whatever the offsets of a dump claim.
const MOST: usize = 16 << 20;

/// Whether the line is one of `strace --write`: ` | 00000  3c 00`.
pub(super) fn is_strace_row(line: &str) -> bool {
    line.trim_start().strip_prefix("| ").is_some_and(|row| {
        let digits = hex_digits(row);
        digits >= 5 && row.get(digits..).is_some_and(|rest| rest.starts_with("  "))
    })
}

/// A row: its offset, and what follows.
#[derive(Clone)]
struct Row<'a> {
    /// At the first digit of the offset.
    at: Cursor<'a>,
    offset: &'a str,
    /// Whether a colon follows the offset. After the bytes there are then two spaces; without one,
    /// two spaces may also separate the halves of a row.
    colon: bool,
    /// Behind the offset.
    rest: Cursor<'a>,
}

impl<'a> Row<'a> {
    /// The row in a line. What is before the offset is of a log.
    fn of(line: &'a str, number: usize) -> Option<Self> {
        let mut cursor = Cursor::at_line(line.trim_end(), number);
        loop {
            cursor.skip_space();
            if cursor.rest.is_empty() {
                return None;
            }
            if let Some(row) = Row::at(cursor.clone()) {
                return Some(row);
            }
            while cursor.peek().is_some_and(|character| !character.is_whitespace()) {
                cursor.bump();
            }
        }
    }

    /// The row that begins here.
    fn at(at: Cursor<'a>) -> Option<Self> {
        let mut rest = at.clone();
        let is_address = rest.eat("0x");
        let digits = hex_digits(rest.rest);
        let offset = rest.rest.get(..digits)?;
        rest.skip(digits);
        if digits < if is_address { 3 } else { 4 } {
            return None;
        }
        // gdb names the object that has the address: `0x404040 <buffer+8>:`.
        if is_address && rest.rest.starts_with(" <") {
            let name = rest.rest.find('>')?;
            rest.skip(rest.rest.get(..=name)?.chars().count());
        }
        if rest.eat(":") {
            let is_row = rest.rest.starts_with([' ', '\t']);
            return is_row.then_some(Row { at, offset, colon: true, rest });
        }
        // Without a colon, a word of hex differs from an offset by what follows: two spaces, or one
        // after the six or seven digits that od and hexdump print, which are no bytes.
        let is_row = match rest.rest.as_bytes() {
            [] => digits >= 6,
            [b' ', b' ', ..] => true,
            [b' ', ..] => digits == 6 || digits == 7,
            _ => false,
        };
        (is_row && !is_address).then_some(Row { at, offset, colon: false, rest })
    }

    /// The offset, read with this base.
    fn offset(&self, base: u32) -> Option<usize> {
        usize::from_str_radix(self.offset, base).ok()
    }

    fn is_first(&self) -> bool {
        self.offset.bytes().all(|digit| digit == b'0')
    }

    /// Whether it is the address of the bytes in a memory of 64 bits, which may begin anywhere. The
    /// longest offsets have eight digits.
    fn is_address(&self) -> bool {
        self.offset.len() > 8 || self.at.rest.starts_with("0x") && self.offset.len() > 4
    }
}

/// Whether the text is a hex dump: it has a row with bytes, and if there is no colon behind the
/// offset, that is 0.
pub(super) fn has_rows(text: &str) -> bool {
    let first = (1..).zip(text.lines()).find_map(|(number, line)| Row::of(line, number));
    first.is_some_and(|row| !row.rest.rest.trim().is_empty() && (row.is_first() || row.colon))
}

/// What the columns of a dump are.
#[derive(Clone, Copy, PartialEq)]
enum Columns {
    /// Bytes in hex, or words whose bytes are in the order of memory.
    Bytes,
    /// Bytes in octal.
    OctalBytes,
    /// Numbers of two bytes in octal.
    OctalWords,
    /// Bytes in binary.
    BinaryBytes,
    /// Cells of four characters, as od prints characters and decimal numbers.
    Cells,
}

/// Reads the rows of a hex dump, each with the number of its line. Other lines, such as headings,
/// may be between two datagrams.
pub(super) fn rows<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
) -> Result<Vec<Buffer>, Garbage> {
    let mut buffers = Vec::new();
    let mut rows: Vec<Piece<'a>> = Vec::new();
    for (number, line) in lines {
        if line.trim() == "*" {
            rows.push(Piece::Star);
            continue;
        }
        // strace begins each row with a bar.
        let row = match line.trim_start().strip_prefix("| ") {
            Some(_) if is_strace_row(line) => {
                let mut cursor = Cursor::at_line(line.trim_end(), number);
                cursor.skip_space();
                cursor.eat("|");
                cursor.skip_space();
                Row::at(cursor)
            }
            _ => Row::of(line, number),
        };
        let Some(row) = row else { continue };
        let is_next = row.is_first() && rows.iter().any(|piece| piece.row().is_some());
        if is_next {
            buffers.push(datagram(&rows)?);
            rows.clear();
        }
        rows.push(Piece::Row(row));
    }
    if rows.iter().any(|piece| piece.row().is_some()) {
        buffers.push(datagram(&rows)?);
    }
    Ok(buffers)
}

/// A row, or a star instead of any number of rows equal to the one before.
#[derive(Clone)]
enum Piece<'a> {
    Row(Row<'a>),
    Star,
}

impl<'a> Piece<'a> {
    fn row(&self) -> Option<&Row<'a>> {
        match self {
            Piece::Row(row) => Some(row),
            Piece::Star => None,
        }
    }
}

/// The rows of one datagram.
fn datagram(pieces: &[Piece<'_>]) -> Result<Buffer, Garbage> {
    let mut rows = pieces.iter().filter_map(Piece::row);
    let Some(first) = rows.next() else { return Ok(Buffer::default()) };
    let columns = columns(first);
    // The text after the bytes may look like bytes, too; the next offset tells how many there are.
    let most = rows.next().and_then(|second| second.offset(16)?.checked_sub(first.offset(16)?));
    let most = most.filter(|most| *most > 0 && *most <= 256).unwrap_or(256);
    let mut contents = Vec::new();
    for piece in pieces {
        contents.push(match piece {
            Piece::Row(row) => Some((row, bytes(row, columns, most)?)),
            Piece::Star => None,
        });
    }
    let base = base(&contents);
    let start = if first.is_address() { first.offset(base).unwrap_or_default() } else { 0 };
    let mut buffer = Buffer { line: first.at.line, ..Buffer::default() };
    let (mut starred, mut last) = (false, 0..0);
    for content in &contents {
        let Some((row, bytes)) = content else {
            starred = true;
            continue;
        };
        let offset = row.offset(base).and_then(|offset| offset.checked_sub(start));
        if let Some(offset) = offset.filter(|offset| starred && *offset <= MOST) {
            while !last.is_empty() && buffer.bytes.len() < offset {
                let missing = offset - buffer.bytes.len();
                let end = last.end.min(last.start + missing);
                buffer.bytes.extend_from_within(last.start..end);
            }
        }
        starred = false;
        // hexdump and od end with a row that has only an offset: the length. It fits, too.
        if offset != Some(buffer.bytes.len()) {
            return Err(row.at.garbage(
                "the offset of the byte that follows those above it",
                "a row is missing, or has lost bytes: copy the dump again, whole",
            ));
        }
        last = buffer.bytes.len()..buffer.bytes.len() + bytes.len();
        buffer.bytes.extend(bytes);
    }
    let Some(size) = columns.word_size(first) else { return Ok(buffer) };
    // Words are numbers of the machine, nearly always a little-endian one. But xxd's words are not
    // numbers, unless it was told so (-e).
    let mut swapped = buffer.clone();
    swapped.bytes.chunks_mut(size).for_each(<[u8]>::reverse);
    // gdb's are, and have `0x` in front; tcpdump has it in front of the offset alone.
    let has_0x = |cursor: &Cursor<'_>| cursor.rest.trim_start().starts_with("0x");
    let is_gdb = has_0x(&first.at) && has_0x(&first.rest);
    let usual = if first.colon && !is_gdb { &buffer } else { &swapped };
    Ok(likely::only([buffer.clone(), swapped.clone()]).unwrap_or_else(|| usual.clone()))
}

impl Columns {
    /// How many bytes a word has, if the columns are words and not bytes.
    fn word_size(self, row: &Row<'_>) -> Option<usize> {
        match self {
            Columns::Bytes => match row.words().next().map_or(0, str::len) {
                width @ (4 | 8 | 16) => Some(width / 2),
                _ => None,
            },
            Columns::OctalWords => Some(2),
            Columns::OctalBytes | Columns::BinaryBytes | Columns::Cells => None,
        }
    }
}

impl<'a> Row<'a> {
    /// The words after the offset.
    fn words(&self) -> impl Iterator<Item = &'a str> {
        self.rest.rest.split_whitespace().map(|word| word.strip_prefix("0x").unwrap_or(word))
    }

    /// How many spaces are between the first two words.
    fn step(&self) -> usize {
        let words = self.rest.rest.trim_start();
        let gap = words.get(words.find(' ').unwrap_or(words.len())..).unwrap_or_default();
        let spaces = gap.len() - gap.trim_start().len();
        // After a single word, it is the gap before the text.
        if spaces > 2 && hex_digits(gap.trim_start()) == 4 { spaces } else { 1 }
    }
}

/// What the columns of a dump are, by its first row.
fn columns(first: &Row<'_>) -> Columns {
    let is_octal = |word: &str| word.bytes().all(|digit| matches!(digit, b'0'..=b'7'));
    let widths: Vec<usize> = first.words().map(str::len).collect();
    let all = |width| !first.colon && widths.iter().all(|found| *found == width);
    // `od -c` has cells of four characters: `   <`, `  \0`, ` 030`; `od -tu1` has ` 20`, `   0`.
    let is_character = |word: &str| word.starts_with('\\') || hex_digits(word) != word.len();
    let is_decimal = widths.iter().all(|width| *width <= 3) && !all(2) && !all(3);
    // Bytes in hex have one space before them: ` 3c`.
    let is_hex = hex_digits(first.rest.rest.get(1..).unwrap_or_default()) == 2;
    let is_od = !first.colon && first.offset.len() == 7 && !is_hex;
    if is_od && (is_decimal || first.words().any(is_character)) && !first.rest.rest.contains('|') {
        return Columns::Cells;
    }
    let is_binary = |word: &str| word.len() == 8 && word.bytes().all(|d| matches!(d, b'0' | b'1'));
    match first.offset.len() {
        8 if first.colon && first.words().take(6).all(is_binary) => Columns::BinaryBytes,
        7 if all(3) && first.words().all(is_octal) => Columns::OctalBytes,
        7 if all(6) && first.words().all(is_octal) => Columns::OctalWords,
        _ => Columns::Bytes,
    }
}

/// The base of the offsets: od counts in octal unless it is told otherwise, with seven digits.
fn base(contents: &[Option<(&Row<'_>, Vec<u8>)>]) -> u32 {
    let is_od = |row: &Row<'_>| !row.colon && row.offset.len() == 7;
    if !contents.iter().flatten().all(|(row, _)| is_od(row)) {
        return 16;
    }
    let fits = |base: &u32| {
        contents.windows(2).all(|pair| {
            let [Some((row, bytes)), Some((next, _))] = pair else { return true };
            row.offset(*base).map(|offset| offset + bytes.len()) == next.offset(*base)
        })
    };
    [16, 8, 10].into_iter().find(fits).unwrap_or(16)
}

/// The bytes of a row, in the order in which they are printed.
fn bytes(row: &Row<'_>, columns: Columns, most: usize) -> Result<Vec<u8>, Garbage> {
    let mut bytes = Vec::new();
    let mut cursor = row.rest.clone();
    if columns == Columns::Cells {
        return cells(cursor);
    }
    let mut width = None;
    let step = row.step();
    while bytes.len() < most {
        let spaces = cursor.rest.chars().take_while(|c| *c == ' ').count();
        let gap = cursor.clone();
        cursor.skip_space();
        let rest = cursor.rest.trim_end();
        let ends = match spaces {
            0 | 1 => false,
            _ if bytes.is_empty() => false,
            // hexdump -x has four spaces between its words.
            _ if spaces <= step => false,
            // Between the halves of a row.
            2 => row.colon || bytes.len() != 8,
            _ => true,
        };
        if rest.is_empty() || ends || rest.starts_with(['|', '>']) {
            return Ok(bytes);
        }
        let word = rest.split([' ', '\t']).next().unwrap_or_default();
        let digits = word.strip_prefix("0x").unwrap_or(word);
        // The text at the end of a row has as many characters as the row has bytes. Two spaces are
        // before it, but only one in FRR, whose rows have eight bytes.
        let is_text = matches!(bytes.len(), 8 | 16) && rest.chars().count() <= bytes.len();
        let is_wide = width.is_some_and(|width| digits.len() > width);
        let read = match columns {
            Columns::OctalBytes => u8::from_str_radix(digits, 8).ok().map(|byte| vec![byte]),
            Columns::BinaryBytes => u8::from_str_radix(digits, 2).ok().map(|byte| vec![byte]),
            Columns::OctalWords => {
                u16::from_str_radix(digits, 8).ok().map(|word| word.to_be_bytes().to_vec())
            }
            _ => bytes_of(digits),
        };
        match read {
            Some(more) if !digits.is_empty() && !is_wide => bytes.extend(more),
            _ if is_text => return Ok(bytes),
            _ if spaces == 0 && !gap.rest.starts_with('\t') && !bytes.is_empty() => {
                return Err(gap.garbage("a space between two bytes", TRY_HEX));
            }
            _ => {
                let good = hex_digits(cursor.rest);
                if good % 2 == 1 && good == digits.len() {
                    cursor.skip(good);
                    return Err(cursor.garbage("the second hex digit of a byte", TRY_HEX));
                }
                return Err(cursor.garbage("a byte of two hex digits", TRY_HEX));
            }
        }
        width = width.or(Some(digits.len()));
        cursor.skip(word.chars().count());
    }
    Ok(bytes)
}

/// Cells of four characters: a character, an escape, three octal digits, or, if no cell is one of
/// the first two, a decimal number.
fn cells(mut cursor: Cursor<'_>) -> Result<Vec<u8>, Garbage> {
    let is_text = |word: &str| word.starts_with('\\') || hex_digits(word) != word.len();
    let base = if cursor.rest.split_whitespace().any(is_text) { 8 } else { 10 };
    let mut bytes = Vec::new();
    while !cursor.rest.is_empty() {
        let cell: String = cursor.rest.chars().take(4).collect();
        let byte = match cell.trim_start().as_bytes() {
            [] => Some(b' '),
            [byte] if base == 8 => Some(*byte),
            [b'\\', escape] => super::strings::escape_of_c(*escape),
            digits => str::from_utf8(digits).ok().and_then(|d| u8::from_str_radix(d, base).ok()),
        };
        match byte {
            Some(byte) => bytes.push(byte),
            None => {
                cursor.skip_space();
                return Err(cursor.garbage("a character, an escape or a number below 256", TRY_HEX));
            }
        }
        cursor.skip(4);
    }
    Ok(bytes)
}
