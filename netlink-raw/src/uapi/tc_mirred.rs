//! `include/uapi/linux/tc_act/tc_mirred.h`: the action that redirects or mirrors packets.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    CStruct,
    Kind::{S32, U32},
    Layout,
    Meaning::{Interface, Number, OneOf},
    Member, Name,
    Order::Host,
    Set,
    Shape::{Opaque, Struct},
    attr, field, name, set,
};

pub const TCA_MIRRED_PARMS: u16 = 2;

/// `TCA_MIRRED_…`: the options of an action that sends packets, or copies of them, to a different
/// interface.
#[rustfmt::skip]
pub static TCA_MIRRED: Set = set("TCA_MIRRED", &NLATTR, &[
    attr(1, "TCA_MIRRED_TM", Struct(&TCF_T), "times of use"),
    attr(TCA_MIRRED_PARMS, "TCA_MIRRED_PARMS", Struct(&TC_MIRRED), "target and direction"),
    attr(3, "TCA_MIRRED_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    // Since Linux 6.8.
    attr(4, "TCA_MIRRED_BLOCKID", U32(Host).meaning(Number), "block of interfaces that all get a copy"),
]);

/// `struct tc_mirred`
#[rustfmt::skip]
pub static TC_MIRRED: Layout = Layout {
    c_name: "tc_mirred",
    header: "linux/tc_act/tc_mirred.h",
    man: "tc-mirred(8)",
    fields: &tc_gen::<7>(&[
        field(20, S32, "eaction", OneOf(TCA_MIRRED_ACTION), "redirect or mirror, and direction"),
        field(24, U32(Host), "ifindex", Interface, "target interface"),
    ]),
};
const _: () = assert!(TC_MIRRED.size() == 28 && TC_MIRRED.has_no_hole());

/// `struct tc_mirred`: the type of its members; its table is [`TC_MIRRED`].
#[doc(alias = "tc_mirred")]
pub enum TcMirred {}

impl CStruct for TcMirred {
    const LAYOUT: &'static Layout = &TC_MIRRED;
}

/// `index`
pub const TC_MIRRED_INDEX: Member<TcMirred> = Member::named("index");
/// `action`
pub const TC_MIRRED_ACTION: Member<TcMirred> = Member::named("action");
/// `refcnt`
pub const TC_MIRRED_REFCNT: Member<TcMirred> = Member::named("refcnt");
/// `bindcnt`
pub const TC_MIRRED_BINDCNT: Member<TcMirred> = Member::named("bindcnt");
/// `eaction`
pub const TC_MIRRED_EACTION: Member<TcMirred> = Member::named("eaction");
/// `ifindex`
pub const TC_MIRRED_IFINDEX: Member<TcMirred> = Member::named("ifindex");

/// `TCA_EGRESS_…`, `TCA_INGRESS_…`
#[rustfmt::skip]
pub const TCA_MIRRED_ACTION: &[Name] = &[
    name(1, "TCA_EGRESS_REDIR", "send the packet out of the interface"),
    name(2, "TCA_EGRESS_MIRROR", "send a copy out of the interface"),
    name(3, "TCA_INGRESS_REDIR", "receive the packet on the interface"),
    name(4, "TCA_INGRESS_MIRROR", "receive a copy on the interface"),
];
