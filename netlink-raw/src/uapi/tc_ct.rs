//! `include/uapi/linux/tc_act/tc_ct.h`: the action that tracks connections.

use crate::uapi::in_::IPPROTO;
use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_GEN, TCF_T};
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    Kind::{U8, U16, U32},
    Layout,
    Meaning::{Flags, Number, OneOf},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{Id, Ip, Opaque, Struct, Text},
    attr, name, set,
};

/// `TCA_CT_…`: the options of an action that tracks connections.
#[rustfmt::skip]
pub static TCA_CT: Set = set("TCA_CT", &NLATTR, &[
    attr(1, "TCA_CT_PARMS", Struct(&TC_CT), "references"),
    attr(2, "TCA_CT_TM", Struct(&TCF_T), "times of use"),
    attr(3, "TCA_CT_ACTION", U16(Host).meaning(Flags(TCA_CT_ACT)), "what to do"),
    attr(4, "TCA_CT_ZONE", U16(Host).meaning(Number), "zone"),
    attr(5, "TCA_CT_MARK", U32(Host).meaning(Flags(&[])), "mark of the connection"),
    attr(6, "TCA_CT_MARK_MASK", U32(Host).meaning(Flags(&[])), "its mask"),
    attr(7, "TCA_CT_LABELS", Id, "labels of the connection"),
    attr(8, "TCA_CT_LABELS_MASK", Id, "their mask"),
    attr(9, "TCA_CT_NAT_IPV4_MIN", Ip, "first address for the translation"),
    attr(10, "TCA_CT_NAT_IPV4_MAX", Ip, "last address"),
    attr(11, "TCA_CT_NAT_IPV6_MIN", Ip, "first address for the translation"),
    attr(12, "TCA_CT_NAT_IPV6_MAX", Ip, "last address"),
    attr(13, "TCA_CT_NAT_PORT_MIN", U16(Network).meaning(Number), "first port"),
    attr(14, "TCA_CT_NAT_PORT_MAX", U16(Network).meaning(Number), "last port"),
    attr(15, "TCA_CT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(16, "TCA_CT_HELPER_NAME", Text, "helper for a protocol with several connections"),
    attr(17, "TCA_CT_HELPER_FAMILY", U8.meaning(OneOf(FAMILIES)), "its address family"),
    attr(18, "TCA_CT_HELPER_PROTO", U8.meaning(OneOf(IPPROTO)), "its protocol"),
]);

/// `struct tc_ct`
#[rustfmt::skip]
pub static TC_CT: Layout = Layout {
    c_name: "tc_ct",
    header: "linux/tc_act/tc_ct.h",
    man: "tc-ct(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_CT.size() == 20 && TC_CT.has_no_hole());

/// `TCA_CT_ACT_…`
#[rustfmt::skip]
pub const TCA_CT_ACT: &[Name] = &[
    name(0x1, "TCA_CT_ACT_COMMIT", "remember the connection"),
    name(0x2, "TCA_CT_ACT_FORCE", "even if its direction changes"),
    name(0x4, "TCA_CT_ACT_CLEAR", "forget what the packet belongs to"),
    name(0x8, "TCA_CT_ACT_NAT", "translate addresses"),
    name(0x10, "TCA_CT_ACT_NAT_SRC", "of the source"),
    name(0x20, "TCA_CT_ACT_NAT_DST", "of the destination"),
];
