//! `netlink-monitor explain`: what each byte of a datagram is.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use clap::{Args, ValueEnum};
use messenger::program::{Failure, print, warn};
use netlink_monitor::capture::{pcap, text};
use netlink_raw::explain;
use netlink_raw::uapi::{self, LAYOUTS, PROTOCOLS};
use netlink_raw::walk::{Walk, walk, walk_as};
use netlink_raw::wire::{Attr, Protocol, Value, What};

#[derive(Args)]
pub(crate) struct Explain {
    /// Captures (pcap, pcapng) or text with bytes (hex, xxd, hexdump -C, strace);
    /// '-' is standard input [default: -]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Explain the bytes in this text
    #[arg(long, value_name = "TEXT", conflicts_with = "files")]
    hex: Option<String>,
    /// The protocol of the socket; a capture says it by itself
    #[arg(long, value_parser = protocol, default_value = "route",
          value_name = "route|generic|diag|usersock")]
    protocol: &'static Protocol,
    /// The bytes are not a netlink datagram, but this
    #[arg(long = "as", value_parser = layout, conflicts_with = "protocol",
          value_name = "sockaddr_in|sockaddr_in6|sockaddr_un|sockaddr_nl|ip|ip6|udp")]
    layout: Option<&'static Attr>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Tree)]
    format: Format,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Only count: how many bytes have no name, or no meaning; exit code 1 if any
    #[arg(long, conflicts_with = "format")]
    coverage: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A row for each field: offset, bytes, name, value, meaning
    Tree,
    /// A hex dump with a letter for each field, and a legend
    Hex,
    /// A JSON object for each datagram
    Json,
    /// A figure for a page
    Html,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

