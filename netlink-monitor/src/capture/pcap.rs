//! Datagrams from a file: pcap and pcapng, link type NETLINK.
//!
//! Each record begins with 16 bytes that say what the socket was: the kernel's
//! `nlmon` writes them, and so do we. All numbers in them are in network order
//! (<https://www.tcpdump.org/linktypes/LINKTYPE_NETLINK.html>):
//!
//! ```text
//!  0  packet type    4 for sent by a program, …
//!  2  ARPHRD_NETLINK 824
//!  4  ten bytes      not used
//! 14  protocol       the netlink family: 0 for NETLINK_ROUTE
//! ```

use std::fmt;
use std::io::{self, Read, Write};

use pcap_parser::{Block, PcapBlockOwned, PcapError, create_reader};

/// `LINKTYPE_NETLINK`
const LINKTYPE: i32 = 253;
/// The length of what stands in front of the datagram.
const COOKED: usize = 16;
/// `ARPHRD_NETLINK`
const ARPHRD: u16 = 824;

/// A capture that cannot be read.
#[derive(Debug)]
pub enum BadCapture {
    /// Reading failed.
    Read(io::Error),
    /// The bytes at this position are not what they have to be.
    Damaged {
        /// The offset in the file.
        at: usize,
        /// What was expected there.
        expected: String,
    },
}

impl fmt::Display for BadCapture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadCapture::Read(error) => error.fmt(f),
            BadCapture::Damaged { at, expected } => {
                write!(f, "at byte {at} of the file: expected {expected}")
            }
        }
    }
}

impl std::error::Error for BadCapture {}

/// Whether a file that begins like this is a capture.
#[must_use]
pub fn is_capture(beginning: &[u8]) -> bool {
    // pcap, in both byte orders, with micro- and nanoseconds; pcapng.
    const MAGIC: [[u8; 4]; 5] = [
        [0xa1, 0xb2, 0xc3, 0xd4],
        [0xd4, 0xc3, 0xb2, 0xa1],
        [0xa1, 0xb2, 0x3c, 0x4d],
        [0x4d, 0x3c, 0xb2, 0xa1],
        [0x0a, 0x0d, 0x0d, 0x0a],
    ];
    MAGIC.iter().any(|magic| beginning.starts_with(magic))
}

/// Calls `each` with the protocol number and the bytes of every datagram.
///
/// The file is read as a stream: memory does not grow with it.
///
/// # Errors
///
/// [`BadCapture`] with the position, or what `each` returned.
pub fn read<E: From<BadCapture>>(
    file: impl Read + Send,
    mut each: impl FnMut(u16, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    /// More than the largest record.
    const CAPACITY: usize = 1 << 20;
    let damaged = |at: usize, expected: &str| {
        E::from(BadCapture::Damaged { at, expected: expected.to_owned() })
    };
    let mut reader = create_reader(CAPACITY, file)
        .map_err(|_| damaged(0, "the header of a pcap or pcapng file"))?;
    let mut link_types = Vec::new();
    loop {
        let at = reader.consumed();
        let used = match reader.next() {
            Ok((used, block)) => {
                let record = match &block {
                    PcapBlockOwned::LegacyHeader(header) => {
                        link_types.push(header.network.0);
                        None
                    }
                    PcapBlockOwned::NG(Block::InterfaceDescription(interface)) => {
                        link_types.push(interface.linktype.0);
                        None
                    }
                    // A new section counts its interfaces from 0 again.
                    PcapBlockOwned::NG(Block::SectionHeader(_)) => {
                        link_types.clear();
                        None
                    }
                    PcapBlockOwned::Legacy(record) => Some((0, record.data)),
                    PcapBlockOwned::NG(Block::EnhancedPacket(record)) => {
                        let data = record.data.get(..record.caplen as usize);
                        Some((record.if_id as usize, data.unwrap_or(record.data)))
                    }
                    PcapBlockOwned::NG(Block::SimplePacket(record)) => Some((0, record.data)),
                    PcapBlockOwned::NG(_) => None,
                };
                if let Some((interface, data)) = record {
                    match link_types.get(interface) {
                        Some(&LINKTYPE) => {}
                        other => {
                            let found = other.map_or(-1, |link_type| *link_type);
                            let expected = format!(
                                "a capture of netlink, link type {LINKTYPE}; this one has {found}"
                            );
                            return Err(E::from(BadCapture::Damaged { at, expected }));
                        }
                    }
                    let (protocol, datagram) = match data.split_at_checked(COOKED) {
                        Some(([.., high, low], datagram)) => {
                            (u16::from_be_bytes([*high, *low]), datagram)
                        }
                        _ => return Err(damaged(at, "a record of 16 bytes or more")),
                    };
                    each(protocol, datagram)?;
                }
                used
            }
            Err(PcapError::Eof) => return Ok(()),
            Err(PcapError::Incomplete(_)) => {
                if reader.reader_exhausted() {
                    return Err(damaged(at, "a whole record; the file ends in the middle of one"));
                }
                reader.refill().map_err(|_| {
                    E::from(BadCapture::Read(io::Error::other("reading the capture failed")))
                })?;
                continue;
            }
            Err(PcapError::UnexpectedEof) => {
                return Err(damaged(at, "a whole record; the file ends in the middle of one"));
            }
            Err(_) => return Err(damaged(at, "a record of a pcap or pcapng file")),
        };
        reader.consume(used);
    }
}

/// Writes a pcap file.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
}

