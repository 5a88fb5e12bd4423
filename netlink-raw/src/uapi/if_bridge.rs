//! `include/uapi/linux/if_bridge.h`: a bridge's multicast database, VLANs and counters. The attributes
//! of a bridge and of its ports (`IFLA_BR_…`, `IFLA_BRPORT_…`) are in [`super::if_link`].

use crate::uapi::cfm_bridge::{BR_CFM_CCM_INTERVAL, BR_CFM_DOMAIN, BR_CFM_MEP_DIRECTION};
use crate::uapi::if_ether::{ETH_P, ETH_P_IP, ETH_P_IPV6};
use crate::uapi::mrp_bridge::{
    BR_MRP_IN_ROLE, BR_MRP_IN_STATE, BR_MRP_PORT_ROLE, BR_MRP_PORT_STATE, BR_MRP_RING_ROLE,
    BR_MRP_RING_STATE,
};
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
    Shape::{Hardware, Headed, Id, Ip, Nested, Opaque, Struct},
    array, attr, field, name, set,
};

/// `struct br_port_msg`: the struct of every message about the multicast database.
#[rustfmt::skip]
pub static BR_PORT_MSG: Layout = Layout {
    c_name: "br_port_msg",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U8, "family", OneOf(FAMILIES), "always AF_BRIDGE"),
        field(1, Pad(3), "(padding)", Reserved, "aligns the next field to 4 bytes"),
        field(4, U32(Host), "ifindex", Interface, "bridge"),
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
    attr(MDBA_MDB, "MDBA_MDB", Nested(&MDBA_MDB_ATTRS), "members of the groups"),
    attr(MDBA_ROUTER, "MDBA_ROUTER", Nested(&MDBA_ROUTER_ATTRS), "ports with multicast routers"),
]);

/// `MDBA_MDB_…`
#[rustfmt::skip]
pub static MDBA_MDB_ATTRS: Set = set("MDBA_MDB", &NLATTR, &[
    attr(1, "MDBA_MDB_ENTRY", Nested(&MDBA_MDB_ENTRY), "group"),
]);

/// `MDBA_MDB_ENTRY_…`
#[rustfmt::skip]
pub static MDBA_MDB_ENTRY: Set = set("MDBA_MDB_ENTRY", &NLATTR, &[
    attr(1, "MDBA_MDB_ENTRY_INFO", Headed(&BR_MDB_ENTRY, &MDB_EATTRS), "a port in the group"),
]);
static MDB_EATTRS: Attr =
    attr(0, "attributes of the entry", Nested(&MDBA_MDB_EATTR), "attributes of the entry");

/// `struct br_mdb_entry`
#[rustfmt::skip]
pub static BR_MDB_ENTRY: Layout = Layout {
    c_name: "br_mdb_entry",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U32(Host), "ifindex", Interface, "port"),
        field(4, U8, "state", OneOf(MDB_STATE), "whether it is permanent"),
        field(5, U8, "flags", Flags(MDB_FLAGS), "flags"),
        field(6, U16(Host), "vid", Number, "VLAN ID"),
        field(8, Bytes(16), "addr.u", Meaning::Choose(group_address, &[Ip4, Meaning::Ip, Meaning::Hardware]), "group, a union chosen by addr.proto"),
        field(24, U16(Network), "addr.proto", OneOf(ETH_P), "type of the group's address"),
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

/// The protocol after the address determines the type of the address.
fn group_address(context: &Context<'_>) -> Meaning {
    match context.view::<BrMdbEntry>(context.around).get(BR_MDB_ENTRY_ADDR_PROTO) {
        Some(ETH_P_IP) => Ip4,
        Some(ETH_P_IPV6) => Meaning::Ip,
        _ => Meaning::Hardware,
    }
}

pub const MDB_PERMANENT: u64 = 1;

/// `MDB_TEMPORARY`, `MDB_PERMANENT`
#[rustfmt::skip]
pub const MDB_STATE: &[Name] = &[
    name(0, "MDB_TEMPORARY", "learned, and removed after a time"),
    name(MDB_PERMANENT, "MDB_PERMANENT", "set by the administrator"),
];

/// `MDB_FLAGS_…`
#[rustfmt::skip]
pub const MDB_FLAGS: &[Name] = &[
    name(0x1, "MDB_FLAGS_OFFLOAD", "in hardware"),
    name(0x2, "MDB_FLAGS_FAST_LEAVE", "removed as soon as it leaves"),
    name(0x4, "MDB_FLAGS_STAR_EXCL", "added because others exclude sources"),
    name(0x8, "MDB_FLAGS_BLOCKED", "blocked"),
    name(0x10, "MDB_FLAGS_OFFLOAD_FAILED", "rejected by hardware"),
];

pub const MDBA_MDB_EATTR_SOURCE: u16 = 4;

