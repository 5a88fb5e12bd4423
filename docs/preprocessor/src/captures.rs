//! The messages of the captures, and their fields.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use netlink_raw::explain::Names;
use netlink_raw::input::pcap::{self, BadCapture, Content};
use netlink_raw::uapi::LAYOUTS;
use netlink_raw::walk::{Walk, walk_as};
use netlink_raw::wire::{Attr, Value, What, until_nul};

/// The captures that the pages have used so far.
///
/// A name that ends with `.txt` is a transcript, not a capture. Each socket address that a
/// program printed in it with `--explain` is a message.
pub(crate) struct Captures {
    directory: PathBuf,
    read: BTreeMap<String, Rc<[Datagram]>>,
}

/// A datagram, or one message of it.
#[derive(Clone)]
pub(crate) struct Datagram {
    kind: Kind,
    bytes: Vec<u8>,
}

/// How to read the bytes.
#[derive(Clone, Copy)]
enum Kind {
    Record(Content),
    Address(&'static Attr),
}

/// Which part of a capture to show, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Message(usize),
    Datagram(usize),
}

impl Captures {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Captures { directory, read: BTreeMap::new() }
    }

    /// The directory of the book: `docs`.
    pub(crate) fn root(&self) -> &Path {
        self.directory.parent().unwrap_or(&self.directory)
    }

    /// Returns a message or a datagram of a capture, or the reason why it cannot.
    pub(crate) fn get(&mut self, capture: &str, which: Which) -> Result<Datagram, String> {
        let all = self.read(capture)?;
        let (number, what, parts): (_, _, Vec<Datagram>) = match which {
            Which::Datagram(number) => (number, "datagrams", all.to_vec()),
            Which::Message(number) => {
                (number, "messages", all.iter().flat_map(Datagram::messages).collect())
            }
        };
        let count = parts.len();
        number.checked_sub(1).and_then(|index| parts.into_iter().nth(index)).ok_or_else(|| {
            format!(
                "the capture '{capture}' has {count} {what}, no number {number}; `netlink-monitor \
                 explain docs/captures/{capture}.pcap` shows them"
            )
        })
    }

    fn read(&mut self, capture: &str) -> Result<Rc<[Datagram]>, String> {
        if let Some(read) = self.read.get(capture) {
            return Ok(Rc::clone(read));
        }
        if capture.ends_with(".txt") {
            let path = self.directory.join("../transcripts").join(capture);
            let text = fs::read_to_string(path).map_err(|error| {
                format!(
                    "there is no transcript '{capture}' ({error}); `ls docs/transcripts` shows the \
                     names"
                )
            })?;
            let addresses: Rc<[Datagram]> = addresses(&text).into();
            self.read.insert(capture.to_owned(), Rc::clone(&addresses));
            return Ok(addresses);
        }
        let path = self.directory.join(format!("{capture}.pcap"));
        let file = File::open(&path).map_err(|error| {
            format!("there is no capture '{capture}' ({error}); `ls docs/captures` shows the names")
        })?;
        let mut datagrams = Vec::new();
        pcap::read(file, |record| {
            let kind = Kind::Record(record.content);
            datagrams.push(Datagram { kind, bytes: record.datagram.to_vec() });
            Ok::<(), BadCapture>(())
        })
        .map_err(|bad| format!("docs/captures/{capture}.pcap: {bad}"))?;
        let datagrams: Rc<[Datagram]> = datagrams.into();
        self.read.insert(capture.to_owned(), Rc::clone(&datagrams));
        Ok(datagrams)
    }
}

/// What a page can show of a field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// The name of the field, unique in the message.
    pub(crate) name: String,
    /// The position in the message.
    pub(crate) at: Range<usize>,
    /// The bytes, as a hex dump shows them.
    pub(crate) hex: String,
    /// The value alone: a number without its unit, a text or an address.
    pub(crate) plain: String,
    /// The value as in the figure: a number with its unit or its name.
    pub(crate) text: String,
    /// The value in hexadecimal, if it is a number.
    pub(crate) hexadecimal: Option<String>,
    /// Whether this is a leaf rather than a struct that contains leaves.
    pub(crate) is_field: bool,
}

