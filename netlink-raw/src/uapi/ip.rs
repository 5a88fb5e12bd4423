//! `include/uapi/linux/ip.h`, `ipv6.h`, `udp.h`: a datagram on the wire, and the
//! per-interface settings of IPv4 and IPv6.

use crate::wire::{
    Attr, Context, Field,
    Kind::{Bytes, S32, U8, U16, U32},
    Layout,
    Meaning::{Flags, Halves, Ip, Number, OneOf, Unit},
    Name,
    Order::{Host, Network},
    Shape, array, attr, field, name,
};

/// `IPPROTO_…`: what an IP packet carries.
#[rustfmt::skip]
pub const IPPROTO: &[Name] = &[
    name(0, "IPPROTO_IP", "not said; in IPv6, hop-by-hop options"),
    name(1, "IPPROTO_ICMP", "control messages of IPv4"),
    name(2, "IPPROTO_IGMP", "multicast groups of IPv4"),
    name(6, "IPPROTO_TCP", "a stream"),
    name(17, "IPPROTO_UDP", "datagrams"),
    name(58, "IPPROTO_ICMPV6", "control messages of IPv6"),
    name(132, "IPPROTO_SCTP", "several streams"),
    name(255, "IPPROTO_RAW", "packets that the program makes itself"),
];

/// `struct iphdr`: the IPv4 header, without options.
#[rustfmt::skip]
pub static IPHDR: Layout = Layout {
    c_name: "iphdr",
    header: "linux/ip.h",
    man: "ip(7)",
    fields: &[
        field(0, U8, "version_ihl", Halves("version", "header length in words of 4 bytes"), "two fields of four bits; C's order of bit fields hides that the version comes first"),
        field(1, U8, "tos", Number, "type of service"),
        field(2, U16(Network), "tot_len", Unit("bytes"), "length of the packet, header included"),
        field(4, U16(Network), "id", Number, "the same in all fragments of a packet"),
        field(6, U16(Network), "frag_off", Flags(IP_FRAG), "flags, and the fragment's offset in units of 8 bytes"),
        field(8, U8, "ttl", Unit("hops"), "how far it may still go"),
        field(9, U8, "protocol", OneOf(IPPROTO), "what it carries"),
        field(10, U16(Network), "check", Number, "checksum of the header"),
        field(12, Bytes(4), "saddr", Ip, "where it comes from"),
        field(16, Bytes(4), "daddr", Ip, "where it goes"),
    ],
};
const _: () = assert!(IPHDR.size() == 20 && IPHDR.has_no_hole());

/// The flags in front of a fragment's offset (RFC 791).
#[rustfmt::skip]
pub const IP_FRAG: &[Name] = &[
    name(0x4000, "IP_DF", "do not fragment"),
    name(0x2000, "IP_MF", "more fragments follow"),
];

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
        field(8, Bytes(16), "saddr", Ip, "where it comes from"),
        field(24, Bytes(16), "daddr", Ip, "where it goes"),
    ],
};
const _: () = assert!(IPV6HDR.size() == 40 && IPV6HDR.has_no_hole());

/// `struct udphdr`: ports, length, checksum.
#[rustfmt::skip]
pub static UDPHDR: Layout = Layout {
    c_name: "udphdr",
    header: "linux/udp.h",
    man: "udp(7)",
    fields: &[
        field(0, U16(Network), "source", Number, "the sender's port"),
        field(2, U16(Network), "dest", Number, "the receiver's port"),
        field(4, U16(Network), "len", Unit("bytes"), "length of the datagram, this header included"),
        field(6, U16(Network), "check", Number, "checksum; on loopback left to hardware that is not there"),
    ],
};
const _: () = assert!(UDPHDR.size() == 8 && UDPHDR.has_no_hole());

/// A UDP datagram: header, then what the program sent.
pub static UDP: Attr = attr(0, "udp", Shape::Headed(&UDPHDR, &DATA), "a UDP datagram");
static DATA: Attr = attr(0, "data", Shape::Id, "what the program sent");

/// An IPv4 packet and what it carries.
pub static IP: Attr = attr(0, "ip", Shape::Headed(&IPHDR, &IP_PAYLOAD), "an IPv4 packet");
static IP_PAYLOAD: Attr = attr(0, "payload", Shape::Choose(ip_payload), "what the packet carries");

/// An IPv6 packet and what it carries.
pub static IP6: Attr = attr(0, "ip6", Shape::Headed(&IPV6HDR, &IP6_PAYLOAD), "an IPv6 packet");
static IP6_PAYLOAD: Attr =
    attr(0, "payload", Shape::Choose(ip6_payload), "what the packet carries");

/// `IPPROTO_UDP`
const PROTOCOL_UDP: u64 = crate::wire::number_of(IPPROTO, "IPPROTO_UDP");

