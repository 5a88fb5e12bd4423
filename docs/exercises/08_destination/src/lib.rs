//! The destination of a route.

use std::net::Ipv4Addr;

/// The type of the attribute that contains the destination.
pub const RTA_DST: u16 = 1;

/// Returns the destination of an IPv4 route and its prefix length.
pub fn destination(message: &[u8]) -> Option<(Ipv4Addr, u8)> {
    let _ = message;
    None
}
