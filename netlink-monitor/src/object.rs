//! The objects of rtnetlink that can be followed, each with its groups, its messages
//! and the tables that the kernel keeps of it.
//!
//! To add an object, add a [`Kind`] and its row. The compiler then lists each `match` that has to
//! decide something about the new kind. Check three places that treat most kinds alike:
//! `Event::interfaces`, `commands/asking.rs`, and in `watcher/hints.rs` the tables that change
//! with links.

use netlink_raw::uapi::fib_rules::{FIB_RULE_HDR, FIB_RULE_HDR_FAMILY, FRA, FRA_PRIORITY};
use netlink_raw::uapi::if_addr::{
    IFA, IFA_ADDRESS, IFA_CACHEINFO, IFA_FAMILY, IFA_INDEX, IFA_LOCAL, IFA_PREFIXLEN, IFADDRMSG,
};
use netlink_raw::uapi::if_bridge::{
    BR_MDB_ENTRY, BR_PORT_MSG, MDBA_MDB_EATTR, MDBA_MDB_EATTR_SOURCE,
};
use netlink_raw::uapi::if_link::IFLA;
use netlink_raw::uapi::neighbour::{
    NDA, NDA_CACHEINFO, NDA_DST, NDA_PROBES, NDM_FAMILY, NDM_IFINDEX, NDMSG,
};
use netlink_raw::uapi::net_namespace::{NETNSA, NETNSA_NSID};
use netlink_raw::uapi::netconf::{NCM_FAMILY, NETCONFA, NETCONFA_IFINDEX, NETCONFMSG};
use netlink_raw::uapi::netlink::NLATTR;
use netlink_raw::uapi::nexthop::{NHA, NHA_GROUP_STATS, NHA_ID, NHA_RES_GROUP, NHMSG};
use netlink_raw::uapi::pkt_sched::{TC_H_CLSACT, TC_H_MAJ_MASK, TC_H_MIN_EGRESS, TC_H_MIN_INGRESS};
use netlink_raw::uapi::rtnetlink::{
    IFI_INDEX, IFINFOMSG, RTA, RTA_CACHEINFO, RTA_DST, RTA_MFC_STATS, RTA_PRIORITY, RTA_SRC,
    RTA_TABLE, RTGENMSG, RTM_DST_LEN, RTM_FAMILY, RTM_GETADDR, RTM_GETCHAIN, RTM_GETLINK,
    RTM_GETMDB, RTM_GETNEIGH, RTM_GETNETCONF, RTM_GETNEXTHOP, RTM_GETNSID, RTM_GETQDISC,
    RTM_GETROUTE, RTM_GETRULE, RTM_GETTCLASS, RTM_GETTFILTER, RTM_NEWACTION, RTM_NEWADDR,
    RTM_NEWCHAIN, RTM_NEWLINK, RTM_NEWMDB, RTM_NEWNEIGH, RTM_NEWNETCONF, RTM_NEWNEXTHOP,
    RTM_NEWNEXTHOPBUCKET, RTM_NEWNSID, RTM_NEWPREFIX, RTM_NEWQDISC, RTM_NEWROUTE, RTM_NEWRULE,
    RTM_NEWTCLASS, RTM_NEWTFILTER, RTM_SRC_LEN, RTM_TOS, RTMSG, RTNLGRP_IPV4_IFADDR,
    RTNLGRP_IPV4_MROUTE, RTNLGRP_IPV4_NETCONF, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV4_RULE,
    RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV6_MROUTE, RTNLGRP_IPV6_NETCONF, RTNLGRP_IPV6_PREFIX,
    RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV6_RULE, RTNLGRP_LINK, RTNLGRP_MDB, RTNLGRP_MPLS_NETCONF,
    RTNLGRP_MPLS_ROUTE, RTNLGRP_NEIGH, RTNLGRP_NEXTHOP, RTNLGRP_NSID, RTNLGRP_TC, TCA, TCA_CHAIN,
    TCM_HANDLE, TCM_IFINDEX, TCM_INFO, TCM_PARENT, TCMSG,
};
use netlink_raw::uapi::sys_socket::{AF_BRIDGE, AF_INET6, AF_UNSPEC};
use netlink_raw::wire::{self, CStruct, Field, Layout, Meaning, Member, Order, field};

