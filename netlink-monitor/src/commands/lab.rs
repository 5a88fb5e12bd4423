//! `netlink-monitor lab`: the guide's story in a private network, or a command there.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{self, ExitCode};

use clap::Args;
use messenger::program::{Failure, warn};
use netlink_raw::lab;

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

/// Enters a lab, a new one or an existing one, and becomes the command.
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

    // The socket that holds the name has to be made outside: the name belongs to that
    // network namespace.
    let name = options.name.as_deref().map(lab::name).transpose()?;
    match &options.join {
        Some(name) => lab::join(name)?,
        None => lab::enter()?,
    }
    if let Some(name) = &name {
        name.open()?;
    }

    // `exec` returns only if it failed. The exit codes are those of a shell.
    let lab = options.name.as_ref().or(options.join.as_ref()).map_or("", String::as_str);
    let error = process::Command::new(&program).args(arguments).env(lab::VARIABLE, lab).exec();
    drop(name);
    let (code, advice) = match error.kind() {
        io::ErrorKind::NotFound => (127, "check its name and the variable PATH"),
        _ => (126, "it has to be a program that this user may execute"),
    };
    let program = program.to_string_lossy();
    warn(PROGRAM, format_args!("cannot run '{}': {error}; {advice}", program.escape_debug()));
    Ok(ExitCode::from(code))
}
