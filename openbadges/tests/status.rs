//! What a credential's status lists say of it, and what a newer edition changes.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::jose;
use openbadges::model::{
    BitstringStatusListEntry as Entry, CredentialStatus, RefreshService, RevocationListEntry,
};
use openbadges::status::{BitstringStatusList, RevocationList};
use openbadges::verify::{Check, Given, needs, refresh_url, refreshed};
use openbadges::{Contexts, json, verify};
use serde_json::{Value, json};

const REVOKED: &str = "https://cairn.example/issuers/lakeside/revoked";
const SUSPENDED: &str = "https://cairn.example/issuers/lakeside/status/2";
const MESSAGES: &str = "https://cairn.example/issuers/lakeside/status/3";
const ID: &str = "https://cairn.example/credentials/7c1d";
const NEWEST: &str = "https://cairn.example/credentials/7c1d/newest";

fn with_status(entries: Vec<CredentialStatus>) -> Value {
    let badge = credential(DISTRICT);
    let badge = entries.into_iter().fold(badge, |badge, entry| badge.status(entry));
    sign_as_district(&badge.to_value())
}

/// Besides keys and the usual list, these.
fn given_with(lists: &[(&str, &Value)]) -> Given {
    let mut given = given();
    for (url, list) in lists {
        given.status_lists.insert((*url).to_owned(), Ok(bytes(list)));
    }
    given
}

fn status(badge: &Value, given: &Given) -> Check {
    verify(&bytes(badge), given, today()).status
}

fn published(url: &str, purpose: &str, set: &[usize]) -> Value {
    let mut bits = BitstringStatusList::default();
    set.iter().for_each(|it| bits.set(*it, true).unwrap());
    sign_as_district(&bits.credential(url, DISTRICT, purpose, at("2026-03-03T14:02:00Z")))
}

#[test]
fn a_badge_on_1edtechs_list_is_revoked_for_the_reason_it_says() {
    let badge = with_status(vec![RevocationListEntry::new(REVOKED).into()]);
    assert_eq!(needs(&bytes(&badge)).status_lists, [REVOKED.to_owned()].into());
    let list = |revoked: &[&str]| {
        let list = RevocationList::new(REVOKED, DISTRICT);
        let list =
            revoked.iter().fold(list, |list, id| list.revoke(*id, Some("Awarded in error.")));
        given_with(&[(REVOKED, &list.to_value())])
    };
    let report = verify(&bytes(&badge), &list(&["urn:x:1"]), today());
    assert!(report.has_passed(), "{report:#?}");
    let check = status(&badge, &list(&["urn:x:1", ID]));
    assert_eq!(check.says, "Its issuer has revoked it: Awarded in error.");
    assert!(check.has_failed());
}

#[test]
fn what_1edtechs_list_does_not_tell_is_unknown_and_anothers_list_is_refused() {
    let badge = with_status(vec![RevocationListEntry::new(REVOKED).into()]);
    assert!(status(&badge, &given()).is_unknown());
    let moved = RevocationList::new("https://cairn.example/other", DISTRICT).to_value();
    assert!(status(&badge, &given_with(&[(REVOKED, &moved)])).is_unknown());
    assert!(status(&badge, &given_with(&[(REVOKED, &json!({"id": REVOKED}))])).is_unknown());
    let strangers = RevocationList::new(REVOKED, "did:web:evil.example").to_value();
    assert!(status(&badge, &given_with(&[(REVOKED, &strangers)])).has_failed());
    let mut unreadable = with_status(vec![]);
    unreadable["credentialStatus"] = json!({"type": "1EdTechRevocationList"});
    assert!(status(&unreadable, &given()).has_failed());
}

#[test]
fn suspension_is_for_now_and_a_message_is_told() {
    let mut message = Entry::new("message", MESSAGES, 7);
    message.status_message = serde_json::from_value(json!([
        {"status": "0x0", "message": "as awarded"}, {"status": "0x1", "message": "renewed in May"},
    ]))
    .unwrap();
    let badge = with_status(vec![
        Entry::new("suspension", SUSPENDED, 7).into(),
        message.into(),
        Entry::revocation(LIST, INDEX).into(),
    ]);
    let lists = |suspended: &[usize]| {
        let suspended = published(SUSPENDED, "suspension", suspended);
        given_with(&[(SUSPENDED, &suspended), (MESSAGES, &published(MESSAGES, "message", &[7]))])
    };
    let check = status(&badge, &lists(&[]));
    assert_eq!(
        check.says,
        "Its issuer has not revoked it. Its issuer has not suspended it. \
         Its issuer says of it: renewed in May."
    );
    assert!(check.has_passed());
    let check = status(&badge, &lists(&[7]));
    assert_eq!(check.says, "Its issuer has suspended it for now.");
    assert!(check.has_failed());
}

