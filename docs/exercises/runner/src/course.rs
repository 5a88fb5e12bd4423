//! The course: its exercises, and the files of each.
//!
//! ```text
//! docs/exercises/05_header/
//!   README.md        the task
//!   exercise.toml    minutes, chapter, hints
//!   solution.rs      the one source: the solution, with the starter between marks
//!   src/lib.rs       the starter, generated from solution.rs; later the student's work
//!   tests/check.rs   the checks
//!   mistakes/*.rs    wrong solutions, each with a hint in exercise.toml
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::Told;

/// All exercises, in order.
pub struct Course {
    /// `docs/exercises`
    pub directory: PathBuf,
    pub exercises: Vec<Exercise>,
}

pub struct Exercise {
    /// `05_header`
    pub name: String,
    /// The number at the start of the name.
    pub number: usize,
    pub directory: PathBuf,
    pub about: About,
    /// The crates in its `Cargo.toml`, which the student can use.
    pub crates: BTreeSet<String>,
}

/// `exercise.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub title: String,
    /// The page of the book to read first.
    pub chapter: String,
    /// The sections with the facts it needs: `06-the-monitor-by-hand: The header in Rust`.
    pub facts: Vec<Fact>,
    pub minutes: u32,
    pub needs: Needs,
    /// An expression of the solution. The short form of the exercise is the solution without it.
    pub short: String,
    /// From gentle to plain.
    pub hints: Vec<String>,
    /// What someone with experience sees in a solution, in three lines; shown once it is solved.
    pub expert: String,
    /// The hint for each mistake that the checks recognise.
    pub mistakes: BTreeMap<String, String>,
}

/// A section of the book.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct Fact {
    /// The name of the page.
    pub page: String,
    /// The section's heading.
    pub heading: String,
}

impl TryFrom<String> for Fact {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Fact, &'static str> {
        let (page, heading) = text.split_once(": ").ok_or("a fact has the form 'PAGE: Heading'")?;
        Ok(Fact { page: page.to_owned(), heading: heading.to_owned() })
    }
}

impl Fact {
    /// Returns a link to the section from an exercise's page. mdBook makes a heading's anchor
    /// from its letters and digits, with dashes for spaces.
    fn link(&self) -> String {
        let place = self.heading.to_lowercase();
        let place = place.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let place: String = place.map(|c| if c == ' ' { '-' } else { c }).collect();
        format!("[{}](../{}.md#{place})", self.heading, self.page)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    Nothing,
    Lab,
}

/// The part of `Cargo.toml` that matters here.
#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    dependencies: BTreeMap<String, toml::Value>,
}

impl Course {
    /// Finds the course of the checkout in which the program was started.
    ///
    /// `cargo run` sets the path of the runner's package. We read it when the program runs,
    /// not when it is compiled: two checkouts that share a target directory share the
    /// program.
    pub fn find() -> Result<Course, Told> {
        let of_cargo = std::env::var_os("CARGO_MANIFEST_DIR")
            .and_then(|runner| Some(Path::new(&runner).parent()?.to_owned()));
        let here = std::env::current_dir()?;
        let above =
            here.ancestors().flat_map(|above| [above.to_owned(), above.join("docs/exercises")]);
        let directory = of_cargo
            .into_iter()
            .chain(above)
            .find(|directory| directory.join("runner/src/course.rs").is_file())
            .ok_or("the current directory is not in the repository; change to its root and run: cargo exercise")?;
        Course::read(&directory)
    }

    pub fn read(directory: &Path) -> Result<Course, Told> {
        let mut exercises = Vec::new();
        for entry in fs::read_dir(directory)? {
            let directory = entry?.path();
            let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let number = name.split_once('_').and_then(|(number, _)| number.parse().ok());
            if let Some(number) = number {
                exercises.push(Exercise::read(directory, name, number)?);
            }
        }
        exercises.sort_by_key(|exercise| exercise.number);
        Ok(Course { directory: directory.to_owned(), exercises })
    }

