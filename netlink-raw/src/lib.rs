//! What the bytes of a netlink message are.
//!
//! Data flows one way: bytes, by the tables, become spans; printers loop over
//! spans.
//!
//! ```text
//! wire      the words: field, layout, attribute, set, message, span, fault
//! uapi      the tables, one module for each kernel header
//! walk      bytes and tables to spans: the one decoder
//! explain   spans to text
//! request   fields to bytes, by the same tables
//! route     a route as a person types it, and the request for it
//! socket    netlink sockets on nix; a request and its answer, a dump and its end
//! lab       the private network namespace in which everything may be tried
//! by_hand   the guide's monitor, without any of the above: the chapter to read first
//! receiving   a program's loop around recv: truncation, overrun, timeout in words
//! transcript  the lines of the guide's monitors
//! ```
//!
//! The programs are in `main.rs`.

#![forbid(unsafe_code)]

pub mod by_hand;
pub mod explain;
pub mod lab;
pub mod receiving;
pub mod request;
pub mod route;
pub mod socket;
pub mod transcript;
pub mod uapi;
pub mod walk;
pub mod wire;