/// `MDBA_MDB_EATTR_…`
#[rustfmt::skip]
pub static MDBA_MDB_EATTR: Set = set("MDBA_MDB_EATTR", &NLATTR, &[
    attr(1, "MDBA_MDB_EATTR_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "time until it is removed"),
    attr(2, "MDBA_MDB_EATTR_SRC_LIST", Nested(&MDBA_MDB_SRCLIST), "included or excluded sources"),
    attr(3, "MDBA_MDB_EATTR_GROUP_MODE", U8.meaning(Number), "0: exclude those sources, 1: only those"),
    attr(MDBA_MDB_EATTR_SOURCE, "MDBA_MDB_EATTR_SOURCE", Ip, "source that it applies to"),
    attr(5, "MDBA_MDB_EATTR_RTPROT", U8.meaning(OneOf(RTPROT)), "what added it"),
    attr(6, "MDBA_MDB_EATTR_DST", Ip, "remote address"),
    attr(7, "MDBA_MDB_EATTR_DST_PORT", U16(Host).meaning(Number), "remote UDP port"),
    attr(8, "MDBA_MDB_EATTR_VNI", U32(Host).meaning(Number), "VXLAN ID of the remote side"),
    attr(9, "MDBA_MDB_EATTR_IFINDEX", U32(Host).meaning(Interface), "outgoing interface"),
    attr(10, "MDBA_MDB_EATTR_SRC_VNI", U32(Host).meaning(Number), "VXLAN ID of incoming packets"),
]);

/// `MDBA_MDB_SRCLIST_…`
#[rustfmt::skip]
pub static MDBA_MDB_SRCLIST: Set = set("MDBA_MDB_SRCLIST", &NLATTR, &[
    attr(1, "MDBA_MDB_SRCLIST_ENTRY", Nested(&MDBA_MDB_SRCATTR), "source"),
]);

/// `MDBA_MDB_SRCATTR_…`
#[rustfmt::skip]
pub static MDBA_MDB_SRCATTR: Set = set("MDBA_MDB_SRCATTR", &NLATTR, &[
    attr(1, "MDBA_MDB_SRCATTR_ADDRESS", Ip, "address"),
    attr(2, "MDBA_MDB_SRCATTR_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "time until it is removed"),
]);

/// `MDBA_ROUTER_…`
#[rustfmt::skip]
pub static MDBA_ROUTER_ATTRS: Set = set("MDBA_ROUTER", &NLATTR, &[
    attr(1, "MDBA_ROUTER_PORT", Headed(&ROUTER_PORT, &ROUTER_PATTRS), "port with a multicast router"),
]);

/// The payload of `MDBA_ROUTER_PORT` starts with a number, without a struct.
#[rustfmt::skip]
static ROUTER_PORT: Layout = Layout {
    c_name: "u32",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[field(0, U32(Host), "ifindex", Interface, "port")],
};
static ROUTER_PATTRS: Attr =
    attr(0, "attributes of the port", Nested(&MDBA_ROUTER_PATTR), "attributes of the port");

/// `MDBA_ROUTER_PATTR_…`
#[rustfmt::skip]
pub static MDBA_ROUTER_PATTR: Set = set("MDBA_ROUTER_PATTR", &NLATTR, &[
    attr(1, "MDBA_ROUTER_PATTR_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "time until it is removed"),
    attr(2, "MDBA_ROUTER_PATTR_TYPE", U8.meaning(Number), "0 no, 1 learned, 2 always, 3 for a time"),
    attr(3, "MDBA_ROUTER_PATTR_INET_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "time until the IPv4 router is removed"),
    attr(4, "MDBA_ROUTER_PATTR_INET6_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "time until the IPv6 router is removed"),
    attr(5, "MDBA_ROUTER_PATTR_VID", U16(Host).meaning(Number), "VLAN ID"),
]);

/// `MDBA_SET_ENTRY_…`: in a request.
#[rustfmt::skip]
pub static MDBA_SET_ENTRY: Set = set("MDBA_SET_ENTRY", &NLATTR, &[
    attr(1, "MDBA_SET_ENTRY", Struct(&BR_MDB_ENTRY), "request: the entry"),
    attr(2, "MDBA_SET_ENTRY_ATTRS", Nested(&MDBE_ATTR), "request: attributes of the entry"),
]);

/// `MDBE_ATTR_…`: in a request.
#[rustfmt::skip]
pub static MDBE_ATTR: Set = set("MDBE_ATTR", &NLATTR, &[
    attr(1, "MDBE_ATTR_SOURCE", Ip, "source that it applies to"),
    attr(2, "MDBE_ATTR_SRC_LIST", Nested(&MDBE_SRC_LIST), "included or excluded sources"),
    attr(3, "MDBE_ATTR_GROUP_MODE", U8.meaning(Number), "0: exclude those sources, 1: only those"),
    attr(4, "MDBE_ATTR_RTPROT", U8.meaning(OneOf(RTPROT)), "what adds it"),
    attr(5, "MDBE_ATTR_DST", Ip, "remote address"),
    attr(6, "MDBE_ATTR_DST_PORT", U16(Host).meaning(Number), "remote UDP port"),
    attr(7, "MDBE_ATTR_VNI", U32(Host).meaning(Number), "VXLAN ID of the remote side"),
    attr(8, "MDBE_ATTR_IFINDEX", U32(Host).meaning(Interface), "outgoing interface"),
    attr(9, "MDBE_ATTR_SRC_VNI", U32(Host).meaning(Number), "VXLAN ID of incoming packets"),
    attr(10, "MDBE_ATTR_STATE_MASK", U8.meaning(Flags(&[])), "deletion: states to match"),
]);

/// `BRIDGE_XSTATS_…`: counters of a bridge, or of a port.
#[rustfmt::skip]
pub static BRIDGE_XSTATS: Set = set("BRIDGE_XSTATS", &NLATTR, &[
    attr(1, "BRIDGE_XSTATS_VLAN", Struct(&BRIDGE_VLAN_XSTATS), "counters of a VLAN, one for each"),
    attr(2, "BRIDGE_XSTATS_MCAST", Struct(&BR_MCAST_STATS), "messages about multicast groups"),
    attr(3, "BRIDGE_XSTATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(4, "BRIDGE_XSTATS_STP", Struct(&BRIDGE_STP_XSTATS), "spanning tree counters of a port"),
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
        field(32, U16(Host), "vid", Number, "VLAN ID"),
        field(34, U16(Host), "flags", Flags(BRIDGE_VLAN_INFO_FLAGS), "flags"),
        field(36, Pad(4), "pad2", Reserved, "rounds the struct up to a multiple of 8"),
    ],
};
const _: () = assert!(BRIDGE_VLAN_XSTATS.size() == 40 && BRIDGE_VLAN_XSTATS.has_no_hole());

/// `struct br_mcast_stats`: for each type of message, those received and those sent
/// (`BR_MCAST_DIR_RX`, `BR_MCAST_DIR_TX`).
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
        ("igmp_leaves[0]", "IGMP leave messages received"),
        ("igmp_leaves[1]", "IGMP leave messages sent"),
        ("igmp_v1reports[0]", "IGMPv1 reports received"),
        ("igmp_v1reports[1]", "IGMPv1 reports sent"),
        ("igmp_v2reports[0]", "IGMPv2 reports received"),
        ("igmp_v2reports[1]", "IGMPv2 reports sent"),
        ("igmp_v3reports[0]", "IGMPv3 reports received"),
        ("igmp_v3reports[1]", "IGMPv3 reports sent"),
        ("igmp_parse_errors", "malformed IGMP messages"),
        ("mld_v1queries[0]", "MLDv1 queries received"),
        ("mld_v1queries[1]", "MLDv1 queries sent"),
        ("mld_v2queries[0]", "MLDv2 queries received"),
        ("mld_v2queries[1]", "MLDv2 queries sent"),
        ("mld_leaves[0]", "MLD leave messages received"),
        ("mld_leaves[1]", "MLD leave messages sent"),
        ("mld_v1reports[0]", "MLDv1 reports received"),
        ("mld_v1reports[1]", "MLDv1 reports sent"),
        ("mld_v2reports[0]", "MLDv2 reports received"),
        ("mld_v2reports[1]", "MLDv2 reports sent"),
        ("mld_parse_errors", "malformed MLD messages"),
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
        ("transition_blk", "times the port was blocked"),
        ("transition_fwd", "times the port started forwarding"),
        ("rx_bpdu", "spanning tree messages received"),
        ("tx_bpdu", "spanning tree messages sent"),
        ("rx_tcn", "topology changes received"),
        ("tx_tcn", "topology changes sent"),
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
        field(4, U32(Host), "ifindex", Interface, "bridge or port, 0 in a dump request: all"),
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
    attr(1, "BRIDGE_VLANDB_ENTRY", Nested(&BRIDGE_VLANDB_ENTRY), "a VLAN, or a range of similar ones"),
    attr(2, "BRIDGE_VLANDB_GLOBAL_OPTIONS", Nested(&BRIDGE_VLANDB_GOPTS), "options of a VLAN on all ports"),
]);

/// `BRIDGE_VLANDB_DUMP_…`: in a request for a dump.
#[rustfmt::skip]
pub static BRIDGE_VLANDB_DUMP: Set = set("BRIDGE_VLANDB_DUMP", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_DUMP_FLAGS", U32(Host).meaning(Flags(BRIDGE_VLANDB_DUMPF)), "request: what to report"),
]);

/// `BRIDGE_VLANDB_DUMPF_…`
#[rustfmt::skip]
pub const BRIDGE_VLANDB_DUMPF: &[Name] = &[
    name(0x1, "BRIDGE_VLANDB_DUMPF_STATS", "include counters"),
    name(0x2, "BRIDGE_VLANDB_DUMPF_GLOBAL", "only the options on all ports"),
];

/// `BRIDGE_VLANDB_ENTRY_…`
#[rustfmt::skip]
pub static BRIDGE_VLANDB_ENTRY: Set = set("BRIDGE_VLANDB_ENTRY", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_ENTRY_INFO", Struct(&BRIDGE_VLAN_INFO), "VLAN, or the first of a range"),
    attr(2, "BRIDGE_VLANDB_ENTRY_RANGE", U16(Host).meaning(Number), "last VLAN of the range"),
    attr(3, "BRIDGE_VLANDB_ENTRY_STATE", U8.meaning(OneOf(BR_STATE)), "spanning tree state"),
    attr(4, "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", Nested(&BRIDGE_VLANDB_TINFO), "tunnel of the VLAN"),
    attr(5, "BRIDGE_VLANDB_ENTRY_STATS", Nested(&BRIDGE_VLANDB_STATS), "counters"),
    attr(6, "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", U8.meaning(Number), "routers: 0 no, 1 learned, 2 always, 3 for a time"),
    attr(7, "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS", U32(Host).meaning(Number), "number of multicast groups"),
    attr(8, "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", U32(Host).meaning(Number), "limit of multicast groups, 0: none"),
    attr(9, "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", U8.meaning(Number), "1: the bridge answers ARP itself"),
    // Newer than Linux 6.18.
    attr(10, "BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT", U8.meaning(Number), "1: forward unasked announcements anyway"),
]);

/// `BRIDGE_VLANDB_TINFO_…`
#[rustfmt::skip]
pub static BRIDGE_VLANDB_TINFO: Set = set("BRIDGE_VLANDB_TINFO", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_TINFO_ID", U32(Host).meaning(Number), "tunnel ID"),
    attr(2, "BRIDGE_VLANDB_TINFO_CMD", U32(Host).meaning(Meaning::Choose(message_types, &[])), "request: RTM_SETLINK sets, RTM_DELLINK removes"),
]);

/// `BRIDGE_VLANDB_STATS_…`
#[rustfmt::skip]
pub static BRIDGE_VLANDB_STATS: Set = set("BRIDGE_VLANDB_STATS", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_STATS_RX_BYTES", U64(Host).meaning(Unit("bytes")), "received"),
    attr(2, "BRIDGE_VLANDB_STATS_RX_PACKETS", U64(Host).meaning(Unit("packets")), "received"),
    attr(3, "BRIDGE_VLANDB_STATS_TX_BYTES", U64(Host).meaning(Unit("bytes")), "sent"),
    attr(4, "BRIDGE_VLANDB_STATS_TX_PACKETS", U64(Host).meaning(Unit("packets")), "sent"),
    attr(5, "BRIDGE_VLANDB_STATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `BRIDGE_VLANDB_GOPTS_…`: the options of a bridge (`IFLA_BR_MCAST_…`), for one VLAN.
#[rustfmt::skip]
pub static BRIDGE_VLANDB_GOPTS: Set = set("BRIDGE_VLANDB_GOPTS", &NLATTR, &[
    attr(1, "BRIDGE_VLANDB_GOPTS_ID", U16(Host).meaning(Number), "VLAN, or the first of a range"),
    attr(2, "BRIDGE_VLANDB_GOPTS_RANGE", U16(Host).meaning(Number), "last VLAN of the range"),
    attr(3, "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING", U8.meaning(Number), "1: learn members of multicast groups"),
    attr(4, "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION", U8.meaning(Number), "IGMP version"),
    attr(5, "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION", U8.meaning(Number), "MLD version"),
    attr(6, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT", U32(Host).meaning(Number), "queries before a group is removed"),
    attr(7, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT", U32(Host).meaning(Number), "queries at startup"),
    attr(8, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "time between last-member queries"),
    attr(9, "BRIDGE_VLANDB_GOPTS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(10, "BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "time until a silent member is removed"),
    attr(11, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "time until a silent querier is removed"),
    attr(12, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "time between queries"),
    attr(13, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "time for members to respond"),
    attr(14, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL", U64(Host).meaning(Unit("hundredths of a second")), "time between queries at startup"),
    attr(15, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER", U8.meaning(Number), "1: query for members"),
    attr(16, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS", Nested(&MDBA_ROUTER_ATTRS), "ports with multicast routers"),
    attr(17, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE", Nested(&BRIDGE_QUERIER), "querier"),
    attr(18, "BRIDGE_VLANDB_GOPTS_MSTI", U16(Host).meaning(Number), "spanning tree instance"),
]);

/// `struct br_boolopt_multi`
#[rustfmt::skip]
pub static BR_BOOLOPT_MULTI: Layout = Layout {
    c_name: "br_boolopt_multi",
    header: "linux/if_bridge.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "optval", Flags(BR_BOOLOPT), "options that are on"),
        field(4, U32(Host), "optmask", Flags(BR_BOOLOPT), "options reported, or to change"),
    ],
};

/// Bits, numbered by `BR_BOOLOPT_…`.
#[rustfmt::skip]
pub const BR_BOOLOPT: &[Name] = &[
    name(1 << 0, "BR_BOOLOPT_NO_LL_LEARN", "do not learn from link-local packets"),
    name(1 << 1, "BR_BOOLOPT_MCAST_VLAN_SNOOPING", "learn group members per VLAN"),
    name(1 << 2, "BR_BOOLOPT_MST_ENABLE", "multiple spanning trees"),
    name(1 << 3, "BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION", "report groups that hardware rejected"),
    name(1 << 4, "BR_BOOLOPT_FDB_LOCAL_VLAN_0", "keep local addresses once, not per VLAN"),
];

/// `BRIDGE_QUERIER_…`
#[rustfmt::skip]
pub static BRIDGE_QUERIER: Set = set("BRIDGE_QUERIER", &NLATTR, &[
    attr(1, "BRIDGE_QUERIER_IP_ADDRESS", Ip, "IPv4 querier"),
    attr(2, "BRIDGE_QUERIER_IP_PORT", U32(Host).meaning(Interface), "port towards it"),
    attr(3, "BRIDGE_QUERIER_IP_OTHER_TIMER", U64(Host).meaning(Unit("hundredths of a second")), "time until it is removed"),
    attr(4, "BRIDGE_QUERIER_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(5, "BRIDGE_QUERIER_IPV6_ADDRESS", Ip, "IPv6 querier"),
    attr(6, "BRIDGE_QUERIER_IPV6_PORT", U32(Host).meaning(Interface), "port towards it"),
    attr(7, "BRIDGE_QUERIER_IPV6_OTHER_TIMER", U64(Host).meaning(Unit("hundredths of a second")), "time until it is removed"),
]);

/// `BR_STATE_…`
#[rustfmt::skip]
pub const BR_STATE: &[Name] = &[
    name(0, "BR_STATE_DISABLED", "down"),
    name(1, "BR_STATE_LISTENING", "listening for other bridges"),
    name(2, "BR_STATE_LEARNING", "learning addresses"),
    name(3, "BR_STATE_FORWARDING", "forwarding frames"),
    name(4, "BR_STATE_BLOCKING", "blocked, would close a loop"),
];

/// `IFLA_BRIDGE_…`: in `IFLA_AF_SPEC` of a message of the family `AF_BRIDGE`.
#[rustfmt::skip]
pub static IFLA_BRIDGE: Set = set("IFLA_BRIDGE", &NLATTR, &[
    attr(0, "IFLA_BRIDGE_FLAGS", U16(Host).meaning(Flags(BRIDGE_FLAGS)), "target of the message"),
    attr(1, "IFLA_BRIDGE_MODE", U16(Host).meaning(Number), "0: VEB; 1: VEPA"),
    attr(2, "IFLA_BRIDGE_VLAN_INFO", Struct(&BRIDGE_VLAN_INFO), "VLAN of the port"),
    attr(3, "IFLA_BRIDGE_VLAN_TUNNEL_INFO", Nested(&IFLA_BRIDGE_VLAN_TUNNEL), "VLAN, and its tunnel ID"),
    attr(4, "IFLA_BRIDGE_MRP", Nested(&IFLA_BRIDGE_MRP), "media redundancy"),
    attr(5, "IFLA_BRIDGE_CFM", Nested(&IFLA_BRIDGE_CFM), "connectivity fault management"),
    attr(6, "IFLA_BRIDGE_MST", Nested(&IFLA_BRIDGE_MST), "states of several spanning trees"),
]);

/// `IFLA_BRIDGE_VLAN_TUNNEL_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_VLAN_TUNNEL: Set = set("IFLA_BRIDGE_VLAN_TUNNEL", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_VLAN_TUNNEL_ID", U32(Host).meaning(Number), "tunnel ID"),
    attr(2, "IFLA_BRIDGE_VLAN_TUNNEL_VID", U16(Host).meaning(Number), "VLAN ID"),
    attr(3, "IFLA_BRIDGE_VLAN_TUNNEL_FLAGS", U16(Host).meaning(Flags(&[])), "as of a VLAN: 8 begins a range, 16 ends it"),
]);

/// `IFLA_BRIDGE_MRP_…`: requests, and `IFLA_BRIDGE_MRP_INFO` in a reply.
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP: Set = set("IFLA_BRIDGE_MRP", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_INSTANCE", Nested(&IFLA_BRIDGE_MRP_INSTANCE), "request: the ring"),
    attr(2, "IFLA_BRIDGE_MRP_PORT_STATE", Nested(&IFLA_BRIDGE_MRP_PORT_STATE), "request: state of a port"),
    attr(3, "IFLA_BRIDGE_MRP_PORT_ROLE", Nested(&IFLA_BRIDGE_MRP_PORT_ROLE), "request: role of a port"),
    attr(4, "IFLA_BRIDGE_MRP_RING_STATE", Nested(&IFLA_BRIDGE_MRP_RING_STATE), "request: state of the ring"),
    attr(5, "IFLA_BRIDGE_MRP_RING_ROLE", Nested(&IFLA_BRIDGE_MRP_RING_ROLE), "request: role in the ring"),
    attr(6, "IFLA_BRIDGE_MRP_START_TEST", Nested(&IFLA_BRIDGE_MRP_START_TEST), "request: send test frames"),
    attr(7, "IFLA_BRIDGE_MRP_INFO", Nested(&IFLA_BRIDGE_MRP_INFO), "a ring"),
    attr(8, "IFLA_BRIDGE_MRP_IN_ROLE", Nested(&IFLA_BRIDGE_MRP_IN_ROLE), "request: role between rings"),
    attr(9, "IFLA_BRIDGE_MRP_IN_STATE", Nested(&IFLA_BRIDGE_MRP_IN_STATE), "request: state between rings"),
    attr(10, "IFLA_BRIDGE_MRP_START_IN_TEST", Nested(&IFLA_BRIDGE_MRP_START_IN_TEST), "request: send test frames between rings"),
]);

/// `IFLA_BRIDGE_MRP_INSTANCE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_INSTANCE: Set = set("IFLA_BRIDGE_MRP_INSTANCE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_INSTANCE_RING_ID", U32(Host).meaning(Number), "number of the ring"),
    attr(2, "IFLA_BRIDGE_MRP_INSTANCE_P_IFINDEX", U32(Host).meaning(Interface), "first port"),
    attr(3, "IFLA_BRIDGE_MRP_INSTANCE_S_IFINDEX", U32(Host).meaning(Interface), "second port"),
    attr(4, "IFLA_BRIDGE_MRP_INSTANCE_PRIO", U16(Host).meaning(Number), "priority; the lowest becomes the manager"),
]);

/// `IFLA_BRIDGE_MRP_PORT_STATE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_PORT_STATE: Set = set("IFLA_BRIDGE_MRP_PORT_STATE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_PORT_STATE_STATE", U32(Host).meaning(OneOf(BR_MRP_PORT_STATE)), "state"),
]);

/// `IFLA_BRIDGE_MRP_PORT_ROLE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_PORT_ROLE: Set = set("IFLA_BRIDGE_MRP_PORT_ROLE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_PORT_ROLE_ROLE", U32(Host).meaning(OneOf(BR_MRP_PORT_ROLE)), "role"),
]);