impl<W: Write> Writer<W> {
    /// Writes the file's header.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn new(mut out: W) -> io::Result<Self> {
        /// The largest record: more than any datagram.
        const SNAPLEN: u32 = 1 << 18;
        let mut header = Vec::with_capacity(24);
        header.extend(0xa1b2_c3d4_u32.to_le_bytes());
        header.extend(2_u16.to_le_bytes());
        header.extend(4_u16.to_le_bytes());
        header.extend([0; 8]);
        header.extend(SNAPLEN.to_le_bytes());
        header.extend(LINKTYPE.to_le_bytes());
        out.write_all(&header)?;
        Ok(Writer { out })
    }

    /// Writes a datagram, in one write: a file that ends early ends between two
    /// records.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&mut self, time: (u32, u32), protocol: u16, datagram: &[u8]) -> io::Result<()> {
        let len = u32::try_from(COOKED + datagram.len()).map_err(io::Error::other)?;
        let mut record = Vec::with_capacity(16 + COOKED + datagram.len());
        for number in [time.0, time.1, len, len] {
            record.extend(number.to_le_bytes());
        }
        // PACKET_OUTGOING, as nlmon has for all.
        record.extend(4_u16.to_be_bytes());
        record.extend(ARPHRD.to_be_bytes());
        record.extend([0; 10]);
        record.extend(protocol.to_be_bytes());
        record.extend(datagram);
        self.out.write_all(&record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(file: &[u8]) -> Result<Vec<(u16, Vec<u8>)>, BadCapture> {
        let mut records = Vec::new();
        read(file, |protocol, datagram| {
            records.push((protocol, datagram.to_vec()));
            Ok::<(), BadCapture>(())
        })?;
        Ok(records)
    }

    fn written(datagrams: &[(u16, Vec<u8>)]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut writer = Writer::new(&mut file).expect("a Vec takes all");
        for (protocol, datagram) in datagrams {
            writer.write((1, 2), *protocol, datagram).expect("a Vec takes all");
        }
        file
    }

    #[test]
    fn what_is_written_is_read() {
        let datagrams = [(0, vec![1, 2, 3]), (16, vec![]), (4, vec![7; 70_000])];
        let file = written(&datagrams);
        assert!(is_capture(&file));
        assert_eq!(records(&file).expect("a capture"), datagrams);
    }

    #[test]
    fn a_file_that_ends_early_says_where() {
        let file = written(&[(0, vec![1, 2, 3]), (0, vec![4; 100])]);
        let second = 24 + 16 + 16 + 3;
        for cut in second + 1..file.len() {
            match records(&file[..cut]) {
                Err(BadCapture::Damaged { at, .. }) => assert_eq!(at, second, "cut at {cut}"),
                other => panic!("cut at {cut}: {other:?}"),
            }
        }
    }

    #[test]
    fn another_link_type_is_told() {
        let mut file = written(&[(0, vec![1, 2, 3])]);
        file[20] = 1;
        let error = records(&file).expect_err("Ethernet");
        assert!(error.to_string().contains("link type 253; this one has 1"), "{error}");
    }
}
