//! `netlink-monitor trace`: the netlink conversation of a command, byte by byte.

mod conversation;
mod json;
mod message;
mod options;

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode, ExitStatus};
use std::thread;

use messenger::program::{Failure, warn};
use netlink_monitor::trace::{End, Tracer, trace_me, why_forbidden};
use nix::errno::Errno;
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SigSet, Signal, raise};

use super::PROGRAM;
use super::child::{ENDING, exit_code, not_started, spawn};
use conversation::Conversation;
pub(crate) use options::Trace;

/// Runs the command, and prints what it says and hears. Returns the exit code of the command.
pub(crate) fn trace(options: &Trace) -> Result<ExitCode, Failure> {
    let mut conversation = Conversation::new(options)?;
    let (program, arguments) = options.command.split_first().expect("clap asks for one");
    let mut command = Command::new(program);
    command.args(arguments);
    let (child, signals) = match spawn(&mut command, SigSet::from_iter(ENDING), trace_me) {
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
    if let Err(Failure::Told(sentence)) = conversation.finish() {
        warn(PROGRAM, sentence);
    }
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
