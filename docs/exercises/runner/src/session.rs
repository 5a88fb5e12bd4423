//! The commands of a student.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anstream::{print, println};

use crate::Told;
use crate::compile::Toolchain;
use crate::course::{Course, Exercise, read};
use crate::progress::{Progress, State};
use crate::run::{self, Ended, INTERRUPTED, Verdict};
use crate::show::{self, BOLD, DIM, GREEN, PLAIN, RED, YELLOW};

/// How long the checks of an exercise may take.
const CHECK_LIMIT: Duration = Duration::from_secs(5);
/// How long rustc may take, on a busy machine.
const BUILD_LIMIT: Duration = Duration::from_secs(120);
/// How often to look at the files.
const POLL: Duration = Duration::from_millis(150);

/// The result of building and checking.
pub enum Checked {
    /// With rustc's errors.
    DoesNotCompile(String),
    /// It compiles, but the checks do not, because they cannot call it.
    DoesNotFit(String),
    /// The verdict, and rustc's warnings.
    Ran(Verdict, String),
}

/// How to check.
#[derive(Clone, Copy, Default)]
pub struct How {
    pub deny_warnings: bool,
    /// Use the recorded bytes even if the machine has a lab.
    pub no_lab: bool,
}

/// Builds an exercise with the student's file at `source`, and runs its checks.
pub fn check(
    course: &Course,
    toolchain: &Toolchain,
    exercise: &Exercise,
    source: &Path,
    how: How,
) -> Result<Checked, Told> {
    let scratch = toolchain.scratch()?;
    let root = course.directory.join("../..");
    let colour = if io::stdout().is_terminal() { "--color=always" } else { "--color=never" };
    let library = compiled(|| {
        let mut rustc = toolchain.library(exercise, source, &scratch.path)?;
        rustc.current_dir(&root).arg(colour);
        if how.deny_warnings {
            rustc.arg("--deny=warnings");
        }
        Ok(rustc)
    })?;
    if library.status.is_none_or(|status| !status.success()) {
        return Ok(Checked::DoesNotCompile(library.stderr));
    }
    let checks = exercise.directory.join("tests/check.rs");
    let program = compiled(|| {
        let mut rustc = toolchain.check(exercise, &checks, &scratch.path)?;
        rustc.current_dir(&root).arg(colour);
        Ok(rustc)
    })?;
    if program.status.is_none_or(|status| !status.success()) {
        return Ok(Checked::DoesNotFit(program.stderr));
    }
    let mut program = Command::new(scratch.path.join("check"));
    program.env("EXERCISE_CAPTURES", course.directory.join("../captures"));
    if how.no_lab {
        program.env(checks::NO_LAB, "1");
    }
    Ok(Checked::Ran(run::checks(program, CHECK_LIMIT)?, library.stderr))
}

/// Runs rustc. If a signal ends it each time, that is an error of the machine.
fn compiled(rustc: impl Fn() -> Result<Command, Told>) -> Result<Ended, Told> {
    let ended = run::compiler(|| run::to_the_end(rustc()?, BUILD_LIMIT))?;
    match ended.signal() {
        None => Ok(ended),
        Some(signal) => Err(Told(format!(
            "signal {signal} ended rustc, perhaps because this machine has run out of memory; try again"
        ))),
    }
}

/// How watching one exercise ended.
enum Watched {
    /// With the text to print.
    Solved(String),
    /// The student wants the next exercise.
    Skipped,
    /// The student wants to quit.
    Quit,
}

/// A student in a checkout.
pub struct Session {
    course: Course,
    progress: Progress,
    toolchain: Option<Toolchain>,
}

impl Session {
    pub fn new(course: Course) -> Result<Session, Told> {
        let progress = Progress::read(&course.directory);
        Ok(Session { course, progress, toolchain: None })
    }

    /// `cargo exercise`: watches if it runs in a terminal, and otherwise prints the next task.
    pub fn begin(&mut self) -> Result<bool, Told> {
        if io::stdout().is_terminal() {
            return self.watch(None);
        }
        let Some(index) = self.next() else { return self.progress() };
        print!("{}\n{}", show::head(&self.course.exercises[index]), self.task(index)?);
        println!(
            "\nThen run cargo exercise check or cargo exercise hint, or in a terminal: cargo exercise"
        );
        Ok(true)
    }

    /// Returns the first exercise that is not solved.
    fn next(&self) -> Option<usize> {
        self.course.exercises.iter().position(|exercise| !self.progress.of(&exercise.name).solved)
    }

