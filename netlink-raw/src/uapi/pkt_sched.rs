//! `include/uapi/linux/pkt_sched.h`: the options of queueing disciplines and classes.

use crate::uapi::netlink::{NLATTR, bits, nla_bitfield32};
use crate::wire::{
    Attr, CStruct, Field,
    Kind::{Bytes, Pad, S32, S64, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::Host,
    Set,
    Shape::{self, Flag, Headed, Id, Nested, Opaque, Struct, Structs},
    attr, field, list, name, set,
};

pub const TC_H_ROOT: u64 = 0xffff_ffff;

// A handle: the upper 16 bits are the major number, the lower 16 the minor number.
pub const TC_H_MAJ_MASK: u64 = 0xffff_0000;
pub const TC_H_MIN_MASK: u64 = 0x0000_ffff;
pub const TC_H_INGRESS: u64 = 0xffff_fff1;
pub const TC_H_CLSACT: u64 = TC_H_INGRESS;
// The two places for filters of `clsact`, as minor numbers; `ingress` has the first.
pub const TC_H_MIN_INGRESS: u64 = 0xfff2;
pub const TC_H_MIN_EGRESS: u64 = 0xfff3;

/// `TC_H_…`: parents that are not qdiscs.
#[rustfmt::skip]
pub const TC_H: &[Name] = &[
    name(TC_H_INGRESS, "TC_H_INGRESS", "ingress, or parent of a clsact qdisc"),
    name(TC_H_ROOT, "TC_H_ROOT", "root of the interface"),
];

/// `struct tc_prio_qopt`
#[rustfmt::skip]
pub static TC_PRIO_QOPT: Layout = Layout {
    c_name: "tc_prio_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-prio(8)",
    fields: &[
        field(0, S32, "bands", Number, "number of queues"),
        field(4, Bytes(16), "priomap", Meaning::Id, "queue of each of the 16 priorities"),
    ],
};
const _: () = assert!(TC_PRIO_QOPT.size() == 20 && TC_PRIO_QOPT.has_no_hole());

/// After the struct, iproute2 sends an empty list, as a kernel of the past wanted it.
pub(crate) const PRIO: Shape = Headed(&TC_PRIO_QOPT, &PRIO_LIST);
static PRIO_LIST: Attr =
    attr(0, "an empty list", Nested(&PRIO_ATTRS), "request: of no use any more");
#[rustfmt::skip]
static PRIO_ATTRS: Set = set("TCA", &NLATTR, &[
    attr(2, "TCA_OPTIONS", Opaque, "request: empty"),
]);

/// `struct tc_fifo_qopt`
#[rustfmt::skip]
pub static TC_FIFO_QOPT: Layout = Layout {
    c_name: "tc_fifo_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-pfifo(8)",
    fields: &[field(0, U32(Host), "limit", Number, "queue limit: packets, for bfifo bytes")],
};

/// `TCA_STAB_…`
#[rustfmt::skip]
pub static TCA_STAB: Set = set("TCA_STAB", &NLATTR, &[
    attr(1, "TCA_STAB_BASE", Struct(&TC_SIZESPEC), "how to read the table"),
    attr(2, "TCA_STAB_DATA", Structs(&TC_SIZE), "sizes on the link, 16 bits each"),
]);

/// `struct tc_sizespec`
#[rustfmt::skip]
pub static TC_SIZESPEC: Layout = Layout {
    c_name: "tc_sizespec",
    header: "linux/pkt_sched.h",
    man: "tc-stab(8)",
    fields: &[
        field(0, U8, "cell_log", Number, "index in the table: packet size >> this"),
        field(1, U8, "size_log", Number, "size on the link: entry << this"),
        field(2, U16(Host), "cell_align", Unit("bytes"), "added to packet sizes first, signed"),
        field(4, S32, "overhead", Unit("bytes"), "added to each packet by the link"),
        field(8, U32(Host), "linklayer", OneOf(TC_LINKLAYER), "how the link frames packets"),
        field(12, U32(Host), "mpu", Unit("bytes"), "smallest packet of the link"),
        field(16, U32(Host), "mtu", Unit("bytes"), "largest packet of the table"),
        field(20, U32(Host), "tsize", Number, "entries of the table"),
    ],
};
const _: () = assert!(TC_SIZESPEC.size() == 24 && TC_SIZESPEC.has_no_hole());

/// The table of sizes consists of numbers, without a struct.
#[rustfmt::skip]
static TC_SIZE: Layout = Layout {
    c_name: "u16",
    header: "linux/pkt_sched.h",
    man: "tc-stab(8)",
    fields: &[field(0, U16(Host), "size", Number, "size on the link, >> size_log")],
};

/// `TC_LINKLAYER_…`
#[rustfmt::skip]
pub const TC_LINKLAYER: &[Name] = &[
    name(0, "TC_LINKLAYER_UNAWARE", "not specified, use the rate table"),
    name(1, "TC_LINKLAYER_ETHERNET", "frames of any length, as in Ethernet"),
    name(2, "TC_LINKLAYER_ATM", "53-byte cells with 48 bytes of payload"),
];

/// `TC_RTAB_SIZE`: a rate table has 256 numbers, without a struct. An entry is the time to send a
/// packet that is one cell longer than the one before; a cell has 2 to the power of `cell_log`
/// bytes. The kernel uses the table only for programs that do not specify the link layer
/// (`TC_LINKLAYER_UNAWARE`), and never sends it; iproute2 still does.
#[rustfmt::skip]
pub static TC_RTAB: Layout = Layout {
    c_name: "u32",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[field(0, U32(Host), "ticks", Unit("ticks of 64 nanoseconds"), "send time of one more cell")],
};

pub const TCA_HTB_PARMS: u16 = 1;
pub const TCA_HTB_INIT: u16 = 2;
pub const TCA_HTB_CTAB: u16 = 3;
pub const TCA_HTB_RTAB: u16 = 4;
pub const TCA_HTB_DIRECT_QLEN: u16 = 5;
pub const TCA_HTB_RATE64: u16 = 6;
pub const TCA_HTB_CEIL64: u16 = 7;

/// `TCA_HTB_…`: the options of a hierarchy of token buckets.
#[rustfmt::skip]
pub static TCA_HTB: Set = set("TCA_HTB", &NLATTR, &[
    attr(TCA_HTB_PARMS, "TCA_HTB_PARMS", Struct(&TC_HTB_OPT), "class: rates"),
    attr(TCA_HTB_INIT, "TCA_HTB_INIT", Struct(&TC_HTB_GLOB), "qdisc: settings for all classes"),
    attr(TCA_HTB_CTAB, "TCA_HTB_CTAB", Structs(&TC_RTAB), "request: send times at the ceiling"),
    attr(TCA_HTB_RTAB, "TCA_HTB_RTAB", Structs(&TC_RTAB), "request: send times at the rate"),
    attr(TCA_HTB_DIRECT_QLEN, "TCA_HTB_DIRECT_QLEN", U32(Host).meaning(Unit("packets")), "queue limit of unclassified packets"),
    attr(TCA_HTB_RATE64, "TCA_HTB_RATE64", U64(Host).meaning(Unit("bytes a second")), "rate, if larger than 32 bits"),
    attr(TCA_HTB_CEIL64, "TCA_HTB_CEIL64", U64(Host).meaning(Unit("bytes a second")), "ceiling, if larger than 32 bits"),
    attr(8, "TCA_HTB_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(9, "TCA_HTB_OFFLOAD", Flag, "done in hardware"),
]);

/// `struct tc_htb_opt`, with two `struct tc_ratespec` inside it.
#[rustfmt::skip]
pub static TC_HTB_OPT: Layout = Layout {
    c_name: "tc_htb_opt",
    header: "linux/pkt_sched.h",
    man: "tc-htb(8)",
    fields: &[
        field(0, U8, "rate.cell_log", Number, "index in the rate table: packet size >> this"),
        field(1, U8, "rate.linklayer", OneOf(TC_LINKLAYER), "how the link frames packets"),
        field(2, U16(Host), "rate.overhead", Unit("bytes"), "added to each packet by the link"),
        field(4, U16(Host), "rate.cell_align", Number, "bytes added to packet sizes first, signed"),
        field(6, U16(Host), "rate.mpu", Unit("bytes"), "smallest size a packet counts as"),
        field(8, U32(Host), "rate.rate", Unit("bytes a second"), "guaranteed rate of the class"),
        field(12, U8, "ceil.cell_log", Number, "as for rate"),
        field(13, U8, "ceil.linklayer", OneOf(TC_LINKLAYER), "as for rate"),
        field(14, U16(Host), "ceil.overhead", Unit("bytes"), "as for rate"),
        field(16, U16(Host), "ceil.cell_align", Number, "as for rate"),
        field(18, U16(Host), "ceil.mpu", Unit("bytes"), "as for rate"),
        field(20, U32(Host), "ceil.rate", Unit("bytes a second"), "largest rate, with borrowing"),
        field(24, U32(Host), "buffer", Unit("ticks of 64 nanoseconds"), "burst at the rate"),
        field(28, U32(Host), "cbuffer", Unit("ticks of 64 nanoseconds"), "burst at the ceiling"),
        field(32, U32(Host), "quantum", Unit("bytes"), "sent in one turn when borrowing, 0: computed"),
        field(36, U32(Host), "level", Number, "0 for a leaf, set by the kernel"),
        field(40, U32(Host), "prio", Number, "priority for borrowing, the lowest is first"),
    ],
};
const _: () = assert!(TC_HTB_OPT.size() == 44 && TC_HTB_OPT.has_no_hole());

/// `struct tc_htb_opt`: the type of its members; its table is [`TC_HTB_OPT`].
#[doc(alias = "tc_htb_opt")]
pub enum TcHtbOpt {}

impl CStruct for TcHtbOpt {
    const LAYOUT: &'static Layout = &TC_HTB_OPT;
}

/// `rate.cell_log`
pub const TC_HTB_OPT_RATE_CELL_LOG: Member<TcHtbOpt> = Member::named("rate.cell_log");
/// `rate.linklayer`
pub const TC_HTB_OPT_RATE_LINKLAYER: Member<TcHtbOpt> = Member::named("rate.linklayer");
/// `rate.overhead`
pub const TC_HTB_OPT_RATE_OVERHEAD: Member<TcHtbOpt> = Member::named("rate.overhead");
/// `rate.cell_align`
pub const TC_HTB_OPT_RATE_CELL_ALIGN: Member<TcHtbOpt> = Member::named("rate.cell_align");
/// `rate.mpu`
pub const TC_HTB_OPT_RATE_MPU: Member<TcHtbOpt> = Member::named("rate.mpu");
/// `rate.rate`
pub const TC_HTB_OPT_RATE_RATE: Member<TcHtbOpt> = Member::named("rate.rate");
/// `ceil.cell_log`
pub const TC_HTB_OPT_CEIL_CELL_LOG: Member<TcHtbOpt> = Member::named("ceil.cell_log");
/// `ceil.linklayer`
pub const TC_HTB_OPT_CEIL_LINKLAYER: Member<TcHtbOpt> = Member::named("ceil.linklayer");
/// `ceil.overhead`
pub const TC_HTB_OPT_CEIL_OVERHEAD: Member<TcHtbOpt> = Member::named("ceil.overhead");
/// `ceil.cell_align`
pub const TC_HTB_OPT_CEIL_CELL_ALIGN: Member<TcHtbOpt> = Member::named("ceil.cell_align");
/// `ceil.mpu`
pub const TC_HTB_OPT_CEIL_MPU: Member<TcHtbOpt> = Member::named("ceil.mpu");
/// `ceil.rate`
pub const TC_HTB_OPT_CEIL_RATE: Member<TcHtbOpt> = Member::named("ceil.rate");
/// `buffer`
pub const TC_HTB_OPT_BUFFER: Member<TcHtbOpt> = Member::named("buffer");
/// `cbuffer`
pub const TC_HTB_OPT_CBUFFER: Member<TcHtbOpt> = Member::named("cbuffer");
/// `quantum`
pub const TC_HTB_OPT_QUANTUM: Member<TcHtbOpt> = Member::named("quantum");
/// `level`
pub const TC_HTB_OPT_LEVEL: Member<TcHtbOpt> = Member::named("level");
/// `prio`
pub const TC_HTB_OPT_PRIO: Member<TcHtbOpt> = Member::named("prio");

/// `struct tc_htb_glob`
#[rustfmt::skip]
pub static TC_HTB_GLOB: Layout = Layout {
    c_name: "tc_htb_glob",
    header: "linux/pkt_sched.h",
    man: "tc-htb(8)",
    fields: &[
        field(0, U32(Host), "version", Flags(&[]), "version of the structs: 3, in the upper 16 bits"),
        field(4, U32(Host), "rate2quantum", Number, "quantum of a class: its rate divided by this"),
        field(8, U32(Host), "defcls", Flags(&[]), "default class (minor number), 0: none"),
        field(12, U32(Host), "debug", Number, "not used"),
        field(16, U32(Host), "direct_pkts", Unit("packets"), "sent without a class"),
    ],
};
const _: () = assert!(TC_HTB_GLOB.size() == 20 && TC_HTB_GLOB.has_no_hole());

/// `struct tc_htb_glob`: the type of its members; its table is [`TC_HTB_GLOB`].
#[doc(alias = "tc_htb_glob")]
pub enum TcHtbGlob {}

impl CStruct for TcHtbGlob {
    const LAYOUT: &'static Layout = &TC_HTB_GLOB;
}

/// `version`
pub const TC_HTB_GLOB_VERSION: Member<TcHtbGlob> = Member::named("version");
/// `rate2quantum`
pub const TC_HTB_GLOB_RATE2QUANTUM: Member<TcHtbGlob> = Member::named("rate2quantum");
/// `defcls`
pub const TC_HTB_GLOB_DEFCLS: Member<TcHtbGlob> = Member::named("defcls");
/// `debug`
pub const TC_HTB_GLOB_DEBUG: Member<TcHtbGlob> = Member::named("debug");
/// `direct_pkts`
pub const TC_HTB_GLOB_DIRECT_PKTS: Member<TcHtbGlob> = Member::named("direct_pkts");

/// `struct tc_htb_xstats`
#[rustfmt::skip]
pub static TC_HTB_XSTATS: Layout = Layout {
    c_name: "tc_htb_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-htb(8)",
    fields: &[
        field(0, U32(Host), "lends", Unit("packets"), "sent within the class's own rate"),
        field(4, U32(Host), "borrows", Unit("packets"), "sent with bandwidth of the parent"),
        field(8, U32(Host), "giants", Number, "no longer counted"),
        field(12, S32, "tokens", Unit("ticks of 64 nanoseconds"), "burst left at the rate, below 0: must wait"),
        field(16, S32, "ctokens", Unit("ticks of 64 nanoseconds"), "burst left at the ceiling"),
    ],
};
const _: () = assert!(TC_HTB_XSTATS.size() == 20 && TC_HTB_XSTATS.has_no_hole());

pub const TCA_TBF_PARMS: u16 = 1;
pub const TCA_TBF_RATE64: u16 = 4;
pub const TCA_TBF_PRATE64: u16 = 5;

/// `TCA_TBF_…`: the options of a token bucket.
#[rustfmt::skip]
pub static TCA_TBF: Set = set("TCA_TBF", &NLATTR, &[
    attr(TCA_TBF_PARMS, "TCA_TBF_PARMS", Struct(&TC_TBF_QOPT), "rates"),
    attr(2, "TCA_TBF_RTAB", Structs(&TC_RTAB), "request: send times at the rate"),
    attr(3, "TCA_TBF_PTAB", Structs(&TC_RTAB), "request: send times at the peak rate"),
    attr(TCA_TBF_RATE64, "TCA_TBF_RATE64", U64(Host).meaning(Unit("bytes a second")), "rate, if larger than 32 bits"),
    attr(TCA_TBF_PRATE64, "TCA_TBF_PRATE64", U64(Host).meaning(Unit("bytes a second")), "peak rate, if larger than 32 bits"),
    attr(6, "TCA_TBF_BURST", U32(Host).meaning(Unit("bytes")), "request: size of the bucket"),
    attr(7, "TCA_TBF_PBURST", U32(Host).meaning(Unit("bytes")), "request: bucket size of the peak rate"),
    attr(8, "TCA_TBF_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_tbf_qopt`, with two `struct tc_ratespec` inside it.
#[rustfmt::skip]
pub static TC_TBF_QOPT: Layout = Layout {
    c_name: "tc_tbf_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-tbf(8)",
    fields: &[
        field(0, U8, "rate.cell_log", Number, "index in the rate table: packet size >> this"),
        field(1, U8, "rate.linklayer", OneOf(TC_LINKLAYER), "how the link frames packets"),
        field(2, U16(Host), "rate.overhead", Unit("bytes"), "added to each packet by the link"),
        field(4, U16(Host), "rate.cell_align", Number, "bytes added to packet sizes first, signed"),
        field(6, U16(Host), "rate.mpu", Unit("bytes"), "smallest size a packet counts as"),
        field(8, U32(Host), "rate.rate", Unit("bytes a second"), "rate"),
        field(12, U8, "peakrate.cell_log", Number, "as for rate"),
        field(13, U8, "peakrate.linklayer", OneOf(TC_LINKLAYER), "as for rate"),
        field(14, U16(Host), "peakrate.overhead", Unit("bytes"), "as for rate"),
        field(16, U16(Host), "peakrate.cell_align", Number, "as for rate"),
        field(18, U16(Host), "peakrate.mpu", Unit("bytes"), "as for rate"),
        field(20, U32(Host), "peakrate.rate", Unit("bytes a second"), "largest rate of a burst, 0: no limit"),
        field(24, U32(Host), "limit", Unit("bytes"), "queue limit"),
        field(28, U32(Host), "buffer", Unit("ticks of 64 nanoseconds"), "size of the bucket, at the rate"),
        field(32, U32(Host), "mtu", Unit("ticks of 64 nanoseconds"), "bucket size of the peak rate"),
    ],
};
const _: () = assert!(TC_TBF_QOPT.size() == 36 && TC_TBF_QOPT.has_no_hole());

/// `struct tc_tbf_qopt`: the type of its members; its table is [`TC_TBF_QOPT`].
#[doc(alias = "tc_tbf_qopt")]
pub enum TcTbfQopt {}

impl CStruct for TcTbfQopt {
    const LAYOUT: &'static Layout = &TC_TBF_QOPT;
}

/// `rate.rate`
pub const TC_TBF_QOPT_RATE_RATE: Member<TcTbfQopt> = Member::named("rate.rate");
/// `peakrate.rate`
pub const TC_TBF_QOPT_PEAKRATE_RATE: Member<TcTbfQopt> = Member::named("peakrate.rate");
/// `limit`
pub const TC_TBF_QOPT_LIMIT: Member<TcTbfQopt> = Member::named("limit");
/// `buffer`
pub const TC_TBF_QOPT_BUFFER: Member<TcTbfQopt> = Member::named("buffer");
/// `mtu`
pub const TC_TBF_QOPT_MTU: Member<TcTbfQopt> = Member::named("mtu");

pub const TCA_FQ_CODEL_TARGET: u16 = 1;
pub const TCA_FQ_CODEL_LIMIT: u16 = 2;
pub const TCA_FQ_CODEL_INTERVAL: u16 = 3;
pub const TCA_FQ_CODEL_ECN: u16 = 4;
pub const TCA_FQ_CODEL_FLOWS: u16 = 5;
pub const TCA_FQ_CODEL_QUANTUM: u16 = 6;
pub const TCA_FQ_CODEL_CE_THRESHOLD: u16 = 7;
pub const TCA_FQ_CODEL_DROP_BATCH_SIZE: u16 = 8;
pub const TCA_FQ_CODEL_MEMORY_LIMIT: u16 = 9;

/// `TCA_FQ_CODEL_…`: the options of fair queueing with controlled delay, the default qdisc of many
/// distributions.
#[rustfmt::skip]
pub static TCA_FQ_CODEL: Set = set("TCA_FQ_CODEL", &NLATTR, &[
    attr(TCA_FQ_CODEL_TARGET, "TCA_FQ_CODEL_TARGET", U32(Host).meaning(Unit("microseconds")), "acceptable delay"),
    attr(TCA_FQ_CODEL_LIMIT, "TCA_FQ_CODEL_LIMIT", U32(Host).meaning(Unit("packets")), "queue limit"),
    attr(TCA_FQ_CODEL_INTERVAL, "TCA_FQ_CODEL_INTERVAL", U32(Host).meaning(Unit("microseconds")), "time above target before packets are dropped"),
    attr(TCA_FQ_CODEL_ECN, "TCA_FQ_CODEL_ECN", U32(Host).meaning(Number), "1: mark packets instead of dropping them"),
    attr(TCA_FQ_CODEL_FLOWS, "TCA_FQ_CODEL_FLOWS", U32(Host).meaning(Unit("queues")), "number of queues"),
    attr(TCA_FQ_CODEL_QUANTUM, "TCA_FQ_CODEL_QUANTUM", U32(Host).meaning(Unit("bytes")), "sent from a queue in one turn"),
    attr(TCA_FQ_CODEL_CE_THRESHOLD, "TCA_FQ_CODEL_CE_THRESHOLD", U32(Host).meaning(Unit("microseconds")), "delay above which packets are marked"),
    attr(TCA_FQ_CODEL_DROP_BATCH_SIZE, "TCA_FQ_CODEL_DROP_BATCH_SIZE", U32(Host).meaning(Unit("packets")), "packets dropped at once when full"),
    attr(TCA_FQ_CODEL_MEMORY_LIMIT, "TCA_FQ_CODEL_MEMORY_LIMIT", U32(Host).meaning(Unit("bytes")), "memory limit of the queues"),
    attr(10, "TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR", U8.meaning(Number), "type of service for that threshold"),
    attr(11, "TCA_FQ_CODEL_CE_THRESHOLD_MASK", U8.meaning(Flags(&[])), "mask of the type of service"),
]);

/// `struct tc_stats`
#[rustfmt::skip]
pub static TC_STATS: Layout = Layout {
    c_name: "tc_stats",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[
        field(0, U64(Host), "bytes", Unit("bytes"), "sent"),
        field(8, U32(Host), "packets", Unit("packets"), "sent"),
        field(12, U32(Host), "drops", Unit("packets"), "dropped, queue full"),
        field(16, U32(Host), "overlimits", Number, "times the limit was exceeded"),
        field(20, U32(Host), "bps", Unit("bytes a second"), "current rate"),
        field(24, U32(Host), "pps", Unit("packets a second"), "current rate"),
        field(28, U32(Host), "qlen", Unit("packets"), "queued"),
        field(32, U32(Host), "backlog", Unit("bytes"), "queued"),
        field(36, Pad(4), "(padding)", Reserved, "rounds the struct up to a multiple of 8"),
    ],
};
const _: () = assert!(TC_STATS.size() == 40 && TC_STATS.has_no_hole());

/// `struct tc_multiq_qopt`
#[rustfmt::skip]
pub static TC_MULTIQ_QOPT: Layout = Layout {
    c_name: "tc_multiq_qopt",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[
        field(0, U16(Host), "bands", Number, "queues in use"),
        field(2, U16(Host), "max_bands", Number, "queues of the interface"),
    ],
};
const _: () = assert!(TC_MULTIQ_QOPT.size() == 4 && TC_MULTIQ_QOPT.has_no_hole());

/// `struct tc_plug_qopt`
#[rustfmt::skip]
pub static TC_PLUG_QOPT: Layout = Layout {
    c_name: "tc_plug_qopt",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[
        field(0, S32, "action", OneOf(TCQ_PLUG), "what to do"),
        field(4, U32(Host), "limit", Unit("bytes"), "queue limit"),
    ],
};
const _: () = assert!(TC_PLUG_QOPT.size() == 8 && TC_PLUG_QOPT.has_no_hole());

/// `TCQ_PLUG_…`
#[rustfmt::skip]
pub const TCQ_PLUG: &[Name] = &[
    name(0, "TCQ_PLUG_BUFFER", "hold packets from here on"),
    name(1, "TCQ_PLUG_RELEASE_ONE", "send up to the next plug"),
    name(2, "TCQ_PLUG_RELEASE_INDEFINITE", "send everything"),
    name(3, "TCQ_PLUG_LIMIT", "change the limit"),
];

/// `struct tc_sfq_qopt_v1`, with the older `struct tc_sfq_qopt` inside it.
#[rustfmt::skip]
pub static TC_SFQ_QOPT_V1: Layout = Layout {
    c_name: "tc_sfq_qopt_v1",
    header: "linux/pkt_sched.h",
    man: "tc-sfq(8)",
    fields: &[
        field(0, U32(Host), "v0.quantum", Unit("bytes"), "sent from a flow in one turn"),
        field(4, S32, "v0.perturb_period", Unit("seconds"), "until the hash is changed"),
        field(8, U32(Host), "v0.limit", Unit("packets"), "queue limit"),
        field(12, U32(Host), "v0.divisor", Number, "slots of the hash table"),
        field(16, U32(Host), "v0.flows", Unit("flows"), "at most"),
        field(20, U32(Host), "depth", Unit("packets"), "limit of each flow"),
        field(24, U32(Host), "headdrop", Number, "1: drop the oldest packet"),
        field(28, U32(Host), "limit", Unit("bytes"), "hard limit of a flow (RED)"),
        field(32, U32(Host), "qth_min", Unit("bytes"), "queue at which marking starts"),
        field(36, U32(Host), "qth_max", Unit("bytes"), "queue at which every packet is marked"),
        field(40, U8, "Wlog", Number, "weight of the average: 2^-this"),
        field(41, U8, "Plog", Number, "probability, as a power of two"),
        field(42, U8, "Scell_log", Number, "index in the idle table"),
        field(43, U8, "flags", Flags(TC_RED), "flags"),
        field(44, U32(Host), "max_P", Number, "probability at the maximum, of 2^32"),
        field(48, U32(Host), "stats.prob_drop", Unit("packets"), "dropped early"),
        field(52, U32(Host), "stats.forced_drop", Unit("packets"), "dropped above the maximum"),
        field(56, U32(Host), "stats.prob_mark", Unit("packets"), "marked early"),
        field(60, U32(Host), "stats.forced_mark", Unit("packets"), "marked above the maximum"),
        field(64, U32(Host), "stats.prob_mark_head", Unit("packets"), "marked early, at the head"),
        field(68, U32(Host), "stats.forced_mark_head", Unit("packets"), "marked above the maximum, at the head"),
    ],
};
const _: () = assert!(TC_SFQ_QOPT_V1.size() == 72 && TC_SFQ_QOPT_V1.has_no_hole());

/// `struct tc_sfq_xstats`
#[rustfmt::skip]
pub static TC_SFQ_XSTATS: Layout = Layout {
    c_name: "tc_sfq_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-sfq(8)",
    fields: &[
        field(0, S32, "allot", Unit("bytes"), "left to send in this turn"),
    ],
};
const _: () = assert!(TC_SFQ_XSTATS.size() == 4 && TC_SFQ_XSTATS.has_no_hole());

/// `TC_RED_…`
#[rustfmt::skip]
pub const TC_RED: &[Name] = &[
    name(0x1, "TC_RED_ECN", "mark packets instead of dropping them"),
    name(0x2, "TC_RED_HARDDROP", "drop above the maximum"),
    name(0x4, "TC_RED_ADAPTATIVE", "adapt the probability"),
    name(0x8, "TC_RED_NODROP", "queue packets that cannot be marked"),
];

/// `TCA_RED_…`: random early detection.
#[rustfmt::skip]
pub static TCA_RED: Set = set("TCA_RED", &NLATTR, &[
    attr(1, "TCA_RED_PARMS", Struct(&TC_RED_QOPT), "thresholds"),
    attr(2, "TCA_RED_STAB", Id, "request: how the average decays while idle"),
    attr(3, "TCA_RED_MAX_P", U32(Host).meaning(Number), "probability at the maximum, of 2^32"),
    attr(4, "TCA_RED_FLAGS", Struct(&RED_FLAGS), "flags"),
    attr(5, "TCA_RED_EARLY_DROP_BLOCK", U32(Host).meaning(Number), "filters for packets dropped early"),
    attr(6, "TCA_RED_MARK_BLOCK", U32(Host).meaning(Number), "filters for packets marked"),
]);

static RED_FLAGS: Layout = nla_bitfield32(&RED_FLAGS_BITS);
static RED_FLAGS_BITS: [Field; 2] = bits(TC_RED);

/// `struct tc_red_qopt`
#[rustfmt::skip]
pub static TC_RED_QOPT: Layout = Layout {
    c_name: "tc_red_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-red(8)",
    fields: &[
        field(0, U32(Host), "limit", Unit("bytes"), "queue limit"),
        field(4, U32(Host), "qth_min", Unit("bytes"), "average queue at which marking starts"),
        field(8, U32(Host), "qth_max", Unit("bytes"), "average queue at which all are marked"),
        field(12, U8, "Wlog", Number, "weight of the average: 2^-this"),
        field(13, U8, "Plog", Number, "probability, as a power of two"),
        field(14, U8, "Scell_log", Number, "index in the idle table"),
        field(15, U8, "flags", Flags(TC_RED), "flags"),
    ],
};
const _: () = assert!(TC_RED_QOPT.size() == 16 && TC_RED_QOPT.has_no_hole());

/// `struct tc_red_xstats`
#[rustfmt::skip]
pub static TC_RED_XSTATS: Layout = Layout {
    c_name: "tc_red_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-red(8)",
    fields: &[
        field(0, U32(Host), "early", Unit("packets"), "dropped early"),
        field(4, U32(Host), "pdrop", Unit("packets"), "dropped, queue full"),
        field(8, U32(Host), "other", Number, "no longer counted"),
        field(12, U32(Host), "marked", Unit("packets"), "marked"),
    ],
};
const _: () = assert!(TC_RED_XSTATS.size() == 16 && TC_RED_XSTATS.has_no_hole());

/// `TCA_GRED_…`: several RED queues in one.
#[rustfmt::skip]
pub static TCA_GRED: Set = set("TCA_GRED", &NLATTR, &[
    attr(1, "TCA_GRED_PARMS", Structs(&TC_GRED_QOPT), "settings and counters of each queue"),
    attr(2, "TCA_GRED_STAB", Id, "request: how the average decays while idle"),
    attr(3, "TCA_GRED_DPS", Struct(&TC_GRED_SOPT), "number of queues"),
    attr(4, "TCA_GRED_MAX_P", Structs(&GRED_MAX_P), "probability of each queue at the maximum"),
    attr(5, "TCA_GRED_LIMIT", U32(Host).meaning(Unit("bytes")), "limit of all queues"),
    attr(6, "TCA_GRED_VQ_LIST", Nested(&TCA_GRED_VQ_ENTRY), "the queues"),
]);

#[rustfmt::skip]
static GRED_MAX_P: Layout = Layout {
    c_name: "u32",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[field(0, U32(Host), "max_P", Number, "probability at the maximum, of 2^32")],
};

/// A list of `TCA_GRED_VQ_ENTRY`.
#[rustfmt::skip]
pub static TCA_GRED_VQ_ENTRY: Set = set("TCA_GRED_VQ_ENTRY", &NLATTR, &[
    attr(1, "TCA_GRED_VQ_ENTRY", Nested(&TCA_GRED_VQ), "a queue"),
]);

/// `TCA_GRED_VQ_…`
#[rustfmt::skip]
pub static TCA_GRED_VQ: Set = set("TCA_GRED_VQ", &NLATTR, &[
    attr(1, "TCA_GRED_VQ_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(2, "TCA_GRED_VQ_DP", U32(Host).meaning(Number), "number of the queue"),
    attr(3, "TCA_GRED_VQ_STAT_BYTES", U64(Host).meaning(Unit("bytes")), "seen"),
    attr(4, "TCA_GRED_VQ_STAT_PACKETS", U32(Host).meaning(Unit("packets")), "seen"),
    attr(5, "TCA_GRED_VQ_STAT_BACKLOG", U32(Host).meaning(Unit("bytes")), "queued"),
    attr(6, "TCA_GRED_VQ_STAT_PROB_DROP", U32(Host).meaning(Unit("packets")), "dropped early"),
    attr(7, "TCA_GRED_VQ_STAT_PROB_MARK", U32(Host).meaning(Unit("packets")), "marked early"),
    attr(8, "TCA_GRED_VQ_STAT_FORCED_DROP", U32(Host).meaning(Unit("packets")), "dropped above the maximum"),
    attr(9, "TCA_GRED_VQ_STAT_FORCED_MARK", U32(Host).meaning(Unit("packets")), "marked above the maximum"),
    attr(10, "TCA_GRED_VQ_STAT_PDROP", U32(Host).meaning(Unit("packets")), "dropped, queue full"),
    attr(11, "TCA_GRED_VQ_STAT_OTHER", U32(Host).meaning(Unit("packets")), "dropped by others"),
    attr(12, "TCA_GRED_VQ_FLAGS", U32(Host).meaning(Flags(TC_RED)), "flags"),
]);

/// `struct tc_gred_qopt`
#[rustfmt::skip]
pub static TC_GRED_QOPT: Layout = Layout {
    c_name: "tc_gred_qopt",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[
        field(0, U32(Host), "limit", Unit("bytes"), "queue limit"),
        field(4, U32(Host), "qth_min", Unit("bytes"), "average queue at which marking starts"),
        field(8, U32(Host), "qth_max", Unit("bytes"), "average queue at which all are marked"),
        field(12, U32(Host), "DP", Number, "number of the queue, or 16: not in use"),
        field(16, U32(Host), "backlog", Unit("bytes"), "queued"),
        field(20, U32(Host), "qave", Unit("bytes"), "average queue"),
        field(24, U32(Host), "forced", Unit("packets"), "dropped or marked above the maximum"),
        field(28, U32(Host), "early", Unit("packets"), "dropped or marked early"),
        field(32, U32(Host), "other", Unit("packets"), "dropped by others"),
        field(36, U32(Host), "pdrop", Unit("packets"), "dropped, queue full"),
        field(40, U8, "Wlog", Number, "weight of the average: 2^-this"),
        field(41, U8, "Plog", Number, "probability, as a power of two"),
        field(42, U8, "Scell_log", Number, "index in the idle table"),
        field(43, U8, "prio", Number, "priority of the queue"),
        field(44, U32(Host), "packets", Unit("packets"), "seen"),
        field(48, U32(Host), "bytesin", Unit("bytes"), "seen"),
    ],
};
const _: () = assert!(TC_GRED_QOPT.size() == 52 && TC_GRED_QOPT.has_no_hole());

/// `struct tc_gred_sopt`
#[rustfmt::skip]
pub static TC_GRED_SOPT: Layout = Layout {
    c_name: "tc_gred_sopt",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[
        field(0, U32(Host), "DPs", Number, "number of queues"),
        field(4, U32(Host), "def_DP", Number, "default queue"),
        field(8, U8, "grio", Number, "1: queues have priorities"),
        field(9, U8, "flags", Flags(TC_RED), "flags of all queues"),
        field(10, Pad(2), "pad1", Reserved, "zero"),
    ],
};
const _: () = assert!(TC_GRED_SOPT.size() == 12 && TC_GRED_SOPT.has_no_hole());

/// `TCA_CHOKE_…`: drops flows that do not slow down.
#[rustfmt::skip]
pub static TCA_CHOKE: Set = set("TCA_CHOKE", &NLATTR, &[
    attr(1, "TCA_CHOKE_PARMS", Struct(&TC_CHOKE_QOPT), "thresholds"),
    attr(2, "TCA_CHOKE_STAB", Id, "request: how the average decays while idle"),
    attr(3, "TCA_CHOKE_MAX_P", U32(Host).meaning(Number), "probability at the maximum, of 2^32"),
]);

/// `struct tc_choke_qopt`
#[rustfmt::skip]
pub static TC_CHOKE_QOPT: Layout = Layout {
    c_name: "tc_choke_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-choke(8)",
    fields: &[
        field(0, U32(Host), "limit", Unit("packets"), "queue limit"),
        field(4, U32(Host), "qth_min", Unit("packets"), "average queue at which marking starts"),
        field(8, U32(Host), "qth_max", Unit("packets"), "average queue at which all are marked"),
        field(12, U8, "Wlog", Number, "weight of the average: 2^-this"),
        field(13, U8, "Plog", Number, "probability, as a power of two"),
        field(14, U8, "Scell_log", Number, "index in the idle table"),
        field(15, U8, "flags", Flags(TC_RED), "flags"),
    ],
};
const _: () = assert!(TC_CHOKE_QOPT.size() == 16 && TC_CHOKE_QOPT.has_no_hole());

/// `struct tc_choke_xstats`
#[rustfmt::skip]
pub static TC_CHOKE_XSTATS: Layout = Layout {
    c_name: "tc_choke_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-choke(8)",
    fields: &[
        field(0, U32(Host), "early", Unit("packets"), "dropped early"),
        field(4, U32(Host), "pdrop", Unit("packets"), "dropped, queue full"),
        field(8, U32(Host), "other", Number, "no longer counted"),
        field(12, U32(Host), "marked", Unit("packets"), "marked"),
        field(16, U32(Host), "matched", Unit("packets"), "dropped, of the same flow"),
    ],
};
const _: () = assert!(TC_CHOKE_XSTATS.size() == 20 && TC_CHOKE_XSTATS.has_no_hole());

/// `TCA_HFSC_…`: a class with service curves.
#[rustfmt::skip]
pub static TCA_HFSC: Set = set("TCA_HFSC", &NLATTR, &[
    attr(1, "TCA_HFSC_RSC", Struct(&TC_SERVICE_CURVE), "guaranteed: real-time curve"),
    attr(2, "TCA_HFSC_FSC", Struct(&TC_SERVICE_CURVE), "share: link-sharing curve"),
    attr(3, "TCA_HFSC_USC", Struct(&TC_SERVICE_CURVE), "most: upper-limit curve"),
]);

/// `struct tc_hfsc_qopt`
#[rustfmt::skip]
pub static TC_HFSC_QOPT: Layout = Layout {
    c_name: "tc_hfsc_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-hfsc(8)",
    fields: &[
        field(0, U16(Host), "defcls", Flags(&[]), "default class (minor number)"),
    ],
};
const _: () = assert!(TC_HFSC_QOPT.size() == 2 && TC_HFSC_QOPT.has_no_hole());

/// `struct tc_service_curve`
#[rustfmt::skip]
pub static TC_SERVICE_CURVE: Layout = Layout {
    c_name: "tc_service_curve",
    header: "linux/pkt_sched.h",
    man: "tc-hfsc(8)",
    fields: &[
        field(0, U32(Host), "m1", Unit("bytes a second"), "rate at first"),
        field(4, U32(Host), "d", Unit("microseconds"), "how long that is"),
        field(8, U32(Host), "m2", Unit("bytes a second"), "rate from then on"),
    ],
};
const _: () = assert!(TC_SERVICE_CURVE.size() == 12 && TC_SERVICE_CURVE.has_no_hole());

/// `struct tc_hfsc_stats`
#[rustfmt::skip]
pub static TC_HFSC_STATS: Layout = Layout {
    c_name: "tc_hfsc_stats",
    header: "linux/pkt_sched.h",
    man: "tc-hfsc(8)",
    fields: &[
        field(0, U64(Host), "work", Unit("bytes"), "sent"),
        field(8, U64(Host), "rtwork", Unit("bytes"), "sent by the real-time curve"),
        field(16, U32(Host), "period", Number, "times it became busy"),
        field(20, U32(Host), "level", Number, "0 for a leaf"),
    ],
};
const _: () = assert!(TC_HFSC_STATS.size() == 24 && TC_HFSC_STATS.has_no_hole());

/// `TCA_NETEM_…`: attributes after `struct tc_netem_qopt`.
#[rustfmt::skip]
pub static TCA_NETEM: Set = set("TCA_NETEM", &NLATTR, &[
    attr(1, "TCA_NETEM_CORR", Struct(&TC_NETEM_CORR), "how much depends on the packet before"),
    attr(2, "TCA_NETEM_DELAY_DIST", Structs(&NETEM_DIST), "request: distribution of delays"),
    attr(3, "TCA_NETEM_REORDER", Struct(&TC_NETEM_REORDER), "packets sent at once"),
    attr(4, "TCA_NETEM_CORRUPT", Struct(&TC_NETEM_CORRUPT), "packets with a wrong bit"),
    attr(5, "TCA_NETEM_LOSS", Nested(&NETEM_LOSS), "model of lost packets"),
    attr(6, "TCA_NETEM_RATE", Struct(&TC_NETEM_RATE), "rate of the link"),
    attr(7, "TCA_NETEM_ECN", U32(Host).meaning(Number), "1: mark packets instead of losing them"),
    attr(8, "TCA_NETEM_RATE64", U64(Host).meaning(Unit("bytes a second")), "rate, if larger than 32 bits"),
    attr(9, "TCA_NETEM_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(10, "TCA_NETEM_LATENCY64", S64.meaning(Unit("nanoseconds")), "delay"),
    attr(11, "TCA_NETEM_JITTER64", S64.meaning(Unit("nanoseconds")), "variation of the delay"),
    attr(12, "TCA_NETEM_SLOT", Struct(&TC_NETEM_SLOT), "packets held back and sent together"),
    attr(13, "TCA_NETEM_SLOT_DIST", Structs(&NETEM_DIST), "request: distribution of slots"),
    attr(14, "TCA_NETEM_PRNG_SEED", U64(Host).meaning(Number), "seed of the random numbers"),
]);

#[rustfmt::skip]
static NETEM_DIST: Layout = Layout {
    c_name: "s16",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[field(0, U16(Host), "value", Number, "signed, in 1/8192 of the standard deviation")],
};
static NETEM_ATTRS: Attr = attr(0, "attributes of netem", Nested(&TCA_NETEM), "more settings");
pub(crate) const NETEM: Shape = Headed(&TC_NETEM_QOPT, &NETEM_ATTRS);

/// `struct tc_netem_qopt`, followed by attributes.
#[rustfmt::skip]
pub static TC_NETEM_QOPT: Layout = Layout {
    c_name: "tc_netem_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U32(Host), "latency", Unit("ticks of 64 nanoseconds"), "delay"),
        field(4, U32(Host), "limit", Unit("packets"), "queue limit"),
        field(8, U32(Host), "loss", Number, "probability of a loss, of 2^32"),
        field(12, U32(Host), "gap", Unit("packets"), "between packets sent at once"),
        field(16, U32(Host), "duplicate", Number, "probability of a copy, of 2^32"),
        field(20, U32(Host), "jitter", Unit("ticks of 64 nanoseconds"), "variation of the delay"),
    ],
};
const _: () = assert!(TC_NETEM_QOPT.size() == 24 && TC_NETEM_QOPT.has_no_hole());

/// `struct tc_netem_corr`
#[rustfmt::skip]
pub static TC_NETEM_CORR: Layout = Layout {
    c_name: "tc_netem_corr",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U32(Host), "delay_corr", Number, "of the delay, of 2^32"),
        field(4, U32(Host), "loss_corr", Number, "of the loss"),
        field(8, U32(Host), "dup_corr", Number, "of the copies"),
    ],
};
const _: () = assert!(TC_NETEM_CORR.size() == 12 && TC_NETEM_CORR.has_no_hole());

/// `struct tc_netem_reorder`
#[rustfmt::skip]
pub static TC_NETEM_REORDER: Layout = Layout {
    c_name: "tc_netem_reorder",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U32(Host), "probability", Number, "probability, of 2^32"),
        field(4, U32(Host), "correlation", Number, "with the packet before"),
    ],
};
const _: () = assert!(TC_NETEM_REORDER.size() == 8 && TC_NETEM_REORDER.has_no_hole());

/// `struct tc_netem_corrupt`
#[rustfmt::skip]
pub static TC_NETEM_CORRUPT: Layout = Layout {
    c_name: "tc_netem_corrupt",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U32(Host), "probability", Number, "probability, of 2^32"),
        field(4, U32(Host), "correlation", Number, "with the packet before"),
    ],
};
const _: () = assert!(TC_NETEM_CORRUPT.size() == 8 && TC_NETEM_CORRUPT.has_no_hole());