impl Datagram {
    pub(crate) fn walk(&self) -> Walk<'_> {
        match self.kind {
            Kind::Record(content) => content.walk(&self.bytes),
            Kind::Address(row) => walk_as(row, &self.bytes),
        }
    }

    /// Returns the messages, each with the padding after it.
    fn messages(&self) -> Vec<Datagram> {
        let mut starts = self.walk().collect(|span| {
            (span.depth == 0 && matches!(span.what, What::Message { .. })).then_some(span.at.start)
        });
        if starts.is_empty() {
            return vec![self.clone()];
        }
        starts.push(self.bytes.len());
        let parts = starts.windows(2).map(|ends| match *ends {
            [start, end] => self.bytes.get(start..end).unwrap_or_default().to_vec(),
            _ => Vec::new(),
        });
        parts.map(|bytes| Datagram { kind: self.kind, bytes }).collect()
    }

    /// Returns everything that has a name, in the order of the bytes.
    pub(crate) fn facts(&self) -> Vec<Fact> {
        let mut names = Names::default();
        self.walk().collect(|span| {
            let leaf = names.name(span);
            let is_field = leaf.is_some();
            let name = leaf.or(match span.what {
                What::Message { .. } if span.depth == 0 => Some("message".to_owned()),
                What::Struct(layout) => Some(layout.c_name.to_owned()),
                _ => None,
            })?;
            let value = span.value();
            let text = value.map(|value| value.to_string()).unwrap_or_default();
            Some(Fact {
                name,
                at: span.at.clone(),
                hex: netlink_raw::explain::hex_bytes(span.bytes),
                plain: match value {
                    Some(Value::Number { number, .. }) => signed(number, &text),
                    Some(Value::Text(bytes)) => {
                        until_nul(bytes).map_or_else(|_| text.clone(), str::to_owned)
                    }
                    _ => text.clone(),
                },
                hexadecimal: match value {
                    Some(Value::Number { number, .. }) => Some(format!("{number:#x}")),
                    _ => None,
                },
                text,
                is_field,
            })
        })
    }

    /// Checks the tiling law for this datagram. The error says where it fails.
    pub(crate) fn tiles(&self) -> Result<(), String> {
        let mut covered = 0;
        for fact in self.facts().iter().filter(|fact| fact.is_field) {
            if fact.at.start != covered {
                return Err(format!("{} starts at {}, not {covered}", fact.name, fact.at.start));
            }
            covered = fact.at.end;
        }
        match self.bytes.len() {
            len if len == covered => Ok(()),
            len => Err(format!("{covered} of {len} bytes have a field")),
        }
    }
}

/// Returns the socket addresses in a transcript. Each is a line with the struct's name,
/// followed by rows of an offset, bytes in hexadecimal, and text.
///
/// ```text
///      struct sockaddr_in, 16 bytes:
///      0  02 00                    sin_family = AF_INET  2, in host order
/// ```
fn addresses(text: &str) -> Vec<Datagram> {
    let mut found: Vec<Datagram> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let name = line.split_once("struct ").and_then(|(_, rest)| rest.split(',').next());
        let row = name.and_then(|name| LAYOUTS.iter().find(|row| row.c_name == name));
        if let Some(row) = row {
            found.push(Datagram { kind: Kind::Address(row), bytes: Vec::new() });
            open = true;
            continue;
        }
        let mut words = line.split_whitespace();
        let offset = words.next().and_then(|word| word.parse::<usize>().ok());
        match found.last_mut() {
            Some(address) if open && offset == Some(address.bytes.len()) => {
                let byte =
                    |word: &str| (word.len() == 2).then(|| u8::from_str_radix(word, 16).ok())?;
                address.bytes.extend(words.map_while(byte));
            }
            _ => open = false,
        }
    }
    found
}

/// Returns a number in decimal. A negative number has all its upper bits set.
fn signed(number: u64, text: &str) -> String {
    if text.starts_with('-') || text.contains("(-") {
        number.cast_signed().to_string()
    } else {
        number.to_string()
    }
}
