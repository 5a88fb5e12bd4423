//! The classroom, as a student and as an instructor use it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// `docs/exercises`
fn course() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A directory that is removed when the value is dropped.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Temporary {
        let path = std::env::temp_dir().join(format!("class-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Temporary(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies a directory, without build output and files that belong to one checkout.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if ["target", ".git", "kept", "progress.txt", "book"].iter().any(|skipped| name == *skipped)
        {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(name));
        } else {
            fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}

/// Returns the names of the exercises, in order.
fn exercises() -> Vec<String> {
    let entries = fs::read_dir(course()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| name.starts_with(|c: char| c.is_ascii_digit())).collect();
    names.sort();
    names
}

/// Returns the solution or the starter of an exercise, from its solution.rs.
fn half(exercise: &str, is_solution: bool) -> String {
    let source = fs::read_to_string(course().join(exercise).join("solution.rs")).unwrap();
    let mut text = String::new();
    let mut place = "";
    for line in source.lines() {
        match (line.trim(), place) {
            ("// STARTER", _) => place = "starter",
            ("// SOLUTION", _) => place = "solution",
            ("// END", _) => place = "",
            (_, "starter") if !is_solution => {
                let (indent, rest) = line.split_once("//|").unwrap();
                let rest = rest.strip_prefix(' ').unwrap_or(rest);
                text.push_str(&format!("{}{rest}\n", if rest.is_empty() { "" } else { indent }));
            }
            (_, "starter") => {}
            (_, "solution") if !is_solution => {}
            _ => text.push_str(&format!("{line}\n")),
        }
    }
    text
}

fn exercise(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exercise"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn text(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err))
}

/// Returns the processes whose command line contains this path, or whose program is below it.
fn processes_of(path: &Path) -> Vec<String> {
    let path = path.to_str().unwrap();
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap_or_default();
        if name.parse::<u32>().is_err() || name == std::process::id().to_string() {
            continue;
        }
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        let exe = fs::read_link(entry.path().join("exe")).unwrap_or_default();
        if line.contains(path) || exe.starts_with(path) {
            found.push(format!("{name}: {line}"));
        }
    }
    found
}

/// A broken submission for exercise 5, and the expected result.
struct Broken {
    name: &'static str,
    source: String,
    result: &'static str,
    /// A text that the reason has to contain.
    why: &'static str,
}

/// The beginning of every submission for exercise 5.
const HEADER: &str = "
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub nlmsg_len: u32,
    pub nlmsg_type: u16,
    pub nlmsg_flags: u16,
    pub nlmsg_seq: u32,
    pub nlmsg_pid: u32,
}
";

/// A submission whose function does only this.
fn one_that(name: &'static str, does: &str, why: &'static str) -> Broken {
    let source =
        format!("{HEADER}\npub fn read_header(_: &[u8]) -> Option<Header> {{\n{does}\n}}\n");
    Broken { name, source, result: "failed", why }
}

/// A submission that passes only if it manages to do something that the jail should prevent.
fn one_that_wins_if(name: &'static str, condition: &str, why: &'static str) -> Broken {
    let solution = half("05_header", true).replacen("pub fn read_header", "fn right", 1);
    let source = format!(
        "{solution}\npub fn read_header(bytes: &[u8]) -> Option<Header> {{\n\
         if {condition} {{ right(bytes) }} else {{ None }}\n}}\n"
    );
    Broken { name, source, result: "failed", why }
}