/// `struct tc_netem_rate`
#[rustfmt::skip]
pub static TC_NETEM_RATE: Layout = Layout {
    c_name: "tc_netem_rate",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U32(Host), "rate", Unit("bytes a second"), "rate"),
        field(4, S32, "packet_overhead", Unit("bytes"), "added to each packet"),
        field(8, U32(Host), "cell_size", Unit("bytes"), "cell, 0: none"),
        field(12, S32, "cell_overhead", Unit("bytes"), "added to each cell"),
    ],
};
const _: () = assert!(TC_NETEM_RATE.size() == 16 && TC_NETEM_RATE.has_no_hole());

/// `struct tc_netem_slot`
#[rustfmt::skip]
pub static TC_NETEM_SLOT: Layout = Layout {
    c_name: "tc_netem_slot",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, S64, "min_delay", Unit("nanoseconds"), "shortest slot"),
        field(8, S64, "max_delay", Unit("nanoseconds"), "longest slot"),
        field(16, S32, "max_packets", Unit("packets"), "of one slot"),
        field(20, S32, "max_bytes", Unit("bytes"), "of one slot"),
        field(24, S64, "dist_delay", Unit("nanoseconds"), "mean of a distribution"),
        field(32, S64, "dist_jitter", Unit("nanoseconds"), "variation of that"),
    ],
};
const _: () = assert!(TC_NETEM_SLOT.size() == 40 && TC_NETEM_SLOT.has_no_hole());

