//! The route monitor on `socket2`, grown into a tool.
//!
//! What the bytes mean is the business of [`netlink_raw`]; this crate says what
//! happened. Data flows one way: [`capture`] yields datagrams, [`event`] makes
//! events of them, [`filter`] chooses some, and [`mod@print`] writes them down.

pub mod capture;
mod entries;
pub mod event;
pub mod filter;
pub mod interfaces;
pub mod mirror;
pub mod object;
pub mod print;
pub mod requests;
