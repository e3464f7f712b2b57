//! What we sign holds, what is changed doesn't, and each check answers its own question.

#![allow(clippy::unwrap_used, reason = "tests unwrap")]

mod common;

use common::*;
use openbadges::keys::did_key;
use openbadges::status::{BitstringStatusList, ENTRIES};
use openbadges::verify::{Given, Outcome, Report, check_proof, needs};
use openbadges::{Contexts, json, verify};
use serde_json::{Value, json};

fn verified(credential: &Value, given: &Given) -> Report {
    verify(&bytes(credential), given, today())
}

fn fixture(text: &str) -> Value {
    json::parse(text.as_bytes()).unwrap()
}

#[test]
fn a_credential_of_a_district_passes_every_check() {
    let report = verified(&by_district(), &given());
    assert!(report.has_passed(), "{report:#?}");
    assert_eq!(report.dates.says, "It is valid until December 3, 2096, 2:02 PM UTC.");
}

#[test]
fn a_did_key_needs_nothing_but_the_credential() {
    assert!(verified(&by_did_key(), &Given::default()).has_passed());
    assert_eq!(needs(&bytes(&by_did_key())), Default::default());
}

#[test]
fn the_same_credential_is_always_signed_the_same() {
    assert_eq!(by_did_key(), fixture(include_str!("fixtures/by-did-key.json")));
    assert_eq!(by_district(), fixture(include_str!("fixtures/by-district.json")));
    assert_eq!(list(&[]), fixture(include_str!("fixtures/status.json")));
    assert_eq!(list(&[INDEX]), fixture(include_str!("fixtures/status-revoked.json")));
    assert_eq!(keys().write(), fixture(include_str!("fixtures/issuer.json")));
}

#[test]
fn what_another_library_signed_is_taken() {
    let theirs = include_bytes!("fixtures/by-digitalbazaar.json");
    let report = verify(theirs, &Given::default(), today());
    assert!(report.has_passed(), "{report:#?}");
}

#[test]
fn every_changed_byte_is_refused() {
    let signed = by_did_key();
    let original = bytes(&signed);
    let mut unseen_by_the_proof = Vec::new();
    for at in 0..original.len() {
        let mut changed = original.clone();
        changed[at] = match changed[at] {
            it @ (b'a'..=b'z' | b'A'..=b'Z') => it ^ 0x20,
            it @ b'0'..=b'8' => it + 1,
            b'9' => b'0',
            it @ 0x80.. => it ^ 1,
            _ => b'x',
        };
        let report = verify(&changed, &Given::default(), today());
        let changed = String::from_utf8_lossy(&changed[at..]).into_owned();
        assert!(!report.has_passed(), "{changed}");
        if report.proof.has_passed() {
            unseen_by_the_proof.push(changed[..9].to_owned());
        }
    }
    // The context has two words for one meaning, which a proof can't tell apart; our rules can.
    assert_eq!(unseen_by_the_proof, ["Criteria\""]);
}

