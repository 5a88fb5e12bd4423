//! Messages as two libraries of C print them to debug: their headers as decimal numbers, the rest
//! in hex.
//!
//! ```text
//! libnl, NLCB=debug                    libmnl, and nft --debug=mnl
//!   [NETLINK HEADER] 16 octets         |  0000000040  |  | message length |
//!     .nlmsg_len = 20                  | 00016 | R-A- |  |  type | flags  |
//!     .type = 16 <genl/family>         |  1289148991  |  | sequence number|
//!     .flags = 5 <REQUEST,ACK>         |  0000000000  |  |     port ID    |
//!     .seq = 1603033315                | 00 00 00 00  |  |  extra header  |
//!     .port = 4711                     |00008|--|00003|  |len |flags| type|
//!   [ATTR 02] 8 octets                 | 65 74 68 30  |  |      data      |  e t h 0
//!     6e 6c 38 30 32 31 31 00
//! ```
//!
//! `lib/msg.c` of libnl, `src/nlmsg.c` of libmnl. The numbers are written back in the byte order of
//! this machine.

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::garbage::Garbage;
use super::numbers::bytes_of;
use crate::uapi::netlink::{
    NETLINK_GENERIC, NETLINK_ROUTE, NLM_F_ACK, NLM_F_ECHO, NLM_F_MULTI, NLM_F_REQUEST,
};
use crate::wire::align;

const COPY_AGAIN: &str = "copy the message again, from its first line to its last";

pub(super) fn is_libnl(text: &str) -> bool {
    text.contains("[NETLINK HEADER]")
}

pub(super) fn is_libmnl(text: &str) -> bool {
    text.contains("| message length |")
}

/// Reads what libnl prints: one datagram for each message.
pub(super) fn libnl(text: &str) -> Result<Vec<Buffer>, Garbage> {
    let mut messages: Vec<Message> = Vec::new();
    let before = text.split_once("[NETLINK HEADER]").map_or("", |(before, _)| before);
    let log = before.rsplit('\n').next().unwrap_or_default().trim_end();
    for (number, line) in (1..).zip(text.lines()) {
        let mut cursor = Cursor::at_line(line, number);
        cursor.skip_space();
        let line = without_log(line, log);
        if let Some(title) = line.trim().strip_prefix('[') {
            let (title, rest) = title.split_once(']').unwrap_or((title, ""));
            let octets = rest.split_whitespace().next().and_then(|octets| octets.parse().ok());
            if title == "NETLINK HEADER" {
                messages.push(Message { line: number, ..Message::default() });
            } else if let Some(message) = messages.last_mut() {
                if title == "GENERIC NETLINK HEADER" {
                    message.protocol = u16::try_from(NETLINK_GENERIC).ok();
                }
                message.section(title, octets.unwrap_or(0));
            }
            continue;
        }
        let Some(message) = messages.last_mut() else { continue };
        if let Some((name, value)) = line.trim().strip_prefix('.').and_then(|f| f.split_once(" = "))
        {
            // The type has the name of what libnl reads it as: `24 <route/route::new>`.
            if name == "type" && value.contains("<route/") {
                message.protocol = u16::try_from(NETLINK_ROUTE).ok();
            }
            let value = value.split_whitespace().next().unwrap_or_default();
            let Ok(number) = value.parse::<i64>() else {
                return Err(cursor.garbage("a number behind the equals sign", COPY_AGAIN));
            };
            message.field(name, number);
        } else {
            message.hex(line);
        }
    }
    if messages.is_empty() {
        return Err(Cursor::at_line("", 1).garbage("the lines of a message's header", COPY_AGAIN));
    }
    messages.into_iter().map(Message::finish).collect()
}

/// A line without what a log has put before it: on all lines the same, or, in the port of libnl to
/// Python, where it was printed: `DBG<0>/…/msg.py:489  dump_hex: `.
fn without_log<'t>(line: &'t str, log: &str) -> &'t str {
    if let Some(place) = line.strip_prefix("DBG<") {
        return place.split_once(": ").map_or(line, |(_, text)| text);
    }
    line.strip_prefix(log).unwrap_or(line)
}

/// A message that libnl has printed, as far as it has been read.
#[derive(Default)]
struct Message {
    line: usize,
    bytes: Vec<u8>,
    /// `nlmsg_len`, as printed.
    len: usize,
    /// How many bytes the rows that follow have.
    left: usize,
    /// The protocol of its socket, if the text tells it.
    protocol: Option<u16>,
}