#[test]
fn one_list_may_serve_several_purposes() {
    let list = openbadges::status::ListCredential::new(
        SUSPENDED,
        DISTRICT,
        "revocation",
        at("2026-03-03T14:02:00Z"),
    )
    .purpose("suspension")
    .to_value(&BitstringStatusList::default());
    let given = given_with(&[(SUSPENDED, &sign_as_district(&list))]);
    for (purpose, holds) in [("revocation", true), ("suspension", true), ("refresh", false)] {
        let badge = with_status(vec![Entry::new(purpose, SUSPENDED, 7).into()]);
        assert_eq!(status(&badge, &given).has_passed(), holds, "{purpose}");
    }
}

#[test]
fn an_expired_badge_was_valid_until_then_and_its_proof_still_holds() {
    let badge = credential(DISTRICT).valid_until(at("2026-03-09T00:00:00Z"));
    let report = verify(&bytes(&sign_as_district(&badge.to_value())), &given(), today());
    assert_eq!(
        report.dates.says,
        "It has expired: it was valid until March 9, 2026, 12:00 AM UTC."
    );
    assert!(report.dates.has_failed() && report.proof.has_passed() && report.key.has_passed());
}

fn refreshable() -> Value {
    sign_as_district(&credential(DISTRICT).refresh(RefreshService::new(NEWEST)).to_value())
}

fn newer(change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut newer = credential(DISTRICT).to_value();
    newer["name"] = "Wait time, renewed".into();
    newer["validFrom"] = "2026-03-09T00:00:00Z".into();
    change(&mut newer);
    bytes(&sign_as_district(&newer))
}

#[test]
fn a_newer_edition_is_asked_for_only_once_the_proof_holds() {
    let original = bytes(&refreshable());
    let report = verify(&original, &given(), today());
    assert!(report.has_passed(), "{report:#?}");
    assert_eq!(refresh_url(&original, &report).as_deref(), Some(NEWEST));
    let unsure = verify(&original, &Given::default(), today());
    assert_eq!(refresh_url(&original, &unsure), None);
    let mut forged = refreshable();
    forged["refreshService"]["id"] = "https://evil.example/".into();
    let report = verify(&bytes(&forged), &given(), today());
    assert_eq!(refresh_url(&bytes(&forged), &report), None);
    let without = bytes(&by_district());
    assert_eq!(refresh_url(&without, &verify(&without, &given(), today())), None);
}

#[test]
fn a_newer_edition_of_the_same_issuer_takes_the_originals_place() {
    let original = bytes(&refreshable());
    let now = today();
    let report = refreshed(&original, &newer(|_| {}), &given(), now).unwrap();
    assert!(report.has_passed());
    let revoked = newer(|it| it["validUntil"] = "2026-03-09T12:00:00Z".into());
    assert!(refreshed(&original, &revoked, &given(), now).unwrap().dates.has_failed());
    let jws = {
        let mut newer = credential(DISTRICT).to_value();
        newer["validFrom"] = "2026-03-09T00:00:00Z".into();
        let kid = format!("{DISTRICT}#{}", key().public().to_multibase());
        jose::sign_open_badge(&newer, &key(), &kid).unwrap()
    };
    assert!(refreshed(&original, jws.as_bytes(), &given(), now).unwrap().has_passed());
}

#[test]
fn where_nothing_better_comes_the_original_stays() {
    let original = bytes(&refreshable());
    let now = today();
    let stays = |fetched: &[u8]| refreshed(&original, fetched, &given(), now).is_none();
    assert!(stays(b"") && stays(b"{}") && stays(b"<html>"));
    assert!(stays(&newer(|it| it["id"] = "https://cairn.example/credentials/other".into())));
    assert!(stays(&newer(|it| it["validFrom"] = "2026-03-01T00:00:00Z".into())));
    assert!(stays(&newer(|it| it["credentialSubject"]["achievement"]["criteria"] = json!({}))));
    assert!(stays(&bytes(&by_did_key())), "another issuer");
    let mut changed: Value = json::parse(&newer(|_| {})).unwrap();
    changed["name"] = "Something else".into();
    assert!(stays(&bytes(&changed)));
    let nobodys = refreshed(&original, &newer(|_| {}), &Given::default(), now);
    assert!(nobodys.is_none(), "whose key it is can't be told");
    assert!(openbadges::validate::validate(&refreshable(), Contexts::built_in()).is_empty());
}
