//! What happened meanwhile ends quietly, and is not tried for ever.

use axum::http::StatusCode;
use learn::testing::Learns;
use people::Role;
use review::{
    Finding,
    testing::{Reviews, qualified},
};
use submit::testing::submitted;

use crate::{SLUG, count, link, world};

#[tokio::test]
async fn what_was_taken_back_before_the_office_heard_of_it_counts_for_nothing() {
    let world = world().await;
    let (rosa, noor) = (world.educator("Rosa").await, world.office("Noor").await);
    let iris = world.someone("Iris", &[(Role::Lead, &world.issuer)]).await;
    let ana = qualified(&world, "Ana", SLUG).await;
    let work = rosa.starts(SLUG).await;
    submitted(&world, &rosa, &work).await;
    ana.finds(Finding::Demonstrated).await;
    world.app.deliver().await.unwrap(); // awarded; nobody has heard of it
    let credential = link(&rosa.opens(&work).await.page, "/credentials/");

    let revoked = iris.posts(&format!("{credential}/revocation"), "reason=A+mistake.").await;
    world.settle().await;

    assert!(revoked.status.is_redirection(), "{}", revoked.page);
    assert!(noor.opens("/claims").await.page.contains("Nothing waits."));
    let waiting = "SELECT COUNT(*) FROM deliveries WHERE delivered_at IS NULL";
    assert_eq!(count(&world, waiting).await, 0);
}

#[tokio::test]
async fn what_was_taken_back_before_the_office_answered_is_refused_and_never_posted() {
    let world = world().await;
    let (rosa, noor) = (world.educator("Rosa").await, world.office("Noor").await);
    let iris = world.someone("Iris", &[(Role::Lead, &world.issuer)]).await;
    let ana = qualified(&world, "Ana", SLUG).await;
    let work = rosa.starts(SLUG).await;
    submitted(&world, &rosa, &work).await;
    ana.finds(Finding::Demonstrated).await;
    world.settle().await;
    let credential = link(&rosa.opens(&work).await.page, "/credentials/");
    iris.posts(&format!("{credential}/revocation"), "reason=A+mistake.").await;
    let page = noor.opens("/claims").await.page;
    let (_, claim) = page.split_once("name=\"claim\" value=\"").unwrap();
    let claim = claim.split('"').next().unwrap();
    let answers = async |said: &str| {
        noor.posts("/claims/answers", &format!("claim={claim}&answer={said}")).await
    };

    let accepted = answers("accepted&reason=").await;
    let refused = answers("refused&reason=It+was+revoked.").await;

    assert_eq!(accepted.status, StatusCode::CONFLICT);
    assert!(accepted.page.contains("One of these was revoked by its issuer"), "{}", accepted.page);
    assert!(refused.status.is_redirection(), "{}", refused.page);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM ledger_entries").await, 0);
}
