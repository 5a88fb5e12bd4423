//! `include/uapi/linux/if_vlan.h`: VLAN interfaces.

use crate::wire::{Name, name};

/// `VLAN_FLAG_…`
#[rustfmt::skip]
pub const VLAN_FLAG: &[Name] = &[
    name(0x1, "VLAN_FLAG_REORDER_HDR", "hide the tag from the stack"),
    name(0x2, "VLAN_FLAG_GVRP", "registered with GVRP"),
    name(0x4, "VLAN_FLAG_LOOSE_BINDING", "state independent of the lower interface"),
    name(0x8, "VLAN_FLAG_MVRP", "registered with MVRP"),
    name(0x10, "VLAN_FLAG_BRIDGE_BINDING", "state follows the bridge ports in the VLAN"),
];
