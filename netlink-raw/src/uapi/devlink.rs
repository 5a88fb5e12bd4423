//! `include/uapi/linux/devlink.h`: the part of devlink that a link refers to.

use crate::uapi::netlink::NLATTR;
use crate::wire::{Kind::U32, Meaning::Number, Order::Host, Set, Shape::Text, attr, set};

/// `DEVLINK_ATTR_…`: the attributes that occur in `IFLA_DEVLINK_PORT`.
#[rustfmt::skip]
pub static DEVLINK_ATTR: Set = set("DEVLINK_ATTR", &NLATTR, &[
    attr(1, "DEVLINK_ATTR_BUS_NAME", Text, "bus of the device"),
    attr(2, "DEVLINK_ATTR_DEV_NAME", Text, "name of the device on the bus"),
    attr(3, "DEVLINK_ATTR_PORT_INDEX", U32(Host).meaning(Number), "port number"),
]);