impl Message {
    fn field(&mut self, name: &str, number: i64) {
        let [a, b, c, d, ..] = number.to_ne_bytes();
        let four = if cfg!(target_endian = "little") {
            [a, b, c, d]
        } else {
            u32::try_from(number & 0xffff_ffff).unwrap_or_default().to_ne_bytes()
        };
        let two = u16::try_from(number & 0xffff).unwrap_or_default().to_ne_bytes();
        match name {
            "nlmsg_len" => {
                // An acknowledgement repeats the header of its request, in the same words.
                if self.bytes.is_empty() {
                    self.len = usize::try_from(number).unwrap_or_default();
                }
                self.bytes.extend(four);
            }
            "type" | "flags" | "unused" => self.bytes.extend(two),
            "cmd" | "version" => self.bytes.push(u8::try_from(number & 0xff).unwrap_or_default()),
            "seq" | "port" | "error" => self.bytes.extend(four),
            _ => {}
        }
    }

    /// The title of a section: `ATTR 02`, `ATTR 02 NESTED`, `PAYLOAD`, `PADDING`.
    fn section(&mut self, title: &str, octets: usize) {
        /// `NLA_F_NESTED`
        const NESTED: u16 = 1 << 15;
        self.left = octets;
        let Some(number) = title.strip_prefix("ATTR ") else { return };
        let (number, is_nested) = match number.strip_suffix(" NESTED") {
            Some(number) => (number, true),
            None => (number, false),
        };
        let number = number.trim().parse().unwrap_or(0_u16);
        let len = u16::try_from(octets + 4).unwrap_or(u16::MAX);
        self.bytes.extend(len.to_ne_bytes());
        self.bytes.extend((if is_nested { number | NESTED } else { number }).to_ne_bytes());
        if is_nested {
            self.left = 0;
        }
    }

    /// A row of at most 16 bytes, and the text of them.
    fn hex(&mut self, line: &str) {
        for word in line.split_whitespace().take(self.left.min(16)) {
            match bytes_of(word) {
                Some(byte) if byte.len() == 1 => {
                    self.bytes.extend(byte);
                    self.left -= 1;
                }
                _ => return,
            }
        }
    }

    fn finish(mut self) -> Result<Buffer, Garbage> {
        if self.len < 16 || self.bytes.len() < 16 {
            let at = Cursor::at_line("", self.line + 1);
            return Err(at.garbage("the five fields of a message's header", COPY_AGAIN));
        }
        // The padding of the last attribute is not printed.
        if self.bytes.len() < self.len && align(self.bytes.len()) >= self.len {
            self.bytes.resize(self.len, 0);
        }
        // Of a request inside an acknowledgement, only the header is printed.
        let cut_off = self.bytes.len() < self.len;
        let Message { bytes, line, protocol, .. } = self;
        Ok(Buffer { bytes, cut_off, line, protocol })
    }
}

/// Reads what libmnl prints: one datagram for each message.
///
/// Of the flags of a message, libmnl prints only four, each as a letter; the others are lost.
pub(super) fn libmnl(text: &str) -> Result<Vec<Buffer>, Garbage> {
    let mut buffers: Vec<Buffer> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((_, row)) = line.split_once('|') else { continue };
        if row.contains("| message length |") {
            buffers.push(Buffer { line: number, ..Buffer::default() });
        }
        // What comes before the first message is not part of one.
        let Some(buffer) = buffers.last_mut() else { continue };
        match row_of_libmnl(row) {
            Some(bytes) => buffer.bytes.extend(bytes),
            None => {
                let mut cursor = Cursor::at_line(line, number);
                cursor.skip(line.chars().count() - row.chars().count());
                return Err(cursor.garbage("a row as libmnl prints it", COPY_AGAIN));
            }
        }
    }
    Ok(buffers)
}

/// The bytes of one row, without its first bar.
fn row_of_libmnl(row: &str) -> Option<Vec<u8>> {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let (first, second) = (cells.first()?, cells.get(1).copied().unwrap_or_default());
    if row.contains("|  type | flags  |") {
        let message_type: u16 = first.parse().ok()?;
        let flag = |letter, flag| if second.contains(letter) { flag } else { 0 };
        let flags = flag('R', NLM_F_REQUEST)
            | flag('M', NLM_F_MULTI)
            | flag('A', NLM_F_ACK)
            | flag('E', NLM_F_ECHO);
        return Some([message_type.to_ne_bytes(), flags.to_ne_bytes()].concat());
    }
    if row.contains("|len |flags| type|") {
        let (len, number): (u16, u16) = (first.parse().ok()?, cells.get(2)?.parse().ok()?);
        let flag = |letter, bit: u16| if second.contains(letter) { bit } else { 0 };
        let number = number | flag('N', 1 << 15) | flag('B', 1 << 14);
        return Some([len.to_ne_bytes(), number.to_ne_bytes()].concat());
    }
    let is_number = ["| message length |", "| sequence number|", "|     port ID    |"];
    if is_number.iter().any(|title| row.contains(title)) {
        return Some(first.parse::<u32>().ok()?.to_ne_bytes().to_vec());
    }
    let byte = |digits: &str| (digits.len() == 2).then(|| bytes_of(digits))?;
    first.split(' ').map(byte).collect::<Option<Vec<_>>>().map(|bytes| bytes.concat())
}
