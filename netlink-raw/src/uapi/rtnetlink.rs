//! `include/uapi/linux/rtnetlink.h`: routes, and the messages of rtnetlink.

use crate::uapi::if_link::{IFINFOMSG, IFLA};
use crate::uapi::netlink::attribute_types;
use crate::uapi::socket::FAMILIES;
use crate::wire::{
    Attr,
    Body::Struct,
    Kind::{S32, U8, U16, U32, U64},
    Layout, Message, Name,
    Order::{Host, Network},
    Says::{self, Flags, Interface, Number, OneOf, Unit},
    Set,
    Shape::{self, Ip, Nested, NextHops, Opaque, Text},
    attr, field, message, name, number_of, set,
};

/// The messages of `NETLINK_ROUTE`, in fours: new, delete, get, set.
#[rustfmt::skip]
pub static MESSAGES: &[Message] = &[
    message(16, "RTM_NEWLINK", Struct(&IFINFOMSG, &IFLA), "an interface was added or changed; as a request: do so"),
    message(17, "RTM_DELLINK", Struct(&IFINFOMSG, &IFLA), "an interface was deleted; as a request: do so"),
    message(18, "RTM_GETLINK", Struct(&IFINFOMSG, &IFLA), "request: tell me about interfaces"),
    message(19, "RTM_SETLINK", Struct(&IFINFOMSG, &IFLA), "request: change an interface"),
    message(24, "RTM_NEWROUTE", Struct(&RTMSG, &RTA), "a route was added or changed; as a request: do so"),
    message(25, "RTM_DELROUTE", Struct(&RTMSG, &RTA), "a route was deleted; as a request: do so"),
    message(26, "RTM_GETROUTE", Struct(&RTMSG, &RTA), "request: tell me about routes"),
];

/// Make or change an interface.
pub const RTM_NEWLINK: u16 = crate::uapi::ROUTE.number("RTM_NEWLINK");
/// A route was added or changed.
pub const RTM_NEWROUTE: u16 = crate::uapi::ROUTE.number("RTM_NEWROUTE");
/// A route was deleted.
pub const RTM_DELROUTE: u16 = crate::uapi::ROUTE.number("RTM_DELROUTE");
/// Tell me about routes.
pub const RTM_GETROUTE: u16 = crate::uapi::ROUTE.number("RTM_GETROUTE");

/// `RTNLGRP_…`: multicast group numbers. `RTMGRP_…` in the same header are the
/// masks of the first 32 of them, for `sockaddr_nl.nl_groups`.
pub const RTNLGRP_IPV4_ROUTE: u32 = 7;
/// Changes of IPv6 routes.
pub const RTNLGRP_IPV6_ROUTE: u32 = 11;

/// `struct rtattr`: the header of an attribute in rtnetlink, the same bytes as
/// `struct nlattr`.
#[rustfmt::skip]
pub static RTATTR: Layout = Layout {
    c_name: "rtattr",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U16(Host), "rta_len", Unit("bytes"), "length with this header, without the padding behind it"),
        field(2, U16(Host), "rta_type", Says::Choose(attribute_types), "which attribute"),
    ],
};
const _: () = assert!(RTATTR.size() == 4);

/// `struct rtmsg`: the 12 bytes of every message about a route.
#[rustfmt::skip]
pub static RTMSG: Layout = Layout {
    c_name: "rtmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "rtm_family", OneOf(FAMILIES), "the family of the route's addresses"),
        field(1, U8, "rtm_dst_len", Unit("bits"), "prefix length of the destination: the guide's \"Netmask\""),
        field(2, U8, "rtm_src_len", Unit("bits"), "prefix length of the source, if the route has one"),
        field(3, U8, "rtm_tos", Number, "type of service that packets must have; 0 for any"),
        field(4, U8, "rtm_table", OneOf(RT_TABLE), "the routing table; for a number above 255 see RTA_TABLE"),
        field(5, U8, "rtm_protocol", OneOf(RTPROT), "who installed the route"),
        field(6, U8, "rtm_scope", OneOf(RT_SCOPE), "how far away the destination is"),
        field(7, U8, "rtm_type", OneOf(RTN), "what happens to packets that match"),
        field(8, U32(Host), "rtm_flags", Flags(RTM_F), "the state of the route and of its next hop"),
    ],
};
const _: () = assert!(RTMSG.size() == 12);