/// `IFLA_BRIDGE_MRP_RING_STATE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_RING_STATE: Set = set("IFLA_BRIDGE_MRP_RING_STATE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_RING_STATE_RING_ID", U32(Host).meaning(Number), "number of the ring"),
    attr(2, "IFLA_BRIDGE_MRP_RING_STATE_STATE", U32(Host).meaning(OneOf(BR_MRP_RING_STATE)), "state"),
]);

/// `IFLA_BRIDGE_MRP_RING_ROLE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_RING_ROLE: Set = set("IFLA_BRIDGE_MRP_RING_ROLE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_RING_ROLE_RING_ID", U32(Host).meaning(Number), "number of the ring"),
    attr(2, "IFLA_BRIDGE_MRP_RING_ROLE_ROLE", U32(Host).meaning(OneOf(BR_MRP_RING_ROLE)), "role"),
]);

/// `IFLA_BRIDGE_MRP_START_TEST_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_START_TEST: Set = set("IFLA_BRIDGE_MRP_START_TEST", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_START_TEST_RING_ID", U32(Host).meaning(Number), "number of the ring"),
    attr(2, "IFLA_BRIDGE_MRP_START_TEST_INTERVAL", U32(Host).meaning(Unit("µs")), "from one test frame to the next"),
    attr(3, "IFLA_BRIDGE_MRP_START_TEST_MAX_MISS", U32(Host).meaning(Number), "frames that may be lost"),
    attr(4, "IFLA_BRIDGE_MRP_START_TEST_PERIOD", U32(Host).meaning(Unit("µs")), "how long to send them"),
    attr(5, "IFLA_BRIDGE_MRP_START_TEST_MONITOR", U32(Host).meaning(Number), "1: only watch those of the manager"),
]);

