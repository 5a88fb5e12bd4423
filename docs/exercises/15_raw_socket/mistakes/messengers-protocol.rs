//! Uses the protocol number of the UDP messenger.

use std::io;

use socket2::{Domain, Protocol, Socket, Type};

pub const AF_NETLINK: u16 = 16;

pub fn open() -> io::Result<Socket> {
    Socket::new(Domain::from(i32::from(AF_NETLINK)), Type::RAW, Some(Protocol::UDP))
}

pub fn sockaddr_nl(port_id: u32, groups: u32) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[0..2].copy_from_slice(&AF_NETLINK.to_ne_bytes());
    bytes[4..8].copy_from_slice(&port_id.to_ne_bytes());
    bytes[8..12].copy_from_slice(&groups.to_ne_bytes());
    bytes
}
