//! One key of an issuer, and when it may be used.

use super::controller::{Standing, absolute};
use super::{Algorithm, PublicKey};
use crate::dates::DateTime;
use jiff::Timestamp;
use serde_json::{Value, json};

/// One key of an issuer (Controlled Identifiers 1.0, §2.2).
#[derive(Debug, Clone, PartialEq)]
pub struct VerificationMethod {
    /// The issuer's identifier, `#`, and a name.
    pub id: String,
    /// Must be the issuer's identifier.
    pub controller: String,
    /// `None` for a kind of key that isn't read here.
    pub key: Option<PublicKey>,
    /// How the document writes the key.
    pub form: Form,
    /// What a JWK calls itself (RFC 7517, §4.5): the header of a JWS may say that alone.
    pub kid: Option<String>,
    pub created: Option<DateTime>,
    /// Replaced by another: signatures dated before it hold.
    pub expires: Option<DateTime>,
    /// Lost or stolen: whoever has it can write any date, so no signature holds.
    pub revoked: Option<DateTime>,
}

/// How a controller document writes a key (Controlled Identifiers 1.0, §2.2.2, §2.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Multikey,
    JsonWebKey,
}

/// What only the holder may know: who published it has given the key away.
const SECRETS: [&str; 5] = [
    "secretKeyMultibase",
    "secretKeyJwk",
    "privateKeyMultibase",
    "privateKeyJwk",
    "privateKeyBase58",
];

impl VerificationMethod {
    /// A key of this issuer, named by its own text. What Multikey doesn't know is written as a JWK.
    pub fn new(controller: &str, key: &PublicKey) -> VerificationMethod {
        VerificationMethod::called(&key.to_multibase(), controller, key)
    }

    /// A key of this issuer, by a name that it has there.
    pub(super) fn called(name: &str, controller: &str, key: &PublicKey) -> VerificationMethod {
        VerificationMethod {
            id: format!("{controller}#{name}"),
            controller: controller.to_owned(),
            form: match key.algorithm() {
                Algorithm::EdDsa | Algorithm::Es256 | Algorithm::Es384 => Form::Multikey,
                Algorithm::Es512 | Algorithm::Rs256 => Form::JsonWebKey,
            },
            key: Some(key.clone()),
            kid: None,
            created: None,
            expires: None,
            revoked: None,
        }
    }

    /// A key of this issuer as a JWK, named by its thumbprint (RFC 7638): what who checks a JWS
    /// looks for.
    pub fn jwk(controller: &str, key: &PublicKey) -> VerificationMethod {
        let name = key.thumbprint();
        let method = VerificationMethod::called(&name, controller, key);
        VerificationMethod { form: Form::JsonWebKey, kid: Some(name), ..method }
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

    pub(super) fn read(controller: &str, value: &Value) -> Option<VerificationMethod> {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        // What is no text is kept as one, so that an unreadable `revoked` still revokes.
        let date = |name: &str| match value.get(name)? {
            Value::String(text) => Some(DateTime::from(text.as_str())),
            other => Some(DateTime::from(other.to_string().as_str())),
        };
        let multibase = || PublicKey::from_multibase(text("publicKeyMultibase")?).ok();
        let jwk = || PublicKey::from_jwk(value.get("publicKeyJwk")?).ok();
        let is_secret = SECRETS.iter().any(|it| value.get(it).is_some());
        let (form, key) = match text("type") {
            Some("Multikey") => (Form::Multikey, multibase()),
            Some("Ed25519VerificationKey2020") => {
                (Form::Multikey, multibase().filter(|it| it.algorithm() == Algorithm::EdDsa))
            }
            Some("JsonWebKey" | "JsonWebKey2020") => (Form::JsonWebKey, jwk()),
            _ => (Form::Multikey, None),
        };
        // Beside a key that is no JWK it would name nothing.
        let kid = value["publicKeyJwk"]["kid"].as_str().filter(|_| form == Form::JsonWebKey);
        Some(VerificationMethod {
            id: absolute(controller, text("id")?),
            controller: text("controller")?.to_owned(),
            key: key.filter(|_| !is_secret),
            form,
            kid: kid.map(str::to_owned),
            created: date("created"),
            expires: date("expires"),
            revoked: date("revoked"),
        })
    }

    pub(super) fn write(&self) -> Value {
        let mut value =
            json!({"id": self.id, "type": self.form.name(), "controller": self.controller});
        match (&self.key, self.form) {
            (Some(key), Form::Multikey) => value["publicKeyMultibase"] = key.to_multibase().into(),
            (Some(key), Form::JsonWebKey) => value["publicKeyJwk"] = key.to_jwk(),
            (None, _) => {}
        }
        if let (Some(kid), Form::JsonWebKey) = (&self.kid, self.form) {
            value["publicKeyJwk"]["kid"] = kid.as_str().into();
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
    pub(super) fn standing(&self, signed_at: Timestamp) -> Standing {
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

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Multikey => "Multikey",
            Form::JsonWebKey => "JsonWebKey",
        }
    }
}
