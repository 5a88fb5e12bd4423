//! Checks the work of many students in one run.
//!
//! The grader reads only the student's files in a checkout, `NN_topic/src/*.rs`. Checks,
//! captures, manifests and build settings are the grader's own. Each file is compiled, and
//! each check runs, in a jail, so a submission can harm only its own result.
//!
//! Many students have the same file; most often it is the starter. Equal files are built once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::env;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anstream::{eprint, print, println};
use checks::Kind;
use nix::NixPath;
use nix::dir::Dir;
use nix::errno::Errno;
use nix::fcntl::{OFlag, OpenHow, ResolveFlag, open, openat2};
use nix::sys::stat::{Mode, umask};
use nix::unistd::{Gid, Uid, chown, geteuid};
use serde::Serialize;

use crate::Told;
use crate::compile::{Scratch, Toolchain};
use crate::course::{Course, Exercise};
use crate::jail::NO_JAIL;
use crate::run::{self, Ended, INTERRUPTED, Verdict};
use crate::show::{DIM, GREEN, PLAIN, RED, YELLOW, printable};

/// What to print.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A row for each checkout, a column for each exercise
    Table,
    /// All details
    Json,
    /// A row for each checkout and exercise
    Csv,
}

/// The time limits for compiling and for the checks of one exercise, in seconds.
const BUILD_SECONDS: u64 = 60;
const CHECK_SECONDS: u64 = 10;
/// The limits on the total size and the number of a student's files.
const SOURCE_LIMIT: usize = 1 << 20;
const FILES_LIMIT: usize = 64;

/// A student's files: names and contents.
type Files = BTreeMap<String, Vec<u8>>;

/// The result of one exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// All checks pass.
    Solved,
    /// A check fails.
    Failed,
    /// It does not compile.
    DoesNotCompile,
    /// The file is still the starter.
    NotBegun,
    /// The file is missing or cannot be read.
    Missing,
    /// The grader could not find out, for example because the machine ran out of memory.
    NotGraded,
}

/// The result and the reason for it.
#[derive(Clone, Debug, Serialize)]
pub struct Graded {
    pub exercise: String,
    pub result: Grade,
    /// The check that failed, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// A short reason.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
}

#[derive(Serialize)]
struct Student {
    checkout: String,
    /// Why there are no exercises to grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    solved: usize,
    of: usize,
    exercises: Vec<Graded>,
}

/// Grades the checkouts and prints the results. Returns true if everything could be graded,
/// whether or not the submissions pass.
pub fn grade(course: &Course, arguments: &[PathBuf], format: Format) -> Result<bool, Told> {
    let checkouts = checkouts(course, arguments)?;
    // The user `nobody` runs what is built, so it has to be able to read it.
    umask(Mode::from_bits_truncate(0o022));
    let grader = Grader::new(course)?;
    grader.try_the_jail()?;
    // The files of each student, and one job for each different solution.
    let mut submissions = Vec::new();
    let mut jobs: Vec<(usize, Files)> = Vec::new();
    let mut known: HashMap<(usize, Files), usize> = HashMap::new();
    for checkout in &checkouts {
        let mut submission = Vec::new();
        for (index, exercise) in course.exercises.iter().enumerate() {
            let directory = checkout.exercises.as_ref().map_err(String::clone);
            let read = directory.and_then(|directory| files(directory, &exercise.name));
            submission.push(read.map(|files| {
                *known.entry((index, files)).or_insert_with_key(|key| {
                    jobs.push(key.clone());
                    jobs.len() - 1
                })
            }));
        }
        submissions.push(submission);
    }
    let done = grader.all(&jobs)?;
    let students: Vec<Student> = checkouts
        .iter()
        .zip(submissions)
        .map(|(checkout, submission)| {
            let exercises: Vec<Graded> = course
                .exercises
                .iter()
                .zip(submission)
                .map(|(exercise, job)| match job {
                    Ok(job) => done[job].clone(),
                    Err(why) => graded(exercise, Grade::Missing, None, &why),
                })
                .collect();
            let solved = exercises.iter().filter(|graded| graded.result == Grade::Solved).count();
            let (checkout, why) =
                (checkout.name.clone(), checkout.exercises.as_ref().err().cloned());
            Student { checkout, why, solved, of: exercises.len(), exercises }
        })
        .collect();
    let all = students.iter().flat_map(|student| &student.exercises);
    let is_complete = all.into_iter().all(|graded| graded.result != Grade::NotGraded);
    match format {
        Format::Table => print!("{}", table(course, &students)),
        Format::Csv => print!("{}", csv(&students)),
        Format::Json => {
            let json = serde_json::to_string_pretty(&students);
            println!("{}", json.map_err(|error| Told(error.to_string()))?);
        }
    }
    Ok(is_complete)
}

