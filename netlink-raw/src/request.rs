//! Builds messages from the same tables that explain them.
//!
//! ```
//! use netlink_raw::request::Request;
//! use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
//! use netlink_raw::uapi::rtnetlink::{RTM_GETROUTE, RTMSG};
//!
//! // "Tell me all IPv4 routes": 16 bytes of header, 12 of struct rtmsg.
//! let request = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1)
//!     .with_struct(&RTMSG, &[("rtm_family", 2)])
//!     .into_bytes();
//! assert_eq!(request.len(), 28);
//! ```

use crate::uapi::netlink::NLMSGHDR;
use crate::uapi::rtnetlink::RTATTR;
use crate::wire::{Layout, align};

/// A message that is being built.
///
/// `nlmsg_len` is written at the end, when it is known. `nlmsg_pid` stays 0:
/// the kernel takes the requester's port ID from the socket.
pub struct Request {
    bytes: Vec<u8>,
}

impl Request {
    /// `struct nlmsghdr`: starts a message.
    #[must_use]
    pub fn new(message_type: u16, flags: u16, seq: u32) -> Self {
        let bytes = struct_bytes(
            &NLMSGHDR,
            &[
                ("nlmsg_type", message_type.into()),
                ("nlmsg_flags", flags.into()),
                ("nlmsg_seq", seq.into()),
            ],
        );
        Request { bytes }
    }

    /// Appends a C struct; fields that are not named are zero.
    ///
    /// # Panics
    ///
    /// As [`struct_bytes`].
    #[must_use]
    pub fn with_struct(mut self, layout: &Layout, fields: &[(&str, u64)]) -> Self {
        self.bytes.extend(struct_bytes(layout, fields));
        self
    }

    /// Pads to a multiple of four, where attributes start: for the few structs
    /// whose length is not one.
    #[must_use]
    pub fn aligned(mut self) -> Self {
        self.bytes.resize(align(self.bytes.len()), 0);
        self
    }

    /// Appends an attribute: length, type, payload, padding up to a multiple
    /// of four.
    ///
    /// # Panics
    ///
    /// When the payload is longer than `rta_len`, a 16-bit number, can say.
    #[must_use]
    pub fn with_attribute(mut self, number: u16, payload: &[u8]) -> Self {
        let len = RTATTR.size() + payload.len();
        assert!(len <= usize::from(u16::MAX), "an attribute has at most 65,535 bytes");
        let header = [("rta_len", len as u64), ("rta_type", number.into())];
        self.bytes.extend(struct_bytes(&RTATTR, &header));
        self.bytes.extend(payload);
        self.aligned()
    }

    /// The finished message, ready to be sent.
    #[must_use]
    pub fn into_bytes(mut self) -> Vec<u8> {
        let field = const { NLMSGHDR.field("nlmsg_len") };
        let len = self.bytes.len() as u64;
        field.kind.write(len, &mut self.bytes[field.at..]);
        self.bytes
    }
}

/// A C struct as bytes, like C's designated initialisers: fields that are not
/// named are zero.
///
/// # Panics
///
/// When the layout has no field of a name: a mistake in the program, not in its
/// input.
#[must_use]
pub fn struct_bytes(layout: &Layout, fields: &[(&str, u64)]) -> Vec<u8> {
    let mut bytes = vec![0; layout.size()];
    for (c_name, number) in fields {
        let field = layout.field(c_name);
        field.kind.write(*number, &mut bytes[field.at..]);
    }
    bytes
}
