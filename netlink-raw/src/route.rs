//! `PREFIX [via GATEWAY] [dev NAME]`: a route as a person types it, and the
//! request that adds or deletes it.

use std::fmt;
use std::net::IpAddr;

use clap::ValueEnum;
use nix::net::if_::if_nametoindex;

use crate::request::Request;
use crate::uapi::netlink::{NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST};
use crate::uapi::rtnetlink::{
    RT_SCOPE_LINK, RT_SCOPE_NOWHERE, RT_SCOPE_UNIVERSE, RT_TABLE_MAIN, RTA_DST, RTA_GATEWAY,
    RTA_OIF, RTM_DELROUTE, RTM_NEWROUTE, RTMSG, RTN_UNICAST, RTNLGRP_IPV4_ROUTE,
    RTNLGRP_IPV6_ROUTE, RTPROT_BOOT,
};
use crate::uapi::socket::FAMILIES;
use crate::wire::number_of;

/// The families of routes that the programs here show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Family {
    /// IPv4
    Inet,
    /// IPv6
    Inet6,
}

impl Family {
    /// The number of `AF_INET` or `AF_INET6`.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Family::Inet => const { number_of(FAMILIES, "AF_INET") },
            Family::Inet6 => const { number_of(FAMILIES, "AF_INET6") },
        }
    }

    /// The number of the multicast group that hears of changes.
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
    /// `RTM_DELROUTE`
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
        let mut options = options.chunks(2);
        for option in &mut options {
            match option {
                [word, gateway] if word == "via" => {
                    let address = gateway.parse().map_err(|_| {
                        format!(
                            "expected an address behind 'via', got '{}'",
                            gateway.escape_debug()
                        )
                    })?;
                    route.gateway = Some(address);
                }
                [word, name] if word == "dev" => route.device = Some(name.clone()),
                [word] if word == "via" || word == "dev" => {
                    return Err(format!("'{word}' wants a word behind it"));
                }
                _ => {
                    let word = option.first().map(String::as_str).unwrap_or_default();
                    return Err(format!(
                        "expected 'via GATEWAY' or 'dev NAME', got '{}'",
                        word.escape_debug()
                    ));
                }
            }
        }
        if let (Some(destination), Some(gateway)) = (destination, route.gateway)
            && destination.is_ipv4() != gateway.is_ipv4()
        {
            return Err("prefix and gateway are of different families".to_owned());
        }
        if action == Action::Add && route.gateway.is_none() && route.device.is_none() {
            return Err("a new route needs 'via GATEWAY', 'dev NAME' or both".to_owned());
        }
        Ok(route)
    }

    /// The message, byte for byte what `ip route add` and `ip route del` send,
    /// except for the sequence number.
    ///
    /// # Errors
    ///
    /// A sentence for the person when there is no interface of that name.
    pub fn request(&self, seq: u32) -> Result<Vec<u8>, String> {
        let family = match self.destination.or(self.gateway) {
            Some(IpAddr::V6(_)) => Family::Inet6,
            _ => Family::Inet,
        };
        let scope = match (family, self.action, self.gateway) {
            // IPv6 knows no scopes of routes.
            (Family::Inet6, ..) => RT_SCOPE_UNIVERSE,
            // To delete, "nowhere" matches any scope.
            (Family::Inet, Action::Del, _) => RT_SCOPE_NOWHERE,
            // Without a gateway, the destination is on the link itself.
            (Family::Inet, Action::Add, None) => RT_SCOPE_LINK,
            (Family::Inet, Action::Add, Some(_)) => RT_SCOPE_UNIVERSE,
        };
        let (message_type, flags, protocol, kind) = match self.action {
            Action::Add => (RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, RTPROT_BOOT, RTN_UNICAST),
            // Unsaid, protocol and type match any.
            Action::Del => (RTM_DELROUTE, 0, 0, 0),
        };
        let mut request = Request::new(message_type, NLM_F_REQUEST | NLM_F_ACK | flags, seq)
            .with_struct(
                &RTMSG,
                &[
                    ("rtm_family", family.number()),
                    ("rtm_dst_len", self.prefix_bits.into()),
                    ("rtm_table", RT_TABLE_MAIN),
                    ("rtm_protocol", protocol),
                    ("rtm_scope", scope),
                    ("rtm_type", kind),
                ],
            );
        if let Some(destination) = self.destination {
            request = request.with_attribute(RTA_DST, &octets(destination));
        }
        if let Some(gateway) = self.gateway {
            request = request.with_attribute(RTA_GATEWAY, &octets(gateway));
        }
        if let Some(device) = &self.device {
            let index = if_nametoindex(device.as_str()).map_err(|errno| {
                format!(
                    "there is no interface named '{}' ({errno:?}); `ip link` lists those there are",
                    device.escape_debug()
                )
            })?;
            request = request.with_attribute(RTA_OIF, &index.to_ne_bytes());
        }
        Ok(request.into_bytes())
    }
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
    let most = if address.is_ipv4() { 32 } else { 128 };
    let bits = match bits {
        None => most,
        Some(bits) => bits.parse().ok().filter(|bits| *bits <= most).ok_or_else(|| {
            format!("'{shown}' has a prefix length that is not a number from 0 to {most}")
        })?,
    };
    Ok((Some(address), bits))
}

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
