//! Credentials in a JWS, of both kinds: every check holds for them as for any other, and what a
//! header or a claim pretends is refused.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use common::*;
use openbadges::jose::{self, Jws};
use openbadges::keys::{ControllerDocument, SecretKey, VerificationMethod, did_key};
use openbadges::model::BitstringStatusListEntry;
use openbadges::verify;
use openbadges::verify::{Given, Report, check_claimed_proof, check_proof, needs, opened};
use proptest::prelude::*;
use serde_json::{Value, json};

/// One key of each kind.
fn keys_of_each_kind() -> [SecretKey; 5] {
    [
        key(),
        SecretKey::p256(&[2; 32]).unwrap(),
        SecretKey::from_pem(include_str!("fixtures/keys/p-384.pem")).unwrap(),
        SecretKey::from_pem(include_str!("fixtures/keys/p-521.pem")).unwrap(),
        SecretKey::from_pem(include_str!("fixtures/keys/rsa-2048.pem")).unwrap(),
    ]
}

fn method(key: &SecretKey) -> VerificationMethod {
    VerificationMethod::jwk(DISTRICT, &key.public()).created(at("2026-01-01T00:00:00Z"))
}

fn kid(key: &SecretKey) -> String {
    method(key).id
}

/// The district publishes them all, and its old one.
fn given() -> Given {
    let mut given = common::given();
    let old = VerificationMethod::jwk(DISTRICT, &old_key().public())
        .created(at("2025-07-01T00:00:00Z"))
        .expires(at("2026-01-01T00:00:00Z"));
    let mut methods: Vec<_> = keys_of_each_kind().iter().map(method).collect();
    methods.push(old);
    // The status list is signed with the key under its own name.
    methods.push(VerificationMethod::new(DISTRICT, &key().public()));
    let document = ControllerDocument::new(DISTRICT, methods).write();
    given.key_documents.insert(DISTRICT.into(), Ok(bytes(&document)));
    given
}

fn badge() -> Value {
    credential(DISTRICT).status(BitstringStatusListEntry::revocation(LIST, INDEX)).to_value()
}

fn signed() -> String {
    jose::sign_open_badge(&badge(), &key(), &kid(&key())).unwrap()
}

fn verified(jws: &str) -> Report {
    verify(jws.as_bytes(), &given(), today())
}

/// Signed by the district, whatever it says.
fn with(header: Value, payload: &Value) -> String {
    let mut whole = json!({"kid": kid(&key())});
    for (name, value) in header.as_object().unwrap() {
        whole[name] = value.clone();
    }
    jose::sign(whole, payload.to_string().as_bytes(), &key()).unwrap()
}

/// The payload of an open badge, changed.
fn changed(change: impl Fn(&mut Value)) -> Value {
    let mut payload = Value::Object(Jws::read(&signed()).unwrap().claims().unwrap());
    change(&mut payload);
    payload
}

fn refused(jws: &str, why: &str) {
    let report = verified(jws);
    assert!(report.proof.has_failed(), "{:?}", report.proof);
    assert!(report.proof.says.contains(why), "{}", report.proof.says);
    assert!(!report.has_passed());
}

#[test]
fn a_badge_of_either_kind_and_of_any_key_passes_every_check() {
    for key in keys_of_each_kind() {
        let open_badge = jose::sign_open_badge(&badge(), &key, &kid(&key)).unwrap();
        let vc = jose::sign_vc(&badge(), &key, &kid(&key)).unwrap();
        for jws in [open_badge, vc] {
            let report = verified(&jws);
            assert!(report.has_passed(), "{report:#?}");
            assert!(check_proof(jws.as_bytes(), &given(), today()).has_passed());
            assert!(verify(format!("{jws}\n").as_bytes(), &given(), today()).has_passed());
        }
    }
}

