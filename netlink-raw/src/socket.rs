//! Netlink sockets on `nix`, and the two conversations that a client has with
//! the kernel: a change and its acknowledgement, a dump and its end.
//!
//! ```text
//! us → kernel  RTM_NEWROUTE, NLM_F_ACK        us → kernel  RTM_GETROUTE, NLM_F_DUMP
//! kernel → us  NLMSG_ERROR, error 0           kernel → us  RTM_NEWROUTE, NLM_F_MULTI
//!                                             kernel → us  …, any number of datagrams
//!                                             kernel → us  NLMSG_DONE
//! ```
//!
//! `nix` makes about one system call with each function, and its types keep
//! apart what C has as integers; the numbers on the wire stay as they are. It
//! offers no bindings for two socket options, for which it has macros instead.

use std::convert::Infallible;
use std::fmt;
use std::io::IoSliceMut;
use std::os::fd::{AsRawFd, OwnedFd};
use std::time::Duration;

use messenger::program::Failure;
use nix::errno::Errno;
use nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, bind, getsockname,
    recvmsg, sendto, setsockopt, socket, sockopt,
};
use nix::sys::time::TimeVal;
use nix::{setsockopt_impl, sockopt_impl};

use crate::uapi::ROUTE;
use crate::uapi::netlink::{NLM_F_DUMP_INTR, NLMSG_DONE, NLMSG_ERROR, NLMSG_SEQ};
use crate::walk::{Inside, walk};
use crate::wire::{Attr, Field, Span, Value, View, What};

sockopt_impl!(
    /// `NETLINK_EXT_ACK`: errors say in words what was wrong, and where.
    ///
    /// Since Linux 4.12. It has to be asked for: the attributes come behind the
    /// copy of the request, where older programs expect nothing.
    ExtendedAck,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_EXT_ACK,
    bool
);

sockopt_impl!(
    /// `NETLINK_ADD_MEMBERSHIP`: joins a multicast group, by number.
    ///
    /// Since Linux 2.6.14 (netlink(7)); before, there was only the mask in the
    /// address, and so no group above 32.
    AddMembership,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_ADD_MEMBERSHIP,
    u32
);

sockopt_impl!(
    /// `NETLINK_GET_STRICT_CHK`: the kernel checks every field of a request for a
    /// dump, and filters by those that it knows (Linux 4.20).
    StrictChecking,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_GET_STRICT_CHK,
    bool
);

sockopt_impl!(
    /// `NETLINK_LISTEN_ALL_NSID`: hears the network namespaces that have a number here,
    /// too (Linux 4.2).
    ListenAllNsid,
    SetOnly,
    libc::SOL_NETLINK,
    libc::NETLINK_LISTEN_ALL_NSID,
    bool
);

/// Dump answers grow to 32 KiB and no further, so that this loses nothing and
/// more is of no use (`netlink_dump` in `net/netlink/af_netlink.c`).
///
/// They grow with the buffer that the reader offers: 300,000 routes took 558
/// reads with 32 KiB and 2,208 with 8 KiB (Linux 6.18).
pub const DUMP_BUFFER: usize = 32 * 1024;

/// A system call that failed.
///
/// Not `io::Error`, which would keep the number and lose the name of the call;
/// and the name decides what the number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallFailed {
    /// Which: `bind`, `recvmsg`, …
    pub call: &'static str,
    /// With what.
    pub errno: Errno,
}

impl fmt::Display for CallFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CallFailed { call, errno } = self;
        write!(f, "{call}: {errno:?} ({}): {}", errno.desc(), self.advice())
    }
}

impl std::error::Error for CallFailed {}

impl From<CallFailed> for Failure {
    fn from(failed: CallFailed) -> Self {
        Failure::Told(failed.to_string())
    }
}

impl CallFailed {
    /// Why it happens on a netlink socket, and what to try.
    fn advice(self) -> &'static str {
        match (self.call, self.errno) {
            // Not an error of this call: the kernel's way to say that it has
            // failed before, and dropped what nobody fetched.
            ("recvmsg" | "recvfrom", Errno::ENOBUFS) => {
                "the kernel had more to say than the receive buffer holds and dropped the rest; \
                 some messages are lost for good, so read the table again (see `dump`)"
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
            (_, Errno::EAGAIN) => "nothing arrived in the time given",
            (_, Errno::EMSGSIZE) => "the message does not fit into the send buffer; send less",
            (_, Errno::EPROTONOSUPPORT) => "this kernel was built without this netlink protocol",
            _ => "netlink(7) describes the errors of this call",
        }
    }
}