/// `NETEM_LOSS_…`
#[rustfmt::skip]
pub static NETEM_LOSS: Set = set("NETEM_LOSS", &NLATTR, &[
    attr(1, "NETEM_LOSS_GI", Struct(&TC_NETEM_GIMODEL), "four states (general and intuitive)"),
    attr(2, "NETEM_LOSS_GE", Struct(&TC_NETEM_GEMODEL), "two states (Gilbert and Elliot)"),
]);

/// `struct tc_netem_gimodel`
#[rustfmt::skip]
pub static TC_NETEM_GIMODEL: Layout = Layout {
    c_name: "tc_netem_gimodel",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U32(Host), "p13", Number, "from good to a burst of losses, of 2^32"),
        field(4, U32(Host), "p31", Number, "from a burst of losses to good"),
        field(8, U32(Host), "p32", Number, "from a burst of losses to a gap in it"),
        field(12, U32(Host), "p14", Number, "a single loss"),
        field(16, U32(Host), "p23", Number, "from a gap to a burst of losses"),
    ],
};
const _: () = assert!(TC_NETEM_GIMODEL.size() == 20 && TC_NETEM_GIMODEL.has_no_hole());

/// `struct tc_netem_gemodel`
#[rustfmt::skip]
pub static TC_NETEM_GEMODEL: Layout = Layout {
    c_name: "tc_netem_gemodel",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U32(Host), "p", Number, "from good to bad, of 2^32"),
        field(4, U32(Host), "r", Number, "from bad to good"),
        field(8, U32(Host), "h", Number, "loss in the bad state"),
        field(12, U32(Host), "k1", Number, "loss in the good state"),
    ],
};
const _: () = assert!(TC_NETEM_GEMODEL.size() == 16 && TC_NETEM_GEMODEL.has_no_hole());

