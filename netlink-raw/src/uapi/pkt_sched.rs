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

// A handle has 16 bits of major and 16 of minor number.
pub const TC_H_MAJ_MASK: u64 = 0xffff_0000;
pub const TC_H_MIN_MASK: u64 = 0x0000_ffff;
pub const TC_H_INGRESS: u64 = 0xffff_fff1;
pub const TC_H_CLSACT: u64 = TC_H_INGRESS;
// The two places for filters of `clsact`, as minor numbers; `ingress` has the first.
pub const TC_H_MIN_INGRESS: u64 = 0xfff2;
pub const TC_H_MIN_EGRESS: u64 = 0xfff3;

/// `TC_H_…`: what is no qdisc, and still something to be attached to.
#[rustfmt::skip]
pub const TC_H: &[Name] = &[
    name(TC_H_INGRESS, "TC_H_INGRESS", "where packets come in; a clsact qdisc has this parent, too"),
    name(TC_H_ROOT, "TC_H_ROOT", "the interface itself: packets leave by this qdisc"),
];

/// `struct tc_prio_qopt`
#[rustfmt::skip]
pub static TC_PRIO_QOPT: Layout = Layout {
    c_name: "tc_prio_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-prio(8)",
    fields: &[
        field(0, S32, "bands", Number, "how many queues there are"),
        field(4, Bytes(16), "priomap", Meaning::Id, "the queue for each of the 16 priorities, a byte each"),
    ],
};
const _: () = assert!(TC_PRIO_QOPT.size() == 20 && TC_PRIO_QOPT.has_no_hole());

/// `struct tc_fifo_qopt`
#[rustfmt::skip]
pub static TC_FIFO_QOPT: Layout = Layout {
    c_name: "tc_fifo_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-pfifo(8)",
    fields: &[field(0, U32(Host), "limit", Number, "how much may wait: packets, or of bfifo bytes")],
};

/// `TCA_STAB_…`
#[rustfmt::skip]
pub static TCA_STAB: Set = set("TCA_STAB", &NLATTR, &[
    attr(1, "TCA_STAB_BASE", Struct(&TC_SIZESPEC), "how the table is to be read"),
    attr(2, "TCA_STAB_DATA", Structs(&TC_SIZE), "the sizes on the link, 16 bits each"),
]);

/// `struct tc_sizespec`
#[rustfmt::skip]
pub static TC_SIZESPEC: Layout = Layout {
    c_name: "tc_sizespec",
    header: "linux/pkt_sched.h",
    man: "tc-stab(8)",
    fields: &[
        field(0, U8, "cell_log", Number, "a packet's size, divided by two to the power of this, is its place in the table"),
        field(1, U8, "size_log", Number, "what stands there, times two to the power of this, is its size on the link"),
        field(2, U16(Host), "cell_align", Unit("bytes"), "added to a packet's size first; signed, 65535 is one less"),
        field(4, S32, "overhead", Unit("bytes"), "that the link adds to each packet"),
        field(8, U32(Host), "linklayer", OneOf(TC_LINKLAYER), "how the link cuts packets"),
        field(12, U32(Host), "mpu", Unit("bytes"), "the smallest packet that the link carries"),
        field(16, U32(Host), "mtu", Unit("bytes"), "the largest packet that the table is made for"),
        field(20, U32(Host), "tsize", Number, "how many sizes the table has"),
    ],
};
const _: () = assert!(TC_SIZESPEC.size() == 24 && TC_SIZESPEC.has_no_hole());

/// The table of sizes is of numbers that have no struct.
#[rustfmt::skip]
static TC_SIZE: Layout = Layout {
    c_name: "u16",
    header: "linux/pkt_sched.h",
    man: "tc-stab(8)",
    fields: &[field(0, U16(Host), "size", Number, "a size on the link, divided by two to the power of size_log")],
};

/// `TC_LINKLAYER_…`
#[rustfmt::skip]
pub const TC_LINKLAYER: &[Name] = &[
    name(0, "TC_LINKLAYER_UNAWARE", "not said: an old program, whose rate table counts"),
    name(1, "TC_LINKLAYER_ETHERNET", "frames of any length, as on Ethernet"),
    name(2, "TC_LINKLAYER_ATM", "cells of 53 bytes, 48 of them payload"),
];