/// `RT_TABLE_…`: the routing tables that have names.
#[rustfmt::skip]
pub const RT_TABLE: &[Name] = &[
    name(0, "RT_TABLE_UNSPEC", "any table"),
    name(252, "RT_TABLE_COMPAT", "the real number does not fit and stands in RTA_TABLE"),
    name(253, "RT_TABLE_DEFAULT", "looked up last, usually empty"),
    name(254, "RT_TABLE_MAIN", "where routes are unless somebody says otherwise"),
    name(255, "RT_TABLE_LOCAL", "this machine's own addresses, kept by the kernel"),
];

/// Where routes are unless somebody says otherwise.
pub const RT_TABLE_MAIN: u64 = number_of(RT_TABLE, "RT_TABLE_MAIN");

/// `RTPROT_…`: who installed a route.
#[rustfmt::skip]
pub const RTPROT: &[Name] = &[
    name(0, "RTPROT_UNSPEC", "not said"),
    name(1, "RTPROT_REDIRECT", "an ICMP redirect"),
    name(2, "RTPROT_KERNEL", "the kernel itself"),
    name(3, "RTPROT_BOOT", "a person or a boot script: what `ip route add` writes"),
    name(4, "RTPROT_STATIC", "the administrator, for good"),
    name(8, "RTPROT_GATED", "the GateD daemon"),
    name(9, "RTPROT_RA", "an IPv6 router advertisement"),
    name(10, "RTPROT_MRT", "the Merit MRT toolkit"),
    name(11, "RTPROT_ZEBRA", "the Zebra daemon, now FRRouting"),
    name(12, "RTPROT_BIRD", "the BIRD daemon"),
    name(13, "RTPROT_DNROUTED", "a DECnet routing daemon"),
    name(14, "RTPROT_XORP", "the XORP daemon"),
    name(15, "RTPROT_NTK", "Netsukuku"),
    name(16, "RTPROT_DHCP", "a DHCP client"),
    name(17, "RTPROT_MROUTED", "a multicast routing daemon"),
    name(18, "RTPROT_KEEPALIVED", "the keepalived daemon"),
    name(42, "RTPROT_BABEL", "a Babel daemon"),
    name(99, "RTPROT_OPENR", "Open/R"),
    name(186, "RTPROT_BGP", "BGP, by way of a routing daemon"),
    name(187, "RTPROT_ISIS", "IS-IS, by way of a routing daemon"),
    name(188, "RTPROT_OSPF", "OSPF, by way of a routing daemon"),
    name(189, "RTPROT_RIP", "RIP, by way of a routing daemon"),
    name(192, "RTPROT_EIGRP", "EIGRP, by way of a routing daemon"),
];

/// What `ip route add` writes.
pub const RTPROT_BOOT: u64 = number_of(RTPROT, "RTPROT_BOOT");

/// `RT_SCOPE_…`: how far away a destination is.
#[rustfmt::skip]
pub const RT_SCOPE: &[Name] = &[
    name(0, "RT_SCOPE_UNIVERSE", "anywhere: behind a gateway"),
    name(200, "RT_SCOPE_SITE", "inside this site"),
    name(253, "RT_SCOPE_LINK", "on the link itself: no gateway"),
    name(254, "RT_SCOPE_HOST", "on this machine"),
    name(255, "RT_SCOPE_NOWHERE", "nowhere; in a request to delete: any scope"),
];

/// Anywhere: behind a gateway.
pub const RT_SCOPE_UNIVERSE: u64 = number_of(RT_SCOPE, "RT_SCOPE_UNIVERSE");
/// On the link itself: no gateway.
pub const RT_SCOPE_LINK: u64 = number_of(RT_SCOPE, "RT_SCOPE_LINK");
/// In a request to delete: any scope.
pub const RT_SCOPE_NOWHERE: u64 = number_of(RT_SCOPE, "RT_SCOPE_NOWHERE");

