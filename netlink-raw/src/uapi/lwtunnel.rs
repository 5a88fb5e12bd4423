//! `include/uapi/linux/lwtunnel.h`: how a route encapsulates packets.

use crate::uapi::ila::ILA_ATTR;
use crate::uapi::ioam6_iptunnel::IOAM6_IPTUNNEL;
use crate::uapi::mpls_iptunnel::MPLS_IPTUNNEL;
use crate::uapi::netlink::NLATTR;
use crate::uapi::rpl_iptunnel::RPL_IPTUNNEL;
use crate::uapi::seg6_iptunnel::SEG6_IPTUNNEL;
use crate::uapi::seg6_local::SEG6_LOCAL;
use crate::wire::{
    Context,
    Kind::{U8, U16, U32, U64},
    Meaning::{Flags, Interface, Number, Unit},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Id, Ip, Nested, Opaque, Text},
    attr, name, set,
};

pub const LWTUNNEL_ENCAP_MPLS: u64 = 1;
pub const LWTUNNEL_ENCAP_IP: u64 = 2;
pub const LWTUNNEL_ENCAP_ILA: u64 = 3;
pub const LWTUNNEL_ENCAP_IP6: u64 = 4;
pub const LWTUNNEL_ENCAP_SEG6: u64 = 5;
pub const LWTUNNEL_ENCAP_BPF: u64 = 6;
pub const LWTUNNEL_ENCAP_SEG6_LOCAL: u64 = 7;
pub const LWTUNNEL_ENCAP_RPL: u64 = 8;
pub const LWTUNNEL_ENCAP_IOAM6: u64 = 9;
pub const LWTUNNEL_ENCAP_XFRM: u64 = 10;

/// `LWTUNNEL_ENCAP_…`
#[rustfmt::skip]
pub const LWTUNNEL_ENCAP: &[Name] = &[
    name(0, "LWTUNNEL_ENCAP_NONE", "none"),
    name(LWTUNNEL_ENCAP_MPLS, "LWTUNNEL_ENCAP_MPLS", "MPLS labels"),
    name(LWTUNNEL_ENCAP_IP, "LWTUNNEL_ENCAP_IP", "IPv4 tunnel"),
    name(LWTUNNEL_ENCAP_ILA, "LWTUNNEL_ENCAP_ILA", "identifier-locator addressing"),
    name(LWTUNNEL_ENCAP_IP6, "LWTUNNEL_ENCAP_IP6", "IPv6 tunnel"),
    name(LWTUNNEL_ENCAP_SEG6, "LWTUNNEL_ENCAP_SEG6", "IPv6 segment routing header"),
    name(LWTUNNEL_ENCAP_BPF, "LWTUNNEL_ENCAP_BPF", "BPF program"),
    name(LWTUNNEL_ENCAP_SEG6_LOCAL, "LWTUNNEL_ENCAP_SEG6_LOCAL", "IPv6 segment routing action"),
    name(LWTUNNEL_ENCAP_RPL, "LWTUNNEL_ENCAP_RPL", "RPL source routing header"),
    name(LWTUNNEL_ENCAP_IOAM6, "LWTUNNEL_ENCAP_IOAM6", "IPv6 in-situ OAM data"),
    name(LWTUNNEL_ENCAP_XFRM, "LWTUNNEL_ENCAP_XFRM", "IPsec interface"),
];

/// The shape of an `…_ENCAP`, given the payload of the `…_ENCAP_TYPE` beside it: one of
/// [`ENCAPS`].
///
/// The kernel writes the encapsulation before its type (`lwtunnel_fill_encap`), so in messages
/// from the kernel the sibling is the *next* attribute.
pub(crate) fn encap(context: &Context<'_>, set: &Set, number: u16) -> Shape {
    let encap_type = context.find(set, context.around, number);
    match encap_type.and_then(|bytes| U16(Host).read_in(context.endian, bytes)) {
        Some(LWTUNNEL_ENCAP_MPLS) => Nested(&MPLS_IPTUNNEL),
        Some(LWTUNNEL_ENCAP_IP) => Nested(&LWTUNNEL_IP),
        Some(LWTUNNEL_ENCAP_IP6) => Nested(&LWTUNNEL_IP6),
        Some(LWTUNNEL_ENCAP_SEG6) => Nested(&SEG6_IPTUNNEL),
        Some(LWTUNNEL_ENCAP_ILA) => Nested(&ILA_ATTR),
        Some(LWTUNNEL_ENCAP_BPF) => Nested(&LWT_BPF),
        Some(LWTUNNEL_ENCAP_SEG6_LOCAL) => Nested(&SEG6_LOCAL),
        Some(LWTUNNEL_ENCAP_RPL) => Nested(&RPL_IPTUNNEL),
        Some(LWTUNNEL_ENCAP_IOAM6) => Nested(&IOAM6_IPTUNNEL),
        Some(LWTUNNEL_ENCAP_XFRM) => Nested(&LWT_XFRM),
        _ => Opaque,
    }
}

/// The encapsulations that are laid out, and bytes.
#[rustfmt::skip]
pub(crate) const ENCAPS: &[Shape] = &[
    Nested(&MPLS_IPTUNNEL), Nested(&LWTUNNEL_IP), Nested(&LWTUNNEL_IP6), Nested(&SEG6_IPTUNNEL),
    Nested(&ILA_ATTR), Nested(&LWT_BPF), Nested(&SEG6_LOCAL), Nested(&RPL_IPTUNNEL),
    Nested(&IOAM6_IPTUNNEL), Nested(&LWT_XFRM), Opaque,
];

