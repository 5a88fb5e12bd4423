//! `PREFIX [via GATEWAY] [dev NAME]`: a route as a person types it, and the request that
//! adds or deletes it.
//!
//! This is a small part of `ip route`, on purpose: the guide's commands, and enough to
//! see both address families and both kinds of next hop, a gateway and an interface. The
//! bytes are the same as iproute2's; a test compares them.
//!
//! `4.3.2.0/30 via 127.0.0.1` becomes 44 bytes:
//!
//! ```text
//!   0  struct nlmsghdr, 16 bytes: RTM_NEWROUTE, how to treat it
//!  16  struct rtmsg, 12 bytes: IPv4, 30 bits, main table
//!  28  RTA_DST, 4 + 4 bytes: 4.3.2.0
//!  36  RTA_GATEWAY, 4 + 4 bytes: 127.0.0.1
//! ```

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use clap::ValueEnum;
use messenger::program::digits;
use nix::errno::Errno;
use nix::net::if_::if_nametoindex;

use crate::request::Request;
use crate::uapi::netlink::{NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST};
use crate::uapi::rtnetlink::{
    RT_SCOPE_LINK, RT_SCOPE_NOWHERE, RT_SCOPE_UNIVERSE, RT_TABLE_MAIN, RTA_DST, RTA_GATEWAY,
    RTA_OIF, RTM_DELROUTE, RTM_DST_LEN, RTM_FAMILY, RTM_NEWROUTE, RTM_PROTOCOL, RTM_SCOPE,
    RTM_TABLE, RTM_TYPE, RTN_UNICAST, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE, RTPROT_BOOT, Rtmsg,
};
use crate::uapi::sys_socket::{AF_INET, AF_INET6};

/// The address families whose routes the programs here show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Family {
    /// IPv4
    Inet,
    /// IPv6
    Inet6,
}

impl Family {
    /// The number of `AF_INET` or `AF_INET6`, for `rtm_family`: 2 or 10.
    ///
    /// In a request, the family decides which part of the kernel reads the rest, and so
    /// how long the addresses in its attributes have to be.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Family::Inet => AF_INET as u64,
            Family::Inet6 => AF_INET6 as u64,
        }
    }

    /// The number of the multicast group for changes: `RTNLGRP_IPV4_ROUTE` is 7,
    /// `RTNLGRP_IPV6_ROUTE` is 11.
    #[must_use]
    pub const fn route_group(self) -> u32 {
        match self {
            Family::Inet => RTNLGRP_IPV4_ROUTE,
            Family::Inet6 => RTNLGRP_IPV6_ROUTE,
        }
    }
}

/// What to do with the route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// `RTM_NEWROUTE`; fails if the route exists.
    Add,
    /// `RTM_DELROUTE`; if several routes match, the kernel deletes the first.
    Del,
}

/// A route to be added or deleted.
#[derive(Debug)]
pub struct RouteChange {
    pub(crate) action: Action,
    /// `None` for the default route.
    pub(crate) destination: Option<IpAddr>,
    pub(crate) prefix_bits: u8,
    pub(crate) gateway: Option<IpAddr>,
    pub(crate) device: Option<String>,
}

/// Words that do not make a route.
///
/// `Display` is a sentence for the person who typed them: what is wrong, and what would
/// be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadRoute {
    /// There is no word at all.
    NoPrefix,
    /// The first word is not a prefix.
    NotAPrefix(String),
    /// The prefix length is not a number, or is larger than the address has bits.
    BadLength {
        /// The prefix, as typed.
        prefix: String,
        /// The largest length: 32 or 128.
        most: u8,
    },
    /// `via` or `dev` is given twice.
    Twice(&'static str),
    /// `via` is the last word.
    NoGateway,
    /// The word after `via` is not an address.
    NotAGateway(String),
    /// The word after `via` is an address with an interface, such as `fe80::1%eth0`.
    Scoped {
        /// The word, as typed.
        typed: String,
        /// The address in it.
        address: String,
        /// The interface in it.
        device: String,
    },
    /// `dev` is the last word.
    NoDevice,
    /// A word that is neither `via` nor `dev`.
    Unexpected(String),
    /// One of prefix and gateway is IPv4, the other IPv6.
    TwoFamilies {
        /// The prefix, as typed.
        prefix: String,
        /// The gateway.
        gateway: IpAddr,
    },
    /// A new route has neither gateway nor interface.
    NoWay,
}

