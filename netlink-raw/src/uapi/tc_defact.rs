//! `include/uapi/linux/tc_act/tc_defact.h`: the example of an action.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_GEN, TCF_T};
use crate::wire::{
    Layout, Set,
    Shape::{Opaque, Struct, Text},
    attr, set,
};

/// `TCA_DEF_…`: the options of the example action, `simple`.
#[rustfmt::skip]
pub static TCA_DEF: Set = set("TCA_DEF", &NLATTR, &[
    attr(1, "TCA_DEF_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_DEF_PARMS", Struct(&TC_DEFACT), "references"),
    attr(3, "TCA_DEF_DATA", Text, "text for the kernel's log"),
    attr(4, "TCA_DEF_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_defact`
#[rustfmt::skip]
pub static TC_DEFACT: Layout = Layout {
    c_name: "tc_defact",
    header: "linux/tc_act/tc_defact.h",
    man: "tc-simple(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_DEFACT.size() == 20 && TC_DEFACT.has_no_hole());
