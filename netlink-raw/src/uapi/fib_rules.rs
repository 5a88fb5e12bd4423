//! `include/uapi/linux/fib_rules.h`: the rules that choose a routing table.

use crate::uapi::in_::IPPROTO;
use crate::uapi::rtnetlink::{RT_TABLE, RTATTR, RTPROT};
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    CStruct,
    Kind::{Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{Flags, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{Ip, Opaque, Struct, Text},
    attr, field, name, set,
};

/// `struct fib_rule_hdr`: the struct of every message about a rule.
#[rustfmt::skip]
pub static FIB_RULE_HDR: Layout = Layout {
    c_name: "fib_rule_hdr",
    header: "linux/fib_rules.h",
    man: "ip-rule(8)",
    fields: &[
        field(0, U8, "family", OneOf(FAMILIES), "the family of packets"),
        field(1, U8, "dst_len", Unit("bits"), "prefix length of the destination"),
        field(2, U8, "src_len", Unit("bits"), "prefix length of the source"),
        field(3, U8, "tos", Number, "type of service that packets must have; 0 for any"),
        field(4, U8, "table", OneOf(RT_TABLE), "the table to look into; for a number above 255 see FRA_TABLE"),
        field(5, Pad(1), "res1", Reserved, "zero"),
        field(6, Pad(1), "res2", Reserved, "zero"),
        field(7, U8, "action", OneOf(FR_ACT), "what to do with packets that match"),
        field(8, U32(Host), "flags", Flags(FIB_RULE), "its state"),
    ],
};
const _: () = assert!(FIB_RULE_HDR.size() == 12 && FIB_RULE_HDR.has_no_hole());

/// `struct fib_rule_hdr`: the type of its members; its table is [`FIB_RULE_HDR`].
#[doc(alias = "fib_rule_hdr")]
pub enum FibRuleHdr {}

impl CStruct for FibRuleHdr {
    const LAYOUT: &'static Layout = &FIB_RULE_HDR;
}

/// `family`
pub const FIB_RULE_HDR_FAMILY: Member<FibRuleHdr> = Member::named("family");
/// `dst_len`
pub const FIB_RULE_HDR_DST_LEN: Member<FibRuleHdr> = Member::named("dst_len");
/// `src_len`
pub const FIB_RULE_HDR_SRC_LEN: Member<FibRuleHdr> = Member::named("src_len");
/// `tos`
pub const FIB_RULE_HDR_TOS: Member<FibRuleHdr> = Member::named("tos");
/// `table`
pub const FIB_RULE_HDR_TABLE: Member<FibRuleHdr> = Member::named("table");
/// `action`
pub const FIB_RULE_HDR_ACTION: Member<FibRuleHdr> = Member::named("action");
/// `flags`
pub const FIB_RULE_HDR_FLAGS: Member<FibRuleHdr> = Member::named("flags");

/// `FR_ACT_…`: what a rule does.
#[rustfmt::skip]
pub const FR_ACT: &[Name] = &[
    name(0, "FR_ACT_UNSPEC", "not said"),
    name(1, "FR_ACT_TO_TBL", "look into the table"),
    name(2, "FR_ACT_GOTO", "go on at another rule"),
    name(3, "FR_ACT_NOP", "go on"),
    name(6, "FR_ACT_BLACKHOLE", "drop in silence"),
    name(7, "FR_ACT_UNREACHABLE", "drop, and tell the sender: unreachable"),
    name(8, "FR_ACT_PROHIBIT", "drop, and tell the sender: prohibited"),
];

pub const FIB_RULE_INVERT: u64 = 0x2;
pub const FIB_RULE_UNRESOLVED: u64 = 0x4;
pub const FIB_RULE_IIF_DETACHED: u64 = 0x8;
pub const FIB_RULE_OIF_DETACHED: u64 = 0x10;

/// `FIB_RULE_…`: the state of a rule.
#[rustfmt::skip]
pub const FIB_RULE: &[Name] = &[
    name(0x1, "FIB_RULE_PERMANENT", "made by the kernel"),
    name(FIB_RULE_INVERT, "FIB_RULE_INVERT", "for packets that do not match"),
    name(FIB_RULE_UNRESOLVED, "FIB_RULE_UNRESOLVED", "the rule to go on at does not exist"),
    name(FIB_RULE_IIF_DETACHED, "FIB_RULE_IIF_DETACHED", "the incoming interface does not exist"),
    name(FIB_RULE_OIF_DETACHED, "FIB_RULE_OIF_DETACHED", "the outgoing interface does not exist"),
    name(0x1_0000, "FIB_RULE_FIND_SADDR", "the source address is being looked for"),
];

pub const FRA_DST: u16 = 1;
pub const FRA_SRC: u16 = 2;
pub const FRA_IIFNAME: u16 = 3;
pub const FRA_GOTO: u16 = 4;
pub const FRA_PRIORITY: u16 = 6;
pub const FRA_FWMARK: u16 = 10;
pub const FRA_FLOW: u16 = 11;
pub const FRA_TUN_ID: u16 = 12;
pub const FRA_SUPPRESS_IFGROUP: u16 = 13;
pub const FRA_SUPPRESS_PREFIXLEN: u16 = 14;
pub const FRA_TABLE: u16 = 15;
pub const FRA_FWMASK: u16 = 16;
pub const FRA_OIFNAME: u16 = 17;
pub const FRA_L3MDEV: u16 = 19;
pub const FRA_UID_RANGE: u16 = 20;
pub const FRA_PROTOCOL: u16 = 21;
pub const FRA_IP_PROTO: u16 = 22;
pub const FRA_SPORT_RANGE: u16 = 23;
pub const FRA_DPORT_RANGE: u16 = 24;

/// `FRA_…`: the attributes of a rule.
#[rustfmt::skip]
pub static FRA: Set = set("FRA", &RTATTR, &[
    attr(FRA_DST, "FRA_DST", Ip, "the destination that packets must have"),
    attr(FRA_SRC, "FRA_SRC", Ip, "the source that packets must have"),
    attr(FRA_IIFNAME, "FRA_IIFNAME", Text, "the interface that they came in by"),
    attr(FRA_GOTO, "FRA_GOTO", U32(Host).meaning(Number), "the priority of the rule to go on at"),
    attr(5, "FRA_UNUSED2", Opaque, "not used"),
    attr(FRA_PRIORITY, "FRA_PRIORITY", U32(Host).meaning(Number), "the place among the rules: the lowest comes first"),
    attr(7, "FRA_UNUSED3", Opaque, "not used"),
    attr(8, "FRA_UNUSED4", Opaque, "not used"),
    attr(9, "FRA_UNUSED5", Opaque, "not used"),
    attr(FRA_FWMARK, "FRA_FWMARK", U32(Host).meaning(Flags(&[])), "the firewall mark that they carry"),
    attr(FRA_FLOW, "FRA_FLOW", U32(Host).meaning(Number), "the realm, for accounting"),
    attr(FRA_TUN_ID, "FRA_TUN_ID", U64(Network).meaning(Number), "the tunnel that they came in by"),
    // In C an u32; all bits set means that nothing is suppressed.
    attr(FRA_SUPPRESS_IFGROUP, "FRA_SUPPRESS_IFGROUP", S32.meaning(Number), "ignore routes over this group of interfaces; -1 for none"),
    attr(FRA_SUPPRESS_PREFIXLEN, "FRA_SUPPRESS_PREFIXLEN", S32.meaning(Number), "ignore routes with so short a prefix; -1 for none"),
    attr(FRA_TABLE, "FRA_TABLE", U32(Host).meaning(OneOf(RT_TABLE)), "the table to look into, in full width"),
    attr(FRA_FWMASK, "FRA_FWMASK", U32(Host).meaning(Flags(&[])), "which bits of the mark count"),
    attr(FRA_OIFNAME, "FRA_OIFNAME", Text, "the interface that their socket is bound to"),
    attr(18, "FRA_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(FRA_L3MDEV, "FRA_L3MDEV", U8.meaning(Number), "1: the table is that of the VRF"),
    attr(FRA_UID_RANGE, "FRA_UID_RANGE", Struct(&FIB_RULE_UID_RANGE), "the users whose packets match"),
    attr(FRA_PROTOCOL, "FRA_PROTOCOL", U8.meaning(OneOf(RTPROT)), "who installed the rule"),
    attr(FRA_IP_PROTO, "FRA_IP_PROTO", U8.meaning(OneOf(IPPROTO)), "the protocol that they carry"),
    attr(FRA_SPORT_RANGE, "FRA_SPORT_RANGE", Struct(&FIB_RULE_PORT_RANGE), "their source ports"),
    attr(FRA_DPORT_RANGE, "FRA_DPORT_RANGE", Struct(&FIB_RULE_PORT_RANGE), "their destination ports"),
    attr(25, "FRA_DSCP", U8.meaning(Number), "the DSCP that they carry"),
    attr(26, "FRA_FLOWLABEL", U32(Network).meaning(Flags(&[])), "the IPv6 flow label that they carry"),
    attr(27, "FRA_FLOWLABEL_MASK", U32(Network).meaning(Flags(&[])), "which bits of it count"),
    attr(28, "FRA_SPORT_MASK", U16(Host).meaning(Flags(&[])), "which bits of the source port count"),
    attr(29, "FRA_DPORT_MASK", U16(Host).meaning(Flags(&[])), "which bits of the destination port count"),
    attr(30, "FRA_DSCP_MASK", U8.meaning(Flags(&[])), "which bits of the DSCP count"),
]);

/// `struct fib_rule_uid_range`
#[rustfmt::skip]
pub static FIB_RULE_UID_RANGE: Layout = Layout {
    c_name: "fib_rule_uid_range",
    header: "linux/fib_rules.h",
    man: "ip-rule(8)",
    fields: &[
        field(0, U32(Host), "start", Number, "the first user"),
        field(4, U32(Host), "end", Number, "the last"),
    ],
};
const _: () = assert!(FIB_RULE_UID_RANGE.size() == 8 && FIB_RULE_UID_RANGE.has_no_hole());

/// `struct fib_rule_port_range`: in the order of the host, unlike ports in a
/// packet.
#[rustfmt::skip]
pub static FIB_RULE_PORT_RANGE: Layout = Layout {
    c_name: "fib_rule_port_range",
    header: "linux/fib_rules.h",
    man: "ip-rule(8)",
    fields: &[
        field(0, U16(Host), "start", Number, "the first port"),
        field(2, U16(Host), "end", Number, "the last"),
    ],
};
const _: () = assert!(FIB_RULE_PORT_RANGE.size() == 4 && FIB_RULE_PORT_RANGE.has_no_hole());
