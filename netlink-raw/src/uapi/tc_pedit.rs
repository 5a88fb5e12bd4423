//! `include/uapi/linux/tc_act/tc_pedit.h`: the action that changes bytes of a packet.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Attr,
    Kind::{Pad, U8, U16, U32},
    Layout,
    Meaning::{Flags, Number, OneOf, Reserved, Unit},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{Headed, Nested, Opaque, Struct, Structs},
    attr, field, name, set,
};

/// `TCA_PEDIT_…`: the options of an action that changes bytes of a packet.
#[rustfmt::skip]
pub static TCA_PEDIT: Set = set("TCA_PEDIT", &NLATTR, &[
    attr(1, "TCA_PEDIT_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_PEDIT_PARMS", Headed(&TC_PEDIT_SEL, &KEYS), "what to change"),
    attr(3, "TCA_PEDIT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(4, "TCA_PEDIT_PARMS_EX", Headed(&TC_PEDIT_SEL, &KEYS), "what to change"),
    attr(5, "TCA_PEDIT_KEYS_EX", Nested(&TCA_PEDIT_KEYS), "in which header each change is"),
    attr(6, "TCA_PEDIT_KEY_EX", Nested(&TCA_PEDIT_KEY_EX), "in which header the change is"),
]);

/// A list of `TCA_PEDIT_KEY_EX`.
#[rustfmt::skip]
static TCA_PEDIT_KEYS: Set = set("TCA_PEDIT", &NLATTR, &[
    attr(6, "TCA_PEDIT_KEY_EX", Nested(&TCA_PEDIT_KEY_EX), "in which header the change is"),
]);

/// `TCA_PEDIT_KEY_EX_…`
#[rustfmt::skip]
pub static TCA_PEDIT_KEY_EX: Set = set("TCA_PEDIT_KEY_EX", &NLATTR, &[
    attr(1, "TCA_PEDIT_KEY_EX_HTYPE", U16(Host).meaning(OneOf(TCA_PEDIT_KEY_EX_HDR_TYPE)), "header"),
    attr(2, "TCA_PEDIT_KEY_EX_CMD", U16(Host).meaning(Number), "0: set, 1: add"),
]);

/// `TCA_PEDIT_KEY_EX_HDR_TYPE_…`
#[rustfmt::skip]
pub const TCA_PEDIT_KEY_EX_HDR_TYPE: &[Name] = &[
    name(0, "TCA_PEDIT_KEY_EX_HDR_TYPE_NETWORK", "network layer"),
    name(1, "TCA_PEDIT_KEY_EX_HDR_TYPE_ETH", "Ethernet"),
    name(2, "TCA_PEDIT_KEY_EX_HDR_TYPE_IP4", "IPv4"),
    name(3, "TCA_PEDIT_KEY_EX_HDR_TYPE_IP6", "IPv6"),
    name(4, "TCA_PEDIT_KEY_EX_HDR_TYPE_TCP", "TCP"),
    name(5, "TCA_PEDIT_KEY_EX_HDR_TYPE_UDP", "UDP"),
];

/// `struct tc_pedit_sel`, without the keys at its end.
#[rustfmt::skip]
pub static TC_PEDIT_SEL: Layout = Layout {
    c_name: "tc_pedit_sel",
    header: "linux/tc_act/tc_pedit.h",
    man: "tc-pedit(8)",
    fields: &tc_gen::<8>(&[
        field(20, U8, "nkeys", Number, "number of changes"),
        field(21, U8, "flags", Flags(&[]), "flags"),
        field(22, Pad(2), "(padding)", Reserved, "aligns the keys to 4 bytes"),
    ]),
};
const _: () = assert!(TC_PEDIT_SEL.size() == 24 && TC_PEDIT_SEL.has_no_hole());

/// The end of `struct tc_pedit_sel`.
static KEYS: Attr = attr(0, "keys", Structs(&TC_PEDIT_KEY), "changes");

/// `struct tc_pedit_key`
#[rustfmt::skip]
pub static TC_PEDIT_KEY: Layout = Layout {
    c_name: "tc_pedit_key",
    header: "linux/tc_act/tc_pedit.h",
    man: "tc-pedit(8)",
    fields: &[
        field(0, U32(Network), "mask", Flags(&[]), "bits that stay"),
        field(4, U32(Network), "val", Flags(&[]), "bits to invert then"),
        field(8, U32(Host), "off", Unit("bytes"), "offset from the header"),
        field(12, U32(Host), "at", Unit("bytes"), "position of a byte with a further offset"),
        field(16, U32(Host), "offmask", Flags(&[]), "mask of that byte"),
        field(20, U32(Host), "shift", Unit("bits"), "right shift of that byte"),
    ],
};
const _: () = assert!(TC_PEDIT_KEY.size() == 24 && TC_PEDIT_KEY.has_no_hole());
