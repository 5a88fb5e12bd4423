//! The text that is printed. Colours are escapes here; `anstream` removes them where they are
//! not wanted, such as in a pipe or with `NO_COLOR`.

use checks::Kind;

use crate::course::{About, Exercise, Needs};
use crate::progress::State;
use crate::run::Verdict;

pub const BOLD: &str = "\x1b[1m";
pub const DIM: &str = "\x1b[2m";
pub const ITALIC: &str = "\x1b[3m";
pub const RED: &str = "\x1b[31m";
pub const GREEN: &str = "\x1b[32m";
pub const YELLOW: &str = "\x1b[33m";
pub const CYAN: &str = "\x1b[36m";
pub const PLAIN: &str = "\x1b[0m";

/// The width of text, in columns.
const WIDTH: usize = 92;

/// The width of the progress bar, in columns.
const BAR: usize = 30;

/// Returns the progress bar: `[#####.....] 3 of 22 solved`.
pub fn bar(solved: usize, all: usize) -> String {
    let full = (BAR * solved).checked_div(all).unwrap_or(0);
    let (full, rest) = ("#".repeat(full), ".".repeat(BAR - full));
    format!("[{GREEN}{full}{PLAIN}{DIM}{rest}{PLAIN}] {solved} of {all} solved")
}

/// Returns the head of an exercise: its title, and where its parts are.
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

/// Renders the task in the README for the terminal.
pub fn task(readme: &str) -> String {
    let mut text = String::new();
    let mut in_code = false;
    let mut table: Vec<Vec<String>> = Vec::new();
    for line in readme.lines() {
        if line.starts_with('|') && !in_code {
            table.push(cells(line));
            continue;
        }
        text.push_str(&aligned(&std::mem::take(&mut table)));
        if line.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        match line.strip_prefix("## ") {
            Some(heading) if !in_code => text.push_str(&format!("{BOLD}{heading}{PLAIN}\n")),
            _ if in_code => text.push_str(&format!("    {CYAN}{line}{PLAIN}\n")),
            _ => text.push_str(&format!("{line}\n")),
        }
    }
    text.push_str(&aligned(&table));
    rendered(&text)
}

/// Returns the cells of a table's row. A `|` inside of code does not end one.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut in_code = false;
    for c in row.trim().trim_matches('|').chars() {
        in_code ^= c == '`';
        match cells.last_mut() {
            Some(cell) if c != '|' || in_code => cell.push(c),
            _ => cells.push(String::new()),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Aligns the columns of a table, without the line under its head.
fn aligned(table: &[Vec<String>]) -> String {
    let width =
        |cell: &str| anstream::adapter::strip_str(&rendered(cell)).to_string().chars().count();
    let is_text =
        |row: &&Vec<String>| row.iter().any(|cell| !cell.trim_matches(['-', ':']).is_empty());
    let mut text = String::new();
    for row in table.iter().filter(is_text) {
        let mut line = String::from("  ");
        for (column, cell) in row.iter().enumerate() {
            let widest = table
                .iter()
                .filter_map(|row| row.get(column))
                .filter(|cell| !cell.starts_with("--"));
            let widest = widest.map(|cell| width(cell)).max().unwrap_or(0);
            line.push_str(&format!("{cell}{}", " ".repeat(widest.saturating_sub(width(cell)) + 2)));
        }
        text.push_str(&format!("{}\n", line.trim_end()));
    }
    text
}

/// Renders code, bold text, emphasis and links, which may continue on the next line.
fn rendered(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let marked =
            [("`", CYAN), ("**", BOLD), ("*", ITALIC)].into_iter().find_map(|(mark, style)| {
                let (inside, after) = rest.strip_prefix(mark)?.split_once(mark)?;
                // A single star, as in a product, marks nothing.
                let is_marked =
                    !inside.is_empty() && !inside.starts_with(' ') && !inside.contains("\n\n");
                is_marked.then(|| (format!("{style}{inside}{PLAIN}"), after))
            });
        let link = || {
            let (words, after) = rest.strip_prefix('[')?.split_once("](")?;
            let is_link = !words.contains([']', '\n']);
            let (_, after) = after.split_once(')').filter(|_| is_link)?;
            Some((words.to_owned(), after))
        };
        let (piece, after) =
            marked.or_else(link).unwrap_or_else(|| (c.to_string(), &rest[c.len_utf8()..]));
        text.push_str(&piece);
        rest = after;
    }
    text
}

/// Returns the text for the result of a check.
pub fn verdict(exercise: &Exercise, verdict: &Verdict) -> String {
    let mut text = String::new();
    if let Some(why) = &verdict.recorded {
        text.push_str(&format!(
            "{YELLOW}Checked against recorded bytes instead of the kernel: {why}{PLAIN}\n\n"
        ));
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
        text.push_str(&format!("\n{BOLD}What an expert sees{PLAIN}\n"));
        for line in exercise.about.expert.trim().lines() {
            text.push_str(&format!("{}\n", wrapped(line)));
        }
        return text;
    };
    let (passed, checks) = (verdict.passed, verdict.checks);
    text.push_str(&format!("{RED}{BOLD}Not yet:{PLAIN} {passed} of {checks} checks pass."));
    text.push_str(&format!(" This one fails: {BOLD}{}{PLAIN}\n", failed.check));
    match checks.saturating_sub(passed + 1) {
        0 => {}
        1 => text.push_str("The check after it was not run.\n"),
        rest => text.push_str(&format!("The {rest} checks after it were not run.\n")),
    }
    text.push('\n');
    text.push_str(&format!("{}\n", wrapped(&printable(&failed.failure.what))));
    if !failed.failure.bytes.is_empty() {
        text.push_str(&format!("\n{}", failed.failure.bytes));
    }
    if failed.failure.kind == Kind::Broken {
        text.push_str(&format!(
            "\n{YELLOW}Your code is not to blame: the check itself failed.{PLAIN}\n"
        ));
    }
    if let Some(hint) = mistake_hint(exercise, verdict) {
        let hint = wrapped(&format!("Hint: {hint}"));
        let hint = hint.strip_prefix("Hint:").unwrap_or(&hint);
        text.push_str(&format!("\n{YELLOW}{BOLD}Hint:{PLAIN}{hint}\n"));
    }
    text
}

/// Returns the hint for the mistake that was recognised.
pub fn mistake_hint<'a>(exercise: &'a Exercise, verdict: &Verdict) -> Option<&'a str> {
    let mistake = verdict.failed.as_ref()?.failure.mistake.as_ref()?;
    exercise.about.mistakes.get(mistake).map(|hint| hint.trim())
}

