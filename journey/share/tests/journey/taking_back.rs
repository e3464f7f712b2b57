//! She sees whom she let in, and takes it back.

use crate::{
    badge::Issuer,
    host::{Host, PROFILE, READ, UPDATE, UPSERT},
    world,
};

const ALL: &str = "/ims/ob/v3p0/credentials";

#[tokio::test]
async fn at_first_there_is_nothing() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    insta::assert_snapshot!("sharing_empty", rosa.opens("/sharing").await.main());
}

#[tokio::test]
async fn she_sees_whom_she_let_in_and_what_came_from_elsewhere() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let scope = format!("{READ} {UPSERT} {PROFILE} {UPDATE} offline_access");
    let token = host.has_a_token(&rosa, &scope).await;
    let issuer = Issuer::new(1);
    let badge = issuer.signed(&issuer.badge(1, "First aid")).to_string();
    let sent = host.sends(("POST", ALL), &token, "application/json", badge).await;
    assert_eq!(sent.status, 201, "{}", sent.page);
    let profile = r#"{"type":["Profile"],"name":"Other","phone":"111-222-3333"}"#;
    let put = ("PUT", "/ims/ob/v3p0/profile");
    assert_eq!(host.sends(put, &token, "application/json", profile.into()).await.status, 200);
    host.gets(ALL, &token).await;

    insta::assert_snapshot!("sharing", rosa.opens("/sharing").await.main());
}

#[tokio::test]
async fn what_she_takes_back_is_worth_nothing_from_now_on() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let ben = world.educator("Ben").await;
    let host = Host::registers(&world).await;
    let hers = host.has_a_token(&rosa, READ).await;
    let his = host.has_a_token(&ben, READ).await;
    let end = format!("/sharing/{}/end", host.id);
    assert_eq!(world.educator("Cho").await.posts(&end, "").await.status, 404);

    assert_eq!(rosa.posts(&end, "").await.goes_to.as_deref(), Some("/sharing"));

    assert_eq!(host.gets(ALL, &hers).await.status, 401);
    assert_eq!(host.gets(ALL, &his).await.status, 200);
    assert_eq!(rosa.posts(&end, "").await.status, 404);
    assert!(!rosa.opens("/sharing").await.page.contains("Backpack"));
}

#[tokio::test]
async fn she_removes_what_came_from_elsewhere_and_what_was_said_of_her() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let ben = world.educator("Ben").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, &format!("{READ} {UPSERT} {PROFILE} {UPDATE}")).await;
    let issuer = Issuer::new(1);
    let badge = issuer.signed(&issuer.badge(1, "First aid")).to_string();
    host.sends(("POST", ALL), &token, "application/json", badge).await;
    let profile = r#"{"type":["Profile"],"phone":"111-222-3333"}"#;
    let put = ("PUT", "/ims/ob/v3p0/profile");
    host.sends(put, &token, "application/json", profile.into()).await;

    let page = rosa.opens("/sharing").await.page;
    let (_, rest) = page.split_once("/sharing/credentials/").unwrap();
    let removal = format!("/sharing/credentials/{}/removal", &rest[..36]);
    assert_eq!(ben.posts(&removal, "").await.status, 404);
    assert!(rosa.posts(&removal, "").await.goes_to.is_some());
    assert!(rosa.posts("/sharing/profile/removal", "").await.goes_to.is_some());

    let page = rosa.opens("/sharing").await.page;
    assert!(!page.contains("First aid") && !page.contains("111-222-3333"), "{page}");
    let told = host.gets("/ims/ob/v3p0/profile", &token).await.page;
    assert!(told.contains("Rosa") && !told.contains("phone"), "{told}");
}
