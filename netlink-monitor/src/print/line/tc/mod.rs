//! Traffic control: queueing disciplines, classes, filters, chains and actions, each with its
//! kind, its number and its place.

use std::fmt::{self, Write};

use netlink_raw::uapi::if_ether::ETH_P;
use netlink_raw::uapi::netlink::{NLM_F_CREATE, NLM_F_EXCL};
use netlink_raw::uapi::pkt_cls::{TCA_ACT, TCA_ACT_INDEX, TCA_ACT_KIND, TCA_ACT_TAB};
use netlink_raw::uapi::pkt_sched::TC_H_ROOT;
use netlink_raw::uapi::rtnetlink::{
    RTM_NEWQDISC, RTM_NEWTCLASS, RTM_NEWTFILTER, TCA_CHAIN, TCA_EGRESS_BLOCK, TCA_INGRESS_BLOCK,
    TCA_KIND, TCA_ROOT_TAB, TCM_HANDLE, TCM_IFINDEX, TCM_IFINDEX_MAGIC_BLOCK, TCM_INFO, TCM_PARENT,
    Tcmsg,
};
use netlink_raw::wire::{Kind, Order, View, until_nul};

use super::words::{Line, short};
use crate::event::{Action, Event};
use crate::object::{CLSACT_EGRESS, CLSACT_INGRESS};

mod options;
mod units;

use options::options;
use units::class_id;

/// The line, beginning with what happened, in the words of `tc`.
pub(super) fn tc<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let about = event.new_type();
    // The kernel repeats the flags of the request for a filter, a chain or an action;
    // for a qdisc it says itself whether there was one before.
    let created = event.flags & NLM_F_CREATE != 0;
    line.out.write_str(match event.action {
        Action::Del => "deleted ",
        Action::New if event.replaces() => "replaced ",
        Action::New if created && event.flags & NLM_F_EXCL != 0 => "added ",
        Action::New if created && about == RTM_NEWTFILTER => "replaced ",
        Action::New | Action::Get => "",
    })?;
    let Some(head) = event.head::<Tcmsg>() else { return actions(line, event) };
    match about {
        RTM_NEWQDISC => qdisc(line, event, head),
        RTM_NEWTCLASS => class(line, event, head),
        RTM_NEWTFILTER => filter(line, event, head, "filter"),
        _ => filter(line, event, head, "chain"),
    }
}

/// `qdisc htb 1: dev veth0 root refcnt 2`
fn qdisc<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Tcmsg>,
) -> fmt::Result {
    line.word("qdisc")?;
    kind(line, event)?;
    line.sep()?;
    let handle = head.read(TCM_HANDLE);
    write!(line.out, "{:x}:", handle >> 16)?;
    place(line, head)?;
    for (word, number) in [("ingress_block", TCA_INGRESS_BLOCK), ("egress_block", TCA_EGRESS_BLOCK)]
    {
        if let Some(block) = event.number(number) {
            line.numbered(word, block)?;
        }
    }
    match head.read(TCM_INFO) {
        1 => {}
        users => line.numbered("refcnt", users)?,
    }
    options(line, event, head)
}

/// `class htb 1:11 dev veth0 parent 1:10 leaf 20:`
fn class<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Tcmsg>,
) -> fmt::Result {
    line.word("class")?;
    kind(line, event)?;
    let handle = head.read(TCM_HANDLE);
    if handle != 0 {
        line.sep()?;
        class_id(line, handle)?;
    }
    place(line, head)?;
    match head.read(TCM_INFO) {
        0 => {}
        leaf => {
            line.word("leaf ")?;
            write!(line.out, "{:x}:", leaf >> 16)?;
        }
    }
    options(line, event, head)
}

/// `filter dev veth0 parent 1: protocol ip pref 5 u32 chain 0 fh 800::800`, and the
/// same for the chain that filters are in.
fn filter<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Tcmsg>,
    word: &str,
) -> fmt::Result {
    line.word(word)?;
    place(line, head)?;
    let info = head.read(TCM_INFO);
    let (priority, protocol) = (info >> 16, info & 0xffff);
    // The protocol is in network order, as in a frame.
    let protocol = u16::try_from(protocol).map_or(0, u16::from_be);
    match short(protocol.into(), ETH_P, "ETH_P_") {
        _ if protocol == 0 => {}
        // iproute2's own words.
        Some("8021Q") => line.word("protocol 802.1Q")?,
        Some("8021AD") => line.word("protocol 802.1ad")?,
        _ => line.named("protocol", protocol.into(), ETH_P, "ETH_P_")?,
    }
    if priority != 0 {
        line.numbered("pref", priority)?;
    }
    kind(line, event)?;
    if let Some(chain) = event.number(TCA_CHAIN) {
        line.numbered("chain", chain)?;
    }
    let handle = head.read(TCM_HANDLE);
    let name = event.attribute(TCA_KIND).map(until_nul);
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
    options(line, event, head)
}

/// `action mirred index 1`
fn actions<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    line.word("action")?;
    let list = event.attribute(TCA_ROOT_TAB).unwrap_or_default();
    for (_, action) in TCA_ACT_TAB.attributes(list) {
        if let Some(kind) = TCA_ACT.find(action, TCA_ACT_KIND) {
            line.sep()?;
            line.text(kind)?;
        }
        let index = TCA_ACT.find(action, TCA_ACT_INDEX);
        if let Some(index) = index.and_then(|bytes| Kind::U32(Order::Host).read(bytes)) {
            line.numbered("index", index)?;
        }
    }
    Ok(())
}

fn kind<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    match event.attribute(TCA_KIND) {
        Some(kind) => {
            line.sep()?;
            line.text(kind)
        }
        None => Ok(()),
    }
}

/// `dev veth0 parent 1:10`: the interface, and what it is attached to there.
fn place<W: Write>(line: &mut Line<'_, W>, head: View<'_, Tcmsg>) -> fmt::Result {
    let index = head.read(TCM_IFINDEX);
    let parent = head.read(TCM_PARENT);
    if index == TCM_IFINDEX_MAGIC_BLOCK {
        return line.numbered("block", parent);
    }
    line.dev(index)?;
    match parent {
        0 => Ok(()),
        TC_H_ROOT => line.word("root"),
        CLSACT_INGRESS => line.word("ingress"),
        CLSACT_EGRESS => line.word("egress"),
        parent => {
            line.word("parent ")?;
            class_id(line, parent)
        }
    }
}
