//! `include/uapi/linux/if_addr.h`: addresses.

use crate::uapi::rtnetlink::{RT_SCOPE, RTATTR};
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    CStruct,
    Kind::{S32, U8, U32},
    Layout,
    Meaning::{Flags, Interface, Number, OneOf, Unit},
    Member, Name,
    Order::Host,
    Set,
    Shape::{Ip, Struct, Text},
    attr, field, name, set,
};

/// `struct ifaddrmsg`: the struct of every message about an address.
#[rustfmt::skip]
pub static IFADDRMSG: Layout = Layout {
    c_name: "ifaddrmsg",
    header: "linux/if_addr.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "ifa_family", OneOf(FAMILIES), "address family"),
        field(1, U8, "ifa_prefixlen", Unit("bits"), "prefix length"),
        field(2, U8, "ifa_flags", Flags(IFA_F), "state, lower 8 bits of IFA_FLAGS"),
        field(3, U8, "ifa_scope", OneOf(RT_SCOPE), "where the address is valid"),
        field(4, U32(Host), "ifa_index", Interface, "interface of the address"),
    ],
};
const _: () = assert!(IFADDRMSG.size() == 8 && IFADDRMSG.has_no_hole());

/// `struct ifaddrmsg`: the type of its members; its table is [`IFADDRMSG`].
#[doc(alias = "ifaddrmsg")]
pub enum Ifaddrmsg {}

impl CStruct for Ifaddrmsg {
    const LAYOUT: &'static Layout = &IFADDRMSG;
}

/// `ifa_family`
pub const IFA_FAMILY: Member<Ifaddrmsg> = Member::named("ifa_family");
/// `ifa_prefixlen`
pub const IFA_PREFIXLEN: Member<Ifaddrmsg> = Member::named("ifa_prefixlen");
/// `ifa_flags`
pub const IFADDRMSG_IFA_FLAGS: Member<Ifaddrmsg> = Member::named("ifa_flags");
/// `ifa_scope`
pub const IFA_SCOPE: Member<Ifaddrmsg> = Member::named("ifa_scope");
/// `ifa_index`
pub const IFA_INDEX: Member<Ifaddrmsg> = Member::named("ifa_index");

/// `IFA_F_…`: the state of an address.
#[rustfmt::skip]
pub const IFA_F: &[Name] = &[
    // For IPv6 the same bit is called IFA_F_TEMPORARY.
    name(0x1, "IFA_F_SECONDARY", "IPv4: secondary; IPv6: temporary"),
    name(0x2, "IFA_F_NODAD", "no duplicate address detection"),
    name(0x4, "IFA_F_OPTIMISTIC", "in use before it is checked"),
    name(0x8, "IFA_F_DADFAILED", "a duplicate exists"),
    name(0x10, "IFA_F_HOMEADDRESS", "home address of a mobile node"),
    name(0x20, "IFA_F_DEPRECATED", "not for new connections"),
    name(0x40, "IFA_F_TENTATIVE", "being checked for duplicates"),
    name(0x80, "IFA_F_PERMANENT", "never expires"),
    name(0x100, "IFA_F_MANAGETEMPADDR", "source of temporary addresses"),
    name(0x200, "IFA_F_NOPREFIXROUTE", "adds no route for its prefix"),
    name(0x400, "IFA_F_MCAUTOJOIN", "joins multicast groups"),
    name(0x800, "IFA_F_STABLE_PRIVACY", "derived from a secret"),
];

pub const IFA_ADDRESS: u16 = 1;
pub const IFA_LOCAL: u16 = 2;
pub const IFA_LABEL: u16 = 3;
pub const IFA_BROADCAST: u16 = 4;
pub const IFA_ANYCAST: u16 = 5;
pub const IFA_CACHEINFO: u16 = 6;
pub const IFA_FLAGS: u16 = 8;
pub const IFA_RT_PRIORITY: u16 = 9;

/// `IFA_…`: the attributes of an address.
#[rustfmt::skip]
pub static IFA: Set = set("IFA", &RTATTR, &[
    attr(IFA_ADDRESS, "IFA_ADDRESS", Ip, "address, or peer on a point-to-point link"),
    attr(IFA_LOCAL, "IFA_LOCAL", Ip, "local address"),
    attr(IFA_LABEL, "IFA_LABEL", Text, "name of the interface or of an alias"),
    attr(IFA_BROADCAST, "IFA_BROADCAST", Ip, "broadcast address"),
    attr(IFA_ANYCAST, "IFA_ANYCAST", Ip, "anycast address"),
    attr(IFA_CACHEINFO, "IFA_CACHEINFO", Struct(&IFA_CACHEINFO_STRUCT), "lifetimes"),
    attr(7, "IFA_MULTICAST", Ip, "joined multicast group"),
    attr(IFA_FLAGS, "IFA_FLAGS", U32(Host).meaning(Flags(IFA_F)), "state, all 32 bits"),
    attr(IFA_RT_PRIORITY, "IFA_RT_PRIORITY", U32(Host).meaning(Number), "metric of the route for its prefix"),
    attr(10, "IFA_TARGET_NETNSID", S32.meaning(Number), "namespace of the address"),
    attr(11, "IFA_PROTO", U8.meaning(OneOf(IFAPROT)), "what added it"),
    // Newer than Linux 6.18.
    attr(12, "IFA_MC_USERS", U32(Host).meaning(Number), "users of the multicast group"),
]);

/// `IFAPROT_…`: what added an address.
#[rustfmt::skip]
pub const IFAPROT: &[Name] = &[
    name(0, "IFAPROT_UNSPEC", "unspecified"),
    name(1, "IFAPROT_KERNEL_LO", "kernel, for loopback"),
    name(2, "IFAPROT_KERNEL_RA", "kernel, from a router advertisement"),
    name(3, "IFAPROT_KERNEL_LL", "kernel, as a link-local address"),
];

/// `struct ifa_cacheinfo`; 4,294,967,295 seconds means forever.
#[rustfmt::skip]
pub static IFA_CACHEINFO_STRUCT: Layout = Layout {
    c_name: "ifa_cacheinfo",
    header: "linux/if_addr.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U32(Host), "ifa_prefered", Unit("seconds"), "preferred lifetime, 4294967295: forever"),
        field(4, U32(Host), "ifa_valid", Unit("seconds"), "valid lifetime, 4294967295: forever"),
        field(8, U32(Host), "cstamp", Unit("hundredths of a second"), "uptime at creation"),
        field(12, U32(Host), "tstamp", Unit("hundredths of a second"), "uptime at the last change"),
    ],
};
const _: () = assert!(IFA_CACHEINFO_STRUCT.size() == 16 && IFA_CACHEINFO_STRUCT.has_no_hole());

/// `struct ifa_cacheinfo`: the type of its members; its table is [`IFA_CACHEINFO_STRUCT`].
#[doc(alias = "ifa_cacheinfo")]
pub enum IfaCacheinfo {}

impl CStruct for IfaCacheinfo {
    const LAYOUT: &'static Layout = &IFA_CACHEINFO_STRUCT;
}

/// `ifa_prefered`
pub const IFA_PREFERED: Member<IfaCacheinfo> = Member::named("ifa_prefered");
/// `ifa_valid`
pub const IFA_VALID: Member<IfaCacheinfo> = Member::named("ifa_valid");
/// `cstamp`
pub const IFA_CACHEINFO_CSTAMP: Member<IfaCacheinfo> = Member::named("cstamp");
/// `tstamp`
pub const IFA_CACHEINFO_TSTAMP: Member<IfaCacheinfo> = Member::named("tstamp");
