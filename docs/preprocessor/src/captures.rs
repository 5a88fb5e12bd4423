//! The messages of the captures, and what stands in them.

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;

use netlink_monitor::capture::pcap::{self, BadCapture};
use netlink_raw::explain::Names;
use netlink_raw::uapi;
use netlink_raw::walk::{Walk, walk};
use netlink_raw::wire::{Protocol, Value, What, until_nul};

/// The captures that the pages have asked for so far.
pub(crate) struct Captures {
    directory: PathBuf,
    read: BTreeMap<String, Rc<[Datagram]>>,
}

/// A datagram, or one message of it.
#[derive(Clone)]
pub(crate) struct Datagram {
    protocol: &'static Protocol,
    bytes: Vec<u8>,
}

/// Which part of a capture: counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Message(usize),
    Datagram(usize),
}

impl Captures {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Captures { directory, read: BTreeMap::new() }
    }

    /// A message or a datagram of a capture, or a sentence why there is none.
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
        let path = self.directory.join(format!("{capture}.pcap"));
        let file = File::open(&path).map_err(|error| {
            format!("there is no capture '{capture}' ({error}); `ls docs/captures` shows the names")
        })?;
        let mut datagrams = Vec::new();
        pcap::read(file, |record| {
            // Of another protocol, the bytes are kept as they are.
            let protocol = uapi::protocol(record.protocol).unwrap_or(&uapi::USERSOCK);
            datagrams.push(Datagram { protocol, bytes: record.datagram.to_vec() });
            Ok::<(), BadCapture>(())
        })
        .map_err(|bad| format!("docs/captures/{capture}.pcap: {bad}"))?;
        let datagrams: Rc<[Datagram]> = datagrams.into();
        self.read.insert(capture.to_owned(), Rc::clone(&datagrams));
        Ok(datagrams)
    }
}

/// What a page can say of a field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// Its name, unique in the message.
    pub(crate) name: String,
    /// Where it stands in the message.
    pub(crate) at: Range<usize>,
    /// Its bytes, as a hex dump shows them.
    pub(crate) hex: String,
    /// A number as a number, a text or an address as it is.
    pub(crate) plain: String,
    /// As the figure has it: a number with its unit or its name.
    pub(crate) text: String,
    /// The number in hexadecimal, if it is one.
    pub(crate) hexadecimal: Option<String>,
    /// Whether it is a leaf, and no struct around leaves.
    pub(crate) is_field: bool,
}

impl Datagram {
    pub(crate) fn walk(&self) -> Walk<'_> {
        walk(self.protocol, &self.bytes)
    }

    /// Its messages, each with the padding behind it.
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
        parts.map(|bytes| Datagram { protocol: self.protocol, bytes }).collect()
    }

    /// Everything that has a name, in the order of the bytes.
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
            let hex: Vec<String> = span.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            Some(Fact {
                name,
                at: span.at.clone(),
                hex: hex.join(" "),
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

    /// The tiling law, for this one: an error says where it fails.
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

/// A number in decimal. A negative one comes with all bits above set.
fn signed(number: u64, text: &str) -> String {
    if text.starts_with('-') || text.contains("(-") {
        number.cast_signed().to_string()
    } else {
        number.to_string()
    }
}
