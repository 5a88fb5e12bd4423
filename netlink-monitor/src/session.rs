//! What follow, watch, dump and replay have in common: datagrams in, chosen events out.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use clap::Args;
use messenger::program::{Failure, buffer_len, end_on_ctrl_c, print, seconds, warn};
use netlink_monitor::capture::live::Live;
use netlink_monitor::event::{Action, Event, events};
use netlink_monitor::filter::Filter;
use netlink_monitor::interfaces::Interfaces;
use netlink_monitor::mirror::{Change, Mirror};
use netlink_monitor::object::{self, Object, Table};
use netlink_monitor::print::json::Kept;
use netlink_monitor::print::{Format, Note, Origin, Printer};
use netlink_raw::conversation::{Again, DUMP_BUFFER, DumpEvent, NotDone};
use netlink_raw::input::pcap::Writer;
use netlink_raw::request::{self, Request};
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::if_link::IFLA;
use netlink_raw::uapi::net_namespace::NETNSA;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST, NLMSGHDR};
use netlink_raw::uapi::netlink_diag::NETLINK;
use netlink_raw::wire::{Kind, number_of};
use nix::sys::socket::SockProtocol;

use crate::{PROGRAM, namespaces};

/// How to print, for every command that prints events.
#[derive(Args)]
pub(crate) struct Output {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Line, alias = "style")]
    format: Format,
    /// Print the time in front of each event
    #[arg(long)]
    timestamps: bool,
    /// Print the port ID of who asked for the change; JSON always has it
    #[arg(long)]
    show_port_id: bool,
    /// End after so many events [default: never]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    count: Option<u64>,
    /// At the end, tell on standard error what was received
    #[arg(long)]
    pub(crate) stats: bool,
}

/// What the commands have in common that listen to the kernel.
#[derive(Args)]
pub(crate) struct Listening {
    /// Write the datagrams with events to a capture, too; Wireshark opens it, and replay
    #[arg(long, value_name = "FILE.pcap")]
    write: Option<PathBuf>,
    /// End after so many seconds
    #[arg(long = "for", value_name = "SECONDS", value_parser = seconds)]
    duration: Option<Duration>,
    /// How many bytes of events may wait in the kernel
    ///
    /// More than net.core.rmem_max takes the capability CAP_NET_ADMIN.
    #[arg(long, value_name = "BYTES", default_value_t = 8 << 20, value_parser = buffer_len)]
    receive_buffer: usize,
}

impl Listening {
    /// Opens the capture and the socket, and sees to Ctrl-C.
    pub(crate) fn begin(&self, session: &mut Session<'_>) -> Result<Live, Failure> {
        if let Some(path) = &self.write {
            session.write_to(path)?;
        }
        let stats = Arc::clone(&session.stats);
        end_on_ctrl_c(move || warn(PROGRAM, &stats))?;
        let socket = Live::open()?;
        let granted = socket.set_receive_buffer(self.receive_buffer)?;
        session.stats.receive_buffer.store(granted as u64, Relaxed);
        Ok(socket)
    }

    /// When to end, if at all.
    pub(crate) fn end(&self) -> Option<Instant> {
        self.duration.map(|duration| Instant::now() + duration)
    }
}

impl Output {
    pub(crate) fn format(&self) -> Format {
        self.format
    }
}

/// What was received so far. A signal's handler reads it, in a thread of its own.
#[derive(Default)]
pub(crate) struct Stats {
    pub(crate) datagrams: AtomicU64,
    pub(crate) events: AtomicU64,
    pub(crate) overruns: AtomicU64,
    pub(crate) truncated: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) resyncs: AtomicU64,
    /// The time that these took, in microseconds.
    pub(crate) resync_time: AtomicU64,
    /// The effective size of the receive buffer in bytes; 0 without one.
    pub(crate) receive_buffer: AtomicU64,
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let get = |number: &AtomicU64| number.load(Relaxed);
        let (datagrams, events) = (get(&self.datagrams), get(&self.events));
        write!(f, "{events} events in {datagrams} datagrams")?;
        for (number, what) in [
            (&self.overruns, "overruns: events are missing"),
            (&self.truncated, "datagrams cut off"),
            (&self.refused, "datagrams refused that were not the kernel's"),
        ] {
            if get(number) > 0 {
                write!(f, "; {} {what}", get(number))?;
            }
        }
        if get(&self.resyncs) > 0 {
            let took = Duration::from_micros(get(&self.resync_time));
            write!(f, "; {} tables read again in {took:?}", get(&self.resyncs))?;
        }
        match get(&self.receive_buffer) {
            0 => Ok(()),
            bytes => write!(f, "; the receive buffer holds {bytes} bytes"),
        }
    }
}

