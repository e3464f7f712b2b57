//! What the standards forbid, each as a test: refused with its place and its clause.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use common::*;
use openbadges::Contexts;
use openbadges::model::BitstringStatusListEntry;
use openbadges::validate::{Problem, validate};
use serde_json::{Value, json};

const ACHIEVEMENT: &str = "/credentialSubject/achievement";

fn valid() -> Value {
    credential(DISTRICT).status(BitstringStatusListEntry::revocation(LIST, INDEX)).to_value()
}

fn problems(credential: &Value) -> Vec<Problem> {
    validate(credential, Contexts::built_in())
}

/// The credential with another value at a place; none takes away what stands there.
fn with(pointer: &str, value: impl Into<Option<Value>>) -> Value {
    let mut credential = valid();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = credential.pointer_mut(parent).unwrap();
    match value.into() {
        Some(value) => parent[key] = value,
        None => drop(parent.as_object_mut().unwrap().shift_remove(key)),
    }
    credential
}

/// Each of these values is refused at that path, by that clause.
#[track_caller]
fn refused(pointer: &str, path: &str, clause: &str, values: impl IntoIterator<Item = Value>) {
    for value in values {
        let found = problems(&with(pointer, value.clone()));
        let hit = |it: &&Problem| it.path == path && it.clause.contains(clause);
        assert!(found.iter().any(|it| hit(&it)), "{value} at {pointer}: {found:#?}");
    }
}

/// Taking it away is refused at that path.
#[track_caller]
fn required(pointer: &str, path: &str, clause: &str) {
    let found = problems(&with(pointer, None));
    let hit = |it: &&Problem| it.path == path && it.clause.contains(clause);
    assert!(found.iter().any(|it| hit(&it)), "without {pointer}: {found:#?}");
}

#[track_caller]
fn taken(pointer: &str, values: impl IntoIterator<Item = Value>) {
    for value in values {
        let found = problems(&with(pointer, value.clone()));
        assert_eq!(found, [], "{value} at {pointer}");
    }
}

#[test]
fn a_credential_of_a_district_keeps_every_rule() {
    assert_eq!(problems(&valid()), []);
    assert_eq!(problems(&by_did_key()), []);
}

#[test]
fn every_problem_is_told_at_once() {
    let mut credential = with("/id", json!(null));
    credential["validFrom"] = json!("yesterday");
    credential["credentialSubject"]["achievement"]["criteria"] = json!({});
    let paths: Vec<String> = problems(&credential).into_iter().map(|it| it.path).collect();
    assert_eq!(paths, ["$", "$.id", "$.validFrom", "$.credentialSubject.achievement.criteria"]);
    let told = problems(&with("/validFrom", json!("2026")))[0].to_string();
    assert!(told.starts_with("$.validFrom: This must be a date and time"), "{told}");
    assert!(told.ends_with("(VC 2.0 §4.9)"), "{told}");
}

#[test]
fn the_id_is_one_url() {
    refused("/id", "$.id", "4.4", [json!(null), json!(""), json!("x"), json!(7), json!({})]);
    refused("/id", "$.id", "4.4", [json!(["https://x.example/1", "https://x.example/2"])]);
    refused(
        "/credentialSubject/id",
        "$.credentialSubject.id",
        "4.4",
        [json!("not a url"), json!(null)],
    );
}

#[test]
fn the_first_context_is_that_of_credentials_and_the_others_are_urls_or_objects() {
    use openbadges::contexts::{CREDENTIALS_V2, OPEN_BADGES};
    required("/@context", "$", "4.3");
    refused(
        "/@context",
        "$.@context",
        "4.3",
        [
            json!(CREDENTIALS_V2),
            json!([]),
            json!([OPEN_BADGES, CREDENTIALS_V2]),
            json!([{}, CREDENTIALS_V2]),
        ],
    );
    refused(
        "/@context",
        "$.@context[2]",
        "4.3",
        [
            json!([CREDENTIALS_V2, OPEN_BADGES, 7]),
            json!([CREDENTIALS_V2, OPEN_BADGES, "not a url"]),
            json!([CREDENTIALS_V2, OPEN_BADGES, null]),
        ],
    );
    taken("/@context", [json!([CREDENTIALS_V2, OPEN_BADGES, {"x": "https://x.example/x"}])]);
}