/// A proof covers what is meant; readers see words. Each of these means what was signed.
#[test]
fn what_was_signed_can_not_be_hidden_by_other_words() {
    use openbadges::contexts::{CREDENTIALS_V2, OPEN_BADGES};
    const UNTIL: &str = "https://www.w3.org/2018/credentials#validUntil";
    const STATUS: &str = "https://www.w3.org/2018/credentials#credentialStatus";
    let date = "http://www.w3.org/2001/XMLSchema#dateTime";
    let signed = by_district();
    let until = &signed["validUntil"];
    let status = &signed["credentialStatus"];
    let id = &signed["id"];
    let contexts = |own: Value| json!([CREDENTIALS_V2, OPEN_BADGES, own]);
    let hidden: [(&str, Value); 9] = [
        ("validUntil", json!({UNTIL: {"@value": until, "@type": date}})),
        (
            "validUntil",
            json!({
                "@context": contexts(json!({"until": {"@id": UNTIL, "@type": date}})), "until": until,
            }),
        ),
        (
            "validUntil",
            json!({
                "@context": contexts(json!({"@protected": true, "until": {"@id": UNTIL, "@type": date}})),
                "until": until,
            }),
        ),
        ("validUntil", json!({"@nest": {"validUntil": until}})),
        (
            "validUntil",
            json!({
                "@context": contexts(json!({"more": "@nest"})), "more": {"validUntil": until},
            }),
        ),
        (
            "validUntil",
            json!({
                "@included": {"id": id, "type": "VerifiableCredential", "validUntil": until},
            }),
        ),
        ("credentialStatus", json!({STATUS: status})),
        (
            "credentialStatus",
            json!({
                "@context": contexts(json!({"told": {"@id": STATUS, "@type": "@id"}})), "told": status,
            }),
        ),
        (
            "credentialStatus",
            json!({
                "@included": {"id": id, "type": "VerifiableCredential", "credentialStatus": status},
            }),
        ),
    ];
    for (key, otherwise) in hidden {
        let mut changed = signed.clone();
        changed.as_object_mut().unwrap().shift_remove(key);
        for (key, value) in otherwise.as_object().unwrap() {
            changed[key] = value.clone();
        }
        let report = verified(&changed, &given());
        assert!(report.proof.has_passed(), "it means the same: {otherwise}");
        assert!(report.schema.has_failed(), "{otherwise}");
    }
    let mut unsigned = signed.clone();
    unsigned["credentialSubject"]["@index"] = "not signed at all".into();
    assert!(verified(&unsigned, &given()).schema.has_failed());
}

#[test]
fn every_missing_value_is_missed() {
    fn each(value: &Value, path: String, paths: &mut Vec<String>) {
        let entries: Vec<(String, &Value)> = match value {
            Value::Object(map) => {
                map.iter().map(|(key, it)| (key.replace('/', "~1"), it)).collect()
            }
            Value::Array(items) => {
                items.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect()
            }
            _ => return,
        };
        for (key, value) in entries {
            let path = format!("{path}/{key}");
            paths.push(path.clone());
            each(value, path, paths);
        }
    }
    let signed = by_did_key();
    let mut paths = Vec::new();
    each(&signed, String::new(), &mut paths);
    for path in paths {
        let (parent, key) = path.rsplit_once('/').unwrap();
        let mut changed = signed.clone();
        match changed.pointer_mut(parent).unwrap() {
            Value::Object(map) => drop(map.shift_remove(&key.replace("~1", "/"))),
            Value::Array(items) => drop(items.remove(key.parse().unwrap())),
            _ => unreachable!("only these have entries"),
        }
        assert!(!verified(&changed, &Given::default()).proof.has_passed(), "{path}");
    }
}

#[test]
fn the_order_of_keys_and_the_white_space_are_no_part_of_what_is_signed() {
    fn turned(value: &Value) -> Value {
        match value {
            Value::Object(map) => {
                map.iter().rev().map(|(key, it)| (key.clone(), turned(it))).collect()
            }
            Value::Array(items) => items.iter().map(turned).collect(),
            plain => plain.clone(),
        }
    }
    let pretty = serde_json::to_vec_pretty(&turned(&by_did_key())).unwrap();
    assert!(verify(&pretty, &Given::default(), today()).has_passed());
}

#[test]
fn a_revoked_credential_fails_for_its_status_alone() {
    let mut given = given();
    given.status_lists.insert(LIST.into(), Ok(bytes(&list(&[INDEX]))));
    let report = verified(&by_district(), &given);
    assert_eq!(report.status.says, "Its issuer has revoked it.");
    assert!(report.status.has_failed());
    assert!(report.checks().iter().filter(|it| it.0 != "status").all(|it| it.1.has_passed()));
}

