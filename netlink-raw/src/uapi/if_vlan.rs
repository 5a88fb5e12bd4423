//! `include/uapi/linux/if_vlan.h`: VLAN interfaces.

use crate::wire::{Name, name};

/// `VLAN_FLAG_…` (`include/uapi/linux/if_vlan.h`)
#[rustfmt::skip]
pub const VLAN_FLAG: &[Name] = &[
    name(0x1, "VLAN_FLAG_REORDER_HDR", "packets look as if they had no tag"),
    name(0x2, "VLAN_FLAG_GVRP", "registered by GVRP"),
    name(0x4, "VLAN_FLAG_LOOSE_BINDING", "its state is not that of its lower interface"),
    name(0x8, "VLAN_FLAG_MVRP", "registered by MVRP"),
    name(0x10, "VLAN_FLAG_BRIDGE_BINDING", "its state follows the bridge's ports in the VLAN"),
];
