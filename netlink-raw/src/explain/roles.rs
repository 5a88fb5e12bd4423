//! The role of a leaf in its datagram, which is what the colours of a figure show.

use std::ptr;

use crate::uapi::netlink::NLMSGHDR;
use crate::wire::{Kind, Span, What};

/// What part a leaf plays in its datagram, whatever its name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A field of `struct nlmsghdr`.
    Header,
    /// A field of any other struct that is not inside an attribute.
    Struct,
    /// The length or the type of an attribute.
    Attribute,
    /// The payload of an attribute, or a field of a struct in it.
    Payload,
    /// Bytes that only keep what follows aligned.
    Padding,
    /// Bytes without a name.
    Unknown,
    /// Bytes that contradict others.
    Fault,
}

impl Role {
    /// Its class in a style sheet, behind `role-`.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Role::Header => "header",
            Role::Struct => "struct",
            Role::Attribute => "attribute",
            Role::Payload => "payload",
            Role::Padding => "padding",
            Role::Unknown => "unknown",
            Role::Fault => "fault",
        }
    }

    /// Its name in a legend.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Header => "message header",
            Role::Struct => "struct",
            Role::Attribute => "attribute header",
            Role::Payload => "attribute payload",
            Role::Padding => "padding",
            Role::Unknown => "no name",
            Role::Fault => "fault",
        }
    }
}

/// Finds the role of each leaf of one walk. It has to see every span, in order.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// The groups around, with the depth of each and the role of the fields in it.
    around: Vec<(usize, Role)>,
}

impl Roles {
    /// Returns the role of a leaf; `None` for a group, which it remembers for the leaves in it.
    pub(super) fn role(&mut self, span: &Span<'_, '_>) -> Option<Role> {
        while self.around.pop_if(|(depth, _)| *depth >= span.depth).is_some() {}
        let inside = self.around.last().map_or(Role::Struct, |(_, role)| *role);
        let group = match span.what {
            What::Field(field) if matches!(field.kind, Kind::Pad(_)) => return Some(Role::Padding),
            What::Field(_) => return Some(inside),
            What::Payload(..) => return Some(Role::Payload),
            What::Padding => return Some(Role::Padding),
            What::Unknown(_) => return Some(Role::Unknown),
            What::Fault(_) => return Some(Role::Fault),
            What::Message { .. } => Role::Struct,
            What::Attribute { .. } => Role::Attribute,
            What::Struct(layout) if ptr::eq(layout, &NLMSGHDR) => Role::Header,
            What::Struct(_) if matches!(inside, Role::Attribute | Role::Payload) => Role::Payload,
            What::Struct(_) => Role::Struct,
        };
        self.around.push((span.depth, group));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Role::{Attribute, Header, Padding, Payload, Struct};
    use super::*;
    use crate::uapi::ROUTE;
    use crate::walk::walk;
    use crate::wire::Endian;

    #[test]
    fn each_leaf_has_a_role() {
        // A route to 4.3.2.0/30 with times of use: RTA_DST, the struct of RTA_CACHEINFO, and
        // RTA_PREF, a byte with its padding.
        let mut route = vec![80, 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        route.extend([2, 30, 0, 0, 254, 3, 0, 1, 0, 0, 0, 0]);
        route.extend([8, 0, 1, 0, 4, 3, 2, 0]);
        route.extend([36, 0, 12, 0]);
        route.extend([0; 32]);
        route.extend([5, 0, 20, 0, 0, 0, 0, 0]);
        let mut roles = Roles::default();
        let mut all =
            walk(&ROUTE, &route).in_order(Endian::Little).collect(|span| roles.role(span));
        all.dedup();
        assert_eq!(
            all,
            [Header, Struct, Attribute, Payload, Attribute, Payload, Attribute, Payload, Padding]
        );
    }
}
