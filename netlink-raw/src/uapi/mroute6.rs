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
    attr(1, "IP6MRA_CREPORT_MSGTYPE", U8.meaning(OneOf(MRT6MSG)), "why"),
    attr(2, "IP6MRA_CREPORT_MIF_ID", U32(Host).meaning(Number), "the interface that it came in by, as multicast routing numbers them"),
    attr(3, "IP6MRA_CREPORT_SRC_ADDR", Ip, "its source"),
    attr(4, "IP6MRA_CREPORT_DST_ADDR", Ip, "its group"),
    attr(5, "IP6MRA_CREPORT_PKT", Opaque, "if it is to be had whole: the packet; else eight bytes, of which the first repeats the type"),
]);

/// `MRT6MSG_…`
#[rustfmt::skip]
pub const MRT6MSG: &[Name] = &[
    name(1, "MRT6MSG_NOCACHE", "there is no route"),
    name(2, "MRT6MSG_WRONGMIF", "it came in from the wrong side"),
    name(3, "MRT6MSG_WHOLEPKT", "it is to be registered with a PIM router"),
    name(4, "MRT6MSG_WRMIFWHOLE", "it came in from the wrong side; here is all of it"),
];
