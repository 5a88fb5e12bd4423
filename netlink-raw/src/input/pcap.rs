//! Datagrams from a file: pcap and pcapng, with the link type NETLINK, and the IP packets
//! that the book's first datagrams travel in.
//!
//! Each netlink record begins with 16 bytes that describe the socket. The kernel's `nlmon`
//! writes them, and so do we. All numbers in them are in network order
//! (<https://www.tcpdump.org/linktypes/LINKTYPE_NETLINK.html>):
//!
//! ```text
//!  0  packet type    4 for sent by a program, …
//!  2  ARPHRD_NETLINK 824
//!  4  ten bytes      not used
//! 14  protocol       the netlink family: 0 for NETLINK_ROUTE
//! ```
//!
//! A capture of all interfaces of a machine has such headers as well (link type LINUX_SLL); there
//! the second field tells which records are netlink. A record of the link types IPV4 and IPV6 is
//! just the packet. Everything else is passed over.

use std::fmt;
use std::io::{self, Read, Write};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use pcap_parser::traits::PcapReaderIterator;
use pcap_parser::{Block, LegacyPcapReader, PcapBlockOwned, PcapError, PcapNGReader};

use crate::uapi::if_arp::ARPHRD_NETLINK;
use crate::uapi::{self, ip, ipv6};
use crate::walk::{Walk, walk, walk_as};

/// `LINKTYPE_NETLINK`
const LINKTYPE: i32 = 253;
/// `LINKTYPE_IPV4`
const LINKTYPE_IPV4: i32 = 228;
/// `LINKTYPE_IPV6`
const LINKTYPE_IPV6: i32 = 229;
/// `LINKTYPE_LINUX_SLL`: captured on any interface (`tcpdump -i any`). The header is the same.
const LINKTYPE_LINUX_SLL: i32 = 113;
/// `LINKTYPE_LINUX_SLL2`: the same with a longer header, which begins with the protocol.
const LINKTYPE_LINUX_SLL2: i32 = 276;
/// The length of the header before the datagram.
const COOKED: usize = 16;
/// That of `LINKTYPE_LINUX_SLL2`.
const COOKED_2: usize = 20;

/// Whether the interface of a packet is one of netlink: its ARPHRD, in network order.
fn is_netlink(arphrd: [u8; 2]) -> bool {
    u16::from_be_bytes(arphrd) == ARPHRD_NETLINK
}

/// The type of a pcapng file's first block, which is the same in both byte orders.
const PCAPNG_MAGIC: [u8; 4] = [0x0a, 0x0d, 0x0d, 0x0a];

/// A capture that cannot be read.
#[derive(Debug)]
pub enum BadCapture {
    /// Reading failed.
    Read(io::Error),
    /// The bytes at this position are not what the format requires.
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

/// Whether a file that begins with these four bytes is a capture.
#[must_use]
pub fn is_capture(beginning: &[u8]) -> bool {
    // pcap in both byte orders, with microseconds and with nanoseconds; pcapng.
    const MAGIC: [[u8; 4]; 5] = [
        [0xa1, 0xb2, 0xc3, 0xd4],
        [0xd4, 0xc3, 0xb2, 0xa1],
        [0xa1, 0xb2, 0x3c, 0x4d],
        [0x4d, 0x3c, 0xb2, 0xa1],
        PCAPNG_MAGIC,
    ];
    MAGIC.iter().any(|magic| beginning.starts_with(magic))
}

/// A datagram in a file.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// When it was captured, if the file has the time.
    pub time: Option<SystemTime>,
    /// What it is.
    pub content: Content,
    /// Its bytes; the first of them, if the capture has no more (see [`Record::is_cut`]).
    pub datagram: &'a [u8],
    /// How many bytes the datagram had when it was captured.
    pub full_len: usize,
}

impl<'a> Record<'a> {
    /// Whether bytes are missing at the end: tools such as `tcpdump -s 64` keep only the
    /// beginning of each datagram, up to the *snap length*.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.datagram.len() < self.full_len
    }

    /// Walks the bytes with the tables of their content, in the byte order in which they make
    /// sense: the file may be from another machine.
    #[must_use]
    pub fn walk(&self) -> Walk<'a> {
        self.content.walk(self.datagram).of_full_len(self.full_len).in_likely_order()
    }
}

/// What the bytes of a record are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A datagram of this netlink protocol.
    Netlink(u16),
    /// An IPv4 packet.
    Ip,
    /// An IPv6 packet.
    Ip6,
}

