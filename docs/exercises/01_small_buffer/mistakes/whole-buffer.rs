//! Returns the whole buffer instead of the datagram.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;

use given::nix::sys::socket::{MsgFlags, recv};

#[derive(Debug, PartialEq, Eq)]
pub struct Received {
    pub bytes: Vec<u8>,
    pub lost: usize,
}

pub fn send(message: &[u8], to: SocketAddr) -> io::Result<()> {
    UdpSocket::bind("127.0.0.1:0")?.send_to(message, to)?;
    Ok(())
}

pub fn receive(socket: &UdpSocket, buffer_len: usize) -> io::Result<Received> {
    let mut bytes = vec![0; buffer_len];
    let full_len = recv(socket.as_raw_fd(), &mut bytes, MsgFlags::MSG_TRUNC)?;
    Ok(Received { bytes, lost: full_len.saturating_sub(buffer_len) })
}
