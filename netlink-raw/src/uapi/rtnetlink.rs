//! `include/uapi/linux/rtnetlink.h`: routes, and the messages of rtnetlink.

use crate::uapi::fib_rules::{FIB_RULE_HDR, FRA};
use crate::uapi::if_addr::{IFA, IFADDRMSG};
use crate::uapi::if_addrlabel::{IFADDRLBLMSG, IFAL};
use crate::uapi::if_bridge::{
    BR_PORT_MSG, BR_VLAN_MSG, BRIDGE_VLANDB, BRIDGE_VLANDB_DUMP, MDBA, MDBA_SET_ENTRY,
};
use crate::uapi::if_link::{IF_STATS_MSG, IFINFOMSG, IFLA, IFLA_STATS, IFLA_STATS_GETSET};
use crate::uapi::lwtunnel::{LWTUNNEL_ENCAP, MPLS_LABEL, encap};
use crate::uapi::mroute::{IP6MRA_CREPORT, IPMRA_CREPORT};
use crate::uapi::neighbour::{NDA, NDMSG, NDTA, NDTMSG};
use crate::uapi::net_namespace::{NETNSA, RTGENMSG};
use crate::uapi::netconf::{NETCONFA, NETCONFMSG};
use crate::uapi::netlink::{NLM_F_REQUEST, attribute_types};
use crate::uapi::nexthop::{NHA, NHMSG};
use crate::uapi::pkt_cls::{TCA_ROOT, TCAMSG};
use crate::uapi::pkt_sched::{TCA, TCMSG};
use crate::uapi::socket::{FAMILIES, family};
use crate::wire::{
    Attr,
    Body::{self, Struct},
    CStruct, Context, Field,
    Kind::{Bytes, Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Interface, Number, OneOf, Reserved, Unit},
    Member, Message, Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Ip, Nested, NextHops, Opaque, Structs, Text},
    attr, field, message, name, number_of, set,
};

