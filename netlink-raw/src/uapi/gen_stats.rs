//! `include/uapi/linux/gen_stats.h`: counters of traffic control.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Attr,
    Kind::{Pad, U8, U32, U64},
    Layout,
    Meaning::{Number, Reserved, Unit},
    Order::Host,
    Set,
    Shape::{self, Opaque, Struct},
    attr, field, set,
};

/// `TCA_STATS_…`: counters. What is in `TCA_STATS_APP`, only the kind of qdisc knows.
#[rustfmt::skip]
pub(crate) const fn tca_stats(app: Shape) -> [Attr; 8] {
    [
        attr(1, "TCA_STATS_BASIC", Struct(&GNET_STATS_BASIC), "what went through"),
        attr(2, "TCA_STATS_RATE_EST", Struct(&GNET_STATS_RATE_EST), "the present rate"),
        attr(3, "TCA_STATS_QUEUE", Struct(&GNET_STATS_QUEUE), "what waits"),
        attr(4, "TCA_STATS_APP", app, "counters of this kind"),
        attr(5, "TCA_STATS_RATE_EST64", Struct(&GNET_STATS_RATE_EST64), "the present rate, in 64 bits"),
        attr(6, "TCA_STATS_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
        attr(7, "TCA_STATS_BASIC_HW", Struct(&GNET_STATS_BASIC), "what went through the hardware"),
        attr(8, "TCA_STATS_PKT64", U64(Host).meaning(Unit("packets")), "that went through, in 64 bits"),
    ]
}

/// `TCA_STATS_…`, without counters of a kind.
pub static TCA_STATS: Set = set("TCA_STATS", &NLATTR, &ROWS);
static ROWS: [Attr; 8] = tca_stats(Opaque);

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
