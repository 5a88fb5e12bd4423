//! The guide's route monitor, by hand: sixteen bytes, twelve bytes, attributes.
//!
//! This is the chapter. It reads a datagram from left to right, with every byte in the
//! open, and uses nothing from the library around it: no table, no decoder, no trait. What
//! it does for one kind of message, [`mod@crate::walk`] does for all of them, and a test
//! compares the two.
//!
//! A datagram of 60 bytes, the one in the guide:
//!
//! ```text
//!   0  3c 00 00 00  18 00  00 06  e4 35 f8 5b  e5 3b 00 00   struct nlmsghdr
//!  16  02 1e 00 00  fe 03 00 01  00 00 00 00                 struct rtmsg
//!  28  08 00 0f 00  fe 00 00 00                              RTA_TABLE
//!  36  08 00 01 00  04 03 02 00                              RTA_DST
//!  44  08 00 05 00  7f 00 00 01                              RTA_GATEWAY
//!  52  08 00 04 00  01 00 00 00                              RTA_OIF
//! ```

use std::fmt;

/// A route was added, or changed (`include/uapi/linux/rtnetlink.h`).
pub const RTM_NEWROUTE: u16 = 24;
/// A route was deleted.
pub const RTM_DELROUTE: u16 = 25;
/// The number of the attribute that holds the destination.
const RTA_DST: u16 = 1;

const NLMSGHDR_LEN: usize = 16;
const RTMSG_LEN: usize = 12;
const RTATTR_LEN: usize = 4;

/// One message: its header, and the route, if the message is about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    /// Bytes 0..4: the length in bytes, header included.
    pub nlmsg_len: u32,
    /// Bytes 4..6: what the message is about.
    pub nlmsg_type: u16,
    /// Bytes 6..8: for a new route, whether it was created, replaced, …
    pub nlmsg_flags: u16,
    /// Bytes 8..12: the number that the requester gave its request.
    pub nlmsg_seq: u32,
    /// Bytes 12..16: the port ID of the requester; 0 if it was the kernel.
    pub nlmsg_pid: u32,
    /// The payload, if the type is `RTM_NEWROUTE` or `RTM_DELROUTE`.
    pub route: Option<Route<'a>>,
}

/// `struct rtmsg`, twelve bytes, and the one attribute that the guide prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route<'a> {
    /// Byte 0: 2 for IPv4 (`AF_INET`), 10 for IPv6 (`AF_INET6`).
    pub rtm_family: u8,
    /// Byte 1: the prefix length of the destination in bits: the "netmask".
    pub rtm_dst_len: u8,
    /// Byte 2: the prefix length of the source in bits.
    pub rtm_src_len: u8,
    /// Byte 3: the type of service.
    pub rtm_tos: u8,
    /// Byte 4: the routing table; 254 is the main one.
    pub rtm_table: u8,
    /// Byte 5: who installed the route; 3 is an administrator.
    pub rtm_protocol: u8,
    /// Byte 6: how far away the destination is; 0 is anywhere.
    pub rtm_scope: u8,
    /// Byte 7: what happens to packets; 1 means that they are forwarded.
    pub rtm_type: u8,
    /// Bytes 8..12: flags.
    pub rtm_flags: u32,
    /// `RTA_DST`: the destination in network order, 4 or 16 bytes. `None` for a default
    /// route, which is for every destination.
    pub rta_dst: Option<&'a [u8]>,
}

/// Bytes that cannot be a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The offset in the datagram.
    pub at: usize,
    /// What was expected there.
    pub what: &'static str,
    /// How many bytes it needs.
    pub need: usize,
    /// How many bytes are left, or how many a length field claims.
    pub have: usize,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Malformed { at, what, need, have } = self;
        write!(f, "at byte {at}: {what} needs {need} bytes, but has {have}")
    }
}

impl std::error::Error for Malformed {}

