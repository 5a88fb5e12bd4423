//! Builds messages from the same tables that explain them.
//!
//! ```
//! use netlink_raw::request::Request;
//! use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
//! use netlink_raw::uapi::rtnetlink::{RTM_FAMILY, RTM_GETROUTE, Rtmsg};
//!
//! // "Give me all IPv4 routes": 16 bytes of header, 12 of struct rtmsg.
//! let request = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1)
//!     .with_struct::<Rtmsg>(&[(RTM_FAMILY, 2)])
//!     .into_bytes();
//! assert_eq!(request.len(), 28);
//! ```
//!
//! A field that does not belong to the struct does not compile:
//!
//! ```compile_fail,E0308
//! use netlink_raw::request::Request;
//! use netlink_raw::uapi::rtnetlink::IFI_INDEX;
//! use netlink_raw::uapi::netlink::NLM_F_REQUEST;
//! use netlink_raw::uapi::rtnetlink::{RTM_GETROUTE, Rtmsg};
//!
//! Request::new(RTM_GETROUTE, NLM_F_REQUEST, 1).with_struct::<Rtmsg>(&[(IFI_INDEX, 1)]);
//! ```

use crate::uapi::netlink::{NLMSG_FLAGS, NLMSG_LEN, NLMSG_PID, NLMSG_SEQ, NLMSG_TYPE, NLMSGHDR};
use crate::uapi::rtnetlink::{RTA_LEN, RTA_TYPE, RTATTR};
use crate::wire::{CStruct, Layout, Member, align};

/// A message that is being built.
///
/// `nlmsg_len` is written at the end, when it is known. `nlmsg_pid` stays 0: the kernel
/// takes the requester's port ID from the socket.
pub struct Request {
    bytes: Vec<u8>,
}

impl Request {
    /// `struct nlmsghdr`: starts a message.
    #[must_use]
    pub fn new(message_type: u16, flags: u16, seq: u32) -> Self {
        let bytes = struct_bytes(&[
            (NLMSG_TYPE, message_type.into()),
            (NLMSG_FLAGS, flags.into()),
            (NLMSG_SEQ, seq.into()),
        ]);
        Request { bytes }
    }

    /// Appends the C struct `S`, like C's designated initialisers: every field that is
    /// not named is zero. Numbers too large for their field lose their upper bytes.
    #[must_use]
    pub fn with_struct<S: CStruct>(mut self, fields: &[(Member<S>, u64)]) -> Self {
        self.bytes.extend(struct_bytes(fields));
        self
    }

    /// Appends a C struct known only at run time, all zero but its first byte: the
    /// address family.
    ///
    /// Every struct of rtnetlink begins with its family (`struct rtgenmsg` is nothing
    /// else), and the kernel picks the handler of a request by that byte and the
    /// message's type (`rtnetlink_rcv_msg` in `net/core/rtnetlink.c`). So this is enough
    /// to ask for a dump of any table.
    #[must_use]
    pub fn for_family(mut self, layout: &Layout, family: u8) -> Self {
        let start = self.bytes.len();
        self.bytes.resize(start + layout.size(), 0);
        if let Some(first) = self.bytes.get_mut(start) {
            *first = family;
        }
        self
    }

    /// Pads to a multiple of four, where attributes start. Only a few structs need it,
    /// for example the 1-byte `struct rtgenmsg`.
    #[must_use]
    pub fn aligned(mut self) -> Self {
        self.bytes.resize(align(self.bytes.len()), 0);
        self
    }

    /// `nla_put`: appends an attribute: length, type, payload, padding up to a multiple
    /// of four.
    ///
    /// # Panics
    ///
    /// If the payload has more than 65,531 bytes. With its header it would be longer
    /// than `rta_len`, a 16-bit number, can express.
    #[doc(alias = "nla_put")]
    #[must_use]
    pub fn with_attribute(mut self, number: u16, payload: &[u8]) -> Self {
        self.bytes.extend(attribute(number, payload));
        self
    }

    /// Returns the finished message, ready to be sent.
    #[must_use]
    pub fn into_bytes(mut self) -> Vec<u8> {
        let len = self.bytes.len() as u64;
        put(&mut self.bytes, NLMSG_LEN, len);
        self.bytes
    }
}

/// Puts a header before a body: a message as the kernel would have sent it.
///
/// Unlike a [`Request`], it has a port ID, and its flags are 0.
#[must_use]
pub fn message(message_type: u16, seq: u64, port_id: u64, body: &[u8]) -> Vec<u8> {
    let mut message = struct_bytes(&[
        (NLMSG_LEN, (NLMSGHDR.size() + body.len()) as u64),
        (NLMSG_TYPE, message_type.into()),
        (NLMSG_SEQ, seq),
        (NLMSG_PID, port_id),
    ]);
    message.extend_from_slice(body);
    message
}

/// `struct rtattr`: an attribute with its header, and padding up to a multiple of four.
///
/// # Panics
///
/// If the payload has more than 65,531 bytes, as [`Request::with_attribute`].
#[must_use]
pub fn attribute(number: u16, payload: &[u8]) -> Vec<u8> {
    let len = RTATTR.size() + payload.len();
    assert!(len <= usize::from(u16::MAX), "an attribute has at most 65,535 bytes");
    let mut bytes = struct_bytes(&[(RTA_LEN, len as u64), (RTA_TYPE, number.into())]);
    bytes.extend(payload);
    bytes.resize(align(len), 0);
    bytes
}

/// The bytes of the C struct `S`, like C's designated initialisers: every field that is
/// not named is zero.
///
/// ```
/// use netlink_raw::request::struct_bytes;
/// use netlink_raw::uapi::netlink::{NL_FAMILY, NL_PID};
///
/// // nl_pid is a number in host order; this one reads the same either way round.
/// let address = struct_bytes(&[(NL_FAMILY, 16), (NL_PID, 0x0707_0707)]);
/// assert_eq!(address[4..8], [7, 7, 7, 7]);
/// ```
#[must_use]
pub fn struct_bytes<S: CStruct>(fields: &[(Member<S>, u64)]) -> Vec<u8> {
    let mut bytes = vec![0; S::LAYOUT.size()];
    for (member, number) in fields {
        put(&mut bytes, *member, *number);
    }
    bytes
}

/// Writes a field of the struct that `bytes` begin with.
fn put<S: CStruct>(bytes: &mut [u8], member: Member<S>, number: u64) {
    let field = member.field();
    if let Some(bytes) = bytes.get_mut(field.at..) {
        field.kind.write(number, bytes);
    }
}
