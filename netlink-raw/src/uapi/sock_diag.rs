//! `include/uapi/linux/sock_diag.h`: questions about sockets.
//!
//! The family in the first byte says whose they are. A request and its answer
//! have the same type, so the flag `NLM_F_REQUEST` has to tell them apart.

use crate::uapi::inet_diag::{INET_DIAG, INET_DIAG_MSG, INET_DIAG_REQ, INET_DIAG_REQ_V2};
use crate::uapi::netlink::NLM_F_REQUEST;
use crate::uapi::netlink_diag::{NETLINK_DIAG, NETLINK_DIAG_MSG, NETLINK_DIAG_REQ};
use crate::uapi::socket::family;
use crate::uapi::unix_diag::{UNIX_DIAG, UNIX_DIAG_MSG, UNIX_DIAG_REQ};
use crate::wire::{
    Body, Context, Kind::U32, Layout, Meaning::Unit, Message, Name, Order::Host, array, message,
    name,
};

/// The messages of `NETLINK_SOCK_DIAG`.
#[rustfmt::skip]
pub static MESSAGES: &[Message] = &[
    message(20, "SOCK_DIAG_BY_FAMILY", Body::Choose(body), "request: tell me about sockets; and the answer"),
    message(21, "SOCK_DESTROY", Body::Choose(body), "request: close a socket; and the notification of it"),
];

fn body(context: &Context<'_>) -> Body {
    const UNIX: u8 = family("AF_UNIX");
    const INET: u8 = family("AF_INET");
    const INET6: u8 = family("AF_INET6");
    const NETLINK: u8 = family("AF_NETLINK");
    let request = context.message_flags & NLM_F_REQUEST != 0;
    match (context.family, request) {
        (INET | INET6, true) => Body::Struct(&INET_DIAG_REQ_V2, &INET_DIAG_REQ),
        (INET | INET6, false) => Body::Struct(&INET_DIAG_MSG, &INET_DIAG),
        (UNIX, true) => Body::Struct(&UNIX_DIAG_REQ, &UNIX_DIAG),
        (UNIX, false) => Body::Struct(&UNIX_DIAG_MSG, &UNIX_DIAG),
        (NETLINK, true) => Body::Struct(&NETLINK_DIAG_REQ, &NETLINK_DIAG),
        (NETLINK, false) => Body::Struct(&NETLINK_DIAG_MSG, &NETLINK_DIAG),
        _ => Body::Opaque,
    }
}

/// `SK_MEMINFO_…`: the memory of a socket, as an array of numbers.
#[rustfmt::skip]
pub static SK_MEMINFO: Layout = Layout {
    c_name: "sk_meminfo",
    header: "linux/sock_diag.h",
    man: "sock_diag(7)",
    fields: &array(U32(Host), Unit("(bytes)"), &[
        ("SK_MEMINFO_RMEM_ALLOC", "in its receive queue"),
        ("SK_MEMINFO_RCVBUF", "that may be there"),
        ("SK_MEMINFO_WMEM_ALLOC", "in its send queue"),
        ("SK_MEMINFO_SNDBUF", "that may be there"),
        ("SK_MEMINFO_FWD_ALLOC", "set aside for more"),
        ("SK_MEMINFO_WMEM_QUEUED", "waiting to be sent"),
        ("SK_MEMINFO_OPTMEM", "for options and filters"),
        ("SK_MEMINFO_BACKLOG", "waiting because the socket is in use"),
        ("SK_MEMINFO_DROPS", "not bytes but packets: dropped for want of room"),
    ]),
};

/// The kinds of socket (`SOCK_…`, socket(2)).
#[rustfmt::skip]
pub const SOCK: &[Name] = &[
    name(1, "SOCK_STREAM", "a stream"),
    name(2, "SOCK_DGRAM", "datagrams"),
    name(3, "SOCK_RAW", "datagrams, with their headers"),
    name(5, "SOCK_SEQPACKET", "datagrams, in order"),
];

/// The states of a socket (`TCP_…` in `include/net/tcp_states.h`, which is not
/// exported; all families use its numbers).
#[rustfmt::skip]
pub const TCP_STATE: &[Name] = &[
    name(1, "TCP_ESTABLISHED", "connected; of a datagram socket: has a peer"),
    name(2, "TCP_SYN_SENT", "connecting"),
    name(3, "TCP_SYN_RECV", "being connected to"),
    name(4, "TCP_FIN_WAIT1", "closed, and not yet acknowledged"),
    name(5, "TCP_FIN_WAIT2", "closed, and the peer is not"),
    name(6, "TCP_TIME_WAIT", "closed, waiting for stray packets"),
    name(7, "TCP_CLOSE", "not connected"),
    name(8, "TCP_CLOSE_WAIT", "closed by the peer"),
    name(9, "TCP_LAST_ACK", "closed by both, and not yet acknowledged"),
    name(10, "TCP_LISTEN", "listening"),
    name(11, "TCP_CLOSING", "closed by both at once"),
    name(12, "TCP_NEW_SYN_RECV", "being connected to"),
];
