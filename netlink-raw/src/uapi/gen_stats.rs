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

/// `TCA_STATS_…`: counters. Only the kind of qdisc knows what `TCA_STATS_APP` holds.
#[rustfmt::skip]
pub(crate) const fn tca_stats(app: Shape) -> [Attr; 8] {
    [
        attr(1, "TCA_STATS_BASIC", Struct(&GNET_STATS_BASIC), "bytes and packets sent"),
        attr(2, "TCA_STATS_RATE_EST", Struct(&GNET_STATS_RATE_EST), "current rate"),
        attr(3, "TCA_STATS_QUEUE", Struct(&GNET_STATS_QUEUE), "state of the queue"),
        attr(4, "TCA_STATS_APP", app, "counters of this kind"),
        attr(5, "TCA_STATS_RATE_EST64", Struct(&GNET_STATS_RATE_EST64), "current rate, 64 bits"),
        attr(6, "TCA_STATS_PAD", Opaque, "aligns the next attribute to 8 bytes"),
        attr(7, "TCA_STATS_BASIC_HW", Struct(&GNET_STATS_BASIC), "bytes and packets sent by hardware"),
        attr(8, "TCA_STATS_PKT64", U64(Host).meaning(Unit("packets")), "sent, 64 bits"),
    ]
}

/// `TCA_STATS_…`, with the counters of a kind left as bytes.
pub static TCA_STATS: Set = set("TCA_STATS", &NLATTR, &ROWS);
static ROWS: [Attr; 8] = tca_stats(Opaque);

/// `struct gnet_stats_basic`
#[rustfmt::skip]
pub static GNET_STATS_BASIC: Layout = Layout {
    c_name: "gnet_stats_basic",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U64(Host), "bytes", Unit("bytes"), "sent"),
        field(8, U32(Host), "packets", Unit("packets"), "sent"),
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
        field(0, U32(Host), "bps", Unit("bytes a second"), "current rate"),
        field(4, U32(Host), "pps", Unit("packets a second"), "current rate"),
    ],
};

/// `struct gnet_stats_rate_est64`
#[rustfmt::skip]
pub static GNET_STATS_RATE_EST64: Layout = Layout {
    c_name: "gnet_stats_rate_est64",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U64(Host), "bps", Unit("bytes a second"), "current rate"),
        field(8, U64(Host), "pps", Unit("packets a second"), "current rate"),
    ],
};

/// `struct gnet_stats_queue`
#[rustfmt::skip]
pub static GNET_STATS_QUEUE: Layout = Layout {
    c_name: "gnet_stats_queue",
    header: "linux/gen_stats.h",
    man: "tc(8)",
    fields: &[
        field(0, U32(Host), "qlen", Unit("packets"), "queued"),
        field(4, U32(Host), "backlog", Unit("bytes"), "queued"),
        field(8, U32(Host), "drops", Unit("packets"), "dropped, queue full"),
        field(12, U32(Host), "requeues", Unit("packets"), "requeued, device busy"),
        field(16, U32(Host), "overlimits", Number, "times the limit was exceeded"),
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
        field(0, U8, "interval", Number, "sampling interval: 2^this quarter seconds"),
        field(1, U8, "ewma_log", Number, "smoothing of the estimate"),
    ],
};
