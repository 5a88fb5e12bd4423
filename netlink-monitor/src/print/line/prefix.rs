//! Prefixes that routers advertise.

use std::fmt::{self, Write};

use netlink_raw::uapi::rtnetlink::{
    ND_OPT_PI_FLAG, PREFIX, PREFIX_CACHEINFO_PREFERRED_TIME, PREFIX_CACHEINFO_VALID_TIME,
    PREFIX_FLAGS, PREFIX_IFINDEX, PREFIX_LEN,
};
use netlink_raw::wire::{Value, decimal, number_of};

use super::Line;
use crate::event::Event;

/// `prefix fd00::/64 dev veth0 onlink autoconf valid 3600 preferred 1800`
pub(super) fn prefix<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    line.word("prefix ")?;
    if let Some(address) = event.attribute(const { PREFIX.number("PREFIX_ADDRESS") }) {
        Value::Ip(address).write(line.out)?;
    }
    line.out.write_char('/')?;
    decimal(line.out, event.read(PREFIX_LEN.field()))?;
    line.dev(event.read(PREFIX_IFINDEX.field()))?;
    // The bits of the router, or of kernels before the end of 2023 their own.
    let flags = event.read(PREFIX_FLAGS.field());
    for (word, router, kernel) in [
        ("onlink", "ND_OPT_PI_FLAG_ONLINK", "IF_PREFIX_ONLINK"),
        ("autoconf", "ND_OPT_PI_FLAG_AUTO", "IF_PREFIX_AUTOCONF"),
    ] {
        let bits = number_of(ND_OPT_PI_FLAG, router) | number_of(ND_OPT_PI_FLAG, kernel);
        if flags & bits != 0 {
            line.word(word)?;
        }
    }
    if let Some(times) = event.attribute(const { PREFIX.number("PREFIX_CACHEINFO") }) {
        let valid = PREFIX_CACHEINFO_VALID_TIME.field().read(times);
        line.number("valid", valid.unwrap_or(0))?;
        let preferred = PREFIX_CACHEINFO_PREFERRED_TIME.field().read(times);
        line.number("preferred", preferred.unwrap_or(0))?;
    }
    Ok(())
}
