//! `include/uapi/linux/neighbour.h`: neighbours on a link, and the tables of them.

use crate::uapi::netlink::NLATTR;
use crate::uapi::rtnetlink::{RTATTR, RTN, RTPROT};
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    CStruct,
    Kind::{Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{Flags, Interface, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{Flag, Hardware, Ip, Nested, Opaque, Struct, Text},
    array, attr, field, name, set,
};

/// `struct ndmsg`: the struct of every message about a neighbour.
#[rustfmt::skip]
pub static NDMSG: Layout = Layout {
    c_name: "ndmsg",
    header: "linux/neighbour.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "ndm_family", OneOf(FAMILIES), "address family, AF_BRIDGE: bridge table"),
        field(1, Pad(1), "ndm_pad1", Reserved, "zero"),
        field(2, Pad(2), "ndm_pad2", Reserved, "zero"),
        field(4, S32, "ndm_ifindex", Interface, "interface of the neighbour"),
        field(8, U16(Host), "ndm_state", Flags(NUD), "state of the entry"),
        field(10, U8, "ndm_flags", Flags(NTF), "flags of the entry"),
        field(11, U8, "ndm_type", OneOf(RTN), "unicast, multicast, …"),
    ],
};
const _: () = assert!(NDMSG.size() == 12 && NDMSG.has_no_hole());

/// `struct ndmsg`: the type of its members; its table is [`NDMSG`].
#[doc(alias = "ndmsg")]
pub enum Ndmsg {}

impl CStruct for Ndmsg {
    const LAYOUT: &'static Layout = &NDMSG;
}

/// `ndm_family`
pub const NDM_FAMILY: Member<Ndmsg> = Member::named("ndm_family");
/// `ndm_ifindex`
pub const NDM_IFINDEX: Member<Ndmsg> = Member::named("ndm_ifindex");
/// `ndm_state`
pub const NDM_STATE: Member<Ndmsg> = Member::named("ndm_state");
/// `ndm_flags`
pub const NDM_FLAGS: Member<Ndmsg> = Member::named("ndm_flags");
/// `ndm_type`
pub const NDM_TYPE: Member<Ndmsg> = Member::named("ndm_type");

/// `NUD_…`: the state of a neighbour (arp(7)).
#[rustfmt::skip]
pub const NUD: &[Name] = &[
    name(0x01, "NUD_INCOMPLETE", "being resolved"),
    name(0x02, "NUD_REACHABLE", "confirmed recently"),
    name(0x04, "NUD_STALE", "not confirmed recently"),
    name(0x08, "NUD_DELAY", "waiting for a confirmation"),
    name(0x10, "NUD_PROBE", "being probed"),
    name(0x20, "NUD_FAILED", "did not answer"),
    name(0x40, "NUD_NOARP", "needs no resolution"),
    name(0x80, "NUD_PERMANENT", "set by the administrator"),
];

pub const NTF_PROXY: u64 = 0x08;
pub const NTF_EXT_LEARNED: u64 = 0x10;
pub const NTF_OFFLOADED: u64 = 0x20;
pub const NTF_ROUTER: u64 = 0x80;

/// `NTF_…`: the flags of a neighbour.
#[rustfmt::skip]
pub const NTF: &[Name] = &[
    name(0x01, "NTF_USE", "request: resolve it now"),
    name(0x02, "NTF_SELF", "entry in the device's own table"),
    name(0x04, "NTF_MASTER", "entry in the bridge's table"),
    name(NTF_PROXY, "NTF_PROXY", "answer on its behalf"),
    name(NTF_EXT_LEARNED, "NTF_EXT_LEARNED", "learned from outside the kernel"),
    name(NTF_OFFLOADED, "NTF_OFFLOADED", "in hardware"),
    name(0x40, "NTF_STICKY", "never moves to a different port"),
    name(NTF_ROUTER, "NTF_ROUTER", "is a router"),
];

pub const NTF_EXT_MANAGED: u64 = 0x1;

/// `NTF_EXT_…`
#[rustfmt::skip]
pub const NTF_EXT: &[Name] = &[
    name(NTF_EXT_MANAGED, "NTF_EXT_MANAGED", "kept resolved by the kernel"),
    name(0x2, "NTF_EXT_LOCKED", "locked, traffic not allowed"),
    name(0x4, "NTF_EXT_EXT_VALIDATED", "validated from outside the kernel"),
];

pub const NDA_DST: u16 = 1;
pub const NDA_LLADDR: u16 = 2;
pub const NDA_CACHEINFO: u16 = 3;
pub const NDA_PROBES: u16 = 4;
pub const NDA_IFINDEX: u16 = 8;
pub const NDA_PROTOCOL: u16 = 12;
pub const NDA_FLAGS_EXT: u16 = 15;

