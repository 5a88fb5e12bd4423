//! What every program in this workspace does the same way: read an option, print, and
//! end.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use clap::CommandFactory;
use clap::error::ErrorKind;

/// Why a program ends early.
///
/// No caller matches on the cause of a failure, so a sentence is enough. The error types
/// of the libraries know what was tried, and with what; any of them becomes a `Failure`
/// with `?`, and its `Display` is the sentence.
///
/// `Failure` itself does not implement [`Error`]: then the conversion below would cover
/// `Failure` too, and clash with the standard library's conversion of any type into
/// itself. `anyhow::Error` has the same limitation for the same reason.
#[derive(Debug)]
pub enum Failure {
    /// A sentence for the person: what failed, why, and what to try. Exit code 1.
    Told(String),
    /// The reader of our output has gone (`| head`): end silently.
    OutputClosed,
}

impl<E: Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let io_error = (&error as &dyn Error).downcast_ref::<io::Error>();
        match io_error.map(io::Error::kind) {
            // EPIPE. The sockets here never give it: datagram sockets have no
            // connection that could end.
            Some(io::ErrorKind::BrokenPipe) => Failure::OutputClosed,
            _ => Failure::Told(error.to_string()),
        }
    }
}

/// Prints why a program ends early, if it does, and returns its exit code.
///
/// A closed pipe counts as success: `messenger receiver | head -n 3` did what it was
/// asked to do. A C program would not get this far, because SIGPIPE ends it. Rust's
/// runtime ignores that signal, so the write fails with `EPIPE` instead.
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

/// Prints a problem and the subcommand's usage, and ends the program with exit code 2, as
/// for every mistake on the command line.
///
/// This is for words that clap cannot judge alone. For example, an address is right or
/// wrong only together with `--family`.
///
/// # Panics
///
/// If the program has no subcommand with this name.
pub fn usage_error<Cli: CommandFactory>(subcommand: &str, problem: impl Display) -> ! {
    let mut cli = Cli::command();
    // Without this, subcommands do not know their full names: "messenger sender".
    cli.build();
    let command = cli.find_subcommand_mut(subcommand).expect("a subcommand of this program");
    command.error(ErrorKind::ValueValidation, problem).exit()
}

/// Writes a line to standard error that begins with the program's name.
///
/// Warnings stay out of standard output, which holds the transcript and may be compared
/// with the guide's.
pub fn warn(program: &str, text: impl Display) {
    // If standard error is closed, no place is left to report that.
    let _ = writeln!(io::stderr(), "{program}: {text}");
}

/// `write(1, text, len)`: writes to standard output immediately.
///
/// Immediately, because the output may go into a pipe, and a monitor whose lines arrive
/// late is of little use: C's `printf` and Python's `print` would hold back a few
/// kilobytes. A whole text at a time, so that the lines of two programs in one terminal
/// do not mix.
///
/// # Errors
///
/// As write(2), with the words "writing the output" in front. A closed pipe is an error
/// here, where `print!` panics.
#[doc(alias = "write")]
pub fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| io::Error::new(error.kind(), format!("writing the output: {error}")))
}

/// `sigaction`: makes Ctrl-C (SIGINT), SIGTERM and SIGHUP end the program with exit code
/// 0, after calling `before`.
///
/// At that moment the main thread is usually inside a system call and drops nothing, so
/// any clean-up belongs into `before`. It runs in a thread of its own, not in the signal
/// handler, where almost nothing is allowed, not even allocating memory
/// (signal-safety(7)). A handler needs `unsafe`, which is why this is left to the crate
/// `ctrlc`.
///
/// # Errors
///
/// As sigaction(2).
#[doc(alias = "sigaction")]
pub fn end_on_ctrl_c(mut before: impl FnMut() + Send + 'static) -> Result<(), Failure> {
    ctrlc::set_handler(move || {
        before();
        std::process::exit(0);
    })
    .map_err(|error| Failure::Told(format!("sigaction: {error}")))
}

/// Reads a positive number of seconds from an option; decimals are allowed.
///
/// Digits and a point, nothing else: Rust alone would also read `inf`, `1e9` and `+1`,
/// and a typing mistake should not become a wait of thirty years.
///
/// # Errors
///
/// A sentence for the person who typed it.
pub fn seconds(typed: &str) -> Result<Duration, String> {
    Some(typed)
        .filter(|typed| typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
        .and_then(|typed| typed.parse().ok())
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        // SO_RCVTIMEO is a struct timeval, which counts microseconds, and 0 of them
        // mean "wait forever" (socket(7)): the opposite of a very short time.
        .filter(|duration| duration.as_micros() > 0)
        .ok_or_else(|| "expected a positive number of seconds, such as 2 or 0.5".to_owned())
}

/// Reads the length of a receive buffer in bytes from an option.
///
/// 0 is refused although the kernel accepts it: each datagram would be received, and all
/// of it lost. At most 16 MiB, many times the longest datagram of any family here, so
/// that a slip of the finger does not use up the memory.
///
/// # Errors
///
/// A sentence for the person who typed it.
pub fn buffer_len(typed: &str) -> Result<usize, String> {
    const MOST: usize = 16 << 20;
    digits(typed)
        .filter(|len| (1..=MOST).contains(len))
        .ok_or_else(|| format!("expected a number of bytes from 1 to {MOST}"))
}

/// A value parser for clap: whole numbers within a range.
///
/// clap's own, `value_parser!(u16).range(…)`, also accepts a plus sign.
pub fn number<T>(
    range: RangeInclusive<T>,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: FromStr + PartialOrd + Display + Clone + Send + Sync + 'static,
{
    move |typed| {
        let (least, most) = (range.start(), range.end());
        digits(typed)
            .filter(|number| range.contains(number))
            .ok_or_else(|| format!("expected a whole number from {least} to {most}"))
    }
}

/// Reads a number that consists of decimal digits only.
///
/// `str::parse` accepts a sign in front, even for an unsigned number. But someone who
/// types `4.3.2.0/+24` has made a mistake and should be told.
///
/// ```
/// use messenger::program::digits;
/// assert_eq!(digits("24"), Some(24_u8));
/// assert_eq!(digits::<u8>("+24"), None);
/// assert_eq!(digits::<u8>("256"), None);
/// ```
#[must_use]
pub fn digits<T: FromStr>(typed: &str) -> Option<T> {
    let only_digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    if only_digits { typed.parse().ok() } else { None }
}
