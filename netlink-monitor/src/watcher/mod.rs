//! The decisions of `watch`, without its sockets: what each notification changes, and when to read
//! which table again.

use std::time::{Duration, Instant};

use crate::event::Event;
use crate::mirror::{Change, Entry, Mirror};
use crate::object::Object;

mod hints;
mod pace;

pub use hints::has_silent_effects;
use hints::silent_effects;
use pace::Pace;

/// Several mirrors, and when to read the tables of which again.
///
/// It is a state machine without input or output of its own: its inputs are what `recv` returned,
/// the parts of a table, and the time. The caller asks [`Watcher::next`] what to do, does it, and
/// tells the result:
///
/// ```text
/// Next::Receive   a datagram        Watcher::apply for each event, then Watcher::received
///                 a cut datagram    Watcher::truncated before that
///                 ENOBUFS           Watcher::overrun
///                 EAGAIN            Watcher::received_nothing
/// Next::Read                        Watcher::read
/// ```
pub struct Watcher {
    mirrors: Vec<Mirror>,
    pace: Pace,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Receive, and wait until this moment, or for as long as it takes.
    Receive(Option<Instant>),
    /// Read the tables that are dirty.
    Read,
}

/// Why a table is read again if nothing hints at a change.
pub const PERIODIC: &str = "a periodic check";

impl Watcher {
    /// Empty mirrors of these objects, as far as the kernel keeps tables of them. All have to be
    /// read, and later checked at this interval, or never if it is zero.
    #[must_use]
    pub fn new(objects: &[&'static Object], interval: Duration, now: Instant) -> Self {
        let mirrors = objects.iter().filter_map(|object| Mirror::new(object)).collect();
        Watcher { mirrors, pace: Pace::new(interval, now) }
    }

    /// The mirrors.
    #[must_use]
    pub fn mirrors(&self) -> &[Mirror] {
        &self.mirrors
    }

    /// What to do next.
    pub fn next(&mut self, now: Instant) -> Next {
        if self.pace.is_periodic_due(now) {
            self.mark_all_dirty(PERIODIC);
        }
        let due = self.is_dirty().then(|| self.pace.due(now));
        if due.is_some() && self.pace.may_read(now) {
            return Next::Read;
        }
        // Right after a reading, do not wait: only ask whether anything is in the queue.
        let at_once = self.mirrors.iter().any(Mirror::is_fresh).then_some(now);
        Next::Receive([at_once, due, self.pace.periodic()].into_iter().flatten().min())
    }

    /// Applies a notification, and reports what it changed.
    pub fn apply(&mut self, event: &Event<'_, '_>, report: impl FnMut(Entry, Change<'_>)) {
        if let Some((others, reason)) = silent_effects(event) {
            let affected = |mirror: &&mut Mirror| others.contains(&mirror.object.kind);
            self.mirrors.iter_mut().filter(affected).for_each(|mirror| mirror.mark_dirty(reason));
        }
        let own = |mirror: &&mut Mirror| mirror.object.kind == event.object.kind;
        if let Some(mirror) = self.mirrors.iter_mut().find(own) {
            mirror.apply(event, report);
        }
    }

    /// All events of a datagram have been applied.
    pub fn received(&mut self, now: Instant) {
        self.pace.received(self.is_dirty(), now);
    }

    /// The end of a datagram was cut off, because the buffer was too small.
    pub fn truncated(&mut self) {
        self.mark_all_dirty("a datagram was truncated");
    }

    /// `ENOBUFS`: the kernel has dropped datagrams.
    pub fn overrun(&mut self, now: Instant) {
        self.mark_all_dirty("overrun");
        self.pace.received(true, now);
    }

    /// `EAGAIN`: no datagram is waiting.
    pub fn received_nothing(&mut self) {
        self.pace.received_nothing();
        self.mirrors.iter_mut().for_each(Mirror::caught_up);
    }

    /// Reads the tables that are dirty: `read` does so for one mirror, from [`Mirror::begin`] to
    /// [`Mirror::end`], and returns whether it got to the end.
    ///
    /// # Errors
    ///
    /// That of `read`.
    pub fn read<E>(
        &mut self,
        clock: impl Fn() -> Instant,
        mut read: impl FnMut(&mut Mirror, &'static str) -> Result<bool, E>,
    ) -> Result<(), E> {
        let from = clock();
        let (mut all, mut complete) = (true, true);
        for mirror in &mut self.mirrors {
            match mirror.dirty() {
                Some(reason) => complete &= read(mirror, reason)?,
                None => all = false,
            }
        }
        self.pace.has_read(from, clock(), all, complete);
        Ok(())
    }

    fn is_dirty(&self) -> bool {
        self.mirrors.iter().any(|mirror| mirror.dirty().is_some())
    }

    fn mark_all_dirty(&mut self, reason: &'static str) {
        self.mirrors.iter_mut().for_each(|mirror| mirror.mark_dirty(reason));
    }
}
