//! `include/uapi/linux/pkt_sched.h`: the options of queueing disciplines and classes.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    CStruct,
    Kind::{Bytes, Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::Host,
    Set,
    Shape::{Flag, Opaque, Struct, Structs},
    attr, field, name, set,
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
