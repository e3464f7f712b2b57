//! Points in time as credentials write them: `dateTimeStamp`, which has a time zone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date and time with a zone (VC 2.0 §4.9; XML Schema 1.1-2, §3.4.28), as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateTime(String);

impl DateTime {
    /// The moment it names; `None` if it isn't written as the standard says.
    pub fn timestamp(&self) -> Option<Timestamp> {
        parse(&self.0)
    }
}

impl From<Timestamp> for DateTime {
    /// In whole seconds and UTC: what every reader takes.
    fn from(at: Timestamp) -> DateTime {
        DateTime(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}

impl From<&str> for DateTime {
    /// As it stands: [`DateTime::timestamp`] tells whether it can be read.
    fn from(text: &str) -> DateTime {
        DateTime(text.to_owned())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a `dateTimeStamp`: `2026-09-01T00:00:00Z`, `2026-09-01T08:30:00.5-07:00`.
pub fn parse(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_once('T')?;
    let zone = time.find(['Z', '+', '-'])?;
    let (time, zone) = time.split_at(zone);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_fine = is_shaped(date, "dddd-dd-dd")
        && is_shaped(time, "dd:dd:dd")
        && !fraction.is_empty()
        && fraction.bytes().all(|it| it.is_ascii_digit())
        && (zone == "Z" || is_shaped(zone, "+dd:dd"))
        && !time.ends_with("60");
    if !is_fine || zone.get(1..3).is_some_and(|it| it > "14") {
        return None;
    }
    // More digits than nanoseconds tell nothing here, and too many aren't read.
    let fraction = &fraction[..fraction.len().min(9)];
    format!("{date}T{time}.{fraction}{zone}").parse().ok()
}

/// `d` stands for a digit, `+` for a sign, anything else for itself.
fn is_shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(it, shape)| match shape {
            b'd' => it.is_ascii_digit(),
            b'+' => it == b'+' || it == b'-',
            _ => it == shape,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_needs_a_zone() {
        assert!(parse("2026-09-01T00:00:00Z").is_some());
        assert_eq!(parse("2026-09-01T02:00:00+02:00"), parse("2026-09-01T00:00:00.000Z"));
        assert!(parse("2026-09-01T00:00:00.12345678901234567890Z").is_some());
        for wrong in [
            "",
            "T",
            "2026-09-01",
            "2026-09-01T00:00:00",
            "2026-09-01 00:00:00Z",
            "2026-09-01t00:00:00z",
            "2026-09-01T00:00:00.Z",
            "2026-09-01T00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-09-01T25:00:00Z",
            "2026-09-01T00:00:60Z",
            "2026-09-01T00:00:00+2:00",
            "2026-09-01T00:00:00+15:00",
            "2026-09-01T00:00:00ZZ",
            "2026-09-01T00:00:00Z[UTC]",
            "26-09-01T00:00:00Z",
            "2026-09-01T00:00:00−05:00",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_we_write_we_read() {
        let at: Timestamp = "2026-09-01T08:30:15.75Z".parse().unwrap();
        assert_eq!(DateTime::from(at).to_string(), "2026-09-01T08:30:15Z");
        assert_eq!(DateTime::from(at).timestamp(), "2026-09-01T08:30:15Z".parse().ok());
    }
}
