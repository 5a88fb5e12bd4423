//! `include/uapi/linux/can/vxcan.h`: pairs of virtual CAN interfaces.

use crate::uapi::if_link::PEER;
use crate::uapi::netlink::NLATTR;
use crate::uapi::rtnetlink::IFINFOMSG;
use crate::wire::{Set, Shape::Headed, attr, set};

/// `VXCAN_INFO_…`: in a request only.
#[rustfmt::skip]
pub static VXCAN_INFO: Set = set("VXCAN_INFO", &NLATTR, &[
    attr(1, "VXCAN_INFO_PEER", Headed(&IFINFOMSG, &PEER), "request: the other end"),
]);
