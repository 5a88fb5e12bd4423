//! `include/uapi/linux/in.h`: IPv4 socket addresses, and the protocols that IP carries.

use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    Attr, CStruct,
    Kind::{Bytes, Pad, U16},
    Layout,
    Meaning::{self, Number, OneOf, Reserved},
    Member, Name,
    Order::{Host, Network},
    Shape::Struct,
    attr, field, name,
};

/// `struct sockaddr_in`: an IPv4 address and a port.
#[rustfmt::skip]
pub static SOCKADDR_IN: Layout = Layout {
    c_name: "sockaddr_in",
    header: "linux/in.h",
    man: "ip(7)",
    fields: &[
        field(0, U16(Host), "sin_family", OneOf(FAMILIES), "always AF_INET"),
        field(2, U16(Network), "sin_port", Number, "UDP or TCP port"),
        field(4, Bytes(4), "sin_addr", Meaning::Ip, "IPv4 address"),
        field(8, Pad(8), "sin_zero", Reserved, "fills up the 16 bytes of struct sockaddr"),
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

pub const IPPROTO_UDP: u64 = 17;

/// `IPPROTO_…`: what an IP packet carries.
#[rustfmt::skip]
pub const IPPROTO: &[Name] = &[
    name(0, "IPPROTO_IP", "unspecified (IPv6: hop-by-hop options)"),
    name(1, "IPPROTO_ICMP", "IPv4 control messages"),
    name(2, "IPPROTO_IGMP", "IPv4 multicast groups"),
    name(6, "IPPROTO_TCP", "TCP, a byte stream"),
    name(IPPROTO_UDP, "IPPROTO_UDP", "UDP, datagrams"),
    name(58, "IPPROTO_ICMPV6", "IPv6 control messages"),
    name(132, "IPPROTO_SCTP", "SCTP, several streams"),
    name(255, "IPPROTO_RAW", "raw IP packets"),
];

/// [`SOCKADDR_IN`] as bytes without a netlink message around them.
pub static SOCKADDR_IN_ROW: Attr =
    attr(0, "sockaddr_in", Struct(&SOCKADDR_IN), "IPv4 address and port");