impl Content {
    /// Walks the bytes with the tables of this content. An unknown protocol is one opaque
    /// span, and of a protocol without tables only the headers are read.
    #[must_use]
    pub fn walk(self, bytes: &[u8]) -> Walk<'_> {
        match self {
            Content::Netlink(protocol) => walk(uapi::any_protocol(protocol), bytes),
            Content::Ip => walk_as(&ip::IP, bytes),
            Content::Ip6 => walk_as(&ipv6::IP6, bytes),
        }
    }
}

/// Calls `each` with every datagram of a file.
///
/// The file is read as a stream: memory use does not grow with it. Returns how many packets were
/// passed over, because they were captured on an interface that has neither netlink nor IP.
///
/// # Errors
///
/// [`BadCapture`] with the position, or whatever `each` returned. A file in which nothing is netlink
/// or IP is an error, too.
pub fn read<E: From<BadCapture>>(
    file: impl Read + Send,
    mut each: impl FnMut(&Record<'_>) -> Result<(), E>,
) -> Result<u64, E> {
    /// More than the largest record.
    const CAPACITY: usize = 1 << 20;
    const WHOLE: &str = "a whole record; the file ends in the middle of one";
    let damaged = |at: usize, expected: &str| {
        E::from(BadCapture::Damaged { at, expected: expected.to_owned() })
    };
    let mut reader = reader(CAPACITY, file)
        .map_err(BadCapture::Read)?
        .ok_or_else(|| damaged(0, "the header of a pcap or pcapng file"))?;
    let mut header = Header::default();
    let (mut read, mut others, mut first_other) = (0_u64, 0_u64, None);
    loop {
        let at = reader.consumed();
        let used = match reader.next() {
            Ok((used, block)) => {
                if let Some(packet) = header.packet(&block) {
                    match header.record(&packet) {
                        Ok(record) => {
                            read += 1;
                            each(&record)?;
                        }
                        // Other interfaces may have netlink.
                        Err(other @ Unreadable::LinkType(_)) if header.is_mixed() => {
                            others += 1;
                            first_other.get_or_insert_with(|| other.at(at));
                        }
                        Err(unreadable) => return Err(unreadable.at(at).into()),
                    }
                }
                used
            }
            Err(PcapError::Eof) => {
                return match first_other.filter(|_| read == 0) {
                    Some(other) => Err(other.into()),
                    None => Ok(others),
                };
            }
            Err(PcapError::Incomplete(_)) => {
                if reader.reader_exhausted() {
                    return Err(damaged(at, WHOLE));
                }
                reader.refill().map_err(|_| {
                    E::from(BadCapture::Read(io::Error::other("reading the capture failed")))
                })?;
                continue;
            }
            Err(PcapError::UnexpectedEof) => return Err(damaged(at, WHOLE)),
            Err(_) => return Err(damaged(at, "a record of a pcap or pcapng file")),
        };
        reader.consume(used);
    }
}

/// Opens a capture; `None` if it does not begin as one.
///
/// The file's header is read first, and nothing after it. The parser wants the header in one piece,
/// which a pipe does not promise; and it would then wait for more before it returns what it has,
/// which on a live capture may be a long time.
fn reader<'a>(
    capacity: usize,
    mut file: impl Read + Send + 'a,
) -> io::Result<Option<Box<dyn PcapReaderIterator + Send + 'a>>> {
    /// The whole header of a pcap file, and the first three numbers of a pcapng file: block type,
    /// block length, byte-order magic.
    const PCAP: u64 = 24;
    const PCAPNG: u64 = 12;
    let mut header = Vec::new();
    file.by_ref().take(PCAPNG).read_to_end(&mut header)?;
    let is_pcapng = header.starts_with(&PCAPNG_MAGIC);
    let rest = match header.get(4..) {
        Some(&[a, b, c, d, 0x1a, 0x2b, 0x3c, 0x4d]) if is_pcapng => {
            u64::from(u32::from_be_bytes([a, b, c, d])).saturating_sub(PCAPNG)
        }
        Some(&[a, b, c, d, ..]) if is_pcapng => {
            u64::from(u32::from_le_bytes([a, b, c, d])).saturating_sub(PCAPNG)
        }
        _ => PCAP - PCAPNG,
    };
    file.by_ref().take(rest.min(capacity as u64)).read_to_end(&mut header)?;
    let file = io::Cursor::new(header).chain(file);
    Ok(if is_pcapng {
        PcapNGReader::new(capacity, file).ok().map(|reader| Box::new(reader) as Box<_>)
    } else {
        LegacyPcapReader::new(capacity, file).ok().map(|reader| Box::new(reader) as Box<_>)
    })
}

