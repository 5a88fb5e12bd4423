//! What a messenger prints, and how a program here reads options and ends.
//!
//! The programs of this workspace that exchange a text, `messenger` over UDP
//! and `netlink-raw sender|receiver` over Netlink, print the same lines. The
//! lines live here, once, so that moving the messenger to another socket
//! family changes the calls and leaves the transcript alone.

#![forbid(unsafe_code)]

pub mod program;
pub mod transcript;