/// `TC_RTAB_SIZE`: a rate table has 256 numbers without a struct. The kernel
/// uses it only of a program that does not say what the link layer is
/// (`TC_LINKLAYER_UNAWARE`), and never sends it; iproute2 still does.
#[rustfmt::skip]
pub static TC_RTAB: Layout = Layout {
    c_name: "u32",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[field(0, U32(Host), "ticks", Unit("ticks of 64 nanoseconds"), "to send a packet that is one cell longer than the one before; a cell has two to the power of cell_log bytes")],
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
    attr(TCA_HTB_PARMS, "TCA_HTB_PARMS", Struct(&TC_HTB_OPT), "of a class: its rates"),
    attr(TCA_HTB_INIT, "TCA_HTB_INIT", Struct(&TC_HTB_GLOB), "of the qdisc: what is true for all classes"),
    attr(TCA_HTB_CTAB, "TCA_HTB_CTAB", Structs(&TC_RTAB), "in a request: how long packets take at the ceiling"),
    attr(TCA_HTB_RTAB, "TCA_HTB_RTAB", Structs(&TC_RTAB), "in a request: how long packets take at the rate"),
    attr(TCA_HTB_DIRECT_QLEN, "TCA_HTB_DIRECT_QLEN", U32(Host).meaning(Unit("packets")), "that may wait in the queue of those that no class takes"),
    attr(TCA_HTB_RATE64, "TCA_HTB_RATE64", U64(Host).meaning(Unit("bytes a second")), "the rate, if 32 bits are too few"),
    attr(TCA_HTB_CEIL64, "TCA_HTB_CEIL64", U64(Host).meaning(Unit("bytes a second")), "the ceiling, if 32 bits are too few"),
    attr(8, "TCA_HTB_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(9, "TCA_HTB_OFFLOAD", Flag, "the hardware does it"),
]);

/// `struct tc_htb_opt`, with two `struct tc_ratespec` inside it.
#[rustfmt::skip]
pub static TC_HTB_OPT: Layout = Layout {
    c_name: "tc_htb_opt",
    header: "linux/pkt_sched.h",
    man: "tc-htb(8)",
    fields: &[
        field(0, U8, "rate.cell_log", Number, "a packet's size, divided by two to the power of this, is its place in the rate table"),
        field(1, U8, "rate.linklayer", OneOf(TC_LINKLAYER), "how the link cuts packets"),
        field(2, U16(Host), "rate.overhead", Unit("bytes"), "that the link adds to each packet"),
        field(4, U16(Host), "rate.cell_align", Number, "bytes added to a packet's size first; signed, 65535 is one less"),
        field(6, U16(Host), "rate.mpu", Unit("bytes"), "that even the smallest packet counts for"),
        field(8, U32(Host), "rate.rate", Unit("bytes a second"), "that the class may send by its own right"),
        field(12, U8, "ceil.cell_log", Number, "as of the rate"),
        field(13, U8, "ceil.linklayer", OneOf(TC_LINKLAYER), "as of the rate"),
        field(14, U16(Host), "ceil.overhead", Unit("bytes"), "as of the rate"),
        field(16, U16(Host), "ceil.cell_align", Number, "as of the rate"),
        field(18, U16(Host), "ceil.mpu", Unit("bytes"), "as of the rate"),
        field(20, U32(Host), "ceil.rate", Unit("bytes a second"), "that it may send at most, with what it borrows from its parent"),
        field(24, U32(Host), "buffer", Unit("ticks of 64 nanoseconds"), "at its rate: how much it may send at once after a pause"),
        field(28, U32(Host), "cbuffer", Unit("ticks of 64 nanoseconds"), "at its ceiling: how much it may send at once after a pause"),
        field(32, U32(Host), "quantum", Unit("bytes"), "that it sends before another class that borrows has its turn; 0 in a request: work it out"),
        field(36, U32(Host), "level", Number, "0 for a leaf; from the kernel only"),
        field(40, U32(Host), "prio", Number, "who may borrow first: the lowest"),
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
        field(0, U32(Host), "version", Flags(&[]), "of these structs: 3; the kernel puts it into the upper 16 bits"),
        field(4, U32(Host), "rate2quantum", Number, "a class's rate divided by this is its quantum"),
        field(8, U32(Host), "defcls", Flags(&[]), "the minor number of the class for packets that no filter takes; 0 for none"),
        field(12, U32(Host), "debug", Number, "not used"),
        field(16, U32(Host), "direct_pkts", Unit("packets"), "sent past all classes"),
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
        field(0, U32(Host), "lends", Unit("packets"), "sent by the class's own right"),
        field(4, U32(Host), "borrows", Unit("packets"), "sent by what its parent lent"),
        field(8, U32(Host), "giants", Number, "no longer counted"),
        field(12, S32, "tokens", Unit("ticks of 64 nanoseconds"), "that it may send at once at its rate; below 0 it has to wait"),
        field(16, S32, "ctokens", Unit("ticks of 64 nanoseconds"), "that it may send at once at its ceiling"),
    ],
};
const _: () = assert!(TC_HTB_XSTATS.size() == 20 && TC_HTB_XSTATS.has_no_hole());

