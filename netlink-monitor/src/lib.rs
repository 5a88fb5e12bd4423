//! The monitor on `socket2`.
//!
//! What the bytes mean is the business of [`netlink_raw`]; this crate gets them
//! by another road. [`capture`] yields datagrams.

pub mod capture;
