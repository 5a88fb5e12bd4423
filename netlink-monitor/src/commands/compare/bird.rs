//! BIRD's `show route` and `show route all`, as `birdc` prints them.
//!
//! ```text
//! Table master4:
//! 10.7.0.0/16          unicast [kernel1 13:00:04.772] * (10)
//!         via 10.1.0.3 on eth0 weight 2
//!         via 10.1.0.2 on eth0 weight 1
//! ```

use std::collections::BTreeMap;

use messenger::program::digits;
use netlink_monitor::prefix::Prefix;
use netlink_raw::uapi::rtnetlink::RTPROT;

use super::other::{Extent, Other};
use super::route::{Hop, Route, Values, counted};
use super::words;

/// A route, and what decides whether it is compared.
struct BirdRoute {
    route: Route,
    /// Marked with a star: the best one, which is exported.
    best: bool,
    /// Whether it came from the kernel.
    learned: bool,
}

pub(super) fn read(text: &str, kernel_table: u64) -> Result<Other, String> {
    let mut routes: Vec<BirdRoute> = Vec::new();
    // The name of BIRD's table for each family.
    let mut tables = BTreeMap::new();
    let mut table = None;
    for (number, line) in (1..).zip(text.lines()) {
        let at = |problem: String| format!("line {number}: {problem}");
        if line.trim().is_empty()
            || line.starts_with("BIRD ")
            || line.starts_with("Access restricted")
        {
            continue;
        }
        if let Some(name) = line.strip_prefix("Table ") {
            table = Some(name.trim_end_matches(':').to_owned());
        } else if let Some(detail) = line.strip_prefix('\t') {
            let route = routes.last_mut().ok_or_else(|| at(not_bird(line)))?;
            route.add(detail).map_err(at)?;
        } else {
            let previous = routes.last().map(|route| route.route.prefix);
            let mut route = head(line, previous).ok_or_else(|| at(not_bird(line)))?;
            route.route.table = kernel_table;
            if let Some(name) = &table {
                let first = tables.entry(route.route.family()).or_insert_with(|| name.clone());
                if first != name {
                    return Err(at(format!(
                        "a second table of one family, '{name}' beside '{first}'; give one, such as 'show route table {first}'"
                    )));
                }
            }
            routes.push(route);
        }
    }
    let all = routes.len();
    routes.retain(|route| route.best || route.learned);
    let mut notes = Vec::new();
    if routes.len() < all {
        notes.push(format!("{} that BIRD does not use", counted(all - routes.len(), "route")));
    }
    let routes = routes.into_iter().map(|route| route.route).collect();
    Ok(Other { form: "BIRD's 'show route'", routes, extent: Extent::OnePerPrefix, notes })
}

fn not_bird(line: &str) -> String {
    format!(
        "'{}' is not a line of BIRD 2's 'show route', and the file is not JSON of 'ip -j route', of FRR's 'show ip route json' or of 'watch'",
        line.trim().escape_debug()
    )
}

/// The first line of a route. A further route to the same prefix does not repeat it.
fn head(line: &str, previous: Option<Prefix>) -> Option<BirdRoute> {
    let (left, right) = line.split_once('[')?;
    let (_, right) = right.split_once(']')?;
    let words: Vec<&str> = left.split_whitespace().collect();
    let (prefix, source, kind) = match (line.starts_with(' '), words.as_slice()) {
        (true, [kind]) => (previous?, None, kind),
        (false, [prefix, kind]) => (prefix.parse().ok()?, None, kind),
        (false, [prefix, "from", source, kind]) => {
            (prefix.parse().ok()?, Some(source.parse().ok()?), kind)
        }
        _ => return None,
    };
    let kind = match *kind {
        "unicast" | "blackhole" | "unreachable" => *kind,
        "prohibited" => "prohibit",
        _ => return None,
    };
    let mut route = Route::to(prefix);
    route.source = source;
    route.values.insert("type".to_owned(), kind.to_owned());
    if kind == "unicast" {
        route.hops = Some(Vec::new());
    }
    Some(BirdRoute {
        route,
        best: right.split_whitespace().any(|word| word == "*"),
        learned: false,
    })
}

impl BirdRoute {
    /// Adds what an indented line says: a next hop, or, with `all`, an attribute.
    fn add(&mut self, detail: &str) -> Result<(), String> {
        let unclear =
            || format!("'{}' is not a next hop or an attribute of BIRD's", detail.escape_debug());
        let words: Vec<&str> = detail.split_whitespace().collect();
        let (via, dev, rest) = match words.as_slice() {
            ["via", via, "on", dev, rest @ ..] => {
                (Some(via.parse().map_err(|_| unclear())?), dev, rest)
            }
            ["dev", dev, rest @ ..] => (None, dev, rest),
            [name, value, ..] if name.ends_with(':') => {
                return self.attribute(name, value).ok_or_else(unclear);
            }
            [name] if name.ends_with(':') => return Ok(()),
            _ => return Err(unclear()),
        };
        let weight = rest.iter().skip_while(|word| **word != "weight").nth(1);
        let values: Values =
            weight.map(|weight| ("weight".to_owned(), (*weight).to_owned())).into_iter().collect();
        let hops = self.route.hops.as_mut().ok_or_else(unclear)?;
        hops.push(Hop { via, dev: Some((*dev).to_owned()), values });
        Ok(())
    }

    /// An attribute; those of the kernel are about a route that BIRD has learned from it.
    fn attribute(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "Kernel.source:" => {
                self.learned = true;
                let protocol = words::text(RTPROT, "RTPROT_", digits(value)?);
                self.route.values.insert("protocol".to_owned(), protocol);
            }
            "Kernel.metric:" => self.route.metric = Some(digits(value)?),
            "Kernel.prefsrc:" => {
                self.route.values.insert("src".to_owned(), value.to_owned());
            }
            _ => {}
        }
        Some(())
    }
}