/// `IFLA_BRIDGE_MRP_INFO_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_INFO: Set = set("IFLA_BRIDGE_MRP_INFO", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_INFO_RING_ID", U32(Host).meaning(Number), "number of the ring"),
    attr(2, "IFLA_BRIDGE_MRP_INFO_P_IFINDEX", U32(Host).meaning(Interface), "first port"),
    attr(3, "IFLA_BRIDGE_MRP_INFO_S_IFINDEX", U32(Host).meaning(Interface), "second port"),
    attr(4, "IFLA_BRIDGE_MRP_INFO_PRIO", U16(Host).meaning(Number), "priority; the lowest becomes the manager"),
    attr(5, "IFLA_BRIDGE_MRP_INFO_RING_STATE", U32(Host).meaning(OneOf(BR_MRP_RING_STATE)), "state of the ring"),
    attr(6, "IFLA_BRIDGE_MRP_INFO_RING_ROLE", U32(Host).meaning(OneOf(BR_MRP_RING_ROLE)), "role in the ring"),
    attr(7, "IFLA_BRIDGE_MRP_INFO_TEST_INTERVAL", U32(Host).meaning(Unit("µs")), "from one test frame to the next"),
    attr(8, "IFLA_BRIDGE_MRP_INFO_TEST_MAX_MISS", U32(Host).meaning(Number), "frames that may be lost"),
    attr(9, "IFLA_BRIDGE_MRP_INFO_TEST_MONITOR", U32(Host).meaning(Number), "1: only watches those of the manager"),
    attr(10, "IFLA_BRIDGE_MRP_INFO_I_IFINDEX", U32(Host).meaning(Interface), "port to another ring"),
    attr(11, "IFLA_BRIDGE_MRP_INFO_IN_STATE", U32(Host).meaning(OneOf(BR_MRP_IN_STATE)), "state between rings"),
    attr(12, "IFLA_BRIDGE_MRP_INFO_IN_ROLE", U32(Host).meaning(OneOf(BR_MRP_IN_ROLE)), "role between rings"),
    attr(13, "IFLA_BRIDGE_MRP_INFO_IN_TEST_INTERVAL", U32(Host).meaning(Unit("µs")), "from one test frame to the next, between rings"),
    attr(14, "IFLA_BRIDGE_MRP_INFO_IN_TEST_MAX_MISS", U32(Host).meaning(Number), "frames that may be lost, between rings"),
]);