/// `LWTUNNEL_IP_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP: Set = set("LWTUNNEL_IP", &NLATTR, &[
    attr(1, "LWTUNNEL_IP_ID", U64(Network).meaning(Number), "tunnel ID"),
    attr(2, "LWTUNNEL_IP_DST", Ip, "remote end of the tunnel"),
    attr(3, "LWTUNNEL_IP_SRC", Ip, "local end of the tunnel"),
    attr(4, "LWTUNNEL_IP_TTL", U8.meaning(Unit("hops")), "time to live of the packets"),
    attr(5, "LWTUNNEL_IP_TOS", U8.meaning(Number), "type of service of the packets"),
    attr(6, "LWTUNNEL_IP_FLAGS", U16(Network).meaning(Flags(&[])), "flags of the tunnel"),
    attr(7, "LWTUNNEL_IP_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(8, "LWTUNNEL_IP_OPTS", Nested(&LWTUNNEL_IP_OPTS), "options of the tunnel protocol"),
]);

/// `LWTUNNEL_IP6_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP6: Set = set("LWTUNNEL_IP6", &NLATTR, &[
    attr(1, "LWTUNNEL_IP6_ID", U64(Network).meaning(Number), "tunnel ID"),
    attr(2, "LWTUNNEL_IP6_DST", Ip, "remote end of the tunnel"),
    attr(3, "LWTUNNEL_IP6_SRC", Ip, "local end of the tunnel"),
    attr(4, "LWTUNNEL_IP6_HOPLIMIT", U8.meaning(Unit("hops")), "hop limit of the packets"),
    attr(5, "LWTUNNEL_IP6_TC", U8.meaning(Number), "traffic class of the packets"),
    attr(6, "LWTUNNEL_IP6_FLAGS", U16(Network).meaning(Flags(&[])), "flags of the tunnel"),
    attr(7, "LWTUNNEL_IP6_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(8, "LWTUNNEL_IP6_OPTS", Nested(&LWTUNNEL_IP_OPTS), "options of the tunnel protocol"),
]);

/// `LWTUNNEL_IP_OPTS_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP_OPTS: Set = set("LWTUNNEL_IP_OPTS", &NLATTR, &[
    attr(1, "LWTUNNEL_IP_OPTS_GENEVE", Nested(&LWTUNNEL_IP_OPT_GENEVE), "GENEVE option"),
    attr(2, "LWTUNNEL_IP_OPTS_VXLAN", Nested(&LWTUNNEL_IP_OPT_VXLAN), "VXLAN option"),
    attr(3, "LWTUNNEL_IP_OPTS_ERSPAN", Nested(&LWTUNNEL_IP_OPT_ERSPAN), "ERSPAN option"),
]);

/// `LWTUNNEL_IP_OPT_GENEVE_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP_OPT_GENEVE: Set = set("LWTUNNEL_IP_OPT_GENEVE", &NLATTR, &[
    attr(1, "LWTUNNEL_IP_OPT_GENEVE_CLASS", U16(Network).meaning(Flags(&[])), "who defines the type"),
    attr(2, "LWTUNNEL_IP_OPT_GENEVE_TYPE", U8.meaning(Number), "type"),
    attr(3, "LWTUNNEL_IP_OPT_GENEVE_DATA", Id, "data"),
]);

/// `LWTUNNEL_IP_OPT_VXLAN_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP_OPT_VXLAN: Set = set("LWTUNNEL_IP_OPT_VXLAN", &NLATTR, &[
    attr(1, "LWTUNNEL_IP_OPT_VXLAN_GBP", U32(Host).meaning(Number), "group of the policy"),
]);

/// `LWTUNNEL_IP_OPT_ERSPAN_…`
#[rustfmt::skip]
pub static LWTUNNEL_IP_OPT_ERSPAN: Set = set("LWTUNNEL_IP_OPT_ERSPAN", &NLATTR, &[
    attr(1, "LWTUNNEL_IP_OPT_ERSPAN_VER", U8.meaning(Number), "version"),
    attr(2, "LWTUNNEL_IP_OPT_ERSPAN_INDEX", U32(Network).meaning(Number), "port that is mirrored (version 1)"),
    attr(3, "LWTUNNEL_IP_OPT_ERSPAN_DIR", U8.meaning(Number), "0: incoming traffic, 1: outgoing"),
    attr(4, "LWTUNNEL_IP_OPT_ERSPAN_HWID", U8.meaning(Number), "mirroring hardware (version 2)"),
]);

/// `LWT_BPF_…`
#[rustfmt::skip]
pub static LWT_BPF: Set = set("LWT_BPF", &NLATTR, &[
    attr(1, "LWT_BPF_IN", Nested(&LWT_BPF_PROG), "program for incoming packets"),
    attr(2, "LWT_BPF_OUT", Nested(&LWT_BPF_PROG), "program for outgoing packets"),
    attr(3, "LWT_BPF_XMIT", Nested(&LWT_BPF_PROG), "program that may send packets elsewhere"),
    attr(4, "LWT_BPF_XMIT_HEADROOM", U32(Host).meaning(Unit("bytes")), "space needed before a packet"),
]);

/// `LWT_BPF_PROG_…`
#[rustfmt::skip]
pub static LWT_BPF_PROG: Set = set("LWT_BPF_PROG", &NLATTR, &[
    attr(1, "LWT_BPF_PROG_FD", U32(Host).meaning(Number), "request: file descriptor of the program"),
    attr(2, "LWT_BPF_PROG_NAME", Text, "name of the program"),
]);

/// `LWT_XFRM_…`
#[rustfmt::skip]
pub static LWT_XFRM: Set = set("LWT_XFRM", &NLATTR, &[
    attr(1, "LWT_XFRM_IF_ID", U32(Host).meaning(Number), "links it with IPsec policies"),
    attr(2, "LWT_XFRM_LINK", U32(Host).meaning(Interface), "interface below"),
]);
