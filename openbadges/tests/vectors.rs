//! The test vectors that the specifications publish.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::ALUMNI;
use openbadges::keys::SecretKey;
use openbadges::model::{
    Achievement, AchievementCredential, AchievementSubject, Criteria, Profile,
};
use openbadges::verify::{Given, check_proof};
use openbadges::{Contexts, Signer, json, jsonld};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// VC DI EdDSA 1.0, §A.1: the key pair, the credential, and what must come out.
const SECRET: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
const METHOD: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\
                      #z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const HASH: &str = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017";
const PROOF: &str =
    "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";

fn contexts() -> Contexts {
    Contexts::default().with_examples()
}

fn signed() -> Value {
    let key = SecretKey::from_multibase(SECRET).unwrap();
    let created = "2023-02-24T23:36:38Z".parse().unwrap();
    let signer = Signer { key: &key, verification_method: METHOD, created };
    signer.sign(&json::parse(ALUMNI.as_bytes()).unwrap(), &contexts()).unwrap()
}

#[test]
fn the_alumni_credential_has_the_published_hash() {
    let canonical = jsonld::canonical(&json::parse(ALUMNI.as_bytes()).unwrap(), &contexts());
    assert_eq!(hex::encode(Sha256::digest(canonical.unwrap())), HASH);
}

#[test]
fn the_alumni_credential_is_signed_as_published() {
    assert_eq!(signed()["proof"][0]["proofValue"], PROOF);
}

#[test]
fn the_published_signature_holds_and_not_with_a_word_changed() {
    let given = Given { contexts: Some(contexts()), ..Given::default() };
    let now = "2026-01-01T00:00:00Z".parse().unwrap();
    let text = signed().to_string();
    assert!(check_proof(text.as_bytes(), &given, now).has_passed());
    let changed = text.replace("School of Examples", "School of Exemplars");
    assert!(check_proof(changed.as_bytes(), &given, now).has_failed());
}

/// Open Badges 3.0 Implementation Guide, Linked Data Proof Test Vector: the same, for a badge.
const BADGE_SEED: &str = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4";
const BADGE_METHOD: &str =
    "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi";
const BADGE_HASH: &str = "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773";
const BADGE_PROOF: &str =
    "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr";

/// The guide's credential, built with our model.
fn badge() -> Value {
    let achievement = Achievement::new(
        "https://example.com/achievements/21st-century-skills/teamwork",
        "Teamwork",
        "This badge recognizes the development of the capacity to collaborate within a group \
         environment.",
        Criteria::narrative(
            "Team members are nominated for this badge by their peers and recognized upon review \
             by Example Corp management.",
        ),
    );
    AchievementCredential::new(
        "http://example.com/credentials/3527",
        "Teamwork Badge",
        Profile::new("https://example.edu/issuers/565049")
            .url("https://www.imsglobal.org")
            .name("Example Corp"),
        "2010-01-01T00:00:00Z".parse().unwrap(),
        AchievementSubject::new(achievement).id("did:example:ebfeb1f712ebc6f1c276e12ec21"),
    )
    .to_value()
}

#[test]
fn the_badge_of_the_guide_has_the_published_hash_and_proof() {
    let canonical = jsonld::canonical(&badge(), Contexts::built_in()).unwrap();
    assert_eq!(hex::encode(Sha256::digest(canonical)), BADGE_HASH);

    let seed = hex::decode(BADGE_SEED).unwrap().try_into().unwrap();
    let key = SecretKey::from_seed(&seed);
    let created = "2010-01-01T19:23:24Z".parse().unwrap();
    let signer = Signer { key: &key, verification_method: BADGE_METHOD, created };
    let signed = signer.sign(&badge(), Contexts::built_in()).unwrap();
    assert_eq!(signed["proof"][0]["proofValue"], BADGE_PROOF);
}
