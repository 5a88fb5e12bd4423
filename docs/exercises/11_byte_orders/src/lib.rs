//! A TCP socket, as the kernel tells of it.

use std::net::SocketAddrV4;

/// Some of `struct inet_diag_msg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Socket {
    /// Its own address and port.
    pub own: SocketAddrV4,
    /// The peer's.
    pub peer: SocketAddrV4,
    /// The user who owns it.
    pub user: u32,
}

/// Reads the struct, which is 72 bytes long.
pub fn read_socket(bytes: &[u8]) -> Option<Socket> {
    let _ = bytes;
    None
}
