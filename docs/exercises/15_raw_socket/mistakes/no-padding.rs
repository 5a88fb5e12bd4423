//! Writes the fields one after the other, without the padding.

use std::io;

use socket2::{Domain, Protocol, Socket, Type};

pub const AF_NETLINK: u16 = 16;

pub fn open() -> io::Result<Socket> {
    const NETLINK_ROUTE: i32 = 0;
    Socket::new(Domain::from(i32::from(AF_NETLINK)), Type::RAW, Some(Protocol::from(NETLINK_ROUTE)))
}

pub fn sockaddr_nl(port_id: u32, groups: u32) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[0..2].copy_from_slice(&AF_NETLINK.to_ne_bytes());
    bytes[2..6].copy_from_slice(&port_id.to_ne_bytes());
    bytes[6..10].copy_from_slice(&groups.to_ne_bytes());
    bytes
}
