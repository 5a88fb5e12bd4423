//! What is printed: the messages of a command, each answer with its request.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::{self, Write as _};
use std::fs::File;
use std::io::{self, Write};
use std::time::{Duration, Instant, SystemTime};

use anstream::{AutoStream, ColorChoice};
use messenger::program::{Failure, warn};
use netlink_monitor::families;
use netlink_monitor::print::Timestamp;
use netlink_monitor::trace::{
    Datagram, Direction, Endpoint, FullLen, Hidden, Inode, Observer, What as Seen,
};
use netlink_raw::conversation::result;
use netlink_raw::explain::{append, hex, html, pointed_at, tree};
use netlink_raw::program::shown::width_of;
use netlink_raw::uapi::genetlink::GENL_ID_CTRL;
use netlink_raw::uapi::netlink::{NETLINK_GENERIC, NLM_F_MULTI, NLM_F_REQUEST, NLMSG_DONE};
use netlink_raw::uapi::rtnetlink::RTNLGRP;
use netlink_raw::uapi::{OTHERS, PROTOCOLS, any_protocol};
use netlink_raw::walk::walk;
use netlink_raw::wire::{Name, Protocol};

use super::json;
use super::message::{Message, messages};
use super::options::{Format, Trace, Wanted};
use crate::commands::PROGRAM;
use crate::commands::printing::Text;
use crate::commands::recording::Recording;

/// What has been said so far, and where to print it.
pub(super) struct Conversation {
    format: Format,
    timestamps: bool,
    protocols: Vec<u64>,
    types: Vec<&'static str>,
    recording: Option<Recording>,
    summary: Option<Summary>,
    requests: Requests,
    /// The names of the families of generic netlink, by the type of their messages.
    families: HashMap<u16, String>,
    /// How many messages there were.
    messages: u64,
    figures: usize,
    out: Out,
    /// The first thing that went wrong. The command goes on.
    failed: Option<Failure>,
}

/// Where the text goes: it is written in one piece for each datagram.
struct Out {
    to: Box<dyn Write>,
    width: usize,
    text: Text,
}

/// The requests that may still be answered.
#[derive(Default)]
struct Requests(VecDeque<Request>);

/// A request that the command has sent.
struct Request {
    socket: Inode,
    seq: u64,
    /// How many messages came before it, and 1.
    number: u64,
    sent: Instant,
    kind: Kind,
    protocol: &'static Protocol,
    bytes: Vec<u8>,
}

