//! The tables: what the kernel's headers say, one module for each header.
//!
//! Only data lives here. Each fact stands in one row: offset, width, byte
//! order, number, C name, meaning. The decoder reads bytes by these tables, the
//! printers take names and meanings from them, and [`crate::request`] builds
//! messages with them. Where documents disagree with the kernel's own headers,
//! the headers decide, and a comment at the row says so.

pub mod fib_rules;
pub mod genetlink;
pub mod if_addr;
pub mod if_addrlabel;
pub mod if_bridge;
pub mod if_link;
pub mod in_;
pub mod inet_diag;
pub mod ip;
pub mod lwtunnel;
pub mod mroute;
pub mod neighbour;
pub mod net_namespace;
pub mod netconf;
pub mod netlink;
pub mod netlink_diag;
pub mod nexthop;
pub mod pkt_cls;
pub mod pkt_sched;
pub mod rtnetlink;
pub mod snmp;
pub mod sock_diag;
pub mod socket;
pub mod tcp;
pub mod unix_diag;

use std::ptr;

use crate::wire::{Attr, Body, Layout, Meaning, Message, Name, Protocol, Set, Shape, attr};

/// `NETLINK_ROUTE`, 0: links, addresses, routes, neighbours, rules
/// (rtnetlink(7)).
pub static ROUTE: Protocol = Protocol {
    c_name: "NETLINK_ROUTE",
    messages: rtnetlink::MESSAGES,
    control: netlink::CONTROL,
    other: Body::Opaque,
    unframed: None,
};

/// `NETLINK_GENERIC`, 16: families that get their number when they register.
pub static GENERIC: Protocol = Protocol {
    c_name: "NETLINK_GENERIC",
    messages: genetlink::MESSAGES,
    control: netlink::CONTROL,
    other: Body::Struct(&genetlink::GENLMSGHDR, &genetlink::FAMILY_ATTR),
    unframed: None,
};

/// `NETLINK_SOCK_DIAG`, 4: questions about sockets (sock_diag(7)).
pub static DIAG: Protocol = Protocol {
    c_name: "NETLINK_SOCK_DIAG",
    messages: sock_diag::MESSAGES,
    control: netlink::CONTROL,
    other: Body::Opaque,
    unframed: None,
};

/// `NETLINK_USERSOCK`, 2: processes among themselves, with any bytes they like.
pub static USERSOCK: Protocol = Protocol {
    c_name: "NETLINK_USERSOCK",
    messages: &[],
    control: netlink::CONTROL,
    other: Body::Opaque,
    unframed: Some(&USERSOCK_DATA),
};

static USERSOCK_DATA: Attr = attr(0, "datagram", Shape::Id, "whatever the sender sent");

/// The protocols by the names that people type.
pub static PROTOCOLS: &[(&str, &Protocol)] =
    &[("route", &ROUTE), ("generic", &GENERIC), ("diag", &DIAG), ("usersock", &USERSOCK)];

/// The protocol of this number, if its messages are known: the last argument of
/// `socket`, and what stands in a capture's record.
#[must_use]
pub fn protocol(number: u16) -> Option<&'static Protocol> {
    let known = netlink_diag::NETLINK.iter().find(|name| name.number == u64::from(number))?;
    let same = |(_, protocol): &&(&str, &'static Protocol)| protocol.c_name == known.c_name;
    PROTOCOLS.iter().find(same).map(|(_, protocol)| *protocol)
}

/// What can be explained by itself, without a netlink message around it; by its
/// C name.
pub static LAYOUTS: &[&Attr] = &[
    &in_::SOCKADDR_IN_ROW,
    &in_::SOCKADDR_IN6_ROW,
    &in_::SOCKADDR_UN_ROW,
    &socket::SOCKADDR_NL_ROW,
    &ip::IP,
    &ip::IP6,
    &ip::UDP,
];

/// Every table there is: for whoever wants to list them, and for the tests that
/// hold them against the kernel's headers.
#[derive(Default)]
pub struct Tables {
    /// Every attribute set.
    pub sets: Vec<&'static Set>,
    /// Every struct.
    pub layouts: Vec<&'static Layout>,
    /// Every table of names: flags and enumerations.
    pub names: Vec<&'static [Name]>,
    /// Every type of message, with its protocol.
    pub messages: Vec<(&'static Protocol, &'static Message)>,
}

