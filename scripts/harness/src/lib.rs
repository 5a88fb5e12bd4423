//! The tools for tests that run the built programs: start a lab, run programs in it, wait until
//! they listen, interrupt them.
//!
//! A student's machine may lack a program or not allow the lab. The test then reports that it was
//! skipped, and passes. With `CI=true` it fails.
//!
//! The lab here is made with `unshare` and `nsenter` from util-linux, not with our own programs, so
//! that the tests of each crate do not depend on other crates.

#![forbid(unsafe_code)]
#![allow(clippy::missing_panics_doc, reason = "a test that cannot continue panics")]

mod imports;
mod random;

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

pub use imports::assert_no_circles;
pub use random::Random;

/// How long to wait for anything before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Returns the path of one of our programs, as built for this test run.
///
/// Cargo builds the programs of the tested package, and they are next to the test. This function
/// builds a program of another package if it does not exist yet.
#[must_use]
pub fn built(program: &str) -> PathBuf {
    static BUILDING: Mutex<()> = Mutex::new(());
    let mut directory = std::env::current_exe().expect("the path of the test");
    directory.pop();
    if directory.ends_with("deps") {
        directory.pop();
    }
    let path = directory.join(program);
    let _one_at_a_time = BUILDING.lock();
    if !path.exists() {
        let release: &[&str] = if directory.ends_with("release") { &["--release"] } else { &[] };
        let target = directory.parent().expect("the target directory");
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", program, "--target-dir"])
            .arg(target)
            .args(release)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("cargo starts");
        assert!(status.success(), "cannot build {program}");
    }
    path
}

/// Reports that the current test cannot run on this machine. In CI, fails instead.
pub fn skip(reason: &str) {
    let test = thread::current().name().unwrap_or("a test").to_owned();
    assert!(!std::env::var("CI").is_ok_and(|ci| ci == "true"), "{test} cannot run: {reason}");
    // Write to the descriptor itself, because the test harness hides the `eprintln!` output of
    // tests that pass.
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {reason}");
}

/// Returns the search path for programs. An ordinary user's path may lack the administrator's
/// directories, which contain `ip`, `tc` and `bridge`.
fn path() -> OsString {
    let mut path = std::env::var_os("PATH").unwrap_or_default();
    path.push(":/usr/sbin:/sbin");
    path
}

/// Returns whether the program is installed. If it is not, the test is skipped.
pub fn have(program: &str) -> bool {
    let found = std::env::split_paths(&path()).any(|directory| directory.join(program).exists());
    if !found {
        skip(&format!("{program} is not installed"));
    }
    found
}

/// A private network that lives as long as this value.
pub struct Lab {
    /// `cat`, the first command in the lab. It exits when its input is closed, which happens even
    /// if the test is killed.
    holder: Child,
    /// The arguments with which `nsenter` joins the lab.
    join: Vec<String>,
}

