//! The test vectors that the specifications publish.
#![allow(clippy::unwrap_used)] // tests do

use openbadges::keys::SecretKey;
use openbadges::verify::{Given, check_proof};
use openbadges::{Contexts, Signer, json, jsonld};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// VC DI EdDSA 1.0, §A.1: the key pair, the credential, and what must come out.
const SECRET: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
const METHOD: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\
                      #z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const ALUMNI: &str = r#"{
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
  "type": ["VerifiableCredential", "AlumniCredential"],
  "name": "Alumni Credential",
  "description": "A minimum viable example of an Alumni Credential.",
  "issuer": "https://vc.example/issuers/5678",
  "validFrom": "2023-01-01T00:00:00Z",
  "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}
}"#;
const HASH: &str = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017";
const PROOF: &str =
    "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";

fn contexts() -> Contexts {
    let examples = br#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#;
    Contexts::default().with("https://www.w3.org/ns/credentials/examples/v2", examples).unwrap()
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
