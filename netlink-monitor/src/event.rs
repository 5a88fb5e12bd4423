//! A datagram as events: what was added, changed or deleted.
//!
//! An event is a view of the spans of [`mod@netlink_raw::walk`]: slices of the message, found
//! by the numbers of the tables. Nothing is copied, and no value is decoded before a printer
//! or a filter asks for it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ptr;

use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::fib_rules::{
    FIB_RULE_HDR_DST_LEN, FIB_RULE_HDR_SRC_LEN, FIB_RULE_HDR_TABLE, FRA_DST, FRA_PROTOCOL, FRA_SRC,
    FRA_TABLE, FibRuleHdr,
};
use netlink_raw::uapi::if_addr::{IFA_ADDRESS, IFA_INDEX, IFA_LOCAL, IFA_PREFIXLEN, Ifaddrmsg};
use netlink_raw::uapi::if_bridge::{BR_PORT_MSG_IFINDEX, BrPortMsg};
use netlink_raw::uapi::neighbour::{
    NDA_CACHEINFO, NDA_DST, NDA_PROTOCOL, NDM_IFINDEX, NDM_TYPE, Ndmsg,
};
use netlink_raw::uapi::netconf::NETCONFA_IFINDEX;
use netlink_raw::uapi::netlink::{
    NLM_F_APPEND, NLM_F_DUMP, NLM_F_MULTI, NLM_F_REPLACE, NLM_F_REQUEST, NLMSG_ERROR, NLMSG_LEN,
    NLMSG_PID, NLMSG_SEQ, NLMSG_TYPE, NLMSGERR_ERROR, NLMSGERR_MSG, NLMSGHDR, Nlmsgerr, Nlmsghdr,
};
use netlink_raw::uapi::nexthop::{NH_PROTOCOL, NHA_OIF, Nhmsg};
use netlink_raw::uapi::rtnetlink::{
    IFI_INDEX, Ifinfomsg, PREFIX_ADDRESS, PREFIX_IFINDEX, PREFIX_LEN, Prefixmsg, RTA_DST,
    RTA_MULTIPATH, RTA_OIF, RTA_SRC, RTA_TABLE, RTM_DST_LEN, RTM_GETNEIGH, RTM_NEWACTION,
    RTM_NEWCHAIN, RTM_NEWNEXTHOP, RTM_NEWTFILTER, RTM_PROTOCOL, RTM_SRC_LEN, RTM_TABLE, RTM_TYPE,
    RTNEXTHOP, RTNH_FLAGS, RTNH_HOPS, RTNH_IFINDEX, RTNH_LEN, Rtmsg, Rtnexthop, TCM_IFINDEX, Tcmsg,
};
use netlink_raw::uapi::sys_socket::{AF_INET, AF_INET6, AF_MPLS};
use netlink_raw::walk::{Inside, walk};
use netlink_raw::wire::{self, CStruct, Layout, Message, Order, View, What, align};

use crate::object::{Kind, OBJECTS, Object};
use crate::prefix::Prefix;
use crate::table::new_type;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// There is a new one, or one has changed.
    New,
    /// One is gone.
    Del,
    /// A request: whatever it asks for has not happened. Programs send requests, which are in
    /// captures of `nlmon` and the like. The kernel itself multicasts one when a program has to
    /// resolve the address of a neighbour (see [`Event::is_miss`]).
    Get,
}

