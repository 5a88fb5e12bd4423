//! What can be followed: the objects of rtnetlink, each with its groups, its
//! messages and the request that dumps it.

use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::fib_rules::FIB_RULE_HDR;
use netlink_raw::uapi::if_addr::IFADDRMSG;
use netlink_raw::uapi::if_bridge::BR_PORT_MSG;
use netlink_raw::uapi::if_link::IFINFOMSG;
use netlink_raw::uapi::neighbour::NDMSG;
use netlink_raw::uapi::net_namespace::RTGENMSG;
use netlink_raw::uapi::netconf::NETCONFMSG;
use netlink_raw::uapi::nexthop::NHMSG;
use netlink_raw::uapi::pkt_sched::TCMSG;
use netlink_raw::uapi::rtnetlink::{RTMSG, group_number};
use netlink_raw::uapi::socket::family;
use netlink_raw::wire::Layout;

/// A kind of thing that the kernel tells of.
pub struct Object {
    /// What people type, and read: `route`.
    pub name: &'static str,
    /// The multicast groups that tell of it, by number.
    pub groups: &'static [u32],
    /// The types of message that tell of a new one. rtnetlink numbers its types in
    /// fours: new, delete, get, set.
    pub new: &'static [u16],
    /// How to ask for all there are; `None` where the kernel keeps no table.
    pub dump: Option<Dump>,
}

/// A request for a whole table.
pub struct Dump {
    /// The type of the request.
    pub get: u16,
    /// The struct behind its header.
    pub layout: &'static Layout,
    /// The address family to ask for, if it is not "all".
    pub family: u8,
}

/// `AF_UNSPEC`: all families.
const ALL: u8 = 0;
/// The only family that has multicast databases.
const AF_BRIDGE: u8 = family("AF_BRIDGE");

const fn dump(c_name: &str, layout: &'static Layout, family: u8) -> Option<Dump> {
    Some(Dump { get: ROUTE.number(c_name), layout, family })
}

/// The objects, by the names of `ip monitor`.
pub static OBJECTS: &[Object] = &[
    Object {
        name: "link",
        groups: &[group_number("RTNLGRP_LINK")],
        new: &[ROUTE.number("RTM_NEWLINK")],
        dump: dump("RTM_GETLINK", &IFINFOMSG, ALL),
    },
    Object {
        name: "addr",
        groups: &[group_number("RTNLGRP_IPV4_IFADDR"), group_number("RTNLGRP_IPV6_IFADDR")],
        new: &[ROUTE.number("RTM_NEWADDR")],
        dump: dump("RTM_GETADDR", &IFADDRMSG, ALL),
    },
    Object {
        name: "route",
        groups: &[
            group_number("RTNLGRP_IPV4_ROUTE"),
            group_number("RTNLGRP_IPV6_ROUTE"),
            group_number("RTNLGRP_IPV4_MROUTE"),
            group_number("RTNLGRP_IPV6_MROUTE"),
            group_number("RTNLGRP_MPLS_ROUTE"),
        ],
        new: &[ROUTE.number("RTM_NEWROUTE")],
        dump: dump("RTM_GETROUTE", &RTMSG, ALL),
    },
    Object {
        name: "rule",
        groups: &[group_number("RTNLGRP_IPV4_RULE"), group_number("RTNLGRP_IPV6_RULE")],
        new: &[ROUTE.number("RTM_NEWRULE")],
        dump: dump("RTM_GETRULE", &FIB_RULE_HDR, ALL),
    },
    Object {
        name: "neigh",
        groups: &[group_number("RTNLGRP_NEIGH")],
        new: &[ROUTE.number("RTM_NEWNEIGH")],
        dump: dump("RTM_GETNEIGH", &NDMSG, ALL),
    },
    Object {
        name: "nexthop",
        groups: &[group_number("RTNLGRP_NEXTHOP")],
        new: &[ROUTE.number("RTM_NEWNEXTHOP"), ROUTE.number("RTM_NEWNEXTHOPBUCKET")],
        dump: dump("RTM_GETNEXTHOP", &NHMSG, ALL),
    },
    Object {
        name: "netconf",
        groups: &[
            group_number("RTNLGRP_IPV4_NETCONF"),
            group_number("RTNLGRP_IPV6_NETCONF"),
            group_number("RTNLGRP_MPLS_NETCONF"),
        ],
        new: &[ROUTE.number("RTM_NEWNETCONF")],
        dump: dump("RTM_GETNETCONF", &NETCONFMSG, ALL),
    },
    Object {
        name: "prefix",
        groups: &[group_number("RTNLGRP_IPV6_PREFIX")],
        new: &[ROUTE.number("RTM_NEWPREFIX")],
        dump: None,
    },
    Object {
        name: "nsid",
        groups: &[group_number("RTNLGRP_NSID")],
        new: &[ROUTE.number("RTM_NEWNSID")],
        dump: dump("RTM_GETNSID", &RTGENMSG, ALL),
    },
    Object {
        name: "mdb",
        groups: &[group_number("RTNLGRP_MDB")],
        new: &[ROUTE.number("RTM_NEWMDB")],
        dump: dump("RTM_GETMDB", &BR_PORT_MSG, AF_BRIDGE),
    },
    Object {
        name: "tc",
        groups: &[group_number("RTNLGRP_TC")],
        new: &[
            ROUTE.number("RTM_NEWQDISC"),
            ROUTE.number("RTM_NEWTCLASS"),
            ROUTE.number("RTM_NEWTFILTER"),
            ROUTE.number("RTM_NEWCHAIN"),
            ROUTE.number("RTM_NEWACTION"),
        ],
        // Classes and filters can only be asked for by their interface.
        dump: dump("RTM_GETQDISC", &TCMSG, ALL),
    },
];

/// The objects behind a name that a person typed; `all` is all of them.
///
/// # Errors
///
/// A sentence with the names that there are.
pub fn named(typed: &str) -> Result<&'static [Object], String> {
    if typed == "all" {
        return Ok(OBJECTS);
    }
    OBJECTS.iter().find(|object| object.name == typed).map(std::slice::from_ref).ok_or_else(|| {
        let names: Vec<&str> = OBJECTS.iter().map(|object| object.name).collect();
        format!("expected all, or some of {}", names.join(" "))
    })
}
