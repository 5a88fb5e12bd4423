//! The tools for writing an exercise's checks.
//!
//! A check is a function that calls the student's function and examines the result.
//! [`run`] calls the checks of an exercise in order, and stops at the first that
//! fails, because the next ones build on it. A failure says what was expected,
//! shows the bytes, and names the mistake if it looks like a known one. The
//! exercise's metadata has a hint for each known mistake.
//!
//! ```no_run
//! use checks::{Outcome, check, run, same};
//!
//! fn the_sum() -> Outcome {
//!     let got = 2 + 2;
//!     same("2 + 2", &got, &4).map_err(|failure| failure.mistake_if(got == 22, "as-text"))
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     run(&[check("the sum", the_sum)])
//! }
//! ```

mod bytes;
mod capture;
pub mod lab;
mod report;

pub use bytes::{Form, differs, field_at, same_bytes};
pub use capture::{datagram, message, unusual_padding};
pub use netlink_raw;
pub use report::{Event, Failure, Kind};

use std::fmt::Debug;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::panic::{self, UnwindSafe};
use std::process::ExitCode;
use std::sync::Mutex;

/// The environment variable that makes a check program report events, one a line, instead of
/// printing text. Standard input is then the pipe to write them to.
pub const REPORT: &str = "EXERCISE_REPORT";

/// The environment variable that makes live checks use recorded bytes even on a
/// machine that has a lab.
pub const NO_LAB: &str = "EXERCISE_NO_LAB";

/// What a check returns.
pub type Outcome = Result<(), Failure>;

/// A check: a name, which is a phrase without a full stop, and a function.
#[derive(Clone, Copy)]
pub struct Check {
    name: &'static str,
    body: Body,
    panics_mean: Option<&'static str>,
    hangs_mean: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum Body {
    Plain(fn() -> Outcome),
    /// One function for the lab, and one with recorded bytes for machines without it.
    Live(fn() -> Outcome, fn() -> Outcome),
}

/// A check that does not need the kernel.
pub const fn check(name: &'static str, body: fn() -> Outcome) -> Check {
    Check { name, body: Body::Plain(body), panics_mean: None, hangs_mean: None }
}

/// A check against this machine's kernel, in a lab, and the check that replaces it if
/// the machine does not allow the lab.
pub const fn live(name: &'static str, lab: fn() -> Outcome, recorded: fn() -> Outcome) -> Check {
    Check { name, body: Body::Live(lab, recorded), panics_mean: None, hangs_mean: None }
}

impl Check {
    /// Names the most likely mistake if the student's function panics.
    pub const fn panics_mean(self, mistake: &'static str) -> Check {
        Check { panics_mean: Some(mistake), ..self }
    }

    /// Names the most likely mistake if the student's function does not return.
    pub const fn hangs_mean(self, mistake: &'static str) -> Check {
        Check { hangs_mean: Some(mistake), ..self }
    }
}

/// Checks that `got` is `expected`.
pub fn same<T: PartialEq + Debug>(what: &str, got: &T, expected: &T) -> Outcome {
    if got == expected {
        return Ok(());
    }
    Err(Failure::new(format!("{what}: expected {expected:?}, got {got:?}")))
}

/// Returns a number with its noun: `1 message`, `2 messages`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The place and the message of the last panic, for the failure that reports it.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs the checks in order and stops at the first that fails.
pub fn run(checks: &[Check]) -> ExitCode {
    let mut out = match Out::new() {
        Ok(out) => out,
        Err(error) => {
            eprintln!("the report: {error}");
            return ExitCode::FAILURE;
        }
    };
    if out.report.is_some() {
        // The runner may end before this program does. If so, end with it.
        let _ = nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL);
    }
    let is_live = checks.iter().any(|check| matches!(check.body, Body::Live(..)));
    let recorded = is_live.then(lab::enter).and_then(Result::err);
    out.event(&Event::Plan { checks: checks.len() });
    if let Some(why) = &recorded {
        out.event(&Event::Recorded { why: why.clone() });
    }
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line()));
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let message = text.or(payload.downcast_ref::<String>().map(String::as_str));
        let message = message.unwrap_or("no message");
        if let Ok(mut panic) = PANIC.lock() {
            *panic = Some(format!("panicked{}: {message}", place.unwrap_or_default()));
        }
    }));
    for check in checks {
        out.event(&Event::Begin {
            name: check.name.to_owned(),
            hangs_mean: check.hangs_mean.map(str::to_owned),
        });
        let body = match (check.body, &recorded) {
            (Body::Plain(body), _)
            | (Body::Live(body, _), None)
            | (Body::Live(_, body), Some(_)) => body,
        };
        let outcome = caught(body).unwrap_or_else(|message| {
            let mut failure = Failure::new(format!("the program {message}"));
            failure.kind = Kind::Panic;
            Err(failure
                .mistake_if(check.panics_mean.is_some(), check.panics_mean.unwrap_or_default()))
        });
        match outcome {
            Ok(()) => out.event(&Event::Passed),
            Err(failure) => {
                out.event(&Event::Failed(Box::new(failure)));
                return ExitCode::FAILURE;
            }
        }
    }
    out.event(&Event::End);
    ExitCode::SUCCESS
}

/// Returns what `body` returned, or the message of its panic.
fn caught(body: impl Fn() -> Outcome + UnwindSafe) -> Result<Outcome, String> {
    panic::catch_unwind(body).map_err(|_| {
        let said = PANIC.lock().ok().and_then(|mut panic| panic.take());
        said.unwrap_or_else(|| "panicked".to_owned())
    })
}

/// Reports events: as lines for the runner, or as text for `cargo test`.
struct Out {
    report: Option<File>,
}

impl Out {
    /// Takes the pipe of the report out of reach of the student's code.
    ///
    /// The pipe arrives as standard input, because that is the one descriptor that safe Rust can
    /// take over. Safe Rust cannot write to the copy made here: it has no name for it, and no
    /// process that it starts inherits it.
    fn new() -> io::Result<Self> {
        if std::env::var_os(REPORT).is_none() {
            return Ok(Out { report: None });
        }
        let report = io::stdin().as_fd().try_clone_to_owned()?;
        nix::unistd::dup2_stdin(File::open("/dev/null")?)?;
        Ok(Out { report: Some(report.into()) })
    }

    fn event(&mut self, event: &Event) {
        // If nothing reads the report any more, no one needs it.
        let _ = match &mut self.report {
            Some(report) => {
                let json = serde_json::to_string(event).unwrap_or_default();
                report.write_all(format!("{json}\n").as_bytes())
            }
            None => {
                let mut out = io::stdout().lock();
                out.write_all(event.text().as_bytes()).and_then(|()| out.flush())
            }
        };
    }
}