/// UDP is read; everything else is kept. So is a packet with IP options, whose
/// payload starts later, and a fragment, which has no header of its own.
fn ip_payload(context: &Context<'_>) -> Shape {
    /// Version 4, header length 5 words.
    const NO_OPTIONS: u64 = 0x45;
    /// All of `frag_off` but `IP_DF`.
    const FRAGMENT: u64 = 0x3fff;
    let read = |name: &Field| name.read(context.around);
    let udp = read(const { IPHDR.field("protocol") }) == Some(PROTOCOL_UDP);
    let plain = read(const { IPHDR.field("version_ihl") }) == Some(NO_OPTIONS);
    let whole = read(const { IPHDR.field("frag_off") }).is_some_and(|bits| bits & FRAGMENT == 0);
    if udp && plain && whole { UDP.shape } else { Shape::Opaque }
}

fn ip6_payload(context: &Context<'_>) -> Shape {
    let next = const { IPV6HDR.field("nexthdr") }.read(context.around);
    if next == Some(PROTOCOL_UDP) { UDP.shape } else { Shape::Opaque }
}

/// `IPV4_DEVCONF_…`: the settings of an interface for IPv4, as an array of
/// numbers. The header counts from 1; the array begins with the first.
#[rustfmt::skip]
pub static IPV4_DEVCONF: Layout = Layout {
    c_name: "ipv4_devconf",
    header: "linux/ip.h",
    man: "ip(7)",
    fields: &array(U32(Host), Number, &[
        ("IPV4_DEVCONF_FORWARDING", "1: forward packets between interfaces"),
        ("IPV4_DEVCONF_MC_FORWARDING", "1: forward multicast packets; set by a routing daemon"),
        ("IPV4_DEVCONF_PROXY_ARP", "1: answer ARP for others"),
        ("IPV4_DEVCONF_ACCEPT_REDIRECTS", "1: follow ICMP redirects"),
        ("IPV4_DEVCONF_SECURE_REDIRECTS", "1: only those from known gateways"),
        ("IPV4_DEVCONF_SEND_REDIRECTS", "1: send ICMP redirects"),
        ("IPV4_DEVCONF_SHARED_MEDIA", "1: several networks share the medium"),
        ("IPV4_DEVCONF_RP_FILTER", "check that the source is reachable: 0 no, 1 by this interface, 2 by any"),
        ("IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE", "1: obey source routes"),
        ("IPV4_DEVCONF_BOOTP_RELAY", "not implemented"),
        ("IPV4_DEVCONF_LOG_MARTIANS", "1: log packets with impossible addresses"),
        ("IPV4_DEVCONF_TAG", "a number for the administrator's own use"),
        ("IPV4_DEVCONF_ARPFILTER", "1: answer ARP only where packets to the asker leave"),
        ("IPV4_DEVCONF_MEDIUM_ID", "which medium the interface is attached to"),
        ("IPV4_DEVCONF_NOXFRM", "1: no IPsec encryption here"),
        ("IPV4_DEVCONF_NOPOLICY", "1: no IPsec policy here"),
        ("IPV4_DEVCONF_FORCE_IGMP_VERSION", "speak only this version of IGMP; 0 for the newest"),
        ("IPV4_DEVCONF_ARP_ANNOUNCE", "which source address ARP requests carry"),
        ("IPV4_DEVCONF_ARP_IGNORE", "which ARP requests are answered"),
        ("IPV4_DEVCONF_PROMOTE_SECONDARIES", "1: when a primary address goes, a secondary takes its place"),
        ("IPV4_DEVCONF_ARP_ACCEPT", "whether unasked ARP replies make entries"),
        ("IPV4_DEVCONF_ARP_NOTIFY", "1: announce by ARP when the interface comes up"),
        ("IPV4_DEVCONF_ACCEPT_LOCAL", "1: accept packets from this machine's own addresses"),
        ("IPV4_DEVCONF_SRC_VMARK", "1: the firewall mark counts in the source check"),
        ("IPV4_DEVCONF_PROXY_ARP_PVLAN", "1: answer ARP back to where it came from"),
        ("IPV4_DEVCONF_ROUTE_LOCALNET", "1: 127.0.0.0/8 may be routed"),
        ("IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL", "milliseconds between unasked IGMPv2 reports"),
        ("IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL", "milliseconds between unasked IGMPv3 reports"),
        ("IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN", "1: do not use routes over a link without carrier"),
        ("IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST", "1: drop unicast packets in multicast frames"),
        ("IPV4_DEVCONF_DROP_GRATUITOUS_ARP", "1: drop unasked ARP"),
        ("IPV4_DEVCONF_BC_FORWARDING", "1: forward directed broadcasts"),
        ("IPV4_DEVCONF_ARP_EVICT_NOCARRIER", "1: forget ARP entries when the carrier goes"),
    ]),
};

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
