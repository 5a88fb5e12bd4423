//! What people paste and capture: text and files to datagrams.
//!
//! ```text
//! text      hex, hex dumps and strings, as tools print them and people copy them
//! pcap      files of pcap and pcapng: reading and writing
//! messages  files of rtmon and of ip route save
//! ```
//!
//! Nothing here knows an operating system beyond `std::io::Read` and `Write`, or can
//! panic on input.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

pub mod messages;
pub mod pcap;
pub mod text;
