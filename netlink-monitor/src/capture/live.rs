//! Datagrams from the kernel, over a `socket2::Socket`.
//!
//! Read it beside [`netlink_raw::socket`]: the same calls in the same order,
//! on another crate.

use std::io;
use std::time::Duration;

use netlink_raw::datagram::Datagram;
use netlink_raw::socket::{AddMembership, CallFailed, ListenAllNsid};
use nix::errno::Errno;
use nix::sys::socket::{setsockopt, sockopt};
use socket2::{Domain, Protocol, SockFilter, Socket, Type};

use super::sys;

/// A socket that listens to multicast groups of NETLINK_ROUTE.
#[derive(Debug)]
pub struct Live {
    socket: Socket,
}

impl Live {
    /// `socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)`,
    /// `bind(fd, {AF_NETLINK, 0, 0})`, and
    /// `setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group)` for each group.
    ///
    /// `bind` could join the groups as well, as the guide's programs do, but only by a mask,
    /// which ends at group 32.
    ///
    /// # Errors
    ///
    /// As socket(2), bind(2) and setsockopt(2).
    pub fn listen(groups: &[u32]) -> Result<Self, CallFailed> {
        let live = Live::open()?;
        groups.iter().try_for_each(|group| live.join(*group))?;
        Ok(live)
    }

    /// Opens the socket without joining a group.
    ///
    /// # Errors
    ///
    /// As socket(2) and bind(2).
    // ANCHOR: open
    pub fn open() -> Result<Self, CallFailed> {
        let socket = Socket::new(
            Domain::from(libc::AF_NETLINK),
            Type::RAW,
            Some(Protocol::from(libc::NETLINK_ROUTE)),
        )
        .map_err(|error| failed("socket", &error))?;
        socket.bind(&sys::netlink_address(0, 0)).map_err(|error| failed("bind", &error))?;
        Ok(Live { socket })
    }
    // ANCHOR_END: open

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group)`: joins a
    /// multicast group, by its number. `socket2` has no options of netlink; `nix`
    /// sets them on any socket.
    ///
    /// # Errors
    ///
    /// `EPERM` if joining the group needs a privilege, `EINVAL` if this kernel has no group
    /// with that number.
    pub fn join(&self, group: u32) -> Result<(), CallFailed> {
        setsockopt(&self.socket, AddMembership, &group)
            .map_err(|errno| CallFailed { call: "setsockopt", errno })
    }

    /// `setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, {len, program})`: the kernel runs the
    /// program for each datagram, before it queues it.
    ///
    /// # Errors
    ///
    /// As setsockopt(2); `EINVAL` if the program is none.
    pub fn attach_filter(&self, program: &[SockFilter]) -> Result<(), CallFailed> {
        self.socket.attach_filter(program).map_err(|error| failed("setsockopt", &error))
    }

    /// `setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &len)`, or without the privilege
    /// for that, `SO_RCVBUF`: how many bytes may wait to be read. Returns how many
    /// the kernel granted: twice the number requested, because the kernel also counts its own
    /// bookkeeping (socket(7)).
    ///
    /// # Errors
    ///
    /// As setsockopt(2).
    pub fn set_receive_buffer(&self, len: usize) -> Result<usize, CallFailed> {
        setsockopt(&self.socket, sockopt::RcvBufForce, &len)
            .or_else(|_| setsockopt(&self.socket, sockopt::RcvBuf, &len))
            .map_err(|errno| CallFailed { call: "setsockopt", errno })?;
        self.socket.recv_buffer_size().map_err(|error| failed("getsockopt", &error))
    }

    /// `setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout)`: `receive` then fails
    /// with `EAGAIN` after this long.
    ///
    /// # Errors
    ///
    /// As setsockopt(2).
    pub fn set_timeout(&self, timeout: Duration) -> Result<(), CallFailed> {
        let result = self.socket.set_read_timeout(Some(timeout));
        result.map_err(|error| failed("setsockopt", &error))
    }

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, &1)`: also receives
    /// from the network namespaces that have an ID in this one (`ip netns list-id`).
    ///
    /// # Errors
    ///
    /// `EPERM` without `CAP_NET_BROADCAST`.
    pub fn listen_all_nsid(&self) -> Result<(), CallFailed> {
        setsockopt(&self.socket, ListenAllNsid, &true)
            .map_err(|errno| CallFailed { call: "setsockopt", errno })
    }

    /// `recvmsg(fd, {buffer, control}, MSG_TRUNC)`: like [`Live::receive`], but also returns the
    /// ID of the namespace that the datagram comes from; `None` is this one.
    ///
    /// # Errors
    ///
    /// Those of [`Live::receive`].
    pub fn receive_with_nsid<'buffer>(
        &self,
        buffer: &'buffer mut [u8],
    ) -> Result<(Datagram<'buffer>, Option<i32>), CallFailed> {
        let mut control = [0; 64];
        let (full_len, from, control_len) = loop {
            match sys::receive_message(&self.socket, buffer, &mut control, libc::MSG_TRUNC) {
                Ok(received) => break received,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed("recvmsg", &error)),
            }
        };
        let (from_port_id, from_groups) = sys::port_id_and_groups(&from).unwrap_or((u32::MAX, 0));
        let len = full_len.min(buffer.len());
        let datagram = Datagram { bytes: &buffer[..len], full_len, from_port_id, from_groups };
        Ok((datagram, nsid(control.get(..control_len).unwrap_or_default())))
    }

    /// `recvfrom(fd, buffer, MSG_TRUNC)`: waits for the next datagram.
    ///
    /// `MSG_TRUNC` makes the call return the datagram's full length, so that a
    /// buffer that was too small is noticed. What did not fit is lost.
    ///
    /// # Errors
    ///
    /// `ENOBUFS` if messages were lost before this one, `EAGAIN` if the time limit set with
    /// [`Live::set_timeout`] has passed.
    pub fn receive<'buffer>(
        &self,
        buffer: &'buffer mut [u8],
    ) -> Result<Datagram<'buffer>, CallFailed> {
        let (full_len, from) = loop {
            match sys::receive_from(&self.socket, buffer, libc::MSG_TRUNC) {
                Ok(received) => break received,
                // A signal interrupted the call; the program has handled it.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed("recvfrom", &error)),
            }
        };
        // Only the kernel's own address may count as the kernel's: one that cannot be read
        // is treated as another sender's.
        let (from_port_id, from_groups) = sys::port_id_and_groups(&from).unwrap_or((u32::MAX, 0));
        let len = full_len.min(buffer.len());
        Ok(Datagram { bytes: &buffer[..len], full_len, from_port_id, from_groups })
    }
}

/// The ID in a control message of the type `NETLINK_LISTEN_ALL_NSID`:
/// `struct cmsghdr` is a length of the machine's word, a level and a type; the data
/// begins at the next multiple of a word (cmsg(3)).
fn nsid(control: &[u8]) -> Option<i32> {
    const WORD: usize = size_of::<usize>();
    let int = |at: usize| {
        let bytes = control.get(at..at + 4)?;
        bytes.try_into().ok().map(i32::from_ne_bytes)
    };
    let (level, kind) = (int(WORD)?, int(WORD + 4)?);
    let data = (WORD + 8).next_multiple_of(WORD);
    (level == libc::SOL_NETLINK && kind == libc::NETLINK_LISTEN_ALL_NSID).then(|| int(data))?
}

fn failed(call: &'static str, error: &io::Error) -> CallFailed {
    let errno = error.raw_os_error().map_or(Errno::UnknownErrno, Errno::from_raw);
    CallFailed { call, errno }
}
