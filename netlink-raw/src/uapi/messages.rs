//! The messages of `NETLINK_ROUTE`: for each type, the struct and the attributes that follow its
//! header. The numbers are in [`super::rtnetlink`].

use crate::uapi::dcbnl::{DCB_ATTR, DCBMSG};
use crate::uapi::fib_rules::{FIB_RULE_HDR, FRA};
use crate::uapi::if_addr::{IFA, IFADDRMSG};
use crate::uapi::if_addrlabel::{IFADDRLBLMSG, IFAL};
use crate::uapi::if_bridge::{
    BR_PORT_MSG, BR_VLAN_MSG, BRIDGE_VLANDB, BRIDGE_VLANDB_DUMP, MDBA, MDBA_GET_ENTRY,
    MDBA_SET_ENTRY,
};
use crate::uapi::if_link::{
    IF_STATS_MSG, IFLA, IFLA_STATS, IFLA_STATS_GETSET, TUNNEL_MSG, VXLAN_VNIFILTER,
};
use crate::uapi::mroute::IPMRA_CREPORT;
use crate::uapi::mroute6::IP6MRA_CREPORT;
use crate::uapi::neighbour::{NDA, NDMSG, NDTA, NDTMSG};
use crate::uapi::net_namespace::NETNSA;
use crate::uapi::netconf::{NETCONFA, NETCONFMSG};
use crate::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use crate::uapi::nexthop::{NHA, NHMSG};
use crate::uapi::rtnetlink::{
    IFINFOMSG, NDUSEROPT, NDUSEROPTMSG, PREFIX, PREFIX_INFO, PREFIXMSG, RDNSS_1, RDNSS_2, RDNSS_3,
    RTA, RTGENMSG, RTM_DELACTION, RTM_DELADDR, RTM_DELADDRLABEL, RTM_DELANYCAST, RTM_DELCHAIN,
    RTM_DELLINK, RTM_DELLINKPROP, RTM_DELMDB, RTM_DELMULTICAST, RTM_DELNEIGH, RTM_DELNETCONF,
    RTM_DELNEXTHOP, RTM_DELNEXTHOPBUCKET, RTM_DELNSID, RTM_DELQDISC, RTM_DELROUTE, RTM_DELRULE,
    RTM_DELTCLASS, RTM_DELTFILTER, RTM_DELTUNNEL, RTM_DELVLAN, RTM_GETACTION, RTM_GETADDR,
    RTM_GETADDRLABEL, RTM_GETANYCAST, RTM_GETCHAIN, RTM_GETDCB, RTM_GETLINK, RTM_GETLINKPROP,
    RTM_GETMDB, RTM_GETMULTICAST, RTM_GETNEIGH, RTM_GETNEIGHTBL, RTM_GETNETCONF, RTM_GETNEXTHOP,
    RTM_GETNEXTHOPBUCKET, RTM_GETNSID, RTM_GETQDISC, RTM_GETROUTE, RTM_GETRULE, RTM_GETSTATS,
    RTM_GETTCLASS, RTM_GETTFILTER, RTM_GETTUNNEL, RTM_GETVLAN, RTM_NEWACTION, RTM_NEWADDR,
    RTM_NEWADDRLABEL, RTM_NEWANYCAST, RTM_NEWCACHEREPORT, RTM_NEWCHAIN, RTM_NEWLINK,
    RTM_NEWLINKPROP, RTM_NEWMDB, RTM_NEWMULTICAST, RTM_NEWNDUSEROPT, RTM_NEWNEIGH, RTM_NEWNEIGHTBL,
    RTM_NEWNETCONF, RTM_NEWNEXTHOP, RTM_NEWNEXTHOPBUCKET, RTM_NEWNSID, RTM_NEWPREFIX, RTM_NEWQDISC,
    RTM_NEWROUTE, RTM_NEWRULE, RTM_NEWSTATS, RTM_NEWTCLASS, RTM_NEWTFILTER, RTM_NEWTUNNEL,
    RTM_NEWVLAN, RTM_SETDCB, RTM_SETLINK, RTM_SETNEIGHTBL, RTM_SETSTATS, RTMSG, TCA, TCA_ROOT,
    TCAMSG, TCMSG,
};
use crate::uapi::sys_socket::RTNL_FAMILY_IP6MR;
use crate::wire::{
    Body::{self, Struct},
    Context, Layout, Message, Set, message,
};