#[test]
fn verifiable_credential_is_among_the_types_and_each_is_defined() {
    required("/type", "$", "4.5");
    refused(
        "/type",
        "$.type",
        "4.5",
        [
            json!("OpenBadgeCredential"),
            json!(["OpenBadgeCredential"]),
            json!([]),
            json!(7),
            json!({}),
            json!(["VerifiableCredential", 7]),
            json!(""),
        ],
    );
    refused("/type", "$", "JSON-LD", [json!(["VerifiableCredential", "Undefined"])]);
}

#[test]
fn the_issuer_is_a_url_or_has_one() {
    required("/issuer", "$", "4.7");
    refused(
        "/issuer",
        "$.issuer",
        "4.7",
        [json!(null), json!("x"), json!(7), json!([]), json!({})],
    );
    refused("/issuer/id", "$.issuer.id", "4.7", [json!(null), json!("x"), json!({})]);
    taken("/issuer", [json!("did:web:x.example")]);
}

#[test]
fn there_is_a_subject_and_it_says_something() {
    required("/credentialSubject", "$", "4.8");
    refused(
        "/credentialSubject",
        "$.credentialSubject",
        "4.8",
        [json!({}), json!([]), json!("x"), json!(null)],
    );
    refused(
        "/credentialSubject",
        "$.credentialSubject[1]",
        "4.8",
        [json!([{"id": "urn:x:1"}, {}])],
    );
}

#[test]
fn names_are_text_or_text_in_a_language() {
    for (pointer, path) in [("/name", "$.name"), ("/description", "$.description")] {
        refused(
            pointer,
            path,
            "11.1",
            [
                json!(7),
                json!(null),
                json!({}),
                json!({"@value": 7}),
                json!({"@value": "x", "url": "did:example:1"}),
                json!({"@language": "en"}),
            ],
        );
        refused(pointer, &format!("{path}[0]"), "11.1", [json!(["x"]), json!([7])]);
        taken(pointer, [json!("x")]);
    }
}

#[test]
fn validity_has_a_zone_and_an_order() {
    for pointer in ["/validFrom", "/validUntil"] {
        let path = pointer.replace('/', "$.");
        refused(
            pointer,
            &path,
            "4.9",
            [
                json!("2026-01-01"),
                json!("2026-01-01T00:00:00"),
                json!("now"),
                json!(7),
                json!(null),
                json!(["2026-01-01T00:00:00Z"]),
            ],
        );
    }
    refused("/validUntil", "$", "4.9", [json!("2026-03-03T14:01:59Z")]);
    taken("/validUntil", [json!("2026-03-03T16:02:00.5+02:00")]);
}

#[test]
fn what_needs_a_type_says_it() {
    let list = [
        ("/credentialStatus", "4.10"),
        ("/credentialSchema", "4.11"),
        ("/refreshService", "5.4"),
        ("/termsOfUse", "5.5"),
        ("/evidence", "5.6"),
    ];
    for (pointer, clause) in list {
        let path = pointer.replace('/', "$.");
        let bare = json!({"id": "https://x.example/1"});
        refused(pointer, &path, clause, [bare.clone(), json!("https://x.example/1"), json!(null)]);
        refused(
            pointer,
            &format!("{path}[1]"),
            clause,
            [json!([{"type": "JsonSchema", "id": "urn:x:1"}, bare])],
        );
    }
    refused("/credentialSchema", "$.credentialSchema", "4.11", [json!({"type": "JsonSchema"})]);
    taken("/credentialSchema", [json!({"type": "JsonSchema", "id": "https://x.example/1"})]);
}

const DIGEST: &str = "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=";

#[test]
fn related_resources_are_named_once_with_a_digest() {
    let resource = json!({"id": "https://x.example/1", "digestSRI": DIGEST});
    taken("/relatedResource", [resource.clone(), json!([resource])]);
    refused("/relatedResource", "$.relatedResource[1].id", "5.3", [json!([resource, resource])]);
    refused(
        "/relatedResource",
        "$.relatedResource",
        "5.3",
        [
            json!({"id": "https://x.example/1"}),
            json!({"digestSRI": DIGEST}),
            json!("https://x.example/1"),
        ],
    );
}

#[test]
fn protected_terms_are_not_redefined() {
    use openbadges::contexts::{CREDENTIALS_V2, OPEN_BADGES};
    refused(
        "/@context",
        "$",
        "JSON-LD",
        [
            json!([CREDENTIALS_V2, OPEN_BADGES, {"issuer": "https://x.example/issuer", "name": "https://x.example/name"}]),
            json!([CREDENTIALS_V2, OPEN_BADGES, {"VerifiableCredential": "https://x.example/VC"}]),
        ],
    );
}

