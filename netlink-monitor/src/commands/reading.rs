//! Reading a whole table from the kernel.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::{io, thread};

use messenger::program::Failure;
use netlink_monitor::object::Object;
use netlink_raw::conversation::{Again, DUMP_BUFFER, DumpEvent, NotDone};
use netlink_raw::request::Request;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::netlink::{NLM_F_ACK, NLM_F_REQUEST};
use netlink_raw::uapi::rtnetlink::{IFI_INDEX, Ifinfomsg, RTM_GETLINK};
use nix::sys::socket::SockProtocol;

/// A part of a table that is being read.
pub(crate) enum Part<'a> {
    /// The next datagram.
    Datagram(&'a [u8]),
    /// The reading starts over; the parts so far do not count.
    Again(Again),
}

/// Why a table could not be read.
pub(crate) enum Unread {
    /// The kernel did not send it.
    NotDone(NotDone),
    /// The caller failed to do something with a part.
    Failed(Failure),
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Self {
        Unread::Failed(failure)
    }
}

impl Unread {
    /// The failure to report; the sentence names the object.
    pub(crate) fn failure(self, object: &Object) -> Failure {
        match self {
            Unread::NotDone(not_done) => Failure::Told(not_dumped(object, &not_done)),
            Unread::Failed(failure) => failure,
        }
    }
}

/// The sentence for a dump that was not done.
pub(crate) fn not_dumped(object: &Object, not_done: &NotDone) -> String {
    format!("dump of {}: {not_done}", object.name)
}

/// Waits until the kernel has finished the change that it is making.
///
/// The kernel announces that a link goes down before it removes the routes over it
/// (`__dev_notify_flags` in net/core/dev.c), and since Linux 6.9 it sends a table of routes without
/// waiting for a change to end (`RTNL_FLAG_DUMP_UNLOCKED`). So a table that is read right after the
/// announcement may be the one from before. A request about a single link takes the same lock as
/// every change, the RTNL (`rtnetlink_rcv_msg`): its answer comes after the change.
pub(crate) fn wait_for_the_change() -> Result<(), Unread> {
    /// The index of `lo`, which every network has.
    const LOOPBACK: u64 = 1;
    let request = Request::new(RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK, 1)
        .with_struct::<Ifinfomsg>(&[(IFI_INDEX, LOOPBACK)])
        .into_bytes();
    let socket = NetlinkSocket::strict_client(SockProtocol::NetlinkRoute)
        .map_err(|failed| Unread::NotDone(failed.into()))?;
    match socket.request(&request, |_| {}) {
        // What the kernel answers does not matter.
        Ok(()) | Err(NotDone::Refused(_)) => Ok(()),
        Err(not_done) => Err(Unread::NotDone(not_done)),
    }
}

/// Reads a table, and calls `each` with its parts.
///
/// The kernel fills the next datagram of a dump during the very call that returns the one
/// before. So one thread receives while this one works on the parts.
pub(crate) fn read_table(
    request: &[u8],
    mut each: impl FnMut(Part<'_>) -> Result<(), Failure>,
) -> Result<(), Unread> {
    /// How many datagrams may wait between the threads.
    const WAITING: usize = 16;
    let (full, filled) = sync_channel(WAITING);
    let (empty, emptied) = channel();
    let socket = NetlinkSocket::strict_client(SockProtocol::NetlinkRoute)
        .map_err(|failed| Unread::NotDone(failed.into()))?;
    thread::scope(|scope| {
        let reader = thread::Builder::new()
            .spawn_scoped(scope, move || receive_all(&socket, request, &full, &emptied))
            .map_err(|error| no_thread(&error))?;
        let worked = work(&filled, &empty, &mut each);
        // Ends the reader, if it is still sending.
        drop(filled);
        let read = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        worked?;
        read.map_err(Unread::NotDone)
    })
}

/// The reading thread: each datagram is copied into a buffer that has been used before.
fn receive_all(
    socket: &NetlinkSocket,
    request: &[u8],
    full: &SyncSender<Result<Vec<u8>, Again>>,
    emptied: &Receiver<Vec<u8>>,
) -> Result<(), NotDone> {
    socket.dump(request, DUMP_BUFFER, |event| {
        let part = match event {
            DumpEvent::Datagram(datagram) => {
                let mut bytes = emptied.try_recv().unwrap_or_default();
                bytes.clear();
                bytes.extend_from_slice(datagram.bytes);
                Ok(bytes)
            }
            DumpEvent::Again(why) => Err(why),
        };
        // The other thread has stopped receiving if `each` has failed.
        let _ = full.send(part);
    })
}

/// The working thread: calls `each`, and gives the buffers back.
fn work(
    filled: &Receiver<Result<Vec<u8>, Again>>,
    empty: &Sender<Vec<u8>>,
    each: &mut impl FnMut(Part<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for part in filled {
        match part {
            Ok(bytes) => {
                each(Part::Datagram(&bytes))?;
                // The reader may have finished.
                let _ = empty.send(bytes);
            }
            Err(why) => each(Part::Again(why))?,
        }
    }
    Ok(())
}

fn no_thread(error: &io::Error) -> Failure {
    Failure::Told(format!("cannot start a thread: {error}; is a limit on processes in force?"))
}
