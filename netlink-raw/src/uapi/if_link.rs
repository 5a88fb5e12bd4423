//! `include/uapi/linux/if_link.h`, and `struct ifinfomsg` of `rtnetlink.h`:
//! network interfaces.

use crate::uapi::rtnetlink::RTATTR;
use crate::uapi::socket::FAMILIES;
use crate::wire::{
    Kind::{Pad, S32, U8, U16, U32},
    Layout, Name,
    Order::Host,
    Says::{Flags, Interface, Number, OneOf, Reserved},
    Set,
    Shape::Text,
    attr, field, name, number_of, set,
};

/// `IFF_…`: the state of an interface (netdevice(7)).
#[rustfmt::skip]
pub const IFF: &[Name] = &[
    name(0x1, "IFF_UP", "switched on by the administrator"),
    name(0x2, "IFF_BROADCAST", "has a broadcast address"),
    name(0x4, "IFF_DEBUG", "the driver prints what it does"),
    name(0x8, "IFF_LOOPBACK", "what is sent here comes back here"),
    name(0x10, "IFF_POINTOPOINT", "has one peer only"),
    name(0x20, "IFF_NOTRAILERS", "no trailers behind frames; unused"),
    name(0x40, "IFF_RUNNING", "ready to carry packets"),
    name(0x80, "IFF_NOARP", "asks nobody for link-layer addresses"),
    name(0x100, "IFF_PROMISC", "takes frames for everybody"),
    name(0x200, "IFF_ALLMULTI", "takes every multicast frame"),
    name(0x400, "IFF_MASTER", "leads several interfaces that act as one"),
    name(0x800, "IFF_SLAVE", "one of several interfaces that act as one"),
    name(0x1000, "IFF_MULTICAST", "can multicast"),
    name(0x2000, "IFF_PORTSEL", "can choose its connector"),
    name(0x4000, "IFF_AUTOMEDIA", "chooses its connector by itself"),
    name(0x8000, "IFF_DYNAMIC", "loses its addresses when it goes down"),
    name(0x10000, "IFF_LOWER_UP", "has a carrier: the cable is in"),
    name(0x20000, "IFF_DORMANT", "waits for something else before it may carry packets"),
    name(0x40000, "IFF_ECHO", "receives its own packets"),
];

/// Switched on by the administrator.
pub const IFF_UP: u64 = number_of(IFF, "IFF_UP");

/// `struct ifinfomsg`: the struct of every message about a link.
#[rustfmt::skip]
pub static IFINFOMSG: Layout = Layout {
    c_name: "ifinfomsg",
    header: "linux/rtnetlink.h",
    man: "rtnetlink(7)",
    fields: &[
        field(0, U8, "ifi_family", OneOf(FAMILIES), "AF_UNSPEC, or AF_BRIDGE for a port's view"),
        field(1, Pad(1), "__ifi_pad", Reserved, "zero"),
        field(2, U16(Host), "ifi_type", Number, "the kind of link layer: ARPHRD_ETHER is 1, ARPHRD_LOOPBACK 772"),
        field(4, S32, "ifi_index", Interface, "which interface"),
        field(8, U32(Host), "ifi_flags", Flags(IFF), "its state"),
        field(12, U32(Host), "ifi_change", Flags(IFF), "in a request: which flags to change"),
    ],
};
const _: () = assert!(IFINFOMSG.size() == 16);

/// `IFLA_…`: the attributes of a link.
#[rustfmt::skip]
pub static IFLA: Set = set("IFLA", &RTATTR, &[
    attr(3, "IFLA_IFNAME", Text, "the interface's name"),
]);