    /// Returns the book's list of exercises.
    pub fn list_page(&self) -> String {
        let mut text = "| | exercise | chapter | minutes | |\n|---|---|---|---|---|\n".to_owned();
        for Exercise { name, number, about, .. } in &self.exercises {
            let About { title, chapter, minutes, needs, .. } = about;
            let short = about.chapter_number();
            let lab = if *needs == Needs::Lab { "in the lab" } else { "" };
            text.push_str(&format!(
                "| {number} | [{title}](exercises/{name}.md) | [{short}]({chapter}.md) | {minutes} | {lab} |\n"
            ));
        }
        text
    }

    /// Finds the exercise with this number or name.
    pub fn get(&self, wanted: &str) -> Result<&Exercise, Told> {
        let number = wanted.parse::<usize>().ok();
        let found = self.exercises.iter().find(|exercise| {
            Some(exercise.number) == number
                || exercise.name == wanted
                || exercise.crate_name() == wanted
        });
        found.ok_or_else(|| {
            let last = self.exercises.len();
            Told(format!(
                "there is no exercise '{}'; they are numbered 1 to {last}, and `cargo \
                          exercise list` lists them",
                wanted.escape_debug()
            ))
        })
    }
}

impl About {
    /// Returns `6` for `06-the-monitor-by-hand`.
    pub fn chapter_number(&self) -> &str {
        self.chapter.split('-').next().unwrap_or_default().trim_start_matches('0')
    }
}

impl Exercise {
    fn read(directory: PathBuf, name: String, number: usize) -> Result<Exercise, Told> {
        let about = read(&directory.join("exercise.toml"))?;
        let about = toml::from_str(&about)
            .map_err(|error| Told(format!("{name}/exercise.toml: {error}")))?;
        let manifest = read(&directory.join("Cargo.toml"))?;
        let manifest: Manifest = toml::from_str(&manifest)
            .map_err(|error| Told(format!("{name}/Cargo.toml: {error}")))?;
        let crates = manifest.dependencies.into_keys().collect();
        Ok(Exercise { name, number, directory, about, crates })
    }

    /// Returns `header` for `05_header`.
    pub fn crate_name(&self) -> &str {
        self.name.split_once('_').map_or(&self.name, |(_, name)| name)
    }

    /// Returns the path of the student's file.
    pub fn source(&self) -> PathBuf {
        self.directory.join("src/lib.rs")
    }

    /// Returns a path from the repository's root: `docs/exercises/05_header/src/lib.rs`.
    pub fn shown(&self, file: &str) -> String {
        format!("docs/exercises/{}/{file}", self.name)
    }

    /// Returns the starter and the solution, from the one source.
    pub fn halves(&self) -> Result<Halves, Told> {
        let source = read(&self.directory.join("solution.rs"))?;
        Halves::of(&source).map_err(|error| Told(format!("{}/solution.rs: {error}", self.name)))
    }

    /// Returns the short form: the solution, in which `todo!()` is in the place of the first
    /// expression that is the one in `exercise.toml`.
    pub fn short(&self) -> Result<String, Told> {
        let solution = self.halves()?.solution;
        let Some((before, after)) = solution.split_once(&self.about.short) else {
            let Exercise { name, about: About { short, .. }, .. } = self;
            return Err(Told(format!("{name}/solution.rs does not contain '{short}'")));
        };
        Ok(format!("{before}todo!(){after}"))
    }

    /// Returns the name and the text of each wrong solution.
    pub fn mistakes(&self) -> Result<Vec<(String, String)>, Told> {
        let mut mistakes = Vec::new();
        for entry in fs::read_dir(self.directory.join("mistakes"))? {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            mistakes.push((name, read(&path)?));
        }
        mistakes.sort();
        Ok(mistakes)
    }

