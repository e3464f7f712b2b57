//! What a credential claims, to name it in a table: who wrote it says so, nobody else.

use openbadges::{ob2, validate::Version, verify::opened};
use serde_json::Value;

#[derive(Default)]
pub struct About {
    pub holder: String,
    pub achievement: String,
    pub issuer: String,
    pub id: String,
    pub valid_from: String,
    pub valid_until: String,
}

impl About {
    /// As far as it can be read.
    pub fn of(credential: &str) -> About {
        let says = opened(credential.as_bytes()).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let [begins, ends] = Version::of(&says).validity();
        let issuer = &says["issuer"];
        let issuer = [&issuer["name"], &issuer["id"], issuer].into_iter().find(|it| it.is_string());
        let subject = &says["credentialSubject"];
        let identifiers = match &subject["identifier"] {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        // What is hashed is for those who know whom to look for.
        let holder = identifiers.iter().find(|it| it["hashed"] == false);
        About {
            holder: holder.map(|it| text(&it["identityHash"])).unwrap_or_default(),
            achievement: text(&subject["achievement"]["name"]),
            issuer: issuer.map(text).unwrap_or_default(),
            id: text(&says["id"]),
            valid_from: text(&says[begins]),
            valid_until: text(&says[ends]),
        }
    }

    pub fn of_older(badge: ob2::Badge) -> About {
        let whom = badge.recipient;
        About {
            holder: if whom.hashed { String::new() } else { whom.identity_hash },
            achievement: badge.name,
            issuer: badge.issuer.name,
            id: badge.id,
            valid_from: badge.issued_on.to_string(),
            valid_until: badge.expires.map(|it| it.to_string()).unwrap_or_default(),
        }
    }
}