/// Datagrams in, chosen events out.
pub(crate) struct Session<'o> {
    objects: Vec<&'static Object>,
    filter: &'o Filter,
    printer: Printer,
    pub(crate) interfaces: Interfaces,
    /// Those of other network namespaces, by their number.
    elsewhere: HashMap<i32, Interfaces>,
    pub(crate) stats: Arc<Stats>,
    /// Whether the events are of the network that this program is in, now.
    live: bool,
    file: Option<(PathBuf, Writer<File>)>,
    /// Whether colours are taken out.
    plain: bool,
    /// How many events may still be printed.
    left: u64,
    /// The output of one datagram; kept, so that its memory is.
    text: String,
}

impl<'o> Session<'o> {
    pub(crate) fn new(objects: Vec<&'static Object>, output: &Output, filter: &'o Filter) -> Self {
        let Output { format, timestamps, show_port_id: requester, count, .. } = *output;
        Session {
            objects,
            filter,
            printer: Printer { format, timestamps, requester, kept: Kept::default() },
            interfaces: Interfaces::default(),
            elsewhere: HashMap::new(),
            stats: Arc::default(),
            live: false,
            file: None,
            plain: matches!(format, Format::Tree | Format::Hex)
                && AutoStream::choice(&std::io::stdout()) == ColorChoice::Never,
            left: count.unwrap_or(u64::MAX),
            text: String::new(),
        }
    }

    /// Writes every datagram with a chosen event to a capture, too.
    pub(crate) fn write_to(&mut self, path: &Path) -> Result<(), Failure> {
        let writer = File::create(path).and_then(Writer::new);
        let writer = writer.map_err(|error| unwritable(path, &error))?;
        self.file = Some((path.to_owned(), writer));
        Ok(())
    }

    /// Whether anybody wants to know when a datagram came.
    pub(crate) fn needs_time(&self) -> bool {
        self.printer.timestamps || self.file.is_some()
    }

    /// Whether as many events have been printed as were asked for.
    pub(crate) fn is_done(&self) -> bool {
        self.left == 0
    }

    /// Prints the chosen events of a datagram, in one write.
    ///
    /// A datagram from another network namespace comes with its number there. Its
    /// interfaces have names and numbers of their own.
    pub(crate) fn datagram(
        &mut self,
        bytes: &[u8],
        time: Option<SystemTime>,
        nsid: Option<i32>,
    ) -> Result<(), Failure> {
        let interfaces = match nsid {
            None => &mut self.interfaces,
            Some(nsid) => self.elsewhere.entry(nsid).or_default(),
        };
        self.stats.datagrams.fetch_add(1, Relaxed);
        self.text.clear();
        let mut printed = 0;
        let written: fmt::Result = events(bytes, |event| {
            interfaces.learn(event);
            let chosen = self.objects.iter().any(|object| std::ptr::eq(*object, event.object))
                && self.filter.wants(event, interfaces);
            if chosen && printed < self.left {
                // Of another namespace, nothing can be asked here.
                if self.live && nsid.is_none() {
                    ask(interfaces, event);
                }
                let note = Note { time, nsid, ..Note::default() };
                self.printer.event(&mut self.text, event, interfaces, note)?;
                printed += 1;
            }
            Ok(())
        });
        written.unwrap_or_default();
        if printed == 0 {
            return Ok(());
        }
        self.left -= printed;
        self.stats.events.fetch_add(printed, Relaxed);
        self.record(bytes, time)?;
        self.flush()
    }

    /// Writes a datagram to the capture, if there is one.
    pub(crate) fn record(&mut self, bytes: &[u8], time: Option<SystemTime>) -> Result<(), Failure> {
        let Some((path, writer)) = &mut self.file else { return Ok(()) };
        writer
            .write(time.unwrap_or_else(SystemTime::now), ROUTE_PROTOCOL, bytes)
            .map_err(|error| unwritable(path, &error))
    }