/// The messages of `NETLINK_ROUTE`, in fours: new, delete, get, set.
#[rustfmt::skip]
pub static MESSAGES: &[Message] = &[
    message(16, "RTM_NEWLINK", Struct(&IFINFOMSG, &IFLA), "an interface was added or changed; as a request: do so"),
    message(17, "RTM_DELLINK", Struct(&IFINFOMSG, &IFLA), "an interface was deleted; as a request: do so"),
    message(18, "RTM_GETLINK", Struct(&IFINFOMSG, &IFLA), "request: tell me about interfaces"),
    message(19, "RTM_SETLINK", Struct(&IFINFOMSG, &IFLA), "request: change an interface"),
    message(20, "RTM_NEWADDR", Struct(&IFADDRMSG, &IFA), "an address was added or changed; as a request: do so"),
    message(21, "RTM_DELADDR", Struct(&IFADDRMSG, &IFA), "an address was deleted; as a request: do so"),
    message(22, "RTM_GETADDR", Body::Choose(get_address), "request: tell me about addresses"),
    message(24, "RTM_NEWROUTE", Struct(&RTMSG, &RTA), "a route was added or changed; as a request: do so"),
    message(25, "RTM_DELROUTE", Struct(&RTMSG, &RTA), "a route was deleted; as a request: do so"),
    message(26, "RTM_GETROUTE", Body::Choose(get_route), "request: tell me about routes"),
    message(28, "RTM_NEWNEIGH", Struct(&NDMSG, &NDA), "a neighbour was added or changed; as a request: do so"),
    message(29, "RTM_DELNEIGH", Struct(&NDMSG, &NDA), "a neighbour was deleted; as a request: do so"),
    message(30, "RTM_GETNEIGH", Body::Choose(get_neighbour), "request: tell me about neighbours; or: a program has to resolve one"),
    message(32, "RTM_NEWRULE", Struct(&FIB_RULE_HDR, &FRA), "a rule was added; as a request: do so"),
    message(33, "RTM_DELRULE", Struct(&FIB_RULE_HDR, &FRA), "a rule was deleted; as a request: do so"),
    message(34, "RTM_GETRULE", Body::Choose(get_rule), "request: tell me about rules"),
    message(36, "RTM_NEWQDISC", Struct(&TCMSG, &TCA), "a queueing discipline was added or changed; as a request: do so"),
    message(37, "RTM_DELQDISC", Struct(&TCMSG, &TCA), "a queueing discipline was deleted; as a request: do so"),
    message(38, "RTM_GETQDISC", Struct(&TCMSG, &TCA), "request: tell me about queueing disciplines"),
    message(40, "RTM_NEWTCLASS", Struct(&TCMSG, &TCA), "a traffic class was added or changed; as a request: do so"),
    message(41, "RTM_DELTCLASS", Struct(&TCMSG, &TCA), "a traffic class was deleted; as a request: do so"),
    message(42, "RTM_GETTCLASS", Struct(&TCMSG, &TCA), "request: tell me about traffic classes"),
    message(44, "RTM_NEWTFILTER", Struct(&TCMSG, &TCA), "a filter was added or changed; as a request: do so"),
    message(45, "RTM_DELTFILTER", Struct(&TCMSG, &TCA), "a filter was deleted; as a request: do so"),
    message(46, "RTM_GETTFILTER", Struct(&TCMSG, &TCA), "request: tell me about filters"),
    message(48, "RTM_NEWACTION", Struct(&TCAMSG, &TCA_ROOT), "a traffic action was added or changed; as a request: do so"),
    message(49, "RTM_DELACTION", Struct(&TCAMSG, &TCA_ROOT), "a traffic action was deleted; as a request: do so"),
    message(50, "RTM_GETACTION", Struct(&TCAMSG, &TCA_ROOT), "request: tell me about traffic actions; and the answer, which has the same type"),
    message(52, "RTM_NEWPREFIX", Struct(&PREFIXMSG, &PREFIX), "a router advertised a prefix"),
    message(56, "RTM_NEWMULTICAST", Struct(&IFADDRMSG, &IFA), "a multicast group was joined"),
    message(57, "RTM_DELMULTICAST", Struct(&IFADDRMSG, &IFA), "a multicast group was left"),
    message(58, "RTM_GETMULTICAST", Struct(&IFADDRMSG, &IFA), "request: tell me about multicast groups that interfaces have joined; and the answer, which has the same type"),
    message(60, "RTM_NEWANYCAST", Struct(&IFADDRMSG, &IFA), "an anycast address was added"),
    message(61, "RTM_DELANYCAST", Struct(&IFADDRMSG, &IFA), "an anycast address was deleted"),
    message(62, "RTM_GETANYCAST", Struct(&IFADDRMSG, &IFA), "request: tell me about anycast addresses; and the answer, which has the same type"),
    message(64, "RTM_NEWNEIGHTBL", Struct(&NDTMSG, &NDTA), "a table of neighbours"),
    message(66, "RTM_GETNEIGHTBL", Struct(&NDTMSG, &NDTA), "request: tell me about tables of neighbours"),
    message(67, "RTM_SETNEIGHTBL", Struct(&NDTMSG, &NDTA), "request: change a table of neighbours"),
    message(68, "RTM_NEWNDUSEROPT", Body::Choose(router_option), "a router advertised an option for programs"),
    message(72, "RTM_NEWADDRLABEL", Struct(&IFADDRLBLMSG, &IFAL), "an address label was added; as a request: do so"),
    message(73, "RTM_DELADDRLABEL", Struct(&IFADDRLBLMSG, &IFAL), "an address label was deleted; as a request: do so"),
    message(74, "RTM_GETADDRLABEL", Struct(&IFADDRLBLMSG, &IFAL), "request: tell me about address labels"),
    message(78, "RTM_GETDCB", Body::Opaque, "request: tell me about data center bridging"),
    message(79, "RTM_SETDCB", Body::Opaque, "request: change data center bridging"),
    message(80, "RTM_NEWNETCONF", Struct(&NETCONFMSG, &NETCONFA), "a setting of an interface changed"),
    message(81, "RTM_DELNETCONF", Struct(&NETCONFMSG, &NETCONFA), "the settings of an interface are gone"),
    message(82, "RTM_GETNETCONF", Struct(&NETCONFMSG, &NETCONFA), "request: tell me about settings of interfaces"),
    message(84, "RTM_NEWMDB", Body::Choose(group), "a bridge's multicast group was added; as a request: do so"),
    message(85, "RTM_DELMDB", Body::Choose(group), "a bridge's multicast group was deleted; as a request: do so"),
    message(86, "RTM_GETMDB", Struct(&BR_PORT_MSG, &MDBA), "request: tell me about a bridge's multicast groups"),
    message(88, "RTM_NEWNSID", Struct(&RTGENMSG, &NETNSA), "a network namespace got a number; as a request: give it one"),
    message(89, "RTM_DELNSID", Struct(&RTGENMSG, &NETNSA), "a network namespace lost its number"),
    message(90, "RTM_GETNSID", Struct(&RTGENMSG, &NETNSA), "request: tell me the numbers of network namespaces"),
    message(92, "RTM_NEWSTATS", Body::Choose(counters), "counters of an interface"),
    message(94, "RTM_GETSTATS", Body::Choose(counters), "request: tell me counters of interfaces"),
    message(95, "RTM_SETSTATS", Body::Choose(counters), "request: change what is counted"),
    message(96, "RTM_NEWCACHEREPORT", Body::Choose(cache_report), "a multicast packet wants a route"),
    message(100, "RTM_NEWCHAIN", Struct(&TCMSG, &TCA), "a chain of filters was added; as a request: do so"),
    message(101, "RTM_DELCHAIN", Struct(&TCMSG, &TCA), "a chain of filters was deleted; as a request: do so"),
    message(102, "RTM_GETCHAIN", Struct(&TCMSG, &TCA), "request: tell me about chains of filters"),
    message(104, "RTM_NEWNEXTHOP", Struct(&NHMSG, &NHA), "a next hop was added or changed; as a request: do so"),
    message(105, "RTM_DELNEXTHOP", Struct(&NHMSG, &NHA), "a next hop was deleted; as a request: do so"),
    message(106, "RTM_GETNEXTHOP", Struct(&NHMSG, &NHA), "request: tell me about next hops"),
    message(108, "RTM_NEWLINKPROP", Struct(&IFINFOMSG, &IFLA), "request: give an interface another name"),
    message(109, "RTM_DELLINKPROP", Struct(&IFINFOMSG, &IFLA), "request: take another name from an interface"),
    message(110, "RTM_GETLINKPROP", Struct(&IFINFOMSG, &IFLA), "not used"),
    message(112, "RTM_NEWVLAN", Struct(&BR_VLAN_MSG, &BRIDGE_VLANDB), "a VLAN of a bridge was added or changed; as a request: do so"),
    message(113, "RTM_DELVLAN", Struct(&BR_VLAN_MSG, &BRIDGE_VLANDB), "a VLAN of a bridge was deleted; as a request: do so"),
    message(114, "RTM_GETVLAN", Struct(&BR_VLAN_MSG, &BRIDGE_VLANDB_DUMP), "request: tell me about VLANs of bridges"),
    message(116, "RTM_NEWNEXTHOPBUCKET", Struct(&NHMSG, &NHA), "a bucket of a resilient group moved"),
    message(117, "RTM_DELNEXTHOPBUCKET", Struct(&NHMSG, &NHA), "not used"),
    message(118, "RTM_GETNEXTHOPBUCKET", Struct(&NHMSG, &NHA), "request: tell me about buckets of resilient groups"),
    message(120, "RTM_NEWTUNNEL", Body::Opaque, "a tunnel's network was added; as a request: do so"),
    message(121, "RTM_DELTUNNEL", Body::Opaque, "a tunnel's network was deleted; as a request: do so"),
    message(122, "RTM_GETTUNNEL", Body::Opaque, "request: tell me about networks of tunnels"),
];

