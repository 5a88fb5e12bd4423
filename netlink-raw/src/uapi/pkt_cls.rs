//! `include/uapi/linux/pkt_cls.h`: filters, and the actions for packets that match.

use crate::uapi::can::CAN_FILTER;
use crate::uapi::filter::SOCK_FILTER;
use crate::uapi::gen_stats::TCA_STATS;
use crate::uapi::if_ether::ETH_P;
use crate::uapi::in_::IPPROTO;
use crate::uapi::netlink::{NLATTR, bits, nla_bitfield32};
use crate::uapi::pkt_sched::{TC_LINKLAYER, TC_RTAB};
use crate::uapi::tc_em_cmp::TCF_EM_CMP_STRUCT;
use crate::uapi::tc_em_ipt::TCA_EM_IPT;
use crate::uapi::tc_em_meta::TCA_EM_META;
use crate::uapi::tc_em_nbyte::TCF_EM_NBYTE_STRUCT;
use crate::uapi::tc_em_text::TCF_EM_TEXT_STRUCT;
use crate::uapi::xt_set::XT_SET_INFO;
use crate::wire::{
    Attr, CStruct, Context, Field,
    Kind::{Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{Flags, Interface, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Hardware, Headed, Id, Ip, Nested, Opaque, Struct, Structs, Text},
    attr, field, list, name, set,
};

pub const TCA_U32_CLASSID: u16 = 1;
pub const TCA_U32_HASH: u16 = 2;
pub const TCA_U32_LINK: u16 = 3;
pub const TCA_U32_DIVISOR: u16 = 4;
pub const TCA_U32_SEL: u16 = 5;
pub const TCA_U32_ACT: u16 = 7;
pub const TCA_U32_FLAGS: u16 = 11;

/// `TCA_U32_…`: the options of a filter that compares words of a packet. The hash tables of such
/// filters have `TCA_U32_DIVISOR` alone.
#[rustfmt::skip]
pub static TCA_U32: Set = set("TCA_U32", &NLATTR, &[
    attr(TCA_U32_CLASSID, "TCA_U32_CLASSID", U32(Host).meaning(Flags(&[])), "class for matching packets"),
    attr(TCA_U32_HASH, "TCA_U32_HASH", U32(Host).meaning(Flags(&[])), "its hash table: 12 bits table, 8 bits slot"),
    attr(TCA_U32_LINK, "TCA_U32_LINK", U32(Host).meaning(Flags(&[])), "hash table to search next"),
    attr(TCA_U32_DIVISOR, "TCA_U32_DIVISOR", U32(Host).meaning(Unit("slots")), "size of the hash table"),
    attr(TCA_U32_SEL, "TCA_U32_SEL", Headed(&TC_U32_SEL, &KEYS), "what to compare"),
    attr(6, "TCA_U32_POLICE", Opaque, "old way to limit the rate"),
    attr(TCA_U32_ACT, "TCA_U32_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(8, "TCA_U32_INDEV", Text, "incoming interface to match"),
    attr(9, "TCA_U32_PCNT", Headed(&TC_U32_PCNT, &KEY_HITS), "lookups and matches"),
    attr(10, "TCA_U32_MARK", Struct(&TC_U32_MARK), "firewall mark to match"),
    attr(TCA_U32_FLAGS, "TCA_U32_FLAGS", U32(Host).meaning(Flags(TCA_CLS_FLAGS)), "where it runs"),
    attr(12, "TCA_U32_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_u32_sel`, without the keys at its end.
#[rustfmt::skip]
pub static TC_U32_SEL: Layout = Layout {
    c_name: "tc_u32_sel",
    header: "linux/pkt_cls.h",
    man: "tc-u32(8)",
    fields: &[
        field(0, U8, "flags", Flags(TC_U32), "what a match means"),
        field(1, U8, "offshift", Unit("bits"), "right shift of the offset found"),
        field(2, U8, "nkeys", Number, "number of keys, all must match"),
        field(3, Pad(1), "(padding)", Reserved, "aligns the next field to 2 bytes"),
        field(4, U16(Network), "offmask", Flags(&[]), "mask of the word with the next header's offset"),
        field(6, U16(Host), "off", Unit("bytes"), "distance to the next hash table's header"),
        field(8, U16(Host), "offoff", Unit("bytes"), "position of the word with the offset"),
        field(10, U16(Host), "hoff", Unit("bytes"), "position of the word with the hash"),
        field(12, U32(Network), "hmask", Flags(&[]), "mask of the word with the hash"),
    ],
};
const _: () = assert!(TC_U32_SEL.size() == 16 && TC_U32_SEL.has_no_hole());

/// `struct tc_u32_sel`: the type of its members; its table is [`TC_U32_SEL`].
#[doc(alias = "tc_u32_sel")]
pub enum TcU32Sel {}

impl CStruct for TcU32Sel {
    const LAYOUT: &'static Layout = &TC_U32_SEL;
}

/// `flags`
pub const TC_U32_SEL_FLAGS: Member<TcU32Sel> = Member::named("flags");
/// `nkeys`
pub const TC_U32_SEL_NKEYS: Member<TcU32Sel> = Member::named("nkeys");

/// The end of `struct tc_u32_sel`.
static KEYS: Attr = attr(0, "keys", Structs(&TC_U32_KEY), "words to compare");

pub const TC_U32_TERMINAL: u64 = 0x1;

/// `TC_U32_…`
#[rustfmt::skip]
pub const TC_U32: &[Name] = &[
    name(TC_U32_TERMINAL, "TC_U32_TERMINAL", "a match ends the search"),
    name(0x2, "TC_U32_OFFSET", "offset of the next header was set"),
    name(0x4, "TC_U32_VAROFFSET", "offset is in the packet"),
    name(0x8, "TC_U32_EAT", "skip what was compared"),
];

/// `struct tc_u32_key`: a word of the packet, and the value to match.
#[rustfmt::skip]
pub static TC_U32_KEY: Layout = Layout {
    c_name: "tc_u32_key",
    header: "linux/pkt_cls.h",
    man: "tc-u32(8)",
    fields: &[
        field(0, U32(Network), "mask", Flags(&[]), "mask of the word"),
        field(4, U32(Network), "val", Flags(&[]), "value to match"),
        field(8, S32, "off", Unit("bytes"), "offset from the network header, below 0: link layer"),
        field(12, S32, "offmask", Number, "-1: from the end of the previous header, 0: from the start"),
    ],
};
const _: () = assert!(TC_U32_KEY.size() == 16 && TC_U32_KEY.has_no_hole());

/// `struct tc_u32_key`: the type of its members; its table is [`TC_U32_KEY`].
#[doc(alias = "tc_u32_key")]
pub enum TcU32Key {}

impl CStruct for TcU32Key {
    const LAYOUT: &'static Layout = &TC_U32_KEY;
}

/// `mask`
pub const TC_U32_KEY_MASK: Member<TcU32Key> = Member::named("mask");
/// `val`
pub const TC_U32_KEY_VAL: Member<TcU32Key> = Member::named("val");
/// `off`
pub const TC_U32_KEY_OFF: Member<TcU32Key> = Member::named("off");
/// `offmask`
pub const TC_U32_KEY_OFFMASK: Member<TcU32Key> = Member::named("offmask");

/// `struct tc_u32_pcnt`, without the counters of the keys at its end. Only kernels built with
/// `CONFIG_CLS_U32_PERF` send it.
#[rustfmt::skip]
pub static TC_U32_PCNT: Layout = Layout {
    c_name: "tc_u32_pcnt",
    header: "linux/pkt_cls.h",
    man: "tc-u32(8)",
    fields: &[
        field(0, U64(Host), "rcnt", Unit("packets"), "lookups"),
        field(8, U64(Host), "rhit", Unit("packets"), "matches"),
    ],
};
const _: () = assert!(TC_U32_PCNT.size() == 16 && TC_U32_PCNT.has_no_hole());

/// The end of `struct tc_u32_pcnt`.
static KEY_HITS: Attr = attr(0, "kcnts", Structs(&KEY_HIT), "counter of each key");

#[rustfmt::skip]
static KEY_HIT: Layout = Layout {
    c_name: "u64",
    header: "linux/pkt_cls.h",
    man: "tc-u32(8)",
    fields: &[field(0, U64(Host), "kcnt", Unit("packets"), "matches of this key")],
};

/// `struct tc_u32_mark`
#[rustfmt::skip]
pub static TC_U32_MARK: Layout = Layout {
    c_name: "tc_u32_mark",
    header: "linux/pkt_cls.h",
    man: "tc-u32(8)",
    fields: &[
        field(0, U32(Host), "val", Flags(&[]), "mark to match"),
        field(4, U32(Host), "mask", Flags(&[]), "mask of the mark"),
        field(8, U32(Host), "success", Unit("packets"), "matches"),
    ],
};

/// `TCA_CLS_FLAGS_…`
#[rustfmt::skip]
pub const TCA_CLS_FLAGS: &[Name] = &[
    name(0x1, "TCA_CLS_FLAGS_SKIP_HW", "not in hardware"),
    name(0x2, "TCA_CLS_FLAGS_SKIP_SW", "in hardware only"),
    name(0x4, "TCA_CLS_FLAGS_IN_HW", "in hardware"),
    name(0x8, "TCA_CLS_FLAGS_NOT_IN_HW", "missing in hardware"),
    name(0x10, "TCA_CLS_FLAGS_VERBOSE", "request: report why hardware rejects it"),
];

/// `TCA_BPF_…`: the options of a filter that is a BPF program.
#[rustfmt::skip]
pub static TCA_BPF: Set = set("TCA_BPF", &NLATTR, &[
    attr(1, "TCA_BPF_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(2, "TCA_BPF_POLICE", Opaque, "old way to limit the rate"),
    attr(3, "TCA_BPF_CLASSID", U32(Host).meaning(Flags(&[])), "class for matching packets"),
    attr(4, "TCA_BPF_OPS_LEN", U16(Host).meaning(Unit("instructions")), "length of a classic program"),
    attr(5, "TCA_BPF_OPS", Structs(&SOCK_FILTER), "classic program"),
    attr(6, "TCA_BPF_FD", U32(Host).meaning(Number), "request: file descriptor of the program"),
    attr(7, "TCA_BPF_NAME", Text, "name of the program"),
    attr(8, "TCA_BPF_FLAGS", U32(Host).meaning(Flags(TCA_BPF_FLAG)), "how its result is used"),
    attr(9, "TCA_BPF_FLAGS_GEN", U32(Host).meaning(Flags(TCA_CLS_FLAGS)), "where it runs"),
    attr(10, "TCA_BPF_TAG", Id, "hash of the program"),
    attr(11, "TCA_BPF_ID", U32(Host).meaning(Number), "program ID"),
]);

/// `TCA_BPF_FLAG_…`
#[rustfmt::skip]
pub const TCA_BPF_FLAG: &[Name] = &[
    name(0x1, "TCA_BPF_FLAG_ACT_DIRECT", "the result is the action for the packet"),
];

/// A list of actions; the attribute type is the position of the action.
pub static TCA_ACT_TAB: Set = list("TCA_ACT_TAB", &NLATTR, &ACTION);
static ACTION: Attr = attr(0, "an action", Nested(&TCA_ACT), "action, numbered by its position");

pub const TCA_ACT_KIND: u16 = 1;
pub const TCA_ACT_OPTIONS: u16 = 2;
pub const TCA_ACT_INDEX: u16 = 3;

/// `TCA_ACT_…`: the attributes of an action.
#[rustfmt::skip]
pub static TCA_ACT: Set = set("TCA_ACT", &NLATTR, &[
    attr(TCA_ACT_KIND, "TCA_ACT_KIND", Text, "kind: mirred, police, vlan, …"),
    attr(TCA_ACT_OPTIONS, "TCA_ACT_OPTIONS", Shape::Choose(options, &[]), "options of this kind"),
    attr(TCA_ACT_INDEX, "TCA_ACT_INDEX", U32(Host).meaning(Number), "index among actions of its kind"),
    attr(4, "TCA_ACT_STATS", Nested(&TCA_STATS), "counters"),
    attr(5, "TCA_ACT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(6, "TCA_ACT_COOKIE", Id, "data of the program that created it"),
    attr(7, "TCA_ACT_FLAGS", Struct(&ACT_FLAGS), "how it counts, and where it runs"),
    attr(8, "TCA_ACT_HW_STATS", Struct(&ACT_HW_STATS), "request: when hardware reports counters"),
    attr(9, "TCA_ACT_USED_HW_STATS", Struct(&ACT_HW_STATS), "when hardware reports counters, no bit: never"),
    attr(10, "TCA_ACT_IN_HW_COUNT", U32(Host).meaning(Number), "devices that have it in hardware"),
]);

fn options(context: &Context<'_>) -> Shape {
    let kind = context.find(&TCA_ACT, context.around, TCA_ACT_KIND).unwrap_or_default();
    context.protocol.of_kind(&TCA_ACT, TCA_ACT_OPTIONS, kind)
}

static ACT_FLAGS: Layout = nla_bitfield32(&ACT_FLAGS_BITS);
static ACT_FLAGS_BITS: [Field; 2] = bits(TCA_ACT_FLAGS);
static ACT_HW_STATS: Layout = nla_bitfield32(&ACT_HW_STATS_BITS);
static ACT_HW_STATS_BITS: [Field; 2] = bits(TCA_ACT_HW_STATS);

/// `TCA_ACT_FLAGS_…`
#[rustfmt::skip]
pub const TCA_ACT_FLAGS: &[Name] = &[
    name(0x1, "TCA_ACT_FLAGS_NO_PERCPU_STATS", "one set of counters, not one per CPU"),
    name(0x2, "TCA_ACT_FLAGS_SKIP_HW", "not in hardware"),
    name(0x4, "TCA_ACT_FLAGS_SKIP_SW", "in hardware only"),
];

/// `TCA_ACT_HW_STATS_…`
#[rustfmt::skip]
pub const TCA_ACT_HW_STATS: &[Name] = &[
    name(0x1, "TCA_ACT_HW_STATS_IMMEDIATE", "when asked"),
    name(0x2, "TCA_ACT_HW_STATS_DELAYED", "from time to time"),
];

/// `TC_ACT_…`: what happens to a packet after an action.
#[rustfmt::skip]
pub const TC_ACT: &[Name] = &[
    name(0, "TC_ACT_OK", "accept the packet"),
    name(1, "TC_ACT_RECLASSIFY", "start again with the first filter"),
    name(2, "TC_ACT_SHOT", "drop the packet"),
    name(3, "TC_ACT_PIPE", "continue with the next action"),
    name(4, "TC_ACT_STOLEN", "packet taken by the action"),
    name(5, "TC_ACT_QUEUED", "packet queued by the action"),
    name(6, "TC_ACT_REPEAT", "repeat this action"),
    name(7, "TC_ACT_REDIRECT", "send to a different interface"),
    name(8, "TC_ACT_TRAP", "hardware passes it to the kernel"),
    name(0x1000_0000, "TC_ACT_JUMP", "skip as many actions as the lower bits say"),
    name(0x2000_0000, "TC_ACT_GOTO_CHAIN", "continue with the chain in the lower bits"),
    name(0xffff_ffff, "TC_ACT_UNSPEC", "default of the qdisc or next filter"),
];

/// `tc_gen`: a macro in C, the fields with which the struct of every action begins.
#[rustfmt::skip]
pub(crate) const TC_GEN: [Field; 5] = [
    field(0, U32(Host), "index", Number, "index; 0 in a request: any"),
    field(4, U32(Host), "capab", Flags(&[]), "not used"),
    field(8, U32(Host), "action", OneOf(TC_ACT), "what happens to the packet next"),
    field(12, S32, "refcnt", Number, "references"),
    field(16, S32, "bindcnt", Number, "filters that use it"),
];

/// [`TC_GEN`], and after it the fields of one kind of action.
pub(crate) const fn tc_gen<const N: usize>(own: &[Field]) -> [Field; N] {
    assert!(N == TC_GEN.len() + own.len());
    let mut fields = [TC_GEN[0]; N];
    let mut at = 1;
    while at < N {
        fields[at] = if at < TC_GEN.len() { TC_GEN[at] } else { own[at - TC_GEN.len()] };
        at += 1;
    }
    fields
}

/// `struct tcf_t`; times are in ticks of `USER_HZ`, 100 a second.
#[rustfmt::skip]
pub static TCF_T: Layout = Layout {
    c_name: "tcf_t",
    header: "linux/pkt_cls.h",
    man: "tc-actions(8)",
    fields: &[
        field(0, U64(Host), "install", Unit("hundredths of a second"), "time since it was created"),
        field(8, U64(Host), "lastuse", Unit("hundredths of a second"), "time since its last packet"),
        field(16, U64(Host), "expires", Unit("hundredths of a second"), "time until it expires, 0: never"),
        field(24, U64(Host), "firstuse", Unit("hundredths of a second"), "time since its first packet, 0: none"),
    ],
};
const _: () = assert!(TCF_T.size() == 32 && TCF_T.has_no_hole());

/// `TCA_MATCHALL_…`: the options of a filter that matches every packet.
#[rustfmt::skip]
pub static TCA_MATCHALL: Set = set("TCA_MATCHALL", &NLATTR, &[
    attr(1, "TCA_MATCHALL_CLASSID", U32(Host).meaning(Flags(&[])), "class for matching packets"),
    attr(2, "TCA_MATCHALL_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(3, "TCA_MATCHALL_FLAGS", U32(Host).meaning(Flags(TCA_CLS_FLAGS)), "where it runs"),
    attr(4, "TCA_MATCHALL_PCNT", Struct(&TC_MATCHALL_PCNT), "matches"),
    attr(5, "TCA_MATCHALL_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_matchall_pcnt`
#[rustfmt::skip]
pub static TC_MATCHALL_PCNT: Layout = Layout {
    c_name: "tc_matchall_pcnt",
    header: "linux/pkt_cls.h",
    man: "tc-matchall(8)",
    fields: &[
        field(0, U64(Host), "rhit", Unit("packets"), "matches"),
    ],
};
const _: () = assert!(TC_MATCHALL_PCNT.size() == 8 && TC_MATCHALL_PCNT.has_no_hole());

/// `TCA_BASIC_…`: the options of a filter that is an expression.
#[rustfmt::skip]
pub static TCA_BASIC: Set = set("TCA_BASIC", &NLATTR, &[
    attr(1, "TCA_BASIC_CLASSID", U32(Host).meaning(Flags(&[])), "class for matching packets"),
    attr(2, "TCA_BASIC_EMATCHES", Nested(&TCA_EMATCH_TREE), "the expression"),
    attr(3, "TCA_BASIC_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(4, "TCA_BASIC_POLICE", Opaque, "old way to limit the rate"),
    attr(5, "TCA_BASIC_PCNT", Struct(&TC_BASIC_PCNT), "lookups and matches"),
    attr(6, "TCA_BASIC_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_basic_pcnt`
#[rustfmt::skip]
pub static TC_BASIC_PCNT: Layout = Layout {
    c_name: "tc_basic_pcnt",
    header: "linux/pkt_cls.h",
    man: "tc-basic(8)",
    fields: &[
        field(0, U64(Host), "rcnt", Unit("packets"), "lookups"),
        field(8, U64(Host), "rhit", Unit("packets"), "matches"),
    ],
};
const _: () = assert!(TC_BASIC_PCNT.size() == 16 && TC_BASIC_PCNT.has_no_hole());

/// `TCA_CGROUP_…`: the options of a filter by control group.
#[rustfmt::skip]
pub static TCA_CGROUP: Set = set("TCA_CGROUP", &NLATTR, &[
    attr(1, "TCA_CGROUP_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(2, "TCA_CGROUP_POLICE", Opaque, "old way to limit the rate"),
    attr(3, "TCA_CGROUP_EMATCHES", Nested(&TCA_EMATCH_TREE), "an expression that must match, too"),
]);

/// `TCA_EMATCH_TREE_…`: an expression over a packet.
#[rustfmt::skip]
pub static TCA_EMATCH_TREE: Set = set("TCA_EMATCH_TREE", &NLATTR, &[
    attr(1, "TCA_EMATCH_TREE_HDR", Struct(&TCF_EMATCH_TREE_HDR), "number of terms"),
    attr(2, "TCA_EMATCH_TREE_LIST", Nested(&TCA_EMATCHES), "the terms"),
]);

/// The terms of an expression; the attribute type is the position.
static TCA_EMATCHES: Set = list("TCA_EMATCH", &NLATTR, &TCA_EMATCH);
static TCA_EMATCH: Attr =
    attr(0, "a term", Headed(&TCF_EMATCH_HDR, &TCF_EMATCH), "term, numbered by its position");

/// `struct tcf_ematch_tree_hdr`
#[rustfmt::skip]
pub static TCF_EMATCH_TREE_HDR: Layout = Layout {
    c_name: "tcf_ematch_tree_hdr",
    header: "linux/pkt_cls.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, U16(Host), "nmatches", Number, "number of terms"),
        field(2, U16(Host), "progid", Number, "program that made it"),
    ],
};
const _: () = assert!(TCF_EMATCH_TREE_HDR.size() == 4 && TCF_EMATCH_TREE_HDR.has_no_hole());

/// `struct tcf_ematch_hdr`, followed by what the term compares.
#[rustfmt::skip]
pub static TCF_EMATCH_HDR: Layout = Layout {
    c_name: "tcf_ematch_hdr",
    header: "linux/pkt_cls.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, U16(Host), "matchid", Number, "number given by the requester"),
        field(2, U16(Host), "kind", OneOf(TCF_EM_KINDS), "kind of term"),
        field(4, U16(Host), "flags", Flags(TCF_EM_FLAGS), "connection to the next term"),
        field(6, Pad(2), "pad", Reserved, "zero"),
    ],
};
const _: () = assert!(TCF_EMATCH_HDR.size() == 8 && TCF_EMATCH_HDR.has_no_hole());

/// `TCF_EM_…`
#[rustfmt::skip]
pub const TCF_EM_KINDS: &[Name] = &[
    name(TCF_EM_CONTAINER, "TCF_EM_CONTAINER", "expression in brackets"),
    name(TCF_EM_CMP, "TCF_EM_CMP", "compare a number"),
    name(TCF_EM_NBYTE, "TCF_EM_NBYTE", "compare bytes"),
    name(TCF_EM_U32, "TCF_EM_U32", "compare a word, with a mask"),
    name(TCF_EM_META, "TCF_EM_META", "compare what the kernel knows"),
    name(TCF_EM_TEXT, "TCF_EM_TEXT", "search for text"),
    name(6, "TCF_EM_VLAN", "VLAN"),
    name(TCF_EM_CANID, "TCF_EM_CANID", "CAN ID"),
    name(TCF_EM_IPSET, "TCF_EM_IPSET", "member of an IP set"),
    name(TCF_EM_IPT, "TCF_EM_IPT", "iptables match"),
];

/// `TCF_EM_…`, as bits
#[rustfmt::skip]
pub const TCF_EM_FLAGS: &[Name] = &[
    name(0x1, "TCF_EM_REL_AND", "and the next must match"),
    name(0x2, "TCF_EM_REL_OR", "or the next must match"),
    name(0x4, "TCF_EM_INVERT", "must not match"),
    name(0x8, "TCF_EM_SIMPLE", "a number instead of a struct"),
];

/// `TCF_LAYER_…`
#[rustfmt::skip]
pub const TCF_LAYER: &[Name] = &[
    name(0, "TCF_LAYER_LINK", "link layer"),
    name(1, "TCF_LAYER_NETWORK", "network layer"),
    name(2, "TCF_LAYER_TRANSPORT", "transport layer"),
];

/// `TCA_FW_…`: the options of a filter by firewall mark.
#[rustfmt::skip]
pub static TCA_FW: Set = set("TCA_FW", &NLATTR, &[
    attr(1, "TCA_FW_CLASSID", U32(Host).meaning(Flags(&[])), "class for matching packets"),
    attr(2, "TCA_FW_POLICE", Opaque, "old way to limit the rate"),
    attr(3, "TCA_FW_INDEV", Text, "incoming interface to match"),
    attr(4, "TCA_FW_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(5, "TCA_FW_MASK", U32(Host).meaning(Flags(&[])), "mask of the mark"),
]);

/// `TCA_ROUTE4_…`: the options of a filter by the packet's route.
#[rustfmt::skip]
pub static TCA_ROUTE4: Set = set("TCA_ROUTE4", &NLATTR, &[
    attr(1, "TCA_ROUTE4_CLASSID", U32(Host).meaning(Flags(&[])), "class for matching packets"),
    attr(2, "TCA_ROUTE4_TO", U32(Host).meaning(Number), "realm of the destination"),
    attr(3, "TCA_ROUTE4_FROM", U32(Host).meaning(Number), "realm of the source"),
    attr(4, "TCA_ROUTE4_IIF", U32(Host).meaning(Interface), "incoming interface"),
    attr(5, "TCA_ROUTE4_POLICE", Opaque, "old way to limit the rate"),
    attr(6, "TCA_ROUTE4_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
]);

/// `TCA_FLOW_…`: the options of a filter that maps flows to classes.
#[rustfmt::skip]
pub static TCA_FLOW: Set = set("TCA_FLOW", &NLATTR, &[
    attr(1, "TCA_FLOW_KEYS", U32(Host).meaning(Flags(FLOW_KEYS)), "what identifies a flow"),
    attr(2, "TCA_FLOW_MODE", U32(Host).meaning(Number), "0: map one number, 1: hash"),
    attr(3, "TCA_FLOW_BASECLASS", U32(Host).meaning(Flags(&[])), "first class"),
    attr(4, "TCA_FLOW_RSHIFT", U32(Host).meaning(Unit("bits")), "right shift of the number"),
    attr(5, "TCA_FLOW_ADDEND", U32(Host).meaning(Number), "added to the number"),
    attr(6, "TCA_FLOW_MASK", U32(Host).meaning(Flags(&[])), "mask of the number"),
    attr(7, "TCA_FLOW_XOR", U32(Host).meaning(Flags(&[])), "bits of the number to invert"),
    attr(8, "TCA_FLOW_DIVISOR", U32(Host).meaning(Number), "number of classes"),
    attr(9, "TCA_FLOW_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(10, "TCA_FLOW_POLICE", Opaque, "old way to limit the rate"),
    attr(11, "TCA_FLOW_EMATCHES", Nested(&TCA_EMATCH_TREE), "an expression that must match, too"),
    attr(12, "TCA_FLOW_PERTURB", U32(Host).meaning(Unit("seconds")), "until the hash is changed"),
]);

/// `FLOW_KEY_…`, as bits.
#[rustfmt::skip]
pub const FLOW_KEYS: &[Name] = &[
    name(0x1, "FLOW_KEY_SRC", "source address"),
    name(0x2, "FLOW_KEY_DST", "destination address"),
    name(0x4, "FLOW_KEY_PROTO", "protocol"),
    name(0x8, "FLOW_KEY_PROTO_SRC", "source port"),
    name(0x10, "FLOW_KEY_PROTO_DST", "destination port"),
    name(0x20, "FLOW_KEY_IIF", "incoming interface"),
    name(0x40, "FLOW_KEY_PRIORITY", "priority"),
    name(0x80, "FLOW_KEY_MARK", "firewall mark"),
    name(0x100, "FLOW_KEY_NFCT", "connection"),
    name(0x200, "FLOW_KEY_NFCT_SRC", "source address of the connection"),
    name(0x400, "FLOW_KEY_NFCT_DST", "destination address of the connection"),
    name(0x800, "FLOW_KEY_NFCT_PROTO_SRC", "source port of the connection"),
    name(0x1000, "FLOW_KEY_NFCT_PROTO_DST", "destination port of the connection"),
    name(0x2000, "FLOW_KEY_RTCLASSID", "realm of the route"),
    name(0x4000, "FLOW_KEY_SKUID", "user of the socket"),
    name(0x8000, "FLOW_KEY_SKGID", "group of the socket"),
    name(0x1_0000, "FLOW_KEY_VLAN_TAG", "VLAN"),
    name(0x2_0000, "FLOW_KEY_RXHASH", "hash by the card"),
];

/// `TCA_POLICE_…`: the options of an action that limits the rate.
#[rustfmt::skip]
pub static TCA_POLICE: Set = set("TCA_POLICE", &NLATTR, &[
    attr(1, "TCA_POLICE_TBF", Struct(&TC_POLICE), "rates, and what happens above them"),
    attr(2, "TCA_POLICE_RATE", Structs(&TC_RTAB), "request: send times at the rate"),
    attr(3, "TCA_POLICE_PEAKRATE", Structs(&TC_RTAB), "request: send times at the peak rate"),
    attr(4, "TCA_POLICE_AVRATE", U32(Host).meaning(Unit("bytes a second")), "limit of the estimated rate"),
    attr(5, "TCA_POLICE_RESULT", S32.meaning(OneOf(TC_ACT)), "what happens to packets below the rate"),
    attr(6, "TCA_POLICE_TM", Struct(&TCF_T), "times of use"),
    attr(7, "TCA_POLICE_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(8, "TCA_POLICE_RATE64", U64(Host).meaning(Unit("bytes a second")), "rate, if larger than 32 bits"),
    attr(9, "TCA_POLICE_PEAKRATE64", U64(Host).meaning(Unit("bytes a second")), "peak rate, if larger than 32 bits"),
    attr(10, "TCA_POLICE_PKTRATE64", U64(Host).meaning(Unit("packets a second")), "rate in packets"),
    attr(11, "TCA_POLICE_PKTBURST64", U64(Host).meaning(Unit("ticks of 64 nanoseconds")), "burst at that rate"),
]);

/// `struct tc_police`, with two `struct tc_ratespec` inside it.
#[rustfmt::skip]
pub static TC_POLICE: Layout = Layout {
    c_name: "tc_police",
    header: "linux/pkt_cls.h",
    man: "tc-police(8)",
    fields: &[
        field(0, U32(Host), "index", Number, "index; 0 in a request: any"),
        field(4, U32(Host), "action", OneOf(TC_ACT), "what happens to packets above the rate"),
        field(8, U32(Host), "limit", Number, "not used"),
        field(12, U32(Host), "burst", Unit("ticks of 64 nanoseconds"), "size of the bucket, at the rate"),
        field(16, U32(Host), "mtu", Unit("bytes"), "largest packet"),
        field(20, U8, "rate.cell_log", Number, "index in the rate table: packet size >> this"),
        field(21, U8, "rate.linklayer", OneOf(TC_LINKLAYER), "how the link frames packets"),
        field(22, U16(Host), "rate.overhead", Unit("bytes"), "added to each packet by the link"),
        field(24, U16(Host), "rate.cell_align", Number, "bytes added to packet sizes first, signed"),
        field(26, U16(Host), "rate.mpu", Unit("bytes"), "smallest size a packet counts as"),
        field(28, U32(Host), "rate.rate", Unit("bytes a second"), "rate, 0: no limit"),
        field(32, U8, "peakrate.cell_log", Number, "as for rate"),
        field(33, U8, "peakrate.linklayer", OneOf(TC_LINKLAYER), "as for rate"),
        field(34, U16(Host), "peakrate.overhead", Unit("bytes"), "as for rate"),
        field(36, U16(Host), "peakrate.cell_align", Number, "as for rate"),
        field(38, U16(Host), "peakrate.mpu", Unit("bytes"), "as for rate"),
        field(40, U32(Host), "peakrate.rate", Unit("bytes a second"), "largest rate of a burst, 0: no limit"),
        field(44, S32, "refcnt", Number, "references"),
        field(48, S32, "bindcnt", Number, "filters that use it"),
        field(52, U32(Host), "capab", Flags(&[]), "not used"),
    ],
};
const _: () = assert!(TC_POLICE.size() == 56 && TC_POLICE.has_no_hole());

/// `TCA_FLOWER_…`: the options of a filter by the fields of a packet.
#[rustfmt::skip]
pub static TCA_FLOWER: Set = set("TCA_FLOWER", &NLATTR, &[
    attr(1, "TCA_FLOWER_CLASSID", U32(Host).meaning(Flags(&[])), "class for matching packets"),
    attr(2, "TCA_FLOWER_INDEV", Text, "incoming interface to match"),
    attr(3, "TCA_FLOWER_ACT", Nested(&TCA_ACT_TAB), "actions for matching packets"),
    attr(4, "TCA_FLOWER_KEY_ETH_DST", Hardware, "destination address of the frame"),
    attr(5, "TCA_FLOWER_KEY_ETH_DST_MASK", Hardware, "its mask"),
    attr(6, "TCA_FLOWER_KEY_ETH_SRC", Hardware, "source address of the frame"),
    attr(7, "TCA_FLOWER_KEY_ETH_SRC_MASK", Hardware, "its mask"),
    attr(8, "TCA_FLOWER_KEY_ETH_TYPE", U16(Network).meaning(OneOf(ETH_P)), "protocol of the packet"),
    attr(9, "TCA_FLOWER_KEY_IP_PROTO", U8.meaning(OneOf(IPPROTO)), "protocol inside IP"),
    attr(10, "TCA_FLOWER_KEY_IPV4_SRC", Ip, "source address"),
    attr(11, "TCA_FLOWER_KEY_IPV4_SRC_MASK", Ip, "its mask"),
    attr(12, "TCA_FLOWER_KEY_IPV4_DST", Ip, "destination address"),
    attr(13, "TCA_FLOWER_KEY_IPV4_DST_MASK", Ip, "its mask"),
    attr(14, "TCA_FLOWER_KEY_IPV6_SRC", Ip, "source address"),
    attr(15, "TCA_FLOWER_KEY_IPV6_SRC_MASK", Ip, "its mask"),
    attr(16, "TCA_FLOWER_KEY_IPV6_DST", Ip, "destination address"),
    attr(17, "TCA_FLOWER_KEY_IPV6_DST_MASK", Ip, "its mask"),
    attr(18, "TCA_FLOWER_KEY_TCP_SRC", U16(Network).meaning(Number), "source port"),
    attr(19, "TCA_FLOWER_KEY_TCP_DST", U16(Network).meaning(Number), "destination port"),
    attr(20, "TCA_FLOWER_KEY_UDP_SRC", U16(Network).meaning(Number), "source port"),
    attr(21, "TCA_FLOWER_KEY_UDP_DST", U16(Network).meaning(Number), "destination port"),
    attr(22, "TCA_FLOWER_FLAGS", U32(Host).meaning(Flags(TCA_CLS_FLAGS)), "where it runs"),
    attr(23, "TCA_FLOWER_KEY_VLAN_ID", U16(Host).meaning(Number), "VLAN ID"),
    attr(24, "TCA_FLOWER_KEY_VLAN_PRIO", U8.meaning(Number), "priority in the VLAN tag"),
    attr(25, "TCA_FLOWER_KEY_VLAN_ETH_TYPE", U16(Network).meaning(OneOf(ETH_P)), "protocol after the VLAN tag"),
    attr(26, "TCA_FLOWER_KEY_ENC_KEY_ID", U32(Network).meaning(Number), "tunnel ID"),
    attr(27, "TCA_FLOWER_KEY_ENC_IPV4_SRC", Ip, "tunnel: source address"),
    attr(28, "TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK", Ip, "its mask"),
    attr(29, "TCA_FLOWER_KEY_ENC_IPV4_DST", Ip, "tunnel: destination address"),
    attr(30, "TCA_FLOWER_KEY_ENC_IPV4_DST_MASK", Ip, "its mask"),
    attr(31, "TCA_FLOWER_KEY_ENC_IPV6_SRC", Ip, "tunnel: source address"),
    attr(32, "TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK", Ip, "its mask"),
    attr(33, "TCA_FLOWER_KEY_ENC_IPV6_DST", Ip, "tunnel: destination address"),
    attr(34, "TCA_FLOWER_KEY_ENC_IPV6_DST_MASK", Ip, "its mask"),
    attr(35, "TCA_FLOWER_KEY_TCP_SRC_MASK", U16(Network).meaning(Flags(&[])), "mask of the source port"),
    attr(36, "TCA_FLOWER_KEY_TCP_DST_MASK", U16(Network).meaning(Flags(&[])), "mask of the destination port"),
    attr(37, "TCA_FLOWER_KEY_UDP_SRC_MASK", U16(Network).meaning(Flags(&[])), "mask of the source port"),
    attr(38, "TCA_FLOWER_KEY_UDP_DST_MASK", U16(Network).meaning(Flags(&[])), "mask of the destination port"),
    attr(39, "TCA_FLOWER_KEY_SCTP_SRC_MASK", U16(Network).meaning(Flags(&[])), "mask of the source port"),
    attr(40, "TCA_FLOWER_KEY_SCTP_DST_MASK", U16(Network).meaning(Flags(&[])), "mask of the destination port"),
    attr(41, "TCA_FLOWER_KEY_SCTP_SRC", U16(Network).meaning(Number), "source port"),
    attr(42, "TCA_FLOWER_KEY_SCTP_DST", U16(Network).meaning(Number), "destination port"),
    attr(43, "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT", U16(Network).meaning(Number), "tunnel: source port"),
    attr(44, "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK", U16(Network).meaning(Flags(&[])), "its mask"),
    attr(45, "TCA_FLOWER_KEY_ENC_UDP_DST_PORT", U16(Network).meaning(Number), "tunnel: destination port"),
    attr(46, "TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK", U16(Network).meaning(Flags(&[])), "its mask"),
    attr(47, "TCA_FLOWER_KEY_FLAGS", U32(Network).meaning(Flags(TCA_FLOWER_KEY_FLAGS)), "fragments"),
    attr(48, "TCA_FLOWER_KEY_FLAGS_MASK", U32(Network).meaning(Flags(TCA_FLOWER_KEY_FLAGS)), "its mask"),
    attr(49, "TCA_FLOWER_KEY_ICMPV4_CODE", U8.meaning(Number), "code of ICMP"),
    attr(50, "TCA_FLOWER_KEY_ICMPV4_CODE_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(51, "TCA_FLOWER_KEY_ICMPV4_TYPE", U8.meaning(Number), "type of ICMP"),
    attr(52, "TCA_FLOWER_KEY_ICMPV4_TYPE_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(53, "TCA_FLOWER_KEY_ICMPV6_CODE", U8.meaning(Number), "code of ICMPv6"),
    attr(54, "TCA_FLOWER_KEY_ICMPV6_CODE_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(55, "TCA_FLOWER_KEY_ICMPV6_TYPE", U8.meaning(Number), "type of ICMPv6"),
    attr(56, "TCA_FLOWER_KEY_ICMPV6_TYPE_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(57, "TCA_FLOWER_KEY_ARP_SIP", Ip, "ARP: sender's address"),
    attr(58, "TCA_FLOWER_KEY_ARP_SIP_MASK", Ip, "its mask"),
    attr(59, "TCA_FLOWER_KEY_ARP_TIP", Ip, "ARP: target's address"),
    attr(60, "TCA_FLOWER_KEY_ARP_TIP_MASK", Ip, "its mask"),
    attr(61, "TCA_FLOWER_KEY_ARP_OP", U8.meaning(Number), "ARP: 1 request, 2 reply"),
    attr(62, "TCA_FLOWER_KEY_ARP_OP_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(63, "TCA_FLOWER_KEY_ARP_SHA", Hardware, "ARP: sender's link-layer address"),
    attr(64, "TCA_FLOWER_KEY_ARP_SHA_MASK", Hardware, "its mask"),
    attr(65, "TCA_FLOWER_KEY_ARP_THA", Hardware, "ARP: target's link-layer address"),
    attr(66, "TCA_FLOWER_KEY_ARP_THA_MASK", Hardware, "its mask"),
    attr(67, "TCA_FLOWER_KEY_MPLS_TTL", U8.meaning(Unit("hops")), "MPLS: time to live"),
    attr(68, "TCA_FLOWER_KEY_MPLS_BOS", U8.meaning(Number), "MPLS: 1 for the last label"),
    attr(69, "TCA_FLOWER_KEY_MPLS_TC", U8.meaning(Number), "MPLS: traffic class"),
    attr(70, "TCA_FLOWER_KEY_MPLS_LABEL", U32(Host).meaning(Number), "MPLS: label"),
    attr(71, "TCA_FLOWER_KEY_TCP_FLAGS", U16(Network).meaning(Flags(&[])), "flags of TCP"),
    attr(72, "TCA_FLOWER_KEY_TCP_FLAGS_MASK", U16(Network).meaning(Flags(&[])), "their mask"),
    attr(73, "TCA_FLOWER_KEY_IP_TOS", U8.meaning(Flags(&[])), "type of service"),
    attr(74, "TCA_FLOWER_KEY_IP_TOS_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(75, "TCA_FLOWER_KEY_IP_TTL", U8.meaning(Unit("hops")), "time to live"),
    attr(76, "TCA_FLOWER_KEY_IP_TTL_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(77, "TCA_FLOWER_KEY_CVLAN_ID", U16(Host).meaning(Number), "ID of the inner VLAN"),
    attr(78, "TCA_FLOWER_KEY_CVLAN_PRIO", U8.meaning(Number), "priority in the inner VLAN tag"),
    attr(79, "TCA_FLOWER_KEY_CVLAN_ETH_TYPE", U16(Network).meaning(OneOf(ETH_P)), "protocol after the inner VLAN tag"),
    attr(80, "TCA_FLOWER_KEY_ENC_IP_TOS", U8.meaning(Flags(&[])), "tunnel: type of service"),
    attr(81, "TCA_FLOWER_KEY_ENC_IP_TOS_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(82, "TCA_FLOWER_KEY_ENC_IP_TTL", U8.meaning(Unit("hops")), "tunnel: time to live"),
    attr(83, "TCA_FLOWER_KEY_ENC_IP_TTL_MASK", U8.meaning(Flags(&[])), "its mask"),
    attr(84, "TCA_FLOWER_KEY_ENC_OPTS", Nested(&TCA_FLOWER_KEY_ENC_OPTS), "tunnel: options"),
    attr(85, "TCA_FLOWER_KEY_ENC_OPTS_MASK", Nested(&TCA_FLOWER_KEY_ENC_OPTS), "their mask"),
    attr(86, "TCA_FLOWER_IN_HW_COUNT", U32(Host).meaning(Number), "devices that have it in hardware"),
    attr(87, "TCA_FLOWER_KEY_PORT_SRC_MIN", U16(Network).meaning(Number), "first source port"),
    attr(88, "TCA_FLOWER_KEY_PORT_SRC_MAX", U16(Network).meaning(Number), "last source port"),
    attr(89, "TCA_FLOWER_KEY_PORT_DST_MIN", U16(Network).meaning(Number), "first destination port"),
    attr(90, "TCA_FLOWER_KEY_PORT_DST_MAX", U16(Network).meaning(Number), "last destination port"),
    attr(91, "TCA_FLOWER_KEY_CT_STATE", U16(Host).meaning(Flags(TCA_FLOWER_KEY_CT_FLAGS)), "state of the connection"),
    attr(92, "TCA_FLOWER_KEY_CT_STATE_MASK", U16(Host).meaning(Flags(TCA_FLOWER_KEY_CT_FLAGS)), "its mask"),
    attr(93, "TCA_FLOWER_KEY_CT_ZONE", U16(Host).meaning(Number), "zone of the connection"),
    attr(94, "TCA_FLOWER_KEY_CT_ZONE_MASK", U16(Host).meaning(Flags(&[])), "its mask"),
    attr(95, "TCA_FLOWER_KEY_CT_MARK", U32(Host).meaning(Flags(&[])), "mark of the connection"),
    attr(96, "TCA_FLOWER_KEY_CT_MARK_MASK", U32(Host).meaning(Flags(&[])), "its mask"),
    attr(97, "TCA_FLOWER_KEY_CT_LABELS", Id, "labels of the connection"),
    attr(98, "TCA_FLOWER_KEY_CT_LABELS_MASK", Id, "their mask"),
    attr(99, "TCA_FLOWER_KEY_MPLS_OPTS", Nested(&TCA_FLOWER_KEY_MPLS_OPTS), "MPLS: several labels"),
    attr(100, "TCA_FLOWER_KEY_HASH", U32(Host).meaning(Number), "hash of the packet"),
    attr(101, "TCA_FLOWER_KEY_HASH_MASK", U32(Host).meaning(Flags(&[])), "its mask"),
    attr(102, "TCA_FLOWER_KEY_NUM_OF_VLANS", U8.meaning(Number), "number of VLAN tags"),
    attr(103, "TCA_FLOWER_KEY_PPPOE_SID", U16(Network).meaning(Number), "session of PPPoE"),
    attr(104, "TCA_FLOWER_KEY_PPP_PROTO", U16(Network).meaning(Flags(&[])), "protocol inside PPP"),
    attr(105, "TCA_FLOWER_KEY_L2TPV3_SID", U32(Network).meaning(Number), "session of L2TPv3"),
    attr(106, "TCA_FLOWER_L2_MISS", U8.meaning(Number), "1: the bridge does not know the destination"),
    attr(107, "TCA_FLOWER_KEY_CFM", Nested(&TCA_FLOWER_KEY_CFM), "connectivity fault management"),
    attr(108, "TCA_FLOWER_KEY_SPI", U32(Network).meaning(Number), "security parameter index of IPsec"),
    attr(109, "TCA_FLOWER_KEY_SPI_MASK", U32(Network).meaning(Flags(&[])), "its mask"),
    attr(110, "TCA_FLOWER_KEY_ENC_FLAGS", U32(Network).meaning(Flags(TCA_FLOWER_KEY_FLAGS)), "tunnel: flags"),
    attr(111, "TCA_FLOWER_KEY_ENC_FLAGS_MASK", U32(Network).meaning(Flags(TCA_FLOWER_KEY_FLAGS)), "their mask"),
]);

/// `TCA_FLOWER_KEY_FLAGS_…`
#[rustfmt::skip]
pub const TCA_FLOWER_KEY_FLAGS: &[Name] = &[
    name(0x1, "TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT", "fragment"),
    name(0x2, "TCA_FLOWER_KEY_FLAGS_FRAG_IS_FIRST", "first fragment"),
    name(0x4, "TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM", "tunnel with a checksum"),
    name(0x8, "TCA_FLOWER_KEY_FLAGS_TUNNEL_DONT_FRAGMENT", "tunnel: do not fragment"),
    name(0x10, "TCA_FLOWER_KEY_FLAGS_TUNNEL_OAM", "tunnel: control packet"),
    name(0x20, "TCA_FLOWER_KEY_FLAGS_TUNNEL_CRIT_OPT", "tunnel with a critical option"),
];

/// `TCA_FLOWER_KEY_CT_FLAGS_…`
#[rustfmt::skip]
pub const TCA_FLOWER_KEY_CT_FLAGS: &[Name] = &[
    name(0x1, "TCA_FLOWER_KEY_CT_FLAGS_NEW", "new connection"),
    name(0x2, "TCA_FLOWER_KEY_CT_FLAGS_ESTABLISHED", "packets in both directions were seen"),
    name(0x4, "TCA_FLOWER_KEY_CT_FLAGS_RELATED", "belongs to a different connection"),
    name(0x8, "TCA_FLOWER_KEY_CT_FLAGS_TRACKED", "tracked"),
    name(0x10, "TCA_FLOWER_KEY_CT_FLAGS_INVALID", "invalid"),
    name(0x20, "TCA_FLOWER_KEY_CT_FLAGS_REPLY", "in the direction of replies"),
];

/// `TCA_FLOWER_KEY_ENC_OPTS_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_ENC_OPTS: Set = set("TCA_FLOWER_KEY_ENC_OPTS", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_ENC_OPTS_GENEVE", Nested(&TCA_FLOWER_KEY_ENC_OPT_GENEVE), "GENEVE option"),
    attr(2, "TCA_FLOWER_KEY_ENC_OPTS_VXLAN", Nested(&TCA_FLOWER_KEY_ENC_OPT_VXLAN), "VXLAN option"),
    attr(3, "TCA_FLOWER_KEY_ENC_OPTS_ERSPAN", Nested(&TCA_FLOWER_KEY_ENC_OPT_ERSPAN), "ERSPAN option"),
    attr(4, "TCA_FLOWER_KEY_ENC_OPTS_GTP", Nested(&TCA_FLOWER_KEY_ENC_OPT_GTP), "GTP option"),
    attr(5, "TCA_FLOWER_KEY_ENC_OPTS_PFCP", Nested(&TCA_FLOWER_KEY_ENC_OPT_PFCP), "PFCP option"),
]);

/// `TCA_FLOWER_KEY_ENC_OPT_GENEVE_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_ENC_OPT_GENEVE: Set = set("TCA_FLOWER_KEY_ENC_OPT_GENEVE", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS", U16(Network).meaning(Flags(&[])), "who defines the type"),
    attr(2, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE", U8.meaning(Number), "type"),
    attr(3, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA", Id, "data"),
]);

/// `TCA_FLOWER_KEY_ENC_OPT_VXLAN_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_ENC_OPT_VXLAN: Set = set("TCA_FLOWER_KEY_ENC_OPT_VXLAN", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP", U32(Host).meaning(Number), "group of the policy"),
]);

/// `TCA_FLOWER_KEY_ENC_OPT_ERSPAN_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_ENC_OPT_ERSPAN: Set = set("TCA_FLOWER_KEY_ENC_OPT_ERSPAN", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER", U8.meaning(Number), "version"),
    attr(2, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX", U32(Network).meaning(Number), "port that is mirrored (version 1)"),
    attr(3, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR", U8.meaning(Number), "0: incoming traffic, 1: outgoing"),
    attr(4, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID", U8.meaning(Number), "mirroring hardware (version 2)"),
]);

/// `TCA_FLOWER_KEY_ENC_OPT_GTP_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_ENC_OPT_GTP: Set = set("TCA_FLOWER_KEY_ENC_OPT_GTP", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE", U8.meaning(Number), "direction: 0 down, 1 up"),
    attr(2, "TCA_FLOWER_KEY_ENC_OPT_GTP_QFI", U8.meaning(Number), "flow for quality of service"),
]);

/// `TCA_FLOWER_KEY_ENC_OPT_PFCP_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_ENC_OPT_PFCP: Set = set("TCA_FLOWER_KEY_ENC_OPT_PFCP", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE", U8.meaning(Number), "about: 0 the node, 1 a session"),
    attr(2, "TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID", U64(Network).meaning(Number), "session"),
]);

/// A list of `TCA_FLOWER_KEY_MPLS_OPTS_LSE`.
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_MPLS_OPTS: Set = set("TCA_FLOWER_KEY_MPLS_OPTS", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_MPLS_OPTS_LSE", Nested(&TCA_FLOWER_KEY_MPLS_OPT_LSE), "label"),
]);

/// `TCA_FLOWER_KEY_MPLS_OPT_LSE_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_MPLS_OPT_LSE: Set = set("TCA_FLOWER_KEY_MPLS_OPT_LSE", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH", U8.meaning(Number), "position: 1 is the first label"),
    attr(2, "TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL", U8.meaning(Unit("hops")), "time to live"),
    attr(3, "TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS", U8.meaning(Number), "1 for the last label"),
    attr(4, "TCA_FLOWER_KEY_MPLS_OPT_LSE_TC", U8.meaning(Number), "traffic class"),
    attr(5, "TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL", U32(Host).meaning(Number), "label"),
]);

/// `TCA_FLOWER_KEY_CFM_…`
#[rustfmt::skip]
pub static TCA_FLOWER_KEY_CFM: Set = set("TCA_FLOWER_KEY_CFM", &NLATTR, &[
    attr(1, "TCA_FLOWER_KEY_CFM_MD_LEVEL", U8.meaning(Number), "level"),
    attr(2, "TCA_FLOWER_KEY_CFM_OPCODE", U8.meaning(Number), "operation"),
]);

pub const TCF_EM_CONTAINER: u64 = 0;
pub const TCF_EM_CMP: u64 = 1;
pub const TCF_EM_NBYTE: u64 = 2;
pub const TCF_EM_U32: u64 = 3;
pub const TCF_EM_META: u64 = 4;
pub const TCF_EM_TEXT: u64 = 5;
pub const TCF_EM_CANID: u64 = 7;
pub const TCF_EM_IPSET: u64 = 8;
pub const TCF_EM_IPT: u64 = 9;

/// What follows the header of a term.
static TCF_EMATCH: Attr =
    attr(0, "data of the term", Shape::Choose(ematch, EMATCHES), "what the term compares");

#[rustfmt::skip]
const EMATCHES: &[Shape] = &[
    CONTAINER, Struct(&TCF_EM_CMP_STRUCT), Headed(&TCF_EM_NBYTE_STRUCT, &PATTERN), Struct(&TC_U32_KEY),
    Nested(&TCA_EM_META), Headed(&TCF_EM_TEXT_STRUCT, &PATTERN), Structs(&CAN_FILTER),
    Struct(&XT_SET_INFO), Nested(&TCA_EM_IPT), Opaque,
];
const CONTAINER: Shape = U32(Host).meaning(Number);
static PATTERN: Attr = attr(0, "pattern", Id, "bytes to find");

/// The second field of the header is the kind of the term.
fn ematch(context: &Context<'_>) -> Shape {
    let kind = context.around.get(2..4).unwrap_or_default();
    match U16(Host).read_in(context.endian, kind) {
        Some(TCF_EM_CONTAINER) => CONTAINER,
        Some(TCF_EM_CMP) => Struct(&TCF_EM_CMP_STRUCT),
        Some(TCF_EM_NBYTE) => Headed(&TCF_EM_NBYTE_STRUCT, &PATTERN),
        Some(TCF_EM_U32) => Struct(&TC_U32_KEY),
        Some(TCF_EM_META) => Nested(&TCA_EM_META),
        Some(TCF_EM_TEXT) => Headed(&TCF_EM_TEXT_STRUCT, &PATTERN),
        Some(TCF_EM_CANID) => Structs(&CAN_FILTER),
        Some(TCF_EM_IPSET) => Struct(&XT_SET_INFO),
        Some(TCF_EM_IPT) => Nested(&TCA_EM_IPT),
        _ => Opaque,
    }
}
