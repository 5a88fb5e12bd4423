//! The lines of the guide's transcripts, and bytes made safe to look at.
//!
//! A datagram may hold any bytes. Sent to a terminal as they are, they could
//! move the cursor, change the window title or type on the reader's behalf, so
//! both styles here print control bytes as escapes.

use clap::ValueEnum;

/// Whose transcript to print: the guide has each program twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Style {
    /// Like the guide's C program
    #[default]
    C,
    /// Like the guide's Python program
    Python,
}

/// Where a datagram came from, as each style writes it.
pub trait Peer {
    /// What the C program prints: the host, without the port.
    fn c(&self) -> String;
    /// What the Python program prints: the address as `recvfrom` returned it.
    fn python(&self) -> String;
}

impl Style {
    /// The two lines for one datagram received, each ended by a newline.
    ///
    /// Python's `print("a ", b)` writes both the space in the text and the one
    /// that separates its arguments: hence the two spaces.
    #[must_use]
    pub fn received(self, from: &impl Peer, content: &[u8]) -> String {
        match self {
            Style::C => format!(
                "Received datagram from {}\nDatagram content: {}\n",
                from.c(),
                text(content)
            ),
            Style::Python => format!(
                "Received datagram from  {}\nDatagram content:  {}\n",
                from.python(),
                python_bytes(content)
            ),
        }
    }
}

/// The lines with which a messenger starts, the same in both languages.
#[must_use]
pub fn start(role: &str) -> String {
    format!("This node is a {role}\nStarting {role}\n")
}

/// Bytes as text: UTF-8 as it is, everything else as escapes.
///
/// A control character, a character that a terminal would not show (such as
/// U+202E, which turns the text around), and a byte that is not UTF-8 become
/// `\n`, `\x1b`, `\u{202e}`. A backslash is doubled, so that two different
/// datagrams never look the same.
///
/// ```
/// use messenger::transcript::text;
/// assert_eq!(text("MSG ü".as_bytes()), "MSG ü");
/// assert_eq!(text(b"\x1b[2J\xff\\"), r"\x1b[2J\xff\\");
/// ```
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match u8::try_from(character) {
                // `escape_ascii` also escapes quotes, which are harmless here.
                Ok(quote @ (b'"' | b'\'')) => text.push(quote.into()),
                Ok(byte) if byte.is_ascii() => text.extend(byte.escape_ascii().map(char::from)),
                _ => text.extend(character.escape_debug()),
            }
        }
        text.extend(chunk.invalid().escape_ascii().map(char::from));
    }
    text
}

/// Bytes as Python's `repr` prints a `bytes` object.
///
/// Printable ASCII stays what it is, `\t \n \r \\` have short escapes, the
/// rest is `\xNN`. The quotes are single ones, unless the bytes hold a single
/// quote and no double one (`bytes_repr` in `Objects/bytesobject.c`).
///
/// ```
/// use messenger::transcript::python_bytes;
/// assert_eq!(python_bytes(b"MSG"), "b'MSG'");
/// assert_eq!(python_bytes(b"it's"), "b\"it's\"");
/// ```
#[must_use]
pub fn python_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut repr = format!("b{quote}");
    for &byte in bytes {
        match char::from(byte) {
            '\t' => repr.push_str("\\t"),
            '\n' => repr.push_str("\\n"),
            '\r' => repr.push_str("\\r"),
            '\\' => repr.push_str("\\\\"),
            character if character == quote => {
                repr.push('\\');
                repr.push(character);
            }
            character @ ' '..='~' => repr.push(character),
            _ => repr.push_str(&format!("\\x{byte:02x}")),
        }
    }
    repr.push(quote);
    repr
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_survives_in_text() {
        for byte in 0..=u8::MAX {
            let text = text(&[b'a', byte, b'z']);
            assert!(!text.chars().any(char::is_control), "{byte:#04x} gave {text:?}");
        }
        assert_eq!(text("\u{9b}2J".as_bytes()), "\\u{9b}2J", "a C1 control, in UTF-8");
        assert_eq!(text("a\u{202e}b".as_bytes()), "a\\u{202e}b", "right-to-left override");
    }

    #[test]
    fn different_bytes_give_different_text() {
        assert_ne!(text(b"\n"), text(b"\\n"));
        assert_ne!(text(b"\xff"), text(b"\\xff"));
    }

    #[test]
    fn quotes_follow_python() {
        assert_eq!(python_bytes(b"'"), r#"b"'""#);
        assert_eq!(python_bytes(b"\""), r#"b'"'"#);
        assert_eq!(python_bytes(b"'\""), r#"b'\'"'"#);
    }
}
