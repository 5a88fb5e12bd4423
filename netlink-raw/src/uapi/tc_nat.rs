//! `include/uapi/linux/tc_act/tc_nat.h`: the action that translates addresses.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::{Bytes, U32},
    Layout,
    Meaning::{self, Flags},
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, field, set,
};

/// `TCA_NAT_…`: the options of an action that translates addresses.
#[rustfmt::skip]
pub static TCA_NAT: Set = set("TCA_NAT", &NLATTR, &[
    attr(1, "TCA_NAT_PARMS", Struct(&TC_NAT), "addresses"),
    attr(2, "TCA_NAT_TM", Struct(&TCF_T), "times of use"),
    attr(3, "TCA_NAT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_nat`
#[rustfmt::skip]
pub static TC_NAT: Layout = Layout {
    c_name: "tc_nat",
    header: "linux/tc_act/tc_nat.h",
    man: "tc-nat(8)",
    fields: &tc_gen::<9>(&[
        field(20, Bytes(4), "old_addr", Meaning::Ip, "address in the packet"),
        field(24, Bytes(4), "new_addr", Meaning::Ip, "address instead"),
        field(28, Bytes(4), "mask", Meaning::Ip, "bits that are translated"),
        field(32, U32(Host), "flags", Flags(&[]), "1: of the source, 0: of the destination"),
    ]),
};
const _: () = assert!(TC_NAT.size() == 36 && TC_NAT.has_no_hole());