impl Tables {
    /// Follows the protocols' messages to everything that they can hold.
    #[must_use]
    pub fn all() -> Self {
        let mut all = Tables::default();
        for (_, protocol) in PROTOCOLS {
            for message in protocol.messages.iter().chain(protocol.control) {
                all.messages.push((protocol, message));
                all.body(message.body);
            }
            all.body(protocol.other);
        }
        all.layout(&netlink::NLMSGHDR);
        all.layout(&netlink::NLMSGERR);
        LAYOUTS.iter().for_each(|row| all.shape(row.shape));
        CHOSEN.iter().for_each(|shape| all.shape(*shape));
        // The tables that the choices for nlmsg_flags lead to.
        for names in
            [netlink::GET_FLAGS, netlink::NEW_FLAGS, netlink::DELETE_FLAGS, netlink::ACK_FLAGS]
        {
            all.meaning(Meaning::Flags(names));
        }
        all.meaning(Meaning::OneOf(genetlink::CTRL_CMD));
        all.meaning(Meaning::OneOf(pkt_sched::TC_H));
        all.meaning(Meaning::OneOf(rtnetlink::RTNLGRP));
        all
    }

    fn body(&mut self, body: Body) {
        if let Body::Struct(layout, set) = body {
            self.layout(layout);
            self.set(set);
        }
    }

    fn set(&mut self, set: &'static Set) {
        if self.sets.iter().any(|known| ptr::eq(*known, set)) {
            return;
        }
        self.sets.push(set);
        self.layout(set.header);
        set.attrs.iter().chain(set.each).for_each(|attr| self.shape(attr.shape));
    }

    fn layout(&mut self, layout: &'static Layout) {
        if self.layouts.iter().any(|known| ptr::eq(*known, layout)) {
            return;
        }
        self.layouts.push(layout);
        layout.fields.iter().for_each(|field| self.meaning(field.meaning));
    }

    fn shape(&mut self, shape: Shape) {
        match shape {
            Shape::Number(_, meaning) | Shape::Uint(meaning) => self.meaning(meaning),
            Shape::Struct(layout) | Shape::Structs(layout) => self.layout(layout),
            Shape::Headed(layout, rest) | Shape::Flexible(layout, rest) => {
                self.layout(layout);
                self.shape(rest.shape);
            }
            Shape::Nested(set) => self.set(set),
            Shape::NextHops(set) => {
                self.layout(&rtnetlink::RTNEXTHOP);
                self.set(set);
            }
            _ => {}
        }
    }

    fn meaning(&mut self, meaning: Meaning) {
        if let Meaning::OneOf(names) | Meaning::Flags(names) | Meaning::Errno(names) = meaning
            && !self.names.iter().any(|known| ptr::eq(*known, names))
        {
            self.names.push(names);
        }
    }
}

