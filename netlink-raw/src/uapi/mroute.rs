//! `include/uapi/linux/mroute.h`: IPv4 multicast routing, apart from the routes: its tables, their
//! interfaces, and reports of packets that have no route.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Context,
    Kind::{S32, U8, U16, U32, U64},
    Meaning::{Flags, Interface, Number, OneOf, Unit},
    Name,
    Order::Host,
    Set,
    Shape::{self, Ip, Nested, Opaque},
    attr, name, set,
};

pub const IPMRA_TABLE_VIFS: u16 = 6;

/// `IPMRA_TABLE_…`: a table of multicast routes, in the `IFLA_AF_SPEC` of a link
/// whose family is `RTNL_FAMILY_IPMR`. There is no interface behind it: each
/// table answers a dump of links with one message.
#[rustfmt::skip]
pub static IPMRA_TABLE: Set = set("IPMRA_TABLE", &NLATTR, &[
    attr(1, "IPMRA_TABLE_ID", U32(Host).meaning(Number), "the table's number"),
    attr(2, "IPMRA_TABLE_CACHE_RES_QUEUE_LEN", U32(Host).meaning(Number), "how many packets' routes have been asked for"),
    attr(3, "IPMRA_TABLE_MROUTE_REG_VIF_NUM", S32.meaning(Number), "the interface for registering with a PIM router; -1 if there is none"),
    attr(4, "IPMRA_TABLE_MROUTE_DO_ASSERT", U8.meaning(Number), "1: the daemon hears of packets from the wrong side"),
    attr(5, "IPMRA_TABLE_MROUTE_DO_PIM", U8.meaning(Number), "1: PIM is at work"),
    attr(IPMRA_TABLE_VIFS, "IPMRA_TABLE_VIFS", Nested(&IPMRA_VIFS), "its interfaces"),
    attr(7, "IPMRA_TABLE_MROUTE_DO_WRVIFWHOLE", U8.meaning(Number), "1: the daemon gets such packets whole"),
]);

/// `IPMRA_VIF`
#[rustfmt::skip]
pub static IPMRA_VIFS: Set = set("IPMRA_VIF", &NLATTR, &[
    attr(1, "IPMRA_VIF", Nested(&IPMRA_VIFA), "an interface"),
]);

pub const IPMRA_VIFA_FLAGS: u16 = 3;
pub const IPMRA_VIFA_LOCAL_ADDR: u16 = 8;

/// `IPMRA_VIFA_…`
#[rustfmt::skip]
pub static IPMRA_VIFA: Set = set("IPMRA_VIFA", &NLATTR, &[
    attr(1, "IPMRA_VIFA_IFINDEX", U32(Host).meaning(Interface), "which interface"),
    attr(2, "IPMRA_VIFA_VIF_ID", U32(Host).meaning(Number), "its number in multicast routing"),
    attr(IPMRA_VIFA_FLAGS, "IPMRA_VIFA_FLAGS", U16(Host).meaning(Flags(VIFF)), "what kind of interface it is"),
    attr(4, "IPMRA_VIFA_BYTES_IN", U64(Host).meaning(Unit("bytes")), "received"),
    attr(5, "IPMRA_VIFA_BYTES_OUT", U64(Host).meaning(Unit("bytes")), "sent"),
    attr(6, "IPMRA_VIFA_PACKETS_IN", U64(Host).meaning(Unit("packets")), "received"),
    attr(7, "IPMRA_VIFA_PACKETS_OUT", U64(Host).meaning(Unit("packets")), "sent"),
    attr(IPMRA_VIFA_LOCAL_ADDR, "IPMRA_VIFA_LOCAL_ADDR", Shape::Choose(local, &[U32(Host).meaning(Interface), Ip]), "its own address, or the index that it was named by"),
    attr(9, "IPMRA_VIFA_REMOTE_ADDR", Ip, "of a tunnel: the address of the other end"),
    attr(10, "IPMRA_VIFA_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
]);

/// One field of the kernel for two things: `vifc_lcl_addr`, `vifc_lcl_ifindex`.
fn local(context: &Context<'_>) -> Shape {
    let flags = IPMRA_VIFA.find(context.around, IPMRA_VIFA_FLAGS);
    match flags.and_then(|bytes| U16(Host).read(bytes)) {
        Some(flags) if flags & VIFF_USE_IFINDEX != 0 => U32(Host).meaning(Interface),
        _ => Ip,
    }
}

pub const VIFF_USE_IFINDEX: u64 = 0x8;

/// `VIFF_…`
#[rustfmt::skip]
pub const VIFF: &[Name] = &[
    name(0x1, "VIFF_TUNNEL", "a tunnel"),
    name(0x4, "VIFF_REGISTER", "the one for registering with a PIM router"),
    name(VIFF_USE_IFINDEX, "VIFF_USE_IFINDEX", "named by its index, not by its address"),
];

/// `IPMRA_CREPORT_…`: a packet that wants a multicast route.
#[rustfmt::skip]
pub static IPMRA_CREPORT: Set = set("IPMRA_CREPORT", &NLATTR, &[
    attr(1, "IPMRA_CREPORT_MSGTYPE", U8.meaning(OneOf(IGMPMSG)), "why"),
    attr(2, "IPMRA_CREPORT_VIF_ID", U32(Host).meaning(Number), "the interface that it came in by, as multicast routing numbers them"),
    attr(3, "IPMRA_CREPORT_SRC_ADDR", Ip, "its source"),
    attr(4, "IPMRA_CREPORT_DST_ADDR", Ip, "its group"),
    attr(5, "IPMRA_CREPORT_PKT", Opaque, "if it is to be had whole: the packet; else eight bytes, of which the first repeats the type"),
    attr(6, "IPMRA_CREPORT_TABLE", U32(Host).meaning(Number), "the table that lacks the route"),
]);

/// `IGMPMSG_…`
#[rustfmt::skip]
pub const IGMPMSG: &[Name] = &[
    name(1, "IGMPMSG_NOCACHE", "there is no route"),
    name(2, "IGMPMSG_WRONGVIF", "it came in from the wrong side"),
    name(3, "IGMPMSG_WHOLEPKT", "it is to be registered with a PIM router"),
    name(4, "IGMPMSG_WRVIFWHOLE", "it came in from the wrong side; here is all of it"),
];