fn broken(port: u16) -> Vec<Broken> {
    let course = course();
    let course = course.to_str().unwrap();
    let captures = Path::new(course).join("../captures").canonicalize().unwrap();
    let captures = captures.display();
    let not_compiling =
        |name, source: String, why| Broken { name, source, result: "does-not-compile", why };
    vec![
        not_compiling("no-rust", "pub fn read_header(".to_owned(), "error"),
        not_compiling(
            "unsafe",
            format!(
                "{HEADER}\npub fn read_header(_: &[u8]) -> Option<Header> {{ unsafe {{ std::mem::zeroed() }} }}"
            ),
            "unsafe",
        ),
        // Every checkout has the solution next to the exercise, but the jail does not show it.
        not_compiling(
            "includes-the-solution",
            format!("include!(\"{course}/05_header/solution.rs\");"),
            "couldn't read",
        ),
        // An exercise cannot use crates whose functions write to any memory.
        not_compiling(
            "brings-nix",
            format!("extern crate nix;\n{HEADER}"),
            "can't find crate for `nix`",
        ),
        one_that("hangs", "loop { std::hint::spin_loop() }", "did not finish within"),
        one_that(
            "sleeps",
            "loop { std::thread::sleep(std::time::Duration::from_secs(60)) }",
            "did not finish within",
        ),
        one_that("panics", "panic!(\"it panics\")", "it panics"),
        one_that("aborts", "std::process::abort()", "exited before"),
        one_that("exits", "std::process::exit(0)", "exited before"),
        one_that(
            "forks",
            "let itself = std::env::args().next().unwrap();\n\
             let mut children = Vec::new();\n\
             loop { match std::process::Command::new(&itself).spawn() { Ok(child) => children.push(child), Err(_) => std::thread::yield_now() } }",
            "",
        ),
        one_that(
            "starts-threads",
            "loop { std::thread::spawn(|| loop { std::thread::sleep(std::time::Duration::from_secs(60)) }); }",
            "",
        ),
        one_that(
            "eats-memory",
            "let mut all: Vec<Vec<u8>> = Vec::new();\nloop { all.push(vec![1; 1 << 24]) }",
            "exited before",
        ),
        one_that(
            "prints-without-end",
            "loop { println!(\"{}\", \"x\".repeat(4096)) }",
            "printed more",
        ),
        one_that(
            "forges-results",
            "use std::io::Write; use std::os::fd::AsFd;\n\
             let stdin = std::io::stdin().as_fd().try_clone_to_owned().unwrap();\n\
             let mut stdin = std::fs::File::from(stdin);\n\
             for event in [\"{\\\"Plan\\\":{\\\"checks\\\":1}}\", \"\\\"Passed\\\"\", \"\\\"End\\\"\"] {\n\
             println!(\"\\n{event}\"); eprintln!(\"\\n{event}\"); let _ = writeln!(stdin, \"{event}\");\n\
             }\n\
             println!(\"test result: ok. 3 passed; 0 failed\");\n\
             std::process::exit(0)",
            "exited before",
        ),
        one_that_wins_if(
            "writes-the-graders-files",
            &format!(
                "[\"{course}/05_header/tests/check.rs\", \"{course}/05_header/written\", \"/written\", \"/tmp/../written\", \
                 \"/etc/written\", \"/usr/lib/written\", \"{captures}/written\"].iter().any(|path| std::fs::write(path, \"fn main() {{}}\").is_ok())"
            ),
            "expected a header, got None",
        ),
        one_that_wins_if(
            "reads-the-machine",
            &format!(
                "[\"/etc/passwd\", \"/proc/self/mem\", \"/proc/1/environ\", \"{course}/05_header/solution.rs\", \"/root\", \"/home\"]\
                 .iter().any(|path| std::fs::metadata(path).is_ok())"
            ),
            "expected a header, got None",
        ),
        // A program of the machine, such as an interpreter, could read the memory of the checks.
        one_that_wins_if(
            "finds-a-program",
            "{ fn walk(at: &std::path::Path) -> bool { std::fs::read_dir(at).into_iter().flatten().flatten().any(|entry| {\n\
             let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());\n\
             if path.is_dir() { return walk(&path); }\n\
             let is_known = name.contains(\".so\") || name.ends_with(\".pcap\") || name.ends_with(\".txt\") || name == \"SHA256SUMS\" || path.starts_with(\"/dev\") || name == \"check\";\n\
             if !is_known { println!(\"{}\", path.display()); }\n\
             !is_known }) }\n\
             walk(std::path::Path::new(\"/\")) }",
            "expected a header, got None",
        ),
        // A second run of the checks, with the right answers, reports to nobody.
        one_that_wins_if(
            "reports-from-a-child",
            "{ if std::env::args().count() == 1 {\n\
             let itself = std::env::args().next().unwrap();\n\
             let _ = std::process::Command::new(itself).arg(\"x\").env(\"EXERCISE_REPORT\", \"1\").status();\n\
             std::process::exit(0) }\n\
             true }",
            "exited before",
        ),
        one_that_wins_if(
            "calls-home",
            &format!("std::net::TcpStream::connect((\"127.0.0.1\", {port})).is_ok()"),
            "expected a header, got None",
        ),
    ]
}

