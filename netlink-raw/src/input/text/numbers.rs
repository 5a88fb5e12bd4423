//! Hex without offsets, and lists of numbers as programs write them.

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::garbage::{Garbage, TRY_HEX};
use super::likely;

/// How many hex digits a text begins with.
pub(super) fn hex_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_hexdigit).count()
}

/// The bytes of hex digits: two for each.
pub(super) fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let (pairs, []) = digits.as_bytes().as_chunks() else { return None };
    let byte = |pair: &[u8; 2]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
    pairs.iter().map(byte).collect()
}

/// A word of a list: where it is, and its text.
struct Word<'a> {
    at: Cursor<'a>,
    text: &'a str,
}

/// Reads hex in words of any length, or numbers, separated by white space, commas, colons or
/// brackets, with comments after `#` and `//`.
///
/// This is what people paste from a program's source or its output, a mail, a bug report: for
/// example `[0x3c, 0x00]`, `3c:00:00:00`, `3c000000 # nlmsg_len`, or Go's `[60 0 0 0]`. If there are
/// lists in brackets, they alone count, and each is a datagram: what is around is a declaration.
pub(super) fn numbers(text: &str) -> Result<Vec<Buffer>, Garbage> {
    let lists = lists(text);
    if lists.is_empty() {
        return Ok(vec![list(&Cursor::new(text), text.len())?]);
    }
    lists.into_iter().map(|(cursor, len)| list(&cursor, len)).collect()
}

/// Whether the text has lists of numbers in brackets.
pub(super) fn has_lists(text: &str) -> bool {
    !lists(text).is_empty()
}

/// The lists of numbers in brackets: where each begins, and how many bytes of text it has. A list
/// of fewer than four numbers is a length, an index or a type.
fn lists(text: &str) -> Vec<(Cursor<'_>, usize)> {
    let mut lists = Vec::new();
    let mut cursor = Cursor::new(text);
    while let Some(character) = cursor.peek() {
        cursor.bump();
        if !"[{(<".contains(character) {
            continue;
        }
        let inside = cursor.rest.find(['[', ']', '{', '}', '(', ')', '>', '<']);
        let Some(len) = inside.filter(|at| !cursor.rest[*at..].starts_with(['[', '{', '(', '<']))
        else {
            continue;
        };
        // Node prints `<Buffer 3c 00>`.
        let (mut start, mut len) = (cursor.clone(), len);
        if start.eat("Buffer ") {
            len -= "Buffer ".len();
        }
        let words = words(start.clone(), len);
        let is_number = |word: &Word<'_>| digits_of(word.text).is_some();
        if words.as_ref().is_ok_and(|(words, _)| words.len() >= 4 && words.iter().all(is_number)) {
            lists.push((start, len));
        }
    }
    lists
}

/// The words of a list, without separators and comments, and whether an ellipsis ends it.
fn words(mut cursor: Cursor<'_>, len: usize) -> Result<(Vec<Word<'_>>, bool), Garbage> {
    let end = cursor.rest.len() - len;
    let mut words = Vec::new();
    while cursor.rest.len() > end {
        let rest = cursor.rest.get(..cursor.rest.len() - end).unwrap_or_default();
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() || ",:;[](){}<>-\"'|".contains(first) {
            cursor.bump();
        } else if rest.starts_with('#') || rest.starts_with("//") {
            cursor.skip(rest.lines().next().map_or(0, |line| line.chars().count()));
        } else if rest.starts_with("/*") {
            let comment = rest.find("*/").map_or(rest.len(), |end| end + 2);
            cursor.skip(rest.get(..comment).map_or(0, |text| text.chars().count()));
        } else if cursor.eat("...") || cursor.eat("…") {
            let after = rest.trim_start_matches(['.', '…']).trim();
            if !after.is_empty() {
                cursor.skip_space();
                return Err(cursor.garbage("nothing after the ellipsis", TRY_HEX));
            }
            return Ok((words, true));
        } else {
            let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '\\' || c == '$';
            let text = rest.split(|c: char| !is_part(c)).next().unwrap_or_default();
            words.push(Word { at: cursor.clone(), text });
            cursor.skip(text.chars().count().max(1));
        }
    }
    Ok((words, false))
}

/// The digits of a number, and whether something says that they are hex. A suffix of Rust or C, such
/// as `u8`, is not one of them.
fn digits_of(word: &str) -> Option<(&str, bool)> {
    let hex = ["0x", "0X", "\\x", "$"].into_iter().find_map(|mark| word.strip_prefix(mark));
    let digits = hex.unwrap_or(word);
    let digits = digits.strip_suffix("_u8").or_else(|| digits.strip_suffix("u8")).unwrap_or(digits);
    let is_good = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_good.then_some((digits, hex.is_some()))
}

