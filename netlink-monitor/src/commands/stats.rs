//! What was received so far, for `--stats` and for the last line before a signal ends the
//! program.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Counters that a signal handler reads, in a thread of its own.
#[derive(Default)]
pub(crate) struct Stats {
    pub(crate) datagrams: AtomicU64,
    pub(crate) events: AtomicU64,
    pub(crate) overruns: AtomicU64,
    pub(crate) truncated: AtomicU64,
    /// Datagrams that did not come from the kernel.
    pub(crate) ignored: AtomicU64,
    pub(crate) resyncs: AtomicU64,
    /// How many of these nothing had hinted at.
    pub(crate) periodic: AtomicU64,
    /// How long the resyncs took, in microseconds.
    pub(crate) resync_time: AtomicU64,
    /// The effective size of the receive buffer in bytes; 0 if there is none.
    pub(crate) receive_buffer: AtomicU64,
}

impl Stats {
    /// Adds one to a counter.
    pub(crate) fn count(counter: &AtomicU64) {
        counter.fetch_add(1, Relaxed);
    }

    /// Adds a resync that took this long.
    pub(crate) fn add_resync_time(&self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.resync_time.fetch_add(micros, Relaxed);
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let get = |number: &AtomicU64| number.load(Relaxed);
        let (datagrams, events) = (get(&self.datagrams), get(&self.events));
        write!(f, "{events} events in {datagrams} datagrams")?;
        for (number, what) in [
            (&self.overruns, "overruns: events are missing"),
            (&self.truncated, "datagrams truncated"),
            (&self.ignored, "datagrams ignored that were not from the kernel"),
        ] {
            if get(number) > 0 {
                write!(f, "; {} {what}", get(number))?;
            }
        }
        if get(&self.resyncs) > 0 {
            let took = Duration::from_micros(get(&self.resync_time));
            write!(f, "; {} tables read again in {took:?}", get(&self.resyncs))?;
            write!(f, ", {} of them as a periodic check", get(&self.periodic))?;
        }
        match get(&self.receive_buffer) {
            0 => Ok(()),
            bytes => write!(f, "; the receive buffer holds {bytes} bytes"),
        }
    }
}
