//! Asks for the port ID before it sends the message.

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
    let own = getsockname::<NetlinkAddr>(socket.as_raw_fd())?.pid();
    sendto(socket.as_raw_fd(), message, &NetlinkAddr::new(to, 0), MsgFlags::empty())?;
    Ok(own)
}
