//! Its issuer takes it back, with a reason that its holder can read.

use axum::http::StatusCode;
use people::{
    Role,
    testing::{Someone, World},
};

use crate::{SLUG, checking::report, count, credential, decided, earned, main, world};

async fn lead(world: &World) -> Someone {
    world.someone("Iris", &[(Role::Lead, &world.issuer)]).await
}

#[tokio::test]
async fn from_then_on_everyone_who_checks_it_learns_it_and_its_holder_why() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let path = earned(&world, &rosa).await;
    let iris = lead(&world).await;
    assert!(iris.opens(&path).await.page.contains("Revoke this credential"));
    insta::assert_snapshot!("revoke", iris.opens(&format!("{path}/revocation")).await.main());

    let unsaid = iris.posts(&format!("{path}/revocation"), "reason=+").await;
    assert_eq!(unsaid.status, StatusCode::CONFLICT);
    insta::assert_snapshot!("revoke_unsaid", unsaid.main());
    let said = iris.posts(&format!("{path}/revocation"), "reason=The+reviews+were+mixed+up.").await;
    assert_eq!(said.goes_to.unwrap(), path);
    world.settle().await;

    let page = world.stranger().opens(&path).await;
    insta::assert_snapshot!("revoked", main(&page));
    assert!(!page.page.contains("mixed up"));
    assert!(rosa.opens(&path).await.page.contains("The reviews were mixed up."));
    let letters = world.letters(&rosa.address, "award.revoked").await;
    assert_eq!(letters[0].subject, "There is news about a credential");
    let report = report(&world, &path).await;
    assert!(report.status.has_failed(), "{report:?}");
    assert!(report.proof.has_passed() && report.key.has_passed() && report.schema.has_passed());
    assert!(!iris.opens(&path).await.page.contains("Revoke this credential"));
}

#[tokio::test]
async fn it_is_taken_back_once_and_by_its_issuer_alone() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let path = earned(&world, &rosa).await;
    let iris = lead(&world).await;
    let district_s = world.lead("Other").await;
    let form = "reason=A+mistake.";

    let others = district_s.posts(&format!("{path}/revocation"), form).await;
    let looked = district_s.opens(&format!("{path}/revocation")).await;
    let hers = rosa.posts(&format!("{path}/revocation"), form).await;
    let first = iris.posts(&format!("{path}/revocation"), form).await;
    let second = iris.posts(&format!("{path}/revocation"), form).await;

    let absent = StatusCode::NOT_FOUND;
    assert_eq!((others.status, looked.status, hers.status), (absent, absent, absent));
    assert!(first.status.is_redirection());
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.page.contains("This credential was revoked already."));
    assert!(!second.page.contains("Say why, in a sentence."));
    assert_eq!(count(&world, "SELECT COUNT(*) FROM revocations").await, 1);
}

#[tokio::test]
async fn what_was_taken_back_before_it_was_signed_is_never_signed_and_nothing_is_tried_for_ever() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = decided(&world, &rosa, SLUG).await;
    world.app.deliver().await.unwrap();
    let path = credential(&rosa, &work).await;

    let iris = lead(&world).await;
    iris.posts(&format!("{path}/revocation"), "reason=A+mistake.").await;
    world.settle().await;

    assert_eq!(count(&world, "SELECT COUNT(*) FROM credential_editions").await, 0);
    let waiting = "SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND name = 'award.sign'";
    assert_eq!(count(&world, waiting).await, 0);
    insta::assert_snapshot!("revoked_unsigned", world.stranger().opens(&path).await.main());
}

#[tokio::test]
async fn a_new_edition_of_what_was_taken_back_isn_t_signed() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let path = earned(&world, &rosa).await;
    let iris = lead(&world).await;
    iris.posts(&format!("{path}/revocation"), "reason=A+mistake.").await;

    rosa.posts(&format!("{path}/evidence"), "edition=new").await;
    world.settle().await;

    assert_eq!(count(&world, "SELECT COUNT(*) FROM credential_editions").await, 1);
    let waiting = "SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND name = 'award.sign'";
    assert_eq!(count(&world, waiting).await, 0);
}
