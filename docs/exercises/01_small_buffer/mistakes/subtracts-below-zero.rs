//! Subtracts the larger number from the smaller one.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;

use given::nix::sys::socket::{MsgFlags, recv};

/// What `receive` returns.
#[derive(Debug, PartialEq, Eq)]
pub struct Received {
    /// The bytes that arrived, and nothing after them.
    pub bytes: Vec<u8>,
    /// The number of bytes that did not fit into the buffer.
    pub lost: usize,
}

/// Sends `message` to the address `to`, from a new socket.
pub fn send(message: &[u8], to: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.send_to(message, to)?;
    Ok(())
}

/// Waits for one datagram and receives it with a buffer of `buffer_len` bytes.
pub fn receive(socket: &UdpSocket, buffer_len: usize) -> io::Result<Received> {
    let mut bytes = vec![0; buffer_len];
    let full_len = recv(socket.as_raw_fd(), &mut bytes, MsgFlags::MSG_TRUNC)?;
    bytes.truncate(full_len);
    Ok(Received { bytes, lost: full_len - buffer_len })
}
