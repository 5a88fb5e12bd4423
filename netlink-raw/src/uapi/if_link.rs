//! `include/uapi/linux/if_link.h`: the attributes of network interfaces.
//!
//! The kinds of interface whose own data is laid out are listed in [`super::kinds`]; dummy and ifb
//! have none. The data of other kinds is kept as bytes.

use crate::uapi::devlink::DEVLINK_ATTR;
use crate::uapi::if_::{IF_LINK_MODE, IF_OPER};
use crate::uapi::if_bridge::{
    BR_BOOLOPT_MULTI, BR_STATE, BRIDGE_QUERIER, BRIDGE_XSTATS, IFLA_BRIDGE,
};
use crate::uapi::if_ether::ETH_P;
use crate::uapi::if_tun::TUN_TYPE;
use crate::uapi::if_vlan::VLAN_FLAG;
use crate::uapi::ip::IPV4_DEVCONF;
use crate::uapi::ipv6::IPV6_DEVCONF;
use crate::uapi::mpls::MPLS_STATS;
use crate::uapi::mroute::IPMRA_TABLE;
use crate::uapi::net_if_inet6::IF_INET6;
use crate::uapi::netlink::NLATTR;
use crate::uapi::rtnetlink::{IFINFOMSG, RTATTR, RTEXT_FILTER};
use crate::uapi::snmp::{ICMP6_MIB, IPSTATS_MIB};
use crate::uapi::sys_socket::{AF_BRIDGE, AF_INET, AF_INET6, AF_MPLS, FAMILIES, RTNL_FAMILY_IPMR};
use crate::wire::{
    Attr, CStruct, Context, Field,
    Kind::{Bytes, Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Interface, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Flag, Hardware, Headed, Id, Ip, Nested, Opaque, Struct, Text},
    array, attr, field, name, set,
};

pub const IFLA_ADDRESS: u16 = 1;
pub const IFLA_BROADCAST: u16 = 2;
pub const IFLA_IFNAME: u16 = 3;
pub const IFLA_MTU: u16 = 4;
pub const IFLA_LINK: u16 = 5;
pub const IFLA_QDISC: u16 = 6;
pub const IFLA_MASTER: u16 = 10;
pub const IFLA_OPERSTATE: u16 = 16;
pub const IFLA_IFALIAS: u16 = 20;
pub const IFLA_AF_SPEC: u16 = 26;
pub const IFLA_GROUP: u16 = 27;
pub const IFLA_LINK_NETNSID: u16 = 37;
pub const IFLA_PROTO_DOWN: u16 = 39;
pub const IFLA_XDP: u16 = 43;
pub const IFLA_EVENT: u16 = 44;
pub const IFLA_NEW_NETNSID: u16 = 45;
pub const IFLA_NEW_IFINDEX: u16 = 49;
pub const IFLA_PROP_LIST: u16 = 52;
pub const IFLA_ALT_IFNAME: u16 = 53;

