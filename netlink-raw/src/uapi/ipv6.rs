//! `include/uapi/linux/ipv6.h`: the IPv6 header, and the settings of an interface for IPv6.

use crate::uapi::in_::{IPPROTO, IPPROTO_UDP};
use crate::uapi::udp::UDP_DATAGRAM;
use crate::wire::{
    Attr, Context,
    Kind::{Bytes, S32, U8, U16},
    Layout,
    Meaning::{self, Halves, Number, OneOf, Unit},
    Order::Network,
    Shape::{self, Headed, Opaque},
    array, attr, field,
};

/// `struct ipv6hdr`: the IPv6 header.
#[rustfmt::skip]
pub static IPV6HDR: Layout = Layout {
    c_name: "ipv6hdr",
    header: "linux/ipv6.h",
    man: "ipv6(7)",
    fields: &[
        field(0, U8, "version_priority", Halves("version", "upper half of the traffic class"), "two fields of four bits"),
        field(1, U8, "flow_lbl[0]", Halves("lower half of the traffic class", "first four bits of the flow label"), "two fields of four bits"),
        field(2, U16(Network), "flow_lbl[1..3]", Number, "the other sixteen bits of the flow label"),
        field(4, U16(Network), "payload_len", Unit("bytes"), "length of what follows this header"),
        field(6, U8, "nexthdr", OneOf(IPPROTO), "what it carries"),
        field(7, U8, "hop_limit", Unit("hops"), "how far it may still go"),
        field(8, Bytes(16), "saddr", Meaning::Ip, "where it comes from"),
        field(24, Bytes(16), "daddr", Meaning::Ip, "where it goes"),
    ],
};
const _: () = assert!(IPV6HDR.size() == 40 && IPV6HDR.has_no_hole());

/// An IPv6 packet and what it carries.
pub static IP6: Attr = attr(0, "ip6", Headed(&IPV6HDR, &IP6_PAYLOAD), "an IPv6 packet");
static IP6_PAYLOAD: Attr = attr(
    0,
    "payload",
    Shape::Choose(ip6_payload, &[UDP_DATAGRAM, Opaque]),
    "what the packet carries",
);

fn ip6_payload(context: &Context<'_>) -> Shape {
    let next = const { IPV6HDR.field("nexthdr") }.read(context.around);
    if next == Some(IPPROTO_UDP) { UDP_DATAGRAM } else { Opaque }
}

