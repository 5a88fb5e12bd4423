//! When to read tables again.

use std::time::{Duration, Instant};

/// When to read tables again: in a quiet moment, or at the latest after a while, but never
/// while older notifications wait in the socket.
///
/// `recv` reports an overrun first, and only then hands out what was queued before it. A
/// table that is read in between is newer than those notifications, and the overrun may have
/// swallowed the ones that undo them: a route that was added, and whose deletion was lost,
/// would reappear permanently. That nothing was received for a while does not prove that
/// nothing is waiting; this program may not have been scheduled. So `recv` itself has
/// to say that the queue is empty. It will: after an overrun the kernel queues nothing until
/// everything before it has been read (`netlink_overrun` in net/netlink/af_netlink.c).
pub(super) struct Pace {
    /// Whether the last `recv` said that nothing is waiting.
    empty: bool,
    /// When a datagram was last received.
    last: Option<Instant>,
    /// Since when a table has had to be read again.
    dirty_since: Option<Instant>,
    /// The earliest time of the next resync.
    rest: Option<Instant>,
    /// How often to read if nothing hints at a change.
    interval: Duration,
    /// When to do so next, if at all.
    periodic: Option<Instant>,
}

impl Pace {
    /// Tables are read again when nothing has arrived for this long, …
    const QUIET: Duration = Duration::from_millis(20);
    /// … or at the latest this long after it became necessary.
    const LATEST: Duration = Duration::from_secs(1);
    /// Resyncs take at most 1/SHARE of the running time.
    const SHARE: u32 = 4;
    /// And those that nothing hints at take at most 1/PERIODIC_SHARE.
    const PERIODIC_SHARE: u32 = 20;

    /// Nothing has been received yet. The interval is that of the periodic checks; none if it is
    /// zero.
    pub(super) fn new(interval: Duration, now: Instant) -> Self {
        let periodic = now.checked_add(interval).filter(|_| !interval.is_zero());
        Pace { empty: false, last: None, dirty_since: None, rest: None, interval, periodic }
    }

    /// `recv` returned something. `dirty`: whether a table has to be read again now.
    pub(super) fn received(&mut self, dirty: bool, now: Instant) {
        self.empty = false;
        self.last = Some(now);
        if dirty {
            self.dirty_since.get_or_insert(now);
        }
    }

    /// `recv` said that nothing is waiting.
    pub(super) fn received_nothing(&mut self) {
        self.empty = true;
    }

    /// Whether it is time for a check that nothing hints at.
    pub(super) fn is_periodic_due(&self, now: Instant) -> bool {
        self.periodic.is_some_and(|periodic| now >= periodic)
    }

    /// When the next such check is.
    pub(super) fn periodic(&self) -> Option<Instant> {
        self.periodic
    }

    /// Whether tables that are dirty may be read now.
    pub(super) fn may_read(&self, now: Instant) -> bool {
        self.empty && now >= self.due(now)
    }

    /// When to read, if the queue is empty by then.
    pub(super) fn due(&self, now: Instant) -> Instant {
        let quiet = self.last.map_or(now, |last| last + Pace::QUIET);
        let latest = self.dirty_since.map_or(now, |since| since + Pace::LATEST);
        let due = quiet.min(latest);
        self.rest.map_or(due, |rest| due.max(rest))
    }

    /// Rests after a reading from one moment to another. If all tables have been read, they need
    /// no check soon. If one could not be read, it is tried again after a while.
    pub(super) fn has_read(&mut self, from: Instant, to: Instant, all: bool, complete: bool) {
        let took = to.saturating_duration_since(from);
        let took = if complete { took } else { took.max(Pace::LATEST) };
        self.dirty_since = None;
        self.rest = Some(to + took * (Pace::SHARE - 1));
        if all {
            let interval = self.interval.max(took * Pace::PERIODIC_SHARE);
            self.periodic = self.periodic.and_then(|_| to.checked_add(interval));
        }
    }
}
