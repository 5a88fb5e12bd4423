//! `include/uapi/linux/if_bridge.h`: a bridge's multicast database, VLANs and counters. The attributes
//! of a bridge and of its ports (`IFLA_BR_…`, `IFLA_BRPORT_…`) are in [`super::if_link`].

use crate::uapi::if_ether::{ETH_P, ETH_P_IP, ETH_P_IPV6};
use crate::uapi::netlink::{NLATTR, message_types};
use crate::uapi::rtnetlink::RTPROT;
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    Attr, CStruct, Context,
    Kind::{Bytes, Pad, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Interface, Ip4, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{Headed, Ip, Nested, Opaque, Struct},
    array, attr, field, name, set,
};

/// `struct br_port_msg`: the struct of every message about the database.
#[rustfmt::skip]
pub static BR_PORT_MSG: Layout = Layout {
    c_name: "br_port_msg",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U8, "family", OneOf(FAMILIES), "always AF_BRIDGE"),
        field(1, Pad(3), "(padding)", Reserved, "keeps what follows aligned to 4 bytes"),
        field(4, U32(Host), "ifindex", Interface, "the bridge"),
    ],
};
const _: () = assert!(BR_PORT_MSG.size() == 8 && BR_PORT_MSG.has_no_hole());

/// `struct br_port_msg`: the type of its members; its table is [`BR_PORT_MSG`].
#[doc(alias = "br_port_msg")]
pub enum BrPortMsg {}

impl CStruct for BrPortMsg {
    const LAYOUT: &'static Layout = &BR_PORT_MSG;
}

/// `family`
pub const BR_PORT_MSG_FAMILY: Member<BrPortMsg> = Member::named("family");
/// `ifindex`
pub const BR_PORT_MSG_IFINDEX: Member<BrPortMsg> = Member::named("ifindex");

pub const MDBA_MDB: u16 = 1;
pub const MDBA_ROUTER: u16 = 2;

/// `MDBA_…`
#[rustfmt::skip]
pub static MDBA: Set = set("MDBA", &NLATTR, &[
    attr(MDBA_MDB, "MDBA_MDB", Nested(&MDBA_MDB_ATTRS), "who is in which group"),
    attr(MDBA_ROUTER, "MDBA_ROUTER", Nested(&MDBA_ROUTER_ATTRS), "the ports with multicast routers"),
]);

/// `MDBA_MDB_…`
#[rustfmt::skip]
pub static MDBA_MDB_ATTRS: Set = set("MDBA_MDB", &NLATTR, &[
    attr(1, "MDBA_MDB_ENTRY", Nested(&MDBA_MDB_ENTRY), "a group"),
]);

/// `MDBA_MDB_ENTRY_…`
#[rustfmt::skip]
pub static MDBA_MDB_ENTRY: Set = set("MDBA_MDB_ENTRY", &NLATTR, &[
    attr(1, "MDBA_MDB_ENTRY_INFO", Headed(&BR_MDB_ENTRY, &MDB_EATTRS), "a port in the group"),
]);
static MDB_EATTRS: Attr =
    attr(0, "attributes of the entry", Nested(&MDBA_MDB_EATTR), "more about the entry");

/// `struct br_mdb_entry`
#[rustfmt::skip]
pub static BR_MDB_ENTRY: Layout = Layout {
    c_name: "br_mdb_entry",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U32(Host), "ifindex", Interface, "the port"),
        field(4, U8, "state", OneOf(MDB_STATE), "whether it stays"),
        field(5, U8, "flags", Flags(MDB_FLAGS), "how it is treated"),
        field(6, U16(Host), "vid", Number, "its VLAN"),
        field(8, Bytes(16), "addr.u", Meaning::Choose(group_address, &[Ip4, Meaning::Ip, Meaning::Hardware]), "the group; a union, by addr.proto"),
        field(24, U16(Network), "addr.proto", OneOf(ETH_P), "what kind of address the group is"),
        field(26, Pad(2), "(padding)", Reserved, "rounds the struct up to a multiple of 4"),
    ],
};
const _: () = assert!(BR_MDB_ENTRY.size() == 28 && BR_MDB_ENTRY.has_no_hole());

