//! Which host asks: by HTTP Basic, as Open Badges 3.0 (§7.2.2) has it and nothing else.

use axum::http::{HeaderMap, header::AUTHORIZATION};
use base64::{Engine, prelude::BASE64_STANDARD};
use foundation::Conn;

use super::{Refused, Registered};
use crate::{secret::Secret, store};

pub async fn authenticated(conn: &mut Conn, headers: &HeaderMap) -> Result<Registered, Refused> {
    let (id, secret) = presented(headers).ok_or_else(Refused::invalid_client)?;
    let id = id.parse().map_err(|_| Refused::invalid_client())?;
    let found = store::hosts::find(conn, id).await?;
    let (host, digest) = found.ok_or_else(Refused::invalid_client)?;
    // Digests of what nobody can guess: how long comparing takes tells nothing.
    match digest == secret.digest() {
        true => Ok(host),
        false => Err(Refused::invalid_client()),
    }
}

/// Did it come with a secret at all?
pub fn is_presented(headers: &HeaderMap) -> bool {
    headers.contains_key(AUTHORIZATION)
}

fn presented(headers: &HeaderMap) -> Option<(String, Secret)> {
    let (scheme, pair) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let pair = BASE64_STANDARD.decode(pair.trim()).ok()?;
    let pair = String::from_utf8(pair).ok()?;
    let (id, secret) = pair.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| (id.to_owned(), Secret::of(secret)))
}
