//! The vocabulary: what a byte can be.
//!
//! A *table* (see [`crate::uapi`]) is written in the words of this module: a
//! [`Layout`] of [`Field`]s for each C struct, a [`Set`] of [`Attr`]s for each
//! attribute list, a [`Protocol`] of [`Message`]s. The decoder
//! ([`mod@crate::walk`]) reads bytes by those tables and yields [`Span`]s.
//!
//! ```text
//! number    bytes and numbers: width, sign, byte order
//! name      a number that has a name in a kernel header
//! table     field, layout, attribute, set, message, protocol
//! member    a field that code reads or writes, tied to its struct while compiling
//! value     the value of a leaf, and how to print it
//! span      what the decoder yields
//! ```
//!
//! Each file imports only files above it. Nothing here knows an operating system,
//! allocates, or can panic on input.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod member;
mod name;
mod number;
mod span;
mod table;
mod value;

pub use member::{CStruct, Member, View};
pub use name::{Name, name};
pub use number::{Endian, Kind, Order, align, decimal, signed};
pub use span::{Fault, Span, What};
pub use table::{
    Attr, Body, Context, Field, Layout, Meaning, Message, NLA_TYPE_MASK, OfKind, Protocol, Set,
    Shape, array, attr, field, list, message, of_kind, set,
};
pub use value::{Value, until_nul};