/// `struct br_mdb_entry`: the type of its members; its table is [`BR_MDB_ENTRY`].
#[doc(alias = "br_mdb_entry")]
pub enum BrMdbEntry {}

impl CStruct for BrMdbEntry {
    const LAYOUT: &'static Layout = &BR_MDB_ENTRY;
}

/// `ifindex`
pub const BR_MDB_ENTRY_IFINDEX: Member<BrMdbEntry> = Member::named("ifindex");
/// `state`
pub const BR_MDB_ENTRY_STATE: Member<BrMdbEntry> = Member::named("state");
/// `flags`
pub const BR_MDB_ENTRY_FLAGS: Member<BrMdbEntry> = Member::named("flags");
/// `vid`
pub const BR_MDB_ENTRY_VID: Member<BrMdbEntry> = Member::named("vid");
/// `addr.u`
pub const BR_MDB_ENTRY_ADDR_U: Member<BrMdbEntry> = Member::named("addr.u");
/// `addr.proto`
pub const BR_MDB_ENTRY_ADDR_PROTO: Member<BrMdbEntry> = Member::named("addr.proto");

/// The protocol behind the address says what the address is.
fn group_address(context: &Context<'_>) -> Meaning {
    match const { BR_MDB_ENTRY.field("addr.proto") }.read(context.around) {
        Some(ETH_P_IP) => Ip4,
        Some(ETH_P_IPV6) => Meaning::Ip,
        _ => Meaning::Hardware,
    }
}

pub const MDB_PERMANENT: u64 = 1;

/// `MDB_TEMPORARY`, `MDB_PERMANENT`
#[rustfmt::skip]
pub const MDB_STATE: &[Name] = &[
    name(0, "MDB_TEMPORARY", "found out, and forgotten in time"),
    name(MDB_PERMANENT, "MDB_PERMANENT", "set by the administrator"),
];

/// `MDB_FLAGS_…`
#[rustfmt::skip]
pub const MDB_FLAGS: &[Name] = &[
    name(0x1, "MDB_FLAGS_OFFLOAD", "in hardware"),
    name(0x2, "MDB_FLAGS_FAST_LEAVE", "gone at once when it leaves"),
    name(0x4, "MDB_FLAGS_STAR_EXCL", "added because others exclude sources"),
    name(0x8, "MDB_FLAGS_BLOCKED", "blocked"),
    name(0x10, "MDB_FLAGS_OFFLOAD_FAILED", "the hardware did not take it"),
];

pub const MDBA_MDB_EATTR_SOURCE: u16 = 4;