/// A student's checkout.
struct Checkout {
    name: String,
    /// The directory with the exercises, or why there is none.
    exercises: Result<OwnedFd, String>,
}

/// Finds the checkouts. An argument is a checkout, or a directory that contains checkouts.
fn checkouts(course: &Course, arguments: &[PathBuf]) -> Result<Vec<Checkout>, Told> {
    let mut checkouts = Vec::new();
    for argument in arguments {
        let exercises = exercises_of(course, argument);
        let inside = if exercises.is_err() { checkouts_inside(course, argument) } else { vec![] };
        if inside.iter().any(|checkout| checkout.exercises.is_ok()) {
            checkouts.extend(inside);
        } else {
            checkouts.push(Checkout { name: argument.display().to_string(), exercises });
        }
    }
    let all_bad: Option<Vec<String>> = checkouts
        .iter()
        .map(|Checkout { name, exercises }| Some(format!("{name}: {}", exercises.as_ref().err()?)))
        .collect();
    match all_bad {
        Some(reasons) => Err(Told(printable(&reasons.join("\n")))),
        None => Ok(checkouts),
    }
}

/// Returns each subdirectory as a checkout, in order. Ignores hidden ones.
fn checkouts_inside(course: &Course, directory: &Path) -> Vec<Checkout> {
    // A link to a directory is listed as well, to be reported.
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path()).filter(|path| {
        let is_hidden =
            path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        path.is_dir() && !is_hidden
    });
    let mut paths: Vec<PathBuf> = paths.collect();
    paths.sort();
    let checkout = |path: PathBuf| Checkout {
        name: path.display().to_string(),
        exercises: exercises_of(course, &path),
    };
    paths.into_iter().map(checkout).collect()
}

/// Opens `docs/exercises` of a checkout. The path may also be that directory itself.
fn exercises_of(course: &Course, checkout: &Path) -> Result<OwnedFd, String> {
    // Without a slash at the end, after which a link would be followed.
    let path: PathBuf = checkout.components().collect();
    if path.is_symlink() {
        return Err("a symbolic link; expected a directory".to_owned());
    }
    let flags = OFlag::O_PATH | OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
    let directory =
        open(&path, flags, Mode::empty()).map_err(|errno| errno.desc().to_lowercase())?;
    let exercises = match open_below(&directory, "docs/exercises", OFlag::O_PATH) {
        Err(Errno::ENOENT) => directory,
        opened => opened.map_err(|errno| not_opened("docs/exercises", errno))?,
    };
    let is_there =
        |name: &str| !matches!(open_below(&exercises, name, OFlag::O_PATH), Err(Errno::ENOENT));
    if !course.exercises.iter().any(|exercise| is_there(&exercise.name)) {
        return Err(
            "no exercises here; expected a checkout of this repository, or a directory of checkouts"
                .to_owned(),
        );
    }
    Ok(exercises)
}

/// Opens a path below a directory (openat2(2)). No part of the path may be a symbolic link,
/// because a link can lead to another student's work or to one of the grader's files.
fn open_below(
    directory: &OwnedFd,
    path: &(impl NixPath + ?Sized),
    flags: OFlag,
) -> nix::Result<OwnedFd> {
    // A pipe could block forever without O_NONBLOCK, which is not allowed with O_PATH.
    let nonblocking =
        if flags.contains(OFlag::O_PATH) { OFlag::empty() } else { OFlag::O_NONBLOCK };
    let resolve = ResolveFlag::RESOLVE_BENEATH | ResolveFlag::RESOLVE_NO_SYMLINKS;
    let how = OpenHow::new().flags(flags | OFlag::O_CLOEXEC | nonblocking).resolve(resolve);
    openat2(directory, path, how)
}

