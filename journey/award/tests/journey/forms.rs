//! One credential, in every form in which somebody may want it.

use axum::http::StatusCode;
use openbadges::{
    bake::unbake,
    jose::Jws,
    keys::{PublicKey, key_of_did_key},
};
use people::{
    Role,
    testing::{Browser, Seen, World},
};
use serde_json::Value;

use crate::{count, earned, world};

async fn asked(who: &Browser, path: &str, header: &str, value: &str) -> Seen {
    who.sends(who.request("GET", path).header(header, value), Default::default()).await
}

fn json(seen: &Seen) -> Value {
    serde_json::from_str(&seen.page).unwrap()
}

fn local(url: &Value) -> &str {
    url.as_str().unwrap().strip_prefix("http://cairn.test").unwrap()
}

#[tokio::test]
async fn each_form_is_had_by_its_suffix_or_by_accepting_it() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    for (suffix, media_type) in [
        ("json", "application/vc+ld+json"),
        ("jwt", "application/vc+jwt"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    ] {
        let by_suffix = stranger.opens(&format!("{path}.{suffix}")).await;
        let accepted = asked(&stranger, &path, "accept", media_type).await;
        let edition = stranger.opens(&format!("{path}/editions/1.{suffix}")).await;
        for seen in [&by_suffix, &accepted, &edition] {
            assert_eq!(seen.status, StatusCode::OK, "{suffix}");
            assert_eq!(seen.headers["content-type"], media_type);
            assert_eq!(seen.headers["access-control-allow-origin"], "*");
            assert_eq!(seen.headers["vary"], "accept");
            assert_eq!(seen.bytes, by_suffix.bytes);
        }
    }
    for accepts in ["application/json", "application/vc", "application/ld+json, */*;q=0.1"] {
        let seen = asked(&stranger, &path, "accept", accepts).await;
        assert_eq!(seen.headers["content-type"], accepts.split(',').next().unwrap());
    }
    let page = asked(&stranger, &path, "accept", "text/html,application/xhtml+xml,*/*;q=0.8").await;
    assert!(page.page.contains("<main") && page.headers["cache-control"] == "no-store");
    let others = page.headers["link"].to_str().unwrap();
    assert_eq!(others.matches("rel=\"alternate\"").count(), 4, "{others}");
    let neither = asked(&stranger, &path, "accept", "text/turtle").await;
    assert_eq!(neither.status, StatusCode::NOT_ACCEPTABLE);
    assert!(neither.page.contains("application/vc+jwt"));
}

#[tokio::test]
async fn whoever_has_the_picture_has_the_badge() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let signed = stranger.opens(&format!("{path}.json")).await.page;

    let png = stranger.opens(&format!("{path}.png")).await;
    let svg = stranger.opens(&format!("{path}.svg")).await;

    assert!(png.bytes.starts_with(b"\x89PNG"));
    assert_eq!(unbake(&png.bytes).unwrap(), signed);
    assert_eq!(unbake(&svg.bytes).unwrap(), signed);
}

#[tokio::test]
async fn its_jwt_is_made_once_by_the_issuer_s_own_key() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let jwt = format!("{path}.jwt");

    let all = futures::future::join_all((0..8).map(|_| stranger.opens(&jwt))).await;

    assert!(all.iter().all(|it| it.bytes == all[0].bytes), "all are the same");
    assert_eq!(count(&world, "SELECT COUNT(*) FROM credential_jwts").await, 1);
    let credential = json(&stranger.opens(&format!("{path}.json")).await);
    let read = Jws::read(&all[0].page).unwrap();
    let key = key_of_did_key(credential["issuer"]["id"].as_str().unwrap()).unwrap();
    assert!(read.verifies(&key));
    assert_eq!(read.says("typ"), Some("JWT"));
    let claims = Value::Object(read.claims().unwrap());
    assert_eq!(claims["jti"], credential["id"]);
    assert_eq!(claims["iss"], credential["issuer"]["id"]);
    assert_eq!(claims["credentialSubject"], credential["credentialSubject"]);
    assert!(claims.get("proof").is_none());
}