#[test]
fn a_did_key_needs_nothing_but_the_badge() {
    for key in &keys_of_each_kind()[..2] {
        let issuer = did_key(&key.public());
        let kid = format!("{issuer}#{}", key.public().to_multibase());
        for kid in [&kid, &issuer] {
            let jws = jose::sign_vc(&credential(&issuer).to_value(), key, kid).unwrap();
            let report = verify(jws.as_bytes(), &Given::default(), today());
            assert!(report.has_passed(), "{report:#?}");
            assert_eq!(needs(jws.as_bytes()), Default::default());
        }
    }
}

#[test]
fn every_changed_byte_is_refused() {
    let jws = signed();
    let given = given();
    for at in 0..jws.len() {
        let mut changed = jws.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let check = check_proof(&changed, &given, today());
        assert!(!check.has_passed(), "{at}");
    }
}

#[test]
fn a_revoked_badge_fails_for_its_status_alone() {
    let mut given = given();
    given.status_lists.insert(LIST.into(), Ok(bytes(&list(&[INDEX]))));
    let report = verify(signed().as_bytes(), &given, today());
    assert_eq!(report.status.says, "Its issuer has revoked it.");
    assert!(report.checks().iter().filter(|it| it.0 != "status").all(|it| it.1.has_passed()));
}

#[test]
fn a_status_list_may_come_in_a_jws_too() {
    let mut given = given();
    let mut list = list(&[INDEX]);
    list.as_object_mut().unwrap().shift_remove("proof");
    let jws = jose::sign_vc(&list, &key(), &kid(&key())).unwrap();
    given.status_lists.insert(LIST.into(), Ok(jws.into_bytes()));
    let report = verify(signed().as_bytes(), &given, today());
    assert_eq!(report.status.says, "Its issuer has revoked it.");
}

#[test]
fn an_expired_badge_still_reads_as_it_was_signed() {
    for jws in [signed(), jose::sign_vc(&badge(), &key(), &kid(&key())).unwrap()] {
        let report = verify(jws.as_bytes(), &given(), at("2096-12-03T14:02:00Z"));
        assert!(report.proof.has_passed() && report.dates.has_failed());
        assert!(report.dates.says.contains("it was valid until December 3, 2096"));
    }
}

#[test]
fn alg_none_is_refused() {
    let payload = BASE64URL.encode(badge().to_string());
    for alg in ["none", "NonE"] {
        let header = BASE64URL.encode(json!({"alg": alg, "kid": kid(&key())}).to_string());
        for signature in ["", "AAAA"] {
            refused(&format!("{header}.{payload}.{signature}"), "nobody signed it");
        }
    }
}

#[test]
fn an_rsa_key_taken_for_the_secret_of_an_hmac_is_refused() {
    let [.., rsa] = keys_of_each_kind();
    let jws = jose::sign_open_badge(&badge(), &rsa, &kid(&rsa)).unwrap();
    let (_, rest) = jws.split_once('.').unwrap();
    let header = BASE64URL.encode(json!({"alg": "HS256", "kid": kid(&rsa)}).to_string());
    refused(&format!("{header}.{rest}"), "can also write it");
}

#[test]
fn an_alg_that_does_not_fit_the_key_is_refused_and_one_not_read_is_unknown() {
    let jws = signed();
    let (_, rest) = jws.split_once('.').unwrap();
    for alg in ["ES256", "ES384", "ES512", "RS256"] {
        let header = BASE64URL.encode(json!({"alg": alg, "kid": kid(&key())}).to_string());
        refused(&format!("{header}.{rest}"), "its key signs with EdDSA");
    }
    let header = BASE64URL.encode(json!({"alg": "ES256K", "kid": kid(&key())}).to_string());
    assert!(verified(&format!("{header}.{rest}")).proof.is_unknown());
}

