//! `include/uapi/linux/rtnetlink.h`, `gen_stats.h`, `pkt_sched.h`: queueing
//! disciplines and classes. What filters and actions have to say stands in
//! [`super::pkt_cls`].

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCA_BPF, TCA_U32};
use crate::uapi::rtnetlink::RTATTR;
use crate::uapi::socket::FAMILIES;
use crate::wire::{
    CStruct, Context,
    Kind::{Bytes, Pad, S32, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Id, Interface, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::Host,
    Set,
    Shape::{self, Nested, Opaque, Struct, Structs, Text},
    attr, field, name, set,
};

/// `struct tcmsg`: the struct of every message about traffic control.
#[rustfmt::skip]
pub static TCMSG: Layout = Layout {
    c_name: "tcmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "tcm_family", OneOf(FAMILIES), "always AF_UNSPEC"),
        field(1, Pad(1), "tcm__pad1", Reserved, "zero"),
        field(2, Pad(2), "tcm__pad2", Reserved, "zero"),
        field(4, S32, "tcm_ifindex", Interface, "the interface"),
        field(8, U32(Host), "tcm_handle", Flags(&[]), "its number: 16 bits of major, 16 of minor"),
        field(12, U32(Host), "tcm_parent", Meaning::Choose(parent), "what it is attached to: major and minor, or a name"),
        field(16, U32(Host), "tcm_info", Meaning::Choose(info), "of a qdisc: how many use it; of a class: the qdisc in it; of a filter: priority and protocol, 16 bits each"),
    ],
};
const _: () = assert!(TCMSG.size() == 20 && TCMSG.has_no_hole());

/// `struct tcmsg`: the type of its members; its table is [`TCMSG`].
#[doc(alias = "tcmsg")]
pub enum Tcmsg {}

impl CStruct for Tcmsg {
    const LAYOUT: &'static Layout = &TCMSG;
}

/// `tcm_family`
pub const TCM_FAMILY: Member<Tcmsg> = Member::named("tcm_family");
/// `tcm_ifindex`
pub const TCM_IFINDEX: Member<Tcmsg> = Member::named("tcm_ifindex");
/// `tcm_handle`
pub const TCM_HANDLE: Member<Tcmsg> = Member::named("tcm_handle");
/// `tcm_parent`
pub const TCM_PARENT: Member<Tcmsg> = Member::named("tcm_parent");
/// `tcm_info`
pub const TCM_INFO: Member<Tcmsg> = Member::named("tcm_info");

/// `TC_H_…`: what is no qdisc, and still something to be attached to.
#[rustfmt::skip]
pub const TC_H: &[Name] = &[
    name(0xffff_fff1, "TC_H_INGRESS", "where packets come in; a clsact qdisc has this parent, too"),
    name(0xffff_ffff, "TC_H_ROOT", "the interface itself: packets leave by this qdisc"),
];

fn parent(context: &Context<'_>) -> Meaning {
    let parent = const { TCMSG.field("tcm_parent") }.read(context.around);
    let named = TC_H.iter().any(|name| Some(name.number) == parent);
    if named { OneOf(TC_H) } else { Flags(&[]) }
}

/// A qdisc's users are counted; the other two are numbers put together.
fn info(context: &Context<'_>) -> Meaning {
    if is_qdisc(context) { Number } else { Flags(&[]) }
}

fn is_qdisc(context: &Context<'_>) -> bool {
    const QDISCS: [u16; 3] = [
        crate::uapi::ROUTE.number("RTM_NEWQDISC"),
        crate::uapi::ROUTE.number("RTM_DELQDISC"),
        crate::uapi::ROUTE.number("RTM_GETQDISC"),
    ];
    QDISCS.contains(&context.message_type)
}

/// `TCA_…`: the attributes of a qdisc, a class or a filter.
#[rustfmt::skip]
pub static TCA: Set = set("TCA", &RTATTR, &[
    attr(1, "TCA_KIND", Text, "its kind: pfifo_fast, fq_codel, u32, …"),
    attr(2, "TCA_OPTIONS", Shape::Choose(options), "what this kind has to say"),
    attr(3, "TCA_STATS", Struct(&TC_STATS), "its counters, as they used to be"),
    attr(4, "TCA_XSTATS", Shape::Choose(counters), "counters of this kind"),
    attr(5, "TCA_RATE", Struct(&GNET_ESTIMATOR), "in a request: how to estimate its rate"),
    attr(6, "TCA_FCNT", Opaque, "not used"),
    attr(7, "TCA_STATS2", Nested(&TCA_STATS), "its counters"),
    attr(8, "TCA_STAB", Nested(&TCA_STAB), "how sizes are reckoned on the link"),
    attr(9, "TCA_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(10, "TCA_DUMP_INVISIBLE", Shape::Flag, "in a request: those made by the kernel, too"),
    attr(11, "TCA_CHAIN", U32(Host).meaning(Number), "the chain of filters that it is in"),
    attr(12, "TCA_HW_OFFLOAD", U8.meaning(Number), "1: the hardware does it"),
    attr(13, "TCA_INGRESS_BLOCK", U32(Host).meaning(Number), "filters shared by packets that come in"),
    attr(14, "TCA_EGRESS_BLOCK", U32(Host).meaning(Number), "filters shared by packets that leave"),
    attr(15, "TCA_DUMP_FLAGS", Shape::Id, "in a request: how much to tell"),
    attr(16, "TCA_EXT_WARN_MSG", Text, "a warning in words"),
]);

/// The kind of the qdisc, class or filter that a message is about, without the
/// zero byte behind it. It stands in the message's own list, wherever in the
/// message the question comes up.
fn kind<'a>(context: &Context<'a>) -> &'a [u8] {
    let list = context.body.get(const { TCMSG.size() }..).unwrap_or_default();
    let kind = TCA.find(list, const { TCA.number("TCA_KIND") }).unwrap_or_default();
    kind.strip_suffix(&[0]).unwrap_or(kind)
}