pub const TCA_TBF_PARMS: u16 = 1;
pub const TCA_TBF_RATE64: u16 = 4;
pub const TCA_TBF_PRATE64: u16 = 5;

/// `TCA_TBF_…`: the options of a token bucket.
#[rustfmt::skip]
pub static TCA_TBF: Set = set("TCA_TBF", &NLATTR, &[
    attr(TCA_TBF_PARMS, "TCA_TBF_PARMS", Struct(&TC_TBF_QOPT), "its rates"),
    attr(2, "TCA_TBF_RTAB", Structs(&TC_RTAB), "in a request: how long packets take at the rate"),
    attr(3, "TCA_TBF_PTAB", Structs(&TC_RTAB), "in a request: how long packets take at the peak rate"),
    attr(TCA_TBF_RATE64, "TCA_TBF_RATE64", U64(Host).meaning(Unit("bytes a second")), "the rate, if 32 bits are too few"),
    attr(TCA_TBF_PRATE64, "TCA_TBF_PRATE64", U64(Host).meaning(Unit("bytes a second")), "the peak rate, if 32 bits are too few"),
    attr(6, "TCA_TBF_BURST", U32(Host).meaning(Unit("bytes")), "in a request: the size of the bucket"),
    attr(7, "TCA_TBF_PBURST", U32(Host).meaning(Unit("bytes")), "in a request: the size of the bucket for the peak rate"),
    attr(8, "TCA_TBF_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
]);

/// `struct tc_tbf_qopt`, with two `struct tc_ratespec` inside it.
#[rustfmt::skip]
pub static TC_TBF_QOPT: Layout = Layout {
    c_name: "tc_tbf_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-tbf(8)",
    fields: &[
        field(0, U8, "rate.cell_log", Number, "a packet's size, divided by two to the power of this, is its place in the rate table"),
        field(1, U8, "rate.linklayer", OneOf(TC_LINKLAYER), "how the link cuts packets"),
        field(2, U16(Host), "rate.overhead", Unit("bytes"), "that the link adds to each packet"),
        field(4, U16(Host), "rate.cell_align", Number, "bytes added to a packet's size first; signed, 65535 is one less"),
        field(6, U16(Host), "rate.mpu", Unit("bytes"), "that even the smallest packet counts for"),
        field(8, U32(Host), "rate.rate", Unit("bytes a second"), "that it lets through"),
        field(12, U8, "peakrate.cell_log", Number, "as of the rate"),
        field(13, U8, "peakrate.linklayer", OneOf(TC_LINKLAYER), "as of the rate"),
        field(14, U16(Host), "peakrate.overhead", Unit("bytes"), "as of the rate"),
        field(16, U16(Host), "peakrate.cell_align", Number, "as of the rate"),
        field(18, U16(Host), "peakrate.mpu", Unit("bytes"), "as of the rate"),
        field(20, U32(Host), "peakrate.rate", Unit("bytes a second"), "the most at which the bucket may be emptied; 0: at once"),
        field(24, U32(Host), "limit", Unit("bytes"), "that may wait"),
        field(28, U32(Host), "buffer", Unit("ticks of 64 nanoseconds"), "at its rate: the size of the bucket"),
        field(32, U32(Host), "mtu", Unit("ticks of 64 nanoseconds"), "at the peak rate: the size of its bucket"),
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

/// `TCA_FQ_CODEL_…`: the options of fair queueing with controlled delay, which
/// many distributions choose for every interface.
#[rustfmt::skip]
pub static TCA_FQ_CODEL: Set = set("TCA_FQ_CODEL", &NLATTR, &[
    attr(TCA_FQ_CODEL_TARGET, "TCA_FQ_CODEL_TARGET", U32(Host).meaning(Unit("microseconds")), "the delay that is all right"),
    attr(TCA_FQ_CODEL_LIMIT, "TCA_FQ_CODEL_LIMIT", U32(Host).meaning(Unit("packets")), "that may wait"),
    attr(TCA_FQ_CODEL_INTERVAL, "TCA_FQ_CODEL_INTERVAL", U32(Host).meaning(Unit("microseconds")), "for which the delay has to be too long before a packet is dropped"),
    attr(TCA_FQ_CODEL_ECN, "TCA_FQ_CODEL_ECN", U32(Host).meaning(Number), "1: packets are marked rather than dropped"),
    attr(TCA_FQ_CODEL_FLOWS, "TCA_FQ_CODEL_FLOWS", U32(Host).meaning(Unit("queues")), "that packets are spread over"),
    attr(TCA_FQ_CODEL_QUANTUM, "TCA_FQ_CODEL_QUANTUM", U32(Host).meaning(Unit("bytes")), "that a queue sends before another has its turn"),
    attr(TCA_FQ_CODEL_CE_THRESHOLD, "TCA_FQ_CODEL_CE_THRESHOLD", U32(Host).meaning(Unit("microseconds")), "of delay from which on packets are marked"),
    attr(TCA_FQ_CODEL_DROP_BATCH_SIZE, "TCA_FQ_CODEL_DROP_BATCH_SIZE", U32(Host).meaning(Unit("packets")), "that are dropped in one go when there is no room"),
    attr(TCA_FQ_CODEL_MEMORY_LIMIT, "TCA_FQ_CODEL_MEMORY_LIMIT", U32(Host).meaning(Unit("bytes")), "of memory for packets that wait"),
    attr(10, "TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR", U8.meaning(Number), "of a packet's type of service: what it has to be for that threshold"),
    attr(11, "TCA_FQ_CODEL_CE_THRESHOLD_MASK", U8.meaning(Flags(&[])), "the bits of it that count"),
]);

/// `struct tc_stats`
#[rustfmt::skip]
pub static TC_STATS: Layout = Layout {
    c_name: "tc_stats",
    header: "linux/pkt_sched.h",
    man: "tc(8)",
    fields: &[
        field(0, U64(Host), "bytes", Unit("bytes"), "that went through"),
        field(8, U32(Host), "packets", Unit("packets"), "that went through"),
        field(12, U32(Host), "drops", Unit("packets"), "dropped for want of room"),
        field(16, U32(Host), "overlimits", Number, "how often there was more than allowed"),
        field(20, U32(Host), "bps", Unit("bytes a second"), "the present rate"),
        field(24, U32(Host), "pps", Unit("packets a second"), "the present rate"),
        field(28, U32(Host), "qlen", Unit("packets"), "that wait"),
        field(32, U32(Host), "backlog", Unit("bytes"), "that wait"),
        field(36, Pad(4), "(padding)", Reserved, "rounds the struct up to a multiple of 8"),
    ],
};
const _: () = assert!(TC_STATS.size() == 40 && TC_STATS.has_no_hole());