/// What is known so far about the records that follow: pcap describes them once, in the
/// file's header, pcapng for each interface.
#[derive(Default)]
struct Header {
    is_pcapng: bool,
    interfaces: Vec<Interface>,
}

/// Where packets were captured.
struct Interface {
    /// `LINKTYPE_…`: what the bytes of a record are.
    link_type: i32,
    /// How many units of a record's time make a second.
    per_second: u64,
    /// Seconds to add to a record's time.
    offset: i64,
}

/// Why a packet cannot be read.
enum Unreadable {
    /// It is shorter than the header of a netlink record.
    Short,
    /// It is neither netlink nor IP; `None` if its interface is unknown.
    LinkType(Option<i32>),
}

impl Unreadable {
    /// The record's position in the file makes it an error for the caller.
    fn at(&self, at: usize) -> BadCapture {
        let expected = match self {
            Unreadable::Short => format!("a record of {COOKED} bytes or more"),
            Unreadable::LinkType(found) => {
                let found = found.unwrap_or(-1);
                format!("a capture of netlink, link type {LINKTYPE}; this one has {found}")
            }
        };
        BadCapture::Damaged { at, expected }
    }
}

/// A record as the file has it.
struct Packet<'a> {
    /// Which interface, counted from 0.
    interface: usize,
    /// When, in units of the interface; a simple packet block has no time.
    ticks: Option<u64>,
    data: &'a [u8],
    /// How many bytes it had.
    full_len: u32,
}

impl Header {
    /// Learns from a block, or returns the packet in it.
    fn packet<'a>(&mut self, block: &'a PcapBlockOwned<'_>) -> Option<Packet<'a>> {
        match block {
            PcapBlockOwned::LegacyHeader(header) => {
                let nanoseconds = header.is_nanosecond_precision();
                let per_second = if nanoseconds { 1_000_000_000 } else { 1_000_000 };
                self.interfaces.push(Interface {
                    link_type: header.network.0,
                    per_second,
                    offset: 0,
                });
                None
            }
            // A new section counts its interfaces from 0 again.
            PcapBlockOwned::NG(Block::SectionHeader(_)) => {
                self.is_pcapng = true;
                self.interfaces.clear();
                None
            }
            PcapBlockOwned::NG(Block::InterfaceDescription(interface)) => {
                self.interfaces.push(Interface {
                    link_type: interface.linktype.0,
                    per_second: interface.ts_resolution().unwrap_or(1_000_000).max(1),
                    offset: interface.ts_offset(),
                });
                None
            }
            PcapBlockOwned::Legacy(record) => {
                let per_second = self.interfaces.first()?.per_second;
                let ticks = u64::from(record.ts_sec)
                    .checked_mul(per_second)
                    .and_then(|ticks| ticks.checked_add(record.ts_usec.into()));
                let full_len = record.origlen;
                Some(Packet { interface: 0, ticks, data: record.data, full_len })
            }
            PcapBlockOwned::NG(Block::EnhancedPacket(record)) => Some(Packet {
                interface: record.if_id as usize,
                ticks: Some(u64::from(record.ts_high) << 32 | u64::from(record.ts_low)),
                // The data is padded to a multiple of four.
                data: record.data.get(..record.caplen as usize).unwrap_or(record.data),
                full_len: record.origlen,
            }),
            PcapBlockOwned::NG(Block::SimplePacket(record)) => {
                let (data, full_len) = (record.data, record.origlen);
                let data = data.get(..full_len as usize).unwrap_or(data);
                Some(Packet { interface: 0, ticks: None, data, full_len })
            }
            PcapBlockOwned::NG(_) => None,
        }
    }

    /// Whether packets of several kinds may follow.
    fn is_mixed(&self) -> bool {
        let any = [LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2];
        self.is_pcapng || self.interfaces.iter().any(|interface| any.contains(&interface.link_type))
    }

