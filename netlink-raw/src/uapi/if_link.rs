//! `include/uapi/linux/if_link.h`: the attributes of network interfaces.
//!
//! The kinds of interface whose data is laid out are listed in [`super::kinds`]. Dummy and ifb
//! have no data. What a kind keeps in a header of its own is in that header's file.

use crate::uapi::devlink::DEVLINK_ATTR;
use crate::uapi::if_::{IF_LINK_MODE, IF_OPER};
use crate::uapi::if_bonding::{BOND_MODE, BOND_XSTATS};
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
use crate::uapi::snmp::{
    ICMP6_MIB, IPSTATS_MIB, IPSTATS_MIB_OF_EITHER, IPSTATS_MIB_UNKNOWN, IPSTATS_MIB_UNTIL_6_14,
};
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
    array, attr, field, list, name, set,
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
pub const IFLA_STATS64: u16 = 23;
pub const IFLA_AF_SPEC: u16 = 26;
pub const IFLA_GROUP: u16 = 27;
pub const IFLA_LINK_NETNSID: u16 = 37;
pub const IFLA_PROTO_DOWN: u16 = 39;
pub const IFLA_XDP: u16 = 43;
pub const IFLA_EVENT: u16 = 44;
pub const IFLA_NEW_NETNSID: u16 = 45;
pub const IFLA_NETNS_IMMUTABLE: u16 = 67;
pub const IFLA_NEW_IFINDEX: u16 = 49;
pub const IFLA_PROP_LIST: u16 = 52;
pub const IFLA_ALT_IFNAME: u16 = 53;

