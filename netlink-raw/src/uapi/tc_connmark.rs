//! `include/uapi/linux/tc_act/tc_connmark.h`: the action that copies the mark of a connection.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::{Pad, U16},
    Layout,
    Meaning::{Number, Reserved},
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
    fields: &tc_gen::<7>(&[
        field(20, U16(Host), "zone", Number, "zone of the connection"),
        field(22, Pad(2), "(padding)", Reserved, "rounds the struct up to a multiple of 4"),
    ]),
};
const _: () = assert!(TC_CONNMARK.size() == 24 && TC_CONNMARK.has_no_hole());
