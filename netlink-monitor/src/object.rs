//! What can be followed: the objects of rtnetlink, each with its groups, its
//! messages and the request that dumps it.

use std::convert::Infallible;
use std::hash::{BuildHasher, Hasher};

use netlink_raw::request;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::fib_rules::{FIB_RULE_HDR, FIB_RULE_HDR_FAMILY, FRA};
use netlink_raw::uapi::if_addr::{IFA, IFA_FAMILY, IFA_INDEX, IFA_PREFIXLEN, IFADDRMSG};
use netlink_raw::uapi::if_bridge::{BR_PORT_MSG, MDBA_MDB_EATTR};
use netlink_raw::uapi::if_link::{IFI_INDEX, IFINFOMSG, IFLA};
use netlink_raw::uapi::neighbour::{NDA, NDM_FAMILY, NDM_IFINDEX, NDMSG};
use netlink_raw::uapi::net_namespace::{NETNSA, RTGENMSG};
use netlink_raw::uapi::netconf::{NCM_FAMILY, NETCONFA, NETCONFMSG};
use netlink_raw::uapi::netlink::NLMSGHDR;
use netlink_raw::uapi::nexthop::{NHA, NHMSG};
use netlink_raw::uapi::pkt_sched::{TCA, TCM_HANDLE, TCM_IFINDEX, TCM_INFO, TCM_PARENT, TCMSG};
use netlink_raw::uapi::rtnetlink::{
    RTA, RTM_DST_LEN, RTM_FAMILY, RTM_SRC_LEN, RTM_TOS, RTMSG, group_number,
};
use netlink_raw::uapi::socket::family;
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{Attr, Field, Layout, Set, What, align};

use crate::entries::LONE_ENTRY;

/// A kind of thing that the kernel tells of.
pub struct Object {
    /// What people type, and read: `route`.
    pub name: &'static str,
    /// The multicast groups that tell of it, by number.
    pub groups: &'static [u32],
    /// The types of message that tell of a new one. rtnetlink numbers its types in
    /// fours: new, delete, get, set.
    pub new: &'static [u16],
    /// The tables that the kernel keeps of it, if it keeps any. They are read in this
    /// order: what to ask for in one may depend on those before it.
    pub tables: &'static [Table],
}

/// A table that the kernel keeps: things of one kind.
pub struct Table {
    /// How to ask for all of it.
    pub dump: Dump,
    /// Which thing a message is about.
    pub identity: Identity,
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
    /// several IPv4 routes to one prefix, equal rules, and equal chains.
    pub unique: bool,
    /// Attributes that change all the time, or differ between a dump and a
    /// notification.
    pub volatile: &'static [u16],
    /// Attributes and fields of the same sort that may stand anywhere in the message, by
    /// name. Where there are any, messages are compared piece by piece.
    pub volatile_inside: &'static [&'static str],
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

const fn dump(c_name: &str, layout: &'static Layout, family: u8) -> Dump {
    Dump { get: ROUTE.number(c_name), layout, family }
}

/// A table of traffic control.
const fn traffic(
    c_name: &str,
    fields: &'static [&'static Field],
    attributes: &'static [u16],
    unique: bool,
) -> Table {
    let identity = Identity {
        layout: &TCMSG,
        set: &TCA,
        fields,
        attributes,
        unique,
        volatile: &[],
        volatile_inside: &[
            "TCA_STATS",
            "TCA_STATS2",
            "TCA_XSTATS",
            "TCA_ACT_STATS",
            "TCA_MIRRED_TM",
            "TCA_U32_PCNT",
            // Of a hierarchy of token buckets: packets that no class took.
            "direct_pkts",
        ],
        not_dumped: &[],
    };
    Table { dump: dump(c_name, &TCMSG, ALL), identity }
}