/// `MDBA_MDB_EATTR_…`
#[rustfmt::skip]
pub static MDBA_MDB_EATTR: Set = set("MDBA_MDB_EATTR", &NLATTR, &[
    attr(1, "MDBA_MDB_EATTR_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "until it is forgotten"),
    attr(2, "MDBA_MDB_EATTR_SRC_LIST", Nested(&MDBA_MDB_SRCLIST), "the sources that it wants, or not"),
    attr(3, "MDBA_MDB_EATTR_GROUP_MODE", U8.meaning(Number), "0: all but those sources; 1: only those"),
    attr(MDBA_MDB_EATTR_SOURCE, "MDBA_MDB_EATTR_SOURCE", Ip, "the source that it is for"),
    attr(5, "MDBA_MDB_EATTR_RTPROT", U8.meaning(OneOf(RTPROT)), "who added it"),
    attr(6, "MDBA_MDB_EATTR_DST", Ip, "where to send its packets"),
    attr(7, "MDBA_MDB_EATTR_DST_PORT", U16(Host).meaning(Number), "to which UDP port"),
    attr(8, "MDBA_MDB_EATTR_VNI", U32(Host).meaning(Number), "with which VXLAN"),
    attr(9, "MDBA_MDB_EATTR_IFINDEX", U32(Host).meaning(Interface), "by which interface"),
    attr(10, "MDBA_MDB_EATTR_SRC_VNI", U32(Host).meaning(Number), "the VXLAN that they come in by"),
]);

/// `MDBA_MDB_SRCLIST_…`
#[rustfmt::skip]
pub static MDBA_MDB_SRCLIST: Set = set("MDBA_MDB_SRCLIST", &NLATTR, &[
    attr(1, "MDBA_MDB_SRCLIST_ENTRY", Nested(&MDBA_MDB_SRCATTR), "a source"),
]);

/// `MDBA_MDB_SRCATTR_…`
#[rustfmt::skip]
pub static MDBA_MDB_SRCATTR: Set = set("MDBA_MDB_SRCATTR", &NLATTR, &[
    attr(1, "MDBA_MDB_SRCATTR_ADDRESS", Ip, "its address"),
    attr(2, "MDBA_MDB_SRCATTR_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "until it is forgotten"),
]);

/// `MDBA_ROUTER_…`
#[rustfmt::skip]
pub static MDBA_ROUTER_ATTRS: Set = set("MDBA_ROUTER", &NLATTR, &[
    attr(1, "MDBA_ROUTER_PORT", Headed(&ROUTER_PORT, &ROUTER_PATTRS), "a port with a multicast router"),
]);

/// The payload of `MDBA_ROUTER_PORT` begins with a number that has no struct.
#[rustfmt::skip]
static ROUTER_PORT: Layout = Layout {
    c_name: "u32",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[field(0, U32(Host), "ifindex", Interface, "the port")],
};
static ROUTER_PATTRS: Attr =
    attr(0, "attributes of the port", Nested(&MDBA_ROUTER_PATTR), "more about the port");

/// `MDBA_ROUTER_PATTR_…`
#[rustfmt::skip]
pub static MDBA_ROUTER_PATTR: Set = set("MDBA_ROUTER_PATTR", &NLATTR, &[
    attr(1, "MDBA_ROUTER_PATTR_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "until it is forgotten"),
    attr(2, "MDBA_ROUTER_PATTR_TYPE", U8.meaning(Number), "0 none, 1 found out, 2 always, 3 for a time"),
    attr(3, "MDBA_ROUTER_PATTR_INET_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "until the IPv4 router is forgotten"),
    attr(4, "MDBA_ROUTER_PATTR_INET6_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "until the IPv6 router is forgotten"),
    attr(5, "MDBA_ROUTER_PATTR_VID", U16(Host).meaning(Number), "its VLAN"),
]);

/// `MDBA_SET_ENTRY_…`: in a request.
#[rustfmt::skip]
pub static MDBA_SET_ENTRY: Set = set("MDBA_SET_ENTRY", &NLATTR, &[
    attr(1, "MDBA_SET_ENTRY", Struct(&BR_MDB_ENTRY), "in a request: the entry"),
    attr(2, "MDBA_SET_ENTRY_ATTRS", Nested(&MDBE_ATTR), "in a request: more about it"),
]);

/// `MDBE_ATTR_…`: in a request.
#[rustfmt::skip]
pub static MDBE_ATTR: Set = set("MDBE_ATTR", &NLATTR, &[
    attr(1, "MDBE_ATTR_SOURCE", Ip, "the source that it is for"),
    attr(2, "MDBE_ATTR_SRC_LIST", Opaque, "the sources that it wants, or not"),
    attr(3, "MDBE_ATTR_GROUP_MODE", U8.meaning(Number), "0: all but those sources; 1: only those"),
    attr(4, "MDBE_ATTR_RTPROT", U8.meaning(OneOf(RTPROT)), "who adds it"),
    attr(5, "MDBE_ATTR_DST", Ip, "where to send its packets"),
    attr(6, "MDBE_ATTR_DST_PORT", U16(Host).meaning(Number), "to which UDP port"),
    attr(7, "MDBE_ATTR_VNI", U32(Host).meaning(Number), "with which VXLAN"),
    attr(8, "MDBE_ATTR_IFINDEX", U32(Host).meaning(Interface), "by which interface"),
    attr(9, "MDBE_ATTR_SRC_VNI", U32(Host).meaning(Number), "the VXLAN that they come in by"),
    attr(10, "MDBE_ATTR_STATE_MASK", U8.meaning(Flags(&[])), "to delete: which states"),
]);

/// `BRIDGE_XSTATS_…`: counters of a bridge, or of a port.
#[rustfmt::skip]
pub static BRIDGE_XSTATS: Set = set("BRIDGE_XSTATS", &NLATTR, &[
    attr(1, "BRIDGE_XSTATS_VLAN", Struct(&BRIDGE_VLAN_XSTATS), "those of a VLAN; there is one of these for each"),
    attr(2, "BRIDGE_XSTATS_MCAST", Struct(&BR_MCAST_STATS), "messages about multicast groups"),
    attr(3, "BRIDGE_XSTATS_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(4, "BRIDGE_XSTATS_STP", Struct(&BRIDGE_STP_XSTATS), "of a port: those of the spanning tree"),
]);

/// `struct bridge_vlan_xstats`
#[rustfmt::skip]
pub static BRIDGE_VLAN_XSTATS: Layout = Layout {
    c_name: "bridge_vlan_xstats",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U64(Host), "rx_bytes", Unit("bytes"), "received"),
        field(8, U64(Host), "rx_packets", Unit("packets"), "received"),
        field(16, U64(Host), "tx_bytes", Unit("bytes"), "sent"),
        field(24, U64(Host), "tx_packets", Unit("packets"), "sent"),
        field(32, U16(Host), "vid", Number, "the VLAN"),
        field(34, U16(Host), "flags", Flags(BRIDGE_VLAN_INFO_FLAGS), "how it is treated"),
        field(36, Pad(4), "pad2", Reserved, "rounds the struct up to a multiple of 8"),
    ],
};
const _: () = assert!(BRIDGE_VLAN_XSTATS.size() == 40 && BRIDGE_VLAN_XSTATS.has_no_hole());

/// `struct br_mcast_stats`: of each kind of message, those received and those
/// sent (`BR_MCAST_DIR_RX`, `BR_MCAST_DIR_TX`).
#[rustfmt::skip]
pub static BR_MCAST_STATS: Layout = Layout {
    c_name: "br_mcast_stats",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &array(U64(Host), Number, &[
        ("igmp_v1queries[0]", "IGMPv1 queries received"),
        ("igmp_v1queries[1]", "IGMPv1 queries sent"),
        ("igmp_v2queries[0]", "IGMPv2 queries received"),
        ("igmp_v2queries[1]", "IGMPv2 queries sent"),
        ("igmp_v3queries[0]", "IGMPv3 queries received"),
        ("igmp_v3queries[1]", "IGMPv3 queries sent"),
        ("igmp_leaves[0]", "IGMP messages of leaving received"),
        ("igmp_leaves[1]", "IGMP messages of leaving sent"),
        ("igmp_v1reports[0]", "IGMPv1 reports received"),
        ("igmp_v1reports[1]", "IGMPv1 reports sent"),
        ("igmp_v2reports[0]", "IGMPv2 reports received"),
        ("igmp_v2reports[1]", "IGMPv2 reports sent"),
        ("igmp_v3reports[0]", "IGMPv3 reports received"),
        ("igmp_v3reports[1]", "IGMPv3 reports sent"),
        ("igmp_parse_errors", "IGMP messages that could not be read"),
        ("mld_v1queries[0]", "MLDv1 queries received"),
        ("mld_v1queries[1]", "MLDv1 queries sent"),
        ("mld_v2queries[0]", "MLDv2 queries received"),
        ("mld_v2queries[1]", "MLDv2 queries sent"),
        ("mld_leaves[0]", "MLD messages of leaving received"),
        ("mld_leaves[1]", "MLD messages of leaving sent"),
        ("mld_v1reports[0]", "MLDv1 reports received"),
        ("mld_v1reports[1]", "MLDv1 reports sent"),
        ("mld_v2reports[0]", "MLDv2 reports received"),
        ("mld_v2reports[1]", "MLDv2 reports sent"),
        ("mld_parse_errors", "MLD messages that could not be read"),
        ("mcast_bytes[0]", "bytes of multicast packets received"),
        ("mcast_bytes[1]", "bytes of multicast packets sent"),
        ("mcast_packets[0]", "multicast packets received"),
        ("mcast_packets[1]", "multicast packets sent"),
    ]),
};
const _: () = assert!(BR_MCAST_STATS.size() == 240);

/// `struct bridge_stp_xstats`
#[rustfmt::skip]
pub static BRIDGE_STP_XSTATS: Layout = Layout {
    c_name: "bridge_stp_xstats",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &array(U64(Host), Number, &[
        ("transition_blk", "how often the port was blocked"),
        ("transition_fwd", "how often the port began to forward"),
        ("rx_bpdu", "messages of the spanning tree received"),
        ("tx_bpdu", "messages of the spanning tree sent"),
        ("rx_tcn", "those of them received that tell of a change"),
        ("tx_tcn", "those of them sent that tell of a change"),
    ]),
};
const _: () = assert!(BRIDGE_STP_XSTATS.size() == 48);

/// `struct br_vlan_msg`: the struct of every message about VLANs of a bridge.
#[rustfmt::skip]
pub static BR_VLAN_MSG: Layout = Layout {
    c_name: "br_vlan_msg",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U8, "family", OneOf(FAMILIES), "always AF_BRIDGE"),
        field(1, Pad(1), "reserved1", Reserved, "zero"),
        field(2, Pad(2), "reserved2", Reserved, "zero"),
        field(4, U32(Host), "ifindex", Interface, "the bridge or the port; in a request for a dump, 0 for all"),
    ],
};
const _: () = assert!(BR_VLAN_MSG.size() == 8 && BR_VLAN_MSG.has_no_hole());

/// `struct br_vlan_msg`: the type of its members; its table is [`BR_VLAN_MSG`].
#[doc(alias = "br_vlan_msg")]
pub enum BrVlanMsg {}

impl CStruct for BrVlanMsg {
    const LAYOUT: &'static Layout = &BR_VLAN_MSG;
}

/// `family`
pub const BR_VLAN_MSG_FAMILY: Member<BrVlanMsg> = Member::named("family");
/// `ifindex`
pub const BR_VLAN_MSG_IFINDEX: Member<BrVlanMsg> = Member::named("ifindex");

/// `BRIDGE_VLANDB_…`
#[rustfmt::skip]
pub static BRIDGE_VLANDB: Set = set("BRIDGE_VLANDB", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_ENTRY", Nested(&BRIDGE_VLANDB_ENTRY), "a VLAN, or a range of alike ones"),
    attr(2, "BRIDGE_VLANDB_GLOBAL_OPTIONS", Nested(&BRIDGE_VLANDB_GOPTS), "what is true for a VLAN at all ports"),
]);

/// `BRIDGE_VLANDB_DUMP_…`: in a request for a dump.
#[rustfmt::skip]
pub static BRIDGE_VLANDB_DUMP: Set = set("BRIDGE_VLANDB_DUMP", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_DUMP_FLAGS", U32(Host).meaning(Flags(BRIDGE_VLANDB_DUMPF)), "in a request: what to tell"),
]);

