//! Badges of Open Badges 2.0 from elsewhere: who issued them is believed at their own address only.
#![allow(clippy::unwrap_used)] // tests do

use jiff::Timestamp;
use openbadges::jose;
use openbadges::keys::SecretKey;
use openbadges::ob2::{Answer, Badge, is_one, needs, verify};
use openbadges::verify::Report;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

type Pages = BTreeMap<String, Answer>;

const ASSERTION: &str = "https://good.example/assertions/1";
const BADGE: &str = "https://good.example/badges/5";
const ISSUER: &str = "https://good.example/issuer";
const KEY: &str = "https://good.example/key";
const LIST: &str = "https://good.example/revoked";
const RSA: &str = include_str!("fixtures/keys/rsa-2048.pem");
const RSA_PUBLIC: &str = include_str!("fixtures/keys/rsa-2048-public.pem");
const RSA_PUBLIC_PKCS1: &str = include_str!("fixtures/keys/rsa-2048-public-pkcs1.pem");
const P256: &str = include_str!("fixtures/keys/p-256.pem");
const P256_PUBLIC: &str = include_str!("fixtures/keys/p-256-public.pem");

fn now() -> Timestamp {
    "2026-03-10T09:00:00Z".parse().unwrap()
}

fn assertion() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": ASSERTION,
        "recipient": {
            "type": "email", "hashed": true, "salt": "Kosher",
            "identity": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
        },
        "badge": BADGE,
        "verification": {"type": "hosted"},
        "issuedOn": "2020-12-31T23:59:59+00:00",
        "expires": "2030-06-30T23:59:59+00:00",
    })
}

fn badge() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "BadgeClass", "id": BADGE, "name": "Wait time",
        "description": "Gives students time to think.", "image": "https://good.example/5.png",
        "criteria": {"narrative": "Two recordings."}, "issuer": ISSUER,
    })
}

fn issuer() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Issuer", "id": ISSUER, "name": "Good College", "url": "https://good.example",
        "email": "badges@good.example", "publicKey": KEY, "revocationList": LIST,
    })
}

fn found(page: &Value) -> Answer {
    Answer::Found(page.to_string().into_bytes())
}

fn pages() -> Pages {
    let key =
        json!({"id": KEY, "type": "CryptographicKey", "owner": ISSUER, "publicKeyPem": RSA_PUBLIC});
    let list =
        json!({"id": LIST, "type": "RevocationList", "issuer": ISSUER, "revokedAssertions": []});
    [(ASSERTION, assertion()), (BADGE, badge()), (ISSUER, issuer()), (KEY, key), (LIST, list)]
        .into_iter()
        .map(|(url, page)| (url.to_owned(), found(&page)))
        .collect()
}

/// The page at an address, with one value changed.
fn with(mut pages: Pages, url: &str, pointer: &str, value: Value) -> Pages {
    let Answer::Found(bytes) = &pages[url] else { panic!("{url} is no page") };
    let mut page: Value = serde_json::from_slice(bytes).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    page.pointer_mut(parent).unwrap()[key] = value;
    pages.insert(url.to_owned(), found(&page));
    pages
}

fn hosted(pages: &Pages) -> (Option<Badge>, Report) {
    verify(ASSERTION, pages, now())
}

fn sign(assertion: &Value, pem: &str) -> String {
    let key = SecretKey::from_pem(pem).unwrap();
    jose::sign(json!({}), assertion.to_string().as_bytes(), &key).unwrap()
}

fn to_sign() -> Value {
    let mut assertion = assertion();
    assertion["id"] = "urn:uuid:8d6d7a4e-0d7a-4d0c-9a07-1d7e2b9a0001".into();
    assertion["verification"] = json!({"type": "SignedBadge", "creator": KEY});
    assertion
}

#[test]
fn a_hosted_badge_is_taken_from_where_it_is_served() {
    let (badge, report) = hosted(&pages());
    assert!(report.has_passed(), "{report:#?}");
    let badge = badge.unwrap();
    assert_eq!((&*badge.name, &*badge.issuer.name), ("Wait time", "Good College"));
    assert!(badge.recipient.is("A@example.com") && !badge.recipient.is("b@example.com"));
    assert_eq!(badge.expires, "2030-06-30T23:59:59Z".parse().ok());
    let mut forged = assertion();
    forged["expires"] = Value::Null;
    let (taken, _) = verify(&forged.to_string(), &pages(), now());
    assert_eq!(taken.unwrap(), badge, "a file tells where to look, and no more");
}

#[test]
fn what_has_to_be_fetched_is_told_step_by_step() {
    let mut given = Pages::new();
    let mut asked = Vec::new();
    while let Some(url) = needs(&assertion().to_string(), &given, now()).pop_first() {
        given.insert(url.clone(), pages()[&url].clone());
        asked.push(url);
    }
    assert_eq!(asked, [ASSERTION, BADGE, ISSUER]);
    let signed = sign(&to_sign(), RSA);
    given.remove(ASSERTION);
    assert_eq!(needs(&signed, &given, now()), BTreeSet::from([KEY.to_owned(), LIST.to_owned()]));
    assert_eq!(needs(&signed, &pages(), now()), BTreeSet::new());
}

