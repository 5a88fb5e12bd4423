//! `PREFIX [via GATEWAY] [dev NAME]`: a route as a person types it, and the
//! request that adds or deletes it.
//!
//! A small part of `ip route`, on purpose: what the guide types, and what it
//! takes to see both families and both kinds of way, a gateway and an interface.
//! What is here sends the same bytes as iproute2, and a test says so.
//!
//! `4.3.2.0/30 via 127.0.0.1` becomes 44 bytes:
//!
//! ```text
//!   0  struct nlmsghdr, 16 bytes: RTM_NEWROUTE, how to treat it
//!  16  struct rtmsg, 12 bytes: IPv4, 30 bits, main table, from anywhere
//!  28  RTA_DST, 4 + 4 bytes: 4.3.2.0
//!  36  RTA_GATEWAY, 4 + 4 bytes: 127.0.0.1
//! ```

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use clap::ValueEnum;
use messenger::program::number;
use nix::errno::Errno;
use nix::net::if_::if_nametoindex;

use crate::request::Request;
use crate::socket::Refused;
use crate::uapi::netlink::{NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST};
use crate::uapi::rtnetlink::{
    RT_SCOPE_LINK, RT_SCOPE_NOWHERE, RT_SCOPE_UNIVERSE, RT_TABLE_MAIN, RTA_DST, RTA_GATEWAY,
    RTA_OIF, RTM_DELROUTE, RTM_DST_LEN, RTM_FAMILY, RTM_NEWROUTE, RTM_PROTOCOL, RTM_SCOPE,
    RTM_TABLE, RTM_TYPE, RTN_UNICAST, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE, RTPROT_BOOT, Rtmsg,
};
use crate::uapi::sys_socket::{AF_INET, AF_INET6};

/// The families of routes that the programs here show.
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
    /// In a request, it decides which part of the kernel gets to read it, and so
    /// how long the addresses in its attributes have to be.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Family::Inet => AF_INET as u64,
            Family::Inet6 => AF_INET6 as u64,
        }
    }

    /// The number of the multicast group that hears of changes:
    /// `RTNLGRP_IPV4_ROUTE` is 7, `RTNLGRP_IPV6_ROUTE` is 11.
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
    /// `RTM_NEWROUTE`; fails if the route is there.
    Add,
    /// `RTM_DELROUTE`; of several that match, the first goes.
    Del,
}

/// A route to be added or deleted.
#[derive(Debug)]
pub struct RouteChange {
    action: Action,
    /// `None` for the default route.
    destination: Option<IpAddr>,
    prefix_bits: u8,
    gateway: Option<IpAddr>,
    device: Option<String>,
}

impl RouteChange {
    /// Reads the words of the command line.
    ///
    /// Only what can be judged without the kernel is judged here; whether the
    /// route makes sense, the kernel says, and its words are the lesson.
    ///
    /// # Errors
    ///
    /// A sentence for the person.
    pub fn parse(action: Action, words: &[String]) -> Result<Self, String> {
        let Some((prefix, options)) = words.split_first() else {
            return Err("expected a prefix, such as 4.3.2.0/30".to_owned());
        };
        let (destination, prefix_bits) = parse_prefix(prefix)?;
        let mut route =
            RouteChange { action, destination, prefix_bits, gateway: None, device: None };
        let mut options = options.iter();
        while let Some(word) = options.next() {
            match word.as_str() {
                // A second gateway would be another route, or a next hop of the
                // same one (RTA_MULTIPATH), never a correction of the first.
                "via" if route.gateway.is_some() => return Err(twice(word)),
                "dev" if route.device.is_some() => return Err(twice(word)),
                "via" => route.gateway = Some(parse_gateway(options.next())?),
                "dev" => {
                    let name = options.next().ok_or("expected an interface's name behind 'dev'")?;
                    route.device = Some(name.clone());
                }
                _ => {
                    return Err(format!(
                        "expected 'via GATEWAY' or 'dev NAME', got '{}'; for more, there is \
                         `ip route`",
                        word.escape_debug()
                    ));
                }
            }
        }
        if let (Some(destination), Some(gateway)) = (destination, route.gateway)
            && destination.is_ipv4() != gateway.is_ipv4()
        {
            return Err(format!(
                "the prefix {prefix} and the gateway {gateway} are of different families, IPv4 \
                 and IPv6; give both of one"
            ));
        }
        if action == Action::Add && route.gateway.is_none() && route.device.is_none() {
            return Err("a new route needs 'via GATEWAY', 'dev NAME' or both".to_owned());
        }
        Ok(route)
    }

