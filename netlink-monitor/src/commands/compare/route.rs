//! A route as it is compared: what tells it from others, and what is said of it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use netlink_monitor::prefix::Prefix;
use netlink_raw::uapi::rtnetlink::{RT_TABLE, RT_TABLE_MAIN};
use netlink_raw::uapi::sys_socket::{AF_INET, AF_INET6};

use super::words;

/// A name and its value, such as `protocol` and `static`.
pub(super) type Values = BTreeMap<String, String>;

/// A route. Values that are missing are not known, or, if the form is complete, not there.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) prefix: Prefix,
    pub(super) table: u64,
    /// The prefix that the source address has to be in, if there is one.
    pub(super) source: Option<Prefix>,
    pub(super) tos: u64,
    /// The priority; `None` if the form does not say it.
    pub(super) metric: Option<u32>,
    /// The next hops, in any order; `None` if the form does not say them.
    pub(super) hops: Option<Vec<Hop>>,
    pub(super) values: Values,
}

/// One next hop.
#[derive(Debug)]
pub(super) struct Hop {
    pub(super) via: Option<IpAddr>,
    pub(super) dev: Option<String>,
    pub(super) values: Values,
}

impl Route {
    /// A route of the main table of which nothing else is known.
    pub(super) fn to(prefix: Prefix) -> Self {
        Route {
            prefix,
            table: RT_TABLE_MAIN,
            source: None,
            tos: 0,
            metric: None,
            hops: None,
            values: Values::new(),
        }
    }

    pub(super) fn family(&self) -> u8 {
        if self.prefix.address.is_ipv4() { AF_INET } else { AF_INET6 }
    }

    /// What the kernel finds a route by, except the metric, which not every form says.
    pub(super) fn place(&self) -> impl Ord + use<> {
        let source = self.source.map(|source| (source.address, source.bits));
        let Prefix { address, bits } = self.prefix;
        (address.is_ipv6(), address, bits, source, self.tos, self.table)
    }

    /// The order of lines, and of routes to one place.
    pub(super) fn by_key(&self, other: &Route) -> Ordering {
        self.place().cmp(&other.place()).then(self.metric.cmp(&other.metric))
    }

    /// What the kernel finds the route by: `10.0.0.0/8 table 100 metric 50`.
    pub(super) fn key(&self) -> String {
        let mut key = self.prefix.to_string();
        if let Some(source) = self.source {
            key.push_str(&format!(" from {source}"));
        }
        if self.tos != 0 {
            key.push_str(&format!(" tos {:#04x}", self.tos));
        }
        if self.table != RT_TABLE_MAIN {
            let table = words::text(RT_TABLE, "RT_TABLE_", self.table);
            key.push_str(&format!(" table {table}"));
        }
        if let Some(metric) = self.metric.filter(|metric| *metric != 0) {
            key.push_str(&format!(" metric {metric}"));
        }
        key
    }

    /// Everything else that is known: `unicast via 10.0.0.1 dev eth0 protocol static`.
    pub(super) fn state(&self) -> String {
        let values = self.values.iter().filter(|(name, _)| *name != "type");
        let words = [
            self.values.get("type").cloned(),
            self.hops.as_ref().map(|hops| hop_texts(hops, &names(hops)).join(", ")),
            Some(values_text(values)),
        ];
        let words: Vec<String> =
            words.into_iter().flatten().filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }
}

/// The names of the values that any of these next hops has, and `dev`, if all say their interface:
/// in the kernel, each has one.
pub(super) fn names(hops: &[Hop]) -> BTreeSet<&str> {
    let dev = hops.iter().all(|hop| hop.dev.is_some()).then_some("dev");
    hops.iter().flat_map(|hop| hop.values.keys()).map(String::as_str).chain(dev).collect()
}

/// Next hops as text, with these values of each, sorted: their order means nothing.
pub(super) fn hop_texts<'h>(
    hops: impl IntoIterator<Item = &'h Hop>,
    names: &BTreeSet<&str>,
) -> Vec<String> {
    let mut texts: Vec<String> = hops.into_iter().map(|hop| hop.text(names)).collect();
    texts.sort();
    texts
}

impl Hop {
    /// Whether the kernel keeps it, but does not use it, because its interface is down.
    pub(super) fn is_dead(&self) -> bool {
        self.values.get("flags").is_some_and(|flags| flags.split(' ').any(|flag| flag == "dead"))
    }

    fn text(&self, names: &BTreeSet<&str>) -> String {
        let values = self.values.iter().filter(|(name, _)| names.contains(name.as_str()));
        let words = [
            self.via.map(|via| format!("via {via}")),
            self.dev.as_ref().filter(|_| names.contains("dev")).map(|dev| format!("dev {dev}")),
            Some(values_text(values)),
        ];
        let words: Vec<String> =
            words.into_iter().flatten().filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }
}

fn values_text<'v>(values: impl Iterator<Item = (&'v String, &'v String)>) -> String {
    let words: Vec<String> = values
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    words.join(" ")
}

/// `1 route`, `2 routes`.
pub(super) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