/// `IFLA_…`: the attributes of a link.
#[rustfmt::skip]
pub static IFLA: Set = set("IFLA", &RTATTR, &[
    attr(IFLA_ADDRESS, "IFLA_ADDRESS", Hardware, "the interface's link-layer address"),
    attr(IFLA_BROADCAST, "IFLA_BROADCAST", Hardware, "the link-layer address of everybody"),
    attr(IFLA_IFNAME, "IFLA_IFNAME", Text, "the interface's name"),
    attr(IFLA_MTU, "IFLA_MTU", U32(Host).meaning(Unit("bytes")), "the largest packet that it carries"),
    attr(IFLA_LINK, "IFLA_LINK", U32(Host).meaning(Interface), "the interface that it is built on, or its peer"),
    attr(IFLA_QDISC, "IFLA_QDISC", Text, "how packets queue before they leave"),
    attr(7, "IFLA_STATS", Struct(&RTNL_LINK_STATS), "counters, in 32 bits"),
    attr(8, "IFLA_COST", Opaque, "not used"),
    attr(9, "IFLA_PRIORITY", Opaque, "not used"),
    attr(IFLA_MASTER, "IFLA_MASTER", U32(Host).meaning(Interface), "the bridge, bond or VRF that it belongs to"),
    attr(11, "IFLA_WIRELESS", Opaque, "an event of the old wireless extensions"),
    attr(12, "IFLA_PROTINFO", Shape::Choose(protinfo, &[Nested(&IFLA_BRPORT), Nested(&IFLA_INET6), Opaque]), "what the family in the header says of it"),
    attr(13, "IFLA_TXQLEN", U32(Host).meaning(Unit("packets")), "how many packets may queue"),
    attr(14, "IFLA_MAP", Struct(&RTNL_LINK_IFMAP), "where the hardware is"),
    attr(15, "IFLA_WEIGHT", U32(Host).meaning(Number), "not used"),
    attr(IFLA_OPERSTATE, "IFLA_OPERSTATE", U8.meaning(OneOf(IF_OPER)), "whether it works (RFC 2863)"),
    attr(17, "IFLA_LINKMODE", U8.meaning(OneOf(IF_LINK_MODE)), "who decides that"),
    attr(18, "IFLA_LINKINFO", Nested(&IFLA_INFO), "its kind, and what that kind has to say"),
    attr(19, "IFLA_NET_NS_PID", U32(Host).meaning(Number), "in a request: move it to this process's namespace"),
    attr(IFLA_IFALIAS, "IFLA_IFALIAS", Text, "a description, by the administrator"),
    attr(21, "IFLA_NUM_VF", U32(Host).meaning(Number), "how many virtual functions it has"),
    attr(22, "IFLA_VFINFO_LIST", Nested(&IFLA_VFINFO_LIST), "its virtual functions"),
    attr(23, "IFLA_STATS64", Struct(&RTNL_LINK_STATS64), "counters, in 64 bits"),
    attr(24, "IFLA_VF_PORTS", Nested(&IFLA_VF_PORTS), "port profiles of its virtual functions"),
    attr(25, "IFLA_PORT_SELF", Nested(&IFLA_PORT), "its own port profile"),
    attr(IFLA_AF_SPEC, "IFLA_AF_SPEC", Shape::Choose(af_spec, &[Nested(&IFLA_BRIDGE), Nested(&IPMRA_TABLE), Nested(&IFLA_AF_SPEC_ATTRS)]), "what each address family says of it"),
    attr(IFLA_GROUP, "IFLA_GROUP", U32(Host).meaning(Number), "the group that the administrator put it into"),
    attr(28, "IFLA_NET_NS_FD", U32(Host).meaning(Number), "in a request: move it to this namespace"),
    attr(29, "IFLA_EXT_MASK", U32(Host).meaning(Flags(RTEXT_FILTER)), "in a request: what to leave out or put in"),
    attr(30, "IFLA_PROMISCUITY", U32(Host).meaning(Number), "how many want it to take frames for everybody"),
    attr(31, "IFLA_NUM_TX_QUEUES", U32(Host).meaning(Unit("queues")), "for packets that leave"),
    attr(32, "IFLA_NUM_RX_QUEUES", U32(Host).meaning(Unit("queues")), "for packets that come in"),
    attr(33, "IFLA_CARRIER", U8.meaning(Number), "1: it has a carrier"),
    attr(34, "IFLA_PHYS_PORT_ID", Id, "which physical port it is"),
    attr(35, "IFLA_CARRIER_CHANGES", U32(Host).meaning(Number), "how often the carrier came or went"),
    attr(36, "IFLA_PHYS_SWITCH_ID", Id, "which switch it is a port of"),
    attr(IFLA_LINK_NETNSID, "IFLA_LINK_NETNSID", S32.meaning(Number), "the namespace of the interface in IFLA_LINK"),
    attr(38, "IFLA_PHYS_PORT_NAME", Text, "what the physical port is called"),
    attr(IFLA_PROTO_DOWN, "IFLA_PROTO_DOWN", U8.meaning(Number), "1: a protocol has switched it off"),
    attr(40, "IFLA_GSO_MAX_SEGS", U32(Host).meaning(Unit("segments")), "that it may cut one packet into"),
    attr(41, "IFLA_GSO_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "the largest packet that it cuts by itself"),
    attr(42, "IFLA_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(IFLA_XDP, "IFLA_XDP", Nested(&IFLA_XDP_ATTRS), "the BPF program that sees packets first"),
    attr(IFLA_EVENT, "IFLA_EVENT", U32(Host).meaning(OneOf(IFLA_EVENTS)), "why this message was sent"),
    attr(IFLA_NEW_NETNSID, "IFLA_NEW_NETNSID", S32.meaning(Number), "the namespace that it moved to"),
    attr(46, "IFLA_IF_NETNSID", S32.meaning(Number), "the namespace that it is in"),
    attr(47, "IFLA_CARRIER_UP_COUNT", U32(Host).meaning(Number), "how often the carrier came"),
    attr(48, "IFLA_CARRIER_DOWN_COUNT", U32(Host).meaning(Number), "how often the carrier went"),
    attr(IFLA_NEW_IFINDEX, "IFLA_NEW_IFINDEX", S32.meaning(Interface), "its index in the namespace that it moved to"),
    attr(50, "IFLA_MIN_MTU", U32(Host).meaning(Unit("bytes")), "the smallest MTU that may be set"),
    attr(51, "IFLA_MAX_MTU", U32(Host).meaning(Unit("bytes")), "the largest MTU that may be set"),
    attr(IFLA_PROP_LIST, "IFLA_PROP_LIST", Nested(&IFLA), "its other names"),
    attr(IFLA_ALT_IFNAME, "IFLA_ALT_IFNAME", Text, "another name"),
    attr(54, "IFLA_PERM_ADDRESS", Hardware, "the link-layer address that it was made with"),
    attr(55, "IFLA_PROTO_DOWN_REASON", Nested(&IFLA_PROTO_DOWN_REASON), "why a protocol switched it off"),
    attr(56, "IFLA_PARENT_DEV_NAME", Text, "the device that it belongs to"),
    attr(57, "IFLA_PARENT_DEV_BUS_NAME", Text, "the bus of that device"),
    attr(58, "IFLA_GRO_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "the largest packet that it puts together"),
    attr(59, "IFLA_TSO_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "the largest packet that its hardware cuts"),
    attr(60, "IFLA_TSO_MAX_SEGS", U32(Host).meaning(Unit("segments")), "that its hardware cuts one packet into"),
    attr(61, "IFLA_ALLMULTI", U32(Host).meaning(Number), "how many want it to take every multicast frame"),
    attr(62, "IFLA_DEVLINK_PORT", Nested(&DEVLINK_ATTR), "the device's own port behind it"),
    attr(63, "IFLA_GSO_IPV4_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "the largest IPv4 packet that it cuts by itself"),
    attr(64, "IFLA_GRO_IPV4_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "the largest IPv4 packet that it puts together"),
    attr(65, "IFLA_DPLL_PIN", Opaque, "the clock that it takes its time from"),
    attr(66, "IFLA_MAX_PACING_OFFLOAD_HORIZON", Shape::Uint(Unit("nanoseconds")), "how far ahead its hardware can pace packets"),
    attr(67, "IFLA_NETNS_IMMUTABLE", U8.meaning(Number), "1: it cannot move to another namespace"),
    // Since Linux 6.17.
    attr(68, "IFLA_HEADROOM", U16(Host).meaning(Unit("bytes")), "that it needs in front of a packet"),
    attr(69, "IFLA_TAILROOM", U16(Host).meaning(Unit("bytes")), "that it needs behind a packet"),
]);

fn protinfo(context: &Context<'_>) -> Shape {
    match context.family {
        AF_BRIDGE => Nested(&IFLA_BRPORT),
        AF_INET6 => Nested(&IFLA_INET6),
        _ => Opaque,
    }
}

/// For most families the list is one of families; for the bridge and for
/// multicast routing it holds attributes of their own.
fn af_spec(context: &Context<'_>) -> Shape {
    match context.family {
        AF_BRIDGE => Nested(&IFLA_BRIDGE),
        RTNL_FAMILY_IPMR => Nested(&IPMRA_TABLE),
        _ => Nested(&IFLA_AF_SPEC_ATTRS),
    }
}

/// What an address family says of a link: the number is the family's.
#[rustfmt::skip]
pub static IFLA_AF_SPEC_ATTRS: Set = set("AF", &NLATTR, &[
    attr(AF_INET as u16, "AF_INET", Nested(&IFLA_INET), "IPv4"),
    attr(AF_INET6 as u16, "AF_INET6", Nested(&IFLA_INET6), "IPv6"),
    attr(AF_MPLS as u16, "AF_MPLS", Opaque, "MPLS"),
    attr(45, "AF_MCTP", Opaque, "the management component transport protocol"),
]);

/// `IFLA_INET_…`
#[rustfmt::skip]
pub static IFLA_INET: Set = set("IFLA_INET", &NLATTR, &[
    attr(1, "IFLA_INET_CONF", Struct(&IPV4_DEVCONF), "its settings for IPv4"),
]);

/// `IFLA_INET6_…`
#[rustfmt::skip]
pub static IFLA_INET6: Set = set("IFLA_INET6", &NLATTR, &[
    attr(1, "IFLA_INET6_FLAGS", U32(Host).meaning(Flags(IF_INET6)), "its state for IPv6"),
    attr(2, "IFLA_INET6_CONF", Struct(&IPV6_DEVCONF), "its settings for IPv6"),
    attr(3, "IFLA_INET6_STATS", Struct(&IPSTATS_MIB), "counters of IPv6"),
    attr(4, "IFLA_INET6_MCAST", Opaque, "not used"),
    attr(5, "IFLA_INET6_CACHEINFO", Struct(&IFLA_CACHEINFO), "times of neighbour discovery"),
    attr(6, "IFLA_INET6_ICMP6STATS", Struct(&ICMP6_MIB), "counters of ICMPv6"),
    attr(7, "IFLA_INET6_TOKEN", Ip, "the end of the addresses that are made from advertised prefixes"),
    attr(8, "IFLA_INET6_ADDR_GEN_MODE", U8.meaning(OneOf(IN6_ADDR_GEN_MODE)), "how link-local addresses are made"),
    attr(9, "IFLA_INET6_RA_MTU", U32(Host).meaning(Unit("bytes")), "the MTU that a router advertised"),
]);

/// `IN6_ADDR_GEN_MODE_…`
#[rustfmt::skip]
pub const IN6_ADDR_GEN_MODE: &[Name] = &[
    name(0, "IN6_ADDR_GEN_MODE_EUI64", "from the link-layer address"),
    name(1, "IN6_ADDR_GEN_MODE_NONE", "not at all"),
    name(2, "IN6_ADDR_GEN_MODE_STABLE_PRIVACY", "from a secret, the same each time"),
    name(3, "IN6_ADDR_GEN_MODE_RANDOM", "from a secret that is made at random"),
];

/// `IFLA_EVENT_…`
#[rustfmt::skip]
pub const IFLA_EVENTS: &[Name] = &[
    name(0, "IFLA_EVENT_NONE", "no reason"),
    name(1, "IFLA_EVENT_REBOOT", "an internal reset"),
    name(2, "IFLA_EVENT_FEATURES", "its offload features changed"),
    name(3, "IFLA_EVENT_BONDING_FAILOVER", "another interface of the bond took over"),
    name(4, "IFLA_EVENT_NOTIFY_PEERS", "neighbours have to be told its address"),
    name(5, "IFLA_EVENT_IGMP_RESEND", "multicast groups have to be joined again"),
    name(6, "IFLA_EVENT_BONDING_OPTIONS", "the bond's options changed"),
];

/// The counters of `struct rtnl_link_stats` and `struct rtnl_link_stats64`.
#[rustfmt::skip]
const COUNTERS: [(&str, &str); 25] = [
    ("rx_packets", "packets received"),
    ("tx_packets", "packets sent"),
    ("rx_bytes", "bytes received"),
    ("tx_bytes", "bytes sent"),
    ("rx_errors", "bad packets received"),
    ("tx_errors", "packets that could not be sent"),
    ("rx_dropped", "good packets received and dropped, for want of room or interest"),
    ("tx_dropped", "packets dropped on their way out"),
    ("multicast", "multicast packets received"),
    ("collisions", "collisions while sending"),
    ("rx_length_errors", "packets received with a wrong length"),
    ("rx_over_errors", "packets that the hardware had no room for"),
    ("rx_crc_errors", "packets received with a wrong checksum"),
    ("rx_frame_errors", "packets received out of step"),
    ("rx_fifo_errors", "packets lost in the receive queue"),
    ("rx_missed_errors", "packets that the hardware missed"),
    ("tx_aborted_errors", "packets given up while sending"),
    ("tx_carrier_errors", "packets lost with the carrier"),
    ("tx_fifo_errors", "packets lost in the send queue"),
    ("tx_heartbeat_errors", "missing heartbeats, of old Ethernet"),
    ("tx_window_errors", "late collisions"),
    ("rx_compressed", "compressed packets received"),
    ("tx_compressed", "compressed packets sent"),
    ("rx_nohandler", "packets received that no protocol wanted"),
    ("rx_otherhost_dropped", "packets received for somebody else and dropped"),
];

static COUNTERS_32: [Field; 25] = array(U32(Host), Number, &COUNTERS);
static COUNTERS_64: [Field; 25] = array(U64(Host), Number, &COUNTERS);

/// `struct rtnl_link_stats`: the older struct lacks the last counter.
pub static RTNL_LINK_STATS: Layout = Layout {
    c_name: "rtnl_link_stats",
    header: "linux/if_link.h",
    man: "rtnetlink(7)",
    fields: COUNTERS_32.split_at(24).0,
};
const _: () = assert!(RTNL_LINK_STATS.size() == 96 && RTNL_LINK_STATS.has_no_hole());

/// `struct rtnl_link_stats64`
pub static RTNL_LINK_STATS64: Layout = Layout {
    c_name: "rtnl_link_stats64",
    header: "linux/if_link.h",
    man: "rtnetlink(7)",
    fields: &COUNTERS_64,
};
const _: () = assert!(RTNL_LINK_STATS64.size() == 200 && RTNL_LINK_STATS64.has_no_hole());

/// `struct rtnl_link_ifmap`
#[rustfmt::skip]
pub static RTNL_LINK_IFMAP: Layout = Layout {
    c_name: "rtnl_link_ifmap",
    header: "linux/if_link.h",
    man: "netdevice(7)",
    fields: &[
        field(0, U64(Host), "mem_start", Flags(&[]), "where its memory starts"),
        field(8, U64(Host), "mem_end", Flags(&[]), "where its memory ends"),
        field(16, U64(Host), "base_addr", Flags(&[]), "its I/O address"),
        field(24, U16(Host), "irq", Number, "its interrupt"),
        field(26, U8, "dma", Number, "its DMA channel"),
        field(27, U8, "port", Number, "which connector is in use"),
        field(28, Pad(4), "(padding)", Reserved, "rounds the struct up to a multiple of 8"),
    ],
};
const _: () = assert!(RTNL_LINK_IFMAP.size() == 32 && RTNL_LINK_IFMAP.has_no_hole());

pub const IFLA_INFO_KIND: u16 = 1;
pub const IFLA_INFO_DATA: u16 = 2;
pub const IFLA_INFO_SLAVE_KIND: u16 = 4;
pub const IFLA_INFO_SLAVE_DATA: u16 = 5;

/// `IFLA_INFO_…`: the kind of a link.
#[rustfmt::skip]
pub static IFLA_INFO: Set = set("IFLA_INFO", &NLATTR, &[
    attr(IFLA_INFO_KIND, "IFLA_INFO_KIND", Text, "its kind: veth, bridge, tun, …"),
    attr(IFLA_INFO_DATA, "IFLA_INFO_DATA", Shape::Choose(info_data, &[]), "what this kind has to say"),
    attr(3, "IFLA_INFO_XSTATS", Opaque, "counters of this kind"),
    attr(IFLA_INFO_SLAVE_KIND, "IFLA_INFO_SLAVE_KIND", Text, "the kind of what it belongs to"),
    attr(IFLA_INFO_SLAVE_DATA, "IFLA_INFO_SLAVE_DATA", Shape::Choose(slave_data, &[]), "what that says of its member"),
]);

fn info_data(context: &Context<'_>) -> Shape {
    let kind = IFLA_INFO.find(context.around, IFLA_INFO_KIND).unwrap_or_default();
    context.protocol.of_kind(&IFLA_INFO, IFLA_INFO_DATA, kind)
}

fn slave_data(context: &Context<'_>) -> Shape {
    let kind = IFLA_INFO.find(context.around, IFLA_INFO_SLAVE_KIND).unwrap_or_default();
    context.protocol.of_kind(&IFLA_INFO, IFLA_INFO_SLAVE_DATA, kind)
}

/// `IFLA_TUN_…`
#[rustfmt::skip]
pub static IFLA_TUN: Set = set("IFLA_TUN", &NLATTR, &[
    attr(1, "IFLA_TUN_OWNER", U32(Host).meaning(Number), "the user who may attach to it"),
    attr(2, "IFLA_TUN_GROUP", U32(Host).meaning(Number), "the group that may attach to it"),
    attr(3, "IFLA_TUN_TYPE", U8.meaning(OneOf(TUN_TYPE)), "packets or frames"),
    attr(4, "IFLA_TUN_PI", U8.meaning(Number), "1: four bytes in front of each packet tell its protocol"),
    attr(5, "IFLA_TUN_VNET_HDR", U8.meaning(Number), "1: a header of virtio stands in front of each packet"),
    attr(6, "IFLA_TUN_PERSIST", U8.meaning(Number), "1: it stays when its program ends"),
    attr(7, "IFLA_TUN_MULTI_QUEUE", U8.meaning(Number), "1: several queues"),
    attr(8, "IFLA_TUN_NUM_QUEUES", U32(Host).meaning(Unit("queues")), "attached"),
    attr(9, "IFLA_TUN_NUM_DISABLED_QUEUES", U32(Host).meaning(Unit("queues")), "switched off"),
]);

/// `IFLA_VLAN_…`
#[rustfmt::skip]
pub static IFLA_VLAN: Set = set("IFLA_VLAN", &NLATTR, &[
    attr(1, "IFLA_VLAN_ID", U16(Host).meaning(Number), "the VLAN's number"),
    attr(2, "IFLA_VLAN_FLAGS", Struct(&IFLA_VLAN_FLAGS), "how it behaves"),
    attr(3, "IFLA_VLAN_EGRESS_QOS", Nested(&IFLA_VLAN_QOS), "priorities of packets that leave"),
    attr(4, "IFLA_VLAN_INGRESS_QOS", Nested(&IFLA_VLAN_QOS), "priorities of packets that come in"),
    attr(5, "IFLA_VLAN_PROTOCOL", U16(Network).meaning(OneOf(ETH_P)), "which kind of tag"),
]);

/// `struct ifla_vlan_flags`
#[rustfmt::skip]
pub static IFLA_VLAN_FLAGS: Layout = Layout {
    c_name: "ifla_vlan_flags",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "flags", Flags(VLAN_FLAG), "how it behaves"),
        field(4, U32(Host), "mask", Flags(VLAN_FLAG), "in a request: which flags to change"),
    ],
};

/// `IFLA_VLAN_QOS_…`
#[rustfmt::skip]
pub static IFLA_VLAN_QOS: Set = set("IFLA_VLAN_QOS", &NLATTR, &[
    attr(1, "IFLA_VLAN_QOS_MAPPING", Struct(&IFLA_VLAN_QOS_MAPPING), "one priority to another"),
]);

/// `struct ifla_vlan_qos_mapping`
#[rustfmt::skip]
pub static IFLA_VLAN_QOS_MAPPING: Layout = Layout {
    c_name: "ifla_vlan_qos_mapping",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "from", Number, "this priority"),
        field(4, U32(Host), "to", Number, "becomes this one"),
    ],
};

/// `IFLA_MACVLAN_…`
#[rustfmt::skip]
pub static IFLA_MACVLAN: Set = set("IFLA_MACVLAN", &NLATTR, &[
    attr(1, "IFLA_MACVLAN_MODE", U32(Host).meaning(OneOf(MACVLAN_MODE)), "who may talk with whom"),
    attr(2, "IFLA_MACVLAN_FLAGS", U16(Host).meaning(Flags(&[])), "how it behaves"),
    attr(3, "IFLA_MACVLAN_MACADDR_MODE", U32(Host).meaning(Number), "in a request: what to do with the addresses"),
    attr(4, "IFLA_MACVLAN_MACADDR", Hardware, "an allowed source address"),
    attr(5, "IFLA_MACVLAN_MACADDR_DATA", Nested(&IFLA_MACVLAN), "the allowed source addresses"),
    attr(6, "IFLA_MACVLAN_MACADDR_COUNT", U32(Host).meaning(Number), "how many source addresses are allowed"),
    attr(7, "IFLA_MACVLAN_BC_QUEUE_LEN", U32(Host).meaning(Unit("packets")), "broadcasts that may wait, as asked for"),
    attr(8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED", U32(Host).meaning(Unit("packets")), "broadcasts that may wait, as granted"),
    attr(9, "IFLA_MACVLAN_BC_CUTOFF", S32.meaning(Number), "how many receivers make a broadcast wait"),
]);

/// `MACVLAN_MODE_…`
#[rustfmt::skip]
pub const MACVLAN_MODE: &[Name] = &[
    name(1, "MACVLAN_MODE_PRIVATE", "none with another"),
    name(2, "MACVLAN_MODE_VEPA", "by way of the switch outside"),
    name(4, "MACVLAN_MODE_BRIDGE", "all with all"),
    name(8, "MACVLAN_MODE_PASSTHRU", "one takes the whole lower interface"),
    name(16, "MACVLAN_MODE_SOURCE", "by a list of sources"),
];

/// `IFLA_IPVLAN_…`
#[rustfmt::skip]
pub static IFLA_IPVLAN: Set = set("IFLA_IPVLAN", &NLATTR, &[
    attr(1, "IFLA_IPVLAN_MODE", U16(Host).meaning(OneOf(IPVLAN_MODE)), "at which layer packets are sorted"),
    attr(2, "IFLA_IPVLAN_FLAGS", U16(Host).meaning(Flags(&[])), "who may talk with whom"),
]);

/// `IPVLAN_MODE_…`
#[rustfmt::skip]
pub const IPVLAN_MODE: &[Name] = &[
    name(0, "IPVLAN_MODE_L2", "as frames"),
    name(1, "IPVLAN_MODE_L3", "as packets"),
    name(2, "IPVLAN_MODE_L3S", "as packets, past the firewall"),
];

/// `IFLA_VRF_…`
#[rustfmt::skip]
pub static IFLA_VRF: Set = set("IFLA_VRF", &NLATTR, &[
    attr(1, "IFLA_VRF_TABLE", U32(Host).meaning(Number), "the routing table of this VRF"),
]);

/// `IFLA_VRF_PORT_…`
#[rustfmt::skip]
pub static IFLA_VRF_PORT: Set = set("IFLA_VRF_PORT", &NLATTR, &[
    attr(1, "IFLA_VRF_PORT_TABLE", U32(Host).meaning(Number), "the routing table of its VRF"),
]);

/// `IFLA_VXLAN_…`
#[rustfmt::skip]
pub static IFLA_VXLAN: Set = set("IFLA_VXLAN", &NLATTR, &[
    attr(1, "IFLA_VXLAN_ID", U32(Host).meaning(Number), "the network's number"),
    attr(2, "IFLA_VXLAN_GROUP", Ip, "the IPv4 group or peer"),
    attr(3, "IFLA_VXLAN_LINK", U32(Host).meaning(Interface), "the interface that it is built on"),
    attr(4, "IFLA_VXLAN_LOCAL", Ip, "its own IPv4 address"),
    attr(5, "IFLA_VXLAN_TTL", U8.meaning(Unit("hops")), "the time to live of its packets; 0 for the usual"),
    attr(6, "IFLA_VXLAN_TOS", U8.meaning(Number), "their type of service"),
    attr(7, "IFLA_VXLAN_LEARNING", U8.meaning(Number), "1: learn who is where from packets"),
    attr(8, "IFLA_VXLAN_AGEING", U32(Host).meaning(Unit("seconds")), "after which that is forgotten"),
    attr(9, "IFLA_VXLAN_LIMIT", U32(Host).meaning(Number), "how many may be remembered"),
    attr(10, "IFLA_VXLAN_PORT_RANGE", Struct(&IFLA_VXLAN_PORT_RANGE), "its source ports"),
    attr(11, "IFLA_VXLAN_PROXY", U8.meaning(Number), "1: answer ARP for others"),
    attr(12, "IFLA_VXLAN_RSC", U8.meaning(Number), "1: route short cuts"),
    attr(13, "IFLA_VXLAN_L2MISS", U8.meaning(Number), "1: tell of unknown link-layer addresses"),
    attr(14, "IFLA_VXLAN_L3MISS", U8.meaning(Number), "1: tell of unknown IP addresses"),
    attr(15, "IFLA_VXLAN_PORT", U16(Network).meaning(Number), "the UDP port that it sends to"),
    attr(16, "IFLA_VXLAN_GROUP6", Ip, "the IPv6 group or peer"),
    attr(17, "IFLA_VXLAN_LOCAL6", Ip, "its own IPv6 address"),
    attr(18, "IFLA_VXLAN_UDP_CSUM", U8.meaning(Number), "1: UDP checksums over IPv4"),
    attr(19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX", U8.meaning(Number), "1: send without checksum over IPv6"),
    attr(20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX", U8.meaning(Number), "1: accept without checksum over IPv6"),
    attr(21, "IFLA_VXLAN_REMCSUM_TX", U8.meaning(Number), "1: leave checksums to the receiver"),
    attr(22, "IFLA_VXLAN_REMCSUM_RX", U8.meaning(Number), "1: do them for the sender"),
    attr(23, "IFLA_VXLAN_GBP", Flag, "group based policy is on"),
    attr(24, "IFLA_VXLAN_REMCSUM_NOPARTIAL", Flag, "no partial checksums"),
    attr(25, "IFLA_VXLAN_COLLECT_METADATA", U8.meaning(Number), "1: routes say where packets go"),
    attr(26, "IFLA_VXLAN_LABEL", U32(Network).meaning(Number), "the IPv6 flow label of its packets"),
    attr(27, "IFLA_VXLAN_GPE", Flag, "the generic protocol extension is on"),
    attr(28, "IFLA_VXLAN_TTL_INHERIT", U8.meaning(Number), "1: the time to live is that of the packet inside"),
    attr(29, "IFLA_VXLAN_DF", U8.meaning(Number), "whether its packets may be fragmented"),
    attr(30, "IFLA_VXLAN_VNIFILTER", U8.meaning(Number), "1: only networks on a list"),
    attr(31, "IFLA_VXLAN_LOCALBYPASS", U8.meaning(Number), "1: straight to interfaces of this machine"),
    attr(32, "IFLA_VXLAN_LABEL_POLICY", U32(Host).meaning(Number), "whether the flow label is that of the packet inside"),
    attr(33, "IFLA_VXLAN_RESERVED_BITS", Id, "the reserved bits that packets may have"),
    attr(34, "IFLA_VXLAN_MC_ROUTE", U8.meaning(Number), "1: multicast packets are routed"),
]);

/// `struct ifla_vxlan_port_range`
#[rustfmt::skip]
pub static IFLA_VXLAN_PORT_RANGE: Layout = Layout {
    c_name: "ifla_vxlan_port_range",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U16(Network), "low", Number, "the first"),
        field(2, U16(Network), "high", Number, "the last"),
    ],
};

/// `IFLA_NETKIT_…`
#[rustfmt::skip]
pub static IFLA_NETKIT: Set = set("IFLA_NETKIT", &NLATTR, &[
    attr(1, "IFLA_NETKIT_PEER_INFO", Headed(&IFINFOMSG, &PEER), "in a request: the other end"),
    attr(2, "IFLA_NETKIT_PRIMARY", U8.meaning(Number), "1: it is the end that is in charge"),
    attr(3, "IFLA_NETKIT_POLICY", U32(Host).meaning(Number), "what happens to packets without a program"),
    attr(4, "IFLA_NETKIT_PEER_POLICY", U32(Host).meaning(Number), "the same at the other end"),
    attr(5, "IFLA_NETKIT_MODE", U32(Host).meaning(Number), "0: frames; 1: packets"),
    attr(6, "IFLA_NETKIT_SCRUB", U32(Host).meaning(Number), "what is cleared on the way through"),
    attr(7, "IFLA_NETKIT_PEER_SCRUB", U32(Host).meaning(Number), "the same at the other end"),
    attr(8, "IFLA_NETKIT_HEADROOM", U16(Host).meaning(Unit("bytes")), "kept free in front of packets"),
    attr(9, "IFLA_NETKIT_TAILROOM", U16(Host).meaning(Unit("bytes")), "kept free behind packets"),
]);

/// Of `VETH_INFO_PEER` and `IFLA_NETKIT_PEER_INFO`: what follows the struct.
pub(crate) static PEER: Attr = attr(0, "attributes of the peer", Nested(&IFLA), "of the other end");

/// Times of the bridge, in ticks of `USER_HZ`.
const TICKS: Meaning = Unit("hundredths of a second");

/// `IFLA_BR_…`: what a bridge has to say.
#[rustfmt::skip]
pub static IFLA_BR: Set = set("IFLA_BR", &NLATTR, &[
    attr(1, "IFLA_BR_FORWARD_DELAY", U32(Host).meaning(TICKS), "how long a port listens, and learns, before it forwards"),
    attr(2, "IFLA_BR_HELLO_TIME", U32(Host).meaning(TICKS), "between two hellos of the spanning tree"),
    attr(3, "IFLA_BR_MAX_AGE", U32(Host).meaning(TICKS), "after which a silent root is given up"),
    attr(4, "IFLA_BR_AGEING_TIME", U32(Host).meaning(TICKS), "after which a learned address is forgotten"),
    attr(5, "IFLA_BR_STP_STATE", U32(Host).meaning(Number), "spanning tree: 0 off, 1 in the kernel, 2 in a program"),
    attr(6, "IFLA_BR_PRIORITY", U16(Host).meaning(Number), "its priority: the lowest becomes the root"),
    attr(7, "IFLA_BR_VLAN_FILTERING", U8.meaning(Number), "1: ports carry only their VLANs"),
    attr(8, "IFLA_BR_VLAN_PROTOCOL", U16(Network).meaning(OneOf(ETH_P)), "which kind of VLAN tag"),
    attr(9, "IFLA_BR_GROUP_FWD_MASK", U16(Host).meaning(Flags(&[])), "which link-local groups are forwarded all the same"),
    attr(10, "IFLA_BR_ROOT_ID", Struct(&IFLA_BRIDGE_ID), "the root of the spanning tree"),
    attr(11, "IFLA_BR_BRIDGE_ID", Struct(&IFLA_BRIDGE_ID), "this bridge"),
    attr(12, "IFLA_BR_ROOT_PORT", U16(Host).meaning(Number), "the port towards the root"),
    attr(13, "IFLA_BR_ROOT_PATH_COST", U32(Host).meaning(Number), "what it costs to get there"),
    attr(14, "IFLA_BR_TOPOLOGY_CHANGE", U8.meaning(Number), "1: the tree is changing"),
    attr(15, "IFLA_BR_TOPOLOGY_CHANGE_DETECTED", U8.meaning(Number), "1: this bridge saw it change"),
    attr(16, "IFLA_BR_HELLO_TIMER", U64(Host).meaning(TICKS), "until the next hello"),
    attr(17, "IFLA_BR_TCN_TIMER", U64(Host).meaning(TICKS), "until a change is told again"),
    attr(18, "IFLA_BR_TOPOLOGY_CHANGE_TIMER", U64(Host).meaning(TICKS), "until the change is over"),
    attr(19, "IFLA_BR_GC_TIMER", U64(Host).meaning(TICKS), "until old addresses are cleared away"),
    attr(20, "IFLA_BR_GROUP_ADDR", Hardware, "the address that spanning tree packets go to"),
    attr(21, "IFLA_BR_FDB_FLUSH", Flag, "in a request: forget all addresses"),
    attr(22, "IFLA_BR_MCAST_ROUTER", U8.meaning(Number), "multicast routers: 0 none, 1 found out, 2 always"),
    attr(23, "IFLA_BR_MCAST_SNOOPING", U8.meaning(Number), "1: find out who wants which group"),
    attr(24, "IFLA_BR_MCAST_QUERY_USE_IFADDR", U8.meaning(Number), "1: ask with the bridge's own address"),
    attr(25, "IFLA_BR_MCAST_QUERIER", U8.meaning(Number), "1: ask for members"),
    attr(26, "IFLA_BR_MCAST_HASH_ELASTICITY", U32(Host).meaning(Number), "not used any more"),
    attr(27, "IFLA_BR_MCAST_HASH_MAX", U32(Host).meaning(Number), "how many groups are remembered"),
    attr(28, "IFLA_BR_MCAST_LAST_MEMBER_CNT", U32(Host).meaning(Number), "how often to ask whether anybody is left"),
    attr(29, "IFLA_BR_MCAST_STARTUP_QUERY_CNT", U32(Host).meaning(Number), "how often to ask at the start"),
    attr(30, "IFLA_BR_MCAST_LAST_MEMBER_INTVL", U64(Host).meaning(TICKS), "between two of the former"),
    attr(31, "IFLA_BR_MCAST_MEMBERSHIP_INTVL", U64(Host).meaning(TICKS), "after which a silent member is gone"),
    attr(32, "IFLA_BR_MCAST_QUERIER_INTVL", U64(Host).meaning(TICKS), "after which a silent querier is gone"),
    attr(33, "IFLA_BR_MCAST_QUERY_INTVL", U64(Host).meaning(TICKS), "between two queries"),
    attr(34, "IFLA_BR_MCAST_QUERY_RESPONSE_INTVL", U64(Host).meaning(TICKS), "that members have for an answer"),
    attr(35, "IFLA_BR_MCAST_STARTUP_QUERY_INTVL", U64(Host).meaning(TICKS), "between two queries at the start"),
    attr(36, "IFLA_BR_NF_CALL_IPTABLES", U8.meaning(Number), "1: IPv4 packets pass iptables"),
    attr(37, "IFLA_BR_NF_CALL_IP6TABLES", U8.meaning(Number), "1: IPv6 packets pass ip6tables"),
    attr(38, "IFLA_BR_NF_CALL_ARPTABLES", U8.meaning(Number), "1: ARP passes arptables"),
    attr(39, "IFLA_BR_VLAN_DEFAULT_PVID", U16(Host).meaning(Number), "the VLAN of frames without a tag"),
    attr(40, "IFLA_BR_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(41, "IFLA_BR_VLAN_STATS_ENABLED", U8.meaning(Number), "1: count for each VLAN"),
    attr(42, "IFLA_BR_MCAST_STATS_ENABLED", U8.meaning(Number), "1: count multicast control packets"),
    attr(43, "IFLA_BR_MCAST_IGMP_VERSION", U8.meaning(Number), "the version of IGMP that it speaks"),
    attr(44, "IFLA_BR_MCAST_MLD_VERSION", U8.meaning(Number), "the version of MLD that it speaks"),
    attr(45, "IFLA_BR_VLAN_STATS_PER_PORT", U8.meaning(Number), "1: count for each VLAN and port"),
    attr(46, "IFLA_BR_MULTI_BOOLOPT", Struct(&BR_BOOLOPT_MULTI), "further options"),
    attr(47, "IFLA_BR_MCAST_QUERIER_STATE", Nested(&BRIDGE_QUERIER), "who asks for members"),
    attr(48, "IFLA_BR_FDB_N_LEARNED", U32(Host).meaning(Number), "how many addresses were learned"),
    attr(49, "IFLA_BR_FDB_MAX_LEARNED", U32(Host).meaning(Number), "how many may be; 0 for any number"),
]);

/// `struct ifla_bridge_id`
#[rustfmt::skip]
pub static IFLA_BRIDGE_ID: Layout = Layout {
    c_name: "ifla_bridge_id",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        // Two bytes in C; on the wire of the spanning tree, a number.
        field(0, U16(Network), "prio", Number, "its priority"),
        field(2, Bytes(6), "addr", Meaning::Hardware, "its link-layer address"),
    ],
};
const _: () = assert!(IFLA_BRIDGE_ID.size() == 8 && IFLA_BRIDGE_ID.has_no_hole());

/// `IFLA_BRPORT_…`: what a bridge says of a port.
#[rustfmt::skip]
pub static IFLA_BRPORT: Set = set("IFLA_BRPORT", &NLATTR, &[
    attr(1, "IFLA_BRPORT_STATE", U8.meaning(OneOf(BR_STATE)), "what the spanning tree lets it do"),
    attr(2, "IFLA_BRPORT_PRIORITY", U16(Host).meaning(Number), "its priority: the lower is preferred"),
    attr(3, "IFLA_BRPORT_COST", U32(Host).meaning(Number), "what it costs to go this way"),
    attr(4, "IFLA_BRPORT_MODE", U8.meaning(Number), "1: frames may leave by the port they came in"),
    attr(5, "IFLA_BRPORT_GUARD", U8.meaning(Number), "1: switched off by a spanning tree packet"),
    attr(6, "IFLA_BRPORT_PROTECT", U8.meaning(Number), "1: may not become the way to the root"),
    attr(7, "IFLA_BRPORT_FAST_LEAVE", U8.meaning(Number), "1: a member that leaves is gone at once"),
    attr(8, "IFLA_BRPORT_LEARNING", U8.meaning(Number), "1: learn addresses here"),
    attr(9, "IFLA_BRPORT_UNICAST_FLOOD", U8.meaning(Number), "1: send frames for unknown addresses here"),
    attr(10, "IFLA_BRPORT_PROXYARP", U8.meaning(Number), "1: answer ARP for others"),
    attr(11, "IFLA_BRPORT_LEARNING_SYNC", U8.meaning(Number), "1: take over what hardware learned"),
    attr(12, "IFLA_BRPORT_PROXYARP_WIFI", U8.meaning(Number), "1: answer ARP as an access point does"),
    attr(13, "IFLA_BRPORT_ROOT_ID", Struct(&IFLA_BRIDGE_ID), "the root of the spanning tree"),
    attr(14, "IFLA_BRPORT_BRIDGE_ID", Struct(&IFLA_BRIDGE_ID), "the bridge in charge on this segment"),
    attr(15, "IFLA_BRPORT_DESIGNATED_PORT", U16(Host).meaning(Flags(&[])), "its port there"),
    attr(16, "IFLA_BRPORT_DESIGNATED_COST", U16(Host).meaning(Number), "what it costs from there to the root"),
    attr(17, "IFLA_BRPORT_ID", U16(Host).meaning(Flags(&[])), "this port, with its priority"),
    attr(18, "IFLA_BRPORT_NO", U16(Host).meaning(Flags(&[])), "this port's number"),
    attr(19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK", U8.meaning(Number), "1: to be acknowledged: the tree changed"),
    attr(20, "IFLA_BRPORT_CONFIG_PENDING", U8.meaning(Number), "1: a hello waits to be sent"),
    attr(21, "IFLA_BRPORT_MESSAGE_AGE_TIMER", U64(Host).meaning(TICKS), "until the last hello is too old"),
    attr(22, "IFLA_BRPORT_FORWARD_DELAY_TIMER", U64(Host).meaning(TICKS), "until the next state"),
    attr(23, "IFLA_BRPORT_HOLD_TIMER", U64(Host).meaning(TICKS), "until the next hello may be sent"),
    attr(24, "IFLA_BRPORT_FLUSH", Flag, "in a request: forget this port's addresses"),
    attr(25, "IFLA_BRPORT_MULTICAST_ROUTER", U8.meaning(Number), "multicast routers: 0 none, 1 found out, 2 always, 3 for a time"),
    attr(26, "IFLA_BRPORT_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(27, "IFLA_BRPORT_MCAST_FLOOD", U8.meaning(Number), "1: send frames for unknown groups here"),
    attr(28, "IFLA_BRPORT_MCAST_TO_UCAST", U8.meaning(Number), "1: as one frame for each member"),
    attr(29, "IFLA_BRPORT_VLAN_TUNNEL", U8.meaning(Number), "1: VLANs become tunnel numbers"),
    attr(30, "IFLA_BRPORT_BCAST_FLOOD", U8.meaning(Number), "1: send broadcasts here"),
    attr(31, "IFLA_BRPORT_GROUP_FWD_MASK", U16(Host).meaning(Flags(&[])), "which link-local groups are forwarded all the same"),
    attr(32, "IFLA_BRPORT_NEIGH_SUPPRESS", U8.meaning(Number), "1: answer ARP and neighbour solicitations for others"),
    attr(33, "IFLA_BRPORT_ISOLATED", U8.meaning(Number), "1: no frames to other isolated ports"),
    attr(34, "IFLA_BRPORT_BACKUP_PORT", U32(Host).meaning(Interface), "the port that takes over"),
    attr(35, "IFLA_BRPORT_MRP_RING_OPEN", U8.meaning(Number), "1: the redundancy ring is open"),
    attr(36, "IFLA_BRPORT_MRP_IN_OPEN", U8.meaning(Number), "1: the interconnection ring is open"),
    attr(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT", U32(Host).meaning(Number), "how many group members are tracked"),
    attr(38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT", U32(Host).meaning(Number), "how many there are"),
    attr(39, "IFLA_BRPORT_LOCKED", U8.meaning(Number), "1: only known addresses may send"),
    attr(40, "IFLA_BRPORT_MAB", U8.meaning(Number), "1: unknown ones are noted, to be let in"),
    attr(41, "IFLA_BRPORT_MCAST_N_GROUPS", U32(Host).meaning(Number), "how many groups it is a member of"),
    attr(42, "IFLA_BRPORT_MCAST_MAX_GROUPS", U32(Host).meaning(Number), "how many it may be; 0 for any number"),
    attr(43, "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS", U8.meaning(Number), "1: the same, set for each VLAN"),
    attr(44, "IFLA_BRPORT_BACKUP_NHID", U32(Host).meaning(Number), "the next-hop object that takes over"),
]);

pub const IFLA_XDP_ATTACHED: u16 = 2;
pub const IFLA_XDP_PROG_ID: u16 = 4;

/// `IFLA_XDP_…`
#[rustfmt::skip]
pub static IFLA_XDP_ATTRS: Set = set("IFLA_XDP", &NLATTR, &[
    attr(1, "IFLA_XDP_FD", S32.meaning(Number), "in a request: the program; -1 for none"),
    attr(IFLA_XDP_ATTACHED, "IFLA_XDP_ATTACHED", U8.meaning(OneOf(XDP_ATTACHED)), "where a program is attached"),
    attr(3, "IFLA_XDP_FLAGS", U32(Host).meaning(Flags(XDP_FLAGS)), "in a request: where to attach it"),
    attr(IFLA_XDP_PROG_ID, "IFLA_XDP_PROG_ID", U32(Host).meaning(Number), "the program's number"),
    attr(5, "IFLA_XDP_DRV_PROG_ID", U32(Host).meaning(Number), "the number of that in the driver"),
    attr(6, "IFLA_XDP_SKB_PROG_ID", U32(Host).meaning(Number), "the number of that behind the driver"),
    attr(7, "IFLA_XDP_HW_PROG_ID", U32(Host).meaning(Number), "the number of that in the hardware"),
    attr(8, "IFLA_XDP_EXPECTED_FD", S32.meaning(Number), "in a request: the program that it replaces"),
]);

/// `XDP_ATTACHED_…`
#[rustfmt::skip]
pub const XDP_ATTACHED: &[Name] = &[
    name(0, "XDP_ATTACHED_NONE", "nowhere"),
    name(1, "XDP_ATTACHED_DRV", "in the driver"),
    name(2, "XDP_ATTACHED_SKB", "behind the driver, for any device"),
    name(3, "XDP_ATTACHED_HW", "in the hardware"),
    name(4, "XDP_ATTACHED_MULTI", "in several places"),
];

/// `XDP_FLAGS_…`
#[rustfmt::skip]
pub const XDP_FLAGS: &[Name] = &[
    name(0x1, "XDP_FLAGS_UPDATE_IF_NOEXIST", "only if there is none"),
    name(0x2, "XDP_FLAGS_SKB_MODE", "behind the driver"),
    name(0x4, "XDP_FLAGS_DRV_MODE", "in the driver"),
    name(0x8, "XDP_FLAGS_HW_MODE", "in the hardware"),
    name(0x10, "XDP_FLAGS_REPLACE", "only in the place of the one named"),
];

/// `IFLA_PROTO_DOWN_REASON_…`
#[rustfmt::skip]
pub static IFLA_PROTO_DOWN_REASON: Set = set("IFLA_PROTO_DOWN_REASON", &NLATTR, &[
    attr(1, "IFLA_PROTO_DOWN_REASON_MASK", U32(Host).meaning(Flags(&[])), "in a request: which reasons to change"),
    attr(2, "IFLA_PROTO_DOWN_REASON_VALUE", U32(Host).meaning(Flags(&[])), "the reasons, one bit each, by the administrator's own list"),
]);

/// A list of `IFLA_VF_INFO`.
#[rustfmt::skip]
pub static IFLA_VFINFO_LIST: Set = set("IFLA_VF_INFO", &NLATTR, &[
    attr(1, "IFLA_VF_INFO", Nested(&IFLA_VF), "a virtual function"),
]);

/// `IFLA_VF_…`: a virtual function of a network card. The kernel's header
/// decides on the structs: iproute2's older copies lack some.
#[rustfmt::skip]
pub static IFLA_VF: Set = set("IFLA_VF", &NLATTR, &[
    attr(1, "IFLA_VF_MAC", Struct(&IFLA_VF_MAC), "its link-layer address"),
    attr(2, "IFLA_VF_VLAN", Struct(&IFLA_VF_VLAN), "its VLAN"),
    attr(3, "IFLA_VF_TX_RATE", Struct(&IFLA_VF_TX_RATE), "how much it may send"),
    attr(4, "IFLA_VF_SPOOFCHK", Struct(&IFLA_VF_SETTING), "1: it may use only its own address"),
    attr(5, "IFLA_VF_LINK_STATE", Struct(&IFLA_VF_SETTING), "its link: 0 as the card's, 1 up, 2 down"),
    attr(6, "IFLA_VF_RATE", Struct(&IFLA_VF_RATE), "how much it may send, and how much for certain"),
    attr(7, "IFLA_VF_RSS_QUERY_EN", Struct(&IFLA_VF_SETTING), "1: it may ask how packets are spread"),
    attr(8, "IFLA_VF_STATS", Nested(&IFLA_VF_STATS), "its counters"),
    attr(9, "IFLA_VF_TRUST", Struct(&IFLA_VF_SETTING), "1: it may change what others may not"),
    attr(10, "IFLA_VF_IB_NODE_GUID", Struct(&IFLA_VF_GUID), "its InfiniBand node"),
    attr(11, "IFLA_VF_IB_PORT_GUID", Struct(&IFLA_VF_GUID), "its InfiniBand port"),
    attr(12, "IFLA_VF_VLAN_LIST", Nested(&IFLA_VF_VLAN_LIST), "its VLANs"),
    attr(13, "IFLA_VF_BROADCAST", Struct(&IFLA_VF_BROADCAST), "the link-layer address of everybody"),
]);

/// `struct ifla_vf_mac`
#[rustfmt::skip]
pub static IFLA_VF_MAC: Layout = Layout {
    c_name: "ifla_vf_mac",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "which virtual function"),
        field(4, Bytes(32), "mac", Meaning::Hardware, "its address, and zeros behind it"),
    ],
};

/// `struct ifla_vf_broadcast`: without a number in front.
#[rustfmt::skip]
pub static IFLA_VF_BROADCAST: Layout = Layout {
    c_name: "ifla_vf_broadcast",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[field(0, Bytes(32), "broadcast", Meaning::Hardware, "the address, and zeros behind it")],
};

/// `struct ifla_vf_vlan`
#[rustfmt::skip]
pub static IFLA_VF_VLAN: Layout = Layout {
    c_name: "ifla_vf_vlan",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "which virtual function"),
        field(4, U32(Host), "vlan", Number, "its VLAN"),
        field(8, U32(Host), "qos", Number, "its priority"),
    ],
};

/// A list of `IFLA_VF_VLAN_INFO`.
#[rustfmt::skip]
pub static IFLA_VF_VLAN_LIST: Set = set("IFLA_VF_VLAN_INFO", &NLATTR, &[
    attr(1, "IFLA_VF_VLAN_INFO", Struct(&IFLA_VF_VLAN_INFO), "a VLAN"),
]);

/// `struct ifla_vf_vlan_info`
#[rustfmt::skip]
pub static IFLA_VF_VLAN_INFO: Layout = Layout {
    c_name: "ifla_vf_vlan_info",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "which virtual function"),
        field(4, U32(Host), "vlan", Number, "its VLAN"),
        field(8, U32(Host), "qos", Number, "its priority"),
        field(12, U16(Network), "vlan_proto", OneOf(ETH_P), "which kind of tag"),
        field(14, Pad(2), "(padding)", Reserved, "rounds the struct up to a multiple of 4"),
    ],
};

/// `struct ifla_vf_tx_rate`
#[rustfmt::skip]
pub static IFLA_VF_TX_RATE: Layout = Layout {
    c_name: "ifla_vf_tx_rate",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "which virtual function"),
        field(4, U32(Host), "rate", Unit("megabits a second"), "the most that it may send; 0 for no limit"),
    ],
};