/// `struct tc_netem_xstats`
#[rustfmt::skip]
pub static TC_NETEM_XSTATS: Layout = Layout {
    c_name: "tc_netem_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-netem(8)",
    fields: &[
        field(0, U64(Host), "delayed", Unit("packets"), "delayed"),
        field(8, U64(Host), "dropped", Unit("packets"), "lost"),
        field(16, U64(Host), "corrupted", Unit("packets"), "with a wrong bit"),
        field(24, U64(Host), "duplicated", Unit("packets"), "sent twice"),
        field(32, U64(Host), "reordered", Unit("packets"), "sent at once"),
        field(40, U64(Host), "ecn_marked", Unit("packets"), "marked"),
        field(48, U64(Host), "allocation_errors", Number, "no memory"),
    ],
};
const _: () = assert!(TC_NETEM_XSTATS.size() == 56 && TC_NETEM_XSTATS.has_no_hole());

/// `TCA_DRR_…`: a class of deficit round robin.
#[rustfmt::skip]
pub static TCA_DRR: Set = set("TCA_DRR", &NLATTR, &[
    attr(1, "TCA_DRR_QUANTUM", U32(Host).meaning(Unit("bytes")), "sent in one turn"),
]);

/// `struct tc_drr_stats`
#[rustfmt::skip]
pub static TC_DRR_STATS: Layout = Layout {
    c_name: "tc_drr_stats",
    header: "linux/pkt_sched.h",
    man: "tc-drr(8)",
    fields: &[
        field(0, U32(Host), "deficit", Unit("bytes"), "left to send in this turn"),
    ],
};
const _: () = assert!(TC_DRR_STATS.size() == 4 && TC_DRR_STATS.has_no_hole());

