//! `include/uapi/linux/tc_act/tc_gact.h`: the action that only decides.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_ACT, TC_GEN, TCF_T};
use crate::wire::{
    Kind::{U16, U32},
    Layout,
    Meaning::{Number, OneOf},
    Name,
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, field, name, set,
};

/// `TCA_GACT_…`: the options of an action that only decides: pass, drop, …
#[rustfmt::skip]
pub static TCA_GACT: Set = set("TCA_GACT", &NLATTR, &[
    attr(1, "TCA_GACT_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_GACT_PARMS", Struct(&TC_GACT), "decision"),
    attr(3, "TCA_GACT_PROB", Struct(&TC_GACT_P), "a different decision for some packets"),
    attr(4, "TCA_GACT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_gact`
#[rustfmt::skip]
pub static TC_GACT: Layout = Layout {
    c_name: "tc_gact",
    header: "linux/tc_act/tc_gact.h",
    man: "tc-actions(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_GACT.size() == 20 && TC_GACT.has_no_hole());

/// `struct tc_gact_p`
#[rustfmt::skip]
pub static TC_GACT_P: Layout = Layout {
    c_name: "tc_gact_p",
    header: "linux/tc_act/tc_gact.h",
    man: "tc-actions(8)",
    fields: &[
        field(0, U16(Host), "ptype", OneOf(PGACT), "which packets"),
        field(2, U16(Host), "pval", Number, "one in this many"),
        field(4, U32(Host), "paction", OneOf(TC_ACT), "what happens to them"),
    ],
};
const _: () = assert!(TC_GACT_P.size() == 8 && TC_GACT_P.has_no_hole());

/// `PGACT_…`
#[rustfmt::skip]
pub const PGACT: &[Name] = &[
    name(0, "PGACT_NONE", "none"),
    name(1, "PGACT_NETRAND", "at random"),
    name(2, "PGACT_DETERM", "by count"),
];
