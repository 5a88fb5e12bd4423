//! Settings of interfaces.

use std::fmt::{self, Write};

use netlink_raw::uapi::netconf::{
    NETCONFA, NETCONFA_IFINDEX, NETCONFA_IFINDEX_ALL, NETCONFA_IFINDEX_DEFAULT,
};
use netlink_raw::uapi::sys_socket::FAMILIES;
use netlink_raw::wire::{Kind, decimal};

use super::words::{Line, lowercase};
use crate::event::Event;

/// `inet veth0 forwarding on rp_filter loose`: the settings that have changed; all of
/// them for a new interface.
pub(super) fn netconf<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    line.name(event.family.into(), FAMILIES, "AF_")?;
    let value = |bytes| Kind::S32.read(bytes);
    let interface = NETCONFA_IFINDEX;
    match event.attribute(interface).and_then(value).map(u64::cast_signed) {
        None => {}
        // `NETCONFA_IFINDEX_ALL` and `…_DEFAULT`: what holds for all interfaces, and
        // what new ones begin with.
        Some(NETCONFA_IFINDEX_ALL) => line.word("all")?,
        Some(NETCONFA_IFINDEX_DEFAULT) => line.word("default")?,
        Some(index) => {
            line.sep()?;
            line.interface(index.cast_unsigned())?;
        }
    }
    for row in NETCONFA.attrs.iter().filter(|row| row.number != interface) {
        let Some(value) = event.attribute(row.number).and_then(value) else { continue };
        let name = row.c_name.strip_prefix("NETCONFA_").unwrap_or(row.c_name);
        line.sep()?;
        lowercase(line.out, name)?;
        match (name, value) {
            ("RP_FILTER", 0) => line.word("off")?,
            ("RP_FILTER", 1) => line.word("strict")?,
            ("RP_FILTER", 2) => line.word("loose")?,
            ("RP_FILTER", value) => {
                line.sep()?;
                decimal(line.out, value)?;
            }
            (_, 0) => line.word("off")?,
            (_, _) => line.word("on")?,
        }
    }
    Ok(())
}
