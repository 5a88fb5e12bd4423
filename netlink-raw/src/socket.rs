//! Netlink sockets on `nix`: each method makes one system call.
//!
//! The types of `nix` keep apart what C passes as plain integers; the numbers on the wire
//! are the same. It has no bindings for the socket options of netlink, only macros to
//! declare them. What a program sends to the kernel over such a socket, and how the
//! kernel answers, is in [`crate::conversation`].

use std::fmt;
use std::io::IoSliceMut;
use std::os::fd::{AsRawFd, OwnedFd};
use std::time::Duration;

use nix::errno::Errno;
use nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, bind, getsockname,
    recvmsg, sendto, setsockopt, socket, sockopt,
};
use nix::sys::time::TimeVal;
use nix::{setsockopt_impl, sockopt_impl};

use crate::datagram::Datagram;

sockopt_impl!(
    /// `NETLINK_EXT_ACK`: errors explain in words what was wrong, and where.
    ///
    /// Since Linux 4.12. A program has to ask for it, because the explanation follows
    /// the copy of the request, where older programs expect nothing.
    ExtendedAck,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_EXT_ACK,
    bool
);

sockopt_impl!(
    /// `NETLINK_ADD_MEMBERSHIP`: joins a multicast group, by number.
    ///
    /// Since Linux 2.6.14 (netlink(7)). Before that there was only the mask in the
    /// address, which has no bits for groups above 32.
    AddMembership,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_ADD_MEMBERSHIP,
    u32
);

sockopt_impl!(
    /// `NETLINK_GET_STRICT_CHK`: the kernel checks every field of a dump request, and
    /// filters by those that it knows. Since Linux 4.20.
    StrictChecking,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_GET_STRICT_CHK,
    bool
);

sockopt_impl!(
    /// `NETLINK_LISTEN_ALL_NSID`: also receives from every network namespace that has
    /// an ID in this one. Since Linux 4.2.
    ListenAllNsid,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_LISTEN_ALL_NSID,
    bool
);

/// A system call that failed.
///
/// It is not an `io::Error`, which would keep the number and lose the name of the call.
/// The name decides what the number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallFailed {
    /// The name of the call: `bind`, `recvmsg`, …
    pub call: &'static str,
    /// The error that it gave.
    pub errno: Errno,
}

impl fmt::Display for CallFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CallFailed { call, errno } = self;
        write!(f, "{call}: {errno:?} ({}): {}", errno.desc(), self.advice())
    }
}

impl std::error::Error for CallFailed {}

impl CallFailed {
    /// Why it happens on a netlink socket, and what to try.
    fn advice(self) -> &'static str {
        match (self.call, self.errno) {
            // This call did not fail. The kernel had to drop a message earlier, because
            // the receive buffer was full, and this is how it reports that.
            ("recvmsg" | "recvfrom", Errno::ENOBUFS) => {
                "the receive buffer was full and the kernel dropped messages; they are lost for \
                 good, so read the table again (see `dump`)"
            }
            (_, Errno::EPERM | Errno::EACCES) => {
                "this needs the capability CAP_NET_ADMIN; try it in the lab: scripts/lab COMMAND"
            }
            ("bind", Errno::EADDRINUSE) => {
                "another socket of this protocol has this port ID; choose another"
            }
            // Since Linux 5.16 (`netlink_sendmsg` in net/netlink/af_netlink.c).
            ("sendto", Errno::ENODATA) => {
                "unlike UDP, netlink carries no empty datagram; send at least one byte"
            }
            ("sendto", Errno::ECONNREFUSED) => {
                "no socket has this port ID; start a receiver there first"
            }
            (_, Errno::EAGAIN) => "nothing arrived within the timeout",
            (_, Errno::EMSGSIZE) => "the message does not fit into the send buffer; send less",
            (_, Errno::EPROTONOSUPPORT) => "this kernel was built without this netlink protocol",
            _ => "netlink(7) describes the errors of this call",
        }
    }
}

/// For `map_err`: adds the name of the call to its errno.
fn failed(call: &'static str) -> impl Fn(Errno) -> CallFailed {
    move |errno| CallFailed { call, errno }
}

