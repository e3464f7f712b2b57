//! A learner's record holds credentials as they were written, and each verifies alone.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::keys::SecretKey;
use openbadges::model::{
    Achievement, AchievementCredential, AchievementSubject, Association, ClrCredential, ClrSubject,
    CredentialSchema, Criteria, Embedded, IdentityObject, Image, Profile,
};
use openbadges::validate::validate;
use openbadges::verify::{Given, check_proof};
use openbadges::{Contexts, Signer, json, jsonld, verify};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Open Badges 3.0 Implementation Guide, Linked Data Proof Test Vector for CLR 2.0.
const SEED: &str = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4";
const UNIVERSITY: &str = "https://example.edu/issuers/565049";
const METHOD: &str =
    "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi";
const BADGE_PROOF: &str =
    "z45QnLySMt2mWuW787G6cf3SLkP97ZkMZxLeXH5yaaTQPCtTup4GCV95tU8HEnQJSyGCokSj3AvUhmJtvveTmN4Vu";
const HASH: &str = "768d7015ae69e0210e1c2a45194d9c1d15d7a6022e52b946574a2a27f6fa85fe";
const PROOF: &str =
    "zF52sU1nfPAjcwCqtgxPNSor6SJnAzRBwZW5VNQXPt8xXCHkd39sgqj32DnMjhFCzbyHsLkhQ8HpBqQTkMgXy329";
const LEARNER: &str = "did:example:ebfeb1f712ebc6f1c276e12ec21";
const SCHEMAS: &str = "https://purl.imsglobal.org/spec";

fn of_the_guide(id: &str, name: &str) -> Achievement {
    let criteria = Criteria::at(format!("https://example.edu/achievements/{id}/criteria"));
    Achievement::new(format!("urn:uuid:{id}"), name, name, criteria)
        .creator(Profile::new(UNIVERSITY))
        .image(Image::new("https://example.edu/achievements/sample.png"))
}

#[test]
fn the_record_of_the_guide_has_the_published_hash_and_proof() {
    let key = SecretKey::from_seed(&hex::decode(SEED).unwrap().try_into().unwrap());
    let created = at("2010-01-01T19:23:24Z");
    let signer = Signer { key: &key, verification_method: METHOD, created };
    let valid_from = at("2010-01-01T00:00:00Z");
    let university = || Profile::new(UNIVERSITY).name("Example University");
    let first = of_the_guide("a7467ef6-56cb-11ec-bf63-0242ac130002", "Achievement 1");
    let second = of_the_guide("dd887f0a-56cb-11ec-bf63-0242ac130002", "Achievement 2");
    let badge = AchievementCredential::new(
        "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
        "Example University Degree",
        university(),
        valid_from,
        AchievementSubject::new(first.clone()).id(LEARNER),
    )
    .schema(CredentialSchema::new(format!(
        "{SCHEMAS}/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
    )));
    let mut badge = signer.sign(&badge.to_value(), Contexts::built_in()).unwrap();
    badge["proof"][0]["proofValue"] = BADGE_PROOF.into();

    let association = Association::new(&first.id, "isParentOf", &second.id);
    let subject = ClrSubject::new(vec![Embedded::json(&badge.to_string()).unwrap()])
        .id(LEARNER)
        .achievement(first)
        .achievement(second)
        .association(association);
    let name = "Sample Transcript";
    let id = "http://example.edu/credentials/3732";
    let mut record = ClrCredential::new(id, name, university(), valid_from, subject);
    record.context.push("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json".into());
    record.credential_schema.push(CredentialSchema::new(format!(
        "{SCHEMAS}/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json"
    )));
    assert_eq!(validate(&record.to_value(), Contexts::built_in()), []);

    let canonical = jsonld::canonical(&record.to_value(), Contexts::built_in()).unwrap();
    assert_eq!(hex::encode(Sha256::digest(canonical)), HASH);
    let signed = record.sign(&signer, Contexts::built_in()).unwrap();
    assert_eq!(signed.proof[0]["proofValue"], PROOF);
}

/// Written with spaces, escapes and numbers as no library of ours would.
fn oddly_written() -> String {
    let badge = by_did_key().to_string();
    let badge = badge.replacen('{', "{ \n\t", 1).replace("Wait time", "W\\u0061it \\u0074ime");
    assert!(verify(badge.as_bytes(), &Given::default(), today()).has_passed());
    badge
}

fn record() -> ClrCredential {
    let subject = ClrSubject::new(vec![
        Embedded::json(&oddly_written()).unwrap(),
        Embedded::json(&by_district().to_string()).unwrap(),
    ])
    .identifier(IdentityObject::email("rosa@lakeside.example", "b2a1c9"))
    .association(Association::new("urn:x:1", "precedes", "urn:x:2"));
    let id = "https://cairn.example/records/1";
    let issuer = Profile::new(DISTRICT).name("Lakeside School District");
    ClrCredential::new(id, "Rosa's record", issuer, at("2026-03-03T14:02:00Z"), subject).partial()
}

