//! `include/uapi/linux/if_ether.h`: what an Ethernet frame carries.

use crate::wire::{Name, name};

pub const ETH_P_IP: u64 = 0x0800;
pub const ETH_P_IPV6: u64 = 0x86dd;

/// `ETH_P_…`: what a frame carries.
#[rustfmt::skip]
pub const ETH_P: &[Name] = &[
    name(0, "none", "nothing in particular"),
    name(0x0003, "ETH_P_ALL", "everything"),
    name(ETH_P_IP, "ETH_P_IP", "IPv4"),
    name(0x0806, "ETH_P_ARP", "ARP"),
    name(0x8100, "ETH_P_8021Q", "VLAN tag"),
    name(ETH_P_IPV6, "ETH_P_IPV6", "IPv6"),
    name(0x8847, "ETH_P_MPLS_UC", "MPLS"),
    name(0x88a8, "ETH_P_8021AD", "provider VLAN tag"),
];
