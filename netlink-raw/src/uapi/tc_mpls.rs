//! `include/uapi/linux/tc_act/tc_mpls.h`: the action that changes MPLS labels.

use crate::uapi::if_ether::ETH_P;
use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::{S32, U8, U16, U32},
    Layout,
    Meaning::{Number, OneOf, Unit},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{Opaque, Struct},
    attr, field, name, set,
};

/// `TCA_MPLS_…`: the options of an action that changes MPLS labels.
#[rustfmt::skip]
pub static TCA_MPLS: Set = set("TCA_MPLS", &NLATTR, &[
    attr(1, "TCA_MPLS_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_MPLS_PARMS", Struct(&TC_MPLS), "what to do"),
    attr(3, "TCA_MPLS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(4, "TCA_MPLS_PROTO", U16(Network).meaning(OneOf(ETH_P)), "protocol of the packet afterwards"),
    attr(5, "TCA_MPLS_LABEL", U32(Host).meaning(Number), "label"),
    attr(6, "TCA_MPLS_TC", U8.meaning(Number), "traffic class"),
    attr(7, "TCA_MPLS_TTL", U8.meaning(Unit("hops")), "time to live"),
    attr(8, "TCA_MPLS_BOS", U8.meaning(Number), "1 for the last label"),
]);

/// `struct tc_mpls`
#[rustfmt::skip]
pub static TC_MPLS: Layout = Layout {
    c_name: "tc_mpls",
    header: "linux/tc_act/tc_mpls.h",
    man: "tc-mpls(8)",
    fields: &tc_gen::<6>(&[
        field(20, S32, "m_action", OneOf(TCA_MPLS_ACT), "what to do"),
    ]),
};
const _: () = assert!(TC_MPLS.size() == 24 && TC_MPLS.has_no_hole());

/// `TCA_MPLS_ACT_…`
#[rustfmt::skip]
pub const TCA_MPLS_ACT: &[Name] = &[
    name(1, "TCA_MPLS_ACT_POP", "remove the label"),
    name(2, "TCA_MPLS_ACT_PUSH", "add a label"),
    name(3, "TCA_MPLS_ACT_MODIFY", "change the label"),
    name(4, "TCA_MPLS_ACT_DEC_TTL", "count down the time to live"),
    name(5, "TCA_MPLS_ACT_MAC_PUSH", "add a label before the frame"),
];
