//! Data Integrity proofs of both suites, in sets and chains: the published vectors, and what is
//! refused.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::keys::{ControllerDocument, Purpose, SecretKey, VerificationMethod, did_key};
use openbadges::proof::Options;
use openbadges::verify::{Check, Given, check_claimed_proof, check_proof};
use openbadges::{Contexts, Signer, json, verify};
use proptest::prelude::*;
use serde_json::{Value, json};

fn examples() -> Given {
    Given { contexts: Some(Contexts::default().with_examples()), ..Given::default() }
}

fn alumni() -> Value {
    json::parse(ALUMNI.as_bytes()).unwrap()
}

fn checked(credential: &Value) -> Check {
    check_proof(&bytes(credential), &examples(), today())
}

/// Signs with a key that is its own issuer.
fn add(credential: &Value, key: &SecretKey, created: &str, options: &Options) -> Value {
    let method = method(key);
    let signer = Signer { key, verification_method: &method, created: at(created) };
    signer.sign_with(credential, options, examples().contexts.as_ref().unwrap()).unwrap()
}

fn method(key: &SecretKey) -> String {
    let key = key.public();
    format!("{}#{}", did_key(&key), key.to_multibase())
}

fn secret(multibase: &str) -> SecretKey {
    SecretKey::from_multibase(multibase).unwrap()
}

const ECDSA_SECRET: &str = "z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN";
/// VC DI ECDSA 1.0, §A.1.
const ECDSA_PROOF: &str =
    "zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw";

#[test]
fn the_vector_of_ecdsa_rdfc_2019_is_signed_as_published_and_holds() {
    let key = secret(ECDSA_SECRET);
    let signed = add(&alumni(), &key, "2023-02-24T23:36:38Z", &Options::default());
    assert_eq!(signed["proof"][0]["cryptosuite"], "ecdsa-rdfc-2019");
    assert_eq!(signed["proof"][0]["proofValue"], ECDSA_PROOF);
    assert!(checked(&signed).has_passed());
    for (from, to) in [("School of Examples", "School of Exemplars"), ("36:38Z", "36:39Z")] {
        let changed = json::parse(signed.to_string().replace(from, to).as_bytes()).unwrap();
        assert!(checked(&changed).has_failed(), "{to}");
    }
}

/// VC DI EdDSA 1.0, §B.3: four signers, whose third signs the proofs of the first two, and whose
/// fourth signs the proof of the third.
const SIGNERS: [&str; 4] = [
    "z3u2W4YnTstS1nSSBAgZcYSJF43JuZ9uLV6bF38B1Bf8NugW",
    "z3u2cfp4Q17kMGhNCh348a3yw3cUBiWK6RXRzyJE54sixMFn",
    "z3u2Zr3tcDLBDQKGxVa9SRDFNLqNqPWsa8p9rWPvCEH6bADB",
    "z3u2ZTWiFwM17veUR7sXniY66Gf14SqMdpMLy7SW9x4EDdmw",
];
const IDS: [&str; 3] = [
    "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544",
    "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54",
    "urn:uuid:d94f792a-c546-4d06-b38a-da070ab56c23",
];
const PROOFS: [&str; 4] = [
    "z66vWyqwAghu52WbpRkCwFRTu6Msn92ArtjpJ3gGMSVoU5RADwBfszoDt1QWY8owqLPz4nTj7hAwV7xFti1p93zdr",
    "z2scr94SNNrGpP2bE7ajvKWeUHm7HJ2edDkxpARvFAQ8V3USzwEzibqrXKaLHBrWostswsfvg82twQR88BgtnsrXY",
    "zWaPeEvBAkhQpNQj8pknuvg5STcKnt3cvM9t4kAYeJETFjvVMSXEEjadC4uxC9fKCn6JHbjt6fj2fhoaVNynBm6J",
    "z4b5uUtxNiV4E541LiR8qLvA21xM1Vt4Hfn6nLmmDePdFvLB3jFj3HyEEJyRMbpJzv4Gfdr8ABeuRTxAvZv6KWRRh",
];

