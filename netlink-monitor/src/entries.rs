//! Entries of multicast databases, one by one.
//!
//! The kernel tells of them in lists: a message holds some or all groups of a bridge,
//! and of each group some or all ports. What comes and goes is the single entry. So a
//! message is taken apart into one message for each entry, of the same form. Alone, an
//! entry stands at a fixed place, and so do the fields that say which one it is.

use netlink_raw::request::struct_bytes;
use netlink_raw::uapi::if_bridge::{BR_MDB_ENTRY, BR_PORT_MSG, MDBA, MDBA_MDB, MDBA_MDB_ENTRY};
use netlink_raw::uapi::netlink::{NLA_LEN, NLA_TYPE, NLATTR, NLMSGHDR, Nlattr};
use netlink_raw::wire::{Kind, Layout, Meaning, Order, align, field};

use crate::event::Event;

/// The body of a message with a single entry, up to the attributes of that:
/// `struct br_port_msg`, three attribute headers, `struct br_mdb_entry`.
#[rustfmt::skip]
pub(crate) static LONE_ENTRY: Layout = Layout {
    c_name: "br_port_msg and br_mdb_entry",
    header: "linux/if_bridge.h",
    man: "bridge(8)",
    fields: &[
        field(0, Kind::U8, "family", Meaning::Number, "AF_BRIDGE"),
        field(1, Kind::Pad(3), "(padding)", Meaning::Reserved, "aligns the next field"),
        field(4, Kind::U32(Order::Host), "bridge", Meaning::Interface, "the bridge"),
        field(8, Kind::Bytes(12), "headers", Meaning::Id, "of MDBA_MDB, MDBA_MDB_ENTRY and MDBA_MDB_ENTRY_INFO"),
        field(20, Kind::U32(Order::Host), "port", Meaning::Interface, "the port"),
        field(24, Kind::Bytes(2), "state and flags", Meaning::Id, "how it is treated"),
        field(26, Kind::U16(Order::Host), "vid", Meaning::Number, "its VLAN"),
        field(28, Kind::Bytes(16), "group", Meaning::Id, "the group's address"),
        field(44, Kind::U16(Order::Network), "proto", Meaning::Number, "what kind of address the group is"),
        field(46, Kind::Pad(2), "(padding)", Meaning::Reserved, "rounds the struct up to a multiple of 4"),
    ],
};
const _: () = assert!(
    LONE_ENTRY.has_no_hole()
        && LONE_ENTRY.size() == BR_PORT_MSG.size() + 3 * NLATTR.size() + BR_MDB_ENTRY.size()
);

/// Calls `each` with the body of a message for each thing that an event is about: all
/// of what stands behind the header, except of a multicast database.
///
/// The ports behind which multicast routers are, which stand in the same messages, are
/// no entries.
pub(crate) fn each_body(event: &Event<'_, '_>, mut each: impl FnMut(&[u8])) {
    if event.object.name != "mdb" {
        return each(event.message.get(NLMSGHDR.size()..).unwrap_or_default());
    }
    let list = event.attribute(const { MDBA.number("MDBA_MDB") }).unwrap_or_default();
    for (number, group) in MDBA_MDB.attributes(list) {
        for (info, entry) in MDBA_MDB_ENTRY.attributes(group) {
            let alone =
                nested(const { MDBA.number("MDBA_MDB") }, &nested(number, &nested(info, entry)));
            each(&[event.head, &alone].concat());
        }
    }
}

/// An attribute with its header and padding.
fn nested(number: u16, payload: &[u8]) -> Vec<u8> {
    let len = NLATTR.size() + payload.len();
    let header = [(NLA_LEN, len as u64), (NLA_TYPE, number.into())];
    let mut bytes = struct_bytes::<Nlattr>(&header);
    bytes.extend_from_slice(payload);
    bytes.resize(align(len), 0);
    bytes
}
