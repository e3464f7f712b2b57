//! She shows what she chooses of her evidence, and nothing until then.

use axum::http::StatusCode;
use openbadges::model::Evidence;
use sha2::{Digest, Sha256};

use crate::{credential, earned, main, world};

const PLAN: &str = "First: why? Second: how? Third: what if?";

/// The value of the box beside this title.
fn box_of(page: &str, title: &str) -> String {
    let (before, _) = page.split_once(&format!("> {title}")).expect("it can be chosen");
    let (_, value) = before.rsplit_once("value=\"").unwrap();
    value.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn nothing_of_it_is_public_until_she_chooses_it() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let path = earned(&world, &rosa).await;
    let stranger = world.stranger();
    assert!(stranger.opens(&path).await.page.contains("Its holder has chosen to show none."));
    assert!(!stranger.opens(&format!("{path}.json")).await.page.contains("\"evidence\""));
    let chooser = rosa.opens(&format!("{path}/evidence")).await;
    insta::assert_snapshot!("choose", chooser.main());
    let plan = box_of(&chooser.page, "Part 2 · A plan with questions");
    let shown = format!("{path}/evidence/{plan}");
    assert_eq!(stranger.opens(&shown).await.status, StatusCode::NOT_FOUND);

    let kept = rosa.posts(&format!("{path}/evidence"), &format!("shown={plan}&edition=new")).await;
    world.settle().await;

    assert_eq!(kept.goes_to.unwrap(), path);
    insta::assert_snapshot!("shown", main(&stranger.opens(&path).await));
    let opened = stranger.opens(&shown).await;
    assert!(opened.page.contains(PLAN));
    let json = stranger.opens(&format!("{path}.json")).await.page;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let evidence = &json["evidence"][0];
    assert!(evidence["id"].as_str().unwrap().ends_with(&shown));
    let same = Evidence::new("the same").sha256(&Sha256::digest(&opened.bytes).into());
    assert_eq!(evidence["digestMultibase"].as_str(), same.digest_multibase.as_deref());

    rosa.posts(&format!("{path}/evidence"), "edition=new").await;
    world.settle().await;
    let before = stranger.opens(&format!("{path}/editions/2.json")).await;
    assert_eq!(before.status, StatusCode::GONE, "it said what she has taken back");
    let now = stranger.opens(&format!("{path}/editions/3.json")).await;
    assert!(now.status == StatusCode::OK && !now.page.contains("\"evidence\""));
    assert_eq!(stranger.opens(&shown).await.status, StatusCode::NOT_FOUND);
    assert!(stranger.opens(&path).await.page.contains("Its holder has chosen to show none."));
}

#[tokio::test]
async fn what_another_holds_has_no_actions() {
    let world = world().await;
    let (rosa, ben) = (world.educator("Rosa").await, world.educator("Ben").await);
    let path = earned(&world, &rosa).await;
    let chooser = rosa.opens(&format!("{path}/evidence")).await.page;
    let plan = box_of(&chooser, "Part 2 · A plan with questions");
    rosa.posts(&format!("{path}/evidence"), "").await;

    let page = ben.opens(&path).await.page;
    let looked = ben.opens(&format!("{path}/evidence")).await;
    let tried = ben.posts(&format!("{path}/evidence"), &format!("shown={plan}")).await;

    assert!(!page.contains("Choose what is shown") && !page.contains("Revoke"));
    assert_eq!((looked.status, tried.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert!(world.stranger().opens(&path).await.page.contains("chosen to show none"));
}

#[tokio::test]
async fn what_isn_t_hers_can_t_be_shown() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let path = earned(&world, &rosa).await;
    let work = rosa.opens("/pursuits").await.page;
    assert!(work.contains("Three seconds"));

    let somebody_s = "shown=00000000-0000-4000-8000-000000000000";
    let kept = rosa.posts(&format!("{path}/evidence"), somebody_s).await;

    assert!(kept.goes_to.is_some());
    assert!(rosa.opens(&path).await.page.contains("chosen to show none"));
    assert_eq!(credential(&rosa, &first_work(&work)).await, path);
}

fn first_work(page: &str) -> String {
    let (_, rest) = page.split_once("href=\"/pursuits/").unwrap();
    format!("/pursuits/{}", &rest[..36])
}

#[tokio::test]
async fn only_she_is_offered_the_ways_to_tell_others_of_it() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let path = earned(&world, &rosa).await;

    let hers = rosa.opens(&path).await.page;
    let others = world.stranger().opens(&path).await.page;

    assert!(hers.contains("https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&#38;name=Three%20seconds&#38;organizationName=The%20Institute&#38;issueYear=2026&#38;issueMonth=12&#38;certUrl="));
    assert!(hers.contains("href=\"mailto:?subject=My%20microcredential%3A%20Three%20seconds"));
    assert!(hers.contains("Put it into a drawer"), "later rooms add to it");
    assert!(hers.contains(&format!("&#60;img src=&#34;http://cairn.test{path}.png&#34;")));
    for way in ["linkedin", "mailto:", "drawer", "snippet"] {
        assert!(!others.contains(way), "{way}");
    }
    assert!(others.contains("A page to keep"));
}