/// `IFLA_…`: the attributes of a link.
#[rustfmt::skip]
pub static IFLA: Set = set("IFLA", &RTATTR, &[
    attr(IFLA_ADDRESS, "IFLA_ADDRESS", Hardware, "link-layer address"),
    attr(IFLA_BROADCAST, "IFLA_BROADCAST", Hardware, "link-layer broadcast address"),
    attr(IFLA_IFNAME, "IFLA_IFNAME", Text, "interface name"),
    attr(IFLA_MTU, "IFLA_MTU", U32(Host).meaning(Unit("bytes")), "largest packet, without link-layer header"),
    attr(IFLA_LINK, "IFLA_LINK", U32(Host).meaning(Interface), "interface below, or peer"),
    attr(IFLA_QDISC, "IFLA_QDISC", Text, "queueing discipline"),
    attr(7, "IFLA_STATS", Struct(&RTNL_LINK_STATS), "counters, 32 bits"),
    attr(8, "IFLA_COST", Opaque, "not used"),
    attr(9, "IFLA_PRIORITY", Opaque, "not used"),
    attr(IFLA_MASTER, "IFLA_MASTER", U32(Host).meaning(Interface), "bridge, bond or VRF it belongs to"),
    attr(11, "IFLA_WIRELESS", Opaque, "event of the old wireless extensions"),
    attr(12, "IFLA_PROTINFO", Shape::Choose(protinfo, &[Nested(&IFLA_BRPORT), Nested(&IFLA_INET6), Opaque]), "data of the address family"),
    attr(13, "IFLA_TXQLEN", U32(Host).meaning(Unit("packets")), "length of the transmit queue"),
    attr(14, "IFLA_MAP", Struct(&RTNL_LINK_IFMAP), "hardware addresses"),
    attr(15, "IFLA_WEIGHT", U32(Host).meaning(Number), "not used"),
    attr(IFLA_OPERSTATE, "IFLA_OPERSTATE", U8.meaning(OneOf(IF_OPER)), "operational state (RFC 2863)"),
    attr(17, "IFLA_LINKMODE", U8.meaning(OneOf(IF_LINK_MODE)), "what decides that state"),
    attr(18, "IFLA_LINKINFO", Nested(&IFLA_INFO), "kind, and data of that kind"),
    attr(19, "IFLA_NET_NS_PID", U32(Host).meaning(Number), "request: move to this process's namespace"),
    attr(IFLA_IFALIAS, "IFLA_IFALIAS", Text, "description by the administrator"),
    attr(21, "IFLA_NUM_VF", U32(Host).meaning(Number), "number of virtual functions"),
    attr(22, "IFLA_VFINFO_LIST", Nested(&IFLA_VFINFO_LIST), "virtual functions"),
    attr(IFLA_STATS64, "IFLA_STATS64", Struct(&RTNL_LINK_STATS64), "counters, 64 bits"),
    attr(24, "IFLA_VF_PORTS", Nested(&IFLA_VF_PORTS), "port profiles of the virtual functions"),
    attr(25, "IFLA_PORT_SELF", Nested(&IFLA_PORT), "port profile of the interface itself"),
    attr(IFLA_AF_SPEC, "IFLA_AF_SPEC", Shape::Choose(af_spec, &[Nested(&IFLA_BRIDGE), Nested(&IPMRA_TABLE), Nested(&IFLA_AF_SPEC_ATTRS)]), "data of the address families"),
    attr(IFLA_GROUP, "IFLA_GROUP", U32(Host).meaning(Number), "interface group"),
    attr(28, "IFLA_NET_NS_FD", U32(Host).meaning(Number), "request: move to this namespace"),
    attr(29, "IFLA_EXT_MASK", U32(Host).meaning(Flags(RTEXT_FILTER)), "request: what to include or leave out"),
    attr(30, "IFLA_PROMISCUITY", U32(Host).meaning(Number), "users that need promiscuous mode"),
    attr(31, "IFLA_NUM_TX_QUEUES", U32(Host).meaning(Unit("queues")), "transmit queues"),
    attr(32, "IFLA_NUM_RX_QUEUES", U32(Host).meaning(Unit("queues")), "receive queues"),
    attr(33, "IFLA_CARRIER", U8.meaning(Number), "1: has a carrier"),
    attr(34, "IFLA_PHYS_PORT_ID", Id, "physical port"),
    attr(35, "IFLA_CARRIER_CHANGES", U32(Host).meaning(Number), "carrier changes"),
    attr(36, "IFLA_PHYS_SWITCH_ID", Id, "switch it is a port of"),
    attr(IFLA_LINK_NETNSID, "IFLA_LINK_NETNSID", S32.meaning(Number), "namespace of the interface in IFLA_LINK"),
    attr(38, "IFLA_PHYS_PORT_NAME", Text, "name of the physical port"),
    attr(IFLA_PROTO_DOWN, "IFLA_PROTO_DOWN", U8.meaning(Number), "1: held down by a protocol"),
    attr(40, "IFLA_GSO_MAX_SEGS", U32(Host).meaning(Unit("segments")), "most segments of a packet (GSO)"),
    attr(41, "IFLA_GSO_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "largest packet for GSO"),
    attr(42, "IFLA_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(IFLA_XDP, "IFLA_XDP", Nested(&IFLA_XDP_ATTRS), "BPF program that sees packets first (XDP)"),
    attr(IFLA_EVENT, "IFLA_EVENT", U32(Host).meaning(OneOf(IFLA_EVENTS)), "why this message was sent"),
    attr(IFLA_NEW_NETNSID, "IFLA_NEW_NETNSID", S32.meaning(Number), "namespace it moved to"),
    attr(46, "IFLA_IF_NETNSID", S32.meaning(Number), "namespace of the interface"),
    attr(47, "IFLA_CARRIER_UP_COUNT", U32(Host).meaning(Number), "times the carrier came up"),
    attr(48, "IFLA_CARRIER_DOWN_COUNT", U32(Host).meaning(Number), "times the carrier was lost"),
    attr(IFLA_NEW_IFINDEX, "IFLA_NEW_IFINDEX", S32.meaning(Interface), "index in the namespace it moved to"),
    attr(50, "IFLA_MIN_MTU", U32(Host).meaning(Unit("bytes")), "smallest MTU allowed"),
    attr(51, "IFLA_MAX_MTU", U32(Host).meaning(Unit("bytes")), "largest MTU allowed"),
    attr(IFLA_PROP_LIST, "IFLA_PROP_LIST", Nested(&IFLA), "alternative names"),
    attr(IFLA_ALT_IFNAME, "IFLA_ALT_IFNAME", Text, "alternative name"),
    attr(54, "IFLA_PERM_ADDRESS", Hardware, "permanent link-layer address"),
    attr(55, "IFLA_PROTO_DOWN_REASON", Nested(&IFLA_PROTO_DOWN_REASON), "why a protocol holds it down"),
    attr(56, "IFLA_PARENT_DEV_NAME", Text, "parent device"),
    attr(57, "IFLA_PARENT_DEV_BUS_NAME", Text, "bus of the parent device"),
    attr(58, "IFLA_GRO_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "largest packet from GRO"),
    attr(59, "IFLA_TSO_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "largest packet for hardware (TSO)"),
    attr(60, "IFLA_TSO_MAX_SEGS", U32(Host).meaning(Unit("segments")), "most segments by hardware (TSO)"),
    attr(61, "IFLA_ALLMULTI", U32(Host).meaning(Number), "users that need all multicast frames"),
    attr(62, "IFLA_DEVLINK_PORT", Nested(&DEVLINK_ATTR), "devlink port of the interface"),
    attr(63, "IFLA_GSO_IPV4_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "largest IPv4 packet for GSO"),
    attr(64, "IFLA_GRO_IPV4_MAX_SIZE", U32(Host).meaning(Unit("bytes")), "largest IPv4 packet from GRO"),
    attr(65, "IFLA_DPLL_PIN", Opaque, "clock source"),
    attr(66, "IFLA_MAX_PACING_OFFLOAD_HORIZON", Shape::Uint(Unit("nanoseconds")), "pacing horizon of hardware"),
    attr(IFLA_NETNS_IMMUTABLE, "IFLA_NETNS_IMMUTABLE", U8.meaning(Number), "1: cannot move to another namespace"),
    // Since Linux 6.17.
    attr(68, "IFLA_HEADROOM", U16(Host).meaning(Unit("bytes")), "space needed before a packet"),
    attr(69, "IFLA_TAILROOM", U16(Host).meaning(Unit("bytes")), "space needed after a packet"),
]);

fn protinfo(context: &Context<'_>) -> Shape {
    match context.family {
        AF_BRIDGE => Nested(&IFLA_BRPORT),
        AF_INET6 => Nested(&IFLA_INET6),
        _ => Opaque,
    }
}

/// For most families the attribute is a list of families; for the bridge and for multicast routing
/// it holds attributes of their own.
fn af_spec(context: &Context<'_>) -> Shape {
    match context.family {
        AF_BRIDGE => Nested(&IFLA_BRIDGE),
        RTNL_FAMILY_IPMR => Nested(&IPMRA_TABLE),
        _ => Nested(&IFLA_AF_SPEC_ATTRS),
    }
}

/// The data of an address family about a link. The attribute type is the number of the family.
#[rustfmt::skip]
pub static IFLA_AF_SPEC_ATTRS: Set = set("AF", &NLATTR, &[
    attr(AF_INET as u16, "AF_INET", Nested(&IFLA_INET), "IPv4"),
    attr(AF_INET6 as u16, "AF_INET6", Nested(&IFLA_INET6), "IPv6"),
    attr(AF_MPLS as u16, "AF_MPLS", Opaque, "MPLS"),
    attr(45, "AF_MCTP", Opaque, "management component transport protocol"),
]);

/// `IFLA_INET_…`
#[rustfmt::skip]
pub static IFLA_INET: Set = set("IFLA_INET", &NLATTR, &[
    attr(1, "IFLA_INET_CONF", Struct(&IPV4_DEVCONF), "IPv4 settings"),
]);

pub const IFLA_INET6_CONF: u16 = 2;
pub const IFLA_INET6_STATS: u16 = 3;

/// `IFLA_INET6_…`
#[rustfmt::skip]
pub static IFLA_INET6: Set = set("IFLA_INET6", &NLATTR, &[
    attr(1, "IFLA_INET6_FLAGS", U32(Host).meaning(Flags(IF_INET6)), "IPv6 state"),
    attr(IFLA_INET6_CONF, "IFLA_INET6_CONF", Struct(&IPV6_DEVCONF), "IPv6 settings"),
    attr(IFLA_INET6_STATS, "IFLA_INET6_STATS", Shape::Choose(inet6_stats, &[Struct(&IPSTATS_MIB), Struct(&IPSTATS_MIB_UNTIL_6_14), Struct(&IPSTATS_MIB_OF_EITHER), Struct(&IPSTATS_MIB_UNKNOWN)]), "IPv6 counters"),
    attr(4, "IFLA_INET6_MCAST", Opaque, "not used"),
    attr(5, "IFLA_INET6_CACHEINFO", Struct(&IFLA_CACHEINFO), "timers of neighbour discovery"),
    attr(6, "IFLA_INET6_ICMP6STATS", Struct(&ICMP6_MIB), "ICMPv6 counters"),
    attr(7, "IFLA_INET6_TOKEN", Ip, "interface part of IPv6 addresses"),
    attr(8, "IFLA_INET6_ADDR_GEN_MODE", U8.meaning(OneOf(IN6_ADDR_GEN_MODE)), "how addresses are derived"),
    attr(9, "IFLA_INET6_RA_MTU", U32(Host).meaning(Unit("bytes")), "MTU advertised by a router"),
]);

/// Which order the IPv6 counters of a link are in.
///
/// Linux 6.15 changed the order and kept the number, so up to 37 counters are in the older order,
/// and 38 may be in either. Then the rest of the message tells: it also changed in 6.15, which
/// added `IFLA_NETNS_IMMUTABLE` to every full message about a link (all of which have
/// `IFLA_GROUP`). A message about only the IPv6 settings has neither, but in it, the number of
/// settings tells: 60 since Linux 6.17. If nothing tells, only the counters at the same place in both
/// orders have a name: see [`IPSTATS_MIB_OF_EITHER`]. With more counters than these tables have, the
/// order may have changed again.
fn inet6_stats(context: &Context<'_>) -> Shape {
    let sibling = |number| context.find(&IFLA_INET6, context.around, number).unwrap_or_default();
    let of_link = |number| {
        let link = context.body.get(const { IFINFOMSG.size() }..);
        context.find(&IFLA, link.unwrap_or_default(), number).is_some()
    };
    let counters = sibling(IFLA_INET6_STATS).len() / size_of::<u64>();
    let settings = sibling(IFLA_INET6_CONF).len() / size_of::<u32>();
    let known = const { IPSTATS_MIB.fields.len() };
    Struct(match counters {
        _ if counters < known => &IPSTATS_MIB_UNTIL_6_14,
        _ if counters > known => &IPSTATS_MIB_UNKNOWN,
        _ if of_link(IFLA_NETNS_IMMUTABLE) || settings >= 60 => &IPSTATS_MIB,
        _ if of_link(IFLA_GROUP) => &IPSTATS_MIB_UNTIL_6_14,
        _ => &IPSTATS_MIB_OF_EITHER,
    })
}

/// `IN6_ADDR_GEN_MODE_…`
#[rustfmt::skip]
pub const IN6_ADDR_GEN_MODE: &[Name] = &[
    name(0, "IN6_ADDR_GEN_MODE_EUI64", "from the link-layer address"),
    name(1, "IN6_ADDR_GEN_MODE_NONE", "none"),
    name(2, "IN6_ADDR_GEN_MODE_STABLE_PRIVACY", "from a secret, always the same"),
    name(3, "IN6_ADDR_GEN_MODE_RANDOM", "from a random secret"),
];

/// `IFLA_EVENT_…`
#[rustfmt::skip]
pub const IFLA_EVENTS: &[Name] = &[
    name(0, "IFLA_EVENT_NONE", "no reason"),
    name(1, "IFLA_EVENT_REBOOT", "internal reset"),
    name(2, "IFLA_EVENT_FEATURES", "offload features changed"),
    name(3, "IFLA_EVENT_BONDING_FAILOVER", "bond switched to a different member"),
    name(4, "IFLA_EVENT_NOTIFY_PEERS", "address must be announced to neighbours"),
    name(5, "IFLA_EVENT_IGMP_RESEND", "multicast groups must be joined again"),
    name(6, "IFLA_EVENT_BONDING_OPTIONS", "bond options changed"),
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
    ("rx_dropped", "packets received and dropped"),
    ("tx_dropped", "outgoing packets dropped"),
    ("multicast", "multicast packets received"),
    ("collisions", "collisions while sending"),
    ("rx_length_errors", "packets received with a bad length"),
    ("rx_over_errors", "packets that overran the hardware"),
    ("rx_crc_errors", "packets received with a bad checksum"),
    ("rx_frame_errors", "packets received with bad framing"),
    ("rx_fifo_errors", "receive queue overruns"),
    ("rx_missed_errors", "packets missed by the hardware"),
    ("tx_aborted_errors", "transmissions aborted"),
    ("tx_carrier_errors", "packets lost with the carrier"),
    ("tx_fifo_errors", "send queue underruns"),
    ("tx_heartbeat_errors", "missing heartbeats (old Ethernet)"),
    ("tx_window_errors", "late collisions"),
    ("rx_compressed", "compressed packets received"),
    ("tx_compressed", "compressed packets sent"),
    ("rx_nohandler", "packets received, no protocol for them"),
    ("rx_otherhost_dropped", "packets dropped, for a different host"),
];

static COUNTERS_32: [Field; 25] = array(U32(Host), Number, &COUNTERS);
static COUNTERS_64: [Field; 25] = array(U64(Host), Number, &COUNTERS);

/// `struct rtnl_link_stats`: the older struct, without the last counter.
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
        field(0, U64(Host), "mem_start", Flags(&[]), "start of its memory"),
        field(8, U64(Host), "mem_end", Flags(&[]), "end of its memory"),
        field(16, U64(Host), "base_addr", Flags(&[]), "I/O address"),
        field(24, U16(Host), "irq", Number, "interrupt"),
        field(26, U8, "dma", Number, "DMA channel"),
        field(27, U8, "port", Number, "connector in use"),
        field(28, Pad(4), "(padding)", Reserved, "rounds the struct up to a multiple of 8"),
    ],
};
const _: () = assert!(RTNL_LINK_IFMAP.size() == 32 && RTNL_LINK_IFMAP.has_no_hole());

pub const IFLA_INFO_KIND: u16 = 1;
pub const IFLA_INFO_DATA: u16 = 2;
pub const IFLA_INFO_XSTATS: u16 = 3;
pub const IFLA_INFO_SLAVE_KIND: u16 = 4;
pub const IFLA_INFO_SLAVE_DATA: u16 = 5;

/// `IFLA_INFO_…`: the kind of a link.
#[rustfmt::skip]
pub static IFLA_INFO: Set = set("IFLA_INFO", &NLATTR, &[
    attr(IFLA_INFO_KIND, "IFLA_INFO_KIND", Text, "kind: veth, bridge, tun, …"),
    attr(IFLA_INFO_DATA, "IFLA_INFO_DATA", Shape::Choose(info_data, &[]), "data of this kind"),
    attr(IFLA_INFO_XSTATS, "IFLA_INFO_XSTATS", Shape::Choose(info_xstats, &[]), "counters of this kind"),
    attr(IFLA_INFO_SLAVE_KIND, "IFLA_INFO_SLAVE_KIND", Text, "kind of its master"),
    attr(IFLA_INFO_SLAVE_DATA, "IFLA_INFO_SLAVE_DATA", Shape::Choose(slave_data, &[]), "data of the master about this member"),
]);

fn info_data(context: &Context<'_>) -> Shape {
    let kind = context.find(&IFLA_INFO, context.around, IFLA_INFO_KIND).unwrap_or_default();
    context.protocol.of_kind(&IFLA_INFO, IFLA_INFO_DATA, kind)
}

fn info_xstats(context: &Context<'_>) -> Shape {
    let kind = context.find(&IFLA_INFO, context.around, IFLA_INFO_KIND).unwrap_or_default();
    context.protocol.of_kind(&IFLA_INFO, IFLA_INFO_XSTATS, kind)
}

fn slave_data(context: &Context<'_>) -> Shape {
    let kind = context.find(&IFLA_INFO, context.around, IFLA_INFO_SLAVE_KIND).unwrap_or_default();
    context.protocol.of_kind(&IFLA_INFO, IFLA_INFO_SLAVE_DATA, kind)
}

/// `IFLA_TUN_…`
#[rustfmt::skip]
pub static IFLA_TUN: Set = set("IFLA_TUN", &NLATTR, &[
    attr(1, "IFLA_TUN_OWNER", U32(Host).meaning(Number), "user who may attach"),
    attr(2, "IFLA_TUN_GROUP", U32(Host).meaning(Number), "group that may attach"),
    attr(3, "IFLA_TUN_TYPE", U8.meaning(OneOf(TUN_TYPE)), "IP packets or Ethernet frames"),
    attr(4, "IFLA_TUN_PI", U8.meaning(Number), "1: 4 bytes before a packet name its protocol"),
    attr(5, "IFLA_TUN_VNET_HDR", U8.meaning(Number), "1: a virtio header before each packet"),
    attr(6, "IFLA_TUN_PERSIST", U8.meaning(Number), "1: remains when its program exits"),
    attr(7, "IFLA_TUN_MULTI_QUEUE", U8.meaning(Number), "1: has several queues"),
    attr(8, "IFLA_TUN_NUM_QUEUES", U32(Host).meaning(Unit("queues")), "attached queues"),
    attr(9, "IFLA_TUN_NUM_DISABLED_QUEUES", U32(Host).meaning(Unit("queues")), "disabled queues"),
]);

/// `IFLA_VLAN_…`
#[rustfmt::skip]
pub static IFLA_VLAN: Set = set("IFLA_VLAN", &NLATTR, &[
    attr(1, "IFLA_VLAN_ID", U16(Host).meaning(Number), "VLAN ID"),
    attr(2, "IFLA_VLAN_FLAGS", Struct(&IFLA_VLAN_FLAGS), "flags"),
    attr(3, "IFLA_VLAN_EGRESS_QOS", Nested(&IFLA_VLAN_QOS), "priorities of outgoing packets"),
    attr(4, "IFLA_VLAN_INGRESS_QOS", Nested(&IFLA_VLAN_QOS), "priorities of incoming packets"),
    attr(5, "IFLA_VLAN_PROTOCOL", U16(Network).meaning(OneOf(ETH_P)), "type of tag"),
]);

/// `struct ifla_vlan_flags`
#[rustfmt::skip]
pub static IFLA_VLAN_FLAGS: Layout = Layout {
    c_name: "ifla_vlan_flags",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "flags", Flags(VLAN_FLAG), "flags"),
        field(4, U32(Host), "mask", Flags(VLAN_FLAG), "request: flags to change"),
    ],
};

/// `IFLA_VLAN_QOS_…`
#[rustfmt::skip]
pub static IFLA_VLAN_QOS: Set = set("IFLA_VLAN_QOS", &NLATTR, &[
    attr(1, "IFLA_VLAN_QOS_MAPPING", Struct(&IFLA_VLAN_QOS_MAPPING), "a priority, and what it maps to"),
]);

/// `struct ifla_vlan_qos_mapping`
#[rustfmt::skip]
pub static IFLA_VLAN_QOS_MAPPING: Layout = Layout {
    c_name: "ifla_vlan_qos_mapping",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "from", Number, "this priority"),
        field(4, U32(Host), "to", Number, "maps to this one"),
    ],
};

