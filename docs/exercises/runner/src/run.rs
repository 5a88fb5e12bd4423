//! Runs a built check program and reads its report.

use std::io::{PipeReader, Read, pipe};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use checks::{Event, Failure, Kind, REPORT};

use crate::Told;

/// Set by Ctrl-C and similar signals, to end every wait.
pub static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// A program that prints more than this many bytes is stopped.
const OUTPUT_LIMIT: usize = 1 << 20;

/// How often to look at the clock and at [`INTERRUPTED`].
pub const TICK: Duration = Duration::from_millis(20);

/// How long to wait for the rest of the output once a program has exited.
const LEFT_OVER: Duration = Duration::from_millis(500);

/// The result of one exercise's checks.
#[derive(Debug)]
pub struct Verdict {
    /// The number of checks, and how many of them passed.
    pub checks: usize,
    pub passed: usize,
    /// The check that failed.
    pub failed: Option<Failed>,
    /// Why recorded bytes replaced the kernel, if they did.
    pub recorded: Option<String>,
    /// The output of the student's code.
    pub printed: String,
}

/// The check that failed.
#[derive(Debug)]
pub struct Failed {
    /// The name of the check, empty if the program did not reach the first one.
    pub check: String,
    pub failure: Failure,
}

impl Verdict {
    pub fn solved(&self) -> bool {
        self.failed.is_none()
    }
}

/// The exit status and the output of a process.
pub struct Ended {
    /// `None` if it was stopped because its time was up or it printed too much.
    pub status: Option<ExitStatus>,
    pub stdout: String,
    pub stderr: String,
    /// What it wrote to its report, if it has one.
    pub report: String,
}

impl Ended {
    /// Returns the signal that ended the process. A jail returns 128 plus the signal's number,
    /// as a shell does.
    pub fn signal(&self) -> Option<i32> {
        let status = self.status?;
        status.signal().or(status.code().filter(|code| *code > 128).map(|code| code - 128))
    }
}

/// How often to run the compiler before giving up.
const ATTEMPTS: usize = 3;

/// Runs the compiler, and again if a signal ended it: no program text sends signals, so the
/// machine is at fault, for example because it has run out of memory. The result has a signal
/// only if every attempt ended with one.
pub fn compiler(mut attempt: impl FnMut() -> Result<Ended, Told>) -> Result<Ended, Told> {
    let mut ended = attempt()?;
    for _ in 1..ATTEMPTS {
        if ended.signal().is_none() {
            break;
        }
        ended = attempt()?;
    }
    Ok(ended)
}

/// Runs a command until it exits or its time is up.
pub fn to_the_end(mut command: Command, limit: Duration) -> Result<Ended, Told> {
    command.stdin(Stdio::null());
    with_report(command, None, limit)
}

