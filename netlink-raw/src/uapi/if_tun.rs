//! `include/uapi/linux/if_tun.h`: tun and tap interfaces.

use crate::wire::{Name, name};

/// `IFF_TUN`, `IFF_TAP`
#[rustfmt::skip]
pub const TUN_TYPE: &[Name] = &[
    name(1, "IFF_TUN", "IP packets"),
    name(2, "IFF_TAP", "Ethernet frames"),
];
