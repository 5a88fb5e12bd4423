//! `include/uapi/linux/if_addrlabel.h`: labels of IPv6 addresses, which help to choose the source
//! address of a packet (RFC 6724).

use crate::uapi::netlink::NLATTR;
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    CStruct,
    Kind::{Pad, U8, U32},
    Layout,
    Meaning::{Flags, Interface, Number, OneOf, Reserved, Unit},
    Member,
    Order::Host,
    Set,
    Shape::Ip,
    attr, field, set,
};

/// `struct ifaddrlblmsg`: the struct of every message about an address label.
#[rustfmt::skip]
pub static IFADDRLBLMSG: Layout = Layout {
    c_name: "ifaddrlblmsg",
    header: "linux/if_addrlabel.h",
    man: "ip-addrlabel(8)",
    fields: &[
        field(0, U8, "ifal_family", OneOf(FAMILIES), "always AF_INET6"),
        field(1, Pad(1), "__ifal_reserved", Reserved, "zero"),
        field(2, U8, "ifal_prefixlen", Unit("bits"), "prefix length"),
        field(3, U8, "ifal_flags", Flags(&[]), "not used"),
        field(4, U32(Host), "ifal_index", Interface, "interface, 0: all"),
        field(8, U32(Host), "ifal_seq", Number, "changes of the table so far"),
    ],
};
const _: () = assert!(IFADDRLBLMSG.size() == 12 && IFADDRLBLMSG.has_no_hole());

/// `struct ifaddrlblmsg`: the type of its members; its table is [`IFADDRLBLMSG`].
#[doc(alias = "ifaddrlblmsg")]
pub enum Ifaddrlblmsg {}

impl CStruct for Ifaddrlblmsg {
    const LAYOUT: &'static Layout = &IFADDRLBLMSG;
}

/// `ifal_family`
pub const IFAL_FAMILY: Member<Ifaddrlblmsg> = Member::named("ifal_family");

/// `IFAL_…`: the attributes of an address label.
#[rustfmt::skip]
pub static IFAL: Set = set("IFAL", &NLATTR, &[
    attr(1, "IFAL_ADDRESS", Ip, "the prefix"),
    attr(2, "IFAL_LABEL", U32(Host).meaning(Number), "label, best if source and destination match"),
]);
