//! A TCP socket, as the kernel describes it.

use std::net::SocketAddrV4;

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
    let _ = bytes;
    None
}
