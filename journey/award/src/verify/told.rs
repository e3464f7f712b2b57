//! What a badge says, in plain words, whoever wrote it: its own claims, for whoever reads them beside
//! the checks.

use jiff::{Timestamp, tz::TimeZone};
use openbadges::{dates, ob2};
use serde_json::Value;

use foundation::time;

/// Longer words are cut, so that a page stays a page.
const MOST_LETTERS: usize = 1_000;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub title: String,
    pub summary: Option<String>,
    pub whom: Whom,
    /// By name; else by what its identity is.
    pub issuer: String,
    pub issuer_id: Option<String>,
    /// The place on the web by which its name can be told from another's of the same name.
    pub vouched_by: Option<String>,
    pub awarded_on: Option<String>,
    pub valid_until: Option<String>,
    pub is_over: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub enum Whom {
    Named(String),
    /// By something that only those who know them can recognize.
    Hidden,
    #[default]
    Unsaid,
}

impl Told {
    pub fn of(says: &Value, now: Timestamp, zone: &TimeZone) -> Told {
        let subject = first(&says["credentialSubject"]);
        let achievement = first(&subject["achievement"]);
        let issuer = &says["issuer"];
        let at = |keys: [&Value; 3]| keys.into_iter().find_map(|it| dates::parse(it.as_str()?));
        let until = at([&says["validUntil"], &says["expirationDate"], &says["expires"]]);
        let awarded = at([&says["awardedDate"], &says["validFrom"], &says["issuanceDate"]]);
        let issuer_id = issuer.as_str().or(issuer["id"].as_str()).map(cut);
        let title = words(&achievement["name"]).or_else(|| words(&says["name"]));
        Told {
            title: title.unwrap_or_else(|| "A badge without a name".into()),
            summary: words(&achievement["description"]).or_else(|| words(&says["description"])),
            whom: whom(subject),
            vouched_by: issuer_id.as_deref().and_then(place),
            issuer: words(&issuer["name"])
                .or_else(|| issuer_id.clone())
                .unwrap_or_else(|| "nobody it names".into()),
            issuer_id,
            awarded_on: awarded.map(|it| time::day(it, zone)),
            valid_until: until.map(|it| time::day(it, zone)),
            is_over: until.is_some_and(|it| it <= now),
        }
    }
}

impl Told {
    /// A badge of Open Badges 2.0, as its issuer serves it.
    pub fn of_older(badge: &ob2::Badge, now: Timestamp, zone: &TimeZone) -> Told {
        Told {
            title: cut(&badge.name),
            summary: Some(cut(&badge.description)),
            whom: match badge.recipient.hashed {
                true => Whom::Hidden,
                false => Whom::Named(cut(&badge.recipient.identity_hash)),
            },
            issuer: cut(&badge.issuer.name),
            vouched_by: place(&badge.issuer.id),
            issuer_id: Some(cut(&badge.issuer.id)),
            awarded_on: Some(time::day(badge.issued_on, zone)),
            valid_until: badge.expires.map(|it| time::day(it, zone)),
            is_over: badge.expires.is_some_and(|it| it <= now),
        }
    }
}

fn whom(subject: &Value) -> Whom {
    let identifiers = match &subject["identifier"] {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    let plain = |it: &&Value| it["identityType"] == "name" && it["hashed"] == false;
    let name = identifiers.iter().find(plain).and_then(|it| words(&it["identityHash"]));
    match name.or_else(|| words(&subject["name"])) {
        Some(name) => Whom::Named(name),
        None if identifiers.iter().any(|it| it["identityHash"].is_string()) => Whom::Hidden,
        None => Whom::Unsaid,
    }
}

/// The host in an identity, where it has one: `did:web:issuer.example:a`, `https://issuer.example/a`.
fn place(id: &str) -> Option<String> {
    let rest = id.strip_prefix("did:web:").or_else(|| id.strip_prefix("https://"))?;
    let host = rest.split([':', '/', '?', '#']).next()?;
    Some(host.split("%3A").next()?.to_owned()).filter(|it| !it.is_empty())
}

fn first(value: &Value) -> &Value {
    value.as_array().and_then(|it| it.first()).unwrap_or(value)
}

/// Text, perhaps in several languages: the first.
fn words(value: &Value) -> Option<String> {
    let value = first(value);
    let text = value.as_str().or_else(|| value["@value"].as_str())?.trim();
    (!text.is_empty()).then(|| cut(text))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(says: Value) -> Told {
        Told::of(&says, "2026-12-03T19:02:00Z".parse().unwrap(), &TimeZone::UTC)
    }

    #[test]
    fn it_says_who_what_from_whom_and_until_when() {
        let said = told(json!({
            "issuer": {"id": "did:web:a.example", "name": [{"@value": "Ein Institut", "@language": "de"}]},
            "validFrom": "2024-01-01T00:00:00Z", "validUntil": "2025-01-01T00:00:00Z",
            "credentialSubject": {
                "identifier": {"identityType": "name", "hashed": false, "identityHash": "Rosa"},
                "achievement": {"name": "Wait time", "description": "Waits."},
            },
        }));
        assert_eq!(said.title, "Wait time");
        assert_eq!(said.whom, Whom::Named("Rosa".into()));
        assert_eq!(said.issuer, "Ein Institut");
        assert_eq!(said.vouched_by.as_deref(), Some("a.example"));
        assert_eq!(said.valid_until.as_deref(), Some("January 1, 2025"));
        assert!(said.is_over);
    }

    #[test]
    fn whatever_it_says_something_can_be_told() {
        for says in [
            json!(null),
            json!({}),
            json!({"issuer": [], "credentialSubject": []}),
            json!({"credentialSubject": [{"identifier": {"identityHash": "sha256$0", "hashed": true}}]}),
            json!({"issuer": 7, "name": {"@value": 7}, "validUntil": "soon"}),
        ] {
            let said = told(says);
            assert_eq!(said.title, "A badge without a name");
            assert!(!said.is_over);
        }
        let long = told(json!({"name": "ä".repeat(5_000)}));
        assert_eq!(long.title.chars().count(), MOST_LETTERS + 1);
    }
}
