//! Traffic control: queueing disciplines, classes, filters, chains and actions; kind,
//! number and place of each.

use std::fmt::{self, Write};
use std::ptr;

use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::if_link::ETH_P;
use netlink_raw::uapi::netlink::{NLM_F_CREATE, NLM_F_EXCL};
use netlink_raw::uapi::pkt_cls::{TCA_ACT, TCA_ACT_TAB, TCA_ROOT, TCAMSG};
use netlink_raw::uapi::pkt_sched::{TC_H, TCA, TCM_HANDLE, TCM_IFINDEX, TCM_INFO, TCM_PARENT};
use netlink_raw::wire::{Kind, Order, number_of, until_nul};

use super::options::options;
use super::{Line, short};
use crate::event::{Action, Event};
use crate::requests::{BLOCK, CLSACT_EGRESS, CLSACT_INGRESS};

const ROOT: u64 = number_of(TC_H, "TC_H_ROOT");

/// The line with what happened in front of it, in the words of `tc`.
pub(super) fn tc<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    const QDISC: u16 = ROUTE.number("RTM_NEWQDISC");
    const CLASS: u16 = ROUTE.number("RTM_NEWTCLASS");
    const FILTER: u16 = ROUTE.number("RTM_NEWTFILTER");
    let about = event.new_type();
    // The kernel repeats the flags of the request for a filter, a chain or an action;
    // for a qdisc it says itself whether there was one before.
    let created = event.flags & NLM_F_CREATE != 0;
    line.out.write_str(match event.action {
        Action::Del => "deleted ",
        Action::New if event.replaces() => "replaced ",
        Action::New if created && event.flags & NLM_F_EXCL != 0 => "added ",
        Action::New if created && about == FILTER => "replaced ",
        Action::New | Action::Get => "",
    })?;
    if ptr::eq(event.layout, &TCAMSG) {
        return actions(line, event);
    }
    match about {
        QDISC => qdisc(line, event),
        CLASS => class(line, event),
        FILTER => filter(line, event, "filter"),
        _ => filter(line, event, "chain"),
    }
}

/// `qdisc htb 1: dev veth0 root refcnt 2`
fn qdisc<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    line.word("qdisc")?;
    line.space = " ";
    kind(line, event)?;
    line.word("")?;
    let handle = event.read(TCM_HANDLE.field());
    write!(line.out, "{:x}:", handle >> 16)?;
    place(line, event)?;
    for (word, number) in [
        ("ingress_block", const { TCA.number("TCA_INGRESS_BLOCK") }),
        ("egress_block", const { TCA.number("TCA_EGRESS_BLOCK") }),
    ] {
        if let Some(block) = event.number(number) {
            line.number(word, block)?;
        }
    }
    match event.read(TCM_INFO.field()) {
        1 => {}
        users => line.number("refcnt", users)?,
    }
    options(line, event)
}

/// `class htb 1:11 dev veth0 parent 1:10 leaf 20:`
fn class<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    line.word("class")?;
    line.space = " ";
    kind(line, event)?;
    let handle = event.read(TCM_HANDLE.field());
    if handle != 0 {
        line.word("")?;
        class_id(line, handle)?;
    }
    place(line, event)?;
    match event.read(TCM_INFO.field()) {
        0 => {}
        leaf => {
            line.word("leaf ")?;
            write!(line.out, "{:x}:", leaf >> 16)?;
        }
    }
    options(line, event)
}

/// `filter dev veth0 parent 1: protocol ip pref 5 u32 chain 0 fh 800::800`, and the
/// same of the chain that filters stand in.
fn filter<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>, word: &str) -> fmt::Result {
    line.word(word)?;
    line.space = " ";
    place(line, event)?;
    let info = event.read(TCM_INFO.field());
    let (priority, protocol) = (info >> 16, info & 0xffff);
    // The protocol is in network order: as it stands in a frame.
    let protocol = u16::try_from(protocol).map_or(0, u16::from_be);
    match short(protocol.into(), ETH_P, "ETH_P_") {
        _ if protocol == 0 => {}
        // iproute2's own words.
        Some("8021Q") => line.word("protocol 802.1Q")?,
        Some("8021AD") => line.word("protocol 802.1ad")?,
        _ => line.named("protocol", protocol.into(), ETH_P, "ETH_P_")?,
    }
    if priority != 0 {
        line.number("pref", priority)?;
    }
    kind(line, event)?;
    if let Some(chain) = event.number(const { TCA.number("TCA_CHAIN") }) {
        line.number("chain", chain)?;
    }
    let handle = event.read(TCM_HANDLE.field());
    let name = event.attribute(const { TCA.number("TCA_KIND") }).map(until_nul);
    match (handle, name) {
        (0, _) | (_, None) => {}
        // 12 bits of hash table, 8 of slot in it, 12 of place in the slot.
        (_, Some(Ok("u32"))) => {
            let (table, slot, place) = (handle >> 20, (handle >> 12) & 0xff, handle & 0xfff);
            line.word("fh ")?;
            write!(line.out, "{table:x}:")?;
            if slot != 0 {
                write!(line.out, "{slot:x}")?;
            }
            if place != 0 {
                write!(line.out, ":{place:x}")?;
            }
        }
        _ => {
            line.word("handle ")?;
            write!(line.out, "{handle:#x}")?;
        }
    }
    options(line, event)
}

/// `action mirred index 1`
fn actions<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    line.word("action")?;
    line.space = " ";
    let list = event.attribute(const { TCA_ROOT.number("TCA_ROOT_TAB") }).unwrap_or_default();
    for (_, action) in TCA_ACT_TAB.attributes(list) {
        if let Some(kind) = TCA_ACT.find(action, const { TCA_ACT.number("TCA_ACT_KIND") }) {
            line.word("")?;
            line.text(kind)?;
        }
        let index = TCA_ACT.find(action, const { TCA_ACT.number("TCA_ACT_INDEX") });
        if let Some(index) = index.and_then(|bytes| Kind::U32(Order::Host).read(bytes)) {
            line.number("index", index)?;
        }
    }
    Ok(())
}

fn kind<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    match event.attribute(const { TCA.number("TCA_KIND") }) {
        Some(kind) => {
            line.word("")?;
            line.text(kind)
        }
        None => Ok(()),
    }
}

/// `dev veth0 parent 1:10`: the interface, and what it is attached to there.
fn place<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let index = event.read(TCM_IFINDEX.field());
    let parent = event.read(TCM_PARENT.field());
    if index & BLOCK == BLOCK {
        return line.number("block", parent);
    }
    line.dev(index)?;
    match parent {
        0 => Ok(()),
        ROOT => line.word("root"),
        CLSACT_INGRESS => line.word("ingress"),
        CLSACT_EGRESS => line.word("egress"),
        parent => {
            line.word("parent ")?;
            class_id(line, parent)
        }
    }
}

/// `1:10`: 16 bits of major number, 16 of minor, in hexadecimal digits; a zero is
/// left out.
pub(super) fn class_id<W: Write>(line: &mut Line<'_, W>, id: u64) -> fmt::Result {
    match (id >> 16, id & 0xffff) {
        _ if id == ROOT => line.out.write_str("root"),
        (0, 0) => line.out.write_str("none"),
        (0, minor) => write!(line.out, ":{minor:x}"),
        (major, 0) => write!(line.out, "{major:x}:"),
        (major, minor) => write!(line.out, "{major:x}:{minor:x}"),
    }
}
