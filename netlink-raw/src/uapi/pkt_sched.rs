//! `include/uapi/linux/rtnetlink.h`, `gen_stats.h`, `pkt_sched.h`: queueing
//! disciplines, classes, filters, to the level of kind and counters.

use crate::uapi::netlink::NLATTR;
use crate::uapi::rtnetlink::RTATTR;
use crate::uapi::socket::FAMILIES;
use crate::wire::{
    Context,
    Kind::{Bytes, Pad, S32, U8, U32, U64},
    Layout,
    Order::Host,
    Says::{Flags, Id, Interface, Number, OneOf, Reserved, Unit},
    Set,
    Shape::{self, Nested, Opaque, Struct, Text},
    attr, field, set,
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
        field(12, U32(Host), "tcm_parent", Flags(&[]), "what it is attached to; 0xffffffff is the root"),
        field(16, U32(Host), "tcm_info", Flags(&[]), "of a filter: priority and protocol; else how many use it"),
    ],
};
const _: () = assert!(TCMSG.size() == 20 && TCMSG.has_no_hole());

/// `TCA_…`: the attributes of a qdisc, a class or a filter.
#[rustfmt::skip]
pub static TCA: Set = set("TCA", &RTATTR, &[
    attr(1, "TCA_KIND", Text, "its kind: pfifo_fast, fq_codel, u32, …"),
    attr(2, "TCA_OPTIONS", Shape::Choose(options), "what this kind has to say"),
    attr(3, "TCA_STATS", Struct(&TC_STATS), "its counters, as they used to be"),
    attr(4, "TCA_XSTATS", Opaque, "counters of this kind"),
    attr(5, "TCA_RATE", Struct(&GNET_ESTIMATOR), "in a request: how to estimate its rate"),
    attr(6, "TCA_FCNT", Opaque, "not used"),
    attr(7, "TCA_STATS2", Nested(&TCA_STATS), "its counters"),
    attr(8, "TCA_STAB", Opaque, "how sizes are reckoned on the link"),
    attr(9, "TCA_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(10, "TCA_DUMP_INVISIBLE", Shape::Flag, "in a request: those made by the kernel, too"),
    attr(11, "TCA_CHAIN", U32(Host).says(Number), "the chain of filters that it is in"),
    attr(12, "TCA_HW_OFFLOAD", U8.says(Number), "1: the hardware does it"),
    attr(13, "TCA_INGRESS_BLOCK", U32(Host).says(Number), "filters shared by packets that come in"),
    attr(14, "TCA_EGRESS_BLOCK", U32(Host).says(Number), "filters shared by packets that leave"),
    attr(15, "TCA_DUMP_FLAGS", Shape::Id, "in a request: how much to tell"),
    attr(16, "TCA_EXT_WARN_MSG", Text, "a warning in words"),
]);

fn options(context: &Context<'_>) -> Shape {
    let kind = TCA.find(context.around, const { TCA.number("TCA_KIND") }).unwrap_or_default();
    match kind.strip_suffix(&[0]).unwrap_or(kind) {
        b"prio" | b"pfifo_fast" => Struct(&TC_PRIO_QOPT),
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
    attr(4, "TCA_STATS_APP", Opaque, "counters of this kind"),
    attr(5, "TCA_STATS_RATE_EST64", Struct(&GNET_STATS_RATE_EST64), "the present rate, in 64 bits"),
    attr(6, "TCA_STATS_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(7, "TCA_STATS_BASIC_HW", Struct(&GNET_STATS_BASIC), "what went through the hardware"),
    attr(8, "TCA_STATS_PKT64", U64(Host).says(Unit("packets")), "that went through, in 64 bits"),
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