/// `struct tc_mqprio_qopt`
pub static TC_MQPRIO_QOPT: Layout = Layout {
    c_name: "tc_mqprio_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-mqprio(8)",
    fields: MQPRIO_FIELDS.split_at(5).0,
};
const _: () = assert!(TC_MQPRIO_QOPT.size() == 82 && TC_MQPRIO_QOPT.has_no_hole());

/// The same before attributes, which start at a multiple of four.
static TC_MQPRIO_QOPT_PADDED: Layout = Layout { fields: &MQPRIO_FIELDS, ..TC_MQPRIO_QOPT };
const _: () = assert!(TC_MQPRIO_QOPT_PADDED.size() == 84 && TC_MQPRIO_QOPT_PADDED.has_no_hole());

#[rustfmt::skip]
static MQPRIO_FIELDS: [Field; 6] = [
    field(0, U8, "num_tc", Number, "traffic classes"),
    field(1, Bytes(16), "prio_tc_map", Meaning::Id, "traffic class of each of the 16 priorities"),
    field(17, U8, "hw", Number, "done in hardware: 0 no, 1 the classes"),
    field(18, Bytes(32), "count", Meaning::Id, "queues of each class, 16 bits each"),
    field(50, Bytes(32), "offset", Meaning::Id, "first queue of each class, 16 bits each"),
    field(82, Pad(2), "(padding)", Reserved, "aligns the attributes to 4 bytes"),
];

/// `TCA_MQPRIO_…`: attributes after `struct tc_mqprio_qopt`.
#[rustfmt::skip]
pub static TCA_MQPRIO: Set = set("TCA_MQPRIO", &NLATTR, &[
    attr(1, "TCA_MQPRIO_MODE", U16(Host).meaning(Number), "0: classes, 1: channels"),
    attr(2, "TCA_MQPRIO_SHAPER", U16(Host).meaning(Number), "0: none, 1: by rate"),
    attr(3, "TCA_MQPRIO_MIN_RATE64", Nested(&MQPRIO_MIN), "smallest rates"),
    attr(4, "TCA_MQPRIO_MAX_RATE64", Nested(&MQPRIO_MAX), "largest rates"),
    attr(5, "TCA_MQPRIO_TC_ENTRY", Nested(&TCA_MQPRIO_TC_ENTRY), "settings of a traffic class"),
]);

static MQPRIO_ATTRS: Attr = attr(0, "attributes of mqprio", Nested(&TCA_MQPRIO), "more settings");
pub(crate) const MQPRIO: Shape = Headed(&TC_MQPRIO_QOPT_PADDED, &MQPRIO_ATTRS);

#[rustfmt::skip]
static MQPRIO_MIN: Set = set("TCA_MQPRIO", &NLATTR, &[
    attr(3, "TCA_MQPRIO_MIN_RATE64", U64(Host).meaning(Unit("bytes a second")), "smallest rate of a class"),
]);
#[rustfmt::skip]
static MQPRIO_MAX: Set = set("TCA_MQPRIO", &NLATTR, &[
    attr(4, "TCA_MQPRIO_MAX_RATE64", U64(Host).meaning(Unit("bytes a second")), "largest rate of a class"),
]);

/// `TCA_MQPRIO_TC_ENTRY_…`
#[rustfmt::skip]
pub static TCA_MQPRIO_TC_ENTRY: Set = set("TCA_MQPRIO_TC_ENTRY", &NLATTR, &[
    attr(1, "TCA_MQPRIO_TC_ENTRY_INDEX", U32(Host).meaning(Number), "traffic class"),
    attr(2, "TCA_MQPRIO_TC_ENTRY_FP", U32(Host).meaning(Number), "preemption: 1 express, 2 may be interrupted"),
]);

/// `TCA_SFB_…`: stochastic fair blue.
#[rustfmt::skip]
pub static TCA_SFB: Set = set("TCA_SFB", &NLATTR, &[
    attr(1, "TCA_SFB_PARMS", Struct(&TC_SFB_QOPT), "settings"),
]);

/// `struct tc_sfb_qopt`
#[rustfmt::skip]
pub static TC_SFB_QOPT: Layout = Layout {
    c_name: "tc_sfb_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-sfb(8)",
    fields: &[
        field(0, U32(Host), "rehash_interval", Unit("milliseconds"), "time until the hash is changed"),
        field(4, U32(Host), "warmup_time", Unit("milliseconds"), "of the next hash, before that"),
        field(8, U32(Host), "max", Unit("packets"), "largest queue of a slot"),
        field(12, U32(Host), "bin_size", Unit("packets"), "queue of a slot at which marking grows"),
        field(16, U32(Host), "increment", Number, "of the marking probability, of 2^16"),
        field(20, U32(Host), "decrement", Number, "of the marking probability"),
        field(24, U32(Host), "limit", Unit("packets"), "queue limit"),
        field(28, U32(Host), "penalty_rate", Unit("packets a second"), "of flows that do not slow down"),
        field(32, U32(Host), "penalty_burst", Unit("packets"), "of flows that do not slow down"),
    ],
};
const _: () = assert!(TC_SFB_QOPT.size() == 36 && TC_SFB_QOPT.has_no_hole());

/// `struct tc_sfb_xstats`
#[rustfmt::skip]
pub static TC_SFB_XSTATS: Layout = Layout {
    c_name: "tc_sfb_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-sfb(8)",
    fields: &[
        field(0, U32(Host), "earlydrop", Unit("packets"), "dropped early"),
        field(4, U32(Host), "penaltydrop", Unit("packets"), "dropped, over the penalty rate"),
        field(8, U32(Host), "bucketdrop", Unit("packets"), "dropped, slot full"),
        field(12, U32(Host), "queuedrop", Unit("packets"), "dropped, queue full"),
        field(16, U32(Host), "childdrop", Unit("packets"), "dropped by the qdisc inside"),
        field(20, U32(Host), "marked", Unit("packets"), "marked"),
        field(24, U32(Host), "maxqlen", Unit("packets"), "largest queue of a slot"),
        field(28, U32(Host), "maxprob", Number, "largest marking probability, of 2^16"),
        field(32, U32(Host), "avgprob", Number, "average marking probability"),
    ],
};
const _: () = assert!(TC_SFB_XSTATS.size() == 36 && TC_SFB_XSTATS.has_no_hole());

/// `TCA_QFQ_…`: a class of quick fair queueing.
#[rustfmt::skip]
pub static TCA_QFQ: Set = set("TCA_QFQ", &NLATTR, &[
    attr(1, "TCA_QFQ_WEIGHT", U32(Host).meaning(Number), "share"),
    attr(2, "TCA_QFQ_LMAX", U32(Host).meaning(Unit("bytes")), "largest packet"),
]);

/// `struct tc_qfq_stats`
#[rustfmt::skip]
pub static TC_QFQ_STATS: Layout = Layout {
    c_name: "tc_qfq_stats",
    header: "linux/pkt_sched.h",
    man: "tc-qfq(8)",
    fields: &[
        field(0, U32(Host), "weight", Number, "share"),
        field(4, U32(Host), "lmax", Unit("bytes"), "largest packet"),
    ],
};
const _: () = assert!(TC_QFQ_STATS.size() == 8 && TC_QFQ_STATS.has_no_hole());

/// `TCA_CODEL_…`: controlled delay.
#[rustfmt::skip]
pub static TCA_CODEL: Set = set("TCA_CODEL", &NLATTR, &[
    attr(1, "TCA_CODEL_TARGET", U32(Host).meaning(Unit("microseconds")), "acceptable delay"),
    attr(2, "TCA_CODEL_LIMIT", U32(Host).meaning(Unit("packets")), "queue limit"),
    attr(3, "TCA_CODEL_INTERVAL", U32(Host).meaning(Unit("microseconds")), "time above target before packets are dropped"),
    attr(4, "TCA_CODEL_ECN", U32(Host).meaning(Number), "1: mark packets instead of dropping them"),
    attr(5, "TCA_CODEL_CE_THRESHOLD", U32(Host).meaning(Unit("microseconds")), "delay above which packets are marked"),
]);

/// `struct tc_codel_xstats`
#[rustfmt::skip]
pub static TC_CODEL_XSTATS: Layout = Layout {
    c_name: "tc_codel_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-codel(8)",
    fields: &[
        field(0, U32(Host), "maxpacket", Unit("bytes"), "largest packet"),
        field(4, U32(Host), "count", Number, "drops since dropping began"),
        field(8, U32(Host), "lastcount", Number, "that, when it last began"),
        field(12, U32(Host), "ldelay", Unit("microseconds"), "delay of the last packet"),
        field(16, S32, "drop_next", Unit("microseconds"), "until the next drop"),
        field(20, U32(Host), "drop_overlimit", Unit("packets"), "dropped, queue full"),
        field(24, U32(Host), "ecn_mark", Unit("packets"), "marked"),
        field(28, U32(Host), "dropping", Number, "1: drops now"),
        field(32, U32(Host), "ce_mark", Unit("packets"), "marked above the threshold"),
    ],
};
const _: () = assert!(TC_CODEL_XSTATS.size() == 36 && TC_CODEL_XSTATS.has_no_hole());

