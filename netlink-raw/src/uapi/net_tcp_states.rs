//! `include/net/tcp_states.h`, which the kernel does not export: the states of a socket.

use crate::wire::{Name, name};

pub const TCP_CLOSE: u64 = 7;

/// `TCP_…`: the states of a socket. All families use these numbers.
#[rustfmt::skip]
pub const TCP_STATE: &[Name] = &[
    name(1, "TCP_ESTABLISHED", "connected (datagram socket: has a peer)"),
    name(2, "TCP_SYN_SENT", "connecting"),
    name(3, "TCP_SYN_RECV", "being connected to"),
    name(4, "TCP_FIN_WAIT1", "closed, not yet acknowledged"),
    name(5, "TCP_FIN_WAIT2", "closed, peer still open"),
    name(6, "TCP_TIME_WAIT", "closed, waiting for stray packets"),
    name(TCP_CLOSE, "TCP_CLOSE", "not connected"),
    name(8, "TCP_CLOSE_WAIT", "closed by the peer"),
    name(9, "TCP_LAST_ACK", "closed by both, not yet acknowledged"),
    name(10, "TCP_LISTEN", "listening"),
    name(11, "TCP_CLOSING", "closed by both at once"),
    name(12, "TCP_NEW_SYN_RECV", "being connected to"),
];