/// `struct ifla_vf_rate`
#[rustfmt::skip]
pub static IFLA_VF_RATE: Layout = Layout {
    c_name: "ifla_vf_rate",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "which virtual function"),
        field(4, U32(Host), "min_tx_rate", Unit("megabits a second"), "that it may send for certain"),
        field(8, U32(Host), "max_tx_rate", Unit("megabits a second"), "the most that it may send; 0 for no limit"),
    ],
};

/// `struct ifla_vf_spoofchk`, `ifla_vf_link_state`, `ifla_vf_rss_query_en`,
/// `ifla_vf_trust`: four structs of the same shape.
#[rustfmt::skip]
pub static IFLA_VF_SETTING: Layout = Layout {
    c_name: "ifla_vf_spoofchk",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "which virtual function"),
        field(4, U32(Host), "setting", Number, "the setting"),
    ],
};

/// `struct ifla_vf_guid`
#[rustfmt::skip]
pub static IFLA_VF_GUID: Layout = Layout {
    c_name: "ifla_vf_guid",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "which virtual function"),
        field(4, Pad(4), "(padding)", Reserved, "keeps what follows aligned to 8 bytes"),
        field(8, U64(Host), "guid", Flags(&[]), "the identifier"),
    ],
};

/// `IFLA_VF_STATS_…`
#[rustfmt::skip]
pub static IFLA_VF_STATS: Set = set("IFLA_VF_STATS", &NLATTR, &[
    attr(0, "IFLA_VF_STATS_RX_PACKETS", U64(Host).meaning(Unit("packets")), "received"),
    attr(1, "IFLA_VF_STATS_TX_PACKETS", U64(Host).meaning(Unit("packets")), "sent"),
    attr(2, "IFLA_VF_STATS_RX_BYTES", U64(Host).meaning(Unit("bytes")), "received"),
    attr(3, "IFLA_VF_STATS_TX_BYTES", U64(Host).meaning(Unit("bytes")), "sent"),
    attr(4, "IFLA_VF_STATS_BROADCAST", U64(Host).meaning(Unit("packets")), "broadcasts received"),
    attr(5, "IFLA_VF_STATS_MULTICAST", U64(Host).meaning(Unit("packets")), "multicast packets received"),
    attr(6, "IFLA_VF_STATS_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(7, "IFLA_VF_STATS_RX_DROPPED", U64(Host).meaning(Unit("packets")), "received and dropped"),
    attr(8, "IFLA_VF_STATS_TX_DROPPED", U64(Host).meaning(Unit("packets")), "dropped on their way out"),
]);

/// A list of `IFLA_VF_PORT`.
#[rustfmt::skip]
pub static IFLA_VF_PORTS: Set = set("IFLA_VF_PORT", &NLATTR, &[
    attr(1, "IFLA_VF_PORT", Nested(&IFLA_PORT), "the port profile of a virtual function"),
]);

/// `IFLA_PORT_…`: port profiles (IEEE 802.1Qbg).
#[rustfmt::skip]
pub static IFLA_PORT: Set = set("IFLA_PORT", &NLATTR, &[
    attr(1, "IFLA_PORT_VF", U32(Host).meaning(Number), "which virtual function"),
    attr(2, "IFLA_PORT_PROFILE", Text, "the profile's name"),
    attr(3, "IFLA_PORT_VSI_TYPE", Opaque, "no longer used"),
    attr(4, "IFLA_PORT_INSTANCE_UUID", Id, "the virtual machine"),
    attr(5, "IFLA_PORT_HOST_UUID", Id, "the host"),
    attr(6, "IFLA_PORT_REQUEST", U8.meaning(Number), "what to do"),
    attr(7, "IFLA_PORT_RESPONSE", U16(Host).meaning(Number), "how it went"),
]);

/// `struct if_stats_msg`: the struct of every message about counters.
#[rustfmt::skip]
pub static IF_STATS_MSG: Layout = Layout {
    c_name: "if_stats_msg",
    header: "linux/if_link.h",
    man: "ip-stats(8)",
    fields: &[
        field(0, U8, "family", OneOf(FAMILIES), "always AF_UNSPEC"),
        field(1, Pad(1), "pad1", Reserved, "zero"),
        field(2, Pad(2), "pad2", Reserved, "zero"),
        field(4, U32(Host), "ifindex", Interface, "the interface; in a request for a dump: 0"),
        field(8, U32(Host), "filter_mask", Flags(&[]), "which counters are asked for: bit n-1 for IFLA_STATS number n"),
    ],
};
const _: () = assert!(IF_STATS_MSG.size() == 12 && IF_STATS_MSG.has_no_hole());

/// `struct if_stats_msg`: the type of its members; its table is [`IF_STATS_MSG`].
#[doc(alias = "if_stats_msg")]
pub enum IfStatsMsg {}

impl CStruct for IfStatsMsg {
    const LAYOUT: &'static Layout = &IF_STATS_MSG;
}

/// `family`
pub const IF_STATS_MSG_FAMILY: Member<IfStatsMsg> = Member::named("family");
/// `ifindex`
pub const IF_STATS_MSG_IFINDEX: Member<IfStatsMsg> = Member::named("ifindex");
/// `filter_mask`
pub const IF_STATS_MSG_FILTER_MASK: Member<IfStatsMsg> = Member::named("filter_mask");

/// `IFLA_STATS_…`: counters of an interface.
#[rustfmt::skip]
pub static IFLA_STATS: Set = set("IFLA_STATS", &NLATTR, &[
    attr(0, "IFLA_STATS_UNSPEC", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(1, "IFLA_STATS_LINK_64", Struct(&RTNL_LINK_STATS64), "those that every interface has"),
    attr(2, "IFLA_STATS_LINK_XSTATS", Nested(&LINK_XSTATS_TYPE), "those of its kind"),
    attr(3, "IFLA_STATS_LINK_XSTATS_SLAVE", Nested(&LINK_XSTATS_TYPE), "those of the bridge or bond that it belongs to"),
    attr(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", Nested(&IFLA_OFFLOAD_XSTATS), "those of its hardware"),
    attr(5, "IFLA_STATS_AF_SPEC", Nested(&AF_STATS), "those of address families"),
]);

/// `IFLA_STATS_…`: in a request.
#[rustfmt::skip]
pub static IFLA_STATS_GETSET: Set = set("IFLA_STATS", &NLATTR, &[
    attr(1, "IFLA_STATS_GET_FILTERS", Nested(&IFLA_STATS_FILTERS), "in a request: which counters of a group"),
    attr(2, "IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS", U8.meaning(Number), "in a request: 1 lets the hardware count what it routes"),
]);

/// The number is that of a group of counters.
#[rustfmt::skip]
static IFLA_STATS_FILTERS: Set = set("IFLA_STATS", &NLATTR, &[
    attr(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", U32(Host).meaning(Flags(&[])), "bit n-1 for IFLA_OFFLOAD_XSTATS number n"),
]);

/// `LINK_XSTATS_TYPE_…`
#[rustfmt::skip]
pub static LINK_XSTATS_TYPE: Set = set("LINK_XSTATS_TYPE", &NLATTR, &[
    attr(1, "LINK_XSTATS_TYPE_BRIDGE", Nested(&BRIDGE_XSTATS), "a bridge's"),
    attr(2, "LINK_XSTATS_TYPE_BOND", Opaque, "a bond's"),
]);

/// `IFLA_OFFLOAD_XSTATS_…`
#[rustfmt::skip]
pub static IFLA_OFFLOAD_XSTATS: Set = set("IFLA_OFFLOAD_XSTATS", &NLATTR, &[
    attr(1, "IFLA_OFFLOAD_XSTATS_CPU_HIT", Struct(&RTNL_LINK_STATS64), "what the hardware left to the processor"),
    attr(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO", Nested(&HW_S_INFOS), "whether the hardware counts"),
    attr(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", Struct(&RTNL_HW_STATS64), "what the hardware routed"),
]);

/// The number is that of the counters.
#[rustfmt::skip]
static HW_S_INFOS: Set = set("IFLA_OFFLOAD_XSTATS", &NLATTR, &[
    attr(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", Nested(&IFLA_OFFLOAD_XSTATS_HW_S_INFO), "of what it routes"),
]);

/// `IFLA_OFFLOAD_XSTATS_HW_S_INFO_…`
#[rustfmt::skip]
pub static IFLA_OFFLOAD_XSTATS_HW_S_INFO: Set = set("IFLA_OFFLOAD_XSTATS_HW_S_INFO", &NLATTR, &[
    attr(1, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST", U8.meaning(Number), "1: it was asked to count"),
    attr(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED", U8.meaning(Number), "1: it does count"),
]);

/// `struct rtnl_hw_stats64`
#[rustfmt::skip]
pub static RTNL_HW_STATS64: Layout = Layout {
    c_name: "rtnl_hw_stats64",
    header: "linux/if_link.h",
    man: "ip-stats(8)",
    fields: COUNTERS_64.split_at(9).0,
};
const _: () = assert!(RTNL_HW_STATS64.size() == 72 && RTNL_HW_STATS64.has_no_hole());

/// What an address family counts on a link: the number is the family's.
#[rustfmt::skip]
static AF_STATS: Set = set("AF", &NLATTR, &[
    attr(AF_MPLS as u16, "AF_MPLS", Nested(&MPLS_STATS), "MPLS"),
]);

/// `struct ifla_cacheinfo` (`include/uapi/linux/if_link.h`)
#[rustfmt::skip]
pub static IFLA_CACHEINFO: Layout = Layout {
    c_name: "ifla_cacheinfo",
    header: "linux/if_link.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "max_reasm_len", Unit("bytes"), "the largest packet that can be put together"),
        field(4, U32(Host), "tstamp", Unit("hundredths of a second"), "after the start of the machine: when it was changed"),
        field(8, U32(Host), "reachable_time", Unit("milliseconds"), "for which a neighbour counts as reachable"),
        field(12, U32(Host), "retrans_time", Unit("milliseconds"), "between two solicitations"),
    ],
};
const _: () = assert!(IFLA_CACHEINFO.size() == 16 && IFLA_CACHEINFO.has_no_hole());
