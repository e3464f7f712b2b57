//! A district's rules come in as a document, and hold as they stood.

use jiff::SignedDuration;
use learn::testing::Learns;
use recognize::SAMPLE;

use crate::{
    SLUG,
    before::{answers, asks},
    earns::earns,
    imports, tries_to_import, world, world_with,
};

#[tokio::test]
async fn the_same_document_changes_nothing_and_another_is_a_new_version() {
    let world = world().await;
    let dearer = SAMPLE.replace("amount: 20000", "amount: 25000");

    assert!(!imports(&world, SAMPLE).await);
    assert!(imports(&world, &dearer).await);

    let entry = world.stranger().opens(&format!("/catalog/{SLUG}")).await.page;
    assert!(entry.contains("$250 a year") && entry.contains("version 2"));
    let listed = world.stranger().opens("/catalog?worth=%24200+a+year").await.page;
    assert!(listed.contains("Nothing matches"));
}

#[tokio::test]
async fn a_wrong_document_is_refused_whole() {
    let world = world().await;
    let wrong = SAMPLE
        .replace("- wait-time-and-questioning", "- wait-time")
        .replace("each: yearly", "each: monthly");

    let told = tries_to_import(&world, &wrong).await;

    let told = told.unwrap_err().to_string();
    assert!(told.contains("recognition.yaml:17:15: `each` can't be `monthly`."), "{told}");
    assert!(told.contains("There is no microcredential `wait-time`."), "{told}");
    let entry = world.stranger().opens(&format!("/catalog/{SLUG}")).await.page;
    assert!(entry.contains("version 1"));
}

#[tokio::test]
async fn a_microcredential_counts_by_one_policy() {
    let world = world().await;
    let second = SAMPLE.replace("slug: pay-for-what-you-can-show", "slug: hours");

    let told = tries_to_import(&world, &second).await;

    let told = told.unwrap_err().to_string();
    assert!(
        told.contains(
            "21:9: “Pay for what you can show” has `wait-time-and-questioning` in its classes \
             already. Take it out of one of the two."
        ),
        "{told}"
    );
}

#[tokio::test]
async fn two_who_bring_in_rules_at_once_make_one_version_of_each() {
    let world = world().await;
    let dearer = SAMPLE.replace("amount: 20000", "amount: 25000");
    let same = || tries_to_import(&world, &dearer);

    let (one, other) = tokio::join!(same(), same());

    assert!(one.unwrap() != other.unwrap(), "one of them changed something");
    let entry = world.stranger().opens(&format!("/catalog/{SLUG}")).await.page;
    assert!(entry.contains("version 2") && !entry.contains("version 3"));
}

#[tokio::test]
async fn two_policies_that_want_the_same_at_once_are_one_and_a_refusal() {
    let world = world().await;
    let (classes, _) = SAMPLE.split_once("  - key: class-2").unwrap();
    let without = SAMPLE.replace("      - wait-time-and-questioning\n", "");
    assert!(imports(&world, &without).await);
    let named = |slug: &str| {
        let text = classes.replace("pay-for-what-you-can-show", slug);
        let (head, _) = text.split_once("      - checks-for-understanding").unwrap();
        head.to_owned()
    };
    let (one, other) = (named("hours"), named("points"));

    let (one, other) = tokio::join!(tries_to_import(&world, &one), tries_to_import(&world, &other));

    let (kept, refused) = if one.is_ok() { (one, other) } else { (other, one) };
    assert!(kept.unwrap());
    assert!(matches!(refused.unwrap_err(), foundation::Error::Refused(_)));
}

#[tokio::test]
async fn what_leaves_the_catalog_and_comes_back_is_found_by_its_worth_again() {
    let world = world().await;
    let mut read = world.app.read().await.unwrap();
    let it = design::published_by_slug(&mut read, SLUG).await.unwrap();
    drop(read);
    let shown = async |version| {
        let mut tx = world.app.begin().await.unwrap();
        let issuer = world.issuer.id;
        design::publish(&mut tx, issuer, it.microcredential, version, None).await.unwrap();
        tx.commit().await.unwrap();
        world.settle().await;
        world.stranger().opens("/catalog?worth=%24200+a+year").await.page
    };
    let gone = shown(None).await;
    let back = shown(Some(it.id)).await;

    assert!(!gone.contains(SLUG));
    assert!(back.contains(SLUG));
}

#[tokio::test]
async fn what_was_approved_holds_whatever_changes_later() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let (maya, noor) = (world.approver("Maya").await, world.office("Noor").await);
    asks(&rosa).await;
    answers(&maya, "answer=yes&reason=Good.").await;
    imports(&world, &SAMPLE.replace("amount: 20000", "amount: 10000")).await;
    world.app.clock.advance(SignedDuration::from_hours(1));
    let work = rosa.starts(SLUG).await;

    earns(&world, &rosa, &work).await;

    let page = noor.opens("/claims").await.page;
    assert!(page.contains("$200 a year") && page.contains("version 1"));
}

#[tokio::test]
async fn without_approval_the_rule_of_the_start_holds() {
    let free = SAMPLE.replace("approval: before_start", "approval: not_needed");
    let world = world_with(&free).await;
    let (rosa, noor) = (world.educator("Rosa").await, world.office("Noor").await);
    let work = rosa.starts(SLUG).await;
    world.app.clock.advance(SignedDuration::from_hours(1));
    imports(&world, &free.replace("amount: 20000", "amount: 90000")).await;

    earns(&world, &rosa, &work).await;

    let page = noor.opens("/claims").await.page;
    assert!(page.contains("$200 a year") && page.contains("version 1"));
    assert!(!page.contains("Approved before the start"));
}

#[tokio::test]
async fn what_needed_approval_and_had_none_in_time_is_no_claim() {
    let world = world().await;
    let (rosa, maya) = (world.educator("Rosa").await, world.approver("Maya").await);
    let noor = world.office("Noor").await;
    asks(&rosa).await;
    let work = rosa.starts(SLUG).await;
    world.app.clock.advance(SignedDuration::from_hours(1));
    answers(&maya, "answer=yes&reason=Good.").await;

    earns(&world, &rosa, &work).await;

    assert!(noor.opens("/claims").await.page.contains("Nothing waits."));
}
