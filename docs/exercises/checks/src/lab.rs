//! The lab, and the tools that live checks use in it.

use std::collections::{BTreeSet, VecDeque};
use std::net::Ipv4Addr;
use std::os::fd::RawFd;
use std::time::Duration;

use given::{Heard, Kernel, Overrun, Route};
use netlink_raw::by_hand::{self, RTM_NEWROUTE, read_message};
use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent};
use netlink_raw::request::Request;
use netlink_raw::route::{Action, RouteChange};
use netlink_raw::socket::{CallFailed, NetlinkSocket};
use netlink_raw::uapi::if_::IFF_UP;
use netlink_raw::uapi::netlink::{NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::rtnetlink::{
    IFI_CHANGE, IFI_FLAGS, IFI_INDEX, Ifinfomsg, RT_TABLE_MAIN, RTA_DST, RTM_DST_LEN, RTM_FAMILY,
    RTM_GETROUTE, RTM_NEWLINK, RTM_TABLE, RTM_TYPE, RTN_BLACKHOLE, Rtmsg,
};
use nix::errno::Errno;
use nix::sys::socket::NetlinkAddr;
pub use nix::sys::socket::SockProtocol;

use crate::capture::each_message;
use crate::{Failure, counted};

/// How long a live check waits for something that has to arrive.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// Enters a new lab, or returns the reason why it cannot.
pub(crate) fn enter() -> Result<(), String> {
    if std::env::var_os(crate::NO_LAB).is_some() {
        return Err(format!("{} is set", crate::NO_LAB));
    }
    netlink_raw::lab::enter().map_err(|error| error.to_string())
}

/// Opens a `NETLINK_ROUTE` socket that is a member of the groups in this mask.
pub fn socket(groups: u32) -> Result<NetlinkSocket, Failure> {
    let open = || {
        let socket = NetlinkSocket::client(SockProtocol::NetlinkRoute)?;
        socket.bind(0, groups)?;
        socket.set_timeout(PATIENCE)?;
        Ok::<_, netlink_raw::socket::CallFailed>(socket)
    };
    open().map_err(Failure::broken)
}

/// Sends a request and waits for the acknowledgement.
pub fn request(request: &[u8]) -> Result<(), Failure> {
    socket(0)?.request(request, |_| {}).map_err(Failure::broken)
}

/// `ip route add`: adds a route, such as `4.3.2.0/30 via 127.0.0.1`.
pub fn add(words: &str) -> Result<(), Failure> {
    request(&change(Action::Add, words)?)
}

/// `ip route del`: deletes a route.
pub fn del(words: &str) -> Result<(), Failure> {
    request(&change(Action::Del, words)?)
}

/// Returns the request that adds or deletes a route.
pub fn change(action: Action, words: &str) -> Result<Vec<u8>, Failure> {
    let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    let change = RouteChange::parse(action, &words).map_err(Failure::broken)?;
    change.request(1).map_err(Failure::broken)
}

/// Returns the next datagram, or `None` if none arrives.
pub fn receive(socket: &NetlinkSocket) -> Option<Vec<u8>> {
    let mut buffer = vec![0; DUMP_BUFFER];
    socket.receive(&mut buffer).ok().map(|datagram| datagram.bytes.to_vec())
}

/// Returns the current main table.
pub fn table() -> Result<Vec<Route>, Failure> {
    let mut table = Vec::new();
    let request = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1);
    let request = request.with_struct::<Rtmsg>(&[(RTM_FAMILY, 2)]).into_bytes();
    let socket = socket(0)?;
    let done = socket.dump(&request, DUMP_BUFFER, |event| match event {
        DumpEvent::Datagram(datagram) => table.extend(routes(datagram.bytes)),
        DumpEvent::Again(_) => table.clear(),
    });
    done.map_err(Failure::broken)?;
    Ok(table)
}

