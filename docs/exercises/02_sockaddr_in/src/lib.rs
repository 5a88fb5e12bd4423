//! `struct sockaddr_in`, byte by byte.

use std::net::Ipv4Addr;

/// `AF_INET`
pub const AF_INET: u16 = 2;

/// Returns the bytes of an IPv4 socket address.
pub fn sockaddr_in(address: Ipv4Addr, port: u16) -> [u8; 16] {
    let _ = (address, port);
    [0; 16]
}
