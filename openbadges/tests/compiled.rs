//! What is filled in is, byte for byte, what would have been signed anew.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::compiled::Compiled;
use openbadges::keys::SecretKey;
use openbadges::{Contexts, Error, Signer, json, verify, verify::Given};
use proptest::prelude::*;
use serde_json::{Value, json};

const METHOD: &str = "did:web:cairn.example:issuers:lakeside#key-2";

fn signer(key: &SecretKey) -> Signer<'_> {
    Signer { key, verification_method: METHOD, created: at("2026-03-03T14:02:00Z") }
}

/// What the general way makes of it.
fn signed_anew(credential: &str, signer: &Signer) -> Result<String, Error> {
    let document = json::parse(credential.as_bytes())?;
    Ok(signer.sign(&document, Contexts::built_in())?.to_string())
}

/// Signs one after the other, comparing each; how many were filled in.
fn filled(credentials: impl IntoIterator<Item = String>) -> usize {
    let key = key();
    let mut compiled = Compiled::new(Contexts::built_in());
    for credential in credentials {
        let anew = signed_anew(&credential, &signer(&key));
        assert_eq!(compiled.sign(&credential, &signer(&key)), anew, "{credential}");
    }
    compiled.filled()
}

/// A credential of ours with these changes: a JSON pointer, and what stands there.
fn with(changes: &[(&str, Value)]) -> Value {
    let mut credential = credential(DISTRICT).to_value();
    for (place, value) in changes {
        *credential.pointer_mut(place).unwrap() = value.clone();
    }
    credential
}

#[test]
fn once_it_knows_what_differs_it_fills_in() {
    let numbered = (0..20).map(|number| {
        with(&[
            ("/id", json!(format!("https://cairn.example/credentials/{number}"))),
            ("/credentialSubject/id", json!(format!("https://cairn.example/people/{number}"))),
            ("/credentialSubject/narrative", json!(format!("Number {number}"))),
        ])
        .to_string()
    });
    assert_eq!(filled(numbered), 18);
}

#[test]
fn what_is_filled_in_verifies() {
    let key = key();
    let issuer = openbadges::keys::did_key(&key.public());
    let method = format!("{issuer}#{}", key.public().to_multibase());
    let created = at("2026-03-03T14:02:00Z");
    let signer = Signer { key: &key, verification_method: &method, created };
    let mut compiled = Compiled::new(Contexts::built_in());
    for number in 0..4 {
        let mut credential = credential(&issuer).to_value();
        credential["name"] = json!(format!("Number {number}"));
        let signed = compiled.sign(&credential.to_string(), &signer).unwrap();
        assert!(verify(signed.as_bytes(), &Given::default(), today()).has_passed());
        let forged = signed.replace("Number", "Lumber");
        assert!(!verify(forged.as_bytes(), &Given::default(), today()).has_passed());
    }
    assert_eq!(compiled.filled(), 2);
}

#[test]
fn the_same_credential_spaced_or_escaped_in_another_way_is_filled_in_too() {
    let plain =
        |number: u8| with(&[("/name", json!(format!("Wait time \"{number}\" é 🪨\n\u{2028}")))]);
    let spaced = serde_json::to_string_pretty(&plain(3)).unwrap();
    let escaped = plain(4).to_string().replace('é', "\\u00e9").replace("://", ":\\/\\/");
    let lines = plain(5).to_string().replace("\\n", "\\r\\n").replace("Wait time", "Wait\\ttime");
    let first = [plain(1), plain(2)].map(|it| it.to_string());
    assert_eq!(filled(first.into_iter().chain([spaced, escaped, lines])), 3);
}

#[test]
fn another_key_method_or_time_is_minded() {
    let keys = [old_key(), key(), SecretKey::p256(&[3; 32]).unwrap()];
    let mut compiled = Compiled::new(Contexts::built_in());
    for number in 0..24_i64 {
        let credential = with(&[("/name", json!(format!("Number {number}")))]).to_string();
        let signer = Signer {
            key: &keys[number as usize % 3],
            verification_method: ["did:web:a.example#1", "did:web:b.example#2"]
                [number as usize % 2],
            created: jiff::Timestamp::from_second(1_780_000_000 + number / 3).unwrap(),
        };
        let anew = signed_anew(&credential, &signer);
        assert_eq!(compiled.sign(&credential, &signer), anew);
    }
    assert_eq!(compiled.filled(), 22);
}

