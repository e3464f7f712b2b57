//! What else is validated: profiles, endorsements, learners' records, presentations, related
//! resources and status lists, each refused with its place and its clause.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::Contexts;
use openbadges::contexts::{CREDENTIALS_V2, LEARNER_RECORD, OPEN_BADGES};
use openbadges::model::{
    Address, Association, ClrCredential, ClrSubject, CredentialSchema, Embedded,
    EndorsementCredential, EndorsementSubject, GeoCoordinates, IdentifierEntry, Profile,
};
use openbadges::validate::{Problem, validate, validate_presentation, validate_profile};
use serde_json::{Value, json};

const EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

/// A document, with what is right about it.
struct Right(Value, fn(&Value) -> Vec<Problem>);

impl Right {
    #[track_caller]
    fn new(document: Value, check: fn(&Value) -> Vec<Problem>) -> Right {
        assert_eq!(check(&document), []);
        Right(document, check)
    }

    fn with(&self, pointer: &str, value: Option<Value>) -> Vec<Problem> {
        let mut document = self.0.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = document.pointer_mut(parent).unwrap();
        match value {
            Some(value) => match key.parse::<usize>() {
                Ok(at) => parent[at] = value,
                Err(_) => parent[key] = value,
            },
            None => drop(parent.as_object_mut().unwrap().shift_remove(key)),
        }
        (self.1)(&document)
    }

    /// Each of these is refused at that path, by a rule of ours with that clause.
    #[track_caller]
    fn refuses(
        &self,
        pointer: &str,
        path: &str,
        clause: &str,
        values: impl IntoIterator<Item = Value>,
    ) {
        for value in values {
            let found = self.with(pointer, Some(value.clone()));
            let hit = |it: &Problem| it.path == path && it.clause.contains(clause);
            assert!(found.iter().any(hit), "{value} at {pointer}: {found:#?}");
        }
    }

    #[track_caller]
    fn requires(&self, pointer: &str, path: &str, clause: &str) {
        let found = self.with(pointer, None);
        let hit = |it: &Problem| it.path == path && it.clause.contains(clause);
        assert!(found.iter().any(hit), "without {pointer}: {found:#?}");
    }

    #[track_caller]
    fn takes(&self, pointer: &str, values: impl IntoIterator<Item = Value>) {
        for value in values {
            assert_eq!(self.with(pointer, Some(value.clone())), [], "{value} at {pointer}");
        }
    }
}

fn built_in(document: &Value) -> Vec<Problem> {
    validate(document, Contexts::built_in())
}

fn presented(document: &Value) -> Vec<Problem> {
    validate_presentation(document, Contexts::built_in())
}

fn profile() -> Right {
    let place = Address::default().locality("Lakeside").geo(GeoCoordinates::new(43, -89));
    let profile = Profile::new("https://x.example/1")
        .address(place)
        .other_identifier(IdentifierEntry::new("sourcedId", "1"))
        .date_of_birth("1990-01-31")
        .parent_org(Profile::new("https://x.example/2"));
    Right::new(serde_json::to_value(profile).unwrap(), validate_profile)
}

fn endorsement() -> Right {
    let subject = EndorsementSubject::new("https://x.example/badge").comment("Well done.");
    let endorser = Profile::new(DISTRICT);
    let endorsement = EndorsementCredential::new(
        "https://x.example/e",
        "An endorsement",
        endorser,
        today(),
        subject,
    );
    Right::new(sign_as_district(&endorsement.to_value()), built_in)
}

fn record() -> Right {
    let subject = ClrSubject::new(vec![Embedded::json(&by_did_key().to_string()).unwrap()])
        .id("https://x.example/people/1")
        .association(Association::new("urn:x:1", "isChildOf", "urn:x:2"));
    let issuer = Profile::new(DISTRICT);
    let record = ClrCredential::new("https://x.example/r", "A record", issuer, today(), subject);
    Right::new(record.to_value(), built_in)
}

fn presentation() -> Right {
    let presentation = json!({
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": "did:web:x.example",
        "verifiableCredential": [by_did_key()],
    });
    Right::new(presentation, presented)
}

