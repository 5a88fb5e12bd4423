//! `include/uapi/linux/if.h`: the state of an interface.

use crate::wire::{Name, name};

pub const IFF_UP: u64 = 0x1;
pub const IFF_BROADCAST: u64 = 0x2;
pub const IFF_DEBUG: u64 = 0x4;
pub const IFF_LOOPBACK: u64 = 0x8;
pub const IFF_POINTOPOINT: u64 = 0x10;
pub const IFF_NOTRAILERS: u64 = 0x20;
pub const IFF_RUNNING: u64 = 0x40;
pub const IFF_NOARP: u64 = 0x80;
pub const IFF_PROMISC: u64 = 0x100;
pub const IFF_ALLMULTI: u64 = 0x200;
pub const IFF_MASTER: u64 = 0x400;
pub const IFF_SLAVE: u64 = 0x800;
pub const IFF_MULTICAST: u64 = 0x1000;
pub const IFF_PORTSEL: u64 = 0x2000;
pub const IFF_AUTOMEDIA: u64 = 0x4000;
pub const IFF_DYNAMIC: u64 = 0x8000;
pub const IFF_LOWER_UP: u64 = 0x10000;
pub const IFF_DORMANT: u64 = 0x20000;
pub const IFF_ECHO: u64 = 0x40000;

/// `IFF_…`: the state of an interface (netdevice(7)).
#[rustfmt::skip]
pub const IFF: &[Name] = &[
    name(IFF_UP, "IFF_UP", "enabled by the administrator"),
    name(IFF_BROADCAST, "IFF_BROADCAST", "has a broadcast address"),
    name(IFF_DEBUG, "IFF_DEBUG", "driver prints debug messages"),
    name(IFF_LOOPBACK, "IFF_LOOPBACK", "loopback"),
    name(IFF_POINTOPOINT, "IFF_POINTOPOINT", "point-to-point link"),
    name(IFF_NOTRAILERS, "IFF_NOTRAILERS", "no trailers after frames, unused"),
    name(IFF_RUNNING, "IFF_RUNNING", "ready to carry packets"),
    name(IFF_NOARP, "IFF_NOARP", "no address resolution"),
    name(IFF_PROMISC, "IFF_PROMISC", "receives all frames"),
    name(IFF_ALLMULTI, "IFF_ALLMULTI", "receives all multicast frames"),
    name(IFF_MASTER, "IFF_MASTER", "master of a group of interfaces"),
    name(IFF_SLAVE, "IFF_SLAVE", "member of a group of interfaces"),
    name(IFF_MULTICAST, "IFF_MULTICAST", "supports multicast"),
    name(IFF_PORTSEL, "IFF_PORTSEL", "can select its connector"),
    name(IFF_AUTOMEDIA, "IFF_AUTOMEDIA", "selects its connector automatically"),
    name(IFF_DYNAMIC, "IFF_DYNAMIC", "loses its addresses when it goes down"),
    name(IFF_LOWER_UP, "IFF_LOWER_UP", "has a carrier (cable plugged in)"),
    name(IFF_DORMANT, "IFF_DORMANT", "waiting for an external event"),
    name(IFF_ECHO, "IFF_ECHO", "receives its own packets"),
];

/// `IF_OPER_…`
#[rustfmt::skip]
pub const IF_OPER: &[Name] = &[
    name(0, "IF_OPER_UNKNOWN", "not reported by the driver"),
    name(1, "IF_OPER_NOTPRESENT", "hardware missing"),
    name(2, "IF_OPER_DOWN", "down"),
    name(3, "IF_OPER_LOWERLAYERDOWN", "interface below is down"),
    name(4, "IF_OPER_TESTING", "being tested"),
    name(5, "IF_OPER_DORMANT", "waiting for an event, such as a login"),
    name(6, "IF_OPER_UP", "up"),
];

/// `IF_LINK_MODE_…`
#[rustfmt::skip]
pub const IF_LINK_MODE: &[Name] = &[
    name(0, "IF_LINK_MODE_DEFAULT", "follows the carrier"),
    name(1, "IF_LINK_MODE_DORMANT", "a program decides when it is up"),
    name(2, "IF_LINK_MODE_TESTING", "a program decides when testing ends"),
];
