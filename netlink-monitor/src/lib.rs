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
//! watcher           when which mirror has to read its tables again
//! print/line, json  an event                                       -> text
//! ```
//!
//! In the program, `commands/receiving.rs` is where notifications enter, `commands/watch.rs` does
//! what [`watcher::Watcher`] decides, and `commands/session.rs` writes the text.
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
//!
//! # Example: a mirror of the routing table
//!
//! Listen first, then read the table, then apply what arrives. If a notification leaves open what
//! happened, the mirror is dirty, and the table is read again. `watch` does more: it also marks the
//! mirror as dirty when it learns of a change that the kernel does not report.
//!
//! ```no_run
//! use std::convert::Infallible;
//!
//! use netlink_monitor::capture::live::Live;
//! use netlink_monitor::event::events;
//! use netlink_monitor::mirror::Mirror;
//! use netlink_monitor::object::Kind;
//! use netlink_monitor::requests;
//! use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent, NotDone};
//! use netlink_raw::socket::NetlinkSocket;
//! use nix::sys::socket::SockProtocol;
//!
//! fn main() -> Result<(), NotDone> {
//!     let mut mirror = Mirror::new(Kind::Route.object()).expect("the kernel has such a table");
//!     let socket = Live::listen(mirror.object.groups)?;
//!     let mut buffer = vec![0; 65_536];
//!     loop {
//!         if mirror.dirty().is_some() {
//!             read(&mut mirror)?;
//!         }
//!         let datagram = socket.receive(&mut buffer)?;
//!         let Ok(()) = events(datagram.bytes, |event| {
//!             mirror.apply(event, |_, change| println!("{change:x?}"));
//!             Ok::<_, Infallible>(())
//!         });
//!     }
//! }
//!
//! fn read(mirror: &mut Mirror) -> Result<(), NotDone> {
//!     let client = NetlinkSocket::strict_client(SockProtocol::NetlinkRoute)?;
//!     mirror.begin();
//!     for table in mirror.object.tables {
//!         client.dump(&requests::dump(table), DUMP_BUFFER, |part| match part {
//!             DumpEvent::Datagram(datagram) => {
//!                 let Ok(()) = events(datagram.bytes, |event| {
//!                     mirror.merge(event, |_, change| println!("{change:x?}"));
//!                     Ok::<_, Infallible>(())
//!                 });
//!                 mirror.end_of_datagram();
//!             }
//!             DumpEvent::Again(_) => mirror.begin(),
//!         })?;
//!     }
//!     mirror.end(|_, change| println!("{change:x?}"));
//!     Ok(())
//! }
//! ```
//!
//! The command `watch` does the same with a [`watcher::Watcher`], which also handles overruns, silent
//! changes and bursts: `commands/watch.rs`.

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
pub mod run;
pub mod table;
pub mod trace;
pub mod watcher;