/// What is reached by a choice only, and so not by following the tables.
static CHOSEN: &[Shape] = &[
    Shape::Nested(&if_link::IFLA_AF_SPEC),
    Shape::Nested(&if_link::IFLA_BRIDGE),
    Shape::Nested(&if_link::IFLA_BRPORT),
    Shape::Nested(&if_link::IFLA_BR),
    Shape::Nested(&if_link::VETH_INFO),
    Shape::Nested(&if_link::IFLA_TUN),
    Shape::Nested(&if_link::IFLA_VLAN),
    Shape::Nested(&if_link::IFLA_MACVLAN),
    Shape::Nested(&if_link::IFLA_IPVLAN),
    Shape::Nested(&if_link::IFLA_VRF),
    Shape::Nested(&if_link::IFLA_VRF_PORT),
    Shape::Nested(&if_link::IFLA_VXLAN),
    Shape::Nested(&if_link::IFLA_NETKIT),
    Shape::Nested(&if_bridge::MDBA),
    Shape::Nested(&if_bridge::MDBA_SET_ENTRY),
    Shape::Struct(&if_link::IF_STATS_MSG),
    Shape::Nested(&if_link::IFLA_STATS),
    Shape::Nested(&if_link::IFLA_STATS_GETSET),
    Shape::Struct(&rtnetlink::NDUSEROPTMSG),
    Shape::Struct(&rtnetlink::PREFIX_INFO),
    Shape::Struct(&rtnetlink::RDNSS_1),
    Shape::Struct(&rtnetlink::RDNSS_2),
    Shape::Struct(&rtnetlink::RDNSS_3),
    Shape::Nested(&rtnetlink::NDUSEROPT),
    Shape::Nested(&mroute::IPMRA_TABLE),
    Shape::Nested(&mroute::IPMRA_CREPORT),
    Shape::Nested(&mroute::IP6MRA_CREPORT),
    Shape::Nested(&lwtunnel::MPLS_IPTUNNEL),
    Shape::Nested(&lwtunnel::LWTUNNEL_IP),
    Shape::Nested(&lwtunnel::LWTUNNEL_IP6),
    Shape::Nested(&lwtunnel::SEG6_IPTUNNEL),
    Shape::Struct(&pkt_sched::TC_PRIO_QOPT),
    Shape::Struct(&pkt_sched::TC_FIFO_QOPT),
    Shape::Nested(&pkt_sched::TCA_HTB),
    Shape::Struct(&pkt_sched::TC_HTB_XSTATS),
    Shape::Nested(&pkt_sched::TCA_TBF),
    Shape::Nested(&pkt_sched::TCA_FQ_CODEL),
    Shape::Nested(&pkt_cls::TCA_U32),
    Shape::Nested(&pkt_cls::TCA_BPF),
    Shape::Nested(&pkt_cls::TCA_MIRRED),
    Shape::Struct(&ip::UDPHDR),
    Shape::Struct(&net_namespace::RTGENMSG),
    Shape::Struct(&inet_diag::INET_DIAG_REQ_V2),
    Shape::Nested(&inet_diag::INET_DIAG_REQ),
    Shape::Struct(&inet_diag::INET_DIAG_MSG),
    Shape::Nested(&inet_diag::INET_DIAG),
    Shape::Struct(&tcp::TCP_INFO),
    Shape::Struct(&tcp::TCP_INFO_6_7),
    Shape::Struct(&tcp::TCP_INFO_6_2),
    Shape::Struct(&tcp::TCP_INFO_5_4),
    Shape::Struct(&tcp::TCP_INFO_4_19),
    Shape::Struct(&tcp::TCP_INFO_4_18),
    Shape::Struct(&tcp::TCP_INFO_4_10),
    Shape::Struct(&unix_diag::UNIX_DIAG_REQ),
    Shape::Struct(&unix_diag::UNIX_DIAG_MSG),
    Shape::Nested(&unix_diag::UNIX_DIAG),
    Shape::Struct(&netlink_diag::NETLINK_DIAG_REQ),
    Shape::Struct(&netlink_diag::NETLINK_DIAG_MSG),
    Shape::Nested(&netlink_diag::NETLINK_DIAG),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_numbers_ascend() {
        let sets = Tables::all().sets;
        assert!(sets.len() > 60, "{}", sets.len());
        for set in sets {
            assert!(
                set.attrs.is_sorted_by(|a, b| a.number < b.number),
                "{}: a number is out of order or there twice",
                set.c_name
            );
        }
    }

    #[test]
    fn message_numbers_ascend() {
        for (_, protocol) in PROTOCOLS {
            for messages in [protocol.control, protocol.messages] {
                assert!(messages.is_sorted_by(|a, b| a.number < b.number), "{}", protocol.c_name);
            }
        }
    }

    #[test]
    fn everything_has_a_name_and_a_meaning() {
        let tables = Tables::all();
        let mut rows = 0;
        let mut check = |c_name: &str, about: &str| {
            rows += 1;
            assert!(!c_name.is_empty() && !about.is_empty(), "{c_name:?}: {about:?}");
            // The JSON printer writes them as they are.
            assert!(!about.contains(['"', '\\']), "{c_name}: a quote or a backslash");
        };
        for set in tables.sets {
            for attr in set.attrs {
                check(attr.c_name, attr.about);
                assert!(attr.c_name.starts_with(set.c_name), "{} in {}", attr.c_name, set.c_name);
            }
        }
        for layout in tables.layouts {
            check(layout.c_name, layout.header);
            layout.fields.iter().for_each(|field| check(field.c_name, field.about));
        }
        for names in tables.names {
            names.iter().for_each(|name| check(name.c_name, name.about));
        }
        for (_, message) in tables.messages {
            check(message.c_name, message.about);
        }
        assert!(rows > 1000, "{rows}");
    }

    #[test]
    fn attribute_headers_are_alike() {
        for set in Tables::all().sets {
            assert_eq!((set.header.size(), set.header.fields.len()), (4, 2), "{}", set.c_name);
        }
    }

    #[test]
    fn layouts_have_no_hole() {
        for layout in Tables::all().layouts {
            assert!(layout.size() > 0 && layout.has_no_hole(), "{}", layout.c_name);
        }
    }
}
