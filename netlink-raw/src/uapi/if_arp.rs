//! `include/uapi/linux/if_arp.h`: link-layer types.

use crate::wire::{Name, name};

pub const ARPHRD_NETLINK: u16 = 824;

/// `ARPHRD_…`: link-layer types.
#[rustfmt::skip]
pub const ARPHRD: &[Name] = &[
    name(1, "ARPHRD_ETHER", "Ethernet"),
    name(512, "ARPHRD_PPP", "point-to-point"),
    name(768, "ARPHRD_TUNNEL", "IPv4 in IPv4"),
    name(769, "ARPHRD_TUNNEL6", "tunnel over IPv6"),
    name(772, "ARPHRD_LOOPBACK", "loopback"),
    name(776, "ARPHRD_SIT", "IPv6 in IPv4"),
    name(778, "ARPHRD_IPGRE", "GRE in IPv4"),
    name(823, "ARPHRD_IP6GRE", "GRE in IPv6"),
    name(ARPHRD_NETLINK as u64, "ARPHRD_NETLINK", "netlink monitor"),
    name(65534, "ARPHRD_NONE", "no link layer"),
];
