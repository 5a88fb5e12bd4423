//! The entries of a multicast database, one by one.
//!
//! The kernel reports them in lists: a message holds some or all groups of a bridge, and
//! for each group some or all ports. But entries are added and removed one at a time. So a
//! message is taken apart into one message for each entry, in the same form. There, an entry is
//! always in the same place, and so are the fields of its identity
//! ([`crate::object::LONE_ENTRY`]).

use netlink_raw::request::attribute;
use netlink_raw::uapi::if_bridge::{MDBA_MDB, MDBA_MDB_ATTRS, MDBA_MDB_ENTRY};
use netlink_raw::uapi::netlink::NLMSGHDR;

use crate::event::Event;
use crate::object::Kind;

/// Calls `each` with a body for each entry that an event is about. Except in multicast
/// databases, the body is everything after the header.
///
/// The same messages also hold the ports with multicast routers, which are not entries.
pub(super) fn each_body(event: &Event<'_, '_>, mut each: impl FnMut(&[u8])) {
    if event.object.kind != Kind::Mdb {
        return each(event.message.get(NLMSGHDR.size()..).unwrap_or_default());
    }
    let list = event.attribute(MDBA_MDB).unwrap_or_default();
    for (number, group) in MDBA_MDB_ATTRS.attributes(list) {
        for (info, entry) in MDBA_MDB_ENTRY.attributes(group) {
            let alone = attribute(MDBA_MDB, &attribute(number, &attribute(info, entry)));
            each(&[event.head, &alone].concat());
        }
    }
}
