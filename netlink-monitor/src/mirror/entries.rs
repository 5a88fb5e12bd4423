//! The entries of a multicast database, one by one.
//!
//! The kernel reports them in lists: a message holds some or all groups of a bridge, and
//! for each group some or all ports. But single entries are added and removed. So a message
//! is taken apart into one message for each entry, in the same form. There, an entry is
//! always at the same place, and so are the fields of its identity
//! ([`crate::object::LONE_ENTRY`]).

use netlink_raw::request::struct_bytes;
use netlink_raw::uapi::if_bridge::{MDBA_MDB, MDBA_MDB_ATTRS, MDBA_MDB_ENTRY};
use netlink_raw::uapi::netlink::{NLA_LEN, NLA_TYPE, NLATTR, NLMSGHDR};
use netlink_raw::wire::align;

use crate::event::Event;
use crate::object::Kind;

/// Calls `each` with a body for each entry that an event is about. Except in multicast
/// databases, that is everything after the header.
///
/// The same messages also hold the ports with multicast routers, which are not entries.
pub(super) fn each_body(event: &Event<'_, '_>, mut each: impl FnMut(&[u8])) {
    if event.object.kind != Kind::Mdb {
        return each(event.message.get(NLMSGHDR.size()..).unwrap_or_default());
    }
    let list = event.attribute(MDBA_MDB).unwrap_or_default();
    for (number, group) in MDBA_MDB_ATTRS.attributes(list) {
        for (info, entry) in MDBA_MDB_ENTRY.attributes(group) {
            let alone = nested(MDBA_MDB, &nested(number, &nested(info, entry)));
            each(&[event.head, &alone].concat());
        }
    }
}

/// An attribute with its header and padding.
fn nested(number: u16, payload: &[u8]) -> Vec<u8> {
    let len = NLATTR.size() + payload.len();
    let mut bytes = struct_bytes(&[(NLA_LEN, len as u64), (NLA_TYPE, number.into())]);
    bytes.extend_from_slice(payload);
    bytes.resize(align(len), 0);
    bytes
}