/// `struct tc_fq_codel_xstats`, of the qdisc; classes have other counters.
#[rustfmt::skip]
pub static TC_FQ_CODEL_XSTATS: Layout = Layout {
    c_name: "tc_fq_codel_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-fq_codel(8)",
    fields: &[
        field(0, U32(Host), "type", Number, "0: of the qdisc"),
        field(4, U32(Host), "qdisc_stats.maxpacket", Unit("bytes"), "largest packet"),
        field(8, U32(Host), "qdisc_stats.drop_overlimit", Unit("packets"), "dropped, queue full"),
        field(12, U32(Host), "qdisc_stats.ecn_mark", Unit("packets"), "marked"),
        field(16, U32(Host), "qdisc_stats.new_flow_count", Number, "flows that began"),
        field(20, U32(Host), "qdisc_stats.new_flows_len", Unit("flows"), "new ones waiting"),
        field(24, U32(Host), "qdisc_stats.old_flows_len", Unit("flows"), "others waiting"),
        field(28, U32(Host), "qdisc_stats.ce_mark", Unit("packets"), "marked above the threshold"),
        field(32, U32(Host), "qdisc_stats.memory_usage", Unit("bytes"), "memory in use"),
        field(36, U32(Host), "qdisc_stats.drop_overmemory", Unit("packets"), "dropped, memory limit"),
    ],
};
const _: () = assert!(TC_FQ_CODEL_XSTATS.size() == 40 && TC_FQ_CODEL_XSTATS.has_no_hole());

/// `TCA_FQ_…`: fair queueing with pacing.
#[rustfmt::skip]
pub static TCA_FQ: Set = set("TCA_FQ", &NLATTR, &[
    attr(1, "TCA_FQ_PLIMIT", U32(Host).meaning(Unit("packets")), "queue limit"),
    attr(2, "TCA_FQ_FLOW_PLIMIT", U32(Host).meaning(Unit("packets")), "limit of each flow"),
    attr(3, "TCA_FQ_QUANTUM", U32(Host).meaning(Unit("bytes")), "sent from a flow in one turn"),
    attr(4, "TCA_FQ_INITIAL_QUANTUM", U32(Host).meaning(Unit("bytes")), "of a new flow"),
    attr(5, "TCA_FQ_RATE_ENABLE", U32(Host).meaning(Number), "1: pacing"),
    attr(6, "TCA_FQ_FLOW_DEFAULT_RATE", U32(Host).meaning(Unit("bytes a second")), "not used"),
    attr(7, "TCA_FQ_FLOW_MAX_RATE", U32(Host).meaning(Unit("bytes a second")), "largest rate of a flow"),
    attr(8, "TCA_FQ_BUCKETS_LOG", U32(Host).meaning(Number), "slots of the flow table: 2^this"),
    attr(9, "TCA_FQ_FLOW_REFILL_DELAY", U32(Host).meaning(Unit("microseconds")), "until a quiet flow is new again"),
    attr(10, "TCA_FQ_ORPHAN_MASK", U32(Host).meaning(Flags(&[])), "hash mask of packets without a socket"),
    attr(11, "TCA_FQ_LOW_RATE_THRESHOLD", U32(Host).meaning(Unit("bytes a second")), "rate below which packets are not merged"),
    attr(12, "TCA_FQ_CE_THRESHOLD", U32(Host).meaning(Unit("microseconds")), "delay above which packets are marked"),
    attr(13, "TCA_FQ_TIMER_SLACK", U32(Host).meaning(Unit("nanoseconds")), "tolerance of the timer"),
    attr(14, "TCA_FQ_HORIZON", U32(Host).meaning(Unit("microseconds")), "how far ahead packets may be timed"),
    attr(15, "TCA_FQ_HORIZON_DROP", U8.meaning(Number), "beyond that: 1 drop, 0 send earlier"),
    attr(16, "TCA_FQ_PRIOMAP", Struct(&TC_PRIO_QOPT), "band of each priority"),
    attr(17, "TCA_FQ_WEIGHTS", Structs(&FQ_WEIGHT), "weight of each band"),
    attr(18, "TCA_FQ_OFFLOAD_HORIZON", U32(Host).meaning(Unit("microseconds")), "how far ahead hardware times packets"),
]);

#[rustfmt::skip]
static FQ_WEIGHT: Layout = Layout {
    c_name: "s32",
    header: "linux/pkt_sched.h",
    man: "tc-fq(8)",
    fields: &[field(0, S32, "weight", Unit("bytes"), "sent from the band in one turn")],
};

/// `struct tc_fq_qd_stats`, it grows: since Linux 6.7 it has bands.
#[rustfmt::skip]
pub static TC_FQ_QD_STATS: Layout = Layout {
    c_name: "tc_fq_qd_stats",
    header: "linux/pkt_sched.h",
    man: "tc-fq(8)",
    fields: &[
        field(0, U64(Host), "gc_flows", Unit("flows"), "forgotten"),
        field(8, U64(Host), "highprio_packets", Unit("packets"), "sent before all others"),
        field(16, U64(Host), "tcp_retrans", Unit("packets"), "no longer counted"),
        field(24, U64(Host), "throttled", Unit("flows"), "had to wait"),
        field(32, U64(Host), "flows_plimit", Unit("packets"), "dropped, flow full"),
        field(40, U64(Host), "pkts_too_long", Unit("packets"), "no longer counted"),
        field(48, U64(Host), "allocation_errors", Number, "no memory"),
        field(56, S64, "time_next_delayed_flow", Unit("nanoseconds"), "until the next flow may send"),
        field(64, U32(Host), "flows", Unit("flows"), "known"),
        field(68, U32(Host), "inactive_flows", Unit("flows"), "without packets"),
        field(72, U32(Host), "throttled_flows", Unit("flows"), "waiting"),
        field(76, U32(Host), "unthrottle_latency_ns", Unit("nanoseconds"), "average delay of the timer"),
        field(80, U64(Host), "ce_mark", Unit("packets"), "marked"),
        field(88, U64(Host), "horizon_drops", Unit("packets"), "dropped, too far ahead"),
        field(96, U64(Host), "horizon_caps", Unit("packets"), "sent earlier, too far ahead"),
        field(104, U64(Host), "fastpath_packets", Unit("packets"), "sent without a queue"),
        field(112, U64(Host), "band_drops[0]", Unit("packets"), "dropped, first band full"),
        field(120, U64(Host), "band_drops[1]", Unit("packets"), "same, second band"),
        field(128, U64(Host), "band_drops[2]", Unit("packets"), "same, third band"),
        field(136, U32(Host), "band_pkt_count[0]", Unit("packets"), "queued in the first band"),
        field(140, U32(Host), "band_pkt_count[1]", Unit("packets"), "same, second band"),
        field(144, U32(Host), "band_pkt_count[2]", Unit("packets"), "same, third band"),
        field(148, Pad(4), "pad", Reserved, "zero"),
    ],
};
const _: () = assert!(TC_FQ_QD_STATS.size() == 152 && TC_FQ_QD_STATS.has_no_hole());

/// `TCA_HHF_…`: tells large flows from small ones.
#[rustfmt::skip]
pub static TCA_HHF: Set = set("TCA_HHF", &NLATTR, &[
    attr(1, "TCA_HHF_BACKLOG_LIMIT", U32(Host).meaning(Unit("packets")), "queue limit"),
    attr(2, "TCA_HHF_QUANTUM", U32(Host).meaning(Unit("bytes")), "sent in one turn"),
    attr(3, "TCA_HHF_HH_FLOWS_LIMIT", U32(Host).meaning(Unit("flows")), "large ones at most"),
    attr(4, "TCA_HHF_RESET_TIMEOUT", U32(Host).meaning(Unit("microseconds")), "time between resets of the counters"),
    attr(5, "TCA_HHF_ADMIT_BYTES", U32(Host).meaning(Unit("bytes")), "above this a flow is large"),
    attr(6, "TCA_HHF_EVICT_TIMEOUT", U32(Host).meaning(Unit("microseconds")), "until a quiet flow is small again"),
    attr(7, "TCA_HHF_NON_HH_WEIGHT", U32(Host).meaning(Number), "weight of small flows"),
]);

/// `struct tc_hhf_xstats`
#[rustfmt::skip]
pub static TC_HHF_XSTATS: Layout = Layout {
    c_name: "tc_hhf_xstats",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[
        field(0, U32(Host), "drop_overlimit", Unit("packets"), "dropped, queue full"),
        field(4, U32(Host), "hh_overlimit", Unit("flows"), "large, but over the limit"),
        field(8, U32(Host), "hh_tot_count", Unit("flows"), "large, so far"),
        field(12, U32(Host), "hh_cur_count", Unit("flows"), "large, now"),
    ],
};
const _: () = assert!(TC_HHF_XSTATS.size() == 16 && TC_HHF_XSTATS.has_no_hole());

/// `TCA_PIE_…`: keeps the delay near a target.
#[rustfmt::skip]
pub static TCA_PIE: Set = set("TCA_PIE", &NLATTR, &[
    attr(1, "TCA_PIE_TARGET", U32(Host).meaning(Unit("microseconds")), "target delay"),
    attr(2, "TCA_PIE_LIMIT", U32(Host).meaning(Unit("packets")), "queue limit"),
    attr(3, "TCA_PIE_TUPDATE", U32(Host).meaning(Unit("microseconds")), "time between calculations"),
    attr(4, "TCA_PIE_ALPHA", U32(Host).meaning(Number), "weight of the delay"),
    attr(5, "TCA_PIE_BETA", U32(Host).meaning(Number), "weight of its change"),
    attr(6, "TCA_PIE_ECN", U32(Host).meaning(Number), "1: mark packets instead of dropping them"),
    attr(7, "TCA_PIE_BYTEMODE", U32(Host).meaning(Number), "1: large packets are dropped more often"),
    attr(8, "TCA_PIE_DQ_RATE_ESTIMATOR", U32(Host).meaning(Number), "1: delay from the rate, 0: from timestamps"),
]);

/// `struct tc_pie_xstats`
#[rustfmt::skip]
pub static TC_PIE_XSTATS: Layout = Layout {
    c_name: "tc_pie_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-pie(8)",
    fields: &[
        field(0, U64(Host), "prob", Number, "probability of a drop"),
        field(8, U32(Host), "delay", Unit("microseconds"), "current delay"),
        field(12, U32(Host), "avg_dq_rate", Number, "current rate"),
        field(16, U32(Host), "dq_rate_estimating", Number, "1: delay from the rate"),
        field(20, U32(Host), "packets_in", Unit("packets"), "queued"),
        field(24, U32(Host), "dropped", Unit("packets"), "dropped early"),
        field(28, U32(Host), "overlimit", Unit("packets"), "dropped, queue full"),
        field(32, U32(Host), "maxq", Unit("packets"), "largest queue"),
        field(36, U32(Host), "ecn_mark", Unit("packets"), "marked"),
    ],
};
const _: () = assert!(TC_PIE_XSTATS.size() == 40 && TC_PIE_XSTATS.has_no_hole());

/// `TCA_FQ_PIE_…`: PIE for each flow.
#[rustfmt::skip]
pub static TCA_FQ_PIE: Set = set("TCA_FQ_PIE", &NLATTR, &[
    attr(1, "TCA_FQ_PIE_LIMIT", U32(Host).meaning(Unit("packets")), "queue limit"),
    attr(2, "TCA_FQ_PIE_FLOWS", U32(Host).meaning(Unit("queues")), "number of queues"),
    attr(3, "TCA_FQ_PIE_TARGET", U32(Host).meaning(Unit("microseconds")), "target delay"),
    attr(4, "TCA_FQ_PIE_TUPDATE", U32(Host).meaning(Unit("microseconds")), "time between calculations"),
    attr(5, "TCA_FQ_PIE_ALPHA", U32(Host).meaning(Number), "weight of the delay"),
    attr(6, "TCA_FQ_PIE_BETA", U32(Host).meaning(Number), "weight of its change"),
    attr(7, "TCA_FQ_PIE_QUANTUM", U32(Host).meaning(Unit("bytes")), "sent from a queue in one turn"),
    attr(8, "TCA_FQ_PIE_MEMORY_LIMIT", U32(Host).meaning(Unit("bytes")), "memory limit of the queues"),
    attr(9, "TCA_FQ_PIE_ECN_PROB", U32(Host).meaning(Unit("percent")), "mark packets below this probability"),
    attr(10, "TCA_FQ_PIE_ECN", U32(Host).meaning(Number), "1: mark packets instead of dropping them"),
    attr(11, "TCA_FQ_PIE_BYTEMODE", U32(Host).meaning(Number), "1: large packets are dropped more often"),
    attr(12, "TCA_FQ_PIE_DQ_RATE_ESTIMATOR", U32(Host).meaning(Number), "1: delay from the rate, 0: from timestamps"),
]);