/// `IFLA_MACVLAN_…`
#[rustfmt::skip]
pub static IFLA_MACVLAN: Set = set("IFLA_MACVLAN", &NLATTR, &[
    attr(1, "IFLA_MACVLAN_MODE", U32(Host).meaning(OneOf(MACVLAN_MODE)), "which interfaces may communicate"),
    attr(2, "IFLA_MACVLAN_FLAGS", U16(Host).meaning(Flags(&[])), "flags"),
    attr(3, "IFLA_MACVLAN_MACADDR_MODE", U32(Host).meaning(Number), "request: what to do with the addresses"),
    attr(4, "IFLA_MACVLAN_MACADDR", Hardware, "allowed source address"),
    attr(5, "IFLA_MACVLAN_MACADDR_DATA", Nested(&IFLA_MACVLAN), "allowed source addresses"),
    attr(6, "IFLA_MACVLAN_MACADDR_COUNT", U32(Host).meaning(Number), "number of allowed source addresses"),
    attr(7, "IFLA_MACVLAN_BC_QUEUE_LEN", U32(Host).meaning(Unit("packets")), "broadcast queue length, as requested"),
    attr(8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED", U32(Host).meaning(Unit("packets")), "broadcast queue length, as granted"),
    attr(9, "IFLA_MACVLAN_BC_CUTOFF", S32.meaning(Number), "receivers from which broadcasts are queued"),
]);

/// `MACVLAN_MODE_…`
#[rustfmt::skip]
pub const MACVLAN_MODE: &[Name] = &[
    name(1, "MACVLAN_MODE_PRIVATE", "none may communicate"),
    name(2, "MACVLAN_MODE_VEPA", "through the external switch"),
    name(4, "MACVLAN_MODE_BRIDGE", "all may communicate"),
    name(8, "MACVLAN_MODE_PASSTHRU", "one takes over the lower interface"),
    name(16, "MACVLAN_MODE_SOURCE", "filtered by source address"),
];

/// `IFLA_IPVLAN_…`
#[rustfmt::skip]
pub static IFLA_IPVLAN: Set = set("IFLA_IPVLAN", &NLATTR, &[
    attr(1, "IFLA_IPVLAN_MODE", U16(Host).meaning(OneOf(IPVLAN_MODE)), "layer at which it forwards"),
    attr(2, "IFLA_IPVLAN_FLAGS", U16(Host).meaning(Flags(&[])), "which interfaces may communicate"),
]);

/// `IPVLAN_MODE_…`
#[rustfmt::skip]
pub const IPVLAN_MODE: &[Name] = &[
    name(0, "IPVLAN_MODE_L2", "layer 2, frames"),
    name(1, "IPVLAN_MODE_L3", "layer 3, packets"),
    name(2, "IPVLAN_MODE_L3S", "layer 3, with netfilter"),
];

/// `IFLA_VRF_…`
#[rustfmt::skip]
pub static IFLA_VRF: Set = set("IFLA_VRF", &NLATTR, &[
    attr(1, "IFLA_VRF_TABLE", U32(Host).meaning(Number), "routing table of the VRF"),
]);

/// `IFLA_VRF_PORT_…`
#[rustfmt::skip]
pub static IFLA_VRF_PORT: Set = set("IFLA_VRF_PORT", &NLATTR, &[
    attr(1, "IFLA_VRF_PORT_TABLE", U32(Host).meaning(Number), "routing table of its VRF"),
]);

/// `IFLA_VXLAN_…`
#[rustfmt::skip]
pub static IFLA_VXLAN: Set = set("IFLA_VXLAN", &NLATTR, &[
    attr(1, "IFLA_VXLAN_ID", U32(Host).meaning(Number), "VXLAN ID"),
    attr(2, "IFLA_VXLAN_GROUP", Ip, "IPv4 group or remote address"),
    attr(3, "IFLA_VXLAN_LINK", U32(Host).meaning(Interface), "interface below"),
    attr(4, "IFLA_VXLAN_LOCAL", Ip, "local IPv4 address"),
    attr(5, "IFLA_VXLAN_TTL", U8.meaning(Unit("hops")), "time to live of packets, 0: default"),
    attr(6, "IFLA_VXLAN_TOS", U8.meaning(Number), "type of service of packets"),
    attr(7, "IFLA_VXLAN_LEARNING", U8.meaning(Number), "1: learn addresses from packets"),
    attr(8, "IFLA_VXLAN_AGEING", U32(Host).meaning(Unit("seconds")), "lifetime of learned addresses"),
    attr(9, "IFLA_VXLAN_LIMIT", U32(Host).meaning(Number), "limit of learned addresses"),
    attr(10, "IFLA_VXLAN_PORT_RANGE", Struct(&IFLA_VXLAN_PORT_RANGE), "source ports"),
    attr(11, "IFLA_VXLAN_PROXY", U8.meaning(Number), "1: answer ARP for others"),
    attr(12, "IFLA_VXLAN_RSC", U8.meaning(Number), "1: route short circuit"),
    attr(13, "IFLA_VXLAN_L2MISS", U8.meaning(Number), "1: report unknown link-layer addresses"),
    attr(14, "IFLA_VXLAN_L3MISS", U8.meaning(Number), "1: report unknown IP addresses"),
    attr(15, "IFLA_VXLAN_PORT", U16(Network).meaning(Number), "destination UDP port"),
    attr(16, "IFLA_VXLAN_GROUP6", Ip, "IPv6 group or remote address"),
    attr(17, "IFLA_VXLAN_LOCAL6", Ip, "local IPv6 address"),
    attr(18, "IFLA_VXLAN_UDP_CSUM", U8.meaning(Number), "1: UDP checksums over IPv4"),
    attr(19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX", U8.meaning(Number), "1: send no checksum over IPv6"),
    attr(20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX", U8.meaning(Number), "1: accept no checksum over IPv6"),
    attr(21, "IFLA_VXLAN_REMCSUM_TX", U8.meaning(Number), "1: leave checksums to the receiver"),
    attr(22, "IFLA_VXLAN_REMCSUM_RX", U8.meaning(Number), "1: complete checksums for the sender"),
    attr(23, "IFLA_VXLAN_GBP", Flag, "group-based policy is on"),
    attr(24, "IFLA_VXLAN_REMCSUM_NOPARTIAL", Flag, "no partial checksums"),
    attr(25, "IFLA_VXLAN_COLLECT_METADATA", U8.meaning(Number), "1: routes set the tunnel parameters"),
    attr(26, "IFLA_VXLAN_LABEL", U32(Network).meaning(Number), "IPv6 flow label of packets"),
    attr(27, "IFLA_VXLAN_GPE", Flag, "generic protocol extension is on"),
    attr(28, "IFLA_VXLAN_TTL_INHERIT", U8.meaning(Number), "1: copy the time to live of the inner packet"),
    attr(29, "IFLA_VXLAN_DF", U8.meaning(Number), "whether packets may be fragmented"),
    attr(30, "IFLA_VXLAN_VNIFILTER", U8.meaning(Number), "1: only VXLAN IDs on a list"),
    attr(31, "IFLA_VXLAN_LOCALBYPASS", U8.meaning(Number), "1: deliver locally if possible"),
    attr(32, "IFLA_VXLAN_LABEL_POLICY", U32(Host).meaning(Number), "whether to copy the inner flow label"),
    attr(33, "IFLA_VXLAN_RESERVED_BITS", Id, "reserved bits that packets may set"),
    attr(34, "IFLA_VXLAN_MC_ROUTE", U8.meaning(Number), "1: multicast packets are routed"),
]);

/// `struct ifla_vxlan_port_range`
#[rustfmt::skip]
pub static IFLA_VXLAN_PORT_RANGE: Layout = Layout {
    c_name: "ifla_vxlan_port_range",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U16(Network), "low", Number, "first port"),
        field(2, U16(Network), "high", Number, "last port"),
    ],
};

/// `IFLA_NETKIT_…`
#[rustfmt::skip]
pub static IFLA_NETKIT: Set = set("IFLA_NETKIT", &NLATTR, &[
    attr(1, "IFLA_NETKIT_PEER_INFO", Headed(&IFINFOMSG, &PEER), "request: the other end"),
    attr(2, "IFLA_NETKIT_PRIMARY", U8.meaning(Number), "1: primary end"),
    attr(3, "IFLA_NETKIT_POLICY", U32(Host).meaning(Number), "policy without a program"),
    attr(4, "IFLA_NETKIT_PEER_POLICY", U32(Host).meaning(Number), "same, at the other end"),
    attr(5, "IFLA_NETKIT_MODE", U32(Host).meaning(Number), "0: frames, 1: packets"),
    attr(6, "IFLA_NETKIT_SCRUB", U32(Host).meaning(Number), "what is cleared in passing"),
    attr(7, "IFLA_NETKIT_PEER_SCRUB", U32(Host).meaning(Number), "same, at the other end"),
    attr(8, "IFLA_NETKIT_HEADROOM", U16(Host).meaning(Unit("bytes")), "space kept free before packets"),
    attr(9, "IFLA_NETKIT_TAILROOM", U16(Host).meaning(Unit("bytes")), "space kept free after packets"),
    // Newer than Linux 6.18.
    attr(10, "IFLA_NETKIT_PAIRING", U32(Host).meaning(Number), "0: a pair, 1: a single interface"),
]);

/// What follows the struct in `VETH_INFO_PEER` and `IFLA_NETKIT_PEER_INFO`.
pub(crate) static PEER: Attr =
    attr(0, "attributes of the peer", Nested(&IFLA), "attributes of the other end");

/// Times of a bridge, in ticks of `USER_HZ`.
const TICKS: Meaning = Unit("hundredths of a second");

/// `IFLA_BR_…`: the data of a bridge.
#[rustfmt::skip]
pub static IFLA_BR: Set = set("IFLA_BR", &NLATTR, &[
    attr(1, "IFLA_BR_FORWARD_DELAY", U32(Host).meaning(TICKS), "time listening and learning"),
    attr(2, "IFLA_BR_HELLO_TIME", U32(Host).meaning(TICKS), "time between spanning tree hellos"),
    attr(3, "IFLA_BR_MAX_AGE", U32(Host).meaning(TICKS), "time until a silent root is given up"),
    attr(4, "IFLA_BR_AGEING_TIME", U32(Host).meaning(TICKS), "lifetime of learned addresses"),
    attr(5, "IFLA_BR_STP_STATE", U32(Host).meaning(Number), "spanning tree: 0 off, 1 kernel, 2 program"),
    attr(6, "IFLA_BR_PRIORITY", U16(Host).meaning(Number), "priority, the lowest becomes root"),
    attr(7, "IFLA_BR_VLAN_FILTERING", U8.meaning(Number), "1: ports carry only their own VLANs"),
    attr(8, "IFLA_BR_VLAN_PROTOCOL", U16(Network).meaning(OneOf(ETH_P)), "type of VLAN tag"),
    attr(9, "IFLA_BR_GROUP_FWD_MASK", U16(Host).meaning(Flags(&[])), "link-local groups to forward anyway"),
    attr(10, "IFLA_BR_ROOT_ID", Struct(&IFLA_BRIDGE_ID), "root of the spanning tree"),
    attr(11, "IFLA_BR_BRIDGE_ID", Struct(&IFLA_BRIDGE_ID), "ID of this bridge"),
    attr(12, "IFLA_BR_ROOT_PORT", U16(Host).meaning(Number), "port towards the root"),
    attr(13, "IFLA_BR_ROOT_PATH_COST", U32(Host).meaning(Number), "cost of the path to the root"),
    attr(14, "IFLA_BR_TOPOLOGY_CHANGE", U8.meaning(Number), "1: topology is changing"),
    attr(15, "IFLA_BR_TOPOLOGY_CHANGE_DETECTED", U8.meaning(Number), "1: change detected by this bridge"),
    attr(16, "IFLA_BR_HELLO_TIMER", U64(Host).meaning(TICKS), "time until the next hello"),
    attr(17, "IFLA_BR_TCN_TIMER", U64(Host).meaning(TICKS), "time until a change is reported again"),
    attr(18, "IFLA_BR_TOPOLOGY_CHANGE_TIMER", U64(Host).meaning(TICKS), "time until the change is over"),
    attr(19, "IFLA_BR_GC_TIMER", U64(Host).meaning(TICKS), "time until old addresses are removed"),
    attr(20, "IFLA_BR_GROUP_ADDR", Hardware, "destination of spanning tree packets"),
    attr(21, "IFLA_BR_FDB_FLUSH", Flag, "request: forget all addresses"),
    attr(22, "IFLA_BR_MCAST_ROUTER", U8.meaning(Number), "multicast routers: 0 no, 1 learned, 2 always"),
    attr(23, "IFLA_BR_MCAST_SNOOPING", U8.meaning(Number), "1: learn members of multicast groups"),
    attr(24, "IFLA_BR_MCAST_QUERY_USE_IFADDR", U8.meaning(Number), "1: query from the bridge's own address"),
    attr(25, "IFLA_BR_MCAST_QUERIER", U8.meaning(Number), "1: query for members"),
    attr(26, "IFLA_BR_MCAST_HASH_ELASTICITY", U32(Host).meaning(Number), "no longer used"),
    attr(27, "IFLA_BR_MCAST_HASH_MAX", U32(Host).meaning(Number), "limit of multicast groups"),
    attr(28, "IFLA_BR_MCAST_LAST_MEMBER_CNT", U32(Host).meaning(Number), "queries before a group is removed"),
    attr(29, "IFLA_BR_MCAST_STARTUP_QUERY_CNT", U32(Host).meaning(Number), "queries at startup"),
    attr(30, "IFLA_BR_MCAST_LAST_MEMBER_INTVL", U64(Host).meaning(TICKS), "time between last-member queries"),
    attr(31, "IFLA_BR_MCAST_MEMBERSHIP_INTVL", U64(Host).meaning(TICKS), "time until a silent member is removed"),
    attr(32, "IFLA_BR_MCAST_QUERIER_INTVL", U64(Host).meaning(TICKS), "time until a silent querier is removed"),
    attr(33, "IFLA_BR_MCAST_QUERY_INTVL", U64(Host).meaning(TICKS), "time between queries"),
    attr(34, "IFLA_BR_MCAST_QUERY_RESPONSE_INTVL", U64(Host).meaning(TICKS), "time for members to respond"),
    attr(35, "IFLA_BR_MCAST_STARTUP_QUERY_INTVL", U64(Host).meaning(TICKS), "time between queries at startup"),
    attr(36, "IFLA_BR_NF_CALL_IPTABLES", U8.meaning(Number), "1: IPv4 packets go through iptables"),
    attr(37, "IFLA_BR_NF_CALL_IP6TABLES", U8.meaning(Number), "1: IPv6 packets go through ip6tables"),
    attr(38, "IFLA_BR_NF_CALL_ARPTABLES", U8.meaning(Number), "1: ARP goes through arptables"),
    attr(39, "IFLA_BR_VLAN_DEFAULT_PVID", U16(Host).meaning(Number), "VLAN of untagged frames"),
    attr(40, "IFLA_BR_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(41, "IFLA_BR_VLAN_STATS_ENABLED", U8.meaning(Number), "1: count per VLAN"),
    attr(42, "IFLA_BR_MCAST_STATS_ENABLED", U8.meaning(Number), "1: count multicast control packets"),
    attr(43, "IFLA_BR_MCAST_IGMP_VERSION", U8.meaning(Number), "IGMP version"),
    attr(44, "IFLA_BR_MCAST_MLD_VERSION", U8.meaning(Number), "MLD version"),
    attr(45, "IFLA_BR_VLAN_STATS_PER_PORT", U8.meaning(Number), "1: count per VLAN and port"),
    attr(46, "IFLA_BR_MULTI_BOOLOPT", Struct(&BR_BOOLOPT_MULTI), "more options"),
    attr(47, "IFLA_BR_MCAST_QUERIER_STATE", Nested(&BRIDGE_QUERIER), "querier"),
    attr(48, "IFLA_BR_FDB_N_LEARNED", U32(Host).meaning(Number), "number of learned addresses"),
    attr(49, "IFLA_BR_FDB_MAX_LEARNED", U32(Host).meaning(Number), "limit of learned addresses, 0: none"),
    // Newer than Linux 6.18.
    attr(50, "IFLA_BR_STP_MODE", U32(Host).meaning(Number), "spanning tree by: 0 either, 1 program, 2 kernel"),
]);

/// `struct ifla_bridge_id`
#[rustfmt::skip]
pub static IFLA_BRIDGE_ID: Layout = Layout {
    c_name: "ifla_bridge_id",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        // Two bytes in C, but the spanning tree protocol treats them as a number.
        field(0, U16(Network), "prio", Number, "priority"),
        field(2, Bytes(6), "addr", Meaning::Hardware, "link-layer address"),
    ],
};
const _: () = assert!(IFLA_BRIDGE_ID.size() == 8 && IFLA_BRIDGE_ID.has_no_hole());

/// `IFLA_BRPORT_…`: the data of a bridge port.
#[rustfmt::skip]
pub static IFLA_BRPORT: Set = set("IFLA_BRPORT", &NLATTR, &[
    attr(1, "IFLA_BRPORT_STATE", U8.meaning(OneOf(BR_STATE)), "spanning tree state"),
    attr(2, "IFLA_BRPORT_PRIORITY", U16(Host).meaning(Number), "priority, the lowest is preferred"),
    attr(3, "IFLA_BRPORT_COST", U32(Host).meaning(Number), "path cost"),
    attr(4, "IFLA_BRPORT_MODE", U8.meaning(Number), "1: frames may leave by the incoming port"),
    attr(5, "IFLA_BRPORT_GUARD", U8.meaning(Number), "1: a spanning tree packet disables it"),
    attr(6, "IFLA_BRPORT_PROTECT", U8.meaning(Number), "1: may not become the root port"),
    attr(7, "IFLA_BRPORT_FAST_LEAVE", U8.meaning(Number), "1: remove members as soon as they leave"),
    attr(8, "IFLA_BRPORT_LEARNING", U8.meaning(Number), "1: learn addresses"),
    attr(9, "IFLA_BRPORT_UNICAST_FLOOD", U8.meaning(Number), "1: flood frames for unknown addresses"),
    attr(10, "IFLA_BRPORT_PROXYARP", U8.meaning(Number), "1: answer ARP for others"),
    attr(11, "IFLA_BRPORT_LEARNING_SYNC", U8.meaning(Number), "1: use addresses learned by hardware"),
    attr(12, "IFLA_BRPORT_PROXYARP_WIFI", U8.meaning(Number), "1: answer ARP like an access point"),
    attr(13, "IFLA_BRPORT_ROOT_ID", Struct(&IFLA_BRIDGE_ID), "root of the spanning tree"),
    attr(14, "IFLA_BRPORT_BRIDGE_ID", Struct(&IFLA_BRIDGE_ID), "designated bridge of this segment"),
    attr(15, "IFLA_BRPORT_DESIGNATED_PORT", U16(Host).meaning(Flags(&[])), "designated port"),
    attr(16, "IFLA_BRPORT_DESIGNATED_COST", U16(Host).meaning(Number), "cost from there to the root"),
    attr(17, "IFLA_BRPORT_ID", U16(Host).meaning(Flags(&[])), "port ID, with priority"),
    attr(18, "IFLA_BRPORT_NO", U16(Host).meaning(Flags(&[])), "port number"),
    attr(19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK", U8.meaning(Number), "1: change still to be acknowledged"),
    attr(20, "IFLA_BRPORT_CONFIG_PENDING", U8.meaning(Number), "1: a hello is waiting to be sent"),
    attr(21, "IFLA_BRPORT_MESSAGE_AGE_TIMER", U64(Host).meaning(TICKS), "time until the last hello expires"),
    attr(22, "IFLA_BRPORT_FORWARD_DELAY_TIMER", U64(Host).meaning(TICKS), "time until the next state"),
    attr(23, "IFLA_BRPORT_HOLD_TIMER", U64(Host).meaning(TICKS), "time until the next hello may be sent"),
    attr(24, "IFLA_BRPORT_FLUSH", Flag, "request: forget this port's addresses"),
    attr(25, "IFLA_BRPORT_MULTICAST_ROUTER", U8.meaning(Number), "routers: 0 no, 1 learned, 2 always, 3 for a time"),
    attr(26, "IFLA_BRPORT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(27, "IFLA_BRPORT_MCAST_FLOOD", U8.meaning(Number), "1: flood frames for unknown groups"),
    attr(28, "IFLA_BRPORT_MCAST_TO_UCAST", U8.meaning(Number), "1: send one unicast frame to each member"),
    attr(29, "IFLA_BRPORT_VLAN_TUNNEL", U8.meaning(Number), "1: map VLANs to tunnel IDs"),
    attr(30, "IFLA_BRPORT_BCAST_FLOOD", U8.meaning(Number), "1: flood broadcasts"),
    attr(31, "IFLA_BRPORT_GROUP_FWD_MASK", U16(Host).meaning(Flags(&[])), "link-local groups to forward anyway"),
    attr(32, "IFLA_BRPORT_NEIGH_SUPPRESS", U8.meaning(Number), "1: answer ARP and solicitations itself"),
    attr(33, "IFLA_BRPORT_ISOLATED", U8.meaning(Number), "1: no frames to other isolated ports"),
    attr(34, "IFLA_BRPORT_BACKUP_PORT", U32(Host).meaning(Interface), "backup port"),
    attr(35, "IFLA_BRPORT_MRP_RING_OPEN", U8.meaning(Number), "1: redundancy ring is open"),
    attr(36, "IFLA_BRPORT_MRP_IN_OPEN", U8.meaning(Number), "1: interconnection ring is open"),
    attr(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT", U32(Host).meaning(Number), "limit of tracked group members"),
    attr(38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT", U32(Host).meaning(Number), "tracked group members"),
    attr(39, "IFLA_BRPORT_LOCKED", U8.meaning(Number), "1: only known addresses may send"),
    attr(40, "IFLA_BRPORT_MAB", U8.meaning(Number), "1: record unknown addresses"),
    attr(41, "IFLA_BRPORT_MCAST_N_GROUPS", U32(Host).meaning(Number), "number of multicast groups"),
    attr(42, "IFLA_BRPORT_MCAST_MAX_GROUPS", U32(Host).meaning(Number), "limit of multicast groups, 0: none"),
    attr(43, "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS", U8.meaning(Number), "1: answer ARP itself, set per VLAN"),
    attr(44, "IFLA_BRPORT_BACKUP_NHID", U32(Host).meaning(Number), "backup next-hop object"),
    // Newer than Linux 6.18.
    attr(45, "IFLA_BRPORT_NEIGH_FORWARD_GRAT", U8.meaning(Number), "1: forward unasked announcements anyway"),
]);

pub const IFLA_XDP_ATTACHED: u16 = 2;
pub const IFLA_XDP_PROG_ID: u16 = 4;

/// `IFLA_XDP_…`
#[rustfmt::skip]
pub static IFLA_XDP_ATTRS: Set = set("IFLA_XDP", &NLATTR, &[
    attr(1, "IFLA_XDP_FD", S32.meaning(Number), "request: the program, -1: none"),
    attr(IFLA_XDP_ATTACHED, "IFLA_XDP_ATTACHED", U8.meaning(OneOf(XDP_ATTACHED)), "where a program is attached"),
    attr(3, "IFLA_XDP_FLAGS", U32(Host).meaning(Flags(XDP_FLAGS)), "request: where to attach it"),
    attr(IFLA_XDP_PROG_ID, "IFLA_XDP_PROG_ID", U32(Host).meaning(Number), "program ID"),
    attr(5, "IFLA_XDP_DRV_PROG_ID", U32(Host).meaning(Number), "program ID in the driver"),
    attr(6, "IFLA_XDP_SKB_PROG_ID", U32(Host).meaning(Number), "program ID in the generic hook"),
    attr(7, "IFLA_XDP_HW_PROG_ID", U32(Host).meaning(Number), "program ID in the hardware"),
    attr(8, "IFLA_XDP_EXPECTED_FD", S32.meaning(Number), "request: the program to replace"),
]);

/// `XDP_ATTACHED_…`
#[rustfmt::skip]
pub const XDP_ATTACHED: &[Name] = &[
    name(0, "XDP_ATTACHED_NONE", "nowhere"),
    name(1, "XDP_ATTACHED_DRV", "in the driver"),
    name(2, "XDP_ATTACHED_SKB", "in the generic hook, for any device"),
    name(3, "XDP_ATTACHED_HW", "in the hardware"),
    name(4, "XDP_ATTACHED_MULTI", "in several places"),
];

/// `XDP_FLAGS_…`
#[rustfmt::skip]
pub const XDP_FLAGS: &[Name] = &[
    name(0x1, "XDP_FLAGS_UPDATE_IF_NOEXIST", "only if there is none"),
    name(0x2, "XDP_FLAGS_SKB_MODE", "in the generic hook"),
    name(0x4, "XDP_FLAGS_DRV_MODE", "in the driver"),
    name(0x8, "XDP_FLAGS_HW_MODE", "in the hardware"),
    name(0x10, "XDP_FLAGS_REPLACE", "only if it replaces the named one"),
];

/// `IFLA_PROTO_DOWN_REASON_…`
#[rustfmt::skip]
pub static IFLA_PROTO_DOWN_REASON: Set = set("IFLA_PROTO_DOWN_REASON", &NLATTR, &[
    attr(1, "IFLA_PROTO_DOWN_REASON_MASK", U32(Host).meaning(Flags(&[])), "request: reasons to change"),
    attr(2, "IFLA_PROTO_DOWN_REASON_VALUE", U32(Host).meaning(Flags(&[])), "reasons, named by the administrator"),
]);

/// A list of `IFLA_VF_INFO`.
#[rustfmt::skip]
pub static IFLA_VFINFO_LIST: Set = set("IFLA_VF_INFO", &NLATTR, &[
    attr(1, "IFLA_VF_INFO", Nested(&IFLA_VF), "virtual function"),
]);

/// `IFLA_VF_…`: a virtual function of a network card. The structs are those of the kernel's
/// header; older copies in iproute2 lack some of them.
#[rustfmt::skip]
pub static IFLA_VF: Set = set("IFLA_VF", &NLATTR, &[
    attr(1, "IFLA_VF_MAC", Struct(&IFLA_VF_MAC), "link-layer address"),
    attr(2, "IFLA_VF_VLAN", Struct(&IFLA_VF_VLAN), "VLAN"),
    attr(3, "IFLA_VF_TX_RATE", Struct(&IFLA_VF_TX_RATE), "send rate limit"),
    attr(4, "IFLA_VF_SPOOFCHK", Struct(&IFLA_VF_SPOOFCHK), "1: only with the assigned source address"),
    attr(5, "IFLA_VF_LINK_STATE", Struct(&IFLA_VF_LINK_STATE), "link: 0 as the card's, 1 up, 2 down"),
    attr(6, "IFLA_VF_RATE", Struct(&IFLA_VF_RATE), "guaranteed and largest send rate"),
    attr(7, "IFLA_VF_RSS_QUERY_EN", Struct(&IFLA_VF_RSS_QUERY_EN), "1: may query receive side scaling"),
    attr(8, "IFLA_VF_STATS", Nested(&IFLA_VF_STATS), "counters"),
    attr(9, "IFLA_VF_TRUST", Struct(&IFLA_VF_TRUST), "1: trusted with more settings"),
    attr(10, "IFLA_VF_IB_NODE_GUID", Struct(&IFLA_VF_GUID), "InfiniBand node"),
    attr(11, "IFLA_VF_IB_PORT_GUID", Struct(&IFLA_VF_GUID), "InfiniBand port"),
    attr(12, "IFLA_VF_VLAN_LIST", Nested(&IFLA_VF_VLAN_LIST), "VLANs"),
    attr(13, "IFLA_VF_BROADCAST", Struct(&IFLA_VF_BROADCAST), "link-layer broadcast address"),
]);

/// `struct ifla_vf_mac`
#[rustfmt::skip]
pub static IFLA_VF_MAC: Layout = Layout {
    c_name: "ifla_vf_mac",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, Bytes(32), "mac", Meaning::Hardware, "address, followed by zeros"),
    ],
};

/// `struct ifla_vf_broadcast`: without the number of the virtual function.
#[rustfmt::skip]
pub static IFLA_VF_BROADCAST: Layout = Layout {
    c_name: "ifla_vf_broadcast",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[field(0, Bytes(32), "broadcast", Meaning::Hardware, "address, followed by zeros")],
};

/// `struct ifla_vf_vlan`
#[rustfmt::skip]
pub static IFLA_VF_VLAN: Layout = Layout {
    c_name: "ifla_vf_vlan",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "vlan", Number, "VLAN ID"),
        field(8, U32(Host), "qos", Number, "priority"),
    ],
};

/// A list of `IFLA_VF_VLAN_INFO`.
#[rustfmt::skip]
pub static IFLA_VF_VLAN_LIST: Set = set("IFLA_VF_VLAN_INFO", &NLATTR, &[
    attr(1, "IFLA_VF_VLAN_INFO", Struct(&IFLA_VF_VLAN_INFO), "VLAN"),
]);

/// `struct ifla_vf_vlan_info`
#[rustfmt::skip]
pub static IFLA_VF_VLAN_INFO: Layout = Layout {
    c_name: "ifla_vf_vlan_info",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "vlan", Number, "VLAN ID"),
        field(8, U32(Host), "qos", Number, "priority"),
        field(12, U16(Network), "vlan_proto", OneOf(ETH_P), "type of tag"),
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
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "rate", Unit("megabits a second"), "largest send rate, 0: no limit"),
    ],
};