    /// Returns the book's page for this exercise.
    pub fn page(&self) -> String {
        let needs = match self.about.needs {
            Needs::Nothing => "rust",
            Needs::Lab => "lab",
        };
        let Exercise { name, number, about: About { title, chapter, minutes, .. }, .. } = self;
        let chapter_number = self.about.chapter_number();
        let facts: Vec<String> = self.about.facts.iter().map(Fact::link).collect();
        let facts = facts.join(" · ");
        format!(
            "# Exercise {number}: {title}\n\n\
             {{{{#page minutes={minutes} needs={needs}}}}}\n\n\
             Read [chapter {chapter_number}](../{chapter}.md) first. Write your code in\n\
             `docs/exercises/{name}/src/lib.rs`; `cargo exercise watch {number}` checks it. If you have\n\
             two minutes only, `cargo exercise short {number}` leaves you one expression to write.\n\n\
             The facts that you need: {facts}\n\n\
             {{{{#include ../../exercises/{name}/README.md}}}}\n"
        )
    }
}

/// Reads a file. The error names the file.
pub fn read(path: &Path) -> Result<String, Told> {
    fs::read_to_string(path).map_err(|error| Told(format!("{}: {error}", path.display())))
}

/// The starter and the solution of an exercise.
#[derive(Debug, PartialEq, Eq)]
pub struct Halves {
    pub starter: String,
    pub solution: String,
}

impl Halves {
    /// Splits the source. A region has two parts, and either may be empty:
    ///
    /// ```text
    ///     // STARTER
    ///     //| None
    ///     // SOLUTION
    ///     datagram.first().copied()
    ///     // END
    /// ```
    fn of(source: &str) -> Result<Halves, String> {
        enum In {
            Both,
            Starter,
            Solution,
        }
        let mut place = In::Both;
        let (mut starter, mut solution) = (String::new(), String::new());
        let mut add = |to_starter: bool, to_solution: bool, line: &str| {
            for (to_it, half) in [(to_starter, &mut starter), (to_solution, &mut solution)] {
                if to_it {
                    half.push_str(line);
                    half.push('\n');
                }
            }
        };
        for (number, line) in (1..).zip(source.lines()) {
            place = match (place, line.trim()) {
                (In::Both, "// STARTER") => In::Starter,
                (In::Starter, "// SOLUTION") => In::Solution,
                (In::Solution, "// END") => In::Both,
                (_, mark @ ("// STARTER" | "// SOLUTION" | "// END")) => {
                    return Err(format!(
                        "line {number}: unexpected '{mark}'; the order is STARTER, SOLUTION, END"
                    ));
                }
                (In::Both, _) => {
                    add(true, true, line);
                    In::Both
                }
                (In::Starter, _) => {
                    let (indent, text) = line.split_once("//|").ok_or_else(|| {
                        format!("line {number}: a line of the starter has to begin with '//|'")
                    })?;
                    let text = text.strip_prefix(' ').unwrap_or(text);
                    let indent = if text.is_empty() { "" } else { indent };
                    add(true, false, &format!("{indent}{text}"));
                    In::Starter
                }
                (In::Solution, _) => {
                    add(false, true, line);
                    In::Solution
                }
            };
        }
        match place {
            In::Both => Ok(Halves { starter, solution }),
            _ => Err("the last region has no '// END'".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_split_into_starter_and_solution() {
        let source = "a\n    // STARTER\n    //| let _ = b;\n    //|\n    // SOLUTION\n    c\n    // END\nd\n";
        let halves = Halves::of(source).unwrap();
        assert_eq!(halves.starter, "a\n    let _ = b;\n\nd\n");
        assert_eq!(halves.solution, "a\n    c\nd\n");
    }

    #[test]
    fn a_source_with_marks_out_of_order_is_refused() {
        for bad in [
            "// SOLUTION\n",
            "// STARTER\n// END\n",
            "// STARTER\n// SOLUTION\n",
            "// STARTER\nx\n",
        ] {
            assert!(Halves::of(bad).is_err(), "{bad:?}");
        }
    }
}
