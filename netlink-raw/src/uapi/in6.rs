//! `include/uapi/linux/in6.h`: IPv6 addresses and socket addresses.

use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    Attr, CStruct,
    Kind::{Bytes, U16, U32},
    Layout,
    Meaning::{self, Interface, Number, OneOf},
    Member,
    Order::{Host, Network},
    Shape::Struct,
    attr, field,
};

/// `struct in6_addr`
#[rustfmt::skip]
pub(crate) static IN6_ADDR: Layout = Layout {
    c_name: "in6_addr",
    header: "linux/in6.h",
    man: "ipv6(7)",
    fields: &[field(0, Bytes(16), "s6_addr", Meaning::Ip, "a segment")],
};

/// `struct sockaddr_in6`: an IPv6 address and a port.
#[rustfmt::skip]
pub static SOCKADDR_IN6: Layout = Layout {
    c_name: "sockaddr_in6",
    header: "linux/in6.h",
    man: "ipv6(7)",
    fields: &[
        field(0, U16(Host), "sin6_family", OneOf(FAMILIES), "always AF_INET6"),
        field(2, U16(Network), "sin6_port", Number, "UDP or TCP port"),
        field(4, U32(Network), "sin6_flowinfo", Number, "flow label, usually 0"),
        field(8, Bytes(16), "sin6_addr", Meaning::Ip, "IPv6 address"),
        field(24, U32(Host), "sin6_scope_id", Interface, "interface of a link-local address"),
    ],
};
const _: () = assert!(SOCKADDR_IN6.size() == 28 && SOCKADDR_IN6.has_no_hole());

/// `struct sockaddr_in6`: the type of its members; its table is [`SOCKADDR_IN6`].
#[doc(alias = "sockaddr_in6")]
pub enum SockaddrIn6 {}

impl CStruct for SockaddrIn6 {
    const LAYOUT: &'static Layout = &SOCKADDR_IN6;
}

/// `sin6_family`
pub const SIN6_FAMILY: Member<SockaddrIn6> = Member::named("sin6_family");
/// `sin6_port`
pub const SIN6_PORT: Member<SockaddrIn6> = Member::named("sin6_port");
/// `sin6_flowinfo`
pub const SIN6_FLOWINFO: Member<SockaddrIn6> = Member::named("sin6_flowinfo");
/// `sin6_addr`
pub const SIN6_ADDR: Member<SockaddrIn6> = Member::named("sin6_addr");
/// `sin6_scope_id`
pub const SIN6_SCOPE_ID: Member<SockaddrIn6> = Member::named("sin6_scope_id");

/// [`SOCKADDR_IN6`] as bytes without a netlink message around them.
pub static SOCKADDR_IN6_ROW: Attr =
    attr(0, "sockaddr_in6", Struct(&SOCKADDR_IN6), "IPv6 address and port");
