//! Uses the standard library's `recv`, which does not report the full length.

use std::io;
use std::net::{SocketAddr, UdpSocket};

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
    let len = socket.recv(&mut bytes)?;
    bytes.truncate(len);
    Ok(Received { bytes, lost: len.saturating_sub(buffer_len) })
}
