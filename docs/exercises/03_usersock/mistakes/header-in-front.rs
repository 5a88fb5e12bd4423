//! Puts a netlink header before the message.

use std::os::fd::AsRawFd;

use given::nix::Result;
use given::nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, getsockname, sendto,
    socket,
};

pub fn send(message: &[u8], to: u32) -> Result<u32> {
    let socket = socket(
        AddressFamily::Netlink,
        SockType::Datagram,
        SockFlag::SOCK_CLOEXEC,
        SockProtocol::NetlinkUserSock,
    )?;
    let mut bytes = vec![0; 16];
    bytes.extend_from_slice(message);
    let len = bytes.len() as u32;
    bytes[0..4].copy_from_slice(&len.to_ne_bytes());
    sendto(socket.as_raw_fd(), &bytes, &NetlinkAddr::new(to, 0), MsgFlags::empty())?;
    Ok(getsockname::<NetlinkAddr>(socket.as_raw_fd())?.pid())
}
