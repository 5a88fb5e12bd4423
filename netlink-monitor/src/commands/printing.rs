//! Events as text in each of the formats, and the text on its way to standard output.

use std::fmt::{self, Write};
use std::io;
use std::time::SystemTime;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use messenger::program::{Failure, print};
use netlink_monitor::event::{Answer, Event, events};
use netlink_monitor::mirror::Mirror;
use netlink_monitor::names::Names;
use netlink_monitor::print::{Context, Origin, Timestamp, json, line};
use netlink_monitor::run::Run;
use netlink_raw::by_hand::read_message;
use netlink_raw::explain;
use netlink_raw::program::shown::width;
use netlink_raw::program::transcript::{self, Style};
use netlink_raw::uapi::ROUTE;
use netlink_raw::walk::walk;

use super::options::{Format, Output};

/// Writes events in one of the formats.
pub(crate) struct Printer {
    pub(crate) format: Format,
    pub(crate) timestamps: bool,
    /// Whether lines include the port ID of the requester.
    show_port_id: bool,
    json: json::Writer,
    /// The width of standard output.
    width: usize,
}

impl Printer {
    pub(crate) fn new(output: &Output) -> Self {
        let Output { format, timestamps, show_port_id, .. } = *output;
        Printer { format, timestamps, show_port_id, json: json::Writer::default(), width: width() }
    }

    /// The same; in JSON, each line says which run it is of, and the first one, or each, on which
    /// host.
    pub(crate) fn of_this_run(output: &Output, on_each: bool) -> Result<Self, Failure> {
        let mut printer = Printer::new(output);
        if printer.format == Format::Json {
            printer.json = json::Writer::of_run(Run::new()?, on_each);
        }
        Ok(printer)
    }

    /// In JSON, appends that a table is being read, or has been.
    pub(crate) fn sync(
        &mut self,
        out: &mut String,
        mirror: &Mirror,
        phase: json::Phase,
        context: Context<'_>,
    ) -> fmt::Result {
        if self.format != Format::Json {
            return Ok(());
        }
        let time = context.time.filter(|_| self.timestamps);
        self.json.sync(out, mirror, phase, Context { time, ..context })
    }

    /// Appends an event to the text.
    pub(crate) fn event(
        &mut self,
        out: &mut String,
        event: &Event<'_, '_>,
        names: &Names,
        context: Context<'_>,
    ) -> fmt::Result {
        let time = context.time.filter(|_| self.timestamps);
        if self.format != Format::Json {
            prefix(out, time, context.nsid)?;
        }
        match self.format {
            Format::Json => self.json.event(out, event, names, Context { time, ..context }),
            Format::Line => self.line(out, event, names, context),
            Format::Tree => explain::tree(out, walk(&ROUTE, event.message), self.width),
            Format::Hex => explain::hex(out, walk(&ROUTE, event.message)),
            Format::C => guide(out, event, Style::C),
            Format::Python => guide(out, event, Style::Python),
        }
    }

    /// Appends an answer to the text.
    pub(crate) fn answer(
        &mut self,
        out: &mut String,
        answer: &Answer<'_>,
        names: &Names,
        time: Option<SystemTime>,
    ) -> fmt::Result {
        let time = time.filter(|_| self.timestamps);
        if self.format != Format::Json {
            prefix(out, time, None)?;
        }
        match self.format {
            Format::Json => self.json.answer(out, answer, names, time),
            Format::Tree => explain::tree(out, walk(&ROUTE, answer.message), self.width),
            Format::Hex => explain::hex(out, walk(&ROUTE, answer.message)),
            Format::Line | Format::C | Format::Python => {
                line::answer(out, answer)?;
                if self.show_port_id {
                    write!(out, " port-id {}", answer.port_id())?;
                }
                out.write_char('\n')
            }
        }
    }

    fn line(
        &self,
        out: &mut String,
        event: &Event<'_, '_>,
        names: &Names,
        context: Context<'_>,
    ) -> fmt::Result {
        if let Some(old) = context.old {
            out.push_str("Replaced ");
            events(old, |old| line::event(out, old, names))?;
            out.push_str("\n\tby ");
        }
        line::event(out, event, names)?;
        if let Some(Origin::Resync(reason)) = context.origin {
            write!(out, " [resync: {reason}]")?;
        }
        if self.show_port_id {
            write!(out, " port-id {}", event.port_id())?;
        }
        out.write_char('\n')
    }
}

/// When the event was received, and the network namespace it comes from.
fn prefix(out: &mut String, time: Option<SystemTime>, nsid: Option<i32>) -> fmt::Result {
    if let Some(time) = time {
        write!(out, "[{}] ", Timestamp(time))?;
    }
    match nsid {
        Some(nsid) => write!(out, "[nsid {nsid}] "),
        None => Ok(()),
    }
}

/// The guide's lines, for any message: only a route has more than the first of them.
fn guide(out: &mut String, event: &Event<'_, '_>, style: Style) -> fmt::Result {
    match read_message(event.message, 0) {
        Ok((message, _)) => out.write_str(&transcript::route(style, &message)),
        Err(malformed) => writeln!(out, "unreadable: {malformed}"),
    }
}

/// Text that is collected so that it can be written in one piece.
pub(crate) struct Text {
    pub(crate) buffer: String,
    /// Whether colours are removed.
    plain: bool,
}

impl Text {
    /// Text for standard output. `coloured`: whether it has ANSI escapes at all; `choice`: whether
    /// they are wanted.
    pub(crate) fn new(coloured: bool, choice: clap::ColorChoice) -> Self {
        // NO_COLOR, a pipe, a terminal without colours: `anstream` knows.
        Text::with(coloured, choice, || AutoStream::choice(&io::stdout()))
    }

    /// The same for another stream, which `automatic` looks at.
    pub(crate) fn with(
        coloured: bool,
        choice: clap::ColorChoice,
        automatic: impl FnOnce() -> ColorChoice,
    ) -> Self {
        let wanted = match choice {
            clap::ColorChoice::Auto => automatic() != ColorChoice::Never,
            clap::ColorChoice::Always => true,
            clap::ColorChoice::Never => false,
        };
        Text { buffer: String::new(), plain: coloured && !wanted }
    }

    /// Writes the text to standard output in one piece, and forgets it.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.flush_by(print)
    }

    /// The same with another function that writes.
    pub(crate) fn flush_by(
        &mut self,
        write: impl FnOnce(&str) -> io::Result<()>,
    ) -> Result<(), Failure> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let written = if self.plain {
            write(&strip_str(&self.buffer).to_string())
        } else {
            write(&self.buffer)
        };
        written?;
        self.buffer.clear();
        Ok(())
    }
}