#[test]
fn forty_checkouts_are_graded_whatever_they_contain() {
    let directory = Temporary::new("grade");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let all = broken(listener.local_addr().unwrap().port());
    let checks_before = fs::read_to_string(course().join("05_header/tests/check.rs")).unwrap();

    // Forty checkouts, each of which begins with the starters.
    let mut expected: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut checkouts = Vec::new();
    for number in 0..40 {
        let checkout = directory.0.join(format!("student {number:02}"));
        let inside = checkout.join("docs/exercises");
        copy(&course(), &inside);
        let mut results = BTreeMap::new();
        for (index, name) in exercises().iter().enumerate() {
            // Student n has solved the first n exercises.
            let solved = index < number;
            fs::write(inside.join(name).join("src/lib.rs"), half(name, solved)).unwrap();
            let result = if solved { "solved" } else { "not-begun" };
            results.insert(name.clone(), result.to_owned());
        }
        expected.insert(checkout.display().to_string(), results);
        checkouts.push(checkout);
    }
    // Put the broken submissions into the last checkouts.
    let source = |checkout: &Path| checkout.join("docs/exercises/05_header/src/lib.rs");
    let mut reasons = BTreeMap::new();
    for (broken, checkout) in all.iter().zip(checkouts.iter().rev()) {
        fs::write(source(checkout), &broken.source).unwrap();
        let key = checkout.display().to_string();
        expected.get_mut(&key).unwrap().insert("05_header".to_owned(), broken.result.to_owned());
        reasons.insert(key, (broken.name, broken.why));
    }
    // Break some more outside the student's file.
    let mut rest = checkouts.iter().rev().skip(all.len());
    let mut next = |result: &str| {
        let checkout: &PathBuf = rest.next().unwrap();
        let key = checkout.display().to_string();
        expected.get_mut(&key).unwrap().insert("05_header".to_owned(), result.to_owned());
        checkout.clone()
    };
    // The tests are deleted, or made easy, and the manifest runs a program while building.
    let easy = next("failed").join("docs/exercises/05_header");
    fs::write(easy.join("src/lib.rs"), half("05_header", false) + "// I have tried.\n").unwrap();
    fs::write(easy.join("tests/check.rs"), "fn main() {}\n").unwrap();
    fs::write(
        easy.join("build.rs"),
        "fn main() { std::fs::write(\"/tmp/class-was-built\", \"\").unwrap(); }\n",
    )
    .unwrap();
    let deleted = next("failed").join("docs/exercises/05_header");
    fs::write(deleted.join("src/lib.rs"), half("05_header", false) + "// I have tried, too.\n")
        .unwrap();
    fs::remove_dir_all(deleted.join("tests")).unwrap();
    fs::remove_file(deleted.join("Cargo.toml")).unwrap();
    fs::remove_file(source(&next("missing"))).unwrap();
    let linked = source(&next("missing"));
    fs::remove_file(&linked).unwrap();
    std::os::unix::fs::symlink(course().join("05_header/mistakes/big-endian.rs"), linked).unwrap();
    let pipe = source(&next("missing"));
    fs::remove_file(&pipe).unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());

    let begun = Instant::now();
    let output = exercise(&["grade", "--format", "json"]).args(&checkouts).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    let students: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let students = students.as_array().unwrap();
    assert_eq!(students.len(), 40);
    for student in students {
        let checkout = student["checkout"].as_str().unwrap();
        let expected = &expected[checkout];
        for graded in student["exercises"].as_array().unwrap() {
            let name = graded["exercise"].as_str().unwrap();
            let what = reasons.get(checkout).map_or("", |(name, _)| name);
            assert_eq!(graded["result"], expected[name].as_str(), "{checkout} ({what}), {graded}");
            if let (Some((_, why)), "05_header") = (reasons.get(checkout), name) {
                let said = graded["why"].as_str().unwrap();
                assert!(said.contains(why), "{what}: expected '{why}' in: {said}");
            }
        }
        let solved = expected.values().filter(|result| *result == "solved").count();
        assert_eq!(student["solved"], solved, "{checkout}");
    }
    // The grader's files are unchanged, no submission connected to us, and nothing is left.
    let checks_after = fs::read_to_string(course().join("05_header/tests/check.rs")).unwrap();
    assert_eq!(checks_before, checks_after);
    assert!(!course().join("05_header/written").exists());
    assert!(!Path::new("/tmp/class-was-built").exists());
    assert!(listener.accept().is_err(), "a submission connected to us");
    println!("graded 40 checkouts in {:?}", begun.elapsed());
}

/// A program in a pseudo-terminal: reads what it prints and types into it.
struct Terminal {
    child: Child,
    printed: Receiver<Vec<u8>>,
    /// All output so far, without escapes.
    seen: String,
    /// The output before this position has been examined.
    at: usize,
}

