//! Can a credential be trusted? One outcome for each question, and plain words beside it.
//!
//! Nothing is fetched here: whoever asks gives what is needed (see [`Given`] and [`needs`]), from
//! the network, from files, or not at all. What couldn't be checked is `Unknown`, neither pass
//! nor fail.

mod jws;
mod key;
mod loader;
mod look;
mod needs;
mod presentation;
mod proof;
mod refresh;
mod report;
mod status;
mod taken;

pub use loader::{Given, Loaded, Loader};
pub use needs::{Needs, needs};
pub use presentation::{Asked, PresentationReport, presentation_needs, verify_presentation};
pub use refresh::{refresh_url, refreshed};
pub use report::{Check, Outcome, Report};

use crate::Error;
use crate::dates;
use crate::keys::Standing;
use crate::validate::Version;
use jiff::{SignedDuration, Timestamp};
use key::Keys;
use look::{Kind, Look};
use proof::Signature;
use serde_json::Value;
use taken::{Found, Taken};

/// How far an issuer's clock may be ahead of the reader's: a badge looked at in the second in
/// which it was signed is not "not valid before". What has ended has ended: a reader's clock that
/// is behind takes nothing from anyone.
pub const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// Checks a credential: its schema, proof, key, status and dates. It is JSON with Data Integrity
/// proofs, or a compact JWS as Open Badges 3.0 or W3C asks.
pub fn verify(credential: &[u8], loader: &dyn Loader, now: Timestamp) -> Report {
    match Taken::read(credential, Kind::Credential) {
        Ok(taken) => verify_taken(&taken, loader, now),
        Err(why) => Report::unread(&why),
    }
}

/// What [`verify`] looks at, for whoever shows it: the credential itself, out of its JWS and out of
/// the object that holds one.
pub fn opened(credential: &[u8]) -> Result<Value, Error> {
    Ok(Taken::read(credential, Kind::Credential)?.document)
}

fn verify_taken(taken: &Taken, loader: &dyn Loader, now: Timestamp) -> Report {
    let credential = &taken.document;
    let Found { schema, problems, signatures } =
        taken.examine(&Look::at(Kind::Credential, loader, now));
    Report {
        schema,
        proof: proof::outcome(&signatures),
        key: key_check(Kind::Credential, credential, &signatures, now),
        status: status::check(credential, loader, now),
        dates: validity(credential, now),
        problems,
    }
}

/// Checks the proof alone: that nothing was changed since the key named in it signed. Whether
/// that key is the issuer's is for [`verify`].
pub fn check_proof(credential: &[u8], loader: &dyn Loader, now: Timestamp) -> Check {
    check_proof_by(credential, Keys::Published, loader, now)
}

/// The same, believing also a key that the credential brings along: `ISSUER#z6Mk…` where the
/// issuer's document can't be had, or a `jwk` in a header. **Anyone can sign in any name that
/// way.** It is for examples that were published so, never for telling who issued something.
pub fn check_claimed_proof(credential: &[u8], loader: &dyn Loader, now: Timestamp) -> Check {
    check_proof_by(credential, Keys::Claimed, loader, now)
}

fn check_proof_by(credential: &[u8], keys: Keys, loader: &dyn Loader, now: Timestamp) -> Check {
    let look = Look { keys, ..Look::at(Kind::Credential, loader, now) };
    match Taken::read(credential, look.kind) {
        Ok(it) => proof::outcome(&it.signatures(&look)),
        Err(why) => Check::unread(&why),
    }
}

/// Does the issuer, or the holder, hold a key that signed it?
fn key_check(kind: Kind, document: &Value, signatures: &[Signature], now: Timestamp) -> Check {
    let controller = kind.controller(document);
    if kind == Kind::Credential && controller.is_none() {
        return Check::failed("It doesn't say who issued it.");
    }
    let who = kind.controller_word();
    let mut result = Check::failed("It carries no signature, so it could be anyone's.");
    // A signature that holds counts alone: beside it anyone could name the issuer's key.
    let holds = signatures.iter().any(|it| it.check.has_passed());
    for signature in signatures.iter().filter(|it| !holds || it.check.has_passed()) {
        let Ok(keys) = &signature.document else {
            result = Check::unknown(format!(
                "The {who}'s key document could not be read, so nobody can say whose key this is."
            ));
            continue;
        };
        let at = signature.created.unwrap_or(now);
        // Whoever presents something without a name is whoever holds the key.
        let controller = controller.unwrap_or(&keys.id);
        match keys.standing_for(kind.purpose(), &signature.method, controller, at) {
            Standing::Valid => {
                return Check::passed(format!("The key belongs to the {who}, {controller}."));
            }
            Standing::Refused(why) => result = Check::failed(why),
        }
    }
    result
}

fn issuer(credential: &Value) -> Option<&str> {
    Kind::Credential.controller(credential)
}

/// Is it valid now (VC 2.0, §4.9; VC 1.1, §4.6 and §4.8)?
fn validity(credential: &Value, now: Timestamp) -> Check {
    // Whichever version it claims to be: who says when it ends is heard.
    let [mut from, mut until] = [vec![], vec![]];
    for version in [Version::First, Version::Second] {
        for (moments, key) in [&mut from, &mut until].into_iter().zip(version.validity()) {
            let Some(said) = credential.get(key).filter(|it| !it.is_null()) else { continue };
            match said.as_str().and_then(dates::parse) {
                Some(at) => moments.push(at),
                None => return Check::failed(format!("Its {key} is no date with a time zone.")),
            }
        }
    }
    match [from.into_iter().max(), until.into_iter().min()] {
        [Some(from), _] if from.duration_since(now) > TOLERANCE => {
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