fn not_opened(path: &str, errno: Errno) -> String {
    match errno {
        Errno::ELOOP => format!("{path}: a part of this path is a symbolic link"),
        errno => format!("{path}: {}", errno.desc().to_lowercase()),
    }
}

/// Reads the student's files of an exercise. Only plain files are allowed.
fn files(exercises: &OwnedFd, exercise: &str) -> Result<Files, String> {
    let mut files = Files::new();
    let mut size = 0;
    let path = format!("{exercise}/src");
    let no_source = |errno| not_opened(&path, errno);
    let source = open_below(exercises, path.as_str(), OFlag::O_DIRECTORY).map_err(no_source)?;
    let mut entries = source
        .try_clone()
        .map_err(|error| error.to_string())
        .and_then(|source| Dir::from_fd(source).map_err(no_source))?;
    for entry in entries.iter().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".rs") {
            continue;
        }
        let named = |error: io::Error| format!("src/{name}: {error}");
        let file = open_below(&source, entry.file_name(), OFlag::O_RDONLY);
        let file = File::from(file.map_err(|errno| not_opened(&format!("src/{name}"), errno))?);
        if !file.metadata().map_err(named)?.is_file() {
            return Err(format!("src/{name} is not a plain file"));
        }
        let mut text = Vec::new();
        file.take(SOURCE_LIMIT as u64 + 1).read_to_end(&mut text).map_err(named)?;
        size += text.len();
        files.insert(name, text);
        if size > SOURCE_LIMIT || files.len() > FILES_LIMIT {
            return Err("the files in src are too large for a solution".to_owned());
        }
    }
    if !files.contains_key("lib.rs") {
        return Err("src/lib.rs is missing".to_owned());
    }
    Ok(files)
}

fn graded(exercise: &Exercise, result: Grade, check: Option<&str>, why: &str) -> Graded {
    let (exercise, check) = (exercise.name.clone(), check.map(str::to_owned));
    // One line, without control characters.
    let why = printable(why).split_whitespace().collect::<Vec<_>>().join(" ");
    let why = match why.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &why[..end]),
        None => why,
    };
    Graded { exercise, result, check, why }
}

struct Grader<'a> {
    course: &'a Course,
    toolchain: Toolchain,
    sysroot: PathBuf,
    /// The loader and the libraries that rustc and the checks use, outside the sysroot.
    libraries: BTreeSet<PathBuf>,
    captures: PathBuf,
    itself: PathBuf,
    scratch: Scratch,
    starters: Vec<String>,
}

/// Returns the paths of the loader and of all libraries that a program uses. With this
/// variable set, the loader prints them instead of starting the program (ld.so(8)).
///
/// Every check uses a part of what rustc uses. A submission's own file is never asked.
fn libraries_of(program: &Path) -> Result<BTreeSet<PathBuf>, Told> {
    let mut list = Command::new(program);
    // A program without a loader would start; with this option, ours and rustc do no harm.
    let listed = list.env("LD_TRACE_LOADED_OBJECTS", "1").arg("--help").output()?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    // `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, and the loader's path alone.
    let paths = listed.lines().filter(|line| line.contains(" (0x"));
    let paths = paths.flat_map(str::split_whitespace).filter(|word| word.starts_with('/'));
    Ok(paths.map(|path| PathBuf::from(path).components().collect()).collect())
}

