//! Presentations: who shows what, to whom, and whether each credential in it holds.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::contexts::CREDENTIALS_V2;
use openbadges::jose;
use openbadges::keys::{ControllerDocument, Purpose, SecretKey, VerificationMethod, did_key};
use openbadges::proof::Options;
use openbadges::verify::{
    Asked, Given, PresentationReport, presentation_needs, verify_presentation,
};
use openbadges::{Contexts, Signer};
use serde_json::{Value, json};

const CHALLENGE: &str = "n-0S6_WzA2Mj";
const DOMAIN: &str = "https://office.example";

fn rosa() -> SecretKey {
    SecretKey::from_seed(&[5; 32])
}

fn presentation(holder: &str) -> Value {
    json!({
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": holder,
        "verifiableCredential": [by_did_key(), by_district()],
    })
}

fn signed_with(presentation: &Value, key: &SecretKey, options: &Options) -> Value {
    let method = format!("{}#{}", did_key(&key.public()), key.public().to_multibase());
    let signer = Signer { key, verification_method: &method, created: today() };
    signer.sign_with(presentation, options, Contexts::built_in()).unwrap()
}

fn options() -> Options<'static> {
    Options {
        purpose: Purpose::Authentication,
        challenge: Some(CHALLENGE),
        domain: Some(DOMAIN),
        ..Options::default()
    }
}

fn signed() -> Value {
    signed_with(&presentation(&did_key(&rosa().public())), &rosa(), &options())
}

fn asked() -> Asked<'static> {
    Asked { challenge: Some(CHALLENGE), domain: Some(DOMAIN) }
}

fn verified(presentation: &Value, asked: &Asked) -> PresentationReport {
    verify_presentation(&bytes(presentation), asked, &given(), today())
}

#[test]
fn a_presentation_by_its_holder_passes_with_all_that_is_in_it() {
    let report = verified(&signed(), &asked());
    assert!(report.has_passed(), "{report:#?}");
    assert_eq!(report.credentials.len(), 2);
    assert!(verified(&signed(), &Asked::default()).has_passed());
}

#[test]
fn one_that_nobody_signed_is_its_credentials_and_answers_nothing() {
    let unsigned = presentation("did:web:rosa.example");
    let report = verified(&unsigned, &Asked::default());
    assert!(report.has_passed() && report.proof.is_none() && report.key.is_none());
    assert!(verified(&unsigned, &asked()).answer.has_failed());
}

#[test]
fn a_credential_in_it_that_does_not_hold_fails_it() {
    let mut presentation = presentation(&did_key(&rosa().public()));
    presentation["verifiableCredential"][0]["name"] = json!("Wet time");
    let report = verified(&signed_with(&presentation, &rosa(), &options()), &asked());
    assert!(report.proof.as_ref().unwrap().has_passed());
    assert!(report.credentials[0].proof.has_failed() && !report.has_passed());
}

#[test]
fn a_change_after_it_was_signed_fails_it() {
    for change in [
        |it: &mut Value| drop(it["verifiableCredential"].as_array_mut().unwrap().pop()),
        |it: &mut Value| it["holder"] = json!(did_key(&key().public())),
        |it: &mut Value| it["id"] = json!("urn:uuid:1"),
        |it: &mut Value| it["proof"][0]["challenge"] = json!("other"),
        |it: &mut Value| it["proof"][0]["domain"] = json!("https://other.example"),
    ] {
        let mut changed = signed();
        change(&mut changed);
        let report = verified(&changed, &Asked::default());
        assert!(report.proof.unwrap().has_failed());
    }
}

#[test]
fn what_was_signed_for_another_is_refused() {
    for other in [
        Asked { challenge: Some("other"), ..asked() },
        Asked { domain: Some("https://other.example"), ..asked() },
    ] {
        let report = verified(&signed(), &other);
        assert!(report.answer.says.contains("than was asked") && !report.has_passed());
    }
    let silent = Options { challenge: None, domain: None, ..options() };
    let silent = signed_with(&presentation(&did_key(&rosa().public())), &rosa(), &silent);
    assert!(verified(&silent, &asked()).answer.has_failed());
    assert!(verified(&silent, &Asked::default()).has_passed());
}

