//! Pages as people read them.
#![allow(clippy::unwrap_used)] // what stories do

mod story;

use insta::assert_snapshot;
use jiff::SignedDuration;
use people::{Role, testing::form};
use review::{Finding::*, testing::Reviews};
use story::*;

#[tokio::test]
async fn reviews() {
    let world = world().await;
    let [ana, ..] = assessors(&world).await;
    assert_snapshot!("reviews_empty", ana.opens("/reviews").await.main());
    let (rosa, work) = submitted(&world).await;
    assert_snapshot!("reviews_waiting", ana.opens("/reviews").await.main());
    ana.finds_all_but("overview").await;
    assert_snapshot!("reviews_sent", ana.opens("/reviews").await.main());
    assert_snapshot!("notice_reviewing", notice(&rosa.opens(&work).await.main()));
}

#[tokio::test]
async fn scoring() {
    let world = world().await;
    let [ana, ..] = assessors(&world).await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    assert_snapshot!("scoring", ana.opens(&panel).await.main());

    let older = revision(&ana.opens(&panel).await.page);
    let sent = [
        ("revision", &*older),
        ("level.plan", "not_yet"),
        ("feedback.overview", "Which class was it?"),
        ("then", "preview"),
    ];
    let refused = ana.posts(&format!("{panel}/notes"), &form(&sent)).await;
    assert_snapshot!("scoring_with_gaps", refused.main());

    let sent = [("revision", &*older), ("feedback.overview", "Who was in it?")];
    let stale = ana.posts(&format!("{panel}/notes"), &form(&sent)).await;
    assert_snapshot!("scoring_in_two_tabs", stale.main());

    ana.notes(&panel, &ALL).await;
    assert_snapshot!("preview", ana.opens(&format!("{panel}/preview")).await.main());
    ana.sends_review(&panel).await;
    assert_snapshot!("sent", ana.opens(&panel).await.main());
}

#[tokio::test]
async fn left() {
    let world = world().await;
    let [ana, ..] = assessors(&world).await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    ana.knows_them(&panel).await;
    assert_snapshot!("left", ana.opens(&panel).await.main());
}

#[tokio::test]
async fn feedback() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    assert_snapshot!("feedback_empty", rosa.opens(&format!("{work}/feedback")).await.main());
    ana.finds_all_but("overview").await;
    ben.finds_all_but("overview").await;
    assert_snapshot!("feedback_not_yet", rosa.opens(&format!("{work}/feedback")).await.main());
    world.settle().await;
    assert_snapshot!("notice_not_yet", notice(&rosa.opens(&work).await.main()));
    submits(&world, &rosa, &work, "We waited once more.").await;
    ana.finds(Demonstrated).await;
    ben.finds(NotYet).await;
    assert_snapshot!("notice_third", notice(&rosa.opens(&work).await.main()));
    // Who is Assessor A is left to chance.
    cho.finds(Demonstrated).await;
    let page = rosa.opens(&format!("{work}/feedback")).await.page;
    assert!(page.contains("A third, who saw neither, decided."));
    assert!(page.contains("The third assessor, who decided: Demonstrated"));
}

#[tokio::test]
async fn leading() {
    let world = world().await;
    let lead = world.someone("Lin", &[(Role::Lead, &world.issuer)]).await;
    assert_snapshot!("panels_empty", lead.opens("/panels").await.main());
    qualified(&world, "Ana").await;
    submitted(&world).await;
    assert_snapshot!("qualifications", lead.opens("/qualifications").await.main());
    world.app.clock.advance(SignedDuration::from_hours(22 * 24));
    world.comes_back(&lead).await;
    assert_snapshot!("panels", lead.opens("/panels").await.main());
}

#[tokio::test]
async fn letters() {
    let world = world().await;
    let ana = qualified(&world, "Ana").await;
    let lead = world.lead("Lin").await;
    submitted(&world).await;
    let assigned = world.letters(&ana.address, "review.assigned").await.remove(0);
    let panel = ana.first_on_desk().await;
    assert_snapshot!("letter_assigned", assigned.body.replace(&panel, "/panels/…"));
    let nobody = world.letters(&lead.address, "review.nobody_free").await.remove(0);
    assert_snapshot!("letter_nobody_free", nobody.body);
}

/// What stands at the top of a task list.
fn notice(main: &str) -> &str {
    let (_, notices) = main.split_once("<div class=\"note").unwrap();
    notices.split_once("<h2>").unwrap().0
}

#[test]
fn everyone_knows_who_may_use_what() {
    assert_snapshot!(review::routes().table());
}