#[test]
fn a_key_that_a_header_brings_along_counts_only_if_its_issuer_publishes_it() {
    let own = json!({"typ": "JWT", "jwk": key().public().to_jwk()});
    let payload = badge().to_string();
    let jws = jose::sign(own, payload.as_bytes(), &key()).unwrap();
    assert!(verified(&jws).has_passed());

    let stranger = SecretKey::from_seed(&[9; 32]);
    let header = json!({"typ": "JWT", "jwk": stranger.public().to_jwk()});
    let forged = jose::sign(header, payload.as_bytes(), &stranger).unwrap();
    refused(&forged, "has no key of the name");
    assert!(verified(&forged).key.has_failed());
    assert!(check_claimed_proof(forged.as_bytes(), &given(), today()).has_passed());

    let mut given_away = stranger.public().to_jwk();
    given_away["d"] = json!("AAAA");
    let jws = jose::sign(json!({"jwk": given_away}), payload.as_bytes(), &stranger).unwrap();
    assert!(check_claimed_proof(jws.as_bytes(), &given(), today()).is_unknown());
}

#[test]
fn a_key_that_is_in_its_own_name_is_believed_only_by_who_asks_for_that() {
    let stranger = SecretKey::from_seed(&[9; 32]);
    let kid = format!("{DISTRICT}#{}", stranger.public().to_multibase());
    let forged = jose::sign_open_badge(&badge(), &stranger, &kid).unwrap();
    refused(&forged, "has no key of the name");
    assert!(check_claimed_proof(forged.as_bytes(), &Given::default(), today()).has_passed());
}

#[test]
fn a_kid_of_another_issuer_is_refused() {
    let stranger = SecretKey::from_seed(&[9; 32]);
    let other = "did:web:other.example";
    let mut given = given();
    let theirs = VerificationMethod::jwk(other, &stranger.public());
    let kid = theirs.id.clone();
    let document = ControllerDocument::new(other, vec![theirs]).write();
    given.key_documents.insert(other.into(), Ok(bytes(&document)));
    let forged = jose::sign_open_badge(&badge(), &stranger, &kid).unwrap();
    let report = verify(forged.as_bytes(), &given, today());
    assert!(report.proof.has_passed(), "it is as the other signed it");
    assert!(report.key.says.contains("belongs to another than the issuer"), "{report:#?}");
    // So is a did:key, whose document is always there.
    let did = did_key(&stranger.public());
    let forged = jose::sign_vc(&badge(), &stranger, &did).unwrap();
    assert!(verified(&forged).key.says.contains("belongs to another than the issuer"));
}

#[test]
fn a_jwt_without_a_key_or_with_one_that_is_not_there_is_not_passed() {
    let jws = jose::sign(json!({}), badge().to_string().as_bytes(), &key()).unwrap();
    assert!(verified(&jws).proof.says.contains("doesn't say which key"));
    assert!(!verified(&jws).has_passed());
    let missing = format!("{DISTRICT}#none");
    refused(&jose::sign_vc(&badge(), &key(), &missing).unwrap(), "has no key of the name");
    let nothing = verify(signed().as_bytes(), &Given::default(), today());
    assert!(nothing.proof.is_unknown() && nothing.key.is_unknown() && !nothing.has_failed());
}

#[test]
fn a_kid_may_be_a_name_inside_the_issuers_document() {
    let thumbprint = key().public().thumbprint();
    let uri = format!("urn:ietf:params:oauth:jwk-thumbprint:sha-256:{thumbprint}");
    for kid in [thumbprint.clone(), format!("#{thumbprint}"), uri] {
        let jws = jose::sign_vc(&badge(), &key(), &kid).unwrap();
        assert!(verified(&jws).has_passed(), "{kid}");
    }
    assert!(!verified(&jose::sign_vc(&badge(), &key(), "1").unwrap()).has_passed());
}

