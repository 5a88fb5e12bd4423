//! A whole route monitor, for the book's page "Netlink in ten minutes". It believes all that it
//! receives; `netlink-raw` checks it.

// ANCHOR: monitor
use std::os::fd::AsRawFd;

use nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, bind, recv, socket,
};

fn main() -> nix::Result<()> {
    let route = SockProtocol::NetlinkRoute;
    let socket = socket(AddressFamily::Netlink, SockType::Raw, SockFlag::empty(), route)?;
    // Port ID 0: the kernel chooses one. Group 7, RTNLGRP_IPV4_ROUTE, is the seventh bit.
    bind(socket.as_raw_fd(), &NetlinkAddr::new(0, 1 << 6))?;
    println!("listening");

    let mut buffer = [0; 32768];
    loop {
        let len = recv(socket.as_raw_fd(), &mut buffer, MsgFlags::empty())?;
        let message = &buffer[..len];
        let what = match u16::from_ne_bytes([message[4], message[5]]) {
            24 => "new", // RTM_NEWROUTE
            25 => "del", // RTM_DELROUTE
            _ => continue,
        };
        // The attributes follow two structs: nlmsghdr, 16 bytes, and rtmsg, 12.
        let mut at = 28;
        while let Some(&[len_0, len_1, type_0, type_1, a, b, c, d]) = message.get(at..at + 8) {
            // 1 is RTA_DST, the destination. Byte 17 of the message is its prefix length.
            if u16::from_ne_bytes([type_0, type_1]) == 1 {
                println!("{what} {a}.{b}.{c}.{d}/{}", message[17]);
            }
            // The next attribute starts at a multiple of four.
            at += usize::from(u16::from_ne_bytes([len_0, len_1])).max(4).next_multiple_of(4);
        }
    }
}
// ANCHOR_END: monitor