#[test]
fn an_identifier_that_is_none_is_refused_as_before() {
    let place = "/credentialSubject/id";
    let ids = [
        "https://cairn.example/people/1",
        "urn:uuid:00000000-0000-4000-8000-000000000002",
        "did:example:3",
        "people/4",
        "_:b5",
        "@id",
        "https://cairn.example/a b",
        "https://cairn.example/<6>",
        "https://cairn.example/\\7",
        "xsd:string",
        "sec:proof",
        "",
        "https://cairn.example/people/8",
    ];
    assert_eq!(filled(ids.map(|id| with(&[(place, json!(id))]).to_string())), 4);
}

#[test]
fn a_prefix_of_the_document_is_minded() {
    let credential = |id: &str| {
        json!({
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                {"people": {"@id": "https://people.example/", "@prefix": true}},
            ],
            "type": "VerifiableCredential",
            "issuer": "did:web:a.example",
            "credentialSubject": {"id": id, "name": "Rosa"},
        })
        .to_string()
    };
    let ids = ["urn:x:1", "urn:x:2", "people:3", "urn:x:4", "people://5", "people:6"];
    assert_eq!(filled(ids.map(credential)), 2);
}

#[test]
fn what_looks_alike_is_told_apart_in_the_general_way() {
    let two = |one: &str, other: &str| {
        let mut credential = credential(DISTRICT).to_value();
        let alignment = |name: &str| json!({"type": ["Alignment"], "targetName": name, "targetUrl": "https://a.example"});
        credential["credentialSubject"]["achievement"]["alignment"] =
            json!([alignment(one), alignment(other)]);
        credential.to_string()
    };
    let pairs = [("a", "b"), ("c", "d"), ("d", "c"), ("e", "e"), ("f", "g"), ("e", "e")];
    assert_eq!(filled(pairs.map(|(one, other)| two(one, other))), 2);
    // What looks alike from the start is never filled in.
    assert_eq!(filled((0..4).map(|_| two("a", "a"))), 0);
}

#[test]
fn two_things_of_one_name_are_one_thing() {
    let names = ["1", "2", "7c1d", "3"].map(|it| {
        let id = format!("https://cairn.example/credentials/{it}");
        with(&[("/credentialSubject/id", json!(id))]).to_string()
    });
    assert_eq!(filled(names), 1);
}

#[test]
fn types_contexts_keys_and_kinds_of_values_are_no_gaps() {
    let mut other_type = credential(DISTRICT).to_value();
    other_type["type"] = json!(["VerifiableCredential", "AchievementCredential"]);
    let mut unknown_type = credential(DISTRICT).to_value();
    unknown_type["type"][1] = json!("NoSuchType");
    let mut unknown_term = credential(DISTRICT).to_value();
    unknown_term["nosuchterm"] = json!("x");
    let mut number = credential(DISTRICT).to_value();
    number["name"] = json!(3);
    let mut context = credential(DISTRICT).to_value();
    context["@context"][1] = json!("https://unknown.example");
    let mut double = credential(DISTRICT).to_value();
    double["credentialSubject"]["result"][0]["value"] = json!("1");
    let plain = credential(DISTRICT).to_value();
    let all =
        [&plain, &other_type, &unknown_type, &unknown_term, &number, &context, &double, &plain];
    assert_eq!(filled(all.map(Value::to_string)), 1);
}

#[test]
fn what_is_no_credential_is_refused_as_before() {
    for text in
        ["", "{", "[]", "3", "{}", "{\"@context\":[]}", "{\"a\":1,\"a\":2}", "{\"gap://0/\":1}"]
    {
        assert_eq!(filled([text.to_owned(), text.to_owned()]), 0);
    }
    assert_eq!(
        filled((0..3).map(|it| with(&[("/name", json!(format!("gap://{it}/")))]).to_string())),
        0
    );
}

#[test]
fn credentials_that_carry_a_proof_get_another() {
    let signed = by_district().to_string();
    assert_eq!(filled([signed.clone(), signed]), 0);
}

