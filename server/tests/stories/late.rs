//! What happened meanwhile ends quietly, and is not tried for ever.

use learn::testing::Learns;
use people::Role;
use review::{Finding, testing::Reviews};

use crate::{SLUG, count, link, qualified, submits, world};

#[tokio::test]
async fn what_was_taken_back_before_the_office_heard_of_it_counts_for_nothing() {
    let world = world().await;
    let (rosa, noor) = (world.educator("Rosa").await, world.office("Noor").await);
    let iris = world.someone("Iris", &[(Role::Lead, &world.issuer)]).await;
    let ana = qualified(&world, "Ana", SLUG).await;
    let work = rosa.starts(SLUG).await;
    submits(&world, &rosa, &work).await;
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
