//! What is printed with an event beside the message itself.

use std::fmt;
use std::time::SystemTime;

use crate::mirror::Entry;

/// Context printed with an event.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// When it was received.
    pub time: Option<SystemTime>,
    /// Where it comes from, if not from a notification.
    pub origin: Option<Origin>,
    /// Which entry of a mirror it is about.
    pub entry: Option<Entry>,
    /// The message about the state before, if the event replaces something.
    pub old: Option<&'a [u8]>,
    /// The ID of the network namespace it comes from, if that is not this one.
    pub nsid: Option<i32>,
}

/// Where an event comes from, if not from a notification of the kernel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was there at the start.
    State,
    /// It was found when the table was read again, for this reason.
    Resync(&'static str),
}

/// A time in UTC, with microseconds, as RFC 3339 writes it.
pub struct Timestamp(pub SystemTime);

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::try_from(self.0) {
            Ok(time) => write!(f, "{time:.6}"),
            // After the year 9999.
            Err(_) => f.write_str("unknown time"),
        }
    }
}