/// `TCA_OPTIONS`, by kind. No kind of qdisc has the name of a kind of filter
/// that stands here, but for `bpf`.
fn options(context: &Context<'_>) -> Shape {
    match kind(context) {
        b"prio" | b"pfifo_fast" => Struct(&TC_PRIO_QOPT),
        b"pfifo" | b"bfifo" | b"pfifo_head_drop" => Struct(&TC_FIFO_QOPT),
        b"htb" => Nested(&TCA_HTB),
        b"tbf" => Nested(&TCA_TBF),
        b"fq_codel" => Nested(&TCA_FQ_CODEL),
        b"u32" => Nested(&TCA_U32),
        b"bpf" if !is_qdisc(context) => Nested(&TCA_BPF),
        // Nothing to say: these two only are where filters can be put.
        b"ingress" | b"clsact" => Shape::Flag,
        _ => Opaque,
    }
}

/// `TCA_XSTATS` and `TCA_STATS_APP`, by kind.
fn counters(context: &Context<'_>) -> Shape {
    match kind(context) {
        b"htb" => Struct(&TC_HTB_XSTATS),
        _ => Opaque,
    }
}

/// `struct tc_prio_qopt`
#[rustfmt::skip]
pub static TC_PRIO_QOPT: Layout = Layout {
    c_name: "tc_prio_qopt",
    header: "linux/pkt_sched.h",
    man: "tc-prio(8)",
    fields: &[
        field(0, S32, "bands", Number, "how many queues there are"),
        field(4, Bytes(16), "priomap", Id, "the queue for each of the 16 priorities, a byte each"),
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
pub static TCA_STAB: Set = set("TCA_STAB", &RTATTR, &[
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

/// `TCA_HTB_…`: the options of a hierarchy of token buckets.
#[rustfmt::skip]
pub static TCA_HTB: Set = set("TCA_HTB", &NLATTR, &[
    attr(1, "TCA_HTB_PARMS", Struct(&TC_HTB_OPT), "of a class: its rates"),
    attr(2, "TCA_HTB_INIT", Struct(&TC_HTB_GLOB), "of the qdisc: what is true for all classes"),
    attr(3, "TCA_HTB_CTAB", Structs(&TC_RTAB), "in a request: how long packets take at the ceiling"),
    attr(4, "TCA_HTB_RTAB", Structs(&TC_RTAB), "in a request: how long packets take at the rate"),
    attr(5, "TCA_HTB_DIRECT_QLEN", U32(Host).meaning(Unit("packets")), "that may wait in the queue of those that no class takes"),
    attr(6, "TCA_HTB_RATE64", U64(Host).meaning(Unit("bytes a second")), "the rate, if 32 bits are too few"),
    attr(7, "TCA_HTB_CEIL64", U64(Host).meaning(Unit("bytes a second")), "the ceiling, if 32 bits are too few"),
    attr(8, "TCA_HTB_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(9, "TCA_HTB_OFFLOAD", Shape::Flag, "the hardware does it"),
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

/// `TCA_TBF_…`: the options of a token bucket.
#[rustfmt::skip]
pub static TCA_TBF: Set = set("TCA_TBF", &NLATTR, &[
    attr(1, "TCA_TBF_PARMS", Struct(&TC_TBF_QOPT), "its rates"),
    attr(2, "TCA_TBF_RTAB", Structs(&TC_RTAB), "in a request: how long packets take at the rate"),
    attr(3, "TCA_TBF_PTAB", Structs(&TC_RTAB), "in a request: how long packets take at the peak rate"),
    attr(4, "TCA_TBF_RATE64", U64(Host).meaning(Unit("bytes a second")), "the rate, if 32 bits are too few"),
    attr(5, "TCA_TBF_PRATE64", U64(Host).meaning(Unit("bytes a second")), "the peak rate, if 32 bits are too few"),
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

/// `TCA_FQ_CODEL_…`: the options of fair queueing with controlled delay, which
/// many distributions choose for every interface.
#[rustfmt::skip]
pub static TCA_FQ_CODEL: Set = set("TCA_FQ_CODEL", &NLATTR, &[
    attr(1, "TCA_FQ_CODEL_TARGET", U32(Host).meaning(Unit("microseconds")), "the delay that is all right"),
    attr(2, "TCA_FQ_CODEL_LIMIT", U32(Host).meaning(Unit("packets")), "that may wait"),
    attr(3, "TCA_FQ_CODEL_INTERVAL", U32(Host).meaning(Unit("microseconds")), "for which the delay has to be too long before a packet is dropped"),
    attr(4, "TCA_FQ_CODEL_ECN", U32(Host).meaning(Number), "1: packets are marked rather than dropped"),
    attr(5, "TCA_FQ_CODEL_FLOWS", U32(Host).meaning(Unit("queues")), "that packets are spread over"),
    attr(6, "TCA_FQ_CODEL_QUANTUM", U32(Host).meaning(Unit("bytes")), "that a queue sends before another has its turn"),
    attr(7, "TCA_FQ_CODEL_CE_THRESHOLD", U32(Host).meaning(Unit("microseconds")), "of delay from which on packets are marked"),
    attr(8, "TCA_FQ_CODEL_DROP_BATCH_SIZE", U32(Host).meaning(Unit("packets")), "that are dropped in one go when there is no room"),
    attr(9, "TCA_FQ_CODEL_MEMORY_LIMIT", U32(Host).meaning(Unit("bytes")), "of memory for packets that wait"),
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

/// `TCA_STATS_…`: counters (`gen_stats.h`).
#[rustfmt::skip]
pub static TCA_STATS: Set = set("TCA_STATS", &NLATTR, &[
    attr(1, "TCA_STATS_BASIC", Struct(&GNET_STATS_BASIC), "what went through"),
    attr(2, "TCA_STATS_RATE_EST", Struct(&GNET_STATS_RATE_EST), "the present rate"),
    attr(3, "TCA_STATS_QUEUE", Struct(&GNET_STATS_QUEUE), "what waits"),
    attr(4, "TCA_STATS_APP", Shape::Choose(counters), "counters of this kind"),
    attr(5, "TCA_STATS_RATE_EST64", Struct(&GNET_STATS_RATE_EST64), "the present rate, in 64 bits"),
    attr(6, "TCA_STATS_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(7, "TCA_STATS_BASIC_HW", Struct(&GNET_STATS_BASIC), "what went through the hardware"),
    attr(8, "TCA_STATS_PKT64", U64(Host).meaning(Unit("packets")), "that went through, in 64 bits"),
]);

/// `struct gnet_stats_basic`
#[rustfmt::skip]
pub static GNET_STATS_BASIC: Layout = Layout {
    c_name: "gnet_stats_basic",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U64(Host), "bytes", Unit("bytes"), "that went through"),
        field(8, U32(Host), "packets", Unit("packets"), "that went through"),
        field(12, Pad(4), "(padding)", Reserved, "rounds the struct up to a multiple of 8"),
    ],
};
const _: () = assert!(GNET_STATS_BASIC.size() == 16 && GNET_STATS_BASIC.has_no_hole());

/// `struct gnet_stats_rate_est`
#[rustfmt::skip]
pub static GNET_STATS_RATE_EST: Layout = Layout {
    c_name: "gnet_stats_rate_est",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U32(Host), "bps", Unit("bytes a second"), "the present rate"),
        field(4, U32(Host), "pps", Unit("packets a second"), "the present rate"),
    ],
};

/// `struct gnet_stats_rate_est64`
#[rustfmt::skip]
pub static GNET_STATS_RATE_EST64: Layout = Layout {
    c_name: "gnet_stats_rate_est64",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U64(Host), "bps", Unit("bytes a second"), "the present rate"),
        field(8, U64(Host), "pps", Unit("packets a second"), "the present rate"),
    ],
};

/// `struct gnet_stats_queue`
#[rustfmt::skip]
pub static GNET_STATS_QUEUE: Layout = Layout {
    c_name: "gnet_stats_queue",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U32(Host), "qlen", Unit("packets"), "that wait"),
        field(4, U32(Host), "backlog", Unit("bytes"), "that wait"),
        field(8, U32(Host), "drops", Unit("packets"), "dropped for want of room"),
        field(12, U32(Host), "requeues", Unit("packets"), "put back, because the device was busy"),
        field(16, U32(Host), "overlimits", Number, "how often there was more than allowed"),
    ],
};
const _: () = assert!(GNET_STATS_QUEUE.size() == 20 && GNET_STATS_QUEUE.has_no_hole());

/// `struct gnet_estimator`
#[rustfmt::skip]
pub static GNET_ESTIMATOR: Layout = Layout {
    c_name: "gnet_estimator",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U8, "interval", Number, "how often to look, as a power of two of a quarter second"),
        field(1, U8, "ewma_log", Number, "how slowly the estimate follows"),
    ],
};