/// An old presentation of Rosa's, with a proof of a stranger's that answers.
#[test]
fn a_strangers_answer_does_not_renew_an_old_presentation() {
    let old = Options { challenge: Some("last year"), ..options() };
    let old = signed_with(&presentation(&did_key(&rosa().public())), &rosa(), &old);
    let both = signed_with(&old, &SecretKey::from_seed(&[9; 32]), &options());
    let report = verified(&both, &asked());
    assert!(
        report.proof.as_ref().unwrap().has_passed() && report.key.as_ref().unwrap().has_passed()
    );
    assert!(report.answer.has_failed() && !report.has_passed());
}

#[test]
fn a_key_of_another_than_the_holder_is_refused() {
    let stranger = SecretKey::from_seed(&[9; 32]);
    let stolen = signed_with(&presentation(&did_key(&rosa().public())), &stranger, &options());
    let report = verified(&stolen, &asked());
    assert!(report.proof.as_ref().unwrap().has_passed());
    let key = report.key.as_ref().unwrap();
    assert!(key.says.contains("another than the holder") && !report.has_passed());
}

#[test]
fn a_proof_or_key_for_issuing_does_not_show_who_one_is() {
    let issuing = Options { purpose: Purpose::AssertionMethod, ..options() };
    let issuing = signed_with(&presentation(&did_key(&rosa().public())), &rosa(), &issuing);
    assert!(verified(&issuing, &asked()).proof.unwrap().says.contains("another purpose"));

    let holder = "did:web:rosa.example";
    let method = VerificationMethod::new(holder, &rosa().public());
    let signer = Signer { key: &rosa(), verification_method: &method.id.clone(), created: today() };
    let signed = signer.sign_with(&presentation(holder), &options(), Contexts::built_in()).unwrap();
    let mut document = ControllerDocument::new(holder, vec![method]);
    let mut given = given();
    given.key_documents.insert(holder.into(), Ok(bytes(&document.write())));
    let report = verify_presentation(&bytes(&signed), &asked(), &given, today());
    assert!(report.key.unwrap().says.contains("has not said"));

    document.authentication = document.assertion.clone();
    given.key_documents.insert(holder.into(), Ok(bytes(&document.write())));
    assert!(verify_presentation(&bytes(&signed), &asked(), &given, today()).has_passed());
    let needs = presentation_needs(&bytes(&signed));
    assert_eq!(needs.key_documents, [DISTRICT.to_owned(), holder.to_owned()].into());
    assert_eq!(needs.status_lists, [LIST.to_owned()].into());
}

#[test]
fn a_presentation_without_a_holder_is_of_whoever_holds_the_key() {
    let mut nobody = presentation("did:web:rosa.example");
    nobody.as_object_mut().unwrap().shift_remove("holder");
    assert!(verified(&signed_with(&nobody, &rosa(), &options()), &asked()).has_passed());
}

