//! The two conversations that a client has with the kernel: a request and its
//! acknowledgement, a dump and its end.
//!
//! ```text
//! us → kernel  RTM_NEWROUTE, NLM_F_ACK        us → kernel  RTM_GETROUTE, NLM_F_DUMP
//! kernel → us  NLMSG_ERROR, error 0           kernel → us  RTM_NEWROUTE, NLM_F_MULTI
//!                                             kernel → us  …, any number of datagrams
//!                                             kernel → us  NLMSG_DONE
//! ```

use std::convert::Infallible;
use std::fmt;
use std::ptr;

use nix::errno::Errno;
use nix::sys::socket::MsgFlags;

use crate::datagram::Datagram;
use crate::socket::{CallFailed, NetlinkSocket};
use crate::uapi::ROUTE;
use crate::uapi::netlink::{
    NLM_F_DUMP_INTR, NLMSG_DONE, NLMSG_ERROR, NLMSG_SEQ, NLMSGERR_ATTR_MSG, NLMSGERR_ATTR_OFFS,
    NLMSGERR_ATTRS, NLMSGERR_ERROR, NLMSGHDR,
};
use crate::walk::{Inside, walk};
use crate::wire::{Span, Value, View, What};

/// How many bytes to offer to a dump. Answers grow to 32 KiB and no further, unless a single
/// message needs more (`netlink_dump` in `net/netlink/af_netlink.c`).
///
/// They grow with the buffer that the reader offers: 300,000 routes took 558 reads with
/// 32 KiB and 2,208 with 8 KiB (Linux 6.18).
pub const DUMP_BUFFER: usize = 32 * 1024;

impl NetlinkSocket {
    /// Sends a request to the kernel and waits for its acknowledgement. Calls `seen` with
    /// each datagram of the answer.
    ///
    /// The answer is the NLMSG_ERROR with the sequence number of the request. Usually
    /// nothing else arrives on this socket, because it is not a member of any group. But
    /// a process with enough privilege may send to its port ID, so the sender's address
    /// decides whether a datagram is the kernel's.
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
            if !datagram.is_from_kernel() {
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

    /// Sends a dump request and reads the answer to its end.
    ///
    /// The answer is a stream of datagrams, each with several messages; NLMSG_DONE ends
    /// it. Calls `event` with each datagram. After a [`DumpEvent::Again`], the datagrams
    /// before it do not count.
    ///
    /// The kernel keeps no copy of the table for us. It fills one datagram when the
    /// previous one has been received, and continues where it stopped. If the table
    /// changes in between, an entry may be missing or come twice. The kernel notices that
    /// by a counter of changes, and sets NLM_F_DUMP_INTR (`nl_dump_check_consistent` in
    /// `include/net/netlink.h`). The only remedy is to ask again.
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

    /// One attempt; returns why another is needed, if it is.
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
            // A truncated datagram may have ended with NLMSG_DONE, and then the end of
            // the dump is lost. The kernel prepares the next part of a dump while it
            // delivers the previous one, so if nothing is there now, nothing will come.
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
            if !datagram.is_from_kernel() {
                continue;
            }
            event(DumpEvent::Datagram(&datagram));
            if datagram.lost() > 0 {
                // The rest of this datagram is gone, but the dump goes on. The next
                // dump may only begin after its end (EBUSY otherwise).
                again = Some(Again::Truncated { full_len: datagram.full_len, buffer_len });
            }
            let mut end = None;
            each_reply(datagram.bytes, |reply| {
                if !reply.answers(request) {
                    return;
                }
                if reply.flags & NLM_F_DUMP_INTR != 0 {
                    again = again.or(Some(Again::Interrupted));
                }
                if reply.is_end() {
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

/// How many times to ask for a dump before giving up. A table that changes all the time
/// would keep us here forever.
const DUMP_ATTEMPTS: usize = 8;

/// What [`NetlinkSocket::dump`] reports.
#[derive(Debug)]
pub enum DumpEvent<'a> {
    /// A part of the answer.
    Datagram(&'a Datagram<'a>),
    /// The dump starts again; the datagrams so far do not count.
    Again(Again),
}

/// Why a dump starts again.
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
    /// The socket's receive buffer was full, and the kernel dropped a message.
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
            Again::Overrun => f.write_str("the receive buffer overflowed (ENOBUFS); asking again"),
        }
    }
}

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// A system call failed.
    Call(CallFailed),
    /// The kernel refused.
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

impl std::error::Error for NotDone {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            NotDone::Call(failed) => Some(failed),
            NotDone::Refused(refused) => Some(refused),
            NotDone::Restless => None,
        }
    }
}

