//! The decoder: bytes and tables in, spans out.
//!
//! There is one, and every printer is a loop over what it yields.
//!
//! # How it works
//!
//! A datagram consists of messages; a message of a header and a body; a body of a struct
//! and attributes; an attribute of a header and a payload, which may be attributes again.
//! There is a method for each of these words, and each keeps one promise: **it yields
//! leaves for all bytes of the part that it gets, in order, and for no others.** It cuts
//! its part into smaller ones that leave nothing out, and passes each to the method for
//! that word. So the tiling law holds for the whole because it holds for each method,
//! whatever the bytes are.
//!
//! ```text
//! message     messages, headers, errors and the requests in them
//! structure   C structs, next hops
//! attribute   attributes and their payloads
//! walker      what all of them do in the end: yield a span
//! part        a part of the datagram, and how to cut it
//! ```
//!
//! The spans go to a function of the caller instead of coming out of an iterator. An
//! iterator would have to remember, between two spans, where it was in all of these
//! methods at once; here the call stack remembers it. The value of a span is worked out
//! only if the caller asks, and the caller can skip the contents of a group, so a caller
//! that does little costs little.
//!
//! No allocation, no panic. The depth is limited, and the work is proportional to the
//! number of bytes.
//!
//! # Why it never refuses a datagram
//!
//! The kernel refuses what it does not understand, because it has to act on it. This
//! decoder explains, and the bytes most worth explaining are those that something else has
//! refused. So a length that cannot be right is a [`Fault`](crate::wire::Fault) among the
//! other spans, with the offset, what was needed and what there was, and everything that
//! can still be read is read.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attribute;
mod message;
mod part;
mod structure;
mod walker;

pub use walker::Inside;

use std::convert::Infallible;

use crate::uapi::netlink::{NLMSG_LEN, NLMSGHDR};
use crate::wire::{Attr, Context, Endian, Protocol, Shape, Span, View, What, align};
use part::Part;
use walker::Walker;

/// Explains a datagram: one or more messages, as `recv` returned them.
///
/// ```
/// use netlink_raw::{uapi::ROUTE, walk::walk};
/// let noop = [16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// let mut covered = 0;
/// walk(&ROUTE, &noop).for_each(|span| {
///     if span.is_leaf() {
///         assert_eq!(span.at.start, covered);
///         covered = span.at.end;
///     }
/// });
/// assert_eq!(covered, noop.len());
/// ```
#[must_use]
pub fn walk<'a>(protocol: &'static Protocol, datagram: &'a [u8]) -> Walk<'a> {
    let full_len = datagram.len();
    let whole = protocol.unframed;
    Walk { protocol, bytes: datagram, whole, full_len, endian: Endian::NATIVE }
}

/// Explains bytes that are not a netlink datagram, such as a socket address.
#[must_use]
pub fn walk_as<'a>(attr: &'static Attr, bytes: &'a [u8]) -> Walk<'a> {
    let (protocol, full_len) = (&crate::uapi::ROUTE, bytes.len());
    Walk { protocol, bytes, whole: Some(attr), full_len, endian: Endian::NATIVE }
}

/// Bytes, and how to read them; what [`walk`] returns.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    protocol: &'static Protocol,
    bytes: &'a [u8],
    /// The row for all of the bytes, if they are not messages.
    whole: Option<&'static Attr>,
    /// How many bytes there were before the end was cut off.
    full_len: usize,
    /// The byte order of the machine where they were sent.
    endian: Endian,
}

impl<'a> Walk<'a> {
    /// The bytes that this walk explains.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The same bytes as the beginning of a datagram of this many. What the end would have
    /// been is then no fault: it was cut off.
    #[must_use]
    pub fn of_full_len(self, full_len: usize) -> Self {
        Walk { full_len: full_len.max(self.bytes.len()), ..self }
    }

    /// The same bytes from a machine with this byte order. Without it, they are from this machine.
    #[must_use]
    pub fn in_order(self, endian: Endian) -> Self {
        Walk { endian, ..self }
    }

