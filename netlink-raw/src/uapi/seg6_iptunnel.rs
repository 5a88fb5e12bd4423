//! `include/uapi/linux/seg6_iptunnel.h`: routes that add an IPv6 segment routing header.

use crate::uapi::netlink::NLATTR;
use crate::uapi::seg6::SEGMENTS;
use crate::wire::{
    CStruct,
    Kind::{S32, U8, U16},
    Layout,
    Meaning::{Flags, Number, OneOf, Unit},
    Member, Name,
    Order::Network,
    Set,
    Shape::{Flexible, Ip},
    attr, field, name, set,
};

pub const SEG6_IPTUNNEL_SRH: u16 = 1;

/// `SEG6_IPTUNNEL_…`
#[rustfmt::skip]
pub static SEG6_IPTUNNEL: Set = set("SEG6_IPTUNNEL", &NLATTR, &[
    attr(SEG6_IPTUNNEL_SRH, "SEG6_IPTUNNEL_SRH", Flexible(&SEG6_IPTUNNEL_ENCAP, &SEGMENTS), "mode and segment routing header"),
    attr(2, "SEG6_IPTUNNEL_SRC", Ip, "source address of the packets"),
]);

/// `struct seg6_iptunnel_encap`, with the `struct ipv6_sr_hdr` inside it.
#[rustfmt::skip]
pub static SEG6_IPTUNNEL_ENCAP: Layout = Layout {
    c_name: "seg6_iptunnel_encap",
    header: "linux/seg6_iptunnel.h",
    man: "ip-route(8)",
    fields: &[
        field(0, S32, "mode", OneOf(SEG6_IPTUN_MODE), "where the header is added"),
        field(4, U8, "nexthdr", Number, "next header, set for each packet"),
        field(5, U8, "hdrlen", Unit("times 8 bytes"), "header length, minus the first 8 bytes"),
        field(6, U8, "type", Number, "4: segment routing"),
        field(7, U8, "segments_left", Number, "segments still to visit"),
        field(8, U8, "first_segment", Number, "index of the first, the list is reversed"),
        field(9, U8, "flags", Flags(&[]), "flags of the header"),
        field(10, U16(Network), "tag", Number, "tag for a class of packets"),
    ],
};
const _: () = assert!(SEG6_IPTUNNEL_ENCAP.size() == 12 && SEG6_IPTUNNEL_ENCAP.has_no_hole());

/// `struct seg6_iptunnel_encap`: the type of its members; its table is [`SEG6_IPTUNNEL_ENCAP`].
#[doc(alias = "seg6_iptunnel_encap")]
pub enum Seg6IptunnelEncap {}

impl CStruct for Seg6IptunnelEncap {
    const LAYOUT: &'static Layout = &SEG6_IPTUNNEL_ENCAP;
}

/// `mode`
pub const SEG6_IPTUNNEL_ENCAP_MODE: Member<Seg6IptunnelEncap> = Member::named("mode");
/// `first_segment`
pub const SEG6_IPTUNNEL_ENCAP_FIRST_SEGMENT: Member<Seg6IptunnelEncap> =
    Member::named("first_segment");

/// `SEG6_IPTUN_MODE_…`
#[rustfmt::skip]
pub const SEG6_IPTUN_MODE: &[Name] = &[
    name(0, "SEG6_IPTUN_MODE_INLINE", "into the packet"),
    name(1, "SEG6_IPTUN_MODE_ENCAP", "around the packet"),
    name(2, "SEG6_IPTUN_MODE_L2ENCAP", "around the frame"),
    name(3, "SEG6_IPTUN_MODE_ENCAP_RED", "like ENCAP, without the first segment"),
    name(4, "SEG6_IPTUN_MODE_L2ENCAP_RED", "like L2ENCAP, without the first segment"),
];
