//! A credential that somebody else issued: kept as it was signed, with what we could check of it.

use foundation::App;
use jiff::Timestamp;
use openbadges::{
    dates,
    jose::Jws,
    json,
    model::id_of,
    validate::Version,
    verify::{Given, Report},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    Jws,
}

impl Form {
    pub fn word(self) -> &'static str {
        match self {
            Form::Json => "json",
            Form::Jws => "jws",
        }
    }

    pub fn of(word: &str) -> Form {
        if word == "jws" { Form::Jws } else { Form::Json }
    }
}

pub struct Elsewhere {
    pub issuer: String,
    pub credential: String,
    pub form: Form,
    pub body: String,
    pub title: String,
    pub issuer_name: String,
    pub report: String,
    pub issued_at: Timestamp,
}

/// One check of a credential, as it is kept beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Said {
    pub check: String,
    /// Else it couldn't be checked: what failed isn't kept.
    pub passed: bool,
    pub says: String,
}

/// A name, a title or an identifier is no longer than this.
const LONGEST: usize = 2_000;

impl Elsewhere {
    /// Checked before anything of it is kept: what is wrong is refused with why; what couldn't be
    /// checked, since nothing is fetched for it, is kept with that.
    pub fn checked(app: &App, form: Form, body: String) -> Result<Elsewhere, String> {
        let said = match form {
            Form::Json => json::parse(body.as_bytes()),
            Form::Jws => Jws::read(&body).and_then(|it| it.claims()).map(Value::Object),
        };
        let said = said.map_err(|why| format!("It can’t be read: {why}."))?;
        let issuer = id_of(&said["issuer"]).ok_or("It doesn’t say who issued it.")?;
        let credential = said["id"].as_str().ok_or("It has no id, so it couldn’t be replaced.")?;
        let fits = |it: &str| it.len() <= LONGEST && !it.chars().any(char::is_control);
        if !fits(issuer) || !fits(credential) {
            return Err("Its identifiers are longer than 2,000 bytes, or no text.".into());
        }
        if !is_open_badge(&said["type"]) {
            return Err("It is no OpenBadgeCredential (or AchievementCredential).".into());
        }
        if credential.starts_with(&app.site().url("/credentials/")) {
            return Err("It was issued here: it is among what this person holds already.".into());
        }
        let now = app.clock.now();
        let report = openbadges::verify(body.as_bytes(), &Given::default(), now);
        refuse_what_failed(&report)?;
        let achievement = &said["credentialSubject"]["achievement"]["name"];
        let title = text(&said["name"]).or_else(|| text(achievement));
        let [begins, _] = Version::of(&said).validity();
        let issued_at = said[begins].as_str().and_then(dates::parse).unwrap_or(now);
        Ok(Elsewhere {
            issuer: issuer.into(),
            credential: credential.into(),
            form,
            title: title.unwrap_or_else(|| "A credential without a title".into()),
            issuer_name: text(&said["issuer"]["name"]).unwrap_or_else(|| issuer.into()),
            report: kept(&report),
            issued_at,
            body,
        })
    }
}

/// One or many (VC 2.0, §4.5).
fn is_open_badge(types: &Value) -> bool {
    let named = |it: &Value| it == "OpenBadgeCredential" || it == "AchievementCredential";
    named(types) || types.as_array().is_some_and(|all| all.iter().any(named))
}

/// A text for people: a language map gives its first.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str().or_else(|| value["@value"].as_str());
    let first = || value.as_object()?.values().next()?.as_str();
    let text = text.or_else(first)?.trim();
    let text: String = text.chars().filter(|it| !it.is_control()).take(200).collect();
    (!text.is_empty()).then_some(text)
}

fn refuse_what_failed(report: &Report) -> Result<(), String> {
    let failed = report.checks().into_iter().filter(|(_, it)| it.has_failed());
    let failed: Vec<String> = failed.map(|(_, it)| it.says.clone()).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join(" ")) }
}

fn kept(report: &Report) -> String {
    let said = |(name, check): &(&'static str, &openbadges::verify::Check)| Said {
        check: (*name).into(),
        passed: check.has_passed(),
        says: check.says.clone(),
    };
    let all: Vec<Said> = report.checks().iter().map(said).collect();
    serde_json::to_string(&all).unwrap_or_else(|_| "[]".into())
}