#[tokio::test]
async fn what_was_revoked_before_its_jwt_was_made_has_none() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    taken_back(&world, &path).await;
    let stranger = world.stranger();

    let gone = stranger.opens(&format!("{path}.jwt")).await;

    assert_eq!(gone.status, StatusCode::GONE);
    assert_eq!(gone.headers["access-control-allow-origin"], "*");
    assert_eq!(stranger.opens(&format!("{path}.json")).await.status, StatusCode::OK);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM credential_jwts").await, 0);
}

#[tokio::test]
async fn what_was_revoked_later_stays_what_it_was_and_its_status_says_so() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let before = stranger.opens(&format!("{path}.jwt")).await.page;
    taken_back(&world, &path).await;

    assert_eq!(stranger.opens(&format!("{path}.jwt")).await.page, before);
}

async fn taken_back(world: &World, path: &str) {
    let iris = world.someone("Iris", &[(Role::Lead, &world.issuer)]).await;
    let seen = iris.posts(&format!("{path}/revocation"), "reason=A+mistake.").await;
    assert!(seen.goes_to.is_some());
}

#[tokio::test]
async fn what_isn_t_signed_yet_is_told_to_come_again() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = crate::decided(&world, &rosa, crate::SLUG).await;
    world.app.deliver().await.unwrap();
    let path = crate::credential(&rosa, &work).await;
    let stranger = world.stranger();
    for suffix in ["json", "jwt", "png", "svg"] {
        let seen = stranger.opens(&format!("{path}.{suffix}")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{suffix}");
        assert_eq!(seen.headers["retry-after"], "5");
        assert_eq!(seen.headers["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn a_cache_asks_whether_it_has_changed() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    for at in [".json", ".jwt", ".png", ".svg", "/editions/1.json"] {
        let at = format!("{path}{at}");
        let first = stranger.opens(&at).await;
        let tag = first.headers["etag"].to_str().unwrap();
        let again = asked(&stranger, &at, "if-none-match", &format!("\"other\", W/{tag}")).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{at}");
        assert!(again.bytes.is_empty() && again.headers["etag"] == tag);
        let other = asked(&stranger, &at, "if-none-match", "\"other\"").await;
        assert_eq!(other.bytes, first.bytes);
    }
    let kept = |seen: Seen| seen.headers["cache-control"].to_str().unwrap().to_owned();
    let edition = stranger.opens(&format!("{path}/editions/1.jwt")).await;
    assert!(kept(edition).contains("immutable"));
    assert_eq!(kept(stranger.opens(&format!("{path}.jwt")).await), "public, max-age=300");
}

#[tokio::test]
async fn programs_in_pages_of_other_sites_may_read_it_and_its_errors() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    for at in [
        path.as_str(),
        &format!("{path}.exe"),
        "/credentials/00000000-0000-4000-8000-000000000000.json",
        &format!("{path}/editions/2.json"),
        &format!("{path}/editions/0.html"),
        "/issuers/institute",
        "/issuers/nobody/did.json",
        "/achievements/three-seconds/1",
    ] {
        let preflight = stranger.request("OPTIONS", at).header("origin", "https://elsewhere.test");
        let preflight = stranger.sends(preflight, Default::default()).await;
        let seen = stranger.opens(at).await;
        assert_eq!(preflight.status, StatusCode::NO_CONTENT, "{at}");
        assert!(preflight.headers.contains_key("access-control-allow-methods"));
        for seen in [&preflight, &seen] {
            assert_eq!(seen.headers["access-control-allow-origin"], "*", "{at}");
            assert!(!seen.headers.contains_key("access-control-allow-credentials"));
        }
    }
    let head = stranger.sends(stranger.request("HEAD", &format!("{path}.png")), Default::default());
    let head = head.await;
    assert!(head.status == StatusCode::OK && head.bytes.is_empty());
    assert!(head.headers.contains_key("etag"));
    assert_eq!(
        stranger.opens(&format!("{path}/editions/2.json")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_can_be_earned_stands_where_the_credential_says() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let credential = json(&stranger.opens(&format!("{path}.json")).await);
    let achievement = &credential["credentialSubject"]["achievement"];
    let at = local(&achievement["id"]);

    let page = asked(&stranger, at, "accept", "text/html").await;
    let seen = asked(&stranger, at, "accept", "application/ld+json").await;
    let absent = stranger.opens("/achievements/three-seconds/2.json").await;

    assert_eq!(page.goes_to.as_deref(), Some("/catalog/three-seconds"));
    let mut said = json(&seen);
    let context = said.as_object_mut().unwrap().shift_remove("@context").unwrap();
    assert_eq!(said, *achievement);
    assert_eq!(context[1], credential["@context"][1]);
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn its_issuer_has_a_profile_and_each_key_an_address() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let credential = json(&stranger.opens(&format!("{path}.json")).await);

    let profile = json(&asked(&stranger, "/issuers/institute", "accept", "application/json").await);
    let did = json(&stranger.opens("/issuers/institute/did.json").await);
    let public = did["verificationMethod"][0]["publicKeyMultibase"].as_str().unwrap();
    let jwk = stranger.opens(&format!("/issuers/institute/keys/{public}")).await;
    let page = stranger.opens("/issuers/institute").await.page;

    for term in ["id", "name", "url", "type"] {
        assert_eq!(profile[term], credential["issuer"][term], "{term}");
    }
    assert_eq!(jwk.headers["content-type"], "application/jwk+json");
    let key = PublicKey::from_jwk(&json(&jwk)).unwrap();
    assert_eq!(key.to_multibase(), public);
    assert!(page.contains(&format!("/issuers/institute/keys/{public}")));
    let other = stranger.opens("/issuers/institute/keys/z6MkOther").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_to_keep_has_all_that_a_check_needs_and_asks_nobody() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let jwt = stranger.opens(&format!("{path}.jwt")).await.page;
    let did = json(&stranger.opens("/issuers/institute/did.json").await);

    let kept = stranger.opens(&format!("{path}/keep")).await;

    let disposition = kept.headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment; filename=\"credential-"));
    assert!(kept.page.contains("default-src &#39;none&#39;"), "it may ask nobody");
    assert!(kept.page.contains(&jwt));
    let (_, keys) = kept.page.split_once("aria-label=\"The issuer’s keys\">").unwrap();
    let keys = keys.split_once("</pre>").unwrap().0.replace("&#34;", "\"");
    assert_eq!(serde_json::from_str::<Value>(&keys).unwrap(), did);
    for asks in ["src=", "fetch(", "@import", ": url(", "<link", "<form"] {
        assert!(!kept.page.contains(asks), "{asks}");
    }
    taken_back(&world, &path).await;
    assert_eq!(stranger.opens(&format!("{path}/keep")).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn an_issuer_that_is_its_key_signs_nothing_old_with_another() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let mut tx = world.app.begin().await.unwrap();
    people::rotate_key(&mut tx, world.app.secrets(), world.issuer.id).await.unwrap();
    tx.commit().await.unwrap();
    let stranger = world.stranger();

    assert_eq!(stranger.opens(&format!("{path}.jwt")).await.status, StatusCode::GONE);
    assert_eq!(stranger.opens(&format!("{path}.json")).await.status, StatusCode::OK);
    let keys = stranger.opens("/issuers/institute").await.page;
    assert_eq!(keys.matches("/issuers/institute/keys/z6Mk").count(), 2, "both stand there");
}

/// Nobody who looks makes us open what the keys are sealed in.
#[tokio::test]
async fn what_is_looked_at_again_unseals_no_key() {
    let world = world().await;
    let path = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let first = stranger.opens(&path).await.page;
    stranger.opens(&format!("{path}.jwt")).await;
    let mut tx = world.app.begin().await.unwrap();
    let nothing_to_open = "UPDATE organization_keys SET sealed_key = NULL";
    tx.run(sqlx::query(nothing_to_open)).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(stranger.opens(&path).await.page, first);
    for at in [".json", ".jwt", ".png", "/keep"] {
        let seen = stranger.opens(&format!("{path}{at}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{at}");
    }
    for at in ["", ".json", "/did.json"] {
        let seen = stranger.opens(&format!("/issuers/institute{at}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{at}");
    }
}
