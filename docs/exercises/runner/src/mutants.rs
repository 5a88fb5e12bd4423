//! Changes a solution by one token at a time. A check that is worth its name fails each time.
//!
//! A mutant that no check can tell from the solution behaves the same. `mutants.toml` lists
//! these with the reason; everything else that passes is a hole in the check.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;

use crate::Told;
use crate::compile::Toolchain;
use crate::course::{Course, Exercise, Halves, read};
use crate::session::{self, Checked, How};

/// One change of one line.
#[derive(Debug, PartialEq, Eq)]
pub struct Mutant {
    /// The number of the line, from 0.
    line: usize,
    /// The line before and after, without the indent.
    pub from: String,
    pub to: String,
}

/// A mutant that passes, and why that is right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survivor {
    exercise: String,
    from: String,
    to: String,
    /// For the reader.
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
struct Survivors {
    survivor: Vec<Survivor>,
}

/// Reads `mutants.toml`.
pub fn survivors(course: &Course) -> Result<Vec<Survivor>, Told> {
    let text = read(&course.directory.join("mutants.toml"))?;
    let all: Survivors =
        toml::from_str(&text).map_err(|error| Told(format!("mutants.toml: {error}")))?;
    Ok(all.survivor)
}

/// Runs the checks on every `step`-th mutant of an exercise, and returns the problems.
pub fn check(
    course: &Course,
    toolchain: &Toolchain,
    exercise: &Exercise,
    survivors: &[Survivor],
    step: usize,
) -> Result<Vec<String>, Told> {
    let halves = exercise.halves()?;
    let all = mutants(&halves);
    let scratch = toolchain.scratch()?;
    let source = scratch.path.join("mutant.rs");
    let mut problems = Vec::new();
    let listed = |mutant: &Mutant| {
        survivors.iter().any(|survivor| {
            survivor.exercise == exercise.name
                && (&survivor.from, &survivor.to) == (&mutant.from, &mutant.to)
        })
    };
    for mutant in all.iter().step_by(step) {
        fs::write(&source, mutant.applied(&halves.solution))?;
        let checked = session::check(course, toolchain, exercise, &source, How::default())?;
        // A mutant that does not compile is no wrong solution.
        let passes = matches!(checked, Checked::Ran(verdict, _) if verdict.solved());
        let Mutant { from, to, .. } = mutant;
        match (passes, listed(mutant)) {
            (true, false) => problems.push(format!(
                "a mutant passes:\n  - {from}\n  + {to}\nadd a check that fails, or a reason to mutants.toml"
            )),
            (false, true) => problems.push(format!(
                "this mutant fails its check, but mutants.toml lists it:\n  - {from}\n  + {to}"
            )),
            _ => {}
        }
    }
    for survivor in survivors.iter().filter(|survivor| survivor.exercise == exercise.name) {
        let Survivor { from, to, .. } = survivor;
        if !all.iter().any(|mutant| (&mutant.from, &mutant.to) == (from, to)) {
            problems.push(format!("mutants.toml lists a mutant that does not exist: {from}"));
        }
    }
    Ok(problems)
}

impl Mutant {
    /// Returns the solution with this change.
    fn applied(&self, solution: &str) -> String {
        let lines = solution.lines().enumerate();
        let lines =
            lines.map(|(number, line)| if number == self.line { &self.to[..] } else { line });
        lines.map(|line| format!("{line}\n")).collect()
    }
}

/// Each operator or word, and what replaces it. The spaces keep apart what looks alike, such as
/// a comparison and a type parameter.
const REPLACED: &[(&str, &[&str])] = &[
    (" == ", &[" != "]),
    (" != ", &[" == "]),
    (" < ", &[" <= ", " > "]),
    (" > ", &[" >= ", " < "]),
    (" <= ", &[" < ", " >= "]),
    (" >= ", &[" > ", " <= "]),
    (" && ", &[" || "]),
    (" || ", &[" && "]),
    (" + ", &[" - "]),
    (" - ", &[" + "]),
    (" & ", &[" | ", " ^ "]),
    (" | ", &[" & "]),
    (" += ", &[" -= ", " = "]),
    (" |= ", &[" &= ", " = "]),
    (" << ", &[" >> "]),
    (" >> ", &[" << "]),
    ("!matches!", &["matches!"]),
    ("true", &["false"]),
    ("false", &["true"]),
    ("break", &["continue"]),
    ("continue", &["break"]),
    ("from_ne_bytes", &["from_be_bytes"]),
    ("from_be_bytes", &["from_ne_bytes"]),
    ("to_ne_bytes", &["to_be_bytes"]),
    ("to_be_bytes", &["to_ne_bytes"]),
    (".insert(", &[".remove(&"]),
    (".remove(&", &[".insert("]),
    (".next_multiple_of(4)", &[""]),
    (".saturating_sub(", &[".wrapping_sub(", ".abs_diff("]),
    (".checked_sub(", &[".checked_add("]),
];

