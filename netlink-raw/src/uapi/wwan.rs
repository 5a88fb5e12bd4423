//! `include/uapi/linux/wwan.h`: modems.

use crate::uapi::netlink::NLATTR;
use crate::wire::{Kind::U32, Meaning::Number, Order::Host, Set, attr, set};

/// `IFLA_WWAN_…`
#[rustfmt::skip]
pub static IFLA_WWAN: Set = set("IFLA_WWAN", &NLATTR, &[
    attr(1, "IFLA_WWAN_LINK_ID", U32(Host).meaning(Number), "channel of the modem"),
]);
