//! Open Badges 2.0, to read: what was earned elsewhere, before Open Badges 3.0, can count here.
//!
//! Words: an *assertion* says that someone earned a *badge class*; it is *hosted* (true because its
//! issuer serves it) or *signed* (a JWS). Promise: whoever issued it is believed at their own
//! address alone, never for what the assertion says of them. Nothing is fetched here: see [`Web`].

mod hosted;
mod key;
mod rules;
mod signed;
mod web;

pub use web::{Answer, Web};

use crate::dates;
use crate::jose::Jws;
use crate::json::{self, many};
use crate::model::IdentityObject;
use crate::verify::{Check, Report, spoken};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use web::document;

/// A badge of Open Badges 2.0, as far as recognizing it asks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Badge {
    /// The assertion's identifier.
    pub id: String,
    pub name: String,
    pub description: String,
    pub issuer: Issuer,
    /// Whose it is: compare with [`IdentityObject::is`].
    pub recipient: IdentityObject,
    pub issued_on: Timestamp,
    pub expires: Option<Timestamp>,
}

/// Who issued a badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issuer {
    pub id: String,
    pub name: String,
    pub url: String,
}

/// Is this of Open Badges 2.0: an assertion, a signed one, or the address that an old picture
/// carries?
pub fn is_one(text: &str) -> bool {
    Source::read(text).is_some()
}

/// Checks an assertion as Open Badges 2.0 asks (Verification): JSON, a compact JWS, or the
/// address of a hosted one. The badge is told as far as it could be read, passed or not.
pub fn verify(text: &str, web: &dyn Web, now: Timestamp) -> (Option<Badge>, Report) {
    match Source::read(text) {
        Some(Source::Hosted(url)) => hosted::verify(&url, web, now),
        Some(Source::Signed(jws, assertion)) => signed::verify(&jws, &assertion, web, now),
        None => (None, Report::unreadable("This is no assertion of Open Badges 2.0.")),
    }
}

/// The addresses that [`verify`] would still ask for, when it has these answers. Fetch them, add
/// them, ask again: one leads to the next, from the assertion to its issuer.
pub fn needs(text: &str, web: &dyn Web, now: Timestamp) -> BTreeSet<String> {
    struct Listening<'a>(&'a dyn Web, RefCell<BTreeSet<String>>);
    impl Web for Listening<'_> {
        fn get(&self, url: &str) -> Answer {
            let answer = self.0.get(url);
            if matches!(answer, Answer::NotAsked) {
                self.1.borrow_mut().insert(url.to_owned());
            }
            answer
        }
    }
    let listening = Listening(web, RefCell::default());
    verify(text, &listening, now);
    listening.1.into_inner()
}

enum Source {
    /// The address is all that is believed of a hosted assertion before it is fetched.
    Hosted(String),
    Signed(Jws, Value),
}

impl Source {
    fn read(text: &str) -> Option<Source> {
        let text = text.trim();
        if web::origin(text).is_some() {
            return Some(Source::Hosted(text.to_owned()));
        }
        if text.starts_with('{') {
            let assertion = json::parse(text.as_bytes()).ok()?;
            let id = assertion["id"].as_str().filter(|_| is_assertion(&assertion))?;
            return web::origin(id).map(|_| Source::Hosted(id.to_owned()));
        }
        let jws = Jws::read(text).ok()?;
        let assertion = Value::Object(jws.claims().ok()?);
        is_assertion(&assertion).then_some(Source::Signed(jws, assertion))
    }
}

fn is_assertion(value: &Value) -> bool {
    let contexts = many(&value["@context"]);
    let is_ours = |it: &Value| it.as_str().is_some_and(|it| CONTEXTS.contains(&it));
    contexts.iter().any(is_ours) && crate::validate::has_type(value, "Assertion")
}

const CONTEXTS: [&str; 2] = ["https://w3id.org/openbadges/v2", "https://w3id.org/openbadges/v1"];

