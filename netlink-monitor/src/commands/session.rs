//! What follow, watch, dump and replay have in common: datagrams in, chosen events out.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::SystemTime;

use messenger::program::{Failure, warn};
use netlink_monitor::event::{Event, Item, events, items};
use netlink_monitor::filter::Filter;
use netlink_monitor::mirror::{Change, Entry, Mirror};
use netlink_monitor::names::Names;
use netlink_monitor::object::{Kind, OBJECTS, Object};
use netlink_monitor::print::Context;
use netlink_monitor::print::json::Phase;
use netlink_raw::explain::append;
use netlink_raw::request::message;
use netlink_raw::uapi::netlink::NLMSGHDR;

use super::PROGRAM;
use super::asking;
use super::options::{Format, Output};
use super::printing::{Printer, Text};
use super::recording::{ROUTE_PROTOCOL, Recording, is_stdout};
use super::stats::Stats;

/// Datagrams in, chosen events out.
pub(crate) struct Session {
    objects: Vec<&'static Object>,
    filter: Filter,
    printer: Printer,
    pub(crate) names: Names,
    /// Names in other network namespaces, by the ID of the namespace.
    names_elsewhere: HashMap<i32, Names>,
    pub(crate) stats: Arc<Stats>,
    /// Whether the events are of the network that this program is in, now: then names can be
    /// looked up.
    live: bool,
    recording: Option<Recording>,
    /// Whether standard output is the recording's.
    silent: bool,
    /// How many events may still be printed.
    left: u64,
    text: Text,
}

impl Session {
    pub(crate) fn new(objects: Vec<&'static Object>, output: &Output, filter: Filter) -> Self {
        Session::with(Printer::new(output), objects, output, filter)
    }

    /// The same with a printer of the caller's.
    pub(crate) fn with(
        printer: Printer,
        objects: Vec<&'static Object>,
        output: &Output,
        filter: Filter,
    ) -> Self {
        let coloured = matches!(output.format, Format::Tree | Format::Hex);
        Session {
            objects,
            filter,
            printer,
            names: Names::default(),
            names_elsewhere: HashMap::new(),
            stats: Arc::default(),
            live: false,
            recording: None,
            silent: false,
            left: output.count.unwrap_or(u64::MAX),
            text: Text::new(coloured, clap::ColorChoice::Auto),
        }
    }

    /// Also writes every datagram with a chosen event to a capture.
    pub(crate) fn record_to(&mut self, path: Option<&Path>) -> Result<(), Failure> {
        if let Some(path) = path {
            self.recording = Some(Recording::create(path)?);
            self.silent = is_stdout(path);
        }
        Ok(())
    }

    /// Whether the time of each datagram is wanted.
    pub(crate) fn needs_time(&self) -> bool {
        self.printer.timestamps || self.recording.is_some()
    }

    /// Whether as many events have been printed as `--count` allows.
    pub(crate) fn is_done(&self) -> bool {
        self.left == 0
    }

    /// Learns the names of all interfaces and namespaces, and from now on looks up those that
    /// are still missing.
    pub(crate) fn learn_names(&mut self) -> Result<(), Failure> {
        self.live = true;
        asking::learn_all(&mut self.names)
    }

    /// Looks up the names that a datagram needs. Not in the middle of printing, because it
    /// may take system calls. Routes need none (see [`asking::look_up`]).
    pub(crate) fn look_up_names(&mut self, datagram: &[u8]) {
        if self.live && self.objects.iter().any(|object| object.kind != Kind::Route) {
            asking::look_up(&mut self.names, datagram);
        }
    }

    /// Prints the chosen events of a datagram, in one write.
    ///
    /// If bytes are missing at its end, `full_len` is how many it had.
    ///
    /// A datagram from another network namespace comes with its ID. Interfaces there have
    /// indices and names of their own, which cannot be looked up from here.
    pub(crate) fn datagram(
        &mut self,
        bytes: &[u8],
        full_len: usize,
        time: Option<SystemTime>,
        nsid: Option<i32>,
    ) -> Result<(), Failure> {
        Stats::count(&self.stats.datagrams);
        if nsid.is_none() {
            self.look_up_names(bytes);
        }
        let names = match nsid {
            None => &mut self.names,
            Some(nsid) => self.names_elsewhere.entry(nsid).or_default(),
        };
        let (mut printed, mut cut) = (0, false);
        append(&mut self.text.buffer, |out| {
            items(bytes, |item| {
                let event = match item {
                    Item::Event(event) => event,
                    Item::Answer(answer) => {
                        let chosen = match answer.object() {
                            Some(object) => self.objects.iter().any(|one| one.kind == object.kind),
                            None => self.objects.len() == OBJECTS.len(),
                        };
                        if chosen && self.filter.wants_answer(answer) && printed < self.left {
                            self.printer.answer(out, answer, names, time)?;
                            printed += 1;
                        }
                        return Ok(());
                    }
                    Item::Cut { .. } => {
                        cut = true;
                        return Ok(());
                    }
                };
                names.learn(event);
                let chosen = self.objects.iter().any(|object| object.kind == event.object.kind)
                    && self.filter.wants(event, names);
                if chosen && printed < self.left {
                    let context = Context { time, nsid, ..Context::default() };
                    self.printer.event(out, event, names, context)?;
                    printed += 1;
                }
                Ok(())
            })
        });
        // What was cut off may have been chosen.
        if printed > 0 || cut {
            self.record(bytes, full_len, time)?;
        }
        if printed == 0 {
            return Ok(());
        }
        self.left -= printed;
        self.stats.events.fetch_add(printed, Relaxed);
        self.flush()
    }