/// What the summary counts together.
type Kind = (&'static str, String);

/// How many messages of each type.
#[derive(Default)]
struct Summary(BTreeMap<(Kind, &'static str), Count>);

#[derive(Default)]
struct Count {
    messages: u64,
    bytes: u64,
    waited: Duration,
}

impl Conversation {
    pub(super) fn new(options: &Trace) -> Result<Self, Failure> {
        let recording = options.write.as_deref().map(Recording::create).transpose()?;
        let protocols = options.filter.iter().filter_map(|wanted| match wanted {
            Wanted::Protocol(protocol) => Some(protocol.number),
            Wanted::Type(_) => None,
        });
        let types = options.filter.iter().filter_map(|wanted| match wanted {
            Wanted::Protocol(_) => None,
            Wanted::Type(name) => Some(*name),
        });
        Ok(Conversation {
            format: options.format,
            timestamps: options.timestamps,
            protocols: protocols.collect(),
            types: types.collect(),
            recording,
            summary: options.summary.then(Summary::default),
            requests: Requests::default(),
            families: HashMap::new(),
            messages: 0,
            figures: 0,
            out: Out::new(options)?,
            failed: None,
        })
    }

    /// Prints what is left to print. The first failure of all is returned.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        if let Some(summary) = &self.summary {
            summary.write(&mut self.out.text.buffer);
        }
        self.flush();
        self.failed.map_or(Ok(()), Err)
    }

    fn flush(&mut self) {
        let flushed = self.out.flush();
        self.keep(flushed);
    }

    /// Remembers the first failure, for the end.
    fn keep(&mut self, result: Result<(), Failure>) {
        if let Err(failure) = result
            && self.failed.is_none()
        {
            self.failed = Some(failure);
        }
    }

    fn datagram(&mut self, endpoint: Endpoint, datagram: Datagram<'_>) {
        let protocol = any_protocol(endpoint.protocol);
        let is_sent = datagram.direction == Direction::Sent;
        let full_len = match datagram.full_len {
            FullLen::Known(len) => len,
            FullLen::Longer => datagram.bytes.len(),
        };
        let walk = walk(protocol, datagram.bytes).of_full_len(full_len);
        let mut messages = messages(walk);
        if u64::from(endpoint.protocol) == NETLINK_GENERIC {
            self.name_families(datagram.bytes, &mut messages);
        }
        // A notification comes by a group. Its sequence number is that of its requester, and says
        // nothing about the requests on this socket.
        let is_notification = !is_sent && datagram.address.is_some_and(|(_, groups)| groups != 0);
        for message in &mut messages {
            self.messages += 1;
            message.number = self.messages;
            let request = if is_sent || is_notification {
                None
            } else {
                self.requests.answered(endpoint.socket, message)
            };
            message.answers = request.map(|request| request.number);
            let kind = (protocol.c_name, message.kind());
            let is_counted =
                self.summary.is_some() && self.is_wanted(protocol, std::slice::from_ref(message));
            if let Some(summary) = self.summary.as_mut().filter(|_| is_counted) {
                summary.add(&kind, is_sent, message, request);
            }
            if is_sent && message.flags & NLM_F_REQUEST != 0 {
                self.requests.add(Request {
                    socket: endpoint.socket,
                    seq: message.seq,
                    number: message.number,
                    sent: Instant::now(),
                    kind,
                    protocol,
                    bytes: message.bytes.to_vec(),
                });
            }
        }
        if !self.is_wanted(protocol, &messages) {
            return;
        }
        let time = SystemTime::now();
        if let Some(recording) = &mut self.recording {
            let written = recording.add(time, endpoint.protocol, datagram.bytes, full_len);
            self.keep(written);
        }
        if self.summary.is_some() {
            return;
        }
        let mut text = std::mem::take(&mut self.out.text.buffer);
        append(&mut text, |out| {
            if self.format == Format::Json {
                return json::datagram(out, endpoint, &datagram, walk, &messages, time);
            }
            if messages.is_empty() {
                self.prefix(out, endpoint, is_sent, time)?;
                writeln!(out, "{full_len} bytes without a message header")?;
            }
            for message in &messages {
                self.prefix(out, endpoint, is_sent, time)?;
                self.line(out, message)?;
            }
            match datagram.full_len {
                FullLen::Known(len) if len > datagram.bytes.len() => writeln!(
                    out,
                    "    {len} bytes, of which the buffer of the command holds {}",
                    datagram.bytes.len()
                )?,
                FullLen::Longer => writeln!(
                    out,
                    "    longer than the buffer of the command, {} bytes; the rest is lost",
                    datagram.bytes.len()
                )?,
                FullLen::Known(_) => {}
            }
            match self.format {
                Format::Tree => tree(out, walk, self.out.width),
                Format::Hex => hex(out, walk),
                Format::Html => {
                    self.figures += 1;
                    html(out, &format!("bytes-{}", self.figures), walk)
                }
                Format::Line | Format::Json => Ok(()),
            }
        });
        self.out.text.buffer = text;
        self.flush();
    }

    /// Whether the filter lets a datagram through.
    fn is_wanted(&self, protocol: &Protocol, messages: &[Message<'_>]) -> bool {
        let is_type = |message: &Message<'_>| {
            message.type_name.is_some_and(|name| self.types.contains(&name))
        };
        (self.protocols.is_empty() || self.protocols.contains(&protocol.number))
            && (self.types.is_empty() || messages.iter().any(is_type))
    }

    /// Fills in the families of messages. Their names are in the answers of the controller, and if
    /// the command has not asked for one of them, the kernel is asked.
    fn name_families(&mut self, datagram: &[u8], messages: &mut [Message<'_>]) {
        let named = |family: families::Family| Some((u16::try_from(family.id).ok()?, family.name));
        self.families.extend(families::in_datagram(datagram).into_iter().filter_map(named));
        for message in messages.iter_mut().filter(|message| message.message_type >= GENL_ID_CTRL) {
            if !self.families.contains_key(&message.message_type) {
                let all = families::all().unwrap_or_default();
                self.families.extend(all.into_iter().filter_map(named));
                // What the kernel does not know either is not asked for again.
                self.families.entry(message.message_type).or_default();
            }
            let name = self.families.get(&message.message_type);
            message.family = name.filter(|name| !name.is_empty()).cloned();
        }
    }

    /// Who, which descriptor, which way, which protocol.
    fn prefix(
        &self,
        out: &mut String,
        endpoint: Endpoint,
        is_sent: bool,
        time: SystemTime,
    ) -> fmt::Result {
        if self.timestamps {
            write!(out, "[{}] ", Timestamp(time))?;
        }
        let arrow = if is_sent { "->" } else { "<-" };
        let Endpoint { pid, descriptor, protocol, .. } = endpoint;
        write!(out, "{pid} {descriptor} {arrow} {} ", protocol_word(protocol))
    }

    /// One message on one line, and what the kernel says about its request on another.
    fn line(&self, out: &mut String, message: &Message<'_>) -> fmt::Result {
        write!(out, "#{} {}", message.number, message.type_text)?;
        if let (Some(family), None) = (&message.family, message.type_name) {
            write!(out, " {family}")?;
        }
        write!(out, ", {} bytes", message.bytes.len())?;
        if message.flags != 0 {
            write!(out, ", {}", message.flags_text)?;
        }
        write!(out, ", seq {}", message.seq)?;
        if let Some(request) = message.answers {
            write!(out, ", answers #{request}")?;
        }
        match result(message.bytes) {
            Some(Err(refused)) => {
                writeln!(out, ": {refused}")?;
                let request = message.answers.and_then(|number| self.requests.numbered(number));
                if let (Some(offset), Some(request)) = (refused.offset, request)
                    && let Some(what) = pointed_at(walk(request.protocol, &request.bytes), offset)
                {
                    let number = request.number;
                    writeln!(out, "    the kernel points at byte {offset} of #{number}: {what}")?;
                }
                Ok(())
            }
            Some(Ok(())) if message.message_type != NLMSG_DONE => writeln!(out, ": done"),
            _ => out.write_char('\n'),
        }
    }

    /// Anything that is no datagram.
    fn other(&mut self, endpoint: Endpoint, seen: Seen<'_>) {
        let protocol = any_protocol(endpoint.protocol);
        if self.summary.is_some() || !self.is_wanted(protocol, &[]) {
            return;
        }
        let time = SystemTime::now();
        let mut text = std::mem::take(&mut self.out.text.buffer);
        append(&mut text, |out| {
            if self.format == Format::Json {
                return json::other(out, endpoint, seen, time);
            }
            let is_sent = !matches!(seen, Seen::Failed { call, .. } if call.starts_with("re"));
            self.prefix(out, endpoint, is_sent, time)?;
            match seen {
                Seen::Joined(groups) => {
                    let named = |group: &u32| match Name::of(RTNLGRP, u64::from(*group)) {
                        Some(name) if endpoint.protocol == 0 => name.c_name.to_owned(),
                        _ => group.to_string(),
                    };
                    let names: Vec<String> = groups.iter().map(named).collect();
                    writeln!(out, "joins {}", names.join(", "))
                }
                Seen::Failed { call, errno } => {
                    writeln!(out, "{call} failed: {errno:?} ({})", errno.desc())
                }
                Seen::Datagram(_) => Ok(()),
            }
        });
        self.out.text.buffer = text;
        self.flush();
    }
}

impl Observer for Conversation {
    fn seen(&mut self, endpoint: Endpoint, what: Seen<'_>) {
        match what {
            Seen::Datagram(datagram) => self.datagram(endpoint, datagram),
            Seen::Joined(_) | Seen::Failed { .. } => self.other(endpoint, what),
        }
    }

    fn hidden(&mut self, pid: i32, hidden: Hidden) {
        let what = match hidden {
            Hidden::OtherArchitecture => {
                "is a program of another architecture (32 bits?); its datagrams are not shown"
            }
            Hidden::IoUring => {
                "uses io_uring; what it sends and receives through that is not shown"
            }
            Hidden::Unreadable => "has a buffer that cannot be read; a datagram is not shown whole",
        };
        warn(PROGRAM, format_args!("process {pid} {what}"));
    }
}

/// A protocol as people type it.
fn protocol_word(number: u16) -> String {
    let mut all = PROTOCOLS.iter().chain(OTHERS);
    match all.find(|(_, protocol)| protocol.number == u64::from(number)) {
        Some((name, _)) => (*name).to_owned(),
        None => format!("protocol {number}"),
    }
}

impl Requests {
    /// How many requests are kept. An answer comes soon, or never: not every request has one.
    const KEPT: usize = 256;

    fn add(&mut self, request: Request) {
        if self.0.len() == Self::KEPT {
            self.0.pop_front();
        }
        self.0.push_back(request);
    }

    /// The latest request on this socket with the sequence number of this message.
    fn answered(&self, socket: Inode, message: &Message<'_>) -> Option<&Request> {
        let asks = |one: &&Request| one.socket == socket && one.seq == message.seq;
        self.0.iter().rev().find(asks)
    }

    /// The request with this number.
    fn numbered(&self, number: u64) -> Option<&Request> {
        self.0.iter().find(|request| request.number == number)
    }
}

impl Summary {
    /// Counts a message, and the time that the request has waited that it answers.
    fn add(
        &mut self,
        kind: &Kind,
        is_sent: bool,
        message: &Message<'_>,
        request: Option<&Request>,
    ) {
        let direction = if is_sent { "sent" } else { "received" };
        let row = self.0.entry((kind.clone(), direction)).or_default();
        row.messages += 1;
        row.bytes += message.bytes.len() as u64;
        // An answer of several messages has a last one.
        let is_last = message.flags & NLM_F_MULTI == 0 || message.message_type == NLMSG_DONE;
        if let Some(request) = request.filter(|_| is_last)
            && let Some(row) = self.0.get_mut(&(request.kind.clone(), "sent"))
        {
            row.waited += request.sent.elapsed();
        }
    }

    fn write(&self, out: &mut String) {
        let row = |columns: [&str; 6]| {
            let [messages, bytes, waited, direction, protocol, kind] = columns;
            format!(
                "{messages:>9} {bytes:>10} {waited:>12}  {direction:<8} {protocol:<10} {kind}\n"
            )
        };
        out.push_str(&row(["MESSAGES", "BYTES", "ANSWERED IN", "", "PROTOCOL", "TYPE"]));
        for (((protocol, kind), direction), count) in &self.0 {
            let waited = match count.waited.as_secs_f64() {
                0.0 => String::new(),
                seconds => format!("{:.3} ms", seconds * 1e3),
            };
            let protocol = protocol.trim_start_matches("NETLINK_").to_lowercase();
            let (messages, bytes) = (count.messages.to_string(), count.bytes.to_string());
            out.push_str(&row([&messages, &bytes, &waited, direction, &protocol, kind]));
        }
    }
}

impl Out {
    fn new(options: &Trace) -> Result<Self, Failure> {
        let is_coloured = matches!(options.format, Format::Tree | Format::Hex);
        let (to, automatic, width): (Box<dyn Write>, _, _) = match &options.output {
            Some(path) => {
                let file = File::create(path).map_err(|error| {
                    Failure::Told(format!("{}: {error}", path.to_string_lossy().escape_debug()))
                })?;
                let width = width_of(&file);
                (Box::new(file), ColorChoice::Never, width)
            }
            None => {
                let choice = AutoStream::choice(&io::stderr());
                (Box::new(io::stderr()), choice, width_of(io::stderr()))
            }
        };
        let text = Text::with(is_coloured, options.color, || automatic);
        Ok(Out { to, width, text })
    }

    /// Writes the text in one piece, and forgets it, even if it could not be written.
    fn flush(&mut self) -> Result<(), Failure> {
        let written = self.text.flush_by(|text| self.to.write_all(text.as_bytes()));
        self.text.buffer.clear();
        written
    }
}
