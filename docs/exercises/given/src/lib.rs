//! What later exercises take for granted: what earlier ones have built, and a kernel to
//! follow.

use std::net::Ipv4Addr;

/// The part of the crate `nix` that the exercises use, under its own names.
///
/// Not all of it: some of its safe functions reach past what Rust promises, such as
/// `process_vm_writev`, which writes into any memory. In a program that is graded, those
/// would be a way around the checks.
pub mod nix {
    pub use ::nix::Result;

    /// Sockets.
    pub mod sys {
        /// `socket(2)`, `sendto(2)`, `recv(2)`, `getsockname(2)`, and what they take.
        pub mod socket {
            pub use ::nix::sys::socket::{
                AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType,
                getsockname, recv, sendto, socket,
            };
        }
    }
}

/// The type and the payload of each attribute (exercise 7). It stops at the first that
/// cannot be one (exercise 19).
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

/// A number in the order of this machine, if there are enough bytes for it.
#[must_use]
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The same, of two bytes.
#[must_use]
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_ne_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A route of the main table, as far as these exercises tell routes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// Where it leads.
    pub destination: Ipv4Addr,
    /// The length of the prefix.
    pub bits: u8,
}

/// What a member of a multicast group hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// `RTM_NEWROUTE`
    Added(Route),
    /// `RTM_DELROUTE`
    Removed(Route),
    /// `RTM_NEWLINK`: an interface has changed, and now it is up, or not.
    Link {
        /// `IFF_UP` in `ifi_flags`
        is_up: bool,
    },
}

/// `ENOBUFS`: the receive buffer ran over, and something has been lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overrun;

/// A kernel, and a socket to it: in the checks it is the real one, in the lab.
pub trait Kernel {
    /// Becomes a member of the multicast groups. From now on, changes are heard.
    fn listen(&mut self);
    /// Asks for the table, and reads the answer to its end.
    fn dump(&mut self) -> Vec<Route>;
    /// The next thing that was heard; `None` if there is nothing more for now.
    ///
    /// # Errors
    ///
    /// [`Overrun`] once, after something has been lost. What had been heard before that
    /// may still come, and then what is heard later.
    fn next(&mut self) -> Result<Option<Heard>, Overrun>;
}
