//! A badge that another issuer gave to somebody of the sample district, really signed.

use anyhow::{Context, Result};
use foundation::{App, Id};
use openbadges::{
    Contexts, Signer,
    keys::{SecretKey, did_key},
};
use people::Person;
use serde_json::json;

use crate::told;

/// Signed with a key that is its issuer (`did:key`): nothing needs to be fetched to check it.
pub async fn bring_one(app: &App, to: Id<Person>) -> Result<()> {
    let key = SecretKey::from_seed(&rand::random());
    let did = did_key(&key.public());
    let urn = || format!("urn:uuid:{}", Id::<()>::random());
    let achievement = json!({
        "id": urn(),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": "First aid and CPR",
        "description": "Helps until help is there: recovery position, CPR, choking, bleeding.",
        "criteria": { "narrative": "A day of practice, and each skill shown to an instructor." },
    });
    let badge = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": urn(),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": { "id": did, "type": ["Profile"], "name": "Riverside Community College" },
        "validFrom": app.clock.now().to_string(),
        "name": "First aid and CPR",
        "credentialSubject": {
            "id": urn(),
            "type": ["AchievementSubject"],
            "achievement": achievement,
        },
    });
    let signer = Signer {
        key: &key,
        verification_method: &format!("{did}#{}", key.public().to_multibase()),
        created: app.clock.now(),
    };
    let signed = signer.sign(&badge, Contexts::built_in()).context("signing a badge")?;
    share::bring(app, to, share::Form::Json, signed.to_string()).await.map_err(told)?;
    Ok(())
}
