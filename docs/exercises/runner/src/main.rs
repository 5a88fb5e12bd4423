//! `cargo exercise`: the book's exercises, checked while you write.
//!
//! ```text
//! course    what there is: exercises, hints, starters and solutions from one source
//! compile   the student's file and the checks, built by rustc
//! run       a check program is run, and its report read
//! session   what a student does: watch, check, hint, reset, solution
//! progress  the text file that remembers what is solved
//! show      what is printed
//! jail      where other people's code runs
//! grade     many checkouts at once, for instructors
//! verify    is the course itself in order?
//! ```

#![forbid(unsafe_code)]

mod compile;
mod course;
mod grade;
mod jail;
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
/// Without a command: shows the first exercise that is not solved, watches its file,
/// checks it at each save, and goes on to the next.
#[derive(Parser)]
#[command(name = "cargo exercise", bin_name = "cargo exercise")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// All exercises, and which are solved
    List,
    /// Checks at each save, and goes on to the next exercise
    Watch {
        /// Number or name; the first that is not solved, if none is given
        exercise: Option<String>,
    },
    /// Checks one exercise, once
    Check {
        /// Number or name; the first that is not solved, if none is given
        exercise: Option<String>,
        /// This file in the place of yours, such as one of its mistakes
        #[arg(long, value_name = "FILE", requires = "exercise")]
        with: Option<PathBuf>,
    },
    /// One hint more, each time
    Hint {
        /// Number or name; the first that is not solved, if none is given
        exercise: Option<String>,
    },
    /// Puts the starter back; what you have written is kept beside
    Reset {
        /// Number or name
        exercise: String,
    },
    /// A solution to compare with yours
    Solution {
        /// Number or name
        exercise: String,
        /// Show it although the exercise is not solved
        #[arg(long)]
        give_up: bool,
    },
    /// How far you are
    Progress,
    /// For instructors: checks the work in other checkouts, each apart from this machine
    Grade {
        /// Checkouts of this repository
        #[arg(required = true)]
        checkouts: Vec<PathBuf>,
        /// What to print
        #[arg(long, value_enum, default_value = "table")]
        format: grade::Format,
    },
    /// For authors: is each starter unsolved, each solution good, each mistake recognised?
    Verify {
        /// Only this one; all, and the book's links, if none is given
        exercise: Option<String>,
    },
    /// For authors: writes the starters and the book's pages anew
    Starters,
    /// Runs a command where it can harm nobody; `grade` uses it
    #[command(hide = true)]
    Jail(jail::Arguments),
}

/// An error for the person: a sentence.
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
    // It has to stay a process of one thread, until it is in its namespaces; so it
    // comes before the handler of Ctrl-C, which is a thread.
    if let Some(Command::Jail(arguments)) = &arguments.command {
        return jail::run(arguments);
    }
    let done = ctrlc::set_handler(|| run::INTERRUPTED.store(true, Ordering::Relaxed))
        .map_err(|error| Told(format!("Ctrl-C: {error}")))
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

/// Does it; whether all is well.
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
        Some(Command::Solution { exercise, give_up }) => {
            Session::new(course)?.solution(&exercise, give_up)
        }
        Some(Command::Progress) => Session::new(course)?.progress(),
        Some(Command::Grade { checkouts, format }) => grade::grade(&course, &checkouts, format),
        Some(Command::Verify { exercise }) => verify::verify(&course, exercise.as_deref()),
        Some(Command::Starters) => verify::write_starters(&course),
        Some(Command::Jail(_)) => unreachable!("it has been dealt with"),
    }
}