/// Returns the mutants of the lines that only the solution has.
pub fn mutants(halves: &Halves) -> Vec<Mutant> {
    let given: BTreeSet<&str> = halves.starter.lines().collect();
    let mut mutants = Vec::new();
    for (number, line) in halves.solution.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let is_declaration = ["use ", "#", "fn ", "pub ", "const "];
        let is_declaration = is_declaration.iter().any(|word| code.trim().starts_with(word));
        if given.contains(line) || is_declaration {
            continue;
        }
        let mut add = |at: usize, len: usize, new: &str| {
            let to = format!("{}{new}{}", &line[..at], &line[at + len..]);
            let from = line.trim().to_owned();
            mutants.push(Mutant { line: number, from, to: to.trim().to_owned() });
        };
        for (old, news) in REPLACED {
            for (at, _) in code.match_indices(old) {
                news.iter().for_each(|new| add(at, old.len(), new));
            }
        }
        for (at, len, value) in numbers(code) {
            // Each neighbour, nothing, and what is easily confused with it.
            let confused = match value {
                4 => &[8, 1][..],
                16 => &[12, 20],
                _ => &[],
            };
            let near = [value.checked_add(1), value.checked_sub(1), Some(0)];
            let others: BTreeSet<u64> =
                near.into_iter().flatten().chain(confused.iter().copied()).collect();
            for other in others.into_iter().filter(|other| *other != value) {
                add(at, len, &other.to_string());
            }
        }
        // A statement can be left out.
        let code = code.trim();
        let balance =
            |open: char, close: char| code.matches(open).count() == code.matches(close).count();
        let is_alone = balance('(', ')') && balance('{', '}') && balance('[', ']');
        if code.ends_with(';') && is_alone && !code.starts_with("let ") {
            add(0, line.len(), "");
        }
    }
    mutants
}

/// Returns the place, the length and the value of each integer, without its type suffix.
fn numbers(code: &str) -> Vec<(usize, usize, u64)> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let before = &code[..start];
        let (radix, digits) = match code[start..].strip_prefix("0x") {
            Some(_) => (16, start + 2),
            None => (10, start),
        };
        let len = code[digits..].find(|c: char| !c.is_digit(radix)).unwrap_or(code[digits..].len());
        at = digits + len.max(1);
        // Not a part of a name, and not the field of a tuple.
        let is_name = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_field = before.ends_with('.') && !before.ends_with("..");
        let is_text = before.matches('"').count() % 2 == 1;
        if let Ok(value) = u64::from_str_radix(&code[digits..digits + len], radix)
            && !is_name
            && !is_field
            && !is_text
        {
            numbers.push((start, digits + len - start, value));
        }
        // The rest of a name, such as `u16`.
        at += code[at..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_without_their_types() {
        assert_eq!(
            numbers("t0 + x.1 + u16 + 5_u16 + 0x3f & ..12]"),
            [(17, 1, 5), (25, 4, 0x3f), (34, 2, 12)]
        );
    }

    #[test]
    fn a_line_of_the_solution_has_its_mutants() {
        let (starter, solution) = ("a\n".to_owned(), "a\n    at += len; // 7\n".to_owned());
        let found = mutants(&Halves { starter, solution });
        let to: Vec<&str> = found.iter().map(|mutant| mutant.to.as_str()).collect();
        assert_eq!(to, ["at -= len; // 7", "at = len; // 7", ""]);
        assert_eq!(found[2].applied("a\n    at += len; // 7\n"), "a\n\n");
    }
}
