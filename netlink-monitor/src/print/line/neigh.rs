//! Neighbours, and the entries of a bridge's table.

use std::fmt::{self, Write};

use netlink_raw::uapi::neighbour::{
    NDA_DST, NDA_FLAGS_EXT, NDA_LLADDR, NDA_PROTOCOL, NDM_FLAGS, NDM_IFINDEX, NDM_STATE,
    NTF_EXT_LEARNED, NTF_EXT_MANAGED, NTF_OFFLOADED, NTF_PROXY, NTF_ROUTER, NUD, Ndmsg,
};
use netlink_raw::uapi::rtnetlink::RTPROT;
use netlink_raw::wire::{Value, View};

use super::words::Line;
use crate::event::Event;

/// `10.1.0.2 dev veth0 lladdr 02:00:00:00:00:02 router REACHABLE proto static`
pub(super) fn neigh<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Ndmsg>,
) -> fmt::Result {
    if let Some(address) = event.attribute(NDA_DST) {
        line.sep()?;
        Value::Ip(address).write(line.out)?;
    }
    let index = head.read(NDM_IFINDEX);
    if index != 0 {
        line.dev(index)?;
    }
    if let Some(address) = event.attribute(NDA_LLADDR) {
        line.hardware("lladdr", address)?;
    }
    let flags = head.read(NDM_FLAGS);
    for (word, bit) in [
        ("router", NTF_ROUTER),
        ("proxy", NTF_PROXY),
        ("extern_learn", NTF_EXT_LEARNED),
        ("offload", NTF_OFFLOADED),
    ] {
        if flags & bit != 0 {
            line.word(word)?;
        }
    }
    let more = event.number(NDA_FLAGS_EXT).unwrap_or(0);
    if more & NTF_EXT_MANAGED != 0 {
        line.word("managed")?;
    }
    let state = head.read(NDM_STATE);
    for name in NUD.iter().filter(|name| state & name.number != 0) {
        line.word(name.c_name.strip_prefix("NUD_").unwrap_or(name.c_name))?;
    }
    match event.byte(NDA_PROTOCOL) {
        Some(protocol) => line.named("proto", protocol, RTPROT, "RTPROT_"),
        None => Ok(()),
    }
}