impl Action {
    /// The action of a message type: see [`new_type`].
    fn of(message_type: u16, flags: u16, port_id: u64) -> Option<Self> {
        // In notifications about these, the kernel repeats the flags of the request, but it
        // fills in the requester's port ID (`nexthop_notify` in net/ipv4/nexthop.c,
        // `tcf_fill_node` in net/sched/cls_api.c). iproute2 sends its requests without one.
        let repeated = port_id != 0
            && matches!(
                new_type(message_type),
                RTM_NEWTFILTER | RTM_NEWACTION | RTM_NEWCHAIN | RTM_NEWNEXTHOP
            );
        if flags & NLM_F_REQUEST != 0 && !repeated {
            return Some(Action::Get);
        }
        match message_type % 4 {
            0 => Some(Action::New),
            1 => Some(Action::Del),
            // Multicast databases and actions are dumped under the type of the request;
            // only the answer is multipart.
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
    /// The whole message, header included.
    pub message: &'a [u8],
    /// `nlmsg_flags`.
    pub flags: u16,
    /// The address family, from the struct after the header.
    pub family: u8,
    /// The struct after the header.
    pub layout: &'static Layout,
    /// The bytes of that struct.
    pub head: &'a [u8],
    /// Number and payload of the attributes, in the order of the message.
    pub attributes: &'e [(u16, &'a [u8])],
}

impl<'a> Event<'_, 'a> {
    /// `nlmsg_seq`: the sequence number of the request that caused the event.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.header().read(NLMSG_SEQ)
    }

    /// `nlmsg_pid`: the port ID of the requester, 0 if there was none.
    #[must_use]
    pub fn port_id(&self) -> u64 {
        self.header().read(NLMSG_PID)
    }

    fn header(&self) -> View<'a, Nlmsghdr> {
        View::new(self.message)
    }

    /// Whether the kernel asks, for the link-layer address of a neighbour: it multicasts such
    /// requests if `app_solicit` is set, and for bridges and VXLAN (`neigh_app_ns` in
    /// net/core/neighbour.c). A request of a program has a sequence number, and does not report
    /// the state of an entry.
    #[must_use]
    pub fn is_miss(&self) -> bool {
        self.row.number == RTM_GETNEIGH
            && self.action == Action::Get
            && self.flags & NLM_F_DUMP == 0
            && (self.seq(), self.port_id()) == (0, 0)
            && self.attribute(NDA_CACHEINFO).is_some()
    }

    /// The message type that reports a new one (see [`new_type`]).
    #[must_use]
    pub fn new_type(&self) -> u16 {
        new_type(self.row.number)
    }

    /// Whether this is a notification that something took the place of something else.
    #[must_use]
    pub fn replaces(&self) -> bool {
        self.action == Action::New && self.flags & NLM_F_REPLACE != 0
    }

    /// Whether this is a notification about a route added after others of the same prefix.
    #[must_use]
    pub fn appends(&self) -> bool {
        self.action == Action::New && self.flags & NLM_F_APPEND != 0
    }

    /// The payload of an attribute.
    #[must_use]
    pub fn attribute(&self, number: u16) -> Option<&'a [u8]> {
        self.attributes.iter().find(|(known, _)| *known == number).map(|(_, payload)| *payload)
    }

    /// The payload of an attribute, as a number of 32 bits in host order.
    #[must_use]
    pub fn number(&self, number: u16) -> Option<u64> {
        wire::Kind::U32(Order::Host).read(self.attribute(number)?)
    }

    /// The payload of an attribute, as a number of 8 bits.
    #[must_use]
    pub fn byte(&self, number: u16) -> Option<u64> {
        wire::Kind::U8.read(self.attribute(number)?)
    }

    /// The struct after the header, if it is this one. In a capture it may be another:
    /// programs also ask with a smaller struct than answers have (`getifaddrs` sends
    /// `struct rtgenmsg`).
    #[must_use]
    pub fn head<S: CStruct>(&self) -> Option<View<'a, S>> {
        ptr::eq(self.layout, S::LAYOUT).then(|| View::new(self.head))
    }
}

/// One of several next hops of a route: `struct rtnexthop` and its attributes.
#[derive(Clone, Copy)]
pub struct NextHop<'a> {
    /// `rtnh_flags`
    pub flags: u64,
    /// `rtnh_hops`: its weight minus one.
    pub hops: u64,
    /// `rtnh_ifindex`: the outgoing interface.
    pub interface: u64,
    /// Its attributes.
    pub attributes: &'a [u8],
}

