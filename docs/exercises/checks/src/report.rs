//! What a check program tells the runner.

use serde::{Deserialize, Serialize};

/// One line of the report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Event {
    /// First: how many checks there are.
    Plan {
        /// Their number.
        checks: usize,
    },
    /// There is no lab, so recorded bytes stand in for the kernel.
    Recorded {
        /// Why there is none.
        why: String,
    },
    /// A check begins.
    Begin {
        /// Its name.
        name: String,
        /// The mistake that it is if nothing comes after this.
        hangs_mean: Option<String>,
    },
    /// It has passed.
    Passed,
    /// It has failed, and nothing comes after it.
    Failed(Box<Failure>),
    /// All have passed.
    End,
}

impl Event {
    /// For `cargo test`, which shows what a program prints.
    pub(crate) fn text(&self) -> String {
        match self {
            Event::Plan { .. } => String::new(),
            Event::Recorded { why } => format!("with recorded bytes: {why}\n"),
            Event::Begin { name, .. } => format!("{name} … "),
            Event::Passed => "ok\n".to_owned(),
            Event::Failed(failure) => format!("FAILED\n{}\n{}", failure.what, failure.bytes),
            Event::End => "all checks pass\n".to_owned(),
        }
    }
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The student's function returned something else than expected.
    Assertion,
    /// It panicked.
    Panic,
    /// The check itself could not do its part; not the student's fault.
    Broken,
}

/// Why a check failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: Kind,
    /// What was expected and what came, in a sentence.
    pub what: String,
    /// The bytes, laid out, with escapes for colours; or nothing.
    pub bytes: String,
    /// The known mistake that it looks like.
    pub mistake: Option<String>,
}

impl Failure {
    /// A failure of the student's function.
    pub fn new(what: impl Into<String>) -> Self {
        let (bytes, mistake) = (String::new(), None);
        Failure { kind: Kind::Assertion, what: what.into(), bytes, mistake }
    }

    /// A failure of the check's own preparations.
    pub fn broken(what: impl ToString) -> Self {
        Failure { kind: Kind::Broken, ..Failure::new(what.to_string()) }
    }

    /// With bytes to look at.
    #[must_use]
    pub fn showing(mut self, bytes: impl AsRef<str>) -> Self {
        self.bytes.push_str(bytes.as_ref());
        self
    }

    /// If `looks_like_it`, and no other mistake has been recognised before.
    #[must_use]
    pub fn mistake_if(mut self, looks_like_it: bool, mistake: &str) -> Self {
        if looks_like_it && self.mistake.is_none() {
            self.mistake = Some(mistake.to_owned());
        }
        self
    }
}
