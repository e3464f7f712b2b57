//! Not yet is normal: she shows again what wasn't demonstrated, and only that.
#![allow(clippy::unwrap_used)] // what stories do

mod common;

use axum::http::StatusCode;
use common::{contents, decided::not_yet, id_of, journey, plan, routes, started};
use design::Version;
use evidence::testing::ShowsEvidence;
use foundation::Id;
use jiff::SignedDuration;
use learn::testing::Learns;
use people::testing::{Someone, World};
use submit::{
    Submission,
    testing::{Submits, three_seconds},
};

/// Rosa submitted; these criteria are not yet demonstrated.
async fn open_again(criteria: &[&str]) -> (World, Version, Someone, String, Id<Submission>) {
    let world = World::new(journey(), routes()).await;
    let version = three_seconds(&world).await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    let first = id_of(&rosa.submits(&work).await.goes_to.unwrap());
    world.app.clock.advance(SignedDuration::from_mins(5));
    not_yet(&world, &version, first, criteria).await;
    world.app.clock.advance(SignedDuration::from_mins(5));
    (world, version, rosa, work, first)
}

#[tokio::test]
async fn only_what_was_not_demonstrated_is_asked_again() {
    let (world, _, rosa, work, first) = open_again(&["overview"]).await;

    insta::assert_snapshot!("task_list_again", rosa.opens(&work).await.main());
    let page = rosa.opens(&format!("{work}/part_1.setting")).await.page;
    assert!(page.contains("\nNineteen fourth graders in a small town.</textarea>"));
    let stands = rosa.opens(&format!("{work}/part_3.change")).await.page;
    assert!(stands.contains("This was demonstrated.") && !stands.contains("<textarea"));
    assert!(stands.contains("Twice as many students spoke: row two."));
    let refused = rosa.types(&work, "part_3.change", "More", 1).await;
    assert!(refused.page.contains("This was demonstrated."));

    let unchanged = rosa.opens(&format!("{work}/check")).await.page;
    assert!(unchanged.contains("You wrote and added nothing here since it was opened again."));
    rosa.writes(&work, "part_1.setting", "Nineteen fourth graders; seven learn English.").await;
    insta::assert_snapshot!("check_again", rosa.opens(&format!("{work}/check")).await.main());
    let second: Id<Submission> = id_of(&rosa.submits(&work).await.goes_to.unwrap());

    let mut read = world.app.read().await.unwrap();
    let both = submit::submissions(&mut read, &[first, second]).await.unwrap();
    let places: Vec<_> = both[&second].items.iter().map(|it| it.place.to_string()).collect();
    assert_eq!(places, ["part_1.setting", "part_1.why"]);
    assert_eq!(both[&second].number, 2);
    assert_eq!(both[&second].criteria.len(), 1);
    assert_eq!(both[&second].criteria[0], "overview");
    drop(read);
    let earlier = rosa.opens(&format!("/submissions/{first}")).await.page;
    assert!(earlier.contains("Nineteen fourth graders in a small town."));
    assert!(!earlier.contains("seven learn English"));
}

#[tokio::test]
async fn what_she_wrote_before_is_copied_and_the_submitted_words_stay() {
    let (world, _, rosa, work, first) = open_again(&["overview"]).await;
    // Two answers of the opened part, and no other.
    let copied = contents(&world).await - 7;
    assert_eq!(copied, 2);

    rosa.writes(&work, "part_1.why", "Otherwise").await;

    let mut read = world.app.read().await.unwrap();
    let submission = submit::submission(&mut read, first).await.unwrap();
    let why = submission.items.iter().find(|it| it.place.to_string() == "part_1.why").unwrap();
    let (_, body) = common::sealed(&mut read, why.content).await;
    assert_eq!(body, "The same five hands go up.");
}

#[tokio::test]
async fn evidence_is_shown_again_where_its_criterion_is_open() {
    let (_world, _, rosa, work, _) = open_again(&["plan"]).await;
    let page = rosa.opens(&format!("{work}/check")).await.page;
    assert!(page.contains("First: why? Second: how? Third: what if?"), "it begins with a copy");
    assert!(page.contains("This was demonstrated, stands, and is not asked for again:"));

    rosa.adds_link(&work, "part_2.plan", "https://plans.example/2", "").await;
    let seen = rosa.submits(&work).await;

    let shown = rosa.opens(&seen.goes_to.unwrap()).await.page;
    assert!(shown.contains("https://plans.example/2"));
    assert!(!shown.contains("Nineteen fourth graders"));
}

#[tokio::test]
async fn the_second_waits_like_the_first() {
    let (_world, _, rosa, work, _) = open_again(&["overview", "reflection"]).await;
    rosa.writes(&work, "part_1.setting", "Nineteen fourth graders, again.").await;
    rosa.submits(&work).await;

    assert!(rosa.opens(&work).await.page.contains("Your second submission is in"));
    assert_eq!(rosa.types(&work, "part_1.why", "No", 1).await.status, StatusCode::CONFLICT);
    assert_eq!(rosa.submits(&work).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn nothing_opens_once_she_has_withdrawn() {
    let (world, _, rosa, work, _) = open_again(&["overview"]).await;
    rosa.withdraws(&work).await;
    let mut tx = world.app.begin().await.unwrap();
    let criteria = ["reflection".parse().unwrap()];
    submit::open_again(&mut tx, id_of(&work), &criteria).await.unwrap();
    tx.commit().await.unwrap();

    let page = rosa.opens(&format!("{work}/check")).await.page;
    assert!(page.contains("You withdrew from this."));
    assert_eq!(rosa.submits(&work).await.status, StatusCode::CONFLICT);
}
