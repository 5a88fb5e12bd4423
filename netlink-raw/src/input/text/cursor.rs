//! Where in the text: every error names a line and a column, so the place is counted with
//! every character.

use super::garbage::Garbage;

/// The text that is still to be read, and where it begins.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at the beginning of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Cursor::at_line(text, 1)
    }

    /// A cursor at the beginning of a line, for text that is read line by line.
    pub(super) fn at_line(text: &'a str, line: usize) -> Self {
        Cursor { rest: text, line, column: 1 }
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes the next character, and counts it.
    pub(super) fn bump(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let character = characters.next()?;
        self.rest = characters.as_str();
        if character == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(character)
    }

    /// Skips this many characters, or as many as there are.
    pub(super) fn skip(&mut self, characters: usize) {
        for _ in 0..characters {
            self.bump();
        }
    }

    /// Skips this text, if it comes next; returns whether it did.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.rest.starts_with(text);
        if found {
            self.skip(text.chars().count());
        }
        found
    }

    /// Skips white space, line breaks included.
    pub(super) fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
    }

    /// The error for an unexpected character at the cursor.
    pub(super) fn garbage(&self, expected: &'static str, advice: &'static str) -> Garbage {
        /// Enough characters to find the place.
        const SHOWN: usize = 12;
        // A word, or the one character that is not part of one.
        let word = self.rest.chars().take_while(|c| c.is_alphanumeric()).take(SHOWN).count().max(1);
        let found: String = self.rest.chars().take(word).flat_map(char::escape_debug).collect();
        let found = if found.is_empty() { "the end".to_owned() } else { format!("'{found}'") };
        Garbage { line: self.line, column: self.column, found, expected, advice }
    }
}
