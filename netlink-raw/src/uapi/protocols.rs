//! The netlink protocols whose messages can be explained, and the structs that can be explained
//! without a message.

use crate::uapi::genetlink::{CTRL_ATTR, FAMILY_ATTR, GENL_ID_CTRL, GENLMSGHDR};
use crate::uapi::in_::SOCKADDR_IN_ROW;
use crate::uapi::in6::SOCKADDR_IN6_ROW;
use crate::uapi::ip::IP;
use crate::uapi::ipv6::IP6;
use crate::uapi::kinds::KINDS;
use crate::uapi::netlink::{
    CONTROL, NETLINK_GENERIC, NETLINK_ROUTE, NETLINK_SOCK_DIAG, NETLINK_USERSOCK, NLMSG_DONE,
    SOCKADDR_NL_ROW,
};
use crate::uapi::udp::UDP;
use crate::uapi::un::SOCKADDR_UN_ROW;
use crate::uapi::{diag_messages, messages};
use crate::wire::{
    Attr,
    Body::{self, Struct},
    Message, Protocol,
    Shape::{Id, Opaque},
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

/// A protocol whose messages have no tables yet: only their headers can be explained.
const fn headers(number: u64, c_name: &'static str) -> Protocol {
    Protocol {
        number,
        c_name,
        kinds: &[],
        messages: &[],
        control: CONTROL,
        other: Body::Opaque,
        unframed: None,
    }
}

/// A protocol whose datagrams have no headers, or whose datagrams are not known.
const fn bytes(number: u64, c_name: &'static str, data: &'static Attr) -> Protocol {
    Protocol { unframed: Some(data), ..headers(number, c_name) }
}

/// The protocols without tables, by the names that people type.
pub static OTHERS: &[(&str, &Protocol)] = &[
    ("unused", &bytes(1, "NETLINK_UNUSED", &UNKNOWN_DATA)),
    ("firewall", &headers(3, "NETLINK_FIREWALL")),
    ("nflog", &headers(5, "NETLINK_NFLOG")),
    ("xfrm", &headers(6, "NETLINK_XFRM")),
    ("selinux", &headers(7, "NETLINK_SELINUX")),
    ("iscsi", &headers(8, "NETLINK_ISCSI")),
    ("audit", &headers(9, "NETLINK_AUDIT")),
    ("fib_lookup", &headers(10, "NETLINK_FIB_LOOKUP")),
    ("connector", &CONNECTOR),
    ("netfilter", &headers(12, "NETLINK_NETFILTER")),
    ("dnrtmsg", &headers(14, "NETLINK_DNRTMSG")),
    ("kobject_uevent", &bytes(15, "NETLINK_KOBJECT_UEVENT", &UEVENT_DATA)),
    ("scsitransport", &headers(18, "NETLINK_SCSITRANSPORT")),
    ("ecryptfs", &headers(19, "NETLINK_ECRYPTFS")),
    ("rdma", &headers(20, "NETLINK_RDMA")),
    ("crypto", &headers(21, "NETLINK_CRYPTO")),
    ("smc", &headers(22, "NETLINK_SMC")),
];

/// Every message of `NETLINK_CONNECTOR` has the type `NLMSG_DONE`, and a body of its own.
static CONNECTOR: Protocol =
    Protocol { control: CONNECTOR_CONTROL, ..headers(11, "NETLINK_CONNECTOR") };

#[rustfmt::skip]
static CONNECTOR_CONTROL: &[Message] = &[
    message(NLMSG_DONE, "NLMSG_DONE", Body::Opaque, "any message of NETLINK_CONNECTOR"),
];

static UEVENT_DATA: Attr =
    attr(0, "NETLINK_KOBJECT_UEVENT", Opaque, "a device was added, removed or changed");

static UNKNOWN_DATA: Attr = attr(0, "datagram", Opaque, "a datagram of an unknown protocol");

/// A protocol that the kernel's headers do not name.
static UNKNOWN: Protocol = bytes(u64::MAX, "unknown protocol", &UNKNOWN_DATA);

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

/// Returns the protocol of this number, with tables or without. What is not known has no name.
#[must_use]
pub fn any_protocol(number: u16) -> &'static Protocol {
    let same = |(_, protocol): &&(&str, &'static Protocol)| protocol.number == u64::from(number);
    let known = PROTOCOLS.iter().chain(OTHERS).find(same);
    known.map_or(&UNKNOWN, |(_, protocol)| *protocol)
}

/// What can be explained without a netlink message around it, by its C name.
pub static LAYOUTS: &[&Attr] =
    &[&SOCKADDR_IN_ROW, &SOCKADDR_IN6_ROW, &SOCKADDR_UN_ROW, &SOCKADDR_NL_ROW, &IP, &IP6, &UDP];