#[test]
fn a_proof_is_a_map_with_all_that_it_needs() {
    let change = |key: &str, value: Option<Value>| {
        let mut signed = by_did_key();
        let proof = signed["proof"][0].as_object_mut().unwrap();
        match value {
            Some(value) => proof.insert(key.into(), value),
            None => proof.shift_remove(key),
        };
        problems(&signed)
    };
    for key in ["type", "verificationMethod", "proofPurpose", "proofValue", "cryptosuite"] {
        let found = change(key, None);
        assert!(
            found.iter().any(|it| it.path == "$.proof[0]" && it.message.contains(key)),
            "{found:?}"
        );
    }
    for (key, value) in [
        ("verificationMethod", json!(7)),
        ("proofPurpose", json!(null)),
        ("proofValue", json!("m7QGw")),
        ("created", json!("2026-01-01")),
        ("expires", json!(7)),
    ] {
        let found = change(key, Some(value));
        assert!(found.iter().any(|it| it.path == format!("$.proof[0].{key}")), "{key}: {found:?}");
    }
    refused("/proof", "$.proof", "Data Integrity", [json!(null), json!("x"), json!({})]);
}

#[test]
fn an_entry_of_a_status_list_says_its_purpose_index_and_list() {
    let path = "$.credentialStatus";
    for key in ["statusPurpose", "statusListIndex", "statusListCredential"] {
        required(&format!("/credentialStatus/{key}"), path, "§2.1");
    }
    let at = |key: &str| (format!("/credentialStatus/{key}"), format!("{path}.{key}"));
    let (pointer, place) = at("statusListIndex");
    refused(&pointer, &place, "§2.1", [json!(7), json!("-1"), json!("a"), json!(""), json!("1.5")]);
    let (pointer, place) = at("statusListCredential");
    refused(&pointer, &place, "§2.1", [json!("x"), json!(null)]);
    let (pointer, _) = at("statusSize");
    refused(&pointer, path, "§2.1", [json!(0), json!(-1), json!("1"), json!(2)]);
    taken(&pointer, [json!(1)]);
}

#[test]
fn a_status_of_several_bits_says_what_each_value_means() {
    let entry = |count: usize| {
        let messages: Vec<Value> = (0..count)
            .map(|it| json!({"status": format!("{it:#x}"), "message": format!("meaning {it}")}))
            .collect();
        json!({
            "id": "https://x.example/1", "type": "BitstringStatusListEntry",
            "statusPurpose": "message", "statusSize": 2,
            "statusListIndex": "5", "statusListCredential": LIST, "statusMessage": messages,
        })
    };
    taken("/credentialStatus", [entry(4)]);
    refused("/credentialStatus", "$.credentialStatus", "§2.1", [entry(2), entry(3), entry(0)]);
}

#[test]
fn an_open_badge_has_its_context_id_and_date() {
    use openbadges::contexts::CREDENTIALS_V2;
    for pointer in ["/id", "/validFrom"] {
        required(pointer, "$", "AchievementCredential");
    }
    let ours = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
    let contexts = [json!([CREDENTIALS_V2]), json!([CREDENTIALS_V2, {}, ours])];
    refused("/@context", "$", "AchievementCredential", contexts);
    required("/credentialStatus/id", "$.credentialStatus", "CredentialStatus");
    refused("/awardedDate", "$.awardedDate", "AchievementCredential", [json!("2026-01-01")]);
    refused("/issuer/type", "$.issuer", "Profile", [json!("Achievement")]);
}

#[test]
fn a_subject_says_whose_it_is() {
    let mut nobody = with("/credentialSubject/id", None);
    nobody["credentialSubject"]["identifier"] = json!([]);
    assert!(problems(&nobody).iter().any(|it| it.path == "$.credentialSubject"));
    let mut hashed_only = with("/credentialSubject/id", None);
    assert_eq!(problems(&hashed_only), []);
    hashed_only["credentialSubject"]["identifier"] =
        hashed_only["credentialSubject"]["identifier"][0].clone();
    assert_eq!(problems(&hashed_only), [], "one is as good as a list of one");
    taken("/credentialSubject/identifier", [json!([])]);
    refused(
        "/credentialSubject/type",
        "$.credentialSubject",
        "AchievementSubject",
        [json!("Profile")],
    );
    required("/credentialSubject/type", "$.credentialSubject", "AchievementSubject");
    required("/credentialSubject/achievement", "$.credentialSubject", "AchievementSubject");
}

