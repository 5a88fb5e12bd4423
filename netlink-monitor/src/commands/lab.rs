//! `netlink-monitor lab`: the guide's story in a private network, or a command there.

#![allow(unsafe_code, reason = "a signal mask between fork and execve; see `spawn`")]

use std::ffi::OsString;
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitCode, ExitStatus};

use clap::Args;
use messenger::program::{Failure, warn};
use netlink_raw::lab;
use nix::sys::signal::{SigSet, SigmaskHow, Signal, kill};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::unistd::Pid;

use super::PROGRAM;
use super::story;

#[derive(Args)]
pub(crate) struct Lab {
    /// Give the lab a name, so that another terminal can join it
    #[arg(long, conflicts_with = "join")]
    name: Option<String>,
    /// Join the lab of this name instead of starting one
    #[arg(long, value_name = "NAME")]
    join: Option<String>,
    /// Run this command in the lab, and exit with its code
    ///
    /// Without a command: a shell with --name or --join, otherwise the guide's story.
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// Tells the guide's story, or runs a command in a new lab or an existing one.
pub(crate) fn lab(options: &Lab) -> Result<ExitCode, Failure> {
    let named = options.name.is_some() || options.join.is_some();
    let shell = || {
        let shell = std::env::var_os("SHELL").filter(|shell| !shell.is_empty());
        shell.unwrap_or_else(|| "/bin/sh".into())
    };
    let (program, arguments) = match options.command.split_first() {
        Some((program, arguments)) => (program.clone(), arguments),
        None if named => (shell(), [].as_slice()),
        None => return story::tell().map(|()| ExitCode::SUCCESS),
    };

    // The socket that holds the name has to be created outside, because the name belongs to
    // that network namespace.
    let name = options.name.as_deref().map(lab::name).transpose()?;
    match &options.join {
        Some(name) => lab::join(name)?,
        None => lab::enter()?,
    }
    if let Some(name) = &name {
        name.open()?;
    }

    let lab = options.name.as_ref().or(options.join.as_ref()).map_or("", String::as_str);
    let mut command = Command::new(&program);
    command.args(arguments).env(lab::VARIABLE, lab);
    let error = match &name {
        // This process holds the name. It stays, and runs the command as a child.
        Some(_) => match spawn(&mut command) {
            Ok((child, signals)) => return Ok(exit_code(wait_for(child, &signals)?)),
            Err(error) => error,
        },
        // `exec` returns only if it failed.
        None => command.exec(),
    };
    // The exit codes are those of a shell.
    let (code, advice) = match error.kind() {
        io::ErrorKind::NotFound => (127, "check its name and the variable PATH"),
        // EAGAIN (fork(2)).
        io::ErrorKind::WouldBlock => (126, "this user has too many processes; see 'ulimit -u'"),
        _ => (126, "it has to be a program that this user may execute"),
    };
    let program = program.to_string_lossy();
    warn(PROGRAM, format_args!("cannot run '{}': {error}; {advice}", program.escape_debug()));
    Ok(ExitCode::from(code))
}

/// Starts a command. From then on, this process only reads signals from a file descriptor.
fn spawn(command: &mut Command) -> io::Result<(Child, SignalFd)> {
    let signals = SigSet::from_iter([
        Signal::SIGCHLD,
        Signal::SIGHUP,
        Signal::SIGINT,
        Signal::SIGQUIT,
        Signal::SIGTERM,
    ]);
    // Before the command starts, because a signal may come as soon as it runs.
    let before = signals.thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
    let file = SignalFd::with_flags(&signals, SfdFlags::SFD_CLOEXEC)?;
    // A process inherits the mask of its parent, also across execve(2).
    let unblock = move || Ok(before.thread_set_mask()?);
    // SAFETY: `unblock` runs between fork(2) and execve(2), where only async-signal-safe
    // functions may be called. It calls pthread_sigmask(3) alone, which is one of them.
    unsafe { command.pre_exec(unblock) };
    Ok((command.spawn()?, file))
}

/// Waits for a command. A signal that was sent to this process is passed on to the command.
fn wait_for(mut child: Child, signals: &SignalFd) -> io::Result<ExitStatus> {
    let pid = Pid::from_raw(child.id().cast_signed());
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        let Some(received) = signals.read_signal()? else { continue };
        let signal = i32::try_from(received.ssi_signo).ok().map(Signal::try_from);
        match signal {
            Some(Ok(Signal::SIGCHLD)) => {}
            // The terminal sends Ctrl-C to the command as well; `kill` reaches only this process.
            Some(Ok(signal)) if received.ssi_code <= libc::SI_USER => kill(pid, signal)?,
            _ => {}
        }
    }
}

/// As a shell reports it: the command's own exit code, or 128 and the number of the signal.
fn exit_code(status: ExitStatus) -> ExitCode {
    let signal = || status.signal().map(|signal| 128 + signal);
    let code = status.code().or_else(signal).and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}
