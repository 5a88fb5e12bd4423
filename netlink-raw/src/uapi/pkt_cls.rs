//! `include/uapi/linux/pkt_cls.h`: filters, and the actions for packets that match.

use crate::uapi::filter::SOCK_FILTER;
use crate::uapi::gen_stats::TCA_STATS;
use crate::uapi::netlink::{NLATTR, bits, nla_bitfield32};
use crate::wire::{
    Attr, CStruct, Context, Field,
    Kind::{Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{Flags, Number, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Headed, Id, Nested, Opaque, Struct, Structs, Text},
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