/// For `map_err`: the errno, and the call that gave it.
fn failed(call: &'static str) -> impl Fn(Errno) -> CallFailed {
    move |errno| CallFailed { call, errno }
}

/// A socket of the family `AF_NETLINK` (netlink(7)).
///
/// An `OwnedFd` closes the descriptor when the socket is dropped; with it go the
/// port ID and the memberships.
#[derive(Debug)]
pub struct NetlinkSocket {
    fd: OwnedFd,
}

/// What one `recvmsg` returned.
#[derive(Debug)]
pub struct Datagram<'buffer> {
    /// The bytes that fitted into the buffer.
    pub bytes: &'buffer [u8],
    /// How many the sender sent.
    pub full_len: usize,
    /// The port ID of the sender, from the socket address: 0 is the kernel,
    /// and nobody can forge it. `nlmsg_pid` in the message is another thing: the
    /// sender writes there what it likes.
    pub from_port_id: u32,
    /// The groups that it was sent to, as a mask.
    pub from_groups: u32,
}

impl NetlinkSocket {
    /// `socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol)`: opens a socket.
    ///
    /// The protocol says whom to talk to: NETLINK_ROUTE is the kernel's network
    /// configuration. SOCK_DGRAM would do as well, for netlink makes no
    /// difference (netlink(7)).
    ///
    /// # Errors
    ///
    /// As socket(2): `EPROTONOSUPPORT` if the kernel lacks the protocol.
    // ANCHOR: open
    pub fn open(protocol: SockProtocol) -> Result<Self, CallFailed> {
        let family = AddressFamily::Netlink;
        socket(family, SockType::Raw, SockFlag::SOCK_CLOEXEC, protocol)
            .map(|fd| NetlinkSocket { fd })
            .map_err(failed("socket"))
    }
    // ANCHOR_END: open

    /// `bind(fd, {AF_NETLINK, port_id, groups})`: takes an address, and joins
    /// the groups of the mask.
    ///
    /// Port ID 0 lets the kernel choose: the process ID for the first socket, and
    /// for further ones a number above 2³¹, where no process ID is. The guide's
    /// programs take `getpid()` themselves, which fails for the second socket of
    /// a process.
    ///
    /// # Errors
    ///
    /// `EADDRINUSE` if another socket has the port ID, `EPERM` if the groups
    /// are not for everybody.
    // ANCHOR: bind
    pub fn bind(&self, port_id: u32, groups: u32) -> Result<(), CallFailed> {
        bind(self.fd.as_raw_fd(), &NetlinkAddr::new(port_id, groups)).map_err(failed("bind"))
    }
    // ANCHOR_END: bind