/// The messages of `NETLINK_ROUTE`, in fours: new, delete, get, set.
#[rustfmt::skip]
pub static MESSAGES: &[Message] = &[
    message(RTM_NEWLINK, "RTM_NEWLINK", Struct(&IFINFOMSG, &IFLA), "adds or changes a link, or reports it"),
    message(RTM_DELLINK, "RTM_DELLINK", Struct(&IFINFOMSG, &IFLA), "deletes a link, or reports it"),
    message(RTM_GETLINK, "RTM_GETLINK", Body::Choose(get_link, &[Struct(&IFINFOMSG, &IFLA), Struct(&RTGENMSG, &IFLA)]), "requests links"),
    message(RTM_SETLINK, "RTM_SETLINK", Struct(&IFINFOMSG, &IFLA), "changes a link"),
    message(RTM_NEWADDR, "RTM_NEWADDR", Struct(&IFADDRMSG, &IFA), "adds or changes an address, or reports it"),
    message(RTM_DELADDR, "RTM_DELADDR", Struct(&IFADDRMSG, &IFA), "deletes an address, or reports it"),
    message(RTM_GETADDR, "RTM_GETADDR", Body::Choose(get_address, &[Struct(&IFADDRMSG, &IFA), Struct(&RTGENMSG, &IFA), Struct(&IFINFOMSG, &IFLA)]), "requests addresses"),
    message(RTM_NEWROUTE, "RTM_NEWROUTE", Struct(&RTMSG, &RTA), "adds or changes a route, or reports it"),
    message(RTM_DELROUTE, "RTM_DELROUTE", Struct(&RTMSG, &RTA), "deletes a route, or reports it"),
    message(RTM_GETROUTE, "RTM_GETROUTE", Body::Choose(get_route, &[Struct(&RTMSG, &RTA), Struct(&RTGENMSG, &RTA), Struct(&IFINFOMSG, &IFLA)]), "requests routes"),
    message(RTM_NEWNEIGH, "RTM_NEWNEIGH", Struct(&NDMSG, &NDA), "adds or changes a neighbour, or reports it"),
    message(RTM_DELNEIGH, "RTM_DELNEIGH", Struct(&NDMSG, &NDA), "deletes a neighbour, or reports it"),
    message(RTM_GETNEIGH, "RTM_GETNEIGH", Body::Choose(get_neighbour, &[Struct(&NDMSG, &NDA), Struct(&RTGENMSG, &NDA), Struct(&IFINFOMSG, &IFLA)]), "requests neighbours, or to resolve one"),
    message(RTM_NEWRULE, "RTM_NEWRULE", Struct(&FIB_RULE_HDR, &FRA), "adds a rule, or reports it"),
    message(RTM_DELRULE, "RTM_DELRULE", Struct(&FIB_RULE_HDR, &FRA), "deletes a rule, or reports it"),
    message(RTM_GETRULE, "RTM_GETRULE", Body::Choose(get_rule, &[Struct(&FIB_RULE_HDR, &FRA), Struct(&RTGENMSG, &FRA), Struct(&IFINFOMSG, &IFLA)]), "requests rules"),
    message(RTM_NEWQDISC, "RTM_NEWQDISC", Struct(&TCMSG, &TCA), "adds or changes a qdisc, or reports it"),
    message(RTM_DELQDISC, "RTM_DELQDISC", Struct(&TCMSG, &TCA), "deletes a qdisc, or reports it"),
    message(RTM_GETQDISC, "RTM_GETQDISC", Struct(&TCMSG, &TCA), "requests queueing disciplines (qdiscs)"),
    message(RTM_NEWTCLASS, "RTM_NEWTCLASS", Struct(&TCMSG, &TCA), "adds or changes a class, or reports it"),
    message(RTM_DELTCLASS, "RTM_DELTCLASS", Struct(&TCMSG, &TCA), "deletes a class, or reports it"),
    message(RTM_GETTCLASS, "RTM_GETTCLASS", Struct(&TCMSG, &TCA), "requests traffic classes"),
    message(RTM_NEWTFILTER, "RTM_NEWTFILTER", Struct(&TCMSG, &TCA), "adds or changes a filter, or reports it"),
    message(RTM_DELTFILTER, "RTM_DELTFILTER", Struct(&TCMSG, &TCA), "deletes a filter, or reports it"),
    message(RTM_GETTFILTER, "RTM_GETTFILTER", Struct(&TCMSG, &TCA), "requests filters"),
    message(RTM_NEWACTION, "RTM_NEWACTION", Struct(&TCAMSG, &TCA_ROOT), "adds or changes an action, or reports it"),
    message(RTM_DELACTION, "RTM_DELACTION", Struct(&TCAMSG, &TCA_ROOT), "deletes an action, or reports it"),
    message(RTM_GETACTION, "RTM_GETACTION", Struct(&TCAMSG, &TCA_ROOT), "requests actions, or replies"),
    message(RTM_NEWPREFIX, "RTM_NEWPREFIX", Struct(&PREFIXMSG, &PREFIX), "a router advertised a prefix"),
    message(RTM_NEWMULTICAST, "RTM_NEWMULTICAST", Struct(&IFADDRMSG, &IFA), "an interface joined a multicast group"),
    message(RTM_DELMULTICAST, "RTM_DELMULTICAST", Struct(&IFADDRMSG, &IFA), "an interface left a multicast group"),
    message(RTM_GETMULTICAST, "RTM_GETMULTICAST", Body::Choose(get_joined, &[Struct(&IFADDRMSG, &IFA), Struct(&RTGENMSG, &IFA)]), "requests joined groups, or replies"),
    message(RTM_NEWANYCAST, "RTM_NEWANYCAST", Struct(&IFADDRMSG, &IFA), "an anycast address was added"),
    message(RTM_DELANYCAST, "RTM_DELANYCAST", Struct(&IFADDRMSG, &IFA), "an anycast address was deleted"),
    message(RTM_GETANYCAST, "RTM_GETANYCAST", Body::Choose(get_joined, &[Struct(&IFADDRMSG, &IFA), Struct(&RTGENMSG, &IFA)]), "requests anycast addresses, or replies"),
    message(RTM_NEWNEIGHTBL, "RTM_NEWNEIGHTBL", Struct(&NDTMSG, &NDTA), "reports a neighbour table"),
    message(RTM_GETNEIGHTBL, "RTM_GETNEIGHTBL", Struct(&NDTMSG, &NDTA), "requests neighbour tables"),
    message(RTM_SETNEIGHTBL, "RTM_SETNEIGHTBL", Struct(&NDTMSG, &NDTA), "changes a neighbour table"),
    message(RTM_NEWNDUSEROPT, "RTM_NEWNDUSEROPT", Body::Choose(router_option, &[Struct(&PREFIX_INFO, &NDUSEROPT), Struct(&RDNSS_1, &NDUSEROPT), Struct(&RDNSS_2, &NDUSEROPT), Struct(&RDNSS_3, &NDUSEROPT), Body::Opaque]), "a router advertised an option"),
    message(RTM_NEWADDRLABEL, "RTM_NEWADDRLABEL", Struct(&IFADDRLBLMSG, &IFAL), "adds an address label, or reports it"),
    message(RTM_DELADDRLABEL, "RTM_DELADDRLABEL", Struct(&IFADDRLBLMSG, &IFAL), "deletes an address label, or reports it"),
    message(RTM_GETADDRLABEL, "RTM_GETADDRLABEL", Body::Choose(get_label, &[Struct(&IFADDRLBLMSG, &IFAL), Struct(&RTGENMSG, &IFAL)]), "requests address labels"),
    message(RTM_GETDCB, "RTM_GETDCB", Struct(&DCBMSG, &DCB_ATTR), "requests data centre bridging"),
    message(RTM_SETDCB, "RTM_SETDCB", Struct(&DCBMSG, &DCB_ATTR), "changes data centre bridging"),
    message(RTM_NEWNETCONF, "RTM_NEWNETCONF", Struct(&NETCONFMSG, &NETCONFA), "a setting of an interface changed"),
    message(RTM_DELNETCONF, "RTM_DELNETCONF", Struct(&NETCONFMSG, &NETCONFA), "settings of an interface were deleted"),
    message(RTM_GETNETCONF, "RTM_GETNETCONF", Struct(&NETCONFMSG, &NETCONFA), "requests settings of interfaces"),
    message(RTM_NEWMDB, "RTM_NEWMDB", Body::Choose(group, &[Struct(&BR_PORT_MSG, &MDBA_SET_ENTRY), Struct(&BR_PORT_MSG, &MDBA)]), "adds a bridge's group, or reports it"),
    message(RTM_DELMDB, "RTM_DELMDB", Body::Choose(group, &[Struct(&BR_PORT_MSG, &MDBA_SET_ENTRY), Struct(&BR_PORT_MSG, &MDBA)]), "deletes a bridge's group, or reports it"),
    message(RTM_GETMDB, "RTM_GETMDB", Body::Choose(get_groups, &[Struct(&BR_PORT_MSG, &MDBA), Struct(&BR_PORT_MSG, &MDBA_GET_ENTRY), Struct(&RTGENMSG, &MDBA)]), "requests a bridge's multicast groups"),
    message(RTM_NEWNSID, "RTM_NEWNSID", Struct(&RTGENMSG, &NETNSA), "assigns a namespace ID, or reports it"),
    message(RTM_DELNSID, "RTM_DELNSID", Struct(&RTGENMSG, &NETNSA), "a network namespace lost its ID"),
    message(RTM_GETNSID, "RTM_GETNSID", Struct(&RTGENMSG, &NETNSA), "requests IDs of network namespaces"),
    message(RTM_NEWSTATS, "RTM_NEWSTATS", Body::Choose(counters, &[Struct(&IF_STATS_MSG, &IFLA_STATS_GETSET), Struct(&IF_STATS_MSG, &IFLA_STATS)]), "reports interface counters"),
    message(RTM_GETSTATS, "RTM_GETSTATS", Body::Choose(counters, &[Struct(&IF_STATS_MSG, &IFLA_STATS_GETSET), Struct(&IF_STATS_MSG, &IFLA_STATS)]), "requests interface counters"),
    message(RTM_SETSTATS, "RTM_SETSTATS", Body::Choose(counters, &[Struct(&IF_STATS_MSG, &IFLA_STATS_GETSET), Struct(&IF_STATS_MSG, &IFLA_STATS)]), "changes what is counted"),
    message(RTM_NEWCACHEREPORT, "RTM_NEWCACHEREPORT", Body::Choose(cache_report, &[Struct(&RTGENMSG, &IP6MRA_CREPORT), Struct(&RTGENMSG, &IPMRA_CREPORT)]), "a multicast packet has no route"),
    message(RTM_NEWCHAIN, "RTM_NEWCHAIN", Struct(&TCMSG, &TCA), "adds a filter chain, or reports it"),
    message(RTM_DELCHAIN, "RTM_DELCHAIN", Struct(&TCMSG, &TCA), "deletes a filter chain, or reports it"),
    message(RTM_GETCHAIN, "RTM_GETCHAIN", Struct(&TCMSG, &TCA), "requests filter chains"),
    message(RTM_NEWNEXTHOP, "RTM_NEWNEXTHOP", Struct(&NHMSG, &NHA), "adds or changes a next hop, or reports it"),
    message(RTM_DELNEXTHOP, "RTM_DELNEXTHOP", Struct(&NHMSG, &NHA), "deletes a next hop, or reports it"),
    message(RTM_GETNEXTHOP, "RTM_GETNEXTHOP", Struct(&NHMSG, &NHA), "requests next hops"),
    message(RTM_NEWLINKPROP, "RTM_NEWLINKPROP", Struct(&IFINFOMSG, &IFLA), "gives an interface an alternative name"),
    message(RTM_DELLINKPROP, "RTM_DELLINKPROP", Struct(&IFINFOMSG, &IFLA), "removes an alternative name"),
    message(RTM_GETLINKPROP, "RTM_GETLINKPROP", Struct(&IFINFOMSG, &IFLA), "not used"),
    message(RTM_NEWVLAN, "RTM_NEWVLAN", Struct(&BR_VLAN_MSG, &BRIDGE_VLANDB), "adds or changes a VLAN, or reports it"),
    message(RTM_DELVLAN, "RTM_DELVLAN", Struct(&BR_VLAN_MSG, &BRIDGE_VLANDB), "deletes a VLAN, or reports it"),
    message(RTM_GETVLAN, "RTM_GETVLAN", Struct(&BR_VLAN_MSG, &BRIDGE_VLANDB_DUMP), "requests VLANs of bridges"),
    message(RTM_NEWNEXTHOPBUCKET, "RTM_NEWNEXTHOPBUCKET", Struct(&NHMSG, &NHA), "a bucket moved to another next hop"),
    message(RTM_DELNEXTHOPBUCKET, "RTM_DELNEXTHOPBUCKET", Struct(&NHMSG, &NHA), "not used"),
    message(RTM_GETNEXTHOPBUCKET, "RTM_GETNEXTHOPBUCKET", Struct(&NHMSG, &NHA), "requests buckets of resilient groups"),
    message(RTM_NEWTUNNEL, "RTM_NEWTUNNEL", Struct(&TUNNEL_MSG, &VXLAN_VNIFILTER), "adds a tunnel network, or reports it"),
    message(RTM_DELTUNNEL, "RTM_DELTUNNEL", Struct(&TUNNEL_MSG, &VXLAN_VNIFILTER), "deletes a tunnel network, or reports it"),
    message(RTM_GETTUNNEL, "RTM_GETTUNNEL", Struct(&TUNNEL_MSG, &VXLAN_VNIFILTER), "requests tunnel networks"),
];

