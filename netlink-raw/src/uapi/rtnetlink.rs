//! `include/uapi/linux/rtnetlink.h`: the types of message, the multicast groups, routes, and the
//! structs of links and of traffic control. What each type of message holds is in
//! [`super::messages`].

use crate::uapi::gen_stats::{GNET_ESTIMATOR, tca_stats};
use crate::uapi::icmpv6::ICMPV6_ROUTER_PREF;
use crate::uapi::if_::IFF;
use crate::uapi::if_arp::ARPHRD;
use crate::uapi::lwtunnel::{ENCAPS, LWTUNNEL_ENCAP, encap};
use crate::uapi::mpls::MPLS_LABEL;
use crate::uapi::netinet_icmp6::{ND_OPT_PI_FLAG, ND_OPT_PREFIX_INFO};
use crate::uapi::netlink::{NLATTR, attribute_types, bits, nla_bitfield32};
use crate::uapi::pkt_cls::TCA_ACT_TAB;
use crate::uapi::pkt_sched::{TC_FQ_CODEL_CL_XSTATS, TC_H, TC_HFSC_QOPT, TC_STATS, TCA_STAB};
use crate::uapi::sys_socket::{AF_MPLS, FAMILIES, RTNL_FAMILY_IP6MR, RTNL_FAMILY_IPMR};
use crate::wire::{
    Attr, CStruct, Context, Field,
    Kind::{Bytes, Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Interface, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Flag, Flexible, Id, Ip, Nested, NextHops, Opaque, Struct, Structs, Text},
    attr, field, name, set,
};

// `RTM_…`: the types of message, in fours: new, delete, get, set. The tables in `messages.rs` list
// what each of them holds.
pub const RTM_NEWLINK: u16 = 16;
pub const RTM_DELLINK: u16 = 17;
pub const RTM_GETLINK: u16 = 18;
pub const RTM_SETLINK: u16 = 19;
pub const RTM_NEWADDR: u16 = 20;
pub const RTM_DELADDR: u16 = 21;
pub const RTM_GETADDR: u16 = 22;
pub const RTM_NEWROUTE: u16 = 24;
pub const RTM_DELROUTE: u16 = 25;
pub const RTM_GETROUTE: u16 = 26;
pub const RTM_NEWNEIGH: u16 = 28;
pub const RTM_DELNEIGH: u16 = 29;
pub const RTM_GETNEIGH: u16 = 30;
pub const RTM_NEWRULE: u16 = 32;
pub const RTM_DELRULE: u16 = 33;
pub const RTM_GETRULE: u16 = 34;
pub const RTM_NEWQDISC: u16 = 36;
pub const RTM_DELQDISC: u16 = 37;
pub const RTM_GETQDISC: u16 = 38;
pub const RTM_NEWTCLASS: u16 = 40;
pub const RTM_DELTCLASS: u16 = 41;
pub const RTM_GETTCLASS: u16 = 42;
pub const RTM_NEWTFILTER: u16 = 44;
pub const RTM_DELTFILTER: u16 = 45;
pub const RTM_GETTFILTER: u16 = 46;
pub const RTM_NEWACTION: u16 = 48;
pub const RTM_DELACTION: u16 = 49;
pub const RTM_GETACTION: u16 = 50;
pub const RTM_NEWPREFIX: u16 = 52;
pub const RTM_NEWMULTICAST: u16 = 56;
pub const RTM_DELMULTICAST: u16 = 57;
pub const RTM_GETMULTICAST: u16 = 58;
pub const RTM_NEWANYCAST: u16 = 60;
pub const RTM_DELANYCAST: u16 = 61;
pub const RTM_GETANYCAST: u16 = 62;
pub const RTM_NEWNEIGHTBL: u16 = 64;
pub const RTM_GETNEIGHTBL: u16 = 66;
pub const RTM_SETNEIGHTBL: u16 = 67;
pub const RTM_NEWNDUSEROPT: u16 = 68;
pub const RTM_NEWADDRLABEL: u16 = 72;
pub const RTM_DELADDRLABEL: u16 = 73;
pub const RTM_GETADDRLABEL: u16 = 74;
pub const RTM_GETDCB: u16 = 78;
pub const RTM_SETDCB: u16 = 79;
pub const RTM_NEWNETCONF: u16 = 80;
pub const RTM_DELNETCONF: u16 = 81;
pub const RTM_GETNETCONF: u16 = 82;
pub const RTM_NEWMDB: u16 = 84;
pub const RTM_DELMDB: u16 = 85;
pub const RTM_GETMDB: u16 = 86;
pub const RTM_NEWNSID: u16 = 88;
pub const RTM_DELNSID: u16 = 89;
pub const RTM_GETNSID: u16 = 90;
pub const RTM_NEWSTATS: u16 = 92;
pub const RTM_GETSTATS: u16 = 94;
pub const RTM_SETSTATS: u16 = 95;
pub const RTM_NEWCACHEREPORT: u16 = 96;
pub const RTM_NEWCHAIN: u16 = 100;
pub const RTM_DELCHAIN: u16 = 101;
pub const RTM_GETCHAIN: u16 = 102;
pub const RTM_NEWNEXTHOP: u16 = 104;
pub const RTM_DELNEXTHOP: u16 = 105;
pub const RTM_GETNEXTHOP: u16 = 106;
pub const RTM_NEWLINKPROP: u16 = 108;
pub const RTM_DELLINKPROP: u16 = 109;
pub const RTM_GETLINKPROP: u16 = 110;
pub const RTM_NEWVLAN: u16 = 112;
pub const RTM_DELVLAN: u16 = 113;
pub const RTM_GETVLAN: u16 = 114;
pub const RTM_NEWNEXTHOPBUCKET: u16 = 116;
pub const RTM_DELNEXTHOPBUCKET: u16 = 117;
pub const RTM_GETNEXTHOPBUCKET: u16 = 118;
pub const RTM_NEWTUNNEL: u16 = 120;
pub const RTM_DELTUNNEL: u16 = 121;
pub const RTM_GETTUNNEL: u16 = 122;

pub const RTNLGRP_LINK: u32 = 1;
pub const RTNLGRP_NEIGH: u32 = 3;
pub const RTNLGRP_TC: u32 = 4;
pub const RTNLGRP_IPV4_IFADDR: u32 = 5;
pub const RTNLGRP_IPV4_MROUTE: u32 = 6;
pub const RTNLGRP_IPV4_ROUTE: u32 = 7;
pub const RTNLGRP_IPV4_RULE: u32 = 8;
pub const RTNLGRP_IPV6_IFADDR: u32 = 9;
pub const RTNLGRP_IPV6_MROUTE: u32 = 10;
pub const RTNLGRP_IPV6_ROUTE: u32 = 11;
pub const RTNLGRP_IPV6_IFINFO: u32 = 12;
pub const RTNLGRP_IPV6_PREFIX: u32 = 18;
pub const RTNLGRP_IPV6_RULE: u32 = 19;
pub const RTNLGRP_IPV4_NETCONF: u32 = 24;
pub const RTNLGRP_IPV6_NETCONF: u32 = 25;
pub const RTNLGRP_MDB: u32 = 26;
pub const RTNLGRP_MPLS_ROUTE: u32 = 27;
pub const RTNLGRP_NSID: u32 = 28;
pub const RTNLGRP_MPLS_NETCONF: u32 = 29;
pub const RTNLGRP_NEXTHOP: u32 = 32;