    /// `getsockname(fd)`: the port ID that the kernel chose.
    ///
    /// # Errors
    ///
    /// As getsockname(2).
    pub fn port_id(&self) -> Result<u32, CallFailed> {
        getsockname::<NetlinkAddr>(self.fd.as_raw_fd())
            .map(|address| address.pid())
            .map_err(failed("getsockname"))
    }

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group)`: joins a
    /// multicast group, by its number, not its mask.
    ///
    /// Groups are numbered from 1; to the mask `n` belongs the bit `1 << (n - 1)`.
    ///
    /// # Errors
    ///
    /// `EPERM` if the group is not for everybody, `EINVAL` if there is none.
    pub fn join(&self, group: u32) -> Result<(), CallFailed> {
        setsockopt(&self.fd, AddMembership, &group).map_err(failed("setsockopt"))
    }

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &1)`: asks for errors that
    /// say in words what was wrong.
    ///
    /// # Errors
    ///
    /// `ENOPROTOOPT` before Linux 4.12.
    pub fn extended_acks(&self) -> Result<(), CallFailed> {
        setsockopt(&self.fd, ExtendedAck, &true).map_err(failed("setsockopt"))
    }

    /// `setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &1)`: the kernel checks
    /// every field of a request for a dump, and filters by what it finds there.
    /// Without it, it ignores most of them.
    ///
    /// # Errors
    ///
    /// `ENOPROTOOPT` before Linux 4.20.
    pub fn strict_checking(&self) -> Result<(), CallFailed> {
        setsockopt(&self.fd, StrictChecking, &true).map_err(failed("setsockopt"))
    }

    /// `setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout)`: `receive` then ends
    /// with `EAGAIN` after so long.
    ///
    /// # Errors
    ///
    /// As setsockopt(2).
    pub fn set_timeout(&self, timeout: Duration) -> Result<(), CallFailed> {
        let seconds = timeout.as_secs().try_into().unwrap_or(libc::time_t::MAX);
        let timeout = TimeVal::new(seconds, timeout.subsec_micros().into());
        setsockopt(&self.fd, sockopt::ReceiveTimeout, &timeout).map_err(failed("setsockopt"))
    }

    /// `sendto(fd, bytes, {AF_NETLINK, port_id, groups})`: sends a datagram; to
    /// the kernel if both are 0.
    ///
    /// # Errors
    ///
    /// `ECONNREFUSED` if no socket has the port ID.
    pub fn send_to(&self, bytes: &[u8], port_id: u32, groups: u32) -> Result<(), CallFailed> {
        let address = NetlinkAddr::new(port_id, groups);
        sendto(self.fd.as_raw_fd(), bytes, &address, MsgFlags::empty())
            .map(|_all_of_it| ())
            .map_err(failed("sendto"))
    }

    /// `recvmsg(fd, buffer, MSG_TRUNC)`: waits for the next datagram.
    ///
    /// `MSG_TRUNC` makes the call return the datagram's full length, so that a
    /// buffer that was too small is noticed. What did not fit is lost: a second
    /// call returns the next datagram, not the rest (recv(2)).
    ///
    /// # Errors
    ///
    /// `ENOBUFS` if messages were lost before this one, `EAGAIN` if the time
    /// given with [`NetlinkSocket::set_timeout`] is over.
    pub fn receive<'buffer>(
        &self,
        buffer: &'buffer mut [u8],
    ) -> Result<Datagram<'buffer>, CallFailed> {
        self.receive_with(buffer, MsgFlags::empty())
    }

    fn receive_with<'buffer>(
        &self,
        buffer: &'buffer mut [u8],
        flags: MsgFlags,
    ) -> Result<Datagram<'buffer>, CallFailed> {
        // ANCHOR: receive
        let (full_len, from) = loop {
            let mut parts = [IoSliceMut::new(buffer)];
            let fd = self.fd.as_raw_fd();
            match recvmsg::<NetlinkAddr>(fd, &mut parts, None, flags | MsgFlags::MSG_TRUNC) {
                // `bytes` is what the kernel returned, which with MSG_TRUNC may
                // be more than the buffer holds.
                Ok(received) => break (received.bytes, received.address),
                // A signal that the program handles and goes on after.
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

    /// Sends a request to the kernel and waits for its acknowledgement.
    ///
    /// `seen` gets each datagram of the answer.
    ///
    /// The answer to a request is the NLMSG_ERROR with its sequence number. On
    /// this socket nothing else arrives as a rule: it is a member of no group.
    /// But any process with the privilege may send to its port ID, and the
    /// sender's address is what tells the kernel apart.
    ///
    /// # Errors
    ///
    /// [`NotDone::Refused`] with the kernel's reason, or a call that failed.
    pub fn request(
        &self,
        request: &[u8],
        mut seen: impl FnMut(&Datagram<'_>),
    ) -> Result<(), NotDone> {
        self.send_to(request, 0, 0)?;
        let mut buffer = vec![0; DUMP_BUFFER];
        loop {
            let datagram = self.receive(&mut buffer)?;
            if datagram.from_port_id != 0 {
                continue;
            }
            seen(&datagram);
            let mut answer = None;
            each_reply(datagram.bytes, |reply| {
                if reply.message_type == NLMSG_ERROR && reply.answers(request) {
                    answer = Some(reply.result());
                }
            });
            if let Some(answer) = answer {
                return answer.map_err(NotDone::Refused);
            }
        }
    }

    /// Sends a request for a dump and reads the answer to its end.
    ///
    /// The answer is a stream of datagrams, each with several messages, ended
    /// by NLMSG_DONE. `event` gets each datagram; after [`DumpEvent::Again`],
    /// those before it do not count.
    ///
    /// The kernel holds no copy of the table. It fills one datagram at a time,
    /// whenever the one before has been fetched, and goes on where it stopped; a
    /// change meanwhile may make it skip an entry or give one twice. It notices,
    /// by a counter of changes, and sets NLM_F_DUMP_INTR (`nl_dump_check_consistent`
    /// in `include/net/netlink.h`). The only remedy is to ask again.
    ///
    /// # Errors
    ///
    /// [`NotDone::Refused`] with the kernel's reason, [`NotDone::Restless`] if
    /// the table changed during every attempt, or a call that failed.
    pub fn dump(
        &self,
        request: &[u8],
        buffer_len: usize,
        mut event: impl FnMut(DumpEvent<'_>),
    ) -> Result<(), NotDone> {
        let mut buffer = vec![0; buffer_len];
        for _attempt in 0..DUMP_ATTEMPTS {
            let Some(again) = self.dump_once(request, &mut buffer, &mut event)? else {
                return Ok(());
            };
            if let Again::Truncated { full_len, .. } = again {
                buffer.resize(full_len.max(DUMP_BUFFER), 0);
            }
            event(DumpEvent::Again(again));
        }
        Err(NotDone::Restless)
    }

    /// One attempt; tells why another is needed.
    fn dump_once(
        &self,
        request: &[u8],
        buffer: &mut [u8],
        event: &mut impl FnMut(DumpEvent<'_>),
    ) -> Result<Option<Again>, NotDone> {
        // ANCHOR: dump
        self.send_to(request, 0, 0)?;
        let mut again = None;
        loop {
            let buffer_len = buffer.len();
            // A truncated datagram may have ended with NLMSG_DONE, so that the
            // end was lost with it. The kernel makes the next part of a dump
            // while it hands out the one before: if none is there, none comes.
            let flags = match again {
                Some(Again::Truncated { .. }) => MsgFlags::MSG_DONTWAIT,
                _ => MsgFlags::empty(),
            };
            let datagram = match self.receive_with(buffer, flags) {
                Err(CallFailed { errno: Errno::EAGAIN, .. }) if !flags.is_empty() => {
                    return Ok(again);
                }
                Err(CallFailed { errno: Errno::ENOBUFS, .. }) => {
                    again = again.or(Some(Again::Overrun));
                    continue;
                }
                received => received?,
            };
            if datagram.from_port_id != 0 {
                continue;
            }
            event(DumpEvent::Datagram(&datagram));
            let full_len = datagram.full_len;
            if full_len > datagram.bytes.len() {
                // The rest of this datagram is gone, but the dump goes on: only
                // after its end may the next one begin (EBUSY otherwise).
                again = Some(Again::Truncated { full_len, buffer_len });
            }
            let mut end = None;
            each_reply(datagram.bytes, |reply| {
                if !reply.answers(request) {
                    return;
                }
                if reply.flags & NLM_F_DUMP_INTR != 0 {
                    again = again.or(Some(Again::Interrupted));
                }
                if reply.message_type == NLMSG_DONE || reply.message_type == NLMSG_ERROR {
                    end = Some(reply.result());
                }
            });
            match end {
                Some(Ok(())) => return Ok(again),
                Some(Err(refused)) => return Err(NotDone::Refused(refused)),
                None => {}
            }
        }
        // ANCHOR_END: dump
    }
}

/// How often a dump is asked for until it is given up: a table that changes all
/// the time would keep us for ever.
const DUMP_ATTEMPTS: usize = 8;

/// What [`NetlinkSocket::dump`] reports.
#[derive(Debug)]
pub enum DumpEvent<'a> {
    /// A part of the answer.
    Datagram(&'a Datagram<'a>),
    /// The dump starts over; what came before does not count.
    Again(Again),
}

/// Why a dump starts over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// `NLM_F_DUMP_INTR`: the table changed while it was read.
    Interrupted,
    /// A datagram was longer than the buffer.
    Truncated {
        /// How long it was.
        full_len: usize,
        /// How long the buffer was.
        buffer_len: usize,
    },
    /// The socket's receive buffer ran over.
    Overrun,
}

impl fmt::Display for Again {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Again::Interrupted => {
                f.write_str("the table changed while it was read (NLM_F_DUMP_INTR); asking again")
            }
            Again::Truncated { full_len, buffer_len } => write!(
                f,
                "a datagram had {full_len} bytes and the buffer holds {buffer_len}; the rest is \
                 lost (MSG_TRUNC); asking again with a buffer that is large enough"
            ),
            Again::Overrun => f.write_str("the receive buffer ran over (ENOBUFS); asking again"),
        }
    }
}

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// A system call failed.
    Call(CallFailed),
    /// The kernel said no.
    Refused(Refused),
    /// The table changed during every attempt to read it.
    Restless,
}

