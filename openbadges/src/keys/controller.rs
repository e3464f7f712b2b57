//! Which keys an issuer has, and when each may be used (Controlled Identifiers 1.0, §2).

use super::method::Form;
use super::{Purpose, VerificationMethod, key_of_did_key};
use crate::contexts::{DID, MULTIKEY};
use crate::jsonld::is_iri;
use crate::{Error, json};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The most keys that a document may have: one a week for ten years.
pub const MOST_KEYS: usize = 520;

/// `did.json`, or an issuer's document at an https address.
#[derive(Debug, Clone, PartialEq)]
pub struct ControllerDocument {
    /// The issuer's identifier.
    pub id: String,
    /// Every key it ever signed with: who drops one makes what it signed uncheckable.
    pub keys: Vec<VerificationMethod>,
    /// Which of them may sign credentials (`assertionMethod`, §2.3.2).
    pub assertion: Vec<String>,
    /// Which of them may show who this is (`authentication`, §2.3.1).
    pub authentication: Vec<String>,
    /// What else the document says (`alsoKnownAs`, `service`).
    pub rest: Map<String, Value>,
}

/// May a key sign for an issuer at a time?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Valid,
    Refused(String),
}

impl ControllerDocument {
    /// The document of an issuer with these keys, each of which may sign credentials.
    pub fn new(id: &str, keys: Vec<VerificationMethod>) -> ControllerDocument {
        let assertion = keys.iter().map(|it| it.id.clone()).collect();
        ControllerDocument {
            id: id.to_owned(),
            keys,
            assertion,
            authentication: vec![],
            rest: Map::new(),
        }
    }

    /// The document that a did:key stands for (did:key, §3.1.1): its key may do everything.
    pub fn of_did_key(did: &str) -> Result<ControllerDocument, Error> {
        let key = key_of_did_key(did)?;
        let name = did.strip_prefix("did:key:").unwrap_or_default();
        let document =
            ControllerDocument::new(did, vec![VerificationMethod::called(name, did, &key)]);
        Ok(ControllerDocument { authentication: document.assertion.clone(), ..document })
    }

    /// Reads a document, whose keys may be ours or others', up to [`MOST_KEYS`].
    pub fn read(bytes: &[u8]) -> Result<ControllerDocument, Error> {
        let wrong = || Error::Key("the issuer's document has no id that is a URL".into());
        let Value::Object(mut rest) = json::parse(bytes)? else { return Err(wrong()) };
        let Some(Value::String(id)) = rest.remove("id") else { return Err(wrong()) };
        // A URL (§2.1.1): else the names of keys could be read in two ways.
        if !is_iri(&id) {
            return Err(wrong());
        }
        let [assertion, authentication] = [Purpose::AssertionMethod, Purpose::Authentication]
            .map(|it| many(rest.remove(it.name())));
        let methods = many(rest.remove("verificationMethod"));
        if [&methods, &assertion, &authentication].iter().any(|it| it.len() > MOST_KEYS) {
            return Err(Error::TooMuchWork);
        }
        let mut keys: Vec<VerificationMethod> =
            methods.iter().filter_map(|it| VerificationMethod::read(&id, it)).collect();
        let [assertion, authentication] =
            [assertion, authentication].map(|it| allowed(&id, it, &mut keys));
        Ok(ControllerDocument { id, keys, assertion, authentication, rest })
    }

    /// Writes `did.json`: keys in full, and named by their full URL in `assertionMethod`.
    pub fn write(&self) -> Value {
        let mut context = vec![json!(DID), json!(MULTIKEY)];
        if self.keys.iter().any(|it| it.created.is_some()) {
            // Neither context has a word for when a key came into use.
            context.push(json!({"created": {
                "@id": "http://purl.org/dc/terms/created",
                "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
            }}));
        }
        if self.keys.iter().any(|it| it.form == Form::JsonWebKey) {
            // Nor for a JWK; these are the terms of https://w3id.org/security/jwk/v1.
            context.push(json!({
                "JsonWebKey": "https://w3id.org/security#JsonWebKey",
                "publicKeyJwk": {"@id": "https://w3id.org/security#publicKeyJwk", "@type": "@json"},
            }));
        }
        let mut document = Map::new();
        document.insert("@context".into(), context.into());
        document.insert("id".into(), self.id.clone().into());
        let keys: Vec<Value> = self.keys.iter().map(VerificationMethod::write).collect();
        document.insert("verificationMethod".into(), keys.into());
        document.insert("assertionMethod".into(), self.assertion.clone().into());
        if !self.authentication.is_empty() {
            document.insert("authentication".into(), self.authentication.clone().into());
        }
        let rest = self.rest.iter().filter(|it| it.0 != "@context");
        document.extend(rest.map(|(key, value)| (key.clone(), value.clone())));
        Value::Object(document)
    }

    /// The key of that name.
    pub fn method(&self, id: &str) -> Option<&VerificationMethod> {
        self.keys.iter().find(|it| it.id == id)
    }

    /// May this key sign credentials for this issuer, then (§3.3)?
    pub fn standing(&self, id: &str, issuer: &str, signed_at: Timestamp) -> Standing {
        self.standing_for(Purpose::AssertionMethod, id, issuer, signed_at)
    }

    /// May this key sign for that purpose, for its controller, then (§3.3)?
    pub fn standing_for(
        &self,
        purpose: Purpose,
        id: &str,
        controller: &str,
        signed_at: Timestamp,
    ) -> Standing {
        let refused = |why: String| Standing::Refused(why);
        let Some(method) = self.method(id) else {
            return refused(format!("The document of {} has no key {id}.", self.id));
        };
        let (who, allowed, what) = match purpose {
            Purpose::AssertionMethod => ("issuer", &self.assertion, "sign credentials"),
            Purpose::Authentication => ("holder", &self.authentication, "show who it is"),
        };
        if self.id != controller || method.controller != controller {
            return refused(format!(
                "The key {id} belongs to another than the {who} {controller}."
            ));
        }
        if !allowed.iter().any(|it| it == id) {
            return refused(format!("The {who} has not said that {id} may {what}."));
        }
        method.standing(signed_at)
    }
}

