//! The commands, one a file, and what they share.
//!
//! ```text
//! follow watch dump replay     events: of the kernel, of its tables, of a capture
//! compare                      the kernel's routes beside another program's
//! explain                      every byte of a datagram
//! trace                        the netlink conversation of a command
//! who families                 who uses netlink; the families of generic netlink
//! lab                          a private network; `story` is what it does by itself
//! manual examples              manual pages, completions; the examples in `--help`
//!
//! options                      what several commands have in common on the command line
//! session                      datagrams in, chosen events out
//! receiving                    the receive loop of follow and watch
//! reading                      reading a whole table, for watch and dump
//! input                        the files that replay and explain read
//! child                        a command that lab and trace run
//! asking                       names looked up
//! printing recording stats     events as text; the capture of --write; the counters of --stats
//! ```

mod asking;
mod child;
pub(crate) mod compare;
pub(crate) mod dump;
pub(crate) mod examples;
pub(crate) mod explain;
pub(crate) mod families;
pub(crate) mod follow;
mod input;
pub(crate) mod lab;
pub(crate) mod manual;
mod options;
mod printing;
mod reading;
mod receiving;
mod recording;
pub(crate) mod replay;
mod session;
mod stats;
mod story;
pub(crate) mod trace;
pub(crate) mod watch;
pub(crate) mod who;

/// What error messages begin with.
pub(crate) const PROGRAM: &str = "netlink-monitor";