#[test]
fn a_presentation_may_come_in_a_jws_and_its_credentials_too() {
    let holder = did_key(&rosa().public());
    let kid = format!("{holder}#{}", rosa().public().to_multibase());
    let issuer = did_key(&key().public());
    let jws = jose::sign_vc(&credential(&issuer).to_value(), &key(), &issuer).unwrap();
    let mut presentation = presentation(&holder);
    let held = |jws: &str| {
        json!({
            "@context": CREDENTIALS_V2, "type": "EnvelopedVerifiableCredential",
            "id": format!("data:application/vc+jwt,{jws}"),
        })
    };
    presentation["verifiableCredential"] = json!([held(&jws), by_did_key()]);
    for (name, value) in [("nonce", CHALLENGE), ("aud", DOMAIN), ("iss", &holder)] {
        presentation[name] = json!(value);
    }
    let sign = |header: Value, payload: &Value| {
        jose::sign(header, payload.to_string().as_bytes(), &rosa()).unwrap()
    };
    let signed = |it: &Value| jose::sign_presentation(it, &rosa(), &kid).unwrap();
    let look =
        |text: &str, asked: &Asked| verify_presentation(text.as_bytes(), asked, &given(), today());
    let whole = signed(&presentation);
    let report = look(&whole, &asked());
    assert!(report.has_passed(), "{report:#?}");
    let held_whole = json!({
        "@context": [CREDENTIALS_V2], "type": "EnvelopedVerifiablePresentation",
        "id": format!("data:application/vp+jwt,{whole}"),
    });
    assert!(look(&held_whole.to_string(), &asked()).has_passed());
    assert!(!look(&whole, &Asked { challenge: Some("other"), ..asked() }).has_passed());
    assert!(!look(&whole, &Asked { domain: Some("other"), ..asked() }).has_passed());

    let credential_typ = sign(json!({"typ": "vc+jwt", "kid": kid}), &presentation);
    assert!(look(&credential_typ, &asked()).proof.unwrap().has_failed());
    let mut expired = presentation.clone();
    expired["exp"] = json!(today().as_second());
    assert!(look(&signed(&expired), &asked()).proof.unwrap().has_failed());
    let mut other = presentation.clone();
    other["iss"] = json!("did:web:other.example");
    assert!(look(&signed(&other), &asked()).proof.unwrap().has_failed());
    for wrong in ["not-a-credential", "data:application/vc+jwt,eyJ.x.y", "data:text/plain,x"] {
        let mut broken = presentation.clone();
        broken["verifiableCredential"][0]["id"] = json!(wrong);
        let report = look(&signed(&broken), &asked());
        assert!(report.credentials[0].proof.has_failed() && !report.has_passed());
    }
}

#[test]
fn a_presentation_that_breaks_a_rule_is_told_where() {
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut presentation = presentation("did:web:rosa.example");
        change(&mut presentation);
        let report = verified(&presentation, &Asked::default());
        assert!(report.schema.has_failed() && !report.has_passed(), "{presentation}");
        report.problems.into_iter().map(|it| it.path).collect::<Vec<_>>().join(" ")
    };
    assert!(broken(&|it| it["type"] = json!([])).contains("$.type"));
    assert!(broken(&|it| it["type"] = json!("Profile")).contains("$.type"));
    assert!(broken(&|it| drop(it.as_object_mut().unwrap().shift_remove("type"))).contains('$'));
    assert!(broken(&|it| it["holder"] = json!("rosa")).contains("$.holder"));
    assert!(broken(&|it| it["holder"] = json!({"name": "Rosa"})).contains("$.holder"));
    assert!(broken(&|it| it["id"] = json!(null)).contains("$.id"));
    assert!(broken(&|it| it["@context"] = json!(CREDENTIALS_V2)).contains("$.@context"));
    assert!(
        broken(&|it| it["verifiableCredential"] = json!(["https://x.example/1"]))
            .contains("$.verifiableCredential[0]")
    );
    assert!(broken(&|it| it["nickname"] = json!("Rosa")).contains('$'));
    assert!(broken(&|it| it["proof"] = json!(null)).contains("$.proof"));
}

#[test]
fn what_is_no_presentation_is_refused_whole() {
    for bytes in [&b""[..], b"[]", b"null", b"e", b"eyJ", b"\xff"] {
        let report = verify_presentation(bytes, &asked(), &given(), today());
        assert!(!report.has_passed() && report.schema.has_failed());
        presentation_needs(bytes);
    }
    let mut many = presentation("did:web:rosa.example");
    many["verifiableCredential"] = vec![json!({}); 101].into();
    assert!(verified(&many, &Asked::default()).schema.has_failed());
    assert!(
        !verify_presentation(&bytes(&by_did_key()), &Asked::default(), &Given::default(), today())
            .has_passed()
    );
}
