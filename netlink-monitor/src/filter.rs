//! Which events a person wants to see; the same for every command.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use netlink_raw::uapi::rtnetlink::{RT_TABLE, RTN, RTPROT};
use netlink_raw::uapi::socket::FAMILIES;
use netlink_raw::wire::Name;

use crate::event::{Action, Event};
use crate::interfaces::Interfaces;

/// The options that choose events. An event has to satisfy all that are given; one
/// that has no such thing (an address has no table) does not.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub struct Filter {
    /// Of this address family: inet, inet6, bridge, mpls, or a number
    #[arg(long, value_parser = family, value_name = "FAMILY")]
    pub family: Option<u8>,
    /// Over this interface, by name
    #[arg(long, value_name = "NAME")]
    pub dev: Option<String>,
    /// In this routing table: main, local, default, or a number
    #[arg(long, value_parser = table, value_name = "TABLE")]
    pub table: Option<u32>,
    /// Installed by: kernel, boot, static, bgp, …, or a number
    #[arg(long, value_parser = protocol, value_name = "PROTOCOL")]
    pub proto: Option<u8>,
    /// Routes of this type: unicast, blackhole, local, …, or a number
    #[arg(long = "type", value_parser = kind, value_name = "TYPE")]
    pub kind: Option<u8>,
    /// Of this prefix, or of those within it or containing it
    #[arg(long, value_name = "[within:|containing:]ADDRESS/BITS")]
    pub prefix: Option<Wanted>,
    /// Asked for by the socket with this port ID
    #[arg(long, value_name = "PORT-ID")]
    pub port_id: Option<u32>,
    /// Only additions and changes, or only deletions
    #[arg(long, value_enum, value_name = "new|del")]
    pub only: Option<Only>,
}

/// One half of the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// What is there from now on
    New,
    /// What is gone
    Del,
}

/// An address and how many of its bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The address.
    pub address: IpAddr,
    /// The prefix length in bits.
    pub bits: u8,
}

/// How a prefix has to lie to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// It is this one.
    Exact(Prefix),
    /// It is this one or a part of it.
    Within(Prefix),
    /// It is this one or this one is a part of it.
    Containing(Prefix),
}

impl Filter {
    /// Whether the event is wanted.
    #[must_use]
    pub fn wants(&self, event: &Event<'_, '_>, interfaces: &Interfaces) -> bool {
        fn same<T: Copy>(wanted: Option<T>, is: impl FnOnce() -> Option<u64>) -> bool
        where
            u64: From<T>,
        {
            wanted.is_none_or(|wanted| is() == Some(u64::from(wanted)))
        }
        self.family.is_none_or(|family| event.family == family)
            && self.only.is_none_or(|only| match only {
                Only::New => event.action == Action::New,
                Only::Del => event.action == Action::Del,
            })
            && same(self.table, || event.table())
            && same(self.proto, || event.protocol())
            && same(self.kind, || event.kind())
            && same(self.port_id, || Some(event.port_id()))
            && self.prefix.is_none_or(|wanted| event.prefix().is_some_and(|is| wanted.fits(is)))
            && self.dev.as_ref().is_none_or(|dev| {
                event
                    .interfaces()
                    .any(|index| interfaces.name(index).is_some_and(|name| name == dev))
            })
    }
}

impl Wanted {
    fn fits(self, prefix: Prefix) -> bool {
        match self {
            Wanted::Exact(wanted) => wanted == prefix,
            Wanted::Within(wanted) => wanted.contains(prefix),
            Wanted::Containing(wanted) => prefix.contains(wanted),
        }
    }
}

impl Prefix {
    /// Whether the other is this one or a part of it.
    fn contains(self, other: Prefix) -> bool {
        if self.bits > other.bits {
            return false;
        }
        match (self.address, other.address) {
            (IpAddr::V4(this), IpAddr::V4(other)) => {
                (this.to_bits() ^ other.to_bits()).leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(this), IpAddr::V6(other)) => {
                (this.to_bits() ^ other.to_bits()).leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

impl FromStr for Prefix {
    type Err = String;

    /// `10.0.0.0/8`; without a length, all bits count; `default` needs to be
    /// written as `0.0.0.0/0` or `::/0`, because it says no family.
    fn from_str(typed: &str) -> Result<Self, String> {
        let shown = typed.escape_debug();
        if typed == "default" {
            return Err("'default' could be IPv4 or IPv6: write 0.0.0.0/0 or ::/0".to_owned());
        }
        let (address, bits) = match typed.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (typed, None),
        };
        let address: IpAddr = address.parse().map_err(|_| {
            format!("'{shown}': expected an IP address, such as 10.0.0.0/8 or 2001:db8::/32")
        })?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            None => most,
            Some(digits) => digits
                .parse()
                .ok()
                .filter(|bits| *bits <= most && digits.bytes().all(|byte| byte.is_ascii_digit()))
                .ok_or_else(|| format!("'{shown}': expected a prefix length from 0 to {most}"))?,
        };
        let prefix = Prefix { address, bits };
        let network = match address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(u32::from(32 - bits)).unwrap_or(0);
                IpAddr::V4((address.to_bits() & mask).into())
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(u32::from(128 - bits)).unwrap_or(0);
                IpAddr::V6((address.to_bits() & mask).into())
            }
        };
        if network != address {
            return Err(format!(
                "'{shown}' has bits beyond its length; meant is {network}/{bits}?"
            ));
        }
        Ok(prefix)
    }
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        match typed.split_once(':') {
            Some(("within", prefix)) => prefix.parse().map(Wanted::Within),
            Some(("containing", prefix)) => prefix.parse().map(Wanted::Containing),
            _ => typed.parse().map(Wanted::Exact),
        }
    }
}

