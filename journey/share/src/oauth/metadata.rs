//! `/.well-known/oauth-authorization-server` (RFC 8414).

use axum::{Json, extract::State, http::header::CACHE_CONTROL, response::IntoResponse};
use foundation::App;
use serde_json::json;

use super::{AUTHORIZATION, REGISTRATION, REVOCATION, Scope, TOKEN};
use crate::wallet;

pub async fn show(State(app): State<App>) -> impl IntoResponse {
    let at = |path: &str| app.site().url(path);
    let told = json!({
        "issuer": app.site().origin(),
        "authorization_endpoint": at(AUTHORIZATION),
        "token_endpoint": at(TOKEN),
        "registration_endpoint": at(REGISTRATION),
        "revocation_endpoint": at(REVOCATION),
        "scopes_supported": Scope::ALL.map(Scope::uri),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", wallet::GRANT],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "revocation_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "pre-authorized_grant_anonymous_access_supported": true,
        "op_policy_uri": at("/privacy"),
    });
    ([(CACHE_CONTROL, "public, max-age=300")], Json(told))
}