impl Terminal {
    /// Starts `cargo exercise …` in a checkout.
    fn start(checkout: &Path, target: &Path, arguments: &str) -> Terminal {
        let mut child = Command::new("script")
            .args(["--quiet", "--return", "--flush", "--command"])
            .arg(format!("exec cargo exercise {arguments}"))
            .arg("/dev/null")
            .current_dir(checkout)
            .env("CARGO_TARGET_DIR", target)
            // These belong to the cargo that runs this test.
            .env_remove("CARGO_MANIFEST_DIR")
            .env_remove("CARGO")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("script, from util-linux");
        let mut stdout = child.stdout.take().unwrap();
        let (sender, printed) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(len @ 1..) = stdout.read(&mut buffer) {
                if sender.send(buffer[..len].to_vec()).is_err() {
                    return;
                }
            }
        });
        Terminal { child, printed, seen: String::new(), at: 0 }
    }

    /// Waits until the program has printed this after the text of the previous wait.
    fn wait_for(&mut self, wanted: &str) {
        // It builds first.
        let patience = Instant::now() + Duration::from_secs(300);
        loop {
            if let Some(found) = self.seen[self.at..].find(wanted) {
                self.at += found + wanted.len();
                return;
            }
            match self.printed.recv_timeout(Duration::from_millis(100)) {
                Ok(bytes) => self.seen.push_str(&without_escapes(&String::from_utf8_lossy(&bytes))),
                Err(RecvTimeoutError::Timeout) if Instant::now() < patience => {}
                Err(error) => {
                    panic!("'{wanted}' was not printed ({error}); this was:\n{}", self.seen)
                }
            }
        }
    }

    fn type_in(&mut self, keys: &str) {
        let stdin = self.child.stdin.as_mut().unwrap();
        stdin.write_all(keys.as_bytes()).unwrap();
        stdin.flush().unwrap();
    }

    /// Waits until the program exits, and returns its exit code.
    fn ends_with(&mut self) -> Option<i32> {
        let patience = Instant::now() + Duration::from_secs(30);
        while Instant::now() < patience {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the program does not exit; it printed:\n{}", self.seen);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Removes escapes. A read may end inside one, but the texts that we wait for are outside.
fn without_escapes(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\x1b') {
        plain.push_str(before);
        rest = after.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

/// Makes a checkout that looks newly cloned.
fn clone(to: &Path) {
    let root = course().join("../..");
    for part in ["messenger", "netlink-raw", "netlink-monitor", ".cargo", "docs"] {
        copy(&root.join(part), &to.join(part));
    }
    for file in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(root.join(file), to.join(file)).unwrap();
    }
    for name in exercises() {
        fs::write(to.join("docs/exercises").join(&name).join("src/lib.rs"), half(&name, false))
            .unwrap();
    }
}

#[test]
fn a_new_student_gets_from_the_first_exercise_to_the_second() {
    let directory = Temporary::new("student");
    let (checkout, target) = (directory.0.join("checkout"), directory.0.join("target"));
    clone(&checkout);
    let source = |name: &str| checkout.join("docs/exercises").join(name).join("src/lib.rs");

    let mut terminal = Terminal::start(&checkout, &target, "");
    terminal.wait_for("0 of 26 solved");
    terminal.wait_for("Exercise 1: A buffer that is too small");
    terminal.wait_for("What to write");
    terminal.wait_for("Write your code in docs/exercises/01_small_buffer/src/lib.rs");
    // Ask for a hint.
    terminal.type_in("h\n");
    terminal.wait_for("Hint 1 of 3:");
    // For a mistake, the bytes and the matching hint are shown.
    fs::copy(course().join("01_small_buffer/mistakes/whole-buffer.rs"), source("01_small_buffer"))
        .unwrap();
    terminal.wait_for("1 of 3 checks pass");
    terminal.wait_for("byte 3, past the end: expected none, got 00");
    terminal.wait_for("^^");
    terminal.wait_for("Hint: You returned the whole buffer.");
    // For code that does not compile, rustc's error is shown.
    fs::write(source("01_small_buffer"), "fn receive(").unwrap();
    terminal.wait_for("docs/exercises/01_small_buffer/src/lib.rs:1");
    terminal.wait_for("Your code does not compile.");
    // A correct solution leads to the second exercise.
    fs::write(source("01_small_buffer"), half("01_small_buffer", true)).unwrap();
    terminal.wait_for("Solved: 3 of 3 checks pass.");
    terminal.wait_for("What an expert sees");
    terminal.wait_for("1 of 26 solved");
    terminal.wait_for("Exercise 2: The bytes of a socket address");
    terminal.wait_for("Write your code in docs/exercises/02_sockaddr_in/src/lib.rs");
    let progress = fs::read_to_string(checkout.join("docs/exercises/progress.txt")).unwrap();
    assert!(progress.contains("01_small_buffer  solved, 1 hint"), "{progress}");

    // Ctrl-C while the student's code hangs: nothing is left, neither process nor file.
    let hangs = "pub fn sockaddr_in(_: std::net::Ipv4Addr, _: u16) -> [u8; 16] { loop { std::hint::spin_loop() } }";
    fs::write(source("02_sockaddr_in"), hangs).unwrap();
    terminal.wait_for("1 of 26 solved");
    let check = target.join("debug/classroom");
    let patience = Instant::now() + Duration::from_secs(60);
    while processes_of(&check).is_empty() {
        assert!(Instant::now() < patience, "the check did not start");
        thread::sleep(Duration::from_millis(20));
    }
    terminal.type_in("\x03");
    terminal.wait_for("To continue: cargo exercise");
    assert_eq!(terminal.ends_with(), Some(0), "{}", terminal.seen);
    let left = processes_of(&directory.0);
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(fs::read_dir(&check).unwrap().count(), 0, "a scratch directory is left");

    // The short form: one expression, in the place of todo!().
    let mut terminal = Terminal::start(&checkout, &target, "short 5");
    terminal.wait_for("write an expression for todo!()");
    assert_eq!(terminal.ends_with(), Some(0), "{}", terminal.seen);
    let short = fs::read_to_string(source("05_header")).unwrap();
    assert_eq!(short.matches("todo!()").count(), 1, "{short}");
    let done = short.replace("todo!()", "u32::from_ne_bytes([l0, l1, l2, l3])");
    assert_eq!(done, half("05_header", true));
    fs::write(source("05_header"), done).unwrap();
    let mut terminal = Terminal::start(&checkout, &target, "check 5");
    terminal.wait_for("Solved:");
    assert_eq!(terminal.ends_with(), Some(0), "{}", terminal.seen);

    // Another checkout with the same target directory: nothing is solved there.
    let other = directory.0.join("other");
    clone(&other);
    let cargo = |checkout: &Path, arguments: &[&str]| {
        let mut cargo = Command::new("cargo");
        cargo
            .arg("exercise")
            .args(arguments)
            .current_dir(checkout)
            .env("CARGO_TARGET_DIR", &target);
        cargo.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO").output().unwrap()
    };
    let unsolved = cargo(&other, &["check", "1"]);
    assert_eq!(unsolved.status.code(), Some(1), "{}", text(&unsolved));
    assert!(text(&unsolved).contains("0 of 3 checks pass"), "{}", text(&unsolved));
    let solved = cargo(&checkout, &["check", "1"]);
    assert_eq!(solved.status.code(), Some(0), "{}", text(&solved));
    // It also works from inside an exercise, and prints no colours into a pipe.
    let inside = cargo(&checkout.join("docs/exercises/05_header/src"), &["progress"]);
    assert_eq!(
        String::from_utf8_lossy(&inside.stdout),
        "[##............................] 2 of 26 solved\nnext: exercise 2, The bytes of a socket address\n"
    );

    // A solution is shown only to students who have solved the exercise or give up.
    let refused = cargo(&checkout, &["solution", "2"]);
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
    let given = cargo(&checkout, &["solution", "2", "--give-up"]);
    assert_eq!(String::from_utf8_lossy(&given.stdout), half("02_sockaddr_in", true));
    // A reset restores the starter, and keeps a copy of the student's file.
    let reset = cargo(&checkout, &["reset", "02_sockaddr_in"]);
    assert!(text(&reset).contains("docs/exercises/kept/02_sockaddr_in-1.rs"), "{}", text(&reset));
    assert_eq!(
        fs::read_to_string(source("02_sockaddr_in")).unwrap(),
        half("02_sockaddr_in", false)
    );
    let kept = checkout.join("docs/exercises/kept/02_sockaddr_in-1.rs");
    assert_eq!(fs::read_to_string(kept).unwrap(), hangs);
    // Rewriting the starters keeps a copy of the student's file as well.
    let solution = half("01_small_buffer", true);
    let starters = cargo(&checkout, &["starters"]);
    assert!(
        text(&starters).contains("docs/exercises/kept/01_small_buffer-1.rs"),
        "{}",
        text(&starters)
    );
    let kept = checkout.join("docs/exercises/kept/01_small_buffer-1.rs");
    assert_eq!(fs::read_to_string(kept).unwrap(), solution);

    // Without a lab, the checks use recorded bytes and say why.
    fs::write(source("12_dump"), half("12_dump", true)).unwrap();
    let mut recorded = Command::new("cargo");
    recorded.args(["exercise", "check", "12"]).current_dir(&checkout);
    recorded.env("CARGO_TARGET_DIR", &target).env("EXERCISE_NO_LAB", "1");
    recorded.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO");
    let recorded = recorded.output().unwrap();
    assert_eq!(recorded.status.code(), Some(0), "{}", text(&recorded));
    assert!(
        text(&recorded).contains("recorded bytes instead of the kernel: EXERCISE_NO_LAB"),
        "{}",
        text(&recorded)
    );

    // Break the course in many ways: verify has to report each of them.
    let broken = other.join("docs/exercises");
    for name in exercises() {
        if !["02_sockaddr_in", "04_groups", "05_header", "06_messages"].contains(&name.as_str()) {
            fs::remove_dir_all(broken.join(name)).unwrap();
        }
    }
    let change = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(broken.join(file)).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(broken.join(file), text.replace(from, to)).unwrap();
    };
    fs::write(broken.join("02_sockaddr_in/mistakes/native-port.rs"), half("02_sockaddr_in", true))
        .unwrap();
    fs::copy(
        broken.join("05_header/mistakes/big-endian.rs"),
        broken.join("05_header/mistakes/type-and-flags.rs"),
    )
    .unwrap();
    change("02_sockaddr_in/exercise.toml", "big-endian-family", "another-name");
    change("04_groups/src/lib.rs", "None", "Some(0)");
    change("04_groups/exercise.toml", "needs = \"lab\"", "needs = \"nothing\"");
    change("05_header/solution.rs", "(len >= 16 && len <= bytes.len())", "(len >= 16)");
    change("05_header/solution.rs", "//| let _ = bytes;", "//| let _ = bytes[100];");
    change("06_messages/solution.rs", "//| Vec::new()", "//| vec![datagram; 0 / datagram.len()]");
    change("06_messages/solution.rs", "//| let _ = datagram;", "//| let unused = 1;");
    change(
        "../src/06-the-monitor-by-hand.md",
        "(exercises/05_header.md)",
        "(exercises/05_headers.md)",
    );
    // The first mutant of exercise 4, which its check notices, and one that does not exist.
    let survivor = |exercise: &str, from: &str, to: &str| {
        format!("\n[[survivor]]\nexercise = '{exercise}'\nfrom = '{from}'\nto = '{to}'\nwhy = ''\n")
    };
    let mutants = fs::read_to_string(broken.join("mutants.toml")).unwrap()
        + &survivor("04_groups", "let mut mask = 0;", "let mut mask = 1;")
        + &survivor("05_header", "no such line", "");
    fs::write(broken.join("mutants.toml"), mutants).unwrap();
    let verify = cargo(&other, &["verify"]);
    assert_eq!(verify.status.code(), Some(1), "{}", text(&verify));
    let said = text(&verify);
    for problem in [
        "02_sockaddr_in: mistakes/native-port.rs passes",
        "02_sockaddr_in: mistake 'another-name': either its hint in exercise.toml or mistakes/another-name.rs is missing",
        "05_header: mistakes/type-and-flags.rs does not show its hint; recognised: big-endian",
        "04_groups: src/lib.rs is not the starter in solution.rs",
        "04_groups: it has a live check, but needs = \"nothing\"",
        "05_header: the solution does not pass",
        "05_header: the starter should fail by an assertion, but: the program panicked",
        "06_messages: the starter does not compile\nerror: unused variable: `unused`",
        "04_groups: this mutant fails its check, but mutants.toml lists it",
        "05_header: mutants.toml lists a mutant that does not exist: no such line",
        "05_header: its metadata names chapter 06-the-monitor-by-hand; linked from: []",
        "chapter 7 has no exercise",
        "the exercises are not numbered from 1 without gaps",
    ] {
        assert!(said.contains(problem), "'{problem}' is not in:\n{said}");
    }
}

/// Attempts to break out of a jail. Each has to fail; one that succeeds prints a word.
const ATTEMPTS: &str = "
    echo x > /usr/escaped && echo WROTE-USR
    echo x > /escaped && echo WROTE-ROOT
    mount -o remount,rw /usr && echo REMOUNTED
    umount /usr && echo UNMOUNTED
    mount -t proc proc /tmp && echo MOUNTED-PROC
    unshare --user --map-root-user --pid --fork --mount mount -t proc proc /tmp && echo MOUNTED-PROC-INSIDE
    cp /usr/bin/true /tmp/mine && /tmp/mine && echo RAN-MINE
    test -e /proc/self && echo SAW-PROC
    test -e /etc && echo SAW-ETC
    kill -0 2 && echo SAW-A-PROCESS
    setpriv --reuid=1 true && echo WAS-ANOTHER-USER
    sleep 100003 &
    echo through
";

#[test]
fn nothing_escapes_from_a_jail_that_root_or_an_ordinary_user_starts() {
    let directory = Temporary::new("jail");
    let program = directory.0.join("exercise");
    fs::copy(env!("CARGO_BIN_EXE_exercise"), &program).unwrap();
    let root = directory.0.join("root");
    let is_root = nix::unistd::geteuid().is_root();
    let nobody: &[&str] = &["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
    // If the test runs as root, it also tries this as the user `nobody`.
    for user in [&[], nobody].iter().take(if is_root { 2 } else { 1 }) {
        fs::create_dir(&root).unwrap();
        if !user.is_empty() {
            std::os::unix::fs::chown(&root, Some(65534), Some(65534)).unwrap();
        }
        let words = user.iter().copied().chain([program.to_str().unwrap(), "jail"]);
        let words: Vec<&str> = words.collect();
        let jail = |seconds: &str, script: &str| {
            let mut jail = Command::new(words[0]);
            jail.args(&words[1..]).arg("--root").arg(&root).args(["--seconds", seconds]);
            jail.args(["--memory", "1024", "--processes", "64"]);
            for path in ["/usr", "/bin", "/lib", "/lib64"] {
                jail.args(["--read", path]);
            }
            jail.args(["--", "/bin/sh", "-c", script]);
            jail.output().unwrap()
        };
        let mounts = || fs::read_to_string("/proc/self/mountinfo").unwrap();
        let before = mounts();
        let output = jail("20", ATTEMPTS);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "through\n", "{}", text(&output));
        assert!(output.status.success(), "{}", text(&output));
        // The process that it left in the background has ended with it.
        let left = processes_of(Path::new("sleep 100003"));
        assert!(left.is_empty(), "{left:?}");
        let begun = Instant::now();
        let output = jail("1", "sleep 100003");
        assert_eq!(output.status.code(), Some(137), "{}", text(&output));
        assert!(begun.elapsed() < Duration::from_secs(20));
        assert_eq!(before, mounts(), "a mount of the machine has changed");
        fs::remove_dir(&root).unwrap();
    }
}

#[test]
fn a_submission_cannot_kill_another_ones_jail() {
    let directory = Temporary::new("group");
    // Two jails that a grader runs at the same time. One of them sends SIGKILL to its process
    // group as soon as the other one runs. The last words also need the jail's supervisor.
    let mut script = String::new();
    for (name, program) in [("victim", "sleep 3; echo survived"), ("killer", "kill -KILL 0")] {
        fs::create_dir(directory.0.join(name)).unwrap();
        script.push_str(&format!(
            "(sleep $delay; {} jail --root {} --seconds 20 --memory 1024 --processes 64 \
             --read /usr --read /bin --read /lib --read /lib64 -- /bin/sh -c '{program}'; \
             echo {name}: exit $?) &\ndelay=1\n",
            env!("CARGO_BIN_EXE_exercise"),
            directory.0.join(name).display(),
        ));
    }
    let mut grader = Command::new("sh");
    grader.args(["-c", &format!("delay=0\n{script}wait")]);
    std::os::unix::process::CommandExt::process_group(&mut grader, 0);
    let output = grader.output().unwrap();
    // A process with the ID 1 ignores its own signals.
    let expected = "killer: exit 0\nsurvived\nvictim: exit 0\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{}", text(&output));
    assert!(output.status.success(), "{:?}", output.status);
}

