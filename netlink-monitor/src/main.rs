//! The route monitor on `socket2`, and the lab.

mod dump_command;
mod examples;
mod explain_command;
mod families_command;
mod follow_command;
mod manual;
mod namespaces;
mod replay_command;
mod session;
mod story;
mod watch_command;
mod who_command;

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};
use messenger::program::{self, Failure, warn};
use netlink_raw::lab;

use dump_command::Dump;
use explain_command::Explain;
use families_command::Families;
use follow_command::Follow;
use manual::{Completions, Manual};
use replay_command::Replay;
use watch_command::Watch;
use who_command::Who;

/// Follows what the kernel tells of the network, and says what each byte of it is.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = examples::FOLLOW)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    follow: Follow,
}

#[derive(Subcommand)]
enum Command {
    /// Prints every change, as the kernel tells it (the default, with routes)
    #[command(after_help = examples::FOLLOW)]
    Follow(Follow),
    /// Prints the state, then every change, with no gap and nothing twice
    #[command(after_help = examples::WATCH)]
    Watch(Watch),
    /// Prints what there is now
    #[command(after_help = examples::DUMP)]
    Dump(Dump),
    /// Prints the events of a capture
    #[command(after_help = examples::REPLAY)]
    Replay(Replay),
    /// Says what each byte of a datagram is
    #[command(after_help = examples::EXPLAIN)]
    Explain(Explain),
    /// Who uses netlink on this machine: process, protocol, port ID, groups, drops
    #[command(after_help = examples::WHO)]
    Who(Who),
    /// The families of generic netlink: operations and multicast groups
    #[command(after_help = examples::FAMILIES)]
    Families(Families),
    /// Tells the guide's story in a private network; or runs a command there
    #[command(after_help = examples::LAB)]
    Lab(Lab),
    /// Prints what makes a shell complete the options
    Completions(Completions),
    /// Writes the manual pages (scripts/man)
    #[command(hide = true)]
    Man(Manual),
}

#[derive(Args)]
struct Lab {
    /// Give the lab a name, under which a second terminal can join it
    #[arg(long, conflicts_with = "join")]
    name: Option<String>,
    /// Enter the lab of this name instead of a new one
    #[arg(long, value_name = "NAME")]
    join: Option<String>,
    /// What to run in the lab; its exit code becomes ours
    ///
    /// Without it, with --name or --join a shell, else the guide's story.
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// What error messages begin with.
const PROGRAM: &str = "netlink-monitor";

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => follow_command::follow(&cli.follow),
        Some(Command::Follow(options)) => follow_command::follow(&options),
        Some(Command::Watch(options)) => watch_command::watch(&options),
        Some(Command::Dump(options)) => dump_command::dump(&options),
        Some(Command::Replay(options)) => replay_command::replay(&options),
        Some(Command::Explain(options)) => explain_command::explain(&options),
        Some(Command::Who(options)) => who_command::who(&options),
        Some(Command::Families(options)) => families_command::families(&options),
        Some(Command::Completions(options)) => manual::completions(&options, Cli::command()),
        Some(Command::Man(options)) => manual::manual(&options, &Cli::command()),
        Some(Command::Lab(options)) => match run_in_lab(&options) {
            Ok(code) => return code,
            Err(failure) => Err(failure),
        },
    };
    program::finish(PROGRAM, result)
}

/// Enters a lab, new or existing, and becomes the command.
fn run_in_lab(options: &Lab) -> Result<ExitCode, Failure> {
    let named = options.name.is_some() || options.join.is_some();
    let command = match options.command.split_first() {
        Some((program, arguments)) => Some((program.clone(), arguments)),
        None if named => {
            let shell = std::env::var_os("SHELL").filter(|shell| !shell.is_empty());
            Some((shell.unwrap_or_else(|| "/bin/sh".into()), [].as_slice()))
        }
        None => None,
    };
    let Some((command, arguments)) = command else {
        return story::tell().map(|()| ExitCode::SUCCESS);
    };

    // The name's socket has to be made outside: its namespace is the network's.
    let name = match (&options.name, &options.join) {
        (Some(name), _) => Some(lab::name(name)?),
        _ => None,
    };
    match &options.join {
        Some(name) => lab::join(name)?,
        None => lab::enter()?,
    }
    if let Some(name) = &name {
        name.open()?;
    }

    // `exec` returns only if it failed. The exit codes are those of a shell.
    let lab = options.name.as_ref().or(options.join.as_ref()).map_or("", String::as_str);
    let mut process = std::process::Command::new(&command);
    let error = process.args(arguments).env(lab::VARIABLE, lab).exec();
    drop(name);
    let (code, advice) = match error.kind() {
        io::ErrorKind::NotFound => (127, "check its name, and the variable PATH"),
        _ => (126, "it has to be a program that this user may execute"),
    };
    let command = command.to_string_lossy();
    warn(PROGRAM, format_args!("cannot run '{}': {error}; {advice}", command.escape_debug()));
    Ok(ExitCode::from(code))
}
