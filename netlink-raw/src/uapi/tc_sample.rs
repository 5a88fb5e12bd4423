//! `include/uapi/linux/tc_act/tc_sample.h`: the action that samples packets.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_GEN, TCF_T};
use crate::wire::{
    Kind::U32,
    Layout,
    Meaning::{Number, Unit},
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, set,
};

/// `TCA_SAMPLE_…`: the options of an action that samples packets.
#[rustfmt::skip]
pub static TCA_SAMPLE: Set = set("TCA_SAMPLE", &NLATTR, &[
    attr(1, "TCA_SAMPLE_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_SAMPLE_PARMS", Struct(&TC_SAMPLE), "references"),
    attr(3, "TCA_SAMPLE_RATE", U32(Host).meaning(Number), "one packet in this many"),
    attr(4, "TCA_SAMPLE_TRUNC_SIZE", U32(Host).meaning(Unit("bytes")), "of each packet at most"),
    attr(5, "TCA_SAMPLE_PSAMPLE_GROUP", U32(Host).meaning(Number), "group of samples"),
    attr(6, "TCA_SAMPLE_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// `struct tc_sample`
#[rustfmt::skip]
pub static TC_SAMPLE: Layout = Layout {
    c_name: "tc_sample",
    header: "linux/tc_act/tc_sample.h",
    man: "tc-sample(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_SAMPLE.size() == 20 && TC_SAMPLE.has_no_hole());
