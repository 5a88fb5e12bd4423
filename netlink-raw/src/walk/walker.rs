//! Yielding spans: what all methods of the decoder do in the end.

use std::marker::PhantomData;

use super::part::Part;
use crate::wire::{Context, Fault, Field, Kind, Meaning, Span, What, field};

/// How much of a group's contents the caller wants. The answer for a leaf has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// All of it.
    All,
    /// For an attribute, what follows its header; for other groups, all of it.
    Payload,
    /// Nothing. The header of a message is still read: the rest depends on it.
    Nothing,
}

/// How many groups a span can be inside before the walk stops looking.
///
/// The kernel itself nests a handful of levels, and refuses to check more than 10
/// (`MAX_POLICY_RECURSION_DEPTH` in `lib/nlattr.c`). But four bytes are enough for one
/// more level, so without a limit a hostile datagram could ask for thousands, and each
/// needs room on the call stack.
pub(super) const MAX_DEPTH: usize = 12;

/// Why the bytes beyond that depth are unknown.
pub(super) const TOO_DEEP: What = What::Unknown("nested too deep to follow");

/// Where a datagram was cut off.
static CUT: Field =
    field(0, Kind::Pad(0), "(cut)", Meaning::Reserved, "cut off here: the rest was not captured");

/// The decoder: one method for each word, spread over the files of this module.
///
/// Nearly all of a walk is spent in a few small methods, marked `#[inline]`, and faults are
/// rare, marked `#[cold]`. Without these attributes, a walk of the guide's message takes
/// 33 ns instead of 29.
pub(super) struct Walker<'a, F> {
    each: F,
    /// Where the datagram was cut off, if it was.
    cut: Option<usize>,
    /// The lifetime of the bytes, which come with the parts.
    datagram: PhantomData<&'a [u8]>,
}

impl<'a, E, F: FnMut(&Span<'_, 'a>) -> Result<Inside, E>> Walker<'a, F> {
    pub(super) fn new(each: F, cut: Option<usize>) -> Self {
        Walker { each, cut, datagram: PhantomData }
    }

    /// Yields the span of a group; returns how much of it the caller wants.
    #[inline]
    pub(super) fn group(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        what: What,
    ) -> Result<Inside, E> {
        let at = part.start..part.end();
        (self.each)(&Span { at, bytes: part.bytes, depth: part.depth, what, context })
    }

    /// Yields a leaf.
    #[inline]
    pub(super) fn leaf(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        what: What,
    ) -> Result<(), E> {
        self.group(context, part, what).map(drop)
    }

    /// Yields a leaf, unless it would have no bytes.
    #[inline]
    pub(super) fn rest(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        what: What,
    ) -> Result<(), E> {
        if part.is_empty() { Ok(()) } else { self.leaf(context, part, what) }
    }

    /// Yields a fault. Its part may be empty, if what it reports is that bytes are missing.
    /// Where a datagram was cut off, its bytes are not to blame.
    #[cold]
    pub(super) fn fault(
        &mut self,
        context: &Context<'a>,
        part: Part<'a>,
        at: usize,
        (c_name, need, have): (&'static str, usize, usize),
    ) -> Result<(), E> {
        if self.cut == Some(part.end()) && need > have {
            let what = if part.is_empty() { What::Field(&CUT) } else { What::Unknown(CUT.about) };
            return self.leaf(context, part, what);
        }
        self.leaf(context, part, What::Fault(Fault { at, c_name, need, have }))
    }
}
