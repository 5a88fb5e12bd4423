//! `include/uapi/linux/ipv6.h`: the IPv6 header, and the settings of an interface for IPv6.

use crate::uapi::in_::{IPPROTO, IPPROTO_UDP};
use crate::uapi::udp::UDP_DATAGRAM;
use crate::wire::{
    Attr, CStruct, Context,
    Kind::{Bytes, S32, U8, U16},
    Layout,
    Meaning::{self, Halves, Number, OneOf, Unit},
    Member,
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
        field(2, U16(Network), "flow_lbl[1..3]", Number, "lower 16 bits of the flow label"),
        field(4, U16(Network), "payload_len", Unit("bytes"), "payload length"),
        field(6, U8, "nexthdr", OneOf(IPPROTO), "protocol of the payload"),
        field(7, U8, "hop_limit", Unit("hops"), "hops left"),
        field(8, Bytes(16), "saddr", Meaning::Ip, "source address"),
        field(24, Bytes(16), "daddr", Meaning::Ip, "destination address"),
    ],
};
const _: () = assert!(IPV6HDR.size() == 40 && IPV6HDR.has_no_hole());

/// `struct ipv6hdr`: the type of its members; its table is [`IPV6HDR`].
#[doc(alias = "ipv6hdr")]
pub enum Ipv6hdr {}

impl CStruct for Ipv6hdr {
    const LAYOUT: &'static Layout = &IPV6HDR;
}

/// `nexthdr`
pub const IPV6HDR_NEXTHDR: Member<Ipv6hdr> = Member::named("nexthdr");

/// An IPv6 packet and what it carries.
pub static IP6: Attr = attr(0, "ip6", Headed(&IPV6HDR, &IP6_PAYLOAD), "IPv6 packet");
static IP6_PAYLOAD: Attr = attr(
    0,
    "payload",
    Shape::Choose(ip6_payload, &[UDP_DATAGRAM, Opaque]),
    "payload of the packet",
);