    /// Reads a packet by its interface's link type.
    fn record<'a>(&self, packet: &Packet<'a>) -> Result<Record<'a>, Unreadable> {
        let interface = self.interfaces.get(packet.interface);
        let link_type = interface.map(|interface| interface.link_type);
        let (content, datagram) = match link_type {
            Some(LINKTYPE_IPV4) => (Content::Ip, packet.data),
            Some(LINKTYPE_IPV6) => (Content::Ip6, packet.data),
            Some(LINKTYPE | LINKTYPE_LINUX_SLL) => match packet.data.split_at_checked(COOKED) {
                Some((&[_, _, a, b, .., high, low], datagram)) => {
                    if link_type == Some(LINKTYPE_LINUX_SLL) && !is_netlink([a, b]) {
                        return Err(Unreadable::LinkType(link_type));
                    }
                    (Content::Netlink(u16::from_be_bytes([high, low])), datagram)
                }
                _ => return Err(Unreadable::Short),
            },
            Some(LINKTYPE_LINUX_SLL2) => match packet.data.split_at_checked(COOKED_2) {
                Some((&[high, low, _, _, _, _, _, _, a, b, ..], datagram))
                    if is_netlink([a, b]) =>
                {
                    (Content::Netlink(u16::from_be_bytes([high, low])), datagram)
                }
                Some(_) => return Err(Unreadable::LinkType(link_type)),
                None => return Err(Unreadable::Short),
            },
            other => return Err(Unreadable::LinkType(other)),
        };
        let time = packet.ticks.zip(interface).and_then(|(ticks, interface)| interface.time(ticks));
        let in_front = packet.data.len() - datagram.len();
        let full_len = (packet.full_len as usize).saturating_sub(in_front).max(datagram.len());
        Ok(Record { time, content, datagram, full_len })
    }
}

impl Interface {
    /// A record's time; `None` if it is too large for a time of this machine.
    fn time(&self, ticks: u64) -> Option<SystemTime> {
        let seconds = (ticks / self.per_second).checked_add_signed(self.offset)?;
        let rest = u128::from(ticks % self.per_second) * 1_000_000_000;
        let rest = u64::try_from(rest / u128::from(self.per_second)).ok()?;
        let since = Duration::from_secs(seconds).checked_add(Duration::from_nanos(rest))?;
        UNIX_EPOCH.checked_add(since)
    }
}

/// Writes a pcap file.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    written: u64,
}

