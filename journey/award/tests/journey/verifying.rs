//! Anyone drops a badge, of whatever form and from wherever it is.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use foundation::Outside;
use openbadges::{
    Contexts, Signer,
    keys::{ControllerDocument, SecretKey, VerificationMethod, did_key},
    model::{
        Achievement, AchievementCredential, AchievementSubject, BitstringStatusListEntry, Criteria,
        IdentityObject, Profile,
    },
    status::BitstringStatusList,
};
use people::testing::{Browser, Part, Seen};
use serde_json::{Value, json};

use crate::{earned, main, world, world_at, world_beside};

async fn pastes(who: &Browser, typed: &str) -> Seen {
    who.uploads("/verify", &[Part::Text { name: "credential", value: typed }]).await
}

async fn drops(who: &Browser, bytes: &[u8]) -> Seen {
    let file =
        Part::File { name: "file", file_name: "badge", media_type: "application/unknown", bytes };
    who.uploads("/verify", &[Part::Text { name: "credential", value: "" }, file]).await
}

/// How many checks passed, failed and couldn't be made.
fn outcomes(seen: &Seen) -> [usize; 3] {
    ["passed", "failed", "unknown"].map(|it| seen.page.matches(&format!("\">{it}</span>")).count())
}

#[tokio::test]
async fn its_text_its_file_and_its_pictures_all_verify() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    for suffix in ["json", "jwt", "png", "svg"] {
        let badge = stranger.opens(&format!("{path}.{suffix}")).await;
        let seen = drops(&stranger, &badge.bytes).await;
        assert_eq!(outcomes(&seen), [5, 0, 0], "{suffix}: {}", seen.page);
        assert!(seen.page.contains("This credential is authentic."));
        assert!(seen.page.contains(&format!("href=\"{path}\"")), "it leads to its page");
    }
    let text = stranger.opens(&format!("{path}.json")).await.page;
    let pasted = pastes(&stranger, &format!("  {text}\n")).await;
    insta::assert_snapshot!("verify_found", main(&pasted));

    let changed = pastes(&stranger, &text.replace("Three seconds", "Ten seconds")).await;
    assert!(outcomes(&changed)[1] >= 1);
    assert!(changed.page.contains("This credential can’t be trusted."));
}

/// As wallets hold them by the thousand: signed before Open Badges 3.0.3, and not all in order.
#[tokio::test]
async fn an_older_badge_of_another_issuer_is_told_apart_from_a_forged_one() {
    let world = world_beside(Outside::shut()).await;
    let stranger = world.stranger();
    let badge = include_str!("../../../../openbadges/tests/fixtures/older.json");
    let expired = pastes(&stranger, badge).await;
    assert_eq!(outcomes(&expired), [4, 1, 0], "{}", expired.page);
    assert!(expired.page.contains("This credential has expired."));
    assert!(expired.page.contains("it was valid until May 4, 2026"), "{}", expired.page);

    let forged = pastes(&stranger, &badge.replace("2026-05-04", "2096-05-04")).await;
    assert!(forged.page.contains("This credential can’t be trusted."));

    // Over, as it says; whether its issuer said so, nobody knows who can't read it.
    let unread =
        badge.replace("https://w3id.org/security/suites/ed25519-2020/v1", "https://x.example/c");
    let seen = pastes(&stranger, &unread).await;
    assert_eq!(outcomes(&seen), [2, 1, 2], "{}", seen.page);
    assert!(seen.page.contains("This credential can’t be trusted."), "{}", seen.page);
    let seen = pastes(&stranger, &unread.replace("2026-05-04", "2096-05-04")).await;
    assert!(seen.page.contains("Not everything could be checked just now."), "{}", seen.page);

    let irregular = pastes(&stranger, &signed_without_a_name()).await;
    assert_eq!(outcomes(&irregular), [4, 1, 0], "{}", irregular.page);
    insta::assert_snapshot!("verify_irregular", main(&irregular));
}