/// `RTNLGRP_…`: multicast group numbers, for `NETLINK_ADD_MEMBERSHIP`. The `RTMGRP_…` of the same
/// header are masks of the first 32 groups, for `sockaddr_nl.nl_groups`.
#[rustfmt::skip]
pub const RTNLGRP: &[Name] = &[
    name(RTNLGRP_LINK as u64, "RTNLGRP_LINK", "interfaces"),
    name(2, "RTNLGRP_NOTIFY", "not used"),
    name(RTNLGRP_NEIGH as u64, "RTNLGRP_NEIGH", "neighbours"),
    name(RTNLGRP_TC as u64, "RTNLGRP_TC", "queueing disciplines, classes and filters"),
    name(RTNLGRP_IPV4_IFADDR as u64, "RTNLGRP_IPV4_IFADDR", "IPv4 addresses"),
    name(RTNLGRP_IPV4_MROUTE as u64, "RTNLGRP_IPV4_MROUTE", "IPv4 multicast routes"),
    name(RTNLGRP_IPV4_ROUTE as u64, "RTNLGRP_IPV4_ROUTE", "IPv4 routes"),
    name(RTNLGRP_IPV4_RULE as u64, "RTNLGRP_IPV4_RULE", "IPv4 rules"),
    name(RTNLGRP_IPV6_IFADDR as u64, "RTNLGRP_IPV6_IFADDR", "IPv6 addresses"),
    name(RTNLGRP_IPV6_MROUTE as u64, "RTNLGRP_IPV6_MROUTE", "IPv6 multicast routes"),
    name(RTNLGRP_IPV6_ROUTE as u64, "RTNLGRP_IPV6_ROUTE", "IPv6 routes"),
    name(RTNLGRP_IPV6_IFINFO as u64, "RTNLGRP_IPV6_IFINFO", "IPv6 state of interfaces"),
    name(13, "RTNLGRP_DECnet_IFADDR", "DECnet addresses; no longer used"),
    name(14, "RTNLGRP_NOP2", "not used"),
    name(15, "RTNLGRP_DECnet_ROUTE", "DECnet routes; no longer used"),
    name(16, "RTNLGRP_DECnet_RULE", "DECnet rules; no longer used"),
    name(17, "RTNLGRP_NOP4", "not used"),
    name(RTNLGRP_IPV6_PREFIX as u64, "RTNLGRP_IPV6_PREFIX", "prefixes advertised by routers"),
    name(RTNLGRP_IPV6_RULE as u64, "RTNLGRP_IPV6_RULE", "IPv6 rules"),
    name(20, "RTNLGRP_ND_USEROPT", "options of IPv6 neighbour discovery"),
    name(21, "RTNLGRP_PHONET_IFADDR", "Phonet addresses"),
    name(22, "RTNLGRP_PHONET_ROUTE", "Phonet routes"),
    name(23, "RTNLGRP_DCB", "data centre bridging"),
    name(RTNLGRP_IPV4_NETCONF as u64, "RTNLGRP_IPV4_NETCONF", "IPv4 settings"),
    name(RTNLGRP_IPV6_NETCONF as u64, "RTNLGRP_IPV6_NETCONF", "IPv6 settings"),
    name(RTNLGRP_MDB as u64, "RTNLGRP_MDB", "multicast databases of bridges"),
    name(RTNLGRP_MPLS_ROUTE as u64, "RTNLGRP_MPLS_ROUTE", "MPLS routes"),
    name(RTNLGRP_NSID as u64, "RTNLGRP_NSID", "IDs of network namespaces"),
    name(RTNLGRP_MPLS_NETCONF as u64, "RTNLGRP_MPLS_NETCONF", "MPLS settings"),
    name(30, "RTNLGRP_IPV4_MROUTE_R", "packets without an IPv4 multicast route"),
    name(31, "RTNLGRP_IPV6_MROUTE_R", "packets without an IPv6 multicast route"),
    name(RTNLGRP_NEXTHOP as u64, "RTNLGRP_NEXTHOP", "next hops"),
    name(33, "RTNLGRP_BRVLAN", "bridge VLANs"),
    name(34, "RTNLGRP_MCTP_IFADDR", "MCTP addresses"),
    name(35, "RTNLGRP_TUNNEL", "tunnel networks"),
    name(36, "RTNLGRP_STATS", "interface counters"),
];

/// `struct rtattr`: the header of an attribute in rtnetlink, the same bytes as
/// `struct nlattr`.
#[rustfmt::skip]
pub static RTATTR: Layout = Layout {
    c_name: "rtattr",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U16(Host), "rta_len", Unit("bytes"), "length with header, no padding"),
        field(2, U16(Host), "rta_type", Meaning::Choose(attribute_types, &[Number]), "attribute type"),
    ],
};
const _: () = assert!(RTATTR.size() == 4 && RTATTR.has_no_hole());

/// `struct rtattr`: the type of its members; its table is [`RTATTR`].
#[doc(alias = "rtattr")]
pub enum Rtattr {}

impl CStruct for Rtattr {
    const LAYOUT: &'static Layout = &RTATTR;
}

/// `rta_len`
pub const RTA_LEN: Member<Rtattr> = Member::named("rta_len");
/// `rta_type`
pub const RTA_TYPE: Member<Rtattr> = Member::named("rta_type");

/// `struct rtmsg`: the 12 bytes of every message about a route. The guide calls `rtm_dst_len` the
/// netmask.
#[rustfmt::skip]
pub static RTMSG: Layout = Layout {
    c_name: "rtmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "rtm_family", OneOf(FAMILIES), "address family of the route"),
        field(1, U8, "rtm_dst_len", Unit("bits"), "prefix length of the destination"),
        field(2, U8, "rtm_src_len", Unit("bits"), "prefix length of the source, if any"),
        field(3, U8, "rtm_tos", Number, "type of service to match, 0: any"),
        field(4, U8, "rtm_table", OneOf(RT_TABLE), "routing table; above 255, see RTA_TABLE"),
        field(5, U8, "rtm_protocol", OneOf(RTPROT), "what installed the route"),
        field(6, U8, "rtm_scope", OneOf(RT_SCOPE), "how far away the destination is"),
        field(7, U8, "rtm_type", OneOf(RTN), "what to do with matching packets"),
        field(8, U32(Host), "rtm_flags", Flags(RTM_F), "state of the route and its next hop"),
    ],
};
const _: () = assert!(RTMSG.size() == 12 && RTMSG.has_no_hole());

