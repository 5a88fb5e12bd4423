//! `include/uapi/linux/net_namespace.h`: the IDs of network namespaces.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{S32, U32},
    Meaning::Number,
    Order::Host,
    Set, attr, set,
};

// Instead of an ID: the namespace has none here.
pub const NETNSA_NSID_NOT_ASSIGNED: i64 = -1;

pub const NETNSA_NSID: u16 = 1;
pub const NETNSA_PID: u16 = 2;
pub const NETNSA_FD: u16 = 3;
pub const NETNSA_CURRENT_NSID: u16 = 5;

/// `NETNSA_…`: the ID of a namespace, as seen from a different one.
#[rustfmt::skip]
pub static NETNSA: Set = set("NETNSA", &NLATTR, &[
    attr(NETNSA_NSID, "NETNSA_NSID", S32.meaning(Number), "namespace ID, -1 if none"),
    attr(NETNSA_PID, "NETNSA_PID", U32(Host).meaning(Number), "request: namespace of this process"),
    attr(NETNSA_FD, "NETNSA_FD", U32(Host).meaning(Number), "request: namespace of this file descriptor"),
    attr(4, "NETNSA_TARGET_NSID", S32.meaning(Number), "request: as seen from this namespace"),
    attr(NETNSA_CURRENT_NSID, "NETNSA_CURRENT_NSID", S32.meaning(Number), "ID as seen from the current namespace"),
]);