/// Its issuer's own, with an achievement that isn't as it must be.
fn signed_without_a_name() -> String {
    let key = SecretKey::from_seed(&[5; 32]);
    let did = did_key(&key.public());
    let at = "2020-01-01T00:00:00Z".parse().unwrap();
    let achievement = Achievement::new(
        "urn:uuid:7a9c1e55-24d0-4d0e-8f3b-6b6d5f9e8c33",
        "First aid and CPR",
        "Helps until help is there.",
        Criteria::narrative("Each skill shown to an instructor."),
    );
    let subject =
        AchievementSubject::new(achievement).id("urn:uuid:5d0f9c3a-8f0e-4c3e-a2b1-0a4f0f6a9d11");
    let issuer = Profile::new(&did).name("Riverside Community College");
    let id = "urn:uuid:0b5b9f6e-6c0d-4a8e-9a59-3d1f6a0c7e21";
    let badge = AchievementCredential::new(id, "First aid and CPR", issuer, at, subject);
    let mut badge = badge.to_value();
    badge["credentialSubject"]["achievement"].as_object_mut().unwrap().shift_remove("name");
    let method = format!("{did}#{}", key.public().to_multibase());
    let signer = Signer { key: &key, verification_method: &method, created: at };
    signer.sign(&badge, Contexts::built_in()).unwrap().to_string()
}

#[tokio::test]
async fn what_was_issued_here_is_checked_without_asking_the_web() {
    let world = world_at("https://cairn.test", Outside::shut()).await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    for suffix in ["json", "jwt", "png", "svg"] {
        let badge = stranger.opens(&format!("{path}.{suffix}")).await;
        let seen = drops(&stranger, &badge.bytes).await;
        assert_eq!(outcomes(&seen), [5, 0, 0], "{suffix}: {}", seen.page);
    }
    let badge = stranger.opens(&format!("{path}.json")).await.page;
    assert!(badge.contains("\"did:web:cairn.test:issuers:institute\""), "{badge}");
}

/// The name of the one begins with the name of the other, as any stranger's may.
#[tokio::test]
async fn what_another_instance_issued_is_checked_by_what_that_one_serves() {
    let origin = "https://cairn.test.example";
    let theirs = world_at(origin, Outside::shut()).await;
    let path = earned(&theirs, &theirs.educator("Rosa").await).await;
    let there = theirs.stranger();
    let badge: Value = there.opens(&format!("{path}.json")).await.page.parse().unwrap();
    let list = badge["credentialStatus"]["statusListCredential"].as_str().unwrap();
    let mut served = BTreeMap::new();
    for address in [list, "https://cairn.test.example/issuers/institute/did.json"] {
        let page = there.opens(address.strip_prefix(origin).unwrap()).await;
        served.insert(address.to_owned(), page.bytes);
    }
    let here = world_at("https://cairn.test", Outside::said(served)).await.stranger();
    let seen = pastes(&here, &badge.to_string()).await;
    assert_eq!(outcomes(&seen), [5, 0, 0], "{}", seen.page);

    let unheard = world_at("https://cairn.test", Outside::shut()).await.stranger();
    let seen = pastes(&unheard, &badge.to_string()).await;
    assert!(outcomes(&seen)[2] >= 1 && outcomes(&seen)[1] == 0, "{}", seen.page);
}

#[tokio::test]
async fn an_address_of_ours_leads_to_its_page() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let id = path.rsplit('/').next().unwrap();
    for typed in [&format!("http://cairn.test{path}"), &format!("{path}.png"), id] {
        assert_eq!(pastes(&stranger, typed).await.goes_to.as_deref(), Some(path.as_str()));
    }
}

