//! Credentials inside others, as they were written.

use crate::contexts::CREDENTIALS_V2;
use crate::{Error, json};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// A credential inside a record, as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Embedded(Box<RawValue>);

impl Embedded {
    /// A credential as JSON.
    pub fn json(credential: &str) -> Result<Embedded, Error> {
        json::parse(credential.as_bytes())?;
        let text = credential.trim().to_owned();
        RawValue::from_string(text).map(Embedded).map_err(|it| Error::Json(it.to_string()))
    }

    /// A credential as a compact JWS, in its envelope (VC 2.0, §4.13.2).
    pub fn jws(credential: &str) -> Embedded {
        let envelope = json!({
            "@context": CREDENTIALS_V2,
            "id": format!("{ENVELOPE}{credential}"),
            "type": "EnvelopedVerifiableCredential",
        });
        Embedded(serde_json::value::to_raw_value(&envelope).expect("it is nothing but text"))
    }

    /// The credential by itself, JSON or JWS, ready for [`crate::verify()`].
    pub fn credential(&self) -> String {
        let envelope: Option<Value> = serde_json::from_str(self.0.get()).ok();
        let jws = envelope.as_ref().and_then(|it| it["id"].as_str()?.strip_prefix(ENVELOPE));
        jws.unwrap_or(self.0.get()).to_owned()
    }
}

const ENVELOPE: &str = "data:application/vc+jwt,";

impl PartialEq for Embedded {
    fn eq(&self, other: &Embedded) -> bool {
        self.0.get() == other.0.get()
    }
}

/// Reads one or many, each as it was written.
pub(super) fn read<'de, D: Deserializer<'de>>(reader: D) -> Result<Vec<Embedded>, D::Error> {
    let all = Box::<RawValue>::deserialize(reader)?;
    if all.get().starts_with('[') {
        return serde_json::from_str(all.get()).map_err(D::Error::custom);
    }
    Ok(vec![Embedded(all)])
}
