//! `--explain`: each system call as it is made, and each byte of each address.
//!
//! The notation is that of strace, so you can compare the two, and a test does so, word for
//! word. strace itself shows an address as a C program would write it, but not its bytes:
//!
//! ```text
//! bind(3, {sa_family=AF_INET, sin_port=htons(12345), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
//!      0  02 00                    sin_family = AF_INET  2, in host order
//!      2  30 39                    sin_port              12345, in network order
//! ```

use std::io;

use messenger::program::print;

use crate::address::Address;
use crate::failure;

/// Prints calls when the user asked for them, and is silent otherwise.
#[derive(Clone, Copy)]
pub(crate) struct Calls {
    pub(crate) explain: bool,
}

impl Calls {
    /// Prints `call = result`, then the bytes of the address that the call
    /// took or gave.
    ///
    /// `result` is what the library returned; `value` makes of it the number
    /// that the kernel returned: a length, a file descriptor, or 0. A call that
    /// failed returned -1, and left the reason in `errno`.
    ///
    /// # Errors
    ///
    /// As write(2): that the call itself failed is not an error here.
    pub(crate) fn made<T>(
        self,
        result: &io::Result<T>,
        value: impl Fn(&T) -> i64,
        call: impl FnOnce() -> String,
        address: Option<&Address>,
    ) -> io::Result<()> {
        if !self.explain {
            return Ok(());
        }
        let result = match result {
            Ok(result) => value(result).to_string(),
            Err(error) => format!("-1 {}", failure::errno(error)),
        };
        let mut lines = format!("{} = {result}\n", call());
        if let Some(address) = address {
            lines.push_str(&layout(address));
        }
        print(&lines)
    }
}

/// One row for each field: offset, bytes, name, meaning.
///
/// The offset counts from the beginning of the struct, in decimal, as C's
/// `offsetof` gives it.
fn layout(address: &Address) -> String {
    let mut lines = String::new();
    let fields = address.fields();
    if !fields.is_empty() {
        lines.push_str(&format!("     {}, {} bytes:\n", address.struct_name(), address.len()));
    }
    let name_width = fields.iter().map(|field| field.c_name.len()).max().unwrap_or(0);
    let mut offset = 0;
    for field in &fields {
        // Eight bytes a row; the name is in the first.
        for (row, bytes) in field.bytes.chunks(8).enumerate() {
            let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let hex = hex.join(" ");
            lines.push_str(&if row == 0 {
                let (name, meaning) = (field.c_name, &field.meaning);
                format!("  {offset:>4}  {hex:<23}  {name:<name_width$}  {meaning}\n")
            } else {
                format!("  {offset:>4}  {hex}\n")
            });
            offset += bytes.len();
        }
    }
    lines
}

/// A buffer as strace prints it: C escapes, octal, cut after 32 bytes.
///
/// As between C's quotes, so that it could be pasted into a program; and like
/// every text from outside, it reaches the terminal with nothing in it that a
/// terminal would obey. The 32 are strace's default (`--string-limit`).
pub(crate) fn buffer(bytes: &[u8]) -> String {
    const SHOWN: usize = 32;
    let mut text = String::from("\"");
    let shown = &bytes[..bytes.len().min(SHOWN)];
    for (index, &byte) in shown.iter().enumerate() {
        match byte {
            b'\t' => text.push_str("\\t"),
            b'\n' => text.push_str("\\n"),
            0x0b => text.push_str("\\v"),
            0x0c => text.push_str("\\f"),
            b'\r' => text.push_str("\\r"),
            b'"' | b'\\' => text.extend(['\\', byte.into()]),
            b' '..=b'~' => text.push(byte.into()),
            _ => {
                // An octal escape has up to three digits. If a digit follows it, all three
                // are written, or the digit would be read as part of the escape.
                let digit_follows = shown.get(index + 1).is_some_and(u8::is_ascii_digit);
                let width = if digit_follows { 3 } else { 1 };
                text.push_str(&format!("\\{byte:0width$o}"));
            }
        }
    }
    text.push('"');
    if bytes.len() > SHOWN {
        text.push_str("...");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_reads_as_in_strace() {
        // Seen with strace 6.1: sendto(4, "M\33\0001\377SG", 7, …).
        assert_eq!(buffer(b"M\x1b\x001\xffSG"), r#""M\33\0001\377SG""#);
        assert_eq!(buffer(&[b'x'; 33]), format!("\"{}\"...", "x".repeat(32)));
    }

    #[test]
    fn every_byte_of_sockaddr_in_is_named() {
        let address = Address::Inet("127.0.0.1:12345".parse().expect("an address"));
        let expected = "     struct sockaddr_in, 16 bytes:\n     \
            0  02 00                    sin_family = AF_INET  2, in host order\n     \
            2  30 39                    sin_port              12345, in network order\n     \
            4  7f 00 00 01              sin_addr              127.0.0.1, in network order\n     \
            8  00 00 00 00 00 00 00 00  sin_zero              \
            0, reserved: fills the struct to the 16 bytes of struct sockaddr\n";
        if cfg!(target_endian = "little") {
            assert_eq!(layout(&address), expected);
        }
    }
}