/// `RTN_…`: what happens to packets that match.
#[rustfmt::skip]
pub const RTN: &[Name] = &[
    name(0, "RTN_UNSPEC", "not said"),
    name(1, "RTN_UNICAST", "they go to the gateway, or straight to their destination"),
    name(2, "RTN_LOCAL", "they have arrived: the destination is this machine"),
    name(3, "RTN_BROADCAST", "received as broadcasts, sent as broadcasts"),
    name(4, "RTN_ANYCAST", "received as broadcasts, sent to one"),
    name(5, "RTN_MULTICAST", "they go to a multicast group"),
    name(6, "RTN_BLACKHOLE", "dropped in silence"),
    name(7, "RTN_UNREACHABLE", "dropped, the sender is told: host unreachable"),
    name(8, "RTN_PROHIBIT", "dropped, the sender is told: administratively prohibited"),
    name(9, "RTN_THROW", "this table has no answer: ask the next rule"),
    name(10, "RTN_NAT", "address translation; no longer implemented"),
    name(11, "RTN_XRESOLVE", "ask an external resolver; not implemented"),
];

/// They go to the gateway, or straight to their destination.
pub const RTN_UNICAST: u64 = number_of(RTN, "RTN_UNICAST");

/// `RTM_F_…`, and below them the `RTNH_F_…` of the route's only next hop, which
/// the kernel puts into the same field (`fib_dump_info`).
#[rustfmt::skip]
pub const RTM_F: &[Name] = &[
    name(0x1, "RTNH_F_DEAD", "the next hop's link is down: the route is out of use"),
    name(0x2, "RTNH_F_PERVASIVE", "look the gateway up again"),
    name(0x4, "RTNH_F_ONLINK", "the gateway is on this link, whatever its address says"),
    name(0x8, "RTNH_F_OFFLOAD", "the next hop is in hardware"),
    name(0x10, "RTNH_F_LINKDOWN", "the next hop's link has no carrier"),
    name(0x20, "RTNH_F_UNRESOLVED", "not resolved yet (multicast routing)"),
    name(0x40, "RTNH_F_TRAP", "the hardware hands packets to the kernel"),
    name(0x100, "RTM_F_NOTIFY", "tell me when the route changes"),
    name(0x200, "RTM_F_CLONED", "a cache entry made from another route"),
    name(0x400, "RTM_F_EQUALIZE", "balance over several paths; not implemented"),
    name(0x800, "RTM_F_PREFIX", "the route of an advertised prefix"),
    name(0x1000, "RTM_F_LOOKUP_TABLE", "in a lookup: tell me the table that answered"),
    name(0x2000, "RTM_F_FIB_MATCH", "in a lookup: tell me the route, not the cache entry"),
    name(0x4000, "RTM_F_OFFLOAD", "the route is in hardware"),
    name(0x8000, "RTM_F_TRAP", "the hardware hands its packets to the kernel"),
    name(0x2000_0000, "RTM_F_OFFLOAD_FAILED", "the hardware did not take the route"),
];