/// Returns the routes of the main table in a datagram from the kernel.
pub fn routes(datagram: &[u8]) -> impl Iterator<Item = Route> {
    let changes = each_message(datagram).filter_map(route);
    changes.filter(|(message_type, _)| *message_type == RTM_NEWROUTE).map(|(_, route)| route)
}

/// Reads a message about a route of the main table: its type and the route.
pub(crate) fn route(message: &[u8]) -> Option<(u16, Route)> {
    let (message, _) = read_message(message, 0).ok()?;
    let by_hand::Route { rtm_table, rtm_dst_len: bits, rta_dst, .. } = message.route?;
    let destination = match rta_dst {
        Some(address) => Ipv4Addr::from(<[u8; 4]>::try_from(address).ok()?),
        None => Ipv4Addr::UNSPECIFIED,
    };
    let route = Route { destination, bits };
    (u64::from(rtm_table) == RT_TABLE_MAIN).then_some((message.nlmsg_type, route))
}

/// `bind(fd, {AF_NETLINK, 0, groups})`, for a socket that the student opened.
pub fn bind(fd: RawFd, groups: u32) -> Result<(), Failure> {
    nix::sys::socket::bind(fd, &NetlinkAddr::new(0, groups)).map_err(Failure::broken)
}

/// Adds a blackhole route, which does not depend on any interface.
pub fn add_blackhole(destination: [u8; 4], bits: u8) -> Result<(), Failure> {
    let rtn_blackhole = RTN_BLACKHOLE;
    let flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE;
    let fields = [
        (RTM_FAMILY, 2),
        (RTM_DST_LEN, bits.into()),
        (RTM_TABLE, RT_TABLE_MAIN),
        (RTM_TYPE, rtn_blackhole),
    ];
    let new = Request::new(RTM_NEWROUTE, flags, 1).with_struct::<Rtmsg>(&fields);
    request(&new.with_attribute(RTA_DST, &destination).into_bytes())
}

/// `ip link set lo up` and `down`.
pub fn loopback(is_up: bool) -> Result<(), Failure> {
    let flags = if is_up { IFF_UP } else { 0 };
    let fields = [(IFI_INDEX, 1), (IFI_FLAGS, flags), (IFI_CHANGE, IFF_UP)];
    let change = Request::new(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, 1);
    request(&change.with_struct::<Ifinfomsg>(&fields).into_bytes())
}

/// A change that happens while the student's function runs.
pub type Happening = fn() -> Result<(), Failure>;

/// This machine's kernel, in the lab.
pub struct Live {
    socket: NetlinkSocket,
    buffer: Vec<u8>,
    left: VecDeque<Heard>,
    groups: &'static [u32],
    /// Changes that happen when the student asks for the table, before the kernel answers.
    pub before_dump: VecDeque<Happening>,
    /// Changes that happen directly after the kernel's answer.
    pub after_dump: VecDeque<Happening>,
    /// The number of times that the student has asked for the table.
    pub dumps: usize,
    /// The first of these changes that failed; [`Live::same_as`] returns it.
    pub broken: Option<Failure>,
}

impl Live {
    /// Opens a socket that joins these groups when the student's function listens.
    pub fn new(groups: &'static [u32]) -> Result<Live, Failure> {
        let socket = socket(0)?;
        // Every notification is already in the buffer, so there is nothing to wait for.
        socket.set_timeout(Duration::from_millis(1)).map_err(Failure::broken)?;
        Ok(Live {
            socket,
            buffer: vec![0; DUMP_BUFFER],
            left: VecDeque::new(),
            groups,
            before_dump: VecDeque::new(),
            after_dump: VecDeque::new(),
            dumps: 0,
            broken: None,
        })
    }

    /// Compares the mirror with the kernel's table, unless one of the changes failed.
    pub fn same_as(self, mirror: &BTreeSet<Route>) -> Result<(), Failure> {
        if let Some(broken) = self.broken {
            return Err(broken);
        }
        same_table(mirror, &table()?.into_iter().collect())
    }

