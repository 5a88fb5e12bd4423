//! `netlink-monitor explain`: every byte of a datagram.

use std::fmt::Write as _;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use messenger::program::{Failure, warn};
use netlink_raw::explain::{append, hex, html, json, tree};
use netlink_raw::input::text;
use netlink_raw::program::shown::width;
use netlink_raw::uapi::{LAYOUTS, OTHERS, PROTOCOLS, ROUTE, any_protocol};
use netlink_raw::walk::{Walk, walk, walk_as};
use netlink_raw::wire::{Attr, Protocol, Value, What};

use super::PROGRAM;
use super::input::{BEGINNING, Captured, Input, OtherOrder};
use super::options::ByteOrder;
use super::printing::Text;

#[derive(Args)]
pub(crate) struct Explain {
    /// Captures, or text with bytes; '-' is standard input [default: -]
    ///
    /// Captures are pcap or pcapng, files of rtmon or of 'ip route save', each perhaps compressed
    /// with gzip. Text is hex in any usual form, the output of a dump program, of strace or of a
    /// debugger, a list of numbers, a string of a programming language, or base64.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Explain the bytes in this text
    #[arg(long, value_name = "TEXT", conflicts_with = "files")]
    hex: Option<String>,
    /// The protocol of the socket; a capture includes it, and so may strace [default: route]
    #[arg(long, value_enum)]
    protocol: Option<ProtocolName>,
    /// The file is not text and not a capture, but the bytes of one datagram
    #[arg(long, conflicts_with = "hex")]
    raw: bool,
    /// The byte order of the machine where the bytes were sent
    #[arg(long, value_enum, default_value_t = ByteOrder::Guess)]
    endian: ByteOrder,
    /// Read the bytes as this, not as a netlink datagram
    #[arg(long = "as", value_enum, conflicts_with = "protocol", value_name = "STRUCT")]
    layout: Option<LayoutName>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Tree)]
    format: Format,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = clap::ColorChoice::Auto)]
    color: clap::ColorChoice,
    /// Only count the bytes without a name or a meaning; exit with code 1 if there are any
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
    /// A figure for a web page
    Html,
}

/// A protocol, by the name that people type: a row of [`PROTOCOLS`] or [`OTHERS`].
#[derive(Clone, Copy)]
struct ProtocolName(&'static str, &'static Protocol);

impl ValueEnum for ProtocolName {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<ProtocolName>> = LazyLock::new(|| {
            let all = PROTOCOLS.iter().chain(OTHERS);
            all.map(|(name, protocol)| ProtocolName(name, protocol)).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        // As `who` prints it: in the way of iproute2, or as C spells it.
        let ProtocolName(name, protocol) = *self;
        let c_name = protocol.c_name;
        let value = PossibleValue::new(name).help(c_name).alias(c_name);
        let short = c_name.trim_start_matches("NETLINK_");
        Some(value.aliases(
            [short.to_owned(), short.to_lowercase()].iter().filter(|s| *s != name).cloned(),
        ))
    }
}

/// Something that can be explained without a message around it: a row of [`LAYOUTS`].
#[derive(Clone, Copy)]
struct LayoutName(&'static Attr);

impl ValueEnum for LayoutName {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<LayoutName>> =
            LazyLock::new(|| LAYOUTS.iter().map(|row| LayoutName(row)).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.c_name).help(self.0.about))
    }
}

impl Explain {
    /// The walk of bytes, by the tables that the options name, or by those of the protocol that
    /// came with the bytes, in the likely byte order.
    fn walk<'b>(&self, bytes: &'b [u8], protocol: Option<u16>) -> Walk<'b> {
        if let Some(LayoutName(layout)) = self.layout {
            return walk_as(layout, bytes);
        }
        let chosen = self.protocol.map(|ProtocolName(_, protocol)| protocol);
        let protocol = chosen.or_else(|| protocol.map(any_protocol)).unwrap_or(&ROUTE);
        walk(protocol, bytes).in_likely_order()
    }
}

pub(crate) fn explain(options: &Explain) -> Result<(), Failure> {
    let mut out = Out::new(options);
    let mut all_named = true;
    if let Some(hex) = &options.hex {
        all_named &= input(options, &mut out, Input::of_option("--hex", hex))?;
    } else {
        let standard_input = [PathBuf::from("-")];
        let files =
            if options.files.is_empty() { &standard_input } else { options.files.as_slice() };
        for file in files {
            all_named &= input(options, &mut out, Input::open(file)?)?;
        }
    }
    if all_named {
        Ok(())
    } else {
        Err(Failure::Told("there are bytes without a name or a meaning; see above".to_owned()))
    }
}

