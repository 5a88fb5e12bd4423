//! The command line: each command is a file under `commands/`.

mod commands;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use messenger::program::finish;

use commands::PROGRAM;
use commands::compare::{Compare, compare};
use commands::dump::{Dump, dump};
use commands::examples;
use commands::explain::{Explain, explain};
use commands::families::{Families, families};
use commands::follow::{Follow, follow};
use commands::lab::{Lab, lab};
use commands::manual::{Completions, Manual, completions, manual};
use commands::replay::{Replay, replay};
use commands::trace::{Trace, trace};
use commands::watch::{Watch, watch};
use commands::who::{Who, who};

/// Monitor the kernel's network state, and explain every byte of its messages
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
    /// Print changes as the kernel reports them (the default command)
    #[command(after_help = examples::FOLLOW)]
    Follow(Follow),
    /// Print the state, then every change, with no gap and nothing twice
    #[command(after_help = examples::WATCH)]
    Watch(Watch),
    /// Print what the kernel has now
    #[command(after_help = examples::DUMP)]
    Dump(Dump),
    /// Compare the kernel's routes with those that another program has
    ///
    /// Prints the differences, one a line: routes that only one of the two has, and values that
    /// differ. What the other program's form does not say is not compared; standard error reports
    /// what was left out, and why. The exit code is 0 if the two are equal, 1 if they differ, and
    /// 2 if they could not be compared.
    #[command(after_help = examples::COMPARE)]
    Compare(Compare),
    /// Print the events in a capture
    #[command(after_help = examples::REPLAY)]
    Replay(Replay),
    /// Explain every byte of a datagram
    #[command(after_help = examples::EXPLAIN)]
    Explain(Explain),
    /// Run a command, and show what it says to the kernel over netlink, and hears
    #[command(after_help = examples::TRACE)]
    Trace(Trace),
    /// List the netlink sockets on this machine and the processes that use them
    #[command(after_help = examples::WHO)]
    Who(Who),
    /// List the families of generic netlink, their operations and multicast groups
    #[command(after_help = examples::FAMILIES)]
    Families(Families),
    /// Tell the guide's story in a private network, or run a command there
    #[command(after_help = examples::LAB)]
    Lab(Lab),
    /// Print a script that completes options in a shell
    Completions(Completions),
    /// Write the manual pages (scripts/man)
    #[command(hide = true)]
    Man(Manual),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => follow(&cli.follow),
        Some(Command::Follow(options)) => follow(&options),
        Some(Command::Watch(options)) => watch(&options),
        Some(Command::Dump(options)) => dump(&options),
        Some(Command::Replay(options)) => replay(&options),
        Some(Command::Explain(options)) => explain(&options),
        Some(Command::Who(options)) => who(&options),
        Some(Command::Families(options)) => families(&options),
        Some(Command::Completions(options)) => completions(&options, Cli::command()),
        Some(Command::Man(options)) => manual(&options, &Cli::command()),
        Some(Command::Compare(options)) => return compare(&options),
        // These two end with the exit code of a command.
        Some(Command::Lab(options)) => match lab(&options) {
            Ok(code) => return code,
            Err(failure) => Err(failure),
        },
        Some(Command::Trace(options)) => match trace(&options) {
            Ok(code) => return code,
            Err(failure) => Err(failure),
        },
    };
    finish(PROGRAM, result)
}