use crate::table::{Dump, Identity, Synonyms, Table};

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A network interface.
    Link,
    /// An IP address of an interface.
    Addr,
    /// A route.
    Route,
    /// A rule that says which routing table to use.
    Rule,
    /// A neighbour: which link-layer address an IP address has.
    Neigh,
    /// A next hop that routes share, or a group of them.
    Nexthop,
    /// The IP settings of an interface.
    Netconf,
    /// An IPv6 prefix that a router advertises.
    Prefix,
    /// The ID of another network namespace.
    Nsid,
    /// The multicast database of a bridge.
    Mdb,
    /// Traffic control: queueing disciplines, classes, filters, chains and actions.
    Tc,
}

impl Kind {
    /// Its row.
    #[must_use]
    pub fn object(self) -> &'static Object {
        // A test sees to it that the rows are in the order of the kinds.
        &OBJECTS[self as usize]
    }
}

/// A row of [`OBJECTS`].
pub struct Object {
    /// Which object this is.
    pub kind: Kind,
    /// The name that people type and read: `route`.
    pub name: &'static str,
    /// What it is, for `--help`.
    pub about: &'static str,
    /// The numbers of the multicast groups that carry its notifications.
    pub groups: &'static [u32],
    /// The message types that report a new one (see [`crate::table::new_type`]).
    pub new: &'static [u16],
    /// The tables that the kernel keeps of it, if any, in the order in which they are
    /// read: what to ask for in one may depend on those before it.
    pub tables: &'static [Table],
}

/// `AF_UNSPEC`: all families.
const ALL: u8 = AF_UNSPEC;

/// The fields of an identity: all of one struct, or it does not compile.
const fn fields<S: CStruct, const N: usize>(members: [Member<S>; N]) -> [&'static Field; N] {
    let mut fields = [members[0].field(); N];
    let mut index = 0;
    while index < N {
        fields[index] = members[index].field();
        index += 1;
    }
    fields
}

const fn dump(get: u16, layout: &'static Layout, family: u8) -> Dump {
    Dump { get, layout, family }
}

/// `ingress` and `parent ffff:` are two ways to name the same place for filters, and the kernel
/// repeats the one that was used last, for all filters there (`block->classid` in
/// net/sched/cls_api.c).
fn ingress_as_one(parent: u64) -> u64 {
    if parent == TC_H_CLSACT & TC_H_MAJ_MASK { CLSACT_INGRESS } else { parent }
}

/// The two places for filters of a `clsact` queueing discipline, which are `TC_H_MAKE(TC_H_CLSACT,
/// TC_H_MIN_INGRESS)` and `…_EGRESS` in C. `ingress` has the first one only.
pub(crate) const CLSACT_INGRESS: u64 = TC_H_CLSACT & TC_H_MAJ_MASK | TC_H_MIN_INGRESS;
pub(crate) const CLSACT_EGRESS: u64 = TC_H_CLSACT & TC_H_MAJ_MASK | TC_H_MIN_EGRESS;

/// A table of traffic control.
const fn traffic(
    get: u16,
    fields: &'static [&'static Field],
    attributes: &'static [u16],
    unique: bool,
    volatile_inside: &'static [&'static str],
) -> Table {
    let identity = Identity {
        layout: &TCMSG,
        set: &TCA,
        fields,
        attributes,
        synonyms: Some(Synonyms { field: TCM_PARENT.field(), canonical: ingress_as_one }),
        unique,
        partial: false,
        volatile: &[],
        volatile_inside,
        not_dumped: &[],
    };
    Table { dump: dump(get, &TCMSG, ALL), identity }
}

const TC_VOLATILE: &[&str] = &[
    "TCA_STATS",
    "TCA_STATS2",
    "TCA_XSTATS",
    "TCA_ACT_STATS",
    "TCA_MIRRED_TM",
    "TCA_U32_PCNT",
    // In HTB: packets that no class took.
    "direct_pkts",
];

const QDISC_VOLATILE: &[&str] = &[
    "TCA_STATS",
    "TCA_STATS2",
    "TCA_XSTATS",
    "direct_pkts",
    // How many users the queueing discipline has.
    "tcm_info",
];

