//! `include/uapi/linux/if_tunnel.h`: interfaces that are tunnels.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Context,
    Kind::{U8, U16, U32},
    Meaning::{Flags, Interface, Number, OneOf, Unit},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Flag, Ip},
    attr, name, set,
};

pub const IFLA_IPTUN_FLAGS: u16 = 8;

/// `IFLA_IPTUN_…`: the data of `ipip`, `sit` and `ip6tnl`.
#[rustfmt::skip]
pub static IFLA_IPTUN: Set = set("IFLA_IPTUN", &NLATTR, &[
    attr(1, "IFLA_IPTUN_LINK", U32(Host).meaning(Interface), "interface below"),
    attr(2, "IFLA_IPTUN_LOCAL", Ip, "local address"),
    attr(3, "IFLA_IPTUN_REMOTE", Ip, "remote address"),
    attr(4, "IFLA_IPTUN_TTL", U8.meaning(Unit("hops")), "time to live of packets, 0: copy"),
    attr(5, "IFLA_IPTUN_TOS", U8.meaning(Number), "type of service, 1: copy the inner packet's"),
    attr(6, "IFLA_IPTUN_ENCAP_LIMIT", U8.meaning(Number), "tunnels inside tunnels allowed"),
    attr(7, "IFLA_IPTUN_FLOWINFO", U32(Network).meaning(Flags(&[])), "traffic class and flow label"),
    attr(IFLA_IPTUN_FLAGS, "IFLA_IPTUN_FLAGS", Shape::Choose(flags, &[U32(Host).meaning(Flags(&[])), U16(Network).meaning(Flags(&[]))]), "flags"),
    attr(9, "IFLA_IPTUN_PROTO", U8.meaning(Number), "protocol inside, 0: any"),
    attr(10, "IFLA_IPTUN_PMTUDISC", U8.meaning(Number), "1: find the path MTU"),
    attr(11, "IFLA_IPTUN_6RD_PREFIX", Ip, "prefix of the provider (6rd)"),
    attr(12, "IFLA_IPTUN_6RD_RELAY_PREFIX", Ip, "IPv4 prefix of the relays"),
    attr(13, "IFLA_IPTUN_6RD_PREFIXLEN", U16(Host).meaning(Unit("bits")), "length of that prefix"),
    attr(14, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN", U16(Host).meaning(Unit("bits")), "length of that prefix"),
    attr(15, "IFLA_IPTUN_ENCAP_TYPE", U16(Host).meaning(OneOf(TUNNEL_ENCAP)), "UDP around the packets"),
    attr(16, "IFLA_IPTUN_ENCAP_FLAGS", U16(Host).meaning(Flags(TUNNEL_ENCAP_FLAG)), "of that UDP"),
    attr(17, "IFLA_IPTUN_ENCAP_SPORT", U16(Network).meaning(Number), "source port, 0: by flow"),
    attr(18, "IFLA_IPTUN_ENCAP_DPORT", U16(Network).meaning(Number), "destination port"),
    attr(19, "IFLA_IPTUN_COLLECT_METADATA", Flag, "routes set the tunnel parameters"),
    attr(20, "IFLA_IPTUN_FWMARK", U32(Host).meaning(Flags(&[])), "firewall mark for the route lookup"),
]);

/// `IFLA_GRE_…`: the data of `gre`, `gretap`, `erspan` and of their IPv6 kinds.
#[rustfmt::skip]
pub static IFLA_GRE: Set = set("IFLA_GRE", &NLATTR, &[
    attr(1, "IFLA_GRE_LINK", U32(Host).meaning(Interface), "interface below"),
    attr(2, "IFLA_GRE_IFLAGS", U16(Network).meaning(Flags(GRE_FLAG)), "parts expected of incoming packets"),
    attr(3, "IFLA_GRE_OFLAGS", U16(Network).meaning(Flags(GRE_FLAG)), "parts added to outgoing packets"),
    attr(4, "IFLA_GRE_IKEY", U32(Network).meaning(Number), "key of incoming packets"),
    attr(5, "IFLA_GRE_OKEY", U32(Network).meaning(Number), "key of outgoing packets"),
    attr(6, "IFLA_GRE_LOCAL", Ip, "local address"),
    attr(7, "IFLA_GRE_REMOTE", Ip, "remote address"),
    attr(8, "IFLA_GRE_TTL", U8.meaning(Unit("hops")), "time to live of packets, 0: copy"),
    attr(9, "IFLA_GRE_TOS", U8.meaning(Number), "type of service, 1: copy the inner packet's"),
    attr(10, "IFLA_GRE_PMTUDISC", U8.meaning(Number), "1: find the path MTU"),
    attr(11, "IFLA_GRE_ENCAP_LIMIT", U8.meaning(Number), "tunnels inside tunnels allowed"),
    attr(12, "IFLA_GRE_FLOWINFO", U32(Network).meaning(Flags(&[])), "traffic class and flow label"),
    attr(13, "IFLA_GRE_FLAGS", U32(Host).meaning(Flags(&[])), "flags, over IPv6"),
    attr(14, "IFLA_GRE_ENCAP_TYPE", U16(Host).meaning(OneOf(TUNNEL_ENCAP)), "UDP around the packets"),
    attr(15, "IFLA_GRE_ENCAP_FLAGS", U16(Host).meaning(Flags(TUNNEL_ENCAP_FLAG)), "of that UDP"),
    attr(16, "IFLA_GRE_ENCAP_SPORT", U16(Network).meaning(Number), "source port, 0: by flow"),
    attr(17, "IFLA_GRE_ENCAP_DPORT", U16(Network).meaning(Number), "destination port"),
    attr(18, "IFLA_GRE_COLLECT_METADATA", Flag, "routes set the tunnel parameters"),
    attr(19, "IFLA_GRE_IGNORE_DF", U8.meaning(Number), "1: fragment even if forbidden"),
    attr(20, "IFLA_GRE_FWMARK", U32(Host).meaning(Flags(&[])), "firewall mark for the route lookup"),
    attr(21, "IFLA_GRE_ERSPAN_INDEX", U32(Host).meaning(Number), "port that is mirrored (version 1)"),
    attr(22, "IFLA_GRE_ERSPAN_VER", U8.meaning(Number), "version of ERSPAN"),
    attr(23, "IFLA_GRE_ERSPAN_DIR", U8.meaning(Number), "0: incoming traffic, 1: outgoing"),
    attr(24, "IFLA_GRE_ERSPAN_HWID", U16(Host).meaning(Number), "mirroring hardware (version 2)"),
]);

/// `IFLA_VTI_…`: the data of `vti` and `vti6`.
#[rustfmt::skip]
pub static IFLA_VTI: Set = set("IFLA_VTI", &NLATTR, &[
    attr(1, "IFLA_VTI_LINK", U32(Host).meaning(Interface), "interface below"),
    attr(2, "IFLA_VTI_IKEY", U32(Network).meaning(Number), "key of incoming packets"),
    attr(3, "IFLA_VTI_OKEY", U32(Network).meaning(Number), "key of outgoing packets"),
    attr(4, "IFLA_VTI_LOCAL", Ip, "local address"),
    attr(5, "IFLA_VTI_REMOTE", Ip, "remote address"),
    attr(6, "IFLA_VTI_FWMARK", U32(Host).meaning(Flags(&[])), "firewall mark for the route lookup"),
]);

/// `TUNNEL_ENCAP_…`
#[rustfmt::skip]
pub const TUNNEL_ENCAP: &[Name] = &[
    name(0, "TUNNEL_ENCAP_NONE", "none"),
    name(1, "TUNNEL_ENCAP_FOU", "UDP, and nothing else (FOU)"),
    name(2, "TUNNEL_ENCAP_GUE", "UDP, with a header (GUE)"),
    name(3, "TUNNEL_ENCAP_MPLS", "MPLS"),
];

/// `TUNNEL_ENCAP_FLAG_…`
#[rustfmt::skip]
pub const TUNNEL_ENCAP_FLAG: &[Name] = &[
    name(0x1, "TUNNEL_ENCAP_FLAG_CSUM", "checksums over IPv4"),
    name(0x2, "TUNNEL_ENCAP_FLAG_CSUM6", "checksums over IPv6"),
    name(0x4, "TUNNEL_ENCAP_FLAG_REMCSUM", "leave checksums to the receiver"),
];

/// `GRE_…`, in network byte order in C.
#[rustfmt::skip]
pub const GRE_FLAG: &[Name] = &[
    name(0x8000, "GRE_CSUM", "checksum"),
    name(0x2000, "GRE_KEY", "key"),
    name(0x1000, "GRE_SEQ", "sequence number"),
];

/// `sit` sends two bytes in network byte order, `ip6tnl` four.
fn flags(context: &Context<'_>) -> Shape {
    let flags = context.find(&IFLA_IPTUN, context.around, IFLA_IPTUN_FLAGS).unwrap_or_default();
    match flags.len() {
        2 => U16(Network).meaning(Flags(&[])),
        _ => U32(Host).meaning(Flags(&[])),
    }
}
