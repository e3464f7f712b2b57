//! What verification finds.

use crate::Error;
use crate::validate::Problem;
use serde::Serialize;

/// One outcome for each check, and every rule that the credential breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Is it written as the standards ask?
    pub schema: Check,
    /// Is it as it was signed?
    pub proof: Check,
    /// Does the issuer hold the key that signed it?
    pub key: Check,
    /// Has it been revoked or suspended?
    pub status: Check,
    /// Is it valid now?
    pub dates: Check,
    pub problems: Vec<Problem>,
}

/// The outcome of one check, and what to say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    #[serde(flatten)]
    pub outcome: Outcome,
    /// In plain words, a whole sentence.
    pub says: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "lowercase")]
pub enum Outcome {
    Passed,
    Failed {
        why: String,
    },
    /// It couldn't be checked.
    Unknown {
        why: String,
    },
}

impl Check {
    pub(crate) fn passed(says: impl Into<String>) -> Check {
        Check { outcome: Outcome::Passed, says: says.into() }
    }

    pub(crate) fn failed(why: impl Into<String>) -> Check {
        let why = why.into();
        Check { says: why.clone(), outcome: Outcome::Failed { why } }
    }

    pub(crate) fn unknown(why: impl Into<String>) -> Check {
        let why = why.into();
        Check { says: why.clone(), outcome: Outcome::Unknown { why } }
    }

    /// What others read may be fine.
    pub(super) fn unread(why: &Error) -> Check {
        match why {
            Error::Unread(_) => Check::unknown(why.to_string()),
            _ => Check::failed(why.to_string()),
        }
    }

    /// It was checked, and is fine.
    pub fn has_passed(&self) -> bool {
        self.outcome == Outcome::Passed
    }

    /// It was checked, and is not.
    pub fn has_failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed { .. })
    }

    /// It couldn't be checked.
    pub fn is_unknown(&self) -> bool {
        matches!(self.outcome, Outcome::Unknown { .. })
    }
}

impl Report {
    /// The checks with their names, in the order to show them.
    pub fn checks(&self) -> [(&'static str, &Check); 5] {
        [
            ("schema", &self.schema),
            ("proof", &self.proof),
            ("key", &self.key),
            ("status", &self.status),
            ("dates", &self.dates),
        ]
    }

    /// Every check passed.
    pub fn has_passed(&self) -> bool {
        self.checks().iter().all(|it| it.1.has_passed())
    }

    /// At least one check failed; if neither this nor that, something is unknown.
    pub fn has_failed(&self) -> bool {
        self.checks().iter().any(|it| it.1.has_failed())
    }

    /// For what is no credential at all.
    pub(crate) fn unreadable(why: &str) -> Report {
        Report::of_one(Check::failed(why))
    }

    /// For what can't be read: it is no credential, or none that is read here.
    pub(super) fn unread(why: &Error) -> Report {
        Report::of_one(Check::unread(why))
    }

    fn of_one(check: Check) -> Report {
        let unknown = || Check::unknown("It can't be read, so this can't be told.");
        Report {
            schema: check.clone(),
            proof: check,
            key: unknown(),
            status: unknown(),
            dates: unknown(),
            problems: vec![],
        }
    }
}