/// `IFLA_BRIDGE_MRP_IN_STATE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_IN_STATE: Set = set("IFLA_BRIDGE_MRP_IN_STATE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_IN_STATE_IN_ID", U32(Host).meaning(Number), "number of the connection"),
    attr(2, "IFLA_BRIDGE_MRP_IN_STATE_STATE", U32(Host).meaning(OneOf(BR_MRP_IN_STATE)), "state"),
]);

/// `IFLA_BRIDGE_MRP_IN_ROLE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_IN_ROLE: Set = set("IFLA_BRIDGE_MRP_IN_ROLE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_IN_ROLE_RING_ID", U32(Host).meaning(Number), "number of the ring"),
    attr(2, "IFLA_BRIDGE_MRP_IN_ROLE_IN_ID", U16(Host).meaning(Number), "number of the connection"),
    attr(3, "IFLA_BRIDGE_MRP_IN_ROLE_ROLE", U32(Host).meaning(OneOf(BR_MRP_IN_ROLE)), "role"),
    attr(4, "IFLA_BRIDGE_MRP_IN_ROLE_I_IFINDEX", U32(Host).meaning(Interface), "port to another ring"),
]);

/// `IFLA_BRIDGE_MRP_START_IN_TEST_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MRP_START_IN_TEST: Set = set("IFLA_BRIDGE_MRP_START_IN_TEST", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MRP_START_IN_TEST_IN_ID", U32(Host).meaning(Number), "number of the connection"),
    attr(2, "IFLA_BRIDGE_MRP_START_IN_TEST_INTERVAL", U32(Host).meaning(Unit("µs")), "from one test frame to the next"),
    attr(3, "IFLA_BRIDGE_MRP_START_IN_TEST_MAX_MISS", U32(Host).meaning(Number), "frames that may be lost"),
    attr(4, "IFLA_BRIDGE_MRP_START_IN_TEST_PERIOD", U32(Host).meaning(Unit("µs")), "how long to send them"),
]);