impl<'a> NextHop<'a> {
    /// The next hops in the payload of an `RTA_MULTIPATH`, up to the first malformed one.
    pub fn all(payload: &'a [u8]) -> impl Iterator<Item = NextHop<'a>> {
        let mut rest = payload;
        std::iter::from_fn(move || {
            let head = View::<Rtnexthop>::new(rest);
            let len = usize::try_from(head.read(RTNH_LEN)).ok()?;
            let hop = NextHop {
                flags: head.read(RTNH_FLAGS),
                hops: head.read(RTNH_HOPS),
                interface: head.read(RTNH_IFINDEX),
                attributes: rest.get(RTNEXTHOP.size()..len)?,
            };
            rest = rest.get(align(len)..).unwrap_or_default();
            Some(hop)
        })
    }
}

/// Properties that can be asked of every object; `None` if the object has no such thing.
impl<'a> Event<'_, 'a> {
    /// The index of its interface; of a route with a single next hop, the outgoing one.
    #[must_use]
    pub fn interface(&self) -> Option<u64> {
        match self.object.kind {
            Kind::Link => Some(self.head::<Ifinfomsg>()?.read(IFI_INDEX)),
            Kind::Addr => Some(self.head::<Ifaddrmsg>()?.read(IFA_INDEX)),
            Kind::Route => self.number(RTA_OIF),
            Kind::Neigh => Some(self.head::<Ndmsg>()?.read(NDM_IFINDEX)),
            Kind::Nexthop => self.number(NHA_OIF),
            Kind::Netconf => self.number(NETCONFA_IFINDEX),
            Kind::Prefix => Some(self.head::<Prefixmsg>()?.read(PREFIX_IFINDEX)),
            Kind::Mdb => Some(self.head::<BrPortMsg>()?.read(BR_PORT_MSG_IFINDEX)),
            // An action has no interface; filters refer to it.
            Kind::Tc => Some(self.head::<Tcmsg>()?.read(TCM_IFINDEX)),
            Kind::Rule | Kind::Nsid => None,
        }
    }

    /// The indices of all its interfaces: a route may have several next hops.
    pub fn interfaces(&self) -> impl Iterator<Item = u64> {
        let multipath = match self.object.kind {
            Kind::Route => self.attribute(RTA_MULTIPATH),
            _ => None,
        };
        let hops = NextHop::all(multipath.unwrap_or_default()).map(|hop| hop.interface);
        self.interface().into_iter().chain(hops)
    }

    /// The routing table of a route or a rule.
    #[must_use]
    pub fn table(&self) -> Option<u64> {
        // The byte in the struct cannot hold table IDs above 255.
        match self.object.kind {
            Kind::Route => {
                self.number(RTA_TABLE).or_else(|| Some(self.head::<Rtmsg>()?.read(RTM_TABLE)))
            }
            Kind::Rule => self
                .number(FRA_TABLE)
                .or_else(|| Some(self.head::<FibRuleHdr>()?.read(FIB_RULE_HDR_TABLE))),
            Kind::Link
            | Kind::Addr
            | Kind::Neigh
            | Kind::Nexthop
            | Kind::Netconf
            | Kind::Prefix
            | Kind::Nsid
            | Kind::Mdb
            | Kind::Tc => None,
        }
    }

    /// `RTPROT_…`: the program that installed it.
    #[must_use]
    pub fn protocol(&self) -> Option<u64> {
        match self.object.kind {
            Kind::Route => Some(self.head::<Rtmsg>()?.read(RTM_PROTOCOL)),
            Kind::Rule => self.byte(FRA_PROTOCOL),
            Kind::Neigh => self.byte(NDA_PROTOCOL),
            Kind::Nexthop => Some(self.head::<Nhmsg>()?.read(NH_PROTOCOL)),
            Kind::Link
            | Kind::Addr
            | Kind::Netconf
            | Kind::Prefix
            | Kind::Nsid
            | Kind::Mdb
            | Kind::Tc => None,
        }
    }

