//! `include/uapi/linux/tc_act/tc_csum.h`: the action that computes checksums.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::U32,
    Layout,
    Meaning::Flags,
    Name,
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, field, name, set,
};

/// `TCA_CSUM_…`: the options of an action that computes checksums.
#[rustfmt::skip]
pub static TCA_CSUM: Set = set("TCA_CSUM", &NLATTR, &[
    attr(1, "TCA_CSUM_PARMS", Struct(&TC_CSUM), "which ones"),
    attr(2, "TCA_CSUM_TM", Struct(&TCF_T), "times of use"),
    attr(3, "TCA_CSUM_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_csum`
#[rustfmt::skip]
pub static TC_CSUM: Layout = Layout {
    c_name: "tc_csum",
    header: "linux/tc_act/tc_csum.h",
    man: "tc-csum(8)",
    fields: &tc_gen::<6>(&[
        field(20, U32(Host), "update_flags", Flags(TCA_CSUM_UPDATE_FLAG), "checksums to compute"),
    ]),
};
const _: () = assert!(TC_CSUM.size() == 24 && TC_CSUM.has_no_hole());

/// `TCA_CSUM_UPDATE_FLAG_…`
#[rustfmt::skip]
pub const TCA_CSUM_UPDATE_FLAG: &[Name] = &[
    name(0x1, "TCA_CSUM_UPDATE_FLAG_IPV4HDR", "IPv4 header"),
    name(0x2, "TCA_CSUM_UPDATE_FLAG_ICMP", "ICMP"),
    name(0x4, "TCA_CSUM_UPDATE_FLAG_IGMP", "IGMP"),
    name(0x8, "TCA_CSUM_UPDATE_FLAG_TCP", "TCP"),
    name(0x10, "TCA_CSUM_UPDATE_FLAG_UDP", "UDP"),
    name(0x20, "TCA_CSUM_UPDATE_FLAG_UDPLITE", "UDP-Lite"),
    name(0x40, "TCA_CSUM_UPDATE_FLAG_SCTP", "SCTP"),
];
