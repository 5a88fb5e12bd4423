//! What later exercises use: the functions that earlier exercises built, and a kernel to
//! follow.

use std::net::Ipv4Addr;

/// The part of the crate `nix` that the exercises use, under its own names.
///
/// The rest is left out because some safe functions of `nix` break Rust's guarantees. For
/// example, `process_vm_writev` writes to any memory. In a graded program, such functions would
/// be a way around the checks.
pub mod nix {
    pub use ::nix::Result;

    /// Sockets.
    pub mod sys {
        /// `socket(2)`, `sendto(2)`, `recv(2)`, `getsockname(2)`, and the types of their arguments.
        pub mod socket {
            pub use ::nix::sys::socket::{
                AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType,
                getsockname, recv, sendto, socket,
            };
        }
    }
}

/// Returns the type and the payload of each attribute (exercise 7). Stops at the first one
/// whose header or length is wrong (exercise 19).
#[must_use]
pub fn attributes(bytes: &[u8]) -> Vec<(u16, &[u8])> {
    let mut attributes = Vec::new();
    let mut rest = bytes;
    while let [l0, l1, t0, t1, ..] = *rest {
        let len = usize::from(u16::from_ne_bytes([l0, l1]));
        let Some(payload) = rest.get(4..len) else { break };
        attributes.push((u16::from_ne_bytes([t0, t1]), payload));
        rest = rest.get(len.next_multiple_of(4)..).unwrap_or_default();
    }
    attributes
}

/// Reads a four-byte number in native order, if there are enough bytes.
#[must_use]
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Reads a two-byte number in native order, if there are enough bytes.
#[must_use]
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_ne_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A route of the main table. These exercises distinguish routes only by their prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// The destination address.
    pub destination: Ipv4Addr,
    /// The length of the prefix, in bits.
    pub bits: u8,
}

/// A notification, as a member of a multicast group receives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// `RTM_NEWROUTE`
    Added(Route),
    /// `RTM_DELROUTE`
    Removed(Route),
    /// `RTM_NEWLINK`: an interface has changed, and is now up or down.
    Link {
        /// `IFF_UP` in `ifi_flags`
        is_up: bool,
    },
}

/// `ENOBUFS`: the receive buffer overflowed, and notifications have been lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overrun;

/// A kernel and a socket to it. In the checks this is the real kernel, in the lab.
pub trait Kernel {
    /// Joins the multicast groups. From now on, the socket receives notifications.
    fn listen(&mut self);
    /// Requests the table, and reads the answer to its end.
    fn dump(&mut self) -> Vec<Route>;
    /// Returns the next notification, or `None` if the buffer is empty.
    ///
    /// # Errors
    ///
    /// [`Overrun`] once, after notifications have been lost. Later calls may still return
    /// notifications from before the loss, and then later ones.
    fn next(&mut self) -> Result<Option<Heard>, Overrun>;
}