/// `struct rtmsg`: the type of its members; its table is [`RTMSG`].
#[doc(alias = "rtmsg")]
pub enum Rtmsg {}

impl CStruct for Rtmsg {
    const LAYOUT: &'static Layout = &RTMSG;
}

/// `rtm_family`
pub const RTM_FAMILY: Member<Rtmsg> = Member::named("rtm_family");
/// `rtm_dst_len`
pub const RTM_DST_LEN: Member<Rtmsg> = Member::named("rtm_dst_len");
/// `rtm_src_len`
pub const RTM_SRC_LEN: Member<Rtmsg> = Member::named("rtm_src_len");
/// `rtm_tos`
pub const RTM_TOS: Member<Rtmsg> = Member::named("rtm_tos");
/// `rtm_table`
pub const RTM_TABLE: Member<Rtmsg> = Member::named("rtm_table");
/// `rtm_protocol`
pub const RTM_PROTOCOL: Member<Rtmsg> = Member::named("rtm_protocol");
/// `rtm_scope`
pub const RTM_SCOPE: Member<Rtmsg> = Member::named("rtm_scope");
/// `rtm_type`
pub const RTM_TYPE: Member<Rtmsg> = Member::named("rtm_type");
/// `rtm_flags`
pub const RTM_FLAGS: Member<Rtmsg> = Member::named("rtm_flags");

pub const RT_TABLE_MAIN: u64 = 254;

/// `RT_TABLE_…`: the routing tables with names.
#[rustfmt::skip]
pub const RT_TABLE: &[Name] = &[
    name(0, "RT_TABLE_UNSPEC", "any table"),
    name(252, "RT_TABLE_COMPAT", "number too large; see RTA_TABLE"),
    name(253, "RT_TABLE_DEFAULT", "searched last, usually empty"),
    name(RT_TABLE_MAIN, "RT_TABLE_MAIN", "main table, the default"),
    name(255, "RT_TABLE_LOCAL", "the machine's own addresses"),
];

pub const RTPROT_BOOT: u64 = 3;

/// `RTPROT_…`: what installed a route. `ip route add` uses `RTPROT_BOOT`.
#[rustfmt::skip]
pub const RTPROT: &[Name] = &[
    name(0, "RTPROT_UNSPEC", "unspecified"),
    name(1, "RTPROT_REDIRECT", "ICMP redirect"),
    name(2, "RTPROT_KERNEL", "the kernel itself"),
    name(RTPROT_BOOT, "RTPROT_BOOT", "a person or boot script"),
    name(4, "RTPROT_STATIC", "the administrator"),
    name(8, "RTPROT_GATED", "GateD daemon"),
    name(9, "RTPROT_RA", "IPv6 router advertisement"),
    name(10, "RTPROT_MRT", "Merit MRT toolkit"),
    name(11, "RTPROT_ZEBRA", "Zebra daemon, now FRRouting"),
    name(12, "RTPROT_BIRD", "BIRD daemon"),
    name(13, "RTPROT_DNROUTED", "DECnet routing daemon"),
    name(14, "RTPROT_XORP", "XORP daemon"),
    name(15, "RTPROT_NTK", "Netsukuku"),
    name(16, "RTPROT_DHCP", "DHCP client"),
    name(17, "RTPROT_MROUTED", "multicast routing daemon"),
    name(18, "RTPROT_KEEPALIVED", "keepalived daemon"),
    name(42, "RTPROT_BABEL", "Babel daemon"),
    name(99, "RTPROT_OPENR", "Open/R"),
    name(186, "RTPROT_BGP", "BGP, through a routing daemon"),
    name(187, "RTPROT_ISIS", "IS-IS, through a routing daemon"),
    name(188, "RTPROT_OSPF", "OSPF, through a routing daemon"),
    name(189, "RTPROT_RIP", "RIP, through a routing daemon"),
    name(192, "RTPROT_EIGRP", "EIGRP, through a routing daemon"),
];

pub const RT_SCOPE_UNIVERSE: u64 = 0;
pub const RT_SCOPE_LINK: u64 = 253;
pub const RT_SCOPE_NOWHERE: u64 = 255;

/// `RT_SCOPE_…`: how far away a destination is.
#[rustfmt::skip]
pub const RT_SCOPE: &[Name] = &[
    name(RT_SCOPE_UNIVERSE, "RT_SCOPE_UNIVERSE", "anywhere"),
    name(200, "RT_SCOPE_SITE", "within this site"),
    name(RT_SCOPE_LINK, "RT_SCOPE_LINK", "on the link, no gateway"),
    name(254, "RT_SCOPE_HOST", "on this machine"),
    name(RT_SCOPE_NOWHERE, "RT_SCOPE_NOWHERE", "nowhere (deleting: any)"),
];

pub const RTN_UNICAST: u64 = 1;
pub const RTN_BLACKHOLE: u64 = 6;

/// `RTN_…`: what to do with matching packets.
#[rustfmt::skip]
pub const RTN: &[Name] = &[
    name(0, "RTN_UNSPEC", "unspecified"),
    name(RTN_UNICAST, "RTN_UNICAST", "forward to the next hop"),
    name(2, "RTN_LOCAL", "deliver: addressed to this machine"),
    name(3, "RTN_BROADCAST", "receive and send as broadcasts"),
    name(4, "RTN_ANYCAST", "receive as broadcasts, send as unicast"),
    name(5, "RTN_MULTICAST", "send to a multicast group"),
    name(RTN_BLACKHOLE, "RTN_BLACKHOLE", "drop packets silently"),
    name(7, "RTN_UNREACHABLE", "drop, reply with host unreachable"),
    name(8, "RTN_PROHIBIT", "drop, reply with admin prohibited"),
    name(9, "RTN_THROW", "no answer here, try the next rule"),
    name(10, "RTN_NAT", "address translation, no longer supported"),
    name(11, "RTN_XRESOLVE", "use an external resolver, not implemented"),
];

pub const RTM_F_CLONED: u64 = 0x200;