/// Prints every datagram of an input, or counts what is in it. Returns whether everything
/// that was counted has a name and a meaning.
fn input(options: &Explain, out: &mut Out, input: Input<'_>) -> Result<bool, Failure> {
    if !options.coverage {
        out.is_file = input.is_file;
        // What was explained before an error is printed before the error.
        let read = datagrams(options, input, |walk| out.datagram(walk));
        out.text.flush()?;
        return read.map(|()| true);
    }
    let mut coverage = Coverage::default();
    let name = input.name.clone();
    datagrams(options, input, |walk| {
        coverage.add(walk);
        Ok(())
    })?;
    out.text.buffer.push_str(&coverage.line(&name));
    out.text.flush()?;
    Ok(coverage.unnamed == 0 && coverage.silent == 0)
}

/// A text is read whole, because its form shows only in all its lines. Captures have no limit.
const MOST_TEXT: u64 = 64 << 20;

/// Calls `each` for every datagram of a file, whatever kind of file it is.
fn datagrams(
    options: &Explain,
    input: Input<'_>,
    mut each: impl FnMut(Walk<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let name = input.name.clone();
    let mut other_order = OtherOrder::default();
    let mut each = |walk: Walk<'_>| {
        let walk = options.endian.of(walk);
        other_order.tell(&name, walk.endian());
        each(walk)
    };
    let (beginning, mut input) = input.beginning(BEGINNING)?;
    if Input::is_capture(&beginning) && !options.raw {
        let mut number = 0_u64;
        return input.records(|record| {
            number += 1;
            if record.is_cut() {
                let captured = Captured(record);
                warn(PROGRAM, format_args!("{name}: record {number}: {captured}"));
            }
            each(record.walk()).map(ControlFlow::Continue)
        });
    }
    let mut contents = Vec::new();
    (&mut input.reader)
        .take(MOST_TEXT + 1)
        .read_to_end(&mut contents)
        .map_err(|error| Input::failure(&name, error))?;
    if contents.len() as u64 > MOST_TEXT {
        let most = format!("more than {} MiB of text; explain a part of it", MOST_TEXT >> 20);
        return Err(Input::failure(&name, most));
    }
    if options.raw {
        return each(options.walk(&contents, None));
    }
    let reading = text::parse(&contents).map_err(|bad| Input::failure(&name, bad))?;
    if !options.coverage {
        warn(PROGRAM, format_args!("{name}: read as {reading}"));
    }
    let is_strace = matches!(reading.form, text::Form::Strace(_) | text::Form::Strings);
    for text::Buffer { bytes, cut_off, line, protocol } in reading.buffers {
        if cut_off {
            let advice = if is_strace { "; run strace with -s 65536" } else { "" };
            let len = bytes.len();
            let text = format_args!("{name}: line {line}: cut off after {len} bytes{advice}");
            warn(PROGRAM, text);
        }
        each(options.walk(&bytes, protocol))?;
    }
    Ok(())
}

/// Standard output: one write for each datagram, from a text that is reused.
struct Out {
    text: Text,
    format: Format,
    width: usize,
    figures: usize,
    /// Whether the input is a file: then no one waits for the next datagram, and the output
    /// is written in larger pieces.
    is_file: bool,
}

impl Out {
    fn new(options: &Explain) -> Self {
        let coloured = matches!(options.format, Format::Tree | Format::Hex);
        let text = Text::new(coloured, options.color);
        Out { text, format: options.format, width: width(), figures: 0, is_file: false }
    }

    fn datagram(&mut self, walk: Walk<'_>) -> Result<(), Failure> {
        /// How many bytes of output are kept when no one waits for them.
        const KEPT: usize = 1 << 15;
        append(&mut self.text.buffer, |out| match self.format {
            Format::Tree => tree(out, walk, self.width),
            Format::Hex => hex(out, walk),
            Format::Json => json(out, walk).and_then(|()| out.write_char('\n')),
            Format::Html => {
                self.figures += 1;
                html(out, &format!("bytes-{}", self.figures), walk)
            }
        });
        if self.is_file && self.text.buffer.len() < KEPT { Ok(()) } else { self.text.flush() }
    }
}

/// How many bytes of a file have a name.
#[derive(Default)]
struct Coverage {
    datagrams: usize,
    bytes: usize,
    unnamed: usize,
    faults: usize,
    /// The bytes of these faults: named, but not what they have to be.
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