/// `BRIDGE_VLANDB_DUMPF_…`
#[rustfmt::skip]
pub const BRIDGE_VLANDB_DUMPF: &[Name] = &[
    name(0x1, "BRIDGE_VLANDB_DUMPF_STATS", "counters, too"),
    name(0x2, "BRIDGE_VLANDB_DUMPF_GLOBAL", "only what is true at all ports"),
];

/// `BRIDGE_VLANDB_ENTRY_…`
#[rustfmt::skip]
pub static BRIDGE_VLANDB_ENTRY: Set = set("BRIDGE_VLANDB_ENTRY", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_ENTRY_INFO", Struct(&BRIDGE_VLAN_INFO), "the VLAN, or the first of the range"),
    attr(2, "BRIDGE_VLANDB_ENTRY_RANGE", U16(Host).meaning(Number), "the last VLAN of the range"),
    attr(3, "BRIDGE_VLANDB_ENTRY_STATE", U8.meaning(OneOf(BR_STATE)), "its state in the spanning tree"),
    attr(4, "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", Nested(&BRIDGE_VLANDB_TINFO), "the tunnel that it goes through"),
    attr(5, "BRIDGE_VLANDB_ENTRY_STATS", Nested(&BRIDGE_VLANDB_STATS), "its counters"),
    attr(6, "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", U8.meaning(Number), "multicast routers: 0 none, 1 found out, 2 always, 3 for a time"),
    attr(7, "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS", U32(Host).meaning(Number), "how many multicast groups it has"),
    attr(8, "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", U32(Host).meaning(Number), "how many it may have; 0 for no limit"),
    attr(9, "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", U8.meaning(Number), "1: the bridge answers questions for neighbours itself"),
]);