/// Requests for a dump used to carry a `struct ifinfomsg` whatever they asked
/// for, or only its family; the kernel still accepts that unless strict
/// checking is on. iproute2 did so when the guide's strace was made.
///
/// Such a request is known by its length, or because a zero stands where an
/// attribute's length would, which is never less than four.
fn get(context: &Context<'_>, layout: &'static Layout, set: &'static Set) -> Body {
    let first_length = context.body.get(layout.size()..layout.size() + 2);
    match (context.body.len(), first_length) {
        (1, _) => Struct(&RTGENMSG, set),
        (16.., Some([0, 0])) => Struct(&IFINFOMSG, &IFLA),
        _ => Struct(layout, set),
    }
}

/// The attributes of a request are not those of a notification.
fn group(context: &Context<'_>) -> Body {
    let request = context.message_flags & NLM_F_REQUEST != 0;
    Struct(&BR_PORT_MSG, if request { &MDBA_SET_ENTRY } else { &MDBA })
}

/// Multicast routes have families of their own.
const IPMR: u8 = family("RTNL_FAMILY_IPMR");
const IP6MR: u8 = family("RTNL_FAMILY_IP6MR");

fn cache_report(context: &Context<'_>) -> Body {
    Struct(&RTGENMSG, if context.family == IP6MR { &IP6MRA_CREPORT } else { &IPMRA_CREPORT })
}

