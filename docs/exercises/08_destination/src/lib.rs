//! Where a route leads.

use std::net::Ipv4Addr;

/// The number of the attribute that holds the destination.
pub const RTA_DST: u16 = 1;

/// The destination of an IPv4 route, and how many bits of it count.
pub fn destination(message: &[u8]) -> Option<(Ipv4Addr, u8)> {
    let _ = message;
    None
}