#[test]
fn what_could_not_be_had_is_unknown_with_its_reason() {
    let mut given = given();
    given.status_lists.insert(LIST.into(), Err("The server did not answer.".into()));
    let report = verified(&by_district(), &given);
    let why = "The status list could not be had. The server did not answer.".to_owned();
    assert_eq!(report.status.outcome, Outcome::Unknown { why });
    assert!(report.proof.has_passed() && !report.has_passed() && !report.has_failed());

    given.key_documents.clear();
    let report = verified(&by_district(), &given);
    assert!(report.proof.is_unknown() && report.key.is_unknown() && report.status.is_unknown());
    assert!(report.schema.has_passed() && report.dates.has_passed() && !report.has_failed());
}

#[test]
fn the_dates_are_told_apart() {
    let signed = bytes(&by_district());
    let late = verify(&signed, &given(), at("2096-12-03T14:02:00Z"));
    assert_eq!(
        late.dates.says,
        "It has expired: it was valid until December 3, 2096, 2:02 PM UTC."
    );
    let early = verify(&signed, &given(), at("2026-03-03T14:00:59Z"));
    assert_eq!(early.dates.says, "It is not valid before March 3, 2026, 2:02 PM UTC.");
    assert!(early.proof.has_passed() && late.proof.has_passed());
    let clock_is_behind = verify(&signed, &given(), at("2026-03-03T14:01:00Z"));
    assert!(clock_is_behind.dates.has_passed());
}

#[test]
fn a_replaced_key_still_vouches_for_what_it_signed_in_its_time() {
    let method = format!("{DISTRICT}#{}", old_key().public().to_multibase());
    let credential = credential(DISTRICT).to_value();
    let then = sign(&credential, &old_key(), &method, at("2025-12-31T23:59:59Z"));
    assert!(verified(&then, &given()).has_passed());
    let after = sign(&credential, &old_key(), &method, at("2026-01-01T00:00:00Z"));
    let report = verified(&after, &given());
    assert!(report.proof.has_passed() && report.key.has_failed());
    assert!(
        report.key.says.contains("was replaced on 2026-01-01T00:00:00Z"),
        "{}",
        report.key.says
    );
}

#[test]
fn a_key_of_another_proves_nothing_about_the_issuer() {
    let stranger = openbadges::keys::SecretKey::from_seed(&[9; 32]);
    let did = did_key(&stranger.public());
    let method = format!("{did}#{}", stranger.public().to_multibase());
    let credential = credential(DISTRICT).to_value();
    let forged = sign(&credential, &stranger, &method, at("2026-03-03T14:02:00Z"));
    let report = verified(&forged, &given());
    assert!(report.proof.has_passed() && report.key.has_failed());
    assert!(check_proof(&bytes(&forged), &given(), today()).has_passed());

    // Naming the issuer's key beside a proof that holds must not lend it the issuer's name.
    let mut two = forged.clone();
    let mut named = by_district()["proof"][0].clone();
    named["cryptosuite"] = "unheard-of-2022".into();
    two["proof"].as_array_mut().unwrap().push(named);
    let report = verified(&two, &given());
    assert!(report.key.has_failed(), "{report:#?}");

    // Nor may the key's name claim to be the issuer's.
    let claimed = format!("{DISTRICT}#{}", stranger.public().to_multibase());
    let forged = sign(&credential, &stranger, &claimed, at("2026-03-03T14:02:00Z"));
    let report = verified(&forged, &given());
    assert!(report.proof.has_failed() && report.key.has_failed());

    // Nor may a document of another stand in for the issuer's.
    let mut theirs = given();
    let other = keys().write().to_string().replace(DISTRICT, "did:web:other.example");
    theirs.key_documents.insert(DISTRICT.into(), Ok(other.into()));
    assert!(verified(&by_district(), &theirs).proof.is_unknown());
}

