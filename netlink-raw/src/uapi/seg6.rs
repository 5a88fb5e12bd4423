//! `include/uapi/linux/seg6.h`: the segment routing header of IPv6 (RFC 8754).

use crate::wire::{
    Kind::{U8, U16},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Network,
    field,
};

/// `struct ipv6_sr_hdr`, without the segments at its end.
#[rustfmt::skip]
pub static IPV6_SR_HDR: Layout = Layout {
    c_name: "ipv6_sr_hdr",
    header: "linux/seg6.h",
    man: "ip-route(8)",
    fields: &[
        field(0, U8, "nexthdr", Number, "next header, set for each packet"),
        field(1, U8, "hdrlen", Unit("times 8 bytes"), "header length, minus the first 8 bytes"),
        field(2, U8, "type", Number, "4: segment routing"),
        field(3, U8, "segments_left", Number, "segments still to visit"),
        field(4, U8, "first_segment", Number, "index of the first, the list is reversed"),
        field(5, U8, "flags", Flags(&[]), "flags of the header"),
        field(6, U16(Network), "tag", Number, "tag for a class of packets"),
    ],
};
const _: () = assert!(IPV6_SR_HDR.size() == 8 && IPV6_SR_HDR.has_no_hole());
