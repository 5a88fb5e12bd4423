//! What a notification tells about tables that it is not about: the kernel changes many things
//! without saying so.

use netlink_raw::uapi::netconf::NETCONFA_IFINDEX;
use netlink_raw::uapi::rtnetlink::{RTM_NEWCHAIN, RTM_NEWQDISC, RTM_NEWTCLASS, RTM_NEWTFILTER};
use netlink_raw::uapi::sys_socket::AF_UNSPEC;
use netlink_raw::wire;

use crate::event::{Action, Event};
use crate::object::Kind;

/// Whether a change to this object can silently change other tables. [`silent_effects`] lists the
/// effects.
#[must_use]
pub fn has_silent_effects(kind: Kind) -> bool {
    match kind {
        Kind::Link | Kind::Addr | Kind::Nexthop => true,
        // Effects only on its own tables, or on a part of another that also goes with it:
        // notifications of these are received anyway.
        Kind::Tc => false,
        Kind::Route
        | Kind::Rule
        | Kind::Neigh
        | Kind::Netconf
        | Kind::Prefix
        | Kind::Nsid
        | Kind::Mdb => false,
    }
}

/// The other tables that a change may have changed without a notification, and why.
pub(super) fn silent_effects(event: &Event<'_, '_>) -> Option<(&'static [Kind], &'static str)> {
    // Links too: the kernel reports that an interface goes down before IPv6 on it does.
    const WITH_LINKS: &[Kind] = &[
        Kind::Link,
        Kind::Route,
        Kind::Nexthop,
        Kind::Addr,
        // A rule says whether its interface exists (`attach_rules` in net/core/fib_rules.c).
        Kind::Rule,
        Kind::Neigh,
        Kind::Netconf,
        Kind::Mdb,
        Kind::Tc,
    ];
    match (event.object.kind, event.action) {
        (_, Action::Get) => None,
        // A port of a bridge, or the IPv6 settings of an interface.
        (Kind::Link, _) if event.family != AF_UNSPEC => {
            Some((&[Kind::Link], "a part of a link changed"))
        }
        // Any change: only this tells that the interface went up or down, and routes and next
        // hops come, go and change their flags with it.
        (Kind::Link, Action::New) => Some((WITH_LINKS, "a link changed")),
        (Kind::Link, Action::Del) => Some((WITH_LINKS, "a link was deleted")),
        (Kind::Addr, Action::Del) => Some((&[Kind::Route], "an address was deleted")),
        (Kind::Nexthop, Action::Del) => Some((&[Kind::Route], "a next hop was deleted")),
        (Kind::Nexthop, Action::New) => Some((&[Kind::Route], "a next hop changed")),
        // Classes and filters go with their queueing discipline, and everything inside a
        // class with the class. A class that gets a child loses its queueing discipline. A
        // filter brings its priority and its hash tables, which are reported with the last
        // filter in them.
        (Kind::Tc, Action::New | Action::Del) => match event.new_type() {
            RTM_NEWQDISC => Some((&[Kind::Tc], "a queueing discipline changed")),
            RTM_NEWTCLASS => Some((&[Kind::Tc], "a class changed")),
            RTM_NEWTFILTER | RTM_NEWCHAIN => Some((&[Kind::Tc], "a filter changed")),
            // An action, which is not part of these tables.
            _ => None,
        },
        // Interfaces with the default setting follow a change of the default silently
        // (`devinet_copy_dflt_conf` in net/ipv4/devinet.c).
        (Kind::Netconf, Action::New) if is_for_all(event) => {
            Some((&[Kind::Netconf], "a setting for all interfaces changed"))
        }
        (Kind::Addr, Action::New)
        | (
            Kind::Route
            | Kind::Rule
            | Kind::Neigh
            | Kind::Netconf
            | Kind::Prefix
            | Kind::Nsid
            | Kind::Mdb,
            Action::New | Action::Del,
        ) => None,
    }
}

/// Whether IP settings are those for all interfaces, or the default of new ones: the index is
/// `NETCONFA_IFINDEX_ALL` (-1) or `NETCONFA_IFINDEX_DEFAULT` (-2).
fn is_for_all(event: &Event<'_, '_>) -> bool {
    let index = event.attribute(NETCONFA_IFINDEX).and_then(|index| wire::Kind::S32.read(index));
    index.is_some_and(|index| index.cast_signed() < 0)
}
