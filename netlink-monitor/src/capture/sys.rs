//! What `socket2` does not offer for netlink, and what needs `unsafe` for that reason.
//!
//! `socket2` can carry any socket address, as bytes whose meaning it does not
//! know; to say that those bytes are a `struct sockaddr_nl` is a promise that
//! only we can make. And it receives into memory that may be uninitialised,
//! which takes a promise to lend it memory that is not.

#![allow(unsafe_code, reason = "sockaddr_nl and an initialised receive buffer; see above")]

use std::io;
use std::mem::MaybeUninit;

use socket2::{MaybeUninitSlice, MsgHdrMut, SockAddr, SockAddrStorage, Socket, socklen_t};

/// `struct sockaddr_nl`: the address of a netlink socket.
// ANCHOR: address
pub(super) fn netlink_address(port_id: u32, groups: u32) -> SockAddr {
    let mut storage = SockAddrStorage::zeroed();
    // SAFETY: `sockaddr_nl` is smaller than the storage, which is aligned for
    // every socket address, and every bit pattern of it is valid.
    let address = unsafe { storage.view_as::<libc::sockaddr_nl>() };
    // AF_NETLINK is 16 and fits the 16 bits of the field.
    address.nl_family = libc::AF_NETLINK.try_into().unwrap_or_default();
    address.nl_pid = port_id;
    address.nl_groups = groups;
    // SAFETY: the first bytes of the storage are a complete `sockaddr_nl`, and
    // the length is that of one.
    unsafe { SockAddr::new(storage, LEN) }
}
// ANCHOR_END: address

/// Port ID and groups of an address, if it is that of a netlink socket.
pub(super) fn port_id_and_groups(address: &SockAddr) -> Option<(u32, u32)> {
    if i32::from(address.family()) != libc::AF_NETLINK || address.len() < LEN {
        return None;
    }
    let mut storage = address.clone().as_storage();
    // SAFETY: the family says that the bytes are a `sockaddr_nl`, and the
    // length that all of it is there.
    let address = unsafe { storage.view_as::<libc::sockaddr_nl>() };
    Some((address.nl_pid, address.nl_groups))
}

// 12 bytes.
#[allow(clippy::cast_possible_truncation, reason = "the size of a small struct")]
const LEN: socklen_t = size_of::<libc::sockaddr_nl>() as socklen_t;

/// `recvfrom(fd, buffer, flags)` into memory that is initialised.
///
/// # Errors
///
/// As recvfrom(2).
pub(super) fn receive_from(
    socket: &Socket,
    buffer: &mut [u8],
    flags: libc::c_int,
) -> io::Result<(usize, SockAddr)> {
    // ANCHOR: receive
    let buffer: *mut [u8] = buffer;
    // SAFETY: `MaybeUninit<u8>` has the layout of `u8`, the borrow is exclusive
    // and ends with this function, and `recv_from_with_flags` only ever writes
    // initialised bytes.
    let buffer = unsafe { &mut *(buffer as *mut [MaybeUninit<u8>]) };
    socket.recv_from_with_flags(buffer, flags)
    // ANCHOR_END: receive
}

/// `recvmsg(fd, {buffer, control}, flags)`: the same, with what the kernel reports
/// about the datagram. Also returns how many bytes of `control` it has filled.
///
/// # Errors
///
/// As recvmsg(2).
pub(super) fn receive_message(
    socket: &Socket,
    buffer: &mut [u8],
    control: &mut [u8],
    flags: libc::c_int,
) -> io::Result<(usize, SockAddr, usize)> {
    let (buffer, control): (*mut [u8], *mut [u8]) = (buffer, control);
    // SAFETY: as in `receive_from`, for both: `recvmsg` only ever writes initialised
    // bytes, and the borrows are exclusive.
    let (buffer, control) = unsafe {
        (&mut *(buffer as *mut [MaybeUninit<u8>]), &mut *(control as *mut [MaybeUninit<u8>]))
    };
    // If the kernel gives no address, this one stays, and only 0 means the kernel.
    let mut from = netlink_address(u32::MAX, 0);
    let mut parts = [MaybeUninitSlice::new(buffer)];
    let mut message =
        MsgHdrMut::new().with_addr(&mut from).with_buffers(&mut parts).with_control(control);
    let len = socket.recvmsg(&mut message, flags)?;
    let control_len = message.control_len();
    Ok((len, from, control_len))
}

#[cfg(test)]
mod tests {
    use socket2::{Domain, Type};

    use super::*;

    #[test]
    fn a_datagram_without_an_address_is_not_the_kernels() {
        let (ours, theirs) = Socket::pair(Domain::UNIX, Type::DGRAM, None).expect("a pair");
        theirs.send(b"x").expect("room");
        let mut buffer = [0; 8];
        let (len, from, _) = receive_message(&ours, &mut buffer, &mut [], 0).expect("a datagram");
        assert_eq!(len, 1);
        assert_ne!(port_id_and_groups(&from).map(|(port_id, _)| port_id), Some(0));
    }

    #[test]
    fn an_address_comes_back_as_it_went_in() {
        let address = netlink_address(0x0102_0304, 0x0506_0708);
        assert_eq!(address.len(), 12);
        assert_eq!(port_id_and_groups(&address), Some((0x0102_0304, 0x0506_0708)));
    }

    #[test]
    fn an_address_of_another_family_is_none() {
        let address: std::net::SocketAddr = "127.0.0.1:12345".parse().expect("an address");
        assert_eq!(port_id_and_groups(&address.into()), None);
    }
}
