//! Whatever comes in, an answer comes out: no panic, no endless work, no end of stack.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::keys::{ControllerDocument, PublicKey, did_web, did_web_url};
use openbadges::status::BitstringStatusList;
use openbadges::validate::validate;
use openbadges::{Contexts, dates, jose, json, jsonld, verify};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// All that reads what others wrote.
fn look_at(bytes: &[u8]) {
    let mut given = given();
    given.key_documents.insert(DISTRICT.into(), Ok(bytes.to_vec()));
    verify(bytes, &given, today());
    given.status_lists.insert(LIST.into(), Ok(bytes.to_vec()));
    verify(&common::bytes(&by_district()), &given, today());
    drop(openbadges::verify::needs(bytes));
    verify::verify_presentation(bytes, &verify::Asked::default(), &given, today());
    drop(verify::presentation_needs(bytes));
    if let Ok(jws) = jose::sign(json!({"kid": "#a"}), bytes, &key()) {
        verify::verify(jws.as_bytes(), &given, today());
        verify::verify_presentation(jws.as_bytes(), &verify::Asked::default(), &given, today());
    }
    if let Ok(value) = json::parse(bytes) {
        drop(PublicKey::from_jwk(&value));
    }
    drop(ControllerDocument::read(bytes));
}

/// Words that mean something to JSON-LD or to a credential, and some that don't.
const WORDS: &[&str] = &[
    "@context",
    "@id",
    "@type",
    "@value",
    "@language",
    "@direction",
    "@list",
    "@set",
    "@graph",
    "@reverse",
    "@nest",
    "@included",
    "@index",
    "@none",
    "@json",
    "@container",
    "@vocab",
    "@protected",
    "@propagate",
    "@import",
    "@prefix",
    "id",
    "type",
    "proof",
    "issuer",
    "name",
    "credentialSubject",
    "achievement",
    "credentialStatus",
    "statusListIndex",
    "evidence",
    "verificationMethod",
    "assertionMethod",
    "https://www.w3.org/ns/credentials/v2",
    "ex:p",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "VerifiableCredential",
    "OpenBadgeCredential",
    "DataIntegrityProof",
    "eddsa-rdfc-2022",
    "_:b",
    "_:",
    ":",
    "",
    "#a",
    "did:key:z6Mk",
    "did:web:cairn.example:issuers:lakeside",
    "2026-01-01T00:00:00Z",
    "z",
    "u",
    "BitstringStatusListEntry",
    "Achievement",
    "en",
    "ltr",
    "https://x.example/",
    "éT−",
    "T+Z",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![9 => proptest::sample::select(WORDS).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|it| json!(it)),
        word().prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        let list = proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from);
        let entries = proptest::collection::vec((word(), inner), 0..6);
        prop_oneof![1 => list, 3 => entries.prop_map(|it| Value::Object(it.into_iter().collect()))]
    })
}

/// A place in a credential.
fn places(value: &Value) -> Vec<String> {
    fn each(value: &Value, path: &str, places: &mut Vec<String>) {
        places.push(path.to_owned());
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(key, it)| each(it, &format!("{path}/{key}"), places));
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(at, it)| each(it, &format!("{path}/{at}"), places));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    each(value, "", &mut all);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        look_at(&bytes);
    }

    #[test]
    fn any_json(value in value()) {
        look_at(&common::bytes(&value));
        validate(&value, Contexts::built_in());
    }

    #[test]
    fn any_json_anywhere_in_a_credential(value in value(), at in any::<prop::sample::Index>()) {
        let mut signed = by_district();
        let places = places(&signed);
        let place: &String = at.get(&places);
        *signed.pointer_mut(place).unwrap() = value;
        look_at(&common::bytes(&signed));
    }

    #[test]
    fn any_text_where_text_is_read(text in "\\PC*", digits in "[0-9TZ:.+-]{0,30}") {
        drop((did_web(&text), did_web_url(&text), PublicKey::from_multibase(&text)));
        drop((did_web_url(&format!("did:web:{text}")), BitstringStatusList::decode(&text)));
        for text in [&text, &digits, &format!("2026-01-01T{digits}")] {
            let _ = dates::parse(text);
        }
    }
}

fn refused_soon(document: &Value) {
    let began = Instant::now();
    assert!(jsonld::canonical(document, Contexts::built_in()).is_err());
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn what_is_nested_as_deep_as_it_may_be_fits_the_stack() {
    for (open, close) in [
        ("{\"ex:p\":", "}"),
        ("[", "]"),
        ("{\"@list\":", "}"),
        ("{\"@set\":", "}"),
        ("{\"@graph\":", "}"),
        ("{\"@included\":", "}"),
    ] {
        let depth = json::MOST_DEPTH - 2;
        let text = format!("{{\"ex:p\":{}1{}}}", open.repeat(depth), close.repeat(depth));
        let document = json::parse(text.as_bytes()).unwrap();
        drop(jsonld::canonical(&document, Contexts::built_in()));
    }
    let mut contexts = json!({});
    for _ in 0..json::MOST_DEPTH / 2 - 2 {
        contexts = json!({"p": {"@id": "ex:p", "@context": contexts}});
    }
    drop(jsonld::canonical(
        &json!({"@context": contexts, "p": {"p": {"p": 1}}}),
        Contexts::built_in(),
    ));
}

#[test]
fn what_was_made_too_deep_is_refused() {
    let mut deep = json!(1);
    for _ in 0..1_000 {
        deep = json!({"ex:p": deep});
    }
    refused_soon(&deep);
    assert!(openbadges::text::clean(&deep).is_err());
}

#[test]
fn a_context_repeated_without_end_is_stopped() {
    let terms: serde_json::Map<String, Value> =
        (0..5_000).map(|it| (format!("t{it}"), json!(format!("urn:t{it}")))).collect();
    let nodes: Vec<Value> =
        (0..5_000).map(|it| json!({"@context": {"x": format!("urn:{it}")}, "x": 1})).collect();
    refused_soon(&json!({"@context": terms, "urn:p": nodes}));
}

#[test]
fn contexts_that_name_one_another_are_stopped() {
    let one = br#"{"@context": ["https://x.example/two", {"a": "urn:a"}]}"#;
    let two = br#"{"@context": ["https://x.example/one", {"b": "urn:b"}]}"#;
    let contexts = Contexts::default().with("https://x.example/one", one).unwrap();
    let contexts = contexts.with("https://x.example/two", two).unwrap();
    let document = json!({"@context": "https://x.example/one", "a": 1});
    assert_eq!(jsonld::canonical(&document, &contexts), Err(openbadges::Error::TooMuchWork));
}

#[test]
fn look_alikes_in_a_credential_are_stopped() {
    let node = |it: usize| {
        let others: Vec<Value> = (0..10)
            .filter(|other| *other != it)
            .map(|other| json!({"@id": format!("_:b{other}")}))
            .collect();
        json!({"@id": format!("_:b{it}"), "urn:p": others})
    };
    refused_soon(&json!({"@graph": (0..10).map(node).collect::<Vec<_>>()}));
}

#[test]
fn the_largest_document_is_read_in_reasonable_time() {
    let items: Vec<Value> =
        (0..20_000).map(|it| json!({"ex:p": format!("{it}"), "ex:q": it})).collect();
    let began = Instant::now();
    let document = json!({"@context": {"ex": "urn:ex:"}, "@graph": items});
    assert!(jsonld::canonical(&document, Contexts::built_in()).is_ok());
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}
