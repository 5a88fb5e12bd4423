//! `include/uapi/linux/nexthop.h`: next hops as objects of their own, shared by many routes.

use crate::uapi::lwtunnel::{ENCAPS, LWTUNNEL_ENCAP, encap};
use crate::uapi::netlink::NLATTR;
use crate::uapi::rtnetlink::{RT_SCOPE, RTM_F, RTPROT};
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    CStruct, Context,
    Kind::{Pad, U8, U16, U32, U64},
    Layout,
    Meaning::{Flags, Interface, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::Host,
    Set,
    Shape::{self, Flag, Ip, Nested, Opaque, Structs},
    attr, field, name, set,
};

/// `struct nhmsg`: the struct of every message about a next hop.
#[rustfmt::skip]
pub static NHMSG: Layout = Layout {
    c_name: "nhmsg",
    header: "linux/nexthop.h",
    man: "ip-nexthop(8)",
    fields: &[
        field(0, U8, "nh_family", OneOf(FAMILIES), "address family of the gateway"),
        field(1, U8, "nh_scope", OneOf(RT_SCOPE), "distance of the gateway, set by the kernel"),
        field(2, U8, "nh_protocol", OneOf(RTPROT), "what installed it"),
        field(3, Pad(1), "resvd", Reserved, "zero"),
        field(4, U32(Host), "nh_flags", Flags(RTM_F), "state of the next hop"),
    ],
};
const _: () = assert!(NHMSG.size() == 8 && NHMSG.has_no_hole());

/// `struct nhmsg`: the type of its members; its table is [`NHMSG`].
#[doc(alias = "nhmsg")]
pub enum Nhmsg {}

impl CStruct for Nhmsg {
    const LAYOUT: &'static Layout = &NHMSG;
}

/// `nh_family`
pub const NH_FAMILY: Member<Nhmsg> = Member::named("nh_family");
/// `nh_scope`
pub const NH_SCOPE: Member<Nhmsg> = Member::named("nh_scope");
/// `nh_protocol`
pub const NH_PROTOCOL: Member<Nhmsg> = Member::named("nh_protocol");
/// `nh_flags`
pub const NH_FLAGS: Member<Nhmsg> = Member::named("nh_flags");

pub const NHA_ID: u16 = 1;
pub const NHA_GROUP: u16 = 2;
pub const NHA_GROUP_TYPE: u16 = 3;
pub const NHA_BLACKHOLE: u16 = 4;
pub const NHA_OIF: u16 = 5;
pub const NHA_GATEWAY: u16 = 6;
pub const NHA_ENCAP_TYPE: u16 = 7;
pub const NHA_ENCAP: u16 = 8;
pub const NHA_FDB: u16 = 11;
pub const NHA_RES_GROUP: u16 = 12;
pub const NHA_RES_BUCKET: u16 = 13;
pub const NHA_GROUP_STATS: u16 = 15;

/// `NHA_…`: the attributes of a next hop.
#[rustfmt::skip]
pub static NHA: Set = set("NHA", &NLATTR, &[
    attr(NHA_ID, "NHA_ID", U32(Host).meaning(Number), "ID, used by routes"),
    attr(NHA_GROUP, "NHA_GROUP", Structs(&NEXTHOP_GRP), "group: the next hops to choose from"),
    attr(NHA_GROUP_TYPE, "NHA_GROUP_TYPE", U16(Host).meaning(OneOf(NEXTHOP_GRP_TYPE)), "how the group chooses"),
    attr(NHA_BLACKHOLE, "NHA_BLACKHOLE", Flag, "drop packets"),
    attr(NHA_OIF, "NHA_OIF", U32(Host).meaning(Interface), "outgoing interface"),
    attr(NHA_GATEWAY, "NHA_GATEWAY", Ip, "gateway"),
    attr(NHA_ENCAP_TYPE, "NHA_ENCAP_TYPE", U16(Host).meaning(OneOf(LWTUNNEL_ENCAP)), "type of encapsulation"),
    attr(NHA_ENCAP, "NHA_ENCAP", Shape::Choose(nexthop_encap, ENCAPS), "encapsulation, depends on its type"),
    attr(9, "NHA_GROUPS", Flag, "request: only groups"),
    attr(10, "NHA_MASTER", U32(Host).meaning(Interface), "request: only members of this interface"),
    attr(NHA_FDB, "NHA_FDB", Flag, "for a bridge table, not for routes"),
    attr(NHA_RES_GROUP, "NHA_RES_GROUP", Nested(&NHA_RES_GROUP_ATTRS), "resilient group: buckets and timers"),
    attr(NHA_RES_BUCKET, "NHA_RES_BUCKET", Nested(&NHA_RES_BUCKET_ATTRS), "bucket of a resilient group"),
    attr(14, "NHA_OP_FLAGS", U32(Host).meaning(Flags(NHA_OP_FLAG)), "what to report, or what is reported"),
    attr(NHA_GROUP_STATS, "NHA_GROUP_STATS", Nested(&NHA_GROUP_STATS_ATTRS), "group: counters"),
    attr(16, "NHA_HW_STATS_ENABLE", U32(Host).meaning(Number), "1: count in hardware"),
    attr(17, "NHA_HW_STATS_USED", U32(Host).meaning(Number), "1: hardware counts"),
]);

