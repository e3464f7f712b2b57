//! One's own account: what may be changed, by whom, and who hears of it.

use axum::http::StatusCode;
use foundation::Journey;
use people::testing::{Someone, World, form};

const RIGHT: &str = "stones upon stones";
const NEW: &str = "another pile of stones";

async fn world() -> (World, Someone) {
    let world = World::new(Journey::default(), people::routes()).await;
    let rosa = world.educator("Rosa").await;
    world.set_password(&rosa, RIGHT).await;
    (world, rosa)
}

#[tokio::test]
async fn she_sees_what_is_hers() {
    let (_world, rosa) = world().await;
    insta::assert_snapshot!(rosa.opens("/account").await.main());
}

#[tokio::test]
async fn she_changes_her_name() {
    let (_world, rosa) = world().await;

    let seen = rosa.posts("/account/name", &form(&[("name", "  Rosa   Díaz ")])).await;

    let account = rosa.opens(&seen.goes_to.unwrap()).await;
    assert!(account.main().contains("Your name is changed."));
    assert!(account.main().contains("Rosa Díaz") && account.page.contains("\">Rosa Díaz</a>"));
    let empty = rosa.posts("/account/name", "name=+").await;
    assert_eq!(empty.status, StatusCode::CONFLICT);
    insta::assert_snapshot!(empty.main());
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_is_told() {
    let (world, rosa) = world().await;
    let thief = world.stranger();
    thief.has_the_cookies_of(&rosa);

    let sent = form(&[("password", RIGHT), ("new_password", NEW)]);
    let seen = rosa.posts("/account/password", &sent).await;

    assert_eq!(seen.goes_to.as_deref(), Some("/account?changed=password"));
    assert_eq!(rosa.opens("/account").await.status, StatusCode::OK);
    assert_eq!(thief.opens("/account").await.status, StatusCode::SEE_OTHER);
    let letters = world.letters(&rosa.address, "people.password_changed").await;
    insta::assert_snapshot!(letters[0].body);
    let again = form(&[("address", &rosa.address), ("password", RIGHT)]);
    assert_eq!(thief.posts("/sign-in", &again).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn whoever_finds_her_browser_open_doesn_t_change_her_password() {
    let (world, rosa) = world().await;

    let sent = form(&[("password", "stones under stones"), ("new_password", "short")]);
    let seen = rosa.posts("/account/password", &sent).await;

    assert_eq!(seen.status, StatusCode::CONFLICT);
    insta::assert_snapshot!(seen.main());
    assert!(world.letters(&rosa.address, "people.password_changed").await.is_empty());
}

#[tokio::test]
async fn a_new_address_is_confirmed_there_and_the_old_one_is_told() {
    let (world, rosa) = world().await;
    let sent = form(&[("address", "Rosa@new.test"), ("password", RIGHT)]);

    let asked = rosa.posts("/account/address", &sent).await;
    assert!(asked.main().contains("rosa@new.test"));
    assert!(!rosa.opens("/account").await.main().contains("rosa@new.test"));
    let link = world.link("rosa@new.test", "people.confirm_address").await;
    assert_eq!(rosa.opens(&link).await.status, StatusCode::OK);
    assert!(!rosa.opens("/account").await.main().contains("rosa@new.test"));
    let confirmed = rosa.posts(&link, "").await;

    assert_eq!(confirmed.goes_to.as_deref(), Some("/account?changed=address"));
    let account = rosa.opens("/account").await.main();
    assert!(account.contains("rosa@new.test") && !account.contains(&rosa.address));
    assert_eq!(world.letters(&rosa.address, "people.address_changed").await.len(), 1);
    assert_eq!(rosa.posts(&link, "").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_link_for_her_address_is_nobody_else_s() {
    let (world, rosa) = world().await;
    let ben = world.educator("Ben").await;
    let sent = form(&[("address", "rosa@new.test"), ("password", RIGHT)]);
    rosa.posts("/account/address", &sent).await;
    let link = world.link("rosa@new.test", "people.confirm_address").await;

    assert_eq!(ben.posts(&link, "").await.status, StatusCode::GONE);
    assert_eq!(world.stranger().opens(&link).await.status, StatusCode::SEE_OTHER);
    assert_eq!(rosa.posts(&link, "").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whose_address_it_is_already_is_told_to_its_mailbox_alone() {
    let (world, rosa) = world().await;
    let ben = world.educator("Ben").await;
    let ask = |address: &str| form(&[("address", address), ("password", RIGHT)]);

    let free = rosa.posts("/account/address", &ask("free@new.test")).await;
    let taken = rosa.posts("/account/address", &ask(&ben.address)).await;

    assert_eq!(free.main().replace("free@new.test", &ben.address), taken.main());
    assert_eq!(world.letters(&ben.address, "people.address_in_use").await.len(), 1);
}

#[tokio::test]
async fn she_signs_out_everywhere_else() {
    let (world, rosa) = world().await;
    let library = world.stranger();
    library.posts("/sign-in", &form(&[("address", &rosa.address), ("password", RIGHT)])).await;
    assert!(rosa.opens("/account").await.main().contains("In 2 browsers, this one included."));

    rosa.posts("/sessions/end-others", "").await;

    assert_eq!(library.opens("/account").await.status, StatusCode::SEE_OTHER);
    assert!(rosa.opens("/account").await.main().contains("In this browser only."));
}
