//! What happened in the kernel's network, and what the state is now.
//!
//! [`netlink_raw`] knows what the bytes mean; this crate makes events of them and keeps
//! tables equal to the kernel's. It knows no command line and no standard output: those are
//! in `main.rs` and `commands/`. Data flows one way, down this list:
//!
//! ```text
//! capture/live      a socket that listens to the kernel            -> datagrams
//! event             a datagram                                     -> events
//! filter            which of them are wanted
//! mirror            events and dumps                               -> changes; here is the law
//! print/line, json  an event                                       -> text
//! ```
//!
//! These are built on:
//!
//! ```text
//! object            the kinds of thing that are followed: a row for each
//! table             a kernel table, and when two messages are about the same entry
//! requests          the requests that read the tables
//! prefix names      an address and its length; names of interfaces and namespaces
//! families          the families of generic netlink
//! ```

pub mod capture;
pub mod event;
pub mod families;
pub mod filter;
pub mod mirror;
pub mod names;
pub mod object;
pub mod prefix;
pub mod print;
pub mod requests;
pub mod table;