impl Grader<'_> {
    fn new(course: &Course) -> Result<Grader<'_>, Told> {
        let toolchain = Toolchain::prepare(course)?;
        let sysroot = Command::new(&toolchain.rustc).args(["--print", "sysroot"]).output()?;
        let sysroot: PathBuf = String::from_utf8_lossy(&sysroot.stdout).trim().into();
        let itself = env::current_exe()?;
        let mut libraries = libraries_of(&sysroot.join("bin/rustc"))?;
        libraries.retain(|library| !library.starts_with(&sysroot));
        libraries.extend(libraries_of(&itself)?);
        let starters = course.exercises.iter().map(|exercise| Ok(exercise.halves()?.starter));
        Ok(Grader {
            course,
            sysroot,
            libraries,
            captures: course.directory.join("../captures").canonicalize()?,
            itself,
            scratch: toolchain.scratch()?,
            starters: starters.collect::<Result<_, Told>>()?,
            toolchain,
        })
    }

    /// Wraps a command in a jail.
    fn jailed(
        &self,
        command: &Command,
        work: &Path,
        (read, write): (&[&Path], &[&Path]),
        (seconds, memory, processes): (u64, u64, u64),
    ) -> Result<Command, Told> {
        let root = work.join("root");
        fs::create_dir_all(&root)?;
        let mut jail = Command::new(&self.itself);
        jail.arg("jail").arg("--root").arg(root);
        for path in read {
            jail.arg("--read").arg(path);
        }
        for library in &self.libraries {
            jail.arg("--read").arg(library);
        }
        for path in write {
            jail.arg("--write").arg(path);
        }
        // The grader stops it earlier, so that it knows that the time was up.
        let seconds = seconds + 5;
        jail.args(["--seconds", &seconds.to_string(), "--memory", &memory.to_string()]);
        jail.args(["--processes", &processes.to_string(), "--"]);
        jail.arg(command.get_program()).args(command.get_args());
        jail.env_clear().env("EXERCISE_CAPTURES", &self.captures);
        // The loader's own list of libraries, /etc/ld.so.cache, is not there.
        let directories = self.libraries.iter().filter_map(|library| library.parent());
        let mut directories: Vec<PathBuf> = directories.map(Path::to_owned).collect();
        directories.dedup();
        directories.insert(0, self.sysroot.join("lib"));
        let directories = env::join_paths(directories);
        jail.env("LD_LIBRARY_PATH", directories.map_err(|error| Told(error.to_string()))?);
        Ok(jail)
    }

    /// Checks first that the jail works on this machine.
    fn try_the_jail(&self) -> Result<(), Told> {
        let work = Scratch::new(&self.scratch.path)?;
        let mut rustc = Command::new(&self.toolchain.rustc);
        rustc.arg("--version");
        let rustc = self.with_absolute_program(rustc);
        let ended = self.run(&rustc, &work.path, (&[&self.sysroot], &[]), (60, 4096, 64))?;
        if ended.status.is_some_and(|status| status.success()) && ended.stdout.starts_with("rustc")
        {
            return Ok(());
        }
        Err(Told(format!(
            "cannot run students' code in a sandbox on this machine: {}",
            ended.stderr.trim()
        )))
    }

    /// Uses rustc itself, not rustup's wrapper, which would read its settings.
    fn with_absolute_program(&self, command: Command) -> Command {
        let mut direct = Command::new(self.sysroot.join("bin/rustc"));
        direct.args(command.get_args());
        direct
    }

    /// Runs all jobs, one on each CPU at a time.
    fn all(&self, jobs: &[(usize, Files)]) -> Result<Vec<Graded>, Told> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(vec![None; jobs.len()]);
        let shows = io::stderr().is_terminal();
        let worker = || -> Result<(), Told> {
            loop {
                let job = next.fetch_add(1, Ordering::Relaxed);
                let Some((exercise, files)) = jobs.get(job) else { return Ok(()) };
                if INTERRUPTED.load(Ordering::Relaxed) {
                    return Err(Told::interrupted());
                }
                if shows {
                    eprint!("\rchecked {} of {} different solutions", job + 1, jobs.len());
                }
                let graded = self.one(*exercise, files)?;
                if let Ok(mut done) = done.lock() {
                    done[job] = Some(graded);
                }
            }
        };
        let threads = thread::available_parallelism().map_or(1, usize::from).min(jobs.len().max(1));
        let results: Vec<Result<(), Told>> = thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or(Err("a worker panicked".into())))
                .collect()
        });
        if shows {
            eprint!("\r\x1b[K");
        }
        results.into_iter().collect::<Result<(), Told>>()?;
        let done = done.into_inner().map_err(|_| Told::from("a worker panicked"))?;
        done.into_iter().collect::<Option<_>>().ok_or_else(|| "a solution was not graded".into())
    }

    fn one(&self, index: usize, files: &Files) -> Result<Graded, Told> {
        let exercise = &self.course.exercises[index];
        if files.len() == 1
            && files.get("lib.rs").is_some_and(|text| *text == self.starters[index].as_bytes())
        {
            return Ok(graded(exercise, Grade::NotBegun, None, ""));
        }
        let work = Scratch::new(&self.scratch.path)?;
        let (source, out) = (work.path.join("src"), work.path.join("out"));
        fs::create_dir(&source)?;
        fs::create_dir(&out)?;
        for (name, text) in files {
            fs::write(source.join(name), text)?;
        }
        if geteuid().is_root() {
            // If the grader is root, the jail runs as `nobody`.
            let (uid, gid) = (Uid::from_raw(65534), Gid::from_raw(65534));
            chown(&out, Some(uid), Some(gid))?;
        }
        let dependencies = self.toolchain.dependencies.as_path();

        let rustc = self.toolchain.library(exercise, &source.join("lib.rs"), &out)?;
        let rustc = self.with_absolute_program(rustc);
        let seen: &[&Path] = &[&self.sysroot, dependencies, &source];
        let limits = (BUILD_SECONDS, 4096, 64);
        let library = self.run(&rustc, &work.path, (seen, &[&out]), limits)?;
        if let Some(grade) = not_built(exercise, &library) {
            return Ok(grade);
        }

        // The checks are ours, but the library is the student's, and it can make this step slow.
        // The linker needs to see more of the machine than the student's code may.
        let check = exercise.directory.join("tests/check.rs");
        let rustc = self.toolchain.check(exercise, &check, &out)?;
        let rustc = self.with_absolute_program(rustc);
        // None of the student's code runs here.
        let system = ["/usr", "/bin", "/lib", "/lib64", "/nix/store", "/etc/alternatives", "/proc"];
        let system = system.map(Path::new);
        let mut seen: Vec<&Path> = vec![&self.sysroot, dependencies, &check];
        seen.extend(system);
        let program = self.run(&rustc, &work.path, (&seen, &[&out]), limits)?;
        if let Some(grade) = not_built(exercise, &program) {
            return Ok(grade);
        }

        let program = out.join("check");
        let limits = (CHECK_SECONDS, 1024, 64);
        let jail = self.jailed(
            &Command::new(&program),
            &work.path,
            (&[&program, &self.captures], &[]),
            limits,
        )?;
        let verdict = run::checks(jail, Duration::from_secs(CHECK_SECONDS))?;
        Ok(said(exercise, &verdict))
    }

    /// Runs rustc in a jail and waits for it.
    fn run(
        &self,
        command: &Command,
        work: &Path,
        paths: (&[&Path], &[&Path]),
        limits: (u64, u64, u64),
    ) -> Result<Ended, Told> {
        run::compiler(|| {
            let jail = self.jailed(command, work, paths, limits)?;
            let ended = run::to_the_end(jail, Duration::from_secs(limits.0))?;
            if ended.status.is_some_and(|status| status.code() == Some(NO_JAIL.into())) {
                let why = ended.stderr.trim();
                return Err(Told(format!("cannot run students' code in a sandbox: {why}")));
            }
            Ok(ended)
        })
    }
}

