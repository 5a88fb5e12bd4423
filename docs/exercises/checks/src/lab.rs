//! The lab, and what the live checks do in it.

use std::time::Duration;

use netlink_raw::route::{Action, RouteChange};
use netlink_raw::socket::{DUMP_BUFFER, NetlinkSocket};
use nix::sys::socket::SockProtocol;

use crate::Failure;

/// How long a live check waits for something that has to arrive.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// Enters a lab of one's own; or says why not.
pub(crate) fn enter() -> Result<(), String> {
    if std::env::var_os(crate::NO_LAB).is_some() {
        return Err(format!("{} is set", crate::NO_LAB));
    }
    netlink_raw::lab::enter().map_err(|error| error.to_string())
}

/// A socket to the route protocol, with the groups of this mask.
pub fn socket(groups: u32) -> Result<NetlinkSocket, Failure> {
    let open = || {
        let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
        socket.bind(0, groups)?;
        socket.extended_acks()?;
        socket.set_timeout(PATIENCE)?;
        Ok::<_, netlink_raw::socket::CallFailed>(socket)
    };
    open().map_err(Failure::broken)
}

/// Sends a request and waits for a good acknowledgement.
pub fn request(request: &[u8]) -> Result<(), Failure> {
    socket(0)?.request(request, |_| {}).map_err(Failure::broken)
}

/// `ip route add` in words: `4.3.2.0/30 via 127.0.0.1`.
pub fn add(words: &str) -> Result<(), Failure> {
    request(&change(Action::Add, words)?)
}

/// `ip route del` in words.
pub fn del(words: &str) -> Result<(), Failure> {
    request(&change(Action::Del, words)?)
}

/// The request for it.
pub fn change(action: Action, words: &str) -> Result<Vec<u8>, Failure> {
    let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    let change = RouteChange::parse(action, &words).map_err(Failure::broken)?;
    change.request(1).map_err(Failure::broken)
}

/// The next datagram, or `None` if none comes.
pub fn receive(socket: &NetlinkSocket) -> Option<Vec<u8>> {
    let mut buffer = vec![0; DUMP_BUFFER];
    socket.receive(&mut buffer).ok().map(|datagram| datagram.bytes.to_vec())
}