/// The objects, by the names of `ip monitor`.
pub static OBJECTS: &[Object] = &[
    Object {
        name: "link",
        groups: &[group_number("RTNLGRP_LINK")],
        new: &[ROUTE.number("RTM_NEWLINK")],
        tables: &[Table {
            dump: dump("RTM_GETLINK", &IFINFOMSG, ALL),
            identity: Identity {
                layout: &IFINFOMSG,
                set: &IFLA,
                fields: &[IFI_INDEX.field()],
                attributes: &[],
                unique: true,
                volatile: &[],
                volatile_inside: &[
                    "IFLA_STATS",
                    "IFLA_STATS64",
                    // The counters and timers of IPv6 and of a bridge stand in these.
                    "IFLA_AF_SPEC",
                    "IFLA_LINKINFO",
                    // Only in notifications.
                    "IFLA_EVENT",
                    // Which flags have just changed.
                    "ifi_change",
                ],
                not_dumped: &[AF_BRIDGE],
            },
        }],
    },
    Object {
        name: "addr",
        groups: &[group_number("RTNLGRP_IPV4_IFADDR"), group_number("RTNLGRP_IPV6_IFADDR")],
        new: &[ROUTE.number("RTM_NEWADDR")],
        tables: &[Table {
            dump: dump("RTM_GETADDR", &IFADDRMSG, ALL),
            identity: Identity {
                layout: &IFADDRMSG,
                set: &IFA,
                fields: &[IFA_FAMILY.field(), IFA_PREFIXLEN.field(), IFA_INDEX.field()],
                attributes: &[IFA.number("IFA_LOCAL"), IFA.number("IFA_ADDRESS")],
                unique: true,
                volatile: &[IFA.number("IFA_CACHEINFO")],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
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
        tables: &[Table {
            dump: dump("RTM_GETROUTE", &RTMSG, ALL),
            identity: Identity {
                layout: &RTMSG,
                set: &RTA,
                // ANCHOR: route
                fields: &[
                    RTM_FAMILY.field(),
                    RTM_DST_LEN.field(),
                    RTM_SRC_LEN.field(),
                    RTM_TOS.field(),
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
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        name: "rule",
        groups: &[group_number("RTNLGRP_IPV4_RULE"), group_number("RTNLGRP_IPV6_RULE")],
        new: &[ROUTE.number("RTM_NEWRULE")],
        tables: &[Table {
            dump: dump("RTM_GETRULE", &FIB_RULE_HDR, ALL),
            identity: Identity {
                layout: &FIB_RULE_HDR,
                set: &FRA,
                fields: &[FIB_RULE_HDR_FAMILY.field()],
                attributes: &[FRA.number("FRA_PRIORITY")],
                unique: false,
                volatile: &[],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        name: "neigh",
        groups: &[group_number("RTNLGRP_NEIGH")],
        new: &[ROUTE.number("RTM_NEWNEIGH")],
        tables: &[Table {
            dump: dump("RTM_GETNEIGH", &NDMSG, ALL),
            identity: Identity {
                layout: &NDMSG,
                set: &NDA,
                fields: &[NDM_FAMILY.field(), NDM_IFINDEX.field()],
                attributes: &[NDA.number("NDA_DST")],
                unique: true,
                volatile: &[NDA.number("NDA_CACHEINFO"), NDA.number("NDA_PROBES")],
                volatile_inside: &[],
                not_dumped: &[AF_BRIDGE],
            },
        }],
    },
    Object {
        name: "nexthop",
        groups: &[group_number("RTNLGRP_NEXTHOP")],
        new: &[ROUTE.number("RTM_NEWNEXTHOP"), ROUTE.number("RTM_NEWNEXTHOPBUCKET")],
        tables: &[Table {
            dump: dump("RTM_GETNEXTHOP", &NHMSG, ALL),
            identity: Identity {
                layout: &NHMSG,
                set: &NHA,
                fields: &[],
                attributes: &[NHA.number("NHA_ID")],
                unique: true,
                volatile: &[NHA.number("NHA_RES_GROUP"), NHA.number("NHA_GROUP_STATS")],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        name: "netconf",
        groups: &[
            group_number("RTNLGRP_IPV4_NETCONF"),
            group_number("RTNLGRP_IPV6_NETCONF"),
            group_number("RTNLGRP_MPLS_NETCONF"),
        ],
        new: &[ROUTE.number("RTM_NEWNETCONF")],
        tables: &[Table {
            dump: dump("RTM_GETNETCONF", &NETCONFMSG, ALL),
            identity: Identity {
                layout: &NETCONFMSG,
                set: &NETCONFA,
                fields: &[NCM_FAMILY.field()],
                attributes: &[NETCONFA.number("NETCONFA_IFINDEX")],
                unique: true,
                volatile: &[],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        name: "prefix",
        groups: &[group_number("RTNLGRP_IPV6_PREFIX")],
        new: &[ROUTE.number("RTM_NEWPREFIX")],
        tables: &[],
    },
    Object {
        name: "nsid",
        groups: &[group_number("RTNLGRP_NSID")],
        new: &[ROUTE.number("RTM_NEWNSID")],
        tables: &[Table {
            dump: dump("RTM_GETNSID", &RTGENMSG, ALL),
            identity: Identity {
                layout: &RTGENMSG,
                set: &NETNSA,
                fields: &[],
                attributes: &[NETNSA.number("NETNSA_NSID")],
                unique: true,
                volatile: &[],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        name: "mdb",
        groups: &[group_number("RTNLGRP_MDB")],
        new: &[ROUTE.number("RTM_NEWMDB")],
        tables: &[Table {
            dump: dump("RTM_GETMDB", &BR_PORT_MSG, AF_BRIDGE),
            // Of an entry that stands alone in its message.
            identity: Identity {
                layout: &LONE_ENTRY,
                set: &MDBA_MDB_EATTR,
                fields: &[
                    LONE_ENTRY.field("bridge"),
                    LONE_ENTRY.field("port"),
                    LONE_ENTRY.field("vid"),
                    LONE_ENTRY.field("group"),
                    LONE_ENTRY.field("proto"),
                ],
                attributes: &[MDBA_MDB_EATTR.number("MDBA_MDB_EATTR_SOURCE")],
                unique: true,
                volatile: &[],
                volatile_inside: &["MDBA_MDB_EATTR_TIMER", "MDBA_MDB_SRCATTR_TIMER"],
                not_dumped: &[],
            },
        }],
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
        // Actions have no table of this form. What filters there can be depends on the
        // queueing disciplines and classes, and chains are what filters stand in.
        tables: &[
            traffic("RTM_GETQDISC", &[TCM_IFINDEX.field(), TCM_PARENT.field()], &[], true),
            traffic(
                "RTM_GETTCLASS",
                &[TCM_IFINDEX.field(), TCM_PARENT.field(), TCM_HANDLE.field()],
                &[],
                true,
            ),
            // Those of a class are told as if they were of its queueing discipline
            // (`tc_chain_fill_node` in net/sched/cls_api.c).
            traffic(
                "RTM_GETCHAIN",
                &[TCM_IFINDEX.field(), TCM_PARENT.field()],
                &[TCA.number("TCA_CHAIN")],
                false,
            ),
            traffic(
                "RTM_GETTFILTER",
                &[TCM_IFINDEX.field(), TCM_PARENT.field(), TCM_INFO.field(), TCM_HANDLE.field()],
                &[TCA.number("TCA_CHAIN")],
                true,
            ),
        ],
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

impl Table {
    /// The type of a message about a new thing: rtnetlink numbers its types in fours.
    #[must_use]
    pub fn new_type(&self) -> u16 {
        self.dump.get & !3
    }

    /// Whether two bodies say the same, but for what is volatile.
    #[must_use]
    pub fn equal(&self, one: &[u8], other: &[u8]) -> bool {
        let identity = &self.identity;
        one == other
            || if identity.volatile_inside.is_empty() {
                identity.equal(one, other)
            } else {
                self.pieces(one) == self.pieces(other)
            }
    }

    /// What a body says, without lengths, padding and what is volatile.
    fn pieces(&self, body: &[u8]) -> Vec<u8> {
        let volatile = |c_name: &str| {
            self.identity.volatile_inside.contains(&c_name)
                // Of a queueing discipline, how many use it.
                || c_name == "tcm_info" && self.dump.get == const { ROUTE.number("RTM_GETQDISC") }
        };
        let message = request::message(self.new_type(), 0, 0, body);
        let mut pieces = Vec::new();
        let Ok(()) = walk(&ROUTE, &message).visit(|span| {
            match span.what {
                What::Struct(layout) if layout.c_name == NLMSGHDR.c_name => {
                    return Ok(Inside::Nothing);
                }
                What::Attribute { row: Some(row), .. }
                    if volatile(row.c_name) || only_aligns(row) =>
                {
                    return Ok(Inside::Nothing);
                }
                What::Attribute { number, .. } => {
                    pieces.extend(span.depth.to_ne_bytes());
                    pieces.extend(number.to_ne_bytes());
                }
                What::Field(field) if volatile(field.c_name) => {}
                What::Padding => {}
                _ if span.is_leaf() => pieces.extend_from_slice(span.bytes),
                _ => {}
            }
            Ok::<_, Infallible>(Inside::Payload)
        });
        pieces
    }
}

/// `IFLA_PAD`, `TCA_PAD`, …: an attribute that keeps the next one aligned to 8 bytes. It
/// comes and goes with what stands before it.
fn only_aligns(row: &Attr) -> bool {
    row.c_name.ends_with("_PAD")
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
            match field.read(body) {
                Some(number) => state.write_u64(number),
                None => state.write(bytes(field, body)),
            }
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
        let field = |field: &&Field| bytes(field, one) == bytes(field, other);
        let find = |body, wanted: u16| {
            self.attributes_of(body).find(|(number, _)| *number == wanted).map(|(_, found)| found)
        };
        // When a table is read again, nearly all is as it was.
        one == other
            || self.fields.iter().all(field)
                && self.attributes.iter().all(|wanted| find(one, *wanted) == find(other, *wanted))
    }

    /// Whether the structs of two bodies are the same, and all attributes but those that
    /// are volatile.
    fn equal(&self, one: &[u8], other: &[u8]) -> bool {
        let head = self.layout.size();
        let lasting = |body| {
            self.attributes_of(body).filter(|(number, _)| {
                !self.volatile.contains(number) && !self.set.get(*number).is_some_and(only_aligns)
            })
        };
        one.get(..head) == other.get(..head) && lasting(one).eq(lasting(other))
    }
}

/// The bytes of a field of the struct that a body begins with.
fn bytes<'a>(field: &Field, body: &'a [u8]) -> &'a [u8] {
    body.get(field.at..field.at + field.kind.size()).unwrap_or_default()
}
