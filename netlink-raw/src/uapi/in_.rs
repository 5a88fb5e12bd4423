//! `include/uapi/linux/in.h`, `in6.h`, `un.h`: Internet and Unix socket
//! addresses.

use crate::uapi::socket::FAMILIES;
use crate::wire::{
    Attr, CStruct,
    Kind::{Bytes, Pad, U16, U32},
    Layout,
    Meaning::{Interface, Ip, Number, OneOf, Reserved, Text},
    Member,
    Order::{Host, Network},
    Shape, attr, field,
};

/// `struct sockaddr_in`: an IPv4 address and a port.
#[rustfmt::skip]
pub static SOCKADDR_IN: Layout = Layout {
    c_name: "sockaddr_in",
    header: "linux/in.h",
    man: "ip(7)",
    fields: &[
        field(0, U16(Host), "sin_family", OneOf(FAMILIES), "always AF_INET"),
        field(2, U16(Network), "sin_port", Number, "the UDP or TCP port"),
        field(4, Bytes(4), "sin_addr", Ip, "the IPv4 address"),
        field(8, Pad(8), "sin_zero", Reserved, "fills the struct to the 16 bytes of struct sockaddr"),
    ],
};
const _: () = assert!(SOCKADDR_IN.size() == 16 && SOCKADDR_IN.has_no_hole());

/// `struct sockaddr_in`: the type of its members; its table is [`SOCKADDR_IN`].
#[doc(alias = "sockaddr_in")]
pub enum SockaddrIn {}

impl CStruct for SockaddrIn {
    const LAYOUT: &'static Layout = &SOCKADDR_IN;
}

/// `sin_family`
pub const SIN_FAMILY: Member<SockaddrIn> = Member::named("sin_family");
/// `sin_port`
pub const SIN_PORT: Member<SockaddrIn> = Member::named("sin_port");
/// `sin_addr`
pub const SIN_ADDR: Member<SockaddrIn> = Member::named("sin_addr");

/// `struct sockaddr_in6`: an IPv6 address and a port.
#[rustfmt::skip]
pub static SOCKADDR_IN6: Layout = Layout {
    c_name: "sockaddr_in6",
    header: "linux/in6.h",
    man: "ipv6(7)",
    fields: &[
        field(0, U16(Host), "sin6_family", OneOf(FAMILIES), "always AF_INET6"),
        field(2, U16(Network), "sin6_port", Number, "the UDP or TCP port"),
        field(4, U32(Network), "sin6_flowinfo", Number, "the flow label, usually 0"),
        field(8, Bytes(16), "sin6_addr", Ip, "the IPv6 address"),
        field(24, U32(Host), "sin6_scope_id", Interface, "the interface of a link-local address"),
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

/// `struct sockaddr_un`: a path.
#[rustfmt::skip]
pub static SOCKADDR_UN: Layout = Layout {
    c_name: "sockaddr_un",
    header: "linux/un.h",
    man: "unix(7)",
    fields: &[
        field(0, U16(Host), "sun_family", OneOf(FAMILIES), "always AF_UNIX"),
        field(2, Bytes(108), "sun_path", Text, "the path, ended by a zero byte"),
    ],
};
const _: () = assert!(SOCKADDR_UN.size() == 110 && SOCKADDR_UN.has_no_hole());

/// The family in front of a path. What a program passes ends with the path; the
/// whole struct, with all of its 108 bytes of path, is rarely seen.
#[rustfmt::skip]
static SUN_FAMILY: Layout = Layout {
    c_name: "sockaddr_un",
    header: "linux/un.h",
    man: "unix(7)",
    fields: &[field(0, U16(Host), "sun_family", OneOf(FAMILIES), "always AF_UNIX")],
};

static SUN_PATH: Attr = attr(0, "sun_path", Shape::Text, "the path, ended by a zero byte");

/// [`SOCKADDR_IN`] as something to be explained by itself.
pub static SOCKADDR_IN_ROW: Attr =
    attr(0, "sockaddr_in", Shape::Struct(&SOCKADDR_IN), "an IPv4 address and a port");
/// [`SOCKADDR_IN6`] as something to be explained by itself.
pub static SOCKADDR_IN6_ROW: Attr =
    attr(0, "sockaddr_in6", Shape::Struct(&SOCKADDR_IN6), "an IPv6 address and a port");
/// [`SOCKADDR_UN`] as something to be explained by itself.
pub static SOCKADDR_UN_ROW: Attr =
    attr(0, "sockaddr_un", Shape::Flexible(&SUN_FAMILY, &SUN_PATH), "a path in the file system");