/// Open Badges 3.0, §8.2.4.1: `kid` leads to a JWK.
#[test]
fn a_jwk_at_an_address_counts_for_whoever_decides_what_stands_there() {
    let [_, p256, ..] = keys_of_each_kind();
    let signed_by = |kid: &str| jose::sign_open_badge(&badge(), &p256, kid).unwrap();
    let with = |kid: &str| {
        let mut given = given();
        given.key_documents.insert(kid.into(), Ok(bytes(&p256.public().to_jwk())));
        verify(signed_by(kid).as_bytes(), &given, today())
    };
    let below = "https://cairn.example/issuers/lakeside/keys/1";
    assert!(with(below).has_passed());
    assert_eq!(
        needs(signed_by(below).as_bytes()).key_documents,
        [DISTRICT.to_owned(), below.to_owned()].into()
    );
    for elsewhere in
        ["https://cairn.example/issuers/union/keys/1", "https://evil.example/issuers/lakeside/1"]
    {
        let report = with(elsewhere);
        assert!(report.proof.has_passed());
        assert!(report.key.says.contains("belongs to another"), "{elsewhere}");
    }
    let absent = verify(signed_by(below).as_bytes(), &given(), today());
    assert!(absent.proof.is_unknown() && absent.key.is_unknown());
}

#[test]
fn a_replaced_key_still_vouches_for_what_it_signed_in_its_time() {
    let old = VerificationMethod::jwk(DISTRICT, &old_key().public()).id;
    let issued = |iat: &str| {
        let header = json!({"typ": "JWT", "kid": old});
        let mut payload = badge();
        payload["iat"] = at(iat).as_second().into();
        let jws = jose::sign(header, payload.to_string().as_bytes(), &old_key()).unwrap();
        verified(&jws)
    };
    assert!(issued("2025-12-31T23:59:59Z").has_passed());
    let after = issued("2026-01-01T00:00:00Z");
    assert!(after.proof.has_passed() && after.key.says.contains("was replaced"));
    assert!(issued("2025-06-30T23:59:59Z").key.says.contains("before this key"));
}

/// Without `iat`, `validFrom` is all that tells when it was signed.
#[test]
fn a_jwt_that_does_not_say_when_it_was_signed_counts_by_its_valid_from() {
    let signed = |key: &SecretKey, from: &str| {
        let kid = VerificationMethod::jwk(DISTRICT, &key.public()).id;
        let mut badge = badge();
        badge["validFrom"] = json!(from);
        verified(&jose::sign_open_badge(&badge, key, &kid).unwrap()).key
    };
    assert!(signed(&old_key(), "2025-12-31T23:59:59Z").has_passed());
    assert!(signed(&old_key(), "2026-01-01T00:00:00Z").says.contains("was replaced"));
    // A badge may be dated back: it was signed when its key was in use.
    assert!(signed(&key(), "2020-01-01T00:00:00Z").has_passed());
    assert!(signed(&old_key(), "2020-01-01T00:00:00Z").has_passed());
}

#[test]
fn a_revoked_key_vouches_for_nothing() {
    let mut given = given();
    let stolen = method(&key()).revoked(at("2026-03-09T00:00:00Z"));
    let document = ControllerDocument::new(DISTRICT, vec![stolen]).write();
    given.key_documents.insert(DISTRICT.into(), Ok(bytes(&document)));
    let report = verify(signed().as_bytes(), &given, today());
    assert!(report.key.says.contains("revoked"));
}

#[test]
fn each_claim_that_repeats_the_credential_must_repeat_it_truly() {
    for (claim, wrong) in [
        ("iss", json!("did:web:other.example")),
        ("iss", json!({"id": DISTRICT})),
        ("jti", json!("https://cairn.example/credentials/other")),
        ("sub", json!("https://cairn.example/people/other")),
        ("nbf", json!(1_772_546_521)),
        ("exp", json!(4_005_381_721_u64)),
        ("exp", json!("4005381720")),
        ("nbf", json!("2026-03-03T14:02:00Z")),
        ("nbf", json!(null)),
        ("exp", json!(1e300)),
    ] {
        let payload = changed(|it| it[claim] = wrong.clone());
        refused(&with(json!({"typ": "JWT"}), &payload), &format!("claim {claim}"));
    }
    for claim in ["iss", "jti", "sub", "nbf", "exp"] {
        let payload = changed(|it| drop(it.as_object_mut().unwrap().shift_remove(claim)));
        assert!(verified(&with(json!({"typ": "JWT"}), &payload)).has_passed(), "{claim}");
    }
    let halves = changed(|it| it["nbf"] = json!(1_772_546_520.75));
    assert!(verified(&with(json!({"typ": "JWT"}), &halves)).has_passed());
}