fn chain() -> Value {
    let [one, two, three, four] = SIGNERS.map(secret);
    let named = |id| Options { id: Some(id), ..Options::default() };
    let set = add(&alumni(), &one, "2023-02-24T23:36:38Z", &named(IDS[0]));
    let set = add(&set, &two, "2023-02-24T23:36:38Z", &named(IDS[1]));
    let third = Options { previous: &IDS[..2], ..named(IDS[2]) };
    let third = add(&set, &three, "2023-02-26T22:06:38Z", &third);
    let fourth = Options { previous: &IDS[2..], ..Options::default() };
    add(&third, &four, "2023-02-26T22:16:38Z", &fourth)
}

#[test]
fn the_set_and_the_chain_of_the_specification_are_signed_as_published_and_hold() {
    let chain = chain();
    for (proof, published) in chain["proof"].as_array().unwrap().iter().zip(PROOFS) {
        assert_eq!(proof["proofValue"], published);
    }
    assert_eq!(chain["proof"][3]["previousProof"], IDS[2]);
    assert!(checked(&chain).has_passed());
}

#[test]
fn a_chain_with_one_link_changed_or_gone_is_refused() {
    let chain = chain();
    for at in 0..4 {
        let mut changed = chain.clone();
        changed["proof"][at]["created"] = json!("2023-02-25T00:00:00Z");
        assert!(checked(&changed).has_failed(), "{at}");
    }
    for at in 0..3 {
        let mut changed = chain.clone();
        changed["proof"].as_array_mut().unwrap().remove(at);
        assert!(checked(&changed).says.contains("is not there"), "{at}");
    }
    let mut shorter = chain.clone();
    shorter["proof"].as_array_mut().unwrap().pop();
    assert!(checked(&shorter).has_passed(), "nothing depends on the last");
}

#[test]
fn a_previous_proof_must_be_there_once_and_be_named_by_its_id() {
    let refused = |previous: Value| {
        let mut chain = chain();
        chain["proof"][3]["previousProof"] = previous;
        let check = checked(&chain);
        assert!(check.has_failed());
        check.says
    };
    assert!(refused(json!("urn:uuid:missing")).contains("is not there"));
    assert!(refused(json!([IDS[2], "urn:uuid:missing"])).contains("is not there"));
    assert!(refused(json!([])).contains("is no id"));
    assert!(refused(json!(7)).contains("is no id"));
    assert!(refused(json!(null)).contains("is no id"));
    refused(json!(IDS[0]));
    let mut twice = chain();
    let again = twice["proof"][2].clone();
    twice["proof"].as_array_mut().unwrap().push(again);
    assert!(checked(&twice).says.contains("two proofs are called"));
    let missing = Options { previous: &["urn:uuid:missing"], ..Options::default() };
    let signer = Signer { key: &key(), verification_method: &method(&key()), created: today() };
    let refusal = signer.sign_with(&by_did_key(), &missing, Contexts::built_in()).unwrap_err();
    assert!(refusal.to_string().contains("is not there"));
}

#[test]
fn proofs_that_wait_for_each_other_hold_nothing() {
    let mut circle = chain();
    circle["proof"][2]["previousProof"] = json!("urn:uuid:last");
    circle["proof"][3]["id"] = json!("urn:uuid:last");
    assert!(checked(&circle).has_failed());
}

#[test]
fn a_proof_upon_one_that_can_not_be_checked_is_not_checked_either() {
    let named = Options { id: Some("urn:x:first"), ..Options::default() };
    let mut signed = add(&by_did_key(), &key(), "2026-03-04T00:00:00Z", &named);
    signed["proof"].as_array_mut().unwrap().remove(0);
    signed["proof"][0]["cryptosuite"] = json!("unheard-of-2031");
    let upon = Options { previous: &["urn:x:first"], ..Options::default() };
    let signed = add(&signed, &key(), "2026-03-05T00:00:00Z", &upon);
    assert!(checked(&signed).is_unknown());
}

