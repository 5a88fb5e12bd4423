//! `include/uapi/linux/ife.h`: notes that are sent along with a packet.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{U16, U32},
    Meaning::{Flags, Number},
    Order::Host,
    Set, attr, set,
};

/// `IFE_META_…`: the notes. Without a value, that of the packet is sent.
#[rustfmt::skip]
pub static IFE_META: Set = set("IFE_META", &NLATTR, &[
    attr(1, "IFE_META_SKBMARK", U32(Host).meaning(Flags(&[])), "firewall mark"),
    attr(2, "IFE_META_HASHID", U32(Host).meaning(Number), "hash"),
    attr(3, "IFE_META_PRIO", U32(Host).meaning(Flags(&[])), "priority"),
    attr(4, "IFE_META_QMAP", U16(Host).meaning(Number), "transmit queue"),
    attr(5, "IFE_META_TCINDEX", U16(Host).meaning(Number), "index for traffic control"),
]);
