//! `include/uapi/linux/batman_adv.h`: mesh networks.

use crate::uapi::netlink::NLATTR;
use crate::wire::{Set, Shape::Text, attr, set};

/// `IFLA_BATADV_…`
#[rustfmt::skip]
pub static IFLA_BATADV: Set = set("IFLA_BATADV", &NLATTR, &[
    attr(1, "IFLA_BATADV_ALGO_NAME", Text, "request: routing algorithm"),
]);
