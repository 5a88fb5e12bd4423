//! Opens a socket with each of four crates. The book compares the system calls that they make.
//!
//! ```text
//! crates std                      a UDP socket: std has no netlink
//! crates nix | socket2 | rustix   a netlink socket in the group of IPv4 routes
//! ```
//!
//! Each waits up to 10 seconds for one datagram, and prints its beginning.

#![forbid(unsafe_code)]

use std::process::ExitCode;
use std::time::Duration;

use messenger::program::{self, Failure};

/// `RTNLGRP_IPV4_ROUTE`
const GROUP: u32 = 7;
const PATIENCE: Duration = Duration::from_secs(60);

fn with_std(buffer: &mut [u8]) -> Result<usize, Failure> {
    // ANCHOR: std
    let socket = std::net::UdpSocket::bind("127.0.0.1:12345")?;
    socket.set_read_timeout(Some(PATIENCE))?;
    let (len, _from) = socket.recv_from(buffer)?;
    // ANCHOR_END: std
    Ok(len)
}

fn with_nix(buffer: &mut [u8]) -> Result<usize, Failure> {
    use netlink_raw::socket::NetlinkSocket;
    use nix::sys::socket::SockProtocol;
    // ANCHOR: nix
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    socket.bind(0, 0)?;
    socket.join(GROUP)?;
    socket.set_timeout(PATIENCE)?;
    let datagram = socket.receive(buffer)?;
    // ANCHOR_END: nix
    Ok(datagram.bytes.len())
}

fn with_socket2(buffer: &mut [u8]) -> Result<usize, Failure> {
    use netlink_monitor::capture::live::Live;
    // ANCHOR: socket2
    let socket = Live::open()?;
    socket.join(GROUP)?;
    socket.set_timeout(PATIENCE)?;
    let datagram = socket.receive(buffer)?;
    // ANCHOR_END: socket2
    Ok(datagram.bytes.len())
}

fn with_rustix(buffer: &mut [u8]) -> Result<usize, Failure> {
    use rustix::net::netlink::SocketAddrNetlink;
    use rustix::net::sockopt::{Timeout, set_socket_timeout};
    use rustix::net::{
        AddressFamily, RecvFlags, SocketFlags, SocketType, bind, recvfrom, socket_with,
    };
    let failed = |call: &'static str| {
        move |errno: rustix::io::Errno| Failure::Told(format!("{call}: {errno}"))
    };
    // ANCHOR: rustix
    // `None` is protocol 0, NETLINK_ROUTE.
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, None)
        .map_err(failed("socket"))?;
    // rustix has no NETLINK_ADD_MEMBERSHIP: the group as a bit of the mask.
    let address = SocketAddrNetlink::new(0, 1 << (GROUP - 1));
    bind(&socket, &address).map_err(failed("bind"))?;
    set_socket_timeout(&socket, Timeout::Recv, Some(PATIENCE)).map_err(failed("setsockopt"))?;
    let (len, _full_len, _from) =
        recvfrom(&socket, buffer, RecvFlags::TRUNC).map_err(failed("recvfrom"))?;
    // ANCHOR_END: rustix
    Ok(len)
}

fn main() -> ExitCode {
    let mut buffer = vec![0; 65_536];
    let word = std::env::args().nth(1);
    let received = match word.as_deref() {
        Some("std") => with_std(&mut buffer),
        Some("nix") => with_nix(&mut buffer),
        Some("socket2") => with_socket2(&mut buffer),
        Some("rustix") => with_rustix(&mut buffer),
        _ => Err(Failure::Told("usage: crates std|nix|socket2|rustix".to_owned())),
    };
    let printed = received.and_then(|len| {
        let begin = buffer.get(..len.min(8)).unwrap_or_default();
        let hex: String = begin.iter().map(|byte| format!(" {byte:02x}")).collect();
        Ok(program::print(&format!("{len} bytes:{hex}\n"))?)
    });
    program::finish("crates", printed)
}