/// Nor is a filter of counters one of them.
fn counters(context: &Context<'_>) -> Body {
    let request = context.message_flags & NLM_F_REQUEST != 0;
    Struct(&IF_STATS_MSG, if request { &IFLA_STATS_GETSET } else { &IFLA_STATS })
}

fn get_address(context: &Context<'_>) -> Body {
    get(context, &IFADDRMSG, &IFA)
}

fn get_route(context: &Context<'_>) -> Body {
    get(context, &RTMSG, &RTA)
}

fn get_neighbour(context: &Context<'_>) -> Body {
    get(context, &NDMSG, &NDA)
}

fn get_rule(context: &Context<'_>) -> Body {
    get(context, &FIB_RULE_HDR, &FRA)
}

/// Make or change an interface.
pub const RTM_NEWLINK: u16 = crate::uapi::ROUTE.number("RTM_NEWLINK");
/// A route was added or changed.
pub const RTM_NEWROUTE: u16 = crate::uapi::ROUTE.number("RTM_NEWROUTE");
/// A route was deleted.
pub const RTM_DELROUTE: u16 = crate::uapi::ROUTE.number("RTM_DELROUTE");
/// Tell me about routes.
pub const RTM_GETROUTE: u16 = crate::uapi::ROUTE.number("RTM_GETROUTE");

/// `RTNLGRP_…`: multicast group numbers, for `NETLINK_ADD_MEMBERSHIP`. `RTMGRP_…`
/// in the same header are the masks of the first 32 of them, for
/// `sockaddr_nl.nl_groups`.
#[rustfmt::skip]
pub const RTNLGRP: &[Name] = &[
    name(1, "RTNLGRP_LINK", "interfaces"),
    name(2, "RTNLGRP_NOTIFY", "not used"),
    name(3, "RTNLGRP_NEIGH", "neighbours"),
    name(4, "RTNLGRP_TC", "queueing disciplines, classes and filters"),
    name(5, "RTNLGRP_IPV4_IFADDR", "IPv4 addresses"),
    name(6, "RTNLGRP_IPV4_MROUTE", "IPv4 multicast routes"),
    name(7, "RTNLGRP_IPV4_ROUTE", "IPv4 routes"),
    name(8, "RTNLGRP_IPV4_RULE", "IPv4 rules"),
    name(9, "RTNLGRP_IPV6_IFADDR", "IPv6 addresses"),
    name(10, "RTNLGRP_IPV6_MROUTE", "IPv6 multicast routes"),
    name(11, "RTNLGRP_IPV6_ROUTE", "IPv6 routes"),
    name(12, "RTNLGRP_IPV6_IFINFO", "IPv6 settings of interfaces"),
    name(13, "RTNLGRP_DECnet_IFADDR", "DECnet addresses; no longer used"),
    name(14, "RTNLGRP_NOP2", "not used"),
    name(15, "RTNLGRP_DECnet_ROUTE", "DECnet routes; no longer used"),
    name(16, "RTNLGRP_DECnet_RULE", "DECnet rules; no longer used"),
    name(17, "RTNLGRP_NOP4", "not used"),
    name(18, "RTNLGRP_IPV6_PREFIX", "prefixes that routers advertise"),
    name(19, "RTNLGRP_IPV6_RULE", "IPv6 rules"),
    name(20, "RTNLGRP_ND_USEROPT", "options of IPv6 neighbour discovery"),
    name(21, "RTNLGRP_PHONET_IFADDR", "Phonet addresses"),
    name(22, "RTNLGRP_PHONET_ROUTE", "Phonet routes"),
    name(23, "RTNLGRP_DCB", "data center bridging"),
    name(24, "RTNLGRP_IPV4_NETCONF", "IPv4 settings"),
    name(25, "RTNLGRP_IPV6_NETCONF", "IPv6 settings"),
    name(26, "RTNLGRP_MDB", "multicast databases of bridges"),
    name(27, "RTNLGRP_MPLS_ROUTE", "MPLS routes"),
    name(28, "RTNLGRP_NSID", "numbers of network namespaces"),
    name(29, "RTNLGRP_MPLS_NETCONF", "MPLS settings"),
    name(30, "RTNLGRP_IPV4_MROUTE_R", "packets without an IPv4 multicast route"),
    name(31, "RTNLGRP_IPV6_MROUTE_R", "packets without an IPv6 multicast route"),
    name(32, "RTNLGRP_NEXTHOP", "next hops"),
    name(33, "RTNLGRP_BRVLAN", "VLANs of bridges"),
    name(34, "RTNLGRP_MCTP_IFADDR", "MCTP addresses"),
    name(35, "RTNLGRP_TUNNEL", "networks of tunnels"),
    name(36, "RTNLGRP_STATS", "counters of interfaces"),
];

