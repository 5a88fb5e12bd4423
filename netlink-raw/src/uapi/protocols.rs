//! The netlink protocols whose messages can be explained, and the structs that can be explained
//! without a message.

use crate::uapi::genetlink::{CTRL_ATTR, FAMILY_ATTR, GENL_ID_CTRL, GENLMSGHDR};
use crate::uapi::in_::SOCKADDR_IN_ROW;
use crate::uapi::in6::SOCKADDR_IN6_ROW;
use crate::uapi::ip::IP;
use crate::uapi::ipv6::IP6;
use crate::uapi::kinds::KINDS;
use crate::uapi::netlink::{
    CONTROL, NETLINK_GENERIC, NETLINK_ROUTE, NETLINK_SOCK_DIAG, NETLINK_USERSOCK, SOCKADDR_NL_ROW,
};
use crate::uapi::udp::UDP;
use crate::uapi::un::SOCKADDR_UN_ROW;
use crate::uapi::{diag_messages, messages};
use crate::wire::{
    Attr,
    Body::{self, Struct},
    Message, Protocol,
    Shape::Id,
    attr, message,
};

/// `NETLINK_ROUTE`, 0: links, addresses, routes, neighbours, rules
/// (rtnetlink(7)).
pub static ROUTE: Protocol = Protocol {
    number: NETLINK_ROUTE,
    c_name: "NETLINK_ROUTE",
    kinds: KINDS,
    messages: messages::MESSAGES,
    control: CONTROL,
    other: Body::Opaque,
    unframed: None,
};

/// `NETLINK_GENERIC`, 16: families that receive their number when they register.
pub static GENERIC: Protocol = Protocol {
    number: NETLINK_GENERIC,
    c_name: "NETLINK_GENERIC",
    kinds: &[],
    messages: GENERIC_MESSAGES,
    control: CONTROL,
    other: Struct(&GENLMSGHDR, &FAMILY_ATTR),
    unframed: None,
};

/// `NETLINK_SOCK_DIAG`, 4: queries about sockets (sock_diag(7)).
pub static DIAG: Protocol = Protocol {
    number: NETLINK_SOCK_DIAG,
    c_name: "NETLINK_SOCK_DIAG",
    kinds: &[],
    messages: diag_messages::MESSAGES,
    control: CONTROL,
    other: Body::Opaque,
    unframed: None,
};

/// `NETLINK_USERSOCK`, 2: processes talking to each other, with any bytes they like.
pub static USERSOCK: Protocol = Protocol {
    number: NETLINK_USERSOCK,
    c_name: "NETLINK_USERSOCK",
    kinds: &[],
    messages: &[],
    control: CONTROL,
    other: Body::Opaque,
    unframed: Some(&USERSOCK_DATA),
};

/// The message types of generic netlink that have fixed numbers.
#[rustfmt::skip]
static GENERIC_MESSAGES: &[Message] = &[
    message(GENL_ID_CTRL, "GENL_ID_CTRL", Struct(&GENLMSGHDR, &CTRL_ATTR), "message to or from the controller"),
];

static USERSOCK_DATA: Attr = attr(0, "datagram", Id, "whatever the sender sent");

/// The protocols, by the names that people type.
pub static PROTOCOLS: &[(&str, &Protocol)] =
    &[("route", &ROUTE), ("generic", &GENERIC), ("diag", &DIAG), ("usersock", &USERSOCK)];

/// Returns the protocol of this number if its messages are known. The number is the last argument
/// of `socket`, and the one in the records of a capture.
#[must_use]
pub fn protocol(number: u16) -> Option<&'static Protocol> {
    let same = |(_, protocol): &&(&str, &'static Protocol)| protocol.number == u64::from(number);
    PROTOCOLS.iter().find(same).map(|(_, protocol)| *protocol)
}

/// What can be explained without a netlink message around it, by its C name.
pub static LAYOUTS: &[&Attr] =
    &[&SOCKADDR_IN_ROW, &SOCKADDR_IN6_ROW, &SOCKADDR_UN_ROW, &SOCKADDR_NL_ROW, &IP, &IP6, &UDP];