/// `struct tc_fq_pie_xstats`
#[rustfmt::skip]
pub static TC_FQ_PIE_XSTATS: Layout = Layout {
    c_name: "tc_fq_pie_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-fq_pie(8)",
    fields: &[
        field(0, U32(Host), "packets_in", Unit("packets"), "queued"),
        field(4, U32(Host), "dropped", Unit("packets"), "dropped early"),
        field(8, U32(Host), "overlimit", Unit("packets"), "dropped, queue full"),
        field(12, U32(Host), "overmemory", Unit("packets"), "dropped, memory limit"),
        field(16, U32(Host), "ecn_mark", Unit("packets"), "marked"),
        field(20, U32(Host), "new_flow_count", Number, "flows that began"),
        field(24, U32(Host), "new_flows_len", Unit("flows"), "new ones waiting"),
        field(28, U32(Host), "old_flows_len", Unit("flows"), "others waiting"),
        field(32, U32(Host), "memory_usage", Unit("bytes"), "memory in use"),
    ],
};
const _: () = assert!(TC_FQ_PIE_XSTATS.size() == 36 && TC_FQ_PIE_XSTATS.has_no_hole());

/// `TCA_CBS_…`: a credit-based shaper.
#[rustfmt::skip]
pub static TCA_CBS: Set = set("TCA_CBS", &NLATTR, &[
    attr(1, "TCA_CBS_PARMS", Struct(&TC_CBS_QOPT), "settings"),
]);

/// `struct tc_cbs_qopt`
#[rustfmt::skip]
pub static TC_CBS_QOPT: Layout = Layout {
    c_name: "tc_cbs_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-cbs(8)",
    fields: &[
        field(0, U8, "offload", Number, "1: done in hardware"),
        field(1, Pad(3), "_pad", Reserved, "zero"),
        field(4, S32, "hicredit", Unit("bytes"), "most credit"),
        field(8, S32, "locredit", Unit("bytes"), "least credit"),
        field(12, S32, "idleslope", Unit("kilobits a second"), "credit gained while waiting"),
        field(16, S32, "sendslope", Unit("kilobits a second"), "credit lost while sending"),
    ],
};
const _: () = assert!(TC_CBS_QOPT.size() == 20 && TC_CBS_QOPT.has_no_hole());

/// `TCA_ETF_…`: sends packets at their time.
#[rustfmt::skip]
pub static TCA_ETF: Set = set("TCA_ETF", &NLATTR, &[
    attr(1, "TCA_ETF_PARMS", Struct(&TC_ETF_QOPT), "settings"),
]);

/// `struct tc_etf_qopt`
#[rustfmt::skip]
pub static TC_ETF_QOPT: Layout = Layout {
    c_name: "tc_etf_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-etf(8)",
    fields: &[
        field(0, S32, "delta", Unit("nanoseconds"), "wake up this long before"),
        field(4, S32, "clockid", Number, "clock of the times: 11 is CLOCK_TAI"),
        field(8, U32(Host), "flags", Flags(TC_ETF), "flags"),
    ],
};
const _: () = assert!(TC_ETF_QOPT.size() == 12 && TC_ETF_QOPT.has_no_hole());

/// `TC_ETF_…`
#[rustfmt::skip]
pub const TC_ETF: &[Name] = &[
    name(0x1, "TC_ETF_DEADLINE_MODE_ON", "the time is a deadline"),
    name(0x2, "TC_ETF_OFFLOAD_ON", "done in hardware"),
    name(0x4, "TC_ETF_SKIP_SOCK_CHECK", "from any socket"),
];