impl fmt::Display for BadRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadRoute::NoPrefix => f.write_str("expected a prefix, such as 4.3.2.0/30"),
            BadRoute::NotAPrefix(typed) => write!(
                f,
                "'{}' is not a prefix; expected one like 4.3.2.0/30, 2001:db8::/32 or default",
                typed.escape_debug()
            ),
            BadRoute::BadLength { prefix, most } => write!(
                f,
                "'{}': expected a whole number from 0 to {most} after the '/'",
                prefix.escape_debug()
            ),
            BadRoute::Twice(word) => {
                write!(f, "'{word}' is given twice; expected it once: this route has one next hop")
            }
            BadRoute::NoGateway => {
                f.write_str("expected an address after 'via', such as 127.0.0.1")
            }
            BadRoute::NotAGateway(typed) => write!(
                f,
                "expected an address after 'via', such as 127.0.0.1, got '{}'",
                typed.escape_debug()
            ),
            BadRoute::Scoped { typed, address, device } => write!(
                f,
                "expected an address after 'via', got '{}'; name the interface with 'dev': via \
                 {address} dev {}",
                typed.escape_debug(),
                device.escape_debug()
            ),
            BadRoute::NoDevice => f.write_str("expected the name of an interface after 'dev'"),
            BadRoute::Unexpected(word) => write!(
                f,
                "expected 'via GATEWAY' or 'dev NAME', got '{}'; for anything else, use `ip route`",
                word.escape_debug()
            ),
            BadRoute::TwoFamilies { prefix, gateway } => write!(
                f,
                "the prefix {prefix} and the gateway {gateway} belong to different families, \
                 IPv4 and IPv6; use the same family for both"
            ),
            BadRoute::NoWay => f.write_str("a new route needs 'via GATEWAY', 'dev NAME' or both"),
        }
    }
}

impl std::error::Error for BadRoute {}

/// There is no interface with this name, so the request cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoInterface {
    /// The name, as typed.
    pub name: String,
    /// What `if_nametoindex` gave.
    pub errno: Errno,
}

impl fmt::Display for NoInterface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NoInterface { name, errno } = self;
        let name = name.escape_debug();
        write!(f, "there is no interface named '{name}' ({errno:?}); `ip link` lists them")
    }
}

impl std::error::Error for NoInterface {}

impl RouteChange {
    /// Reads the words of the command line.
    ///
    /// It refuses only what can be judged without the kernel. Whether the route makes
    /// sense, the kernel decides, and its answer is the lesson.
    ///
    /// ```
    /// use netlink_raw::route::{Action, RouteChange};
    /// let words = ["4.3.2.0/30", "via", "127.0.0.1"].map(str::to_owned);
    /// let change = RouteChange::parse(Action::Add, &words)?;
    /// assert_eq!(change.to_string(), "add 4.3.2.0/30 via 127.0.0.1");
    /// # Ok::<(), netlink_raw::route::BadRoute>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`BadRoute`], whose `Display` is a sentence for the person who typed the words.
    pub fn parse(action: Action, words: &[String]) -> Result<Self, BadRoute> {
        let Some((prefix, options)) = words.split_first() else {
            return Err(BadRoute::NoPrefix);
        };
        let (destination, prefix_bits) = parse_prefix(prefix)?;
        let mut route =
            RouteChange { action, destination, prefix_bits, gateway: None, device: None };
        let mut options = options.iter();
        while let Some(word) = options.next() {
            match word.as_str() {
                // A second gateway would be a different route, or another next hop of
                // the same one (RTA_MULTIPATH), never a correction of the first.
                "via" if route.gateway.is_some() => return Err(BadRoute::Twice("via")),
                "dev" if route.device.is_some() => return Err(BadRoute::Twice("dev")),
                "via" => route.gateway = Some(parse_gateway(options.next())?),
                "dev" => {
                    let name = options.next().ok_or(BadRoute::NoDevice)?;
                    route.device = Some(name.clone());
                }
                _ => return Err(BadRoute::Unexpected(word.clone())),
            }
        }
        if let (Some(destination), Some(gateway)) = (destination, route.gateway)
            && destination.is_ipv4() != gateway.is_ipv4()
        {
            return Err(BadRoute::TwoFamilies { prefix: prefix.clone(), gateway });
        }
        if action == Action::Add && route.gateway.is_none() && route.device.is_none() {
            return Err(BadRoute::NoWay);
        }
        Ok(route)
    }

    /// The family of the destination. A default route has none, so its gateway decides;
    /// `default dev NAME` is IPv4, as in iproute2.
    pub(crate) fn family(&self) -> Family {
        match self.destination.or(self.gateway) {
            Some(IpAddr::V6(_)) => Family::Inet6,
            _ => Family::Inet,
        }
    }

    /// The prefix with the bits beyond its length cleared, if any of them is set: for
    /// example `4.3.2.0/30` for a change of `4.3.2.1/30`.
    ///
    /// IPv4 refuses such a route (`fib_valid_prefix_len` in `net/ipv4/fib_trie.c`). IPv6
    /// clears the bits silently.
    #[must_use]
    pub fn without_host_bits(&self) -> Option<String> {
        let bits = u32::from(self.prefix_bits);
        let destination = self.destination?;
        // For the length 0, the shift is as wide as the number, and `checked_shl` gives
        // `None`: no bit is kept.
        let network: IpAddr = match destination {
            IpAddr::V4(ip) => {
                let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
                Ipv4Addr::from_bits(ip.to_bits() & mask).into()
            }
            IpAddr::V6(ip) => {
                let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
                Ipv6Addr::from_bits(ip.to_bits() & mask).into()
            }
        };
        (network != destination).then(|| format!("{network}/{bits}"))
    }

