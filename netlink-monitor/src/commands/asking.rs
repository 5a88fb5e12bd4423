//! Names that no message has given us, looked up: those of interfaces, and those of network
//! namespaces.
//!
//! The kernel knows no names of namespaces. A name is a file under `/run/netns` that
//! `ip netns` has made and mounted the namespace on; the kernel reports the ID of a namespace
//! to a process that has the file open.

use std::convert::Infallible;
use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::path::Path;

use messenger::program::Failure;
use netlink_monitor::event::{Action, Event, events};
use netlink_monitor::names::Names;
use netlink_monitor::object::Kind;
use netlink_monitor::requests;
use netlink_raw::conversation::{DUMP_BUFFER, DumpEvent};
use netlink_raw::request::Request;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::if_link::IFLA_LINK_NETNSID;
use netlink_raw::uapi::net_namespace::{NETNSA, NETNSA_FD, NETNSA_NSID};
use netlink_raw::uapi::netlink::{NLM_F_ACK, NLM_F_REQUEST, NLMSGHDR};
use netlink_raw::uapi::rtnetlink::{RTGENMSG, RTM_GETNSID, Rtgenmsg};
use netlink_raw::wire::{self, align};
use nix::sys::socket::SockProtocol;

/// Where `ip netns` keeps its names.
const DIRECTORY: &str = "/run/netns";

/// Learns the names of all interfaces and namespaces.
pub(crate) fn learn_all(names: &mut Names) -> Result<(), Failure> {
    names.add_namespaces(namespaces());
    let Some(links) = Kind::Link.object().tables.first() else { return Ok(()) };
    NetlinkSocket::strict_client(SockProtocol::NetlinkRoute)?
        .dump(&requests::dump(links), DUMP_BUFFER, |event| {
            if let DumpEvent::Datagram(datagram) = event {
                learn(names, datagram.bytes);
            }
        })
        .map_err(|not_done| Failure::Told(format!("names of interfaces: {not_done}")))
}

fn learn(names: &mut Names, datagram: &[u8]) {
    let Ok(()) = events(datagram, |event| {
        names.learn(event);
        Ok::<_, Infallible>(())
    });
}

/// Looks up the names that the events of a datagram need and no message has given us yet.
///
/// For a new interface, netconf and neighbour events arrive before the link event, so that
/// its name is looked up once. Its routes come later and need no look-up.
pub(crate) fn look_up(names: &mut Names, datagram: &[u8]) {
    let Ok(()) = events(datagram, |event| {
        names.learn(event);
        if event.object.kind == Kind::Route {
            return Ok(());
        }
        if let Some(id) = unknown_namespace(names, event) {
            names.forget_namespace(id);
            names.add_namespaces(namespaces());
        }
        if let Some(index) = event.interface().filter(|index| names.interface(*index).is_none())
            && let Ok(Ok(name)) = u32::try_from(index).map(nix::net::if_::if_indextoname)
        {
            names.add_interface(index, name.to_bytes());
        }
        Ok::<_, Infallible>(())
    });
}

/// The ID of a namespace in the event whose name has to be looked up.
fn unknown_namespace(names: &Names, event: &Event<'_, '_>) -> Option<i64> {
    let number = |attribute| {
        let number = wire::Kind::S32.read(event.attribute(attribute)?)?;
        Some(number.cast_signed()).filter(|number| *number >= 0)
    };
    match event.object.kind {
        // The ID may have belonged to another namespace before.
        Kind::Nsid if event.action == Action::New => number(NETNSA_NSID),
        Kind::Link => number(IFLA_LINK_NETNSID).filter(|id| !names.knows_namespace(*id)),
        _ => None,
    }
}

/// ID and name of every namespace that has both. What cannot be read is left out: the names
/// are for people, and the IDs are in the messages.
fn namespaces() -> Vec<(i64, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(DIRECTORY) else { return Vec::new() };
    entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let id = namespace_id(&entry.path())?;
            Some((id, entry.file_name().into_encoded_bytes()))
        })
        .collect()
}

/// The ID of the namespace that is mounted on a file; `None` if it has none.
fn namespace_id(path: &Path) -> Option<i64> {
    let file = File::open(path).ok()?;
    let request = Request::new(RTM_GETNSID, NLM_F_REQUEST | NLM_F_ACK, 1)
        .with_struct::<Rtgenmsg>(&[])
        .aligned()
        .with_attribute(NETNSA_FD, &file.as_raw_fd().to_ne_bytes())
        .into_bytes();
    let mut id = None;
    let client = NetlinkSocket::strict_client(SockProtocol::NetlinkRoute).ok()?;
    let answered = client.request(&request, |datagram| {
        let attributes = NLMSGHDR.size() + align(RTGENMSG.size());
        let list = datagram.bytes.get(attributes..).unwrap_or_default();
        // The acknowledgement has no such attribute, or none that is a number.
        let number = NETNSA.find(list, NETNSA_NSID);
        id = id.or(number.and_then(|bytes| wire::Kind::S32.read(bytes)));
    });
    answered.ok()?;
    id.map(u64::cast_signed).filter(|id| *id >= 0)
}
