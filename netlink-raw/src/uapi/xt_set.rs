//! `include/uapi/linux/netfilter/xt_set.h`: a look-up in an IP set.

use crate::wire::{
    Kind::{U8, U16},
    Layout,
    Meaning::{Flags, Number},
    Order::Host,
    field,
};

/// `struct xt_set_info`
#[rustfmt::skip]
pub static XT_SET_INFO: Layout = Layout {
    c_name: "xt_set_info",
    header: "linux/netfilter/xt_set.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, U16(Host), "index", Number, "index of the set"),
        field(2, U8, "dim", Number, "number of dimensions, such as address and port"),
        field(3, U8, "flags", Flags(&[]), "one bit for each dimension: 1 source, 0 destination"),
    ],
};
const _: () = assert!(XT_SET_INFO.size() == 4 && XT_SET_INFO.has_no_hole());
