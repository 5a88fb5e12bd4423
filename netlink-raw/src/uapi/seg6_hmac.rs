//! `include/uapi/linux/seg6_hmac.h`: the signature of a segment routing header.

use crate::wire::{
    Kind::{Bytes, U8, U16, U32},
    Layout,
    Meaning::{Id, Number, Reserved, Unit},
    Order::{Host, Network},
    field,
};

/// `struct sr6_tlv_hmac`
#[rustfmt::skip]
pub static SR6_TLV_HMAC: Layout = Layout {
    c_name: "sr6_tlv_hmac",
    header: "linux/seg6_hmac.h",
    man: "ip-route(8)",
    fields: &[
        field(0, U8, "tlvhdr.type", Number, "5: signature"),
        field(1, U8, "tlvhdr.len", Unit("bytes"), "length of what follows"),
        field(2, U16(Host), "reserved", Reserved, "zero"),
        field(4, U32(Network), "hmackeyid", Number, "number of the key"),
        field(8, Bytes(32), "hmac", Id, "signature, set for each packet"),
    ],
};
const _: () = assert!(SR6_TLV_HMAC.size() == 40 && SR6_TLV_HMAC.has_no_hole());