    /// Returns the exercise with this number or name, or else the next one.
    fn wanted(&self, wanted: Option<&str>) -> Result<usize, Told> {
        let Some(wanted) = wanted else {
            return Ok(self.next().unwrap_or(self.course.exercises.len() - 1));
        };
        let number = self.course.get(wanted)?.number;
        let found = self.course.exercises.iter().position(|exercise| exercise.number == number);
        found.ok_or_else(|| "the exercise is not in the list".into())
    }

    fn task(&self, index: usize) -> Result<String, Told> {
        Ok(show::task(&read(&self.course.exercises[index].directory.join("README.md"))?))
    }

    pub fn list(&self) -> Result<bool, Told> {
        let next = self.next();
        for (index, exercise) in self.course.exercises.iter().enumerate() {
            let state = self.progress.of(&exercise.name);
            println!("{}", show::row(exercise, state, Some(index) == next));
        }
        Ok(true)
    }

    pub fn progress(&self) -> Result<bool, Told> {
        println!("{}", self.bar());
        match self.next() {
            Some(next) => {
                let exercise = &self.course.exercises[next];
                println!("next: exercise {}, {}", exercise.number, exercise.about.title);
            }
            None => println!("{GREEN}All exercises are solved.{PLAIN}"),
        }
        Ok(true)
    }

    fn bar(&self) -> String {
        let solved = self.course.exercises.iter();
        let solved = solved.filter(|exercise| self.progress.of(&exercise.name).solved).count();
        show::bar(solved, self.course.exercises.len())
    }

    /// Checks one exercise. With a different file, the result is not recorded.
    pub fn check(&mut self, wanted: Option<&str>, with: Option<&Path>) -> Result<bool, Told> {
        let index = self.wanted(wanted)?;
        if let Some(file) = with {
            let (solved, text) = self.build_and_check(index, &file.canonicalize()?)?;
            print!("{text}");
            return Ok(solved);
        }
        println!("{}", show::head(&self.course.exercises[index]));
        let (solved, text) = self.check_one(index)?;
        print!("{text}");
        if !solved {
            let number = self.course.exercises[index].number;
            println!("\n{DIM}For a hint: cargo exercise hint {number}{PLAIN}");
        }
        Ok(solved)
    }

    /// Checks the student's file and records it if it passes. Returns whether it does, and the
    /// text to print.
    fn check_one(&mut self, index: usize) -> Result<(bool, String), Told> {
        let exercise = &self.course.exercises[index];
        // Errors and warnings show this path, so it begins at the repository's root.
        let source = PathBuf::from(exercise.shown("src/lib.rs"));
        let name = exercise.name.clone();
        let (solved, text) = self.build_and_check(index, &source)?;
        // A solved exercise stays solved until `reset`.
        let state = self.progress.of(&name);
        self.progress.set(&name, State { solved: state.solved || solved, ..state })?;
        Ok((solved, text))
    }

    fn build_and_check(&mut self, index: usize, source: &Path) -> Result<(bool, String), Told> {
        if self.toolchain.is_none() {
            self.toolchain = Some(Toolchain::prepare(&self.course)?);
        }
        let toolchain = self.toolchain.as_ref().ok_or("the compiler is missing")?;
        let exercise = &self.course.exercises[index];
        let checked = check(&self.course, toolchain, exercise, source, How::default())?;
        Ok(match checked {
            Checked::DoesNotCompile(words) => {
                (false, format!("{words}{RED}{BOLD}Your code does not compile.{PLAIN}\n"))
            }
            Checked::DoesNotFit(words) => (
                false,
                format!(
                    "{words}{RED}{BOLD}Your code compiles, but the check cannot call it.{PLAIN} Keep \
                     the names,\narguments and return types of the starter.\n"
                ),
            ),
            Checked::Ran(verdict, warnings) => {
                (verdict.solved(), warnings + &show::verdict(exercise, &verdict))
            }
        })
    }

    /// Calls [`Session::check_one`]. Returns `None` if Ctrl-C interrupted it.
    fn unless_interrupted(&mut self, index: usize) -> Result<Option<(bool, String)>, Told> {
        match self.check_one(index) {
            Err(_) if INTERRUPTED.load(Ordering::Relaxed) => Ok(None),
            checked => checked.map(Some),
        }
    }

