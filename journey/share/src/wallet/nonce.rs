//! `POST /wallet/nonces` (OID4VCI 1.0, §7): what a wallet signs to show that it holds its key now. A
//! nonce is sealed by us, so nothing is kept until one is used; whoever asks for thousands fills nothing.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use foundation::{App, Result};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::oauth::Refused;

pub const LASTS: SignedDuration = SignedDuration::from_mins(10);

pub async fn give(State(app): State<App>) -> Result<Response, Refused> {
    let told = json!({ "c_nonce": fresh(&app)?, "c_nonce_expires_in": LASTS.as_secs() });
    Ok(([(axum::http::header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// Nothing else that we seal begins so.
const MARK: &[u8] = b"a wallet's nonce";

pub fn fresh(app: &App) -> Result<String> {
    let ends_at = (app.clock.now() + LASTS).as_microsecond();
    app.secrets().seal(&[MARK, &ends_at.to_be_bytes()[..]].concat())
}

/// Until when it is good, if it is one of ours and still is.
pub fn ends_at(app: &App, nonce: &str) -> Option<Timestamp> {
    let sealed = Some(nonce).filter(|it| it.len() < 500)?;
    let opened = app.secrets().open(sealed).ok()?;
    let ends_at = i64::from_be_bytes(opened.strip_prefix(MARK)?.try_into().ok()?);
    Timestamp::from_microsecond(ends_at).ok().filter(|it| *it > app.clock.now())
}
