//! `netlink-monitor explain`: what each byte of a datagram is.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use clap::{Args, ValueEnum};
use messenger::program::{Failure, print, warn};
use netlink_raw::explain;
use netlink_raw::input::{pcap, text};
use netlink_raw::uapi::{LAYOUTS, PROTOCOLS};
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
    let mut out =
        Out { text: String::new(), format: options.format, plain, figures: 0, from_file: false };
    let mut all_named = true;
    if let Some(hex) = &options.hex {
        all_named &= input(options, &mut out, "--hex", hex.as_bytes())?;
    } else {
        let standard_input = [PathBuf::from("-")];
        let files =
            if options.files.is_empty() { &standard_input } else { options.files.as_slice() };
        for file in files {
            all_named &= if file == Path::new("-") {
                input(options, &mut out, "standard input", io::stdin())?
            } else {
                let name = file.to_string_lossy().escape_debug().to_string();
                let reader = File::open(file).map_err(|error| told(&name, error))?;
                out.from_file = reader.metadata().is_ok_and(|metadata| metadata.is_file());
                input(options, &mut out, &name, reader)?
            };
        }
    }
    if all_named {
        Ok(())
    } else {
        Err(Failure::Told("there are bytes without a name; see above".to_owned()))
    }
}

fn told(name: &str, error: impl std::fmt::Display) -> Failure {
    Failure::Told(format!("{name}: {error}"))
}

/// Prints every datagram of an input, or counts what is in it; returns whether
/// everything that was counted has a name and a meaning.
fn input(
    options: &Explain,
    out: &mut Out,
    name: &str,
    reader: impl Read + Send,
) -> Result<bool, Failure> {
    if !options.coverage {
        // What was explained before an error is printed before it is told.
        let read = datagrams(options, name, reader, |walk| out.datagram(walk));
        out.flush()?;
        return read.map(|()| true);
    }
    let mut coverage = Coverage::default();
    datagrams(options, name, reader, |walk| {
        coverage.add(walk);
        Ok(())
    })?;
    out.text.push_str(&coverage.line(name));
    out.flush()?;
    Ok(coverage.unnamed == 0 && coverage.silent == 0)
}

/// Calls `each` for every datagram of a file, whatever kind of file it is.
fn datagrams(
    options: &Explain,
    name: &str,
    mut reader: impl Read + Send,
    mut each: impl FnMut(Walk<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    // Enough for the capture's header in one piece, which its reader wants.
    let mut beginning = Vec::new();
    (&mut reader).take(1 << 16).read_to_end(&mut beginning).map_err(|e| told(name, e))?;
    if pcap::is_capture(&beginning) {
        return pcap::read(beginning.chain(reader), |record| {
            each(record.content.walk(record.datagram)).map_err(Stop::Failure)
        })
        .map_err(|stop| match stop {
            Stop::Failure(failure) => failure,
            Stop::Capture(bad) => told(name, bad),
        });
    }
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).map_err(|error| told(name, error))?;
    beginning.extend(rest);
    for text::Buffer { bytes, cut_off, line } in
        text::parse(&beginning).map_err(|bad| told(name, bad))?
    {
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
        each(walk)?;
    }
    Ok(())
}

/// Why reading a capture ended early.
pub(crate) enum Stop {
    Failure(Failure),
    Capture(pcap::BadCapture),
}

impl From<pcap::BadCapture> for Stop {
    fn from(bad: pcap::BadCapture) -> Self {
        Stop::Capture(bad)
    }
}

/// So many bytes of output are kept, where nobody waits for them.
const KEPT: usize = 1 << 15;

/// Standard output: one write for each datagram, from a text that is reused.
struct Out {
    text: String,
    format: Format,
    /// Whether colours are taken out.
    plain: bool,
    figures: usize,
    /// Whether the input comes from a file: then nobody waits for the next datagram,
    /// and the output goes out in larger pieces.
    from_file: bool,
}

impl Out {
    fn datagram(&mut self, walk: Walk<'_>) -> Result<(), Failure> {
        let text = &mut self.text;
        match self.format {
            Format::Tree => explain::tree(text, walk),
            Format::Hex => explain::hex(text, walk),
            Format::Json => explain::json(text, walk).and_then(|()| text.write_char('\n')),
            Format::Html => {
                self.figures += 1;
                explain::html(text, &format!("bytes-{}", self.figures), walk)
            }
        }
        .unwrap_or_default();
        if self.from_file && self.text.len() < KEPT { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let coloured = matches!(self.format, Format::Tree | Format::Hex);
        if self.plain && coloured {
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
    /// Bytes that stand where a fault is: named, and not what they have to be.
    in_faults: usize,
    silent: usize,
}

impl Coverage {
    fn add(&mut self, walk: Walk<'_>) {
        self.datagrams += 1;
        self.bytes += walk.bytes().len();
        walk.for_each(|span| {
            match (span.what, span.value()) {
                (What::Unknown(_), _) | (_, Some(Value::Opaque(_))) => {
                    self.unnamed += span.bytes.len();
                }
                (What::Fault(_), _) => {
                    self.faults += 1;
                    self.in_faults += span.bytes.len();
                }
                _ => {}
            }
            self.silent += usize::from(match span.what {
                What::Field(field) => field.about.is_empty(),
                What::Payload(attr, _) => attr.about.is_empty(),
                _ => false,
            });
        });
    }

    fn line(&self, name: &str) -> String {
        let Coverage { datagrams, bytes, unnamed, faults, in_faults, silent } = self;
        format!(
            "{name}: {datagrams} datagrams, {bytes} bytes, {unnamed} without a name, \
             {in_faults} in {faults} faults, {silent} without a meaning\n"
        )
    }
}