#[test]
fn an_identity_says_whether_it_is_hashed() {
    let path = "$.credentialSubject.identifier[0]";
    for key in ["type", "hashed", "identityHash", "identityType"] {
        required(&format!("/credentialSubject/identifier/0/{key}"), path, "IdentityObject");
    }
    let at = |key: &str| format!("/credentialSubject/identifier/0/{key}");
    refused(&at("hashed"), &format!("{path}.hashed"), "IdentityObject", [json!("true"), json!(1)]);
    refused(&at("identityHash"), path, "IdentityHash", [json!("rosa@lakeside.example")]);
    refused(&at("salt"), &format!("{path}.salt"), "String", [json!(7)]);
}

#[test]
fn an_achievement_says_what_it_is_and_how_it_is_earned() {
    let path = "$.credentialSubject.achievement";
    for key in ["id", "type", "name", "description", "criteria"] {
        required(&format!("{ACHIEVEMENT}/{key}"), path, "Achievement");
    }
    let at = |key: &str| (format!("{ACHIEVEMENT}/{key}"), format!("{path}.{key}"));
    let (pointer, place) = at("criteria");
    refused(&pointer, &place, "Criteria", [json!({}), json!("words"), json!([])]);
    taken(&pointer, [json!({"id": "https://x.example/1"}), json!({"narrative": "words"})]);
    let (pointer, place) = at("achievementType");
    refused(&pointer, &place, "AchievementType", [json!("Microcredential"), json!(7)]);
    taken(&pointer, [json!("MicroCredential"), json!("Badge"), json!("ext:Cairn")]);
    let (pointer, place) = at("creditsAvailable");
    refused(&pointer, &place, "Achievement", [json!("3")]);
    let (pointer, place) = at("image");
    refused(
        &pointer,
        &place,
        "Image",
        [json!({"id": "https://x.example/1"}), json!("https://x.example/1")],
    );
    refused(&format!("{ACHIEVEMENT}/type"), path, "Achievement", [json!("Profile")]);
}

#[test]
fn an_alignment_has_a_name_and_an_address() {
    let path = "$.credentialSubject.achievement.alignment[0]";
    for key in ["type", "targetName", "targetUrl"] {
        required(&format!("{ACHIEVEMENT}/alignment/0/{key}"), path, "Alignment");
    }
    let url = format!("{ACHIEVEMENT}/alignment/0/targetUrl");
    refused(&url, &format!("{path}.targetUrl"), "Alignment", [json!("3b"), json!(null)]);
}

#[test]
fn a_criterion_of_a_rubric_says_its_levels() {
    let path = "$.credentialSubject.achievement.resultDescription[0]";
    let at = |key: &str| format!("{ACHIEVEMENT}/resultDescription/0/{key}");
    for key in ["id", "type", "name", "resultType"] {
        required(&at(key), path, "ResultDescription");
    }
    refused(&at("rubricCriterionLevel"), path, "ResultDescription", [json!([])]);
    refused(&at("resultType"), &format!("{path}.resultType"), "ResultType", [json!("Rubric")]);
    refused(
        &at("requiredLevel"),
        &format!("{path}.requiredLevel"),
        "ResultDescription",
        [json!("urn:x:none")],
    );
    for key in ["id", "type", "name"] {
        let level = format!("{path}.rubricCriterionLevel[1]");
        required(&at(&format!("rubricCriterionLevel/1/{key}")), &level, "RubricCriterionLevel");
    }
    let points = format!("{path}.rubricCriterionLevel[1].points");
    refused(&at("rubricCriterionLevel/1/points"), &points, "String", [json!(1)]);
}

#[test]
fn a_result_speaks_of_what_the_achievement_describes() {
    let path = "$.credentialSubject.result[0]";
    let at = |key: &str| (format!("/credentialSubject/result/0/{key}"), format!("{path}.{key}"));
    for (key, clause) in [
        ("resultDescription", "Result"),
        ("achievedLevel", "Result"),
        ("status", "ResultStatusType"),
    ] {
        let (pointer, place) = at(key);
        refused(&pointer, &place, clause, [json!("urn:x:none"), json!(7)]);
    }
    required("/credentialSubject/result/0/type", path, "Result");
}

#[test]
fn evidence_is_evidence() {
    refused("/evidence/0/type", "$.evidence[0]", "Evidence", [json!("Image")]);
    refused("/evidence/0/narrative", "$.evidence[0].narrative", "String", [json!(7)]);
    refused("/evidence/0/id", "$.evidence[0].id", "5.6", [json!("x")]);
}

#[test]
fn what_is_no_object_is_no_credential() {
    for value in [json!(null), json!([]), json!("x"), json!(7)] {
        assert_eq!(problems(&value).len(), 1);
    }
}
