//! A small model of the kernel's side: tables, the notifications about them, and the queue of one
//! socket.
//!
//! It does what Linux does where that makes a mirror difficult: it removes and changes entries
//! without a message, reports only the attributes that changed, sends a table in parts while it
//! changes, and drops notifications when the queue is full. The numbers are few, so that random
//! steps meet each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use netlink_raw::request::{attribute, message, struct_bytes};
use netlink_raw::uapi::if_addr::{IFA_ADDRESS, IFA_FAMILY, IFA_INDEX, IFA_LOCAL, IFA_PREFIXLEN};
use netlink_raw::uapi::if_link::{IFLA_IFALIAS, IFLA_IFNAME};
use netlink_raw::uapi::netconf::{NCM_FAMILY, NETCONFA_IFINDEX};
use netlink_raw::uapi::netlink::{NLM_F_APPEND, NLM_F_REPLACE};
use netlink_raw::uapi::nexthop::{NH_FAMILY, NHA_ID, NHA_OIF};
use netlink_raw::uapi::rtnetlink::{
    IFI_FLAGS, IFI_INDEX, RTA_DST, RTA_MULTIPATH, RTA_NH_ID, RTA_OIF, RTA_PREFSRC, RTA_PRIORITY,
    RTA_TABLE, RTM_DELADDR, RTM_DELNEXTHOP, RTM_DELROUTE, RTM_DST_LEN, RTM_FAMILY, RTM_FLAGS,
    RTM_NEWADDR, RTM_NEWLINK, RTM_NEWNETCONF, RTM_NEWNEXTHOP, RTM_NEWROUTE, RTM_TOS, RTNH_FLAGS,
    RTNH_IFINDEX, RTNH_LEN,
};

/// How many interfaces there are, with the indices 1, 2, …
pub(crate) const DEVICES: u8 = 3;
const AF_INET: u8 = 2;
const AF_INET6: u8 = 10;
/// `RTNH_F_DEAD`
const DEAD: u64 = 1;
/// `IFF_UP`
const UP: u64 = 1;
/// `NETCONFA_IFINDEX_DEFAULT`
const DEFAULT: i32 = -2;

/// The first of the attributes that are settings, of which there are two here.
const FIRST_SETTING: u16 = 2;

/// Where a route leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    /// A single next hop.
    Device(u8),
    /// Several.
    Legs(Vec<u8>),
    /// A next hop that is an object of its own.
    NextHop(u8),
}

/// A route of IPv4: there may be several of one identity, which is the first three members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) destination: u8,
    pub(crate) tos: u8,
    pub(crate) metric: u8,
    pub(crate) via: Via,
    /// The preferred source address.
    pub(crate) source: Option<u8>,
}

impl Route {
    fn identity(&self) -> (u8, u8, u8) {
        (self.destination, self.tos, self.metric)
    }
}

/// A route of IPv6: one of each identity, with one or more next hops.
struct Route6 {
    destination: u8,
    legs: Vec<u8>,
}

#[derive(Default)]
struct Link {
    up: bool,
    alias: u8,
}

/// What a program, or the network, does to the kernel.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    LinkUp(u8),
    LinkDown(u8),
    /// Of an interface that is down, the kernel does not report it; another is left alone.
    Alias(u8, u8),
    AddAddress(u8, u8),
    DeleteAddress(u8, u8),
    /// A new next hop, or another interface for an existing one.
    SetNextHop(u8, u8),
    DeleteNextHop(u8),
    AddRoute(Route),
    AppendRoute(Route),
    PrependRoute(Route),
    ReplaceRoute(Route),
    /// The given one of those with the identity of this route.
    DeleteRoute(Route, usize),
    FlushRoutes,
    /// The same route is added and deleted again and again.
    Burst(Route, u8),
    AddLeg6(u8, u8),
    DeleteLeg6(u8, u8),
    /// One of two settings of an interface, or of all that have no value of their own (`None`).
    Set(Option<u8>, bool, u8),
}

/// The tables in the order in which the tests ask for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Link,
    Address,
    Route,
    NextHop,
    Netconf,
}

