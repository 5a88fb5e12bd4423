//! Printers: folds over the spans that [`mod@crate::walk`] yields.
//!
//! ```text
//! words     what all of them share: names, headings, bytes in hex
//! tree      one row for each field, indented by its groups
//! fields    one line for each struct
//! hex       the bytes of a hex dump, with a letter for each field
//! json      one object for each datagram
//! names     a name for each field, unique in its datagram
//! roles     the role of each field, for the colours of a figure
//! html      a figure: a grid of bytes, and a table of what they are
//! ```
//!
//! No printer reads a byte except to show it, and none knows where its output goes: they
//! write to any `fmt::Write`. Colours are ANSI escapes; a stream that does not want them
//! takes them out.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod fields;
mod hex;
mod html;
mod json;
mod names;
mod roles;
mod tree;
mod words;

pub use fields::{fields, pointed_at};
pub use hex::{hex, hex_dump};
pub use html::{Field, Figure, Part, figure, html, legend};
pub use json::{json, json_value};
pub use names::Names;
pub use roles::Role;
pub use tree::tree;
pub use words::{append, hex_bytes, text};