    pub fn hint(&mut self, wanted: Option<&str>) -> Result<bool, Told> {
        let index = self.wanted(wanted)?;
        print!("{}", self.one_more_hint(index)?);
        Ok(true)
    }

    /// Returns all hints up to the next one.
    fn one_more_hint(&mut self, index: usize) -> Result<String, Told> {
        let exercise = &self.course.exercises[index];
        let mut state = self.progress.of(&exercise.name);
        let hints = &exercise.about.hints;
        state.hints = (state.hints + 1).min(hints.len());
        let mut text = String::new();
        for (number, hint) in (1..).zip(hints.iter().take(state.hints)) {
            let all = hints.len();
            let hint = show::wrapped(hint.trim());
            text.push_str(&format!("{YELLOW}{BOLD}Hint {number} of {all}:{PLAIN}\n{hint}\n"));
        }
        if state.hints == hints.len() {
            let number = exercise.number;
            text.push_str(&format!(
                "{DIM}That was the last hint. To see a solution: cargo exercise solution {number} --give-up{PLAIN}\n"
            ));
        }
        let name = exercise.name.clone();
        self.progress.set(&name, state)?;
        Ok(text)
    }

    pub fn reset(&mut self, wanted: &str) -> Result<bool, Told> {
        let exercise = self.course.get(wanted)?;
        let starter = exercise.halves()?.starter;
        match replace(&self.course, exercise, &starter)? {
            Some(kept) => println!(
                "{} is the starter again; your version is in {kept}",
                exercise.shown("src/lib.rs")
            ),
            None => println!("{} is already the starter", exercise.shown("src/lib.rs")),
        }
        let name = exercise.name.clone();
        self.progress.set(&name, State::default())?;
        Ok(true)
    }

    pub fn short(&mut self, wanted: &str) -> Result<bool, Told> {
        let exercise = self.course.get(wanted)?;
        let short = exercise.short()?;
        let file = exercise.shown("src/lib.rs");
        if let Some(kept) = replace(&self.course, exercise, &short)? {
            println!("Your version is in {kept}.");
        }
        println!(
            "In {file}, write an expression for todo!(). Then: cargo exercise check {}",
            exercise.number
        );
        Ok(true)
    }

    pub fn solution(&mut self, wanted: &str, give_up: bool) -> Result<bool, Told> {
        let exercise = self.course.get(wanted)?;
        let mut state = self.progress.of(&exercise.name);
        let number = exercise.number;
        if !state.solved && !give_up {
            println!(
                "Exercise {number} is not solved yet. For a hint: cargo exercise hint {number}. To see a \
                      solution anyway: cargo exercise solution {number} --give-up"
            );
            return Ok(false);
        }
        print!("{}", exercise.halves()?.solution);
        state.solution_seen |= !state.solved;
        let name = exercise.name.clone();
        self.progress.set(&name, state)?;
        Ok(true)
    }

    /// Moves from exercise to exercise, until all are solved or the student quits.
    pub fn watch(&mut self, wanted: Option<&str>) -> Result<bool, Told> {
        let keys = keys();
        let mut index = match wanted {
            None => match self.next() {
                Some(next) => next,
                None => return self.progress(),
            },
            some => self.wanted(some)?,
        };
        let mut before = String::new();
        loop {
            let text = match self.watch_one(index, &before, &keys)? {
                Watched::Solved(text) => text,
                Watched::Skipped => String::new(),
                Watched::Quit => {
                    println!("\nTo continue: cargo exercise");
                    return Ok(true);
                }
            };
            let all = self.course.exercises.len();
            let others = (index + 1..all).chain(0..=index);
            let next = others
                .into_iter()
                .find(|&index| !self.progress.of(&self.course.exercises[index].name).solved);
            let Some(next) = next else {
                print!("{text}");
                return self.progress();
            };
            let number = self.course.exercises[index].number;
            before = text;
            if !before.is_empty() {
                before.push_str(&format!(
                    "{DIM}To compare: cargo exercise solution {number}{PLAIN}\n\n"
                ));
            }
            index = next;
        }
    }