/// The kernel, and the socket that listens to it.
pub(crate) struct Kernel {
    links: [Link; DEVICES as usize],
    addresses: BTreeSet<(u8, u8)>,
    next_hops: BTreeMap<u8, u8>,
    routes: Vec<Route>,
    routes6: Vec<Route6>,
    settings: BTreeMap<i32, [Setting; 2]>,
    /// Counts the changes to each table: a dump that sees two values was interrupted.
    generations: [u32; 5],
    queue: VecDeque<Vec<u8>>,
    /// How many datagrams fit into the queue.
    capacity: usize,
    /// `NETLINK_S_CONGESTED`: since an overrun, the queue has not been empty.
    congested: bool,
    /// `sk_err`: the next `recv` fails with `ENOBUFS`.
    overrun: bool,
    /// Whether something has changed that nothing hints at.
    pub(crate) unhinted: bool,
}

/// The value of a setting, and whether it is the interface's own.
#[derive(Clone, Copy, Default)]
struct Setting {
    value: u8,
    own: bool,
}

/// What `recv` returns.
pub(crate) enum Received {
    Datagram(Vec<u8>),
    Overrun,
    Nothing,
}

impl Kernel {
    /// All interfaces are up, and each has an address.
    pub(crate) fn new(capacity: usize) -> Self {
        let mut kernel = Kernel {
            links: std::array::from_fn(|_| Link { up: true, alias: 0 }),
            addresses: (1..=DEVICES).map(|device| (device, device)).collect(),
            next_hops: BTreeMap::new(),
            routes: Vec::new(),
            routes6: Vec::new(),
            settings: BTreeMap::new(),
            generations: [0; 5],
            queue: VecDeque::new(),
            capacity,
            congested: false,
            overrun: false,
            unhinted: false,
        };
        for index in (1..=i32::from(DEVICES)).chain([DEFAULT]) {
            kernel.settings.insert(index, [Setting::default(); 2]);
        }
        kernel
    }

    /// `recv(2)`: an overrun is reported before what was queued before it (`sock_error` in
    /// `__skb_recv_datagram`), and the queue takes more only when it is empty
    /// (`netlink_rcv_wake`).
    pub(crate) fn receive(&mut self) -> Received {
        if std::mem::take(&mut self.overrun) {
            return Received::Overrun;
        }
        let datagram = self.queue.pop_front();
        if self.queue.is_empty() {
            self.congested = false;
        }
        datagram.map_or(Received::Nothing, Received::Datagram)
    }

    /// `netlink_broadcast`
    fn notify(&mut self, message_type: u16, flags: u16, body: &[u8]) {
        if self.congested || self.queue.len() >= self.capacity {
            // Only the first loss is reported (`netlink_overrun`).
            self.overrun |= !std::mem::replace(&mut self.congested, true);
            return;
        }
        let mut datagram = message(message_type, 7, 7, body);
        datagram[6..8].copy_from_slice(&flags.to_ne_bytes());
        self.queue.push_back(datagram);
    }

    fn is_up(&self, device: u8) -> bool {
        self.links[usize::from(device - 1)].up
    }

    fn has_changed(&mut self, table: Table) {
        self.generations[table as usize] += 1;
    }

    /// The value that differs if a table was changed between two parts of a dump, as far as the
    /// kernel notices. It does not for routes.
    pub(crate) fn generation(&self, table: Table) -> u32 {
        if table == Table::Route { 0 } else { self.generations[table as usize] }
    }

