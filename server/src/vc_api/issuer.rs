//! The test issuer: one identity for each kind of key, the same at each start.

use std::sync::Arc;

use axum::{Json, extract::State};
use jiff::Timestamp;
use openbadges::{
    Contexts, Error, Signer,
    keys::{SecretKey, did_key},
    model::{BitstringStatusListEntry, id_of},
    validate::Version,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::lists::Lists;

pub struct TestIssuer {
    /// Where its status lists stand, for everyone.
    pub origin: String,
    pub identities: [Identity; 2],
    pub lists: Lists,
    pub began: Timestamp,
    pub contexts: Contexts,
}

/// One key, and who signs with it.
pub struct Identity {
    /// As in addresses.
    pub name: &'static str,
    pub cryptosuite: &'static str,
    pub key: SecretKey,
    pub did: String,
    /// The key's full name.
    pub method: String,
}

impl TestIssuer {
    pub fn new(seed: &[u8; 32], origin: String) -> Result<TestIssuer, Error> {
        let p256: [u8; 32] = Sha256::digest([b"P-256", &seed[..]].concat()).into();
        let identities = [
            Identity::of("ed25519", "eddsa-rdfc-2022", SecretKey::from_seed(seed)),
            Identity::of("p-256", "ecdsa-rdfc-2019", SecretKey::p256(&p256)?),
        ];
        let contexts = Contexts::default().with_examples();
        let (lists, began) = (Lists::default(), Timestamp::now());
        Ok(TestIssuer { origin, identities, lists, began, contexts })
    }

    /// Whose credential this is: by its issuer's id, else by the cryptosuite that is asked for,
    /// else the first.
    pub fn signing(&self, credential: &Value, options: &Value) -> &Identity {
        let issuer = id_of(&credential["issuer"]);
        let [first, ..] = &self.identities;
        let by_id = self.identities.iter().find(|it| Some(it.did.as_str()) == issuer);
        let by_suite =
            || self.identities.iter().find(|it| options["cryptosuite"] == it.cryptosuite);
        by_id.or_else(by_suite).unwrap_or(first)
    }

    /// Gives a credential of one of its identities a place in the list of what was revoked.
    pub fn add_status(&self, credential: &mut Value, identity: &Identity) {
        let is_own = id_of(&credential["issuer"]) == Some(&identity.did);
        let is_second = Version::of(credential) == Version::Second;
        if !is_own || !is_second || credential.get("credentialStatus").is_some() {
            return;
        }
        let id = credential["id"].as_str().unwrap_or_default();
        if let Some(index) = self.lists.take(id) {
            let url = self.list_url(identity, "revocation");
            credential["credentialStatus"] =
                json!(BitstringStatusListEntry::revocation(url, index));
        }
    }
}

/// `GET /`: the identities, for whoever configures a suite.
pub async fn who(State(issuer): State<Arc<TestIssuer>>) -> Json<Value> {
    let identities = issuer.identities.iter().map(|it| {
        json!({ "id": it.did, "cryptosuite": it.cryptosuite, "verificationMethod": it.method })
    });
    Json(json!({ "issuers": identities.collect::<Vec<_>>() }))
}

impl Identity {
    fn of(name: &'static str, cryptosuite: &'static str, key: SecretKey) -> Identity {
        let did = did_key(&key.public());
        let (_, public) = did.rsplit_once(':').unwrap_or_default();
        let method = format!("{did}#{public}");
        Identity { name, cryptosuite, key, did, method }
    }

    /// With a Data Integrity proof.
    pub fn sign(&self, credential: &Value, contexts: &Contexts) -> Result<Value, Error> {
        let signer =
            Signer { key: &self.key, verification_method: &self.method, created: Timestamp::now() };
        signer.sign(credential, contexts)
    }
}
