//! What `trace` prints: the messages of a command, each answer with its request.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::{self, Write as _};
use std::fs::File;
use std::io::{self, Write};
use std::time::{Duration, Instant, SystemTime};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use messenger::program::{Failure, warn};
use netlink_monitor::families;
use netlink_monitor::print::Timestamp;
use netlink_monitor::trace::{
    Datagram, Direction, Endpoint, FullLen, Hidden, Inode, Observer, What as Seen,
};
use netlink_raw::conversation::result;
use netlink_raw::explain::{append, hex, html, json, pointed_at, tree};
use netlink_raw::program::shown::width_of;
use netlink_raw::uapi::genetlink::{GENL_ID_CTRL, GENLMSGHDR_CMD};
use netlink_raw::uapi::netlink::{
    NETLINK_GENERIC, NLM_F_MULTI, NLM_F_REQUEST, NLMSG_DONE, NLMSG_FLAGS, NLMSG_PID, NLMSG_SEQ,
    NLMSG_TYPE, NLMSGHDR, Nlmsghdr,
};
use netlink_raw::uapi::rtnetlink::RTNLGRP;
use netlink_raw::uapi::{OTHERS, PROTOCOLS, any_protocol};
use netlink_raw::walk::{Walk, walk};
use netlink_raw::wire::{Field, Name, Protocol, View, What};
use serde::Serialize;

use super::PROGRAM;
use super::recording::Recording;
use super::trace::{Format, Trace, Wanted};

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
    /// Whether colours are removed.
    plain: bool,
    width: usize,
    text: String,
}

/// A message: the numbers of its header, and its names.
struct Message<'a> {
    bytes: &'a [u8],
    /// Where it begins in its datagram.
    offset: usize,
    number: u16,
    row: Option<&'static str>,
    /// Type, and for generic netlink the command, in words.
    type_text: String,
    flags_text: String,
    flags: u16,
    seq: u64,
    port_id: u64,
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

/// A datagram as JSON; its bytes follow.
#[derive(Serialize)]
struct JsonDatagram<'a> {
    v: u8,
    event: &'static str,
    time: String,
    pid: i32,
    fd: u64,
    protocol: u16,
    protocol_name: &'static str,
    direction: &'static str,
    /// Whether the end is missing: the buffer of the command was too small.
    cut: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<JsonAddress>,
    messages: &'a [JsonMessage],
}

#[derive(Serialize)]
struct JsonAddress {
    port_id: u32,
    groups: u32,
}

#[derive(Serialize)]
struct JsonMessage {
    number: u64,
    offset: usize,
    r#type: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    type_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    flags: u16,
    seq: u64,
    port_id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errno: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The byte of the request at which the kernel points.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<usize>,
}