    pub(crate) fn change(&mut self, change: &Change) {
        match change {
            Change::LinkUp(device) => self.set_link(*device, true),
            Change::LinkDown(device) => self.set_link(*device, false),
            Change::Alias(device, alias) => {
                if !self.is_up(*device) {
                    self.links[usize::from(device - 1)].alias = *alias;
                    self.unhinted = true;
                }
            }
            Change::AddAddress(device, address) => {
                if self.addresses.insert((*device, *address)) {
                    self.has_changed(Table::Address);
                    self.notify(RTM_NEWADDR, 0, &address_body(*device, *address));
                }
            }
            Change::DeleteAddress(device, address) => {
                if self.addresses.remove(&(*device, *address)) {
                    self.has_changed(Table::Address);
                    self.notify(RTM_DELADDR, 0, &address_body(*device, *address));
                    // Silently (`fib_sync_down_addr`), if no other interface has it.
                    if self.addresses.iter().all(|(_, other)| other != address) {
                        self.routes.retain(|route| route.source != Some(*address));
                    }
                }
            }
            Change::SetNextHop(id, device) => {
                if !self.is_up(*device) {
                    return;
                }
                self.has_changed(Table::NextHop);
                let old = self.next_hops.insert(*id, *device);
                let flags = if old.is_some() { NLM_F_REPLACE } else { 0 };
                self.notify(RTM_NEWNEXTHOP, flags, &next_hop_body(*id, *device));
            }
            Change::DeleteNextHop(id) => {
                if let Some(device) = self.next_hops.remove(id) {
                    self.has_changed(Table::NextHop);
                    self.notify(RTM_DELNEXTHOP, 0, &next_hop_body(*id, device));
                    // Silently (`nexthop_flush_dev`, `fib_flush`).
                    self.routes.retain(|route| route.via != Via::NextHop(*id));
                }
            }
            Change::AddRoute(route) => self.add_route(route, How::Exclusively),
            Change::AppendRoute(route) => self.add_route(route, How::Last),
            Change::PrependRoute(route) => self.add_route(route, How::First),
            Change::ReplaceRoute(route) => self.add_route(route, How::Instead),
            Change::DeleteRoute(route, nth) => {
                let same = |(_, other): &(usize, &Route)| other.identity() == route.identity();
                let nth = self.routes.iter().enumerate().filter(same).nth(*nth);
                if let Some((index, _)) = nth {
                    self.delete_route(index);
                }
            }
            Change::FlushRoutes => {
                while !self.routes.is_empty() {
                    self.delete_route(0);
                }
            }
            Change::Burst(route, times) => {
                for _ in 0..*times {
                    self.add_route(route, How::Last);
                    if let Some(index) = self.routes.iter().position(|other| other == route) {
                        self.delete_route(index);
                    }
                }
            }
            Change::AddLeg6(destination, device) => self.add_leg6(*destination, *device),
            Change::DeleteLeg6(destination, device) => self.delete_leg6(*destination, *device),
            Change::Set(device, second, value) => self.set(*device, usize::from(*second), *value),
        }
    }

    /// The kernel announces the change of a link, and then adapts everything else silently
    /// (`fib_sync_down_dev`, `fib_sync_up`, `nexthop_flush_dev`, `fib6_ifdown`).
    fn set_link(&mut self, device: u8, up: bool) {
        let link = &mut self.links[usize::from(device - 1)];
        if std::mem::replace(&mut link.up, up) == up {
            return;
        }
        self.has_changed(Table::Link);
        let body = self.link_body(device);
        self.notify(RTM_NEWLINK, 0, &body);
        if up {
            return;
        }
        self.next_hops.retain(|_, own| *own != device);
        self.has_changed(Table::NextHop);
        let (next_hops, links) = (&self.next_hops, &self.links);
        self.routes.retain(|route| match &route.via {
            Via::Device(own) => *own != device,
            // It stays, with a leg that is dead, as long as another is alive.
            Via::Legs(legs) => legs.iter().any(|leg| links[usize::from(leg - 1)].up),
            Via::NextHop(id) => next_hops.contains_key(id),
        });
        for route in &mut self.routes6 {
            route.legs.retain(|leg| *leg != device);
        }
        self.routes6.retain(|route| !route.legs.is_empty());
    }

    fn add_route(&mut self, route: &Route, how: How) {
        let leads_somewhere = match &route.via {
            Via::Device(device) => self.is_up(*device),
            Via::Legs(legs) => legs.iter().all(|leg| self.is_up(*leg)),
            Via::NextHop(id) => self.next_hops.contains_key(id),
        };
        let has_source = |source| self.addresses.iter().any(|(_, address)| *address == source);
        if !leads_somewhere || !route.source.is_none_or(has_source) {
            return;
        }
        let same = |other: &Route| other.identity() == route.identity();
        let (first, last) = (self.routes.iter().position(same), self.routes.iter().rposition(same));
        let flags = match (how, first, last) {
            (How::Exclusively, Some(_), _) => return,
            (How::Instead, Some(first), _) => {
                // The kernel refuses a replacement that equals another of the routes.
                if self.routes.contains(route) {
                    return;
                }
                self.routes[first] = route.clone();
                NLM_F_REPLACE
            }
            _ if self.routes.contains(route) => return,
            (How::First, Some(first), _) => {
                self.routes.insert(first, route.clone());
                0
            }
            (How::Last, _, Some(last)) => {
                self.routes.insert(last + 1, route.clone());
                NLM_F_APPEND
            }
            (_, _, _) => {
                self.routes.push(route.clone());
                self.routes.sort_by_key(Route::identity);
                if matches!(how, How::Last) { NLM_F_APPEND } else { 0 }
            }
        };
        let body = self.route_body(route);
        self.notify(RTM_NEWROUTE, flags, &body);
    }

