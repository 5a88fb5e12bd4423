//! `include/net/tcp_states.h`, which the kernel does not export: the states of a socket.

use crate::wire::{Name, name};

pub const TCP_CLOSE: u64 = 7;

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
    name(TCP_CLOSE, "TCP_CLOSE", "not connected"),
    name(8, "TCP_CLOSE_WAIT", "closed by the peer"),
    name(9, "TCP_LAST_ACK", "closed by both, and not yet acknowledged"),
    name(10, "TCP_LISTEN", "listening"),
    name(11, "TCP_CLOSING", "closed by both at once"),
    name(12, "TCP_NEW_SYN_RECV", "being connected to"),
];
