//! What this library says, line by line, for tests that ask another library the same.
//!
//! Each line read is an object with the name of an operation and what it is asked of; each line
//! written is `{"said": …}` or `{"refused": "why"}`.

use openbadges::jose::{self, Jws};
use openbadges::keys::{PublicKey, SecretKey};
use openbadges::rdf::{Literal, Quad, STRING, Term, Work, canonicalize};
use openbadges::verify::{Given, check_proof};
use openbadges::{Contexts, Signer, json, jsonld, verify};
use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, Write};

type Answer = Result<Value, Box<dyn Error>>;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = match answer(&line?) {
            Ok(said) => json!({"said": said}),
            Err(why) => json!({"refused": why.to_string()}),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(line: &str) -> Answer {
    let question: Value = serde_json::from_str(line)?;
    match text(&question, "operation")? {
        "canonical" => canonical(&question),
        "name" => name(&question),
        "key" => key(&question),
        "sign" => sign(&question),
        "sign as an Open Badge" => sign_jws(&question, jose::sign_open_badge),
        "sign as W3C asks" => sign_jws(&question, jose::sign_vc),
        "check a proof" => checked(&question),
        "verify" => verified(&question),
        "verify a JWS" => verified_jws(&question),
        unknown => Err(format!("there is no operation {unknown}").into()),
    }
}

/// The canonical form of `document`, under the built-in `contexts` and those given.
fn canonical(question: &Value) -> Answer {
    let document = json::parse(text(question, "document")?.as_bytes())?;
    Ok(jsonld::canonical(&document, &contexts(question)?)?.into())
}

fn contexts(question: &Value) -> Result<Contexts, Box<dyn Error>> {
    let mut contexts = Contexts::built_in().clone();
    for (url, document) in question["contexts"].as_object().into_iter().flatten() {
        let document = document.as_str().ok_or("a context is given as text")?;
        contexts = contexts.with(url, document.as_bytes())?;
    }
    Ok(contexts)
}

/// The canonical form of `quads`: each an array of subject, predicate, object and perhaps graph.
fn name(question: &Value) -> Answer {
    let quads = question["quads"].as_array().ok_or("there are no quads")?;
    let quads: Vec<Quad> = quads.iter().map(quad).collect::<Result<_, _>>()?;
    Ok(canonicalize(&quads, Work::default())?.into())
}

fn quad(parts: &Value) -> Result<Quad, Box<dyn Error>> {
    Ok(Quad {
        subject: term(&parts[0])?,
        predicate: parts[1].as_str().ok_or("a predicate is text")?.into(),
        object: term(&parts[2])?,
        graph: parts.get(3).map(term).transpose()?,
    })
}

/// A number is a blank node, text an IRI, an object a literal.
fn term(value: &Value) -> Result<Term, Box<dyn Error>> {
    Ok(match value {
        Value::Number(node) => Term::Blank(node.as_u64().ok_or("a node is a number")?.try_into()?),
        Value::String(iri) => Term::Iri(iri.as_str().into()),
        literal => Term::Literal(Literal {
            value: text(literal, "value")?.to_owned(),
            datatype: literal["datatype"].as_str().unwrap_or(STRING).into(),
            language: literal["language"].as_str().map(str::to_owned),
        }),
    })
}

/// How others call the key in `pem`.
fn key(question: &Value) -> Answer {
    let key = SecretKey::from_pem(text(question, "pem")?)?;
    let public = key.public();
    Ok(json!({
        "jwk": public.to_jwk(),
        "public": public.to_multibase(),
        "secret": key.to_multibase(),
    }))
}

/// `credential` with a Data Integrity proof by the key in `pem`, which others call `method`.
fn sign(question: &Value) -> Answer {
    let key = SecretKey::from_pem(text(question, "pem")?)?;
    let signer = Signer {
        key: &key,
        verification_method: text(question, "method")?,
        created: text(question, "at")?.parse()?,
    };
    Ok(signer.sign(&question["credential"], Contexts::built_in())?)
}

type SignJws = fn(&Value, &SecretKey, &str) -> Result<String, openbadges::Error>;

/// `credential` as a compact JWS by the key in `pem`, which others call `method`.
fn sign_jws(question: &Value, sign: SignJws) -> Answer {
    let key = SecretKey::from_pem(text(question, "pem")?)?;
    Ok(sign(&question["credential"], &key, text(question, "method")?)?.into())
}

/// What checking `credential`, as text, comes to: `passed`, or what was said against it.
fn verified(question: &Value) -> Answer {
    let mut given = Given::default();
    for (id, document) in question["issuers"].as_object().into_iter().flatten() {
        given.key_documents.insert(id.clone(), Ok(document.to_string().into_bytes()));
    }
    let at = text(question, "at")?.parse()?;
    let report = verify(text(question, "credential")?.as_bytes(), &given, at);
    match report.has_passed() {
        true => Ok("passed".into()),
        false => Err(serde_json::to_string(&report)?.into()),
    }
}

/// Whether the proof alone of `credential` holds, or what was said against it.
fn checked(question: &Value) -> Answer {
    let at = text(question, "at")?.parse()?;
    let check = check_proof(text(question, "credential")?.as_bytes(), &Given::default(), at);
    if check.has_passed() { Ok("passed".into()) } else { Err(check.says.into()) }
}

/// The payload of `jws`, if the key in `jwk` signed it.
fn verified_jws(question: &Value) -> Answer {
    let jws = Jws::read(text(question, "jws")?)?;
    match jws.verifies(&PublicKey::from_jwk(&question["jwk"])?) {
        true => Ok(String::from_utf8(jws.payload().to_vec())?.into()),
        false => Err("this key did not sign it".into()),
    }
}

fn text<'v>(value: &'v Value, key: &str) -> Result<&'v str, String> {
    value[key].as_str().ok_or_else(|| format!("{key} is no text"))
}
