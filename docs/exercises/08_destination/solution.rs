//! The destination of a route.

use std::net::Ipv4Addr;

// STARTER
// SOLUTION
use given::attributes;

// END
/// The type of the attribute that contains the destination.
pub const RTA_DST: u16 = 1;

/// Returns the destination of an IPv4 route and its prefix length.
pub fn destination(message: &[u8]) -> Option<(Ipv4Addr, u8)> {
    // STARTER
    //| let _ = message;
    //| None
    // SOLUTION
    let rtm_dst_len = *message.get(17)?;
    let attributes = attributes(message.get(28..)?);
    let address = match attributes.iter().find(|(number, _)| *number == RTA_DST) {
        Some((_, payload)) => Ipv4Addr::from(<[u8; 4]>::try_from(*payload).ok()?),
        None => Ipv4Addr::UNSPECIFIED,
    };
    Some((address, rtm_dst_len))
    // END
}