    /// Writes a datagram to the capture, if there is one, or the beginning of one of this many bytes.
    pub(crate) fn record(
        &mut self,
        bytes: &[u8],
        full_len: usize,
        time: Option<SystemTime>,
    ) -> Result<(), Failure> {
        match &mut self.recording {
            Some(recording) => {
                let time = time.unwrap_or_else(SystemTime::now);
                recording.add(time, ROUTE_PROTOCOL, bytes, full_len)
            }
            None => Ok(()),
        }
    }

    /// Prints a change in a mirror, if it is chosen. The text is kept until
    /// [`Session::flush`].
    ///
    /// A mirror keeps bodies, the bytes after a message's header, because a million entries
    /// have to fit into memory. To print one, a header is put before it, and the message is
    /// then read like one that was received. `found_by` is the message that led to the
    /// change: a notification, or a part of a dump.
    pub(crate) fn change(
        &mut self,
        entry: Entry,
        change: Change<'_>,
        found_by: Option<&Event<'_, '_>>,
        context: Context<'_>,
    ) {
        let context = Context { entry: Some(entry), ..context };
        let (seq, port_id) = found_by.map_or((0, 0), |event| (event.seq(), event.port_id()));
        let with_header = |message_type, body| message(message_type, seq, port_id, body);
        let new = entry.table.new_type();
        // The type of a deletion follows that of an addition.
        let del = new + 1;
        match change {
            Change::New(body) => match found_by.filter(|event| reports_as_new(event, body)) {
                Some(event) => self.print_if_wanted(event, context),
                None => self.print_message(&with_header(new, body), context),
            },
            Change::Gone(body) => self.print_message(&with_header(del, body), context),
            Change::Replaced { old: old_body, new: body } => {
                let (old, message) = (with_header(new, old_body), with_header(new, body));
                let replaced = Context { old: Some(&old), ..context };
                match (self.wants(&old), self.wants(&message)) {
                    (false, false) => {}
                    (true, true) => self.print_always(&message, replaced),
                    // A program that adds up has to end with what was chosen; a person wants to
                    // know where it went.
                    _ if self.printer.format != Format::Json => {
                        self.print_always(&message, replaced);
                    }
                    (false, true) => self.print_always(&message, context),
                    (true, false) => self.print_always(&with_header(del, old_body), context),
                }
            }
        }
    }

    /// Whether a message is about something that was chosen.
    fn wants(&self, message: &[u8]) -> bool {
        let mut wanted = false;
        let Ok(()) = events(message, |event| {
            wanted = self.filter.wants(event, &self.names);
            Ok::<_, Infallible>(())
        });
        wanted
    }

    /// Prints a message that was made from a body.
    fn print_message(&mut self, message: &[u8], context: Context<'_>) {
        let Ok(()) = events(message, |event| {
            self.print_if_wanted(event, context);
            Ok::<_, Infallible>(())
        });
    }

    /// The same whether it is wanted or not.
    fn print_always(&mut self, message: &[u8], context: Context<'_>) {
        let Ok(()) = events(message, |event| {
            self.print(event, context);
            Ok::<_, Infallible>(())
        });
    }

    fn print_if_wanted(&mut self, event: &Event<'_, '_>, context: Context<'_>) {
        if self.filter.wants(event, &self.names) {
            self.print(event, context);
        }
    }

    fn print(&mut self, event: &Event<'_, '_>, context: Context<'_>) {
        if self.left > 0 {
            self.left -= 1;
            Stats::count(&self.stats.events);
            append(&mut self.text.buffer, |out| {
                self.printer.event(out, event, &self.names, context)
            });
        }
    }

    /// In JSON, reports that a table is being read, or has been, and why.
    pub(crate) fn sync(&mut self, mirror: &Mirror, phase: Phase, context: Context<'_>) {
        append(&mut self.text.buffer, |out| self.printer.sync(out, mirror, phase, context));
    }

    /// Writes the text that was kept, in one write.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        if self.silent {
            self.text.buffer.clear();
        }
        self.text.flush()
    }

    /// The length of the text that was kept, in bytes.
    pub(crate) fn kept(&self) -> usize {
        self.text.buffer.len()
    }

    /// Prints the statistics, if they were asked for.
    pub(crate) fn finish(&self, output: &Output) {
        if output.stats {
            warn(PROGRAM, &self.stats);
        }
    }
}

/// Whether a message by itself reports that this body is new. A message that says "replace"
/// may still be news to the mirror, and one about several entries is not about this one.
fn reports_as_new(event: &Event<'_, '_>, body: &[u8]) -> bool {
    !event.replaces() && !event.appends() && event.message.get(NLMSGHDR.size()..) == Some(body)
}
