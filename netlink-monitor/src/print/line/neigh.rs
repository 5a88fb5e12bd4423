//! Neighbours, and the entries of a bridge's table.

use std::fmt::{self, Write};

use netlink_raw::uapi::neighbour::{NDA, NDM_FLAGS, NDM_IFINDEX, NDM_STATE, NTF, NTF_EXT, NUD};
use netlink_raw::uapi::rtnetlink::RTPROT;
use netlink_raw::wire::{Value, number_of};

use super::Line;
use crate::event::Event;

/// `10.1.0.2 dev veth0 lladdr 02:00:00:00:00:02 router REACHABLE proto static`
pub(super) fn neigh<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    if let Some(address) = event.attribute(const { NDA.number("NDA_DST") }) {
        line.word("")?;
        Value::Ip(address).write(line.out)?;
    }
    let index = event.read(NDM_IFINDEX.field());
    if index != 0 {
        line.dev(index)?;
    }
    if let Some(address) = event.attribute(const { NDA.number("NDA_LLADDR") }) {
        line.hardware("lladdr", address)?;
    }
    let flags = event.read(NDM_FLAGS.field());
    for (word, bit) in [
        ("router", const { number_of(NTF, "NTF_ROUTER") }),
        ("proxy", const { number_of(NTF, "NTF_PROXY") }),
        ("extern_learn", const { number_of(NTF, "NTF_EXT_LEARNED") }),
        ("offload", const { number_of(NTF, "NTF_OFFLOADED") }),
    ] {
        if flags & bit != 0 {
            line.word(word)?;
        }
    }
    let more = event.number(const { NDA.number("NDA_FLAGS_EXT") }).unwrap_or(0);
    if more & const { number_of(NTF_EXT, "NTF_EXT_MANAGED") } != 0 {
        line.word("managed")?;
    }
    let state = event.read(NDM_STATE.field());
    for name in NUD.iter().filter(|name| state & name.number != 0) {
        line.word(name.c_name.strip_prefix("NUD_").unwrap_or(name.c_name))?;
    }
    match event.byte(const { NDA.number("NDA_PROTOCOL") }) {
        Some(protocol) => line.named("proto", protocol, RTPROT, "RTPROT_"),
        None => Ok(()),
    }
}
