//! What is read is written again, with what has no name here.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::contexts::OPEN_BADGES_EXTENSIONS;
use openbadges::model::{
    AchievementCredential, Address, Alignment, BitstringStatusListEntry as Entry, CredentialSchema,
    CredentialStatus, EndorsementCredential, EndorsementSubject, GeoCoordinates, IdentifierEntry,
    IdentityObject, Image, Profile, RefreshService, Related, Result, ResultDescription,
    RevocationListEntry, Words,
};
use openbadges::{Contexts, json, verify};
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
    let other = json!({"id": "https://x.example/1", "type": "CredentialStatusList2017"});
    signed["credentialStatus"] = json!([signed["credentialStatus"], other]);
    let credential = AchievementCredential::from_value(&signed).unwrap();
    assert!(matches!(credential.credential_status[0], CredentialStatus::Bitstring(_)));
    assert!(matches!(credential.credential_status[1], CredentialStatus::Other(_)));
    assert_eq!(credential.to_value(), signed);
}

#[test]
fn revocation_goes_first_since_some_look_no_further() {
    let credential = credential(DISTRICT)
        .status(Entry::new("suspension", LIST, 1))
        .status(Entry::revocation(LIST, 1));
    assert_eq!(credential.to_value()["credentialStatus"][0]["statusPurpose"], "revocation");
}

/// An endorsement, signed by whoever gives it.
fn endorsement(of: &str) -> EndorsementCredential {
    let endorser = Profile::new(DISTRICT).name("Lakeside School District");
    let subject = EndorsementSubject::new(of).comment("We hire for this.");
    let id = "https://cairn.example/endorsements/1";
    let valid_from = at("2026-03-03T14:02:00Z");
    let endorsement =
        EndorsementCredential::new(id, "Hiring partner", endorser, valid_from, subject)
            .description("A district says what it is worth there.")
            .valid_until(at("2096-12-03T14:02:00Z"));
    EndorsementCredential::from_value(&sign_as_district(&endorsement.to_value())).unwrap()
}

/// Everything that Open Badges has a name for and its context a meaning.
fn rich() -> AchievementCredential {
    let place = Address::default()
        .street("1 Main Street")
        .locality("Lakeside")
        .region("WI")
        .postal_code("53000")
        .country_code("US")
        .geo(GeoCoordinates::new(43, -89));
    let person = Profile::new("https://cairn.example/people/2")
        .name("Dr. Ana van der Berg")
        .honorific_prefix("Dr.")
        .given_name("Ana")
        .additional_name("Maria")
        .patronymic_name("Jans")
        .family_name_prefix("van der")
        .family_name("Berg")
        .honorific_suffix("PhD")
        .date_of_birth("1990-01-31");
    let issuer = Profile::new(DISTRICT)
        .name("Lakeside School District")
        .phone("+1 555 0100")
        .address(place)
        .official("Ana van der Berg")
        .other_identifier(IdentifierEntry::new("sourcedId", "550000"))
        .parent_org(Profile::new("https://state.example").name("The state"))
        .endorsement(endorsement(DISTRICT));
    let mut badge = credential(DISTRICT);
    badge.issuer = issuer.into();
    let subject = &mut badge.credential_subject;
    let score = ResultDescription::new("urn:uuid:2", "Score", "Percent").range("0", "100", "70");
    let grade = ResultDescription::new("urn:uuid:3", "Grade", "LetterGrade")
        .allowed_value("B")
        .allowed_value("A")
        .alignment(Alignment::new("Grades", "https://x.example/grades"));
    subject.achievement = achievement()
        .credits_available(3)
        .field_of_study("Education")
        .specialization("Questioning")
        .human_code("WT-2")
        .other_identifier(IdentifierEntry::new("identifier", "wait-time"))
        .related(Related::new("https://cairn.example/achievements/wait-time/1").version("1"))
        .related(Related::new("https://cairn.example/achievements/espera").in_language("es"))
        .result_description(score)
        .result_description(grade)
        .endorsement(endorsement("https://cairn.example/achievements/wait-time/2"));
    badge.credential_subject = badge
        .credential_subject
        .identifier(IdentityObject::hashed("sourcedId", "9001", "salt"))
        .credits_earned(3)
        .license_number("L-1")
        .term("Fall 2026")
        .role("Teacher")
        .source(person)
        .image(Image::new("https://cairn.example/credentials/7c1d.png"))
        .started(at("2025-09-01T00:00:00Z"))
        .ended(at("2026-03-01T00:00:00Z"))
        .result(Result::value("urn:uuid:2", "91"))
        .result(
            Result::value("urn:uuid:3", "A")
                .alignment(Alignment::new("An A", "https://x.example/grades/a")),
        );
    badge
        .endorsement(endorsement("https://cairn.example/credentials/7c1d"))
        .image(Image::new("https://cairn.example/credentials/7c1d.svg").caption("Three stones"))
        .schema(CredentialSchema::new("https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"))
        .refresh(RefreshService::new("https://cairn.example/credentials/7c1d.json"))
        .status(Entry::revocation(LIST, INDEX))
}

