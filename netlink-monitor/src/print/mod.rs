//! Printers: each writes an event in its own form.

mod context;
pub mod json;
pub mod line;

pub use context::{Context, Origin, Timestamp};