/// Returns the result if rustc has failed.
fn not_built(exercise: &Exercise, ended: &Ended) -> Option<Graded> {
    if ended.status.is_some_and(|status| status.success()) {
        return None;
    }
    Some(match ended.signal() {
        Some(signal) => {
            let why =
                format!("signal {signal} ended rustc; grade again, on a machine with less load");
            graded(exercise, Grade::NotGraded, None, &why)
        }
        None => graded(exercise, Grade::DoesNotCompile, None, &first_error(ended, BUILD_SECONDS)),
    })
}

fn said(exercise: &Exercise, verdict: &Verdict) -> Graded {
    match &verdict.failed {
        None => graded(exercise, Grade::Solved, None, ""),
        Some(failed) => {
            let what = &failed.failure.what;
            match failed.failure.kind {
                // The instructor has to look.
                Kind::Broken => {
                    let what = format!("the check itself failed: {what}");
                    graded(exercise, Grade::NotGraded, Some(&failed.check), &what)
                }
                Kind::Assertion | Kind::Panic => {
                    graded(exercise, Grade::Failed, Some(&failed.check), what)
                }
            }
        }
    }
}

/// Returns the first of rustc's errors.
fn first_error(ended: &Ended, seconds: u64) -> String {
    if ended.status.is_none() {
        return format!("rustc did not finish within {seconds} seconds");
    }
    let error = ended.stderr.lines().find(|line| line.starts_with("error"));
    error.unwrap_or("rustc failed").to_owned()
}

