//! `ip -j route`, with or without `-d` and `-N`: an array of routes, or several one after the
//! other.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use netlink_monitor::prefix::Prefix;
use netlink_raw::uapi::icmpv6::ICMPV6_ROUTER_PREF;
use netlink_raw::uapi::rtnetlink::{
    RT_SCOPE, RT_SCOPE_UNIVERSE, RT_TABLE, RT_TABLE_MAIN, RTN, RTN_UNICAST, RTPROT,
};
use netlink_raw::wire::Name;
use serde::Deserialize;
use serde_json::{Deserializer, Map, Value};

use super::other::{Extent, Other};
use super::route::{Hop, Route, Values, counted};
use super::{watched, words};

#[derive(Deserialize)]
struct IpRoute {
    dst: String,
    from: Option<String>,
    tos: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    table: Option<String>,
    protocol: Option<String>,
    scope: Option<String>,
    prefsrc: Option<IpAddr>,
    metric: Option<u32>,
    nhid: Option<u32>,
    pref: Option<String>,
    #[serde(flatten)]
    hop: IpHop,
    nexthops: Option<Vec<IpHop>>,
    /// What the next hop object `nhid` says; `ip` looks it up.
    #[serde(rename = "nh_info")]
    _nh_info: Option<Value>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct IpHop {
    gateway: Option<IpAddr>,
    via: Option<IpVia>,
    dev: Option<String>,
    weight: Option<u32>,
    #[serde(default)]
    flags: Vec<String>,
}

/// A gateway of another family.
#[derive(Deserialize)]
struct IpVia {
    host: IpAddr,
}

pub(super) fn read(text: &str, table: u64) -> Result<Other, String> {
    let mut read = Vec::new();
    for array in Deserializer::from_str(text).into_iter::<Vec<IpRoute>>() {
        read.extend(array.map_err(|error| format!("as the JSON of 'ip -j route': {error}"))?);
    }
    // `ip` leaves the table out if it was asked for this one, or, with `table all`, if it is the
    // main one.
    let says_table = read.iter().any(|route| route.table.is_some());
    let table = if says_table { RT_TABLE_MAIN } else { table };
    let mut notes = Notes::default();
    let mut routes = Vec::new();
    for (number, route) in (1..).zip(read) {
        let dst = route.dst.clone();
        routes.push(
            converted(route, table, &mut notes).map_err(|problem| {
                format!("route {number}, '{}': {problem}", dst.escape_debug())
            })?,
        );
    }
    Ok(Other {
        form: "JSON of 'ip route'",
        routes,
        extent: Extent::EachRoute,
        notes: notes.sentences(),
    })
}

/// What is not compared.
#[derive(Default)]
struct Notes {
    /// Members, and how many routes have them.
    members: BTreeMap<String, usize>,
    /// Protocols whose name means several numbers.
    protocols: BTreeSet<String>,
}

impl Notes {
    fn sentences(self) -> Vec<String> {
        let members = self
            .members
            .into_iter()
            .map(|(name, number)| format!("'{name}' of {}", counted(number, "route")));
        let protocols = self.protocols.into_iter().map(|name| {
            format!(
                "the protocol '{name}', which means several numbers on this machine; use 'ip -N'"
            )
        });
        members.chain(protocols).collect()
    }
}

fn converted(route: IpRoute, table: u64, notes: &mut Notes) -> Result<Route, String> {
    let mut converted = Route::to(destination(&route)?);
    converted.source = route.from.as_deref().map(|from| parsed("from", from)).transpose()?;
    converted.tos = match route.tos.as_deref() {
        None => 0,
        Some(tos) => u64::from_str_radix(tos.trim_start_matches("0x"), 16)
            .map_err(|_| unclear("tos", tos))?,
    };
    converted.table =
        number("table", route.table.as_deref(), table, (RT_TABLE, "RT_TABLE_", "rt_tables"))?;
    // What `ip` leaves out is what most routes have.
    converted.metric = Some(route.metric.unwrap_or(0));

    let kind = number("type", route.kind.as_deref(), RTN_UNICAST, (RTN, "RTN_", ""))?;
    let scope = match route.scope.as_deref() {
        Some("global") => RT_SCOPE_UNIVERSE,
        scope => number("scope", scope, RT_SCOPE_UNIVERSE, (RT_SCOPE, "RT_SCOPE_", "rt_scopes"))?,
    };
    let preference = (ICMPV6_ROUTER_PREF, "ICMPV6_ROUTER_PREF_", "");
    let preference = route.pref.as_deref().map(|pref| number("pref", Some(pref), 0, preference));
    let preference = preference.transpose()?;
    let mut value = |name: &str, value: String| {
        converted.values.insert(name.to_owned(), value);
    };
    value("type", words::text(RTN, "RTN_", kind));
    value("scope", watched::scope(scope));
    value("src", route.prefsrc.map(|source| source.to_string()).unwrap_or_default());
    value("nhid", route.nhid.map(|id| id.to_string()).unwrap_or_default());
    value("flags", flags(&route.hop.flags));
    let text = |number| words::text(ICMPV6_ROUTER_PREF, "ICMPV6_ROUTER_PREF_", number);
    value("pref", preference.map(text).unwrap_or_default());
    let protocol = route.protocol.as_deref().unwrap_or("boot");
    match words::number(RTPROT, "RTPROT_", "rt_protos", protocol) {
        Ok(number) => value("protocol", words::text(RTPROT, "RTPROT_", number)),
        Err(numbers) if numbers.is_empty() => return Err(unclear("protocol", protocol)),
        Err(_) => {
            notes.protocols.insert(protocol.to_owned());
        }
    }
    for name in route.rest.into_iter().map(|(name, _)| name) {
        // Members of the next hop are in both.
        if !["gateway", "via", "dev", "weight", "flags"].contains(&name.as_str()) {
            *notes.members.entry(name).or_default() += 1;
        }
    }
    converted.hops = Some(match route.nexthops {
        Some(hops) => hops.into_iter().map(|hop| hop.converted(true)).collect(),
        None => {
            let hop = route.hop.converted(false);
            Some(hop).filter(|hop| hop.via.is_some() || hop.dev.is_some()).into_iter().collect()
        }
    });
    Ok(converted)
}

impl IpHop {
    /// Only the next hops of several have a weight and flags of their own.
    fn converted(self, several: bool) -> Hop {
        let mut values = Values::new();
        if several {
            values.insert("weight".to_owned(), self.weight.unwrap_or(1).to_string());
            values.insert("flags".to_owned(), flags(&self.flags));
        }
        Hop { via: self.gateway.or(self.via.map(|via| via.host)), dev: self.dev, values }
    }
}

fn flags(flags: &[String]) -> String {
    let mut flags = flags.to_vec();
    flags.sort();
    flags.join(" ")
}

/// The destination. `default` is that of IPv6 if the route has a preference, which the kernel
/// sends for each route of IPv6, and for no other.
fn destination(route: &IpRoute) -> Result<Prefix, String> {
    if route.dst != "default" {
        return parsed("dst", &route.dst);
    }
    let address = match route.pref {
        Some(_) => IpAddr::from(Ipv6Addr::UNSPECIFIED),
        None => Ipv4Addr::UNSPECIFIED.into(),
    };
    Ok(Prefix { address, bits: 0 })
}

fn parsed(member: &str, prefix: &str) -> Result<Prefix, String> {
    prefix.parse().map_err(|bad| format!("'{member}': {bad}"))
}

/// The number of a member that has a name, or its default.
fn number(
    member: &str,
    text: Option<&str>,
    default: u64,
    (names, beginning, file): (&'static [Name], &str, &str),
) -> Result<u64, String> {
    match text {
        None => Ok(default),
        Some(text) => {
            words::number(names, beginning, file, text).map_err(|_| unclear(member, text))
        }
    }
}

fn unclear(member: &str, text: &str) -> String {
    format!(
        "'{member}' is '{}', a name that does not stand for one number on this machine; use 'ip -N -j route'",
        text.escape_debug()
    )
}