impl<W: Write> Writer<W> {
    /// Writes the header of a file of netlink datagrams.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn new(out: W) -> io::Result<Self> {
        Writer::of(out, LINKTYPE)
    }

    /// Writes the header of a file of IPv4 packets.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn ip(out: W) -> io::Result<Self> {
        Writer::of(out, LINKTYPE_IPV4)
    }

    /// Writes the header of a file of IPv6 packets.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn ip6(out: W) -> io::Result<Self> {
        Writer::of(out, LINKTYPE_IPV6)
    }

    fn of(mut out: W, link_type: i32) -> io::Result<Self> {
        /// The largest record: more than any datagram.
        const SNAPLEN: u32 = 1 << 18;
        let mut header = Vec::with_capacity(24);
        header.extend(0xa1b2_c3d4_u32.to_le_bytes());
        header.extend(2_u16.to_le_bytes());
        header.extend(4_u16.to_le_bytes());
        header.extend([0; 8]);
        header.extend(SNAPLEN.to_le_bytes());
        header.extend(link_type.to_le_bytes());
        out.write_all(&header)?;
        Ok(Writer { out, written: header.len() as u64 })
    }

    /// Returns how many bytes the header and all complete records have. If writing a record
    /// failed, what comes after them is a part of it.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Writes a netlink datagram with a single `write`, so a file that ends early ends
    /// between two records.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&mut self, time: SystemTime, protocol: u16, datagram: &[u8]) -> io::Result<()> {
        self.write_cut(time, protocol, datagram, datagram.len())
    }

    /// Writes the beginning of a netlink datagram that had this many bytes.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_cut(
        &mut self,
        time: SystemTime,
        protocol: u16,
        datagram: &[u8],
        full_len: usize,
    ) -> io::Result<()> {
        let mut cooked = [0; COOKED];
        // PACKET_OUTGOING, which nlmon uses for every datagram.
        cooked[..2].copy_from_slice(&4_u16.to_be_bytes());
        cooked[2..4].copy_from_slice(&ARPHRD_NETLINK.to_be_bytes());
        cooked[14..].copy_from_slice(&protocol.to_be_bytes());
        self.record(time, &cooked, datagram, full_len)
    }

    /// Writes a packet, to a file of packets.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_packet(&mut self, time: SystemTime, packet: &[u8]) -> io::Result<()> {
        self.record(time, &[], packet, packet.len())
    }

    fn record(
        &mut self,
        time: SystemTime,
        front: &[u8],
        datagram: &[u8],
        full_len: usize,
    ) -> io::Result<()> {
        let since = time.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
        // The format has 32 bits, unsigned, which last until 2106.
        let seconds = u32::try_from(since.as_secs()).map_err(io::Error::other)?;
        let len = u32::try_from(front.len() + datagram.len()).map_err(io::Error::other)?;
        let mut record = Vec::with_capacity(16 + front.len() + datagram.len());
        let full_len = u32::try_from(front.len() + full_len).map_err(io::Error::other)?;
        for number in [seconds, since.subsec_micros(), len, full_len] {
            record.extend(number.to_le_bytes());
        }
        record.extend(front);
        record.extend(datagram);
        self.out.write_all(&record)?;
        self.written += record.len() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(file: &[u8]) -> Result<Vec<(Content, Vec<u8>)>, BadCapture> {
        let mut records = Vec::new();
        read(file, |record| {
            records.push((record.content, record.datagram.to_vec()));
            Ok::<(), BadCapture>(())
        })?;
        Ok(records)
    }

    fn written(datagrams: &[(u16, Vec<u8>)]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut writer = Writer::new(&mut file).expect("a Vec takes all");
        for (protocol, datagram) in datagrams {
            let time = UNIX_EPOCH + Duration::new(1, 2_000);
            writer.write(time, *protocol, datagram).expect("a Vec takes all");
        }
        file
    }

    #[test]
    fn what_is_written_is_read() {
        let datagrams = [(0, vec![1, 2, 3]), (16, vec![]), (4, vec![7; 70_000])];
        let file = written(&datagrams);
        assert!(is_capture(&file));
        let expected = datagrams.map(|(protocol, datagram)| (Content::Netlink(protocol), datagram));
        assert_eq!(records(&file).expect("a capture"), expected);
    }

    #[test]
    fn a_datagram_that_was_cut_keeps_its_length() {
        let mut file = Vec::new();
        let mut writer = Writer::new(&mut file).expect("a Vec takes all");
        writer.write_cut(UNIX_EPOCH, 0, &[7; 36], 60).expect("a Vec takes all");
        writer.write(UNIX_EPOCH, 0, &[7; 36]).expect("a Vec takes all");
        let mut lengths = Vec::new();
        read(&file[..], |record| {
            lengths.push((record.datagram.len(), record.full_len, record.is_cut()));
            Ok::<(), BadCapture>(())
        })
        .expect("a capture");
        assert_eq!(lengths, [(36, 60, true), (36, 36, false)]);
    }

    #[test]
    fn packets_have_nothing_in_front() {
        let packet = vec![0x45, 0, 0, 20];
        for content in [Content::Ip, Content::Ip6] {
            let mut file = Vec::new();
            let writer = if content == Content::Ip { Writer::ip } else { Writer::ip6 };
            let mut writer = writer(&mut file).expect("a Vec takes all");
            writer.write_packet(UNIX_EPOCH, &packet).expect("a Vec takes all");
            assert_eq!(records(&file).expect("a capture"), [(content, packet.clone())]);
        }
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

    /// A pcapng file with an interface and one record.
    fn pcapng(datagram: &[u8; 4]) -> Vec<u8> {
        let block = |kind: u32, body: &[&[u8]]| {
            let body = body.concat();
            let len = u32::to_le_bytes(u32::try_from(body.len()).expect("short") + 12);
            [&kind.to_le_bytes(), &len[..], &body, &len].concat()
        };
        // Byte-order magic, version 1.0, and the length of the section, which is not known.
        let section: [&[u8]; 3] =
            [&0x1a2b_3c4d_u32.to_le_bytes(), &[1, 0, 0, 0], &(-1_i64).to_le_bytes()];
        // The link type, and no snap length.
        let interface: [&[u8]; 1] = [&[253, 0, 0, 0, 0, 0, 0, 0]];
        // Interface 0, a time of 0, both lengths, and the record.
        let packet: [&[u8]; 4] =
            [&[0; 12], &[20, 0, 0, 0, 20, 0, 0, 0], &[0; COOKED], &datagram[..]];
        [block(0x0a0d_0d0a, &section), block(1, &interface), block(6, &packet)].concat()
    }

    /// A pipe that brings one byte at a time, from a program that goes on running.
    struct Live<'a>(&'a [u8]);

    impl Read for Live<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            assert!(!self.0.is_empty(), "waits for more before it returns the record");
            self.0.read(&mut buffer[..1])
        }
    }

    #[test]
    fn a_record_is_returned_before_the_next_one_comes() {
        // On a big-endian machine, pcap-parser 0.17 cannot read pcapng of the other order.
        let pcapng = cfg!(target_endian = "little").then(|| pcapng(&[1, 2, 3, 4]));
        for file in [written(&[(0, vec![1, 2, 3, 4])])].into_iter().chain(pcapng) {
            let ends = read(Live(&file), |record| {
                assert_eq!(record.datagram, [1, 2, 3, 4]);
                Err(BadCapture::Read(io::ErrorKind::Interrupted.into()))
            });
            assert!(matches!(ends, Err(BadCapture::Read(_))), "{ends:?}");
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