/// An assertion with what it names, each from where it may be believed.
struct Parts {
    assertion: Value,
    badge: Value,
    issuer: Value,
}

impl Parts {
    /// A badge class may stand inside where it has no address of its own; an issuer never.
    fn gather(assertion: Value, web: &dyn Web) -> Result<Parts, Check> {
        let badge = match (&assertion["badge"], linked(&assertion["badge"])) {
            (_, Some(url)) => document(url, web)?,
            (inside @ Value::Object(_), None) => inside.clone(),
            _ => return Err(Check::failed("It doesn't say which badge it is.")),
        };
        let Some(issuer) = linked(&badge["issuer"]) else {
            return Err(Check::failed("Its issuer has no address, so nobody can ask them."));
        };
        let issuer = document(issuer, web)?;
        Ok(Parts { assertion, badge, issuer })
    }

    /// What can be told of it.
    fn badge(&self) -> Option<Badge> {
        let text = |of: &Value, key: &str| Some(of[key].as_str()?.to_owned());
        let recipient = &self.assertion["recipient"];
        let identity_type = match recipient["type"].as_str()? {
            "email" => "emailAddress".to_owned(),
            other => format!("ext:{other}"),
        };
        let mut identity = IdentityObject::named(recipient["identity"].as_str()?);
        identity.identity_type = identity_type;
        identity.hashed = recipient["hashed"] == true;
        identity.salt = text(recipient, "salt");
        Some(Badge {
            id: text(&self.assertion, "id")?,
            name: text(&self.badge, "name")?,
            description: text(&self.badge, "description").unwrap_or_default(),
            issuer: Issuer {
                id: text(&self.issuer, "id")?,
                name: text(&self.issuer, "name")?,
                url: text(&self.issuer, "url").unwrap_or_default(),
            },
            recipient: identity,
            issued_on: dates::parse(self.assertion["issuedOn"].as_str()?)?,
            expires: self.assertion["expires"].as_str().and_then(dates::parse),
        })
    }

    /// The report, but for what hosted and signed ones tell apart.
    fn report(&self, proof: Check, key: Check, status: Check, now: Timestamp) -> Report {
        let problems = rules::check(&self.assertion, &self.badge, &self.issuer);
        let schema = match problems.first() {
            None => Check::passed("It is written as Open Badges 2.0 asks."),
            Some(first) => Check::failed(format!("It breaks a rule of its standard: {first}.")),
        };
        Report { schema, proof, key, status, dates: dates(&self.assertion, now), problems }
    }
}

/// Has it begun, and not ended?
fn dates(assertion: &Value, now: Timestamp) -> Check {
    let moment = |key: &str| assertion[key].as_str().map(dates::parse);
    match (moment("issuedOn"), moment("expires")) {
        (Some(None) | None, _) => Check::failed("Its issuedOn is no date with a time zone."),
        (_, Some(None)) => Check::failed("Its expires is no date with a time zone."),
        (Some(Some(from)), _) if now < from => {
            Check::failed(format!("It was issued in the future, on {}.", spoken(from)))
        }
        (_, Some(Some(until))) if now >= until => {
            Check::failed(format!("It has expired: it was valid until {}.", spoken(until)))
        }
        (_, Some(Some(until))) => Check::passed(format!("It is valid until {}.", spoken(until))),
        (_, None) => Check::passed("It is valid, and no end is set."),
    }
}

/// When something that is needed couldn't be had, or isn't what it should be.
fn stopped(why: Check) -> Report {
    let unknown = || Check::unknown(why.says.clone());
    Report {
        schema: unknown(),
        key: unknown(),
        status: unknown(),
        dates: unknown(),
        proof: why.clone(),
        problems: vec![],
    }
}

/// The address of what is named or stands inside.
fn linked(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value["id"].as_str()).filter(|it| web::origin(it).is_some())
}

/// How it says it is to be checked; `verify` is the older word.
fn method(assertion: &Value) -> &Value {
    assertion.get("verification").unwrap_or(&assertion["verify"])
}
