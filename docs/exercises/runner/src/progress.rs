//! The student's progress: a text file in the checkout.
//!
//! ```text
//! 01_small_buffer  solved
//! 02_sockaddr_in   open, 2 hints
//! 03_usersock      open, 3 hints, solution seen
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Told;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub solved: bool,
    /// The number of hints shown so far.
    pub hints: usize,
    pub solution_seen: bool,
}

pub struct Progress {
    path: PathBuf,
    states: BTreeMap<String, State>,
}

impl Progress {
    /// Reads the file. Lines that are not understood are ignored.
    pub fn read(course: &Path) -> Progress {
        let path = course.join("progress.txt");
        let text = fs::read_to_string(&path).unwrap_or_default();
        Progress { path, states: text.lines().filter_map(line).collect() }
    }

    pub fn of(&self, exercise: &str) -> State {
        self.states.get(exercise).copied().unwrap_or_default()
    }

    /// Records a state and writes the file.
    pub fn set(&mut self, exercise: &str, state: State) -> Result<(), Told> {
        if self.of(exercise) == state {
            return Ok(());
        }
        self.states.insert(exercise.to_owned(), state);
        let lines = self.states.iter().map(|(name, state)| {
            let solved = if state.solved { "solved" } else { "open" };
            let hints = match state.hints {
                0 => String::new(),
                1 => ", 1 hint".to_owned(),
                hints => format!(", {hints} hints"),
            };
            let seen = if state.solution_seen { ", solution seen" } else { "" };
            format!("{name}  {solved}{hints}{seen}\n")
        });
        let text = "# Written by `cargo exercise`. Delete it to start again.\n".to_owned();
        let text = text + &lines.collect::<String>();
        // Write a new file first: if we are stopped now, the old one is still complete.
        let new = self.path.with_extension("new");
        fs::write(&new, text)
            .and_then(|()| fs::rename(&new, &self.path))
            .map_err(|error| Told(format!("{}: {error}", self.path.display())))
    }
}

fn line(line: &str) -> Option<(String, State)> {
    let (name, words) = line.split_once("  ")?;
    let mut state = State::default();
    for word in words.trim().split(", ") {
        match word {
            "solved" => state.solved = true,
            "open" => {}
            "solution seen" => state.solution_seen = true,
            hints => state.hints = hints.split_once(" hint")?.0.parse().ok()?,
        }
    }
    Some((name.to_owned(), state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_gives_back_what_was_written() {
        let directory = std::env::temp_dir().join(format!("progress-{}", std::process::id()));
        fs::create_dir(&directory).unwrap();
        let mut progress = Progress::read(&directory);
        assert_eq!(progress.of("01_a"), State::default());
        let solved = State { solved: true, hints: 0, solution_seen: false };
        let open = State { solved: false, hints: 1, solution_seen: true };
        progress.set("01_a", solved).unwrap();
        progress.set("02_b", open).unwrap();
        let again = Progress::read(&directory);
        assert_eq!((again.of("01_a"), again.of("02_b")), (solved, open));
        fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn lines_in_any_other_form_are_ignored() {
        for other in ["# a comment", "", "01_a", "01_a  what", "01_a  solved, many hints"] {
            assert_eq!(line(other), None, "{other:?}");
        }
    }
}
