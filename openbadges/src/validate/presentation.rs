//! The rules of presentations (VC 2.0, §4.13).

use super::credential::{context, proof};
use super::place::{Place, Problems};
use super::{Problem, spelling};
use crate::contexts::Contexts;
use crate::jsonld;
use serde_json::Value;

const CLAUSE: &str = "VC 2.0 §4.13";

/// All that is wrong with a presentation, apart from the credentials in it.
pub fn validate_presentation(presentation: &Value, contexts: &Contexts) -> Vec<Problem> {
    let mut problems = Problems::default();
    let place = Place::root(presentation);
    if !presentation.is_object() {
        place.problem(&mut problems, "VC 2.0 §6.1", "A presentation is a JSON object.");
        return problems.list();
    }
    match jsonld::names(presentation, contexts) {
        Ok(names) => spelling::check(&names, &place, &mut problems),
        Err(why) => place.problem(&mut problems, "JSON-LD 1.1", why.to_string()),
    }
    check(&place, &mut problems);
    problems.list()
}

fn check(presentation: &Place, problems: &mut Problems) {
    context(presentation, problems);
    if let Some(id) = presentation.get("id") {
        id.url(problems, "VC 2.0 §4.4");
    }
    if let Some(types) = presentation.required("type", problems, CLAUSE)
        && types.type_names(problems, CLAUSE)
        && !presentation.has_type("VerifiablePresentation")
    {
        types.problem(problems, CLAUSE, "VerifiablePresentation must be among the types.");
    }
    if let Some(holder) = presentation.get("holder") {
        match holder.value {
            Value::Object(_) => {
                if let Some(id) = holder.required("id", problems, CLAUSE) {
                    id.url(problems, CLAUSE);
                }
            }
            _ => holder.url(problems, CLAUSE),
        }
    }
    for credential in presentation.many("verifiableCredential") {
        if credential.object().is_none() {
            credential.problem(problems, CLAUSE, "A credential in it must be an object.");
        }
    }
    for one in presentation.many("proof") {
        proof(&one, problems);
    }
}
