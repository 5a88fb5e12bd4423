//! What `watch --format json` prints: the last line of each key is the state.

use std::collections::BTreeMap;
use std::net::IpAddr;

use netlink_monitor::names::Names;
use netlink_monitor::prefix::Prefix;
use netlink_raw::uapi::icmpv6::ICMPV6_ROUTER_PREF;
use netlink_raw::uapi::rtnetlink::{RT_SCOPE, RT_SCOPE_UNIVERSE, RTN, RTPROT};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::other::{Extent, Other};
use super::route::{Hop, Route, Values};
use super::words;

/// A line, as far as it is of interest here.
#[derive(Deserialize)]
pub(super) struct Line {
    event: String,
    object: Option<String>,
    key: Option<String>,
    phase: Option<String>,
    prefix: Option<String>,
    source: Option<String>,
    #[serde(default)]
    message: Map<String, Value>,
}

/// Adds the lines up.
pub(super) fn read(text: &str, names: &Names) -> Result<Other, String> {
    let mut routes = BTreeMap::new();
    let mut synced = None;
    for (number, line) in (1..).zip(text.lines()) {
        let at = |problem: String| format!("line {number}: {problem}");
        let line: Line = serde_json::from_str(line)
            .map_err(|error| at(format!("column {}: {error}", error.column())))?;
        if line.object.as_deref() != Some("route") {
            continue;
        }
        if line.event == "sync" {
            synced = line.phase;
            continue;
        }
        let Some(key) = line.key.clone() else {
            return Err(at(
                "no 'key': only the output of 'watch' adds up to a table, not that of 'follow' or 'dump'"
                    .to_owned(),
            ));
        };
        match line.event.as_str() {
            "new" | "append" | "replace" => {
                routes.insert(key, line.route(names).map_err(at)?);
            }
            "del" => {
                routes.remove(&key);
            }
            event => {
                return Err(at(format!(
                    "an event '{}' of 'watch' is not known",
                    event.escape_debug()
                )));
            }
        }
    }
    match synced.as_deref() {
        None => Err("no 'sync' about routes: this is not the output of 'watch route --format json'".to_owned()),
        Some("end") => Ok(Other {
            form: "the output of 'watch --format json'",
            routes: routes.into_values().collect(),
            extent: Extent::Complete,
            notes: Vec::new(),
        }),
        Some(_) => Err("it ends in the middle of a reading: let 'watch' run until it prints a 'sync' with the phase 'end'".to_owned()),
    }
}

/// Members that are elsewhere in a [`Route`], or change all the time.
const ELSEWHERE: &[&str] = &[
    "rtm_family",
    "rtm_dst_len",
    "rtm_src_len",
    "rtm_table",
    "rtm_protocol",
    "rtm_scope",
    "rtm_type",
    "rtm_tos",
    "rtm_flags",
    "rtnh_len",
    "rtnh_flags",
    "rtnh_hops",
    "rtnh_ifindex",
    "RTA_TABLE",
    "RTA_DST",
    "RTA_SRC",
    "RTA_PRIORITY",
    "RTA_PREFSRC",
    "RTA_PREF",
    "RTA_NH_ID",
    "RTA_GATEWAY",
    "RTA_VIA",
    "RTA_OIF",
    "RTA_MULTIPATH",
    "RTA_CACHEINFO",
];