/// `IFLA_BRIDGE_CFM_…`: a maintenance end point (MEP) sends continuity check messages (CCM) to its
/// peers. The first eight are requests.
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM: Set = set("IFLA_BRIDGE_CFM", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_MEP_CREATE", Nested(&IFLA_BRIDGE_CFM_MEP_CREATE), "request: create an end point"),
    attr(2, "IFLA_BRIDGE_CFM_MEP_DELETE", Nested(&IFLA_BRIDGE_CFM_MEP_DELETE), "request: delete an end point"),
    attr(3, "IFLA_BRIDGE_CFM_MEP_CONFIG", Nested(&IFLA_BRIDGE_CFM_MEP_CONFIG), "request: settings of an end point"),
    attr(4, "IFLA_BRIDGE_CFM_CC_CONFIG", Nested(&IFLA_BRIDGE_CFM_CC_CONFIG), "request: the checks"),
    attr(5, "IFLA_BRIDGE_CFM_CC_PEER_MEP_ADD", Nested(&IFLA_BRIDGE_CFM_CC_PEER_MEP), "request: add a peer"),
    attr(6, "IFLA_BRIDGE_CFM_CC_PEER_MEP_REMOVE", Nested(&IFLA_BRIDGE_CFM_CC_PEER_MEP), "request: remove a peer"),
    attr(7, "IFLA_BRIDGE_CFM_CC_RDI", Nested(&IFLA_BRIDGE_CFM_CC_RDI), "request: tell peers of a defect"),
    attr(8, "IFLA_BRIDGE_CFM_CC_CCM_TX", Nested(&IFLA_BRIDGE_CFM_CC_CCM_TX), "request: send messages"),
    attr(9, "IFLA_BRIDGE_CFM_MEP_CREATE_INFO", Nested(&IFLA_BRIDGE_CFM_MEP_CREATE), "an end point"),
    attr(10, "IFLA_BRIDGE_CFM_MEP_CONFIG_INFO", Nested(&IFLA_BRIDGE_CFM_MEP_CONFIG), "settings of an end point"),
    attr(11, "IFLA_BRIDGE_CFM_CC_CONFIG_INFO", Nested(&IFLA_BRIDGE_CFM_CC_CONFIG), "the checks"),
    attr(12, "IFLA_BRIDGE_CFM_CC_RDI_INFO", Nested(&IFLA_BRIDGE_CFM_CC_RDI), "whether peers are told of a defect"),
    attr(13, "IFLA_BRIDGE_CFM_CC_CCM_TX_INFO", Nested(&IFLA_BRIDGE_CFM_CC_CCM_TX), "messages that it sends"),
    attr(14, "IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO", Nested(&IFLA_BRIDGE_CFM_CC_PEER_MEP), "a peer"),
    attr(15, "IFLA_BRIDGE_CFM_MEP_STATUS_INFO", Nested(&IFLA_BRIDGE_CFM_MEP_STATUS), "state of an end point"),
    attr(16, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO", Nested(&IFLA_BRIDGE_CFM_CC_PEER_STATUS), "state of a peer"),
]);

