//! Rules.

use std::fmt::{self, Write};

use netlink_raw::uapi::fib_rules::{
    FIB_RULE_HDR_ACTION, FIB_RULE_HDR_DST_LEN, FIB_RULE_HDR_FLAGS, FIB_RULE_HDR_SRC_LEN,
    FIB_RULE_HDR_TOS, FIB_RULE_IIF_DETACHED, FIB_RULE_INVERT, FIB_RULE_OIF_DETACHED,
    FIB_RULE_PORT_RANGE, FIB_RULE_UID_RANGE, FIB_RULE_UNRESOLVED, FR_ACT, FRA_DPORT_RANGE, FRA_DST,
    FRA_FLOW, FRA_FWMARK, FRA_FWMASK, FRA_GOTO, FRA_IIFNAME, FRA_IP_PROTO, FRA_L3MDEV, FRA_OIFNAME,
    FRA_PRIORITY, FRA_PROTOCOL, FRA_SPORT_RANGE, FRA_SRC, FRA_SUPPRESS_IFGROUP,
    FRA_SUPPRESS_PREFIXLEN, FRA_TUN_ID, FRA_UID_RANGE, FibRuleHdr,
};
use netlink_raw::uapi::in_::IPPROTO;
use netlink_raw::uapi::rtnetlink::{RT_TABLE, RTPROT};
use netlink_raw::wire::{Kind, Layout, Order, View, decimal};

use super::words::{Line, lowercase, short};
use crate::event::Event;

/// `100: from 10.0.0.0/8 iif veth0 lookup main`; with a tab after the colon.
pub(super) fn rule<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, FibRuleHdr>,
) -> fmt::Result {
    let flags = head.read(FIB_RULE_HDR_FLAGS);
    line.sep()?;
    decimal(line.out, event.number(FRA_PRIORITY).unwrap_or(0))?;
    line.start(":\t")?;
    if flags & FIB_RULE_INVERT != 0 {
        line.word("not")?;
    }
    let source = event.attribute(FRA_SRC);
    let bits = head.read(FIB_RULE_HDR_SRC_LEN);
    line.word("from")?;
    match (source, bits) {
        (None, 0) => line.word("all")?,
        (source, bits) => line.prefix(source, bits, event.family)?,
    }
    let destination = event.attribute(FRA_DST);
    let bits = head.read(FIB_RULE_HDR_DST_LEN);
    if destination.is_some() || bits != 0 {
        line.word("to")?;
        line.prefix(destination, bits, event.family)?;
    }
    let tos = head.read(FIB_RULE_HDR_TOS);
    if tos != 0 {
        line.word("tos ")?;
        write!(line.out, "{tos:#04x}")?;
    }
    mark(line, event)?;
    for (word, number, detached) in
        [("iif", FRA_IIFNAME, FIB_RULE_IIF_DETACHED), ("oif", FRA_OIFNAME, FIB_RULE_OIF_DETACHED)]
    {
        if let Some(name) = event.attribute(number) {
            line.texted(word, name)?;
            if flags & detached != 0 {
                line.word("[detached]")?;
            }
        }
    }
    if event.byte(FRA_L3MDEV).is_some_and(|by_vrf| by_vrf != 0) {
        line.word("lookup [l3mdev-table]")?;
    }
    if let Some((first, last)) = range(event, FRA_UID_RANGE, &FIB_RULE_UID_RANGE) {
        line.numbered("uidrange", first)?;
        line.out.write_char('-')?;
        decimal(line.out, last)?;
    }
    if let Some(protocol) = event.byte(FRA_IP_PROTO) {
        line.named("ipproto", protocol, IPPROTO, "IPPROTO_")?;
    }
    for (word, number) in [("sport", FRA_SPORT_RANGE), ("dport", FRA_DPORT_RANGE)] {
        if let Some((first, last)) = range(event, number, &FIB_RULE_PORT_RANGE) {
            line.numbered(word, first)?;
            if first != last {
                line.out.write_char('-')?;
                decimal(line.out, last)?;
            }
        }
    }
    let tunnel = event.attribute(FRA_TUN_ID);
    if let Some(id) = tunnel.and_then(|bytes| Kind::U64(Order::Network).read(bytes)) {
        line.numbered("tun_id", id)?;
    }
    table(line, event)?;
    if let Some(realms) = event.number(FRA_FLOW) {
        let (from, to) = (realms >> 16, realms & 0xffff);
        line.word("realms ")?;
        if from != 0 {
            decimal(line.out, from)?;
            line.out.write_char('/')?;
        }
        decimal(line.out, to)?;
    }
    action(line, event, head)?;
    match event.byte(FRA_PROTOCOL) {
        Some(protocol) => match short(protocol, RTPROT, "RTPROT_") {
            // Who does not say, and the rules that are there from the start.
            Some("UNSPEC" | "KERNEL") => Ok(()),
            _ => line.named("proto", protocol, RTPROT, "RTPROT_"),
        },
        None => Ok(()),
    }
}

/// `fwmark 0x1/0xff`; without the mask where all bits count.
fn mark<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let mark = event.number(FRA_FWMARK);
    let mask = event.number(FRA_FWMASK);
    if mark.is_none() && mask.is_none() {
        return Ok(());
    }
    line.word("fwmark ")?;
    write!(line.out, "{:#x}", mark.unwrap_or(0))?;
    match mask {
        None | Some(0xffff_ffff) => Ok(()),
        Some(mask) => write!(line.out, "/{mask:#x}"),
    }
}

/// The two numbers of a `FRA_…_RANGE`.
fn range(event: &Event<'_, '_>, number: u16, layout: &Layout) -> Option<(u64, u64)> {
    let bytes = event.attribute(number)?;
    match layout.fields {
        [first, last] => Some((first.read(bytes)?, last.read(bytes)?)),
        _ => None,
    }
}

/// `lookup main suppress_prefixlength 0`
fn table<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let table = event.table().unwrap_or(0);
    if table == 0 {
        return Ok(());
    }
    line.named("lookup", table, RT_TABLE, "RT_TABLE_")?;
    for (word, number) in [
        ("suppress_prefixlength", FRA_SUPPRESS_PREFIXLEN),
        ("suppress_ifgroup", FRA_SUPPRESS_IFGROUP),
    ] {
        let value = event.attribute(number).and_then(|bytes| Kind::S32.read(bytes));
        match value.map(u64::cast_signed) {
            None | Some(-1) => {}
            // The name of the group that every interface is in at first.
            Some(0) if word == "suppress_ifgroup" => line.word("suppress_ifgroup default")?,
            Some(value) => line.signed(word, value)?,
        }
    }
    Ok(())
}

/// What is done other than to look into a table.
fn action<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, FibRuleHdr>,
) -> fmt::Result {
    let action = head.read(FIB_RULE_HDR_ACTION);
    match short(action, FR_ACT, "FR_ACT_") {
        Some("TO_TBL") => Ok(()),
        Some("GOTO") => {
            match event.number(FRA_GOTO) {
                Some(place) => line.numbered("goto", place)?,
                None => line.word("goto none")?,
            }
            if head.read(FIB_RULE_HDR_FLAGS) & FIB_RULE_UNRESOLVED != 0 {
                line.word("[unresolved]")?;
            }
            Ok(())
        }
        Some(name) => {
            line.sep()?;
            lowercase(line.out, name)
        }
        None => line.numbered("action", action),
    }
}
