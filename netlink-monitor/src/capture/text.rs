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
//! The first line decides which it is. Where a form has offsets, they are
//! checked; an offset of 0 further down begins the next datagram.

use std::fmt;

/// A datagram, or the beginning of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buffer {
    /// The bytes that are there.
    pub bytes: Vec<u8>,
    /// Whether an ellipsis said that there were more: strace shows the first 32
    /// bytes of a buffer, unless `--string-limit` says otherwise.
    pub cut_off: bool,
    /// The line of the text on which it begins, from 1.
    pub line: usize,
}

/// Text that is none of the forms; printed, one line that says where, what, and
/// what to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Garbage {
    /// The line, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
    /// What stands there, safe to print.
    pub found: String,
    /// What could stand there.
    pub expected: &'static str,
    /// What the person can do.
    pub advice: &'static str,
}

impl fmt::Display for Garbage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Garbage { line, column, found, expected, advice } = self;
        write!(f, "line {line}, column {column}: found {found}, expected {expected}; {advice}")
    }
}

impl std::error::Error for Garbage {}

const TRY_HEX: &str = "try hex such as 3c 00 00 00, or the output of xxd or hexdump -C";
const TRY_ESCAPE: &str = "try the buffer as strace prints it, such as \"<\\0\\0\\0\\30\"";
const TRY_C: &str = "plain hexdump and od print words or other offsets; try hexdump -C";

/// No datagram is longer, whatever a dump's offsets say.
const MOST: usize = 16 << 20;

/// The datagrams that a text stands for: at least one.
///
/// # Errors
///
/// The first character that fits none of the forms.
pub fn parse(text: &[u8]) -> Result<Vec<Buffer>, Garbage> {
    let text = as_utf8(text)?;
    let mut cursor = Cursor::new(text);
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return Err(cursor.garbage("bytes as text", TRY_HEX));
    };
    if text.lines().any(is_strace_row) {
        return rows(text.lines().map(|line| if is_strace_row(line) { line } else { "" }));
    }
    if is_row(first) {
        return rows(text.lines());
    }
    if is_literal(first) {
        cursor.skip_space();
        return Ok(vec![literal(&mut cursor, true)?]);
    }
    if text.lines().any(has_buffer) {
        return calls(text);
    }
    if first.contains('\\') {
        return Ok(vec![bare_string(text)?]);
    }
    Ok(vec![loose_hex(&mut cursor)?])
}