#[test]
fn a_profile_says_who_and_where_in_words_that_fit() {
    let right = profile();
    right.requires("/id", "$", "Profile");
    right.refuses("/type", "$", "Profile", [json!("Image"), json!(["Image"])]);
    right.refuses("/type", "$.type", "Profile", [json!([]), json!(7)]);
    right.refuses("/phone", "$.phone", "String", [json!(1)]);
    right.refuses("/url", "$.url", "Profile", [json!("x"), json!(null)]);
    right.refuses("/dateOfBirth", "$.dateOfBirth", "Profile", [json!("1990"), json!("1990-02-30")]);
    right.refuses("/parentOrg/type", "$.parentOrg", "Profile", [json!("Achievement")]);
    right.refuses("/address/type", "$.address", "Address", [json!("Profile")]);
    right.refuses("/address/postalCode", "$.address.postalCode", "String", [json!(53000)]);
    right.refuses("/address/geo/latitude", "$.address.geo.latitude", "Geo", [json!("43")]);
    right.requires("/address/geo/longitude", "$.address.geo", "Geo");
    let entry = "$.otherIdentifier[0]";
    right.requires("/otherIdentifier/0/identifier", entry, "IdentifierEntry");
    right.refuses("/otherIdentifier/0/type", entry, "IdentifierEntry", [json!("Profile")]);
    right.refuses("/otherIdentifier/0/more", entry, "IdentifierEntry", [json!(1)]);
    let kind = "$.otherIdentifier[0].identifierType";
    right.refuses("/otherIdentifier/0/identifierType", kind, "Enum", [json!("x"), json!(1)]);
    right.takes("/otherIdentifier/0/identifierType", [json!("ext:x")]);
    assert_eq!(validate_profile(&json!("x")).len(), 1);
}

#[test]
fn an_endorsement_says_what_of_whom() {
    let right = endorsement();
    for key in ["id", "name", "validFrom"] {
        right.requires(&format!("/{key}"), "$", "EndorsementCredential");
    }
    right.refuses("/name", "$.name", "EndorsementCredential", [json!({"@value": "x"}), json!("")]);
    right.requires("/credentialSubject/id", "$.credentialSubject", "EndorsementSubject");
    let subject = "/credentialSubject/type";
    right.refuses(subject, "$.credentialSubject", "EndorsementSubject", [json!("Profile")]);
    right.refuses("/@context", "$", "EndorsementCredential", [json!([CREDENTIALS_V2])]);
    right.refuses("/issuer/type", "$.issuer", "Profile", [json!("Achievement")]);
    right.refuses("/awardedDate", "$.awardedDate", "EndorsementCredential", [json!("2026")]);
}

#[test]
fn an_endorsement_inside_something_is_looked_at_whole() {
    let mut badge = by_did_key();
    badge["endorsement"] = json!([endorsement().0]);
    let right = Right::new(badge, built_in);
    right.requires(
        "/endorsement/0/credentialSubject/id",
        "$.endorsement[0].credentialSubject",
        "Subject",
    );
    right.refuses(
        "/endorsement/0/proof",
        "$.endorsement[0].proof",
        "Data Integrity",
        [json!(null)],
    );
    right.refuses("/endorsement/0/validFrom", "$.endorsement[0].validFrom", "4.9", [json!("x")]);
    right.refuses("/endorsement/0", "$.endorsement[0]", "Endorsement", [json!("e30.e30.e30")]);
    let jws = |it: &str| Right::with(&right, "/endorsementJwt", Some(json!([it])));
    let is_refused = |it: &Problem| it.path == "$.endorsementJwt[0]";
    assert!(!jws("e30.e30.e30").iter().any(is_refused));
    assert!(
        ["", "e30", "e30..", "e30.e30.e 0", "e30.e30.e30.e30"]
            .iter()
            .all(|it| jws(it).iter().any(is_refused))
    );
}

