//! `include/uapi/linux/can.h`: the CAN bus.

use crate::wire::{
    Kind::U32,
    Layout,
    Meaning::{Flags, Number},
    Order::Host,
    field,
};

/// `struct can_filter`
#[rustfmt::skip]
pub static CAN_FILTER: Layout = Layout {
    c_name: "can_filter",
    header: "linux/can.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, U32(Host), "can_id", Number, "ID to compare with; the highest bit: 29 bits long"),
        field(4, U32(Host), "can_mask", Flags(&[]), "bits to compare"),
    ],
};
const _: () = assert!(CAN_FILTER.size() == 8 && CAN_FILTER.has_no_hole());
