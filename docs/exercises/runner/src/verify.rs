//! Checks the course itself.
//!
//! - Each starter is up to date, compiles without a warning, and fails by an assertion.
//! - Each short form compiles, and fails.
//! - Each solution compiles with warnings denied, and passes. A live exercise passes with the
//!   recorded bytes as well.
//! - Each mistake compiles, fails, and shows its own hint.
//! - A solution that is changed by one token fails: every tenth change here, all of them with
//!   `--mutants`.
//! - The book has a page for each exercise, and only the chapter in the exercise's metadata
//!   links to it. Each chapter from 4 to 12 has an exercise.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anstream::println;
use checks::Kind;

use crate::Told;
use crate::compile::Toolchain;
use crate::course::{Course, Exercise, Fact, Needs, read};
use crate::mutants;
use crate::run::Verdict;
use crate::session::{self, Checked, How};
use crate::show::{self, GREEN, PLAIN, RED};

/// The chapters that need an exercise.
const CHAPTERS: RangeInclusive<usize> = 4..=12;

/// Without `--mutants`, try one mutant in this many.
const MUTANTS_STEP: usize = 10;

/// Prints every problem, and returns whether there were none.
pub fn verify(course: &Course, wanted: Option<&str>, only_mutants: bool) -> Result<bool, Told> {
    let survivors = mutants::survivors(course)?;
    let toolchain = Toolchain::prepare(course)?;
    let only = wanted.map(|wanted| course.get(wanted)).transpose()?;
    let chosen = course.exercises.iter();
    let chosen = chosen.filter(|exercise| only.is_none_or(|only| only.number == exercise.number));
    let chosen: Vec<&Exercise> = chosen.collect();
    let next = AtomicUsize::new(0);
    let worker = || -> Result<Vec<String>, Told> {
        let mut problems = Vec::new();
        while let Some(exercise) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut found =
                if only_mutants { Vec::new() } else { one(course, &toolchain, exercise)? };
            let step = if only_mutants { 1 } else { MUTANTS_STEP };
            found.extend(mutants::check(course, &toolchain, exercise, &survivors, step)?);
            let (mark, colour) = if found.is_empty() { ("ok", GREEN) } else { ("not ok", RED) };
            println!("{:<24} {colour}{mark}{PLAIN}", exercise.name);
            let name = &exercise.name;
            problems.extend(found.into_iter().map(|problem| format!("{name}: {problem}")));
        }
        Ok(problems)
    };
    let mut problems = Vec::new();
    thread::scope(|scope| -> Result<(), Told> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        for worker in workers {
            problems.extend(worker.join().unwrap_or(Err("a worker panicked".into()))?);
        }
        Ok(())
    })?;
    if only.is_none() && !only_mutants {
        problems.extend(links(course)?);
    }
    for problem in &problems {
        println!("\n{RED}{problem}{PLAIN}");
    }
    Ok(problems.is_empty())
}

fn one(course: &Course, toolchain: &Toolchain, exercise: &Exercise) -> Result<Vec<String>, Told> {
    let mut problems = Vec::new();
    let halves = exercise.halves()?;
    let mistakes = exercise.mistakes()?;
    let scratch = toolchain.scratch()?;
    // Checks this text as the student's file. The name of the file appears in error messages.
    let run = |name: &str, text: &str, how: How| -> Result<Checked, Told> {
        let source = scratch.path.join(format!("{name}.rs"));
        fs::write(&source, text)?;
        session::check(course, toolchain, exercise, &source, how)
    };
    let strict = How { deny_warnings: true, no_lab: false };

    if read(&exercise.source())? != halves.starter {
        problems.push(
            "src/lib.rs is not the starter in solution.rs; run: cargo exercise starters".to_owned(),
        );
    }
    match run("starter", &halves.starter, strict)? {
        Checked::DoesNotCompile(words) | Checked::DoesNotFit(words) => {
            problems.push(format!("the starter does not compile\n{words}"))
        }
        Checked::Ran(verdict, _) => match &verdict.failed {
            Some(failed) if failed.failure.kind == Kind::Assertion => {}
            Some(failed) => problems.push(format!(
                "the starter should fail by an assertion, but: {}",
                failed.failure.what
            )),
            None => problems.push("the starter already passes".to_owned()),
        },
    }

    match run("short", &exercise.short()?, How::default())? {
        Checked::DoesNotCompile(words) | Checked::DoesNotFit(words) => {
            problems.push(format!("the short form does not compile\n{words}"))
        }
        Checked::Ran(verdict, _) if verdict.failed.is_none() => {
            problems.push("the short form already passes".to_owned());
        }
        Checked::Ran(..) => {}
    }
    if exercise.about.expert.trim().lines().count() != 3 {
        problems.push("what an expert sees is not three lines".to_owned());
    }

    for how in [strict, How { no_lab: true, ..strict }] {
        let way = if how.no_lab { "with recorded bytes, the" } else { "the" };
        match run("solution", &halves.solution, how)? {
            Checked::DoesNotCompile(words) | Checked::DoesNotFit(words) => {
                problems.push(format!("the solution does not compile\n{words}"))
            }
            Checked::Ran(verdict, _) => {
                if !verdict.solved() {
                    problems.push(format!(
                        "{way} solution does not pass\n{}",
                        show::verdict(exercise, &verdict)
                    ));
                }
                // `needs` has to be true.
                let needs_lab = exercise.about.needs == Needs::Lab;
                match (&verdict.recorded, how.no_lab) {
                    (Some(why), false) => problems.push(format!("there is no lab: {why}")),
                    (Some(_), true) if !needs_lab => {
                        problems.push("it has a live check, but needs = \"nothing\"".to_owned());
                    }
                    (None, true) if needs_lab => {
                        problems.push("needs = \"lab\", but no check is live".to_owned());
                    }
                    _ => {}
                }
            }
        }
    }

    let hinted: BTreeSet<&str> = exercise.about.mistakes.keys().map(String::as_str).collect();
    let made: BTreeSet<&str> = mistakes.iter().map(|(name, _)| name.as_str()).collect();
    for without in hinted.symmetric_difference(&made) {
        problems.push(format!(
            "mistake '{without}': either its hint in exercise.toml or mistakes/{without}.rs is missing"
        ));
    }
    if !(1..=6).contains(&made.len()) {
        problems.push(format!("it has {} mistakes; expected one to six", made.len()));
    }
    for (name, text) in &mistakes {
        match run(name, text, How::default())? {
            Checked::DoesNotCompile(words) | Checked::DoesNotFit(words) => {
                problems.push(format!("mistakes/{name}.rs does not compile\n{words}"))
            }
            Checked::Ran(verdict, _) => problems.extend(shows_its_hint(exercise, name, &verdict)),
        }
    }
    if exercise.about.hints.len() < 2 {
        problems.push("it has fewer than two hints".to_owned());
    }
    Ok(problems)
}

