//! Sends a datagram, and receives one with a buffer that may be too small.

use std::io;
// STARTER
//| use std::net::{SocketAddr, UdpSocket};
// SOLUTION
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;

use given::nix::sys::socket::{MsgFlags, recv};
// END

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
    // STARTER
    //| let _ = (message, to);
    //| Ok(())
    // SOLUTION
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.send_to(message, to)?;
    Ok(())
    // END
}

/// Waits for one datagram and receives it with a buffer of `buffer_len` bytes.
pub fn receive(socket: &UdpSocket, buffer_len: usize) -> io::Result<Received> {
    // STARTER
    //| let _ = (socket, buffer_len);
    //| Ok(Received { bytes: Vec::new(), lost: 0 })
    // SOLUTION
    let mut bytes = vec![0; buffer_len];
    let full_len = recv(socket.as_raw_fd(), &mut bytes, MsgFlags::MSG_TRUNC)?;
    bytes.truncate(full_len);
    Ok(Received { bytes, lost: full_len.saturating_sub(buffer_len) })
    // END
}
