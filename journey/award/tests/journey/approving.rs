//! Where the policy names somebody, they say yes first.

use axum::http::StatusCode;
use design::testing::published;
use futures::future::join_all;
use people::{
    Kind, Organization, Role,
    testing::{Someone, World},
};

use crate::{APPROVED, approved_by, count, credential, decided, world};

async fn moves(world: &World, who: &Someone) -> Vec<String> {
    let mut read = world.app.read().await.unwrap();
    let moves = award::moves(&mut read, who.id, world.app.clock.now()).await.unwrap();
    moves.into_iter().map(|it| it.words).collect()
}

fn pursuit(work: &str) -> String {
    format!("pursuit={}", work.trim_start_matches("/pursuits/"))
}

#[tokio::test]
async fn it_waits_for_the_approver_who_sees_no_name() {
    let world = world().await;
    let (rosa, omar) = (world.educator("Rosa").await, world.approver("Omar").await);
    insta::assert_snapshot!("nothing_to_approve", omar.opens("/awards").await.main());
    let work = decided(&world, &rosa, APPROVED).await;
    world.settle().await;

    assert_eq!(moves(&world, &omar).await, ["An award waits for your approval"]);
    let letters = world.letters(&omar.address, "award.waits").await;
    assert_eq!(letters[0].subject, "Something waits for you");
    insta::assert_snapshot!("to_approve", omar.opens("/awards").await.main());
    assert!(!rosa.opens(&work).await.page.contains("/credentials/"));

    let sent = omar.posts("/awards", &pursuit(&work)).await;
    world.settle().await;

    assert_eq!(sent.goes_to.unwrap(), "/awards");
    assert!(moves(&world, &omar).await.is_empty());
    let page = world.stranger().opens(&credential(&rosa, &work).await).await.page;
    assert!(page.contains("The award was approved by a person whom the issuer named."));
    assert!(!page.contains("Omar"));
}

#[tokio::test]
async fn it_is_awarded_once_however_often_two_approvers_press() {
    let world = world().await;
    let (rosa, omar) = (world.educator("Rosa").await, world.approver("Omar").await);
    let lina = world.approver("Lina").await;
    let work = decided(&world, &rosa, APPROVED).await;
    world.settle().await;
    let form = pursuit(&work);

    let presses = (0..3).flat_map(|_| [&omar, &lina]).map(|it| it.posts("/awards", &form));
    let seen = join_all(presses).await;
    world.settle().await;

    assert_eq!(seen.iter().filter(|it| it.status.is_redirection()).count(), 1);
    for refused in seen.iter().filter(|it| !it.status.is_redirection()) {
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.page.contains("This was awarded already"), "{}", refused.page);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) FROM awards").await, 1);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM credential_editions").await, 1);
    assert_eq!(world.letters(&rosa.address, "award.awarded").await.len(), 1);
}

#[tokio::test]
async fn nobody_approves_their_own_nor_another_issuer_s() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = decided(&world, &rosa, APPROVED).await;
    world.settle().await;
    world.appoint(&rosa, Role::Approver, &world.issuer).await;
    let elsewhere = Organization::new(Kind::Issuer, "elsewhere", "Elsewhere", None);
    let mut tx = world.app.begin().await.unwrap();
    people::establish(&mut tx, &elsewhere).await.unwrap();
    tx.commit().await.unwrap();
    let other = world.someone("Other", &[(Role::Approver, &elsewhere)]).await;
    let lead = world.someone("Lead", &[(Role::Lead, &world.issuer)]).await;

    let own = rosa.posts("/awards", &pursuit(&work)).await;
    let others = other.posts("/awards", &pursuit(&work)).await;
    let leads = lead.posts("/awards", &pursuit(&work)).await;
    let nothing = lead.posts("/awards", "pursuit=00000000-0000-4000-8000-000000000000").await;

    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(own.page.contains("You hold this one yourself."));
    assert!(!own.page.contains("name=\"pursuit\""));
    assert!(moves(&world, &rosa).await.is_empty());
    assert_eq!(others.status, StatusCode::NOT_FOUND);
    assert!(!other.opens("/awards").await.page.contains("Three seconds"));
    assert_eq!((leads.status, nothing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(count(&world, "SELECT COUNT(*) FROM awards").await, 0);
}

#[tokio::test]
async fn the_policy_may_name_the_lead() {
    let world = world().await;
    published(&world, &approved_by("lead")).await;
    let (rosa, omar) = (world.educator("Rosa").await, world.approver("Omar").await);
    let lead = world.someone("Iris", &[(Role::Lead, &world.issuer)]).await;
    let work = decided(&world, &rosa, APPROVED).await;
    world.settle().await;

    assert!(moves(&world, &omar).await.is_empty());
    assert_eq!(moves(&world, &lead).await, ["An award waits for your approval"]);
    assert_eq!(omar.posts("/awards", &pursuit(&work)).await.status, StatusCode::NOT_FOUND);
    assert!(lead.posts("/awards", &pursuit(&work)).await.status.is_redirection());
}