/// `RTM_F_…`, and in the lower bits the `RTNH_F_…` of the route's only next hop, which the kernel
/// puts into the same field (`fib_dump_info`).
#[rustfmt::skip]
pub const RTM_F: &[Name] = &[
    name(0x1, "RTNH_F_DEAD", "link of the next hop is down, route unused"),
    name(0x2, "RTNH_F_PERVASIVE", "look up the gateway again"),
    name(0x4, "RTNH_F_ONLINK", "gateway is on this link in any case"),
    name(0x8, "RTNH_F_OFFLOAD", "next hop is in hardware"),
    name(0x10, "RTNH_F_LINKDOWN", "link of the next hop has no carrier"),
    name(0x20, "RTNH_F_UNRESOLVED", "not resolved yet (multicast routing)"),
    name(0x40, "RTNH_F_TRAP", "hardware passes packets to the kernel"),
    name(0x100, "RTM_F_NOTIFY", "report changes of the route"),
    name(RTM_F_CLONED, "RTM_F_CLONED", "cache entry made from another route"),
    name(0x400, "RTM_F_EQUALIZE", "balance over several paths, not implemented"),
    name(0x800, "RTM_F_PREFIX", "route of an advertised prefix"),
    name(0x1000, "RTM_F_LOOKUP_TABLE", "lookup: return the table that matched"),
    name(0x2000, "RTM_F_FIB_MATCH", "lookup: return the route, not the cache"),
    name(0x4000, "RTM_F_OFFLOAD", "route is in hardware"),
    name(0x8000, "RTM_F_TRAP", "hardware passes its packets to the kernel"),
    name(0x2000_0000, "RTM_F_OFFLOAD_FAILED", "hardware rejected the route"),
];

/// The destination of an MPLS route is a label.
fn destination(context: &Context<'_>) -> Shape {
    if context.family == AF_MPLS { Structs(&MPLS_LABEL) } else { Ip }
}

pub const RTA_DST: u16 = 1;
pub const RTA_SRC: u16 = 2;
pub const RTA_IIF: u16 = 3;
pub const RTA_OIF: u16 = 4;
pub const RTA_GATEWAY: u16 = 5;
pub const RTA_PRIORITY: u16 = 6;
pub const RTA_PREFSRC: u16 = 7;
pub const RTA_METRICS: u16 = 8;
pub const RTA_MULTIPATH: u16 = 9;
pub const RTA_FLOW: u16 = 11;
pub const RTA_CACHEINFO: u16 = 12;
pub const RTA_TABLE: u16 = 15;
pub const RTA_MARK: u16 = 16;
pub const RTA_MFC_STATS: u16 = 17;
pub const RTA_VIA: u16 = 18;
pub const RTA_NEWDST: u16 = 19;
pub const RTA_PREF: u16 = 20;
pub const RTA_ENCAP_TYPE: u16 = 21;
pub const RTA_ENCAP: u16 = 22;
pub const RTA_NH_ID: u16 = 30;

/// `RTA_…`: the attributes of a route.
#[rustfmt::skip]
pub static RTA: Set = set("RTA", &RTATTR, &[
    attr(RTA_DST, "RTA_DST", Shape::Choose(destination, &[Ip, Structs(&MPLS_LABEL)]), "destination; none: default route"),
    attr(RTA_SRC, "RTA_SRC", Ip, "source to match"),
    attr(RTA_IIF, "RTA_IIF", U32(Host).meaning(Interface), "incoming interface"),
    attr(RTA_OIF, "RTA_OIF", U32(Host).meaning(Interface), "outgoing interface"),
    attr(RTA_GATEWAY, "RTA_GATEWAY", Ip, "gateway, the next hop"),
    attr(RTA_PRIORITY, "RTA_PRIORITY", U32(Host).meaning(Number), "metric, the lowest wins"),
    attr(RTA_PREFSRC, "RTA_PREFSRC", Ip, "preferred source address"),
    attr(RTA_METRICS, "RTA_METRICS", Nested(&RTAX), "metrics of the path"),
    attr(RTA_MULTIPATH, "RTA_MULTIPATH", NextHops(&RTA), "several next hops to choose from"),
    attr(10, "RTA_PROTOINFO", Opaque, "no longer used"),
    attr(RTA_FLOW, "RTA_FLOW", U32(Host).meaning(Number), "realm, for accounting"),
    attr(RTA_CACHEINFO, "RTA_CACHEINFO", Struct(&RTA_CACHEINFO_STRUCT), "use of the kernel's entry"),
    attr(13, "RTA_SESSION", Opaque, "no longer used"),
    attr(14, "RTA_MP_ALGO", Opaque, "no longer used"),
    attr(RTA_TABLE, "RTA_TABLE", U32(Host).meaning(OneOf(RT_TABLE)), "routing table, all 32 bits"),
    attr(RTA_MARK, "RTA_MARK", U32(Host).meaning(Number), "firewall mark of the packets"),
    attr(RTA_MFC_STATS, "RTA_MFC_STATS", Struct(&RTA_MFC_STATS_STRUCT), "traffic of a multicast route"),
    attr(RTA_VIA, "RTA_VIA", Flexible(&RTVIA, &RTVIA_ADDR), "gateway of a different family"),
    attr(RTA_NEWDST, "RTA_NEWDST", Structs(&MPLS_LABEL), "MPLS labels to put on packets"),
    attr(RTA_PREF, "RTA_PREF", U8.meaning(OneOf(ICMPV6_ROUTER_PREF)), "preference of the advertising router"),
    attr(RTA_ENCAP_TYPE, "RTA_ENCAP_TYPE", U16(Host).meaning(OneOf(LWTUNNEL_ENCAP)), "type of encapsulation"),
    attr(RTA_ENCAP, "RTA_ENCAP", Shape::Choose(route_encap, ENCAPS), "encapsulation, depends on its type"),
    // One number for two things: 32 bits of seconds in a request for an IPv6 route
    // (`rtm_ipv6_policy`), 64 bits of ticks when the kernel reports a multicast route
    // (`mr_fill_mroute`).
    attr(23, "RTA_EXPIRES", Shape::Choose(expires, &[U64(Host).meaning(Unit("hundredths of a second")), U32(Host).meaning(Unit("seconds"))]), "remaining lifetime"),
    attr(24, "RTA_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(25, "RTA_UID", U32(Host).meaning(Number), "lookup: user ID"),
    attr(26, "RTA_TTL_PROPAGATE", U8.meaning(Number), "whether MPLS copies the time to live"),
    attr(27, "RTA_IP_PROTO", U8.meaning(Number), "lookup: IP protocol"),
    attr(28, "RTA_SPORT", U16(Network).meaning(Number), "lookup: source port"),
    attr(29, "RTA_DPORT", U16(Network).meaning(Number), "lookup: destination port"),
    attr(RTA_NH_ID, "RTA_NH_ID", U32(Host).meaning(Number), "next-hop object of the route"),
    attr(31, "RTA_FLOWLABEL", U32(Network).meaning(Flags(&[])), "lookup: IPv6 flow label"),
]);

fn expires(context: &Context<'_>) -> Shape {
    match context.family {
        RTNL_FAMILY_IPMR | RTNL_FAMILY_IP6MR => U64(Host).meaning(Unit("hundredths of a second")),
        _ => U32(Host).meaning(Unit("seconds")),
    }
}

fn route_encap(context: &Context<'_>) -> Shape {
    encap(context, &RTA, RTA_ENCAP_TYPE)
}

pub const RTAX_LOCK: u16 = 1;

/// `RTAX_…`: the metrics of a route, inside `RTA_METRICS`.
#[rustfmt::skip]
pub static RTAX: Set = set("RTAX", &RTATTR, &[
    attr(RTAX_LOCK, "RTAX_LOCK", U32(Host).meaning(Number), "bit mask of the metrics that must not change"),
    attr(2, "RTAX_MTU", U32(Host).meaning(Unit("bytes")), "largest packet on the path"),
    attr(3, "RTAX_WINDOW", U32(Host).meaning(Unit("bytes")), "largest TCP window to advertise"),
    attr(4, "RTAX_RTT", U32(Host).meaning(Unit("eighths of a millisecond")), "round-trip time"),
    attr(5, "RTAX_RTTVAR", U32(Host).meaning(Unit("quarters of a millisecond")), "variation of the round-trip time"),
    attr(6, "RTAX_SSTHRESH", U32(Host).meaning(Unit("segments")), "TCP slow-start threshold"),
    attr(7, "RTAX_CWND", U32(Host).meaning(Unit("segments")), "limit of the TCP congestion window"),
    attr(8, "RTAX_ADVMSS", U32(Host).meaning(Unit("bytes")), "TCP segment size to advertise"),
    attr(9, "RTAX_REORDERING", U32(Host).meaning(Unit("segments")), "reordering that TCP expects"),
    attr(10, "RTAX_HOPLIMIT", U32(Host).meaning(Unit("hops")), "time to live of packets"),
    attr(11, "RTAX_INITCWND", U32(Host).meaning(Unit("segments")), "initial TCP congestion window"),
    attr(12, "RTAX_FEATURES", U32(Host).meaning(Flags(RTAX_FEATURE)), "features allowed on the path"),
    attr(13, "RTAX_RTO_MIN", U32(Host).meaning(Unit("milliseconds")), "shortest TCP retransmission timeout"),
    attr(14, "RTAX_INITRWND", U32(Host).meaning(Unit("segments")), "initial TCP receive window"),
    attr(15, "RTAX_QUICKACK", U32(Host).meaning(Number), "1: acknowledge at once"),
    attr(16, "RTAX_CC_ALGO", Text, "TCP congestion control"),
    attr(17, "RTAX_FASTOPEN_NO_COOKIE", U32(Host).meaning(Number), "1: TCP Fast Open without a cookie"),
]);

/// `RTAX_FEATURE_…`
#[rustfmt::skip]
pub const RTAX_FEATURE: &[Name] = &[
    name(0x1, "RTAX_FEATURE_ECN", "explicit congestion notification"),
    name(0x2, "RTAX_FEATURE_SACK", "selective acknowledgements, no longer used"),
    name(0x4, "RTAX_FEATURE_TIMESTAMP", "TCP timestamps, no longer used"),
    name(0x8, "RTAX_FEATURE_ALLFRAG", "fragment header in every packet, unused"),
];

/// `struct rtnexthop`: one of several next hops, followed by attributes.
#[rustfmt::skip]
pub static RTNEXTHOP: Layout = Layout {
    c_name: "rtnexthop",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U16(Host), "rtnh_len", Unit("bytes"), "length with attributes"),
        field(2, U8, "rtnh_flags", Flags(RTM_F), "state of the next hop"),
        field(3, U8, "rtnh_hops", Number, "weight minus 1 (multicast: required TTL)"),
        field(4, S32, "rtnh_ifindex", Interface, "outgoing interface"),
    ],
};
const _: () = assert!(RTNEXTHOP.size() == 8 && RTNEXTHOP.has_no_hole());