    fn delete_route(&mut self, index: usize) {
        let route = self.routes.remove(index);
        let body = self.route_body(&route);
        self.notify(RTM_DELROUTE, 0, &body);
    }

    /// A further next hop for a prefix joins the route that is there; the notification has only the
    /// new one (`fib6_add_rt2node`).
    fn add_leg6(&mut self, destination: u8, device: u8) {
        if !self.is_up(device) {
            return;
        }
        match self.routes6.iter_mut().find(|route| route.destination == destination) {
            Some(route) if route.legs.contains(&device) => return,
            Some(route) => route.legs.push(device),
            None => {
                self.routes6.push(Route6 { destination, legs: vec![device] });
                self.routes6.sort_by_key(|route| route.destination);
            }
        }
        self.notify(RTM_NEWROUTE, NLM_F_APPEND, &route6_body(destination, &[device]));
    }

    fn delete_leg6(&mut self, destination: u8, device: u8) {
        let Some(route) = self.routes6.iter_mut().find(|route| route.destination == destination)
        else {
            return;
        };
        let before = route.legs.len();
        route.legs.retain(|leg| *leg != device);
        if route.legs.len() < before {
            self.routes6.retain(|route| !route.legs.is_empty());
            self.notify(RTM_DELROUTE, 0, &route6_body(destination, &[device]));
        }
    }

    /// A notification has the one setting that changed. Interfaces without a value of their own
    /// follow the default silently (`devinet_copy_dflt_conf`).
    fn set(&mut self, device: Option<u8>, which: usize, value: u8) {
        let index = device.map_or(DEFAULT, i32::from);
        self.has_changed(Table::Netconf);
        for (other, settings) in &mut self.settings {
            let setting = &mut settings[which];
            if *other == index {
                *setting = Setting { value, own: device.is_some() };
            } else if device.is_none() && !setting.own {
                setting.value = value;
            }
        }
        let number = FIRST_SETTING + u16::try_from(which).expect("0 or 1");
        let body = netconf_body(index, &[(number, value)]);
        self.notify(RTM_NEWNETCONF, 0, &body);
    }

    /// The message type of a table, and the bodies of its entries in the order of a dump. Each has
    /// the place where a dump continues: the number of the leaf that it is in.
    pub(crate) fn entries(&self, table: Table) -> (u16, Vec<(u32, Vec<u8>)>) {
        let numbered = |bodies: Vec<Vec<u8>>| (1..).zip(bodies).collect();
        match table {
            Table::Link => {
                (RTM_NEWLINK, numbered((1..=DEVICES).map(|one| self.link_body(one)).collect()))
            }
            Table::Address => {
                let body = |(device, address): &(u8, u8)| address_body(*device, *address);
                (RTM_NEWADDR, numbered(self.addresses.iter().map(body).collect()))
            }
            Table::NextHop => {
                let body = |(id, device): (&u8, &u8)| next_hop_body(*id, *device);
                (RTM_NEWNEXTHOP, numbered(self.next_hops.iter().map(body).collect()))
            }
            Table::Netconf => {
                let body = |(index, settings): (&i32, &[Setting; 2])| {
                    let settings = (FIRST_SETTING..).zip(settings.map(|setting| setting.value));
                    netconf_body(*index, &settings.collect::<Vec<_>>())
                };
                (RTM_NEWNETCONF, numbered(self.settings.iter().map(body).collect()))
            }
            // A leaf of the tree has all routes to an address. Those of IPv6 are continued by
            // position, which is to say that they are all in one.
            Table::Route => {
                let four = self
                    .routes
                    .iter()
                    .map(|route| (route.destination.into(), self.route_body(route)));
                let six = self.routes6.iter().map(|route| {
                    (
                        256 + u32::from(route.destination),
                        route6_body(route.destination, &route.legs),
                    )
                });
                (RTM_NEWROUTE, four.chain(six).collect())
            }
        }
    }