/// The text, or where it stops being text.
fn as_utf8(text: &[u8]) -> Result<&str, Garbage> {
    std::str::from_utf8(text).map_err(|error| {
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

// ---------------------------------------------------------------------------
// Rows with offsets

/// Whether the line is one of `strace --write`: ` | 00000  3c 00`.
fn is_strace_row(line: &str) -> bool {
    line.trim_start().strip_prefix("| ").is_some_and(|row| {
        let digits = hex_digits(row);
        digits >= 5 && row.get(digits..).is_some_and(|rest| rest.starts_with("  "))
    })
}

/// Whether the line begins with an offset.
fn is_row(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("0x").unwrap_or(line);
    let digits = hex_digits(line);
    let (offset, rest) = line.split_at_checked(digits).unwrap_or_default();
    let is_zero = offset.bytes().all(|digit| digit == b'0');
    match rest.as_bytes() {
        _ if digits < 4 => false,
        [b':', b' ' | b'\t', ..] => true,
        // Without a colon, only the offset of the first row can be told from a
        // word of hex: it is 0, and more space follows it than words need.
        [b' ', b' ', ..] => is_zero,
        // Seven digits are no bytes: a form that `row` refuses with advice.
        [b' ', ..] => is_zero && digits == 7,
        _ => false,
    }
}

/// How many hex digits a text begins with.
fn hex_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_hexdigit).count()
}

/// The rows of a hex dump; empty lines mean nothing.
fn rows<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Vec<Buffer>, Garbage> {
    let mut buffers: Vec<Buffer> = Vec::new();
    // hexdump prints a star for any number of rows equal to the one before.
    let mut starred = false;
    let mut last_row = 0;
    for (number, line) in (1..).zip(lines) {
        let mut cursor = Cursor::at_line(line, number);
        cursor.skip_space();
        if cursor.rest.is_empty() {
            continue;
        }
        if cursor.rest.trim_end() == "*" {
            starred = true;
            continue;
        }
        if cursor.eat("|") {
            cursor.skip_space();
        }
        cursor.eat("0x");
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

/// The offset in front of a row.
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

/// `3c00 0000 1800  <.....`: two spaces end the bytes.
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

/// `3c 00 00 00 18 00 00 06  04 03  |<.....|`: two spaces may also part the
/// halves of a row, but 16 bytes, three spaces or a bar end the bytes.
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

/// Two hex digits.
fn hex_byte(cursor: &mut Cursor<'_>) -> Result<u8, Garbage> {
    let mut byte = 0;
    for expected in ["a byte of two hex digits", "the second hex digit of a byte"] {
        let digit = cursor.peek().and_then(|c| c.to_digit(16)).and_then(|d| u8::try_from(d).ok());
        let Some(digit) = digit else { return Err(cursor.garbage(expected, TRY_HEX)) };
        cursor.bump();
        byte = byte << 4 | digit;
    }
    Ok(byte)
}

// ---------------------------------------------------------------------------
// Hex without offsets

/// Hex in words of any length, with white space, commas, colons, brackets
/// between them, and comments behind `#` and `//`.
fn loose_hex(cursor: &mut Cursor<'_>) -> Result<Buffer, Garbage> {
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

// ---------------------------------------------------------------------------
// Strings

/// Whether a text begins with a string in quotes: `"…"`, or Python's `b'…'`.
///
/// A single quote alone is none: it is the first byte of a message of 39 bytes.
fn is_literal(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('"') || line.starts_with("b'") || line.starts_with("b\"")
}

/// Strings in quotes, one behind the other, and strace's ellipsis behind them.
///
/// With `alone`, nothing may follow but the rest of the call that it was cut out
/// of.
fn literal(cursor: &mut Cursor<'_>, alone: bool) -> Result<Buffer, Garbage> {
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
            return Err(cursor.garbage("nothing behind the closing quote", TRY_ESCAPE));
        }
    }
    Ok(buffer)
}

/// Whether a line holds a string in quotes. In a string that has lost its own
/// quotes, a backslash stands in front of every other one.
fn has_buffer(line: &str) -> bool {
    line.split_once('"').is_some_and(|(before, _)| !before.ends_with('\\'))
}

/// Lines of strace, with one buffer in quotes in each call that has one.
fn calls(text: &str) -> Result<Vec<Buffer>, Garbage> {
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

/// A string without quotes. Spaces are bytes then, as strace prints them, but
/// not between bytes that are all written `\x3c`.
fn bare_string(text: &str) -> Result<Buffer, Garbage> {
    let all_hex = text.split(char::is_whitespace).all(|word| {
        let word = word.trim_end_matches("...").trim_end_matches('…');
        word.len().is_multiple_of(4) && word.as_bytes().chunks(4).all(|c| c.starts_with(b"\\x"))
    });
    let mut cursor = Cursor::new(text);
    // The line break at the end of a file is no part of the buffer.
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

/// One byte of a string: a character of ASCII, or an escape of C.
///
/// `\x` takes two digits at most, as strace and Python write it; in C it would
/// take all that follow.
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

// ---------------------------------------------------------------------------
// Where in the text

/// The text that is still to be read, and where it begins.
#[derive(Clone)]
struct Cursor<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Self {
        Cursor::at_line(text, 1)
    }

    fn at_line(text: &'a str, line: usize) -> Self {
        Cursor { rest: text, line, column: 1 }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let character = characters.next()?;
        self.rest = characters.as_str();
        if character == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(character)
    }

    fn skip(&mut self, characters: usize) {
        for _ in 0..characters {
            self.bump();
        }
    }

    /// Goes past this text, if it is what comes next.
    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest.starts_with(text);
        if found {
            self.skip(text.chars().count());
        }
        found
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
    }

    /// What stands here is not what could.
    fn garbage(&self, expected: &'static str, advice: &'static str) -> Garbage {
        /// Enough to find the place by.
        const SHOWN: usize = 12;
        // A word, or the one character that is not part of one.
        let word = self.rest.chars().take_while(|c| c.is_alphanumeric()).take(SHOWN).count().max(1);
        let found: String = self.rest.chars().take(word).flat_map(char::escape_debug).collect();
        let found = if found.is_empty() { "the end".to_owned() } else { format!("'{found}'") };
        Garbage { line: self.line, column: self.column, found, expected, advice }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One datagram, whole.
    #[track_caller]
    fn bytes_of(text: &str) -> Vec<u8> {
        match parse(text.as_bytes()) {
            Ok(buffers) => match buffers.as_slice() {
                [Buffer { bytes, cut_off: false, .. }] => bytes.clone(),
                other => panic!("{text:?} gave {other:?}"),
            },
            Err(garbage) => panic!("{text:?}: {garbage}"),
        }
    }

    #[track_caller]
    fn garbage(text: &str) -> String {
        parse(text.as_bytes()).expect_err("garbage").to_string()
    }

    fn words(bytes: &[u8], size: usize, between: &str) -> String {
        let word = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        bytes.chunks(size).map(word).collect::<Vec<String>>().join(between)
    }

    fn dots(bytes: &[u8]) -> String {
        let dot = |byte: &u8| if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' };
        bytes.iter().map(dot).collect()
    }

    fn xxd(bytes: &[u8]) -> String {
        let row = |(row, bytes): (usize, &[u8])| {
            format!("{:08x}: {:<39}  {}\n", row * 16, words(bytes, 2, " "), dots(bytes))
        };
        bytes.chunks(16).enumerate().map(row).collect()
    }

    fn hexdump(bytes: &[u8]) -> String {
        let mut text = String::new();
        let mut last: &[u8] = &[];
        let mut starred = false;
        for (row, bytes) in bytes.chunks(16).enumerate() {
            if bytes == last {
                if !starred {
                    text.push_str("*\n");
                }
                starred = true;
                continue;
            }
            (last, starred) = (bytes, false);
            let halves: Vec<String> = bytes.chunks(8).map(|half| words(half, 1, " ")).collect();
            let halves = halves.join("  ");
            text.push_str(&format!("{:08x}  {halves:<48}  |{}|\n", row * 16, dots(bytes)));
        }
        text + &format!("{:08x}\n", bytes.len())
    }

    /// As strace's `--write` prints it, with the text at the end of the row.
    fn strace_rows(bytes: &[u8]) -> String {
        let row = |(row, bytes): (usize, &[u8])| {
            let halves: Vec<String> = bytes.chunks(8).map(|half| words(half, 1, " ")).collect();
            format!(" | {:05x}  {:<48}  {:<16} |\n", row * 16, halves.join("  "), dots(bytes))
        };
        bytes.chunks(16).enumerate().map(row).collect()
    }

    /// As strace prints a buffer (`string_quote` in its `util.c`): the shortest
    /// octal escape that cannot run into a digit behind it.
    fn strace(bytes: &[u8]) -> String {
        let mut text = String::new();
        for (index, byte) in bytes.iter().enumerate() {
            match byte {
                b'"' => text.push_str("\\\""),
                b'\\' => text.push_str("\\\\"),
                b'\t' => text.push_str("\\t"),
                b'\n' => text.push_str("\\n"),
                0x0b => text.push_str("\\v"),
                0x0c => text.push_str("\\f"),
                b'\r' => text.push_str("\\r"),
                b' '..=b'~' => text.push(char::from(*byte)),
                _ if bytes.get(index + 1).is_some_and(u8::is_ascii_digit) => {
                    text.push_str(&format!("\\{byte:03o}"));
                }
                _ => text.push_str(&format!("\\{byte:o}")),
            }
        }
        text
    }

    proptest! {
        #[test]
        fn every_form_gives_the_bytes_back(bytes in prop::collection::vec(any::<u8>(), 1..200)) {
            let x: String = bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect();
            let list: Vec<String> = bytes.iter().map(|byte| format!("0x{byte:02x}")).collect();
            let forms = [
                words(&bytes, 1, ""),
                words(&bytes, 1, " "),
                words(&bytes, 1, ":"),
                words(&bytes, 4, "\n"),
                words(&bytes, 16, "\n").to_uppercase(),
                list.join(", "),
                list.join(" "),
                format!("[{}]\n", list.join(",\n")),
                xxd(&bytes),
                hexdump(&bytes),
                strace_rows(&bytes),
                netlink_raw::explain::hex_dump(&bytes),
                format!("\"{x}\""),
                format!("\"{}\"\n", strace(&bytes)),
                format!("sendto(3, \"{}\", 60, 0, NULL, 0) = 60", strace(&bytes)),
                messenger::transcript::python_bytes(&bytes),
                x,
            ];
            for form in &forms {
                prop_assert_eq!(&bytes_of(form), &bytes, "{}", form);
            }
            // Three dots at the end would count as an ellipsis, b' as Python, and
            // a text without a backslash as hex.
            let bare = strace(&bytes);
            let is_other = bare.ends_with("...") || bare.starts_with("b'") || !bare.contains('\\');
            if !is_other {
                prop_assert_eq!(&bytes_of(&bare), &bytes, "{}", bare);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = parse(&text);
        }

        #[test]
        fn nothing_nearly_right_makes_it_panic(text in "[0-9a-fx:|*\"'\\\\ \n.b…,]{0,60}") {
            if let Err(garbage) = parse(text.as_bytes()) {
                prop_assert!(!garbage.to_string().contains(char::is_control));
            }
        }
    }

    #[test]
    fn repeated_rows_come_back() {
        let mut bytes = vec![0; 100];
        bytes.extend(1..20);
        assert!(hexdump(&bytes).contains('*'));
        assert_eq!(bytes_of(&hexdump(&bytes)), bytes);
        // As large as an offset may claim, and no larger.
        assert!(garbage("00000000  00 00\n*\nffffffff\n").contains("line 3, column 1"));
    }

    #[test]
    fn an_ellipsis_means_cut_off() {
        for text in [
            "\"<\\0\"...",
            "\"<\\0\"…",
            "<\\0...",
            "<\\0…\n",
            "\\x3c\\x00...",
            "3c 00 …",
            "3c 00...",
        ] {
            let buffers = parse(text.as_bytes()).expect(text);
            let buffer = Buffer { bytes: vec![0x3c, 0], cut_off: true, line: 1 };
            assert_eq!(buffers, [buffer], "{text}");
        }
        // The first bytes of a message of 39.
        assert_eq!(bytes_of("'\\0\\0\\0"), [39, 0, 0, 0]);
        // Inside the quotes, dots are bytes: strace puts the ellipsis outside.
        assert_eq!(bytes_of("\"...\""), b"...");
        // A buffer copied with what stands behind it.
        let buffers = parse(b"\"<\\0\"..., 40, 0").expect("a buffer");
        assert_eq!(buffers, [Buffer { bytes: vec![0x3c, 0], cut_off: true, line: 1 }]);
    }

    #[test]
    fn a_dump_may_hold_several_datagrams() {
        let dump = " | 00000  14 00\n | 00000  15 00\nsent 2\n | 00000  16 00\n";
        let buffers = parse(dump.as_bytes()).expect("rows");
        let lines: Vec<(usize, &[u8])> = buffers.iter().map(|b| (b.line, &*b.bytes)).collect();
        assert_eq!(lines, [(1, &[0x14, 0][..]), (2, &[0x15, 0]), (4, &[0x16, 0])]);
    }

    #[test]
    fn lines_of_strace_hold_a_buffer_or_none() {
        let lines = "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3\n\
                     sendto(3, \"(\\0\"..., 40, 0, NULL, 0) = 40\n\
                     recvmsg(3, {msg_iov(1)=[{\"4\\0\", 32768}], msg_flags=0}, 0) = 2\n";
        let buffers = parse(lines.as_bytes()).expect("two buffers");
        let expected = [(b"(\0", true, 2), (b"4\0", false, 3)];
        assert_eq!(
            buffers,
            expected.map(|(bytes, cut_off, line)| Buffer { bytes: bytes.to_vec(), cut_off, line })
        );
    }

    #[test]
    fn comments_are_passed_over() {
        assert_eq!(bytes_of("[\n 0x3c, 0x00, // nlmsg_len\n]"), [0x3c, 0]);
        assert_eq!(bytes_of("# a capture\n3c 00"), [0x3c, 0]);
    }

    #[test]
    fn garbage_is_named_and_placed() {
        for (text, said) in [
            ("", "line 1, column 1: found the end, expected bytes as text"),
            ("  \n", "expected bytes as text"),
            ("3c 0", "line 1, column 4: found '0', expected an even number of hex digits"),
            ("3c 00\n00 zz", "line 2, column 4: found 'zz', expected a hex digit"),
            ("3cg0", "line 1, column 3: found 'g0', expected a hex digit"),
            ("60, 0, 0, 0", "column 1: found '60', expected 0x in front"),
            ("0x0000003c", "column 1: found '0x0000003c', expected a byte from 0x00 to 0xff"),
            ("0xzz", "column 1: found '0xzz', expected a byte from"),
            ("hello", "column 1: found 'hello', expected a hex digit"),
            ("3c 0g", "column 5: found 'g', expected a hex digit"),
            ("\u{1b}[2J", "column 1: found '\\u{1b}', expected "),
            ("\"\u{1b}[2J\"", "column 2: found '\\u{1b}', expected a character of ASCII"),
            ("\"abc", "column 5: found the end, expected the closing quote"),
            ("\"\\400\"", "column 2: found '\\\\', expected a character of ASCII, or an escape"),
            ("\"\\q\"", "column 2: found '\\\\', expected a character of ASCII, or an escape"),
            ("\"\\x\"", "column 2: found '\\\\', expected a character of ASCII, or an escape"),
            ("\"é\"", "column 2: found 'é', expected a character of ASCII"),
            ("\"a\" x", "column 5: found 'x', expected nothing behind"),
            ("f(\"a\", \"b\")", "column 8: found '\\\"', expected one buffer"),
            ("f(1) = 2\ng(\"a", "line 2, column 5: found the end, expected the closing"),
            ("00000000: 3c0", "column 14: found the end, expected the second hex digit"),
            ("00000000: 3c00 xx00", "column 16: found 'xx00', expected a byte of two"),
            ("00000010: 3c00", "column 1: found '00000010', expected the offset"),
            ("00000000: 3c\n00000010: 3c00", "line 2, column 1: found '00000010', expected"),
            ("00000000  3c 00 zz", "column 17: found 'zz', expected a byte of two hex digits"),
            ("0000000 003c 0000", "column 1: found '0000000', expected an offset in hex"),
        ] {
            let garbage = garbage(text);
            assert!(garbage.contains(said), "{text:?}: {garbage}");
            assert!(garbage.contains("; ") && !garbage.contains(char::is_control), "{garbage}");
        }
        let garbage = parse(b"3c\n00\xff").expect_err("garbage").to_string();
        assert!(garbage.starts_with("line 2, column 3: found the byte \\xff"), "{garbage}");
    }
}
