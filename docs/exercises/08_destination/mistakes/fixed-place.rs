//! Reads fixed bytes, as the chapter's Python program does.

use std::net::Ipv4Addr;

pub fn destination(message: &[u8]) -> Option<(Ipv4Addr, u8)> {
    let address: [u8; 4] = message.get(40..44)?.try_into().ok()?;
    Some((Ipv4Addr::from(address), *message.get(17)?))
}
