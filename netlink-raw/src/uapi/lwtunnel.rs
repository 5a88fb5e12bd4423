//! `include/uapi/linux/lwtunnel.h`, `mpls_iptunnel.h`, `seg6_iptunnel.h`: how a
//! route wraps packets.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Attr, CStruct, Kind,
    Kind::{S32, U8, U16, U32},
    Layout,
    Meaning::{Flags, Ip, Number, OneOf, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Flexible, Nested, Opaque, Structs},
    attr, field, name, number_of, set,
};

/// `LWTUNNEL_ENCAP_…`
#[rustfmt::skip]
pub const LWTUNNEL_ENCAP: &[Name] = &[
    name(0, "LWTUNNEL_ENCAP_NONE", "not at all"),
    name(1, "LWTUNNEL_ENCAP_MPLS", "behind MPLS labels"),
    name(2, "LWTUNNEL_ENCAP_IP", "in IPv4"),
    name(3, "LWTUNNEL_ENCAP_ILA", "by identifier-locator addressing"),
    name(4, "LWTUNNEL_ENCAP_IP6", "in IPv6"),
    name(5, "LWTUNNEL_ENCAP_SEG6", "with an IPv6 segment routing header"),
    name(6, "LWTUNNEL_ENCAP_BPF", "by a BPF program"),
    name(7, "LWTUNNEL_ENCAP_SEG6_LOCAL", "an action of IPv6 segment routing"),
    name(8, "LWTUNNEL_ENCAP_RPL", "with an RPL source routing header"),
    name(9, "LWTUNNEL_ENCAP_IOAM6", "with IPv6 operations data"),
    name(10, "LWTUNNEL_ENCAP_XFRM", "in an IPsec interface"),
];

/// The shape of an `…_ENCAP`, by the payload of the `…_ENCAP_TYPE` beside it.
///
/// The kernel writes the wrapping in front of its type
/// (`lwtunnel_fill_encap`), so in the kernel's messages the sibling is the
/// *next* attribute.
pub(crate) fn encap(encap_type: Option<&[u8]>) -> Shape {
    const MPLS: u64 = number_of(LWTUNNEL_ENCAP, "LWTUNNEL_ENCAP_MPLS");
    const IP: u64 = number_of(LWTUNNEL_ENCAP, "LWTUNNEL_ENCAP_IP");
    const IP6: u64 = number_of(LWTUNNEL_ENCAP, "LWTUNNEL_ENCAP_IP6");
    const SEG6: u64 = number_of(LWTUNNEL_ENCAP, "LWTUNNEL_ENCAP_SEG6");
    match encap_type.and_then(|bytes| U16(Host).read(bytes)) {
        Some(MPLS) => Nested(&MPLS_IPTUNNEL),
        Some(IP) => Nested(&LWTUNNEL_IP),
        Some(IP6) => Nested(&LWTUNNEL_IP6),
        Some(SEG6) => Nested(&SEG6_IPTUNNEL),
        _ => Opaque,
    }
}

/// `MPLS_IPTUNNEL_…`
#[rustfmt::skip]
pub static MPLS_IPTUNNEL: Set = set("MPLS_IPTUNNEL", &NLATTR, &[
    attr(1, "MPLS_IPTUNNEL_DST", Structs(&MPLS_LABEL), "the labels, outermost first"),
    attr(2, "MPLS_IPTUNNEL_TTL", U8.meaning(Unit("hops")), "the time to live of the labels"),
]);

/// `struct mpls_label` (`include/uapi/linux/mpls.h`, RFC 3032)
#[rustfmt::skip]
pub static MPLS_LABEL: Layout = Layout {
    c_name: "mpls_label",
    header: "linux/mpls.h",
    man: "ip-route(8)",
    fields: &[field(0, U32(Network), "entry", Flags(&[]), "20 bits of label, 3 of class, 1 that says it is the last, 8 of time to live")],
};