#[test]
fn what_could_not_be_had_is_unknown_and_what_is_gone_is_revoked() {
    for url in [ASSERTION, BADGE, ISSUER] {
        let mut pages = pages();
        pages.insert(url.into(), Answer::Failed("It does not answer.".into()));
        let (_, report) = hosted(&pages);
        assert!(report.proof.is_unknown() && !report.has_failed(), "{url}: {report:#?}");
    }
    let mut pages = pages();
    pages.insert(ASSERTION.into(), Answer::Gone);
    let (badge, report) = hosted(&pages);
    assert!(badge.is_none() && report.status.has_failed());
}

#[test]
fn a_hosted_badge_that_says_it_is_revoked_is() {
    let pages = with(pages(), ASSERTION, "/revoked", json!(true));
    let pages = with(pages, ASSERTION, "/revocationReason", json!("Awarded in error."));
    let (_, report) = hosted(&pages);
    assert!(report.status.has_failed() && report.status.says.ends_with("Awarded in error."));
    let bare = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": ASSERTION,
        "revoked": true,
    });
    let (_, report) = hosted(&BTreeMap::from([(ASSERTION.to_owned(), found(&bare))]));
    assert!(report.status.has_failed());
}

#[test]
fn nobody_else_serves_badges_in_the_issuers_name() {
    let evil = "https://evil.example/assertions/1";
    let mut served = with(pages(), ASSERTION, "/id", json!(evil));
    let page = served.remove(ASSERTION).unwrap();
    served.insert(evil.into(), page);
    let key = |pages: &Pages| verify(evil, pages, now()).1.key;
    assert!(key(&served).has_failed());

    // What stands inside about the issuer isn't believed: their own profile is asked.
    let mut inside = issuer();
    inside["verification"] = json!({"allowedOrigins": "evil.example"});
    let mut badge = badge();
    badge["id"] = "urn:uuid:1".into();
    badge["issuer"] = inside;
    let embedded = with(served.clone(), evil, "/badge", badge);
    assert!(key(&embedded).has_failed());

    let policies = [
        (json!({"allowedOrigins": "evil.example"}), true),
        (json!({"allowedOrigins": ["good.example", "EVIL.example"]}), true),
        (json!({"allowedOrigins": "example"}), false),
        (json!({"startsWith": "https://evil.example/assertions/"}), true),
        (json!({"startsWith": ["https://evil.example/badges/", "https://evil"]}), false),
        (json!({"startsWith": ""}), false),
        (json!({"startsWith": "https://evil.example/a", "allowedOrigins": "good.example"}), false),
        (json!({"type": "VerificationObject"}), false),
    ];
    for (policy, is_theirs) in policies {
        let allowed = with(served.clone(), ISSUER, "/verification", policy.clone());
        assert_eq!(key(&allowed).has_passed(), is_theirs, "{policy}");
    }
    let elsewhere = with(pages(), ASSERTION, "/badge", json!("https://evil.example/badge"));
    let mut badge = self::badge();
    badge["id"] = "https://evil.example/badge".into();
    let mut elsewhere = elsewhere;
    elsewhere.insert("https://evil.example/badge".into(), found(&badge));
    assert!(hosted(&elsewhere).1.key.has_failed(), "a badge class of someone else's");
}

#[test]
fn a_page_that_names_another_address_is_not_that_page() {
    for url in [ASSERTION, BADGE, ISSUER] {
        let (badge, report) = hosted(&with(pages(), url, "/id", json!("https://good.example/x")));
        assert!(badge.is_none() && report.proof.has_failed(), "{url}");
    }
}

#[test]
fn a_signed_badge_shown_as_a_file_is_not_its_signature() {
    let pages = with(pages(), ASSERTION, "/verification", json!({"type": "signed"}));
    assert!(hosted(&pages).1.proof.has_failed());
}

#[test]
fn a_signed_badge_holds_by_the_issuers_key() {
    for (secret, public) in [(RSA, RSA_PUBLIC), (RSA, RSA_PUBLIC_PKCS1), (P256, P256_PUBLIC)] {
        let pages = with(pages(), KEY, "/publicKeyPem", json!(public));
        let (badge, report) = verify(&sign(&to_sign(), secret), &pages, now());
        assert!(report.has_passed(), "{report:#?}");
        assert_eq!(badge.unwrap().name, "Wait time");
    }
    let inside = json!([{"id": KEY, "owner": ISSUER, "publicKeyPem": RSA_PUBLIC}]);
    let pages = with(pages(), ISSUER, "/publicKey", inside);
    assert!(verify(&sign(&to_sign(), RSA), &pages, now()).1.has_passed());
}

