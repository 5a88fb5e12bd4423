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
        field(0, U8, "family", OneOf(FAMILIES), "address family to match"),
        field(1, U8, "dst_len", Unit("bits"), "prefix length of the destination"),
        field(2, U8, "src_len", Unit("bits"), "prefix length of the source"),
        field(3, U8, "tos", Number, "type of service to match, 0: any"),
        field(4, U8, "table", OneOf(RT_TABLE), "routing table; above 255, see FRA_TABLE"),
        field(5, Pad(1), "res1", Reserved, "zero"),
        field(6, Pad(1), "res2", Reserved, "zero"),
        field(7, U8, "action", OneOf(FR_ACT), "what to do with matching packets"),
        field(8, U32(Host), "flags", Flags(FIB_RULE), "state of the rule"),
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
    name(0, "FR_ACT_UNSPEC", "unspecified"),
    name(1, "FR_ACT_TO_TBL", "look up the table"),
    name(2, "FR_ACT_GOTO", "jump to another rule"),
    name(3, "FR_ACT_NOP", "do nothing, try the next rule"),
    name(6, "FR_ACT_BLACKHOLE", "drop packets silently"),
    name(7, "FR_ACT_UNREACHABLE", "drop, reply with host unreachable"),
    name(8, "FR_ACT_PROHIBIT", "drop, reply with admin prohibited"),
];

pub const FIB_RULE_INVERT: u64 = 0x2;
pub const FIB_RULE_UNRESOLVED: u64 = 0x4;
pub const FIB_RULE_IIF_DETACHED: u64 = 0x8;
pub const FIB_RULE_OIF_DETACHED: u64 = 0x10;

/// `FIB_RULE_…`: the state of a rule.
#[rustfmt::skip]
pub const FIB_RULE: &[Name] = &[
    name(0x1, "FIB_RULE_PERMANENT", "made by the kernel"),
    name(FIB_RULE_INVERT, "FIB_RULE_INVERT", "apply to packets that do not match"),
    name(FIB_RULE_UNRESOLVED, "FIB_RULE_UNRESOLVED", "target rule does not exist"),
    name(FIB_RULE_IIF_DETACHED, "FIB_RULE_IIF_DETACHED", "incoming interface does not exist"),
    name(FIB_RULE_OIF_DETACHED, "FIB_RULE_OIF_DETACHED", "outgoing interface does not exist"),
    name(0x1_0000, "FIB_RULE_FIND_SADDR", "lookup is for a source address"),
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
    attr(FRA_DST, "FRA_DST", Ip, "destination to match"),
    attr(FRA_SRC, "FRA_SRC", Ip, "source to match"),
    attr(FRA_IIFNAME, "FRA_IIFNAME", Text, "incoming interface to match"),
    attr(FRA_GOTO, "FRA_GOTO", U32(Host).meaning(Number), "priority of the rule to jump to"),
    attr(5, "FRA_UNUSED2", Opaque, "not used"),
    attr(FRA_PRIORITY, "FRA_PRIORITY", U32(Host).meaning(Number), "priority, the lowest is first"),
    attr(7, "FRA_UNUSED3", Opaque, "not used"),
    attr(8, "FRA_UNUSED4", Opaque, "not used"),
    attr(9, "FRA_UNUSED5", Opaque, "not used"),
    attr(FRA_FWMARK, "FRA_FWMARK", U32(Host).meaning(Flags(&[])), "firewall mark to match"),
    attr(FRA_FLOW, "FRA_FLOW", U32(Host).meaning(Number), "realm, for accounting"),
    attr(FRA_TUN_ID, "FRA_TUN_ID", U64(Network).meaning(Number), "tunnel ID to match"),
    // A `u32` in C; all bits set means that nothing is suppressed.
    attr(FRA_SUPPRESS_IFGROUP, "FRA_SUPPRESS_IFGROUP", S32.meaning(Number), "ignore routes over this group, -1: off"),
    attr(FRA_SUPPRESS_PREFIXLEN, "FRA_SUPPRESS_PREFIXLEN", S32.meaning(Number), "ignore routes up to this length, -1: off"),
    attr(FRA_TABLE, "FRA_TABLE", U32(Host).meaning(OneOf(RT_TABLE)), "routing table, all 32 bits"),
    attr(FRA_FWMASK, "FRA_FWMASK", U32(Host).meaning(Flags(&[])), "mask of the firewall mark"),
    attr(FRA_OIFNAME, "FRA_OIFNAME", Text, "interface that the socket is bound to"),
    attr(18, "FRA_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(FRA_L3MDEV, "FRA_L3MDEV", U8.meaning(Number), "1: use the table of the VRF"),
    attr(FRA_UID_RANGE, "FRA_UID_RANGE", Struct(&FIB_RULE_UID_RANGE), "users to match"),
    attr(FRA_PROTOCOL, "FRA_PROTOCOL", U8.meaning(OneOf(RTPROT)), "what installed the rule"),
    attr(FRA_IP_PROTO, "FRA_IP_PROTO", U8.meaning(OneOf(IPPROTO)), "IP protocol to match"),
    attr(FRA_SPORT_RANGE, "FRA_SPORT_RANGE", Struct(&FIB_RULE_PORT_RANGE), "source ports to match"),
    attr(FRA_DPORT_RANGE, "FRA_DPORT_RANGE", Struct(&FIB_RULE_PORT_RANGE), "destination ports to match"),
    attr(25, "FRA_DSCP", U8.meaning(Number), "DSCP to match"),
    attr(26, "FRA_FLOWLABEL", U32(Network).meaning(Flags(&[])), "IPv6 flow label to match"),
    attr(27, "FRA_FLOWLABEL_MASK", U32(Network).meaning(Flags(&[])), "mask of the flow label"),
    attr(28, "FRA_SPORT_MASK", U16(Host).meaning(Flags(&[])), "mask of the source port"),
    attr(29, "FRA_DPORT_MASK", U16(Host).meaning(Flags(&[])), "mask of the destination port"),
    attr(30, "FRA_DSCP_MASK", U8.meaning(Flags(&[])), "mask of the DSCP"),
]);

/// `struct fib_rule_uid_range`
#[rustfmt::skip]
pub static FIB_RULE_UID_RANGE: Layout = Layout {
    c_name: "fib_rule_uid_range",
    header: "linux/fib_rules.h",
    man: "ip-rule(8)",
    fields: &[
        field(0, U32(Host), "start", Number, "first user"),
        field(4, U32(Host), "end", Number, "last user"),
    ],
};
const _: () = assert!(FIB_RULE_UID_RANGE.size() == 8 && FIB_RULE_UID_RANGE.has_no_hole());

/// `struct fib_rule_port_range`: in host order, unlike the ports in a packet.
#[rustfmt::skip]
pub static FIB_RULE_PORT_RANGE: Layout = Layout {
    c_name: "fib_rule_port_range",
    header: "linux/fib_rules.h",
    man: "ip-rule(8)",
    fields: &[
        field(0, U16(Host), "start", Number, "first port"),
        field(2, U16(Host), "end", Number, "last port"),
    ],
};
const _: () = assert!(FIB_RULE_PORT_RANGE.size() == 4 && FIB_RULE_PORT_RANGE.has_no_hole());
