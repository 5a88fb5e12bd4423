//! `include/uapi/linux/veth.h`: pairs of virtual Ethernet interfaces.

use crate::uapi::if_link::PEER;
use crate::uapi::netlink::NLATTR;
use crate::uapi::rtnetlink::IFINFOMSG;
use crate::wire::{Set, Shape::Headed, attr, set};

/// `VETH_INFO_…` (`include/uapi/linux/veth.h`): in a request only.
#[rustfmt::skip]
pub static VETH_INFO: Set = set("VETH_INFO", &NLATTR, &[
    attr(1, "VETH_INFO_PEER", Headed(&IFINFOMSG, &PEER), "request: the other end"),
]);