#[test]
fn too_many_proofs_are_too_much_work() {
    let mut signed = by_did_key();
    signed["proof"] = vec![signed["proof"][0].clone(); 17].into();
    assert!(checked(&signed).says.contains("more work"));
}

#[test]
fn both_suites_may_stand_beside_each_other() {
    let p256 = SecretKey::p256(&[7; 32]).unwrap();
    let both = add(&by_did_key(), &p256, "2026-03-04T00:00:00Z", &Options::default());
    assert!(checked(&both).has_passed());
    assert!(verify(&bytes(&both), &Given::default(), today()).has_passed());
}

#[test]
fn a_suite_takes_only_its_own_kind_of_key() {
    for (key, other) in [(key(), "ecdsa-rdfc-2019"), (secret(ECDSA_SECRET), "eddsa-rdfc-2022")] {
        let issuer = did_key(&key.public());
        let mut credential = credential(&issuer).to_value();
        credential = add(&credential, &key, "2026-03-04T00:00:00Z", &Options::default());
        assert!(checked(&credential).has_passed());
        credential["proof"][0]["cryptosuite"] = json!(other);
        assert!(checked(&credential).says.contains("none that"), "{other}");
    }
    for (pem, algorithm) in [
        (include_str!("fixtures/keys/rsa-2048.pem"), "RS256"),
        (include_str!("fixtures/keys/p-384.pem"), "ES384"),
        (include_str!("fixtures/keys/p-521.pem"), "ES512"),
    ] {
        let key = SecretKey::from_pem(pem).unwrap();
        let signer = Signer { key: &key, verification_method: "urn:x", created: today() };
        let refusal = signer.sign(&by_did_key(), Contexts::built_in()).unwrap_err().to_string();
        assert!(refusal.contains(&format!("no cryptosuite signs with {algorithm}")));
    }
}

/// VC DI ECDSA 1.0, §A.2: there the canonical form itself is made with another hash.
#[test]
fn a_proof_by_a_key_on_p_384_is_neither_passed_nor_failed() {
    let method = "did:key:z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ\
                  #z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ";
    let mut credential = alumni();
    credential["proof"] = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "ecdsa-rdfc-2019",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        "proofValue": "z967Mvv5bxtmLNqTzPZ8KmJjFmFXaAKeQNzq7GWnQkMcLtaGSSmuozE5WtJ8PipMe178B1tE28K1vs\
                       Jur9bGVJhz6jgSJsRHFSQeqgH8hhjcg8gZDFJC1b9FsR5ggNmDBqHv",
    });
    let check = checked(&credential);
    assert!(!check.has_passed() && !check.has_failed(), "{}", check.says);
}

fn with_proof(change: impl Fn(&mut Value)) -> Check {
    let mut signed = by_did_key();
    change(&mut signed["proof"][0]);
    checked(&signed)
}

#[test]
fn a_proof_that_is_null_or_no_map_or_missing_is_refused() {
    for proof in [json!(null), json!("z"), json!([]), json!([null]), json!([[]]), json!(7)] {
        let mut signed = by_did_key();
        signed["proof"] = proof.clone();
        assert!(checked(&signed).has_failed(), "{proof}");
    }
    let mut signed = by_did_key();
    signed.as_object_mut().unwrap().shift_remove("proof");
    assert!(checked(&signed).has_failed());
}

#[test]
fn a_proof_without_what_it_must_have_is_refused() {
    for key in ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"] {
        let missing = with_proof(|it| drop(it.as_object_mut().unwrap().shift_remove(key)));
        assert!(missing.has_failed(), "{key}");
        for value in [json!(null), json!(7), json!([]), json!({})] {
            assert!(with_proof(|it| it[key] = value.clone()).has_failed(), "{key} {value}");
        }
    }
}