    /// Watches one exercise until it is solved, or the student skips it or quits.
    fn watch_one(
        &mut self,
        index: usize,
        before: &str,
        keys: &Receiver<String>,
    ) -> Result<Watched, Told> {
        let directory = self.course.exercises[index].directory.join("src");
        self.clear();
        let exercise = &self.course.exercises[index];
        print!("{before}{}\n{}\n{}\n", self.bar(), show::head(exercise), self.task(index)?);
        let mut seen = times(&directory);
        let Some((solved, text)) = self.unless_interrupted(index)? else {
            return Ok(Watched::Quit);
        };
        if solved {
            return Ok(Watched::Solved(text));
        }
        // An untouched starter is expected to fail, so print the failure only for other files.
        let exercise = &self.course.exercises[index];
        if read(&exercise.source())? != exercise.halves()?.starter {
            print!("{text}\n");
        }
        println!(
            "{BOLD}Write your code in {}. It is checked each time you save.{PLAIN}",
            self.course.exercises[index].shown("src/lib.rs")
        );
        keys_line();
        loop {
            if INTERRUPTED.load(Ordering::Relaxed) {
                return Ok(Watched::Quit);
            }
            let key = match keys.recv_timeout(POLL) {
                Ok(key) => Some(key),
                Err(mpsc::RecvTimeoutError::Timeout) => None,
                // Standard input is closed, but the student can still save files.
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    thread::sleep(POLL);
                    None
                }
            };
            match key.as_deref().map(str::trim) {
                Some("q") => return Ok(Watched::Quit),
                Some("n") => return Ok(Watched::Skipped),
                Some("h") => {
                    print!("\n{}", self.one_more_hint(index)?);
                    keys_line();
                    continue;
                }
                Some("t") => {
                    print!(
                        "\n{}\n{}",
                        show::head(&self.course.exercises[index]),
                        self.task(index)?
                    );
                    keys_line();
                    continue;
                }
                Some("l") => {
                    println!();
                    self.list()?;
                    keys_line();
                    continue;
                }
                Some("") => {}
                Some(_) => {
                    keys_line();
                    continue;
                }
                None if times(&directory) == seen => continue,
                None => settle(&directory),
            }
            seen = times(&directory);
            self.clear();
            print!("{}\n{}\n", self.bar(), show::head(&self.course.exercises[index]));
            let Some((solved, text)) = self.unless_interrupted(index)? else {
                return Ok(Watched::Quit);
            };
            if solved {
                return Ok(Watched::Solved(text));
            }
            print!("{text}");
            keys_line();
        }
    }

    fn clear(&self) {
        if io::stdout().is_terminal() {
            // Keep the scrollback: the student may want to read it again.
            print!("\x1b[2J\x1b[H");
        }
    }
}

fn keys_line() {
    println!(
        "{DIM}Type a letter and Enter: h hint, t task, n next exercise, l list, q quit. Enter alone: check again.{PLAIN}"
    );
}

/// Returns the lines that the student types.
///
/// These are lines, not single keys: to read keys, we would have to change the terminal's mode
/// and restore it on every exit.
fn keys() -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            if line.ok().and_then(|line| sender.send(line).ok()).is_none() {
                return;
            }
        }
    });
    receiver
}

/// Returns the time and the size of each file in the directory. The path is not enough to
/// watch, because editors may replace a file instead of writing to it.
fn times(directory: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let time = |entry: fs::DirEntry| {
        let metadata = entry.metadata().ok()?;
        let is_rust = entry.path().extension().is_some_and(|extension| extension == "rs");
        is_rust.then_some((entry.path(), (metadata.modified().ok()?, metadata.len())))
    };
    entries.filter_map(time).collect()
}

/// Waits until the editor has finished writing, for at most a second.
fn settle(directory: &Path) {
    let patience = Instant::now() + Duration::from_secs(1);
    let mut before = times(directory);
    while Instant::now() < patience {
        thread::sleep(Duration::from_millis(50));
        let now = times(directory);
        if now == before && !now.is_empty() {
            return;
        }
        before = now;
    }
}

/// Writes the student's file. If there was a different one, keeps a copy and returns its name.
pub fn replace(course: &Course, exercise: &Exercise, text: &str) -> Result<Option<String>, Told> {
    let path = exercise.source();
    let old = fs::read_to_string(&path).ok();
    if old.as_deref() == Some(text) {
        return Ok(None);
    }
    let mut name = "no file: there was none".to_owned();
    if let Some(old) = old {
        let kept = course.directory.join("kept");
        fs::create_dir_all(&kept)?;
        let free = (1..).map(|number| format!("{}-{number}.rs", exercise.name));
        let free = free.into_iter().find(|name| !kept.join(name).exists());
        let free = free.unwrap_or_default();
        fs::write(kept.join(&free), old)?;
        name = format!("docs/exercises/kept/{free}");
    }
    fs::write(&path, text)?;
    Ok(Some(name))
}