/// Wraps text to [`WIDTH`] columns.
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

/// Removes control characters from the output of a student's program.
pub fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// Returns a row of the list.
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
    fn every_task_is_rendered_for_the_terminal() {
        let plain = |markdown: &str| anstream::adapter::strip_str(&task(markdown)).to_string();
        let markdown = "The `a|b` and **c**, *d*, [e](f.md): 2 * 3 * 4\n\n| x | |\n|---|---|\n| `1|2` | y |\n| 3 | z |\nend\n";
        assert_eq!(
            plain(markdown),
            "The a|b and c, d, e: 2 * 3 * 4\n\n  x\n  1|2  y\n  3    z\nend\n"
        );
        assert!(task("`a`").contains(&format!("{CYAN}a{PLAIN}")));
        let course = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for exercise in crate::course::Course::read(course).unwrap().exercises {
            let readme = crate::course::read(&exercise.directory.join("README.md")).unwrap();
            let shown = plain(&readme);
            for mark in ["`", "**", "](", "|--", "\n|", "\n## "] {
                assert!(!shown.contains(mark), "{}: '{mark}' in\n{shown}", exercise.name);
            }
        }
    }

    #[test]
    fn checks_that_were_not_run_are_counted() {
        let course = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let course = crate::course::Course::read(course).unwrap();
        for (checks, note) in [
            (1, ""),
            (2, "The check after it was not run.\n"),
            (4, "The 3 checks after it were not run.\n"),
        ] {
            let failure = checks::Failure::new("wrong");
            let failed = Some(crate::run::Failed { check: "a".to_owned(), failure });
            let (recorded, printed) = (None, String::new());
            let shown = verdict(
                &course.exercises[0],
                &Verdict { checks, passed: 0, failed, recorded, printed },
            );
            assert_eq!(shown.contains("not run"), !note.is_empty(), "{shown}");
            assert!(shown.contains(note), "{shown}");
        }
    }

    #[test]
    fn the_bar_grows_with_the_number_of_solved_exercises() {
        let plain = |text: String| anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain(bar(0, 22)), format!("[{}] 0 of 22 solved", ".".repeat(30)));
        assert_eq!(plain(bar(22, 22)), format!("[{}] 22 of 22 solved", "#".repeat(30)));
        assert_eq!(plain(bar(0, 0)), format!("[{}] 0 of 0 solved", ".".repeat(30)));
    }

    #[test]
    fn the_output_of_a_program_cannot_control_the_terminal() {
        assert_eq!(printable("a\x1b[2Jb\r\u{9b}c\td\n"), "a[2Jbc\td\n");
    }
}
