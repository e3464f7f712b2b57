//! `/.well-known/openid-credential-issuer` (OID4VCI 1.0, §12.2).

use axum::{Json, extract::State, http::header::CACHE_CONTROL, response::IntoResponse};
use foundation::App;
use serde_json::{Value, json};

use super::{CREDENTIAL, NONCE, configuration::Configuration};
use crate::oauth::TOKEN;

pub async fn show(State(app): State<App>) -> impl IntoResponse {
    let site = app.site();
    let configurations = Configuration::ALL.map(|it| (it.name().to_owned(), it.told()));
    let told = json!({
        "credential_issuer": site.origin(),
        "nonce_endpoint": site.url(NONCE),
        "credential_endpoint": site.url(CREDENTIAL),
        "credential_configurations_supported": Value::Object(configurations.into_iter().collect()),
        "display": [{ "name": site.name, "locale": "en-US" }],
        // Some wallets look for these here and not in the authorization server's own document.
        "issuer": site.origin(),
        "token_endpoint": site.url(TOKEN),
    });
    ([(CACHE_CONTROL, "public, max-age=300")], Json(told))
}
