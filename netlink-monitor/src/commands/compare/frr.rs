//! FRR's `show ip route json` and `show ipv6 route json`: an object with an array for each
//! prefix, or several objects one after the other.

use std::collections::BTreeMap;
use std::net::IpAddr;

use netlink_monitor::prefix::Prefix;
use netlink_raw::uapi::rtnetlink::RT_TABLE_MAIN;
use serde::Deserialize;
use serde_json::Deserializer;

use super::other::{Extent, Other};
use super::route::{Hop, Route, Values, counted};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FrrRoute {
    prefix: String,
    protocol: String,
    #[serde(default)]
    installed: bool,
    #[serde(default)]
    distance: u32,
    #[serde(default)]
    metric: u32,
    table: Option<u64>,
    #[serde(default)]
    nexthops: Vec<FrrHop>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FrrHop {
    /// Whether the kernel has it; a next hop that was resolved to others has no such mark.
    #[serde(default)]
    fib: bool,
    ip: Option<IpAddr>,
    interface_name: Option<String>,
    weight: Option<u32>,
    #[serde(default)]
    blackhole: bool,
    #[serde(default)]
    reject: bool,
    #[serde(default, rename = "adminProhibited", alias = "admin-prohibited")]
    prohibited: bool,
}

pub(super) fn read(text: &str) -> Result<Other, String> {
    let mut routes = Vec::new();
    let (mut local, mut absent) = (0, 0);
    for object in Deserializer::from_str(text).into_iter::<BTreeMap<String, Vec<FrrRoute>>>() {
        let object = object.map_err(|error| format!("as FRR's 'show ip route json': {error}"))?;
        for route in object.into_values().flatten() {
            // FRR lists the host's own addresses beside its routes.
            if route.protocol == "local" {
                local += 1;
            } else if route.installed {
                routes.push(converted(&route)?);
            } else {
                absent += 1;
            }
        }
    }
    let mut notes = Vec::new();
    if local > 0 {
        notes.push(format!(
            "{}, which the kernel has in another table",
            counted(local, "local route")
        ));
    }
    if absent > 0 {
        notes.push(format!("{} that FRR has not installed", counted(absent, "route")));
    }
    Ok(Other { form: "JSON of FRR's 'show ip route'", routes, extent: Extent::EachRoute, notes })
}

/// The metric in the kernel of every route that zebra installs (`NL_DEFAULT_ROUTE_METRIC` in
/// zebra/rt_netlink.h). `metric` in the JSON is that of the routing protocol.
const INSTALLED: u32 = 20;

fn converted(route: &FrrRoute) -> Result<Route, String> {
    let prefix: Prefix = route
        .prefix
        .parse()
        .map_err(|bad| format!("the route to '{}': {bad}", route.prefix.escape_debug()))?;
    let mut converted = Route::to(prefix);
    converted.table = route.table.unwrap_or(RT_TABLE_MAIN);
    converted.metric = match route.protocol.as_str() {
        // Made from the interface's address, not read from the kernel.
        "connected" => None,
        // zebra splits the kernel's metric: the first byte becomes the distance
        // (`netlink_route_change_read_unicast` in zebra/rt_netlink.c).
        "kernel" => Some(route.distance << 24 | route.metric),
        _ => Some(INSTALLED),
    };
    let hops: Vec<&FrrHop> = route.nexthops.iter().filter(|hop| hop.fib).collect();
    let has = |kind: fn(&FrrHop) -> bool| hops.iter().any(|hop| kind(hop));
    let kind = if has(|hop| hop.blackhole) {
        "blackhole"
    } else if has(|hop| hop.reject) {
        "unreachable"
    } else if has(|hop| hop.prohibited) {
        "prohibit"
    } else {
        "unicast"
    };
    converted.values.insert("type".to_owned(), kind.to_owned());
    if kind == "unicast" {
        let several = hops.len() > 1;
        converted.hops = Some(hops.iter().map(|hop| hop.converted(several)).collect());
    }
    Ok(converted)
}

impl FrrHop {
    fn converted(&self, several: bool) -> Hop {
        let weight = self.weight.filter(|_| several);
        let values: Values =
            weight.map(|weight| ("weight".to_owned(), weight.to_string())).into_iter().collect();
        Hop { via: self.ip, dev: self.interface_name.clone(), values }
    }
}
