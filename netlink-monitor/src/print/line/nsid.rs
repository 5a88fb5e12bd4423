//! Numbers of network namespaces.

use std::fmt::{self, Write};

use netlink_raw::uapi::net_namespace::{
    NETNSA_CURRENT_NSID, NETNSA_NSID, NETNSA_NSID_NOT_ASSIGNED,
};
use netlink_raw::wire::Kind;

use super::words::Line;
use crate::event::Event;

/// `nsid 0 (iproute2 netns name: blue)`; the name is not in the message.
pub(super) fn nsid<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let read = |number| {
        let bytes = event.attribute(number)?;
        Kind::S32.read(bytes).map(u64::cast_signed)
    };
    let id = read(NETNSA_NSID);
    let current = read(NETNSA_CURRENT_NSID);
    for (word, id) in [("nsid", id), ("current-nsid", current)] {
        match id {
            None => {}
            Some(NETNSA_NSID_NOT_ASSIGNED) => {
                line.word(word)?;
                line.word("unassigned")?;
            }
            Some(id) => line.signed(word, id)?,
        }
    }
    match id.and_then(|id| line.names.namespace(id)) {
        Some(name) => {
            line.word("(iproute2 netns name: ")?;
            line.text(name)?;
            line.out.write_char(')')
        }
        None => Ok(()),
    }
}