fn nexthop_encap(context: &Context<'_>) -> Shape {
    encap(context, &NHA, NHA_ENCAP_TYPE)
}

/// `struct nexthop_grp`: a member of a group.
#[rustfmt::skip]
pub static NEXTHOP_GRP: Layout = Layout {
    c_name: "nexthop_grp",
    header: "linux/nexthop.h",
    man: "ip-nexthop(8)",
    fields: &[
        field(0, U32(Host), "id", Number, "ID of the next hop"),
        field(4, U8, "weight", Number, "weight minus 1"),
        // Called `resvd1` before Linux 6.12.
        field(5, U8, "weight_high", Number, "upper 8 bits of the weight"),
        field(6, Pad(2), "resvd2", Reserved, "zero"),
    ],
};
const _: () = assert!(NEXTHOP_GRP.size() == 8 && NEXTHOP_GRP.has_no_hole());

/// `struct nexthop_grp`: the type of its members; its table is [`NEXTHOP_GRP`].
#[doc(alias = "nexthop_grp")]
pub enum NexthopGrp {}

impl CStruct for NexthopGrp {
    const LAYOUT: &'static Layout = &NEXTHOP_GRP;
}

/// `id`
pub const NEXTHOP_GRP_ID: Member<NexthopGrp> = Member::named("id");
/// `weight`
pub const NEXTHOP_GRP_WEIGHT: Member<NexthopGrp> = Member::named("weight");
/// `weight_high`
pub const NEXTHOP_GRP_WEIGHT_HIGH: Member<NexthopGrp> = Member::named("weight_high");

/// `NEXTHOP_GRP_TYPE_…`
#[rustfmt::skip]
pub const NEXTHOP_GRP_TYPE: &[Name] = &[
    name(0, "NEXTHOP_GRP_TYPE_MPATH", "by hash, a change moves many flows"),
    name(1, "NEXTHOP_GRP_TYPE_RES", "by buckets, a change moves few flows"),
];

/// `NHA_OP_FLAG_…`
#[rustfmt::skip]
pub const NHA_OP_FLAG: &[Name] = &[
    name(0x1, "NHA_OP_FLAG_DUMP_STATS", "counters"),
    name(0x2, "NHA_OP_FLAG_DUMP_HW_STATS", "hardware counters"),
    name(0x8000_0000, "NHA_OP_FLAG_RESP_GRP_RESVD_0", "reserved bits of group members are 0"),
];

/// `NHA_RES_GROUP_…`: a resilient group.
#[rustfmt::skip]
pub static NHA_RES_GROUP_ATTRS: Set = set("NHA_RES_GROUP", &NLATTR, &[
    attr(0, "NHA_RES_GROUP_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(1, "NHA_RES_GROUP_BUCKETS", U16(Host).meaning(Number), "number of buckets"),
    attr(2, "NHA_RES_GROUP_IDLE_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "idle time before a bucket may move"),
    attr(3, "NHA_RES_GROUP_UNBALANCED_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "time before a forced move, 0: never"),
    attr(4, "NHA_RES_GROUP_UNBALANCED_TIME", U64(Host).meaning(Unit("hundredths of a second")), "time spent unbalanced"),
]);

pub const NHA_RES_BUCKET_INDEX: u16 = 1;
pub const NHA_RES_BUCKET_IDLE_TIME: u16 = 2;
pub const NHA_RES_BUCKET_NH_ID: u16 = 3;

/// `NHA_RES_BUCKET_…`: a bucket of a resilient group.
#[rustfmt::skip]
pub static NHA_RES_BUCKET_ATTRS: Set = set("NHA_RES_BUCKET", &NLATTR, &[
    attr(0, "NHA_RES_BUCKET_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(NHA_RES_BUCKET_INDEX, "NHA_RES_BUCKET_INDEX", U16(Host).meaning(Number), "index of the bucket"),
    attr(NHA_RES_BUCKET_IDLE_TIME, "NHA_RES_BUCKET_IDLE_TIME", U64(Host).meaning(Unit("hundredths of a second")), "idle time"),
    attr(NHA_RES_BUCKET_NH_ID, "NHA_RES_BUCKET_NH_ID", U32(Host).meaning(Number), "next hop that it belongs to"),
]);

/// A list of `NHA_GROUP_STATS_ENTRY`.
#[rustfmt::skip]
pub static NHA_GROUP_STATS_ATTRS: Set = set("NHA_GROUP_STATS", &NLATTR, &[
    attr(1, "NHA_GROUP_STATS_ENTRY", Nested(&NHA_GROUP_STATS_ENTRY), "counters of a member"),
]);

/// `NHA_GROUP_STATS_ENTRY_…`
#[rustfmt::skip]
pub static NHA_GROUP_STATS_ENTRY: Set = set("NHA_GROUP_STATS_ENTRY", &NLATTR, &[
    attr(1, "NHA_GROUP_STATS_ENTRY_ID", U32(Host).meaning(Number), "ID of the next hop"),
    attr(2, "NHA_GROUP_STATS_ENTRY_PACKETS", Shape::Uint(Unit("packets")), "packets sent to it"),
    attr(3, "NHA_GROUP_STATS_ENTRY_PACKETS_HW", Shape::Uint(Unit("packets")), "those sent by hardware"),
]);