/// `struct rtnexthop`: the type of its members; its table is [`RTNEXTHOP`].
#[doc(alias = "rtnexthop")]
pub enum Rtnexthop {}

impl CStruct for Rtnexthop {
    const LAYOUT: &'static Layout = &RTNEXTHOP;
}

/// `rtnh_len`
pub const RTNH_LEN: Member<Rtnexthop> = Member::named("rtnh_len");
/// `rtnh_flags`
pub const RTNH_FLAGS: Member<Rtnexthop> = Member::named("rtnh_flags");
/// `rtnh_hops`
pub const RTNH_HOPS: Member<Rtnexthop> = Member::named("rtnh_hops");
/// `rtnh_ifindex`
pub const RTNH_IFINDEX: Member<Rtnexthop> = Member::named("rtnh_ifindex");

/// `struct rta_cacheinfo`; times are in ticks of `USER_HZ`, 100 a second.
#[rustfmt::skip]
pub static RTA_CACHEINFO_STRUCT: Layout = Layout {
    c_name: "rta_cacheinfo",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "rta_clntref", Number, "users of the entry"),
        field(4, U32(Host), "rta_lastuse", Unit("hundredths of a second"), "time since last use"),
        field(8, S32, "rta_expires", Number, "expiry in 1/100 s, 0: never"),
        field(12, U32(Host), "rta_error", Number, "errno that users get, or 0"),
        field(16, U32(Host), "rta_used", Number, "times used"),
        field(20, U32(Host), "rta_id", Number, "no longer used"),
        field(24, U32(Host), "rta_ts", Number, "no longer used"),
        field(28, U32(Host), "rta_tsage", Number, "no longer used"),
    ],
};
const _: () = assert!(RTA_CACHEINFO_STRUCT.size() == 32 && RTA_CACHEINFO_STRUCT.has_no_hole());

/// `struct rta_mfc_stats`
#[rustfmt::skip]
pub static RTA_MFC_STATS_STRUCT: Layout = Layout {
    c_name: "rta_mfc_stats",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U64(Host), "mfcs_packets", Unit("packets"), "packets forwarded"),
        field(8, U64(Host), "mfcs_bytes", Unit("bytes"), "bytes forwarded"),
        field(16, U64(Host), "mfcs_wrong_if", Unit("packets"), "received on the wrong interface"),
    ],
};
const _: () = assert!(RTA_MFC_STATS_STRUCT.size() == 24 && RTA_MFC_STATS_STRUCT.has_no_hole());

/// `struct rtvia`, without the address at its end.
#[rustfmt::skip]
pub static RTVIA: Layout = Layout {
    c_name: "rtvia",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[field(0, U16(Host), "rtvia_family", OneOf(FAMILIES), "address family of the gateway")],
};
const _: () = assert!(RTVIA.size() == 2 && RTVIA.has_no_hole());

/// The end of `struct rtvia`.
static RTVIA_ADDR: Attr = attr(0, "rtvia_addr", Ip, "gateway address, in network order");

/// `struct prefixmsg`: a prefix that a router advertised.
#[rustfmt::skip]
pub static PREFIXMSG: Layout = Layout {
    c_name: "prefixmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "prefix_family", OneOf(FAMILIES), "always AF_INET6"),
        field(1, Pad(1), "prefix_pad1", Reserved, "zero"),
        field(2, Pad(2), "prefix_pad2", Reserved, "zero"),
        field(4, S32, "prefix_ifindex", Interface, "receiving interface"),
        field(8, U8, "prefix_type", Number, "option type in neighbour discovery: 3"),
        field(9, U8, "prefix_len", Unit("bits"), "prefix length"),
        field(10, U8, "prefix_flags", Flags(ND_OPT_PI_FLAG), "how the prefix may be used"),
        field(11, Pad(1), "prefix_pad3", Reserved, "zero"),
    ],
};
const _: () = assert!(PREFIXMSG.size() == 12 && PREFIXMSG.has_no_hole());

