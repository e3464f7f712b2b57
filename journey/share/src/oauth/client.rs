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
    scheme.eq_ignore_ascii_case("basic").then(|| (decoded(id), Secret::of(&decoded(secret))))
}

/// Both are encoded as in a form before they are put together (RFC 6749, §2.3.1).
fn decoded(text: &str) -> String {
    url::form_urlencoded::parse(text.as_bytes()).next().map_or_else(String::new, |it| it.0.into())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn what_a_library_encodes_is_what_was_given() {
        let pair = BASE64_STANDARD.encode("9f%2Da:s%3A1");
        let basic = HeaderValue::from_str(&format!("Basic {pair}")).unwrap();
        let headers = HeaderMap::from_iter([(AUTHORIZATION, basic)]);
        let (id, secret) = presented(&headers).unwrap();
        assert_eq!((id.as_str(), secret.as_str()), ("9f-a", "s:1"));
        assert!(presented(&HeaderMap::new()).is_none());
    }
}
