//! Treats a route without a destination as damaged.

use std::net::Ipv4Addr;

use given::attributes;

pub fn destination(message: &[u8]) -> Option<(Ipv4Addr, u8)> {
    let attributes = attributes(message.get(28..)?);
    let (_, payload) = attributes.iter().find(|(number, _)| *number == 1)?;
    Some((Ipv4Addr::from(<[u8; 4]>::try_from(*payload).ok()?), *message.get(17)?))
}