#[tokio::test]
async fn what_is_no_badge_is_told_what_to_give() {
    let world = world().await;
    let stranger = world.stranger();
    for typed in ["please", "", "[1]", "a.b.c", "<svg></svg>", "<!DOCTYPE html><p>", "null"] {
        let seen = pastes(&stranger, typed).await;
        assert_eq!(seen.status, StatusCode::CONFLICT, "{typed}");
        assert!(seen.page.contains("Nothing was checked"));
    }
    for bytes in [&b"\xff\xfe\x00"[..], b"\x89PNG\r\n\x1a\n", b"\x89PNG", b" "] {
        assert_eq!(drops(&stranger, bytes).await.status, StatusCode::CONFLICT, "{bytes:?}");
    }
    assert_eq!(outcomes(&pastes(&stranger, "{}").await)[1], 3);
    insta::assert_snapshot!("verify", stranger.opens("/verify").await.main());
    insta::assert_snapshot!("verify_neither", pastes(&stranger, "please").await.main());
    let shut = pastes(&stranger, "https://issuer.example/badge").await;
    assert!(shut.page.contains("Nothing is fetched from elsewhere here."));
    let large = drops(&stranger, &vec![b'a'; 5 * 1024 * 1024]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

const ISSUER: &str = "did:web:issuer.example";

/// What an issuer elsewhere has on the web: its keys, its list, and badges.
fn elsewhere() -> BTreeMap<String, Vec<u8>> {
    let key = SecretKey::from_seed(&[7; 32]);
    let method = format!("{ISSUER}#{}", key.public().to_multibase());
    let at = "2026-10-01T12:00:00Z".parse().unwrap();
    let signer = Signer { key: &key, verification_method: &method, created: at };
    let list = "https://issuer.example/list";
    let badge = |index, until: Option<&str>| {
        let achievement = Achievement::new(
            "https://issuer.example/a",
            "Kind words",
            "Says them.",
            Criteria::narrative("Says kind words."),
        );
        let subject = AchievementSubject::new(achievement)
            .identifier(IdentityObject::email("a@example.com", "Kosher"));
        let issuer = Profile::new(ISSUER).name("An institute elsewhere");
        let id = format!("https://issuer.example/badges/{index}");
        let mut badge = AchievementCredential::new(id, "Kind words", issuer, at, subject)
            .status(BitstringStatusListEntry::revocation(list, index));
        if let Some(until) = until {
            badge = badge.valid_until(until.parse().unwrap());
        }
        signer.sign(&badge.to_value(), Contexts::built_in()).unwrap().to_string().into_bytes()
    };
    let mut bits = BitstringStatusList::default();
    bits.set(2, true).unwrap();
    let signed_list =
        signer.sign(&bits.credential(list, ISSUER, "revocation", at), Contexts::built_in());
    let keys = vec![VerificationMethod::new(ISSUER, &key.public()).created(at)];
    let keys = ControllerDocument::new(ISSUER, keys).write().to_string();
    let answers = [
        ("https://issuer.example/.well-known/did.json", keys.into_bytes()),
        (list, signed_list.unwrap().to_string().into_bytes()),
        ("https://issuer.example/badges/1", badge(1, None)),
        ("https://issuer.example/badges/2", badge(2, None)),
        ("https://issuer.example/badges/3", badge(3, Some("2026-11-01T00:00:00Z"))),
        ("https://issuer.example/page", b"<!doctype html><title>A page</title>".to_vec()),
    ];
    answers.map(|(url, answer)| (url.to_owned(), answer)).into()
}

#[tokio::test]
async fn an_address_elsewhere_is_fetched_with_all_that_its_check_needs() {
    let world = world_beside(Outside::said(elsewhere())).await;
    let stranger = world.stranger();

    let valid = pastes(&stranger, "https://issuer.example/badges/1").await;
    let revoked = pastes(&stranger, "https://issuer.example/badges/2").await;
    let expired = pastes(&stranger, "https://issuer.example/badges/3").await;
    let page = pastes(&stranger, "https://issuer.example/page").await;
    let absent = pastes(&stranger, "https://elsewhere.example/").await;

    insta::assert_snapshot!("verify_elsewhere", main(&valid));
    assert_eq!(outcomes(&valid), [5, 0, 0], "{}", valid.page);
    assert_eq!(outcomes(&revoked), [4, 1, 0]);
    assert!(revoked.page.contains("This credential was revoked."));
    assert!(expired.page.contains("it was valid until October 31, 2026"));
    assert!(page.page.contains("At this address is a page, not a badge."));
    assert!(absent.page.contains("elsewhere.example gave no answer that we take."));
}

#[tokio::test]
async fn nobody_has_us_ask_the_web_all_day() {
    let world = world_beside(Outside::said(elsewhere())).await;
    let stranger = world.stranger_at("198.51.100.7");
    let other = world.stranger_at("198.51.100.8");
    let address = "https://issuer.example/badges/1";
    for _ in 0..30 {
        assert_eq!(pastes(&stranger, address).await.status, StatusCode::OK);
    }

    let refused = pastes(&stranger, address).await;

    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.page.contains("Too many tries. Nothing is lost: try again after"));
    assert_eq!(pastes(&other, address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_badge_that_names_many_addresses_has_a_few_of_them_asked() {
    let badge = elsewhere()["https://issuer.example/badges/1"].clone();
    let mut badge: serde_json::Value = serde_json::from_slice(&badge).unwrap();
    let entry = badge["credentialStatus"][0].clone();
    let entries = (0..50).map(|n| {
        let mut entry = entry.clone();
        entry["statusListCredential"] = format!("https://inner{n}.example/list").into();
        entry
    });
    badge["credentialStatus"] = entries.collect::<Vec<_>>().into();
    let world = world_beside(Outside::said(elsewhere())).await;

    let seen = pastes(&world.stranger(), &badge.to_string()).await;

    assert!(seen.page.contains("This credential can’t be trusted."), "{}", seen.page);
}

/// A hosted badge as Open Badges 2.0 has it.
fn older(id: &str) -> String {
    json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": id,
        "recipient": {"type": "email", "hashed": false, "identity": "rosa@people.test"},
        "badge": {
            "@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass",
            "id": "https://old.example/class", "name": "Kind words of old",
            "description": "Said them.", "criteria": {"narrative": "Says kind words."},
            "image": "https://old.example/class.png", "issuer": "https://old.example/issuer",
        },
        "issuedOn": "2019-05-01T00:00:00Z", "verification": {"type": "hosted"},
    })
    .to_string()
}

#[tokio::test]
async fn a_badge_of_open_badges_2_is_checked_where_its_issuer_serves_it() {
    let there = "https://old.example/assertions/1";
    let gone = "https://old.example/assertions/2";
    let class = serde_json::from_str::<serde_json::Value>(&older(there)).unwrap()["badge"].clone();
    let issuer = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Issuer",
        "id": "https://old.example/issuer", "name": "An old institute",
        "url": "https://old.example", "email": "badges@old.example",
    });
    let answers = [
        (there, older(there)),
        (gone, String::new()),
        ("https://old.example/class", class.to_string()),
        ("https://old.example/issuer", issuer.to_string()),
    ];
    let answers = answers.map(|(url, answer)| (url.to_owned(), answer.into_bytes()));
    let world = world_beside(Outside::said(answers.into())).await;
    let stranger = world.stranger();

    let pasted = pastes(&stranger, &older(there)).await;
    let fetched = pastes(&stranger, there).await;
    let taken_back = pastes(&stranger, &older(gone)).await;

    for seen in [&pasted, &fetched] {
        assert_eq!(outcomes(seen)[1], 0, "{}", seen.page);
        assert!(seen.page.contains("Kind words of old") && seen.page.contains("An old institute"));
        assert!(seen.page.contains("rosa@people.test"));
    }
    assert!(outcomes(&taken_back)[1] >= 1, "{}", taken_back.page);
}