/// The number behind a name of a table, typed as `ip` writes it: in small letters,
/// without what all names of the table begin with; or a number.
fn number(typed: &str, names: &'static [Name], prefix: &str) -> Result<u64, String> {
    if !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return typed.parse().map_err(|_| "the number is too large".to_owned());
    }
    let short = |name: &Name| name.c_name.strip_prefix(prefix).map(str::to_lowercase);
    names
        .iter()
        .find(|name| short(name).is_some_and(|short| short == typed))
        .map(|name| name.number)
        .ok_or_else(|| {
            let names: Vec<String> = names.iter().filter_map(short).collect();
            format!("expected a number, or one of {}", names.join(" "))
        })
}

fn byte(number: u64) -> Result<u8, String> {
    u8::try_from(number).map_err(|_| "expected a number up to 255".to_owned())
}

fn family(typed: &str) -> Result<u8, String> {
    number(typed, FAMILIES, "AF_").and_then(byte)
}

fn table(typed: &str) -> Result<u32, String> {
    let number = number(typed, RT_TABLE, "RT_TABLE_")?;
    u32::try_from(number).map_err(|_| "a table has a number up to 4294967295".to_owned())
}

fn protocol(typed: &str) -> Result<u8, String> {
    number(typed, RTPROT, "RTPROT_").and_then(byte)
}

fn kind(typed: &str) -> Result<u8, String> {
    number(typed, RTN, "RTN_").and_then(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(text: &str) -> Prefix {
        text.parse().expect("a prefix")
    }

    #[test]
    fn prefixes_lie_in_each_other() {
        let wanted = |text: &str, is: &str| {
            text.parse::<Wanted>().expect("a wanted prefix").fits(prefix(is))
        };
        assert!(wanted("10.0.0.0/8", "10.0.0.0/8") && !wanted("10.0.0.0/8", "10.0.0.0/9"));
        assert!(wanted("within:10.0.0.0/8", "10.128.0.0/9"));
        assert!(!wanted("within:10.0.0.0/8", "11.0.0.0/9") && !wanted("within:10.0.0.0/8", "::/9"));
        assert!(wanted("containing:10.1.2.3", "0.0.0.0/0"));
        assert!(wanted("containing:10.1.2.3", "10.1.2.3/32"));
        assert!(!wanted("containing:10.1.2.3", "10.1.2.2/32"));
        assert!(wanted("within:::/0", "2001:db8::/32") && !wanted("within:::/0", "0.0.0.0/0"));
        assert!(wanted("containing:2001:db8::1", "2001:db8::/32"));
    }

    #[test]
    fn bad_prefixes_say_why() {
        for (typed, said) in [
            ("10.0.0.1/8", "meant is 10.0.0.0/8"),
            ("10.0.0.0/33", "from 0 to 32"),
            ("::/129", "from 0 to 128"),
            ("10.0.0.0/+8", "from 0 to 32"),
            ("10.0.0/8", "expected an IP address"),
            ("default", "0.0.0.0/0 or ::/0"),
            ("", "expected an IP address"),
        ] {
            let error = typed.parse::<Prefix>().expect_err(typed);
            assert!(error.contains(said), "{typed}: {error}");
        }
    }

    #[test]
    fn names_are_those_of_ip() {
        assert_eq!(family("inet6"), Ok(10));
        assert_eq!(table("main"), Ok(254));
        assert_eq!(table("1000"), Ok(1000));
        assert_eq!(protocol("kernel"), Ok(2));
        assert_eq!(kind("blackhole"), Ok(6));
        assert!(protocol("nobody").expect_err("no such name").contains("kernel"));
        assert!(kind("256").is_err() && table("4294967296").is_err() && family("+2").is_err());
    }
}
