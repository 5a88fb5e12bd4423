//! A datagram as events: what was added, changed or deleted.
//!
//! An event is a view on the spans of [`mod@netlink_raw::walk`]: slices of the
//! message by the numbers of the tables. Nothing is copied, and no value is worked
//! out before somebody asks for it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ptr;

use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::fib_rules::FRA;
use netlink_raw::uapi::if_addr::IFA;
use netlink_raw::uapi::neighbour::NDA;
use netlink_raw::uapi::netconf::NETCONFA;
use netlink_raw::uapi::netlink::{
    NLM_F_APPEND, NLM_F_MULTI, NLM_F_REPLACE, NLMSG_PID, NLMSG_SEQ, NLMSGHDR,
};
use netlink_raw::uapi::nexthop::{NHA, NHMSG};
use netlink_raw::uapi::pkt_sched::TCMSG;
use netlink_raw::uapi::rtnetlink::{
    PREFIX, RTA, RTA_DST, RTM_DST_LEN, RTM_PROTOCOL, RTM_TABLE, RTM_TYPE, RTNEXTHOP, RTNH_FLAGS,
    RTNH_HOPS, RTNH_IFINDEX, RTNH_LEN,
};
use netlink_raw::uapi::socket::family;
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{Field, Kind, Layout, Message, Order, What, align};

use crate::filter::Prefix;
use crate::object::{OBJECTS, Object};

/// `AF_INET`, as netlink's headers have it: in one byte.
pub const AF_INET: u8 = family("AF_INET");
/// `AF_INET6`
pub const AF_INET6: u8 = family("AF_INET6");

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// There is a new one, or one has changed.
    New,
    /// One is gone.
    Del,
    /// A request: the kernel sends one to everybody when a program has to resolve
    /// the address of a neighbour (`RTM_GETNEIGH`).
    Get,
}

impl Action {
    /// rtnetlink numbers its types in fours: new, delete, get, set.
    fn of(message_type: u16, flags: u16) -> Option<Self> {
        match message_type % 4 {
            0 => Some(Action::New),
            1 => Some(Action::Del),
            // Multicast databases and actions are dumped under the type of the
            // request; only the answer comes in parts.
            2 if flags & NLM_F_MULTI != 0 => Some(Action::New),
            2 => Some(Action::Get),
            _ => None,
        }
    }
}

/// A message of rtnetlink about an object.
pub struct Event<'e, 'a> {
    /// What it is about.
    pub object: &'static Object,
    /// What happened to it.
    pub action: Action,
    /// The tables' row of its message type.
    pub row: &'static Message,
    /// All of the message, with its header.
    pub message: &'a [u8],
    /// `nlmsg_flags`.
    pub flags: u16,
    /// The address family, from the struct behind the header.
    pub family: u8,
    /// The struct behind the header.
    pub layout: &'static Layout,
    /// Its bytes.
    pub head: &'a [u8],
    /// Number and payload of the attributes, in the order of the message.
    pub attributes: &'e [(u16, &'a [u8])],
}

impl<'a> Event<'_, 'a> {
    /// `nlmsg_seq`: that of the request which caused the event.
    #[must_use]
    pub fn seq(&self) -> u64 {
        NLMSG_SEQ.field().read(self.message).unwrap_or(0)
    }

    /// `nlmsg_pid`: the port ID of who asked for the change, or 0 where nobody did.
    #[must_use]
    pub fn port_id(&self) -> u64 {
        NLMSG_PID.field().read(self.message).unwrap_or(0)
    }

    /// The type of a message about a new one: rtnetlink numbers its types in fours.
    #[must_use]
    pub fn new_type(&self) -> u16 {
        self.row.number & !3
    }

    /// A notification of something put into the place of something else.
    #[must_use]
    pub fn replaces(&self) -> bool {
        self.action == Action::New && self.flags & NLM_F_REPLACE != 0
    }

    /// A notification of a route put behind others of the same prefix.
    #[must_use]
    pub fn appends(&self) -> bool {
        self.action == Action::New && self.flags & NLM_F_APPEND != 0
    }

    /// The payload of an attribute.
    #[must_use]
    pub fn attribute(&self, number: u16) -> Option<&'a [u8]> {
        self.attributes.iter().find(|(known, _)| *known == number).map(|(_, payload)| *payload)
    }

    /// The payload of an attribute that is a number of 32 bits.
    #[must_use]
    pub fn number(&self, number: u16) -> Option<u64> {
        Kind::U32(Order::Host).read(self.attribute(number)?)
    }

    /// The payload of an attribute that is a number of 8 bits.
    #[must_use]
    pub fn byte(&self, number: u16) -> Option<u64> {
        Kind::U8.read(self.attribute(number)?)
    }

    /// A field of the struct behind the header; 0 if it is cut off. The field has to
    /// be one of this struct: a `const` of the table says so while compiling.
    #[must_use]
    pub fn read(&self, field: &Field) -> u64 {
        field.read(self.head).unwrap_or(0)
    }

    /// The same by name; 0 also if this struct has no such field: programs may ask
    /// with a smaller struct than answers have (`getifaddrs` with struct rtgenmsg).
    #[must_use]
    pub fn field(&self, c_name: &str) -> u64 {
        let field = self.layout.fields.iter().find(|field| field.c_name == c_name);
        field.map_or(0, |field| self.read(field))
    }
}

