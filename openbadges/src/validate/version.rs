//! Which version of the data model a credential is written in. The first is read, since the badges of
//! Open Badges before 3.0.3 are written in it, and never made.

use crate::contexts::{CREDENTIALS_V1, CREDENTIALS_V2};
use serde_json::Value;

/// A version of Verifiable Credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Verifiable Credentials 1.1.
    First,
    /// Verifiable Credentials 2.0.
    Second,
}

impl Version {
    /// What its first context says; the second unless it is the first one's.
    pub fn of(credential: &Value) -> Version {
        let context = &credential["@context"];
        match *context == CREDENTIALS_V1 || context[0] == CREDENTIALS_V1 {
            true => Version::First,
            false => Version::Second,
        }
    }

    /// Under which keys it says since when it is valid, and until when (VC 1.1, §4.6 and §4.8;
    /// VC 2.0, §4.9).
    pub fn validity(self) -> [&'static str; 2] {
        match self {
            Version::First => ["issuanceDate", "expirationDate"],
            Version::Second => ["validFrom", "validUntil"],
        }
    }

    /// What must be its first context.
    pub(super) fn context(self) -> &'static str {
        match self {
            Version::First => CREDENTIALS_V1,
            Version::Second => CREDENTIALS_V2,
        }
    }
}
