//! A host, as far as it takes for somebody to have let one in.

use axum::{body::Body, http::header::AUTHORIZATION};
use base64::{Engine, prelude::BASE64_STANDARD};
use openbadges::{
    Contexts, Signer,
    keys::{SecretKey, did_key},
};
use people::testing::{Seen, Someone, World, form};
use serde_json::{Value, json};

const BACK: &str = "https://backpack.example/back";
const UPSERT: &str = "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert";
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The host that was let in, and its token.
pub async fn lets_in(world: &World, who: &Someone) -> (String, String) {
    let host = world.stranger();
    let metadata = json!({
        "client_name": "Backpack", "software_id": "backpack", "software_version": "1",
        "client_uri": BACK, "logo_uri": BACK, "tos_uri": BACK, "policy_uri": BACK,
        "redirect_uris": [BACK], "scope": UPSERT,
    });
    let request = host.request("POST", "/oauth/hosts");
    let told = said(&host.sends(request, Body::from(metadata.to_string())).await);
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    let (id, secret) = (text("client_id"), text("client_secret"));
    let answer = [
        ("response_type", "code"),
        ("client_id", &id),
        ("redirect_uri", BACK),
        ("scope", UPSERT),
        ("state", "state"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("answer", "allow"),
    ];
    let back = who.posts("/oauth/authorize", &form(&answer)).await.goes_to.unwrap();
    let (_, rest) = back.split_once("code=").unwrap();
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", rest.split('&').next().unwrap()),
        ("redirect_uri", BACK),
        ("code_verifier", VERIFIER),
    ];
    let basic = format!("Basic {}", BASE64_STANDARD.encode(format!("{id}:{secret}")));
    let request = host.request("POST", "/oauth/token").header(AUTHORIZATION, basic);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let told = said(&host.sends(request, Body::from(form(&fields))).await);
    (id, told["access_token"].as_str().unwrap().to_owned())
}

/// Another issuer's badge.
pub async fn brings(world: &World, token: &str) -> Seen {
    let key = SecretKey::from_seed(&[1; 32]);
    let did = did_key(&key.public());
    let achievement = json!({
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001", "type": ["Achievement"],
        "name": "First aid", "description": "Helps until help is there.",
        "criteria": { "narrative": "A day of practice." },
    });
    let badge = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:00000000-0000-4000-8000-000000000002",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": { "id": did, "type": ["Profile"], "name": "First Aid for All" },
        "validFrom": "2026-01-02T00:00:00Z",
        "name": "First aid",
        "credentialSubject": {
            "id": "urn:uuid:00000000-0000-4000-8000-000000000003",
            "type": ["AchievementSubject"],
            "achievement": achievement,
        },
    });
    let method = format!("{did}#{}", key.public().to_multibase());
    let created = world.app.clock.now();
    let signer = Signer { key: &key, verification_method: &method, created };
    let signed = signer.sign(&badge, Contexts::built_in()).unwrap();
    let host = world.stranger();
    let request = host.request("POST", "/ims/ob/v3p0/credentials");
    let request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    let request = request.header("content-type", "application/json");
    host.sends(request, Body::from(signed.to_string())).await
}

fn said(seen: &Seen) -> Value {
    serde_json::from_str(&seen.page).unwrap_or_else(|_| panic!("no JSON: {}", seen.page))
}