    /// The byte order of the machine where the datagram was sent.
    #[must_use]
    pub fn endian(&self) -> Endian {
        self.endian
    }

    /// The same bytes, in the byte order in which they make sense.
    ///
    /// Every message begins with its length, and the lengths lead from message to message to the
    /// end of the datagram. In the wrong order they do not: 60 would be 1006632960. If both orders
    /// fit or neither does, the bytes are taken for those of this machine.
    #[must_use]
    pub fn in_likely_order(self) -> Self {
        let fits = |endian| self.whole.is_none() && lengths_fit(endian, self.bytes, self.full_len);
        let other = Endian::NATIVE.other();
        let is_other = fits(other) && !fits(Endian::NATIVE);
        self.in_order(if is_other { other } else { Endian::NATIVE })
    }

    /// The bytes as a machine of this byte order would have them: each number that depends on the
    /// machine is turned round. For code that reads messages of one machine only.
    #[must_use]
    pub fn to_order(self, endian: Endian) -> Vec<u8> {
        let mut bytes = self.bytes.to_vec();
        if self.endian == endian {
            return bytes;
        }
        self.for_each(|span| {
            let kind = match span.what {
                What::Field(field) => field.kind,
                What::Payload(_, Shape::Number(kind, _)) => kind,
                _ => return,
            };
            if let Some(number) = bytes.get_mut(span.at.clone())
                && kind.depends_on_machine()
                && kind.size() == number.len()
            {
                number.reverse();
            }
        });
        bytes
    }

    /// How many bytes the datagram had before its end was cut off.
    #[must_use]
    pub fn full_len(&self) -> usize {
        self.full_len
    }

    /// Calls `each` for every span, in order.
    pub fn for_each(self, mut each: impl FnMut(&Span<'_, 'a>)) {
        let Ok(()) = self.try_for_each(|span| {
            each(span);
            Ok::<(), Infallible>(())
        });
    }

    /// Calls `each` for every span, in order, until it fails.
    ///
    /// # Errors
    ///
    /// The first error of `each`.
    #[inline]
    pub fn try_for_each<E>(
        self,
        mut each: impl FnMut(&Span<'_, 'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.visit(|span| each(span).map(|()| Inside::All))
    }

    /// The same, but `each` also decides how much of every group it wants. The rest is not
    /// looked at, so the leaves no longer cover all bytes.
    ///
    /// # Errors
    ///
    /// The first error of `each`.
    #[inline]
    pub fn visit<E>(self, each: impl FnMut(&Span<'_, 'a>) -> Result<Inside, E>) -> Result<(), E> {
        let part = Part { start: 0, bytes: self.bytes, depth: 0 };
        let context = Context {
            protocol: self.protocol,
            message_type: 0,
            message_flags: 0,
            family: 0,
            set: None,
            around: &[],
            body: &[],
            endian: self.endian,
        };
        let cut = self.bytes.len() < self.full_len;
        let mut walker = Walker::new(each, cut.then_some(self.bytes.len()));
        match self.whole {
            Some(_) if self.bytes.is_empty() => Ok(()),
            Some(attr) => walker.payload(&context, part, attr),
            None => walker.messages(&context, part),
        }
    }

    /// Collects what `pick` takes from the spans, in order.
    pub fn collect<T>(self, mut pick: impl FnMut(&Span<'_, 'a>) -> Option<T>) -> Vec<T> {
        let mut picked = Vec::new();
        self.for_each(|span| picked.extend(pick(span)));
        picked
    }
}

/// Whether the lengths of the messages lead to the end of the datagram in this byte order; with the
/// end cut off, whether they do as far as they are there.
pub(crate) fn lengths_fit(endian: Endian, bytes: &[u8], full_len: usize) -> bool {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..)
        && !rest.iter().all(|byte| *byte == 0)
    {
        let Some(len) = View::in_order(endian, rest).get(NLMSG_LEN) else { return at > 0 };
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        if len < NLMSGHDR.size() || len > full_len - at {
            return false;
        }
        at += align(len);
    }
    at > 0
}
