//! Interfaces.

use std::fmt::{self, Write};

use netlink_raw::uapi::if_::{
    IF_OPER, IFF_ALLMULTI, IFF_AUTOMEDIA, IFF_BROADCAST, IFF_DEBUG, IFF_DORMANT, IFF_DYNAMIC,
    IFF_ECHO, IFF_LOOPBACK, IFF_LOWER_UP, IFF_MASTER, IFF_MULTICAST, IFF_NOARP, IFF_NOTRAILERS,
    IFF_POINTOPOINT, IFF_PORTSEL, IFF_PROMISC, IFF_RUNNING, IFF_SLAVE, IFF_UP,
};
use netlink_raw::uapi::if_arp::ARPHRD;
use netlink_raw::uapi::if_link::{
    IFLA, IFLA_ADDRESS, IFLA_ALT_IFNAME, IFLA_BROADCAST, IFLA_EVENT, IFLA_EVENTS, IFLA_GROUP,
    IFLA_IFALIAS, IFLA_IFNAME, IFLA_LINK, IFLA_LINK_NETNSID, IFLA_MASTER, IFLA_MTU,
    IFLA_NEW_IFINDEX, IFLA_NEW_NETNSID, IFLA_OPERSTATE, IFLA_PROP_LIST, IFLA_PROTO_DOWN,
    IFLA_QDISC, IFLA_XDP, IFLA_XDP_ATTACHED, IFLA_XDP_ATTRS, IFLA_XDP_PROG_ID, XDP_ATTACHED,
};
use netlink_raw::uapi::rtnetlink::{IFI_FLAGS, IFI_INDEX, IFI_TYPE, Ifinfomsg};
use netlink_raw::wire::{Kind, Order, Value, View, decimal};

use super::words::{Line, lowercase, short};
use crate::event::Event;

/// The flags in the order of iproute2. `RUNNING` is not among them: that it is
/// missing is printed instead, as `NO-CARRIER`.
const FLAGS: [(&str, u64); 18] = [
    ("LOOPBACK", IFF_LOOPBACK),
    ("BROADCAST", IFF_BROADCAST),
    ("POINTOPOINT", IFF_POINTOPOINT),
    ("MULTICAST", IFF_MULTICAST),
    ("NOARP", IFF_NOARP),
    ("ALLMULTI", IFF_ALLMULTI),
    ("PROMISC", IFF_PROMISC),
    ("MASTER", IFF_MASTER),
    ("SLAVE", IFF_SLAVE),
    ("DEBUG", IFF_DEBUG),
    ("DYNAMIC", IFF_DYNAMIC),
    ("AUTOMEDIA", IFF_AUTOMEDIA),
    ("PORTSEL", IFF_PORTSEL),
    ("NOTRAILERS", IFF_NOTRAILERS),
    ("UP", IFF_UP),
    ("LOWER_UP", IFF_LOWER_UP),
    ("DORMANT", IFF_DORMANT),
    ("ECHO", IFF_ECHO),
];

/// ```text
/// 3: veth0@veth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
///     link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff
/// ```
pub(super) fn link<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Ifinfomsg>,
) -> fmt::Result {
    let index = head.read(IFI_INDEX);
    line.sep()?;
    decimal(line.out, index)?;
    line.out.write_str(": ")?;
    match event.attribute(IFLA_IFNAME) {
        Some(name) => line.text(name)?,
        None => line.interface(index)?,
    }
    let below = event.number(IFLA_LINK);
    let elsewhere = event.attribute(IFLA_LINK_NETNSID);
    // In another namespace, the index has another name than here.
    let here = below.filter(|below| *below != 0 && elsewhere.is_none());
    match (below, here) {
        (None, _) => {}
        (Some(0), _) => line.out.write_str("@NONE")?,
        (_, Some(here)) => {
            line.out.write_char('@')?;
            line.interface(here)?;
        }
        (Some(there), None) => {
            line.out.write_str("@if")?;
            decimal(line.out, there)?;
        }
    }
    let below_is_down = here.is_some_and(|below| line.names.is_up(below) == Some(false));
    let flags = head.read(IFI_FLAGS);
    line.out.write_str(": ")?;
    link_flags(line, flags, below_is_down)?;
    if let Some(mtu) = event.number(IFLA_MTU) {
        line.numbered("mtu", mtu)?;
    }
    if let Some(program) = event.attribute(IFLA_XDP) {
        xdp(line, program)?;
    }
    if let Some(qdisc) = event.attribute(IFLA_QDISC) {
        line.texted("qdisc", qdisc)?;
    }
    if let Some(master) = event.number(IFLA_MASTER) {
        line.word("master ")?;
        line.interface(master)?;
    }
    if let Some(state) = event.byte(IFLA_OPERSTATE) {
        match short(state, IF_OPER, "IF_OPER_") {
            Some(name) => {
                line.word("state ")?;
                line.out.write_str(name)?;
            }
            None => line.numbered("state", state)?,
        }
    }
    match event.number(IFLA_GROUP) {
        Some(0) => line.word("group default")?,
        Some(group) => line.numbered("group", group)?,
        None => {}
    }
    if let Some(reason) = event.number(IFLA_EVENT) {
        why(line, reason)?;
    }
    address(line, event, head, flags)?;
    let namespace = |number| event.attribute(number).and_then(|bytes| Kind::S32.read(bytes));
    for (word, number) in [("link-netns", IFLA_LINK_NETNSID), ("new-netns", IFLA_NEW_NETNSID)] {
        let Some(id) = namespace(number).map(u64::cast_signed) else { continue };
        line.word(word)?;
        match line.names.namespace(id) {
            Some(name) => {
                line.out.write_char(' ')?;
                line.text(name)?;
            }
            None if id < 0 => line.out.write_str("id unknown")?,
            None => {
                line.out.write_str("id ")?;
                decimal(line.out, id.unsigned_abs())?;
            }
        }
    }
    if let Some(index) = event.number(IFLA_NEW_IFINDEX) {
        line.numbered("new-ifindex", index)?;
    }
    if event.byte(IFLA_PROTO_DOWN).is_some_and(|down| down != 0) {
        line.word("protodown on")?;
    }
    if let Some(alias) = event.attribute(IFLA_IFALIAS) {
        line.out.write_str("\n    alias ")?;
        line.text(alias)?;
    }
    let names = event.attribute(IFLA_PROP_LIST).unwrap_or_default();
    for (number, name) in IFLA.attributes(names) {
        if number == IFLA_ALT_IFNAME {
            line.out.write_str("\n    altname ")?;
            line.text(name)?;
        }
    }
    Ok(())
}