#[test]
fn an_interrupted_grader_leaves_no_process_and_no_file() {
    let directory = Temporary::new("interrupted");
    let source = directory.0.join("05_header/src/lib.rs");
    fs::create_dir_all(source.parent().unwrap()).unwrap();
    let hangs = "loop { std::thread::sleep(std::time::Duration::from_secs(1000)) }";
    fs::write(&source, one_that("", hangs, "").source).unwrap();
    let mut grader = exercise(&["grade"]);
    let mut grader = grader.arg(&directory.0).stdout(Stdio::null()).spawn().unwrap();
    let scratch = format!("classroom/{}-", grader.id());
    let check = || {
        let all = processes_of(Path::new(&scratch));
        all.into_iter().find(|line| line.trim_end().ends_with("/out/check"))
    };
    let patience = Instant::now() + Duration::from_secs(120);
    while check().is_none() {
        assert!(Instant::now() < patience, "the check did not start");
        thread::sleep(Duration::from_millis(20));
    }
    let pid = nix::unistd::Pid::from_raw(grader.id().cast_signed());
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).unwrap();
    let status = grader.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    let left = processes_of(Path::new(&scratch));
    assert!(left.is_empty(), "{left:?}");
    let target = Path::new(env!("CARGO_BIN_EXE_exercise")).with_file_name("classroom");
    let left: Vec<PathBuf> =
        fs::read_dir(target).unwrap().map(|entry| entry.unwrap().path()).collect();
    let left: Vec<&PathBuf> =
        left.iter().filter(|path| path.display().to_string().contains(&scratch)).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_table_and_the_csv_show_the_same_results() {
    let directory = Temporary::new("formats");
    let checkouts = ["=cmd", "other"].map(|name| directory.0.join(name));
    for checkout in &checkouts {
        for name in exercises() {
            let source = checkout.join(&name).join("src");
            fs::create_dir_all(&source).unwrap();
            fs::write(source.join("lib.rs"), half(&name, false)).unwrap();
        }
    }
    fs::write(checkouts[1].join("05_header/src/lib.rs"), half("05_header", true)).unwrap();
    fs::write(checkouts[1].join("06_messages/src/lib.rs"), "compile_error!(\"say \\\"no\\\"\");")
        .unwrap();
    let grade = |format: &str| {
        let mut grade = exercise(&["grade", "--format", format, "=cmd", "other"]);
        let output = grade.current_dir(&directory.0).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let table = grade("table");
    assert!(table.contains("=cmd       .  .  .  .  .  ."), "{table}");
    assert!(table.contains("other      .  .  .  .  x  c  ."), "{table}");
    let all = exercises().len();
    assert!(table.contains(&format!(" 1 of {all}\n")), "{table}");
    assert!(table.contains("other, 06_messages: error: say \"no\"\n"), "{table}");
    let csv = grade("csv");
    assert_eq!(csv.lines().count(), 1 + 2 * all, "{csv}");
    assert!(csv.contains("\"'=cmd\",05_header,not-begun,\"\",\"\"\n"), "{csv}");
    assert!(csv.contains("\"other\",05_header,solved,\"\",\"\"\n"), "{csv}");
    assert!(
        csv.contains("\"other\",06_messages,does-not-compile,\"\",\"error: say \"\"no\"\"\"\n"),
        "{csv}"
    );
}

#[test]
fn a_type_that_equals_everything_solves_nothing() {
    let directory = Temporary::new("equals");
    for (name, its_type) in
        [("10_type_bits", "Type"), ("14_refusal", "Refusal"), ("21_links", "Link")]
    {
        let source = half(name, true).replace(", PartialEq, Eq)]", ")]");
        // The right answer, spoilt in its last step.
        let source = match name {
            "10_type_bits" => source.replace("0x3fff", "0"),
            "14_refusal" => source
                .replace("    Some(refusal)\n", "    refusal.text = None;\n    Some(refusal)\n"),
            _ => source.replace("& 1 != 0", "& 1 == 0"),
        };
        let equal = format!(
            "{source}\nimpl PartialEq for {its_type} {{ fn eq(&self, _: &Self) -> bool {{ true }} }}\n"
        );
        let inside = directory.0.join(name).join("src");
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join("lib.rs"), equal).unwrap();
    }
    let output = exercise(&["grade", "--format", "csv"]).arg(&directory.0).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    assert_eq!(text(&output).matches(",failed,").count(), 3, "{}", text(&output));
}

