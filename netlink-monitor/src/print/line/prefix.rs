//! Prefixes that routers advertise.

use std::fmt::{self, Write};

use netlink_raw::uapi::netinet_icmp6::{
    IF_PREFIX_AUTOCONF, IF_PREFIX_ONLINK, ND_OPT_PI_FLAG_AUTO, ND_OPT_PI_FLAG_ONLINK,
};
use netlink_raw::uapi::rtnetlink::{
    PREFIX_ADDRESS, PREFIX_CACHEINFO, PREFIX_CACHEINFO_PREFERRED_TIME, PREFIX_CACHEINFO_VALID_TIME,
    PREFIX_FLAGS, PREFIX_IFINDEX, PREFIX_LEN, PrefixCacheinfo, Prefixmsg,
};
use netlink_raw::wire::{Value, View, decimal};

use super::words::Line;
use crate::event::Event;

/// `prefix fd00::/64 dev veth0 onlink autoconf valid 3600 preferred 1800`
pub(super) fn prefix<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Prefixmsg>,
) -> fmt::Result {
    line.word("prefix ")?;
    if let Some(address) = event.attribute(PREFIX_ADDRESS) {
        Value::Ip(address).write(line.out)?;
    }
    line.out.write_char('/')?;
    decimal(line.out, head.read(PREFIX_LEN))?;
    line.dev(head.read(PREFIX_IFINDEX))?;
    // The bits of the router, or of kernels before the end of 2023 their own.
    let flags = head.read(PREFIX_FLAGS);
    for (word, router, kernel) in [
        ("onlink", ND_OPT_PI_FLAG_ONLINK, IF_PREFIX_ONLINK),
        ("autoconf", ND_OPT_PI_FLAG_AUTO, IF_PREFIX_AUTOCONF),
    ] {
        let bits = router | kernel;
        if flags & bits != 0 {
            line.word(word)?;
        }
    }
    if let Some(times) = event.attribute(PREFIX_CACHEINFO) {
        let times = View::<PrefixCacheinfo>::new(times);
        let valid = times.read(PREFIX_CACHEINFO_VALID_TIME);
        line.numbered("valid", valid)?;
        let preferred = times.read(PREFIX_CACHEINFO_PREFERRED_TIME);
        line.numbered("preferred", preferred)?;
    }
    Ok(())
}
