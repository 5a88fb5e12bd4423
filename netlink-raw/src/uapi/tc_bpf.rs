//! `include/uapi/linux/tc_act/tc_bpf.h`: the action that is a BPF program.

use crate::uapi::filter::SOCK_FILTER;
use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_GEN, TCF_T};
use crate::wire::{
    Kind::{U16, U32},
    Layout,
    Meaning::{Number, Unit},
    Order::Host,
    Set,
    Shape::{Id, Opaque, Struct, Structs, Text},
    attr, set,
};

/// `TCA_ACT_BPF_…`: the options of an action that is a BPF program.
#[rustfmt::skip]
pub static TCA_ACT_BPF: Set = set("TCA_ACT_BPF", &NLATTR, &[
    attr(1, "TCA_ACT_BPF_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_ACT_BPF_PARMS", Struct(&TC_ACT_BPF), "references"),
    attr(3, "TCA_ACT_BPF_OPS_LEN", U16(Host).meaning(Unit("instructions")), "length of a classic program"),
    attr(4, "TCA_ACT_BPF_OPS", Structs(&SOCK_FILTER), "classic program"),
    attr(5, "TCA_ACT_BPF_FD", U32(Host).meaning(Number), "request: file descriptor of the program"),
    attr(6, "TCA_ACT_BPF_NAME", Text, "name of the program"),
    attr(7, "TCA_ACT_BPF_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(8, "TCA_ACT_BPF_TAG", Id, "hash of the program"),
    attr(9, "TCA_ACT_BPF_ID", U32(Host).meaning(Number), "program ID"),
]);

/// `struct tc_act_bpf`
#[rustfmt::skip]
pub static TC_ACT_BPF: Layout = Layout {
    c_name: "tc_act_bpf",
    header: "linux/tc_act/tc_bpf.h",
    man: "tc-bpf(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_ACT_BPF.size() == 20 && TC_ACT_BPF.has_no_hole());
