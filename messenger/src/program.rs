//! What every program of this workspace does the same way: it reads an option,
//! prints, and ends.

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
/// Nobody here matches on the cause of a failure, so a sentence is enough. It
/// is made where the call failed: there it is known what was tried, and with
/// what; further up, only the number of the error would be left.
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
///
/// A closed pipe is success: `messenger receiver | head -n 3` did what was
/// asked. A C program would not get this far, because SIGPIPE ends it; Rust's
/// runtime ignores that signal, so that the write fails with `EPIPE` instead.
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

/// Ends the program because of words that clap cannot judge alone, such as an
/// address, which is good or bad only together with `--family`: exit code 2,
/// as for every mistake in the command line, and the subcommand's usage.
///
/// # Panics
///
/// When the program has no subcommand of this name.
pub fn usage_error<Cli: CommandFactory>(subcommand: &str, problem: impl Display) -> ! {
    let mut cli = Cli::command();
    // Only then do subcommands know their full names: "messenger sender".
    cli.build();
    let command = cli.find_subcommand_mut(subcommand).expect("a subcommand of this program");
    command.error(ErrorKind::ValueValidation, problem).exit()
}

/// Writes a line to standard error, which begins with the program's name.
///
/// Warnings stay out of standard output, which holds the transcript and may be
/// compared with the guide's.
pub fn warn(program: &str, text: impl Display) {
    // If standard error is closed, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{program}: {text}");
}

/// `write(1, text, len)`: writes to standard output, at once.
///
/// At once, because the output may go into a pipe, and a monitor whose lines
/// come late is of little use: C's `printf` and Python's `print` hold back some
/// kilobytes then. A whole text at a time, so that the lines of two programs in
/// one terminal do not mix.
///
/// # Errors
///
/// As write(2); a closed pipe is an error here, where `print!` panics.
pub fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// `sigaction`: makes Ctrl-C (SIGINT), SIGTERM and SIGHUP end the program with
/// exit code 0.
///
/// The main thread sits in a system call then and drops nothing: what has to
/// be cleaned up belongs into `before`. It runs in a thread of its own, not in
/// the signal handler, where almost nothing is allowed, not even to allocate
/// memory (signal-safety(7)). To keep such a handler sound takes `unsafe`,
/// which is why the crate `ctrlc` has it and this program does not.
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
/// Digits and a point, no more: Rust alone would also read `inf`, `1e9` and
/// `+1`, and a typing mistake should not become a wait of thirty years.
///
/// # Errors
///
/// A sentence for the person.
pub fn seconds(typed: &str) -> Result<Duration, String> {
    Some(typed)
        .filter(|typed| typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
        .and_then(|typed| typed.parse().ok())
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        // SO_RCVTIMEO is a struct timeval, which counts microseconds, and 0 of
        // them mean "wait for ever" (socket(7)): the contrary of what a very
        // short time was to say.
        .filter(|duration| duration.as_micros() > 0)
        .ok_or_else(|| "expected a positive number of seconds, such as 2 or 0.5".to_owned())
}

/// The length of a receive buffer in bytes, as an option takes it.
///
/// Not 0, although the kernel would take it: each datagram would be received,
/// and all of it be lost. At most 16 MiB, many times the longest datagram of
/// any family here, so that a slip of the finger does not eat the memory.
///
/// # Errors
///
/// A sentence for the person.
pub fn buffer_len(typed: &str) -> Result<usize, String> {
    const MOST: usize = 16 << 20;
    digits(typed)
        .filter(|len| (1..=MOST).contains(len))
        .ok_or_else(|| format!("expected a number of bytes from 1 to {MOST}"))
}

/// A reader, for clap, of whole numbers within a range.
///
/// clap's own, `value_parser!(u16).range(…)`, takes a plus sign as well.
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

/// The number that decimal digits stand for, and nothing but digits.
///
/// `str::parse` takes a sign in front, even for an unsigned number. Who types
/// `4.3.2.0/+24` has made a mistake, and ought to hear of it.
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
