//! `include/uapi/linux/netlink.h`, `include/linux/socket.h`: socket addresses.

use crate::wire::{
    Attr, CStruct,
    Kind::{Pad, U16, U32},
    Layout,
    Meaning::{Flags, Number, OneOf, Reserved},
    Member, Name,
    Order::Host,
    Shape, attr, field, name, number_of,
};

/// `AF_…`: address families.
#[rustfmt::skip]
pub const FAMILIES: &[Name] = &[
    name(0, "AF_UNSPEC", "no family: any of them"),
    name(1, "AF_UNIX", "sockets of this machine, addressed by a path"),
    name(2, "AF_INET", "IPv4"),
    name(7, "AF_BRIDGE", "the Ethernet bridge"),
    name(10, "AF_INET6", "IPv6"),
    name(16, "AF_NETLINK", "conversations with the kernel"),
    name(17, "AF_PACKET", "frames as the device sees them"),
    name(28, "AF_MPLS", "multiprotocol label switching"),
    name(128, "RTNL_FAMILY_IPMR", "IPv4 multicast routing (a number outside the AF_ range)"),
    name(129, "RTNL_FAMILY_IP6MR", "IPv6 multicast routing (a number outside the AF_ range)"),
];

/// The family of this name, as the one byte that netlink has for it; for constants.
///
/// # Panics
///
/// When there is none; in a `const`, that stops the compiler.
#[must_use]
pub const fn family(c_name: &str) -> u8 {
    let number = number_of(FAMILIES, c_name);
    assert!(number <= 0xff, "rtgen_family and its like have 8 bits");
    (number & 0xff) as u8
}

/// `struct sockaddr_nl`: the address of a netlink socket.
#[rustfmt::skip]
pub static SOCKADDR_NL: Layout = Layout {
    c_name: "sockaddr_nl",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U16(Host), "nl_family", OneOf(FAMILIES), "always AF_NETLINK"),
        field(2, Pad(2), "nl_pad", Reserved, "zero"),
        field(4, U32(Host), "nl_pid", Number, "the port ID: 0 is the kernel; not a process ID"),
        field(8, U32(Host), "nl_groups", Flags(&[]), "multicast groups 1 to 32, one bit each: group 7 is 0x40"),
    ],
};
const _: () = assert!(SOCKADDR_NL.size() == 12 && SOCKADDR_NL.has_no_hole());

/// `struct sockaddr_nl`: the type of its members; its table is [`SOCKADDR_NL`].
#[doc(alias = "sockaddr_nl")]
pub enum SockaddrNl {}

impl CStruct for SockaddrNl {
    const LAYOUT: &'static Layout = &SOCKADDR_NL;
}

/// `nl_family`
pub const NL_FAMILY: Member<SockaddrNl> = Member::named("nl_family");
/// `nl_pid`
pub const NL_PID: Member<SockaddrNl> = Member::named("nl_pid");
/// `nl_groups`
pub const NL_GROUPS: Member<SockaddrNl> = Member::named("nl_groups");

/// [`SOCKADDR_NL`] as something to be explained by itself.
pub static SOCKADDR_NL_ROW: Attr =
    attr(0, "sockaddr_nl", Shape::Struct(&SOCKADDR_NL), "the address of a netlink socket");
