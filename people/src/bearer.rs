//! Programs that come with a token instead of a person with a cookie: whoever gave the token says what
//! it is good for, and the door lets it no further than that.

use std::collections::HashMap;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, Result, Slot};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{Person, door::Admitted, routes::Who, store, visitor::asks_for_another};

/// What each of these tokens, named by its SHA-256, is good for: filled by whoever gave it. A token that
/// nobody knows, or that was taken back, has no piece.
pub struct Bearers;

impl Slot for Bearers {
    type Id = [u8; 32];
    type Piece = Allowed;
}

/// What a token's owner allowed.
#[derive(Debug, Clone)]
pub struct Allowed {
    pub person: Id<Person>,
    pub scopes: Vec<String>,
    pub ends_at: Timestamp,
}

/// A program with a token of the scope that its route asks: it acts for this person.
#[derive(Debug, Clone)]
pub struct Bearer {
    person: Person,
    digest: [u8; 32],
}

impl Bearer {
    /// For whom it acts.
    pub fn person(&self) -> Id<Person> {
        self.person.id
    }

    pub fn name(&self) -> &str {
        &self.person.name
    }

    /// The SHA-256 of the token that it came with, by which whoever gave it knows it again.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }
}

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let asked = matches!(parts.extensions.get(), Some(Admitted(Who::Token(_))));
        let bearer = parts.extensions.get::<Bearer>().filter(|_| asked);
        bearer.cloned().ok_or_else(|| asks_for_another(parts))
    }
}

/// Why the door stays shut to a program (RFC 6750, §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenRefused {
    /// It came without one.
    Missing,
    /// Unknown, ended, taken back, or its owner is no more: it is the same.
    Invalid,
    /// Good, but not for this.
    OfAnotherScope(&'static str),
}

impl TokenRefused {
    pub fn status(self) -> StatusCode {
        match self {
            TokenRefused::Missing | TokenRefused::Invalid => StatusCode::UNAUTHORIZED,
            TokenRefused::OfAnotherScope(_) => StatusCode::FORBIDDEN,
        }
    }

    /// For people who write programs.
    pub fn words(self) -> &'static str {
        match self {
            TokenRefused::Missing => "This asks for a bearer token in the Authorization header.",
            TokenRefused::Invalid => "This token is unknown, or it has ended.",
            TokenRefused::OfAnotherScope(_) => "This token is good for other things than this.",
        }
    }

    pub(crate) fn plainly(self) -> Response {
        (self.status(), self.words()).into_response()
    }

    /// What RFC 6750 asks beside whatever else is said.
    pub(crate) fn challenge(self) -> HeaderValue {
        let said = match self {
            TokenRefused::Missing => "Bearer".to_owned(),
            TokenRefused::Invalid => "Bearer error=\"invalid_token\"".to_owned(),
            TokenRefused::OfAnotherScope(scope) => {
                format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"")
            }
        };
        HeaderValue::from_str(&said).expect("a scope is plain ASCII")
    }
}

/// Who comes with this token, if it is good for this.
pub(crate) async fn look(
    app: &App,
    headers: &HeaderMap,
    scope: &'static str,
) -> Result<Result<Bearer, TokenRefused>> {
    let Some(token) = presented(headers) else { return Ok(Err(TokenRefused::Missing)) };
    let digest: [u8; 32] = Sha256::digest(token).into();
    let mut read = app.read().await?;
    let found: HashMap<_, Vec<Allowed>> = read.fill::<Bearers>(&[digest]).await;
    let now = app.clock.now();
    let mut stands = found.into_values().flatten().filter(|it| it.ends_at > now);
    let Some(allowed) = stands.next() else { return Ok(Err(TokenRefused::Invalid)) };
    let visitor = store::sessions::visitor(&mut read, allowed.person, now).await?;
    let Some(person) = visitor.person().cloned() else { return Ok(Err(TokenRefused::Invalid)) };
    if !allowed.scopes.iter().any(|it| it == scope) {
        return Ok(Err(TokenRefused::OfAnotherScope(scope)));
    }
    Ok(Ok(Bearer { person, digest }))
}

/// The token in the one Authorization header that there is.
fn presented(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(only), None) = (all.next(), all.next()) else { return None };
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_in_the_one_authorization_header() {
        let of = |values: &[&'static str]| {
            let pairs =
                values.iter().map(|it| (header::AUTHORIZATION, HeaderValue::from_static(it)));
            presented(&pairs.collect()).map(str::to_owned)
        };
        assert_eq!(of(&["Bearer abc"]).as_deref(), Some("abc"));
        assert_eq!(of(&["bearer abc"]).as_deref(), Some("abc"));
        assert_eq!(of(&["Basic abc"]), None);
        assert_eq!(of(&["abc"]), None);
        assert_eq!(of(&[]), None);
        assert_eq!(presented(&HeaderMap::new()), None);
    }

    #[test]
    fn two_tokens_are_none() {
        let mut headers = HeaderMap::new();
        headers.append(header::AUTHORIZATION, HeaderValue::from_static("Bearer a"));
        headers.append(header::AUTHORIZATION, HeaderValue::from_static("Bearer b"));
        assert_eq!(presented(&headers), None);
    }
}
