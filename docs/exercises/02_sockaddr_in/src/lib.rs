//! `struct sockaddr_in`, byte by byte.

use std::net::Ipv4Addr;

/// `AF_INET`
pub const AF_INET: u16 = 2;

/// The bytes of the address of an IPv4 socket.
pub fn sockaddr_in(address: Ipv4Addr, port: u16) -> [u8; 16] {
    let _ = (address, port);
    [0; 16]
}
