//! `include/uapi/linux/cfm_bridge.h`: continuity checks between bridges (connectivity fault
//! management, IEEE 802.1Q clause 12.14).

use crate::wire::{Name, name};

/// `br_cfm_domain`
#[rustfmt::skip]
pub const BR_CFM_DOMAIN: &[Name] = &[
    name(0, "BR_CFM_PORT", "the port"),
    name(1, "BR_CFM_VLAN", "a VLAN"),
];

/// `BR_CFM_MEP_DIRECTION_…`
#[rustfmt::skip]
pub const BR_CFM_MEP_DIRECTION: &[Name] = &[
    name(0, "BR_CFM_MEP_DIRECTION_DOWN", "out of the port"),
    name(1, "BR_CFM_MEP_DIRECTION_UP", "through the bridge"),
];

/// `BR_CFM_CCM_INTERVAL_…`
#[rustfmt::skip]
pub const BR_CFM_CCM_INTERVAL: &[Name] = &[
    name(0, "BR_CFM_CCM_INTERVAL_NONE", "none"),
    name(1, "BR_CFM_CCM_INTERVAL_3_3_MS", "3.3 ms"),
    name(2, "BR_CFM_CCM_INTERVAL_10_MS", "10 ms"),
    name(3, "BR_CFM_CCM_INTERVAL_100_MS", "100 ms"),
    name(4, "BR_CFM_CCM_INTERVAL_1_SEC", "1 second"),
    name(5, "BR_CFM_CCM_INTERVAL_10_SEC", "10 seconds"),
    name(6, "BR_CFM_CCM_INTERVAL_1_MIN", "1 minute"),
    name(7, "BR_CFM_CCM_INTERVAL_10_MIN", "10 minutes"),
];
