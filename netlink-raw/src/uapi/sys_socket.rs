//! `sys/socket.h` of the C library: address families and kinds of socket.

use crate::wire::{Name, name};

pub const AF_UNSPEC: u8 = 0;
pub const AF_UNIX: u8 = 1;
pub const AF_INET: u8 = 2;
pub const AF_BRIDGE: u8 = 7;
pub const AF_INET6: u8 = 10;
pub const AF_NETLINK: u8 = 16;
pub const AF_MPLS: u8 = 28;
pub const RTNL_FAMILY_IPMR: u8 = 128;
pub const RTNL_FAMILY_IP6MR: u8 = 129;

/// `AF_…`: address families; and two that only `linux/rtnetlink.h` has.
#[rustfmt::skip]
pub const FAMILIES: &[Name] = &[
    name(AF_UNSPEC as u64, "AF_UNSPEC", "unspecified, any family"),
    name(AF_UNIX as u64, "AF_UNIX", "local sockets, addressed by a path"),
    name(AF_INET as u64, "AF_INET", "IPv4"),
    name(AF_BRIDGE as u64, "AF_BRIDGE", "Ethernet bridge"),
    name(AF_INET6 as u64, "AF_INET6", "IPv6"),
    name(AF_NETLINK as u64, "AF_NETLINK", "netlink"),
    name(17, "AF_PACKET", "raw frames"),
    name(AF_MPLS as u64, "AF_MPLS", "multiprotocol label switching"),
    name(RTNL_FAMILY_IPMR as u64, "RTNL_FAMILY_IPMR", "IPv4 multicast routing"),
    name(RTNL_FAMILY_IP6MR as u64, "RTNL_FAMILY_IP6MR", "IPv6 multicast routing"),
];

/// `SOCK_…`: kinds of socket (socket(2)).
#[rustfmt::skip]
pub const SOCK: &[Name] = &[
    name(1, "SOCK_STREAM", "byte stream"),
    name(2, "SOCK_DGRAM", "datagrams"),
    name(3, "SOCK_RAW", "datagrams with their headers"),
    name(5, "SOCK_SEQPACKET", "datagrams, in order"),
];
