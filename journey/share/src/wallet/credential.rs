//! `POST /wallet/credentials` (OID4VCI 1.0, §8): the award, for a wallet that shows that it holds its
//! key. The award is about its holder as its issuer said it, not about that key: whoever checks it asks
//! the issuer, not the wallet.

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    response::{IntoResponse, Response},
};
use foundation::App;
use people::Bearer;
use serde_json::{Value, json};

use super::{configuration::Configuration, nonce, proof};
use crate::{oauth::Refused, secret::digest, store};

pub async fn give(
    State(app): State<App>,
    bearer: Bearer,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let unreadable = || Refused::new("invalid_credential_request", "It is no JSON object");
    let body = body.map_err(|_| unreadable())?;
    let asked = openbadges::json::parse(&body).map_err(|_| unreadable())?;
    let configuration = configuration(&asked)?;
    let nonce = match proof(&asked) {
        Ok(jwt) => proof::nonce(jwt, &app.site().origin(), app.clock.now()),
        Err(why) => Err(why),
    };
    let nonce = match nonce {
        Ok(nonce) => nonce,
        Err(why) => return Err(again(&app, "invalid_proof", why)?),
    };
    let gone = || Refused::new("credential_request_denied", "There is no such credential any more");
    let mut tx = app.begin().await?;
    let fresh = match nonce::ends_at(&app, &nonce) {
        Some(ends_at) => store::nonces::use_up(&mut tx, &digest(&nonce), ends_at).await?,
        None => false,
    };
    if !fresh {
        let why = "The nonce is none of ours, too old, or was used";
        return Err(again(&app, "invalid_nonce", why)?);
    }
    let token = hex::encode(bearer.digest());
    let taken = store::offers::taken(&mut tx, &token).await?.ok_or_else(gone)?;
    let people = people::accounts(&mut tx, &[bearer.person()]).await?;
    let held = award::held_one(&mut tx, &people, taken.credential).await?.ok_or_else(gone)?;
    tx.commit().await?;
    let credential = configuration.given(&app, held).await?.ok_or_else(gone)?;
    let told = json!({ "credentials": [{ "credential": credential }] });
    Ok(([(axum::http::header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// By the name that the metadata gives it, or by its format, as before 1.0.
fn configuration(asked: &Value) -> Result<Configuration, Refused> {
    let unknown = |word, says| Err(Refused::new(word, says));
    if !asked["credential_identifier"].is_null() {
        return unknown("unknown_credential_identifier", "No credential_identifier was given");
    }
    let found = match (&asked["credential_configuration_id"], &asked["format"]) {
        (Value::String(name), _) => Configuration::named(name),
        (Value::Null, Value::String(format)) => Configuration::of_format(format),
        _ => None,
    };
    match found {
        Some(configuration) => Ok(configuration),
        None => unknown("unknown_credential_configuration", "See the issuer's metadata"),
    }
}

/// The one proof: a wallet gets one credential for one key here.
fn proof(asked: &Value) -> Result<&str, &'static str> {
    match (asked["proofs"]["jwt"].as_array().map(Vec::as_slice), &asked["proof"]) {
        (Some([Value::String(jwt)]), Value::Null) => Ok(jwt),
        (None, before @ Value::Object(_)) if before["proof_type"] == "jwt" => {
            before["jwt"].as_str().ok_or("The proof is a JWT")
        }
        _ => Err("Send one proof, in proofs.jwt"),
    }
}

/// No, with a nonce for another try: some wallets look for it here (as before 1.0).
fn again(app: &App, word: &'static str, says: &str) -> Result<Refused, Refused> {
    Ok(Refused::new(word, says).beside("c_nonce", nonce::fresh(app)?))
}