impl From<CallFailed> for NotDone {
    fn from(failed: CallFailed) -> Self {
        NotDone::Call(failed)
    }
}

impl fmt::Display for NotDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotDone::Call(failed) => failed.fmt(f),
            NotDone::Refused(refused) => refused.fmt(f),
            NotDone::Restless => write!(
                f,
                "the table changed during each of {DUMP_ATTEMPTS} attempts to read it; try again \
                 when it is quiet"
            ),
        }
    }
}

impl std::error::Error for NotDone {}

/// The kernel's no: NLMSG_ERROR with its extended acknowledgement.
///
/// `struct nlmsgerr` is the error, negative, and the request: all of it after a
/// failure, its header alone after a success. The attributes behind it are the
/// extended part. The text comes only where somebody has written one for this
/// failure into the kernel's source, and many have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which error; in the message it stands with a minus sign.
    pub errno: Errno,
    /// `NLMSGERR_ATTR_MSG`: why, in the kernel's words.
    pub text: Option<String>,
    /// `NLMSGERR_ATTR_OFFS`: at which byte of the request.
    pub offset: Option<usize>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.errno, self.errno.desc())?;
        match &self.text {
            Some(text) => write!(f, ", in the kernel's words \"{text}\""),
            None => Ok(()),
        }
    }
}

