//! `include/uapi/linux/if_bonding.h`: modes and counters of a bond.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::U64,
    Meaning::Unit,
    Name,
    Order::Host,
    Set,
    Shape::{Nested, Opaque},
    attr, name, set,
};

/// `BOND_MODE_…`
#[rustfmt::skip]
pub const BOND_MODE: &[Name] = &[
    name(0, "BOND_MODE_ROUNDROBIN", "in turn"),
    name(1, "BOND_MODE_ACTIVEBACKUP", "one at a time"),
    name(2, "BOND_MODE_XOR", "by a hash of the packet"),
    name(3, "BOND_MODE_BROADCAST", "every packet on all members"),
    name(4, "BOND_MODE_8023AD", "by a hash, agreed by LACP"),
    name(5, "BOND_MODE_TLB", "outgoing by load"),
    name(6, "BOND_MODE_ALB", "outgoing and incoming by load"),
];

/// `BOND_XSTATS_…`
#[rustfmt::skip]
pub static BOND_XSTATS: Set = set("BOND_XSTATS", &NLATTR, &[
    attr(1, "BOND_XSTATS_3AD", Nested(&BOND_3AD_STAT), "packets of LACP"),
]);

/// `BOND_3AD_STAT_…`
#[rustfmt::skip]
pub static BOND_3AD_STAT: Set = set("BOND_3AD_STAT", &NLATTR, &[
    attr(0, "BOND_3AD_STAT_LACPDU_RX", U64(Host).meaning(Unit("packets")), "LACP, received"),
    attr(1, "BOND_3AD_STAT_LACPDU_TX", U64(Host).meaning(Unit("packets")), "LACP, sent"),
    attr(2, "BOND_3AD_STAT_LACPDU_UNKNOWN_RX", U64(Host).meaning(Unit("packets")), "of an unknown kind, received"),
    attr(3, "BOND_3AD_STAT_LACPDU_ILLEGAL_RX", U64(Host).meaning(Unit("packets")), "invalid, received"),
    attr(4, "BOND_3AD_STAT_MARKER_RX", U64(Host).meaning(Unit("packets")), "marker, received"),
    attr(5, "BOND_3AD_STAT_MARKER_TX", U64(Host).meaning(Unit("packets")), "marker, sent"),
    attr(6, "BOND_3AD_STAT_MARKER_RESP_RX", U64(Host).meaning(Unit("packets")), "marker response, received"),
    attr(7, "BOND_3AD_STAT_MARKER_RESP_TX", U64(Host).meaning(Unit("packets")), "marker response, sent"),
    attr(8, "BOND_3AD_STAT_MARKER_UNKNOWN_RX", U64(Host).meaning(Unit("packets")), "marker of an unknown kind, received"),
    attr(9, "BOND_3AD_STAT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);
