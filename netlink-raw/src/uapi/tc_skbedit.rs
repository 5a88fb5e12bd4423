//! `include/uapi/linux/tc_act/tc_skbedit.h`: the action that changes the kernel's notes about a packet.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_GEN, TCF_T};
use crate::wire::{
    Kind::{U16, U32, U64},
    Layout,
    Meaning::{Flags, Number},
    Name,
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, name, set,
};

/// `TCA_SKBEDIT_…`: the options of an action that changes what the kernel notes about a packet.
#[rustfmt::skip]
pub static TCA_SKBEDIT: Set = set("TCA_SKBEDIT", &NLATTR, &[
    attr(1, "TCA_SKBEDIT_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_SKBEDIT_PARMS", Struct(&TC_SKBEDIT), "references"),
    attr(3, "TCA_SKBEDIT_PRIORITY", U32(Host).meaning(Flags(&[])), "priority"),
    attr(4, "TCA_SKBEDIT_QUEUE_MAPPING", U16(Host).meaning(Number), "transmit queue"),
    attr(5, "TCA_SKBEDIT_MARK", U32(Host).meaning(Flags(&[])), "firewall mark"),
    attr(6, "TCA_SKBEDIT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(7, "TCA_SKBEDIT_PTYPE", U16(Host).meaning(Number), "for: 0 this host, 1 all, 2 a group, 3 others"),
    attr(8, "TCA_SKBEDIT_MASK", U32(Host).meaning(Flags(&[])), "mask of the mark"),
    attr(9, "TCA_SKBEDIT_FLAGS", U64(Host).meaning(Flags(SKBEDIT_F)), "what is changed"),
    attr(10, "TCA_SKBEDIT_QUEUE_MAPPING_MAX", U16(Host).meaning(Number), "last transmit queue of the range"),
]);

/// `struct tc_skbedit`
#[rustfmt::skip]
pub static TC_SKBEDIT: Layout = Layout {
    c_name: "tc_skbedit",
    header: "linux/tc_act/tc_skbedit.h",
    man: "tc-skbedit(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_SKBEDIT.size() == 20 && TC_SKBEDIT.has_no_hole());

/// `SKBEDIT_F_…`
#[rustfmt::skip]
pub const SKBEDIT_F: &[Name] = &[
    name(0x1, "SKBEDIT_F_PRIORITY", "priority"),
    name(0x2, "SKBEDIT_F_QUEUE_MAPPING", "transmit queue"),
    name(0x4, "SKBEDIT_F_MARK", "firewall mark"),
    name(0x8, "SKBEDIT_F_PTYPE", "packet type"),
    name(0x10, "SKBEDIT_F_MASK", "mask of the mark"),
    name(0x20, "SKBEDIT_F_INHERITDSFIELD", "priority from the type of service"),
    name(0x40, "SKBEDIT_F_TXQ_SKBHASH", "transmit queue by hash"),
];
