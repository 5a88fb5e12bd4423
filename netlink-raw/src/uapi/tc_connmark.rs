//! `include/uapi/linux/tc_act/tc_connmark.h`: the action that copies the mark of a connection.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_ACT, TCF_T};
use crate::wire::{
    Kind::{Pad, S32, U16, U32},
    Layout,
    Meaning::{Flags, Number, OneOf, Reserved},
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, field, set,
};

/// `TCA_CONNMARK_…`: the options of an action that copies the connection's mark to the packet.
#[rustfmt::skip]
pub static TCA_CONNMARK: Set = set("TCA_CONNMARK", &NLATTR, &[
    attr(1, "TCA_CONNMARK_PARMS", Struct(&TC_CONNMARK), "zone"),
    attr(2, "TCA_CONNMARK_TM", Struct(&TCF_T), "times of use"),
    attr(3, "TCA_CONNMARK_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_connmark`
#[rustfmt::skip]
pub static TC_CONNMARK: Layout = Layout {
    c_name: "tc_connmark",
    header: "linux/tc_act/tc_connmark.h",
    man: "tc-connmark(8)",
    fields: &[
        field(0, U32(Host), "index", Number, "index; 0 in a request: any"),
        field(4, U32(Host), "capab", Flags(&[]), "not used"),
        field(8, U32(Host), "action", OneOf(TC_ACT), "what happens to the packet next"),
        field(12, S32, "refcnt", Number, "references"),
        field(16, S32, "bindcnt", Number, "filters that use it"),
        field(20, U16(Host), "zone", Number, "zone of the connection"),
        field(22, Pad(2), "(padding)", Reserved, "rounds the struct up to a multiple of 4"),
    ],
};
const _: () = assert!(TC_CONNMARK.size() == 24 && TC_CONNMARK.has_no_hole());