    /// Prints what has changed in a mirror, if it is chosen. The message is the one
    /// that the change was found by: a notification, or a part of a dump. The text is
    /// kept until [`Session::flush`].
    pub(crate) fn change(
        &mut self,
        table: &Table,
        change: Change<'_>,
        found_by: Option<&Event<'_, '_>>,
        note: Note<'_>,
    ) {
        let new = table.new_type();
        let (seq, port_id) = found_by.map_or((0, 0), |event| (event.seq(), event.port_id()));
        let message = |message_type, body| request::message(message_type, seq, port_id, body);
        let (told, old) = match change {
            Change::New(body) => match found_by {
                // A message that says "replace" may be news to the mirror all the same; and
                // one about several things is not about this one.
                Some(event)
                    if !event.replaces()
                        && !event.appends()
                        && event.message.get(NLMSGHDR.size()..) == Some(body) =>
                {
                    return self.tell(event, note);
                }
                _ => (message(new, body), None),
            },
            // A deletion has the number behind that of an addition.
            Change::Gone(body) => (message(new + 1, body), None),
            Change::Replaced { old, new: body } => (message(new, body), Some(message(new, old))),
        };
        // Something that moves into what was chosen, or out of it, is told.
        let was_chosen = old.as_deref().is_some_and(|old| {
            let mut wanted = false;
            let looked: fmt::Result = events(old, |event| {
                wanted = self.filter.wants(event, &self.interfaces);
                Ok(())
            });
            looked.unwrap_or_default();
            wanted
        });
        let note = Note { old: old.as_deref(), ..note };
        let written: fmt::Result = events(&told, |event| {
            if was_chosen {
                ask(&mut self.interfaces, event);
                self.print(event, note);
            } else {
                self.tell(event, note);
            }
            Ok(())
        });
        written.unwrap_or_default();
    }

    /// Prints an event, if it is chosen.
    fn tell(&mut self, event: &Event<'_, '_>, note: Note<'_>) {
        ask(&mut self.interfaces, event);
        if self.filter.wants(event, &self.interfaces) {
            self.print(event, note);
        }
    }

    fn print(&mut self, event: &Event<'_, '_>, note: Note<'_>) {
        if self.left > 0 {
            self.left -= 1;
            self.stats.events.fetch_add(1, Relaxed);
            self.printer.event(&mut self.text, event, &self.interfaces, note).unwrap_or_default();
        }
    }

    /// In JSON, says that a table has been read, and why.
    pub(crate) fn synced(&mut self, mirror: &Mirror, origin: Origin, took: Duration) {
        if self.printer.format == Format::Json {
            let reason = match origin {
                Origin::State => "start",
                Origin::Resync(reason) => reason,
            };
            let _ = writeln!(
                self.text,
                "{{\"v\":1,\"event\":\"sync\",\"object\":\"{}\",\"reason\":\"{reason}\",\
                 \"things\":{},\"seconds\":{:.6}}}",
                mirror.object.name,
                mirror.len(),
                took.as_secs_f64()
            );
        }
    }

    /// Writes the text that was kept, in one write.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        if !self.text.is_empty() {
            if self.plain {
                print(&strip_str(&self.text).to_string())?;
            } else {
                print(&self.text)?;
            }
            self.text.clear();
        }
        Ok(())
    }

    /// How long the text is that was kept.
    pub(crate) fn kept(&self) -> usize {
        self.text.len()
    }

    /// Learns the names of all interfaces and namespaces.
    pub(crate) fn learn_names(&mut self) -> Result<(), Failure> {
        self.live = true;
        self.interfaces.note_namespaces(namespaces::names());
        let links = object::OBJECTS.iter().find(|object| object.name == "link");
        let Some(Table { dump, .. }) = links.and_then(|links| links.tables.first()) else {
            return Ok(());
        };
        let request = Request::new(dump.get, NLM_F_REQUEST | NLM_F_DUMP, 1)
            .for_family(dump.layout, 0)
            .into_bytes();
        client()?
            .dump(&request, DUMP_BUFFER, |event| {
                if let DumpEvent::Datagram(datagram) = event {
                    let learnt: fmt::Result = events(datagram.bytes, |event| {
                        self.interfaces.learn(event);
                        Ok(())
                    });
                    learnt.unwrap_or_default();
                }
            })
            .map_err(|not_done| Failure::Told(format!("the names of interfaces: {not_done}")))
    }

    /// The last words, if they were asked for.
    pub(crate) fn finish(&self, output: &Output) {
        if output.stats {
            warn(PROGRAM, &self.stats);
        }
    }
}