/// The objects, in the order of [`Kind`], by the names of `ip monitor`.
pub static OBJECTS: &[Object] = &[
    Object {
        kind: Kind::Link,
        name: "link",
        about: "network interfaces",
        groups: &[RTNLGRP_LINK],
        new: &[RTM_NEWLINK],
        tables: &[Table {
            dump: dump(RTM_GETLINK, &IFINFOMSG, ALL),
            identity: Identity {
                layout: &IFINFOMSG,
                set: &IFLA,
                fields: &fields([IFI_INDEX]),
                attributes: &[],
                synonyms: None,
                unique: true,
                partial: false,
                volatile: &[],
                volatile_inside: &[
                    "IFLA_STATS",
                    "IFLA_STATS64",
                    "IFLA_VF_STATS",
                    "IFLA_INFO_XSTATS",
                    "IFLA_INET6_STATS",
                    "IFLA_INET6_ICMP6STATS",
                    // The time of the last change, and a reachable time that the kernel picks
                    // anew every few hours.
                    "IFLA_INET6_CACHEINFO",
                    "IFLA_BR_HELLO_TIMER",
                    "IFLA_BR_TCN_TIMER",
                    "IFLA_BR_TOPOLOGY_CHANGE_TIMER",
                    "IFLA_BR_GC_TIMER",
                    "IFLA_BR_FDB_N_LEARNED",
                    "BRIDGE_QUERIER_IP_OTHER_TIMER",
                    "BRIDGE_QUERIER_IPV6_OTHER_TIMER",
                    "IFLA_BRPORT_MESSAGE_AGE_TIMER",
                    "IFLA_BRPORT_FORWARD_DELAY_TIMER",
                    "IFLA_BRPORT_HOLD_TIMER",
                    // Only in notifications.
                    "IFLA_EVENT",
                    // The flags that have just changed.
                    "ifi_change",
                ],
                // Only a part of a link each: a port of a bridge, the IPv6 settings.
                not_dumped: &[AF_BRIDGE, AF_INET6],
            },
        }],
    },
    Object {
        kind: Kind::Addr,
        name: "addr",
        about: "IP addresses of interfaces",
        groups: &[RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR],
        new: &[RTM_NEWADDR],
        tables: &[Table {
            dump: dump(RTM_GETADDR, &IFADDRMSG, ALL),
            identity: Identity {
                layout: &IFADDRMSG,
                set: &IFA,
                fields: &fields([IFA_FAMILY, IFA_PREFIXLEN, IFA_INDEX]),
                attributes: &[IFA_LOCAL, IFA_ADDRESS],
                synonyms: None,
                unique: true,
                partial: false,
                volatile: &[IFA_CACHEINFO],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        kind: Kind::Route,
        name: "route",
        about: "routes",
        groups: &[
            RTNLGRP_IPV4_ROUTE,
            RTNLGRP_IPV6_ROUTE,
            RTNLGRP_IPV4_MROUTE,
            RTNLGRP_IPV6_MROUTE,
            RTNLGRP_MPLS_ROUTE,
        ],
        new: &[RTM_NEWROUTE],
        tables: &[Table {
            dump: dump(RTM_GETROUTE, &RTMSG, ALL),
            identity: Identity {
                layout: &RTMSG,
                set: &RTA,
                // ANCHOR: route
                fields: &fields([RTM_FAMILY, RTM_DST_LEN, RTM_SRC_LEN, RTM_TOS]),
                attributes: &[RTA_TABLE, RTA_DST, RTA_SRC, RTA_PRIORITY],
                synonyms: None,
                unique: false,
                partial: false,
                // ANCHOR_END: route
                volatile: &[RTA_CACHEINFO, RTA_MFC_STATS],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        kind: Kind::Rule,
        name: "rule",
        about: "routing policy rules",
        groups: &[RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE],
        new: &[RTM_NEWRULE],
        tables: &[Table {
            dump: dump(RTM_GETRULE, &FIB_RULE_HDR, ALL),
            identity: Identity {
                layout: &FIB_RULE_HDR,
                set: &FRA,
                fields: &fields([FIB_RULE_HDR_FAMILY]),
                attributes: &[FRA_PRIORITY],
                synonyms: None,
                unique: false,
                partial: false,
                volatile: &[],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        kind: Kind::Neigh,
        name: "neigh",
        about: "neighbours: link-layer addresses of hosts (ARP, NDP)",
        groups: &[RTNLGRP_NEIGH],
        new: &[RTM_NEWNEIGH],
        tables: &[Table {
            dump: dump(RTM_GETNEIGH, &NDMSG, ALL),
            identity: Identity {
                layout: &NDMSG,
                set: &NDA,
                fields: &fields([NDM_FAMILY, NDM_IFINDEX]),
                attributes: &[NDA_DST],
                synonyms: None,
                unique: true,
                partial: false,
                volatile: &[NDA_CACHEINFO, NDA_PROBES],
                volatile_inside: &[],
                not_dumped: &[AF_BRIDGE],
            },
        }],
    },
    Object {
        kind: Kind::Nexthop,
        name: "nexthop",
        about: "next hops that routes share, and groups of them",
        groups: &[RTNLGRP_NEXTHOP],
        new: &[RTM_NEWNEXTHOP, RTM_NEWNEXTHOPBUCKET],
        tables: &[Table {
            dump: dump(RTM_GETNEXTHOP, &NHMSG, ALL),
            identity: Identity {
                layout: &NHMSG,
                set: &NHA,
                fields: &[],
                attributes: &[NHA_ID],
                synonyms: None,
                unique: true,
                partial: false,
                volatile: &[NHA_RES_GROUP, NHA_GROUP_STATS],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        kind: Kind::Netconf,
        name: "netconf",
        about: "IP settings of interfaces, such as forwarding",
        groups: &[RTNLGRP_IPV4_NETCONF, RTNLGRP_IPV6_NETCONF, RTNLGRP_MPLS_NETCONF],
        new: &[RTM_NEWNETCONF],
        tables: &[Table {
            dump: dump(RTM_GETNETCONF, &NETCONFMSG, ALL),
            identity: Identity {
                layout: &NETCONFMSG,
                set: &NETCONFA,
                fields: &fields([NCM_FAMILY]),
                attributes: &[NETCONFA_IFINDEX],
                synonyms: None,
                unique: true,
                partial: true,
                volatile: &[],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        kind: Kind::Prefix,
        name: "prefix",
        about: "IPv6 prefixes in router advertisements (follow only)",
        groups: &[RTNLGRP_IPV6_PREFIX],
        new: &[RTM_NEWPREFIX],
        tables: &[],
    },
    Object {
        kind: Kind::Nsid,
        name: "nsid",
        about: "IDs of other network namespaces",
        groups: &[RTNLGRP_NSID],
        new: &[RTM_NEWNSID],
        tables: &[Table {
            dump: dump(RTM_GETNSID, &RTGENMSG, ALL),
            identity: Identity {
                layout: &RTGENMSG,
                set: &NETNSA,
                fields: &[],
                attributes: &[NETNSA_NSID],
                synonyms: None,
                unique: true,
                partial: false,
                volatile: &[],
                volatile_inside: &[],
                not_dumped: &[],
            },
        }],
    },
    Object {
        kind: Kind::Mdb,
        name: "mdb",
        about: "multicast groups that bridges forward",
        groups: &[RTNLGRP_MDB],
        new: &[RTM_NEWMDB],
        tables: &[Table {
            dump: dump(RTM_GETMDB, &BR_PORT_MSG, AF_BRIDGE),
            // Of an entry that is alone in its message: see `mirror::entries`.
            identity: Identity {
                layout: &LONE_ENTRY,
                set: &MDBA_MDB_EATTR,
                fields: &fields([
                    LONE_ENTRY_BRIDGE,
                    LONE_ENTRY_PORT,
                    LONE_ENTRY_VID,
                    LONE_ENTRY_GROUP,
                    LONE_ENTRY_PROTO,
                ]),
                attributes: &[MDBA_MDB_EATTR_SOURCE],
                synonyms: None,
                unique: true,
                partial: false,
                volatile: &[],
                volatile_inside: &["MDBA_MDB_EATTR_TIMER", "MDBA_MDB_SRCATTR_TIMER"],
                not_dumped: &[],
            },
        }],
    },
    Object {
        kind: Kind::Tc,
        name: "tc",
        about: "traffic control: qdiscs, classes, filters, chains",
        groups: &[RTNLGRP_TC],
        new: &[RTM_NEWQDISC, RTM_NEWTCLASS, RTM_NEWTFILTER, RTM_NEWCHAIN, RTM_NEWACTION],
        // Actions have no table of this form. Where filters can be depends on the queueing
        // disciplines and classes, and chains are what filters are in.
        tables: &[
            traffic(RTM_GETQDISC, &fields([TCM_IFINDEX, TCM_PARENT]), &[], true, QDISC_VOLATILE),
            traffic(
                RTM_GETTCLASS,
                &fields([TCM_IFINDEX, TCM_PARENT, TCM_HANDLE]),
                &[],
                true,
                TC_VOLATILE,
            ),
            // Chains of a class are reported as if they belonged to its queueing discipline
            // (`tc_chain_fill_node` in net/sched/cls_api.c).
            traffic(
                RTM_GETCHAIN,
                &fields([TCM_IFINDEX, TCM_PARENT]),
                &[TCA_CHAIN],
                false,
                TC_VOLATILE,
            ),
            traffic(
                RTM_GETTFILTER,
                &fields([TCM_IFINDEX, TCM_PARENT, TCM_INFO, TCM_HANDLE]),
                &[TCA_CHAIN],
                true,
                TC_VOLATILE,
            ),
        ],
    },
];

/// The body of a multicast database message with a single entry, up to the attributes of
/// that entry: `struct br_port_msg`, three attribute headers, `struct br_mdb_entry`.
///
/// Alone in its message, an entry is always at the same place, and so are the fields of
/// its identity.
#[rustfmt::skip]
pub static LONE_ENTRY: Layout = Layout {
    c_name: "br_port_msg and br_mdb_entry",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, wire::Kind::U8, "family", Meaning::Number, "AF_BRIDGE"),
        field(1, wire::Kind::Pad(3), "(padding)", Meaning::Reserved, "aligns the next field"),
        field(4, wire::Kind::U32(Order::Host), "bridge", Meaning::Interface, "the bridge"),
        field(8, wire::Kind::Bytes(12), "headers", Meaning::Id, "of MDBA_MDB, MDBA_MDB_ENTRY and MDBA_MDB_ENTRY_INFO"),
        field(20, wire::Kind::U32(Order::Host), "port", Meaning::Interface, "the port"),
        field(24, wire::Kind::Bytes(2), "state and flags", Meaning::Id, "how it is treated"),
        field(26, wire::Kind::U16(Order::Host), "vid", Meaning::Number, "its VLAN"),
        field(28, wire::Kind::Bytes(16), "group", Meaning::Id, "the group's address"),
        field(44, wire::Kind::U16(Order::Network), "proto", Meaning::Number, "the kind of address of the group"),
        field(46, wire::Kind::Pad(2), "(padding)", Meaning::Reserved, "rounds the struct up to a multiple of 4"),
    ],
};
const _: () = assert!(
    LONE_ENTRY.has_no_hole()
        && LONE_ENTRY.size() == BR_PORT_MSG.size() + 3 * NLATTR.size() + BR_MDB_ENTRY.size()
);

/// [`LONE_ENTRY`] as a struct whose fields are read by name.
enum LoneEntry {}

impl CStruct for LoneEntry {
    const LAYOUT: &'static Layout = &LONE_ENTRY;
}

const LONE_ENTRY_BRIDGE: Member<LoneEntry> = Member::named("bridge");
const LONE_ENTRY_PORT: Member<LoneEntry> = Member::named("port");
const LONE_ENTRY_VID: Member<LoneEntry> = Member::named("vid");
const LONE_ENTRY_GROUP: Member<LoneEntry> = Member::named("group");
const LONE_ENTRY_PROTO: Member<LoneEntry> = Member::named("proto");

#[cfg(test)]
mod tests {
    use std::ptr;

    use netlink_raw::uapi::Tables;

    use super::*;

    #[test]
    fn rows_are_in_the_order_of_their_kinds() {
        for (index, object) in OBJECTS.iter().enumerate() {
            assert_eq!(object.kind as usize, index, "{}", object.name);
            assert!(ptr::eq(object.kind.object(), object), "{}", object.name);
        }
        // The last kind has a row, and so do all before it.
        assert_eq!(Kind::Tc as usize + 1, OBJECTS.len());
    }

    #[test]
    fn the_fields_of_an_identity_are_those_of_its_struct() {
        for table in OBJECTS.iter().flat_map(|object| object.tables) {
            let Identity { layout, set, fields, attributes, volatile, .. } = &table.identity;
            for field in *fields {
                let is_own = |own: &Field| (own.c_name, own.at) == (field.c_name, field.at);
                let own = layout.fields.iter().any(is_own);
                assert!(own, "{} is not in struct {}", field.c_name, layout.c_name);
            }
            for number in attributes.iter().chain(*volatile) {
                assert!(set.get(*number).is_some(), "{}: no attribute {number}", set.c_name);
            }
        }
    }

    #[test]
    fn every_volatile_name_is_in_the_tables() {
        let tables = Tables::all();
        for name in OBJECTS
            .iter()
            .flat_map(|object| object.tables)
            .flat_map(|table| table.identity.volatile_inside)
        {
            let field = tables
                .layouts
                .iter()
                .flat_map(|layout| layout.fields)
                .any(|field| field.c_name == *name);
            let attribute =
                tables.sets.iter().flat_map(|set| set.attrs).any(|attr| attr.c_name == *name);
            assert!(field || attribute, "{name}");
        }
    }
}