/// `NDA_…`: the attributes of a neighbour.
#[rustfmt::skip]
pub static NDA: Set = set("NDA", &RTATTR, &[
    attr(NDA_DST, "NDA_DST", Ip, "IP address"),
    attr(NDA_LLADDR, "NDA_LLADDR", Hardware, "link-layer address"),
    attr(NDA_CACHEINFO, "NDA_CACHEINFO", Struct(&NDA_CACHEINFO_STRUCT), "times of the entry"),
    attr(NDA_PROBES, "NDA_PROBES", U32(Host).meaning(Number), "probes sent"),
    attr(5, "NDA_VLAN", U16(Host).meaning(Number), "VLAN ID"),
    attr(6, "NDA_PORT", U16(Network).meaning(Number), "remote UDP port"),
    attr(7, "NDA_VNI", U32(Host).meaning(Number), "VXLAN ID of the remote side"),
    attr(NDA_IFINDEX, "NDA_IFINDEX", U32(Host).meaning(Interface), "outgoing interface"),
    attr(9, "NDA_MASTER", U32(Host).meaning(Interface), "bridge"),
    attr(10, "NDA_LINK_NETNSID", S32.meaning(Number), "namespace of that interface"),
    attr(11, "NDA_SRC_VNI", U32(Host).meaning(Number), "VXLAN ID of incoming packets"),
    attr(NDA_PROTOCOL, "NDA_PROTOCOL", U8.meaning(OneOf(RTPROT)), "what added the entry"),
    attr(13, "NDA_NH_ID", U32(Host).meaning(Number), "next-hop object"),
    attr(14, "NDA_FDB_EXT_ATTRS", Nested(&NFEA), "more about a bridge entry"),
    attr(NDA_FLAGS_EXT, "NDA_FLAGS_EXT", U32(Host).meaning(Flags(NTF_EXT)), "more flags of the entry"),
    attr(16, "NDA_NDM_STATE_MASK", U16(Host).meaning(Flags(NUD)), "request: states to match"),
    attr(17, "NDA_NDM_FLAGS_MASK", U8.meaning(Flags(NTF)), "request: flags to match"),
]);

/// `NFEA_…`: more about a bridge's entry.
#[rustfmt::skip]
pub static NFEA: Set = set("NFEA", &NLATTR, &[
    attr(1, "NFEA_ACTIVITY_NOTIFY", U8.meaning(Flags(FDB_NOTIFY)), "report when it becomes active or inactive"),
    attr(2, "NFEA_DONT_REFRESH", Flag, "request: do not reset its age"),
]);

/// `FDB_NOTIFY_…`
#[rustfmt::skip]
pub const FDB_NOTIFY: &[Name] = &[
    name(0x1, "FDB_NOTIFY_BIT", "report activity"),
    name(0x2, "FDB_NOTIFY_INACTIVE_BIT", "now inactive"),
];

/// `struct nda_cacheinfo`
#[rustfmt::skip]
pub static NDA_CACHEINFO_STRUCT: Layout = Layout {
    c_name: "nda_cacheinfo",
    header: "linux/neighbour.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "ndm_confirmed", Unit("hundredths of a second"), "time since the last confirmation"),
        field(4, U32(Host), "ndm_used", Unit("hundredths of a second"), "time since the last use"),
        field(8, U32(Host), "ndm_updated", Unit("hundredths of a second"), "time since the last update"),
        field(12, U32(Host), "ndm_refcnt", Number, "users of the entry"),
    ],
};
const _: () = assert!(NDA_CACHEINFO_STRUCT.size() == 16 && NDA_CACHEINFO_STRUCT.has_no_hole());

/// `struct ndtmsg`: the struct of every message about a neighbour table.
#[rustfmt::skip]
pub static NDTMSG: Layout = Layout {
    c_name: "ndtmsg",
    header: "linux/neighbour.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "ndtm_family", OneOf(FAMILIES), "address family of the table"),
        field(1, Pad(1), "ndtm_pad1", Reserved, "zero"),
        field(2, Pad(2), "ndtm_pad2", Reserved, "zero"),
    ],
};
const _: () = assert!(NDTMSG.size() == 4 && NDTMSG.has_no_hole());

/// `struct ndtmsg`: the type of its members; its table is [`NDTMSG`].
#[doc(alias = "ndtmsg")]
pub enum Ndtmsg {}

impl CStruct for Ndtmsg {
    const LAYOUT: &'static Layout = &NDTMSG;
}

/// `ndtm_family`
pub const NDTM_FAMILY: Member<Ndtmsg> = Member::named("ndtm_family");

