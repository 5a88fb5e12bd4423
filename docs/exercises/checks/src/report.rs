//! What a check program reports to the runner.

use serde::{Deserialize, Serialize};

/// One event of the report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Event {
    /// The first event: the number of checks.
    Plan {
        /// The number of checks.
        checks: usize,
    },
    /// There is no lab, so recorded bytes replace the kernel.
    Recorded {
        /// Why there is no lab.
        why: String,
    },
    /// A check begins.
    Begin {
        /// The name of the check.
        name: String,
        /// The most likely mistake if this is the last event.
        hangs_mean: Option<String>,
    },
    /// The check has passed.
    Passed,
    /// The check has failed. This is the last event.
    Failed(Box<Failure>),
    /// All checks have passed.
    End,
}

impl Event {
    /// Returns the event as text for `cargo test`.
    pub(crate) fn text(&self) -> String {
        match self {
            Event::Plan { .. } => String::new(),
            Event::Recorded { why } => {
                format!("with recorded bytes, because there is no lab: {why}\n")
            }
            Event::Begin { name, .. } => format!("{name} … "),
            Event::Passed => "ok\n".to_owned(),
            Event::Failed(failure) => format!("FAILED\n{}\n{}", failure.what, failure.bytes),
            Event::End => "all checks pass\n".to_owned(),
        }
    }
}

/// The kind of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The student's function did not return the expected value.
    Assertion,
    /// The student's function panicked or did not return.
    Panic,
    /// The check itself failed, through no fault of the student.
    Broken,
}

/// Why a check failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// The kind of a failure.
    pub kind: Kind,
    /// A sentence with the expected value and the actual one.
    pub what: String,
    /// The bytes as a tree, with colour escapes, or an empty string.
    pub bytes: String,
    /// The known mistake that the failure looks like.
    pub mistake: Option<String>,
}

impl Failure {
    /// Creates a failure of the student's function.
    pub fn new(what: impl Into<String>) -> Self {
        let (bytes, mistake) = (String::new(), None);
        Failure { kind: Kind::Assertion, what: what.into(), bytes, mistake }
    }

    /// Creates a failure of the check itself.
    pub fn broken(what: impl ToString) -> Self {
        Failure { kind: Kind::Broken, ..Failure::new(what.to_string()) }
    }

    /// Adds bytes to show.
    #[must_use]
    pub fn showing(mut self, bytes: impl AsRef<str>) -> Self {
        self.bytes.push_str(bytes.as_ref());
        self
    }

    /// Names the mistake if `looks_like_it`, unless an earlier call has named one.
    #[must_use]
    pub fn mistake_if(mut self, looks_like_it: bool, mistake: &str) -> Self {
        if looks_like_it && self.mistake.is_none() {
            self.mistake = Some(mistake.to_owned());
        }
        self
    }
}
