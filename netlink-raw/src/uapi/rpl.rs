//! `include/uapi/linux/rpl.h`: the source routing header of RPL (RFC 6554).

use crate::wire::{
    Kind::{U8, U32},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Network,
    field,
};

/// `struct ipv6_rpl_sr_hdr`, without the segments at its end.
#[rustfmt::skip]
pub static IPV6_RPL_SR_HDR: Layout = Layout {
    c_name: "ipv6_rpl_sr_hdr",
    header: "linux/rpl.h",
    man: "ip-route(8)",
    fields: &[
        field(0, U8, "nexthdr", Number, "next header, set for each packet"),
        field(1, U8, "hdrlen", Unit("times 8 bytes"), "header length, minus the first 8 bytes"),
        field(2, U8, "type", Number, "3: RPL"),
        field(3, U8, "segments_left", Number, "segments still to visit"),
        field(4, U32(Network), "cmpri_cmpre_pad", Flags(&[]), "bytes left out of addresses, padding"),
    ],
};
const _: () = assert!(IPV6_RPL_SR_HDR.size() == 8 && IPV6_RPL_SR_HDR.has_no_hole());
