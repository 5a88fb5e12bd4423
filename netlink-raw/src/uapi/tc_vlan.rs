//! `include/uapi/linux/tc_act/tc_vlan.h`: the action that changes VLAN tags.

use crate::uapi::if_ether::ETH_P;
use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::{S32, U8, U16},
    Layout,
    Meaning::{Number, OneOf},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{Hardware, Opaque, Struct},
    attr, field, name, set,
};

/// `TCA_VLAN_…`: the options of an action that changes VLAN tags.
#[rustfmt::skip]
pub static TCA_VLAN: Set = set("TCA_VLAN", &NLATTR, &[
    attr(1, "TCA_VLAN_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_VLAN_PARMS", Struct(&TC_VLAN), "what to do"),
    attr(3, "TCA_VLAN_PUSH_VLAN_ID", U16(Host).meaning(Number), "VLAN ID"),
    attr(4, "TCA_VLAN_PUSH_VLAN_PROTOCOL", U16(Network).meaning(OneOf(ETH_P)), "type of tag"),
    attr(5, "TCA_VLAN_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(6, "TCA_VLAN_PUSH_VLAN_PRIORITY", U8.meaning(Number), "priority"),
    attr(7, "TCA_VLAN_PUSH_ETH_DST", Hardware, "destination address of a new frame header"),
    attr(8, "TCA_VLAN_PUSH_ETH_SRC", Hardware, "source address of it"),
]);

/// `struct tc_vlan`
#[rustfmt::skip]
pub static TC_VLAN: Layout = Layout {
    c_name: "tc_vlan",
    header: "linux/tc_act/tc_vlan.h",
    man: "tc-vlan(8)",
    fields: &tc_gen::<6>(&[
        field(20, S32, "v_action", OneOf(TCA_VLAN_ACT), "what to do"),
    ]),
};
const _: () = assert!(TC_VLAN.size() == 24 && TC_VLAN.has_no_hole());

/// `TCA_VLAN_ACT_…`
#[rustfmt::skip]
pub const TCA_VLAN_ACT: &[Name] = &[
    name(1, "TCA_VLAN_ACT_POP", "remove the tag"),
    name(2, "TCA_VLAN_ACT_PUSH", "add a tag"),
    name(3, "TCA_VLAN_ACT_MODIFY", "change the tag"),
    name(4, "TCA_VLAN_ACT_POP_ETH", "remove the frame header"),
    name(5, "TCA_VLAN_ACT_PUSH_ETH", "add a frame header"),
];
