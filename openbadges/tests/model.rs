//! What is read is written again, with what has no name here.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::json;
use openbadges::model::{AchievementCredential, CredentialStatus, Words};
use proptest::prelude::*;
use serde_json::{Value, json};

fn again(value: &Value) -> Value {
    AchievementCredential::from_value(value).unwrap().to_value()
}

#[test]
fn a_signed_credential_survives_being_read_and_written() {
    for signed in [by_did_key(), by_district()] {
        assert_eq!(again(&signed), signed);
    }
}

#[test]
fn terms_without_a_name_survive_everywhere() {
    fn mark(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.values_mut().for_each(mark);
                map.insert("elsewhere".into(), json!({"unheard": ["of", 1.5, null]}));
            }
            Value::Array(items) => items.iter_mut().for_each(mark),
            _ => {}
        }
    }
    let mut marked = by_district();
    mark(&mut marked);
    assert_eq!(again(&marked), marked);
}

#[test]
fn what_the_schemas_know_once_is_written_once() {
    let credential = by_district();
    let subject = &credential["credentialSubject"];
    assert!(credential["credentialStatus"].is_object());
    assert!(subject["identifier"][0]["type"].is_string());
    assert!(subject["achievement"]["image"]["type"].is_string());
    assert!(subject["achievement"]["alignment"][0]["type"].is_array());
}

#[test]
fn one_is_read_as_a_list_of_one() {
    fn unwrap_lists(value: &mut Value) {
        match value {
            Value::Array(items) if items.len() == 1 => {
                let mut only = items.remove(0);
                unwrap_lists(&mut only);
                *value = only;
            }
            Value::Array(items) => items.iter_mut().for_each(unwrap_lists),
            Value::Object(map) => map.values_mut().for_each(unwrap_lists),
            _ => {}
        }
    }
    let mut bare = by_district();
    unwrap_lists(&mut bare);
    assert!(bare["proof"].is_object() && bare["evidence"].is_object());
    assert_eq!(again(&bare), by_district());
}

#[test]
fn names_in_several_languages_are_read() {
    let mut signed = by_did_key();
    signed["name"] = json!([{"@value": "Wait time", "@language": "en"}, {"@value": "Espera"}]);
    let credential = AchievementCredential::from_value(&signed).unwrap();
    assert_eq!(credential.name.as_ref().and_then(Words::as_str), Some("Wait time"));
    assert_eq!(credential.to_value(), signed);
}

#[test]
fn a_status_of_another_kind_is_kept() {
    let mut signed = by_district();
    let other = json!({"id": "https://x.example/1", "type": "1EdTechRevocationList"});
    signed["credentialStatus"] = json!([signed["credentialStatus"], other]);
    let credential = AchievementCredential::from_value(&signed).unwrap();
    assert!(matches!(credential.credential_status[0], CredentialStatus::Bitstring(_)));
    assert!(matches!(credential.credential_status[1], CredentialStatus::Other(_)));
    assert_eq!(credential.to_value(), signed);
}

#[test]
fn revocation_goes_first_since_some_look_no_further() {
    use openbadges::model::BitstringStatusListEntry as Entry;
    let credential = credential(DISTRICT)
        .status(Entry::new("suspension", LIST, 1))
        .status(Entry::revocation(LIST, 1));
    assert_eq!(credential.to_value()["credentialStatus"][0]["statusPurpose"], "revocation");
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_the_same(
        name in ".{0,40}", narrative in "\\PC{0,80}", tags in proptest::collection::vec("\\w{1,8}", 0..4),
        points in 0u32..9, salt in "[a-f0-9]{8}",
    ) {
        let mut credential = credential(DISTRICT);
        credential.name = Some(Words::Plain(name));
        credential.credential_subject.narrative = Some(narrative);
        credential.credential_subject.achievement.tag = tags;
        credential.credential_subject.identifier[0].salt = Some(salt);
        let levels = &mut credential.credential_subject.achievement.result_description[0].rubric_criterion_level;
        levels[0].points = Some(points.to_string());
        let text = credential.to_value().to_string();
        let read = json::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(AchievementCredential::from_value(&read).unwrap(), credential);
    }
}
