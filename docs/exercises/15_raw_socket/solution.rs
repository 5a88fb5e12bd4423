//! A netlink socket, with a crate that knows nothing about netlink.

use std::io;

// STARTER
//| use socket2::{Domain, Socket, Type};
// SOLUTION
use socket2::{Domain, Protocol, Socket, Type};
// END

/// `AF_NETLINK`
pub const AF_NETLINK: u16 = 16;

/// Opens a socket for the kernel's network configuration.
pub fn open() -> io::Result<Socket> {
    // STARTER
    //| Socket::new(Domain::UNIX, Type::DGRAM, None)
    // SOLUTION
    /// `NETLINK_ROUTE`
    const NETLINK_ROUTE: i32 = 0;
    Socket::new(Domain::from(i32::from(AF_NETLINK)), Type::RAW, Some(Protocol::from(NETLINK_ROUTE)))
    // END
}

/// Returns the bytes of a netlink address.
pub fn sockaddr_nl(port_id: u32, groups: u32) -> [u8; 12] {
    // STARTER
    //| let _ = (port_id, groups);
    //| [0; 12]
    // SOLUTION
    let mut bytes = [0; 12];
    bytes[0..2].copy_from_slice(&AF_NETLINK.to_ne_bytes());
    bytes[4..8].copy_from_slice(&port_id.to_ne_bytes());
    bytes[8..12].copy_from_slice(&groups.to_ne_bytes());
    bytes
    // END
}