#[test]
fn a_suite_or_kind_of_proof_that_is_not_read_is_neither_pass_nor_fail() {
    for suite in ["bbs-2023", "ecdsa-sd-2023", "eddsa-jcs-2022", "UnknownCryptosuite"] {
        assert!(with_proof(|it| it["cryptosuite"] = json!(suite)).is_unknown(), "{suite}");
    }
    assert!(with_proof(|it| it["type"] = json!("UnknownProofType")).is_unknown());
}

#[test]
fn a_proof_value_in_another_base_is_refused() {
    let signed = by_did_key();
    let value = signed["proof"][0]["proofValue"].as_str().unwrap();
    for prefix in ["u", "m", "f", "Z", ""] {
        let other = format!("{prefix}{}", &value[1..]);
        assert!(with_proof(|it| it["proofValue"] = json!(other)).has_failed(), "{prefix}");
    }
    let shorter = &value[..value.len() - 1];
    assert!(with_proof(|it| it["proofValue"] = json!(shorter)).has_failed());
    let longer = format!("z{}", "1".repeat(100_000));
    assert!(with_proof(|it| it["proofValue"] = json!(longer)).has_failed());
}

#[test]
fn a_proof_dated_without_a_zone_is_refused() {
    for date in ["2026-03-03T14:02:00", "2026-03-03", "invalidDate", ""] {
        for key in ["created", "expires"] {
            let check = with_proof(|it| it[key] = json!(date));
            assert!(check.says.contains("no date with a time zone"), "{key} {date}");
        }
    }
}

#[test]
fn a_proof_that_expires_holds_until_then() {
    let expires = Options { expires: Some(at("2026-03-10T09:00:01Z")), ..Options::default() };
    let signed = add(&by_did_key(), &key(), "2026-03-04T00:00:00Z", &expires);
    assert!(checked(&signed).has_passed());
    let late = check_proof(&bytes(&signed), &examples(), at("2026-03-10T09:00:01Z"));
    assert!(late.says.contains("has expired"));
}

#[test]
fn a_proof_that_shows_who_one_is_does_not_issue() {
    let mut bare = by_did_key();
    bare.as_object_mut().unwrap().shift_remove("proof");
    let options = Options {
        purpose: Purpose::Authentication,
        challenge: Some("a1"),
        domain: Some("https://verifier.example"),
        ..Options::default()
    };
    let signed = add(&bare, &key(), "2026-03-04T00:00:00Z", &options);
    assert_eq!(signed["proof"][0]["challenge"], "a1");
    assert!(checked(&signed).says.contains("another purpose"));
}

/// A key that is only in the proof says nothing about the issuer.
#[test]
fn a_key_that_a_proof_brings_along_is_believed_only_by_who_asks_for_that() {
    let key = key();
    let method = format!("{DISTRICT}#{}", key.public().to_multibase());
    let signed = sign(&credential(DISTRICT).to_value(), &key, &method, at("2026-03-03T14:02:00Z"));
    let nothing = Given::default();
    assert!(check_proof(&bytes(&signed), &nothing, today()).is_unknown());
    assert!(verify(&bytes(&signed), &nothing, today()).key.is_unknown());
    assert!(check_claimed_proof(&bytes(&signed), &nothing, today()).has_passed());
    let mut changed = signed.clone();
    changed["name"] = json!("Wet time");
    assert!(check_claimed_proof(&bytes(&changed), &nothing, today()).has_failed());
}