/// Reads one list.
fn list(start: &Cursor<'_>, len: usize) -> Result<Buffer, Garbage> {
    let (words, cut_off) = words(start.clone(), len)?;
    let Some(first) = words.first() else {
        return Err(start.garbage("a byte of two hex digits", TRY_HEX));
    };
    let line = first.at.line;
    let buffer = |bytes| Buffer { bytes, cut_off, line, protocol: None };
    let marked = words.iter().any(|word| digits_of(word.text).is_some_and(|(_, hex)| hex));
    let hex = hex(&words, marked).map(buffer);
    if marked {
        return hex;
    }
    // Words of two digits with spaces between them are the usual way to write hex.
    let between = start.rest.get(..len).unwrap_or_default();
    let is_list = len < start.rest.len() || between.contains(',');
    let is_usual = !is_list && words.iter().all(|word| word.text.len() == 2);
    let decimal = decimal(&words).filter(|_| !is_usual).map(buffer);
    let swapped = hex.as_ref().ok().and_then(|_| swapped(&words)).map(buffer);
    match (hex, decimal, swapped) {
        (Ok(hex), None, None) => Ok(hex),
        (Ok(hex), None, Some(swapped)) => {
            // Words of two bytes, as `od -An -x` prints them, have their bytes swapped. Without a
            // length that tells, they are as people write hex.
            Ok(likely::only([hex.clone(), swapped]).unwrap_or(hex))
        }
        (Ok(hex), Some(decimal), _) => {
            // A decimal number does not begin with 0.
            let is_padded =
                words.iter().any(|word| word.text.len() == 2 && word.text.starts_with('0'));
            if is_padded || words.iter().any(|word| word.text.len() > 3) {
                return Ok(hex);
            }
            likely::only([hex, decimal]).ok_or_else(|| {
                first.at.garbage(
                    "numbers that can only be hex or only be decimal",
                    "both are possible here: write 0x in front of hex numbers",
                )
            })
        }
        (Err(_), Some(decimal), _) => Ok(decimal),
        (Err(garbage), None, _) => Err(garbage),
    }
}

/// The words as hex: each is a byte, or an even number of digits.
fn hex(words: &[Word<'_>], marked: bool) -> Result<Vec<u8>, Garbage> {
    let mut bytes = Vec::new();
    // Rust's `{:x?}` and Go's `%x` of a slice of bytes print `c` for 0x0c.
    let is_list = !marked && words.len() >= 4 && words.iter().all(|word| word.text.len() <= 2);
    for word in words {
        let mut at = word.at.clone();
        let Some((digits, is_marked)) = digits_of(word.text) else {
            if word.text.starts_with("0x") {
                return Err(at.garbage("a byte from 0x00 to 0xff", TRY_HEX));
            }
            let good = hex_digits(word.text);
            at.skip(if good == word.text.len() { 0 } else { good });
            return Err(at.garbage("a hex digit", TRY_HEX));
        };
        let byte = u8::from_str_radix(digits, 16).ok().filter(|_| digits.len() <= 2);
        match (byte, bytes_of(digits)) {
            // In memory, 0x0000003c could be 3c 00 00 00 or 00 00 00 3c.
            (None, _) if is_marked => {
                return Err(at.garbage(
                    "a byte from 0x00 to 0xff",
                    "write a longer number byte by byte, in the order of memory",
                ));
            }
            (Some(byte), _) if is_marked || is_list => bytes.push(byte),
            (_, Some(more)) => bytes.extend(more),
            (_, None) => return Err(at.garbage("an even number of hex digits", TRY_HEX)),
        }
    }
    Ok(bytes)
}

/// The words as decimal numbers below 256, if they can be.
fn decimal(words: &[Word<'_>]) -> Option<Vec<u8>> {
    let byte = |word: &Word<'_>| {
        let (digits, _) = digits_of(word.text)?;
        digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    // One number is rather a word of hex.
    (words.len() >= 4).then(|| words.iter().map(byte).collect())?
}

/// Words of two bytes, of which the first is the higher one, if all are such words.
fn swapped(words: &[Word<'_>]) -> Option<Vec<u8>> {
    if words.iter().any(|word| word.text.len() != 4) {
        return None;
    }
    let mut bytes =
        words.iter().map(|word| bytes_of(word.text)).collect::<Option<Vec<_>>>()?.concat();
    bytes.as_chunks_mut::<2>().0.iter_mut().for_each(|pair| pair.reverse());
    Some(bytes)
}