#[test]
fn shapes_are_forgotten_when_there_are_too_many() {
    let with_evidence = |count: usize| {
        let mut credential = credential(DISTRICT).to_value();
        let piece = |it| json!({"type": ["Evidence"], "name": format!("Piece {it}")});
        credential["evidence"] = (0..count).map(piece).collect();
        credential.to_string()
    };
    let once = (0..40).map(with_evidence);
    assert!(filled(once.chain((0..40).map(with_evidence))) < 10);
    assert_eq!(filled((0..30).map(|it| with_evidence(it % 3))), 27);
}

/// Text as people and programs write it, and as nobody should.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z ]{0,12}",
        2 => r#"[a-c"\\ \n\t/é🪨<>\u{85}\u{fffe}]{0,8}"#,
        1 => any::<String>(),
        1 => Just("gap://0/".to_owned()),
    ]
}

fn iri() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "https://cairn.example/[a-z0-9-]{0,6}",
        2 => "urn:uuid:[0-9a-f]{8}",
        1 => "did:key:[a-z]{3}",
        1 => r#"(_:|@|xsd:|obi:|https:| |<)[a-z"\\]{0,3}"#,
    ]
}

/// Credentials with some of everything that a batch has.
fn some_credential() -> impl Strategy<Value = Value> {
    let evidence = prop::collection::vec((text(), iri()), 0..3);
    let results = prop::collection::vec((iri(), iri(), text()), 0..3);
    let alignments = prop::collection::vec((text(), iri()), 0..3);
    let subject = (iri(), text(), prop::option::of(text()));
    ((iri(), text(), iri()), subject, evidence, results, alignments).prop_map(
        |((id, name, issuer), (person, narrative, hash), evidence, results, alignments)| {
            let mut subject = json!({
                "id": person, "type": ["AchievementSubject"], "narrative": narrative,
                "achievement": {
                    "id": "https://cairn.example/achievements/1", "type": ["Achievement"],
                    "name": "Wait time", "description": "…", "criteria": {"narrative": "…"},
                    "alignment": alignments.iter().map(|(name, url)| json!({
                        "type": ["Alignment"], "targetName": name, "targetUrl": url,
                    })).collect::<Value>(),
                },
                "result": results.iter().map(|(described, level, value)| json!({
                    "type": ["Result"], "resultDescription": described, "achievedLevel": level,
                    "value": value,
                })).collect::<Value>(),
            });
            if let Some(hash) = hash {
                subject["identifier"] = json!([{
                    "type": "IdentityObject", "hashed": true, "identityHash": hash,
                    "identityType": "emailAddress", "salt": "b2a1c9",
                }]);
            }
            json!({
                "@context": [openbadges::contexts::CREDENTIALS_V2, openbadges::contexts::OPEN_BADGES],
                "id": id, "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": name,
                "issuer": {"id": issuer, "type": ["Profile"], "name": "Lakeside"},
                "validFrom": "2026-03-03T14:02:00Z", "credentialSubject": subject,
                "evidence": evidence.iter().map(|(name, id)| json!({
                    "id": id, "type": ["Evidence"], "name": name,
                })).collect::<Value>(),
            })
        },
    )
}

/// The same credential with other words in some places.
fn changed(credential: &Value, words: &[(usize, String, String)]) -> Value {
    fn strings<'v>(value: &'v mut Value, found: &mut Vec<&'v mut String>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(items) => items.iter_mut().for_each(|it| strings(it, found)),
            Value::Object(map) => map
                .iter_mut()
                .filter(|it| it.0 != "@context")
                .for_each(|(_, it)| strings(it, found)),
            _ => {}
        }
    }
    let mut credential = credential.clone();
    let mut found = Vec::new();
    strings(&mut credential, &mut found);
    let count = found.len();
    for (at, text, iri) in words {
        let place = &mut *found[at % count];
        *place = if place.contains(':') { iri.clone() } else { text.clone() };
    }
    credential
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn batches_come_out_as_if_each_were_signed_anew(
        first in some_credential(),
        changes in prop::collection::vec(
            prop::collection::vec((any::<usize>(), text(), iri()), 0..4), 1..40,
        ),
        other in some_credential(),
    ) {
        let batch = changes.iter().map(|it| changed(&first, it).to_string());
        filled(batch.chain([other.to_string(), first.to_string()]));
    }
}