/// `struct prefixmsg`: the type of its members; its table is [`PREFIXMSG`].
#[doc(alias = "prefixmsg")]
pub enum Prefixmsg {}

impl CStruct for Prefixmsg {
    const LAYOUT: &'static Layout = &PREFIXMSG;
}

/// `prefix_family`
pub const PREFIX_FAMILY: Member<Prefixmsg> = Member::named("prefix_family");
/// `prefix_ifindex`
pub const PREFIX_IFINDEX: Member<Prefixmsg> = Member::named("prefix_ifindex");
/// `prefix_type`
pub const PREFIX_TYPE: Member<Prefixmsg> = Member::named("prefix_type");
/// `prefix_len`
pub const PREFIX_LEN: Member<Prefixmsg> = Member::named("prefix_len");
/// `prefix_flags`
pub const PREFIX_FLAGS: Member<Prefixmsg> = Member::named("prefix_flags");

pub const PREFIX_ADDRESS: u16 = 1;
pub const PREFIX_CACHEINFO: u16 = 2;

/// `PREFIX_…`
#[rustfmt::skip]
pub static PREFIX: Set = set("PREFIX", &RTATTR, &[
    attr(PREFIX_ADDRESS, "PREFIX_ADDRESS", Ip, "the prefix"),
    attr(PREFIX_CACHEINFO, "PREFIX_CACHEINFO", Struct(&PREFIX_CACHEINFO_STRUCT), "lifetimes"),
]);

/// `struct prefix_cacheinfo`
#[rustfmt::skip]
pub static PREFIX_CACHEINFO_STRUCT: Layout = Layout {
    c_name: "prefix_cacheinfo",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "preferred_time", Unit("seconds"), "how long it is preferred"),
        field(4, U32(Host), "valid_time", Unit("seconds"), "how long it is valid"),
    ],
};
const _: () = assert!(PREFIX_CACHEINFO_STRUCT.size() == 8 && PREFIX_CACHEINFO_STRUCT.has_no_hole());

/// `struct prefix_cacheinfo`: the type of its members; its table is [`PREFIX_CACHEINFO_STRUCT`].
#[doc(alias = "prefix_cacheinfo")]
pub enum PrefixCacheinfo {}

impl CStruct for PrefixCacheinfo {
    const LAYOUT: &'static Layout = &PREFIX_CACHEINFO_STRUCT;
}

/// `preferred_time`
pub const PREFIX_CACHEINFO_PREFERRED_TIME: Member<PrefixCacheinfo> =
    Member::named("preferred_time");
/// `valid_time`
pub const PREFIX_CACHEINFO_VALID_TIME: Member<PrefixCacheinfo> = Member::named("valid_time");

/// `struct nduseroptmsg`: an option of a router advertisement, for programs. The option itself
/// follows, as the router sent it.
#[rustfmt::skip]
pub static NDUSEROPTMSG: Layout = Layout {
    c_name: "nduseroptmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "nduseropt_family", OneOf(FAMILIES), "always AF_INET6"),
        field(1, Pad(1), "nduseropt_pad1", Reserved, "zero"),
        field(2, U16(Host), "nduseropt_opts_len", Unit("bytes"), "length of the option that follows"),
        field(4, S32, "nduseropt_ifindex", Interface, "receiving interface"),
        field(8, U8, "nduseropt_icmp_type", Number, "ICMPv6 type, 134: router advertisement"),
        field(9, U8, "nduseropt_icmp_code", Number, "ICMPv6 code: 0"),
        field(10, Pad(2), "nduseropt_pad2", Reserved, "zero"),
        field(12, Pad(4), "nduseropt_pad3", Reserved, "zero"),
    ],
};
const _: () = assert!(NDUSEROPTMSG.size() == 16 && NDUSEROPTMSG.has_no_hole());

/// `struct nduseroptmsg`: the type of its members; its table is [`NDUSEROPTMSG`].
#[doc(alias = "nduseroptmsg")]
pub enum Nduseroptmsg {}

impl CStruct for Nduseroptmsg {
    const LAYOUT: &'static Layout = &NDUSEROPTMSG;
}

/// `nduseropt_family`
pub const NDUSEROPT_FAMILY: Member<Nduseroptmsg> = Member::named("nduseropt_family");
/// `nduseropt_opts_len`
pub const NDUSEROPT_OPTS_LEN: Member<Nduseroptmsg> = Member::named("nduseropt_opts_len");
/// `nduseropt_ifindex`
pub const NDUSEROPT_IFINDEX: Member<Nduseroptmsg> = Member::named("nduseropt_ifindex");
/// `nduseropt_icmp_type`
pub const NDUSEROPT_ICMP_TYPE: Member<Nduseroptmsg> = Member::named("nduseropt_icmp_type");
/// `nduseropt_icmp_code`
pub const NDUSEROPT_ICMP_CODE: Member<Nduseroptmsg> = Member::named("nduseropt_icmp_code");

/// `NDUSEROPT_…`: what follows the option.
#[rustfmt::skip]
pub static NDUSEROPT: Set = set("NDUSEROPT", &RTATTR, &[
    attr(1, "NDUSEROPT_SRCADDR", Ip, "address of the router"),
]);

/// The fields of `struct nduseroptmsg`, followed by those of an option.
const fn with_option<const N: usize>(of_option: &[Field]) -> [Field; N] {
    let before = NDUSEROPTMSG.fields;
    let mut fields = [before[0]; N];
    let mut index = 0;
    while index < N {
        fields[index] = if index < before.len() {
            before[index]
        } else {
            let Field { at, kind, c_name, meaning, about, .. } = of_option[index - before.len()];
            field(NDUSEROPTMSG.size() + at, kind, c_name, meaning, about)
        };
        index += 1;
    }
    fields
}

/// An advertised prefix.
pub static PREFIX_INFO: Layout = Layout {
    c_name: "nduseroptmsg with nd_opt_prefix_info",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &with_option::<16>(ND_OPT_PREFIX_INFO),
};
const _: () = assert!(PREFIX_INFO.size() == 48 && PREFIX_INFO.has_no_hole());

/// The option with DNS servers (RFC 8106). No header has a struct for it.
const RDNSS: &[Field; 7] = &[
    field(0, U8, "type", Number, "option type, 25: recursive DNS servers"),
    field(1, U8, "length", Unit("times 8 bytes"), "length of the option"),
    field(2, U16(Network), "reserved", Reserved, "zero"),
    field(4, U32(Network), "lifetime", Unit("seconds"), "how long the servers may be used"),
    field(8, Bytes(16), "address[0]", Meaning::Ip, "first DNS server"),
    field(24, Bytes(16), "address[1]", Meaning::Ip, "second DNS server"),
    field(40, Bytes(16), "address[2]", Meaning::Ip, "third DNS server"),
];

