//! `include/uapi/linux/filter.h`: classic BPF.

use crate::wire::{
    Kind::{U8, U16, U32},
    Layout,
    Meaning::{Flags, Unit},
    Order::Host,
    field,
};

/// `struct sock_filter` (`include/uapi/linux/filter.h`): an instruction of
/// classic BPF.
#[rustfmt::skip]
pub static SOCK_FILTER: Layout = Layout {
    c_name: "sock_filter",
    header: "linux/filter.h",
    man: "socket(7)",
    fields: &[
        field(0, U16(Host), "code", Flags(&[]), "what to do"),
        field(2, U8, "jt", Unit("instructions"), "to skip if the comparison is true"),
        field(3, U8, "jf", Unit("instructions"), "to skip if it is not"),
        field(4, U32(Host), "k", Flags(&[]), "a number that goes with it"),
    ],
};
const _: () = assert!(SOCK_FILTER.size() == 8 && SOCK_FILTER.has_no_hole());