/// One of several next hops of a route: `struct rtnexthop` and its attributes.
#[derive(Clone, Copy)]
pub struct NextHop<'a> {
    /// `rtnh_flags`
    pub flags: u64,
    /// `rtnh_hops`: its weight, less one.
    pub hops: u64,
    /// `rtnh_ifindex`: the interface that packets leave by.
    pub interface: u64,
    /// The list of its attributes.
    pub attributes: &'a [u8],
}

impl<'a> NextHop<'a> {
    /// The next hops in the payload of an `RTA_MULTIPATH`, up to the first that is
    /// broken.
    pub fn all(payload: &'a [u8]) -> impl Iterator<Item = NextHop<'a>> {
        let mut rest = payload;
        std::iter::from_fn(move || {
            let read = |field: &Field| field.read(rest);
            let len = usize::try_from(read(RTNH_LEN.field())?).ok()?;
            let hop = NextHop {
                flags: read(RTNH_FLAGS.field())?,
                hops: read(RTNH_HOPS.field())?,
                interface: read(RTNH_IFINDEX.field())?,
                attributes: rest.get(RTNEXTHOP.size()..len)?,
            };
            rest = rest.get(align(len)..).unwrap_or_default();
            Some(hop)
        })
    }
}

/// What can be asked of every object; `None` where an object has no such thing.
impl<'a> Event<'_, 'a> {
    /// The index of its interface; of a route, that of its only next hop.
    #[must_use]
    pub fn interface(&self) -> Option<u64> {
        Some(match self.object.name {
            "link" => self.field("ifi_index"),
            "addr" => self.field("ifa_index"),
            "route" => self.number(const { RTA.number("RTA_OIF") })?,
            "neigh" => self.field("ndm_ifindex"),
            "nexthop" => self.number(const { NHA.number("NHA_OIF") })?,
            "netconf" => self.number(const { NETCONFA.number("NETCONFA_IFINDEX") })?,
            "prefix" => self.field("prefix_ifindex"),
            "mdb" => self.field("ifindex"),
            // An action belongs to no interface; filters lead to it.
            "tc" if ptr::eq(self.layout, &TCMSG) => self.field("tcm_ifindex"),
            _ => return None,
        })
    }

    /// The indices of all its interfaces: a route may have several next hops.
    pub fn interfaces(&self) -> impl Iterator<Item = u64> {
        let multipath = match self.object.name {
            "route" => self.attribute(const { RTA.number("RTA_MULTIPATH") }),
            _ => None,
        };
        let hops = NextHop::all(multipath.unwrap_or_default()).map(|hop| hop.interface);
        self.interface().into_iter().chain(hops)
    }

    /// The routing table, of a route or a rule.
    #[must_use]
    pub fn table(&self) -> Option<u64> {
        Some(match self.object.name {
            // The byte in the struct cannot hold numbers above 255.
            "route" => self
                .number(const { RTA.number("RTA_TABLE") })
                .unwrap_or_else(|| self.read(RTM_TABLE.field())),
            "rule" => self
                .number(const { FRA.number("FRA_TABLE") })
                .unwrap_or_else(|| self.field("table")),
            _ => return None,
        })
    }

    /// `RTPROT_…`: who installed it.
    #[must_use]
    pub fn protocol(&self) -> Option<u64> {
        match self.object.name {
            "route" => Some(self.read(RTM_PROTOCOL.field())),
            "rule" => self.byte(const { FRA.number("FRA_PROTOCOL") }),
            "neigh" => self.byte(const { NDA.number("NDA_PROTOCOL") }),
            "nexthop" if ptr::eq(self.layout, &NHMSG) => Some(self.field("nh_protocol")),
            _ => None,
        }
    }