    /// Builds the message: byte for byte what `ip route add` and `ip route del` send,
    /// except for the sequence number. iproute2 begins with the time of day, this program
    /// with 1.
    ///
    /// The order of the attributes does not matter: the kernel finds them by their types.
    ///
    /// # Errors
    ///
    /// [`NoInterface`] if there is no interface with the given name.
    pub fn request(&self, seq: u32) -> Result<Vec<u8>, NoInterface> {
        let family = self.family();
        let scope = match (family, self.action, self.gateway) {
            // `rtm_scope` tells how far away the destination is. IPv6 ignores it, because
            // an IPv6 address itself tells its scope.
            (Family::Inet6, ..) => RT_SCOPE_UNIVERSE,
            // In a deletion, "nowhere" matches any scope.
            (Family::Inet, Action::Del, _) => RT_SCOPE_NOWHERE,
            // Without a gateway, the destination is on the link itself.
            (Family::Inet, Action::Add, None) => RT_SCOPE_LINK,
            (Family::Inet, Action::Add, Some(_)) => RT_SCOPE_UNIVERSE,
        };
        // ANCHOR: request
        let (message_type, flags, protocol, kind) = match self.action {
            // CREATE and EXCL together mean "add": create the route, fail if it
            // exists. CREATE and REPLACE would be `ip route replace`.
            // RTPROT_BOOT records who created the route, and changes nothing else.
            Action::Add => (RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, RTPROT_BOOT, RTN_UNICAST),
            // Left at 0, protocol and type match any route.
            Action::Del => (RTM_DELROUTE, 0, 0, 0),
        };
        let mut request = Request::new(message_type, NLM_F_REQUEST | NLM_F_ACK | flags, seq)
            .with_struct::<Rtmsg>(&[
                (RTM_FAMILY, family.number()),
                (RTM_DST_LEN, self.prefix_bits.into()),
                (RTM_TABLE, RT_TABLE_MAIN),
                (RTM_PROTOCOL, protocol),
                (RTM_SCOPE, scope),
                (RTM_TYPE, kind),
            ]);
        if let Some(destination) = self.destination {
            request = request.with_attribute(RTA_DST, &octets(destination));
        }
        if let Some(gateway) = self.gateway {
            request = request.with_attribute(RTA_GATEWAY, &octets(gateway));
        }
        // ANCHOR_END: request
        // In this message, the kernel knows interfaces by number; names are for people,
        // and may change. The name is looked up in the network namespace of this process:
        // in the lab, the lab's.
        if let Some(device) = &self.device {
            let index = if_nametoindex(device.as_str())
                .map_err(|errno| NoInterface { name: device.clone(), errno })?;
            // "Output interface". In host order, because only this kernel reads it; the
            // addresses above are in network order.
            request = request.with_attribute(RTA_OIF, &index.to_ne_bytes());
        }
        Ok(request.into_bytes())
    }
}

/// Reads the word after `via`.
fn parse_gateway(word: Option<&String>) -> Result<IpAddr, BadRoute> {
    let word = word.ok_or(BadRoute::NoGateway)?;
    word.parse().map_err(|_| match word.split_once('%') {
        // In netlink, the interface of a link-local address is a separate attribute:
        // RTA_OIF.
        Some((ip, name)) if ip.parse::<Ipv6Addr>().is_ok() => BadRoute::Scoped {
            typed: word.clone(),
            address: ip.to_owned(),
            device: name.to_owned(),
        },
        _ => BadRoute::NotAGateway(word.clone()),
    })
}

/// Reads `4.3.2.0/30`, `4.3.2.1` for that host alone, or `default`.
///
/// `0.0.0.0/0` is the default route, too. It is sent with an `RTA_DST` of zeros, as
/// iproute2 does; the kernel's notification has no `RTA_DST` either way.
fn parse_prefix(typed: &str) -> Result<(Option<IpAddr>, u8), BadRoute> {
    if typed == "default" {
        return Ok((None, 0));
    }
    let (address, bits) = typed.split_once('/').map_or((typed, None), |(a, b)| (a, Some(b)));
    let address: IpAddr = address.parse().map_err(|_| BadRoute::NotAPrefix(typed.to_owned()))?;
    // `rtm_dst_len` is a byte: the length in bits, not a mask.
    let most: u8 = if address.is_ipv4() { 32 } else { 128 };
    let bits = match bits {
        None => most,
        Some(bits) => digits(bits)
            .filter(|bits| *bits <= most)
            .ok_or_else(|| BadRoute::BadLength { prefix: typed.to_owned(), most })?,
    };
    Ok((Some(address), bits))
}

/// The bytes of an address in network order, the order in which it is written: 4.3.2.0 is
/// `04 03 02 00`.
fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

/// The words as a person would type them.
impl fmt::Display for RouteChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.action {
            Action::Add => "add ",
            Action::Del => "del ",
        })?;
        match self.destination {
            Some(destination) => write!(f, "{destination}/{}", self.prefix_bits)?,
            None => f.write_str("default")?,
        }
        if let Some(gateway) = self.gateway {
            write!(f, " via {gateway}")?;
        }
        if let Some(device) = &self.device {
            write!(f, " dev {}", device.escape_debug())?;
        }
        Ok(())
    }
}
