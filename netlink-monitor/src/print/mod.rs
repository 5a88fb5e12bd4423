//! Printers: each writes an event down in its own way.

use std::fmt::{self, Write};
use std::time::SystemTime;

use clap::ValueEnum;
use netlink_raw::by_hand::read_message;
use netlink_raw::explain;
use netlink_raw::program::transcript::{self, Style};
use netlink_raw::uapi::ROUTE;
use netlink_raw::walk::walk;

use crate::event::{Event, events};
use crate::interfaces::Interfaces;

pub mod json;
pub mod line;

/// How events are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line in the words of `ip monitor`
    Line,
    /// A JSON object, on one line
    Json,
    /// A row for each field of the message
    Tree,
    /// A hex dump of the message, with a letter for each field
    Hex,
    /// As the guide's C program
    C,
    /// As the guide's Python program
    Python,
}

/// A printer and what it has to know.
pub struct Printer {
    /// In which form.
    pub format: Format,
    /// Whether the time stands in front of each event.
    pub timestamps: bool,
    /// Whether the line tells who asked for the change; JSON always does.
    pub requester: bool,
    /// What the printer of JSON keeps.
    pub kept: json::Kept,
}

/// What is to be said of an event beside what the kernel says.
#[derive(Clone, Copy, Default)]
pub struct Note<'a> {
    /// When it was received.
    pub time: Option<SystemTime>,
    /// Where it comes from, if not from a notification.
    pub origin: Option<Origin>,
    /// The message about what was there before.
    pub old: Option<&'a [u8]>,
    /// The number of the network namespace it is about, if that is another one.
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

impl Printer {
    /// Writes an event.
    ///
    /// # Errors
    ///
    /// Those of `out`; writing to a `String` has none.
    pub fn event(
        &mut self,
        out: &mut String,
        event: &Event<'_, '_>,
        interfaces: &Interfaces,
        note: Note<'_>,
    ) -> fmt::Result {
        let time = note.time.filter(|_| self.timestamps);
        if self.format == Format::Json {
            return json::event(out, &mut self.kept, event, interfaces, Note { time, ..note });
        }
        if let Some(time) = time {
            write!(out, "[{}] ", Timestamp(time))?;
        }
        if let Some(nsid) = note.nsid {
            write!(out, "[nsid {nsid}] ")?;
        }
        match self.format {
            Format::Line => {
                if let Some(old) = note.old {
                    out.push_str("Replaced ");
                    events(old, |old| line::event(out, old, interfaces))?;
                    out.push_str("\n\tby ");
                }
                line::event(out, event, interfaces)?;
                if let Some(Origin::Resync(reason)) = note.origin {
                    write!(out, " [resync: {reason}]")?;
                }
                if self.requester {
                    write!(out, " port-id {}", event.port_id())?;
                }
                out.write_char('\n')
            }
            Format::Tree => explain::tree(out, walk(&ROUTE, event.message)),
            Format::Hex => explain::hex(out, walk(&ROUTE, event.message)),
            Format::C => guide(out, event, Style::C),
            Format::Python => guide(out, event, Style::Python),
            Format::Json => Ok(()),
        }
    }
}

/// The guide's lines, for any message: those that are no routes have the first only.
fn guide(out: &mut String, event: &Event<'_, '_>, style: Style) -> fmt::Result {
    match read_message(event.message, 0) {
        Ok((message, _)) => out.write_str(&transcript::route(style, &message)),
        Err(malformed) => writeln!(out, "unreadable: {malformed}"),
    }
}

/// The time in UTC, with microseconds, as RFC 3339 writes it.
pub struct Timestamp(pub SystemTime);

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::try_from(self.0) {
            Ok(time) => write!(f, "{time:.6}"),
            // Beyond the year 9999.
            Err(_) => f.write_str("unknown time"),
        }
    }
}
