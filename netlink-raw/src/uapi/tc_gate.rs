//! `include/uapi/linux/tc_act/tc_gate.h`: the action that lets packets pass on a schedule.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TC_GEN, TCF_T};
use crate::wire::{
    Kind::{S32, U32, U64},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Host,
    Set,
    Shape::{Flag, Nested, Opaque, Struct},
    attr, set,
};

/// `TCA_GATE_…`: the options of an action that lets packets pass on a schedule.
#[rustfmt::skip]
pub static TCA_GATE: Set = set("TCA_GATE", &NLATTR, &[
    attr(1, "TCA_GATE_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_GATE_PARMS", Struct(&TC_GATE), "references"),
    attr(3, "TCA_GATE_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(4, "TCA_GATE_PRIORITY", S32.meaning(Number), "internal priority, -1: unchanged"),
    attr(5, "TCA_GATE_ENTRY_LIST", Nested(&TCA_GATE_ONE_ENTRY), "steps of the schedule"),
    attr(6, "TCA_GATE_BASE_TIME", U64(Host).meaning(Unit("nanoseconds")), "when it begins"),
    attr(7, "TCA_GATE_CYCLE_TIME", U64(Host).meaning(Unit("nanoseconds")), "until it begins again"),
    attr(8, "TCA_GATE_CYCLE_TIME_EXT", U64(Host).meaning(Unit("nanoseconds")), "by which the last cycle may be longer"),
    attr(9, "TCA_GATE_FLAGS", U32(Host).meaning(Flags(&[])), "flags"),
    attr(10, "TCA_GATE_CLOCKID", S32.meaning(Number), "clock of the schedule: 11 is CLOCK_TAI"),
]);

/// `struct tc_gate`
#[rustfmt::skip]
pub static TC_GATE: Layout = Layout {
    c_name: "tc_gate",
    header: "linux/tc_act/tc_gate.h",
    man: "tc(8)",
    fields: &TC_GEN,
};
const _: () = assert!(TC_GATE.size() == 20 && TC_GATE.has_no_hole());

/// A list of `TCA_GATE_ONE_ENTRY`.
#[rustfmt::skip]
pub static TCA_GATE_ONE_ENTRY: Set = set("TCA_GATE_ONE", &NLATTR, &[
    attr(1, "TCA_GATE_ONE_ENTRY", Nested(&TCA_GATE_ENTRY), "step of the schedule"),
]);

/// `TCA_GATE_ENTRY_…`
#[rustfmt::skip]
pub static TCA_GATE_ENTRY: Set = set("TCA_GATE_ENTRY", &NLATTR, &[
    attr(1, "TCA_GATE_ENTRY_INDEX", U32(Host).meaning(Number), "number of the step"),
    attr(2, "TCA_GATE_ENTRY_GATE", Flag, "the gate is open"),
    attr(3, "TCA_GATE_ENTRY_INTERVAL", U32(Host).meaning(Unit("nanoseconds")), "how long"),
    attr(4, "TCA_GATE_ENTRY_IPV", S32.meaning(Number), "internal priority, -1: unchanged"),
    attr(5, "TCA_GATE_ENTRY_MAX_OCTETS", S32.meaning(Unit("bytes")), "that may pass, -1: no limit"),
]);
