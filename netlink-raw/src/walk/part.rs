//! A part of a datagram, and how to cut it into smaller parts.

use crate::wire::{CStruct, Field, Member, View, align};

/// A part of a datagram: its offset, its bytes, and the depth of the spans in it.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) start: usize,
    pub(super) bytes: &'a [u8],
    pub(super) depth: usize,
}

impl<'a> Part<'a> {
    pub(super) fn len(self) -> usize {
        self.bytes.len()
    }

    pub(super) fn is_empty(self) -> bool {
        self.bytes.is_empty()
    }

    /// Where it ends, as an offset in the datagram.
    pub(super) fn end(self) -> usize {
        self.start + self.bytes.len()
    }

    /// Cuts off the first `len` bytes; fewer, if there are fewer. Every byte is in one of
    /// the two parts, whatever `len` is: a length from the message may be wrong.
    #[inline]
    pub(super) fn split(self, len: usize) -> (Part<'a>, Part<'a>) {
        let (bytes, after) = self.bytes.split_at(len.min(self.bytes.len()));
        (Part { bytes, ..self }, Part { start: self.start + bytes.len(), bytes: after, ..self })
    }

    /// The same bytes, one level deeper: what is inside the group of this part.
    pub(super) fn inside(self) -> Part<'a> {
        Part { depth: self.depth + 1, ..self }
    }

    /// The bytes of one field, if a struct starts here; none if the struct is cut off
    /// before the field's end.
    #[inline]
    pub(super) fn field(self, field: &Field) -> Part<'a> {
        let bytes = self.bytes.get(field.at..field.end).unwrap_or_default();
        Part { start: self.start + field.at, bytes, ..self }
    }
}

/// `nla_padlen`: how many bytes after the first `len` only keep what follows aligned. For
/// example, 3 bytes follow an attribute of 9.
pub(super) fn padding(len: usize) -> usize {
    align(len) - len
}

/// A length field, as a length. Where it is too large for `usize`, no part is as long
/// anyway.
#[inline]
pub(super) fn length<S: CStruct>(view: View<'_, S>, member: Member<S>) -> usize {
    usize::try_from(view.read(member)).unwrap_or(usize::MAX)
}

/// A field of 16 bits.
#[inline]
pub(super) fn half<S: CStruct>(view: View<'_, S>, member: Member<S>) -> u16 {
    u16::try_from(view.read(member)).unwrap_or(0)
}