/// `IFLA_BRIDGE_CFM_MEP_CREATE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_MEP_CREATE: Set = set("IFLA_BRIDGE_CFM_MEP_CREATE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_MEP_CREATE_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_MEP_CREATE_DOMAIN", U32(Host).meaning(OneOf(BR_CFM_DOMAIN)), "what it checks"),
    attr(3, "IFLA_BRIDGE_CFM_MEP_CREATE_DIRECTION", U32(Host).meaning(OneOf(BR_CFM_MEP_DIRECTION)), "where it sends"),
    attr(4, "IFLA_BRIDGE_CFM_MEP_CREATE_IFINDEX", U32(Host).meaning(Interface), "its port"),
]);

/// `IFLA_BRIDGE_CFM_MEP_DELETE_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_MEP_DELETE: Set = set("IFLA_BRIDGE_CFM_MEP_DELETE", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_MEP_DELETE_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
]);

/// `IFLA_BRIDGE_CFM_MEP_CONFIG_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_MEP_CONFIG: Set = set("IFLA_BRIDGE_CFM_MEP_CONFIG", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_MEP_CONFIG_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_MEP_CONFIG_UNICAST_MAC", Hardware, "its address"),
    attr(3, "IFLA_BRIDGE_CFM_MEP_CONFIG_MDLEVEL", U32(Host).meaning(Number), "maintenance level, 0 to 7"),
    attr(4, "IFLA_BRIDGE_CFM_MEP_CONFIG_MEPID", U32(Host).meaning(Number), "ID that its peers know"),
]);

/// `IFLA_BRIDGE_CFM_CC_CONFIG_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_CC_CONFIG: Set = set("IFLA_BRIDGE_CFM_CC_CONFIG", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_CC_CONFIG_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_CC_CONFIG_ENABLE", U32(Host).meaning(Number), "1: on"),
    attr(3, "IFLA_BRIDGE_CFM_CC_CONFIG_EXP_INTERVAL", U32(Host).meaning(OneOf(BR_CFM_CCM_INTERVAL)), "time between messages"),
    attr(4, "IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID", Id, "ID of the group of end points"),
]);

/// `IFLA_BRIDGE_CFM_CC_PEER_MEP_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_CC_PEER_MEP: Set = set("IFLA_BRIDGE_CFM_CC_PEER_MEP", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_CC_PEER_MEP_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_CC_PEER_MEPID", U32(Host).meaning(Number), "ID of the peer"),
]);

/// `IFLA_BRIDGE_CFM_CC_RDI_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_CC_RDI: Set = set("IFLA_BRIDGE_CFM_CC_RDI", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_CC_RDI_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_CC_RDI_RDI", U32(Host).meaning(Number), "1: a defect"),
]);

/// `IFLA_BRIDGE_CFM_CC_CCM_TX_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_CC_CCM_TX: Set = set("IFLA_BRIDGE_CFM_CC_CCM_TX", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_CC_CCM_TX_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_CC_CCM_TX_DMAC", Hardware, "destination of the messages"),
    attr(3, "IFLA_BRIDGE_CFM_CC_CCM_TX_SEQ_NO_UPDATE", U32(Host).meaning(Number), "1: number the messages"),
    attr(4, "IFLA_BRIDGE_CFM_CC_CCM_TX_PERIOD", U32(Host).meaning(Unit("s")), "how long to send them"),
    attr(5, "IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV", U32(Host).meaning(Number), "1: with the state of the interface"),
    attr(6, "IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV_VALUE", U8.meaning(Number), "state of the interface"),
    attr(7, "IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV", U32(Host).meaning(Number), "1: with the state of the port"),
    attr(8, "IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV_VALUE", U8.meaning(Number), "state of the port"),
]);

