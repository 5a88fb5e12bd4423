//! The receive loop that `follow` and `watch` share: waiting, and what can go wrong with a
//! datagram.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use messenger::program::{Failure, end_on_ctrl_c, warn};
use netlink_monitor::capture::live::Live;
use netlink_monitor::object::Object;
use netlink_raw::program::receiving::{not_from_kernel, truncated};
use netlink_raw::socket::CallFailed;
use netlink_raw::uapi::rtnetlink::{RTNLGRP, RTNLGRP_LINK};
use netlink_raw::uapi::sys_socket::{
    AF_BRIDGE, AF_INET, AF_INET6, AF_MPLS, RTNL_FAMILY_IP6MR, RTNL_FAMILY_IPMR,
};
use netlink_raw::wire::Name;
use nix::errno::Errno;

use super::PROGRAM;
use super::options::Listening;
use super::stats::Stats;

/// A socket that listens to the kernel, and its buffer.
pub(crate) struct Receiver {
    socket: Live,
    buffer: Vec<u8>,
    /// Whether datagrams come with the ID of their network namespace.
    all_nsid: bool,
    /// The socket's current limit for one wait.
    limit: Option<Duration>,
    stats: Arc<Stats>,
    warnings: Warnings,
}

/// How long to wait for a datagram.
#[derive(Clone, Copy)]
pub(crate) enum Wait {
    /// As long as it takes.
    Forever,
    /// Up to this long, counted from each call.
    For(Duration),
    /// Up to this moment.
    Until(Instant),
}

/// What [`Receiver::receive`] returns.
pub(crate) enum Received<'b> {
    /// A datagram of the kernel.
    Datagram {
        /// As much of it as fitted into the buffer.
        bytes: &'b [u8],
        /// Whether it was longer than the buffer.
        truncated: bool,
        /// How many bytes it had.
        full_len: usize,
        /// The network namespace it comes from; `None` is this one.
        nsid: Option<i32>,
    },
    /// `ENOBUFS`: the kernel had to drop datagrams, because the receive buffer was full.
    Overrun(CallFailed),
    /// `EAGAIN`: nothing arrived in time, so no datagram is waiting.
    Nothing(CallFailed),
}

impl Receiver {
    /// Opens the socket, and makes Ctrl-C print the statistics. It is in no multicast group
    /// yet.
    pub(crate) fn open(
        listening: &Listening,
        buffer_len: usize,
        stats: &Arc<Stats>,
    ) -> Result<Self, Failure> {
        let at_end = Arc::clone(stats);
        end_on_ctrl_c(move || warn(PROGRAM, &at_end))?;
        let socket = Live::open()?;
        let granted = socket.set_receive_buffer(listening.receive_buffer as usize)?;
        stats.receive_buffer.store(granted as u64, Relaxed);
        Ok(Receiver {
            socket,
            buffer: vec![0; buffer_len],
            all_nsid: false,
            limit: None,
            stats: Arc::clone(stats),
            warnings: Warnings::default(),
        })
    }

    /// The socket, for its options.
    pub(crate) fn socket(&self) -> &Live {
        &self.socket
    }

    /// Also receives from the network namespaces that have an ID in this one.
    pub(crate) fn listen_all_nsid(&mut self) -> Result<(), Failure> {
        self.socket.listen_all_nsid()?;
        self.all_nsid = true;
        Ok(())
    }

    /// Joins the multicast groups of the objects, and that of interfaces, for their names. A
    /// group of another family than the wanted one is left out.
    pub(crate) fn join(&self, objects: &[&Object], family: Option<u8>) -> Result<(), Failure> {
        for object in objects {
            for group in object.groups.iter().filter(|group| concerns(**group, family)) {
                match self.socket.join(*group) {
                    Ok(()) => {}
                    // The rest can still be followed.
                    Err(failed) if matches!(failed.errno, Errno::EINVAL | Errno::ENOENT) => {
                        let name = object.name;
                        warn(
                            PROGRAM,
                            format_args!("this kernel has no multicast group {group} ({name})"),
                        );
                    }
                    Err(failed) => return Err(failed.into()),
                }
            }
        }
        self.join_group(RTNLGRP_LINK)
    }