/// `RTA_…`: the attributes of a route.
#[rustfmt::skip]
pub static RTA: Set = set("RTA", &RTATTR, &[
    attr(1, "RTA_DST", Ip, "the destination; missing in a default route"),
    attr(2, "RTA_SRC", Ip, "the source that packets must have"),
    attr(3, "RTA_IIF", Shape::Number(U32(Host), Interface), "the interface that packets came in on"),
    attr(4, "RTA_OIF", Shape::Number(U32(Host), Interface), "the interface that packets leave by"),
    attr(5, "RTA_GATEWAY", Ip, "the gateway that packets go to next"),
    attr(6, "RTA_PRIORITY", Shape::Number(U32(Host), Number), "the metric: the lower wins"),
    attr(7, "RTA_PREFSRC", Ip, "the source address that this machine's own packets get"),
    attr(8, "RTA_METRICS", Nested(&RTAX), "what is known of the path"),
    attr(9, "RTA_MULTIPATH", NextHops(&RTA), "several next hops to choose from"),
    attr(10, "RTA_PROTOINFO", Opaque, "no longer used"),
    attr(11, "RTA_FLOW", Shape::Number(U32(Host), Number), "the realm, for accounting"),
    attr(12, "RTA_CACHEINFO", Shape::Struct(&RTA_CACHEINFO), "how the kernel's entry has been used"),
    attr(13, "RTA_SESSION", Opaque, "no longer used"),
    attr(14, "RTA_MP_ALGO", Opaque, "no longer used"),
    attr(15, "RTA_TABLE", Shape::Number(U32(Host), OneOf(RT_TABLE)), "the routing table, in full width"),
    attr(16, "RTA_MARK", Shape::Number(U32(Host), Number), "the firewall mark that packets carry"),
    attr(17, "RTA_MFC_STATS", Shape::Struct(&RTA_MFC_STATS), "what a multicast route has carried"),
    attr(18, "RTA_VIA", Shape::Headed(&RTVIA, &RTVIA_ADDR), "a gateway of another family"),
    attr(19, "RTA_NEWDST", Opaque, "the MPLS labels that packets get"),
    attr(20, "RTA_PREF", Shape::Number(U8, OneOf(ICMPV6_ROUTER_PREF)), "how much the advertising router is preferred"),
    attr(21, "RTA_ENCAP_TYPE", Shape::Number(U16(Host), OneOf(LWTUNNEL_ENCAP)), "how packets are wrapped"),
    attr(22, "RTA_ENCAP", Opaque, "the wrapping itself, by its type"),
    attr(23, "RTA_EXPIRES", Shape::Number(U32(Host), Unit("seconds")), "in a request: how long the route may live"),
    attr(24, "RTA_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(25, "RTA_UID", Shape::Number(U32(Host), Number), "in a lookup: for which user"),
    attr(26, "RTA_TTL_PROPAGATE", Shape::Number(U8, Number), "whether MPLS copies the time to live"),
    attr(27, "RTA_IP_PROTO", Shape::Number(U8, Number), "in a lookup: for which IP protocol"),
    attr(28, "RTA_SPORT", Shape::Number(U16(Network), Number), "in a lookup: for which source port"),
    attr(29, "RTA_DPORT", Shape::Number(U16(Network), Number), "in a lookup: for which destination port"),
    attr(30, "RTA_NH_ID", Shape::Number(U32(Host), Number), "the next-hop object that the route uses"),
]);

/// The destination.
pub const RTA_DST: u16 = RTA.number("RTA_DST");
/// The interface that packets leave by.
pub const RTA_OIF: u16 = RTA.number("RTA_OIF");
/// The gateway.
pub const RTA_GATEWAY: u16 = RTA.number("RTA_GATEWAY");

/// `RTAX_…`: the metrics of a route, inside `RTA_METRICS`.
#[rustfmt::skip]
pub static RTAX: Set = set("RTAX", &RTATTR, &[
    attr(1, "RTAX_LOCK", Shape::Number(U32(Host), Number), "bit mask of the metrics below that must not be changed"),
    attr(2, "RTAX_MTU", Shape::Number(U32(Host), Unit("bytes")), "the largest packet that fits the path"),
    attr(3, "RTAX_WINDOW", Shape::Number(U32(Host), Unit("bytes")), "the largest TCP window to advertise"),
    attr(4, "RTAX_RTT", Shape::Number(U32(Host), Unit("eighths of a millisecond")), "the round-trip time"),
    attr(5, "RTAX_RTTVAR", Shape::Number(U32(Host), Unit("quarters of a millisecond")), "how much the round-trip time varies"),
    attr(6, "RTAX_SSTHRESH", Shape::Number(U32(Host), Unit("segments")), "TCP's slow-start threshold"),
    attr(7, "RTAX_CWND", Shape::Number(U32(Host), Unit("segments")), "an upper limit for TCP's congestion window"),
    attr(8, "RTAX_ADVMSS", Shape::Number(U32(Host), Unit("bytes")), "the TCP segment size to advertise"),
    attr(9, "RTAX_REORDERING", Shape::Number(U32(Host), Unit("segments")), "how much reordering TCP expects"),
    attr(10, "RTAX_HOPLIMIT", Shape::Number(U32(Host), Unit("hops")), "the time to live that packets get"),
    attr(11, "RTAX_INITCWND", Shape::Number(U32(Host), Unit("segments")), "TCP's first congestion window"),
    attr(12, "RTAX_FEATURES", Shape::Number(U32(Host), Flags(RTAX_FEATURE)), "what may be used on the path"),
    attr(13, "RTAX_RTO_MIN", Shape::Number(U32(Host), Unit("milliseconds")), "TCP's shortest retransmission timeout"),
    attr(14, "RTAX_INITRWND", Shape::Number(U32(Host), Unit("segments")), "TCP's first receive window"),
    attr(15, "RTAX_QUICKACK", Shape::Number(U32(Host), Number), "1: acknowledge at once"),
    attr(16, "RTAX_CC_ALGO", Text, "TCP's congestion control"),
    attr(17, "RTAX_FASTOPEN_NO_COOKIE", Shape::Number(U32(Host), Number), "1: TCP Fast Open without a cookie"),
]);

/// `RTAX_FEATURE_…`
#[rustfmt::skip]
pub const RTAX_FEATURE: &[Name] = &[
    name(0x1, "RTAX_FEATURE_ECN", "explicit congestion notification"),
    name(0x2, "RTAX_FEATURE_SACK", "selective acknowledgements; no longer used"),
    name(0x4, "RTAX_FEATURE_TIMESTAMP", "TCP timestamps; no longer used"),
    name(0x8, "RTAX_FEATURE_ALLFRAG", "a fragment header in every packet; no longer used"),
];

/// `struct rtnexthop`: one of several next hops, with attributes behind it.
#[rustfmt::skip]
pub static RTNEXTHOP: Layout = Layout {
    c_name: "rtnexthop",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U16(Host), "rtnh_len", Unit("bytes"), "length of this next hop, its attributes included"),
        field(2, U8, "rtnh_flags", Flags(RTM_F), "its state"),
        field(3, U8, "rtnh_hops", Number, "its weight, less one"),
        field(4, S32, "rtnh_ifindex", Interface, "the interface that packets leave by"),
    ],
};
const _: () = assert!(RTNEXTHOP.size() == 8);

