//! `include/uapi/linux/mpls.h`: MPLS labels and counters.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{U32, U64},
    Layout,
    Meaning::{Label, Number},
    Order::{Host, Network},
    Set,
    Shape::{Opaque, Struct},
    array, attr, field, set,
};

/// `struct mpls_label` (RFC 3032)
#[rustfmt::skip]
pub static MPLS_LABEL: Layout = Layout {
    c_name: "mpls_label",
    header: "linux/mpls.h",
    man: "ip-route(8)",
    fields: &[field(0, U32(Network), "entry", Label, "20 bits label, 3 class, 1 last, 8 TTL")],
};

/// `MPLS_STATS_…`
#[rustfmt::skip]
pub static MPLS_STATS: Set = set("MPLS_STATS", &NLATTR, &[
    attr(0, "MPLS_STATS_UNSPEC", Opaque, "aligns the next attribute to 8 bytes"),
    attr(1, "MPLS_STATS_LINK", Struct(&MPLS_LINK_STATS), "labelled packets"),
]);

/// `struct mpls_link_stats`
#[rustfmt::skip]
pub static MPLS_LINK_STATS: Layout = Layout {
    c_name: "mpls_link_stats",
    header: "linux/mpls.h",
    man: "ip-stats(8)",
    fields: &array(U64(Host), Number, &[
        ("rx_packets", "packets received"),
        ("tx_packets", "packets sent"),
        ("rx_bytes", "bytes received"),
        ("tx_bytes", "bytes sent"),
        ("rx_errors", "bad packets received"),
        ("tx_errors", "packets that could not be sent"),
        ("rx_dropped", "packets received and dropped"),
        ("tx_dropped", "outgoing packets dropped"),
        ("rx_noroute", "packets received, no route for the label"),
    ]),
};
const _: () = assert!(MPLS_LINK_STATS.size() == 72);
