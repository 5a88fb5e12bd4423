//! `include/uapi/linux/tc_act/tc_skbmod.h`: the action that changes the header of a frame.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::{Pad, U16, U64},
    Layout,
    Meaning::{Flags, Reserved},
    Name,
    Order::Host,
    Set,
    Shape::{Hardware, Opaque, Struct},
    attr, field, name, set,
};

/// `TCA_SKBMOD_…`: the options of an action that changes the header of a frame.
#[rustfmt::skip]
pub static TCA_SKBMOD: Set = set("TCA_SKBMOD", &NLATTR, &[
    attr(1, "TCA_SKBMOD_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_SKBMOD_PARMS", Struct(&TC_SKBMOD), "what is changed"),
    attr(3, "TCA_SKBMOD_DMAC", Hardware, "destination address"),
    attr(4, "TCA_SKBMOD_SMAC", Hardware, "source address"),
    attr(5, "TCA_SKBMOD_ETYPE", U16(Host).meaning(Flags(&[])), "protocol"),
    attr(6, "TCA_SKBMOD_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_skbmod`
#[rustfmt::skip]
pub static TC_SKBMOD: Layout = Layout {
    c_name: "tc_skbmod",
    header: "linux/tc_act/tc_skbmod.h",
    man: "tc-skbmod(8)",
    fields: &tc_gen::<7>(&[
        field(20, Pad(4), "(padding)", Reserved, "aligns the next field to 8 bytes"),
        field(24, U64(Host), "flags", Flags(SKBMOD_F), "what is changed"),
    ]),
};
const _: () = assert!(TC_SKBMOD.size() == 32 && TC_SKBMOD.has_no_hole());

/// `SKBMOD_F_…`
#[rustfmt::skip]
pub const SKBMOD_F: &[Name] = &[
    name(0x1, "SKBMOD_F_DMAC", "destination address"),
    name(0x2, "SKBMOD_F_SMAC", "source address"),
    name(0x4, "SKBMOD_F_ETYPE", "protocol"),
    name(0x8, "SKBMOD_F_SWAPMAC", "addresses are swapped"),
    name(0x10, "SKBMOD_F_ECN", "congestion is marked"),
];
