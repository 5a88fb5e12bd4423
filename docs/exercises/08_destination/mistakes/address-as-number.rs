//! Reads the address as a number.

use std::net::Ipv4Addr;

use given::attributes;

/// The type of the attribute that contains the destination.
pub const RTA_DST: u16 = 1;

/// Returns the destination of an IPv4 route and its prefix length.
pub fn destination(message: &[u8]) -> Option<(Ipv4Addr, u8)> {
    let rtm_dst_len = *message.get(17)?;
    let attributes = attributes(message.get(28..)?);
    let address = match attributes.iter().find(|(number, _)| *number == RTA_DST) {
        Some((_, payload)) => {
            Ipv4Addr::from(u32::from_le_bytes(<[u8; 4]>::try_from(*payload).ok()?))
        }
        None => Ipv4Addr::UNSPECIFIED,
    };
    Some((address, rtm_dst_len))
}