/// A row for each checkout and a column for each exercise, followed by the reasons.
fn table(course: &Course, students: &[Student]) -> String {
    let width =
        students.iter().map(|student| student.checkout.chars().count()).max().unwrap_or(0).max(8);
    let numbers: Vec<String> =
        course.exercises.iter().map(|exercise| format!("{:>2}", exercise.number)).collect();
    let mut text = format!("{:width$}  {}  solved\n", "checkout", numbers.join(" "));
    for student in students {
        let marks: Vec<String> = student
            .exercises
            .iter()
            .map(|graded| match graded.result {
                Grade::Solved => format!("{GREEN} x{PLAIN}"),
                Grade::Failed => format!("{RED} -{PLAIN}"),
                Grade::DoesNotCompile => format!("{RED} c{PLAIN}"),
                Grade::NotBegun => format!("{DIM} .{PLAIN}"),
                Grade::Missing => format!("{YELLOW} ?{PLAIN}"),
                Grade::NotGraded => format!("{YELLOW} !{PLAIN}"),
            })
            .collect();
        let (checkout, solved, of) = (printable(&student.checkout), student.solved, student.of);
        text.push_str(&format!("{checkout:width$}  {}  {solved:>2} of {of}\n", marks.join(" ")));
    }
    text.push_str(
        "\nx solved   - a check fails   c does not compile   . not started   ? missing   \
         ! could not be graded\n",
    );
    for student in students {
        if let Some(why) = &student.why {
            text.push_str(&printable(&format!("\n{}: {why}", student.checkout)));
            continue;
        }
        for graded in &student.exercises {
            if !graded.why.is_empty() {
                let check =
                    graded.check.as_deref().map(|check| format!("{check}: ")).unwrap_or_default();
                let checkout = printable(&student.checkout);
                text.push_str(&format!(
                    "\n{checkout}, {}: {}{}",
                    graded.exercise,
                    printable(&check),
                    graded.why
                ));
            }
        }
    }
    text.push('\n');
    text
}

fn csv(students: &[Student]) -> String {
    // A spreadsheet would treat these as formulas.
    let quoted = |text: &str| {
        let harmless = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        format!("\"{harmless}{}\"", text.replace('"', "\"\""))
    };
    let mut text = "checkout,exercise,result,check,why\n".to_owned();
    for student in students {
        for graded in &student.exercises {
            let result = serde_json::to_string(&graded.result).unwrap_or_default();
            text.push_str(&format!(
                "{},{},{},{},{}\n",
                quoted(&printable(&student.checkout)),
                graded.exercise,
                result.trim_matches('"'),
                quoted(&printable(graded.check.as_deref().unwrap_or_default())),
                quoted(&graded.why),
            ));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use super::*;

    #[test]
    fn a_killed_compiler_costs_no_student_a_point() {
        let course = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let course = Course::read(course).unwrap();
        let result = |status: i32| {
            let status = Some(ExitStatus::from_raw(status));
            let (stdout, stderr, report) = Default::default();
            let ended = Ended { status, stdout, stderr, report };
            not_built(&course.exercises[0], &ended).map(|graded| graded.result)
        };
        assert_eq!(result(0), None);
        assert_eq!(result(1 << 8), Some(Grade::DoesNotCompile));
        // SIGKILL, directly and as a jail reports it.
        assert_eq!(result(9), Some(Grade::NotGraded));
        assert_eq!(result(137 << 8), Some(Grade::NotGraded));
    }
}
