//! `struct sockaddr_in`, byte by byte.

use std::net::Ipv4Addr;

/// `AF_INET`
pub const AF_INET: u16 = 2;

/// Returns the bytes of an IPv4 socket address.
pub fn sockaddr_in(address: Ipv4Addr, port: u16) -> [u8; 16] {
    // STARTER
    //| let _ = (address, port);
    //| [0; 16]
    // SOLUTION
    let [f0, f1] = AF_INET.to_ne_bytes();
    let [p0, p1] = port.to_be_bytes();
    let [a0, a1, a2, a3] = address.octets();
    [f0, f1, p0, p1, a0, a1, a2, a3, 0, 0, 0, 0, 0, 0, 0, 0]
    // END
}
