//! The sender of the messenger, over netlink.

// STARTER
//| use given::nix::Result;
// SOLUTION
use std::os::fd::AsRawFd;

use given::nix::Result;
use given::nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, getsockname, sendto,
    socket,
};
// END

/// Sends `message` from a new socket to the port ID `to`, and returns the port ID of the
/// new socket.
pub fn send(message: &[u8], to: u32) -> Result<u32> {
    // STARTER
    //| let _ = (message, to);
    //| Ok(0)
    // SOLUTION
    let socket = socket(
        AddressFamily::Netlink,
        SockType::Datagram,
        SockFlag::SOCK_CLOEXEC,
        SockProtocol::NetlinkUserSock,
    )?;
    sendto(socket.as_raw_fd(), message, &NetlinkAddr::new(to, 0), MsgFlags::empty())?;
    Ok(getsockname::<NetlinkAddr>(socket.as_raw_fd())?.pid())
    // END
}