/// `IFLA_BRIDGE_CFM_MEP_STATUS_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_MEP_STATUS: Set = set("IFLA_BRIDGE_CFM_MEP_STATUS", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_MEP_STATUS_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_MEP_STATUS_OPCODE_UNEXP_SEEN", U32(Host).meaning(Number), "1: a message of an unknown kind came"),
    attr(3, "IFLA_BRIDGE_CFM_MEP_STATUS_VERSION_UNEXP_SEEN", U32(Host).meaning(Number), "1: a message of an unknown version came"),
    attr(4, "IFLA_BRIDGE_CFM_MEP_STATUS_RX_LEVEL_LOW_SEEN", U32(Host).meaning(Number), "1: a message of a lower level came"),
]);

/// `IFLA_BRIDGE_CFM_CC_PEER_STATUS_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_CFM_CC_PEER_STATUS: Set = set("IFLA_BRIDGE_CFM_CC_PEER_STATUS", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_INSTANCE", U32(Host).meaning(Number), "number of the end point"),
    attr(2, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_PEER_MEPID", U32(Host).meaning(Number), "ID of the peer"),
    attr(3, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_CCM_DEFECT", U32(Host).meaning(Number), "1: no message for 3.25 intervals"),
    attr(4, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_RDI", U32(Host).meaning(Number), "1: the peer told of a defect"),
    attr(5, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_PORT_TLV_VALUE", U8.meaning(Number), "state of the peer's port"),
    attr(6, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_IF_TLV_VALUE", U8.meaning(Number), "state of the peer's interface"),
    attr(7, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEEN", U32(Host).meaning(Number), "1: a message came since the last request"),
    attr(8, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_TLV_SEEN", U32(Host).meaning(Number), "1: one with a state came"),
    attr(9, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEQ_UNEXP_SEEN", U32(Host).meaning(Number), "1: a number was left out"),
]);

/// `IFLA_BRIDGE_MST_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MST: Set = set("IFLA_BRIDGE_MST", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MST_ENTRY", Nested(&IFLA_BRIDGE_MST_ENTRY), "a spanning tree"),
]);

/// `IFLA_BRIDGE_MST_ENTRY_…`
#[rustfmt::skip]
pub static IFLA_BRIDGE_MST_ENTRY: Set = set("IFLA_BRIDGE_MST_ENTRY", &NLATTR, &[
    attr(1, "IFLA_BRIDGE_MST_ENTRY_MSTI", U16(Host).meaning(Number), "number of the tree"),
    attr(2, "IFLA_BRIDGE_MST_ENTRY_STATE", U8.meaning(OneOf(BR_STATE)), "state of the port in it"),
]);

/// `BRIDGE_FLAGS_…`
#[rustfmt::skip]
pub const BRIDGE_FLAGS: &[Name] = &[
    name(0x1, "BRIDGE_FLAGS_MASTER", "bridge"),
    name(0x2, "BRIDGE_FLAGS_SELF", "the device itself"),
];

/// `struct bridge_vlan_info`
#[rustfmt::skip]
pub static BRIDGE_VLAN_INFO: Layout = Layout {
    c_name: "bridge_vlan_info",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, U16(Host), "flags", Flags(BRIDGE_VLAN_INFO_FLAGS), "flags"),
        field(2, U16(Host), "vid", Number, "VLAN ID"),
    ],
};

/// `BRIDGE_VLAN_INFO_…`
#[rustfmt::skip]
pub const BRIDGE_VLAN_INFO_FLAGS: &[Name] = &[
    name(0x1, "BRIDGE_VLAN_INFO_MASTER", "on the bridge"),
    name(0x2, "BRIDGE_VLAN_INFO_PVID", "VLAN of untagged frames"),
    name(0x4, "BRIDGE_VLAN_INFO_UNTAGGED", "frames leave untagged"),
    name(0x8, "BRIDGE_VLAN_INFO_RANGE_BEGIN", "first of a range"),
    name(0x10, "BRIDGE_VLAN_INFO_RANGE_END", "last of a range"),
    name(0x20, "BRIDGE_VLAN_INFO_BRENTRY", "bridge itself is a member"),
    name(0x40, "BRIDGE_VLAN_INFO_ONLY_OPTS", "change only the options"),
];

/// A list of `MDBE_SRC_LIST_ENTRY`.
#[rustfmt::skip]
pub static MDBE_SRC_LIST: Set = set("MDBE_SRC_LIST", &NLATTR, &[
    attr(1, "MDBE_SRC_LIST_ENTRY", Nested(&MDBE_SRCATTR), "source"),
]);

/// `MDBE_SRCATTR_…`
#[rustfmt::skip]
pub static MDBE_SRCATTR: Set = set("MDBE_SRCATTR", &NLATTR, &[
    attr(1, "MDBE_SRCATTR_ADDRESS", Ip, "address of the source"),
]);

/// `MDBA_GET_…`: a request for one entry.
#[rustfmt::skip]
pub static MDBA_GET_ENTRY: Set = set("MDBA_GET", &NLATTR, &[
    attr(1, "MDBA_GET_ENTRY", Struct(&BR_MDB_ENTRY), "request: group"),
    attr(2, "MDBA_GET_ENTRY_ATTRS", Nested(&MDBE_ATTR), "request: more about it"),
]);
