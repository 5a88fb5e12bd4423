//! Which events a person wants to see; the same for every command.

use std::str::FromStr;

use crate::event::{Action, Answer, Event};
use crate::names::Names;
use crate::prefix::{BadPrefix, Prefix};

/// Conditions on events. An event has to meet all that are given; one that has no such
/// property (an address has no routing table) does not meet the condition.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The address family.
    pub family: Option<u8>,
    /// The name of an interface.
    pub dev: Option<String>,
    /// The routing table.
    pub table: Option<u32>,
    /// `RTPROT_…`: the program that installed it.
    pub protocol: Option<u8>,
    /// `RTN_…`: the type of a route or of a neighbour.
    pub route_type: Option<u8>,
    /// The prefix.
    pub prefix: Option<PrefixFilter>,
    /// The port ID of the requester.
    pub port_id: Option<u32>,
    /// What happened.
    pub action: Option<Action>,
}

/// A condition on a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrefixFilter {
    /// It is exactly this one.
    Exact(Prefix),
    /// It is this one or a part of it.
    Within(Prefix),
    /// It is this one or this one is a part of it.
    Containing(Prefix),
}

impl Filter {
    /// Whether the event is wanted.
    #[must_use]
    pub fn wants(&self, event: &Event<'_, '_>, names: &Names) -> bool {
        fn same<T: Copy>(wanted: Option<T>, is: impl FnOnce() -> Option<u64>) -> bool
        where
            u64: From<T>,
        {
            wanted.is_none_or(|wanted| is() == Some(u64::from(wanted)))
        }
        self.family.is_none_or(|family| event.family == family)
            && self.action.is_none_or(|action| event.action == action)
            && same(self.table, || event.table())
            && same(self.protocol, || event.protocol())
            && same(self.route_type, || event.route_type())
            && same(self.port_id, || Some(event.port_id()))
            && self.prefix.is_none_or(|wanted| event.prefix().is_some_and(|is| wanted.fits(is)))
            && self.dev.as_ref().is_none_or(|dev| {
                event
                    .interfaces()
                    .any(|index| names.interface(index).is_some_and(|name| name == dev.as_bytes()))
            })
    }
}

impl Filter {
    /// Whether the answer to a request is wanted. It has none of the properties but the port ID.
    #[must_use]
    pub fn wants_answer(&self, answer: &Answer<'_>) -> bool {
        let Filter { family, dev, table, protocol, route_type, prefix, port_id, action } = self;
        let others = family.is_some()
            || dev.is_some()
            || table.is_some()
            || protocol.is_some()
            || route_type.is_some()
            || prefix.is_some()
            || action.is_some();
        !others && port_id.is_none_or(|wanted| u64::from(wanted) == answer.port_id())
    }
}

impl PrefixFilter {
    fn fits(self, prefix: Prefix) -> bool {
        match self {
            PrefixFilter::Exact(wanted) => wanted == prefix,
            PrefixFilter::Within(wanted) => wanted.contains(prefix),
            PrefixFilter::Containing(wanted) => prefix.contains(wanted),
        }
    }
}

impl FromStr for PrefixFilter {
    type Err = BadPrefix;

    /// `10.0.0.0/8`, `within:10.0.0.0/8` or `containing:10.1.2.3`.
    fn from_str(typed: &str) -> Result<Self, BadPrefix> {
        match typed.split_once(':') {
            Some(("within", prefix)) => prefix.parse().map(PrefixFilter::Within),
            Some(("containing", prefix)) => prefix.parse().map(PrefixFilter::Containing),
            _ => typed.parse().map(PrefixFilter::Exact),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_matched_exactly_or_by_containment() {
        let fits = |wanted: &str, prefix: &str| {
            let prefix = prefix.parse().expect("a prefix");
            wanted.parse::<PrefixFilter>().expect("a condition").fits(prefix)
        };
        assert!(fits("10.0.0.0/8", "10.0.0.0/8") && !fits("10.0.0.0/8", "10.0.0.0/9"));
        assert!(fits("within:10.0.0.0/8", "10.128.0.0/9"));
        assert!(!fits("within:10.0.0.0/8", "11.0.0.0/9") && !fits("within:10.0.0.0/8", "::/9"));
        assert!(fits("containing:10.1.2.3", "0.0.0.0/0"));
        assert!(fits("containing:10.1.2.3", "10.1.2.3/32"));
        assert!(!fits("containing:10.1.2.3", "10.1.2.2/32"));
        assert!(fits("within:::/0", "2001:db8::/32") && !fits("within:::/0", "0.0.0.0/0"));
        assert!(fits("containing:2001:db8::1", "2001:db8::/32"));
    }
}
