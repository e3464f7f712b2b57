//! Which keys an issuer has, and when each may be used (Controlled Identifiers 1.0, §2).

use super::{PublicKey, did_key, key_of_did_key};
use crate::contexts::{DID, MULTIKEY};
use crate::dates::DateTime;
use crate::{Error, json};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// `did.json`, or an issuer's document at an https address.
#[derive(Debug, Clone, PartialEq)]
pub struct ControllerDocument {
    /// The issuer's identifier.
    pub id: String,
    /// Every key it ever signed with: who drops one makes what it signed uncheckable.
    pub keys: Vec<VerificationMethod>,
    /// Which of them may sign credentials (`assertionMethod`, §2.3.2).
    pub assertion: Vec<String>,
    /// What else the document says (`alsoKnownAs`, `service`).
    pub rest: Map<String, Value>,
}

/// One key of an issuer (Controlled Identifiers 1.0, §2.2).
#[derive(Debug, Clone, PartialEq)]
pub struct VerificationMethod {
    /// The issuer's identifier, `#`, and a name.
    pub id: String,
    /// Must be the issuer's identifier.
    pub controller: String,
    /// `None` for a kind of key that isn't read here.
    pub key: Option<PublicKey>,
    pub created: Option<DateTime>,
    /// Replaced by another: signatures dated before it hold.
    pub expires: Option<DateTime>,
    /// Lost or stolen: whoever has it can write any date, so no signature holds.
    pub revoked: Option<DateTime>,
}

/// May a key sign for an issuer at a time?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Valid,
    Refused(String),
}

impl VerificationMethod {
    /// A key of this issuer, named by its own text.
    pub fn new(controller: &str, key: &PublicKey) -> VerificationMethod {
        VerificationMethod {
            id: format!("{controller}#{}", key.to_multibase()),
            controller: controller.to_owned(),
            key: Some(key.clone()),
            created: None,
            expires: None,
            revoked: None,
        }
    }

    /// In use from then on.
    pub fn created(mut self, at: Timestamp) -> Self {
        self.created = Some(at.into());
        self
    }

    /// Replaced then.
    pub fn expires(mut self, at: Timestamp) -> Self {
        self.expires = Some(at.into());
        self
    }

    /// Lost or stolen.
    pub fn revoked(mut self, at: Timestamp) -> Self {
        self.revoked = Some(at.into());
        self
    }

    fn read(controller: &str, value: &Value) -> Option<VerificationMethod> {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let date = |name: &str| serde_json::from_value(value.get(name)?.clone()).ok();
        let is_multikey = text("type") == Some("Multikey");
        let key = text("publicKeyMultibase").filter(|_| is_multikey);
        Some(VerificationMethod {
            id: absolute(controller, text("id")?),
            controller: text("controller")?.to_owned(),
            key: key.and_then(|it| PublicKey::from_multibase(it).ok()),
            created: date("created"),
            expires: date("expires"),
            revoked: date("revoked"),
        })
    }

    fn write(&self) -> Value {
        let mut value = json!({
            "id": self.id, "type": "Multikey", "controller": self.controller,
        });
        if let Some(key) = &self.key {
            value["publicKeyMultibase"] = key.to_multibase().into();
        }
        let dates = [("created", &self.created), ("expires", &self.expires)];
        for (name, date) in dates.into_iter().chain([("revoked", &self.revoked)]) {
            if let Some(date) = date {
                value[name] = date.to_string().into();
            }
        }
        value
    }

    /// Could it sign then? A signature without a date is taken for one of now.
    fn standing(&self, signed_at: Timestamp) -> Standing {
        let moment = |date: &Option<DateTime>| date.as_ref().map(DateTime::timestamp);
        let refused = |why: String| Standing::Refused(why);
        match (moment(&self.created), moment(&self.expires)) {
            _ if self.revoked.is_some() => {
                refused("The issuer has revoked this key: it may be in other hands.".into())
            }
            (Some(None), _) | (_, Some(None)) => {
                refused("The issuer's document has a date that can't be read.".into())
            }
            (Some(Some(created)), _) if signed_at < created => refused(format!(
                "The signature is dated {signed_at}, before this key came into use on {created}."
            )),
            (_, Some(Some(expires))) if signed_at >= expires => refused(format!(
                "The signature is dated {signed_at}, when this key was no longer in use: \
                 it was replaced on {expires}."
            )),
            _ => Standing::Valid,
        }
    }
}

impl ControllerDocument {
    /// The document of an issuer with these keys, each of which may sign credentials.
    pub fn new(id: &str, keys: Vec<VerificationMethod>) -> ControllerDocument {
        let assertion = keys.iter().map(|it| it.id.clone()).collect();
        ControllerDocument { id: id.to_owned(), keys, assertion, rest: Map::new() }
    }

    /// The document that a did:key stands for (did:key, §3.1.1).
    pub fn of_did_key(did: &str) -> Result<ControllerDocument, Error> {
        let key = key_of_did_key(did)?;
        let id = did_key(&key);
        Ok(ControllerDocument::new(&id, vec![VerificationMethod::new(&id, &key)]))
    }

    /// Reads a document, whose keys may be ours or others'.
    pub fn read(bytes: &[u8]) -> Result<ControllerDocument, Error> {
        let wrong = || Error::Key("the issuer's document has no id".into());
        let Value::Object(mut rest) = json::parse(bytes)? else { return Err(wrong()) };
        let Some(Value::String(id)) = rest.remove("id") else { return Err(wrong()) };
        let mut keys: Vec<VerificationMethod> = many(rest.remove("verificationMethod"))
            .iter()
            .filter_map(|it| VerificationMethod::read(&id, it))
            .collect();
        let mut assertion = Vec::new();
        for method in many(rest.remove("assertionMethod")) {
            match &method {
                Value::String(name) => assertion.push(absolute(&id, name)),
                embedded => {
                    if let Some(key) = VerificationMethod::read(&id, embedded) {
                        assertion.push(key.id.clone());
                        keys.push(key);
                    }
                }
            }
        }
        Ok(ControllerDocument { id, keys, assertion, rest })
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
        let mut document = Map::new();
        document.insert("@context".into(), context.into());
        document.insert("id".into(), self.id.clone().into());
        let keys: Vec<Value> = self.keys.iter().map(VerificationMethod::write).collect();
        document.insert("verificationMethod".into(), keys.into());
        document.insert("assertionMethod".into(), self.assertion.clone().into());
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
        let refused = |why: String| Standing::Refused(why);
        let Some(method) = self.method(id) else {
            return refused(format!("The document of {} has no key {id}.", self.id));
        };
        if self.id != issuer || method.controller != issuer {
            return refused(format!("The key {id} belongs to another than the issuer {issuer}."));
        }
        if !self.assertion.iter().any(|it| it == id) {
            return refused(format!("The issuer has not said that {id} may sign credentials."));
        }
        method.standing(signed_at)
    }
}

/// `#name` stands for a name in this very document.
fn absolute(id: &str, name: &str) -> String {
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