    /// Joins one more multicast group.
    pub(crate) fn join_group(&self, group: u32) -> Result<(), Failure> {
        self.socket.join(group)?;
        Ok(())
    }

    /// Waits for the next datagram of the kernel.
    ///
    /// Datagrams of other senders are counted and ignored: any process with the privilege
    /// may send to this socket. A truncated one is counted, and a warning says how long it
    /// was.
    pub(crate) fn receive(&mut self, wait: Wait) -> Result<Received<'_>, Failure> {
        loop {
            self.limit(wait)?;
            let received = if self.all_nsid {
                self.socket.receive_with_nsid(&mut self.buffer)
            } else {
                self.socket.receive(&mut self.buffer).map(|datagram| (datagram, None))
            };
            // Only lengths and numbers are kept, so that the buffer can be used again if the
            // loop goes on; a borrow that is returned would last for all of it.
            let (len, full_len, nsid, warning) = match received {
                Ok((datagram, _)) if datagram.from_port_id != 0 => {
                    Stats::count(&self.stats.ignored);
                    self.warnings.warn(&not_from_kernel(&datagram));
                    continue;
                }
                Ok((datagram, nsid)) => {
                    (datagram.bytes.len(), datagram.full_len, nsid, truncated(&datagram))
                }
                Err(failed) if failed.errno == Errno::ENOBUFS => {
                    Stats::count(&self.stats.overruns);
                    return Ok(Received::Overrun(failed));
                }
                Err(failed) if failed.errno == Errno::EAGAIN => {
                    return Ok(Received::Nothing(failed));
                }
                Err(failed) => return Err(failed.into()),
            };
            if let Some(warning) = &warning {
                Stats::count(&self.stats.truncated);
                warn(PROGRAM, warning);
            }
            let bytes = &self.buffer[..len];
            return Ok(Received::Datagram { bytes, truncated: warning.is_some(), full_len, nsid });
        }
    }

    /// Sets the socket's limit for one wait, unless it is set already. To the kernel, a limit
    /// of 0 means none, and a limit stays until there is another.
    fn limit(&mut self, wait: Wait) -> Result<(), Failure> {
        let limit = match wait {
            Wait::Forever => None,
            Wait::For(limit) => Some(limit),
            Wait::Until(end) => {
                let left = end.saturating_duration_since(Instant::now());
                Some(left.max(Duration::from_micros(1)))
            }
        };
        if limit != self.limit {
            self.socket.set_timeout(limit.unwrap_or_default())?;
            self.limit = limit;
        }
        Ok(())
    }
}

/// Warnings at a bounded rate: another process could cause as many as it likes.
#[derive(Default)]
struct Warnings {
    last: Option<Instant>,
    /// How many were left out since.
    left_out: u64,
}

impl Warnings {
    fn warn(&mut self, warning: &str) {
        const PAUSE: Duration = Duration::from_secs(1);
        if self.last.is_some_and(|last| last.elapsed() < PAUSE) {
            self.left_out += 1;
            return;
        }
        match std::mem::take(&mut self.left_out) {
            0 => warn(PROGRAM, warning),
            more => warn(PROGRAM, format_args!("{warning} (and {more} more since the last)")),
        }
        self.last = Some(Instant::now());
    }
}

/// Whether a group has notifications of this family. The names of the groups of a single
/// family say which one it is.
fn concerns(group: u32, wanted: Option<u8>) -> bool {
    const FAMILIES: [(&str, u8); 6] = [
        ("IPV4_MROUTE", RTNL_FAMILY_IPMR),
        ("IPV6_MROUTE", RTNL_FAMILY_IP6MR),
        ("IPV4_", AF_INET),
        ("IPV6_", AF_INET6),
        ("MPLS_", AF_MPLS),
        ("MDB", AF_BRIDGE),
    ];
    let Some(wanted) = wanted else { return true };
    let name = Name::of(RTNLGRP, group.into()).map_or("", |name| name.c_name);
    let own = FAMILIES.iter().find(|(word, _)| name.contains(word));
    own.is_none_or(|(_, family)| *family == wanted)
}
