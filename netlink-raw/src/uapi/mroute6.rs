//! `include/uapi/linux/mroute6.h`: reports of IPv6 multicast packets that have no route.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{U8, U32},
    Meaning::{Number, OneOf},
    Name,
    Order::Host,
    Set,
    Shape::{Ip, Opaque},
    attr, name, set,
};

/// `IP6MRA_CREPORT_…`: the same for IPv6.
#[rustfmt::skip]
pub static IP6MRA_CREPORT: Set = set("IP6MRA_CREPORT", &NLATTR, &[
    attr(1, "IP6MRA_CREPORT_MSGTYPE", U8.meaning(OneOf(MRT6MSG)), "reason"),
    attr(2, "IP6MRA_CREPORT_MIF_ID", U32(Host).meaning(Number), "incoming interface, in multicast routing"),
    attr(3, "IP6MRA_CREPORT_SRC_ADDR", Ip, "source of the packet"),
    attr(4, "IP6MRA_CREPORT_DST_ADDR", Ip, "group of the packet"),
    attr(5, "IP6MRA_CREPORT_PKT", Opaque, "whole packet, or 8 bytes starting with the type"),
]);

/// `MRT6MSG_…`
#[rustfmt::skip]
pub const MRT6MSG: &[Name] = &[
    name(1, "MRT6MSG_NOCACHE", "no route"),
    name(2, "MRT6MSG_WRONGMIF", "wrong incoming interface"),
    name(3, "MRT6MSG_WHOLEPKT", "to register with a PIM router"),
    name(4, "MRT6MSG_WRMIFWHOLE", "wrong incoming interface, whole packet"),
];