/// A refusal: NLMSG_ERROR with its extended acknowledgement.
///
/// `struct nlmsgerr` is the error as a negative number, and then the request: all of it
/// after a failure, only its header after a success. The attributes after that are the
/// extended part. A text is only there if the kernel's source has one for this failure,
/// and many failures have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The error. In the message it is negative: -22 for `EINVAL`.
    pub errno: Errno,
    /// `NLMSGERR_ATTR_MSG`: the reason, in the kernel's words.
    pub text: Option<String>,
    /// `NLMSGERR_ATTR_OFFS`: the offset of the offending attribute in the request.
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

impl std::error::Error for Refused {}

/// What a message says about the request that it answers: done, or refused. `None` if it is neither
/// NLMSG_ERROR nor NLMSG_DONE.
#[must_use]
pub fn result(message: &[u8]) -> Option<Result<(), Refused>> {
    let mut result = None;
    each_reply(message, |reply| result = reply.is_end().then(|| reply.result()));
    result
}

/// The part of a reply that concerns the request that it answers: only what the loops
/// above need. The caller sees the full datagrams.
struct Reply<'a> {
    message_type: u16,
    flags: u16,
    seq: u64,
    error: i64,
    text: Option<&'a [u8]>,
    offset: Option<usize>,
}

impl<'a> Reply<'a> {
    /// Begins with the span of a message.
    fn new(message_type: u16, span: &Span<'_, 'a>) -> Self {
        // `struct nlmsgerr` begins with an `int`, the error, and the same `int` is the
        // whole payload of NLMSG_DONE: a dump may fail after its first part.
        let payload = span.bytes.get(NLMSGHDR.size()..).unwrap_or_default();
        Reply {
            message_type,
            flags: span.context.message_flags,
            seq: View::new(span.bytes).read(NLMSG_SEQ),
            error: View::new(payload).read(NLMSGERR_ERROR).cast_signed(),
            text: None,
            offset: None,
        }
    }

    /// Whether this reply ends an answer.
    fn is_end(&self) -> bool {
        matches!(self.message_type, NLMSG_ERROR | NLMSG_DONE)
    }

    /// Whether the sequence number is that of the request. The socket may still hold the
    /// answer to an earlier one.
    fn answers(&self, request: &[u8]) -> bool {
        View::new(request).get(NLMSG_SEQ) == Some(self.seq)
    }

    /// Takes what it needs from a span inside the message: the attributes of the extended
    /// acknowledgement. Those of the request that the kernel repeats are in other sets.
    fn look_at(&mut self, span: &Span<'_, 'a>) {
        let What::Payload(row, _) = span.what else { return };
        if !span.context.set.is_some_and(|set| ptr::eq(set, &raw const NLMSGERR_ATTRS)) {
            return;
        }
        match (row.number, span.value()) {
            (NLMSGERR_ATTR_MSG, Some(Value::Text(text))) => self.text = Some(text),
            (NLMSGERR_ATTR_OFFS, Some(Value::Number { number, .. })) => {
                self.offset = usize::try_from(number).ok();
            }
            _ => {}
        }
    }

    /// An NLMSG_ERROR with error 0 is an acknowledgement.
    fn result(&self) -> Result<(), Refused> {
        match self.error {
            0 => Ok(()),
            error => Err(Refused {
                errno: i32::try_from(-error).map_or(Errno::UnknownErrno, Errno::from_raw),
                // The kernel's texts are plain, but like everything from outside they
                // are escaped before they reach a terminal.
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
/// This folds the spans of the decoder instead of reading the bytes a second time. A
/// message ends where the next begins, or with the datagram. The messages read here have
/// numbers below 16, which all protocols share, so `ROUTE` serves for any socket.
fn each_reply<'a>(datagram: &'a [u8], mut each: impl FnMut(&Reply<'a>)) {
    /// The depth of the message's own attributes. In the request that it repeats, they
    /// are one deeper.
    const OWN: usize = 2;
    let mut current: Option<Reply<'a>> = None;
    let Ok(()) = walk(&ROUTE, datagram).visit(|span| {
        match (span.what, &mut current) {
            (What::Message { number, .. }, current) if span.depth == 0 => {
                let reply = Reply::new(number, span);
                // Nearly all messages of a dump are entries of the table, and need no
                // further look.
                let inside = if reply.is_end() { Inside::All } else { Inside::Nothing };
                current.replace(reply).iter().for_each(&mut each);
                return Ok(inside);
            }
            (_, Some(reply)) if span.depth == OWN => reply.look_at(span),
            _ => {}
        }
        Ok::<_, Infallible>(Inside::All)
    });
    current.iter().for_each(&mut each);
}
