//! Lines in the words of `ip monitor`, so that hands and scripts know them.
//!
//! What `ip` leaves out is added where it changes the meaning: a route that replaces
//! another or stands behind others is told as such.

use std::fmt::{self, Write};

use netlink_raw::uapi::lwtunnel::LWTUNNEL_ENCAP;
use netlink_raw::uapi::rtnetlink::{
    ICMPV6_ROUTER_PREF, RT_SCOPE, RT_SCOPE_UNIVERSE, RT_TABLE, RT_TABLE_MAIN, RTA, RTA_DST,
    RTA_GATEWAY, RTA_OIF, RTAX, RTAX_FEATURE, RTM_F, RTMSG, RTN, RTN_UNICAST, RTPROT, RTPROT_BOOT,
    RTVIA,
};
use netlink_raw::uapi::socket::FAMILIES;
use netlink_raw::wire::{Field, Kind, Name, Order, Value, decimal, until_nul};

use crate::event::{AF_INET6, Action, Event, NextHop};
use crate::interfaces::Interfaces;

/// The line for an event, without a newline at its end; a route with several next
/// hops has more lines.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn event(out: &mut impl Write, event: &Event<'_, '_>, interfaces: &Interfaces) -> fmt::Result {
    out.write_str(match event.action {
        Action::Del => "Deleted ",
        Action::Get => "Miss ",
        Action::New if event.replaces() => "Replaced ",
        Action::New if event.appends() => "Appended ",
        Action::New => "",
    })?;
    let line = &mut Line { out, interfaces, space: "" };
    match event.object.name {
        "route" => route(line, event),
        _ => write!(line.out, "{}", event.row.c_name),
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
            return match bits {
                0 => self.word("default"),
                bits => self.number("0/", bits),
            };
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

/// `default via 10.0.0.1 dev eth0 proto static metric 100`, in the order of
/// iproute2's `print_route`.
fn route<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let head = |field: &Field| field.read(event.head).unwrap_or(0);
    let kind = head(const { RTMSG.field("rtm_type") });
    if kind != RTN_UNICAST {
        line.name(kind, RTN, "RTN_")?;
    }
    let bits = head(const { RTMSG.field("rtm_dst_len") });
    line.prefix(event.attribute(RTA_DST), bits, event.family)?;
    let bits = head(const { RTMSG.field("rtm_src_len") });
    if let Some(source) = event.attribute(const { RTA.number("RTA_SRC") }) {
        line.word("from")?;
        line.prefix(Some(source), bits, event.family)?;
    }
    let tos = head(const { RTMSG.field("rtm_tos") });
    if tos != 0 {
        line.word("tos ")?;
        write!(line.out, "{tos:#04x}")?;
    }
    if let Some(id) = event.number(const { RTA.number("RTA_NH_ID") }) {
        line.number("nhid", id)?;
    }
    let list = |number| event.attribute(number);
    encapsulation(line, list(const { RTA.number("RTA_ENCAP_TYPE") }))?;
    gateway(line, list(RTA_GATEWAY), list(const { RTA.number("RTA_VIA") }))?;
    if let Some(index) = event.number(RTA_OIF) {
        line.dev(index)?;
    }
    let table = event.table().unwrap_or(0);
    if table != RT_TABLE_MAIN {
        line.named("table", table, RT_TABLE, "RT_TABLE_")?;
    }
    let protocol = head(const { RTMSG.field("rtm_protocol") });
    if protocol != RTPROT_BOOT {
        line.named("proto", protocol, RTPROT, "RTPROT_")?;
    }
    let scope = head(const { RTMSG.field("rtm_scope") });
    if scope != RT_SCOPE_UNIVERSE {
        line.named("scope", scope, RT_SCOPE, "RT_SCOPE_")?;
    }
    if let Some(source) = event.attribute(const { RTA.number("RTA_PREFSRC") }) {
        line.address("src", source)?;
    }
    if let Some(metric) = event.number(const { RTA.number("RTA_PRIORITY") }) {
        line.number("metric", metric)?;
    }
    line.flags(head(const { RTMSG.field("rtm_flags") }))?;
    if let Some(mark) = event.number(const { RTA.number("RTA_MARK") }) {
        line.number("mark", mark)?;
    }
    if let Some(realm) = event.number(const { RTA.number("RTA_FLOW") }) {
        line.number("realm", realm)?;
    }
    if let Some(metrics) = event.attribute(const { RTA.number("RTA_METRICS") }) {
        route_metrics(line, metrics)?;
    }
    if let Some(index) = event.number(const { RTA.number("RTA_IIF") }) {
        line.word("iif ")?;
        line.interface(index)?;
    }
    let multipath = event.attribute(const { RTA.number("RTA_MULTIPATH") });
    for hop in NextHop::all(multipath.unwrap_or_default()) {
        // `ip` breaks the line here; `ip -o` writes a backslash instead.
        line.out.write_str("\n\tnexthop")?;
        line.space = " ";
        let list = |number| RTA.find(hop.attributes, number);
        encapsulation(line, list(const { RTA.number("RTA_ENCAP_TYPE") }))?;
        gateway(line, list(RTA_GATEWAY), list(const { RTA.number("RTA_VIA") }))?;
        line.dev(hop.interface)?;
        line.number("weight", hop.hops + 1)?;
        line.flags(hop.flags)?;
    }
    if let Some(preference) = event.attribute(const { RTA.number("RTA_PREF") }) {
        let preference = Kind::U8.read(preference).unwrap_or(0);
        line.named("pref", preference, ICMPV6_ROUTER_PREF, "ICMPV6_ROUTER_PREF_")?;
    }
    Ok(())
}

