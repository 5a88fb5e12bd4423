//! A TCP socket, as the kernel describes it.

// STARTER
//| use std::net::SocketAddrV4;
// SOLUTION
use std::net::{Ipv4Addr, SocketAddrV4};
// END

/// Some of the fields of `struct inet_diag_msg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Socket {
    /// The socket's own address and port.
    pub own: SocketAddrV4,
    /// The address and port of the peer.
    pub peer: SocketAddrV4,
    /// The ID of the user who owns the socket.
    pub user: u32,
}

/// Reads the struct, which is 72 bytes long. Returns `None` for anything but IPv4.
pub fn read_socket(bytes: &[u8]) -> Option<Socket> {
    // STARTER
    //| let _ = bytes;
    //| None
    // SOLUTION
    let bytes: &[u8; 72] = bytes.first_chunk()?;
    let [2, ..] = bytes else { return None };
    let end = |address: usize, port: usize| {
        let address: [u8; 4] = *bytes.get(address..)?.first_chunk()?;
        let port = u16::from_be_bytes(*bytes.get(port..)?.first_chunk()?);
        Some(SocketAddrV4::new(Ipv4Addr::from(address), port))
    };
    let user = u32::from_ne_bytes(*bytes.get(64..)?.first_chunk()?);
    Some(Socket { own: end(8, 4)?, peer: end(24, 6)?, user })
    // END
}
