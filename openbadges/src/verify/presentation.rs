//! Can a presentation be trusted: was it made by its holder, now, for us, of credentials that hold?

use super::loader::Loader;
use super::look::{Kind, Look};
use super::needs::Needs;
use super::report::{Check, Report};
use super::taken::{Found, Taken};
use super::{key_check, needs, proof, verify_taken};
use crate::Error;
use crate::json::many;
use crate::validate::Problem;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// Each is checked whole, so there must be an end.
const MOST_CREDENTIALS: usize = 100;

/// What whoever asked for a presentation wants to find in its proof (VC Data Integrity 1.0, §4.4):
/// without it, a presentation may be one that was shown to another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The text that was given to be signed; in a JWS it is `nonce`.
    pub challenge: Option<&'a str>,
    /// The name of who asks; in a JWS it is `aud`.
    pub domain: Option<&'a str>,
}

/// One outcome for each check of a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PresentationReport {
    /// Is it written as the standards ask?
    pub schema: Check,
    /// Is it as it was signed? `None` if nobody signed it.
    pub proof: Option<Check>,
    /// Does the holder hold the key that signed it? `None` if nobody signed it.
    pub key: Option<Check>,
    /// Does it answer what was asked?
    pub answer: Check,
    /// The credentials in it, in their order.
    pub credentials: Vec<Report>,
    pub problems: Vec<Problem>,
}

impl PresentationReport {
    /// Every check passed, and so did every credential in it. One that nobody signed passes where
    /// nothing was asked: then it is no more than the credentials in it.
    pub fn has_passed(&self) -> bool {
        let signed = self.proof.iter().chain(&self.key);
        self.schema.has_passed()
            && self.answer.has_passed()
            && signed.into_iter().all(Check::has_passed)
            && self.credentials.iter().all(Report::has_passed)
    }
}

/// Checks a presentation and each credential in it. It is JSON with or without Data Integrity
/// proofs, or a compact JWS (`vp+jwt`).
pub fn verify_presentation(
    presentation: &[u8],
    asked: &Asked,
    loader: &dyn Loader,
    now: Timestamp,
) -> PresentationReport {
    let taken = match Taken::read(presentation, Kind::Presentation) {
        Ok(taken) => taken,
        Err(why) => return PresentationReport::unread(&why),
    };
    let held = many(&taken.document["verifiableCredential"]);
    if held.len() > MOST_CREDENTIALS {
        return PresentationReport::unread(&Error::TooMuchWork);
    }
    let is_signed = taken.jws.is_some() || taken.document.get("proof").is_some();
    let Found { schema, problems, signatures } =
        taken.examine(&Look::at(Kind::Presentation, loader, now));
    PresentationReport {
        schema,
        proof: is_signed.then(|| proof::outcome(&signatures)),
        key: is_signed.then(|| key_check(Kind::Presentation, &taken.document, &signatures, now)),
        answer: answer(&taken, asked),
        credentials: held.iter().map(|it| credential(it, loader, now)).collect(),
        problems,
    }
}

fn credential(value: &Value, loader: &dyn Loader, now: Timestamp) -> Report {
    match Taken::from_value(value.clone(), Kind::Credential) {
        Ok(taken) => verify_taken(&taken, loader, now),
        Err(why) => Report::unread(&why),
    }
}

/// Every proof must answer: one of an earlier presentation beside one of a stranger doesn't.
fn answer(taken: &Taken, asked: &Asked) -> Check {
    let wanted = [("challenge", "nonce", asked.challenge), ("domain", "aud", asked.domain)];
    let wanted = wanted.iter().filter_map(|it| Some((it.0, it.1, it.2?)));
    let claims = taken.jws.as_ref().map(|it| it.claims().unwrap_or_default());
    let proofs = many(&taken.document["proof"]);
    let nothing = Value::Null;
    for (name, claim, value) in wanted {
        let said = proofs.iter().map(|it| &it[name]);
        let claimed = claims.iter().map(|it| it.get(claim).unwrap_or(&nothing));
        let said: Vec<&Value> = said.chain(claimed).collect();
        if said.is_empty() {
            return Check::failed("Nobody signed it, so it answers nothing.");
        }
        if !said.iter().all(|it| matches!(many(it), [one] if one == value)) {
            return Check::failed(format!("It was signed for another {name} than was asked."));
        }
    }
    match asked {
        Asked { challenge: None, domain: None } => Check::passed("Nothing was asked of it."),
        _ => Check::passed("It was signed for what was asked."),
    }
}

impl PresentationReport {
    fn unread(why: &Error) -> PresentationReport {
        PresentationReport {
            schema: Check::unread(why),
            proof: Some(Check::unread(why)),
            key: None,
            answer: Check::unknown("It can't be read, so this can't be told."),
            credentials: vec![],
            problems: vec![],
        }
    }
}

/// What to fetch before a presentation is verified, for those who fetch while they wait.
pub fn presentation_needs(presentation: &[u8]) -> Needs {
    let Ok(taken) = Taken::read(presentation, Kind::Presentation) else { return Needs::default() };
    let mut all = needs::needs_of(&taken, Kind::Presentation);
    for held in many(&taken.document["verifiableCredential"]).iter().take(MOST_CREDENTIALS) {
        if let Ok(taken) = Taken::from_value(held.clone(), Kind::Credential) {
            let more = needs::needs_of(&taken, Kind::Credential);
            all.key_documents.extend(more.key_documents);
            all.status_lists.extend(more.status_lists);
        }
    }
    all
}