/// A multicast group of NETLINK_ROUTE, by its name; for constants.
///
/// # Panics
///
/// When there is none; in a `const`, that stops the compiler.
#[must_use]
pub const fn group_number(c_name: &str) -> u32 {
    let number = number_of(RTNLGRP, c_name);
    assert!(number <= 0xffff, "there are fewer groups");
    (number & 0xffff) as u32
}

/// Changes of IPv4 routes.
pub const RTNLGRP_IPV4_ROUTE: u32 = group_number("RTNLGRP_IPV4_ROUTE");
/// Changes of IPv6 routes.
pub const RTNLGRP_IPV6_ROUTE: u32 = group_number("RTNLGRP_IPV6_ROUTE");

/// `struct rtattr`: the header of an attribute in rtnetlink, the same bytes as
/// `struct nlattr`.
#[rustfmt::skip]
pub static RTATTR: Layout = Layout {
    c_name: "rtattr",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U16(Host), "rta_len", Unit("bytes"), "length with this header, without the padding behind it"),
        field(2, U16(Host), "rta_type", Meaning::Choose(attribute_types), "which attribute"),
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

/// `struct rtmsg`: the 12 bytes of every message about a route.
#[rustfmt::skip]
pub static RTMSG: Layout = Layout {
    c_name: "rtmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "rtm_family", OneOf(FAMILIES), "the family of the route's addresses"),
        field(1, U8, "rtm_dst_len", Unit("bits"), "prefix length of the destination: what the guide calls netmask"),
        field(2, U8, "rtm_src_len", Unit("bits"), "prefix length of the source, if the route has one"),
        field(3, U8, "rtm_tos", Number, "type of service that packets must have; 0 for any"),
        field(4, U8, "rtm_table", OneOf(RT_TABLE), "the routing table; for a number above 255 see RTA_TABLE"),
        field(5, U8, "rtm_protocol", OneOf(RTPROT), "who installed the route"),
        field(6, U8, "rtm_scope", OneOf(RT_SCOPE), "how far away the destination is"),
        field(7, U8, "rtm_type", OneOf(RTN), "what happens to packets that match"),
        field(8, U32(Host), "rtm_flags", Flags(RTM_F), "the state of the route and of its next hop"),
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
    attr(3, "RTA_IIF", U32(Host).meaning(Interface), "the interface that packets came in on"),
    attr(4, "RTA_OIF", U32(Host).meaning(Interface), "the interface that packets leave by"),
    attr(5, "RTA_GATEWAY", Ip, "the gateway that packets go to next"),
    attr(6, "RTA_PRIORITY", U32(Host).meaning(Number), "the metric: the lower wins"),
    attr(7, "RTA_PREFSRC", Ip, "the source address that this machine's own packets get"),
    attr(8, "RTA_METRICS", Nested(&RTAX), "what is known of the path"),
    attr(9, "RTA_MULTIPATH", NextHops(&RTA), "several next hops to choose from"),
    attr(10, "RTA_PROTOINFO", Opaque, "no longer used"),
    attr(11, "RTA_FLOW", U32(Host).meaning(Number), "the realm, for accounting"),
    attr(12, "RTA_CACHEINFO", Shape::Struct(&RTA_CACHEINFO), "how the kernel's entry has been used"),
    attr(13, "RTA_SESSION", Opaque, "no longer used"),
    attr(14, "RTA_MP_ALGO", Opaque, "no longer used"),
    attr(15, "RTA_TABLE", U32(Host).meaning(OneOf(RT_TABLE)), "the routing table, in full width"),
    attr(16, "RTA_MARK", U32(Host).meaning(Number), "the firewall mark that packets carry"),
    attr(17, "RTA_MFC_STATS", Shape::Struct(&RTA_MFC_STATS), "what a multicast route has carried"),
    attr(18, "RTA_VIA", Shape::Flexible(&RTVIA, &RTVIA_ADDR), "a gateway of another family"),
    attr(19, "RTA_NEWDST", Structs(&MPLS_LABEL), "the MPLS labels that packets get"),
    attr(20, "RTA_PREF", U8.meaning(OneOf(ICMPV6_ROUTER_PREF)), "how much the advertising router is preferred"),
    attr(21, "RTA_ENCAP_TYPE", U16(Host).meaning(OneOf(LWTUNNEL_ENCAP)), "how packets are wrapped"),
    attr(22, "RTA_ENCAP", Shape::Choose(route_encap), "the wrapping itself, by its type"),
    // 32 bits of seconds in a request for an IPv6 route (`rtm_ipv6_policy`), 64
    // bits of ticks in what the kernel tells of a multicast route
    // (`mr_fill_mroute`): one number for two things.
    attr(23, "RTA_EXPIRES", Shape::Choose(expires), "how long the route may live"),
    attr(24, "RTA_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(25, "RTA_UID", U32(Host).meaning(Number), "in a lookup: for which user"),
    attr(26, "RTA_TTL_PROPAGATE", U8.meaning(Number), "whether MPLS copies the time to live"),
    attr(27, "RTA_IP_PROTO", U8.meaning(Number), "in a lookup: for which IP protocol"),
    attr(28, "RTA_SPORT", U16(Network).meaning(Number), "in a lookup: for which source port"),
    attr(29, "RTA_DPORT", U16(Network).meaning(Number), "in a lookup: for which destination port"),
    attr(30, "RTA_NH_ID", U32(Host).meaning(Number), "the next-hop object that the route uses"),
    attr(31, "RTA_FLOWLABEL", U32(Network).meaning(Flags(&[])), "in a lookup: for which IPv6 flow label"),
]);

