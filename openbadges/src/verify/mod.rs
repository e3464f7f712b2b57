//! Can a credential be trusted? One outcome for each question, and plain words beside it.
//!
//! Nothing is fetched here: whoever asks gives what is needed (see [`Given`] and [`needs`]), from
//! the network, from files, or not at all. What couldn't be checked is `Unknown`, neither pass
//! nor fail.

mod needs;
mod proof;
mod report;
mod status;

pub use needs::{Given, Loaded, Loader, Needs, needs};
pub use report::{Check, Outcome, Report};

use crate::dates;
use crate::keys::Standing;
use crate::validate::{self, validate};
use crate::{Error, json};
use jiff::Timestamp;
use proof::Signature;
use serde_json::Value;

/// Checks a credential: its schema, proof, key, status and dates.
pub fn verify(credential: &[u8], loader: &dyn Loader, now: Timestamp) -> Report {
    let credential = match read(credential) {
        Ok(credential) => credential,
        Err(why) => return Report::unreadable(&why.to_string()),
    };
    let problems = validate(&credential, loader.contexts());
    let signatures = proof::signatures(&credential, loader, now);
    Report {
        schema: schema(&problems),
        proof: proof::outcome(&signatures),
        key: key(&credential, &signatures, now),
        status: status::check(&credential, loader, now),
        dates: validity(&credential, now),
        problems,
    }
}

/// Checks the proof alone: that nothing was changed since the key named in it signed. Whether
/// that key is the issuer's is for [`verify`].
pub fn check_proof(credential: &[u8], loader: &dyn Loader, now: Timestamp) -> Check {
    match read(credential) {
        Ok(credential) => proof::outcome(&proof::signatures(&credential, loader, now)),
        Err(why) => Check::failed(why.to_string()),
    }
}

fn read(credential: &[u8]) -> Result<Value, Error> {
    match json::parse(credential)? {
        object @ Value::Object(_) => Ok(object),
        _ => Err(Error::Json("a credential is an object".into())),
    }
}

fn schema(problems: &[validate::Problem]) -> Check {
    match problems {
        [] => Check::passed("It is written as the standards ask."),
        [one] => Check::failed(format!("It breaks a rule of its standard: {one}.")),
        [first, rest @ ..] => Check::failed(format!(
            "It breaks {} rules of its standards, first: {first}.",
            rest.len() + 1
        )),
    }
}

/// Does the issuer hold a key that signed it?
fn key(credential: &Value, signatures: &[Signature], now: Timestamp) -> Check {
    let Some(issuer) = issuer(credential) else {
        return Check::failed("It doesn't say who issued it.");
    };
    let mut result = Check::failed("It carries no signature, so it could be anyone's.");
    // A signature that holds counts alone: beside it anyone could name the issuer's key.
    let holds = signatures.iter().any(|it| it.check.has_passed());
    for signature in signatures.iter().filter(|it| !holds || it.check.has_passed()) {
        let Ok(document) = &signature.document else {
            let why = "The issuer's key document could not be read, so nobody can say whose key \
                       this is.";
            result = Check::unknown(why);
            continue;
        };
        let at = signature.created.unwrap_or(now);
        match document.standing(&signature.method, issuer, at) {
            Standing::Valid => {
                return Check::passed(format!("The key belongs to the issuer, {issuer}."));
            }
            Standing::Refused(why) => result = Check::failed(why),
        }
    }
    result
}

fn issuer(credential: &Value) -> Option<&str> {
    match &credential["issuer"] {
        Value::String(id) => Some(id),
        profile => profile["id"].as_str(),
    }
}

/// Is it valid now (VC 2.0, §4.9)?
fn validity(credential: &Value, now: Timestamp) -> Check {
    let mut moments = [None; 2];
    for (moment, key) in moments.iter_mut().zip(["validFrom", "validUntil"]) {
        *moment = match &credential[key] {
            Value::Null => None,
            value => match value.as_str().and_then(dates::parse) {
                Some(at) => Some(at),
                None => return Check::failed(format!("Its {key} is no date with a time zone.")),
            },
        };
    }
    match moments {
        [Some(from), _] if now < from => {
            Check::failed(format!("It is not valid before {}.", spoken(from)))
        }
        [_, Some(until)] if now >= until => {
            Check::failed(format!("It has expired: it was valid until {}.", spoken(until)))
        }
        [_, Some(until)] => Check::passed(format!("It is valid until {}.", spoken(until))),
        [_, None] => Check::passed("It is valid, and no end is set."),
    }
}

/// As people read it: pages and the command say the same.
pub(crate) fn spoken(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y, %-I:%M %p UTC").to_string()
}