/// Anything else, as JSON.
#[derive(Serialize)]
struct JsonOther<'a> {
    v: u8,
    event: &'static str,
    time: String,
    pid: i32,
    fd: u64,
    protocol: u16,
    protocol_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<&'a [u32]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errno: Option<i32>,
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
            summary.write(&mut self.out.text);
        }
        self.flush();
        self.failed.map_or(Ok(()), Err)
    }

    fn flush(&mut self) {
        let flushed = self.out.flush();
        self.keep(flushed);
    }

    /// Remembers the first failure, and tells of it.
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
        let messages = messages(walk);
        if u64::from(endpoint.protocol) == NETLINK_GENERIC {
            self.learn_families(datagram.bytes, &messages);
        }
        // A notification comes by a group. Its sequence number is that of its requester, and says
        // nothing about the requests on this socket.
        let is_notification = !is_sent && datagram.address.is_some_and(|(_, groups)| groups != 0);
        let first = self.messages + 1;
        let mut told = Vec::with_capacity(messages.len());
        for message in &messages {
            self.messages += 1;
            let answers = if is_sent || is_notification {
                None
            } else {
                self.requests.answered(endpoint.socket, message)
            };
            told.push(answers.map(|index| self.requests.0[index].number));
            self.count(endpoint, is_sent, message, answers);
            if is_sent && message.flags & NLM_F_REQUEST != 0 {
                let kind = kind(protocol, self.type_name(message));
                self.requests.add(Request {
                    socket: endpoint.socket,
                    seq: message.seq,
                    number: self.messages,
                    sent: Instant::now(),
                    kind,
                    bytes: message.bytes.to_vec(),
                });
            }
        }
        let is_wanted = self.is_wanted(protocol, &messages);
        if !is_wanted {
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
        let mut text = std::mem::take(&mut self.out.text);
        append(&mut text, |out| {
            if self.format == Format::Json {
                return self.json(out, endpoint, &datagram, walk, &messages, (first, &told), time);
            }
            if messages.is_empty() {
                self.prefix(out, endpoint, is_sent, time)?;
                writeln!(out, "{full_len} bytes without a message header")?;
            }
            for (number, (message, answers)) in (first..).zip(messages.iter().zip(&told)) {
                self.prefix(out, endpoint, is_sent, time)?;
                self.line(out, message, (number, *answers))?;
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
        self.out.text = text;
        self.flush();
    }

    /// Whether the filter lets a datagram through.
    fn is_wanted(&self, protocol: &Protocol, messages: &[Message<'_>]) -> bool {
        let is_type = |message: &Message<'_>| {
            message.row.is_some_and(|name| self.types.contains(&name))
        };
        (self.protocols.is_empty() || self.protocols.contains(&protocol.number))
            && (self.types.is_empty() || messages.iter().any(is_type))
    }

    /// Learns the names of families: from the answers of the controller, and if a family is not
    /// among those, by asking the kernel.
    fn learn_families(&mut self, datagram: &[u8], messages: &[Message<'_>]) {
        let mut learn = |family: families::Family| {
            if let Ok(id) = u16::try_from(family.id) {
                self.families.insert(id, family.name);
            }
        };
        families::in_datagram(datagram).into_iter().for_each(&mut learn);
        let first = u64::from(GENL_ID_CTRL);
        let is_unknown = |message: &Message<'_>| {
            u64::from(message.number) >= first && !self.families.contains_key(&message.number)
        };
        if messages.iter().any(is_unknown) {
            let all = families::all().unwrap_or_default();
            for family in all {
                if let Ok(id) = u16::try_from(family.id) {
                    self.families.insert(id, family.name);
                }
            }
            // What the kernel does not know either is not asked for again.
            for message in messages {
                self.families.entry(message.number).or_default();
            }
        }
    }

    /// The name of a family, if the message belongs to one.
    fn family(&self, message: &Message<'_>) -> Option<&str> {
        self.families.get(&message.number).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// The type of a message, as the summary names it.
    fn type_name(&self, message: &Message<'_>) -> String {
        match (self.family(message), message.row) {
            (Some(family), _) => family.to_owned(),
            (None, Some(name)) => name.to_owned(),
            (None, None) => message.number.to_string(),
        }
    }

    /// Counts a message for the summary.
    fn count(
        &mut self,
        endpoint: Endpoint,
        is_sent: bool,
        message: &Message<'_>,
        answers: Option<usize>,
    ) {
        let protocol = any_protocol(endpoint.protocol);
        if self.summary.is_none() || !self.is_wanted(protocol, std::slice::from_ref(message)) {
            return;
        }
        let kind = kind(protocol, self.type_name(message));
        let Some(Summary(rows)) = &mut self.summary else { return };
        let direction = if is_sent { "sent" } else { "received" };
        let row = rows.entry((kind, direction)).or_default();
        row.messages += 1;
        row.bytes += message.bytes.len() as u64;
        // The last part of an answer says how long the request has waited for all of it.
        let is_last = message.flags & NLM_F_MULTI == 0 || message.number == NLMSG_DONE;
        if let Some(request) = answers.filter(|_| is_last).map(|index| &self.requests.0[index])
            && let Some(row) = rows.get_mut(&(request.kind.clone(), "sent"))
        {
            row.waited += request.sent.elapsed();
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
    fn line(
        &self,
        out: &mut String,
        message: &Message<'_>,
        (number, answers): (u64, Option<u64>),
    ) -> fmt::Result {
        write!(out, "#{number} {}", message.type_text)?;
        if let Some(family) = self.family(message).filter(|_| message.row.is_none()) {
            write!(out, " {family}")?;
        }
        write!(out, ", {} bytes", message.bytes.len())?;
        if message.flags != 0 {
            write!(out, ", {}", message.flags_text)?;
        }
        write!(out, ", seq {}", message.seq)?;
        if let Some(request) = answers {
            write!(out, ", answers #{request}")?;
        }
        match result(message.bytes) {
            Some(Err(refused)) => {
                writeln!(out, ": {refused}")?;
                let Some(offset) = refused.offset else { return Ok(()) };
                let asked = answers.and_then(|number| self.requests.numbered(number));
                if let Some((protocol, bytes)) = asked
                    && let Some(what) = pointed_at(walk(protocol, bytes), offset)
                {
                    let number = answers.unwrap_or_default();
                    writeln!(out, "    the kernel points at byte {offset} of #{number}: {what}")?;
                }
                Ok(())
            }
            Some(Ok(())) if message.number != NLMSG_DONE => writeln!(out, ": done"),
            _ => out.write_char('\n'),
        }
    }

    fn json(
        &self,
        out: &mut String,
        endpoint: Endpoint,
        datagram: &Datagram<'_>,
        walk: Walk<'_>,
        messages: &[Message<'_>],
        (first, told): (u64, &[Option<u64>]),
        time: SystemTime,
    ) -> fmt::Result {
        let messages = (first..).zip(messages.iter().zip(told)).map(|(number, (message, answers))| {
            let refused = match result(message.bytes) {
                Some(Err(refused)) => Some(refused),
                _ => None,
            };
            let errno = result(message.bytes).map(|done| match done {
                Ok(()) => 0,
                Err(refused) => refused.errno as i32,
            });
            JsonMessage {
                number,
                offset: message.offset,
                r#type: message.number,
                type_name: message.row,
                family: self.family(message).map(str::to_owned),
                flags: message.flags,
                seq: message.seq,
                port_id: message.port_id,
                answers: *answers,
                errno,
                text: refused.as_ref().and_then(|refused| refused.text.clone()),
                at: refused.and_then(|refused| refused.offset),
            }
        });
        let envelope = JsonDatagram {
            v: 1,
            event: "datagram",
            time: Timestamp(time).to_string(),
            pid: endpoint.pid,
            fd: endpoint.descriptor,
            protocol: endpoint.protocol,
            protocol_name: any_protocol(endpoint.protocol).c_name,
            direction: match datagram.direction {
                Direction::Sent => "sent",
                Direction::Received => "received",
            },
            cut: datagram.full_len != FullLen::Known(datagram.bytes.len()),
            address: datagram.address.map(|(port_id, groups)| JsonAddress { port_id, groups }),
            messages: &messages.collect::<Vec<_>>(),
        };
        let envelope = serde_json::to_string(&envelope).map_err(|_| fmt::Error)?;
        out.write_str(envelope.strip_suffix('}').unwrap_or(&envelope))?;
        out.write_str(",\"datagram\":")?;
        json(out, walk)?;
        out.write_str("}\n")
    }

    /// Anything that is no datagram.
    fn other(&mut self, endpoint: Endpoint, seen: Seen<'_>) {
        let protocol = any_protocol(endpoint.protocol);
        if self.summary.is_some() || !self.is_wanted(protocol, &[]) {
            return;
        }
        let time = SystemTime::now();
        let mut text = std::mem::take(&mut self.out.text);
        append(&mut text, |out| {
            if self.format == Format::Json {
                let (event, groups, call, errno) = match seen {
                    Seen::Joined(groups) => ("joined", Some(groups), None, None),
                    Seen::Failed { call, errno } => {
                        ("failed", None, Some(call), Some(errno as i32))
                    }
                    Seen::Datagram(_) => return Ok(()),
                };
                let other = JsonOther {
                    v: 1,
                    event,
                    time: Timestamp(time).to_string(),
                    pid: endpoint.pid,
                    fd: endpoint.descriptor,
                    protocol: endpoint.protocol,
                    protocol_name: protocol.c_name,
                    groups,
                    call,
                    errno,
                };
                let other = serde_json::to_string(&other).map_err(|_| fmt::Error)?;
                return writeln!(out, "{other}");
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
        self.out.text = text;
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
            Hidden::Unreadable => {
                "has a buffer that cannot be read; a datagram is not shown whole"
            }
        };
        warn(PROGRAM, format_args!("process {pid} {what}"));
    }
}

/// The messages of a datagram.
fn messages<'a>(walk: Walk<'a>) -> Vec<Message<'a>> {
    let mut messages: Vec<Message<'a>> = Vec::new();
    walk.for_each(|span| match (span.what, messages.last_mut()) {
        (What::Message { number, row }, _) if span.depth == 0 => {
            let header = View::<Nlmsghdr>::new(span.bytes);
            messages.push(Message {
                bytes: span.bytes,
                offset: span.at.start,
                number,
                row: row.map(|row| row.c_name),
                type_text: String::new(),
                flags_text: String::new(),
                flags: span.context.message_flags,
                seq: header.read(NLMSG_SEQ),
                port_id: header.read(NLMSG_PID),
            });
        }
        (What::Field(field), Some(message)) => {
            // Where in the message, because an error repeats the header of its request.
            let is = |known: &Field, start: usize| {
                span.at.start == message.offset + start + known.at && field.c_name == known.c_name
            };
            let Some(value) = span.value() else { return };
            if is(NLMSG_TYPE.field(), 0) {
                message.type_text = value.to_string();
            } else if is(NLMSG_FLAGS.field(), 0) {
                message.flags_text = value.to_string();
            } else if is(GENLMSGHDR_CMD.field(), NLMSGHDR.size()) {
                let _ = write!(message.type_text, " cmd {value}");
            }
        }
        _ => {}
    });
    messages
}

fn kind(protocol: &Protocol, type_name: String) -> Kind {
    (protocol.c_name, type_name)
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
    fn answered(&self, socket: Inode, message: &Message<'_>) -> Option<usize> {
        self.0.iter().rposition(|request| request.socket == socket && request.seq == message.seq)
    }

    /// The request with this number, and its protocol.
    fn numbered(&self, number: u64) -> Option<(&'static Protocol, &[u8])> {
        let request = self.0.iter().find(|request| request.number == number)?;
        let same = |(_, protocol): &&(&str, &'static Protocol)| protocol.c_name == request.kind.0;
        let (_, protocol) = PROTOCOLS.iter().chain(OTHERS).find(same)?;
        Some((protocol, &request.bytes))
    }
}

impl Summary {
    fn write(&self, out: &mut String) {
        let row = |columns: [&str; 6]| {
            let [messages, bytes, waited, direction, protocol, kind] = columns;
            format!("{messages:>9} {bytes:>10} {waited:>12}  {direction:<8} {protocol:<10} {kind}\n")
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
        let is_wanted = match options.color {
            clap::ColorChoice::Auto => automatic != ColorChoice::Never,
            clap::ColorChoice::Always => true,
            clap::ColorChoice::Never => false,
        };
        Ok(Out { to, plain: is_coloured && !is_wanted, width, text: String::new() })
    }

    /// Writes the text in one piece, and forgets it.
    fn flush(&mut self) -> Result<(), Failure> {
        let written = if self.plain {
            self.to.write_all(strip_str(&self.text).to_string().as_bytes())
        } else {
            self.to.write_all(self.text.as_bytes())
        };
        self.text.clear();
        Ok(written?)
    }
}