    /// `RTN_…`: the type of a route or of a neighbour.
    #[must_use]
    pub fn kind(&self) -> Option<u64> {
        match self.object.name {
            "route" => Some(self.read(RTM_TYPE.field())),
            "neigh" => Some(self.field("ndm_type")),
            _ => None,
        }
    }

    /// Its prefix: the destination of a route or a rule, an address with the length
    /// of its network, a neighbour's address.
    #[must_use]
    pub fn prefix(&self) -> Option<Prefix> {
        let (bytes, bits) = match self.object.name {
            "route" => {
                let bits = self.read(RTM_DST_LEN.field());
                (self.attribute(RTA_DST).unwrap_or_default(), bits)
            }
            "addr" => {
                let local = self.attribute(const { IFA.number("IFA_LOCAL") });
                let address = self.attribute(const { IFA.number("IFA_ADDRESS") });
                (local.or(address)?, self.field("ifa_prefixlen"))
            }
            "rule" => {
                let bytes = self.attribute(const { FRA.number("FRA_DST") });
                (bytes.unwrap_or_default(), self.field("dst_len"))
            }
            "neigh" => {
                let bytes = self.attribute(const { NDA.number("NDA_DST") })?;
                (bytes, 8 * bytes.len() as u64)
            }
            "prefix" => {
                let bytes = self.attribute(const { PREFIX.number("PREFIX_ADDRESS") })?;
                (bytes, self.field("prefix_len"))
            }
            _ => return None,
        };
        let address = match (self.family, bytes) {
            // A default route has no destination.
            (AF_INET, []) => Ipv4Addr::UNSPECIFIED.into(),
            (AF_INET6, []) => Ipv6Addr::UNSPECIFIED.into(),
            _ => match <[u8; 4]>::try_from(bytes) {
                Ok(octets) => IpAddr::from(octets),
                Err(_) => IpAddr::from(<[u8; 16]>::try_from(bytes).ok()?),
            },
        };
        Some(Prefix { address, bits: u8::try_from(bits).ok()? })
    }
}

/// Calls `each` for every message of a datagram that is about an object. The
/// others (`NLMSG_DONE`, errors) are for whoever asked.
///
/// # Errors
///
/// The first of `each`.
pub fn events<'a, E>(
    datagram: &'a [u8],
    mut each: impl FnMut(&Event<'_, 'a>) -> Result<(), E>,
) -> Result<(), E> {
    // Room for most messages, and little enough to come from the allocator's cache.
    let mut attributes = Vec::with_capacity(32);
    let mut current: Option<Draft<'a>> = None;
    walk(&ROUTE, datagram).visit(|span| {
        match span.what {
            What::Message { number, row: Some(row) } if span.depth == 0 => {
                let finished = current.replace(Draft {
                    number,
                    row,
                    message: span.bytes,
                    flags: span.context.message_flags,
                    family: span.context.family,
                    head: None,
                });
                finished.map_or(Ok(()), |draft| draft.tell(&attributes, &mut each))?;
                attributes.clear();
                return Ok(Inside::All);
            }
            What::Struct(layout) if span.depth == 1 && !ptr::eq(layout, &NLMSGHDR) => {
                if let Some(draft) = &mut current {
                    draft.head = Some((layout, span.bytes));
                }
            }
            What::Attribute { number, set, .. } if span.depth == 1 => {
                let payload = span.bytes.get(set.header.size()..).unwrap_or_default();
                attributes.push((number, payload));
            }
            _ => {}
        }
        // Whoever wants to know what stands in them looks there.
        Ok(Inside::Nothing)
    })?;
    current.map_or(Ok(()), |draft| draft.tell(&attributes, &mut each))
}

/// A message of which the attributes are still to come.
struct Draft<'a> {
    number: u16,
    row: &'static Message,
    message: &'a [u8],
    flags: u16,
    family: u8,
    head: Option<(&'static Layout, &'a [u8])>,
}

impl<'a> Draft<'a> {
    /// Calls `each`, if the message is about an object.
    fn tell<E>(
        &self,
        attributes: &[(u16, &'a [u8])],
        each: &mut impl FnMut(&Event<'_, 'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Draft { number, row, message, flags, family, head } = *self;
        let new = number & !3;
        let object = OBJECTS.iter().find(|object| object.new.contains(&new));
        let (Some(object), Some(action), Some((layout, head))) =
            (object, Action::of(number, flags), head)
        else {
            return Ok(());
        };
        each(&Event { object, action, row, message, flags, family, layout, head, attributes })
    }
}