/// A socket of the family `AF_NETLINK` (netlink(7)).
///
/// The `OwnedFd` closes the descriptor when the socket is dropped; that frees the port ID
/// and leaves all groups.
#[derive(Debug)]
pub struct NetlinkSocket {
    fd: OwnedFd,
}

impl NetlinkSocket {
    /// `socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol)`: opens a socket.
    ///
    /// The protocol selects the part of the kernel to talk to: NETLINK_ROUTE is the
    /// network configuration. SOCK_DGRAM would do the same as SOCK_RAW (netlink(7)).
    ///
    /// # Errors
    ///
    /// As socket(2): `EPROTONOSUPPORT` if the kernel lacks the protocol.
    #[doc(alias = "socket")]
    // ANCHOR: open
    pub fn open(protocol: SockProtocol) -> Result<Self, CallFailed> {
        let family = AddressFamily::Netlink;
        socket(family, SockType::Raw, SockFlag::SOCK_CLOEXEC, protocol)
            .map(|fd| NetlinkSocket { fd })
            .map_err(failed("socket"))
    }
    // ANCHOR_END: open

    /// Opens a socket for requests: `socket`, then the socket options of a client that
    /// wants to understand its mistakes, extended acknowledgements.
    ///
    /// # Errors
    ///
    /// The first call that failed, as [`NetlinkSocket::open`] and
    /// [`NetlinkSocket::extended_acks`].
    pub fn client(protocol: SockProtocol) -> Result<Self, CallFailed> {
        let socket = NetlinkSocket::open(protocol)?;
        socket.extended_acks()?;
        Ok(socket)
    }

    /// A [`NetlinkSocket::client`] whose dump requests the kernel checks strictly, and
    /// filters by.
    ///
    /// # Errors
    ///
    /// The first call that failed, as [`NetlinkSocket::client`] and
    /// [`NetlinkSocket::strict_checking`].
    pub fn strict_client(protocol: SockProtocol) -> Result<Self, CallFailed> {
        let socket = NetlinkSocket::client(protocol)?;
        socket.strict_checking()?;
        Ok(socket)
    }

    /// `bind(fd, {AF_NETLINK, port_id, groups})`: sets the socket's address, and joins
    /// the groups in the mask.
    ///
    /// Port ID 0 lets the kernel choose. The first socket of a process gets the process
    /// ID; the others get a number above 2³¹, which is never a process ID. The guide's
    /// programs use `getpid()` themselves, and that fails for a second socket in the same
    /// process.
    ///
    /// # Errors
    ///
    /// `EADDRINUSE` if another socket has the port ID, `EPERM` if joining one of the
    /// groups needs privilege.
    #[doc(alias = "sockaddr_nl")]
    // ANCHOR: bind
    pub fn bind(&self, port_id: u32, groups: u32) -> Result<(), CallFailed> {
        bind(self.fd.as_raw_fd(), &NetlinkAddr::new(port_id, groups)).map_err(failed("bind"))
    }
    // ANCHOR_END: bind

