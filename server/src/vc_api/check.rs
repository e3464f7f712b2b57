//! `POST /credentials/verify` and `/presentations/verify`: does the proof hold, is the form right,
//! has the status changed?

use std::sync::Arc;

use axum::{Json, body::Bytes, extract::State};
use jiff::Timestamp;
use openbadges::{
    Contexts,
    jose::Jws,
    validate::Problem,
    verify::{Asked, Check, Loaded, Loader, Report, verify, verify_presentation},
};
use serde_json::{Value, json};

use super::{
    TestIssuer,
    answer::{Refused, asked, read},
};

/// The test issuer's own lists and contexts; nothing is fetched.
impl Loader for TestIssuer {
    fn key_document(&self, id: &str) -> Loaded {
        Err(format!("{id} is not asked for here."))
    }

    fn status_list(&self, url: &str) -> Loaded {
        match self.list_at(url) {
            Some(Ok(list)) => Ok(list.to_string().into_bytes()),
            Some(Err(error)) => Err(error.to_string()),
            None => Err(format!("{url} is not asked for here.")),
        }
    }

    fn contexts(&self) -> &Contexts {
        &self.contexts
    }
}

/// Whose key it is, isn't asked: suites sign for issuers that aren't the key's.
pub async fn credential(
    State(issuer): State<Arc<TestIssuer>>,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let body = read(&body)?;
    let credential = asked(body, "verifiableCredential")?;
    let report = verify(text(credential)?.as_bytes(), &*issuer, Timestamp::now());
    said(errors(&report))
}

/// Whoever presents may leave it unsigned; then it answers nothing, whatever was asked.
pub async fn presentation(
    State(issuer): State<Arc<TestIssuer>>,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let body = read(&body)?;
    let options = body["options"].clone();
    let presentation = text(asked(body, "verifiablePresentation")?)?;
    let wanted =
        Asked { challenge: options["challenge"].as_str(), domain: options["domain"].as_str() };
    let report = verify_presentation(presentation.as_bytes(), &wanted, &*issuer, Timestamp::now());
    let mut errors: Vec<String> = report.credentials.iter().flat_map(errors).collect();
    if let Some(proof) = &report.proof {
        errors.extend(unless("proof", proof, proof.has_passed()));
        errors.extend(unless("answer", &report.answer, report.answer.has_passed()));
    }
    errors.extend(broken(&report.problems, &report.schema));
    said(errors)
}

/// A proof that couldn't be checked doesn't hold; a list that couldn't be had says nothing.
fn errors(report: &Report) -> Vec<String> {
    let proof = unless("proof", &report.proof, report.proof.has_passed());
    let status = unless("status", &report.status, !report.status.has_failed());
    proof.into_iter().chain(status).chain(broken(&report.problems, &report.schema)).collect()
}

/// What can't be read has no problems by name.
fn broken(problems: &[Problem], schema: &Check) -> Vec<String> {
    match problems {
        [] => unless("schema", schema, schema.has_passed()).into_iter().collect(),
        all => all.iter().map(ToString::to_string).collect(),
    }
}

fn unless(name: &str, check: &Check, is_fine: bool) -> Option<String> {
    (!is_fine).then(|| format!("{name}: {}", check.says))
}

fn said(errors: Vec<String>) -> Result<Json<Value>, Refused> {
    match errors.is_empty() {
        true => Ok(Json(json!({ "verified": true, "checks": ["proof", "credentialStatus"] }))),
        false => Err(Refused::Wrong(errors)),
    }
}

/// A JOSE envelope is text as it is; anything else is an object, never the text of one.
fn text(secured: Value) -> Result<String, Refused> {
    match secured {
        Value::String(text) if Jws::read(&text).is_ok() => Ok(text),
        Value::String(_) => Err(Refused::because("This text is no JWS.")),
        other => Ok(other.to_string()),
    }
}