/// `NDTA_…`: the attributes of a neighbour table.
#[rustfmt::skip]
pub static NDTA: Set = set("NDTA", &NLATTR, &[
    attr(1, "NDTA_NAME", Text, "name of the table"),
    attr(2, "NDTA_THRESH1", U32(Host).meaning(Number), "no garbage collection below this size"),
    attr(3, "NDTA_THRESH2", U32(Host).meaning(Number), "collection soon above this size"),
    attr(4, "NDTA_THRESH3", U32(Host).meaning(Number), "most entries allowed"),
    attr(5, "NDTA_CONFIG", Struct(&NDT_CONFIG), "sizes and state of the table"),
    attr(6, "NDTA_PARMS", Nested(&NDTPA), "timers, of an interface or default"),
    attr(7, "NDTA_STATS", Struct(&NDT_STATS), "counters"),
    attr(8, "NDTA_GC_INTERVAL", U64(Host).meaning(Unit("milliseconds")), "interval of garbage collection"),
    attr(9, "NDTA_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct ndt_config`
#[rustfmt::skip]
pub static NDT_CONFIG: Layout = Layout {
    c_name: "ndt_config",
    header: "linux/neighbour.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U16(Host), "ndtc_key_len", Unit("bytes"), "length of an address"),
        field(2, U16(Host), "ndtc_entry_size", Unit("bytes"), "size of an entry in kernel memory"),
        field(4, U32(Host), "ndtc_entries", Number, "number of entries"),
        field(8, U32(Host), "ndtc_last_flush", Unit("milliseconds"), "time since the last flush"),
        field(12, U32(Host), "ndtc_last_rand", Unit("milliseconds"), "time since the timers were randomised"),
        field(16, U32(Host), "ndtc_hash_rnd", Number, "hash seed"),
        field(20, U32(Host), "ndtc_hash_mask", Flags(&[]), "hash table size minus 1"),
        field(24, U32(Host), "ndtc_hash_chain_gc", Number, "no longer used"),
        field(28, U32(Host), "ndtc_proxy_qlen", Unit("packets"), "packets waiting for a proxy reply"),
    ],
};
const _: () = assert!(NDT_CONFIG.size() == 32 && NDT_CONFIG.has_no_hole());

/// `struct ndt_stats`
#[rustfmt::skip]
pub static NDT_STATS: Layout = Layout {
    c_name: "ndt_stats",
    header: "linux/neighbour.h",
    man: "rtnetlink(7)",
    fields: &array(U64(Host), Number, &[
        ("ndts_allocs", "entries allocated"),
        ("ndts_destroys", "entries destroyed"),
        ("ndts_hash_grows", "hash table resizes"),
        ("ndts_res_failed", "failed resolutions"),
        ("ndts_lookups", "lookups"),
        ("ndts_hits", "successful lookups"),
        ("ndts_rcv_probes_mcast", "multicast solicitations received"),
        ("ndts_rcv_probes_ucast", "unicast solicitations received"),
        ("ndts_periodic_gc_runs", "periodic garbage collections"),
        ("ndts_forced_gc_runs", "forced garbage collections"),
        ("ndts_table_fulls", "times the table was full"),
    ]),
};
const _: () = assert!(NDT_STATS.size() == 88 && NDT_STATS.has_no_hole());

/// `NDTPA_…`: the timers of a neighbour table (arp(7)).
#[rustfmt::skip]
pub static NDTPA: Set = set("NDTPA", &NLATTR, &[
    attr(1, "NDTPA_IFINDEX", U32(Host).meaning(Interface), "interface, absent in the defaults"),
    attr(2, "NDTPA_REFCNT", U32(Host).meaning(Number), "users of these timers"),
    attr(3, "NDTPA_REACHABLE_TIME", U64(Host).meaning(Unit("milliseconds")), "time until stale, randomised"),
    attr(4, "NDTPA_BASE_REACHABLE_TIME", U64(Host).meaning(Unit("milliseconds")), "time until stale, before randomising"),
    attr(5, "NDTPA_RETRANS_TIME", U64(Host).meaning(Unit("milliseconds")), "time between solicitations"),
    attr(6, "NDTPA_GC_STALETIME", U64(Host).meaning(Unit("milliseconds")), "age at which unused entries may go"),
    attr(7, "NDTPA_DELAY_PROBE_TIME", U64(Host).meaning(Unit("milliseconds")), "delay before the first probe"),
    attr(8, "NDTPA_QUEUE_LEN", U32(Host).meaning(Unit("packets")), "packets that may wait for resolution"),
    attr(9, "NDTPA_APP_PROBES", U32(Host).meaning(Number), "probes by a program"),
    attr(10, "NDTPA_UCAST_PROBES", U32(Host).meaning(Number), "unicast probes"),
    attr(11, "NDTPA_MCAST_PROBES", U32(Host).meaning(Number), "multicast probes"),
    attr(12, "NDTPA_ANYCAST_DELAY", U64(Host).meaning(Unit("milliseconds")), "longest delay of anycast replies"),
    attr(13, "NDTPA_PROXY_DELAY", U64(Host).meaning(Unit("milliseconds")), "longest delay of proxy replies"),
    attr(14, "NDTPA_PROXY_QLEN", U32(Host).meaning(Unit("packets")), "packets that may wait for a proxy reply"),
    attr(15, "NDTPA_LOCKTIME", U64(Host).meaning(Unit("milliseconds")), "time during which an entry cannot change"),
    attr(16, "NDTPA_QUEUE_LENBYTES", U32(Host).meaning(Unit("bytes")), "bytes that may wait for resolution"),
    attr(17, "NDTPA_MCAST_REPROBES", U32(Host).meaning(Number), "multicast probes after unicast ones fail"),
    attr(18, "NDTPA_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(19, "NDTPA_INTERVAL_PROBE_TIME_MS", U64(Host).meaning(Unit("milliseconds")), "probe interval of managed neighbours"),
]);
