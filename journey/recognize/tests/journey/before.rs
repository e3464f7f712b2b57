//! Before she starts: what it is worth, and approval.

use axum::http::StatusCode;
use futures::future::join_all;
use jiff::SignedDuration;
use learn::testing::Learns;
use people::testing::{Someone, World};
use recognize::SAMPLE;

use crate::{SLUG, world, world_with};

pub async fn asks(who: &Someone) -> people::testing::Seen {
    let form = format!("microcredential={SLUG}&reason=My+students+wait+for+me.");
    who.posts("/approvals", &form).await
}

/// Answers the one that waits.
pub async fn answers(who: &Someone, form: &str) -> people::testing::Seen {
    let path = waiting(who).await;
    who.posts(&path, form).await
}

/// Where the one that waits is answered.
async fn waiting(who: &Someone) -> String {
    let page = who.opens("/approvals").await.page;
    let (_, rest) = page.split_once("action=\"/approvals/").unwrap();
    format!("/approvals/{}/answer", rest.split_once('/').unwrap().0)
}

async fn moves(world: &World, who: &Someone) -> Vec<String> {
    let mut read = world.app.read().await.unwrap();
    let moves = recognize::moves(&mut read, who.id, world.app.clock.now()).await.unwrap();
    moves.into_iter().map(|it| it.words).collect()
}

#[tokio::test]
async fn what_it_is_worth_stands_in_the_catalog() {
    let world = world().await;
    let anyone = world.stranger();

    let listed = anyone.opens("/catalog?worth=%24200+a+year").await.page;
    let entry = anyone.opens(&format!("/catalog/{SLUG}")).await.page;

    assert!(listed.contains("$200 a year, if approved before you start"));
    assert!(!listed.contains("$600 a year, if approved"));
    assert!(entry.contains(
        "In Maple Ridge School District: <b>$200 a year, if approved before you start</b>"
    ));
    assert!(entry.contains("Pay for what you can show, version 1"));
}

#[tokio::test]
async fn she_asks_and_is_answered_with_a_reason() {
    let world = world().await;
    let (rosa, maya) = (world.educator("Rosa").await, world.approver("Maya").await);

    let start = rosa.opens(&format!("/catalog/{SLUG}/start")).await.page;
    assert!(start.contains(&format!("href=\"/approvals/new?microcredential={SLUG}\"")));
    let page = rosa.opens(&format!("/approvals/new?microcredential={SLUG}")).await;
    insta::assert_snapshot!("ask", page.main());
    assert_eq!(asks(&rosa).await.goes_to.unwrap(), "/recognition");
    assert_eq!(moves(&world, &maya).await, ["A request for approval waits for your answer"]);
    insta::assert_snapshot!("asked", maya.opens("/approvals").await.main());

    let unsaid = answers(&maya, "answer=yes&reason=").await;
    assert_eq!(unsaid.status, StatusCode::CONFLICT);
    assert!(unsaid.page.contains("Say why, in a sentence"));
    assert!(unsaid.page.contains("value=\"yes\" checked"));
    let unchosen = answers(&maya, "reason=It+fits+our+goals.").await;
    assert!(unchosen.page.contains("Choose yes or no."));
    assert!(unchosen.page.contains("It fits our goals.</textarea>"));

    let said = answers(&maya, "answer=yes&reason=It+fits+our+goals.").await;
    assert_eq!(said.goes_to.unwrap(), "/approvals");
    assert!(moves(&world, &maya).await.is_empty());
    insta::assert_snapshot!("approved", rosa.opens("/recognition").await.main());
    let start = rosa.opens(&format!("/catalog/{SLUG}/start")).await.page;
    assert!(start.contains("Approved: you can start"));
}

#[tokio::test]
async fn both_are_written_to_and_no_subject_names_anyone() {
    let world = world().await;
    let (rosa, maya) = (world.educator("Rosa").await, world.approver("Maya").await);
    asks(&rosa).await;
    answers(&maya, "answer=no&reason=Ask+again+in+spring.").await;

    let asked = world.letters(&maya.address, "recognize.asked").await;
    let answered = world.letters(&rosa.address, "recognize.answered").await;

    assert_eq!(asked[0].subject, "A request waits for your answer");
    assert_eq!(answered[0].subject, "Your request was answered");
    let words = format!("{}{}", asked[0].body, answered[0].body);
    assert!(!words.contains("Rosa") && !words.contains("Maya") && !words.contains("Ask again"));
    assert!(rosa.opens("/recognition").await.page.contains("Ask again in spring."));
}

#[tokio::test]
async fn only_who_was_asked_answers() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let maya = world.approver("Maya").await;
    world.app.clock.advance(SignedDuration::from_secs(1));
    let other = world.approver("Other").await;
    asks(&rosa).await;

    let path = waiting(&maya).await;
    let tried = other.posts(&path, "answer=yes&reason=So").await;

    assert_eq!(tried.status, StatusCode::NOT_FOUND);
    assert!(!other.opens("/approvals").await.page.contains("My students wait for me."));
    assert_eq!(rosa.opens("/approvals").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_double_click_asks_and_answers_once() {
    let world = world().await;
    let (rosa, maya) = (world.educator("Rosa").await, world.approver("Maya").await);

    let asked = join_all((0..4).map(|_| asks(&rosa))).await;
    let path = waiting(&maya).await;
    let answered = join_all((0..4).map(|_| maya.posts(&path, "answer=yes&reason=Good."))).await;

    assert_eq!(asked.iter().filter(|it| it.goes_to.is_some()).count(), 1);
    assert!(asked.iter().any(|it| it.page.contains("You have asked already.")));
    assert_eq!(answered.iter().filter(|it| it.goes_to.is_some()).count(), 1);
    assert_eq!(world.letters(&rosa.address, "recognize.answered").await.len(), 1);
}

#[tokio::test]
async fn a_district_may_let_nobody_start_without_approval() {
    let world = world_with(&SAMPLE.replace("start: anyone", "start: only_when_approved")).await;
    let (rosa, maya) = (world.educator("Rosa").await, world.approver("Maya").await);

    let unasked = rosa.tries_to_start(SLUG).await;
    assert_eq!(unasked.status, StatusCode::CONFLICT);
    assert!(unasked.page.contains("Ask for it first"));
    asks(&rosa).await;
    assert!(rosa.tries_to_start(SLUG).await.page.contains("wants a yes before you start"));
    answers(&maya, "answer=yes&reason=Go.").await;
    rosa.starts(SLUG).await;
}

#[tokio::test]
async fn nobody_approves_her_own_and_somebody_must_be_there() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    world.appoint(&rosa, people::Role::Approver, &world.district).await;

    let page = rosa.opens(&format!("/approvals/new?microcredential={SLUG}")).await.page;
    let tried = asks(&rosa).await;

    assert!(page.contains("There is nobody in your district who could answer."));
    assert_eq!(tried.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn once_she_has_started_it_is_too_late() {
    let world = world().await;
    let (rosa, _maya) = (world.educator("Rosa").await, world.approver("Maya").await);
    rosa.starts(SLUG).await;
    let tried = asks(&rosa).await;
    assert_eq!(tried.status, StatusCode::CONFLICT);
    assert!(tried.page.contains("approval comes too late for this time"));
}