fn ip6_payload(context: &Context<'_>) -> Shape {
    let next = context.view::<Ipv6hdr>(context.around).get(IPV6HDR_NEXTHDR);
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
        ("DEVCONF_HOPLIMIT", "hop limit of packets"),
        ("DEVCONF_MTU6", "MTU in bytes"),
        ("DEVCONF_ACCEPT_RA", "advertisements: 0 no, 1 yes, 2 as router"),
        ("DEVCONF_ACCEPT_REDIRECTS", "1: follow redirects"),
        ("DEVCONF_AUTOCONF", "1: derive addresses from prefixes"),
        ("DEVCONF_DAD_TRANSMITS", "probes of duplicate address detection"),
        ("DEVCONF_RTR_SOLICITS", "solicitations to send, -1: no limit"),
        ("DEVCONF_RTR_SOLICIT_INTERVAL", "ms between solicitations"),
        ("DEVCONF_RTR_SOLICIT_DELAY", "ms before the first solicitation"),
        ("DEVCONF_USE_TEMPADDR", "temporary addresses: 0 no, 1 yes, 2 preferred"),
        ("DEVCONF_TEMP_VALID_LFT", "valid lifetime of temporary addresses, in s"),
        ("DEVCONF_TEMP_PREFERED_LFT", "preferred lifetime of temporary addresses, in s"),
        ("DEVCONF_REGEN_MAX_RETRY", "attempts to make a temporary address"),
        ("DEVCONF_MAX_DESYNC_FACTOR", "limit of random shortening of lifetimes, in s"),
        ("DEVCONF_MAX_ADDRESSES", "limit of autoconfigured addresses"),
        ("DEVCONF_FORCE_MLD_VERSION", "MLD version to use, 0: newest"),
        ("DEVCONF_ACCEPT_RA_DEFRTR", "1: accept a default router"),
        ("DEVCONF_ACCEPT_RA_PINFO", "1: accept prefixes"),
        ("DEVCONF_ACCEPT_RA_RTR_PREF", "1: accept router preferences"),
        ("DEVCONF_RTR_PROBE_INTERVAL", "ms between probes of an unreachable router"),
        ("DEVCONF_ACCEPT_RA_RT_INFO_MAX_PLEN", "longest prefix of an accepted route"),
        ("DEVCONF_PROXY_NDP", "1: answer solicitations for others"),
        ("DEVCONF_OPTIMISTIC_DAD", "1: use addresses before they are checked"),
        ("DEVCONF_ACCEPT_SOURCE_ROUTE", "0 or more: accept type 2 routing headers"),
        ("DEVCONF_MC_FORWARDING", "1: forward multicast (set by a daemon)"),
        ("DEVCONF_DISABLE_IPV6", "1: IPv6 is off"),
        ("DEVCONF_ACCEPT_DAD", "duplicate detection: 0 off, 1 on, 2 strict"),
        ("DEVCONF_FORCE_TLLAO", "1: always send the link-layer address"),
        ("DEVCONF_NDISC_NOTIFY", "1: announce a new link-layer address"),
        ("DEVCONF_MLDV1_UNSOLICITED_REPORT_INTERVAL", "ms between unsolicited MLDv1 reports"),
        ("DEVCONF_MLDV2_UNSOLICITED_REPORT_INTERVAL", "ms between unsolicited MLDv2 reports"),
        ("DEVCONF_SUPPRESS_FRAG_NDISC", "1: drop fragmented neighbour discovery"),
        ("DEVCONF_ACCEPT_RA_FROM_LOCAL", "1: accept advertisements of this machine"),
        ("DEVCONF_USE_OPTIMISTIC", "1: prefer addresses before they are checked"),
        ("DEVCONF_ACCEPT_RA_MTU", "1: accept the MTU"),
        ("DEVCONF_STABLE_SECRET", "secret of stable addresses, always 0 here"),
        ("DEVCONF_USE_OIF_ADDRS_ONLY", "1: only addresses of the outgoing interface"),
        ("DEVCONF_ACCEPT_RA_MIN_HOP_LIMIT", "lowest hop limit accepted"),
        ("DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN", "1: skip routes without carrier"),
        ("DEVCONF_DROP_UNICAST_IN_L2_MULTICAST", "1: drop unicast in multicast frames"),
        ("DEVCONF_DROP_UNSOLICITED_NA", "1: drop unsolicited advertisements"),
        ("DEVCONF_KEEP_ADDR_ON_DOWN", "1: keep addresses when it goes down"),
        ("DEVCONF_RTR_SOLICIT_MAX_INTERVAL", "most ms between solicitations"),
        ("DEVCONF_SEG6_ENABLED", "1: accept segment routing headers"),
        ("DEVCONF_SEG6_REQUIRE_HMAC", "whether those must be signed"),
        ("DEVCONF_ENHANCED_DAD", "1: use a nonce in duplicate detection"),
        ("DEVCONF_ADDR_GEN_MODE", "how link-local addresses are derived"),
        ("DEVCONF_DISABLE_POLICY", "1: no IPsec policy"),
        ("DEVCONF_ACCEPT_RA_RT_INFO_MIN_PLEN", "shortest prefix of an accepted route"),
        ("DEVCONF_NDISC_TCLASS", "traffic class of neighbour discovery"),
        ("DEVCONF_RPL_SEG_ENABLED", "1: accept RPL source routing headers"),
        ("DEVCONF_RA_DEFRTR_METRIC", "metric of an advertised default route"),
        ("DEVCONF_IOAM6_ENABLED", "1: accept in-situ OAM data"),
        ("DEVCONF_IOAM6_ID", "interface ID in OAM data"),
        ("DEVCONF_IOAM6_ID_WIDE", "interface ID in OAM data, wide"),
        ("DEVCONF_NDISC_EVICT_NOCARRIER", "1: drop neighbours without carrier"),
        ("DEVCONF_ACCEPT_UNTRACKED_NA", "whether unsolicited advertisements add entries"),
        ("DEVCONF_ACCEPT_RA_MIN_LFT", "shortest lifetime accepted, in s"),
        // Since Linux 6.17.
        ("DEVCONF_FORCE_FORWARDING", "1: forward here even if all is 0"),
    ]),
};
