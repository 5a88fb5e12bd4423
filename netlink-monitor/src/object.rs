//! What can be followed: the objects of rtnetlink, each with its groups, its
//! messages and the request that dumps it.

use std::hash::{BuildHasher, Hasher};

use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::fib_rules::{FIB_RULE_HDR, FRA};
use netlink_raw::uapi::if_addr::{IFA, IFADDRMSG};
use netlink_raw::uapi::if_bridge::BR_PORT_MSG;
use netlink_raw::uapi::if_link::{IFINFOMSG, IFLA};
use netlink_raw::uapi::neighbour::{NDA, NDMSG};
use netlink_raw::uapi::net_namespace::{NETNSA, RTGENMSG};
use netlink_raw::uapi::netconf::{NETCONFA, NETCONFMSG};
use netlink_raw::uapi::nexthop::{NHA, NHMSG};
use netlink_raw::uapi::pkt_sched::TCMSG;
use netlink_raw::uapi::rtnetlink::{RTA, RTMSG, group_number};
use netlink_raw::uapi::socket::family;
use netlink_raw::wire::{Field, Layout, Set, align};

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
    /// What makes two messages be about the same thing; `None` where the messages
    /// alone do not say it.
    pub identity: Option<Identity>,
}

/// What makes two messages be about the same thing, and what in them only counts or
/// measures, and so is no change.
pub struct Identity {
    /// The struct behind the header.
    pub layout: &'static Layout,
    /// The attributes behind the struct.
    pub set: &'static Set,
    /// Fields of the struct.
    pub fields: &'static [&'static Field],
    /// Attributes; a missing one is different from any that is there.
    pub attributes: &'static [u16],
    /// Whether the kernel has at most one thing of the same identity. There may be
    /// several IPv4 routes to one prefix, and equal rules.
    pub unique: bool,
    /// Attributes that change all the time, or differ between a dump and a
    /// notification.
    pub volatile: &'static [u16],
    /// A field of the struct that tells of the event, not of the thing.
    pub of_event: Option<&'static Field>,
    /// The families that a dump of all families leaves out although changes in them
    /// are told.
    pub not_dumped: &'static [u8],
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
        identity: Some(Identity {
            layout: &IFINFOMSG,
            set: &IFLA,
            fields: &[IFINFOMSG.field("ifi_index")],
            attributes: &[],
            unique: true,
            volatile: &[
                IFLA.number("IFLA_STATS"),
                IFLA.number("IFLA_STATS64"),
                // The counters and timers of IPv6 and of a bridge stand in these.
                IFLA.number("IFLA_AF_SPEC"),
                IFLA.number("IFLA_LINKINFO"),
                // Only in notifications.
                IFLA.number("IFLA_EVENT"),
            ],
            // Which flags have just changed.
            of_event: Some(IFINFOMSG.field("ifi_change")),
            not_dumped: &[AF_BRIDGE],
        }),
    },
    Object {
        name: "addr",
        groups: &[group_number("RTNLGRP_IPV4_IFADDR"), group_number("RTNLGRP_IPV6_IFADDR")],
        new: &[ROUTE.number("RTM_NEWADDR")],
        dump: dump("RTM_GETADDR", &IFADDRMSG, ALL),
        identity: Some(Identity {
            layout: &IFADDRMSG,
            set: &IFA,
            fields: &[
                IFADDRMSG.field("ifa_family"),
                IFADDRMSG.field("ifa_prefixlen"),
                IFADDRMSG.field("ifa_index"),
            ],
            attributes: &[IFA.number("IFA_LOCAL"), IFA.number("IFA_ADDRESS")],
            unique: true,
            volatile: &[IFA.number("IFA_CACHEINFO")],
            of_event: None,
            not_dumped: &[],
        }),
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
        identity: Some(Identity {
            layout: &RTMSG,
            set: &RTA,
            // ANCHOR: route
            fields: &[
                RTMSG.field("rtm_family"),
                RTMSG.field("rtm_dst_len"),
                RTMSG.field("rtm_src_len"),
                RTMSG.field("rtm_tos"),
            ],
            attributes: &[
                RTA.number("RTA_TABLE"),
                RTA.number("RTA_DST"),
                RTA.number("RTA_SRC"),
                RTA.number("RTA_PRIORITY"),
            ],
            unique: false,
            // ANCHOR_END: route
            volatile: &[RTA.number("RTA_CACHEINFO"), RTA.number("RTA_MFC_STATS")],
            of_event: None,
            not_dumped: &[],
        }),
    },
    Object {
        name: "rule",
        groups: &[group_number("RTNLGRP_IPV4_RULE"), group_number("RTNLGRP_IPV6_RULE")],
        new: &[ROUTE.number("RTM_NEWRULE")],
        dump: dump("RTM_GETRULE", &FIB_RULE_HDR, ALL),
        identity: Some(Identity {
            layout: &FIB_RULE_HDR,
            set: &FRA,
            fields: &[FIB_RULE_HDR.field("family")],
            attributes: &[FRA.number("FRA_PRIORITY")],
            unique: false,
            volatile: &[],
            of_event: None,
            not_dumped: &[],
        }),
    },
    Object {
        name: "neigh",
        groups: &[group_number("RTNLGRP_NEIGH")],
        new: &[ROUTE.number("RTM_NEWNEIGH")],
        dump: dump("RTM_GETNEIGH", &NDMSG, ALL),
        identity: Some(Identity {
            layout: &NDMSG,
            set: &NDA,
            fields: &[NDMSG.field("ndm_family"), NDMSG.field("ndm_ifindex")],
            attributes: &[NDA.number("NDA_DST")],
            unique: true,
            volatile: &[NDA.number("NDA_CACHEINFO"), NDA.number("NDA_PROBES")],
            of_event: None,
            not_dumped: &[AF_BRIDGE],
        }),
    },
    Object {
        name: "nexthop",
        groups: &[group_number("RTNLGRP_NEXTHOP")],
        new: &[ROUTE.number("RTM_NEWNEXTHOP"), ROUTE.number("RTM_NEWNEXTHOPBUCKET")],
        dump: dump("RTM_GETNEXTHOP", &NHMSG, ALL),
        identity: Some(Identity {
            layout: &NHMSG,
            set: &NHA,
            fields: &[],
            attributes: &[NHA.number("NHA_ID")],
            unique: true,
            volatile: &[NHA.number("NHA_RES_GROUP"), NHA.number("NHA_GROUP_STATS")],
            of_event: None,
            not_dumped: &[],
        }),
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
        identity: Some(Identity {
            layout: &NETCONFMSG,
            set: &NETCONFA,
            fields: &[NETCONFMSG.field("ncm_family")],
            attributes: &[NETCONFA.number("NETCONFA_IFINDEX")],
            unique: true,
            volatile: &[],
            of_event: None,
            not_dumped: &[],
        }),
    },
    Object {
        name: "prefix",
        groups: &[group_number("RTNLGRP_IPV6_PREFIX")],
        new: &[ROUTE.number("RTM_NEWPREFIX")],
        dump: None,
        identity: None,
    },
    Object {
        name: "nsid",
        groups: &[group_number("RTNLGRP_NSID")],
        new: &[ROUTE.number("RTM_NEWNSID")],
        dump: dump("RTM_GETNSID", &RTGENMSG, ALL),
        identity: Some(Identity {
            layout: &RTGENMSG,
            set: &NETNSA,
            fields: &[],
            attributes: &[NETNSA.number("NETNSA_NSID")],
            unique: true,
            volatile: &[],
            of_event: None,
            not_dumped: &[],
        }),
    },
    Object {
        name: "mdb",
        groups: &[group_number("RTNLGRP_MDB")],
        new: &[ROUTE.number("RTM_NEWMDB")],
        dump: dump("RTM_GETMDB", &BR_PORT_MSG, AF_BRIDGE),
        identity: None,
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
        identity: None,
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

impl Identity {
    /// The attributes of a body.
    fn attributes_of<'a>(&self, body: &'a [u8]) -> impl Iterator<Item = (u16, &'a [u8])> {
        self.set.attributes(body.get(align(self.layout.size())..).unwrap_or_default())
    }

    /// A number that is the same for bodies about the same thing, and mostly another
    /// for others.
    #[must_use]
    pub fn hash(&self, hasher: &impl BuildHasher, body: &[u8]) -> u64 {
        let mut state = hasher.build_hasher();
        for field in self.fields {
            state.write_u64(field.read(body).unwrap_or(0));
        }
        // A sum, because the order of attributes says nothing.
        self.attributes_of(body)
            .filter(|(number, _)| self.attributes.contains(number))
            .map(|(number, payload)| {
                let mut state = hasher.build_hasher();
                state.write_u16(number);
                state.write(payload);
                state.finish()
            })
            .fold(state.finish(), u64::wrapping_add)
    }

    /// Whether two bodies are about the same thing.
    #[must_use]
    pub fn same(&self, one: &[u8], other: &[u8]) -> bool {
        let field = |field: &&Field| field.read(one) == field.read(other);
        let find = |body, wanted: u16| {
            self.attributes_of(body).find(|(number, _)| *number == wanted).map(|(_, found)| found)
        };
        // When a table is read again, nearly all is as it was.
        one == other
            || self.fields.iter().all(field)
                && self.attributes.iter().all(|wanted| find(one, *wanted) == find(other, *wanted))
    }

    /// Whether two bodies say the same, but for what is volatile.
    #[must_use]
    pub fn equal(&self, one: &[u8], other: &[u8]) -> bool {
        let head = self.layout.size();
        let lasting =
            |body| self.attributes_of(body).filter(|(number, _)| !self.volatile.contains(number));
        one == other || one.get(..head) == other.get(..head) && lasting(one).eq(lasting(other))
    }
}