/// Checks that a mistake is recognised, and as the right one.
fn shows_its_hint(exercise: &Exercise, name: &str, verdict: &Verdict) -> Option<String> {
    let shown = show::verdict(exercise, verdict);
    let failed = match &verdict.failed {
        None => return Some(format!("mistakes/{name}.rs passes")),
        Some(failed) => failed,
    };
    let (expected, _) = failed.failure.bytes.split_once("\ngot\n").unwrap_or_default();
    if expected.contains("(fault)") {
        return Some(format!("mistakes/{name}.rs: the expected bytes show a fault\n{shown}"));
    }
    // The text that is shown is wrapped, so compare words.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hint = words(exercise.about.mistakes.get(name)?);
    (failed.failure.kind == Kind::Broken || !words(&shown).contains(&hint)).then(|| {
        let recognised = failed.failure.mistake.as_deref().unwrap_or("none");
        format!("mistakes/{name}.rs does not show its hint; recognised: {recognised}\n{shown}")
    })
}

/// Checks the book's pages and links.
fn links(course: &Course) -> Result<Vec<String>, Told> {
    let mut problems = Vec::new();
    let book = book(course);
    let summary = read(&book.join("SUMMARY.md"))?;
    let mut chapters = BTreeMap::new();
    for entry in fs::read_dir(&book)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|extension| extension == "md")
            && name.starts_with(|c: char| c.is_ascii_digit())
        {
            chapters.insert(name, read(&path)?);
        }
    }
    for exercise in &course.exercises {
        let page = format!("exercises/{}.md", exercise.name);
        let linking: Vec<&str> = chapters
            .iter()
            .filter(|(_, text)| text.contains(&format!("({page})")))
            .map(|(name, _)| name.as_str())
            .collect();
        if linking != [exercise.about.chapter.as_str()] {
            problems.push(format!(
                "{}: its metadata names chapter {}; linked from: {linking:?}",
                exercise.name, exercise.about.chapter
            ));
        }
        if fs::read_to_string(book.join(&page)).ok() != Some(exercise.page()) {
            problems.push(format!("docs/src/{page} is out of date; run: cargo exercise starters"));
        }
        for Fact { page, heading } in &exercise.about.facts {
            let page = format!("{page}.md");
            let text = fs::read_to_string(book.join(&page)).unwrap_or_default();
            if !text.lines().any(|line| line.strip_prefix("## ") == Some(heading.as_str())) {
                problems
                    .push(format!("{}: docs/src/{page} has no section '{heading}'", exercise.name));
            }
        }
        if summary.matches(&format!("({page})")).count() != 1 {
            problems.push(format!("docs/src/SUMMARY.md has to contain {page} exactly once"));
        }
    }
    if fs::read_to_string(book.join("exercises/list.md")).ok() != Some(course.list_page()) {
        problems.push(
            "docs/src/exercises/list.md is out of date; run: cargo exercise starters".to_owned(),
        );
    }
    for chapter in CHAPTERS {
        let prefix = format!("{chapter:02}-");
        if !course.exercises.iter().any(|exercise| exercise.about.chapter.starts_with(&prefix)) {
            problems.push(format!("chapter {chapter} has no exercise"));
        }
    }
    let numbers = course.exercises.iter().map(|exercise| exercise.number);
    if !numbers.eq(1..=course.exercises.len()) {
        problems.push("the exercises are not numbered from 1 without gaps".to_owned());
    }
    Ok(problems)
}

fn book(course: &Course) -> PathBuf {
    course.directory.join("../src")
}

/// Writes the starters and the book's pages. Keeps a copy of each student's file that it
/// replaces.
pub fn write_starters(course: &Course) -> Result<bool, Told> {
    let pages = book(course).join("exercises");
    fs::create_dir_all(&pages)?;
    for exercise in &course.exercises {
        let starter = exercise.halves()?.starter;
        if let Some(kept) = session::replace(course, exercise, &starter)? {
            println!(
                "{}: written; the previous version is in {kept}",
                exercise.shown("src/lib.rs")
            );
        }
        write_if_different(&pages.join(format!("{}.md", exercise.name)), &exercise.page())?;
    }
    write_if_different(&pages.join("list.md"), &course.list_page())?;
    Ok(true)
}

fn write_if_different(path: &Path, text: &str) -> Result<(), Told> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
        println!("{}: written", path.display());
    }
    Ok(())
}