#[test]
fn all_that_open_badges_names_is_built_kept_signed_and_verified() {
    let signed = sign_as_district(&rich().to_value());
    assert_eq!(again(&signed), signed);
    let report = verify(&bytes(&signed), &given(), today());
    assert!(report.has_passed(), "{report:#?}");
    let own =
        |key: &str| AchievementCredential::from_value(&signed).unwrap().rest.contains_key(key);
    assert!(
        !["endorsement", "refreshService", "credentialSchema", "image"].map(own).contains(&true)
    );
}

#[test]
fn an_endorsement_inside_a_badge_verifies_alone() {
    let signed = AchievementCredential::from_value(&sign_as_district(&rich().to_value())).unwrap();
    let report = verify(&bytes(&signed.endorsement[0].to_value()), &given(), today());
    assert!(report.has_passed(), "{report:#?}");
}

#[test]
fn an_endorsement_as_a_jws_has_no_meaning_to_sign() {
    let badge = credential(DISTRICT).endorsement_jwt("e30.e30.c2ln");
    let problems = openbadges::validate::validate(&badge.to_value(), Contexts::built_in());
    assert!(problems.iter().any(|it| it.message.contains("endorsementJwt")), "{problems:?}");
}

#[test]
fn what_1edtech_added_names_its_context_once() {
    let badge = credential(DISTRICT)
        .schema(CredentialSchema::new("https://x.example/1"))
        .refresh(RefreshService::new("https://x.example/2"))
        .status(Entry::new("suspension", LIST, 1))
        .status(RevocationListEntry::new("https://x.example/3"));
    assert_eq!(badge.context.len(), 3);
    assert_eq!(badge.context[2], OPEN_BADGES_EXTENSIONS);
    assert_eq!(badge.to_value()["credentialStatus"][0]["type"], "1EdTechRevocationList");
}

/// Puts a term that nobody has named into some of the objects.
fn strew(value: &mut Value, places: &mut impl Iterator<Item = bool>, key: &str, term: &Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(|it| strew(it, places, key, term));
            if places.next() == Some(true) {
                map.insert(key.to_owned(), term.clone());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| strew(it, places, key, term)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn unknown_terms_anywhere_survive_a_round_trip(
        places in proptest::collection::vec(any::<bool>(), 90),
        key in "x[a-zA-Z:@é ]{0,8}",
        term in prop_oneof![Just(json!(null)), Just(json!({"a": [1.50, {}, "é"]})), "\\PC{0,20}".prop_map(Value::from)],
    ) {
        let mut badge = rich().to_value();
        strew(&mut badge, &mut places.into_iter().cycle(), &key, &term);
        prop_assert_eq!(again(&badge), badge);
    }

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
