//! It is awarded by rule, once, and signed once.

use std::{future::Future, pin::pin, task::Poll};

use award::Sign;
use axum::http::StatusCode;
use futures::future::join_all;
use learn::testing::Learns;
use people::Relation;
use review::{Finding, testing::Reviews};
use submit::testing::submitted;

use crate::{SLUG, count, credential, decided, earned, id, main, world};

#[tokio::test]
async fn what_was_demonstrated_is_awarded_by_rule_and_told_without_telling() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    rosa.says_of_the_name(&decided(&world, &rosa, SLUG).await, "withheld").await;

    world.settle().await;

    let page = rosa.opens("/pursuits").await.page;
    let (_, rest) = page.split_once("href=\"/pursuits/").unwrap();
    let work = format!("/pursuits/{}", &rest[..36]);
    insta::assert_snapshot!("task_list", rosa.opens(&work).await.main());
    insta::assert_snapshot!("hers", main(&rosa.opens(&credential(&rosa, &work).await).await));
    let letters = world.letters(&rosa.address, "award.awarded").await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject, "There is news about your work");
    assert!(!letters[0].body.contains("Three seconds"));
}

#[tokio::test]
async fn it_is_being_signed_until_it_is() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = decided(&world, &rosa, SLUG).await;
    world.app.deliver().await.unwrap();
    let credential = credential(&rosa, &work).await;

    let page = world.stranger().opens(&credential).await;
    let json = world.stranger().opens(&format!("{credential}.json")).await;

    insta::assert_snapshot!("being_signed", page.main());
    assert_eq!(json.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn her_name_is_asked_once_before_and_stands_there_if_she_says_so() {
    let world = world().await;
    let rosa = world.educator("Rosa Díaz").await;
    let work = decided(&world, &rosa, SLUG).await;
    assert!(rosa.says_of_the_name(&work, "shown").await.goes_to.is_some());
    let again = rosa.says_of_the_name(&work, "withheld").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    world.settle().await;

    let credential = credential(&rosa, &work).await;
    let page = world.stranger().opens(&credential).await.page;
    let json = world.stranger().opens(&format!("{credential}.json")).await.page;

    assert!(page.contains("to <b>Rosa Díaz</b>"), "{page}");
    assert!(json.contains("Rosa Díaz"));
    assert!(!json.contains(&rosa.address));
}

#[tokio::test]
async fn her_name_is_left_out_when_she_says_no_or_nothing() {
    for choice in ["withheld", ""] {
        let world = world().await;
        let rosa = world.educator("Rosa Díaz").await;
        let work = decided(&world, &rosa, SLUG).await;
        rosa.says_of_the_name(&work, choice).await;
        world.settle().await;

        let credential = credential(&rosa, &work).await;
        let page = world.stranger().opens(&credential).await.page;
        let json = world.stranger().opens(&format!("{credential}.json")).await.page;
        let late = rosa.says_of_the_name(&work, "shown").await;

        assert!(!page.contains("Rosa") && !json.contains("Rosa"));
        assert_eq!(late.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn whoever_earned_it_doesn_t_start_it_again() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    earned(&world, &rosa).await;

    let again = rosa.tries_to_start(SLUG).await;

    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.page.contains("You have earned this one already."));
}

#[tokio::test]
async fn a_signature_that_was_broken_off_anywhere_and_made_twice_is_one_edition() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = decided(&world, &rosa, SLUG).await;
    world.app.deliver().await.unwrap();
    let path = credential(&rosa, &work).await;
    let job = || award::sign(world.app.clone(), vec![Sign { credential: id(&path), edition: 1 }]);

    for polls in 0..40 {
        broken_off(job(), polls).await;
    }
    for done in join_all((0..4).map(|_| job())).await {
        done.unwrap();
    }
    let signed = world.stranger().opens(&format!("{path}.json")).await.page;
    world.settle().await;
    job().await.unwrap();

    assert_eq!(count(&world, "SELECT COUNT(*) FROM credential_editions").await, 1);
    assert_eq!(world.stranger().opens(&format!("{path}.json")).await.page, signed);
    assert!(world.stranger().opens(&path).await.page.contains("This credential is authentic."));
}

/// As when the machine goes down: so far, and no further.
pub async fn broken_off<T>(job: impl Future<Output = T>, polls: usize) {
    let mut job = pin!(job);
    let mut left = polls;
    std::future::poll_fn(|context| {
        if left == 0 || job.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        left -= 1;
        Poll::Pending
    })
    .await;
}

#[tokio::test]
async fn what_was_withdrawn_after_its_decision_isn_t_awarded_and_nothing_is_tried_for_ever() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = decided(&world, &rosa, SLUG).await;

    let withdrawn = rosa.withdraws(&work).await;
    world.settle().await;

    assert!(withdrawn.status.is_redirection(), "{}", withdrawn.page);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM awards").await, 0);
    let waiting = "SELECT COUNT(*) FROM deliveries WHERE delivered_at IS NULL";
    assert_eq!(count(&world, waiting).await, 0);
}

#[tokio::test]
async fn one_supervisor_whom_she_accepted_reviews_it_and_the_credential_says_so() {
    let world = world().await;
    let text = submit::testing::THREE_SECONDS
        .replace("slug: three-seconds", "slug: with-my-principal")
        .replace("preset: custom", "preset: named_administrator")
        .replace("blind: true", "blind: false\n  reviewer_role: supervisor")
        .replace("supervisor: excluded", "supervisor: allowed");
    design::testing::published(&world, &text).await;
    let (rosa, maya) = (world.educator("Rosa").await, world.supervisor("Maya").await);
    world.relate(&maya, Relation::Supervises, &rosa).await;

    let start = rosa.opens("/catalog/with-my-principal/start").await;
    insta::assert_snapshot!("start_with_my_principal", start.main());
    let (_, version) = start.page.split_once("name=\"version\" value=\"").unwrap();
    let form =
        format!("slug=with-my-principal&version={}&named_reviewer={}", &version[..36], maya.id);
    let unticked = rosa.posts("/pursuits", &form).await;
    assert_eq!(unticked.status, StatusCode::CONFLICT);
    assert!(unticked.page.contains("href=\"#accepted\""), "{}", unticked.page);
    let work = rosa.starts_with("with-my-principal", maya.id).await;
    submitted(&world, &rosa, &work).await;
    let sent = maya.finds(Finding::Demonstrated).await;
    assert!(sent.status.is_redirection(), "not sent: {}", sent.page);
    world.settle().await;

    let path = credential(&rosa, &work).await;
    let says = "Reviewed by the educator’s supervisor, whom the educator accepted before starting.";
    let page = world.stranger().opens(&path).await.page;
    let json = world.stranger().opens(&format!("{path}.json")).await.page;
    assert!(page.contains(says) && json.contains(says), "{page}");
    assert!(!page.contains("Maya") && !json.contains("Maya"));
}
