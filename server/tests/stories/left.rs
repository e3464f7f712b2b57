//! Whoever has left the district still reads what is theirs, and changes nothing of it.

use axum::http::StatusCode;
use evidence::testing::ShowsEvidence;
use learn::testing::Learns;
use people::testing::{Someone, World};
use review::{
    Finding,
    testing::{Reviews, qualified},
};
use submit::testing::{Submits, submitted};

use crate::{APPROVED, SLUG, link, world};

/// The administrator ends all her roles.
async fn leaves(world: &World, who: &Someone) {
    let ada = world.administrator("Ada").await;
    let page = ada.opens(&format!("/people/{}", who.id)).await.page;
    for form in page.split("action=\"").skip(1) {
        let action = form.split('"').next().unwrap();
        if action.contains("/roles/") {
            assert!(ada.posts(action, "").await.status.is_redirection());
        }
    }
}

#[tokio::test]
async fn what_she_began_and_earned_stays_hers_to_read() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let ana = qualified(&world, "Ana", SLUG).await;
    let earned = rosa.starts(SLUG).await;
    submitted(&world, &rosa, &earned).await;
    ana.finds(Finding::Demonstrated).await;
    world.settle().await;
    let credential = link(&rosa.opens(&earned).await.page, "/credentials/");
    let begun = rosa.starts(APPROVED).await;
    rosa.writes(&begun, "part_1.why", "The same five hands go up.").await;
    rosa.writes_evidence(&begun, "part_2.plan", "First: why? Second: how?", 0).await;
    assert!(rosa.opens("/today").await.page.contains("Go on with"));

    leaves(&world, &rosa).await;

    let all = rosa.opens("/pursuits").await.page;
    assert!(all.contains(&earned) && all.contains(&begun));
    assert!(all.contains("href=\"/recognition\""), "its place is in the header");
    let list = rosa.opens(&begun).await;
    insta::assert_snapshot!("left", list.main());
    for (path, words) in [
        (format!("{begun}/part_1.why"), "The same five hands go up."),
        (format!("{begun}/part_2.tally.template"), "You don’t teach here any more."),
        (format!("{begun}/evidence/part_2.plan"), "You don’t teach here any more."),
        (format!("{begun}/name"), "Shall your name stand"),
        (format!("{begun}/looks"), "Who has looked"),
        (link(&rosa.opens(&earned).await.page, "/submissions/"), "Nineteen fourth graders"),
        (format!("{earned}/feedback"), "Demonstrated"),
        ("/recognition".into(), "$200 a year"),
        (format!("{credential}/evidence"), "Nothing of your evidence is public"),
    ] {
        let seen = rosa.opens(path.split('#').next().unwrap()).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}");
        assert!(seen.page.contains(words), "{path}: {}", seen.page);
        let stays = seen.main().contains("<form") && !path.contains("/credentials/");
        assert!(!stays, "{path} still has a form: {}", seen.main());
    }
    let piece = link(
        &rosa.opens(&format!("{begun}/evidence/part_2.plan")).await.page,
        &format!("{begun}/evidence/part_2.plan/"),
    );
    assert!(rosa.opens(&piece).await.page.contains("First: why? Second: how?"));
    assert!(!rosa.opens("/today").await.page.contains("Go on with"));
    let shown = rosa.posts(&format!("{credential}/evidence"), "").await;
    assert!(shown.status.is_redirection(), "what her credential shows is hers for life");
}

#[tokio::test]
async fn nothing_of_it_changes_any_more() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;
    rosa.writes(&work, "part_1.why", "The same five hands go up.").await;

    leaves(&world, &rosa).await;

    for (path, form) in [
        (format!("{work}/part_1.why"), "words=Other&revision=1"),
        (format!("{work}/evidence/part_2.plan/text"), "words=Other&revision=0"),
        (format!("{work}/submissions"), "number=1&own=yes&privacy=yes"),
        (format!("{work}/withdrawal"), ""),
        (format!("{work}/name"), "choice=shown"),
        ("/pursuits".into(), "slug=three-seconds"),
        ("/approvals".into(), "microcredential=three-seconds"),
    ] {
        assert_eq!(rosa.posts(&path, form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(rosa.opens(&format!("{work}/check")).await.goes_to.unwrap(), work);
    assert!(rosa.opens(&format!("{work}/part_1.why")).await.page.contains("five hands"));
}

#[tokio::test]
async fn whoever_never_taught_and_another_who_left_find_nothing() {
    let world = world().await;
    let (rosa, ben) = (world.educator("Rosa").await, world.educator("Ben").await);
    let noor = world.office("Noor").await;
    let work = rosa.starts(SLUG).await;

    leaves(&world, &ben).await;

    for path in [work.clone(), format!("{work}/part_1.why"), format!("{work}/looks")] {
        assert_eq!(ben.opens(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(noor.opens(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(noor.opens("/pursuits").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ben.opens("/pursuits").await.status, StatusCode::OK);
}