#[test]
fn a_key_document_may_write_keys_as_jwk_multikey_or_as_it_once_did() {
    let p256 = SecretKey::p256(&[7; 32]).unwrap();
    let signed = |method: &str| {
        sign(&credential(DISTRICT).to_value(), &p256, method, at("2026-03-03T14:02:00Z"))
    };
    let with = |method: Value| {
        let mut given = given();
        let document = json!({
            "id": DISTRICT, "verificationMethod": [method], "assertionMethod": "#a",
        });
        given.key_documents.insert(DISTRICT.into(), Ok(bytes(&document)));
        verify(&bytes(&signed(&format!("{DISTRICT}#a"))), &given, today())
    };
    let method = |kind: &str, name: &str, key: Value| json!({"id": "#a", "type": kind, "controller": DISTRICT, name: key});
    let [jwk, multibase] = [p256.public().to_jwk(), json!(p256.public().to_multibase())];
    for kind in ["JsonWebKey", "JsonWebKey2020"] {
        assert!(with(method(kind, "publicKeyJwk", jwk.clone())).has_passed(), "{kind}");
    }
    let fine = method("Multikey", "publicKeyMultibase", multibase.clone());
    assert!(with(fine.clone()).has_passed());
    let wrong = [
        method("Multikey", "publicKeyJwk", jwk.clone()),
        method("JsonWebKey", "publicKeyMultibase", multibase.clone()),
        method("Ed25519VerificationKey2020", "publicKeyMultibase", multibase),
    ];
    for wrong in wrong {
        assert!(with(wrong).proof.is_unknown());
    }
    for secret in ["secretKeyMultibase", "secretKeyJwk", "privateKeyJwk"] {
        let mut given_away = fine.clone();
        given_away[secret] = json!("x");
        assert!(with(given_away).proof.is_unknown(), "{secret}");
    }
    let mut revoked = fine;
    revoked["revoked"] = json!(7);
    assert!(with(revoked).key.says.contains("revoked"), "however badly that is written");
}

#[test]
fn a_key_of_2020_is_read_as_the_ed25519_key_that_it_is() {
    let method = json!({
        "id": "#a", "type": "Ed25519VerificationKey2020", "controller": DISTRICT,
        "publicKeyMultibase": key().public().to_multibase(),
    });
    let document =
        json!({"id": DISTRICT, "verificationMethod": [method], "assertionMethod": ["#a"]});
    let mut given = Given::default();
    given.key_documents.insert(DISTRICT.into(), Ok(bytes(&document)));
    let id = format!("{DISTRICT}#a");
    let signed = sign(&credential(DISTRICT).to_value(), &key(), &id, at("2026-03-03T14:02:00Z"));
    assert!(verify(&bytes(&signed), &given, today()).has_passed());
}

#[test]
fn a_document_with_keys_of_each_kind_is_read_as_it_was_written() {
    let rsa = SecretKey::from_pem(include_str!("fixtures/keys/rsa-2048.pem")).unwrap();
    let p256 = SecretKey::p256(&[7; 32]).unwrap();
    let methods = vec![
        VerificationMethod::new(DISTRICT, &key().public()),
        VerificationMethod::new(DISTRICT, &p256.public()),
        VerificationMethod::jwk(DISTRICT, &p256.public()),
        VerificationMethod::new(DISTRICT, &rsa.public()),
    ];
    let document = ControllerDocument::new(DISTRICT, methods);
    let written = document.write();
    assert_eq!(written["verificationMethod"][1]["type"], "Multikey");
    assert_eq!(written["verificationMethod"][3]["publicKeyJwk"]["kty"], "RSA");
    let read = ControllerDocument::read(&bytes(&written)).unwrap();
    assert_eq!(read.keys, document.keys);
    openbadges::jsonld::canonical(&written, Contexts::built_in()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_previous_proof_makes_the_reader_panic_or_pass(
        ids in proptest::collection::vec("[ab]", 3),
        previous in proptest::collection::vec(proptest::collection::vec("[ab]", 0..3), 3),
    ) {
        let mut signed = by_did_key();
        let one = signed["proof"][0].clone();
        let proofs = ids.iter().zip(&previous).map(|(id, previous)| {
            let mut proof = one.clone();
            proof["id"] = json!(format!("urn:x:{id}"));
            let previous: Vec<String> = previous.iter().map(|it| format!("urn:x:{it}")).collect();
            proof["previousProof"] = json!(previous);
            proof
        });
        signed["proof"] = proofs.collect();
        prop_assert!(checked(&signed).has_failed());
    }
}
