//! `netlink-monitor lab`: the guide's story in a private network, or a command there.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitCode, ExitStatus};

use clap::Args;
use messenger::program::Failure;
use netlink_raw::lab;
use nix::sys::signal::{SigSet, Signal};

use super::child::{ENDING, Signals, exit_code, not_started, spawn};
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
        Some(_) => match spawn(&mut command, signals(), || Ok(())) {
            Ok((child, signals)) => return Ok(exit_code(wait_for(child, &signals)?)),
            Err(error) => error,
        },
        // `exec` returns only if it failed.
        None => command.exec(),
    };
    Ok(not_started(&program, &error))
}

/// The signals that this process waits for: those that it passes on, and the end of the command.
fn signals() -> SigSet {
    ENDING.into_iter().chain([Signal::SIGCHLD]).collect()
}

/// Waits for a command, and passes signals on to it.
fn wait_for(mut child: Child, signals: &Signals) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        signals.pass_on(child.id())?;
    }
}
