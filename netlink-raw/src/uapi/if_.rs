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
    name(IFF_UP, "IFF_UP", "switched on by the administrator"),
    name(IFF_BROADCAST, "IFF_BROADCAST", "has a broadcast address"),
    name(IFF_DEBUG, "IFF_DEBUG", "the driver prints what it does"),
    name(IFF_LOOPBACK, "IFF_LOOPBACK", "what is sent here comes back here"),
    name(IFF_POINTOPOINT, "IFF_POINTOPOINT", "has one peer only"),
    name(IFF_NOTRAILERS, "IFF_NOTRAILERS", "no trailers behind frames; unused"),
    name(IFF_RUNNING, "IFF_RUNNING", "ready to carry packets"),
    name(IFF_NOARP, "IFF_NOARP", "asks nobody for link-layer addresses"),
    name(IFF_PROMISC, "IFF_PROMISC", "takes frames for everybody"),
    name(IFF_ALLMULTI, "IFF_ALLMULTI", "takes every multicast frame"),
    name(IFF_MASTER, "IFF_MASTER", "leads several interfaces that act as one"),
    name(IFF_SLAVE, "IFF_SLAVE", "one of several interfaces that act as one"),
    name(IFF_MULTICAST, "IFF_MULTICAST", "can multicast"),
    name(IFF_PORTSEL, "IFF_PORTSEL", "can choose its connector"),
    name(IFF_AUTOMEDIA, "IFF_AUTOMEDIA", "chooses its connector by itself"),
    name(IFF_DYNAMIC, "IFF_DYNAMIC", "loses its addresses when it goes down"),
    name(IFF_LOWER_UP, "IFF_LOWER_UP", "has a carrier: the cable is in"),
    name(IFF_DORMANT, "IFF_DORMANT", "waits for something else before it may carry packets"),
    name(IFF_ECHO, "IFF_ECHO", "receives its own packets"),
];

/// `IF_OPER_…` (`include/uapi/linux/if.h`)
#[rustfmt::skip]
pub const IF_OPER: &[Name] = &[
    name(0, "IF_OPER_UNKNOWN", "the driver does not say"),
    name(1, "IF_OPER_NOTPRESENT", "parts are missing"),
    name(2, "IF_OPER_DOWN", "it does not work"),
    name(3, "IF_OPER_LOWERLAYERDOWN", "the interface that it is built on does not work"),
    name(4, "IF_OPER_TESTING", "it is being tested"),
    name(5, "IF_OPER_DORMANT", "it waits for something, such as a login"),
    name(6, "IF_OPER_UP", "it works"),
];

/// `IF_LINK_MODE_…` (`include/uapi/linux/if.h`)
#[rustfmt::skip]
pub const IF_LINK_MODE: &[Name] = &[
    name(0, "IF_LINK_MODE_DEFAULT", "the carrier decides"),
    name(1, "IF_LINK_MODE_DORMANT", "a program decides when it may go up"),
    name(2, "IF_LINK_MODE_TESTING", "a program decides when its test is over"),
];