    /// `getsockname(fd)`: returns the port ID that the kernel chose.
    ///
    /// # Errors
    ///
    /// As getsockname(2).
    #[doc(alias = "getsockname")]
    pub fn port_id(&self) -> Result<u32, CallFailed> {
        getsockname::<NetlinkAddr>(self.fd.as_raw_fd())
            .map(|address| address.pid())
            .map_err(failed("getsockname"))
    }

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group)`: joins a multicast
    /// group, given by its number, not by its mask.
    ///
    /// Groups are numbered from 1. In the mask that `bind` takes, group 7 is the bit
    /// `1 << 6`.
    ///
    /// # Errors
    ///
    /// `EPERM` if joining the group needs privilege, `EINVAL` if the group does not exist.
    #[doc(alias = "NETLINK_ADD_MEMBERSHIP")]
    pub fn join(&self, group: u32) -> Result<(), CallFailed> {
        setsockopt(&self.fd, AddMembership, &group).map_err(failed("setsockopt"))
    }

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &1)`: asks for errors that explain
    /// in words what was wrong.
    ///
    /// # Errors
    ///
    /// `ENOPROTOOPT` before Linux 4.12.
    #[doc(alias = "NETLINK_EXT_ACK")]
    pub fn extended_acks(&self) -> Result<(), CallFailed> {
        setsockopt(&self.fd, ExtendedAck, &true).map_err(failed("setsockopt"))
    }

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &1)`: makes the kernel check
    /// every field of a dump request, and filter by what it finds there. Otherwise it
    /// ignores most of them.
    ///
    /// # Errors
    ///
    /// `ENOPROTOOPT` before Linux 4.20.
    #[doc(alias = "NETLINK_GET_STRICT_CHK")]
    pub fn strict_checking(&self) -> Result<(), CallFailed> {
        setsockopt(&self.fd, StrictChecking, &true).map_err(failed("setsockopt"))
    }

    /// `setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout)`: makes `receive` fail with
    /// `EAGAIN` if nothing arrives for this long.
    ///
    /// # Errors
    ///
    /// As setsockopt(2).
    #[doc(alias = "SO_RCVTIMEO")]
    pub fn set_timeout(&self, timeout: Duration) -> Result<(), CallFailed> {
        let seconds = timeout.as_secs().try_into().unwrap_or(libc::time_t::MAX);
        let timeout = TimeVal::new(seconds, timeout.subsec_micros().into());
        setsockopt(&self.fd, sockopt::ReceiveTimeout, &timeout).map_err(failed("setsockopt"))
    }

    /// `sendto(fd, bytes, {AF_NETLINK, port_id, groups})`: sends a datagram; to the
    /// kernel if both numbers are 0.
    ///
    /// # Errors
    ///
    /// `ECONNREFUSED` if no socket has the port ID.
    #[doc(alias = "sendto")]
    pub fn send_to(&self, bytes: &[u8], port_id: u32, groups: u32) -> Result<(), CallFailed> {
        let address = NetlinkAddr::new(port_id, groups);
        sendto(self.fd.as_raw_fd(), bytes, &address, MsgFlags::empty())
            .map(|_all_of_it| ())
            .map_err(failed("sendto"))
    }

    /// `recvmsg(fd, buffer, MSG_TRUNC)`: waits for the next datagram.
    ///
    /// `MSG_TRUNC` makes the call return the full length of the datagram, so a buffer that
    /// was too small is noticed. Bytes that did not fit are lost: a second call returns the
    /// next datagram, not the rest (recv(2)).
    ///
    /// # Errors
    ///
    /// `ENOBUFS` if the kernel dropped messages because this socket was full. The socket
    /// still works, but whatever it mirrors is out of date. `EAGAIN` if nothing arrived
    /// within the time set by [`NetlinkSocket::set_timeout`].
    #[doc(alias = "recvmsg")]
    #[doc(alias = "MSG_TRUNC")]
    pub fn receive<'buffer>(
        &self,
        buffer: &'buffer mut [u8],
    ) -> Result<Datagram<'buffer>, CallFailed> {
        self.receive_with(buffer, MsgFlags::empty())
    }

    /// The same with more flags, for example `MSG_DONTWAIT`.
    pub(crate) fn receive_with<'buffer>(
        &self,
        buffer: &'buffer mut [u8],
        flags: MsgFlags,
    ) -> Result<Datagram<'buffer>, CallFailed> {
        // ANCHOR: receive
        let (full_len, from) = loop {
            let mut parts = [IoSliceMut::new(buffer)];
            let fd = self.fd.as_raw_fd();
            match recvmsg::<NetlinkAddr>(fd, &mut parts, None, flags | MsgFlags::MSG_TRUNC) {
                // `bytes` is the number that the kernel returned. With MSG_TRUNC it may
                // be more than the buffer holds.
                Ok(received) => break (received.bytes, received.address),
                // A signal interrupted the wait, and the program's handler has returned.
                Err(Errno::EINTR) => {}
                Err(errno) => return Err(failed("recvmsg")(errno)),
            }
        };
        let len = full_len.min(buffer.len());
        Ok(Datagram {
            bytes: &buffer[..len],
            full_len,
            from_port_id: from.map_or(0, |address| address.pid()),
            from_groups: from.map_or(0, |address| address.groups()),
        })
        // ANCHOR_END: receive
    }
}
