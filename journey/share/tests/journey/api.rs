//! A host reads what she holds.

use people::testing::Seen;
use serde_json::Value;

use crate::{
    badge::Issuer,
    earned,
    host::{Host, PROFILE, READ, UPDATE, UPSERT, said},
    world,
};

const ALL: &str = "/ims/ob/v3p0/credentials";

fn titles(seen: &Seen) -> Vec<String> {
    let said = said(seen);
    let titles = said["credential"].as_array().unwrap().iter();
    titles.map(|it| it["name"].as_str().unwrap_or("ours").to_owned()).collect()
}

#[tokio::test]
async fn she_holds_what_was_awarded_and_what_came_from_elsewhere_page_by_page() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let ben = world.educator("Ben").await;
    let credential = earned(&world, &rosa, "one").await;
    let host = Host::registers(&world).await;
    let his = host.has_a_token(&ben, READ).await;
    let token = host.has_a_token(&rosa, &format!("{READ} {UPSERT}")).await;
    let issuer = Issuer::new(1);
    for (number, title) in [(1, "First aid"), (2, "Second aid")] {
        let badge = issuer.signed(&issuer.badge(number, title)).to_string();
        host.sends(("POST", ALL), &token, "application/json", badge).await;
    }
    let jwt = issuer.jwt(&issuer.badge(3, "Third aid"));
    let sent = host.sends(("POST", ALL), &token, "text/plain", jwt.clone()).await;
    assert_eq!((sent.status.as_u16(), &sent.page), (201, &jwt));

    assert_eq!(host.gets(ALL, &his).await.page, r#"{"credential":[],"compactJwsString":[]}"#);
    let all = host.gets(ALL, &token).await;
    assert_eq!(all.headers["x-total-count"], "4");
    let ours = said(&all)["credential"][0]["id"].as_str().unwrap().to_owned();
    assert!(ours.ends_with(&credential), "{ours} isn't {credential}");
    assert_eq!(titles(&all)[1..], ["First aid", "Second aid"]);
    assert_eq!(said(&all)["compactJwsString"], serde_json::json!([jwt]));
    // As it was signed, to the byte.
    assert!(all.page.contains(&rosa.opens(&format!("{credential}.json")).await.page));

    let first = host.gets(&format!("{ALL}?limit=3"), &token).await;
    assert_eq!(titles(&first).len(), 3);
    let link = first.headers["link"].to_str().unwrap();
    let (next, _) = link.split_once(">; rel=\"next\"").expect("there is more");
    let next = next.trim_start_matches("<http://cairn.test");
    let second = host.gets(next, &token).await;
    assert_eq!(titles(&second).len(), 0);
    assert_eq!(said(&second)["compactJwsString"], serde_json::json!([jwt]));
    assert!(second.headers["link"].to_str().unwrap().contains("rel=\"prev\""));

    let since = host.gets(&format!("{ALL}?since=2026-01-03T00:00:00Z"), &token).await;
    assert_eq!(since.headers["x-total-count"], "2");
    assert_eq!(host.gets(&format!("{ALL}?limit=none"), &token).await.status, 400);
}

#[tokio::test]
async fn what_was_revoked_is_no_longer_among_them() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, READ).await;
    assert_eq!(titles(&host.gets(ALL, &token).await).len(), 1);
    let lead = world.someone("Lea", &[(people::Role::Lead, &world.issuer)]).await;
    let revoked = lead.posts(&format!("{credential}/revocation"), "reason=A+mistake.").await;
    assert!(revoked.goes_to.is_some(), "{}", revoked.page);

    let left = host.gets(ALL, &token).await;
    assert_eq!((titles(&left).len(), left.headers["x-total-count"].to_str().unwrap()), (0, "0"));
    assert_eq!(rosa.opens(&format!("{credential}/wallet")).await.status, 404);
}

#[tokio::test]
async fn a_profile_says_who_she_is_and_what_hosts_added() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, &format!("{PROFILE} {UPDATE}")).await;
    let before = said(&host.gets("/ims/ob/v3p0/profile", &token).await);
    assert_eq!((&before["name"], &before["email"]), (&"Rosa".into(), &"rosa@people.test".into()));
    assert!(before["id"].as_str().unwrap().starts_with("urn:uuid:"), "{before}");
    assert_ne!(before["id"], Value::from(format!("urn:uuid:{}", rosa.id)));

    let put = ("PUT", "/ims/ob/v3p0/profile");
    let sent = r#"{"type":["Profile"],"id":"urn:mine","name":"Somebody","phone":"111-222-3333"}"#;
    let after = host.sends(put, &token, "application/json", sent.into()).await;
    let mut expected = before.clone();
    expected["phone"] = "111-222-3333".into();
    assert_eq!(said(&after), expected);
    assert_eq!(said(&host.gets("/ims/ob/v3p0/profile", &token).await), expected);

    let wrong = host.sends(put, &token, "application/json", "[]".into()).await;
    assert_eq!((wrong.status.as_u16(), &said(&wrong)["imsx_codeMajor"]), (400, &"failure".into()));
    let long = format!(r#"{{"type":"Profile","description":"{}"}}"#, "x".repeat(40_000));
    assert_eq!(host.sends(put, &token, "application/json", long).await.status, 413);
}

#[tokio::test]
async fn what_is_not_there_or_not_asked_so_is_told_as_the_standards_have_it() {
    let world = world().await;
    let host = Host::registers(&world).await;
    for (method, path, status, minor) in [
        ("DELETE", ALL, 405, "unknown"),
        ("PATCH", "/ims/ob/v3p0/profile", 405, "unknown"),
        ("POST", "/ims/ob/v3p0/discovery", 405, "unknown"),
        ("GET", "/ims/ob/v3p0/badges", 404, "not_found"),
        ("POST", "/ims/ob/v3p0/badges", 404, "not_found"),
        ("GET", "/ims/ob/v3p0", 404, "not_found"),
    ] {
        let seen = host.sends((method, path), "none", "application/json", "{}".into()).await;
        assert_eq!(seen.status, status, "{method} {path}");
        let field = &said(&seen)["imsx_codeMinor"]["imsx_codeMinorField"][0];
        assert_eq!(field["imsx_codeMinorFieldValue"], minor);
        assert_eq!(seen.headers.contains_key("allow"), status == 405);
    }
    for (method, path, status) in [
        ("GET", "/oauth/token", 405),
        ("PUT", "/oauth/hosts", 405),
        ("GET", "/oauth/revocation", 405),
        ("POST", "/.well-known/oauth-authorization-server", 405),
        ("POST", "/.well-known/openid-credential-issuer", 405),
        ("GET", "/wallet/credentials", 405),
        ("POST", "/wallet/badges", 404),
    ] {
        let seen = host.sends((method, path), "none", "application/json", "{}".into()).await;
        assert_eq!(seen.status, status, "{method} {path}");
        assert_eq!(said(&seen)["error"], "invalid_request");
    }
}
