//! A badge that somebody else issued.

use jiff::Timestamp;
use openbadges::{
    Contexts, Signer, jose,
    keys::{SecretKey, did_key},
};
use serde_json::{Value, json};

/// Signs as `did:key`: nothing needs to be fetched to check it.
pub struct Issuer {
    secret: SecretKey,
    did: String,
}

impl Issuer {
    pub fn new(seed: u8) -> Issuer {
        let secret = SecretKey::from_seed(&[seed; 32]);
        let did = did_key(&secret.public());
        Issuer { secret, did }
    }

    fn method(&self) -> String {
        format!("{0}#{1}", self.did, self.secret.public().to_multibase())
    }

    pub fn badge(&self, number: u8, title: &str) -> Value {
        let id = |kind: u8| format!("urn:uuid:00000000-0000-4000-8000-0000000{kind:02}{number:03}");
        json!({
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ],
            "id": id(1),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": { "id": self.did, "type": ["Profile"], "name": "First Aid for All" },
            "validFrom": format!("2026-01-{:02}T00:00:00Z", number + 1),
            "name": title,
            "credentialSubject": {
                "id": id(2),
                "type": ["AchievementSubject"],
                "achievement": {
                    "id": id(3),
                    "type": ["Achievement"],
                    "name": title,
                    "description": "Helps until help is there.",
                    "criteria": { "narrative": "A day of practice." },
                },
            },
        })
    }

    pub fn signed(&self, badge: &Value) -> Value {
        let created: Timestamp = "2026-02-01T00:00:00Z".parse().unwrap();
        let signer = Signer { key: &self.secret, verification_method: &self.method(), created };
        signer.sign(badge, Contexts::built_in()).unwrap()
    }

    pub fn jwt(&self, badge: &Value) -> String {
        jose::sign_open_badge(badge, &self.secret, &self.method()).unwrap()
    }
}
