//! Where a route leads.

use std::net::Ipv4Addr;

// STARTER
// SOLUTION
use given::attributes;

// END
/// The number of the attribute that holds the destination.
pub const RTA_DST: u16 = 1;

/// The destination of an IPv4 route, and how many bits of it count.
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