/// `struct rta_cacheinfo`; times are in ticks of `USER_HZ`, 100 a second.
#[rustfmt::skip]
pub static RTA_CACHEINFO: Layout = Layout {
    c_name: "rta_cacheinfo",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "rta_clntref", Number, "how many use the entry"),
        field(4, U32(Host), "rta_lastuse", Unit("hundredths of a second"), "since when it has not been used"),
        field(8, S32, "rta_expires", Number, "when it expires, in hundredths of a second; 0 for never"),
        field(12, U32(Host), "rta_error", Number, "the errno that its users get, or 0"),
        field(16, U32(Host), "rta_used", Number, "how often it was used"),
        field(20, U32(Host), "rta_id", Number, "no longer used"),
        field(24, U32(Host), "rta_ts", Number, "no longer used"),
        field(28, U32(Host), "rta_tsage", Number, "no longer used"),
    ],
};
const _: () = assert!(RTA_CACHEINFO.size() == 32);

/// `struct rta_mfc_stats`
#[rustfmt::skip]
pub static RTA_MFC_STATS: Layout = Layout {
    c_name: "rta_mfc_stats",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U64(Host), "mfcs_packets", Unit("packets"), "forwarded"),
        field(8, U64(Host), "mfcs_bytes", Unit("bytes"), "forwarded"),
        field(16, U64(Host), "mfcs_wrong_if", Unit("packets"), "that came in on the wrong interface"),
    ],
};
const _: () = assert!(RTA_MFC_STATS.size() == 24);

/// `struct rtvia`, without the address that makes up its end.
#[rustfmt::skip]
pub static RTVIA: Layout = Layout {
    c_name: "rtvia",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[field(0, U16(Host), "rtvia_family", OneOf(FAMILIES), "the family of the gateway's address")],
};
const _: () = assert!(RTVIA.size() == 2);

/// The end of `struct rtvia`.
static RTVIA_ADDR: Attr = attr(0, "rtvia_addr", Ip, "the gateway's address, in network order");

/// `ICMPV6_ROUTER_PREF_…` (`include/uapi/linux/icmpv6.h`, RFC 4191)
#[rustfmt::skip]
pub const ICMPV6_ROUTER_PREF: &[Name] = &[
    name(0, "ICMPV6_ROUTER_PREF_MEDIUM", "as others"),
    name(1, "ICMPV6_ROUTER_PREF_HIGH", "before others"),
    name(2, "ICMPV6_ROUTER_PREF_INVALID", "not a preference"),
    name(3, "ICMPV6_ROUTER_PREF_LOW", "after others"),
];

/// `LWTUNNEL_ENCAP_…` (`include/uapi/linux/lwtunnel.h`)
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
