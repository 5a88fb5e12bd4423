//! The command line of `trace`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use netlink_raw::uapi::{OTHERS, PROTOCOLS};
use netlink_raw::wire::Protocol;

#[derive(Args)]
pub(crate) struct Trace {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Line)]
    pub(super) format: Format,
    /// Print to this file [default: standard error]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Also write the datagrams to a capture, for Wireshark, explain and replay
    #[arg(long, value_name = "FILE.pcap")]
    pub(super) write: Option<PathBuf>,
    /// Only this protocol, or only messages of this type; may be repeated
    ///
    /// A protocol is named as `who` prints it, a type as C spells it: --filter route
    /// --filter RTM_NEWROUTE. A message has to match one of the protocols and one of the types.
    #[arg(long, value_name = "PROTOCOL|TYPE", value_parser = wanted)]
    pub(super) filter: Vec<Wanted>,
    /// Print only a table at the end: messages of each type, bytes, time until the answer
    #[arg(long, conflicts_with = "format")]
    pub(super) summary: bool,
    /// Print the time before each message
    #[arg(long)]
    pub(super) timestamps: bool,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = clap::ColorChoice::Auto)]
    pub(super) color: clap::ColorChoice,
    /// The command and its arguments
    #[arg(last = true, value_name = "COMMAND", required = true)]
    pub(super) command: Vec<OsString>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A line for each message
    Line,
    /// The same, and a row for each field
    Tree,
    /// The same, and a hex dump with a letter for each field
    Hex,
    /// A JSON object for each datagram
    Json,
    /// A figure of each datagram for a web page
    Html,
}

/// What --filter asks for.
#[derive(Clone)]
pub(super) enum Wanted {
    Protocol(&'static Protocol),
    /// The C name of a message type.
    Type(&'static str),
}

/// Reads the name of a protocol or of a message type.
fn wanted(typed: &str) -> Result<Wanted, String> {
    let all = || PROTOCOLS.iter().chain(OTHERS);
    let protocol = all().find(|(name, protocol)| {
        name.eq_ignore_ascii_case(typed) || protocol.c_name.eq_ignore_ascii_case(typed)
    });
    if let Some((_, protocol)) = protocol {
        return Ok(Wanted::Protocol(protocol));
    }
    let rows = all().flat_map(|(_, protocol)| protocol.messages.iter().chain(protocol.control));
    let row = rows.map(|row| row.c_name).find(|name| name.eq_ignore_ascii_case(typed));
    row.map(Wanted::Type).ok_or_else(|| {
        "expected a protocol such as route or generic, or a message type such as RTM_NEWROUTE"
            .to_owned()
    })
}
