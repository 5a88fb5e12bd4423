//! A name for each leaf of a datagram, unique in it: its address in a figure.
//!
//! The name consists of the attributes around the leaf and its own C name, joined by dots:
//! `nlmsg_len`, `RTA_DST.rta_len`. The value of an attribute has the attribute's name,
//! `RTA_DST`. The request that an error repeats is in `msg`. If several leaves have the
//! same name, the second is `nlmsg_len-2`. The names of structs are left out, because the
//! name of a field tells its struct.

use std::collections::HashMap;

use super::words::{Heading, heading, leaf};
use crate::wire::{Span, What};

/// Names the leaves of one walk. It has to see every span, in order.
#[derive(Debug, Default)]
pub struct Names {
    /// The groups around, with the depth of each and its name.
    around: Vec<(usize, String)>,
    /// How often a name has been given.
    given: HashMap<String, usize>,
}

impl Names {
    /// Returns the name of a leaf; `None` for a group, which it remembers for the leaves
    /// inside it.
    pub fn name(&mut self, span: &Span<'_, '_>) -> Option<String> {
        while self.around.pop_if(|(depth, _)| *depth >= span.depth).is_some() {}
        let Some(words) = leaf(span) else {
            let group = match (span.what, heading(span)) {
                // Only in an error is a message inside another: the request.
                (What::Message { .. }, _) if span.depth > 0 => Some("msg".to_owned()),
                (What::Attribute { .. }, Some(Heading { c_name, number, .. })) => {
                    Some(number.map_or(c_name.to_owned(), |number| format!("{c_name}-{number}")))
                }
                _ => None,
            };
            self.around.extend(group.map(|group| (span.depth, group)));
            return None;
        };
        let mut parts: Vec<&str> = self.around.iter().map(|(_, group)| group.as_str()).collect();
        let own = words.c_name.trim_matches(['(', ')']);
        let is_value = matches!(span.what, What::Payload(..)) && parts.last() == Some(&own);
        if !is_value {
            parts.push(own);
        }
        // The characters that need no escaping in an HTML id or in an address.
        let plain = |character: char| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '-' => character,
            _ => '-',
        };
        let name: String = parts.join(".").chars().map(plain).collect();
        let times = self.given.entry(name.clone()).or_default();
        *times += 1;
        Some(if *times == 1 { name } else { format!("{name}-{times}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uapi::ROUTE;
    use crate::walk::walk;
    use crate::wire::Endian;

    fn names(datagram: &[u8]) -> Vec<String> {
        let mut names = Names::default();
        walk(&ROUTE, datagram).in_order(Endian::Little).collect(|span| names.name(span))
    }

    #[test]
    fn attributes_qualify_and_numbers_tell_apart() {
        // Two NLMSG_NOOP.
        let mut noop = vec![16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        noop.extend(noop.clone());
        let all = names(&noop);
        assert_eq!([&all[0], &all[5]], ["nlmsg_len", "nlmsg_len-2"]);

        let mut route = vec![36, 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        route.extend([2, 30, 0, 0, 254, 3, 0, 1, 0, 0, 0, 0]);
        route.extend([8, 0, 1, 0, 4, 3, 2, 0]);
        let all = names(&route);
        assert_eq!(all[5], "rtm_family");
        assert_eq!(all[14..], ["RTA_DST.rta_len", "RTA_DST.rta_type", "RTA_DST"]);
    }
}
