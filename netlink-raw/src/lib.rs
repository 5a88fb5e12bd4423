//! What the bytes of a netlink message are.
//!
//! Data flows one way: bytes and tables become spans, and printers fold over spans.
//!
//! ```text
//! by_hand   the guide's monitor, without any of the rest: the chapter to read first
//! wire      the vocabulary: field, layout, attribute, set, message, span, fault
//! uapi      the tables, one module for each kernel header
//! walk      bytes and tables to spans: the one decoder
//! request   fields to bytes, by the same tables
//! input     what people paste and capture, to datagrams
//! explain   spans to text
//!           ---- above this line, no operating system; below it, the feature `os` ----
//! datagram       what one recvmsg returned
//! socket         netlink sockets on nix, one method for each system call
//! conversation   a request and its acknowledgement, a dump and its end
//! lab            the private network namespace in which everything can be tried
//! route          a route as a person types it, and the request for it
//! advice         why the kernel refuses such a request, and what to try
//! program        what the programs in main.rs share
//! ```
//!
//! # Explaining a message
//!
//! Give [`walk::walk`] a protocol and the bytes of a datagram. It calls a function for
//! each span, in order; the leaves cover every byte exactly once. Here is a message of 28
//! bytes, the request for all IPv4 routes:
//!
//! ```
//! use netlink_raw::uapi::ROUTE;
//! use netlink_raw::walk::walk;
//! use netlink_raw::wire::What;
//!
//! let datagram = [
//!     28, 0, 0, 0, 26, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0, // struct nlmsghdr
//!     2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // struct rtmsg
//! ];
//! let lines = walk(&ROUTE, &datagram).collect(|span| match span.what {
//!     What::Field(field) => {
//!         let value = span.value()?;
//!         Some(format!("{:>2}..{:<2} {} = {value}", span.at.start, span.at.end, field.c_name))
//!     }
//!     _ => None,
//! });
//! # if cfg!(target_endian = "little") {
//! assert_eq!(lines[0], " 0..4  nlmsg_len = 28 bytes");
//! assert_eq!(lines[1], " 4..6  nlmsg_type = RTM_GETROUTE (26)");
//! assert_eq!(lines[5], "16..17 rtm_family = AF_INET (2)");
//! # }
//! ```
//!
//! If you want text, a printer has done that already: [`explain::tree`] prints one row for
//! each field, [`explain::json`] one object, and [`explain::text`] makes a `String` of
//! either.
//!
//! ```
//! use netlink_raw::explain::{json, text};
//! use netlink_raw::uapi::ROUTE;
//! use netlink_raw::walk::walk;
//!
//! let cut_off = [28, 0, 0];
//! let object = text(|out| json(out, walk(&ROUTE, &cut_off)));
//! assert!(object.contains(r#""kind":"fault","c_name":"nlmsghdr""#));
//! ```
//!
//! # Reading one field
//!
//! A program that wants one number and not an explanation reads the struct through a
//! [`wire::View`]. A field of another struct does not compile.
//!
//! ```
//! use netlink_raw::uapi::netlink::{NLMSG_TYPE, Nlmsghdr};
//! use netlink_raw::wire::View;
//!
//! let header = [28, 0, 0, 0, 26, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0];
//! let header: View<'_, Nlmsghdr> = View::new(&header);
//! # if cfg!(target_endian = "little") {
//! assert_eq!(header.read(NLMSG_TYPE), 26);
//! # }
//! ```
//!
//! # Asking the kernel
//!
//! Build a request from the same tables, and send it. This one adds a route, so run it in
//! the lab, where it cannot harm your machine:
//!
#![cfg_attr(feature = "os", doc = "```no_run")]
#![cfg_attr(not(feature = "os"), doc = "```ignore")]
//! use netlink_raw::request::Request;
//! use netlink_raw::socket::NetlinkSocket;
//! use netlink_raw::uapi::netlink::{NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST};
//! use netlink_raw::uapi::rtnetlink::{
//!     RT_TABLE_MAIN, RTA_DST, RTA_GATEWAY, RTM_DST_LEN, RTM_FAMILY, RTM_NEWROUTE, RTM_TABLE,
//!     RTM_TYPE, RTN_UNICAST, Rtmsg,
//! };
//! use nix::sys::socket::SockProtocol;
//!
//! // A private network, as `scripts/lab` makes it: first thing in `main`, before any thread.
//! netlink_raw::lab::enter()?;
//!
//! // ip route add 4.3.2.0/30 via 127.0.0.1
//! let flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
//! let request = Request::new(RTM_NEWROUTE, flags, 1)
//!     .with_struct::<Rtmsg>(&[
//!         (RTM_FAMILY, 2),
//!         (RTM_DST_LEN, 30),
//!         (RTM_TABLE, RT_TABLE_MAIN),
//!         (RTM_TYPE, RTN_UNICAST),
//!     ])
//!     .with_attribute(RTA_DST, &[4, 3, 2, 0])
//!     .with_attribute(RTA_GATEWAY, &[127, 0, 0, 1])
//!     .into_bytes();
//! NetlinkSocket::client(SockProtocol::NetlinkRoute)?.request(&request, |_| {})?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

pub mod by_hand;
pub mod explain;
pub mod input;
pub mod request;
pub mod uapi;
pub mod walk;
pub mod wire;

#[cfg(feature = "os")]
pub mod advice;
#[cfg(feature = "os")]
pub mod conversation;
#[cfg(feature = "os")]
pub mod datagram;
#[cfg(feature = "os")]
pub mod lab;
#[cfg(feature = "os")]
pub mod program;
#[cfg(feature = "os")]
pub mod route;
#[cfg(feature = "os")]
pub mod socket;
