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
        field(0, U8, "nh_family", OneOf(FAMILIES), "the family of its gateway"),
        field(1, U8, "nh_scope", OneOf(RT_SCOPE), "how far the gateway is; told by the kernel only"),
        field(2, U8, "nh_protocol", OneOf(RTPROT), "who installed it"),
        field(3, Pad(1), "resvd", Reserved, "zero"),
        field(4, U32(Host), "nh_flags", Flags(RTM_F), "its state"),
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
    attr(NHA_ID, "NHA_ID", U32(Host).meaning(Number), "its number, for routes to name it by"),
    attr(NHA_GROUP, "NHA_GROUP", Structs(&NEXTHOP_GRP), "of a group: the next hops to choose from"),
    attr(NHA_GROUP_TYPE, "NHA_GROUP_TYPE", U16(Host).meaning(OneOf(NEXTHOP_GRP_TYPE)), "how the group chooses"),
    attr(NHA_BLACKHOLE, "NHA_BLACKHOLE", Flag, "packets are dropped"),
    attr(NHA_OIF, "NHA_OIF", U32(Host).meaning(Interface), "the interface that packets leave by"),
    attr(NHA_GATEWAY, "NHA_GATEWAY", Ip, "the gateway that packets go to"),
    attr(NHA_ENCAP_TYPE, "NHA_ENCAP_TYPE", U16(Host).meaning(OneOf(LWTUNNEL_ENCAP)), "how packets are wrapped"),
    attr(NHA_ENCAP, "NHA_ENCAP", Shape::Choose(nexthop_encap, ENCAPS), "the wrapping itself, by its type"),
    attr(9, "NHA_GROUPS", Flag, "in a request: only groups"),
    attr(10, "NHA_MASTER", U32(Host).meaning(Interface), "in a request: only those over members of this interface"),
    attr(NHA_FDB, "NHA_FDB", Flag, "for a bridge's table, not for routes"),
    attr(NHA_RES_GROUP, "NHA_RES_GROUP", Nested(&NHA_RES_GROUP_ATTRS), "of a resilient group: its buckets and times"),
    attr(NHA_RES_BUCKET, "NHA_RES_BUCKET", Nested(&NHA_RES_BUCKET_ATTRS), "a bucket of a resilient group"),
    attr(14, "NHA_OP_FLAGS", U32(Host).meaning(Flags(NHA_OP_FLAG)), "in a request: what to tell; in an answer: what is told"),
    attr(NHA_GROUP_STATS, "NHA_GROUP_STATS", Nested(&NHA_GROUP_STATS_ATTRS), "of a group: its counters"),
    attr(16, "NHA_HW_STATS_ENABLE", U32(Host).meaning(Number), "1: count in hardware"),
    attr(17, "NHA_HW_STATS_USED", U32(Host).meaning(Number), "1: the hardware counts"),
]);

fn nexthop_encap(context: &Context<'_>) -> Shape {
    encap(NHA.find(context.around, NHA_ENCAP_TYPE))
}

/// `struct nexthop_grp`: a member of a group.
#[rustfmt::skip]
pub static NEXTHOP_GRP: Layout = Layout {
    c_name: "nexthop_grp",
    header: "linux/nexthop.h",
    man: "ip-nexthop(8)",
    fields: &[
        field(0, U32(Host), "id", Number, "the next hop's number"),
        field(4, U8, "weight", Number, "its weight, less one"),
        // `resvd1` until Linux 6.12.
        field(5, U8, "weight_high", Number, "the upper 8 bits of the weight"),
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
    name(0, "NEXTHOP_GRP_TYPE_MPATH", "by a hash of the packet: a change moves many flows"),
    name(1, "NEXTHOP_GRP_TYPE_RES", "by buckets: a change moves few flows"),
];

/// `NHA_OP_FLAG_…`
#[rustfmt::skip]
pub const NHA_OP_FLAG: &[Name] = &[
    name(0x1, "NHA_OP_FLAG_DUMP_STATS", "counters"),
    name(0x2, "NHA_OP_FLAG_DUMP_HW_STATS", "counters of the hardware"),
    name(0x8000_0000, "NHA_OP_FLAG_RESP_GRP_RESVD_0", "the reserved bits of group members are zero"),
];

/// `NHA_RES_GROUP_…`: a resilient group.
#[rustfmt::skip]
pub static NHA_RES_GROUP_ATTRS: Set = set("NHA_RES_GROUP", &NLATTR, &[
    attr(0, "NHA_RES_GROUP_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(1, "NHA_RES_GROUP_BUCKETS", U16(Host).meaning(Number), "how many buckets it has"),
    attr(2, "NHA_RES_GROUP_IDLE_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "after which an idle bucket may move"),
    attr(3, "NHA_RES_GROUP_UNBALANCED_TIMER", U32(Host).meaning(Unit("hundredths of a second")), "after which one moves all the same; 0 for never"),
    attr(4, "NHA_RES_GROUP_UNBALANCED_TIME", U64(Host).meaning(Unit("hundredths of a second")), "for which it has been out of balance"),
]);

pub const NHA_RES_BUCKET_INDEX: u16 = 1;
pub const NHA_RES_BUCKET_IDLE_TIME: u16 = 2;
pub const NHA_RES_BUCKET_NH_ID: u16 = 3;

/// `NHA_RES_BUCKET_…`: a bucket of a resilient group.
#[rustfmt::skip]
pub static NHA_RES_BUCKET_ATTRS: Set = set("NHA_RES_BUCKET", &NLATTR, &[
    attr(0, "NHA_RES_BUCKET_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(NHA_RES_BUCKET_INDEX, "NHA_RES_BUCKET_INDEX", U16(Host).meaning(Number), "which bucket"),
    attr(NHA_RES_BUCKET_IDLE_TIME, "NHA_RES_BUCKET_IDLE_TIME", U64(Host).meaning(Unit("hundredths of a second")), "for which it has been idle"),
    attr(NHA_RES_BUCKET_NH_ID, "NHA_RES_BUCKET_NH_ID", U32(Host).meaning(Number), "the next hop that it belongs to"),
]);

/// A list of `NHA_GROUP_STATS_ENTRY`.
#[rustfmt::skip]
pub static NHA_GROUP_STATS_ATTRS: Set = set("NHA_GROUP_STATS", &NLATTR, &[
    attr(1, "NHA_GROUP_STATS_ENTRY", Nested(&NHA_GROUP_STATS_ENTRY), "the counters of a member"),
]);

/// `NHA_GROUP_STATS_ENTRY_…`
#[rustfmt::skip]
pub static NHA_GROUP_STATS_ENTRY: Set = set("NHA_GROUP_STATS_ENTRY", &NLATTR, &[
    attr(1, "NHA_GROUP_STATS_ENTRY_ID", U32(Host).meaning(Number), "the next hop's number"),
    attr(2, "NHA_GROUP_STATS_ENTRY_PACKETS", Shape::Uint(Unit("packets")), "that went this way"),
    attr(3, "NHA_GROUP_STATS_ENTRY_PACKETS_HW", Shape::Uint(Unit("packets")), "of them, by the hardware"),
]);
