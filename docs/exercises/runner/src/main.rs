//! `cargo exercise`: the book's exercises, checked while you write.
//!
//! ```text
//! course    the exercises: hints, starters and solutions from one source
//! compile   builds the student's file and the checks with rustc
//! run       runs a check program and reads its report
//! session   the student's commands: watch, check, hint, reset, solution
//! progress  the text file that records what is solved
//! show      the text that is printed
//! jail      the sandbox for other people's code
//! grade     for instructors: checks many checkouts at once
//! verify    for authors: checks the course itself
//! mutants   for authors: changes solutions, to see that the checks notice
//! ```

#![forbid(unsafe_code)]

mod compile;
mod course;
mod grade;
mod jail;
mod mutants;
mod progress;
mod run;
mod session;
mod show;
mod verify;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use clap::{Parser, Subcommand};

use crate::course::Course;
use crate::session::Session;

/// The exercises of the book "Netlink, every byte of it".
///
/// Without a command: show the first exercise that is not solved, check its file each time
/// you save it, and move on to the next exercise.
#[derive(Parser)]
#[command(name = "cargo exercise", bin_name = "cargo exercise")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// List all exercises and show which ones are solved
    List,
    /// Check an exercise each time you save it, and move on to the next
    Watch {
        /// Number or name [default: the first exercise that is not solved]
        exercise: Option<String>,
    },
    /// Check one exercise once
    Check {
        /// Number or name [default: the first exercise that is not solved]
        exercise: Option<String>,
        /// Check FILE instead of your own, for example one of the mistakes
        #[arg(long, value_name = "FILE", requires = "exercise")]
        with: Option<PathBuf>,
    },
    /// Show one more hint each time
    Hint {
        /// Number or name [default: the first exercise that is not solved]
        exercise: Option<String>,
    },
    /// Restore the starter, and keep a copy of what you wrote
    Reset {
        /// Number or name
        exercise: String,
    },
    /// Write the short form of an exercise: all is there but one expression
    Short {
        /// Number or name
        exercise: String,
    },
    /// Show a solution to compare with yours
    Solution {
        /// Number or name
        exercise: String,
        /// Show the solution even though the exercise is not solved
        #[arg(long)]
        give_up: bool,
    },
    /// Show how many exercises are solved
    Progress,
    /// For instructors: check the work in other checkouts, each in a sandbox
    Grade {
        /// Checkouts of this repository, or directories that contain checkouts
        #[arg(required = true)]
        checkouts: Vec<PathBuf>,
        /// Output format
        #[arg(long, value_enum, default_value = "table")]
        format: grade::Format,
    },
    /// For authors: check that starters fail, solutions pass and mistakes are recognised
    Verify {
        /// Check only this one [default: all of them, and the book's links]
        exercise: Option<String>,
        /// Only change the solutions by one token at a time, in every way: each check has to fail
        #[arg(long)]
        mutants: bool,
    },
    /// For authors: rewrite the starters and the book's pages
    Starters,
    /// Run a command in a sandbox; `grade` uses this
    #[command(hide = true)]
    Jail(jail::Arguments),
}

/// An error message for the user.
#[derive(Debug)]
pub struct Told(pub String);

impl Told {
    fn interrupted() -> Told {
        Told("interrupted".to_owned())
    }
}

impl From<&str> for Told {
    fn from(text: &str) -> Told {
        Told(text.to_owned())
    }
}

impl From<io::Error> for Told {
    fn from(error: io::Error) -> Told {
        Told(error.to_string())
    }
}

impl From<nix::Error> for Told {
    fn from(error: nix::Error) -> Told {
        Told(error.desc().to_owned())
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // The jail has to stay a process with one thread until it is in its namespaces, so it
    // starts before the Ctrl-C handler, which is a thread.
    if let Some(Command::Jail(arguments)) = &arguments.command {
        return jail::run(arguments);
    }
    let done = ctrlc::set_handler(|| run::INTERRUPTED.store(true, Ordering::Relaxed))
        .map_err(|error| Told(format!("cannot handle Ctrl-C: {error}")))
        .and_then(|()| command(arguments.command));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(_) if run::INTERRUPTED.load(Ordering::Relaxed) => ExitCode::from(130),
        Err(Told(text)) => {
            anstream::eprintln!("cargo exercise: {text}");
            ExitCode::from(2)
        }
    }
}

/// Runs the command. Returns whether the exit code is to report success.
fn command(command: Option<Command>) -> Result<bool, Told> {
    let course = Course::find()?;
    match command {
        None => Session::new(course)?.begin(),
        Some(Command::List) => Session::new(course)?.list(),
        Some(Command::Watch { exercise }) => Session::new(course)?.watch(exercise.as_deref()),
        Some(Command::Check { exercise, with }) => {
            Session::new(course)?.check(exercise.as_deref(), with.as_deref())
        }
        Some(Command::Hint { exercise }) => Session::new(course)?.hint(exercise.as_deref()),
        Some(Command::Reset { exercise }) => Session::new(course)?.reset(&exercise),
        Some(Command::Short { exercise }) => Session::new(course)?.short(&exercise),
        Some(Command::Solution { exercise, give_up }) => {
            Session::new(course)?.solution(&exercise, give_up)
        }
        Some(Command::Progress) => Session::new(course)?.progress(),
        Some(Command::Grade { checkouts, format }) => grade::grade(&course, &checkouts, format),
        Some(Command::Verify { exercise, mutants }) => {
            verify::verify(&course, exercise.as_deref(), mutants)
        }
        Some(Command::Starters) => verify::write_starters(&course),
        Some(Command::Jail(_)) => unreachable!("main handles this command"),
    }
}