/// `BRIDGE_VLANDB_TINFO_…`
#[rustfmt::skip]
pub static BRIDGE_VLANDB_TINFO: Set = set("BRIDGE_VLANDB_TINFO", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_TINFO_ID", U32(Host).meaning(Number), "the tunnel's number"),
    attr(2, "BRIDGE_VLANDB_TINFO_CMD", U32(Host).meaning(Meaning::Choose(message_types, &[])), "in a request: RTM_SETLINK sets it, RTM_DELLINK takes it away"),
]);

/// `BRIDGE_VLANDB_STATS_…`
#[rustfmt::skip]
pub static BRIDGE_VLANDB_STATS: Set = set("BRIDGE_VLANDB_STATS", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_STATS_RX_BYTES", U64(Host).meaning(Unit("bytes")), "received"),
    attr(2, "BRIDGE_VLANDB_STATS_RX_PACKETS", U64(Host).meaning(Unit("packets")), "received"),
    attr(3, "BRIDGE_VLANDB_STATS_TX_BYTES", U64(Host).meaning(Unit("bytes")), "sent"),
    attr(4, "BRIDGE_VLANDB_STATS_TX_PACKETS", U64(Host).meaning(Unit("packets")), "sent"),
    attr(5, "BRIDGE_VLANDB_STATS_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
]);

