//! `include/uapi/linux/net_namespace.h`: numbers for network namespaces.

use crate::uapi::netlink::NLATTR;
use crate::uapi::socket::FAMILIES;
use crate::wire::{
    CStruct,
    Kind::{S32, U8, U32},
    Layout,
    Meaning::{Number, OneOf},
    Member,
    Order::Host,
    Set, attr, field, set,
};

/// `struct rtgenmsg` (`include/uapi/linux/rtnetlink.h`): a family and nothing
/// else.
#[rustfmt::skip]
pub static RTGENMSG: Layout = Layout {
    c_name: "rtgenmsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[field(0, U8, "rtgen_family", OneOf(FAMILIES), "the family")],
};
const _: () = assert!(RTGENMSG.size() == 1 && RTGENMSG.has_no_hole());

/// `struct rtgenmsg`: the type of its members; its table is [`RTGENMSG`].
#[doc(alias = "rtgenmsg")]
pub enum Rtgenmsg {}

impl CStruct for Rtgenmsg {
    const LAYOUT: &'static Layout = &RTGENMSG;
}

/// `rtgen_family`
pub const RTGEN_FAMILY: Member<Rtgenmsg> = Member::named("rtgen_family");

/// `NETNSA_…`: the number of a namespace, as seen from another.
#[rustfmt::skip]
pub static NETNSA: Set = set("NETNSA", &NLATTR, &[
    attr(1, "NETNSA_NSID", S32.meaning(Number), "its number; -1 if it has none"),
    attr(2, "NETNSA_PID", U32(Host).meaning(Number), "in a request: the namespace of this process"),
    attr(3, "NETNSA_FD", U32(Host).meaning(Number), "in a request: the namespace of this file descriptor"),
    attr(4, "NETNSA_TARGET_NSID", S32.meaning(Number), "in a request: as seen from this namespace"),
    attr(5, "NETNSA_CURRENT_NSID", S32.meaning(Number), "its number as seen from the current namespace"),
]);