    /// `RTN_…`: the type of a route or of a neighbour.
    #[must_use]
    pub fn route_type(&self) -> Option<u64> {
        match self.object.kind {
            Kind::Route => Some(self.head::<Rtmsg>()?.read(RTM_TYPE)),
            Kind::Neigh => Some(self.head::<Ndmsg>()?.read(NDM_TYPE)),
            Kind::Link
            | Kind::Addr
            | Kind::Rule
            | Kind::Nexthop
            | Kind::Netconf
            | Kind::Prefix
            | Kind::Nsid
            | Kind::Mdb
            | Kind::Tc => None,
        }
    }

    /// Its prefix: the destination of a route or a rule, an address and the length of its
    /// network, a neighbour's address.
    #[must_use]
    pub fn prefix(&self) -> Option<Prefix> {
        let (bytes, bits) = match self.object.kind {
            // The destination of an MPLS route is a label.
            Kind::Route if self.family == AF_MPLS => return None,
            Kind::Route => {
                let bits = self.head::<Rtmsg>()?.read(RTM_DST_LEN);
                (self.attribute(RTA_DST).unwrap_or_default(), bits)
            }
            Kind::Addr => {
                let address = self.attribute(IFA_LOCAL).or(self.attribute(IFA_ADDRESS))?;
                (address, self.head::<Ifaddrmsg>()?.read(IFA_PREFIXLEN))
            }
            Kind::Rule => {
                let bits = self.head::<FibRuleHdr>()?.read(FIB_RULE_HDR_DST_LEN);
                (self.attribute(FRA_DST).unwrap_or_default(), bits)
            }
            Kind::Neigh => {
                let address = self.attribute(NDA_DST)?;
                (address, 8 * address.len() as u64)
            }
            Kind::Prefix => {
                let address = self.attribute(PREFIX_ADDRESS)?;
                (address, self.head::<Prefixmsg>()?.read(PREFIX_LEN))
            }
            Kind::Link | Kind::Nexthop | Kind::Netconf | Kind::Nsid | Kind::Mdb | Kind::Tc => {
                return None;
            }
        };
        self.prefix_of(bytes, bits)
    }

    /// The prefix that the source address has to be in, if a route or a rule asks for one.
    #[must_use]
    pub fn source(&self) -> Option<Prefix> {
        let (bytes, bits) = match self.object.kind {
            Kind::Route => (self.attribute(RTA_SRC)?, self.head::<Rtmsg>()?.read(RTM_SRC_LEN)),
            Kind::Rule => {
                let bits = self.head::<FibRuleHdr>()?.read(FIB_RULE_HDR_SRC_LEN);
                (self.attribute(FRA_SRC)?, bits)
            }
            Kind::Link
            | Kind::Addr
            | Kind::Neigh
            | Kind::Nexthop
            | Kind::Netconf
            | Kind::Prefix
            | Kind::Nsid
            | Kind::Mdb
            | Kind::Tc => return None,
        };
        self.prefix_of(bytes, bits)
    }

