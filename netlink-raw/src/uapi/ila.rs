//! `include/uapi/linux/ila.h`: routes that replace half of an IPv6 address.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{S32, U8, U32, U64},
    Meaning::{Flags, Interface, Number},
    Order::{Host, Network},
    Set,
    Shape::Opaque,
    attr, set,
};

/// `ILA_ATTR_…`
#[rustfmt::skip]
pub static ILA_ATTR: Set = set("ILA_ATTR", &NLATTR, &[
    attr(1, "ILA_ATTR_LOCATOR", U64(Network).meaning(Flags(&[])), "upper half of the address instead"),
    attr(2, "ILA_ATTR_IDENTIFIER", U64(Network).meaning(Flags(&[])), "lower half of the address"),
    attr(3, "ILA_ATTR_LOCATOR_MATCH", U64(Network).meaning(Flags(&[])), "upper half to match"),
    attr(4, "ILA_ATTR_IFINDEX", S32.meaning(Interface), "interface to match"),
    attr(5, "ILA_ATTR_DIR", U32(Host).meaning(Flags(&[])), "direction: 1 in, 2 out"),
    attr(6, "ILA_ATTR_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(7, "ILA_ATTR_CSUM_MODE", U8.meaning(Number), "how checksums stay right"),
    attr(8, "ILA_ATTR_IDENT_TYPE", U8.meaning(Number), "type of the lower half"),
    attr(9, "ILA_ATTR_HOOK_TYPE", U8.meaning(Number), "0: outgoing packets, 1: incoming"),
]);