const fn name_servers(fields: &'static [Field]) -> Layout {
    let c_name = "nduseroptmsg with name servers";
    Layout { c_name, header: "linux/rtnetlink.h", man: "rtnetlink(7)", fields }
}

/// One DNS server.
pub static RDNSS_1: Layout = name_servers(&with_option::<13>(RDNSS));
/// Two DNS servers.
pub static RDNSS_2: Layout = name_servers(&with_option::<14>(RDNSS));
/// Three DNS servers.
pub static RDNSS_3: Layout = name_servers(&with_option::<15>(RDNSS));
const _: () = assert!(RDNSS_1.size() == 40 && RDNSS_3.size() == 72 && RDNSS_3.has_no_hole());

/// `struct rtgenmsg`: an address family and nothing else.
#[rustfmt::skip]
pub static RTGENMSG: Layout = Layout {
    c_name: "rtgenmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[field(0, U8, "rtgen_family", OneOf(FAMILIES), "address family")],
};
const _: () = assert!(RTGENMSG.size() == 1 && RTGENMSG.has_no_hole());

/// `struct rtgenmsg`: the type of its members; its table is [`RTGENMSG`].
#[doc(alias = "rtgenmsg")]
pub enum Rtgenmsg {}

impl CStruct for Rtgenmsg {
    const LAYOUT: &'static Layout = &RTGENMSG;
}

/// `rtgen_family`
pub const RTGEN_FAMILY: Member<Rtgenmsg> = Member::named("rtgen_family");

/// `struct ifinfomsg`: the struct of every message about a link.
#[rustfmt::skip]
pub static IFINFOMSG: Layout = Layout {
    c_name: "ifinfomsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "ifi_family", OneOf(FAMILIES), "AF_UNSPEC, or AF_BRIDGE for bridge ports"),
        field(1, Pad(1), "__ifi_pad", Reserved, "zero"),
        field(2, U16(Host), "ifi_type", OneOf(ARPHRD), "link-layer type"),
        field(4, S32, "ifi_index", Interface, "the interface"),
        field(8, U32(Host), "ifi_flags", Flags(IFF), "state of the interface"),
        field(12, U32(Host), "ifi_change", Flags(IFF), "request: flags to change"),
    ],
};
const _: () = assert!(IFINFOMSG.size() == 16 && IFINFOMSG.has_no_hole());

/// `struct ifinfomsg`: the type of its members; its table is [`IFINFOMSG`].
#[doc(alias = "ifinfomsg")]
pub enum Ifinfomsg {}

impl CStruct for Ifinfomsg {
    const LAYOUT: &'static Layout = &IFINFOMSG;
}

/// `ifi_family`
pub const IFI_FAMILY: Member<Ifinfomsg> = Member::named("ifi_family");
/// `ifi_type`
pub const IFI_TYPE: Member<Ifinfomsg> = Member::named("ifi_type");
/// `ifi_index`
pub const IFI_INDEX: Member<Ifinfomsg> = Member::named("ifi_index");
/// `ifi_flags`
pub const IFI_FLAGS: Member<Ifinfomsg> = Member::named("ifi_flags");
/// `ifi_change`
pub const IFI_CHANGE: Member<Ifinfomsg> = Member::named("ifi_change");

/// `RTEXT_FILTER_…`
#[rustfmt::skip]
pub const RTEXT_FILTER: &[Name] = &[
    name(0x1, "RTEXT_FILTER_VF", "include virtual functions"),
    name(0x2, "RTEXT_FILTER_BRVLAN", "include the VLANs of bridge ports"),
    name(0x4, "RTEXT_FILTER_BRVLAN_COMPRESSED", "include those VLANs, as ranges"),
    name(0x8, "RTEXT_FILTER_SKIP_STATS", "leave out counters"),
    name(0x10, "RTEXT_FILTER_MRP", "include media redundancy"),
    name(0x20, "RTEXT_FILTER_CFM_CONFIG", "include the fault management settings"),
    name(0x40, "RTEXT_FILTER_CFM_STATUS", "include the fault management status"),
    name(0x80, "RTEXT_FILTER_MST", "include spanning trees"),
    // Since Linux 7.2.
    name(0x100, "RTEXT_FILTER_NAME_ONLY", "only index and name"),
];

/// `struct tcamsg`: the struct of every message about an action.
#[rustfmt::skip]
pub static TCAMSG: Layout = Layout {
    c_name: "tcamsg",
    header: "linux/rtnetlink.h",
    man: "tc-actions(8)",
    fields: &[
        field(0, U8, "tca_family", OneOf(FAMILIES), "always AF_UNSPEC"),
        field(1, Pad(1), "tca__pad1", Reserved, "zero"),
        field(2, Pad(2), "tca__pad2", Reserved, "zero"),
    ],
};
const _: () = assert!(TCAMSG.size() == 4 && TCAMSG.has_no_hole());

/// `struct tcamsg`: the type of its members; its table is [`TCAMSG`].
#[doc(alias = "tcamsg")]
pub enum Tcamsg {}

impl CStruct for Tcamsg {
    const LAYOUT: &'static Layout = &TCAMSG;
}

/// `tca_family`
pub const TCA_FAMILY: Member<Tcamsg> = Member::named("tca_family");

pub const TCA_ROOT_TAB: u16 = 1;

/// `TCA_ROOT_…`: the attributes of a message about actions.
#[rustfmt::skip]
pub static TCA_ROOT: Set = set("TCA_ROOT", &RTATTR, &[
    attr(TCA_ROOT_TAB, "TCA_ROOT_TAB", Nested(&TCA_ACT_TAB), "the actions"),
    attr(2, "TCA_ROOT_FLAGS", Struct(&ROOT_FLAGS), "request: how to report them"),
    attr(3, "TCA_ROOT_COUNT", U32(Host).meaning(Number), "number of actions, for a large dump"),
    attr(4, "TCA_ROOT_TIME_DELTA", U32(Host).meaning(Unit("milliseconds")), "request: only those used this recently"),
    attr(5, "TCA_ROOT_EXT_WARN_MSG", Text, "warning, as text"),
]);

static ROOT_FLAGS: Layout = nla_bitfield32(&ROOT_FLAGS_BITS);
static ROOT_FLAGS_BITS: [Field; 2] = bits(TCA_ACT_FLAG);

/// `TCA_ACT_FLAG_…`
#[rustfmt::skip]
pub const TCA_ACT_FLAG: &[Name] = &[
    name(0x1, "TCA_ACT_FLAG_LARGE_DUMP_ON", "over 32 actions a message, with a count"),
    name(0x2, "TCA_ACT_FLAG_TERSE_DUMP", "only kind, index and counters"),
];