#[test]
fn the_dates_of_a_vc_jwt_are_those_of_its_signature() {
    let dated = |claim: &str, date: &str| {
        let mut payload = badge();
        payload[claim] = at(date).as_second().into();
        with(json!({"typ": "vc+jwt"}), &payload)
    };
    assert!(verified(&dated("exp", "2026-03-10T09:00:01Z")).has_passed());
    refused(&dated("exp", "2026-03-10T09:00:00Z"), "has expired");
    assert!(verified(&dated("nbf", "2026-03-10T09:01:00Z")).has_passed(), "a clock may be behind");
    refused(&dated("nbf", "2026-03-10T09:01:01Z"), "does not count yet");
}

#[test]
fn a_jwt_for_something_else_is_refused() {
    for typ in ["vp+jwt", "at+jwt", "openid4vci-proof+jwt", "", "vc+sd-jwt", "bad+typ"] {
        refused(&with(json!({"typ": typ}), &badge()), "typ");
    }
    for typ in [json!(7), json!(null), json!(["JWT"])] {
        refused(&with(json!({"typ": typ}), &badge()), "typ");
    }
    for cty in ["vp", "JWT", "bad+cty"] {
        refused(&with(json!({"typ": "vc+jwt", "cty": cty}), &badge()), "cty");
    }
    for typ in ["JWT", "jwt", "vc+jwt", "application/vc+jwt", "VC+JWT"] {
        assert!(verified(&with(json!({"typ": typ, "cty": "vc"}), &badge())).has_passed(), "{typ}");
    }
    assert!(verified(&with(json!({}), &badge())).has_passed());
    let to_somebody = changed(|it| it["aud"] = json!("https://verifier.example"));
    refused(&with(json!({"typ": "JWT"}), &to_somebody), "addressed to somebody");
}

#[test]
fn claims_vc_and_vp_are_refused() {
    for claim in ["vc", "vp"] {
        let beside = changed(|it| it[claim] = json!({}));
        refused(&with(json!({"typ": "JWT"}), &beside), &format!("a claim {claim}"));
        let mut inside = json!({"iss": DISTRICT});
        inside[claim] = badge();
        assert!(!verified(&with(json!({"typ": "vc+jwt"}), &inside)).has_passed());
    }
}