/// `<NO-CARRIER,BROADCAST,MULTICAST,UP,M-DOWN>`; the last is not a flag of this
/// interface: the one below it, or its peer, is switched off.
fn link_flags<W: Write>(line: &mut Line<'_, W>, flags: u64, below_is_down: bool) -> fmt::Result {
    let mut comma = "<";
    let mut flag = |line: &mut Line<'_, W>, name| {
        line.out.write_str(std::mem::replace(&mut comma, ","))?;
        line.out.write_str(name)
    };
    if flags & IFF_UP != 0 && flags & IFF_RUNNING == 0 {
        flag(line, "NO-CARRIER")?;
    }
    let mut rest = flags & !IFF_RUNNING;
    for (name, bit) in FLAGS {
        if flags & bit != 0 {
            flag(line, name)?;
            rest &= !bit;
        }
    }
    if rest != 0 {
        flag(line, "")?;
        write!(line.out, "{rest:x}")?;
    }
    if below_is_down {
        flag(line, "M-DOWN")?;
    }
    line.out.write_str(if comma == "<" { "<>" } else { ">" })?;
    Ok(())
}

/// `xdpgeneric/id:7`: the program that sees packets first.
fn xdp<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let attached = IFLA_XDP_ATTRS.find(list, IFLA_XDP_ATTACHED);
    let attached = attached.and_then(|bytes| Kind::U8.read(bytes)).unwrap_or(0);
    // iproute2's own words.
    match short(attached, XDP_ATTACHED, "XDP_ATTACHED_") {
        Some("NONE") => return Ok(()),
        Some("DRV") => line.word("xdp")?,
        Some("SKB") => line.word("xdpgeneric")?,
        Some("HW") => line.word("xdpoffload")?,
        Some(name) => {
            line.word("xdp")?;
            lowercase(line.out, name)?;
        }
        None => {
            line.word("xdp[")?;
            decimal(line.out, attached)?;
            line.out.write_char(']')?;
        }
    }
    let id = IFLA_XDP_ATTRS.find(list, IFLA_XDP_PROG_ID);
    match id.and_then(|bytes| Kind::U32(Order::Host).read(bytes)) {
        Some(id) => {
            line.out.write_str("/id:")?;
            decimal(line.out, id)
        }
        None => Ok(()),
    }
}

/// `event FEATURE CHANGE`: why the message was sent.
fn why<W: Write>(line: &mut Line<'_, W>, reason: u64) -> fmt::Result {
    // iproute2's own words.
    match short(reason, IFLA_EVENTS, "IFLA_EVENT_") {
        Some("FEATURES") => line.word("event FEATURE CHANGE"),
        Some("BONDING_FAILOVER") => line.word("event BONDING FAILOVER"),
        Some("NOTIFY_PEERS") => line.word("event NOTIFY PEERS"),
        Some("IGMP_RESEND") => line.word("event RESEND IGMP"),
        Some("BONDING_OPTIONS") => line.word("event BONDING OPTION"),
        Some(name) => {
            line.word("event ")?;
            line.out.write_str(name)
        }
        None => line.numbered("event", reason),
    }
}

/// The second line: the kind of link layer and its addresses.
fn address<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Ifinfomsg>,
    flags: u64,
) -> fmt::Result {
    line.out.write_str("\n    link/")?;
    let kind = head.read(IFI_TYPE);
    let name = short(kind, ARPHRD, "ARPHRD_");
    // The tunnels have iproute2's own words.
    match name {
        Some("TUNNEL") => line.out.write_str("ipip")?,
        Some("IPGRE") => line.out.write_str("gre")?,
        Some("IP6GRE") => line.out.write_str("gre6")?,
        Some(name) => lowercase(line.out, name)?,
        None => {
            line.out.write_char('[')?;
            decimal(line.out, kind)?;
            line.out.write_char(']')?;
        }
    }
    // The link layer of a tunnel is IP.
    let tunnel = matches!(name, Some("TUNNEL" | "TUNNEL6" | "SIT" | "IPGRE" | "IP6GRE"));
    let other = if flags & IFF_POINTOPOINT == 0 { "brd" } else { "peer" };
    for (word, number) in [("", IFLA_ADDRESS), (other, IFLA_BROADCAST)] {
        let Some(bytes) = event.attribute(number) else { continue };
        line.word(word)?;
        line.out.write_str(if word.is_empty() { "" } else { " " })?;
        match tunnel {
            true => Value::Ip(bytes).write(line.out)?,
            false => Value::Hardware(bytes).write(line.out)?,
        }
    }
    Ok(())
}
