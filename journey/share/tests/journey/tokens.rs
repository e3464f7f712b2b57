//! Codes and tokens: each good for what it was given for, once or for a while.

use jiff::SignedDuration;
use people::testing::World;

use crate::{
    count,
    host::{BACK, Host, PROFILE, READ, VERIFIER, said},
    world,
};

const ALL: &str = "/ims/ob/v3p0/credentials";

async fn pair(host: &Host, by: &people::testing::Someone) -> (String, String) {
    let code = host.is_let_in(by, &format!("{READ} offline_access")).await;
    both(&said(&host.redeems(&code).await))
}

fn both(said: &serde_json::Value) -> (String, String) {
    let text = |name: &str| said[name].as_str().unwrap_or_else(|| panic!("{said}")).to_owned();
    (text("access_token"), text("refresh_token"))
}

async fn is_refused(seen: people::testing::Seen) {
    assert_eq!((seen.status.as_u16(), said(&seen)["error"].as_str()), (400, Some("invalid_grant")));
}

#[tokio::test]
async fn a_code_becomes_a_token_once() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let code = host.is_let_in(&rosa, READ).await;

    let given = host.redeems(&code).await;
    assert_eq!(given.headers["cache-control"], "no-store");
    let said = said(&given);
    assert_eq!((&said["token_type"], &said["expires_in"]), (&"bearer".into(), &3600.into()));
    assert_eq!(said["scope"], READ);
    assert!(said["refresh_token"].is_null(), "{said}");
    let token = said["access_token"].as_str().unwrap();
    assert_eq!(host.gets(ALL, token).await.status, 200);

    // Shown a second time, it takes back what it gave.
    is_refused(host.redeems(&code).await).await;
    assert_eq!(host.gets(ALL, token).await.status, 401);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM permissions").await, 0);
}

#[tokio::test]
async fn a_code_is_good_for_whom_it_was_given_with_what_was_said_then() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let (host, other) = (Host::registers(&world).await, Host::registers(&world).await);
    let code = host.is_let_in(&rosa, READ).await;
    let fields = |redirect: &'static str, verifier: &'static str| {
        [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ]
    };
    is_refused(other.redeems(&code).await).await;
    let wrong = "a-verifier-that-is-long-enough-and-is-another-one";
    is_refused(host.token(&fields(BACK, wrong)).await).await;
    is_refused(host.token(&fields(BACK, "")).await).await;
    is_refused(host.token(&fields("https://backpack.example/", VERIFIER)).await).await;
    assert_eq!(host.redeems(&code).await.status, 200);
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let code = host.is_let_in(&rosa, READ).await;
    world.app.clock.advance(SignedDuration::from_secs(601));
    is_refused(host.redeems(&code).await).await;
}

#[tokio::test]
async fn a_host_shows_its_secret() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let mut host = Host::registers(&world).await;
    let code = host.is_let_in(&rosa, READ).await;
    host.secret = "another".into();
    let seen = host.redeems(&code).await;
    assert_eq!((seen.status.as_u16(), &said(&seen)["error"]), (401, &"invalid_client".into()));
    assert!(seen.headers["www-authenticate"].to_str().unwrap().starts_with("Basic"));
}

#[tokio::test]
async fn a_token_ends_after_an_hour_and_the_next_comes_by_refreshing() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let (access, refresh) = pair(&host, &rosa).await;
    world.app.clock.advance(SignedDuration::from_secs(3_601));
    assert_eq!(host.gets(ALL, &access).await.status, 401);

    let (access, next) = both(&said(&host.refreshes(&refresh).await));
    assert_eq!(host.gets(ALL, &access).await.status, 200);
    assert_ne!(refresh, next);

    // The old one shows that somebody has a copy: all ends.
    is_refused(host.refreshes(&refresh).await).await;
    is_refused(host.refreshes(&next).await).await;
    assert_eq!(host.gets(ALL, &access).await.status, 401);
}

#[tokio::test]
async fn refreshing_gives_no_more_than_was_allowed() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let (_, refresh) = pair(&host, &rosa).await;
    let asked = [("grant_type", "refresh_token"), ("refresh_token", &refresh), ("scope", PROFILE)];
    let seen = host.token(&asked).await;
    assert_eq!(said(&seen)["error"], "invalid_scope");
}

#[tokio::test]
async fn a_token_is_good_for_its_scope() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, PROFILE).await;
    let seen = host.gets(ALL, &token).await;
    assert_eq!((seen.status.as_u16(), &said(&seen)["imsx_codeMajor"]), (403, &"failure".into()));
    let told = seen.headers["www-authenticate"].to_str().unwrap();
    assert!(told.contains("insufficient_scope") && told.contains(READ), "{told}");
    let none = host.gets(ALL, "nothing").await;
    assert_eq!((none.status.as_u16(), &said(&none)["imsx_severity"]), (401, &"error".into()));
}

#[tokio::test]
async fn a_host_gives_back_what_it_was_given() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let (host, other) = (Host::registers(&world).await, Host::registers(&world).await);
    let (access, refresh) = pair(&host, &rosa).await;
    // Another's, or none at all: as if it had been.
    assert_eq!(other.posts_form("/oauth/revocation", &[("token", &access)]).await.status, 200);
    assert_eq!(host.posts_form("/oauth/revocation", &[("token", "none")]).await.status, 200);
    assert_eq!(host.gets(ALL, &access).await.status, 200);

    assert_eq!(host.posts_form("/oauth/revocation", &[("token", &access)]).await.status, 200);
    assert_eq!(host.gets(ALL, &access).await.status, 401);
    assert_eq!(host.refreshes(&refresh).await.status, 200);
    let (_, refresh) = pair(&host, &rosa).await;
    assert_eq!(host.posts_form("/oauth/revocation", &[("token", &refresh)]).await.status, 200);
    is_refused(host.refreshes(&refresh).await).await;
}

#[tokio::test]
async fn what_ended_long_ago_is_forgotten() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    host.has_a_token(&rosa, READ).await;
    world.app.clock.advance(SignedDuration::from_hours(48));
    world.comes_back(&rosa).await;
    host.has_a_token(&rosa, READ).await;
    assert_eq!(permissions(&world).await, 1);
}

async fn permissions(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) FROM permissions").await
}

#[tokio::test]
async fn no_secret_and_no_token_is_kept_as_it_is() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let (access, refresh) = pair(&host, &rosa).await;
    let mut read = world.app.read().await.unwrap();
    let mut kept: Vec<String> =
        sqlx::query_scalar("SELECT digest FROM host_tokens").fetch_all(&mut *read).await.unwrap();
    let hosts = sqlx::query_scalar("SELECT secret_digest FROM hosts");
    kept.extend(hosts.fetch_all(&mut *read).await.unwrap());
    assert!(kept.len() >= 4, "{kept:?}");
    for secret in [&access, &refresh, &host.secret] {
        assert!(!kept.contains(secret));
    }
}
