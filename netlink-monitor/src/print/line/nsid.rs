//! Numbers of network namespaces.

use std::fmt::{self, Write};

use netlink_raw::uapi::net_namespace::NETNSA;
use netlink_raw::wire::Kind;

use super::Line;
use crate::event::Event;

/// `nsid 0`. The name under which `ip netns` keeps the namespace is not in the
/// message; the kernel does not know it.
pub(super) fn nsid<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    for (word, number) in [
        ("nsid", const { NETNSA.number("NETNSA_NSID") }),
        ("current-nsid", const { NETNSA.number("NETNSA_CURRENT_NSID") }),
    ] {
        match event.attribute(number).and_then(|bytes| Kind::S32.read(bytes)).map(u64::cast_signed)
        {
            None => {}
            Some(-1) => {
                line.word(word)?;
                line.word("unassigned")?;
            }
            Some(id) => line.signed(word, id)?,
        }
    }
    Ok(())
}
