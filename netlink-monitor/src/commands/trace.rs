//! `netlink-monitor trace`: the netlink conversation of a command, byte by byte.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode, ExitStatus};
use std::thread;

use clap::{Args, ValueEnum};
use messenger::program::Failure;
use netlink_monitor::trace::{End, Tracer, trace_me, why_forbidden};
use netlink_raw::uapi::{OTHERS, PROTOCOLS};
use netlink_raw::wire::Protocol;
use nix::errno::Errno;
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SigSet, Signal, raise};

use super::child::{exit_code, not_started, spawn};
use super::conversation::Conversation;

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
    command: Vec<OsString>,
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

/// Runs the command, and prints what it says and hears. Returns the exit code of the command.
pub(crate) fn trace(options: &Trace) -> Result<ExitCode, Failure> {
    let mut conversation = Conversation::new(options)?;
    let (program, arguments) = options.command.split_first().expect("clap asks for one");
    let mut command = Command::new(program);
    command.args(arguments);
    let (child, signals) = match spawn(&mut command, trace_me) {
        Ok(started) => started,
        Err(error) if error.raw_os_error() == Some(Errno::EPERM as i32) => {
            return Err(forbidden());
        }
        Err(error) => return Ok(not_started(program, &error)),
    };
    let child = child.id();
    let mut tracer = match Tracer::attach(child.cast_signed()) {
        Ok(tracer) => tracer,
        Err(Errno::EPERM) => return Err(forbidden()),
        Err(errno) => return Err(Failure::Told(format!("ptrace: {errno}"))),
    };
    // Only the thread that traces the command can wait for it, so another one reads the signals.
    thread::spawn(move || while signals.pass_on(child).is_ok() {});
    let end = tracer.run(&mut conversation);
    conversation.finish()?;
    Ok(match end {
        End::Exited(code) => exit_code(ExitStatus::from_raw(code << 8)),
        End::Killed(signal) => end_by(signal),
    })
}

fn forbidden() -> Failure {
    Failure::Told(format!("ptrace: not permitted: {}", why_forbidden()))
}

/// Ends this process by the signal that ended the command, so that our caller sees the same.
fn end_by(signal: i32) -> ExitCode {
    if let Ok(signal) = Signal::try_from(signal) {
        // One core file is enough.
        let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
        let _ = SigSet::from_iter([signal]).thread_unblock();
        let _ = raise(signal);
    }
    // A signal that this process ignores, such as SIGPIPE, or a real-time signal.
    exit_code(ExitStatus::from_raw(signal))
}