#[test]
fn several_signatures_must_all_hold() {
    let once = by_did_key();
    let key = key();
    let did = did_key(&key.public());
    let method = format!("{did}#{}", key.public().to_multibase());
    let twice = sign(&once, &key, &method, at("2026-03-04T00:00:00Z"));
    assert_eq!(twice["proof"].as_array().unwrap().len(), 2);
    assert!(verified(&twice, &Given::default()).has_passed());

    let mut spoiled = twice.clone();
    spoiled["proof"][1]["created"] = "2026-03-05T00:00:00Z".into();
    assert!(verified(&spoiled, &Given::default()).proof.has_failed());
}

#[test]
fn a_proof_may_be_a_list_or_stand_alone_and_must_be_there() {
    let mut alone = by_did_key();
    alone["proof"] = alone["proof"][0].clone();
    assert!(verified(&alone, &Given::default()).has_passed());
    alone.as_object_mut().unwrap().shift_remove("proof");
    let report = verified(&alone, &Given::default());
    assert!(report.proof.has_failed() && report.key.has_failed());
}

#[test]
fn a_proof_for_another_purpose_or_of_another_time_is_refused() {
    let proof = |key: &str, value: Value| {
        let mut signed = by_did_key();
        signed["proof"][0][key] = value;
        verified(&signed, &Given::default()).proof
    };
    assert!(proof("proofPurpose", json!("authentication")).says.contains("another purpose"));
    assert!(proof("created", json!("yesterday")).says.contains("no date"));
    assert!(proof("expires", json!("2026-03-01T00:00:00Z")).says.contains("has expired"));
    assert!(proof("proofValue", json!("u7QGw")).says.contains("base58"));
    assert!(proof("proofValue", json!("z")).has_failed());
    assert!(proof("proofValue", json!(7)).has_failed());
    assert!(proof("previousProof", json!("urn:uuid:1")).says.contains("is not there"));
    assert!(proof("cryptosuite", json!("bbs-2023")).is_unknown());
    assert!(proof("type", json!("Ed25519Signature2018")).is_unknown());
    assert!(proof("@context", json!("https://www.w3.org/ns/credentials/v2")).has_failed());
    assert!(proof("undefinedTerm", json!("x")).has_failed());
    assert!(proof("verificationMethod", Value::Null).has_failed());
}

#[test]
fn a_status_list_counts_only_if_it_is_the_issuers_own_and_fits_the_entry() {
    let status = |list: Value| {
        let mut given = given();
        given.status_lists.insert(LIST.into(), Ok(bytes(&list)));
        verified(&by_district(), &given).status
    };
    let mut changed = list(&[]);
    changed["credentialSubject"]["encodedList"] =
        list(&[3])["credentialSubject"]["encodedList"].clone();
    assert!(status(changed).says.contains("not as its issuer signed it"));

    let unsigned = |change: &dyn Fn(&mut Value)| {
        let mut list = list(&[]);
        list.as_object_mut().unwrap().shift_remove("proof");
        change(&mut list);
        list
    };
    let resigned = |change: &dyn Fn(&mut Value)| status(sign_as_district(&unsigned(change)));
    assert!(status(unsigned(&|_| {})).has_failed());
    let other = resigned(&|it| it["issuer"] = json!("did:web:other.example"));
    assert!(other.says.contains("another issuer"));
    let suspended = resigned(&|it| it["credentialSubject"]["statusPurpose"] = json!("suspension"));
    assert!(suspended.says.contains("another purpose"));
    let moved = resigned(&|it| it["id"] = json!("https://cairn.example/other"));
    assert!(moved.says.contains("another id"));
    let wrong_type = resigned(&|it| it["type"] = json!(["VerifiableCredential"]));
    assert!(wrong_type.has_failed());
    let out_of_date = resigned(&|it| it["validUntil"] = json!("2026-03-04T00:00:00Z"));
    assert!(out_of_date.is_unknown() && out_of_date.says.contains("out of date"));
    let empty = resigned(&|it| it["credentialSubject"]["encodedList"] = json!("u"));
    assert!(empty.has_failed());

    let stranger = openbadges::keys::SecretKey::from_seed(&[9; 32]);
    let method = format!("{}#{}", did_key(&stranger.public()), stranger.public().to_multibase());
    let forged = sign(&unsigned(&|_| {}), &stranger, &method, today());
    assert!(status(forged).says.contains("not the issuer's"));
}

