//! Addresses.

use std::fmt::{self, Write};

use netlink_raw::uapi::if_addr::{
    IFA, IFA_F, IFA_INDEX, IFA_PREFERED, IFA_PREFIXLEN, IFA_SCOPE, IFA_VALID, IFADDRMSG_IFA_FLAGS,
};
use netlink_raw::uapi::rtnetlink::{RT_SCOPE, RT_SCOPE_UNIVERSE};
use netlink_raw::uapi::socket::FAMILIES;
use netlink_raw::wire::{Value, decimal};

use super::{Line, lowercase};
use crate::event::{AF_INET6, Event};

/// ```text
/// 3: veth0    inet 10.1.0.1/24 brd 10.1.0.255 scope global veth0
///        valid_lft forever preferred_lft forever
/// ```
pub(super) fn addr<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let index = event.read(IFA_INDEX.field());
    line.word("")?;
    decimal(line.out, index)?;
    line.out.write_str(": ")?;
    line.interface(index)?;
    line.out.write_str("    ")?;
    line.space = "";
    line.name(event.family.into(), FAMILIES, "AF_")?;
    line.space = " ";

    let address = event.attribute(const { IFA.number("IFA_ADDRESS") });
    let local = event.attribute(const { IFA.number("IFA_LOCAL") }).or(address);
    if let Some(local) = local {
        line.word("")?;
        Value::Ip(local).write(line.out)?;
        if let Some(peer) = address.filter(|address| *address != local) {
            line.address("peer", peer)?;
        }
        line.out.write_char('/')?;
        decimal(line.out, event.read(IFA_PREFIXLEN.field()))?;
    }
    if let Some(metric) = event.number(const { IFA.number("IFA_RT_PRIORITY") }) {
        line.number("metric", metric)?;
    }
    for (word, number) in [
        ("brd", const { IFA.number("IFA_BROADCAST") }),
        ("any", const { IFA.number("IFA_ANYCAST") }),
    ] {
        if let Some(address) = event.attribute(number) {
            line.address(word, address)?;
        }
    }
    let scope = event.read(IFA_SCOPE.field());
    match scope {
        // iproute2's word for `RT_SCOPE_UNIVERSE`.
        RT_SCOPE_UNIVERSE => line.word("scope global")?,
        scope => line.named("scope", scope, RT_SCOPE, "RT_SCOPE_")?,
    }
    let flags = event.number(const { IFA.number("IFA_FLAGS") });
    let flags = flags.unwrap_or_else(|| event.read(IFADDRMSG_IFA_FLAGS.field()));
    addr_flags(line, flags, event.family)?;
    if let Some(label) = event.attribute(const { IFA.number("IFA_LABEL") }) {
        line.word("")?;
        line.text(label)?;
    }
    if let Some(times) = event.attribute(const { IFA.number("IFA_CACHEINFO") }) {
        line.out.write_str("\n      ")?;
        let valid = IFA_VALID.field().read(times);
        lifetime(line, "valid_lft", valid.unwrap_or(0))?;
        let preferred = IFA_PREFERED.field().read(times);
        lifetime(line, "preferred_lft", preferred.unwrap_or(0))?;
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
        // iproute2's own words; an address that is not for ever is told as such.
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
                line.word("")?;
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
    const FOR_EVER: u64 = 0xffff_ffff;
    if seconds == FOR_EVER {
        line.word(word)?;
        return line.word("forever");
    }
    line.number(word, seconds)?;
    line.out.write_str("sec")
}