/// Reads the message that starts at offset `at` of the datagram. Returns it, and the offset
/// of the next message.
///
/// One `recv` may return several messages. The guide's C program looks only at the first,
/// and gets away with it, because the kernel sends each notification about a route in a
/// datagram of its own (100 routes added with `ip -batch` came as 100 datagrams). The
/// answer to a dump has as many messages in a datagram as fit.
///
/// ```
/// # use netlink_raw::by_hand::read_message;
/// # let datagram = [0_u8; 0];
/// let mut at = 0;
/// while at < datagram.len() {
///     let (message, next) = read_message(&datagram, at).expect("the kernel's messages are good");
///     println!("{}", message.nlmsg_type);
///     at = next;
/// }
/// ```
///
/// # Errors
///
/// [`Malformed`] if a length and the bytes disagree. Then nothing tells where the next
/// message starts.
pub fn read_message(datagram: &[u8], at: usize) -> Result<(Message<'_>, usize), Malformed> {
    let rest = datagram.get(at..).unwrap_or_default();

    // ANCHOR: header
    // struct nlmsghdr. The numbers are in the byte order of this machine, because the
    // kernel wrote them on the same processor.
    let [l0, l1, l2, l3, t0, t1, f0, f1, s0, s1, s2, s3, p0, p1, p2, p3, ..] = *rest else {
        let have = rest.len();
        return Err(Malformed { at, what: "struct nlmsghdr", need: NLMSGHDR_LEN, have });
    };
    let nlmsg_len = u32::from_ne_bytes([l0, l1, l2, l3]);
    let nlmsg_type = u16::from_ne_bytes([t0, t1]);
    let nlmsg_flags = u16::from_ne_bytes([f0, f1]);
    let nlmsg_seq = u32::from_ne_bytes([s0, s1, s2, s3]);
    let nlmsg_pid = u32::from_ne_bytes([p0, p1, p2, p3]);
    // ANCHOR_END: header

    // ANCHOR: length
    // The length counts the header itself, so it is at least 16. And it must not reach
    // past the end of the bytes that we received.
    let len = nlmsg_len as usize;
    if len < NLMSGHDR_LEN {
        return Err(Malformed { at, what: "nlmsg_len", need: NLMSGHDR_LEN, have: len });
    }
    let Some(payload) = rest.get(NLMSGHDR_LEN..len) else {
        return Err(Malformed { at, what: "the message", need: len, have: rest.len() });
    };
    // ANCHOR_END: length

    let route = match nlmsg_type {
        RTM_NEWROUTE | RTM_DELROUTE => Some(read_route(payload, at + NLMSGHDR_LEN)?),
        _ => None,
    };
    let message = Message { nlmsg_len, nlmsg_type, nlmsg_flags, nlmsg_seq, nlmsg_pid, route };

    // ANCHOR: next
    // The next message starts at a multiple of four. The length does not count the
    // padding before it.
    let next = at + round_up_to_four(len).min(rest.len());
    // ANCHOR_END: next
    Ok((message, next))
}

/// Reads `struct rtmsg` and looks through the attributes for the destination.
fn read_route(payload: &[u8], at: usize) -> Result<Route<'_>, Malformed> {
    // ANCHOR: rtmsg
    let [family, dst_len, src_len, tos, table, protocol, scope, kind, f0, f1, f2, f3, ..] =
        *payload
    else {
        return Err(Malformed { at, what: "struct rtmsg", need: RTMSG_LEN, have: payload.len() });
    };
    // ANCHOR_END: rtmsg

    // ANCHOR: attributes
    // The guide's Python program treats bytes 40..44 of the message as the destination.
    // They are, if RTA_TABLE comes first and RTA_DST second, but the kernel does not
    // promise that. Each attribute has a type, so look at the type.
    let mut rta_dst = None;
    let mut offset = RTMSG_LEN;
    while let Some(attribute @ [_, ..]) = payload.get(offset..) {
        let at = at + offset;
        let [l0, l1, t0, t1, ..] = *attribute else {
            let have = attribute.len();
            return Err(Malformed { at, what: "struct rtattr", need: RTATTR_LEN, have });
        };
        let rta_len = usize::from(u16::from_ne_bytes([l0, l1]));
        // The number has 14 bits. The two bits above it are flags: the payload is nested,
        // its numbers are in network order.
        let rta_type = u16::from_ne_bytes([t0, t1]) & 0x3fff;
        // Without this check, a length of 0 would keep the loop here forever.
        if rta_len < RTATTR_LEN {
            return Err(Malformed { at, what: "rta_len", need: RTATTR_LEN, have: rta_len });
        }
        let Some(value) = attribute.get(RTATTR_LEN..rta_len) else {
            let have = attribute.len();
            return Err(Malformed { at, what: "the attribute", need: rta_len, have });
        };
        if rta_type == RTA_DST {
            // In network order, because it is an address, made for the wire.
            rta_dst = Some(value);
        }
        offset += round_up_to_four(rta_len);
    }
    // ANCHOR_END: attributes

    Ok(Route {
        rtm_family: family,
        rtm_dst_len: dst_len,
        rtm_src_len: src_len,
        rtm_tos: tos,
        rtm_table: table,
        rtm_protocol: protocol,
        rtm_scope: scope,
        rtm_type: kind,
        rtm_flags: u32::from_ne_bytes([f0, f1, f2, f3]),
        rta_dst,
    })
}

// ANCHOR: align
/// `NLMSG_ALIGN` and `RTA_ALIGN`: the length with its padding. For example, a length of 5
/// takes up 8 bytes.
fn round_up_to_four(len: usize) -> usize {
    len.saturating_add(3) & !3
}
// ANCHOR_END: align
