//! The tables: what the kernel's headers say, one module for each header.
//!
//! Only data lives here. Each fact stands in one row: offset, width, byte
//! order, number, C name, meaning. The decoder reads bytes by these tables, the
//! printers take names and meanings from them, and [`crate::request`] builds
//! messages with them. Where documents disagree with the kernel's own headers,
//! the headers decide, and a comment at the row says so.

pub mod if_link;
pub mod netlink;
pub mod rtnetlink;
pub mod socket;

use crate::wire::{Attr, Body, Protocol};

/// `NETLINK_ROUTE`, 0: links, addresses, routes, neighbours, rules
/// (rtnetlink(7)).
pub static ROUTE: Protocol = Protocol {
    c_name: "NETLINK_ROUTE",
    messages: rtnetlink::MESSAGES,
    control: netlink::CONTROL,
    other: Body::Opaque,
};

/// The protocols by the names that people type.
pub static PROTOCOLS: &[(&str, &Protocol)] = &[("route", &ROUTE)];

/// What can be explained by itself, without a netlink message around it; by its
/// C name.
pub static LAYOUTS: &[&Attr] = &[&socket::SOCKADDR_NL_ROW];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Field, Layout, Name, Says, Set, Shape};

    /// Calls `each` with every set and layout that the protocol reaches.
    fn tables(mut set_seen: impl FnMut(&Set), mut layout_seen: impl FnMut(&Layout)) {
        let mut sets: Vec<&'static Set> = Vec::new();
        let mut layouts: Vec<&'static Layout> = vec![
            &netlink::NLMSGHDR,
            &netlink::NLMSGERR,
            &rtnetlink::RTNEXTHOP,
            &socket::SOCKADDR_NL,
        ];
        for message in ROUTE.control.iter().chain(ROUTE.messages) {
            assert!(!message.about.is_empty(), "{}", message.c_name);
            if let Body::Struct(layout, set) = message.body {
                layouts.push(layout);
                sets.push(set);
            }
        }
        let mut done = 0;
        while let Some(set) = sets.get(done) {
            done += 1;
            layouts.push(set.header);
            for attr in set.attrs {
                match attr.shape {
                    Shape::Nested(inner) | Shape::NextHops(inner)
                        if !sets.iter().any(|known| std::ptr::eq(*known, inner)) =>
                    {
                        sets.push(inner);
                    }
                    Shape::Struct(layout) => layouts.push(layout),
                    _ => {}
                }
            }
        }
        sets.iter().for_each(|set| set_seen(set));
        layouts.iter().for_each(|layout| layout_seen(layout));
    }

    #[test]
    fn attribute_numbers_ascend() {
        let mut seen = 0;
        tables(
            |set| {
                seen += 1;
                assert!(
                    set.attrs.is_sorted_by(|a, b| a.number < b.number),
                    "{}: a number is out of order or there twice",
                    set.c_name
                );
            },
            |_| {},
        );
        assert!(seen > 2);
    }

    #[test]
    fn message_numbers_ascend() {
        for messages in [ROUTE.control, ROUTE.messages] {
            assert!(messages.is_sorted_by(|a, b| a.number < b.number));
        }
    }

    #[test]
    fn everything_has_a_name_and_a_meaning() {
        let names = |names: &[Name], of: &str| {
            for name in names {
                assert!(!name.c_name.is_empty() && !name.about.is_empty(), "{of}: {name:?}");
            }
        };
        let says = |says: Says, of: &str| match says {
            Says::OneOf(table) | Says::Flags(table) => names(table, of),
            _ => {}
        };
        let field = |field: &Field| {
            assert!(!field.about.is_empty(), "{}", field.c_name);
            says(field.says, field.c_name);
        };
        tables(
            |set| {
                for attr in set.attrs {
                    assert!(!attr.about.is_empty(), "{}", attr.c_name);
                    assert!(attr.c_name.starts_with(set.c_name), "{}", attr.c_name);
                    if let Shape::Number(_, meaning) = attr.shape {
                        says(meaning, attr.c_name);
                    }
                }
            },
            |layout| layout.fields.iter().for_each(field),
        );
    }

    #[test]
    fn layouts_have_no_hole() {
        tables(|_| {}, |layout| assert!(layout.size() > 0, "{}", layout.c_name));
    }
}