fn sign_record(record: ClrCredential) -> Result<ClrCredential, openbadges::Error> {
    let key = key();
    let method = format!("{DISTRICT}#{}", key.public().to_multibase());
    let created = at("2026-03-03T14:02:00Z");
    record.sign(&Signer { key: &key, verification_method: &method, created }, Contexts::built_in())
}

#[test]
fn each_credential_of_a_signed_record_verifies_alone_after_a_round_trip() {
    let signed = sign_record(record()).unwrap();
    let text = signed.write();
    assert!(text.contains(&oddly_written()), "as it was written, to the byte");
    assert!(verify(text.as_bytes(), &given(), today()).has_passed());

    let read = ClrCredential::read(&text).unwrap();
    assert_eq!(read, signed);
    assert_eq!(read.write(), text);
    let held = &read.credential_subject.verifiable_credential;
    assert_eq!(held[0].credential(), oddly_written());
    for credential in held {
        let report = verify(credential.credential().as_bytes(), &given(), today());
        assert!(report.has_passed(), "{report:#?}");
    }
}

#[test]
fn what_a_record_holds_can_not_be_exchanged() {
    let text = sign_record(record()).unwrap().write();
    for (from, to) in [("W\\u0061it", "L\\u0061te"), ("precedes", "isPartOf"), ("true", "false")] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        assert!(check_proof(changed.as_bytes(), &given(), today()).has_failed(), "{from}");
    }
}

#[test]
fn a_jws_is_held_in_its_envelope() {
    let jws = Embedded::jws("e30.e30.c2ln");
    assert_eq!(jws.credential(), "e30.e30.c2ln");
    let record = ClrCredential::new(
        "https://cairn.example/records/2",
        "A record",
        Profile::new(DISTRICT),
        today(),
        ClrSubject::new(vec![jws]).id(LEARNER),
    );
    let read = ClrCredential::read(&record.write()).unwrap();
    assert_eq!(read.credential_subject.verifiable_credential[0].credential(), "e30.e30.c2ln");
    assert!(sign_record(record).is_ok());
}

#[test]
fn text_that_signing_would_change_is_refused_not_changed() {
    let mut held = by_did_key();
    held["name"] = json!("a\tb");
    let mut record = record();
    let held = Embedded::json(&held.to_string()).unwrap();
    record.credential_subject.verifiable_credential.push(held);
    let refused = sign_record(record).unwrap_err().to_string();
    assert!(refused.contains("would be changed"), "{refused}");
}

#[test]
fn what_is_no_strict_json_is_no_record() {
    let text = record().write();
    assert!(ClrCredential::read(&text.replacen("\"id\":", "\"name\":\"x\",\"id\":", 1)).is_err());
    assert!(ClrCredential::read(&text[1..]).is_err());
    assert!(Embedded::json("{\"a\":1,\"a\":2}").is_err() && Embedded::json("{} {}").is_err());
}

#[test]
fn one_credential_is_read_as_a_list_of_one() {
    let mut value = record().to_value();
    let only = value["credentialSubject"]["verifiableCredential"][0].take();
    value["credentialSubject"]["verifiableCredential"] = only;
    let read = ClrCredential::read(&value.to_string()).unwrap();
    assert_eq!(read.credential_subject.verifiable_credential.len(), 1);
    assert!(read.to_value()["credentialSubject"]["verifiableCredential"].is_array());
}

/// JSON as someone else may write it: other escapes, spaces and spellings of numbers.
fn written() -> impl Strategy<Value = String> {
    let number = prop_oneof!["-?[1-9][0-9]{0,3}", "[0-9]\\.[0-9]{0,2}0", "[1-9]e[1-9]", "1E\\+2"];
    let text = prop_oneof!["[a-z ]{0,8}", "(\\\\u00[4-6][0-9a-f]|\\\\/|\\\\n){0,4}"];
    let value = prop_oneof![number, text.prop_map(|it| format!("\"{it}\""))];
    let entries = proptest::collection::vec(("[a-z]{1,6}", " {0,2}", value), 0..5);
    entries.prop_map(|entries| {
        let entries = entries.into_iter().enumerate();
        let entries =
            entries.map(|(at, (key, space, value))| format!("\"{key}{at}\"{space}:{space}{value}"));
        format!("{{{}}}", entries.collect::<Vec<_>>().join(" ,\n"))
    })
}

proptest! {
    #[test]
    fn whatever_is_held_keeps_its_bytes_and_unknown_terms_stay(
        held in proptest::collection::vec(written(), 0..4), unknown in "\\PC{0,20}",
    ) {
        let mut record = record();
        let embedded = held.iter().map(|it| Embedded::json(it).unwrap()).collect();
        record.credential_subject.verifiable_credential = embedded;
        record.credential_subject.rest.insert("elsewhere".into(), json!({"a": [unknown, 1.5, null]}));
        record.rest.insert("elsewhere".into(), json!(unknown));
        let text = record.write();
        let read = ClrCredential::read(&text).unwrap();
        prop_assert_eq!(&read.write(), &text);
        let kept = read.credential_subject.verifiable_credential.iter();
        prop_assert_eq!(kept.map(Embedded::credential).collect::<Vec<_>>(), held);
        let value: Value = json::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(read.to_value(), value);
    }
}