#[test]
fn a_record_holds_credentials_under_its_contexts() {
    let right = record();
    for key in ["id", "name", "validFrom"] {
        right.requires(&format!("/{key}"), "$", "ClrCredential");
    }
    let orders = [
        json!([CREDENTIALS_V2, OPEN_BADGES, LEARNER_RECORD]),
        json!([CREDENTIALS_V2, LEARNER_RECORD]),
    ];
    right.refuses("/@context", "$", "ClrCredential", orders);
    right.takes("/@context", [json!([CREDENTIALS_V2, LEARNER_RECORD, OPEN_BADGES, EXTENSIONS])]);
    right.refuses("/partial", "$.partial", "ClrCredential", [json!("true"), json!(1)]);
    right.takes("/partial", [json!(true), json!(false)]);
    right.requires("/credentialSubject/id", "$.credentialSubject", "ClrSubject");
    right.refuses(
        "/credentialSubject/type",
        "$.credentialSubject",
        "ClrSubject",
        [json!("Profile")],
    );
    let held = "/credentialSubject/verifiableCredential";
    right.requires(held, "$.credentialSubject", "ClrSubject");
    right.refuses(held, "$.credentialSubject", "ClrSubject", [json!([])]);
    let first = "$.credentialSubject.verifiableCredential[0]";
    right.refuses(&format!("{held}/0"), first, "ClrSubject", [json!("e30.e30.e30"), json!(1)]);
    right.requires(&format!("{held}/0/issuer"), first, "4.7");
    let achievement = format!("{first}.credentialSubject.achievement");
    right.requires(
        &format!("{held}/0/credentialSubject/achievement/name"),
        &achievement,
        "Achievement",
    );
}

#[test]
fn an_association_is_of_a_known_kind_between_two() {
    let right = record();
    let (pointer, path) =
        ("/credentialSubject/association/0", "$.credentialSubject.association[0]");
    for key in ["type", "associationType", "sourceId", "targetId"] {
        right.requires(&format!("{pointer}/{key}"), path, "Association");
    }
    let kind = format!("{path}.associationType");
    right.refuses(
        &format!("{pointer}/associationType"),
        &kind,
        "AssociationType",
        [json!("ext:x"), json!("childOf")],
    );
    right.refuses(
        &format!("{pointer}/sourceId"),
        &format!("{path}.sourceId"),
        "Association",
        [json!("x")],
    );
    right.refuses(&format!("{pointer}/type"), path, "Association", [json!("Profile")]);
    right.refuses(&format!("{pointer}/name"), path, "Association", [json!("x")]);
}

#[test]
fn a_presentation_says_its_type_holder_and_credentials() {
    let right = presentation();
    right.requires("/@context", "$", "4.3");
    let contexts = [json!([]), json!([OPEN_BADGES, CREDENTIALS_V2]), json!(CREDENTIALS_V2)];
    right.refuses("/@context", "$.@context", "4.3", contexts);
    right.requires("/type", "$", "4.5");
    right.refuses("/type", "$.type", "4.5", [json!("Profile"), json!([]), json!(null)]);
    right.refuses("/id", "$.id", "4.4", [json!("x"), json!(null)]);
    right.refuses("/holder", "$.holder", "4.13", [json!("x"), json!(7), json!(null)]);
    right.refuses("/holder", "$.holder", "4.13", [json!({"type": "Profile"})]);
    right.takes("/holder", [json!({"id": "did:web:x.example"})]);
    let held = "$.verifiableCredential";
    right.refuses("/verifiableCredential", held, "4.13", [json!("e30.e30.e30"), json!(7)]);
    right.requires("/verifiableCredential/0/issuer", &format!("{held}[0]"), "4.7");
    right.refuses("/proof", "$.proof", "Data Integrity", [json!(null), json!("x"), json!({})]);
    assert_eq!(right.with("/verifiableCredential", None), []);
    assert_eq!(validate_presentation(&json!([]), Contexts::built_in()).len(), 1);
}

#[test]
fn what_comes_in_an_envelope_is_a_data_url_under_the_base_context() {
    let right = presentation();
    let envelope = |context: Value, id: Value| json!({"@context": context, "type": "EnvelopedVerifiableCredential", "id": id});
    let jwt = json!("data:application/vc+jwt,e30.e30.e30");
    right.takes("/verifiableCredential/0", [envelope(json!(CREDENTIALS_V2), jwt.clone())]);
    let path = "$.verifiableCredential[0]";
    let contexts = [json!([]), json!(OPEN_BADGES)].map(|it| envelope(it, jwt.clone()));
    right.refuses("/verifiableCredential/0", path, "4.13.2", contexts);
    for id in [
        "e30.e30.e30",
        "data:text/plain,x",
        "data:application/vc+jwt,",
        "data:application/vp+jwt,x",
    ] {
        let wrong = envelope(json!(CREDENTIALS_V2), json!(id));
        right.refuses("/verifiableCredential/0", &format!("{path}.id"), "4.13.2", [wrong]);
    }
    let whole = json!({
        "@context": CREDENTIALS_V2, "type": "EnvelopedVerifiablePresentation",
        "id": "data:application/vp+jwt,e30.e30.e30",
    });
    Right::new(whole, presented).refuses("/id", "$.id", "4.13.2", [jwt, json!("x")]);
}

