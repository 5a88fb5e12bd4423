//! Text that cannot be read: where, what was found, and what to try.

use std::fmt;

/// Text in none of the known forms. `Display` is one line: where, what was found, what was
/// expected, and what to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Garbage {
    /// The line, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
    /// The text at that place, safe to print.
    pub found: String,
    /// What was expected there.
    pub expected: &'static str,
    /// What the person can do.
    pub advice: &'static str,
}

impl fmt::Display for Garbage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Garbage { line, column, found, expected, advice } = self;
        write!(f, "line {line}, column {column}: found {found}, expected {expected}; {advice}")
    }
}

impl std::error::Error for Garbage {}

pub(super) const TRY_HEX: &str = "try hex such as 3c 00 00 00, or the output of xxd or hexdump -C";
pub(super) const TRY_ESCAPE: &str =
    "try the buffer as strace prints it, such as \"<\\0\\0\\0\\30\"";
