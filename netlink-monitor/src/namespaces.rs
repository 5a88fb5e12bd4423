//! The names of network namespaces. The kernel knows none: a name is a file under
//! `/run/netns`, which `ip netns` makes and mounts the namespace on. The kernel tells
//! the number of a namespace to whoever has the file open.

use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::path::Path;

use netlink_raw::request::Request;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::net_namespace::{NETNSA, RTGENMSG, Rtgenmsg};
use netlink_raw::uapi::netlink::{NLM_F_ACK, NLM_F_REQUEST, NLMSGHDR};
use netlink_raw::wire::{Kind, align};

use crate::session::client;

/// Where `ip netns` keeps them.
const DIRECTORY: &str = "/run/netns";

/// Number and name of every namespace that has both. What cannot be read is left
/// out: the names are for people, and the numbers stand in the messages.
pub(crate) fn names() -> Vec<(i64, String)> {
    let Ok(entries) = fs::read_dir(DIRECTORY) else { return Vec::new() };
    entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let id = number(&entry.path())?;
            Some((id, entry.file_name().to_string_lossy().escape_debug().to_string()))
        })
        .collect()
}

/// The number of the namespace that is mounted on a file; `None` if it has none.
fn number(path: &Path) -> Option<i64> {
    let file = File::open(path).ok()?;
    let get = const { ROUTE.number("RTM_GETNSID") };
    let request = Request::new(get, NLM_F_REQUEST | NLM_F_ACK, 1)
        .with_struct::<Rtgenmsg>(&[])
        .aligned()
        .with_attribute(const { NETNSA.number("NETNSA_FD") }, &file.as_raw_fd().to_ne_bytes())
        .into_bytes();
    let mut number = None;
    let answered = client().ok()?.request(&request, |datagram| {
        let attributes = NLMSGHDR.size() + align(RTGENMSG.size());
        let list = datagram.bytes.get(attributes..).unwrap_or_default();
        // The acknowledgement has no such attribute, or none that is a number.
        let id = NETNSA.find(list, const { NETNSA.number("NETNSA_NSID") });
        number = number.or(id.and_then(|bytes| Kind::S32.read(bytes)));
    });
    answered.ok()?;
    number.map(u64::cast_signed).filter(|id| *id >= 0)
}