    /// A default route has no destination that would tell the family; its
    /// gateway does, and `default dev NAME` is IPv4, as for iproute2.
    fn family(&self) -> Family {
        match self.destination.or(self.gateway) {
            Some(IpAddr::V6(_)) => Family::Inet6,
            _ => Family::Inet,
        }
    }

    /// The destination without the bits beyond the prefix length, if it has any.
    ///
    /// IPv4 refuses such a route (`fib_valid_prefix_len` in
    /// `net/ipv4/fib_trie.c`). IPv6 clears the bits and says nothing.
    #[must_use]
    pub fn without_host_bits(&self) -> Option<String> {
        let bits = u32::from(self.prefix_bits);
        let destination = self.destination?;
        // A shift by all of the bits, for the length 0, gives nothing: no bit
        // is kept then.
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

    /// Why the kernel refuses such a change, and what to try.
    ///
    /// One number stands for many reasons: `EINVAL` for a gateway that is a
    /// broadcast address as well as for bits beyond the prefix length. The
    /// change itself, and the kernel's words, tell them apart.
    #[must_use]
    pub fn advice(&self, refused: &Refused) -> String {
        // Another kernel may have other texts, or none here; the advice is less
        // exact then, and the kernel's no is printed all the same.
        let words = refused.text.as_deref().unwrap_or_default();
        let gateway = self.gateway.map(|gateway| gateway.to_string()).unwrap_or_default();
        let is_for_many = match self.gateway {
            Some(IpAddr::V4(ip)) => ip.is_multicast() || ip.is_broadcast(),
            Some(IpAddr::V6(ip)) => ip.is_multicast(),
            None => false,
        };
        let no_gateway = format!(
            "{gateway} cannot be a gateway: that has to be the address of one other machine on a \
             link"
        );
        let see = match self.family() {
            Family::Inet => "see: netlink-raw dump",
            Family::Inet6 => "see: netlink-raw dump --family inet6",
        };
        match refused.errno {
            // The same prefix, type of service and priority: the way there does
            // not count, and may differ.
            Errno::EEXIST => {
                format!("a route to this prefix is there already, perhaps by another way; {see}")
            }
            Errno::ESRCH => format!("there is no such route in the main table; {see}"),
            Errno::EINVAL | Errno::ENETUNREACH if is_for_many => no_gateway,
            // IPv4 says ENETUNREACH, IPv6 EHOSTUNREACH.
            Errno::ENETUNREACH | Errno::EHOSTUNREACH => format!(
                "the gateway {gateway} has to be reachable by a route that is there, over the \
                 interface named if one is; {see}"
            ),
            Errno::ENETDOWN => format!(
                "the interface is down; try: ip link set {} up",
                self.device.as_deref().unwrap_or("NAME").escape_debug()
            ),
            // 0.0.0.0 in RTA_GATEWAY means "no gateway", and then nothing says
            // where to send.
            Errno::ENODEV if self.gateway.is_some_and(|gateway| gateway.is_unspecified()) => {
                format!("{gateway} stands for no gateway at all; name one, or 'dev NAME'")
            }
            Errno::ENODEV => "the interface is gone; `ip link` lists those there are".to_owned(),
            Errno::EPERM => {
                "to change routes takes CAP_NET_ADMIN: try it in the lab, scripts/lab".to_owned()
            }
            Errno::EINVAL => match self.without_host_bits() {
                Some(prefix) if self.destination.is_some_and(|ip| ip.is_ipv4()) => format!(
                    "the address must not have bits beyond the prefix length: try {prefix}, or \
                     leave the length out for one host"
                ),
                _ if words.contains("Egress device not specified") => format!(
                    "{gateway} is an address of one link; say of which: via {gateway} dev NAME"
                ),
                _ if words.contains("loopback") => {
                    format!("{gateway} is this machine itself; name another gateway, or 'dev NAME'")
                }
                // A network's broadcast address, or one of our own.
                _ if words.contains("gateway") => no_gateway,
                _ => SEE_THE_REQUEST.to_owned(),
            },
            _ => SEE_THE_REQUEST.to_owned(),
        }
    }

    /// The message, byte for byte what `ip route add` and `ip route del` send,
    /// except for the sequence number: iproute2 begins with the time of day, and
    /// this program with 1.
    ///
    /// The order of the attributes means nothing to the kernel, which goes by
    /// their types.
    ///
    /// # Errors
    ///
    /// A sentence for the person when there is no interface of that name.
    pub fn request(&self, seq: u32) -> Result<Vec<u8>, String> {
        let family = self.family();
        let scope = match (family, self.action, self.gateway) {
            // `rtm_scope` says how far away the destination is. IPv6 ignores it:
            // there, an address itself tells its scope.
            (Family::Inet6, ..) => RT_SCOPE_UNIVERSE,
            // To delete, "nowhere" matches any scope.
            (Family::Inet, Action::Del, _) => RT_SCOPE_NOWHERE,
            // Without a gateway, the destination is on the link itself.
            (Family::Inet, Action::Add, None) => RT_SCOPE_LINK,
            (Family::Inet, Action::Add, Some(_)) => RT_SCOPE_UNIVERSE,
        };
        // ANCHOR: request
        let (message_type, flags, protocol, kind) = match self.action {
            // CREATE and EXCL together are "add": make it, and fail if it is
            // there. CREATE and REPLACE would be `ip route replace`.
            // RTPROT_BOOT notes who made the route, and changes nothing else.
            Action::Add => (RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, RTPROT_BOOT, RTN_UNICAST),
            // Unsaid, protocol and type match any.
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
        // The kernel knows interfaces by number here; names are for people, and
        // may change. That of an interface is looked up in the namespace that
        // this process is in, so in a lab it is the lab's.
        if let Some(device) = &self.device {
            let index = if_nametoindex(device.as_str()).map_err(|errno| {
                format!(
                    "there is no interface named '{}' ({errno:?}); `ip link` lists those there are",
                    device.escape_debug()
                )
            })?;
            // "Output interface". In host order: a number for this kernel, while
            // the addresses above are in network order.
            request = request.with_attribute(RTA_OIF, &index.to_ne_bytes());
        }
        Ok(request.into_bytes())
    }
}

/// For errors with a reason that was not foreseen.
const SEE_THE_REQUEST: &str = "--explain shows each byte of the request, and of the answer";

fn twice(word: &str) -> String {
    format!("'{word}' stands there twice; expected it once, for a route has one way")
}

/// The word behind `via`.
fn parse_gateway(word: Option<&String>) -> Result<IpAddr, String> {
    let Some(word) = word else {
        return Err("expected an address behind 'via', such as 127.0.0.1".to_owned());
    };
    let shown = word.escape_debug();
    word.parse().map_err(|_| match word.split_once('%') {
        // The scope of a link-local address is an attribute of its own here:
        // RTA_OIF.
        Some((ip, name)) if ip.parse::<Ipv6Addr>().is_ok() => format!(
            "expected an address behind 'via', got '{shown}'; the interface stands behind 'dev': \
             via {ip} dev {}",
            name.escape_debug()
        ),
        _ => format!("expected an address behind 'via', such as 127.0.0.1, got '{shown}'"),
    })
}

/// `4.3.2.0/30`, `4.3.2.1` for that host alone, or `default`.
///
/// `0.0.0.0/0` is the default route as well. It is sent with an `RTA_DST` of
/// zeros, as iproute2 does; the kernel's notification has none either way.
fn parse_prefix(typed: &str) -> Result<(Option<IpAddr>, u8), String> {
    if typed == "default" {
        return Ok((None, 0));
    }
    let (address, bits) = typed.split_once('/').map_or((typed, None), |(a, b)| (a, Some(b)));
    let shown = typed.escape_debug();
    let address: IpAddr = address.parse().map_err(|_| {
        format!("'{shown}' is not a prefix; expected one like 4.3.2.0/30, 2001:db8::/32 or default")
    })?;
    // u8 holds what `rtm_dst_len` holds: the length in bits, not a mask.
    let most = if address.is_ipv4() { 32 } else { 128 };
    let bits = match bits {
        None => most,
        Some(bits) => number(0..=most)(bits)
            .map_err(|expected| format!("'{shown}': behind the '/', {expected}"))?,
    };
    Ok((Some(address), bits))
}

/// The bytes of an address in network order, which is the order that its text
/// is written in: 4.3.2.0 is 04 03 02 00.
fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

/// The words as they would be typed.
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