/// `TCA_CAKE_…`: shaper and fair queueing for home links.
#[rustfmt::skip]
pub static TCA_CAKE: Set = set("TCA_CAKE", &NLATTR, &[
    attr(1, "TCA_CAKE_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(2, "TCA_CAKE_BASE_RATE64", U64(Host).meaning(Unit("bytes a second")), "rate of the link, 0: no limit"),
    attr(3, "TCA_CAKE_DIFFSERV_MODE", U32(Host).meaning(Number), "priorities: 0 three, 1 four, 2 eight, 3 one, 4 precedence"),
    attr(4, "TCA_CAKE_ATM", U32(Host).meaning(Number), "cells of the link: 0 none, 1 ATM, 2 PTM"),
    attr(5, "TCA_CAKE_FLOW_MODE", U32(Host).meaning(Number), "what is fair: 3 hosts, 4 flows, 7 both ends, …"),
    attr(6, "TCA_CAKE_OVERHEAD", S32.meaning(Unit("bytes")), "added to each packet by the link"),
    attr(7, "TCA_CAKE_RTT", U32(Host).meaning(Unit("microseconds")), "round trip time of the network"),
    attr(8, "TCA_CAKE_TARGET", U32(Host).meaning(Unit("microseconds")), "acceptable delay"),
    attr(9, "TCA_CAKE_AUTORATE", U32(Host).meaning(Number), "1: estimate the rate"),
    attr(10, "TCA_CAKE_MEMORY", U32(Host).meaning(Unit("bytes")), "memory limit of the queues"),
    attr(11, "TCA_CAKE_NAT", U32(Host).meaning(Number), "1: look up hosts before translation"),
    attr(12, "TCA_CAKE_RAW", U32(Host).meaning(Number), "1: sizes without overhead"),
    attr(13, "TCA_CAKE_WASH", U32(Host).meaning(Number), "1: clear the priority of packets"),
    attr(14, "TCA_CAKE_MPU", U32(Host).meaning(Unit("bytes")), "smallest packet of the link"),
    attr(15, "TCA_CAKE_INGRESS", U32(Host).meaning(Number), "1: shapes incoming packets"),
    attr(16, "TCA_CAKE_ACK_FILTER", U32(Host).meaning(Number), "1: drop acknowledgements that a later one covers"),
    attr(17, "TCA_CAKE_SPLIT_GSO", U32(Host).meaning(Number), "1: split merged packets"),
    attr(18, "TCA_CAKE_FWMARK", U32(Host).meaning(Flags(&[])), "bits of the firewall mark that choose the priority"),
]);

/// `TCA_CAKE_STATS_…`
#[rustfmt::skip]
pub static TCA_CAKE_STATS: Set = set("TCA_CAKE_STATS", &NLATTR, &[
    attr(1, "TCA_CAKE_STATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(2, "TCA_CAKE_STATS_CAPACITY_ESTIMATE64", U64(Host).meaning(Unit("bytes a second")), "estimated rate"),
    attr(3, "TCA_CAKE_STATS_MEMORY_LIMIT", U32(Host).meaning(Unit("bytes")), "memory limit"),
    attr(4, "TCA_CAKE_STATS_MEMORY_USED", U32(Host).meaning(Unit("bytes")), "most memory used"),
    attr(5, "TCA_CAKE_STATS_AVG_NETOFF", U32(Host).meaning(Unit("bytes")), "average link-layer header"),
    attr(6, "TCA_CAKE_STATS_MIN_NETLEN", U32(Host).meaning(Unit("bytes")), "smallest packet"),
    attr(7, "TCA_CAKE_STATS_MAX_NETLEN", U32(Host).meaning(Unit("bytes")), "largest packet"),
    attr(8, "TCA_CAKE_STATS_MIN_ADJLEN", U32(Host).meaning(Unit("bytes")), "smallest packet, with overhead"),
    attr(9, "TCA_CAKE_STATS_MAX_ADJLEN", U32(Host).meaning(Unit("bytes")), "largest packet, with overhead"),
    attr(10, "TCA_CAKE_STATS_TIN_STATS", Nested(&CAKE_TINS), "priorities"),
    attr(11, "TCA_CAKE_STATS_DEFICIT", S32.meaning(Unit("bytes")), "class: left to send in this turn"),
    attr(12, "TCA_CAKE_STATS_COBALT_COUNT", U32(Host).meaning(Number), "class: drops since dropping began"),
    attr(13, "TCA_CAKE_STATS_DROPPING", U32(Host).meaning(Number), "class: 1 drops now"),
    attr(14, "TCA_CAKE_STATS_DROP_NEXT_US", S32.meaning(Unit("microseconds")), "class: until the next drop"),
    attr(15, "TCA_CAKE_STATS_P_DROP", U32(Host).meaning(Number), "class: probability of a drop"),
    attr(16, "TCA_CAKE_STATS_BLUE_TIMER_US", S32.meaning(Unit("microseconds")), "class: until the probability falls"),
    attr(17, "TCA_CAKE_STATS_ACTIVE_QUEUES", U32(Host).meaning(Number), "queues in use"),
]);

static CAKE_TINS: Set = list("TCA_CAKE_STATS_TIN_STATS", &NLATTR, &CAKE_TIN);
static CAKE_TIN: Attr =
    attr(0, "a priority", Nested(&TCA_CAKE_TIN_STATS), "priority, numbered by its position");

/// `TCA_CAKE_TIN_STATS_…`: counters of one priority.
#[rustfmt::skip]
pub static TCA_CAKE_TIN_STATS: Set = set("TCA_CAKE_TIN_STATS", &NLATTR, &[
    attr(1, "TCA_CAKE_TIN_STATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(2, "TCA_CAKE_TIN_STATS_SENT_PACKETS", U32(Host).meaning(Unit("packets")), "sent"),
    attr(3, "TCA_CAKE_TIN_STATS_SENT_BYTES64", U64(Host).meaning(Unit("bytes")), "sent"),
    attr(4, "TCA_CAKE_TIN_STATS_DROPPED_PACKETS", U32(Host).meaning(Unit("packets")), "dropped"),
    attr(5, "TCA_CAKE_TIN_STATS_DROPPED_BYTES64", U64(Host).meaning(Unit("bytes")), "dropped"),
    attr(6, "TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS", U32(Host).meaning(Unit("packets")), "acknowledgements dropped"),
    attr(7, "TCA_CAKE_TIN_STATS_ACKS_DROPPED_BYTES64", U64(Host).meaning(Unit("bytes")), "acknowledgements dropped"),
    attr(8, "TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS", U32(Host).meaning(Unit("packets")), "marked"),
    attr(9, "TCA_CAKE_TIN_STATS_ECN_MARKED_BYTES64", U64(Host).meaning(Unit("bytes")), "marked"),
    attr(10, "TCA_CAKE_TIN_STATS_BACKLOG_PACKETS", U32(Host).meaning(Unit("packets")), "queued"),
    attr(11, "TCA_CAKE_TIN_STATS_BACKLOG_BYTES", U32(Host).meaning(Unit("bytes")), "queued"),
    attr(12, "TCA_CAKE_TIN_STATS_THRESHOLD_RATE64", U64(Host).meaning(Unit("bytes a second")), "rate above which it loses priority"),
    attr(13, "TCA_CAKE_TIN_STATS_TARGET_US", U32(Host).meaning(Unit("microseconds")), "acceptable delay"),
    attr(14, "TCA_CAKE_TIN_STATS_INTERVAL_US", U32(Host).meaning(Unit("microseconds")), "time above target before packets are dropped"),
    attr(15, "TCA_CAKE_TIN_STATS_WAY_INDIRECT_HITS", U32(Host).meaning(Number), "flows found beside their slot"),
    attr(16, "TCA_CAKE_TIN_STATS_WAY_MISSES", U32(Host).meaning(Number), "flows that got a new slot"),
    attr(17, "TCA_CAKE_TIN_STATS_WAY_COLLISIONS", U32(Host).meaning(Number), "flows that share a slot"),
    attr(18, "TCA_CAKE_TIN_STATS_PEAK_DELAY_US", U32(Host).meaning(Unit("microseconds")), "largest delay"),
    attr(19, "TCA_CAKE_TIN_STATS_AVG_DELAY_US", U32(Host).meaning(Unit("microseconds")), "average delay"),
    attr(20, "TCA_CAKE_TIN_STATS_BASE_DELAY_US", U32(Host).meaning(Unit("microseconds")), "smallest delay"),
    attr(21, "TCA_CAKE_TIN_STATS_SPARSE_FLOWS", U32(Host).meaning(Unit("flows")), "with few packets"),
    attr(22, "TCA_CAKE_TIN_STATS_BULK_FLOWS", U32(Host).meaning(Unit("flows")), "with many packets"),
    attr(23, "TCA_CAKE_TIN_STATS_UNRESPONSIVE_FLOWS", U32(Host).meaning(Unit("flows")), "that do not slow down"),
    attr(24, "TCA_CAKE_TIN_STATS_MAX_SKBLEN", U32(Host).meaning(Unit("bytes")), "largest packet"),
    attr(25, "TCA_CAKE_TIN_STATS_FLOW_QUANTUM", U32(Host).meaning(Unit("bytes")), "sent from a flow in one turn"),
]);

/// `TCA_TAPRIO_…`: queues that open and close on a schedule.
#[rustfmt::skip]
pub static TCA_TAPRIO: Set = set("TCA_TAPRIO", &NLATTR, &[
    attr(1, "TCA_TAPRIO_ATTR_PRIOMAP", Struct(&TC_MQPRIO_QOPT), "traffic classes and their queues"),
    attr(2, "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST", Nested(&TCA_TAPRIO_SCHED), "steps of the schedule"),
    attr(3, "TCA_TAPRIO_ATTR_SCHED_BASE_TIME", S64.meaning(Unit("nanoseconds")), "when it begins"),
    attr(4, "TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY", Nested(&TCA_TAPRIO_SCHED), "request: one step"),
    attr(5, "TCA_TAPRIO_ATTR_SCHED_CLOCKID", S32.meaning(Number), "clock of the schedule: 11 is CLOCK_TAI"),
    attr(6, "TCA_TAPRIO_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(7, "TCA_TAPRIO_ATTR_ADMIN_SCHED", Nested(&TCA_TAPRIO), "schedule that follows this one"),
    attr(8, "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME", S64.meaning(Unit("nanoseconds")), "until it begins again"),
    attr(9, "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION", S64.meaning(Unit("nanoseconds")), "by which the last cycle may be longer"),
    attr(10, "TCA_TAPRIO_ATTR_FLAGS", U32(Host).meaning(Flags(&[])), "1: times for each packet, 2: done in hardware"),
    attr(11, "TCA_TAPRIO_ATTR_TXTIME_DELAY", U32(Host).meaning(Unit("nanoseconds")), "time for a packet to reach the card"),
    attr(12, "TCA_TAPRIO_ATTR_TC_ENTRY", Nested(&TCA_TAPRIO_TC_ENTRY), "settings of a traffic class"),
]);

/// `TCA_ETS_…`: strict priorities, then turns.
#[rustfmt::skip]
pub static TCA_ETS: Set = set("TCA_ETS", &NLATTR, &[
    attr(1, "TCA_ETS_NBANDS", U8.meaning(Number), "number of bands"),
    attr(2, "TCA_ETS_NSTRICT", U8.meaning(Number), "bands that come first, always"),
    attr(3, "TCA_ETS_QUANTA", Nested(&TCA_ETS_QUANTA), "of the other bands"),
    attr(4, "TCA_ETS_QUANTA_BAND", U32(Host).meaning(Unit("bytes")), "class: sent in one turn"),
    attr(5, "TCA_ETS_PRIOMAP", Nested(&TCA_ETS_PRIOMAP), "band of each priority"),
    attr(6, "TCA_ETS_PRIOMAP_BAND", U8.meaning(Number), "band of a priority"),
]);

#[rustfmt::skip]
static TCA_ETS_QUANTA: Set = set("TCA_ETS", &NLATTR, &[
    attr(4, "TCA_ETS_QUANTA_BAND", U32(Host).meaning(Unit("bytes")), "sent from a band in one turn"),
]);
#[rustfmt::skip]
static TCA_ETS_PRIOMAP: Set = set("TCA_ETS", &NLATTR, &[
    attr(6, "TCA_ETS_PRIOMAP_BAND", U8.meaning(Number), "band of the next priority"),
]);

/// A list of `TCA_TAPRIO_SCHED_ENTRY`.
#[rustfmt::skip]
pub static TCA_TAPRIO_SCHED: Set = set("TCA_TAPRIO_SCHED", &NLATTR, &[
    attr(1, "TCA_TAPRIO_SCHED_ENTRY", Nested(&TCA_TAPRIO_SCHED_ENTRY), "step of the schedule"),
]);

/// `TCA_TAPRIO_SCHED_ENTRY_…`
#[rustfmt::skip]
pub static TCA_TAPRIO_SCHED_ENTRY: Set = set("TCA_TAPRIO_SCHED_ENTRY", &NLATTR, &[
    attr(1, "TCA_TAPRIO_SCHED_ENTRY_INDEX", U32(Host).meaning(Number), "number of the step"),
    attr(2, "TCA_TAPRIO_SCHED_ENTRY_CMD", U8.meaning(Number), "0: open the gates, 1: and hold, 2: and release"),
    attr(3, "TCA_TAPRIO_SCHED_ENTRY_GATE_MASK", U32(Host).meaning(Flags(&[])), "gates that are open: bit n for class n"),
    attr(4, "TCA_TAPRIO_SCHED_ENTRY_INTERVAL", U32(Host).meaning(Unit("nanoseconds")), "how long"),
]);

/// `TCA_TAPRIO_TC_ENTRY_…`
#[rustfmt::skip]
pub static TCA_TAPRIO_TC_ENTRY: Set = set("TCA_TAPRIO_TC_ENTRY", &NLATTR, &[
    attr(1, "TCA_TAPRIO_TC_ENTRY_INDEX", U32(Host).meaning(Number), "traffic class"),
    attr(2, "TCA_TAPRIO_TC_ENTRY_MAX_SDU", U32(Host).meaning(Unit("bytes")), "largest packet, 0: no limit"),
    attr(3, "TCA_TAPRIO_TC_ENTRY_FP", U32(Host).meaning(Number), "preemption: 1 express, 2 may be interrupted"),
]);

/// `TCA_TAPRIO_OFFLOAD_STATS_…`
#[rustfmt::skip]
pub static TCA_TAPRIO_OFFLOAD_STATS: Set = set("TCA_TAPRIO_OFFLOAD_STATS", &NLATTR, &[
    attr(1, "TCA_TAPRIO_OFFLOAD_STATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(2, "TCA_TAPRIO_OFFLOAD_STATS_WINDOW_DROPS", U64(Host).meaning(Unit("packets")), "dropped, longer than any window"),
    attr(3, "TCA_TAPRIO_OFFLOAD_STATS_TX_OVERRUNS", U64(Host).meaning(Unit("packets")), "sent past the end of a window"),
]);

/// `TCA_DUALPI2_…`: a queue for L4S flows and one for the others.
#[rustfmt::skip]
pub static TCA_DUALPI2: Set = set("TCA_DUALPI2", &NLATTR, &[
    attr(1, "TCA_DUALPI2_LIMIT", U32(Host).meaning(Unit("packets")), "queue limit"),
    attr(2, "TCA_DUALPI2_MEMORY_LIMIT", U32(Host).meaning(Unit("bytes")), "memory limit"),
    attr(3, "TCA_DUALPI2_TARGET", U32(Host).meaning(Unit("microseconds")), "target delay"),
    attr(4, "TCA_DUALPI2_TUPDATE", U32(Host).meaning(Unit("microseconds")), "time between calculations"),
    attr(5, "TCA_DUALPI2_ALPHA", U32(Host).meaning(Number), "weight of the delay, in 1/256 Hz"),
    attr(6, "TCA_DUALPI2_BETA", U32(Host).meaning(Number), "weight of its change, in 1/256 Hz"),
    attr(7, "TCA_DUALPI2_STEP_THRESH_PKTS", U32(Host).meaning(Unit("packets")), "L4S queue at which packets are marked"),
    attr(8, "TCA_DUALPI2_STEP_THRESH_US", U32(Host).meaning(Unit("microseconds")), "L4S delay at which packets are marked"),
    attr(9, "TCA_DUALPI2_MIN_QLEN_STEP", U32(Host).meaning(Unit("packets")), "below this none is marked"),
    attr(10, "TCA_DUALPI2_COUPLING", U8.meaning(Number), "how much more L4S packets are marked"),
    attr(11, "TCA_DUALPI2_DROP_OVERLOAD", U8.meaning(Number), "when overloaded: 0 queue, 1 drop"),
    attr(12, "TCA_DUALPI2_DROP_EARLY", U8.meaning(Number), "1: drop before queueing"),
    attr(13, "TCA_DUALPI2_C_PROTECTION", U8.meaning(Unit("percent")), "share of the queue of other flows"),
    attr(14, "TCA_DUALPI2_ECN_MASK", U8.meaning(Flags(&[])), "ECN bits that mean L4S"),
    attr(15, "TCA_DUALPI2_SPLIT_GSO", U8.meaning(Number), "1: split merged packets"),
    attr(16, "TCA_DUALPI2_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_dualpi2_xstats`
#[rustfmt::skip]
pub static TC_DUALPI2_XSTATS: Layout = Layout {
    c_name: "tc_dualpi2_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-dualpi2(8)",
    fields: &[
        field(0, U32(Host), "prob", Number, "probability of a drop, of 2^32"),
        field(4, U32(Host), "delay_c", Unit("microseconds"), "delay of the other queue"),
        field(8, U32(Host), "delay_l", Unit("microseconds"), "delay of the L4S queue"),
        field(12, U32(Host), "packets_in_c", Unit("packets"), "to the other queue"),
        field(16, U32(Host), "packets_in_l", Unit("packets"), "to the L4S queue"),
        field(20, U32(Host), "maxq", Unit("packets"), "largest queue"),
        field(24, U32(Host), "ecn_mark", Unit("packets"), "marked"),
        field(28, U32(Host), "step_marks", Unit("packets"), "marked at the step"),
        field(32, S32, "credit", Number, "balance of the two queues"),
        field(36, U32(Host), "memory_used", Unit("bytes"), "memory in use"),
        field(40, U32(Host), "max_memory_used", Unit("bytes"), "most memory used"),
        field(44, U32(Host), "memory_limit", Unit("bytes"), "memory limit"),
    ],
};
const _: () = assert!(TC_DUALPI2_XSTATS.size() == 48 && TC_DUALPI2_XSTATS.has_no_hole());

/// `struct tc_fq_codel_xstats` of a class, which is a flow.
#[rustfmt::skip]
pub static TC_FQ_CODEL_CL_XSTATS: Layout = Layout {
    c_name: "tc_fq_codel_xstats",
    header: "linux/pkt_sched.h",
    man: "tc-fq_codel(8)",
    fields: &[
        field(0, U32(Host), "type", Number, "1: of a flow"),
        field(4, S32, "class_stats.deficit", Unit("bytes"), "left to send in this turn"),
        field(8, U32(Host), "class_stats.ldelay", Unit("microseconds"), "delay of the last packet"),
        field(12, U32(Host), "class_stats.count", Number, "drops since dropping began"),
        field(16, U32(Host), "class_stats.lastcount", Number, "that, when it last began"),
        field(20, U32(Host), "class_stats.dropping", Number, "1: drops now"),
        field(24, S32, "class_stats.drop_next", Unit("microseconds"), "until the next drop"),
    ],
};
const _: () = assert!(TC_FQ_CODEL_CL_XSTATS.size() == 28 && TC_FQ_CODEL_CL_XSTATS.has_no_hole());
