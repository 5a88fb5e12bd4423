//! What every program of this workspace does the same way: it reads an option,
//! prints, and ends.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

/// Why a program ends early.
#[derive(Debug)]
pub enum Failure {
    /// A sentence for the person: what, why, and what to try. Exit code 1.
    Told(String),
    /// Nobody reads our output any more (`| head`): end without a word.
    OutputClosed,
}

impl From<String> for Failure {
    fn from(sentence: String) -> Self {
        Failure::Told(sentence)
    }
}

/// For errors of writing to standard output; those of sockets have more to say
/// and are told where they happen.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::OutputClosed,
            _ => Failure::Told(format!("writing the output: {error}")),
        }
    }
}

/// The exit code of a program, after its last words.
#[must_use]
pub fn finish(program: &str, result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) | Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(Failure::Told(sentence)) => {
            warn(program, sentence);
            ExitCode::FAILURE
        }
    }
}

/// Writes a line to standard error.
pub fn warn(program: &str, text: impl Display) {
    // If standard error is closed, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{program}: {text}");
}

/// Writes to standard output, at once.
///
/// # Errors
///
/// As write(2); a closed pipe is an error here, where `print!` panics.
pub fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Makes Ctrl-C, SIGTERM and SIGHUP end the program with exit code 0.
///
/// The main thread sits in a system call then and drops nothing: what has to
/// be cleaned up belongs into `before`.
///
/// # Errors
///
/// As sigaction(2).
pub fn end_on_ctrl_c(mut before: impl FnMut() + Send + 'static) -> Result<(), Failure> {
    ctrlc::set_handler(move || {
        before();
        std::process::exit(0);
    })
    .map_err(|error| Failure::Told(format!("sigaction: {error}")))
}

/// A positive number of seconds, as an option takes it; decimals are welcome.
///
/// # Errors
///
/// A sentence for the person.
pub fn seconds(typed: &str) -> Result<Duration, String> {
    typed
        .parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        // The kernel counts microseconds, and takes 0 of them for no limit.
        .filter(|duration| duration.as_micros() > 0)
        .ok_or_else(|| "expected a positive number of seconds, such as 2 or 0.5".to_owned())
}

/// The length of a receive buffer in bytes, as an option takes it.
///
/// # Errors
///
/// A sentence for the person.
pub fn buffer_len(typed: &str) -> Result<usize, String> {
    const MOST: usize = 16 << 20;
    typed
        .parse()
        .ok()
        .filter(|len| (1..=MOST).contains(len))
        .ok_or_else(|| format!("expected a number of bytes from 1 to {MOST}"))
}