#[test]
fn the_digest_of_the_base_context_is_one_that_w3c_published() {
    let right = Right::new(by_did_key(), built_in);
    let digest = |id: &str, key: &str, digest: &str| json!([{"id": id, key: digest}]);
    let of_base = |key: &str, it: &str| digest(CREDENTIALS_V2, key, it);
    let sha384 = "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg";
    let sha256 = "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k";
    let recommended = "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=";
    let other = "sha256-AAAc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=";
    right.takes(
        "/relatedResource",
        [
            of_base("digestSRI", sha384),
            of_base("digestSRI", recommended),
            of_base("digestMultibase", sha256),
            digest("https://x.example/1", "digestSRI", other),
        ],
    );
    let place = |key: &str| format!("$.relatedResource[0].{key}");
    right.refuses("/relatedResource", &place("digestSRI"), "5.3", [of_base("digestSRI", other)]);
    let wrong = "uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0";
    right.refuses(
        "/relatedResource",
        &place("digestMultibase"),
        "5.3",
        [of_base("digestMultibase", wrong)],
    );
    for none in ["sha384-abc", "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "", "sha256-", "x"] {
        let wrong = digest("https://x.example/1", "digestSRI", none);
        right.refuses("/relatedResource", &place("digestSRI"), "5.3", [wrong]);
    }
    for none in ["u", "z", "", "uAAAA", "m4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0"] {
        let wrong = digest("https://x.example/1", "digestMultibase", none);
        right.refuses("/relatedResource", &place("digestMultibase"), "5.3", [wrong]);
    }
}

#[test]
fn a_status_list_says_for_what_and_holds_a_list() {
    let right = Right::new(list(&[]), built_in);
    let clause = "Bitstring Status List 1.0 §2.2";
    for key in ["statusPurpose", "encodedList"] {
        right.requires(&format!("/credentialSubject/{key}"), "$.credentialSubject", clause);
    }
    right.refuses(
        "/credentialSubject/type",
        "$.credentialSubject",
        clause,
        [json!("BitstringStatusListEntry")],
    );
    let list = "$.credentialSubject.encodedList";
    right.refuses("/credentialSubject/encodedList", list, clause, [json!("H4sI"), json!(7)]);
    let ttl = "$.credentialSubject.ttl";
    right.refuses(
        "/credentialSubject/ttl",
        ttl,
        clause,
        [json!("300"), json!(-1), json!(0.5), json!(0)],
    );
    right.takes("/credentialSubject/ttl", [json!(300_000)]);
    right.takes("/credentialSubject/statusPurpose", [json!(["revocation", "suspension"])]);
    let purpose = "$.credentialSubject.statusPurpose[1]";
    right.refuses("/credentialSubject/statusPurpose", purpose, clause, [json!(["revocation", 7])]);
}

#[test]
fn an_entry_is_not_the_list_and_its_messages_are_in_hex() {
    let right = Right::new(by_district(), built_in);
    right.refuses("/credentialStatus/id", "$.credentialStatus", "§2.1", [json!(LIST)]);
    let reference = "$.credentialStatus.statusReference";
    right.refuses("/credentialStatus/statusReference", reference, "§2.1", [json!("x"), json!(7)]);
    right.takes("/credentialStatus/statusReference", [json!("https://x.example/what-it-means")]);
    let messages = |status: &str| json!([{"status": "0x0", "message": "a"}, {"status": status, "message": "b"}]);
    right.takes("/credentialStatus/statusMessage", [messages("0x1")]);
    let status = "$.credentialStatus.statusMessage[1].status";
    right.refuses(
        "/credentialStatus/statusMessage",
        status,
        "§2.1",
        [messages("1"), messages("0x")],
    );
}