/// `via 10.0.0.1`, or `via inet6 fe80::1` where the gateway is of another family.
fn gateway<W: Write>(
    line: &mut Line<'_, W>,
    gateway: Option<&[u8]>,
    via: Option<&[u8]>,
) -> fmt::Result {
    if let Some(gateway) = gateway {
        line.address("via", gateway)?;
    }
    if let Some((family, address)) = via.and_then(|via| via.split_at_checked(RTVIA.size())) {
        let family = Kind::U16(Order::Host).read(family).unwrap_or(0);
        line.named("via", family, FAMILIES, "AF_")?;
        line.space = " ";
        line.out.write_char(' ')?;
        Value::Ip(address).write(line.out)?;
    }
    Ok(())
}

/// `encap mpls`: how packets are wrapped. `ip` tells the details, too; they are in
/// the other formats.
fn encapsulation<W: Write>(line: &mut Line<'_, W>, kind: Option<&[u8]>) -> fmt::Result {
    match kind.and_then(|kind| Kind::U16(Order::Host).read(kind)) {
        Some(kind) => line.named("encap", kind, LWTUNNEL_ENCAP, "LWTUNNEL_ENCAP_"),
        None => Ok(()),
    }
}

/// `mtu lock 1400 advmss 1360`
fn route_metrics<W: Write>(line: &mut Line<'_, W>, metrics: &[u8]) -> fmt::Result {
    let value = |bytes| Kind::U32(Order::Host).read(bytes);
    let locked =
        RTAX.find(metrics, const { RTAX.number("RTAX_LOCK") }).and_then(value).unwrap_or(0);
    for (number, payload) in RTAX.attributes(metrics) {
        let Some(row) = RTAX.get(number).filter(|row| row.c_name != "RTAX_LOCK") else { continue };
        let name = row.c_name.strip_prefix("RTAX_").unwrap_or(row.c_name);
        // iproute2's own words.
        let name = match name {
            "CC_ALGO" => "congctl",
            "RTO_MIN" => "rto_min",
            "FASTOPEN_NO_COOKIE" => "fastopen_no_cookie",
            name => name,
        };
        line.word("")?;
        lowercase(line.out, name)?;
        if locked & 1_u64.checked_shl(number.into()).unwrap_or(0) != 0 {
            line.out.write_str(" lock")?;
        }
        line.out.write_char(' ')?;
        match (name, value(payload)) {
            ("congctl", _) => line.text(payload)?,
            ("rto_min", Some(number)) => write!(line.out, "{number}ms")?,
            // The kernel keeps them in eighths and quarters of a millisecond.
            ("RTT", Some(number)) => write!(line.out, "{}ms", number / 8)?,
            ("RTTVAR", Some(number)) => write!(line.out, "{}ms", number / 4)?,
            ("FEATURES", Some(number)) => {
                let known = RTAX_FEATURE.iter().find(|name| name.number == number);
                let name = known.and_then(|name| name.c_name.strip_prefix("RTAX_FEATURE_"));
                match name {
                    Some(name) => lowercase(line.out, name)?,
                    None => write!(line.out, "{number:#x}")?,
                }
            }
            (_, Some(number)) => decimal(line.out, number)?,
            (_, None) => {}
        }
    }
    Ok(())
}