/// `LWTUNNEL_IP_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP: Set = set("LWTUNNEL_IP", &NLATTR, &[
    attr(1, "LWTUNNEL_IP_ID", Kind::U64(Network).meaning(Number), "the tunnel's number"),
    attr(2, "LWTUNNEL_IP_DST", Shape::Ip, "where the tunnel ends"),
    attr(3, "LWTUNNEL_IP_SRC", Shape::Ip, "where it begins"),
    attr(4, "LWTUNNEL_IP_TTL", U8.meaning(Unit("hops")), "the time to live of its packets"),
    attr(5, "LWTUNNEL_IP_TOS", U8.meaning(Number), "their type of service"),
    attr(6, "LWTUNNEL_IP_FLAGS", U16(Network).meaning(Flags(&[])), "how the tunnel behaves"),
    attr(7, "LWTUNNEL_IP_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(8, "LWTUNNEL_IP_OPTS", Opaque, "options of the tunnel's own protocol"),
]);

/// `LWTUNNEL_IP6_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP6: Set = set("LWTUNNEL_IP6", &NLATTR, &[
    attr(1, "LWTUNNEL_IP6_ID", Kind::U64(Network).meaning(Number), "the tunnel's number"),
    attr(2, "LWTUNNEL_IP6_DST", Shape::Ip, "where the tunnel ends"),
    attr(3, "LWTUNNEL_IP6_SRC", Shape::Ip, "where it begins"),
    attr(4, "LWTUNNEL_IP6_HOPLIMIT", U8.meaning(Unit("hops")), "the hop limit of its packets"),
    attr(5, "LWTUNNEL_IP6_TC", U8.meaning(Number), "their traffic class"),
    attr(6, "LWTUNNEL_IP6_FLAGS", U16(Network).meaning(Flags(&[])), "how the tunnel behaves"),
    attr(7, "LWTUNNEL_IP6_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(8, "LWTUNNEL_IP6_OPTS", Opaque, "options of the tunnel's own protocol"),
]);

/// `SEG6_IPTUNNEL_…`
#[rustfmt::skip]
pub static SEG6_IPTUNNEL: Set = set("SEG6_IPTUNNEL", &NLATTR, &[
    attr(1, "SEG6_IPTUNNEL_SRH", Flexible(&SEG6_IPTUNNEL_ENCAP, &SEGMENTS), "the mode and the header itself"),
    attr(2, "SEG6_IPTUNNEL_SRC", Shape::Ip, "the source address of its packets"),
]);

/// `struct seg6_iptunnel_encap`, with the `struct ipv6_sr_hdr` inside it.
#[rustfmt::skip]
pub static SEG6_IPTUNNEL_ENCAP: Layout = Layout {
    c_name: "seg6_iptunnel_encap",
    header: "linux/seg6_iptunnel.h",
    man: "ip-route(8)",
    fields: &[
        field(0, S32, "mode", OneOf(SEG6_IPTUN_MODE), "where the header goes"),
        field(4, U8, "nexthdr", Number, "what follows the header; filled in for each packet"),
        field(5, U8, "hdrlen", Unit("times 8 bytes"), "length of the header, without its first 8"),
        field(6, U8, "type", Number, "4: segment routing"),
        field(7, U8, "segments_left", Number, "how many segments are still to come"),
        field(8, U8, "first_segment", Number, "the place of the first in the list, which is in reverse"),
        field(9, U8, "flags", Flags(&[]), "how the header is treated"),
        field(10, U16(Network), "tag", Number, "a number for a class of packets"),
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

static SEGMENTS: Attr = attr(0, "segments", Structs(&IN6_ADDR), "the segments, the last one first");

/// `struct in6_addr`
#[rustfmt::skip]
static IN6_ADDR: Layout = Layout {
    c_name: "in6_addr",
    header: "linux/in6.h",
    man: "ipv6(7)",
    fields: &[field(0, Kind::Bytes(16), "s6_addr", Ip, "a segment")],
};

/// `SEG6_IPTUN_MODE_…`
#[rustfmt::skip]
pub const SEG6_IPTUN_MODE: &[Name] = &[
    name(0, "SEG6_IPTUN_MODE_INLINE", "into the packet"),
    name(1, "SEG6_IPTUN_MODE_ENCAP", "in front of the packet, in a new one"),
    name(2, "SEG6_IPTUN_MODE_L2ENCAP", "in front of the frame, in a new packet"),
    name(3, "SEG6_IPTUN_MODE_ENCAP_RED", "the same as ENCAP, without the first segment"),
    name(4, "SEG6_IPTUN_MODE_L2ENCAP_RED", "the same as L2ENCAP, without the first segment"),
];