impl Lab {
    /// Starts a lab. Returns `None`, and skips the test, if the machine does not allow it.
    #[must_use]
    pub fn start() -> Option<Lab> {
        if !have("unshare") || !have("nsenter") || !have("ip") {
            return None;
        }
        // Root needs no user namespace, and would lose privileges in one.
        let user: &[&str] = if is_root() { &[] } else { &["--user", "--map-root-user"] };
        let mut holder = Command::new("unshare")
            .args(user)
            .args(["--net", "--", "sh", "-ec", "ip link set lo up; echo up; exec cat >&2"])
            .env("PATH", path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("unshare starts");
        let mut line = String::new();
        let stdout = holder.stdout.as_mut().expect("a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        if line != "up\n" {
            let mut error = String::new();
            let stderr = holder.stderr.as_mut().expect("a pipe");
            stderr.read_to_string(&mut error).expect("an error message");
            let _ = holder.wait();
            skip(&error);
            return None;
        }
        let target = holder.id().to_string();
        let mut join = vec!["--target".to_owned(), target, "--net".to_owned()];
        if !is_root() {
            join.extend(["--user", "--preserve-credentials"].map(str::to_owned));
        }
        Some(Lab { holder, join })
    }

    /// Returns the command that runs a program in this lab.
    fn command(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
        let mut command = Command::new("nsenter");
        // If this test was started in the background, it ignores Ctrl-C, and so would the program.
        command.args(&self.join).args(["--", "env", "--default-signal=INT,QUIT"]);
        command.arg(program).args(arguments);
        command.env("PATH", path());
        command
    }

    /// Runs a program and waits for it.
    pub fn run(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Output {
        Output::of(&mut self.command(program, arguments))
    }

    /// Runs a program, asserts that it succeeds, and returns its standard output.
    pub fn output(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> String {
        let program = program.as_ref();
        let output = self.run(program, arguments);
        assert!(output.status.success(), "{} {arguments:?}: {output:?}", program.display());
        output.stdout
    }

    /// Runs a shell script, asserts that it succeeds, and returns its standard output.
    pub fn sh(&self, script: &str) -> String {
        self.output("sh", &["-ec", script])
    }

    /// Starts a program and leaves it running.
    pub fn spawn(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Running {
        Running::start(&mut self.command(program, arguments))
    }

    /// Starts a program in this directory and leaves it running.
    pub fn spawn_in(
        &self,
        directory: &Path,
        program: impl AsRef<OsStr>,
        arguments: &[&str],
    ) -> Running {
        Running::start(self.command(program, arguments).current_dir(directory))
    }
}

/// Returns whether the test runs as root.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

impl Drop for Lab {
    fn drop(&mut self) {
        drop(self.holder.stdin.take());
        let _ = self.holder.wait();
    }
}

/// The output and the exit status of a program.
#[derive(Debug)]
pub struct Output {
    /// The exit status.
    pub status: ExitStatus,
    /// Everything it wrote to standard output.
    pub stdout: String,
    /// Everything it wrote to standard error.
    pub stderr: String,
}

impl Output {
    /// Runs a command and waits for it.
    pub fn of(command: &mut Command) -> Output {
        command.env("PATH", path());
        let output = command.stdin(Stdio::null()).output().expect("the program starts");
        Output {
            status: output.status,
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }

    /// Asserts exit code 1, and one sentence on standard error that contains all these words.
    #[track_caller]
    pub fn fails_with(&self, words: &[&str]) {
        assert_eq!(self.status.code(), Some(1), "{self:?}");
        assert_eq!(self.sentences().lines().count(), 1, "one sentence: {self:?}");
        self.reports(words);
    }

    /// Standard error with each long sentence on one line: what continues one is indented.
    fn sentences(&self) -> String {
        self.stderr.replace("\n    ", " ")
    }

    /// Asserts exit code 2, and a usage message that contains all these words.
    #[track_caller]
    pub fn is_usage_error(&self, words: &[&str]) {
        assert_eq!(self.status.code(), Some(2), "{self:?}");
        self.reports(words);
    }

    #[track_caller]
    fn reports(&self, words: &[&str]) {
        for word in words {
            assert!(self.sentences().contains(word), "{word:?} is missing: {self:?}");
        }
    }
}

/// A running program. Dropping this value kills it.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
    seen: String,
    errors: Option<thread::JoinHandle<String>>,
}

impl Running {
    /// Starts a command.
    pub fn start(command: &mut Command) -> Running {
        let mut child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (sender, lines) = channel();
        let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut stderr = child.stderr.take().expect("a pipe");
        let errors = thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        Running { child, lines, seen: String::new(), errors: Some(errors) }
    }

    /// Returns the process ID of the program itself, because `nsenter` becomes the program.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a line that begins with this text, and returns the line.
    #[track_caller]
    pub fn wait_for(&mut self, beginning: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.seen.push_str(&line);
                    self.seen.push('\n');
                    if line.starts_with(beginning) {
                        return line;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    panic!("no line begins with {beginning:?}; the program printed:\n{}", self.seen)
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let errors = self.errors.take().map(thread::JoinHandle::join);
                    panic!(
                        "the program exited without a line {beginning:?}: {}\n{errors:?}",
                        self.seen
                    )
                }
            }
        }
    }

    /// Waits until the program is in its lab, has a socket there that a line of this file in
    /// `/proc/net` lists with this text, and sleeps in a system call: between `bind` and `recv` it
    /// may have something to do, which a test would disturb.
    ///
    /// Before the program joins the lab, the file is that of the network outside, where a different
    /// program may have such a socket.
    #[track_caller]
    pub fn wait_for_socket(&self, file: &str, text: &str) {
        let path = format!("/proc/{}/net/{file}", self.id());
        let namespace = |id: &str| std::fs::read_link(format!("/proc/{id}/ns/net")).ok();
        let outside = namespace("self");
        let deadline = Instant::now() + PATIENCE;
        let joined = || {
            let inside = namespace(&self.id().to_string());
            inside.is_some() && inside != outside
        };
        let listed = || std::fs::read_to_string(&path).is_ok_and(|table| table.contains(text));
        while !joined() || !listed() || !self.sleeps() {
            assert!(Instant::now() < deadline, "no {text:?} in {path}");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether the program waits in a system call.
    fn sleeps(&self) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id()));
        // The state is after the name, in which there may be a parenthesis.
        stat.is_ok_and(|stat| stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('S')))
    }

