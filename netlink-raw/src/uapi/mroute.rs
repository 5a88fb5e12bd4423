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

/// `IPMRA_TABLE_…`: a table of multicast routes, in the `IFLA_AF_SPEC` of a link whose family is
/// `RTNL_FAMILY_IPMR`. No interface corresponds to it: each table replies to a dump of links with
/// one message.
#[rustfmt::skip]
pub static IPMRA_TABLE: Set = set("IPMRA_TABLE", &NLATTR, &[
    attr(1, "IPMRA_TABLE_ID", U32(Host).meaning(Number), "table number"),
    attr(2, "IPMRA_TABLE_CACHE_RES_QUEUE_LEN", U32(Host).meaning(Number), "packets waiting for a route"),
    attr(3, "IPMRA_TABLE_MROUTE_REG_VIF_NUM", S32.meaning(Number), "PIM register interface, -1: none"),
    attr(4, "IPMRA_TABLE_MROUTE_DO_ASSERT", U8.meaning(Number), "1: report packets on a wrong interface"),
    attr(5, "IPMRA_TABLE_MROUTE_DO_PIM", U8.meaning(Number), "1: PIM is on"),
    attr(IPMRA_TABLE_VIFS, "IPMRA_TABLE_VIFS", Nested(&IPMRA_VIFS), "interfaces of the table"),
    attr(7, "IPMRA_TABLE_MROUTE_DO_WRVIFWHOLE", U8.meaning(Number), "1: report such packets in full"),
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
    attr(1, "IPMRA_VIFA_IFINDEX", U32(Host).meaning(Interface), "the interface"),
    attr(2, "IPMRA_VIFA_VIF_ID", U32(Host).meaning(Number), "number in multicast routing"),
    attr(IPMRA_VIFA_FLAGS, "IPMRA_VIFA_FLAGS", U16(Host).meaning(Flags(VIFF)), "kind of interface"),
    attr(4, "IPMRA_VIFA_BYTES_IN", U64(Host).meaning(Unit("bytes")), "received"),
    attr(5, "IPMRA_VIFA_BYTES_OUT", U64(Host).meaning(Unit("bytes")), "sent"),
    attr(6, "IPMRA_VIFA_PACKETS_IN", U64(Host).meaning(Unit("packets")), "received"),
    attr(7, "IPMRA_VIFA_PACKETS_OUT", U64(Host).meaning(Unit("packets")), "sent"),
    attr(IPMRA_VIFA_LOCAL_ADDR, "IPMRA_VIFA_LOCAL_ADDR", Shape::Choose(local, &[U32(Host).meaning(Interface), Ip]), "local address, or interface index"),
    attr(9, "IPMRA_VIFA_REMOTE_ADDR", Ip, "tunnel: remote address"),
    attr(10, "IPMRA_VIFA_PAD", Opaque, "aligns the next attribute to 8 bytes"),
]);

/// The kernel uses one field for two things: `vifc_lcl_addr` and `vifc_lcl_ifindex`.
fn local(context: &Context<'_>) -> Shape {
    let flags = context.find(&IPMRA_VIFA, context.around, IPMRA_VIFA_FLAGS);
    match flags.and_then(|bytes| U16(Host).read_in(context.endian, bytes)) {
        Some(flags) if flags & VIFF_USE_IFINDEX != 0 => U32(Host).meaning(Interface),
        _ => Ip,
    }
}

pub const VIFF_USE_IFINDEX: u64 = 0x8;

/// `VIFF_…`
#[rustfmt::skip]
pub const VIFF: &[Name] = &[
    name(0x1, "VIFF_TUNNEL", "tunnel"),
    name(0x4, "VIFF_REGISTER", "PIM register interface"),
    name(VIFF_USE_IFINDEX, "VIFF_USE_IFINDEX", "identified by index, not by address"),
];

/// `IPMRA_CREPORT_…`: a packet that has no multicast route.
#[rustfmt::skip]
pub static IPMRA_CREPORT: Set = set("IPMRA_CREPORT", &NLATTR, &[
    attr(1, "IPMRA_CREPORT_MSGTYPE", U8.meaning(OneOf(IGMPMSG)), "reason"),
    attr(2, "IPMRA_CREPORT_VIF_ID", U32(Host).meaning(Number), "incoming interface, in multicast routing"),
    attr(3, "IPMRA_CREPORT_SRC_ADDR", Ip, "source of the packet"),
    attr(4, "IPMRA_CREPORT_DST_ADDR", Ip, "group of the packet"),
    attr(5, "IPMRA_CREPORT_PKT", Opaque, "whole packet, or 8 bytes starting with the type"),
    attr(6, "IPMRA_CREPORT_TABLE", U32(Host).meaning(Number), "table that has no route"),
]);

/// `IGMPMSG_…`
#[rustfmt::skip]
pub const IGMPMSG: &[Name] = &[
    name(1, "IGMPMSG_NOCACHE", "no route"),
    name(2, "IGMPMSG_WRONGVIF", "wrong incoming interface"),
    name(3, "IGMPMSG_WHOLEPKT", "to register with a PIM router"),
    name(4, "IGMPMSG_WRVIFWHOLE", "wrong incoming interface, whole packet"),
];