/// `struct ifla_vf_rate`
#[rustfmt::skip]
pub static IFLA_VF_RATE: Layout = Layout {
    c_name: "ifla_vf_rate",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "min_tx_rate", Unit("megabits a second"), "guaranteed send rate"),
        field(8, U32(Host), "max_tx_rate", Unit("megabits a second"), "largest send rate, 0: no limit"),
    ],
};

/// `struct ifla_vf_spoofchk`
#[rustfmt::skip]
pub static IFLA_VF_SPOOFCHK: Layout = Layout {
    c_name: "ifla_vf_spoofchk",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "setting", Number, "0: off, 1: on"),
    ],
};

/// `struct ifla_vf_link_state`
#[rustfmt::skip]
pub static IFLA_VF_LINK_STATE: Layout = Layout {
    c_name: "ifla_vf_link_state",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "link_state", Number, "0: as the card's, 1: up, 2: down"),
    ],
};

/// `struct ifla_vf_rss_query_en`
#[rustfmt::skip]
pub static IFLA_VF_RSS_QUERY_EN: Layout = Layout {
    c_name: "ifla_vf_rss_query_en",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "setting", Number, "0: off, 1: on"),
    ],
};

/// `struct ifla_vf_trust`
#[rustfmt::skip]
pub static IFLA_VF_TRUST: Layout = Layout {
    c_name: "ifla_vf_trust",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, U32(Host), "setting", Number, "0: off, 1: on"),
    ],
};

