//! Where two datagrams of a dump meet: what changes there while a table is read may be missed, or
//! be sent twice.
//!
//! The kernel does not lock a table from one datagram of a dump to the next. How it finds its place
//! again differs, and for these tables it does not set `NLM_F_DUMP_INTR` if that went wrong:
//!
//! - Multicast databases and traffic control are continued by position, without looking whether
//!   something has changed in between (`br_mdb_fill_info` in net/bridge/br_mdb.c,
//!   `tc_dump_qdisc_root` in net/sched/sch_api.c). When an earlier entry is deleted, another is
//!   skipped.
//! - Routes of IPv6 are continued by position as soon as anything has changed: "Begin at the root
//!   if the tree changed" (`fib6_dump_table` in net/ipv6/ip6_fib.c).
//! - Routes of IPv4 are continued by destination, but among those to the same address by position
//!   (`fn_trie_dump_leaf` in net/ipv4/fib_trie.c).
//!
//! A notification about such a change is in the queue when the reading ends. So the notifications
//! up to the next `EAGAIN` are compared with the seams, and if one hits, the table is read again.

use std::collections::HashSet;

use netlink_raw::uapi::rtnetlink::{RTA_DST, RTA_TABLE};
use netlink_raw::uapi::sys_socket::{AF_INET, AF_INET6};

use crate::event::Event;
use crate::object::Kind;

/// The seams of a dump.
#[derive(Default)]
pub(super) struct Seams {
    /// The last route so far.
    last: Option<Leaf>,
    /// The routes of IPv4 after which a datagram ended.
    inet: HashSet<Leaf>,
    /// Whether routes of IPv6 were in a datagram after which others came.
    inet6: bool,
}

/// What the kernel finds routes by: all routes of IPv4 with the same table and the same address are
/// in one list, whatever their prefix length.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Leaf {
    family: u8,
    table: Option<u64>,
    /// None is a default route's, which is 0.0.0.0.
    address: [u8; 4],
}

impl Leaf {
    fn of(event: &Event<'_, '_>) -> Self {
        let address = event.attribute(RTA_DST).and_then(|bytes| bytes.try_into().ok());
        Leaf {
            family: event.family,
            table: event.number(RTA_TABLE),
            address: address.unwrap_or_default(),
        }
    }
}

impl Seams {
    /// An entry of the dump.
    pub(super) fn pass(&mut self, event: &Event<'_, '_>) {
        if event.object.kind == Kind::Route {
            self.last = Some(Leaf::of(event));
        }
    }

    /// The end of a datagram.
    pub(super) fn end_of_datagram(&mut self) {
        match self.last.take() {
            Some(leaf) if leaf.family == AF_INET => drop(self.inet.insert(leaf)),
            Some(leaf) if leaf.family == AF_INET6 => self.inet6 = true,
            _ => {}
        }
    }

    /// Whether a change that may have happened during the dump may have led it astray.
    pub(super) fn are_hit_by(&self, event: &Event<'_, '_>) -> bool {
        match event.object.kind {
            Kind::Mdb | Kind::Tc => true,
            Kind::Route if event.family == AF_INET6 => self.inet6,
            Kind::Route => self.inet.contains(&Leaf::of(event)),
            Kind::Link
            | Kind::Addr
            | Kind::Rule
            | Kind::Neigh
            | Kind::Nexthop
            | Kind::Netconf
            | Kind::Prefix
            | Kind::Nsid => false,
        }
    }
}
