//! A command that runs as a child of this program, for lab and trace. Its input, its output, its
//! signals and its exit code are its own.

#![allow(unsafe_code, reason = "a function between fork and execve; see `spawn`")]

use std::ffi::OsStr;
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitCode, ExitStatus};

use messenger::program::warn;
use nix::sys::signal::{SigSet, SigmaskHow, Signal, kill};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::unistd::Pid;

use super::PROGRAM;

/// The signals that this process receives for its child.
pub(crate) struct Signals(SignalFd);

/// The signals that end a program, which are passed on.
pub(crate) const ENDING: [Signal; 4] =
    [Signal::SIGHUP, Signal::SIGINT, Signal::SIGQUIT, Signal::SIGTERM];

/// Starts a command. From then on, this process only reads these signals from a file descriptor.
///
/// `before` runs in the child, just before the command. Only what is async-signal-safe may be in
/// it: system calls, and no memory allocation (signal-safety(7)).
pub(crate) fn spawn(
    command: &mut Command,
    signals: SigSet,
    before: fn() -> io::Result<()>,
) -> io::Result<(Child, Signals)> {
    // Before the command starts, because a signal may come as soon as it runs.
    let mask = signals.thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
    let file = SignalFd::with_flags(&signals, SfdFlags::SFD_CLOEXEC)?;
    // A process inherits the mask of its parent, also across execve(2).
    let in_child = move || {
        mask.thread_set_mask()?;
        before()
    };
    // SAFETY: `in_child` runs between fork(2) and execve(2), where only async-signal-safe
    // functions may be called. It calls pthread_sigmask(3), which is one of them, and `before`.
    unsafe { command.pre_exec(in_child) };
    Ok((command.spawn()?, Signals(file)))
}

impl Signals {
    /// Waits for a signal. One that was sent to this process is passed on to the child.
    pub(crate) fn pass_on(&self, child: u32) -> io::Result<()> {
        let Some(received) = self.0.read_signal()? else { return Ok(()) };
        let signal = i32::try_from(received.ssi_signo).ok().map(Signal::try_from);
        match signal {
            Some(Ok(Signal::SIGCHLD)) => {}
            // The terminal sends Ctrl-C to the command as well; `kill` reaches only this process.
            Some(Ok(signal)) if received.ssi_code <= libc::SI_USER => {
                kill(Pid::from_raw(child.cast_signed()), signal)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// As a shell reports it: the command's own exit code, or 128 and the number of the signal.
pub(crate) fn exit_code(status: ExitStatus) -> ExitCode {
    let signal = || status.signal().map(|signal| 128 + signal);
    let code = status.code().or_else(signal).and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Says why a command did not start. The exit codes are those of a shell.
pub(crate) fn not_started(program: &OsStr, error: &io::Error) -> ExitCode {
    let (code, advice) = match error.kind() {
        io::ErrorKind::NotFound => (127, "check its name and the variable PATH"),
        // EAGAIN (fork(2)).
        io::ErrorKind::WouldBlock => (126, "this user has too many processes; see 'ulimit -u'"),
        _ => (126, "it has to be a program that this user may execute"),
    };
    let program = program.to_string_lossy();
    warn(PROGRAM, format_args!("cannot run '{}': {error}; {advice}", program.escape_debug()));
    ExitCode::from(code)
}