impl Line {
    /// The route that the line is about.
    pub(super) fn route(&self, names: &Names) -> Result<Route, String> {
        let message = &self.message;
        let number = |name: &str| message.get(name).and_then(Value::as_u64);
        let needed =
            |name: &str| number(name).ok_or_else(|| format!("no number '{name}' in the message"));
        let u32_of = |number: u64| {
            u32::try_from(number).map_err(|_| format!("{number} has more than 32 bits"))
        };
        let prefix = self.prefix.as_deref().ok_or("no 'prefix'")?;
        let mut route = Route::to(parsed(prefix)?);
        route.source = self.source.as_deref().map(parsed).transpose()?;
        route.table = number("RTA_TABLE").map_or_else(|| needed("rtm_table"), Ok)?;
        route.tos = needed("rtm_tos")?;
        route.metric = Some(u32_of(number("RTA_PRIORITY").unwrap_or(0))?);

        let mut value = |name: &str, value: String| {
            route.values.insert(name.to_owned(), value);
        };
        value("type", words::text(RTN, "RTN_", needed("rtm_type")?));
        value("protocol", words::text(RTPROT, "RTPROT_", needed("rtm_protocol")?));
        value("scope", scope(needed("rtm_scope")?));
        value("src", text(message, "RTA_PREFSRC"));
        value("nhid", text(message, "RTA_NH_ID"));
        let preference = number("RTA_PREF")
            .map(|number| words::text(ICMPV6_ROUTER_PREF, "ICMPV6_ROUTER_PREF_", number));
        value("pref", preference.unwrap_or_default());
        value("flags", flags(message.get("rtm_flags_names")));
        route.values.extend(others(message));

        let hops = match message.get("RTA_MULTIPATH").and_then(Value::as_array) {
            Some(hops) => {
                hops.iter().map(|hop| hop_of_several(hop, names)).collect::<Result<_, _>>()?
            }
            None => {
                let (via, dev) =
                    (gateway(message)?, number("RTA_OIF").map(|index| interface(index, names)));
                let hop = Hop { via, dev, values: Values::new() };
                Some(hop).filter(|hop| hop.via.is_some() || hop.dev.is_some()).into_iter().collect()
            }
        };
        route.hops = Some(hops);
        Ok(route)
    }
}

fn parsed(prefix: &str) -> Result<Prefix, String> {
    prefix.parse().map_err(|bad| format!("'prefix': {bad}"))
}

/// One element of `RTA_MULTIPATH`.
fn hop_of_several(hop: &Value, names: &Names) -> Result<Hop, String> {
    let hop = hop.as_object().ok_or("a next hop is not an object")?;
    let number = |name: &str| {
        hop.get(name)
            .and_then(Value::as_u64)
            .ok_or_else(|| format!("no number '{name}' in a next hop"))
    };
    let mut values = others(hop);
    values.insert("weight".to_owned(), (number("rtnh_hops")? + 1).to_string());
    values.insert("flags".to_owned(), flags(hop.get("rtnh_flags_names")));
    let dev = Some(interface(number("rtnh_ifindex")?, names));
    Ok(Hop { via: gateway(hop)?, dev, values })
}

/// The address of the gateway, which may be of another family than the route.
fn gateway(message: &Map<String, Value>) -> Result<Option<IpAddr>, String> {
    let via = message.get("RTA_VIA").and_then(|via| via.get("rtvia_addr"));
    let Some(address) = message.get("RTA_GATEWAY").or(via) else { return Ok(None) };
    let address = address.as_str().and_then(|address| address.parse().ok());
    address.map(Some).ok_or_else(|| "the gateway is not an IP address".to_owned())
}

/// An interface's name now: it may have had another when the line was printed.
fn interface(index: u64, names: &Names) -> String {
    match names.interface(index) {
        Some(name) => String::from_utf8_lossy(name).into_owned(),
        None => format!("if{index}"),
    }
}

/// `RT_SCOPE_UNIVERSE` is `global` in iproute2.
pub(super) fn scope(number: u64) -> String {
    if number == RT_SCOPE_UNIVERSE {
        return "global".to_owned();
    }
    words::text(RT_SCOPE, "RT_SCOPE_", number)
}

/// Names of flags as `ip` prints them, sorted.
fn flags(names: Option<&Value>) -> String {
    let mut flags: Vec<String> = names
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| match name.strip_prefix("RTNH_F_") {
            Some(name) => name.to_lowercase(),
            None => name.replace("RTM_F_", "RT_").to_lowercase(),
        })
        .collect();
    flags.sort();
    flags.join(" ")
}

fn text(message: &Map<String, Value>, name: &str) -> String {
    match message.get(name) {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

/// Everything else in a message, under its C name.
fn others(message: &Map<String, Value>) -> Values {
    message
        .keys()
        .filter(|name| {
            let of = name.trim_end_matches("_names").trim_end_matches("_name");
            !ELSEWHERE.contains(&of) && (of == name.as_str() || !message.contains_key(of))
        })
        .map(|name| (name.clone(), text(message, name)))
        .collect()
}
