//! Anyone can check it, without asking us more than what the credential names.

use axum::http::StatusCode;
use openbadges::verify::{Given, Report};
use people::testing::World;
use serde_json::Value;

use crate::{earned, main, world};

/// As a stranger's verifier does: the credential, and what it names.
pub async fn report(world: &World, path: &str) -> Report {
    let stranger = world.stranger();
    let text = stranger.opens(&format!("{path}.json")).await.page;
    let mut given = Given::default();
    for url in openbadges::verify::needs(text.as_bytes()).status_lists {
        let list = stranger.opens(url.strip_prefix("http://cairn.test").unwrap()).await;
        given.status_lists.insert(url, Ok(list.bytes));
    }
    openbadges::verify(text.as_bytes(), &given, world.app.clock.now())
}

#[tokio::test]
async fn a_stranger_s_verifier_passes_it() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;

    let report = report(&world, &path).await;

    assert!(report.checks().iter().all(|(_, it)| it.has_passed()), "{report:?}");
}

#[tokio::test]
async fn it_says_what_was_demonstrated_and_how_it_was_reviewed() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;

    let seen = world.stranger().opens(&format!("{path}.json")).await;

    assert_eq!(seen.headers["content-type"], "application/vc+ld+json");
    assert_eq!(seen.headers["access-control-allow-origin"], "*");
    let mut json: Value = serde_json::from_str(&seen.page).unwrap();
    mask(&mut json);
    insta::assert_snapshot!("credential", serde_json::to_string_pretty(&json).unwrap());
}

/// What differs from run to run.
fn mask(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match name.as_str() {
                    "proofValue" | "identityHash" | "salt" | "statusListIndex" => {
                        *field = "…".into();
                    }
                    _ => mask(field),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(mask),
        Value::String(text) => {
            let words = text.split(['/', '#', ':', '.']);
            let differs: Vec<String> = words
                .filter(|it| it.len() == 36 && it.contains('-') || it.starts_with("z6Mk"))
                .map(str::to_owned)
                .collect();
            for word in differs {
                *text = text.replace(&word, "…");
            }
            if text.contains("/status/…#") {
                *text = text.split('#').next().unwrap().to_owned() + "#…";
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn its_page_its_badge_and_its_subject_are_found_by_anyone() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();

    let page = stranger.opens(&path).await;
    let badge = stranger.opens(&format!("{path}.svg")).await;
    let other = stranger.opens(&format!("{path}.exe")).await;
    let json: Value =
        serde_json::from_str(&stranger.opens(&format!("{path}.json")).await.page).unwrap();
    let subject = json["credentialSubject"]["id"].as_str().unwrap();
    let subject = stranger.opens(subject.strip_prefix("http://cairn.test").unwrap()).await;

    insta::assert_snapshot!("page", main(&page));
    assert_eq!(badge.headers["content-type"], "image/svg+xml");
    assert!(badge.page.starts_with("<svg") && badge.page.contains("Badge: Three seconds"));
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert_eq!(subject.goes_to.unwrap(), path);
}

#[tokio::test]
async fn its_issuer_s_keys_stand_open() {
    let world = world().await;
    let stranger = world.stranger();
    insta::assert_snapshot!("issuer_new", stranger.opens("/issuers/institute").await.main());
    earned(&world, &world.educator("Rosa").await).await;

    let keys = stranger.opens("/issuers/institute/did.json").await;

    let page = stranger.opens("/issuers/institute").await.main();
    assert!(page.contains("did:key:z6Mk") && page.contains("in use"), "{page}");
    assert_eq!(keys.headers["content-type"], "application/json");
    assert!(keys.page.contains("assertionMethod"));
    assert_eq!(stranger.opens("/issuers/maple-high").await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.opens("/issuers/nobody").await.status, StatusCode::NOT_FOUND);
}
