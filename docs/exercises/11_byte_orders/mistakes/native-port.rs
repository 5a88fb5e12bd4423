//! Reads all numbers in native order.

use std::net::{Ipv4Addr, SocketAddrV4};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Socket {
    pub own: SocketAddrV4,
    pub peer: SocketAddrV4,
    pub user: u32,
}

pub fn read_socket(bytes: &[u8]) -> Option<Socket> {
    let bytes: &[u8; 72] = bytes.first_chunk()?;
    let [2, ..] = bytes else { return None };
    let end = |address: usize, port: usize| {
        let address: [u8; 4] = *bytes.get(address..)?.first_chunk()?;
        let port = u16::from_ne_bytes(*bytes.get(port..)?.first_chunk()?);
        Some(SocketAddrV4::new(Ipv4Addr::from(address), port))
    };
    let user = u32::from_ne_bytes(*bytes.get(64..)?.first_chunk()?);
    Some(Socket { own: end(8, 4)?, peer: end(24, 6)?, user })
}
