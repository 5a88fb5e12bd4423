//! `include/uapi/linux/tc_act/tc_ctinfo.h`: the action that restores what a connection's mark holds.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_GEN, TCF_T};
use crate::wire::{
    Kind::{U16, U32, U64},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, set,
};

/// `TCA_CTINFO_…`: the options of an action that restores what a connection's mark holds.
#[rustfmt::skip]
pub static TCA_CTINFO: Set = set("TCA_CTINFO", &NLATTR, &[
    attr(1, "TCA_CTINFO_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(2, "TCA_CTINFO_TM", Struct(&TCF_T), "times of use"),
    attr(3, "TCA_CTINFO_ACT", Struct(&TC_CTINFO), "references"),
    attr(4, "TCA_CTINFO_ZONE", U16(Host).meaning(Number), "zone of the connection"),
    attr(5, "TCA_CTINFO_PARMS_DSCP_MASK", U32(Host).meaning(Flags(&[])), "bits of the mark with the DSCP"),
    attr(6, "TCA_CTINFO_PARMS_DSCP_STATEMASK", U32(Host).meaning(Flags(&[])), "bits that say there is one"),
    attr(7, "TCA_CTINFO_PARMS_CPMARK_MASK", U32(Host).meaning(Flags(&[])), "bits copied to the packet's mark"),
    attr(8, "TCA_CTINFO_STATS_DSCP_SET", U64(Host).meaning(Unit("packets")), "that got a DSCP"),
    attr(9, "TCA_CTINFO_STATS_DSCP_ERROR", U64(Host).meaning(Unit("packets")), "that could not be changed"),
    attr(10, "TCA_CTINFO_STATS_CPMARK_SET", U64(Host).meaning(Unit("packets")), "that got a mark"),
]);

/// `struct tc_ctinfo`
#[rustfmt::skip]
pub static TC_CTINFO: Layout = Layout {
    c_name: "tc_ctinfo",
    header: "linux/tc_act/tc_ctinfo.h",
    man: "tc-ctinfo(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_CTINFO.size() == 20 && TC_CTINFO.has_no_hole());
