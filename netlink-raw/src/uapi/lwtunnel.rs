//! `include/uapi/linux/lwtunnel.h`: how a route encapsulates packets.

use crate::uapi::mpls_iptunnel::MPLS_IPTUNNEL;
use crate::uapi::netlink::NLATTR;
use crate::uapi::seg6_iptunnel::SEG6_IPTUNNEL;
use crate::wire::{
    Context,
    Kind::{U8, U16, U64},
    Meaning::{Flags, Number, Unit},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Ip, Nested, Opaque},
    attr, name, set,
};

pub const LWTUNNEL_ENCAP_MPLS: u64 = 1;
pub const LWTUNNEL_ENCAP_IP: u64 = 2;
pub const LWTUNNEL_ENCAP_IP6: u64 = 4;
pub const LWTUNNEL_ENCAP_SEG6: u64 = 5;

/// `LWTUNNEL_ENCAP_…`
#[rustfmt::skip]
pub const LWTUNNEL_ENCAP: &[Name] = &[
    name(0, "LWTUNNEL_ENCAP_NONE", "none"),
    name(LWTUNNEL_ENCAP_MPLS, "LWTUNNEL_ENCAP_MPLS", "MPLS labels"),
    name(LWTUNNEL_ENCAP_IP, "LWTUNNEL_ENCAP_IP", "IPv4 tunnel"),
    name(3, "LWTUNNEL_ENCAP_ILA", "identifier-locator addressing"),
    name(LWTUNNEL_ENCAP_IP6, "LWTUNNEL_ENCAP_IP6", "IPv6 tunnel"),
    name(LWTUNNEL_ENCAP_SEG6, "LWTUNNEL_ENCAP_SEG6", "IPv6 segment routing header"),
    name(6, "LWTUNNEL_ENCAP_BPF", "BPF program"),
    name(7, "LWTUNNEL_ENCAP_SEG6_LOCAL", "IPv6 segment routing action"),
    name(8, "LWTUNNEL_ENCAP_RPL", "RPL source routing header"),
    name(9, "LWTUNNEL_ENCAP_IOAM6", "IPv6 in-situ OAM data"),
    name(10, "LWTUNNEL_ENCAP_XFRM", "IPsec interface"),
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
        _ => Opaque,
    }
}

/// The encapsulations that are laid out, and bytes.
#[rustfmt::skip]
pub(crate) const ENCAPS: &[Shape] = &[
    Nested(&MPLS_IPTUNNEL), Nested(&LWTUNNEL_IP), Nested(&LWTUNNEL_IP6), Nested(&SEG6_IPTUNNEL),
    Opaque,
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
    attr(8, "LWTUNNEL_IP_OPTS", Opaque, "options of the tunnel protocol"),
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
    attr(8, "LWTUNNEL_IP6_OPTS", Opaque, "options of the tunnel protocol"),
]);
