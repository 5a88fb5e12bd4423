//! Lines in the words of `ip monitor`, `bridge monitor` and `tc monitor` (iproute2
//! 6.1), so that hands and scripts know them.
//!
//! What those leave out is added where it changes the meaning: a route that replaces
//! another or stands behind others is told as such. What they say and this does not
//! is in the other formats. The test `lines` runs both over the same events and holds
//! the list of all differences.
//!
//! A message may lack any attribute, or have it too short: what is there is printed.

use std::fmt::{self, Write};

use netlink_raw::uapi::rtnetlink::RTM_F;
use netlink_raw::wire::{Name, Value, decimal, until_nul};

use crate::event::{AF_INET6, Action, Event};
use crate::interfaces::Interfaces;

mod addr;
mod encap;
mod link;
mod mdb;
mod neigh;
mod netconf;
mod nexthop;
mod nsid;
mod options;
mod prefix;
mod route;
mod rule;
mod tc;

/// The line for an event, without a newline at its end; some have more lines, of
/// which the later ones begin with white space.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn event(out: &mut impl Write, event: &Event<'_, '_>, interfaces: &Interfaces) -> fmt::Result {
    let line = &mut Line { out, interfaces, space: "" };
    // `tc` has its own words for what happened.
    if event.object.name == "tc" && event.action != Action::Get {
        return tc::tc(line, event);
    }
    line.out.write_str(match event.action {
        Action::Del => "Deleted ",
        // The kernel asks for the address of a neighbour.
        Action::Get if event.object.name == "neigh" => "miss ",
        // A program's request, in a capture that has those, too.
        Action::Get => {
            line.out.write_str("Request ")?;
            return line.out.write_str(event.row.c_name);
        }
        Action::New if event.replaces() => "Replaced ",
        Action::New if event.appends() => "Appended ",
        Action::New => "",
    })?;
    match event.object.name {
        "route" => route::route(line, event),
        "link" => link::link(line, event),
        "addr" => addr::addr(line, event),
        "rule" => rule::rule(line, event),
        "neigh" => neigh::neigh(line, event),
        "nexthop" => nexthop::nexthop(line, event),
        "netconf" => netconf::netconf(line, event),
        "prefix" => prefix::prefix(line, event),
        "nsid" => nsid::nsid(line, event),
        "mdb" => mdb::mdb(line, event),
        _ => line.word(event.row.c_name),
    }
}

/// Words with a space between them.
struct Line<'l, W> {
    out: &'l mut W,
    interfaces: &'l Interfaces,
    /// What stands in front of the next word.
    space: &'static str,
}

impl<W: Write> Line<'_, W> {
    fn word(&mut self, word: &str) -> fmt::Result {
        self.out.write_str(self.space)?;
        self.space = " ";
        self.out.write_str(word)
    }

    /// A word and a number.
    fn number(&mut self, word: &str, number: u64) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        decimal(self.out, number)
    }

    /// A word and an address.
    fn address(&mut self, word: &str, bytes: &[u8]) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        Value::Ip(bytes).write(self.out)
    }

    /// A word, and the short name of a number: `proto kernel`.
    fn named(
        &mut self,
        word: &str,
        number: u64,
        names: &'static [Name],
        prefix: &str,
    ) -> fmt::Result {
        match short(number, names, prefix) {
            Some(name) => {
                self.word(word)?;
                self.out.write_char(' ')?;
                lowercase(self.out, name)
            }
            None => self.number(word, number),
        }
    }

    /// The short name of a number by itself.
    fn name(&mut self, number: u64, names: &'static [Name], prefix: &str) -> fmt::Result {
        self.word("")?;
        match short(number, names, prefix) {
            Some(name) => lowercase(self.out, name),
            None => decimal(self.out, number),
        }
    }

    /// `dev` and the name of an interface.
    fn dev(&mut self, index: u64) -> fmt::Result {
        self.word("dev ")?;
        self.interface(index)
    }

    /// The name of an interface; `if7` if it is not known.
    fn interface(&mut self, index: u64) -> fmt::Result {
        match self.interfaces.name(index) {
            Some(name) => self.out.write_str(name),
            None => write!(self.out, "if{index}"),
        }
    }

    /// `10.0.0.0/8`; without the length where all bits count; `default` for none.
    fn prefix(&mut self, address: Option<&[u8]>, bits: u64, family: u8) -> fmt::Result {
        let Some(address) = address else {
            if bits == 0 {
                return self.word("default");
            }
            self.word("0/")?;
            return decimal(self.out, bits);
        };
        self.word("")?;
        Value::Ip(address).write(self.out)?;
        let all = if family == AF_INET6 { 128 } else { 32 };
        if bits == all {
            return Ok(());
        }
        self.out.write_char('/')?;
        decimal(self.out, bits)
    }

    /// A text of the message.
    fn text(&mut self, bytes: &[u8]) -> fmt::Result {
        match until_nul(bytes) {
            Ok(text) => write!(self.out, "{}", text.escape_debug()),
            Err(bytes) => write!(self.out, "{}", bytes.escape_ascii()),
        }
    }

    /// A word and a text of the message: a name.
    fn texted(&mut self, word: &str, bytes: &[u8]) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        self.text(bytes)
    }

    /// A word and a number below zero, or not.
    fn signed(&mut self, word: &str, number: i64) -> fmt::Result {
        self.word(word)?;
        self.out.write_str(if number < 0 { " -" } else { " " })?;
        decimal(self.out, number.unsigned_abs())
    }

    /// A word and a link-layer address.
    fn hardware(&mut self, word: &str, bytes: &[u8]) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        Value::Hardware(bytes).write(self.out)
    }

    /// The state of a route or of a next hop: `dead linkdown`.
    fn flags(&mut self, flags: u64) -> fmt::Result {
        for name in RTM_F.iter().filter(|name| flags & name.number != 0) {
            let word = match name.c_name {
                // A hardware's offload has one word for the next hop and another for
                // the route.
                "RTM_F_OFFLOAD" => "RT_OFFLOAD",
                "RTM_F_TRAP" => "RT_TRAP",
                "RTM_F_OFFLOAD_FAILED" => "RT_OFFLOAD_FAILED",
                name => name.split_once("_F_").map_or(name, |(_, word)| word),
            };
            self.word("")?;
            lowercase(self.out, word)?;
        }
        Ok(())
    }
}

/// The name of a number, without what all names of the table begin with.
fn short(number: u64, names: &'static [Name], prefix: &str) -> Option<&'static str> {
    names.iter().find(|name| name.number == number)?.c_name.strip_prefix(prefix)
}

fn lowercase(out: &mut impl Write, name: &str) -> fmt::Result {
    name.chars().try_for_each(|character| out.write_char(character.to_ascii_lowercase()))
}
