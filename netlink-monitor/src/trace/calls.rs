//! The system calls that matter to netlink sockets, and where their arguments are.

use nix::unistd::Pid;

use super::memory::{Buffers, Memory};

/// A system call that has been entered.
#[derive(Clone, Copy, Debug)]
pub(super) enum Call {
    /// `socket(family, type, protocol)`
    Socket { family: u64, protocol: u64 },
    /// `bind(descriptor, address, len)`
    Bind { descriptor: u64, address: u64 },
    /// `setsockopt(descriptor, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, len)`
    Join { descriptor: u64, group: u64 },
    /// It sends or receives one datagram or several.
    Transfer(Transfer),
    /// `io_uring_setup`: from now on, the process may send and receive without system calls.
    IoUring,
}

/// A call that sends or receives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transfer {
    pub(super) name: &'static str,
    pub(super) direction: Direction,
    pub(super) descriptor: u64,
    form: Form,
    /// `MSG_…`
    flags: u64,
}

/// Which way a datagram goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the command into a socket.
    Sent,
    /// Out of a socket into the command.
    Received,
}

/// How the call is told where its bytes are.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// One buffer; the address of the other side, if there is one.
    Buffer { start: u64, len: u64, address: u64 },
    /// An array of struct iovec.
    Vector { parts: u64, count: u64 },
    /// A struct msghdr.
    Message { header: u64 },
    /// An array of struct mmsghdr, which is struct msghdr and a length.
    Messages { headers: u64 },
}

/// A datagram in the memory of a process.
pub(super) struct Place {
    pub(super) buffers: Buffers,
    /// How many of its bytes are there.
    pub(super) len: usize,
    /// How many it has, as far as the call has told.
    pub(super) full_len: FullLen,
    /// Where the socket address of the other side is.
    pub(super) address: Option<u64>,
}

/// How long a datagram is, as the command could know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FullLen {
    /// As long as what is there, or longer than the buffer: this many bytes.
    Known(usize),
    /// Longer than the buffer (`MSG_TRUNC`).
    Longer,
}

impl Call {
    /// The call with this number, if it is one of them. The numbers are those of the architecture
    /// that this program is compiled for; `send` and `recv` are functions of the C library, and
    /// call `sendto` and `recvfrom`.
    pub(super) fn of(number: u64, arguments: [u64; 6]) -> Option<Self> {
        use Direction::{Received, Sent};
        let [a0, a1, a2, a3, a4, _] = arguments;
        let transfer = |name, direction, form, flags| {
            Some(Call::Transfer(Transfer { name, direction, descriptor: a0, form, flags }))
        };
        let buffer = |address| Form::Buffer { start: a1, len: a2, address };
        let vector = Form::Vector { parts: a1, count: a2 };
        let message = Form::Message { header: a1 };
        let messages = Form::Messages { headers: a1 };
        match i64::try_from(number).ok()? {
            libc::SYS_socket => Some(Call::Socket { family: a0, protocol: a2 }),
            libc::SYS_bind => Some(Call::Bind { descriptor: a0, address: a1 }),
            libc::SYS_setsockopt => {
                let is = |argument, number| u64::try_from(number) == Ok(argument);
                (is(a1, libc::SOL_NETLINK) && is(a2, libc::NETLINK_ADD_MEMBERSHIP))
                    .then_some(Call::Join { descriptor: a0, group: a3 })
            }
            libc::SYS_sendto => transfer("sendto", Sent, buffer(a4), a3),
            libc::SYS_sendmsg => transfer("sendmsg", Sent, message, a2),
            libc::SYS_sendmmsg => transfer("sendmmsg", Sent, messages, a3),
            libc::SYS_write => transfer("write", Sent, buffer(0), 0),
            libc::SYS_writev => transfer("writev", Sent, vector, 0),
            libc::SYS_recvfrom => transfer("recvfrom", Received, buffer(a4), a3),
            libc::SYS_recvmsg => transfer("recvmsg", Received, message, a2),
            libc::SYS_recvmmsg => transfer("recvmmsg", Received, messages, a3),
            libc::SYS_read => transfer("read", Received, buffer(0), 0),
            libc::SYS_readv => transfer("readv", Received, vector, 0),
            libc::SYS_io_uring_setup => Some(Call::IoUring),
            _ => None,
        }
    }

    /// The descriptor that the call is about.
    pub(super) fn descriptor(self) -> Option<u64> {
        match self {
            Call::Bind { descriptor, .. }
            | Call::Join { descriptor, .. }
            | Call::Transfer(Transfer { descriptor, .. }) => Some(descriptor),
            Call::Socket { .. } | Call::IoUring => None,
        }
    }
}

impl Transfer {
    /// `MSG_PEEK`: the datagram stays in the queue, and the next call returns it once more.
    pub(super) fn peeks(self) -> bool {
        self.has(libc::MSG_PEEK)
    }

    fn has(self, flag: i32) -> bool {
        u64::try_from(flag).is_ok_and(|flag| self.flags & flag != 0)
    }

    /// The datagrams that the call has transferred, now that it has returned this.
    ///
    /// The call has filled in the structs that it was given: who has sent, how many bytes, and
    /// whether there were more.
    pub(super) fn places(self, pid: Pid, returned: u64) -> Vec<Place> {
        let memory = Memory(pid);
        let returned = usize::try_from(returned).unwrap_or(usize::MAX);
        match self.form {
            Form::Buffer { start, len, address } => {
                let address = (address != 0).then_some(address);
                vec![self.place(Buffers::one(start, len), returned, 0, address)]
            }
            Form::Vector { parts, count } => {
                vec![self.place(memory.buffers(parts, count), returned, 0, None)]
            }
            Form::Message { header } => {
                let message = memory.message(header).into_iter();
                message.map(|one| self.place(one.buffers, returned, one.flags, one.name)).collect()
            }
            Form::Messages { headers } => {
                /// `sizeof(struct msghdr)` and `sizeof(struct mmsghdr)`.
                const HEADER: u64 = 56;
                const STRIDE: u64 = 64;
                let one = |index| {
                    let header = headers.checked_add(STRIDE * index)?;
                    let len = memory.number(header.checked_add(HEADER)?)?;
                    let message = memory.message(header)?;
                    let len = usize::try_from(len).ok()?;
                    Some(self.place(message.buffers, len, message.flags, message.name))
                };
                (0..returned as u64).map_while(one).collect()
            }
        }
    }

    /// One datagram, of whose bytes the call has returned this number.
    fn place(self, buffers: Buffers, returned: usize, said: u32, address: Option<u64>) -> Place {
        let len = returned.min(buffers.len());
        let is_cut = i32::try_from(said).is_ok_and(|said| said & libc::MSG_TRUNC != 0);
        // With MSG_TRUNC among its flags, the call returns how long the datagram really is.
        let full_len = match self.direction {
            Direction::Received if self.has(libc::MSG_TRUNC) => FullLen::Known(returned),
            Direction::Received if is_cut => FullLen::Longer,
            _ => FullLen::Known(len),
        };
        Place { buffers, len, full_len, address }
    }
}