fn expires(context: &Context<'_>) -> Shape {
    match context.family {
        IPMR | IP6MR => U64(Host).meaning(Unit("hundredths of a second")),
        _ => U32(Host).meaning(Unit("seconds")),
    }
}

fn route_encap(context: &Context<'_>) -> Shape {
    encap(RTA.find(context.around, const { RTA.number("RTA_ENCAP_TYPE") }))
}

/// The destination.
pub const RTA_DST: u16 = RTA.number("RTA_DST");
/// The interface that packets leave by.
pub const RTA_OIF: u16 = RTA.number("RTA_OIF");
/// The gateway.
pub const RTA_GATEWAY: u16 = RTA.number("RTA_GATEWAY");

/// `RTAX_…`: the metrics of a route, inside `RTA_METRICS`.
#[rustfmt::skip]
pub static RTAX: Set = set("RTAX", &RTATTR, &[
    attr(1, "RTAX_LOCK", U32(Host).meaning(Number), "bit mask of the metrics below that must not be changed"),
    attr(2, "RTAX_MTU", U32(Host).meaning(Unit("bytes")), "the largest packet that fits the path"),
    attr(3, "RTAX_WINDOW", U32(Host).meaning(Unit("bytes")), "the largest TCP window to advertise"),
    attr(4, "RTAX_RTT", U32(Host).meaning(Unit("eighths of a millisecond")), "the round-trip time"),
    attr(5, "RTAX_RTTVAR", U32(Host).meaning(Unit("quarters of a millisecond")), "how much the round-trip time varies"),
    attr(6, "RTAX_SSTHRESH", U32(Host).meaning(Unit("segments")), "TCP's slow-start threshold"),
    attr(7, "RTAX_CWND", U32(Host).meaning(Unit("segments")), "an upper limit for TCP's congestion window"),
    attr(8, "RTAX_ADVMSS", U32(Host).meaning(Unit("bytes")), "the TCP segment size to advertise"),
    attr(9, "RTAX_REORDERING", U32(Host).meaning(Unit("segments")), "how much reordering TCP expects"),
    attr(10, "RTAX_HOPLIMIT", U32(Host).meaning(Unit("hops")), "the time to live that packets get"),
    attr(11, "RTAX_INITCWND", U32(Host).meaning(Unit("segments")), "TCP's first congestion window"),
    attr(12, "RTAX_FEATURES", U32(Host).meaning(Flags(RTAX_FEATURE)), "what may be used on the path"),
    attr(13, "RTAX_RTO_MIN", U32(Host).meaning(Unit("milliseconds")), "TCP's shortest retransmission timeout"),
    attr(14, "RTAX_INITRWND", U32(Host).meaning(Unit("segments")), "TCP's first receive window"),
    attr(15, "RTAX_QUICKACK", U32(Host).meaning(Number), "1: acknowledge at once"),
    attr(16, "RTAX_CC_ALGO", Text, "TCP's congestion control"),
    attr(17, "RTAX_FASTOPEN_NO_COOKIE", U32(Host).meaning(Number), "1: TCP Fast Open without a cookie"),
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
        field(3, U8, "rtnh_hops", Number, "its weight, less one; of a multicast route, the time to live that packets need"),
        field(4, S32, "rtnh_ifindex", Interface, "the interface that packets leave by"),
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
const _: () = assert!(RTA_CACHEINFO.size() == 32 && RTA_CACHEINFO.has_no_hole());

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
const _: () = assert!(RTA_MFC_STATS.size() == 24 && RTA_MFC_STATS.has_no_hole());

/// `struct rtvia`, without the address that makes up its end.
#[rustfmt::skip]
pub static RTVIA: Layout = Layout {
    c_name: "rtvia",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[field(0, U16(Host), "rtvia_family", OneOf(FAMILIES), "the family of the gateway's address")],
};
const _: () = assert!(RTVIA.size() == 2 && RTVIA.has_no_hole());

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
        field(4, S32, "prefix_ifindex", Interface, "the interface that it came in by"),
        field(8, U8, "prefix_type", Number, "the option's number in neighbour discovery: 3"),
        field(9, U8, "prefix_len", Unit("bits"), "its length"),
        field(10, U8, "prefix_flags", Flags(ND_OPT_PI_FLAG), "what it is good for"),
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

/// `ND_OPT_PI_FLAG_…` (`netinet/icmp6.h`, RFC 4861): the byte as the router sent
/// it. Before December 2023 (Linux 6.7, and the stable versions of that time) the
/// kernel made two flags of its own of it, the `IF_PREFIX_…` that stood in
/// `include/net/if_inet6.h`.
#[rustfmt::skip]
pub const ND_OPT_PI_FLAG: &[Name] = &[
    name(0x1, "IF_PREFIX_ONLINK", "of an older kernel: its addresses are on this link"),
    name(0x2, "IF_PREFIX_AUTOCONF", "of an older kernel: addresses may be made from it"),
    name(0x20, "ND_OPT_PI_FLAG_RADDR", "it is a whole address: the router's own (RFC 6275)"),
    name(0x40, "ND_OPT_PI_FLAG_AUTO", "addresses may be made from it"),
    name(0x80, "ND_OPT_PI_FLAG_ONLINK", "its addresses are on this link"),
];

/// `PREFIX_…`
#[rustfmt::skip]
pub static PREFIX: Set = set("PREFIX", &RTATTR, &[
    attr(1, "PREFIX_ADDRESS", Ip, "the prefix"),
    attr(2, "PREFIX_CACHEINFO", Shape::Struct(&PREFIX_CACHEINFO), "how long it lives"),
]);

/// `struct prefix_cacheinfo`
#[rustfmt::skip]
pub static PREFIX_CACHEINFO: Layout = Layout {
    c_name: "prefix_cacheinfo",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "preferred_time", Unit("seconds"), "for which it is preferred"),
        field(4, U32(Host), "valid_time", Unit("seconds"), "for which it is valid"),
    ],
};
const _: () = assert!(PREFIX_CACHEINFO.size() == 8 && PREFIX_CACHEINFO.has_no_hole());

