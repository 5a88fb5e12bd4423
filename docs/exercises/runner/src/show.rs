//! What is printed. Colours are escapes here; `anstream` takes them out where they are
//! not wanted: in a pipe, or with `NO_COLOR`.

use checks::Kind;

use crate::course::{About, Exercise, Needs};
use crate::progress::State;
use crate::run::Verdict;

pub const BOLD: &str = "\x1b[1m";
pub const DIM: &str = "\x1b[2m";
pub const RED: &str = "\x1b[31m";
pub const GREEN: &str = "\x1b[32m";
pub const YELLOW: &str = "\x1b[33m";
pub const CYAN: &str = "\x1b[36m";
pub const PLAIN: &str = "\x1b[0m";

/// The width of text.
const WIDTH: usize = 92;

/// The width of the progress bar.
const BAR: usize = 30;

/// `[#####.....] 3 of 22 solved`
pub fn bar(solved: usize, all: usize) -> String {
    let full = (BAR * solved).checked_div(all).unwrap_or(0);
    let (full, rest) = ("#".repeat(full), ".".repeat(BAR - full));
    format!("[{GREEN}{full}{PLAIN}{DIM}{rest}{PLAIN}] {solved} of {all} solved")
}

/// The head of an exercise: what it is called, and where its parts are.
pub fn head(exercise: &Exercise) -> String {
    let About { title, minutes, .. } = &exercise.about;
    let needs = match exercise.about.needs {
        Needs::Nothing => "",
        Needs::Lab => ", in the lab",
    };
    let (number, file, task) =
        (exercise.number, exercise.shown("src/lib.rs"), exercise.shown("README.md"));
    let facts = exercise.about.facts.iter();
    let facts: Vec<String> =
        facts.map(|fact| format!("docs/src/{}.md: {}", fact.page, fact.heading)).collect();
    let facts = facts.join("\n          ");
    format!(
        "{BOLD}Exercise {number}: {title}{PLAIN}  {DIM}about {minutes} minutes{needs}{PLAIN}\n\
         write in  {CYAN}{file}{PLAIN}\n\
         the task  {task}\n\
         the book  {facts}\n"
    )
}

/// The task, as in the README, without what is for the book.
pub fn task(readme: &str) -> String {
    let mut text = String::new();
    let mut in_code = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        // The line between a table's head and its rows.
        if line.starts_with("|--") && !in_code {
            continue;
        }
        match line.strip_prefix("## ") {
            Some(heading) if !in_code => text.push_str(&format!("{BOLD}{heading}{PLAIN}\n")),
            _ if in_code => text.push_str(&format!("    {CYAN}{line}{PLAIN}\n")),
            _ => text.push_str(&format!("{line}\n")),
        }
    }
    text
}

/// What came of a check.
pub fn verdict(exercise: &Exercise, verdict: &Verdict) -> String {
    let mut text = String::new();
    if let Some(why) = &verdict.recorded {
        text.push_str(&format!("{YELLOW}Checked against recorded bytes, because {why}{PLAIN}\n\n"));
    }
    if !verdict.printed.is_empty() {
        text.push_str(&format!(
            "{DIM}Your code printed:{PLAIN}\n{}\n",
            printable(&verdict.printed)
        ));
    }
    let Some(failed) = &verdict.failed else {
        let checks = verdict.checks;
        text.push_str(&format!("{GREEN}{BOLD}Solved:{PLAIN} {checks} of {checks} checks pass.\n"));
        return text;
    };
    let (passed, checks) = (verdict.passed, verdict.checks);
    text.push_str(&format!("{RED}{BOLD}Not yet:{PLAIN} {passed} of {checks} checks pass."));
    text.push_str(&format!(" This one does not: {BOLD}{}{PLAIN}\n\n", failed.check));
    text.push_str(&format!("{}\n", wrapped(&printable(&failed.failure.what))));
    if !failed.failure.bytes.is_empty() {
        text.push_str(&format!("\n{}", failed.failure.bytes));
    }
    if failed.failure.kind == Kind::Broken {
        text.push_str(&format!(
            "\n{YELLOW}This is not about your code: the check could not do its own part.{PLAIN}\n"
        ));
    }
    if let Some(hint) = mistake_hint(exercise, verdict) {
        let hint = wrapped(&format!("Hint: {hint}"));
        let hint = hint.strip_prefix("Hint:").unwrap_or(&hint);
        text.push_str(&format!("\n{YELLOW}{BOLD}Hint:{PLAIN}{hint}\n"));
    }
    text
}

/// The hint for the mistake that was recognised.
pub fn mistake_hint<'a>(exercise: &'a Exercise, verdict: &Verdict) -> Option<&'a str> {
    let mistake = verdict.failed.as_ref()?.failure.mistake.as_ref()?;
    exercise.about.mistakes.get(mistake).map(|hint| hint.trim())
}

/// Text with lines that are not too long to read.
pub fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let mut current = line[..indent].to_owned();
        for word in line.split_whitespace() {
            if current.chars().count() + 1 + word.chars().count() > WIDTH && current.len() > indent
            {
                lines.push(std::mem::take(&mut current));
            } else if current.len() > indent {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.join("\n")
}

/// Text from a student's program, without what a terminal would obey.
pub fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// A row of the list.
pub fn row(exercise: &Exercise, state: State, is_next: bool) -> String {
    let (mark, colour) = match (state.solved, is_next) {
        (true, _) => ("x", GREEN),
        (false, true) => (">", YELLOW),
        (false, false) => (" ", ""),
    };
    let About { title, minutes, .. } = &exercise.about;
    let chapter = exercise.about.chapter_number();
    let mut notes = Vec::new();
    if exercise.about.needs == Needs::Lab {
        notes.push("lab".to_owned());
    }
    if state.hints > 0 {
        notes.push(format!("hints: {}", state.hints));
    }
    if state.solution_seen {
        notes.push("solution seen".to_owned());
    }
    format!(
        "{colour}[{mark}] {:>2}  {title:<48}{PLAIN} {DIM}chapter {chapter:>2}  {minutes:>2} min  {}{PLAIN}",
        exercise.number,
        notes.join(", ")
    ).replace("  \x1b[0m", "\x1b[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_wrapped_and_no_word_is_lost() {
        let text = "word ".repeat(50) + "\n  indented\n" + &"x".repeat(200);
        let wrapped = wrapped(&text);
        assert!(
            wrapped.lines().all(|line| line.len() <= WIDTH || !line.contains(' ')),
            "{wrapped}"
        );
        assert!(wrapped.lines().any(|line| line == "  indented"), "{wrapped}");
        assert_eq!(
            wrapped.split_whitespace().collect::<Vec<_>>(),
            text.split_whitespace().collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_bar_is_as_long_as_what_is_solved() {
        let plain = |text: String| anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain(bar(0, 22)), format!("[{}] 0 of 22 solved", ".".repeat(30)));
        assert_eq!(plain(bar(22, 22)), format!("[{}] 22 of 22 solved", "#".repeat(30)));
        assert_eq!(plain(bar(0, 0)), format!("[{}] 0 of 0 solved", ".".repeat(30)));
    }

    #[test]
    fn what_a_program_prints_cannot_drive_the_terminal() {
        assert_eq!(printable("a\x1b[2Jb\r\u{9b}c\td\n"), "a[2Jbc\td\n");
    }
}