/// `struct ifla_vf_guid`
#[rustfmt::skip]
pub static IFLA_VF_GUID: Layout = Layout {
    c_name: "ifla_vf_guid",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "vf", Number, "virtual function"),
        field(4, Pad(4), "(padding)", Reserved, "aligns the next field to 8 bytes"),
        field(8, U64(Host), "guid", Flags(&[]), "identifier"),
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
    attr(6, "IFLA_VF_STATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(7, "IFLA_VF_STATS_RX_DROPPED", U64(Host).meaning(Unit("packets")), "received and dropped"),
    attr(8, "IFLA_VF_STATS_TX_DROPPED", U64(Host).meaning(Unit("packets")), "outgoing, dropped"),
]);

/// A list of `IFLA_VF_PORT`.
#[rustfmt::skip]
pub static IFLA_VF_PORTS: Set = set("IFLA_VF_PORT", &NLATTR, &[
    attr(1, "IFLA_VF_PORT", Nested(&IFLA_PORT), "port profile of a virtual function"),
]);

/// `IFLA_PORT_…`: port profiles (IEEE 802.1Qbg).
#[rustfmt::skip]
pub static IFLA_PORT: Set = set("IFLA_PORT", &NLATTR, &[
    attr(1, "IFLA_PORT_VF", U32(Host).meaning(Number), "virtual function"),
    attr(2, "IFLA_PORT_PROFILE", Text, "profile name"),
    attr(3, "IFLA_PORT_VSI_TYPE", Opaque, "no longer used"),
    attr(4, "IFLA_PORT_INSTANCE_UUID", Id, "virtual machine"),
    attr(5, "IFLA_PORT_HOST_UUID", Id, "host"),
    attr(6, "IFLA_PORT_REQUEST", U8.meaning(Number), "requested operation"),
    attr(7, "IFLA_PORT_RESPONSE", U16(Host).meaning(Number), "result"),
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
        field(4, U32(Host), "ifindex", Interface, "interface, 0 in a dump request"),
        field(8, U32(Host), "filter_mask", Flags(&[]), "wanted counters: bit n-1 for IFLA_STATS n"),
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
    attr(0, "IFLA_STATS_UNSPEC", Opaque, "aligns the next attribute to 8 bytes"),
    attr(1, "IFLA_STATS_LINK_64", Struct(&RTNL_LINK_STATS64), "counters that every interface has"),
    attr(2, "IFLA_STATS_LINK_XSTATS", Nested(&LINK_XSTATS_TYPE), "counters of the kind of interface"),
    attr(3, "IFLA_STATS_LINK_XSTATS_SLAVE", Nested(&LINK_XSTATS_TYPE), "counters of the bridge or bond above"),
    attr(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", Nested(&IFLA_OFFLOAD_XSTATS), "counters of the hardware"),
    attr(5, "IFLA_STATS_AF_SPEC", Nested(&AF_STATS), "counters of address families"),
]);

/// `IFLA_STATS_…`: in a request.
#[rustfmt::skip]
pub static IFLA_STATS_GETSET: Set = set("IFLA_STATS", &NLATTR, &[
    attr(1, "IFLA_STATS_GET_FILTERS", Nested(&IFLA_STATS_FILTERS), "request: which counters of a group"),
    attr(2, "IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS", U8.meaning(Number), "request: 1 lets hardware count routed packets"),
]);

/// The attribute type is the number of a group of counters.
#[rustfmt::skip]
static IFLA_STATS_FILTERS: Set = set("IFLA_STATS", &NLATTR, &[
    attr(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", U32(Host).meaning(Flags(&[])), "bit n-1 for IFLA_OFFLOAD_XSTATS n"),
]);

/// `LINK_XSTATS_TYPE_…`
#[rustfmt::skip]
pub static LINK_XSTATS_TYPE: Set = set("LINK_XSTATS_TYPE", &NLATTR, &[
    attr(1, "LINK_XSTATS_TYPE_BRIDGE", Nested(&BRIDGE_XSTATS), "counters of a bridge"),
    attr(2, "LINK_XSTATS_TYPE_BOND", Nested(&BOND_XSTATS), "counters of a bond"),
]);

/// `IFLA_OFFLOAD_XSTATS_…`
#[rustfmt::skip]
pub static IFLA_OFFLOAD_XSTATS: Set = set("IFLA_OFFLOAD_XSTATS", &NLATTR, &[
    attr(1, "IFLA_OFFLOAD_XSTATS_CPU_HIT", Struct(&RTNL_LINK_STATS64), "packets left to the CPU"),
    attr(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO", Nested(&HW_S_INFOS), "whether hardware counts"),
    attr(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", Struct(&RTNL_HW_STATS64), "packets routed by hardware"),
]);

/// The attribute type is the number of the counters.
#[rustfmt::skip]
static HW_S_INFOS: Set = set("IFLA_OFFLOAD_XSTATS", &NLATTR, &[
    attr(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", Nested(&IFLA_OFFLOAD_XSTATS_HW_S_INFO), "of routed packets"),
]);

/// `IFLA_OFFLOAD_XSTATS_HW_S_INFO_…`
#[rustfmt::skip]
pub static IFLA_OFFLOAD_XSTATS_HW_S_INFO: Set = set("IFLA_OFFLOAD_XSTATS_HW_S_INFO", &NLATTR, &[
    attr(1, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST", U8.meaning(Number), "1: counting was requested"),
    attr(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED", U8.meaning(Number), "1: counting is on"),
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

/// The counters of an address family. The attribute type is the number of the family.
#[rustfmt::skip]
static AF_STATS: Set = set("AF", &NLATTR, &[
    attr(AF_MPLS as u16, "AF_MPLS", Nested(&MPLS_STATS), "MPLS"),
]);

/// `struct ifla_cacheinfo`
#[rustfmt::skip]
pub static IFLA_CACHEINFO: Layout = Layout {
    c_name: "ifla_cacheinfo",
    header: "linux/if_link.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "max_reasm_len", Unit("bytes"), "largest reassembled packet"),
        field(4, U32(Host), "tstamp", Unit("hundredths of a second"), "uptime at the last change"),
        field(8, U32(Host), "reachable_time", Unit("milliseconds"), "how long neighbours stay reachable"),
        field(12, U32(Host), "retrans_time", Unit("milliseconds"), "time between solicitations"),
    ],
};
const _: () = assert!(IFLA_CACHEINFO.size() == 16 && IFLA_CACHEINFO.has_no_hole());

/// `IFLA_BOND_…`: the data of a bond.
#[rustfmt::skip]
pub static IFLA_BOND: Set = set("IFLA_BOND", &NLATTR, &[
    attr(1, "IFLA_BOND_MODE", U8.meaning(OneOf(BOND_MODE)), "how members share the traffic"),
    attr(2, "IFLA_BOND_ACTIVE_SLAVE", U32(Host).meaning(Interface), "member in use"),
    attr(3, "IFLA_BOND_MIIMON", U32(Host).meaning(Unit("milliseconds")), "time between link checks, 0: off"),
    attr(4, "IFLA_BOND_UPDELAY", U32(Host).meaning(Unit("milliseconds")), "wait before a new link is used"),
    attr(5, "IFLA_BOND_DOWNDELAY", U32(Host).meaning(Unit("milliseconds")), "wait before a lost link is given up"),
    attr(6, "IFLA_BOND_USE_CARRIER", U8.meaning(Number), "1: check the link by its carrier"),
    attr(7, "IFLA_BOND_ARP_INTERVAL", U32(Host).meaning(Unit("milliseconds")), "time between ARP checks, 0: off"),
    attr(8, "IFLA_BOND_ARP_IP_TARGET", Nested(&BOND_IP_TARGETS), "addresses for ARP checks"),
    attr(9, "IFLA_BOND_ARP_VALIDATE", U32(Host).meaning(Number), "which members check ARP replies"),
    attr(10, "IFLA_BOND_ARP_ALL_TARGETS", U32(Host).meaning(Number), "1: all targets must answer"),
    attr(11, "IFLA_BOND_PRIMARY", U32(Host).meaning(Interface), "preferred member"),
    attr(12, "IFLA_BOND_PRIMARY_RESELECT", U8.meaning(Number), "when to go back to it: 0 always, 1 better, 2 failure"),
    attr(13, "IFLA_BOND_FAIL_OVER_MAC", U8.meaning(Number), "addresses: 0 all the same, 1 of the member in use, 2 follow"),
    attr(14, "IFLA_BOND_XMIT_HASH_POLICY", U8.meaning(Number), "what chooses the member: 0 frames, 1 ports, 2 both, …"),
    attr(15, "IFLA_BOND_RESEND_IGMP", U32(Host).meaning(Number), "group reports after a failover"),
    attr(16, "IFLA_BOND_NUM_PEER_NOTIF", U8.meaning(Number), "announcements after a failover"),
    attr(17, "IFLA_BOND_ALL_SLAVES_ACTIVE", U8.meaning(Number), "1: receive on members not in use"),
    attr(18, "IFLA_BOND_MIN_LINKS", U32(Host).meaning(Number), "members needed for a carrier"),
    attr(19, "IFLA_BOND_LP_INTERVAL", U32(Host).meaning(Unit("seconds")), "time between learning packets"),
    attr(20, "IFLA_BOND_PACKETS_PER_SLAVE", U32(Host).meaning(Unit("packets")), "sent before the next member's turn"),
    attr(21, "IFLA_BOND_AD_LACP_RATE", U8.meaning(Number), "LACP packets: 0 every 30 seconds, 1 every second"),
    attr(22, "IFLA_BOND_AD_SELECT", U8.meaning(Number), "choice of aggregate: 0 stable, 1 bandwidth, 2 count, 3 priority"),
    attr(23, "IFLA_BOND_AD_INFO", Nested(&IFLA_BOND_AD_INFO), "aggregate in use (802.3ad)"),
    attr(24, "IFLA_BOND_AD_ACTOR_SYS_PRIO", U16(Host).meaning(Number), "system priority (LACP)"),
    attr(25, "IFLA_BOND_AD_USER_PORT_KEY", U16(Host).meaning(Number), "upper bits of the port key"),
    attr(26, "IFLA_BOND_AD_ACTOR_SYSTEM", Hardware, "system address (LACP)"),
    attr(27, "IFLA_BOND_TLB_DYNAMIC_LB", U8.meaning(Number), "1: move flows to balance load"),
    attr(28, "IFLA_BOND_PEER_NOTIF_DELAY", U32(Host).meaning(Unit("milliseconds")), "time between announcements"),
    attr(29, "IFLA_BOND_AD_LACP_ACTIVE", U8.meaning(Number), "1: send LACP packets unasked"),
    attr(30, "IFLA_BOND_MISSED_MAX", U8.meaning(Number), "failed ARP checks before a member is given up"),
    attr(31, "IFLA_BOND_NS_IP6_TARGET", Nested(&BOND_IP_TARGETS), "IPv6 addresses for checks"),
    attr(32, "IFLA_BOND_COUPLED_CONTROL", U8.meaning(Number), "1: collect and distribute at once"),
    attr(33, "IFLA_BOND_BROADCAST_NEIGH", U8.meaning(Number), "1: send ARP and neighbour packets on all members"),
    attr(34, "IFLA_BOND_LACP_STRICT", U8.meaning(Number), "1: no carrier without a partner"),
]);

/// The targets of a bond; the attribute type is the position.
static BOND_IP_TARGETS: Set = list("BOND_IP_TARGETS", &NLATTR, &BOND_IP_TARGET);
static BOND_IP_TARGET: Attr = attr(0, "a target", Ip, "target, numbered by its position");

/// `IFLA_BOND_AD_INFO_…`
#[rustfmt::skip]
pub static IFLA_BOND_AD_INFO: Set = set("IFLA_BOND_AD_INFO", &NLATTR, &[
    attr(1, "IFLA_BOND_AD_INFO_AGGREGATOR", U16(Host).meaning(Number), "number of the aggregate"),
    attr(2, "IFLA_BOND_AD_INFO_NUM_PORTS", U16(Host).meaning(Unit("ports")), "in the aggregate"),
    attr(3, "IFLA_BOND_AD_INFO_ACTOR_KEY", U16(Host).meaning(Number), "key of this side"),
    attr(4, "IFLA_BOND_AD_INFO_PARTNER_KEY", U16(Host).meaning(Number), "key of the other side"),
    attr(5, "IFLA_BOND_AD_INFO_PARTNER_MAC", Hardware, "system address of the other side"),
]);

/// `IFLA_BOND_SLAVE_…`: what a bond knows about a member.
#[rustfmt::skip]
pub static IFLA_BOND_SLAVE: Set = set("IFLA_BOND_SLAVE", &NLATTR, &[
    attr(1, "IFLA_BOND_SLAVE_STATE", U8.meaning(Number), "0: in use, 1: backup"),
    attr(2, "IFLA_BOND_SLAVE_MII_STATUS", U8.meaning(Number), "link: 0 up, 1 failing, 2 down, 3 coming back"),
    attr(3, "IFLA_BOND_SLAVE_LINK_FAILURE_COUNT", U32(Host).meaning(Number), "times its link was lost"),
    attr(4, "IFLA_BOND_SLAVE_PERM_HWADDR", Hardware, "address before it joined"),
    attr(5, "IFLA_BOND_SLAVE_QUEUE_ID", U16(Host).meaning(Number), "transmit queue bound to it"),
    attr(6, "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID", U16(Host).meaning(Number), "its aggregate"),
    attr(7, "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE", U8.meaning(Flags(&[])), "LACP state of this side"),
    attr(8, "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE", U16(Host).meaning(Flags(&[])), "LACP state of the other side"),
    attr(9, "IFLA_BOND_SLAVE_PRIO", S32.meaning(Number), "priority as the next in use"),
    attr(10, "IFLA_BOND_SLAVE_ACTOR_PORT_PRIO", U16(Host).meaning(Number), "port priority (LACP)"),
    attr(11, "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE", U8.meaning(Number), "0: watching, 1: settled, 2: unstable"),
    attr(12, "IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE", U8.meaning(Number), "same, of the other side"),
]);

/// `IFLA_GENEVE_…`
#[rustfmt::skip]
pub static IFLA_GENEVE: Set = set("IFLA_GENEVE", &NLATTR, &[
    attr(1, "IFLA_GENEVE_ID", U32(Host).meaning(Number), "tunnel ID (VNI)"),
    attr(2, "IFLA_GENEVE_REMOTE", Ip, "remote IPv4 address"),
    attr(3, "IFLA_GENEVE_TTL", U8.meaning(Unit("hops")), "time to live of packets, 0: default"),
    attr(4, "IFLA_GENEVE_TOS", U8.meaning(Number), "type of service, 1: copy the inner packet's"),
    attr(5, "IFLA_GENEVE_PORT", U16(Network).meaning(Number), "destination UDP port"),
    attr(6, "IFLA_GENEVE_COLLECT_METADATA", Flag, "routes set the tunnel parameters"),
    attr(7, "IFLA_GENEVE_REMOTE6", Ip, "remote IPv6 address"),
    attr(8, "IFLA_GENEVE_UDP_CSUM", U8.meaning(Number), "1: UDP checksums over IPv4"),
    attr(9, "IFLA_GENEVE_UDP_ZERO_CSUM6_TX", U8.meaning(Number), "1: send no checksum over IPv6"),
    attr(10, "IFLA_GENEVE_UDP_ZERO_CSUM6_RX", U8.meaning(Number), "1: accept no checksum over IPv6"),
    attr(11, "IFLA_GENEVE_LABEL", U32(Network).meaning(Number), "IPv6 flow label of packets"),
    attr(12, "IFLA_GENEVE_TTL_INHERIT", U8.meaning(Number), "1: copy the inner time to live"),
    attr(13, "IFLA_GENEVE_DF", U8.meaning(Number), "do not fragment: 0 no, 1 yes, 2 as the inner packet"),
    attr(14, "IFLA_GENEVE_INNER_PROTO_INHERIT", Flag, "carries packets without an Ethernet header"),
    attr(15, "IFLA_GENEVE_PORT_RANGE", Struct(&IFLA_GENEVE_PORT_RANGE), "source ports"),
    attr(16, "IFLA_GENEVE_GRO_HINT", Flag, "sends hints for merging packets"),
    attr(17, "IFLA_GENEVE_LOCAL", Ip, "local IPv4 address"),
    attr(18, "IFLA_GENEVE_LOCAL6", Ip, "local IPv6 address"),
]);

/// `struct ifla_geneve_port_range`
#[rustfmt::skip]
pub static IFLA_GENEVE_PORT_RANGE: Layout = Layout {
    c_name: "ifla_geneve_port_range",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U16(Network), "low", Number, "first port"),
        field(2, U16(Network), "high", Number, "last port"),
    ],
};
const _: () = assert!(IFLA_GENEVE_PORT_RANGE.size() == 4 && IFLA_GENEVE_PORT_RANGE.has_no_hole());

/// `IFLA_BAREUDP_…`
#[rustfmt::skip]
pub static IFLA_BAREUDP: Set = set("IFLA_BAREUDP", &NLATTR, &[
    attr(1, "IFLA_BAREUDP_PORT", U16(Network).meaning(Number), "destination UDP port"),
    attr(2, "IFLA_BAREUDP_ETHERTYPE", U16(Network).meaning(OneOf(ETH_P)), "protocol of the packets inside"),
    attr(3, "IFLA_BAREUDP_SRCPORT_MIN", U16(Host).meaning(Number), "lowest source port"),
    attr(4, "IFLA_BAREUDP_MULTIPROTO_MODE", Flag, "also related protocols"),
]);

/// `IFLA_MACSEC_…`
#[rustfmt::skip]
pub static IFLA_MACSEC: Set = set("IFLA_MACSEC", &NLATTR, &[
    attr(1, "IFLA_MACSEC_SCI", U64(Network).meaning(Flags(&[])), "secure channel: address and port"),
    attr(2, "IFLA_MACSEC_PORT", U16(Network).meaning(Number), "port of the secure channel"),
    attr(3, "IFLA_MACSEC_ICV_LEN", U8.meaning(Unit("bytes")), "integrity check value"),
    attr(4, "IFLA_MACSEC_CIPHER_SUITE", U64(Host).meaning(Flags(&[])), "cipher suite"),
    attr(5, "IFLA_MACSEC_WINDOW", U32(Host).meaning(Unit("packets")), "that may be late"),
    attr(6, "IFLA_MACSEC_ENCODING_SA", U8.meaning(Number), "security association for sending"),
    attr(7, "IFLA_MACSEC_ENCRYPT", U8.meaning(Number), "1: encrypt"),
    attr(8, "IFLA_MACSEC_PROTECT", U8.meaning(Number), "1: protect outgoing frames"),
    attr(9, "IFLA_MACSEC_INC_SCI", U8.meaning(Number), "1: channel in every frame"),
    attr(10, "IFLA_MACSEC_ES", U8.meaning(Number), "1: end station"),
    attr(11, "IFLA_MACSEC_SCB", U8.meaning(Number), "1: single copy broadcast"),
    attr(12, "IFLA_MACSEC_REPLAY_PROTECT", U8.meaning(Number), "1: drop repeated frames"),
    attr(13, "IFLA_MACSEC_VALIDATION", U8.meaning(Number), "bad frames: 0 accept, 1 count, 2 drop"),
    attr(14, "IFLA_MACSEC_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(15, "IFLA_MACSEC_OFFLOAD", U8.meaning(Number), "0: software, 1: PHY, 2: MAC"),
]);

/// `IFLA_XFRM_…`
#[rustfmt::skip]
pub static IFLA_XFRM: Set = set("IFLA_XFRM", &NLATTR, &[
    attr(1, "IFLA_XFRM_LINK", U32(Host).meaning(Interface), "interface below"),
    attr(2, "IFLA_XFRM_IF_ID", U32(Host).meaning(Number), "links it with IPsec policies"),
    attr(3, "IFLA_XFRM_COLLECT_METADATA", Flag, "routes choose the ID"),
]);

/// `IFLA_GTP_…`
#[rustfmt::skip]
pub static IFLA_GTP: Set = set("IFLA_GTP", &NLATTR, &[
    attr(1, "IFLA_GTP_FD0", U32(Host).meaning(Number), "request: socket for GTP version 0"),
    attr(2, "IFLA_GTP_FD1", U32(Host).meaning(Number), "request: socket for GTP version 1"),
    attr(3, "IFLA_GTP_PDP_HASHSIZE", U32(Host).meaning(Number), "slots of the session table"),
    attr(4, "IFLA_GTP_ROLE", U32(Host).meaning(Number), "0: gateway (GGSN), 1: serving node (SGSN)"),
    attr(5, "IFLA_GTP_CREATE_SOCKETS", U8.meaning(Number), "request: 1 creates the sockets"),
    attr(6, "IFLA_GTP_RESTART_COUNT", U8.meaning(Number), "restart counter in echo replies"),
    attr(7, "IFLA_GTP_LOCAL", Ip, "request: local IPv4 address"),
    attr(8, "IFLA_GTP_LOCAL6", Ip, "request: local IPv6 address"),
]);

/// `IFLA_HSR_…`: a ring or two networks for redundancy.
#[rustfmt::skip]
pub static IFLA_HSR: Set = set("IFLA_HSR", &NLATTR, &[
    attr(1, "IFLA_HSR_SLAVE1", U32(Host).meaning(Interface), "first interface"),
    attr(2, "IFLA_HSR_SLAVE2", U32(Host).meaning(Interface), "second interface"),
    attr(3, "IFLA_HSR_MULTICAST_SPEC", U8.meaning(Number), "request: last byte of the supervision address"),
    attr(4, "IFLA_HSR_SUPERVISION_ADDR", Hardware, "destination of supervision frames"),
    attr(5, "IFLA_HSR_SEQ_NR", U16(Host).meaning(Number), "current sequence number"),
    attr(6, "IFLA_HSR_VERSION", U8.meaning(Number), "request: version of HSR"),
    attr(7, "IFLA_HSR_PROTOCOL", U8.meaning(Number), "0: HSR, a ring, 1: PRP, two networks"),
    attr(8, "IFLA_HSR_INTERLINK", U32(Host).meaning(Interface), "interface to devices outside the ring"),
]);

/// `IFLA_RMNET_…`
#[rustfmt::skip]
pub static IFLA_RMNET: Set = set("IFLA_RMNET", &NLATTR, &[
    attr(1, "IFLA_RMNET_MUX_ID", U16(Host).meaning(Number), "channel of the modem"),
    attr(2, "IFLA_RMNET_FLAGS", Struct(&IFLA_RMNET_FLAGS), "format of frames"),
]);

/// `struct ifla_rmnet_flags`
#[rustfmt::skip]
pub static IFLA_RMNET_FLAGS: Layout = Layout {
    c_name: "ifla_rmnet_flags",
    header: "linux/if_link.h",
    man: "ip-link(8)",
    fields: &[
        field(0, U32(Host), "flags", Flags(&[]), "flags"),
        field(4, U32(Host), "mask", Flags(&[]), "request: flags to change"),
    ],
};
const _: () = assert!(IFLA_RMNET_FLAGS.size() == 8 && IFLA_RMNET_FLAGS.has_no_hole());

/// `IFLA_OVPN_…`
#[rustfmt::skip]
pub static IFLA_OVPN: Set = set("IFLA_OVPN", &NLATTR, &[
    attr(1, "IFLA_OVPN_MODE", U8.meaning(Number), "0: one peer, 1: several peers"),
]);

/// `VXLAN_VNIFILTER_…`: the tunnel IDs that a VXLAN interface accepts.
#[rustfmt::skip]
pub static VXLAN_VNIFILTER: Set = set("VXLAN_VNIFILTER", &NLATTR, &[
    attr(1, "VXLAN_VNIFILTER_ENTRY", Nested(&VXLAN_VNIFILTER_ENTRY), "range of tunnel IDs"),
]);

/// `VXLAN_VNIFILTER_ENTRY_…`
#[rustfmt::skip]
pub static VXLAN_VNIFILTER_ENTRY: Set = set("VXLAN_VNIFILTER_ENTRY", &NLATTR, &[
    attr(1, "VXLAN_VNIFILTER_ENTRY_START", U32(Host).meaning(Number), "first tunnel ID"),
    attr(2, "VXLAN_VNIFILTER_ENTRY_END", U32(Host).meaning(Number), "last tunnel ID"),
    attr(3, "VXLAN_VNIFILTER_ENTRY_GROUP", Ip, "IPv4 group or remote address"),
    attr(4, "VXLAN_VNIFILTER_ENTRY_GROUP6", Ip, "IPv6 group or remote address"),
    attr(5, "VXLAN_VNIFILTER_ENTRY_STATS", Nested(&VNIFILTER_ENTRY_STATS), "counters"),
]);

/// `VNIFILTER_ENTRY_STATS_…`
#[rustfmt::skip]
pub static VNIFILTER_ENTRY_STATS: Set = set("VNIFILTER_ENTRY_STATS", &NLATTR, &[
    attr(1, "VNIFILTER_ENTRY_STATS_RX_BYTES", U64(Host).meaning(Unit("bytes")), "received"),
    attr(2, "VNIFILTER_ENTRY_STATS_RX_PKTS", U64(Host).meaning(Unit("packets")), "received"),
    attr(3, "VNIFILTER_ENTRY_STATS_RX_DROPS", U64(Host).meaning(Unit("packets")), "received and dropped"),
    attr(4, "VNIFILTER_ENTRY_STATS_RX_ERRORS", U64(Host).meaning(Unit("packets")), "bad, received"),
    attr(5, "VNIFILTER_ENTRY_STATS_TX_BYTES", U64(Host).meaning(Unit("bytes")), "sent"),
    attr(6, "VNIFILTER_ENTRY_STATS_TX_PKTS", U64(Host).meaning(Unit("packets")), "sent"),
    attr(7, "VNIFILTER_ENTRY_STATS_TX_DROPS", U64(Host).meaning(Unit("packets")), "outgoing, dropped"),
    attr(8, "VNIFILTER_ENTRY_STATS_TX_ERRORS", U64(Host).meaning(Unit("packets")), "could not be sent"),
    attr(9, "VNIFILTER_ENTRY_STATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tunnel_msg`, the struct of every message about tunnel IDs.
#[rustfmt::skip]
pub static TUNNEL_MSG: Layout = Layout {
    c_name: "tunnel_msg",
    header: "linux/if_link.h",
    man: "bridge(8)",
    fields: &[
        field(0, U8, "family", OneOf(FAMILIES), "always AF_BRIDGE"),
        field(1, U8, "flags", Flags(TUNNEL_MSG_FLAG), "request: what to report"),
        field(2, Pad(2), "reserved2", Reserved, "zero"),
        field(4, U32(Host), "ifindex", Interface, "VXLAN interface, 0 in a request for all"),
    ],
};
const _: () = assert!(TUNNEL_MSG.size() == 8 && TUNNEL_MSG.has_no_hole());

/// `TUNNEL_MSG_FLAG_…`
#[rustfmt::skip]
pub const TUNNEL_MSG_FLAG: &[Name] = &[
    name(0x1, "TUNNEL_MSG_FLAG_STATS", "with counters"),
];