    fn note(&mut self, done: Result<(), Failure>) {
        if let Err(failure) = done {
            self.broken.get_or_insert(failure);
        }
    }
}

impl Kernel for Live {
    fn listen(&mut self) {
        for group in self.groups {
            let joined = self.socket.join(*group).map_err(Failure::broken);
            self.note(joined);
        }
    }

    fn dump(&mut self) -> Vec<Route> {
        self.dumps += 1;
        if let Some(happens) = self.before_dump.pop_front() {
            self.note(happens());
        }
        let table = table();
        if let Some(happens) = self.after_dump.pop_front() {
            self.note(happens());
        }
        table.unwrap_or_else(|failure| {
            self.note(Err(failure));
            Vec::new()
        })
    }

    fn next(&mut self) -> Result<Option<Heard>, Overrun> {
        loop {
            if let Some(heard) = self.left.pop_front() {
                return Ok(Some(heard));
            }
            match self.socket.receive(&mut self.buffer) {
                Ok(datagram) => self.left.extend(each_message(datagram.bytes).filter_map(heard)),
                Err(CallFailed { errno: Errno::ENOBUFS, .. }) => return Err(Overrun),
                Err(_nothing) => return Ok(None),
            }
        }
    }
}

/// What a notification says.
pub fn heard(message: &[u8]) -> Option<Heard> {
    let message_type = given::u16_at(message, 4)?;
    if message_type == RTM_NEWLINK {
        let ifi_flags = given::u32_at(message, 24)?;
        return Some(Heard::Link { is_up: u64::from(ifi_flags) & IFF_UP != 0 });
    }
    let (message_type, route) = route(message)?;
    Some(if message_type == RTM_NEWROUTE { Heard::Added(route) } else { Heard::Removed(route) })
}

/// Compares the student's routes with the kernel's.
pub fn same_table(mirror: &BTreeSet<Route>, kernel: &BTreeSet<Route>) -> Result<(), Failure> {
    if mirror == kernel {
        return Ok(());
    }
    let list = |routes: Vec<&Route>| {
        let shown: Vec<String> = routes
            .iter()
            .take(3)
            .map(|route| format!("{}/{}", route.destination, route.bits))
            .collect();
        let more = routes.len().saturating_sub(3);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        format!("{}{more}", shown.join(", "))
    };
    let missing: Vec<&Route> = kernel.difference(mirror).collect();
    let stale: Vec<&Route> = mirror.difference(kernel).collect();
    let mut what =
        format!("the kernel has {}, you have {}", counted(kernel.len(), "route"), mirror.len());
    if !missing.is_empty() {
        what.push_str(&format!("\nmissing: {}", list(missing)));
    }
    if !stale.is_empty() {
        what.push_str(&format!("\nnot in the kernel's table: {}", list(stale)));
    }
    Err(Failure::new(what))
}

/// A kernel that follows a script.
#[derive(Default)]
pub struct Scripted {
    /// The tables that dumps return. Further dumps return the last table again.
    pub tables: VecDeque<Vec<Route>>,
    /// The notifications that the student receives, in order.
    pub heard: VecDeque<Result<Heard, Overrun>>,
    /// Notifications to add after each dump, if the student listens by then.
    pub after_dump: VecDeque<Vec<Result<Heard, Overrun>>>,
    listens: bool,
}

impl Kernel for Scripted {
    fn listen(&mut self) {
        self.listens = true;
    }

    fn dump(&mut self) -> Vec<Route> {
        let heard = self.after_dump.pop_front().unwrap_or_default();
        if self.listens {
            self.heard.extend(heard);
        }
        let table = self.tables.front().cloned().unwrap_or_default();
        if self.tables.len() > 1 {
            self.tables.pop_front();
        }
        table
    }

    fn next(&mut self) -> Result<Option<Heard>, Overrun> {
        self.heard.pop_front().transpose()
    }
}
