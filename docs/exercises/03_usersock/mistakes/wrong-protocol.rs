//! Talks to the kernel instead of to other processes.

use std::os::fd::AsRawFd;

use given::nix::Result;
use given::nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, getsockname, sendto,
    socket,
};

/// Sends `message` from a new socket to the port ID `to`, and returns the port ID of the
/// new socket.
pub fn send(message: &[u8], to: u32) -> Result<u32> {
    let socket = socket(
        AddressFamily::Netlink,
        SockType::Datagram,
        SockFlag::SOCK_CLOEXEC,
        SockProtocol::NetlinkRoute,
    )?;
    sendto(socket.as_raw_fd(), message, &NetlinkAddr::new(to, 0), MsgFlags::empty())?;
    Ok(getsockname::<NetlinkAddr>(socket.as_raw_fd())?.pid())
}
