//! `include/uapi/linux/ioam6.h`: in-situ OAM data in IPv6 packets (RFC 9197).

use crate::wire::{
    Kind::{U8, U16, U32},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Network,
    field,
};

/// `struct ioam6_trace_hdr`, without the data at its end.
#[rustfmt::skip]
pub static IOAM6_TRACE_HDR: Layout = Layout {
    c_name: "ioam6_trace_hdr",
    header: "linux/ioam6.h",
    man: "ip-route(8)",
    fields: &[
        field(0, U16(Network), "namespace_id", Number, "namespace of the data"),
        field(2, U8, "nodelen_flags", Flags(&[]), "upper 5 bits: length of a node's data, in 4 bytes"),
        field(3, U8, "remlen", Unit("times 4 bytes"), "space left, in the lower 7 bits"),
        field(4, U32(Network), "type", Flags(&[]), "what each node adds"),
    ],
};
const _: () = assert!(IOAM6_TRACE_HDR.size() == 8 && IOAM6_TRACE_HDR.has_no_hole());
