//! `include/uapi/linux/tc_act/tc_ife.h`: the action that sends notes along with a packet.

use crate::uapi::ife::IFE_META;
use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::{Pad, U16},
    Layout,
    Meaning::{Flags, Number, Reserved},
    Order::Host,
    Set,
    Shape::{Hardware, Nested, Opaque, Struct},
    attr, field, set,
};

/// `TCA_IFE_…`: the options of an action that sends notes about a packet along with it.
#[rustfmt::skip]
pub static TCA_IFE: Set = set("TCA_IFE", &NLATTR, &[
    attr(1, "TCA_IFE_PARMS", Struct(&TC_IFE), "direction"),
    attr(2, "TCA_IFE_TM", Struct(&TCF_T), "times of use"),
    attr(3, "TCA_IFE_DMAC", Hardware, "destination address"),
    attr(4, "TCA_IFE_SMAC", Hardware, "source address"),
    attr(5, "TCA_IFE_TYPE", U16(Host).meaning(Flags(&[])), "protocol number of such frames"),
    attr(6, "TCA_IFE_METALST", Nested(&IFE_META), "the notes"),
    attr(7, "TCA_IFE_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_ife`
#[rustfmt::skip]
pub static TC_IFE: Layout = Layout {
    c_name: "tc_ife",
    header: "linux/tc_act/tc_ife.h",
    man: "tc-ife(8)",
    fields: &tc_gen::<7>(&[
        field(20, U16(Host), "flags", Number, "1: add the notes, 0: read them"),
        field(22, Pad(2), "(padding)", Reserved, "rounds the struct up to a multiple of 4"),
    ]),
};
const _: () = assert!(TC_IFE.size() == 24 && TC_IFE.has_no_hole());
