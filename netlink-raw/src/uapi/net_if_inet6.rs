//! `include/net/if_inet6.h`, which the kernel does not export: the state of IPv6 on an interface.

use crate::wire::{Name, name};

/// `IF_…`: the state of IPv6 on an interface. No exported header and no manual page has these
/// numbers.
#[rustfmt::skip]
pub const IF_INET6: &[Name] = &[
    name(0x10, "IF_RS_SENT", "router solicitations were sent"),
    name(0x20, "IF_RA_RCVD", "a router advertisement was received"),
    name(0x40, "IF_RA_MANAGED", "use DHCPv6 for addresses"),
    name(0x80, "IF_RA_OTHERCONF", "use DHCPv6 for other settings"),
    name(0x8000_0000, "IF_READY", "ready"),
];
