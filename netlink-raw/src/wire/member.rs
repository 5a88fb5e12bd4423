//! The fields that code reads and writes, each tied to its C struct.
//!
//! A table row is data, and every row has the same type. That suits the decoder, which
//! treats all structs alike. Code that reads `rtm_dst_len` is different: it has one
//! struct in mind, and the same field of a wrong struct is a bug that reads other bytes
//! without any error. So such code uses a [`Member`], which carries its struct in its
//! type, and a [`View`], which accepts only members of its struct:
//!
//! ```
//! use netlink_raw::uapi::rtnetlink::{RTM_DST_LEN, RTM_FAMILY, Rtmsg};
//! use netlink_raw::wire::View;
//!
//! let route: View<'_, Rtmsg> = View::new(&[2, 30, 0, 0, 254, 3, 0, 1, 0, 0, 0, 0]);
//! assert_eq!((route.read(RTM_FAMILY), route.read(RTM_DST_LEN)), (2, 30));
//! ```
//!
//! A field of another struct does not compile:
//!
//! ```compile_fail,E0308
//! use netlink_raw::uapi::rtnetlink::Rtmsg;
//! use netlink_raw::uapi::rtnetlink::IFI_INDEX;
//! use netlink_raw::wire::View;
//!
//! let route: View<'_, Rtmsg> = View::new(&[2, 30, 0, 0, 254, 3, 0, 1, 0, 0, 0, 0]);
//! route.read(IFI_INDEX);
//! ```
//!
//! Neither does a field that the struct lacks:
//!
//! ```compile_fail,E0080
//! use netlink_raw::uapi::rtnetlink::Rtmsg;
//! use netlink_raw::wire::Member;
//!
//! const TYPO: Member<Rtmsg> = Member::named("rtm_famly");
//! assert_eq!(TYPO.field().at, 0);
//! ```

use std::marker::PhantomData;
use std::ptr;

use super::number::Endian;
use super::table::{Context, Field, Layout};

/// A C struct that code reads or writes: an empty type beside its layout.
///
/// For example, `Rtmsg` is `struct rtmsg`, and its layout is the table
/// [`RTMSG`](crate::uapi::rtnetlink::RTMSG). The type is never made; it only tells the
/// compiler which struct is meant.
pub trait CStruct {
    /// Its table.
    const LAYOUT: &'static Layout;
}

/// A field of the C struct `S`.
pub struct Member<S>(&'static Field, PhantomData<fn() -> S>);

impl<S> Clone for Member<S> {
    fn clone(&self) -> Self {
        *self
    }
}

// Derived, both would ask for a `Copy` struct, and a marker type has no values to copy.
impl<S> Copy for Member<S> {}

impl<S: CStruct> Member<S> {
    /// The member with this C name; for constants, below the struct's layout.
    ///
    /// # Panics
    ///
    /// If the struct has no such field. In a `const`, a panic stops the compiler.
    #[must_use]
    pub const fn named(c_name: &str) -> Self {
        Member(S::LAYOUT.field(c_name), PhantomData)
    }

    /// Its row in the layout: offset, kind, C name, meaning.
    #[must_use]
    pub const fn field(self) -> &'static Field {
        self.0
    }
}

impl<'a> Context<'a> {
    /// The struct at the beginning of some bytes of this datagram.
    #[must_use]
    #[inline]
    pub fn view<S: CStruct>(&self, bytes: &'a [u8]) -> View<'a, S> {
        View::in_order(self.endian, bytes)
    }
}

/// The bytes of a C struct `S`, which may be cut off or followed by more.
pub struct View<'a, S> {
    bytes: &'a [u8],
    endian: Endian,
    of: PhantomData<fn() -> S>,
}

impl<S> Clone for View<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for View<'_, S> {}

impl<'a, S: CStruct> View<'a, S> {
    /// Reads `bytes`, which are of this machine, as the struct; it starts at the first byte.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        View::in_order(Endian::NATIVE, bytes)
    }

    /// The same for a machine with this byte order.
    #[must_use]
    pub const fn in_order(endian: Endian, bytes: &'a [u8]) -> Self {
        View { bytes, endian, of: PhantomData }
    }

    /// Reads `bytes` as the struct, if that is the struct of this layout: for structs
    /// known only at run time, such as the one after a message's header.
    #[must_use]
    pub fn of(layout: &'static Layout, bytes: &'a [u8]) -> Option<Self> {
        ptr::eq(layout, S::LAYOUT).then(|| View::new(bytes))
    }

    /// The number in a field; 0 if the struct is cut off before the field's end.
    ///
    /// Zero, because kernel structs grow at their end, and in a newer kernel's longer
    /// struct zero means "not used". [`View::get`] tells the two apart.
    #[must_use]
    #[inline]
    pub fn read(self, member: Member<S>) -> u64 {
        self.get(member).unwrap_or(0)
    }

    /// The number in a field; `None` if the struct is cut off before the field's end,
    /// or if the field is not a number.
    #[must_use]
    #[inline]
    pub fn get(self, member: Member<S>) -> Option<u64> {
        member.0.read_in(self.endian, self.bytes)
    }

    /// The bytes of a field; empty if the struct is cut off before the field's end.
    #[must_use]
    #[inline]
    pub fn bytes(self, member: Member<S>) -> &'a [u8] {
        let Field { at, end, .. } = *member.0;
        self.bytes.get(at..end).unwrap_or_default()
    }

    /// Whether all bytes of the struct are there.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.bytes.len() >= S::LAYOUT.size()
    }
}
