//! A district and a credential of its, for all tests.

#![allow(clippy::unwrap_used, dead_code, reason = "each test uses its part, and tests unwrap")]

use jiff::Timestamp;
use openbadges::keys::{ControllerDocument, SecretKey, VerificationMethod, did_key};
use openbadges::model::{
    Achievement, AchievementCredential, AchievementSubject, Alignment, BitstringStatusListEntry,
    Criteria, Evidence, IdentityObject, Image, Profile, Result, ResultDescription,
    RubricCriterionLevel,
};
use openbadges::status::BitstringStatusList;
use openbadges::verify::Given;
use openbadges::{Contexts, Signer};
use serde_json::Value;

/// VC DI EdDSA 1.0, §B and VC DI ECDSA 1.0, §A: the credential of all vectors.
pub const ALUMNI: &str = r#"{
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
  "type": ["VerifiableCredential", "AlumniCredential"],
  "name": "Alumni Credential",
  "description": "A minimum viable example of an Alumni Credential.",
  "issuer": "https://vc.example/issuers/5678",
  "validFrom": "2023-01-01T00:00:00Z",
  "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}
}"#;

pub const DISTRICT: &str = "did:web:cairn.example:issuers:lakeside";
pub const LIST: &str = "https://cairn.example/issuers/lakeside/status/1";
pub const INDEX: usize = 48_813;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// When the credential is looked at.
pub fn today() -> Timestamp {
    at("2026-03-10T09:00:00Z")
}

pub fn old_key() -> SecretKey {
    SecretKey::from_seed(&[1; 32])
}

pub fn key() -> SecretKey {
    SecretKey::from_seed(&[2; 32])
}

/// The district's keys: one replaced in January 2026, one in use.
pub fn keys() -> ControllerDocument {
    let changed = at("2026-01-01T00:00:00Z");
    let old = VerificationMethod::new(DISTRICT, &old_key().public());
    let new = VerificationMethod::new(DISTRICT, &key().public());
    ControllerDocument::new(
        DISTRICT,
        vec![old.created(at("2025-07-01T00:00:00Z")).expires(changed), new.created(changed)],
    )
}

pub fn achievement() -> Achievement {
    let level = |number: u8, name: &str, says: &str| {
        RubricCriterionLevel::new(
            format!("urn:uuid:1000000{number}-0000-4000-8000-000000000001"),
            name,
        )
        .description(says)
        .level(name)
        .points(number)
    };
    let criterion = ResultDescription::rubric_criterion(
        "urn:uuid:00000000-0000-4000-8000-000000000001",
        "Gives time to think",
        vec![
            level(0, "Not yet", "Calls on the first hand."),
            level(1, "Partly", "Waits after some questions."),
            level(2, "Demonstrated", "Waits three seconds or more after each question."),
        ],
        "urn:uuid:10000002-0000-4000-8000-000000000001",
    );
    Achievement::new(
        "https://cairn.example/achievements/wait-time/2",
        "Wait time and questioning",
        "Gives all students time to think before anyone answers.",
        Criteria::narrative("Two recordings and a reflection.\nScored by two colleagues.")
            .id("https://cairn.example/catalog/wait-time"),
    )
    .achievement_type("MicroCredential")
    .alignment(
        Alignment::new("3b: Questioning", "https://frameworks.example/fft/3b")
            .code("3b")
            .framework("Framework for Teaching")
            .target_type("CFItem"),
    )
    .alignment(Alignment::new("Learning designs", "https://frameworks.example/pl/4"))
    .creator(Profile::new("https://cairn.example/issuers/union").name("Teachers' Union"))
    .image(Image::new("https://cairn.example/badges/wait-time.svg").caption("Three stones"))
    .in_language("en-US")
    .result_description(criterion)
    .tag("discussion")
    .tag("classroom video")
    .version("2")
}

pub fn credential(issuer: &str) -> AchievementCredential {
    let subject = AchievementSubject::new(achievement())
        .id("https://cairn.example/people/5f0c")
        .identifier(IdentityObject::email("Rosa@lakeside.example", "b2a1c9"))
        .narrative("Two independent reviews, neither knowing the other.")
        .result(
            Result::level(
                "urn:uuid:00000000-0000-4000-8000-000000000001",
                "urn:uuid:10000002-0000-4000-8000-000000000001",
            )
            .status("Completed"),
        );
    let profile = Profile::new(issuer).name("Lakeside School District");
    AchievementCredential::new(
        "https://cairn.example/credentials/7c1d",
        "Wait time and questioning",
        profile.url("https://lakeside.example").email("badges@lakeside.example"),
        at("2026-03-03T14:02:00Z"),
        subject,
    )
    .description("Très bien: „Zeit zum Denken“ 🪨")
    .awarded(at("2026-03-03T14:02:00Z"))
    .valid_until(at("2096-12-03T14:02:00Z"))
    .evidence(
        Evidence::new("A discussion in period 3")
            .at("https://cairn.example/evidence/91")
            .sha256(&[9; 32])
            .genre("Video"),
    )
}

/// Signed by a key that is its own issuer; nothing has to be fetched.
pub fn by_did_key() -> Value {
    let key = key();
    let issuer = did_key(&key.public());
    let method = format!("{issuer}#{}", key.public().to_multibase());
    sign(&credential(&issuer).to_value(), &key, &method, at("2026-03-03T14:02:00Z"))
}

/// Signed by the district, which may revoke it.
pub fn by_district() -> Value {
    let credential = credential(DISTRICT).status(BitstringStatusListEntry::revocation(LIST, INDEX));
    sign_as_district(&credential.to_value())
}

pub fn sign_as_district(credential: &Value) -> Value {
    let method = format!("{DISTRICT}#{}", key().public().to_multibase());
    sign(credential, &key(), &method, at("2026-03-03T14:02:00Z"))
}

pub fn sign(credential: &Value, key: &SecretKey, method: &str, created: Timestamp) -> Value {
    let signer = Signer { key, verification_method: method, created };
    signer.sign(credential, Contexts::built_in()).unwrap()
}

/// The district's list, with these revoked.
pub fn list(revoked: &[usize]) -> Value {
    let mut list = BitstringStatusList::default();
    revoked.iter().for_each(|it| list.set(*it, true).unwrap());
    let list = list.credential(LIST, DISTRICT, "revocation", at("2026-03-03T14:02:00Z"));
    sign_as_district(&list)
}

/// All that a verifier could ask for.
pub fn given() -> Given {
    let mut given = Given::default();
    given.key_documents.insert(DISTRICT.into(), Ok(keys().write().to_string().into()));
    given.status_lists.insert(LIST.into(), Ok(list(&[]).to_string().into()));
    given
}

pub fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}
