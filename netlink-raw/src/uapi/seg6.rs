//! `include/uapi/linux/seg6.h`: the segment routing header of IPv6 (RFC 8754).

use crate::uapi::in6::IN6_ADDR;
use crate::uapi::seg6_hmac::SR6_TLV_HMAC;
use crate::wire::{
    Attr, Context,
    Kind::{U8, U16},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Network,
    Shape::{Choose, Counted, Opaque, Struct},
    attr, field,
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

/// What follows the header.
pub(crate) static SEGMENTS: Attr =
    attr(0, "segments", Counted(segments, &IN6_ADDR, &TLVS), "segments, last one first");

/// The number of segments. The header ends with `first_segment`, an index, and three more bytes.
fn segments(context: &Context<'_>) -> usize {
    match context.around {
        [.., first_segment, _, _, _] => usize::from(*first_segment) + 1,
        _ => 0,
    }
}

/// The kernel accepts any options here (`seg6_validate_srh`), but knows only one: a signature.
static TLVS: Attr = attr(
    0,
    "tlvs",
    Choose(
        |context| match context.around {
            [SR6_TLV_HMAC_TYPE, 38, ..] if context.around.len() == SR6_TLV_HMAC.size() => {
                Struct(&SR6_TLV_HMAC)
            }
            _ => Opaque,
        },
        &[Struct(&SR6_TLV_HMAC), Opaque],
    ),
    "options",
);

/// `SR6_TLV_HMAC`
const SR6_TLV_HMAC_TYPE: u8 = 5;
