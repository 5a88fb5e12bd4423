//! Files of messages without anything around them: those of `rtmon` and of `ip route save`.
//!
//! ```text
//! ip route save, ip addr save, ip rule save      rtmon
//!  0  four bytes that name the kind of file       0  a message of type 15: when the next one came
//!  4  message after message                      24  the message, and so on
//! ```
//!
//! Both are iproute2's own (`ip/iproute.c`, `ip/rtmon.c`). Type 15 is not one of the kernel's: the
//! header of iproute2 calls it `NLMSG_TSTAMP`, and its payload is seconds and microseconds.

use std::io::{self, Read};
use std::time::{Duration, UNIX_EPOCH};

use super::pcap::{BadCapture, Content, Record};
use crate::uapi::netlink::{NLMSG_LEN, NLMSG_TYPE, NLMSGHDR, Nlmsghdr};
use crate::wire::{Endian, Kind, Order, View, align};

/// `route_dump_magic`, `ipaddr_dump_magic`, `rule_dump_magic`.
const MAGIC: [u32; 3] = [0x4531_1224, 0x4736_1222, 0x7170_6986];
/// `NLMSG_TSTAMP`
const TIME: u64 = 15;
/// More than any message has, and less than a length in the wrong byte order.
const MOST: usize = 1 << 20;

/// Whether a file that begins with these eight bytes is one of `rtmon` or of `ip … save`.
#[must_use]
pub fn is_messages(beginning: &[u8]) -> bool {
    magic(beginning).is_some()
        || [Endian::Little, Endian::Big].into_iter().any(|endian| {
            let header = View::<Nlmsghdr>::in_order(endian, beginning);
            header.get(NLMSG_LEN) == Some(24) && header.get(NLMSG_TYPE) == Some(TIME)
        })
}

/// The byte order of the machine that wrote this at the beginning of a file of `ip … save`.
fn magic(beginning: &[u8]) -> Option<Endian> {
    let number = |endian| Kind::U32(Order::Host).read_in(endian, beginning.get(..4)?);
    let is_magic = |endian: &Endian| {
        number(*endian).is_some_and(|number| MAGIC.iter().any(|magic| u64::from(*magic) == number))
    };
    [Endian::Little, Endian::Big].into_iter().find(is_magic)
}

/// Calls `each` with every message of a file, as it comes.
///
/// # Errors
///
/// [`BadCapture`] with the position, or whatever `each` returned.
pub fn read<E: From<BadCapture>>(
    mut file: impl Read,
    mut each: impl FnMut(&Record<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let damaged = |at: usize, expected: &str| {
        E::from(BadCapture::Damaged { at, expected: expected.to_owned() })
    };
    let mut at = 0;
    let mut message = Vec::new();
    fill(&mut file, &mut message, 4)?;
    let saved = magic(&message);
    if saved.is_some() {
        at = message.len();
        message.clear();
    }
    let mut time = None;
    loop {
        fill(&mut file, &mut message, NLMSGHDR.size())?;
        if message.is_empty() {
            return Ok(());
        }
        if message.len() < NLMSGHDR.size() {
            return Err(damaged(at, "the header of a message; the file ends in the middle of one"));
        }
        let len = |endian| View::<Nlmsghdr>::in_order(endian, &message).read(NLMSG_LEN);
        let is_good = |endian: &Endian| {
            usize::try_from(len(*endian)).is_ok_and(|len| (NLMSGHDR.size()..=MOST).contains(&len))
        };
        let order = saved.into_iter().chain([Endian::NATIVE, Endian::NATIVE.other()]);
        let Some(endian) = order.into_iter().find(is_good) else {
            return Err(damaged(at, "a message, which begins with its length"));
        };
        let len = usize::try_from(len(endian)).unwrap_or(MOST);
        fill(&mut file, &mut message, align(len))?;
        if message.len() < len {
            return Err(damaged(at, "a whole message; the file ends in the middle of one"));
        }
        let header = View::<Nlmsghdr>::in_order(endian, &message);
        if header.read(NLMSG_TYPE) == TIME {
            let number =
                |start| Kind::U32(Order::Host).read_in(endian, message.get(start..start + 4)?);
            time = number(16).zip(number(20)).and_then(|(seconds, microseconds)| {
                let since = Duration::from_secs(seconds);
                UNIX_EPOCH.checked_add(since.checked_add(Duration::from_micros(microseconds))?)
            });
        } else {
            let datagram = message.get(..len).unwrap_or_default();
            each(&Record { time, content: Content::Netlink(0), datagram, full_len: len })?;
        }
        at += message.len();
        message.clear();
    }
}

/// Reads until there are this many bytes, or the file ends.
fn fill(file: &mut impl Read, bytes: &mut Vec<u8>, len: usize) -> Result<(), BadCapture> {
    let missing = len.saturating_sub(bytes.len());
    let read: io::Result<usize> = file.take(missing as u64).read_to_end(bytes);
    read.map(|_| ()).map_err(BadCapture::Read)
}
