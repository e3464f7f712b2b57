//! Badges of before Open Badges 3.0.3, as wallets hold them by the thousand: Verifiable Credentials
//! 1.1, older contexts, and Ed25519 Signature 2020. They are read, and never made.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::{at, by_did_key, bytes};
use openbadges::contexts::{CREDENTIALS_V1, OLDER_OPEN_BADGES};
use openbadges::validate::{Version, validate};
use openbadges::verify::{Given, Report, check_proof, opened};
use openbadges::{Contexts, verify};
use serde_json::{Value, json};

/// Signed by `@digitalbazaar/ed25519-signature-2020`.
fn older() -> Value {
    opened(include_bytes!("fixtures/older.json")).unwrap()
}

fn on(day: &str, badge: &Value) -> Report {
    verify(&bytes(badge), &Given::default(), at(day))
}

#[test]
fn one_passes_every_check_as_long_as_it_is_valid() {
    let report = on("2024-01-01T00:00:00Z", &older());
    assert!(report.has_passed(), "{report:#?}");
    assert_eq!(report.dates.says, "It is valid until May 4, 2026, 9:00 AM UTC.");

    let early = on("2023-01-01T00:00:00Z", &older()).dates;
    assert!(early.says.starts_with("It is not valid before"), "{early:?}");
    let late = on("2026-05-04T09:00:00Z", &older()).dates;
    assert!(late.says.starts_with("It has expired"), "{late:?}");
}

#[test]
fn each_changed_byte_is_refused() {
    let text = older().to_string();
    for at_byte in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[at_byte] = if changed[at_byte] == b'1' { b'2' } else { b'1' };
        let check = check_proof(&changed, &Given::default(), at("2024-01-01T00:00:00Z"));
        assert!(!check.has_passed(), "{}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn its_proof_is_none_of_another_kind() {
    let proof = |key: &str, value: Value| {
        let mut changed = older();
        changed["proof"][key] = value;
        on("2024-01-01T00:00:00Z", &changed).proof
    };
    assert!(proof("type", json!("Ed25519Signature2018")).is_unknown());
    assert!(proof("type", json!("DataIntegrityProof")).says.contains("no cryptosuite"));
    assert!(proof("cryptosuite", json!("eddsa-rdfc-2022")).has_failed());
    assert!(proof("proofPurpose", json!("authentication")).has_failed());
    // What a Data Integrity proof signs is under its own name.
    let mut renamed = by_did_key();
    renamed["proof"][0]["type"] = "Ed25519Signature2020".into();
    assert!(on("2026-04-01T00:00:00Z", &renamed).proof.has_failed());
}

#[test]
fn its_rules_are_those_of_its_version() {
    assert_eq!(Version::of(&older()), Version::First);
    assert_eq!(Version::of(&by_did_key()), Version::Second);
    let problems = |change: &dyn Fn(&mut Value)| {
        let mut badge = older();
        change(&mut badge);
        let problems = validate(&badge, Contexts::built_in());
        problems.iter().map(|it| format!("{} {}", it.path, it.clause)).collect::<Vec<_>>()
    };
    let without = |key: &str| problems(&|it| drop(it.as_object_mut().unwrap().shift_remove(key)));
    assert_eq!(problems(&|_| {}), [""; 0]);
    for context in OLDER_OPEN_BADGES {
        assert_eq!(problems(&|it| it["@context"][1] = context.into()), [""; 0]);
    }
    assert_eq!(without("issuanceDate"), ["$ VC 1.1 §4.6", "$ OB 3.0 AchievementCredential"]);
    assert_eq!(without("expirationDate"), [""; 0]);
    assert_eq!(
        problems(&|it| it["expirationDate"] = json!("2026")),
        ["$.expirationDate VC 1.1 §4.6"]
    );
    assert_eq!(
        problems(&|it| it["expirationDate"] = json!("2020-01-01T00:00:00Z")),
        ["$ VC 1.1 §4.6"]
    );
    // Its context comes first.
    assert!(
        problems(&|it| it["@context"].as_array_mut().unwrap().rotate_left(1))
            .contains(&"$.@context VC 2.0 §4.3".into())
    );
}

/// Whoever writes a date under another word keeps the proof, and hides the date.
#[test]
fn its_end_can_not_be_hidden() {
    let mut hidden = older();
    let until = hidden.as_object_mut().unwrap().shift_remove("expirationDate").unwrap();
    hidden["https://www.w3.org/2018/credentials#expirationDate"] =
        json!({ "@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@value": until });
    let report = on("2030-01-01T00:00:00Z", &hidden);
    assert!(report.proof.has_passed() && report.schema.has_failed(), "{report:#?}");

    // Nor by passing for a credential of the other version: both versions' words are heard.
    let mut swapped = by_did_key();
    swapped["@context"][0] = CREDENTIALS_V1.into();
    swapped["validUntil"] = "2026-03-04T00:00:00Z".into();
    assert!(on("2026-04-01T00:00:00Z", &swapped).dates.has_failed());
}

#[test]
fn a_context_that_nobody_knows_leaves_open_what_its_terms_mean() {
    let mut badge = by_did_key();
    badge["@context"].as_array_mut().unwrap().push("https://other.example/context".into());
    let report = on("2026-04-01T00:00:00Z", &badge);
    for check in [&report.schema, &report.proof] {
        assert!(check.is_unknown(), "{report:#?}");
        assert!(check.says.contains("https://other.example/context"), "{check:?}");
    }
    assert!(!report.has_failed() && !report.has_passed() && report.problems.is_empty());
    // Who asks for its rules alone is told.
    let problems = validate(&badge, Contexts::built_in());
    assert_eq!(problems.iter().map(|it| it.clause).collect::<Vec<_>>(), ["JSON-LD 1.1"]);
    // What breaks a rule whatever the context says breaks it still.
    badge["issuer"] = json!(7);
    assert!(on("2026-04-01T00:00:00Z", &badge).schema.has_failed());
}