#[test]
fn a_schema_of_1edtech_is_for_one_kind_of_credential() {
    let url = |it: &str| {
        format!("https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_{it}_schema.json")
    };
    let own = CredentialSchema::new(url("achievementcredential"));
    let right = Right::new(credential(DISTRICT).schema(own).to_value(), built_in);
    let other = json!([CredentialSchema::new(url("endorsementcredential"))]);
    right.refuses("/credentialSchema", "$.credentialSchema[0]", "1EdTech JSON Schema", [other]);
    right.takes(
        "/credentialSchema",
        [json!([CredentialSchema::new(url("anyachievementcredential"))])],
    );
    right
        .takes("/credentialSchema", [json!([CredentialSchema::new("https://x.example/own.json")])]);
}

#[test]
fn a_credential_may_be_named_in_several_languages_and_a_badge_in_one() {
    let right = Right::new(list(&[]), built_in);
    let names = [
        json!({"@value": "x", "@language": "en", "@direction": "ltr"}),
        json!([{"@value": "x", "@language": "en"}, {"@value": "y", "@language": "es"}]),
    ];
    right.takes("/name", names.clone());
    right.takes("/description", names.clone());
    let badge = Right::new(by_did_key(), built_in);
    badge.refuses("/name", "$.name", "OB 3.0 String", names.clone());
    badge.refuses("/description", "$.description", "OB 3.0 String", names);
}

#[test]
fn names_of_the_issuer_are_text_or_text_in_a_language() {
    let right = Right::new(list(&[]), built_in);
    let issuer = |name: Value| json!({"id": DISTRICT, "name": name});
    right.takes("/issuer", [issuer(json!({"@value": "x", "@language": "en"})), issuer(json!("x"))]);
    let wrong = [json!(7), json!({"@value": "x", "id": "did:example:1"})].map(issuer);
    right.refuses("/issuer", "$.issuer.name", "11.1", wrong);
}

#[test]
fn a_proof_value_is_written_as_its_suite_writes_it() {
    let right = Right::new(by_did_key(), built_in);
    let value = "$.proof[0].proofValue";
    right.refuses(
        "/proof/0/proofValue",
        value,
        "Data Integrity",
        [json!("uAAAA"), json!("mAAAA"), json!("")],
    );
}

#[test]
fn what_the_schemas_close_stays_closed() {
    let right = Right::new(by_did_key(), built_in);
    let identity = "/credentialSubject/identifier/0/name";
    right.refuses(identity, "$.credentialSubject.identifier[0]", "IdentityObject", [json!("x")]);
    let image = "/credentialSubject/achievement/image/name";
    right.refuses(image, "$.credentialSubject.achievement.image", "Image", [json!("x")]);
}

#[test]
fn another_edition_an_allowed_value_and_an_alignment_are_checked() {
    let right = Right::new(by_did_key(), built_in);
    let at = |key: &str| {
        (
            format!("/credentialSubject/achievement/{key}"),
            format!("$.credentialSubject.achievement.{key}"),
        )
    };
    let (pointer, path) = at("related");
    right.takes(&pointer, [json!([{"id": "urn:x:1", "type": ["Related"], "version": "1"}])]);
    right.refuses(
        &pointer,
        &format!("{path}[0]"),
        "Related",
        [json!([{"type": "Related"}]), json!([{"id": "urn:x:1", "type": "Profile"}])],
    );
    let (pointer, path) = at("otherIdentifier");
    right.refuses(
        &pointer,
        &format!("{path}[0]"),
        "IdentifierEntry",
        [json!([{"type": "IdentifierEntry", "identifierType": "isbn"}])],
    );
    let description = |required: &str| {
        json!([{"id": "urn:x:1", "type": "ResultDescription", "name": "x", "resultType": "LetterGrade",
            "allowedValue": ["B", "A"], "requiredValue": required}])
    };
    let (pointer, path) = at("resultDescription");
    right.refuses(
        &pointer,
        &format!("{path}[0].requiredValue"),
        "ResultDescription",
        [description("C")],
    );
    let target = json!([{"type": "Alignment", "targetName": "x", "targetUrl": "no url"}]);
    let path = "$.credentialSubject.result[0].alignment[0].targetUrl";
    right.refuses("/credentialSubject/result/0/alignment", path, "Alignment", [target]);
}