/// `BRIDGE_VLANDB_GOPTS_…`; they are those of a bridge (`IFLA_BR_MCAST_…`), for
/// one VLAN.
#[rustfmt::skip]
pub static BRIDGE_VLANDB_GOPTS: Set = set("BRIDGE_VLANDB_GOPTS", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_GOPTS_ID", U16(Host).meaning(Number), "the VLAN, or the first of a range"),
    attr(2, "BRIDGE_VLANDB_GOPTS_RANGE", U16(Host).meaning(Number), "the last VLAN of the range"),
    attr(3, "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING", U8.meaning(Number), "1: it finds out who is in which group"),
    attr(4, "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION", U8.meaning(Number), "which IGMP it speaks"),
    attr(5, "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION", U8.meaning(Number), "which MLD it speaks"),
    attr(6, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT", U32(Host).meaning(Number), "how often it asks whether anybody is left in a group"),
    attr(7, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT", U32(Host).meaning(Number), "how often it asks at the start"),
    attr(8, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "between the questions whether anybody is left"),
    attr(9, "BRIDGE_VLANDB_GOPTS_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(10, "BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "after which a silent member is forgotten"),
    attr(11, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "after which another querier that is silent is forgotten"),
    attr(12, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "between two questions"),
    attr(13, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "in which members have to answer"),
    attr(14, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "between two questions at the start"),
    attr(15, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER", U8.meaning(Number), "1: it asks who is in which group"),
    attr(16, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS", Nested(&MDBA_ROUTER_ATTRS), "the ports with multicast routers"),
    attr(17, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE", Nested(&BRIDGE_QUERIER), "who asks"),
    attr(18, "BRIDGE_VLANDB_GOPTS_MSTI", U16(Host).meaning(Number), "the spanning tree that it belongs to"),
]);

/// `struct br_boolopt_multi` (`include/uapi/linux/if_bridge.h`)
#[rustfmt::skip]
pub static BR_BOOLOPT_MULTI: Layout = Layout {
    c_name: "br_boolopt_multi",
    header: "linux/if_bridge.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "optval", Flags(BR_BOOLOPT), "which are on"),
        field(4, U32(Host), "optmask", Flags(BR_BOOLOPT), "which are told, or to be changed"),
    ],
};

/// Bits numbered by `BR_BOOLOPT_…` (`include/uapi/linux/if_bridge.h`).
#[rustfmt::skip]
pub const BR_BOOLOPT: &[Name] = &[
    name(1 << 0, "BR_BOOLOPT_NO_LL_LEARN", "do not learn from link-local packets"),
    name(1 << 1, "BR_BOOLOPT_MCAST_VLAN_SNOOPING", "find out group members in each VLAN"),
    name(1 << 2, "BR_BOOLOPT_MST_ENABLE", "several spanning trees"),
    name(1 << 3, "BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION", "tell of groups that hardware did not take"),
    name(1 << 4, "BR_BOOLOPT_FDB_LOCAL_VLAN_0", "own addresses are kept once, not in each VLAN"),
];

/// `BRIDGE_QUERIER_…` (`include/uapi/linux/if_bridge.h`)
#[rustfmt::skip]
pub static BRIDGE_QUERIER: Set = set("BRIDGE_QUERIER", &NLATTR, &[
    attr(1, "BRIDGE_QUERIER_IP_ADDRESS", Ip, "the IPv4 querier"),
    attr(2, "BRIDGE_QUERIER_IP_PORT", U32(Host).meaning(Interface), "the port that it is behind"),
    attr(3, "BRIDGE_QUERIER_IP_OTHER_TIMER", U64(Host).meaning(Unit("hundredths of a second")), "until it counts as gone"),
    attr(4, "BRIDGE_QUERIER_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(5, "BRIDGE_QUERIER_IPV6_ADDRESS", Ip, "the IPv6 querier"),
    attr(6, "BRIDGE_QUERIER_IPV6_PORT", U32(Host).meaning(Interface), "the port that it is behind"),
    attr(7, "BRIDGE_QUERIER_IPV6_OTHER_TIMER", U64(Host).meaning(Unit("hundredths of a second")), "until it counts as gone"),
]);

/// `BR_STATE_…` (`include/uapi/linux/if_bridge.h`)
#[rustfmt::skip]
pub const BR_STATE: &[Name] = &[
    name(0, "BR_STATE_DISABLED", "nothing: it is down"),
    name(1, "BR_STATE_LISTENING", "listen for other bridges"),
    name(2, "BR_STATE_LEARNING", "learn addresses"),
    name(3, "BR_STATE_FORWARDING", "forward frames"),
    name(4, "BR_STATE_BLOCKING", "nothing: it would close a loop"),
];

/// `IFLA_BRIDGE_…` (`include/uapi/linux/if_bridge.h`), in `IFLA_AF_SPEC` of a
/// message of the family `AF_BRIDGE`.
#[rustfmt::skip]
pub static IFLA_BRIDGE: Set = set("IFLA_BRIDGE", &NLATTR, &[
    attr(0, "IFLA_BRIDGE_FLAGS", U16(Host).meaning(Flags(BRIDGE_FLAGS)), "whom the message is for"),
    attr(1, "IFLA_BRIDGE_MODE", U16(Host).meaning(Number), "0: VEB; 1: VEPA"),
    attr(2, "IFLA_BRIDGE_VLAN_INFO", Struct(&BRIDGE_VLAN_INFO), "a VLAN of the port"),
]);

/// `BRIDGE_FLAGS_…`
#[rustfmt::skip]
pub const BRIDGE_FLAGS: &[Name] = &[
    name(0x1, "BRIDGE_FLAGS_MASTER", "the bridge"),
    name(0x2, "BRIDGE_FLAGS_SELF", "the device itself"),
];

/// `struct bridge_vlan_info`
#[rustfmt::skip]
pub static BRIDGE_VLAN_INFO: Layout = Layout {
    c_name: "bridge_vlan_info",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U16(Host), "flags", Flags(BRIDGE_VLAN_INFO_FLAGS), "how it is used"),
        field(2, U16(Host), "vid", Number, "its number"),
    ],
};

/// `BRIDGE_VLAN_INFO_…`
#[rustfmt::skip]
pub const BRIDGE_VLAN_INFO_FLAGS: &[Name] = &[
    name(0x1, "BRIDGE_VLAN_INFO_MASTER", "at the bridge"),
    name(0x2, "BRIDGE_VLAN_INFO_PVID", "frames without a tag belong to it"),
    name(0x4, "BRIDGE_VLAN_INFO_UNTAGGED", "its frames leave without a tag"),
    name(0x8, "BRIDGE_VLAN_INFO_RANGE_BEGIN", "the first of a range"),
    name(0x10, "BRIDGE_VLAN_INFO_RANGE_END", "the last of a range"),
    name(0x20, "BRIDGE_VLAN_INFO_BRENTRY", "the bridge itself is in it"),
    name(0x40, "BRIDGE_VLAN_INFO_ONLY_OPTS", "only options are to be changed"),
];