/// `struct prefix_cacheinfo`: the type of its members; its table is [`PREFIX_CACHEINFO`].
#[doc(alias = "prefix_cacheinfo")]
pub enum PrefixCacheinfo {}

impl CStruct for PrefixCacheinfo {
    const LAYOUT: &'static Layout = &PREFIX_CACHEINFO;
}

/// `preferred_time`
pub const PREFIX_CACHEINFO_PREFERRED_TIME: Member<PrefixCacheinfo> =
    Member::named("preferred_time");
/// `valid_time`
pub const PREFIX_CACHEINFO_VALID_TIME: Member<PrefixCacheinfo> = Member::named("valid_time");

/// `struct nduseroptmsg`: an option of a router advertisement, for programs. The
/// option itself stands behind it, as the router sent it.
#[rustfmt::skip]
pub static NDUSEROPTMSG: Layout = Layout {
    c_name: "nduseroptmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "nduseropt_family", OneOf(FAMILIES), "always AF_INET6"),
        field(1, Pad(1), "nduseropt_pad1", Reserved, "zero"),
        field(2, U16(Host), "nduseropt_opts_len", Unit("bytes"), "length of the option that follows this struct"),
        field(4, S32, "nduseropt_ifindex", Interface, "the interface that it came in by"),
        field(8, U8, "nduseropt_icmp_type", Number, "the ICMPv6 message that it stood in: 134 is a router advertisement"),
        field(9, U8, "nduseropt_icmp_code", Number, "that message's code: 0"),
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

/// `NDUSEROPT_…`: what stands behind the option.
#[rustfmt::skip]
pub static NDUSEROPT: Set = set("NDUSEROPT", &RTATTR, &[
    attr(1, "NDUSEROPT_SRCADDR", Ip, "the router's address"),
]);

/// The option says what it is in its first byte, and in its second how long, in
/// units of eight bytes (RFC 4861). A list of name servers is as long as there
/// are servers: one, two or three, since the C library asks no more than three.
fn router_option(context: &Context<'_>) -> Body {
    match context.body.get(const { NDUSEROPTMSG.size() }..) {
        Some([3, 4, ..]) => Struct(&PREFIX_INFO, &NDUSEROPT),
        Some([25, 3, ..]) => Struct(&RDNSS_1, &NDUSEROPT),
        Some([25, 5, ..]) => Struct(&RDNSS_2, &NDUSEROPT),
        Some([25, 7, ..]) => Struct(&RDNSS_3, &NDUSEROPT),
        _ => Body::Opaque,
    }
}

/// The fields of `struct nduseroptmsg`, and behind them those of an option.
const fn option<const N: usize>(of_option: &[Field]) -> [Field; N] {
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

/// `struct nd_opt_prefix_info` (`netinet/icmp6.h`, RFC 4861)
#[rustfmt::skip]
pub static PREFIX_INFO: Layout = Layout {
    c_name: "nduseroptmsg with nd_opt_prefix_info",
    header: "netinet/icmp6.h",
    man: "rtnetlink(7)",
    fields: &option::<16>(&[
        field(0, U8, "nd_opt_pi_type", Number, "which option: 3, a prefix"),
        field(1, U8, "nd_opt_pi_len", Unit("times 8 bytes"), "length of the option"),
        field(2, U8, "nd_opt_pi_prefix_len", Unit("bits"), "length of the prefix"),
        field(3, U8, "nd_opt_pi_flags_reserved", Flags(ND_OPT_PI_FLAG), "what it is good for"),
        field(4, U32(Network), "nd_opt_pi_valid_time", Unit("seconds"), "for which it is valid"),
        field(8, U32(Network), "nd_opt_pi_preferred_time", Unit("seconds"), "for which it is preferred"),
        field(12, U32(Network), "nd_opt_pi_reserved2", Reserved, "zero"),
        field(16, Bytes(16), "nd_opt_pi_prefix", Meaning::Ip, "the prefix"),
    ]),
};
const _: () = assert!(PREFIX_INFO.size() == 48 && PREFIX_INFO.has_no_hole());

/// The option of name servers (RFC 8106), for which no header has a struct.
const RDNSS: &[Field; 7] = &[
    field(0, U8, "type", Number, "which option: 25, recursive name servers"),
    field(1, U8, "length", Unit("times 8 bytes"), "length of the option"),
    field(2, U16(Network), "reserved", Reserved, "zero"),
    field(4, U32(Network), "lifetime", Unit("seconds"), "for which they may be asked"),
    field(8, Bytes(16), "address[0]", Meaning::Ip, "a name server"),
    field(24, Bytes(16), "address[1]", Meaning::Ip, "another name server"),
    field(40, Bytes(16), "address[2]", Meaning::Ip, "a third name server"),
];

const fn name_servers(fields: &'static [Field]) -> Layout {
    let c_name = "nduseroptmsg with name servers";
    Layout { c_name, header: "linux/rtnetlink.h", man: "rtnetlink(7)", fields }
}

/// One name server.
pub static RDNSS_1: Layout = name_servers(&option::<13>(RDNSS));
/// Two name servers.
pub static RDNSS_2: Layout = name_servers(&option::<14>(RDNSS));
/// Three name servers.
pub static RDNSS_3: Layout = name_servers(&option::<15>(RDNSS));
const _: () = assert!(RDNSS_1.size() == 40 && RDNSS_3.size() == 72 && RDNSS_3.has_no_hole());
