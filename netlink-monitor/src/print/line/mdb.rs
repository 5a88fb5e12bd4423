//! Multicast databases of bridges.

use std::fmt::{self, Write};

use netlink_raw::uapi::if_bridge::{
    BR_MDB_ENTRY, BR_MDB_ENTRY_ADDR_PROTO, BR_MDB_ENTRY_ADDR_U, BR_MDB_ENTRY_FLAGS,
    BR_MDB_ENTRY_IFINDEX, BR_MDB_ENTRY_STATE, BR_MDB_ENTRY_VID, BR_PORT_MSG_IFINDEX, BrMdbEntry,
    BrPortMsg, MDB_FLAGS, MDB_PERMANENT, MDBA_MDB, MDBA_MDB_ATTRS, MDBA_MDB_EATTR,
    MDBA_MDB_EATTR_SOURCE, MDBA_MDB_ENTRY, MDBA_ROUTER, MDBA_ROUTER_ATTRS,
};
use netlink_raw::uapi::if_ether::{ETH_P_IP, ETH_P_IPV6};
use netlink_raw::wire::{Kind, Order, Value, View, align};

use super::words::{Line, lowercase};
use crate::event::{Action, Event};

/// `dev br0 port veth0 grp 239.1.1.1 temp`, a line for each port in a group; and
/// `router port dev veth0 master br0`.
pub(super) fn mdb<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, BrPortMsg>,
) -> fmt::Result {
    let bridge = head.read(BR_PORT_MSG_IFINDEX);
    // The beginning of every line but the first, which has it already.
    let next = if event.action == Action::Del { "\nDeleted " } else { "\n" };
    let mut begin = "";
    let groups = event.attribute(MDBA_MDB).unwrap_or_default();
    for (_, group) in MDBA_MDB_ATTRS.attributes(groups) {
        for (_, port) in MDBA_MDB_ENTRY.attributes(group) {
            line.start(std::mem::replace(&mut begin, next))?;
            entry(line, bridge, port)?;
        }
    }
    let routers = event.attribute(MDBA_ROUTER).unwrap_or_default();
    for (_, port) in MDBA_ROUTER_ATTRS.attributes(routers) {
        let index = port.get(..4).and_then(|bytes| Kind::U32(Order::Host).read(bytes));
        line.start(std::mem::replace(&mut begin, next))?;
        line.word("router port")?;
        line.dev(index.unwrap_or(0))?;
        line.word("master ")?;
        line.interface(bridge)?;
    }
    if begin.is_empty() {
        // A bridge without groups and routers.
        line.dev(bridge)?;
    }
    Ok(())
}

/// A port in a group.
fn entry<W: Write>(line: &mut Line<'_, W>, bridge: u64, bytes: &[u8]) -> fmt::Result {
    let port = View::<BrMdbEntry>::new(bytes);
    line.dev(bridge)?;
    line.word("port ")?;
    line.interface(port.read(BR_MDB_ENTRY_IFINDEX))?;
    // A union of addresses, and what kind it is.
    let at = BR_MDB_ENTRY_ADDR_U.field().at;
    let group = |len: usize| bytes.get(at..at + len).unwrap_or_default();
    line.word("grp ")?;
    match port.read(BR_MDB_ENTRY_ADDR_PROTO) {
        proto if proto == ETH_P_IP => Value::Ip(group(4)),
        proto if proto == ETH_P_IPV6 => Value::Ip(group(16)),
        _ => Value::Hardware(group(6)),
    }
    .write(line.out)?;
    let list = bytes.get(align(BR_MDB_ENTRY.size())..).unwrap_or_default();
    let source = MDBA_MDB_EATTR_SOURCE;
    if let Some(source) = MDBA_MDB_EATTR.find(list, source) {
        line.address("src", source)?;
    }
    let permanent = MDB_PERMANENT;
    let state = port.read(BR_MDB_ENTRY_STATE);
    line.word(if state & permanent == 0 { "temp" } else { "permanent" })?;
    let flags = port.read(BR_MDB_ENTRY_FLAGS);
    for name in MDB_FLAGS.iter().filter(|name| flags & name.number != 0) {
        match name.c_name.strip_prefix("MDB_FLAGS_").unwrap_or(name.c_name) {
            // iproute2's own words.
            "STAR_EXCL" => line.word("added_by_star_ex")?,
            name => {
                line.sep()?;
                lowercase(line.out, name)?;
            }
        }
    }
    match port.read(BR_MDB_ENTRY_VID) {
        0 => Ok(()),
        vlan => line.numbered("vid", vlan),
    }
}