/// A dump request used to carry a `struct ifinfomsg`, whatever it requested. The kernel still
/// accepts it unless strict checking is on. iproute2 sent such requests when the guide's strace
/// was recorded.
///
/// It is recognised by a zero where the length of an attribute would be: no attribute is shorter
/// than four bytes.
fn get(context: &Context<'_>, layout: &'static Layout, set: &'static Set) -> Body {
    let first_length = context.body.get(layout.size()..layout.size() + 2);
    match (context.body.len(), first_length) {
        (16.., Some([0, 0])) => Struct(&IFINFOMSG, &IFLA),
        _ => all_or_family(context, layout, set),
    }
}

/// A dump request may also consist of only a family: `struct rtgenmsg`, of 1 byte, or 4 with its
/// padding. glibc (`getaddrinfo`, `getifaddrs`), libnl and busybox send such requests. Anything
/// but a dump needs the whole struct.
fn all_or_family(context: &Context<'_>, layout: &'static Layout, set: &'static Set) -> Body {
    let dump =
        context.message_flags & NLM_F_REQUEST != 0 && context.message_flags & NLM_F_DUMP != 0;
    match context.body.len() {
        1..=4 if dump => Struct(&RTGENMSG, set),
        _ => Struct(layout, set),
    }
}

/// A request has different attributes from a notification.
fn group(context: &Context<'_>) -> Body {
    let request = context.message_flags & NLM_F_REQUEST != 0;
    Struct(&BR_PORT_MSG, if request { &MDBA_SET_ENTRY } else { &MDBA })
}

