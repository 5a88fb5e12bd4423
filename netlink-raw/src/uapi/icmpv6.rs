//! `include/uapi/linux/icmpv6.h`: the preference of a router.

use crate::wire::{Name, name};

/// `ICMPV6_ROUTER_PREF_…` (`include/uapi/linux/icmpv6.h`, RFC 4191)
#[rustfmt::skip]
pub const ICMPV6_ROUTER_PREF: &[Name] = &[
    name(0, "ICMPV6_ROUTER_PREF_MEDIUM", "medium"),
    name(1, "ICMPV6_ROUTER_PREF_HIGH", "high"),
    name(2, "ICMPV6_ROUTER_PREF_INVALID", "not a valid preference"),
    name(3, "ICMPV6_ROUTER_PREF_LOW", "low"),
];