/// Asks for what the event is about and no message has told yet. Of a new interface,
/// its settings and neighbours are told before itself, so that its name is asked for,
/// once; its routes come later. A new number of a namespace has no name in it.
fn ask(interfaces: &mut Interfaces, event: &Event<'_, '_>) {
    let number = |attribute| {
        let number = Kind::S32.read(event.attribute(attribute)?)?;
        Some(number.cast_signed()).filter(|number| *number >= 0)
    };
    let namespace = match event.object.name {
        "route" => return,
        // The number may have belonged to another before.
        "nsid" => {
            number(const { NETNSA.number("NETNSA_NSID") }).filter(|_| event.action == Action::New)
        }
        "link" => number(const { IFLA.number("IFLA_LINK_NETNSID") })
            .filter(|number| !interfaces.knows_namespace(*number)),
        _ => None,
    };
    if let Some(number) = namespace {
        interfaces.forget_namespace(number);
        interfaces.note_namespaces(namespaces::names());
    }
    let unknown = event.interface().filter(|index| interfaces.name(*index).is_none());
    let Some(index) = unknown else { return };
    if let Ok(Ok(name)) = u32::try_from(index).map(nix::net::if_::if_indextoname) {
        interfaces.note(index, name.to_bytes());
    }
}

/// The protocol of the events, as a capture's record has it: in 16 bits.
pub(crate) const ROUTE_PROTOCOL: u16 = {
    let number = number_of(NETLINK, "NETLINK_ROUTE");
    assert!(number <= 0xffff, "there are fewer protocols");
    (number & 0xffff) as u16
};

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let mut sentence = format!("{}: {error}", path.to_string_lossy().escape_debug());
    let _ = write!(sentence, "; the file is whole up to the last datagram that fitted");
    Failure::Told(sentence)
}

/// A socket for requests: strict, with extended acknowledgements.
pub(crate) fn client() -> Result<NetlinkSocket, Failure> {
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute)?;
    socket.extended_acks()?;
    socket.strict_checking()?;
    Ok(socket)
}

/// A part of a table that is being read.
pub(crate) enum Part<'a> {
    /// The next datagram.
    Datagram(&'a [u8]),
    /// The reading starts over; what came before does not count.
    Again(Again),
}

/// Reads a table, and calls `each` with its parts.
///
/// The kernel fills the next datagram while it hands out the one before, in the call
/// that reads. So a thread reads, and this one does something with the parts
/// meanwhile.
pub(crate) fn read_table(
    request: &[u8],
    mut each: impl FnMut(Part<'_>) -> Result<(), Failure>,
) -> Result<Result<(), NotDone>, Failure> {
    /// So many datagrams may wait.
    const WAITING: usize = 16;
    let (full, filled) = sync_channel::<Result<Vec<u8>, Again>>(WAITING);
    let (empty, emptied) = channel::<Vec<u8>>();
    let socket = client()?;
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            socket.dump(request, DUMP_BUFFER, |event| {
                // Nobody listens any more when `each` has failed.
                let _ = full.send(match event {
                    DumpEvent::Datagram(datagram) => {
                        let mut bytes = emptied.try_recv().unwrap_or_default();
                        bytes.clear();
                        bytes.extend_from_slice(datagram.bytes);
                        Ok(bytes)
                    }
                    DumpEvent::Again(why) => Err(why),
                });
            })
        });
        let mut done = Ok(());
        for part in filled {
            done = match part {
                Ok(bytes) => {
                    let done = each(Part::Datagram(&bytes));
                    // The reader may have finished.
                    let _ = empty.send(bytes);
                    done
                }
                Err(why) => each(Part::Again(why)),
            };
            if done.is_err() {
                break;
            }
        }
        match reader.join() {
            Ok(read) => done.map(|()| read),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// What to say of a dump that was not done.
pub(crate) fn not_dumped(object: &Object, not_done: &NotDone) -> String {
    format!("dump of {}: {not_done}", object.name)
}
