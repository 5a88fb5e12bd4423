//! Addresses.

use std::fmt::{self, Write};

use netlink_raw::uapi::if_addr::{
    IFA_ADDRESS, IFA_ANYCAST, IFA_BROADCAST, IFA_CACHEINFO, IFA_F, IFA_FLAGS, IFA_INDEX, IFA_LABEL,
    IFA_LOCAL, IFA_PREFERED, IFA_PREFIXLEN, IFA_RT_PRIORITY, IFA_SCOPE, IFA_VALID,
    IFADDRMSG_IFA_FLAGS, IfaCacheinfo, Ifaddrmsg,
};
use netlink_raw::uapi::net_addrconf::INFINITY_LIFE_TIME;
use netlink_raw::uapi::rtnetlink::{RT_SCOPE, RT_SCOPE_UNIVERSE};
use netlink_raw::uapi::sys_socket::{AF_INET6, FAMILIES};
use netlink_raw::wire::{Value, View, decimal};

use super::words::{Line, lowercase};
use crate::event::Event;

/// ```text
/// 3: veth0    inet 10.1.0.1/24 brd 10.1.0.255 scope global veth0
///        valid_lft forever preferred_lft forever
/// ```
pub(super) fn addr<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Ifaddrmsg>,
) -> fmt::Result {
    let index = head.read(IFA_INDEX);
    line.sep()?;
    decimal(line.out, index)?;
    line.out.write_str(": ")?;
    line.interface(index)?;
    line.start("    ")?;
    line.name(event.family.into(), FAMILIES, "AF_")?;

    let address = event.attribute(IFA_ADDRESS);
    let local = event.attribute(IFA_LOCAL).or(address);
    if let Some(local) = local {
        line.sep()?;
        Value::Ip(local).write(line.out)?;
        if let Some(peer) = address.filter(|address| *address != local) {
            line.address("peer", peer)?;
        }
        line.out.write_char('/')?;
        decimal(line.out, head.read(IFA_PREFIXLEN))?;
    }
    if let Some(metric) = event.number(IFA_RT_PRIORITY) {
        line.numbered("metric", metric)?;
    }
    for (word, number) in [("brd", IFA_BROADCAST), ("any", IFA_ANYCAST)] {
        if let Some(address) = event.attribute(number) {
            line.address(word, address)?;
        }
    }
    let scope = head.read(IFA_SCOPE);
    match scope {
        // iproute2's word for `RT_SCOPE_UNIVERSE`.
        RT_SCOPE_UNIVERSE => line.word("scope global")?,
        scope => line.named("scope", scope, RT_SCOPE, "RT_SCOPE_")?,
    }
    let flags = event.number(IFA_FLAGS);
    let flags = flags.unwrap_or_else(|| head.read(IFADDRMSG_IFA_FLAGS));
    addr_flags(line, flags, event.family)?;
    if let Some(label) = event.attribute(IFA_LABEL) {
        line.sep()?;
        line.text(label)?;
    }
    if let Some(times) = event.attribute(IFA_CACHEINFO) {
        let times = View::<IfaCacheinfo>::new(times);
        line.out.write_str("\n      ")?;
        let valid = times.read(IFA_VALID);
        lifetime(line, "valid_lft", valid)?;
        let preferred = times.read(IFA_PREFERED);
        lifetime(line, "preferred_lft", preferred)?;
    }
    Ok(())
}

/// `tentative dynamic noprefixroute`
fn addr_flags<W: Write>(line: &mut Line<'_, W>, flags: u64, family: u8) -> fmt::Result {
    let mut rest = flags;
    for name in IFA_F {
        rest &= !name.number;
        let set = flags & name.number != 0;
        let word = name.c_name.strip_prefix("IFA_F_").unwrap_or(name.c_name);
        // iproute2's own words. It names the addresses that are not permanent.
        match word {
            "PERMANENT" if set => {}
            "PERMANENT" => line.word("dynamic")?,
            _ if !set => {}
            "SECONDARY" if family == AF_INET6 => line.word("temporary")?,
            "HOMEADDRESS" => line.word("home")?,
            "MANAGETEMPADDR" => line.word("mngtmpaddr")?,
            "MCAUTOJOIN" => line.word("autojoin")?,
            "STABLE_PRIVACY" => line.word("stable-privacy")?,
            word => {
                line.sep()?;
                lowercase(line.out, word)?;
            }
        }
    }
    if rest != 0 {
        line.word("flags ")?;
        write!(line.out, "{rest:02x}")?;
    }
    Ok(())
}

fn lifetime<W: Write>(line: &mut Line<'_, W>, word: &str, seconds: u64) -> fmt::Result {
    /// `INFINITY_LIFE_TIME`
    const FOR_EVER: u64 = INFINITY_LIFE_TIME;
    if seconds == FOR_EVER {
        line.word(word)?;
        return line.word("forever");
    }
    line.numbered(word, seconds)?;
    line.out.write_str("sec")
}
