//! Lines in the words of `ip monitor`, `bridge monitor` and `tc monitor` (iproute2 6.1), so
//! that people and scripts know them.
//!
//! What those leave out is added where it changes the meaning: a route that replaces another,
//! or is added after others of the same prefix, is reported as such. What only those print is
//! in the other formats. The test `lines` runs both over the same events and has the list of
//! all differences.
//!
//! A message may lack any attribute, or have one that is too short: what is there is printed.

use std::fmt::{self, Write};

use netlink_raw::uapi::errno::ERRNO;
use netlink_raw::wire::Name;

use crate::event::{Action, Answer, Event};
use crate::names::Names;
use crate::object::Kind;

mod addr;
mod encap;
mod link;
mod mdb;
mod neigh;
mod netconf;
mod nexthop;
mod nsid;
mod prefix;
mod route;
mod rule;
mod tc;
mod words;

use words::Line;

/// Writes the line for an event, without a newline at its end. Some events have more lines;
/// the later ones begin with white space.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn event(out: &mut impl Write, event: &Event<'_, '_>, names: &Names) -> fmt::Result {
    let line = &mut Line::new(out, names);
    let kind = event.object.kind;
    // `tc` has its own words for what happened.
    if kind == Kind::Tc && event.action != Action::Get {
        return tc::tc(line, event);
    }
    let begin = match event.action {
        Action::Del => "Deleted ",
        // The kernel needs the link-layer address of a neighbour.
        Action::Get if event.is_miss() => "miss ",
        // A program's request, in a capture that has those as well. The rest of the line is
        // printed only if a request has everything that it needs.
        Action::Get => {
            line.out.write_str("Request ")?;
            line.out.write_str(event.row.c_name)?;
            let complete = matches!(kind, Kind::Route | Kind::Addr | Kind::Neigh);
            if !complete || event.row.number % 4 > 1 {
                return Ok(());
            }
            " "
        }
        Action::New if event.replaces() => "Replaced ",
        Action::New if event.appends() => "Appended ",
        Action::New => "",
    };
    line.out.write_str(begin)?;
    let printed = match kind {
        Kind::Link => event.head().map(|head| link::link(line, event, head)),
        Kind::Addr => event.head().map(|head| addr::addr(line, event, head)),
        Kind::Route => event.head().map(|head| route::route(line, event, head)),
        Kind::Rule => event.head().map(|head| rule::rule(line, event, head)),
        Kind::Neigh => event.head().map(|head| neigh::neigh(line, event, head)),
        Kind::Nexthop => event.head().map(|head| nexthop::nexthop(line, event, head)),
        Kind::Netconf => Some(netconf::netconf(line, event)),
        Kind::Prefix => event.head().map(|head| prefix::prefix(line, event, head)),
        Kind::Nsid => Some(nsid::nsid(line, event)),
        Kind::Mdb => event.head().map(|head| mdb::mdb(line, event, head)),
        Kind::Tc => None,
    };
    // Only a request can have another struct.
    printed.unwrap_or_else(|| line.word(event.row.c_name))
}

/// Writes the line for an answer: whether the kernel did what was requested.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn answer(out: &mut impl Write, answer: &Answer<'_>) -> fmt::Result {
    out.write_str(if answer.errno == 0 { "Acknowledged " } else { "Refused " })?;
    match answer.request_row() {
        Some(row) => out.write_str(row.c_name)?,
        None => write!(out, "message type {}", answer.request)?,
    }
    match (answer.errno, Name::of(ERRNO, answer.errno)) {
        (0, _) => Ok(()),
        (_, Some(name)) => write!(out, ": {} ({})", name.c_name, name.about),
        (errno, None) => write!(out, ": errno {errno}"),
    }
}