#[test]
fn a_badge_signed_by_another_key_is_refused() {
    let (_, report) = verify(&sign(&to_sign(), P256), &pages(), now());
    assert!(report.proof.has_failed() && !report.key.has_passed());

    let signed = sign(&to_sign(), RSA);
    let stranger = with(pages(), KEY, "/owner", json!("https://evil.example/issuer"));
    assert!(verify(&signed, &stranger, now()).1.proof.has_failed());
    let unnamed = with(pages(), ISSUER, "/publicKey", json!([]));
    assert!(verify(&signed, &unnamed, now()).1.key.has_failed());
    let garbled = with(pages(), KEY, "/publicKeyPem", json!("-----BEGIN PUBLIC KEY-----"));
    assert!(verify(&signed, &garbled, now()).1.proof.is_unknown());
    let mut own = to_sign();
    own["verification"]["creator"] = "https://evil.example/key".into();
    assert!(verify(&sign(&own, RSA), &pages(), now()).1.key.has_failed());
}

#[test]
fn every_changed_byte_of_a_signed_badge_is_refused() {
    let signed = sign(&to_sign(), P256);
    let pages = with(pages(), KEY, "/publicKeyPem", json!(P256_PUBLIC));
    for at in 0..signed.len() {
        let mut changed = signed.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(!verify(&changed, &pages, now()).1.has_passed(), "byte {at}");
    }
}

#[test]
fn a_signed_badge_on_the_list_is_revoked() {
    let id = to_sign()["id"].clone();
    let status = |entries: Value| {
        let pages = with(pages(), LIST, "/revokedAssertions", entries);
        verify(&sign(&to_sign(), RSA), &pages, now()).1.status
    };
    assert!(status(json!([id])).has_failed());
    assert!(status(json!({"id": id, "revocationReason": "Left."})).says.ends_with("Left."));
    assert!(
        status(json!([{"id": id, "revoked": false}, "urn:uuid:2", {"uid": null}])).has_passed()
    );
    let mut gone = pages();
    gone.insert(LIST.into(), Answer::Failed("It does not answer.".into()));
    assert!(verify(&sign(&to_sign(), RSA), &gone, now()).1.status.is_unknown());
    let others = with(pages(), LIST, "/issuer", json!("https://evil.example/issuer"));
    assert!(verify(&sign(&to_sign(), RSA), &others, now()).1.status.has_failed());
}

#[test]
fn what_has_expired_was_valid_until_then() {
    let pages = with(pages(), ASSERTION, "/expires", json!("2025-01-01T00:00:00Z"));
    let (_, report) = hosted(&pages);
    assert!(report.dates.says.contains("valid until January 1, 2025"), "{}", report.dates.says);
    assert!(report.dates.has_failed() && report.proof.has_passed());
    for (key, value) in
        [("issuedOn", "2027-01-01T00:00:00Z"), ("issuedOn", "2020"), ("expires", "soon")]
    {
        let pages = with(self::pages(), ASSERTION, &format!("/{key}"), json!(value));
        assert!(hosted(&pages).1.dates.has_failed(), "{key} {value}");
    }
}

#[test]
fn what_ended_before_it_began_breaks_a_rule() {
    let pages = with(pages(), ASSERTION, "/expires", json!("2019-01-01T00:00:00Z"));
    let (_, report) = hosted(&pages);
    assert!(report.schema.says.contains("before issuedOn"), "{}", report.schema.says);
}

#[test]
fn every_broken_rule_is_told_with_its_place() {
    let pages = with(pages(), ASSERTION, "/recipient", json!({"type": "email", "hashed": 1}));
    let pages = with(pages, BADGE, "/name", json!(7));
    let pages = with(pages, ISSUER, "/type", json!("Person"));
    let paths: Vec<String> = hosted(&pages).1.problems.into_iter().map(|it| it.path).collect();
    assert_eq!(paths, ["$.recipient", "$.recipient.hashed", "$.badge.name", "$.issuer"]);
}

#[test]
fn an_open_badge_of_the_third_version_is_not_one() {
    let third = include_str!("fixtures/by-did-key.json");
    for text in ["", "x", "{}", "[]", third, "ftp://x.example/", "e30.e30.e30"] {
        assert!(!is_one(text), "{text}");
        assert!(verify(text, &pages(), now()).1.has_failed());
    }
    assert!(
        is_one(ASSERTION) && is_one(&assertion().to_string()) && is_one(&sign(&to_sign(), RSA))
    );
}

proptest! {
    #[test]
    fn no_page_makes_it_fall_over(
        url in prop_oneof![Just(ASSERTION), Just(BADGE), Just(ISSUER), Just(KEY), Just(LIST)],
        key in "id|type|badge|issuer|publicKey|owner|publicKeyPem|revocationList|verification|recipient|issuedOn|revokedAssertions",
        value in prop_oneof![Just(json!(null)), Just(json!([])), Just(json!({})), Just(json!([[{}]])), Just(json!(7)), "\\PC{0,12}".prop_map(Value::from)],
    ) {
        let pages = with(pages(), url, &format!("/{key}"), value);
        let _ = hosted(&pages);
        let _ = verify(&sign(&to_sign(), P256), &pages, now());
    }
}