#[test]
fn what_the_standards_say_of_a_credential_holds_in_a_jws_as_well() {
    let undefined = changed(|it| it["nickname"] = json!("Rosa"));
    let report = verified(&with(json!({"typ": "JWT"}), &undefined));
    assert!(report.proof.has_passed() && report.schema.has_failed());
    let no_criteria = changed(|it| it["credentialSubject"]["achievement"]["criteria"] = json!({}));
    assert!(verified(&with(json!({"typ": "JWT"}), &no_criteria)).schema.has_failed());
    for payload in [json!([]), json!("x"), json!(null)] {
        let report = verified(&with(json!({"typ": "JWT"}), &payload));
        assert!(report.proof.has_failed() && report.schema.has_failed());
    }
    let twice = jose::sign(json!({}), br#"{"issuer":"a","issuer":"b"}"#, &key()).unwrap();
    assert!(verified(&twice).proof.says.contains("twice"));
}

#[test]
fn a_proof_inside_of_a_jws_must_hold_too() {
    let inner = sign_as_district(&badge());
    let mut given = given();
    let mut methods = vec![VerificationMethod::new(DISTRICT, &key().public())];
    methods.push(method(&key()));
    let document = ControllerDocument::new(DISTRICT, methods).write();
    given.key_documents.insert(DISTRICT.into(), Ok(bytes(&document)));
    let both = with(json!({"typ": "vc+jwt"}), &inner);
    assert!(verify(both.as_bytes(), &given, today()).has_passed());
    let mut spoiled = inner;
    spoiled["proof"][0]["created"] = json!("2026-03-04T00:00:00Z");
    let both = with(json!({"typ": "vc+jwt"}), &spoiled);
    assert!(verify(both.as_bytes(), &given, today()).proof.has_failed());
}

#[test]
fn a_jws_may_be_held_in_an_object() {
    use openbadges::contexts::CREDENTIALS_V2;
    let held = |context: Value, kind: Value, id: String| {
        let object = json!({"@context": context, "type": kind, "id": id});
        verify(&bytes(&object), &given(), today())
    };
    let (context, kind) = (json!([CREDENTIALS_V2]), json!("EnvelopedVerifiableCredential"));
    let jws = signed();
    for id in [format!("data:application/vc+jwt,{jws}"), format!("data:application/jwt,{jws}")] {
        assert!(held(context.clone(), kind.clone(), id.clone()).has_passed());
        assert!(held(json!(CREDENTIALS_V2), json!([kind]), id.clone()).has_passed());
        assert!(held(json!([]), kind.clone(), id.clone()).proof.has_failed());
        assert!(held(json!("https://x.example"), kind.clone(), id.clone()).proof.has_failed());
        assert!(held(context.clone(), json!("VerifiableCredential"), id).proof.has_failed());
    }
    for id in [jws.clone(), format!("data:,{jws}"), "data:application/vc+jwt,".to_owned()] {
        assert!(held(context.clone(), kind.clone(), id).proof.has_failed());
    }
}

/// Readers see words, and what stands around a JWS is signed by nobody.
#[test]
fn an_object_that_holds_a_jws_says_nothing_itself() {
    use openbadges::contexts::CREDENTIALS_V2;
    let held = json!({
        "@context": [CREDENTIALS_V2], "type": "EnvelopedVerifiableCredential",
        "id": format!("data:application/vc+jwt,{}", signed()),
    });
    for key in ["name", "issuer", "credentialSubject", "proof"] {
        let mut more = held.clone();
        more[key] = badge()["name"].clone();
        let report = verify(&bytes(&more), &given(), today());
        assert!(report.proof.says.contains("says more"), "{key}");
        assert!(opened(&bytes(&more)).is_err());
    }
    for same in [bytes(&held), signed().into_bytes(), bytes(&badge())] {
        assert_eq!(opened(&same).unwrap(), badge());
    }
}

#[test]
fn what_others_read_is_neither_pass_nor_fail() {
    use openbadges::contexts::CREDENTIALS_V2;
    for kind in ["vc+sd-jwt", "vc+cose;base64"] {
        let object = json!({
            "@context": [CREDENTIALS_V2], "type": "EnvelopedVerifiableCredential",
            "id": format!("data:application/{kind},0oRYVqQBJgNu"),
        });
        let report = verify(&bytes(&object), &given(), today());
        assert!(report.proof.is_unknown() && !report.has_passed() && !report.has_failed());
        assert!(report.proof.says.contains(kind));
    }
}

#[test]
fn what_a_verifier_needs_is_told_beforehand() {
    let needs = needs(signed().as_bytes());
    assert_eq!(needs.key_documents, [DISTRICT.to_owned()].into());
    assert_eq!(needs.status_lists, [LIST.to_owned()].into());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_claim_makes_the_reader_panic(
        name in "iss|sub|aud|exp|nbf|iat|jti|cnf|nonce|vc|validFrom|issuer|id|credentialSubject",
        number: f64,
        text in "\\PC{0,20}",
    ) {
        for value in [json!(number), json!(text), json!([text]), json!({"id": number}), json!(i64::MIN)] {
            let payload = changed(|it| it[&name] = value.clone());
            verified(&with(json!({"typ": "JWT"}), &payload));
        }
    }

    #[test]
    fn no_kid_makes_the_reader_panic_or_pass(kid in "(did:|https://|#|)\\PC{0,20}") {
        let jws = jose::sign(json!({"kid": kid}), badge().to_string().as_bytes(), &key()).unwrap();
        prop_assert!(!verified(&jws).has_passed());
        needs(jws.as_bytes());
    }
}
