//! What came in: a credential as JSON, or one in a JWS.

use super::jws;
use super::look::{Kind, Look};
use super::proof::{self, Signature};
use super::report::Check;
use crate::Error;
use crate::jose::Jws;
use crate::json::{self, many};
use crate::rdf::Quad;
use crate::validate::{self, Problem, Reading, has_type};
use serde_json::Value;

/// A credential or presentation, with the JWS that it came in.
pub(super) struct Taken {
    pub document: Value,
    pub jws: Option<Jws>,
}

/// What a look at it finds.
pub(super) struct Found {
    /// Is it written as the standards ask?
    pub schema: Check,
    /// Every rule that it breaks.
    pub problems: Vec<Problem>,
    /// Everything that somebody signed it with.
    pub signatures: Vec<Signature>,
}

impl Taken {
    /// Reads JSON or a compact JWS; a JWS always begins with `e`, since it begins with a `{`.
    pub fn read(bytes: &[u8], kind: Kind) -> Result<Taken, Error> {
        let bytes = bytes.trim_ascii();
        if let [b'e', ..] = bytes {
            let text = std::str::from_utf8(bytes).map_err(|it| Error::Jose(it.to_string()))?;
            return Taken::in_jws(text);
        }
        Taken::from_value(json::parse(bytes)?, kind)
    }

    /// The same for JSON that was read already.
    pub fn from_value(value: Value, kind: Kind) -> Result<Taken, Error> {
        if has_type(&value, kind.envelope()) {
            return Taken::in_jws(enveloped(&value, kind)?);
        }
        match value {
            object @ Value::Object(_) => Ok(Taken { document: object, jws: None }),
            _ => Err(Error::Json("a credential is an object".into())),
        }
    }

    fn in_jws(text: &str) -> Result<Taken, Error> {
        let jws = Jws::read(text)?;
        let mut document = jws.claims()?;
        document.retain(|key, _| !jws::CLAIMS.contains(&key.as_str()));
        Ok(Taken { document: Value::Object(document), jws: Some(jws) })
    }

    /// The rules that it breaks, and its signatures.
    pub fn examine(&self, look: &Look) -> Found {
        let contexts = look.loader.contexts();
        let Reading { problems, unread, stated } =
            validate::read(&self.document, contexts, look.kind.rules());
        Found {
            schema: schema(&problems, unread),
            problems,
            signatures: self.looked_at(stated, look),
        }
    }

    /// Everything that somebody signed it with, looked at.
    pub fn signatures(&self, look: &Look) -> Vec<Signature> {
        self.looked_at(None, look)
    }

    fn looked_at(&self, stated: Option<Vec<Quad>>, look: &Look) -> Vec<Signature> {
        let mut signatures = proof::signatures(&self.document, stated, look);
        if let Some(jws) = &self.jws {
            signatures.push(jws::signature(jws, &self.document, look));
        }
        signatures
    }
}

fn schema(problems: &[Problem], unread: Option<Error>) -> Check {
    match (problems, unread) {
        ([], None) => Check::passed("It is written as the standards ask."),
        ([], Some(why)) => Check::unknown(why.to_string()),
        ([one], _) => Check::failed(format!("It breaks a rule of its standard: {one}.")),
        ([first, rest @ ..], _) => Check::failed(format!(
            "It breaks {} rules of its standards, first: {first}.",
            rest.len() + 1
        )),
    }
}

/// The JWS in `data:application/vc+jwt,eyJ…`.
fn enveloped(value: &Value, kind: Kind) -> Result<&str, Error> {
    let wrong = |why: &str| Err(Error::Jose(why.to_owned()));
    let own = |it: &String| matches!(it.as_str(), "@context" | "id" | "type");
    if !value.as_object().is_some_and(|it| it.keys().all(own)) {
        return wrong("the object that holds it says more, which nobody signed");
    }
    let contexts = many(&value["@context"]);
    if contexts.first().is_none_or(|it| it != crate::contexts::CREDENTIALS_V2) {
        return wrong("the object that holds it has another context than that of credentials");
    }
    let id = value["id"].as_str().and_then(|it| it.strip_prefix("data:application/"));
    let Some((media_type, text)) = id.and_then(|it| it.split_once(',')) else {
        return wrong("the object that holds it has no data: URL as its id");
    };
    match media_type == kind.media_type() || media_type == "jwt" {
        true => Ok(text),
        false => Err(Error::Unread(media_type.to_owned())),
    }
}