/// In `tcm_ifindex`: filters shared by several interfaces; `tcm_parent` is the number of their
/// block.
pub const TCM_IFINDEX_MAGIC_BLOCK: u64 = 0xffff_ffff;

/// `struct tcmsg`: the struct of every message about traffic control.
#[rustfmt::skip]
pub static TCMSG: Layout = Layout {
    c_name: "tcmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "tcm_family", OneOf(FAMILIES), "always AF_UNSPEC"),
        field(1, Pad(1), "tcm__pad1", Reserved, "zero"),
        field(2, Pad(2), "tcm__pad2", Reserved, "zero"),
        field(4, S32, "tcm_ifindex", Interface, "the interface"),
        field(8, U32(Host), "tcm_handle", Flags(&[]), "handle, 16-bit major and minor"),
        field(12, U32(Host), "tcm_parent", Meaning::Choose(parent, &[OneOf(TC_H), Flags(&[])]), "parent: a handle, or a special place"),
        field(16, U32(Host), "tcm_info", Meaning::Choose(tc_info, &[Number, Flags(&[])]), "qdisc: users; class: qdisc; filter: prio, proto"),
    ],
};
const _: () = assert!(TCMSG.size() == 20 && TCMSG.has_no_hole());

/// `struct tcmsg`: the type of its members; its table is [`TCMSG`].
#[doc(alias = "tcmsg")]
pub enum Tcmsg {}

impl CStruct for Tcmsg {
    const LAYOUT: &'static Layout = &TCMSG;
}

/// `tcm_family`
pub const TCM_FAMILY: Member<Tcmsg> = Member::named("tcm_family");
/// `tcm_ifindex`
pub const TCM_IFINDEX: Member<Tcmsg> = Member::named("tcm_ifindex");
/// `tcm_handle`
pub const TCM_HANDLE: Member<Tcmsg> = Member::named("tcm_handle");
/// `tcm_parent`
pub const TCM_PARENT: Member<Tcmsg> = Member::named("tcm_parent");
/// `tcm_info`
pub const TCM_INFO: Member<Tcmsg> = Member::named("tcm_info");

fn parent(context: &Context<'_>) -> Meaning {
    let parent = context.view::<Tcmsg>(context.around).get(TCM_PARENT);
    let named = TC_H.iter().any(|name| Some(name.number) == parent);
    if named { OneOf(TC_H) } else { Flags(&[]) }
}

/// For a qdisc the field is a count; for a class and a filter it combines two numbers.
fn tc_info(context: &Context<'_>) -> Meaning {
    if is_qdisc(context) { Number } else { Flags(&[]) }
}

fn is_qdisc(context: &Context<'_>) -> bool {
    [RTM_NEWQDISC, RTM_DELQDISC, RTM_GETQDISC].contains(&context.message_type)
}

pub const TCA_KIND: u16 = 1;
pub const TCA_OPTIONS: u16 = 2;
pub const TCA_XSTATS: u16 = 4;
pub const TCA_CHAIN: u16 = 11;
pub const TCA_INGRESS_BLOCK: u16 = 13;
pub const TCA_EGRESS_BLOCK: u16 = 14;

/// `TCA_…`: the attributes of a qdisc, a class or a filter.
#[rustfmt::skip]
pub static TCA: Set = set("TCA", &RTATTR, &[
    attr(TCA_KIND, "TCA_KIND", Text, "kind: pfifo_fast, fq_codel, u32, …"),
    attr(TCA_OPTIONS, "TCA_OPTIONS", Shape::Choose(options, &[Struct(&TC_HFSC_QOPT)]), "options of this kind"),
    attr(3, "TCA_STATS", Struct(&TC_STATS), "counters, old form"),
    attr(TCA_XSTATS, "TCA_XSTATS", Shape::Choose(counters, COUNTERS), "counters of this kind"),
    attr(5, "TCA_RATE", Struct(&GNET_ESTIMATOR), "request: how to estimate the rate"),
    attr(6, "TCA_FCNT", Opaque, "not used"),
    attr(7, "TCA_STATS2", Nested(&TC_COUNTERS), "counters"),
    attr(8, "TCA_STAB", Nested(&TCA_STAB), "size table of the link"),
    attr(9, "TCA_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(10, "TCA_DUMP_INVISIBLE", Flag, "request: include those made by the kernel"),
    attr(TCA_CHAIN, "TCA_CHAIN", U32(Host).meaning(Number), "chain of filters"),
    attr(12, "TCA_HW_OFFLOAD", U8.meaning(Number), "1: done in hardware"),
    attr(TCA_INGRESS_BLOCK, "TCA_INGRESS_BLOCK", U32(Host).meaning(Number), "shared filters for incoming packets"),
    attr(TCA_EGRESS_BLOCK, "TCA_EGRESS_BLOCK", U32(Host).meaning(Number), "shared filters for outgoing packets"),
    attr(15, "TCA_DUMP_FLAGS", Id, "request: how much to report"),
    attr(16, "TCA_EXT_WARN_MSG", Text, "warning, as text"),
]);

/// `TCA_STATS_…` of a qdisc or a class, with the counters of its kind.
static TC_COUNTERS: Set = set("TCA_STATS", &NLATTR, &TC_COUNTERS_ROWS);
static TC_COUNTERS_ROWS: [Attr; 8] = tca_stats(Shape::Choose(counters, COUNTERS));
const COUNTERS: &[Shape] = &[Struct(&TC_FQ_CODEL_CL_XSTATS)];

/// Returns the kind of the qdisc, class or filter of a message. The kind is in the message's own
/// list, whatever part of the message is being read.
fn kind<'a>(context: &Context<'a>) -> &'a [u8] {
    let list = context.body.get(const { TCMSG.size() }..).unwrap_or_default();
    context.find(&TCA, list, TCA_KIND).unwrap_or_default()
}

/// `TCA_OPTIONS`, by kind. No kind of qdisc has the name of a kind of filter in the tables, except
/// `bpf`. The qdisc `hfsc` has other options than its classes.
fn options(context: &Context<'_>) -> Shape {
    match kind(context) {
        b"bpf" | b"bpf\0" if is_qdisc(context) => Opaque,
        b"hfsc" | b"hfsc\0" if is_qdisc(context) => Struct(&TC_HFSC_QOPT),
        kind => context.protocol.of_kind(&TCA, TCA_OPTIONS, kind),
    }
}

/// `TCA_XSTATS` and `TCA_STATS_APP`, by kind. The flows of `fq_codel` are classes, with counters of
/// their own.
fn counters(context: &Context<'_>) -> Shape {
    match kind(context) {
        b"fq_codel" | b"fq_codel\0" if !is_qdisc(context) => Struct(&TC_FQ_CODEL_CL_XSTATS),
        kind => context.protocol.of_kind(&TCA, TCA_XSTATS, kind),
    }
}
