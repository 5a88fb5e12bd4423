//! `include/uapi/linux/filter.h`: classic BPF.

use crate::wire::{
    Kind::{U8, U16, U32},
    Layout,
    Meaning::{Flags, Unit},
    Order::Host,
    field,
};

/// `struct sock_filter`: an instruction of classic BPF.
#[rustfmt::skip]
pub static SOCK_FILTER: Layout = Layout {
    c_name: "sock_filter",
    header: "linux/filter.h",
    man: "socket(7)",
    fields: &[
        field(0, U16(Host), "code", Flags(&[]), "operation"),
        field(2, U8, "jt", Unit("instructions"), "skipped if the comparison is true"),
        field(3, U8, "jf", Unit("instructions"), "skipped if the comparison is false"),
        field(4, U32(Host), "k", Flags(&[]), "operand"),
    ],
};
const _: () = assert!(SOCK_FILTER.size() == 8 && SOCK_FILTER.has_no_hole());