fn protocol(typed: &str) -> Result<&'static Protocol, String> {
    let found = PROTOCOLS.iter().find(|(name, _)| *name == typed);
    found.map(|(_, protocol)| *protocol).ok_or_else(|| {
        let names: Vec<&str> = PROTOCOLS.iter().map(|(name, _)| *name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn layout(typed: &str) -> Result<&'static Attr, String> {
    let found = LAYOUTS.iter().find(|row| row.c_name == typed).copied();
    found.ok_or_else(|| {
        let names: Vec<&str> = LAYOUTS.iter().map(|row| row.c_name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

pub(crate) fn explain(options: &Explain) -> Result<(), Failure> {
    let plain = match options.color {
        // NO_COLOR, a pipe, a terminal that cannot: `anstream` knows.
        Color::Auto => AutoStream::choice(&io::stdout()) == ColorChoice::Never,
        Color::Always => false,
        Color::Never => true,
    };
    let mut out = Out { text: String::new(), format: options.format, plain, figures: 0 };
    if let Some(hex) = &options.hex {
        return input(options, &mut out, "--hex", hex.as_bytes());
    }
    let standard_input = [PathBuf::from("-")];
    let files = if options.files.is_empty() { &standard_input } else { options.files.as_slice() };
    let mut unnamed = false;
    for file in files {
        let name = match file.to_str() {
            Some("-") => "standard input".to_owned(),
            _ => file.to_string_lossy().escape_debug().to_string(),
        };
        let told = |error: &dyn std::fmt::Display| Failure::Told(format!("{name}: {error}"));
        let open = |path: &Path| -> io::Result<Box<dyn Read + Send>> {
            Ok(if path == Path::new("-") {
                Box::new(io::stdin())
            } else {
                Box::new(File::open(path)?)
            })
        };
        let reader = open(file).map_err(|error| told(&error))?;
        if options.coverage {
            let mut coverage = Coverage::default();
            datagrams(options, &name, reader, |walk, bytes| {
                coverage.add(walk, bytes);
                Ok(())
            })?;
            unnamed |= coverage.unnamed > 0 || coverage.silent > 0;
            out.text.push_str(&coverage.line(&name));
            out.flush()?;
        } else {
            input(options, &mut out, &name, reader)?;
        }
    }
    if unnamed {
        return Err(Failure::Told("there are bytes without a name; see above".to_owned()));
    }
    Ok(())
}

/// Prints every datagram of a file.
fn input(
    options: &Explain,
    out: &mut Out,
    name: &str,
    reader: impl Read + Send,
) -> Result<(), Failure> {
    datagrams(options, name, reader, |walk, bytes| out.datagram(walk, bytes))
}

/// Calls `each` for every datagram of a file, whatever kind of file it is.
fn datagrams(
    options: &Explain,
    name: &str,
    mut reader: impl Read + Send,
    mut each: impl FnMut(Walk<'_>, &[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let told = |error: &dyn std::fmt::Display| Failure::Told(format!("{name}: {error}"));
    // Enough for the capture's header in one piece, which its reader wants.
    let mut beginning = Vec::new();
    (&mut reader).take(1 << 16).read_to_end(&mut beginning).map_err(|error| told(&error))?;
    if pcap::is_capture(&beginning) {
        return pcap::read(beginning.chain(reader), |number, bytes| {
            // Of another protocol, the bytes are kept as they are.
            let protocol = uapi::protocol(number).unwrap_or(&uapi::USERSOCK);
            each(walk(protocol, bytes), bytes).map_err(Stop::Failure)
        })
        .map_err(|stop| match stop {
            Stop::Failure(failure) => failure,
            Stop::Capture(bad) => told(&bad),
        });
    }
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).map_err(|error| told(&error))?;
    beginning.extend(rest);
    for text::Buffer { bytes, cut_off, line } in text::parse(&beginning).map_err(|e| told(&e))? {
        if cut_off {
            let len = bytes.len();
            warn(
                crate::PROGRAM,
                format_args!(
                    "{name}: line {line}: the buffer was cut off after {len} bytes; try strace -s \
                     65536"
                ),
            );
        }
        let walk = match options.layout {
            Some(layout) => walk_as(layout, &bytes),
            None => walk(options.protocol, &bytes),
        };
        each(walk, &bytes)?;
    }
    Ok(())
}

/// Why reading a capture ended early.
enum Stop {
    Failure(Failure),
    Capture(pcap::BadCapture),
}

impl From<pcap::BadCapture> for Stop {
    fn from(bad: pcap::BadCapture) -> Self {
        Stop::Capture(bad)
    }
}

/// Standard output: one write for each datagram, from a text that is reused.
struct Out {
    text: String,
    format: Format,
    /// Whether colours are taken out.
    plain: bool,
    figures: usize,
}

impl Out {
    fn datagram(&mut self, walk: Walk<'_>, bytes: &[u8]) -> Result<(), Failure> {
        let text = &mut self.text;
        match self.format {
            Format::Tree => explain::tree(text, bytes, walk),
            Format::Hex => explain::hex(text, bytes, walk),
            Format::Json => {
                explain::json(text, bytes.len(), walk).and_then(|()| text.write_char('\n'))
            }
            Format::Html => {
                self.figures += 1;
                explain::html(text, &format!("bytes-{}", self.figures), bytes, walk)
            }
        }
        .unwrap_or_default();
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Failure> {
        // Only the hex dump has colours.
        if self.plain && self.format == Format::Hex {
            print(&strip_str(&self.text).to_string())?;
        } else {
            print(&self.text)?;
        }
        self.text.clear();
        Ok(())
    }
}

/// How many bytes of a file have a name.
#[derive(Default)]
struct Coverage {
    datagrams: usize,
    bytes: usize,
    unnamed: usize,
    faults: usize,
    silent: usize,
}

impl Coverage {
    fn add(&mut self, walk: Walk<'_>, bytes: &[u8]) {
        self.datagrams += 1;
        self.bytes += bytes.len();
        for span in walk {
            let len = span.at.len();
            match span.what {
                What::Unknown(_) => self.unnamed += len,
                What::Field(_, Value::Opaque(_)) | What::Payload(_, Value::Opaque(_)) => {
                    self.unnamed += len;
                }
                What::Fault(_) => self.faults += 1,
                What::Field(field, _) if field.about.is_empty() => self.silent += 1,
                What::Payload(attr, _) if attr.about.is_empty() => self.silent += 1,
                _ => {}
            }
        }
    }

    fn line(&self, name: &str) -> String {
        let Coverage { datagrams, bytes, unnamed, faults, silent } = self;
        format!(
            "{name}: {datagrams} datagrams, {bytes} bytes, {unnamed} without a name, \
             {faults} faults, {silent} without a meaning\n"
        )
    }
}
