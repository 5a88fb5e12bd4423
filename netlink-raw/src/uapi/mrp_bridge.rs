//! `include/uapi/linux/mrp_bridge.h`: a ring of bridges that stays connected when a link of it fails
//! (media redundancy protocol, IEC 62439-2).

use crate::wire::{Name, name};

/// `BR_MRP_RING_ROLE_…`
#[rustfmt::skip]
pub const BR_MRP_RING_ROLE: &[Name] = &[
    name(0, "BR_MRP_RING_ROLE_DISABLED", "none"),
    name(1, "BR_MRP_RING_ROLE_MRC", "client"),
    name(2, "BR_MRP_RING_ROLE_MRM", "manager"),
    name(3, "BR_MRP_RING_ROLE_MRA", "manager if chosen"),
];

/// `BR_MRP_IN_ROLE_…`
#[rustfmt::skip]
pub const BR_MRP_IN_ROLE: &[Name] = &[
    name(0, "BR_MRP_IN_ROLE_DISABLED", "none"),
    name(1, "BR_MRP_IN_ROLE_MIC", "client"),
    name(2, "BR_MRP_IN_ROLE_MIM", "manager"),
];

/// `BR_MRP_RING_STATE_…`
#[rustfmt::skip]
pub const BR_MRP_RING_STATE: &[Name] = &[
    name(0, "BR_MRP_RING_STATE_OPEN", "a link failed"),
    name(1, "BR_MRP_RING_STATE_CLOSED", "all links work"),
];

/// `BR_MRP_IN_STATE_…`
#[rustfmt::skip]
pub const BR_MRP_IN_STATE: &[Name] = &[
    name(0, "BR_MRP_IN_STATE_OPEN", "a link failed"),
    name(1, "BR_MRP_IN_STATE_CLOSED", "all links work"),
];

/// `BR_MRP_PORT_STATE_…`
#[rustfmt::skip]
pub const BR_MRP_PORT_STATE: &[Name] = &[
    name(0, "BR_MRP_PORT_STATE_DISABLED", "off"),
    name(1, "BR_MRP_PORT_STATE_BLOCKED", "only frames of the protocol"),
    name(2, "BR_MRP_PORT_STATE_FORWARDING", "all frames"),
    name(3, "BR_MRP_PORT_STATE_NOT_CONNECTED", "no carrier"),
];

/// `BR_MRP_PORT_ROLE_…`
#[rustfmt::skip]
pub const BR_MRP_PORT_ROLE: &[Name] = &[
    name(0, "BR_MRP_PORT_ROLE_PRIMARY", "first port in the ring"),
    name(1, "BR_MRP_PORT_ROLE_SECONDARY", "second port in the ring"),
    name(2, "BR_MRP_PORT_ROLE_INTER", "port to another ring"),
];