    fn link_body(&self, device: u8) -> Vec<u8> {
        let link = &self.links[usize::from(device - 1)];
        let flags = if link.up { UP } else { 0 };
        [
            struct_bytes(&[(IFI_INDEX, device.into()), (IFI_FLAGS, flags)]),
            attribute(IFLA_IFNAME, &[b'd', b'0' + device, 0]),
            attribute(IFLA_IFALIAS, &[b'a' + link.alias, 0]),
        ]
        .concat()
    }

    fn route_body(&self, route: &Route) -> Vec<u8> {
        let mut body = struct_bytes(&[
            (RTM_FAMILY, AF_INET.into()),
            (RTM_DST_LEN, 24),
            (RTM_TOS, route.tos.into()),
            (RTM_FLAGS, 0),
        ]);
        body.extend(attribute(RTA_TABLE, &254_u32.to_ne_bytes()));
        body.extend(attribute(RTA_DST, &[10, route.destination, 0, 0]));
        body.extend(attribute(RTA_PRIORITY, &u32::from(route.metric).to_ne_bytes()));
        if let Some(source) = route.source {
            body.extend(attribute(RTA_PREFSRC, &[192, 0, 2, source]));
        }
        match &route.via {
            Via::Device(device) => body.extend(index_attribute(RTA_OIF, *device)),
            Via::NextHop(id) => {
                body.extend(index_attribute(RTA_NH_ID, *id));
                if let Some(device) = self.next_hops.get(id) {
                    body.extend(index_attribute(RTA_OIF, *device));
                }
            }
            Via::Legs(legs) => {
                let legs = legs.iter().map(|leg| {
                    let flags = if self.is_up(*leg) { 0 } else { DEAD };
                    leg_bytes(*leg, flags)
                });
                body.extend(attribute(RTA_MULTIPATH, &legs.collect::<Vec<_>>().concat()));
            }
        }
        body
    }
}

/// How a route is added (`fib_table_insert`).
#[derive(Clone, Copy)]
enum How {
    Exclusively,
    First,
    Last,
    Instead,
}

fn index_attribute(number: u16, index: u8) -> Vec<u8> {
    attribute(number, &u32::from(index).to_ne_bytes())
}

fn leg_bytes(device: u8, flags: u64) -> Vec<u8> {
    struct_bytes(&[(RTNH_LEN, 8), (RTNH_FLAGS, flags), (RTNH_IFINDEX, device.into())])
}

fn address_body(device: u8, address: u8) -> Vec<u8> {
    let address = [192, 0, 2, address];
    [
        struct_bytes(&[
            (IFA_FAMILY, AF_INET.into()),
            (IFA_PREFIXLEN, 32),
            (IFA_INDEX, device.into()),
        ]),
        attribute(IFA_ADDRESS, &address),
        attribute(IFA_LOCAL, &address),
    ]
    .concat()
}

fn next_hop_body(id: u8, device: u8) -> Vec<u8> {
    [
        struct_bytes(&[(NH_FAMILY, AF_INET.into())]),
        index_attribute(NHA_ID, id),
        index_attribute(NHA_OIF, device),
    ]
    .concat()
}

fn netconf_body(index: i32, settings: &[(u16, u8)]) -> Vec<u8> {
    // The struct has one byte, and attributes begin at a multiple of four.
    let mut body = struct_bytes(&[(NCM_FAMILY, AF_INET.into())]);
    body.resize(4, 0);
    body.extend(attribute(NETCONFA_IFINDEX, &index.to_ne_bytes()));
    for (number, value) in settings {
        body.extend(attribute(*number, &u32::from(*value).to_ne_bytes()));
    }
    body
}

fn route6_body(destination: u8, legs: &[u8]) -> Vec<u8> {
    let mut address = [0; 16];
    address[..4].copy_from_slice(&[0x20, 0x01, 0x0d, 0xb8]);
    address[5] = destination;
    let mut body = struct_bytes(&[(RTM_FAMILY, AF_INET6.into()), (RTM_DST_LEN, 64)]);
    body.extend(attribute(RTA_TABLE, &254_u32.to_ne_bytes()));
    body.extend(attribute(RTA_DST, &address));
    body.extend(attribute(RTA_PRIORITY, &1024_u32.to_ne_bytes()));
    match legs {
        [device] => body.extend(index_attribute(RTA_OIF, *device)),
        several => {
            let legs: Vec<_> = several.iter().map(|leg| leg_bytes(*leg, 0)).collect();
            body.extend(attribute(RTA_MULTIPATH, &legs.concat()));
        }
    }
    body
}