#[test]
fn an_entry_that_can_not_be_read_fails_and_one_of_another_kind_is_unknown() {
    let status = |entry: Value| {
        let mut credential = credential(DISTRICT).to_value();
        credential["credentialStatus"] = entry;
        verified(&sign_as_district(&credential), &given()).status
    };
    let entry = |index: &str| {
        json!({
            "id": "https://x.example/1", "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": index, "statusListCredential": LIST,
        })
    };
    assert!(status(entry("5")).has_passed());
    assert!(status(json!([entry("5"), entry("6")])).has_passed());
    assert!(status(entry("131072")).says.contains("outside"));
    assert!(status(entry("-1")).has_failed() && status(entry("")).has_failed());
    assert!(status(json!({"type": "BitstringStatusListEntry"})).has_failed());
}

#[test]
fn a_list_may_hold_messages_of_several_bits() {
    let mut list = BitstringStatusList::with_entries(ENTRIES, 2).unwrap();
    list.write(5, 2, 1).unwrap();
    let list = list.credential(LIST, DISTRICT, "message", today());
    let mut given = given();
    given.status_lists.insert(LIST.into(), Ok(bytes(&sign_as_district(&list))));
    let mut credential = credential(DISTRICT).to_value();
    credential["credentialStatus"] = json!({
        "id": "https://x.example/1", "type": "BitstringStatusListEntry",
        "statusPurpose": "message", "statusSize": 2,
        "statusListIndex": "5", "statusListCredential": LIST,
        "statusMessage": [
            {"status": "0x0", "message": "new"}, {"status": "0x1", "message": "renewed"},
            {"status": "0x2", "message": "moved"}, {"status": "0x3", "message": "ended"},
        ],
    });
    let report = verified(&sign_as_district(&credential), &given);
    assert_eq!(report.status.says, "Its issuer says of it: renewed.");
    assert!(report.has_passed(), "{report:#?}");
}

#[test]
fn what_a_verifier_needs_is_told_beforehand() {
    let needs = needs(&bytes(&by_district()));
    assert_eq!(needs.key_documents, [DISTRICT.to_owned()].into());
    assert_eq!(needs.status_lists, [LIST.to_owned()].into());
}

#[test]
fn what_is_no_credential_is_refused_whole() {
    for bytes in [&b""[..], b"[]", b"{\"a\":1,\"a\":2}", b"\xff", b"null"] {
        let report = verify(bytes, &given(), today());
        assert!(report.schema.has_failed() && report.proof.has_failed() && report.key.is_unknown());
        assert!(check_proof(bytes, &given(), today()).has_failed());
    }
}

#[test]
fn what_can_not_be_signed_is_refused_before() {
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut credential = credential(DISTRICT).to_value();
        change(&mut credential);
        let key = key();
        let signer =
            openbadges::Signer { key: &key, verification_method: "urn:x", created: today() };
        signer.sign(&credential, Contexts::built_in()).unwrap_err().to_string()
    };
    assert!(refused(&|it| it["name"] = json!("a\u{8}b")).contains("$.name"));
    assert!(refused(&|it| it["nickname"] = json!("Rosa")).contains("\"nickname\" is not defined"));
    assert!(refused(&|it| it["@context"][1] = json!("https://x.example/")).contains("not known"));
    assert!(refused(&|it| *it = json!([])).contains("no object"));
    assert!(refused(&|it| *it = json!({"name": "x"})).contains("@context"));
}