/// What a reply says about the request that it answers.
///
/// Only this of it: what the messages say about routes is for whoever gets the
/// datagrams.
#[derive(Default)]
struct Reply<'a> {
    message_type: u16,
    flags: u16,
    seq: u64,
    error: i64,
    text: Option<&'a [u8]>,
    offset: Option<usize>,
}

impl<'a> Reply<'a> {
    /// Whether the sequence number is the request's. A socket may still hold
    /// the answer to an earlier one.
    fn answers(&self, request: &[u8]) -> bool {
        View::new(request).get(NLMSG_SEQ) == Some(self.seq)
    }

    /// Takes what it needs from a span of the message.
    fn look_at(&mut self, span: &Span<'_, 'a>) {
        let (What::Field(Field { c_name, .. }) | What::Payload(Attr { c_name, .. }, _)) = span.what
        else {
            return;
        };
        match (*c_name, span.value()) {
            ("error", Some(Value::Number { number, .. })) => self.error = number.cast_signed(),
            ("NLMSGERR_ATTR_MSG", Some(Value::Text(text))) => self.text = Some(text),
            ("NLMSGERR_ATTR_OFFS", Some(Value::Number { number, .. })) => {
                self.offset = usize::try_from(number).ok();
            }
            _ => {}
        }
    }

    /// NLMSG_ERROR with error 0 is a yes.
    fn result(&self) -> Result<(), Refused> {
        match self.error {
            0 => Ok(()),
            error => Err(Refused {
                errno: i32::try_from(-error).map_or(Errno::UnknownErrno, Errno::from_raw),
                // The kernel's texts are plain, but they come from outside like
                // everything else, and end on the terminal.
                text: self.text.map(|text| {
                    let text = text.strip_suffix(&[0]).unwrap_or(text);
                    text.escape_ascii().to_string()
                }),
                offset: self.offset,
            }),
        }
    }
}

/// Calls `each` for every message of a datagram.
///
/// A fold over what the decoder yields, and no second reading of the bytes: a
/// message ends where the next begins, or with the datagram.
fn each_reply<'a>(datagram: &'a [u8], mut each: impl FnMut(&Reply<'a>)) {
    /// Fields of the message itself, not of the request that it repeats.
    const OWN: usize = 2;
    let mut current: Option<Reply<'a>> = None;
    let Ok(()) = walk(&ROUTE, datagram).visit(|span| {
        match (span.what, &mut current) {
            (What::Message { number, .. }, current) if span.depth == 0 => {
                let reply = Reply {
                    message_type: number,
                    flags: span.context.message_flags,
                    seq: View::new(span.bytes).read(NLMSG_SEQ),
                    ..Reply::default()
                };
                current.replace(reply).iter().for_each(&mut each);
                // Nearly all messages of a dump are neither, and need no further look.
                if !matches!(number, NLMSG_ERROR | NLMSG_DONE) {
                    return Ok(Inside::Nothing);
                }
            }
            (_, Some(reply)) if span.depth == OWN => reply.look_at(span),
            _ => {}
        }
        Ok::<_, Infallible>(Inside::All)
    });
    current.iter().for_each(&mut each);
}