    /// Sends a signal to the program and to everything that it has started.
    pub fn signal_all(&self, signal: &str) {
        kill(signal, &format!("-{}", self.id()));
    }

    /// Returns whether the program has exited.
    #[must_use]
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("waiting for our own child").is_some()
    }

    /// Returns whether the program prints a line within this time.
    pub fn prints_within(&mut self, time: Duration) -> bool {
        let Ok(line) = self.lines.recv_timeout(time) else { return false };
        self.seen.push_str(&line);
        self.seen.push('\n');
        true
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: &str) {
        kill(signal, &self.id().to_string());
    }

    /// Waits until the program exits.
    #[track_caller]
    pub fn finish(mut self) -> Output {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("waiting for our own child") {
                break status;
            }
            assert!(
                Instant::now() < deadline,
                "the program does not exit; it printed:\n{}",
                self.seen
            );
            thread::sleep(Duration::from_millis(2));
        };
        let mut stdout = std::mem::take(&mut self.seen);
        for line in &self.lines {
            stdout.push_str(&line);
            stdout.push('\n');
        }
        let errors = self.errors.take().expect("taken only here");
        Output { status, stdout, stderr: errors.join().expect("a text") }
    }

    /// Interrupts the program as Ctrl-C does, and waits for it.
    #[track_caller]
    pub fn interrupt(self) -> Output {
        self.signal("INT");
        self.finish()
    }
}

/// Sends a signal to a process, or to a group of processes.
fn kill(signal: &str, id: &str) {
    let status = Command::new("kill").args(["-s", signal, "--", id]).status().expect("kill starts");
    assert!(status.success(), "kill -s {signal} {id}");
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An empty directory that is removed when this value is dropped.
pub struct TempDir(PathBuf);

impl Default for TempDir {
    fn default() -> Self {
        TempDir::new()
    }
}

impl TempDir {
    /// Creates the directory.
    #[must_use]
    pub fn new() -> TempDir {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("netlink-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).expect("a temporary directory");
        TempDir(path)
    }

    /// Returns the path of the directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Replaces every number that changes from run to run by a star: sequence numbers, and the port
/// IDs and ports of senders.
pub fn masked(transcript: &str) -> String {
    let star = |word: &str| {
        assert!(word.parse::<u32>().is_ok(), "{word:?} is not a number in:\n{transcript}");
        "*"
    };
    let mut masked = String::new();
    for line in transcript.lines() {
        if let Some((head, tail)) = line.split_once("nlmsg_seq: ") {
            let (seq, pid) = tail.split_once(", nlmsg_pid: ").expect("a sequence number first");
            masked.push_str(&format!("{head}nlmsg_seq: {}, nlmsg_pid: {}", star(seq), star(pid)));
        } else if line.starts_with("Netlink header:") {
            let [pid, seq, head] = rsplit3(line);
            masked.push_str(&format!("{head} {} {}", star(seq), star(pid)));
        } else if let Some((head, port)) = line.split_once("', ") {
            masked.push_str(&format!("{head}', {})", star(port.trim_end_matches(')'))));
        } else {
            masked.push_str(line);
        }
        masked.push('\n');
    }
    masked
}

/// Returns the last word, the word before it, and the rest.
fn rsplit3(line: &str) -> [&str; 3] {
    let words: Vec<&str> = line.rsplitn(3, ' ').collect();
    words.try_into().expect("three words")
}