/// `DEVCONF_…`: the settings of an interface for IPv6, as an array of numbers.
#[rustfmt::skip]
pub static IPV6_DEVCONF: Layout = Layout {
    c_name: "ipv6_devconf",
    header: "linux/ipv6.h",
    man: "ipv6(7)",
    fields: &array(S32, Number, &[
        ("DEVCONF_FORWARDING", "1: forward packets between interfaces"),
        ("DEVCONF_HOPLIMIT", "the hop limit that packets get"),
        ("DEVCONF_MTU6", "the largest packet, in bytes"),
        ("DEVCONF_ACCEPT_RA", "router advertisements: 0 ignored, 1 accepted, 2 even while forwarding"),
        ("DEVCONF_ACCEPT_REDIRECTS", "1: follow redirects"),
        ("DEVCONF_AUTOCONF", "1: make addresses from advertised prefixes"),
        ("DEVCONF_DAD_TRANSMITS", "probes of duplicate address detection"),
        ("DEVCONF_RTR_SOLICITS", "router solicitations to send; -1 without end"),
        ("DEVCONF_RTR_SOLICIT_INTERVAL", "milliseconds between two of them"),
        ("DEVCONF_RTR_SOLICIT_DELAY", "milliseconds before the first"),
        ("DEVCONF_USE_TEMPADDR", "temporary addresses: 0 none, 1 made, 2 preferred"),
        ("DEVCONF_TEMP_VALID_LFT", "seconds that a temporary address is valid"),
        ("DEVCONF_TEMP_PREFERED_LFT", "seconds that a temporary address is preferred"),
        ("DEVCONF_REGEN_MAX_RETRY", "attempts to make a temporary address"),
        ("DEVCONF_MAX_DESYNC_FACTOR", "at most so many seconds by which lifetimes are shortened at random"),
        ("DEVCONF_MAX_ADDRESSES", "how many addresses autoconfiguration may make"),
        ("DEVCONF_FORCE_MLD_VERSION", "speak only this version of MLD; 0 for the newest"),
        ("DEVCONF_ACCEPT_RA_DEFRTR", "1: take a default router from advertisements"),
        ("DEVCONF_ACCEPT_RA_PINFO", "1: take prefixes from advertisements"),
        ("DEVCONF_ACCEPT_RA_RTR_PREF", "1: heed the preference of routers"),
        ("DEVCONF_RTR_PROBE_INTERVAL", "milliseconds between probes of an unreachable router"),
        ("DEVCONF_ACCEPT_RA_RT_INFO_MAX_PLEN", "the longest prefix of a route taken from advertisements"),
        ("DEVCONF_PROXY_NDP", "1: answer neighbour solicitations for others"),
        ("DEVCONF_OPTIMISTIC_DAD", "1: use an address while it is being checked"),
        ("DEVCONF_ACCEPT_SOURCE_ROUTE", "0 or more: obey type 2 routing headers; below: none"),
        ("DEVCONF_MC_FORWARDING", "1: forward multicast packets; set by a routing daemon"),
        ("DEVCONF_DISABLE_IPV6", "1: no IPv6 here"),
        ("DEVCONF_ACCEPT_DAD", "duplicate address detection: 0 off, 1 on, 2 and give up on failure"),
        ("DEVCONF_FORCE_TLLAO", "1: always tell the link-layer address"),
        ("DEVCONF_NDISC_NOTIFY", "1: announce a new link-layer address"),
        ("DEVCONF_MLDV1_UNSOLICITED_REPORT_INTERVAL", "milliseconds between unasked MLDv1 reports"),
        ("DEVCONF_MLDV2_UNSOLICITED_REPORT_INTERVAL", "milliseconds between unasked MLDv2 reports"),
        ("DEVCONF_SUPPRESS_FRAG_NDISC", "1: drop fragmented neighbour discovery"),
        ("DEVCONF_ACCEPT_RA_FROM_LOCAL", "1: accept advertisements from this machine"),
        ("DEVCONF_USE_OPTIMISTIC", "1: prefer an address while it is being checked"),
        ("DEVCONF_ACCEPT_RA_MTU", "1: take the MTU from advertisements"),
        ("DEVCONF_STABLE_SECRET", "the secret for stable private addresses; always 0 here"),
        ("DEVCONF_USE_OIF_ADDRS_ONLY", "1: only addresses of the interface that a packet leaves by"),
        ("DEVCONF_ACCEPT_RA_MIN_HOP_LIMIT", "the smallest hop limit taken from advertisements"),
        ("DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN", "1: do not use routes over a link without carrier"),
        ("DEVCONF_DROP_UNICAST_IN_L2_MULTICAST", "1: drop unicast packets in multicast frames"),
        ("DEVCONF_DROP_UNSOLICITED_NA", "1: drop unasked neighbour advertisements"),
        ("DEVCONF_KEEP_ADDR_ON_DOWN", "1: keep addresses when the interface goes down"),
        ("DEVCONF_RTR_SOLICIT_MAX_INTERVAL", "at most so many milliseconds between solicitations"),
        ("DEVCONF_SEG6_ENABLED", "1: accept segment routing headers"),
        ("DEVCONF_SEG6_REQUIRE_HMAC", "whether those have to be signed"),
        ("DEVCONF_ENHANCED_DAD", "1: duplicate address detection with a nonce"),
        ("DEVCONF_ADDR_GEN_MODE", "how link-local addresses are made"),
        ("DEVCONF_DISABLE_POLICY", "1: no IPsec policy here"),
        ("DEVCONF_ACCEPT_RA_RT_INFO_MIN_PLEN", "the shortest prefix of a route taken from advertisements"),
        ("DEVCONF_NDISC_TCLASS", "the traffic class of neighbour discovery"),
        ("DEVCONF_RPL_SEG_ENABLED", "1: accept RPL source routing headers"),
        ("DEVCONF_RA_DEFRTR_METRIC", "the metric of an advertised default route"),
        ("DEVCONF_IOAM6_ENABLED", "1: accept IPv6 operations data"),
        ("DEVCONF_IOAM6_ID", "this interface's number in operations data"),
        ("DEVCONF_IOAM6_ID_WIDE", "the same, wide"),
        ("DEVCONF_NDISC_EVICT_NOCARRIER", "1: forget neighbours when the carrier goes"),
        ("DEVCONF_ACCEPT_UNTRACKED_NA", "whether unasked neighbour advertisements make entries"),
        ("DEVCONF_ACCEPT_RA_MIN_LFT", "the shortest lifetime taken from advertisements, in seconds"),
        // Since Linux 6.17.
        ("DEVCONF_FORCE_FORWARDING", "1: forward here, whatever the setting for all says"),
    ]),
};