fn cache_report(context: &Context<'_>) -> Body {
    Struct(
        &RTGENMSG,
        if context.family == RTNL_FAMILY_IP6MR { &IP6MRA_CREPORT } else { &IPMRA_CREPORT },
    )
}

/// So do requests for counters: they carry a filter.
fn counters(context: &Context<'_>) -> Body {
    let request = context.message_flags & NLM_F_REQUEST != 0;
    Struct(&IF_STATS_MSG, if request { &IFLA_STATS_GETSET } else { &IFLA_STATS })
}

fn get_link(context: &Context<'_>) -> Body {
    all_or_family(context, &IFINFOMSG, &IFLA)
}

fn get_joined(context: &Context<'_>) -> Body {
    all_or_family(context, &IFADDRMSG, &IFA)
}

fn get_label(context: &Context<'_>) -> Body {
    all_or_family(context, &IFADDRLBLMSG, &IFAL)
}

fn get_groups(context: &Context<'_>) -> Body {
    // Without NLM_F_DUMP, it names the entry.
    if context.message_flags & NLM_F_REQUEST != 0 && context.message_flags & NLM_F_DUMP == 0 {
        return Struct(&BR_PORT_MSG, &MDBA_GET_ENTRY);
    }
    all_or_family(context, &BR_PORT_MSG, &MDBA)
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

/// The first byte of an option is its type, the second its length in units of eight bytes (RFC
/// 4861). The length of a list of name servers depends on their number: one, two or three, as the
/// C library uses no more than three.
fn router_option(context: &Context<'_>) -> Body {
    match context.body.get(const { NDUSEROPTMSG.size() }..) {
        Some([3, 4, ..]) => Struct(&PREFIX_INFO, &NDUSEROPT),
        Some([25, 3, ..]) => Struct(&RDNSS_1, &NDUSEROPT),
        Some([25, 5, ..]) => Struct(&RDNSS_2, &NDUSEROPT),
        Some([25, 7, ..]) => Struct(&RDNSS_3, &NDUSEROPT),
        _ => Body::Opaque,
    }
}