fn with_report(
    mut command: Command,
    report: Option<PipeReader>,
    limit: Duration,
) -> Result<Ended, Told> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command.spawn().map_err(|error| Told(format!("{program}: {error}")))?;
    // It holds the other end of the report.
    drop(command);
    let (sender, receiver) = mpsc::channel();
    read_all(child.stdout.take(), 0, &sender);
    read_all(child.stderr.take(), 1, &sender);
    read_all(report, 2, &sender);
    drop(sender);
    let deadline = Instant::now() + limit;
    let mut texts = [Vec::new(), Vec::new(), Vec::new()];
    let mut status = None;
    let mut ended = None;
    let mut stopped = false;
    let mut is_open = true;
    loop {
        match receiver.recv_timeout(TICK) {
            Ok((which, bytes)) => {
                let text: &mut Vec<u8> = &mut texts[which];
                text.extend_from_slice(&bytes);
                if text.len() > OUTPUT_LIMIT && !stopped {
                    stopped = true;
                    stop(&mut child);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            // Both pipes are closed, but the process may still run.
            Err(RecvTimeoutError::Disconnected) => {
                is_open = false;
                thread::sleep(Duration::from_millis(1));
            }
        }
        let interrupted = INTERRUPTED.load(Ordering::Relaxed);
        if !stopped && status.is_none() && (interrupted || Instant::now() > deadline) {
            stopped = true;
            stop(&mut child);
        }
        if status.is_none() {
            status = child.try_wait()?;
        }
        let Some(status) = status else { continue };
        // A process that it started may hold the pipes open forever.
        let since = ended.get_or_insert_with(Instant::now).elapsed();
        if is_open && since < LEFT_OVER {
            continue;
        }
        if interrupted {
            return Err(Told::interrupted());
        }
        let texts = texts.map(|text| String::from_utf8_lossy(&text).into_owned());
        let [stdout, stderr, report] = texts;
        return Ok(Ended { status: (!stopped).then_some(status), stdout, stderr, report });
    }
}

/// Sends SIGTERM first, because a jail has to stop what runs in it, and SIGKILL later.
fn stop(child: &mut Child) {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    let pid = Pid::from_raw(child.id().cast_signed());
    // The child has not been waited for, so the process ID is still its own.
    let _ = kill(pid, Signal::SIGTERM);
    let patience = Instant::now() + Duration::from_secs(2);
    while Instant::now() < patience {
        if matches!(child.try_wait(), Ok(Some(_))) {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
}

fn read_all(
    from: Option<impl Read + Send + 'static>,
    which: usize,
    to: &mpsc::Sender<(usize, Vec<u8>)>,
) {
    let to = to.clone();
    thread::spawn(move || {
        let mut from = from?;
        let mut buffer = [0; 8192];
        loop {
            match from.read(&mut buffer) {
                Ok(len @ 1..) => to.send((which, buffer[..len].to_vec())).ok()?,
                _ => return None::<()>,
            }
        }
    });
}

/// Runs a check program. `limit` is for all its checks together.
///
/// The program reports through a pipe that the student's code cannot reach
/// ([`checks::REPORT`]). So the student's code cannot print a fake result, there is no secret
/// for it to find, and a program that exits early has not passed, whatever its exit code.
pub fn checks(mut command: Command, limit: Duration) -> Result<Verdict, Told> {
    let (report, to_report) = pipe()?;
    command.env(REPORT, "1").stdin(to_report);
    Ok(verdict(&with_report(command, Some(report), limit)?, limit))
}

fn verdict(ended: &Ended, limit: Duration) -> Verdict {
    let mut verdict =
        Verdict { checks: 0, passed: 0, failed: None, recorded: None, printed: String::new() };
    let mut check = (String::new(), None);
    let mut is_complete = false;
    for line in ended.report.lines() {
        match serde_json::from_str(line).ok() {
            // The last line is incomplete if the program was stopped.
            None => {}
            Some(Event::Plan { checks }) => verdict.checks = checks,
            Some(Event::Recorded { why }) => verdict.recorded = Some(why),
            Some(Event::Begin { name, hangs_mean }) => check = (name, hangs_mean),
            Some(Event::Passed) => verdict.passed += 1,
            Some(Event::Failed(failure)) => {
                let check = check.0.clone();
                verdict.failed = Some(Failed { check, failure: *failure });
            }
            Some(Event::End) => {
                is_complete = verdict.passed == verdict.checks && verdict.checks > 0
            }
        }
    }
    verdict.printed.push_str(&ended.stdout);
    verdict.printed.push_str(&ended.stderr);
    let ended_well = ended.status.is_some_and(|status| status.success());
    if verdict.failed.is_none() && !(is_complete && ended_well) {
        let (check, hangs_mean) = check;
        let printed = [&ended.stdout, &ended.stderr, &ended.report].map(|text| text.len());
        let printed = printed.into_iter().max().unwrap_or_default();
        let (what, mistake) = match ended.status {
            None if printed > OUTPUT_LIMIT => {
                (format!("printed more than {OUTPUT_LIMIT} bytes"), None)
            }
            None => (format!("did not finish within {} seconds", limit.as_secs()), hangs_mean),
            Some(status) => {
                let how = ended.signal().map(|signal| format!("signal {signal}"));
                let how = how.unwrap_or_else(|| status.to_string());
                (format!("exited before the check had finished ({how})"), None)
            }
        };
        let what = match ended.status {
            None => format!("the program was stopped because it {what}"),
            Some(_) => format!("the program {what}"),
        };
        // The plan comes before the first line of the student's code runs.
        let kind = if verdict.checks == 0 { Kind::Broken } else { Kind::Panic };
        let failure = Failure { kind, mistake, ..Failure::new(what) };
        verdict.failed = Some(Failed { check, failure });
    }
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_that_a_signal_ended_runs_again() {
        let ended = |status: i32| Ended {
            status: Some(ExitStatus::from_raw(status)),
            stdout: String::new(),
            stderr: String::new(),
            report: String::new(),
        };
        // SIGKILL, the same inside a jail, an ordinary error, and success.
        let (killed, killed_in_a_jail, error, good) = (9, 137 << 8, 1 << 8, 0);
        for (attempts, last, signal) in [
            (vec![good], good, None),
            (vec![error], error, None),
            (vec![killed, good], good, None),
            (vec![killed_in_a_jail, killed, error], error, None),
            (vec![killed, killed, killed_in_a_jail], killed_in_a_jail, Some(9)),
        ] {
            let mut left = attempts.iter();
            let result = compiler(|| Ok(ended(*left.next().unwrap()))).unwrap();
            assert_eq!(result.status, Some(ExitStatus::from_raw(last)), "{attempts:?}");
            assert_eq!(result.signal(), signal, "{attempts:?}");
            assert_eq!(left.next(), None, "{attempts:?}");
        }
    }

    fn verdict_on(report: &str, stdout: &str, status: Option<i32>) -> Verdict {
        let status = status.map(ExitStatus::from_raw);
        let (report, stdout) = (report.to_owned(), stdout.to_owned());
        verdict(&Ended { status, stdout, stderr: String::new(), report }, Duration::from_secs(5))
    }

    const GOOD: &str = "{\"Plan\":{\"checks\":1}}\n{\"Begin\":{\"name\":\"a\",\"hangs_mean\":null}}\n\
                        \"Passed\"\n\"End\"\n";

    #[test]
    fn all_checks_have_to_pass_and_the_program_has_to_exit_with_0() {
        assert!(verdict_on(GOOD, "", Some(0)).solved());
        assert!(!verdict_on(GOOD, "", Some(256)).solved());
        assert!(!verdict_on(GOOD, "", None).solved());
        assert!(!verdict_on(&GOOD.replace("\"End\"\n", ""), "", Some(0)).solved());
        assert!(!verdict_on(&GOOD.replace("\"checks\":1", "\"checks\":2"), "", Some(0)).solved());
        assert!(!verdict_on("", "", Some(0)).solved());
    }

    #[test]
    fn what_a_program_prints_is_not_a_result() {
        let forged = verdict_on("", GOOD, Some(0));
        assert!(!forged.solved());
        assert!(forged.printed.contains("End"), "{}", forged.printed);
    }

    #[test]
    fn a_program_that_ends_before_its_first_check_is_not_the_students_fault() {
        let kind =
            |report: &str| verdict_on(report, "", Some(125 << 8)).failed.unwrap().failure.kind;
        assert_eq!(kind(""), Kind::Broken);
        assert_eq!(kind("{\"Plan\":{\"checks\":1}}\n"), Kind::Panic);
    }
}