    fn prefix_of(&self, bytes: &[u8], bits: u64) -> Option<Prefix> {
        let address = match (self.family, bytes) {
            // A default route has no destination attribute.
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

/// The kernel's answer to a request that is not for data: `NLMSG_ERROR`.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The whole message, header included.
    pub message: &'a [u8],
    /// `nlmsg_flags`.
    pub flags: u16,
    /// The errno, positive; 0 for an acknowledgement.
    pub errno: u64,
    /// The type of the request.
    pub request: u16,
}

impl<'a> Answer<'a> {
    /// Reads a message of type `NLMSG_ERROR`; `None` if it is too short.
    fn new(message: &'a [u8], flags: u16) -> Option<Self> {
        let body = message.get(NLMSGHDR.size()..)?;
        let errno = View::<Nlmsgerr>::new(body).get(NLMSGERR_ERROR)?.wrapping_neg();
        let request =
            View::<Nlmsghdr>::new(body.get(NLMSGERR_MSG.field().at..)?).get(NLMSG_TYPE)?;
        Some(Answer { message, flags, errno, request: u16::try_from(request).ok()? })
    }

    /// `nlmsg_seq`: the sequence number of the request.
    #[must_use]
    pub fn seq(&self) -> u64 {
        View::<Nlmsghdr>::new(self.message).read(NLMSG_SEQ)
    }

    /// `nlmsg_pid`: the port ID of the requester.
    #[must_use]
    pub fn port_id(&self) -> u64 {
        View::<Nlmsghdr>::new(self.message).read(NLMSG_PID)
    }

    /// What the request was about.
    #[must_use]
    pub fn object(&self) -> Option<&'static Object> {
        about(self.request)
    }

    /// The tables' row of the request's type.
    #[must_use]
    pub fn request_row(&self) -> Option<&'static Message> {
        ROUTE.get(self.request)
    }
}

/// The object that messages of this type are about.
fn about(message_type: u16) -> Option<&'static Object> {
    OBJECTS.iter().find(|object| object.new.contains(&new_type(message_type)))
}

/// A message of rtnetlink, as far as it is about an object.
pub enum Item<'i, 'e, 'a> {
    /// A notification, an entry of a dump, or a request.
    Event(&'i Event<'e, 'a>),
    /// An acknowledgement or a refusal.
    Answer(&'i Answer<'a>),
    /// A message whose end is missing. What it would say is not known: its attributes may have
    /// been cut off.
    Cut {
        /// How many of its bytes there are.
        have: usize,
        /// How many it had.
        len: u64,
    },
}

/// Calls `each` for every message of a datagram that is about an object. The others
/// (`NLMSG_DONE`, errors) are for the requester. A message whose end was cut off is left out.
///
/// # Errors
///
/// The first of `each`.
pub fn events<'a, E>(
    datagram: &'a [u8],
    mut each: impl FnMut(&Event<'_, 'a>) -> Result<(), E>,
) -> Result<(), E> {
    items(datagram, |item| match item {
        Item::Event(event) => each(event),
        Item::Answer(_) | Item::Cut { .. } => Ok(()),
    })
}

/// The same, with the answers to requests, and with the messages that were cut off.
///
/// # Errors
///
/// The first of `each`.
pub fn items<'a, E>(
    datagram: &'a [u8],
    mut each: impl FnMut(Item<'_, '_, 'a>) -> Result<(), E>,
) -> Result<(), E> {
    // Room for the attributes of most messages.
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
                finished.map_or(Ok(()), |draft| draft.report(&attributes, &mut each))?;
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
        // A printer that wants the fields inside walks the message itself.
        Ok(Inside::Nothing)
    })?;
    current.map_or(Ok(()), |draft| draft.report(&attributes, &mut each))
}

/// A message whose attributes have not been read yet.
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
    fn report<E>(
        &self,
        attributes: &[(u16, &'a [u8])],
        each: &mut impl FnMut(Item<'_, '_, 'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Draft { number, row, message, flags, family, head } = *self;
        let header = View::<Nlmsghdr>::new(message);
        let (len, have) = (header.read(NLMSG_LEN), message.len());
        if len > have as u64 {
            return each(Item::Cut { have, len });
        }
        if number == NLMSG_ERROR {
            return Answer::new(message, flags)
                .map_or(Ok(()), |answer| each(Item::Answer(&answer)));
        }
        let action = Action::of(number, flags, header.read(NLMSG_PID));
        let (Some(object), Some(action), Some((layout, head))) = (about(number), action, head)
        else {
            return Ok(());
        };
        let event = Event { object, action, row, message, flags, family, layout, head, attributes };
        each(Item::Event(&event))
    }
}