#[test]
fn the_work_of_others_is_not_graded_through_a_link() {
    let directory = Temporary::new("links");
    let class = directory.0.join("class");
    let solved = |checkout: &str| {
        let source = class.join(checkout).join("docs/exercises/05_header/src");
        fs::create_dir_all(&source).unwrap();
        fs::write(source.join("lib.rs"), half("05_header", true)).unwrap();
    };
    let link = |to: &str, at: &str| {
        let at = class.join(at);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(class.join(to), at).unwrap();
    };
    solved("anna");
    // Every part of the path to somebody else's file can be a link.
    link("anna", "b");
    link("anna/docs", "c/docs");
    link("anna/docs/exercises", "d/docs/exercises");
    link("anna/docs/exercises/05_header", "e/docs/exercises/05_header");
    link("anna/docs/exercises/05_header/src", "f/docs/exercises/05_header/src");
    link("anna/docs/exercises/05_header/src/lib.rs", "g/docs/exercises/05_header/src/lib.rs");
    link("anna/docs/exercises/05_header", "h/05_header");
    let grade = |arguments: &[&str]| {
        let mut grade = exercise(&["grade", "--format", "csv"]);
        let output = grade.args(arguments).current_dir(&directory.0).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    for csv in [
        // The directory that contains the checkouts, and what a shell makes of `class/*/`.
        grade(&["class"]),
        grade(
            &["anna", "b", "c", "d", "e", "f", "g", "h"]
                .map(|name| format!("class/{name}/"))
                .each_ref()
                .map(String::as_str),
        ),
    ] {
        let result = |line: &str| line.split(',').nth(2).unwrap().to_owned();
        let rows: Vec<&str> = csv.lines().filter(|line| line.contains("05_header")).collect();
        assert_eq!(rows.len(), 8, "{csv}");
        assert_eq!(result(rows[0]), "solved", "{csv}");
        for row in &rows[1..] {
            assert_eq!(result(row), "missing", "{csv}");
            assert!(row.contains("symbolic link"), "{row}");
        }
    }
}

#[test]
fn a_directory_without_exercises_is_reported_in_one_line() {
    let directory = Temporary::new("nothing");
    fs::create_dir(directory.0.join("empty")).unwrap();
    fs::create_dir_all(directory.0.join("class/none")).unwrap();
    let source = directory.0.join("class/one/docs/exercises/05_header/src");
    fs::create_dir_all(&source).unwrap();
    fs::write(source.join("lib.rs"), half("05_header", false)).unwrap();
    let grade = |arguments: &[&str]| {
        exercise(&["grade"]).args(arguments).current_dir(&directory.0).output().unwrap()
    };
    for (name, why) in [("empty", "no exercises here; expected"), ("not-there", "no such file")] {
        let output = grade(&[name]);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert_eq!(text(&output).lines().count(), 1, "{}", text(&output));
        assert!(text(&output).contains(&format!("{name}: {why}")), "{}", text(&output));
    }
    // Among others, such a directory has one line as well.
    let output = grade(&["class", "empty"]);
    assert!(output.status.success(), "{}", text(&output));
    for name in ["class/none", "empty"] {
        let reasons = format!("\n{name}: no exercises here; expected");
        assert_eq!(text(&output).matches(&reasons).count(), 1, "{}", text(&output));
        assert_eq!(text(&output).matches(name).count(), 2, "{}", text(&output));
    }
}

#[test]
fn grading_as_an_ordinary_user_is_just_as_safe() {
    let directory = Temporary::new("ordinary");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let wanted = ["writes-the-graders-files", "reads-the-machine", "finds-a-program", "calls-home"];
    let broken = broken(port).into_iter().filter(|broken| wanted.contains(&broken.name));
    let broken: Vec<Broken> = broken.collect();
    assert_eq!(broken.len(), wanted.len());
    let mut grade = Command::new("unshare");
    // The user of this test with a different ID: it is not root, so it cannot become `nobody`.
    grade.args(["--user", "--map-user=1000", "--map-group=1000", "--"]);
    grade.arg(env!("CARGO_BIN_EXE_exercise")).args(["grade", "--format", "csv"]);
    let solved = half("05_header", true);
    let sources = broken.iter().map(|broken| (broken.name, &broken.source));
    for (name, source) in sources.chain([("solved", &solved)]) {
        let inside = directory.0.join(name).join("05_header/src");
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join("lib.rs"), source).unwrap();
        grade.arg(name);
    }
    let output = grade.current_dir(&directory.0).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    let csv = String::from_utf8(output.stdout).unwrap();
    for broken in &broken {
        let row = format!("\"{}\",05_header,failed,", broken.name);
        let found = csv.lines().find(|line| line.starts_with(&row));
        assert!(found.is_some_and(|line| line.contains(broken.why)), "{row} is not in\n{csv}");
    }
    assert!(csv.contains("\"solved\",05_header,solved,"), "{csv}");
    assert!(!course().join("05_header/written").exists());
}