/// The names of those that may do something; keys may stand where they are named.
fn allowed(id: &str, named: Vec<Value>, keys: &mut Vec<VerificationMethod>) -> Vec<String> {
    let mut names = Vec::new();
    for method in &named {
        match method {
            Value::String(name) => names.push(absolute(id, name)),
            embedded => {
                if let Some(key) = VerificationMethod::read(id, embedded) {
                    names.push(key.id.clone());
                    keys.push(key);
                }
            }
        }
    }
    names
}

/// `#name` stands for a name in this very document.
pub(super) fn absolute(id: &str, name: &str) -> String {
    if name.starts_with('#') { format!("{id}{name}") } else { name.to_owned() }
}

fn many(value: Option<Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => vec![],
        Some(Value::Array(values)) => values,
        Some(one) => vec![one],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::SecretKey;

    const ISSUER: &str = "did:web:cairn.example:issuers:lakeside";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// An issuer with an old key, a stolen one, and one in use.
    fn document() -> ControllerDocument {
        let key = |seed| {
            let key = SecretKey::from_seed(&[seed; 32]).public();
            VerificationMethod::new(ISSUER, &key).created(at("2026-01-01T00:00:00Z"))
        };
        let keys = vec![
            key(1).expires(at("2027-01-01T00:00:00Z")),
            key(2).revoked(at("2026-06-01T00:00:00Z")),
            key(3).created(at("2027-01-01T00:00:00Z")),
        ];
        ControllerDocument::new(ISSUER, keys)
    }

    fn standing(key: usize, signed_at: &str) -> Standing {
        let document = document();
        document.standing(&document.keys[key].id, ISSUER, at(signed_at))
    }

    fn is_refused(standing: Standing, why: &str) -> bool {
        matches!(standing, Standing::Refused(it) if it.contains(why))
    }

    #[test]
    fn a_replaced_key_still_holds_for_its_time() {
        assert_eq!(standing(0, "2026-12-31T23:59:59Z"), Standing::Valid);
        assert!(is_refused(standing(0, "2027-01-01T00:00:00Z"), "replaced"));
        assert!(is_refused(standing(2, "2026-12-31T23:59:59Z"), "before this key"));
        assert_eq!(standing(2, "2027-01-01T00:00:00Z"), Standing::Valid);
    }

    #[test]
    fn a_stolen_key_holds_for_nothing_since_a_thief_writes_any_date() {
        assert!(is_refused(standing(1, "2026-05-01T00:00:00Z"), "revoked"));
    }

    #[test]
    fn a_key_must_be_the_issuers_and_allowed_to_sign() {
        let now = at("2027-06-01T00:00:00Z");
        let mut document = document();
        let id = document.keys[2].id.clone();
        assert!(is_refused(document.standing(&id, "did:web:other.example", now), "another"));
        assert!(is_refused(document.standing("did:x#y", ISSUER, now), "has no key"));
        document.assertion.pop();
        assert!(is_refused(document.standing(&id, ISSUER, now), "may sign"));
        document.assertion.push(id.clone());
        document.keys[2].controller = "did:web:other.example".into();
        assert!(is_refused(document.standing(&id, ISSUER, now), "another"));
    }

    #[test]
    fn it_is_read_as_it_was_written_and_its_terms_are_defined() {
        let mut document = document();
        document.rest.insert("alsoKnownAs".into(), json!(["https://lakeside.example"]));
        let written = document.write();
        let read = ControllerDocument::read(written.to_string().as_bytes()).unwrap();
        assert_eq!(read.keys, document.keys);
        assert_eq!(read.write(), written);
        crate::jsonld::canonical(&written, crate::Contexts::built_in()).unwrap();
    }

    #[test]
    fn a_document_whose_id_is_no_url_is_refused() {
        for id in ["", "#a", "lakeside", "did web:lakeside"] {
            let read = ControllerDocument::read(json!({"id": id}).to_string().as_bytes());
            assert!(read.is_err_and(|it| it.to_string().contains("no id")), "{id}");
        }
    }

    #[test]
    fn a_document_with_endless_keys_is_refused_before_they_are_read() {
        for list in ["verificationMethod", "assertionMethod", "authentication"] {
            let document = json!({"id": ISSUER, list: vec![json!({}); MOST_KEYS + 1]});
            let read = ControllerDocument::read(document.to_string().as_bytes());
            assert_eq!(read, Err(Error::TooMuchWork), "{list}");
        }
    }

    #[test]
    fn keys_may_be_named_from_inside_or_stand_where_they_are_used() {
        let key = SecretKey::from_seed(&[1; 32]).public().to_multibase();
        let method = json!({
            "id": "#a", "type": "Multikey", "controller": "https://a.example",
            "publicKeyMultibase": key,
        });
        for (methods, assertion) in [(json!([method]), json!(["#a"])), (json!([]), method)] {
            let document = json!({
                "id": "https://a.example", "verificationMethod": methods,
                "assertionMethod": assertion,
            });
            let read = ControllerDocument::read(document.to_string().as_bytes()).unwrap();
            let now = at("2027-06-01T00:00:00Z");
            let standing = read.standing("https://a.example#a", "https://a.example", now);
            assert_eq!(standing, Standing::Valid);
        }
    }
}
