//! How what is open to everyone is answered: by its kind, with a tag by which a cache sees whether it
//! has changed, and for how long it may be kept.

use axum::{
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER, VARY},
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// For how long a copy is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Long enough for a crowd, short enough that a new edition is seen soon.
    Awhile,
    /// At this address it never changes; a day, since it may go.
    Unchanged,
}

impl Kept {
    fn said(self) -> &'static str {
        match self {
            Kept::Awhile => "public, max-age=300",
            Kept::Unchanged => "public, max-age=86400, immutable",
        }
    }
}

/// The answer, or that what the asker has is still good (RFC 9110, §13.1.2).
pub fn open(
    asked: &HeaderMap,
    media_type: &'static str,
    kept: Kept,
    body: impl Into<Bytes>,
) -> Response {
    let body: Bytes = body.into();
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&body)[..12]));
    let headers: [(HeaderName, &str); 4] = [
        (CONTENT_TYPE, media_type),
        (CACHE_CONTROL, kept.said()),
        (VARY, ACCEPT.as_str()),
        (ETAG, &tag),
    ];
    match has(asked, &tag) {
        true => (StatusCode::NOT_MODIFIED, headers).into_response(),
        false => (headers, body).into_response(),
    }
}

fn has(asked: &HeaderMap, tag: &str) -> bool {
    let said = asked.get_all(IF_NONE_MATCH).iter().filter_map(|it| it.to_str().ok());
    let mut tags = said.flat_map(|it| it.split(',')).map(str::trim);
    tags.any(|it| it == "*" || it.strip_prefix("W/").unwrap_or(it) == tag)
}

/// It is being made: ask again in a moment.
pub fn not_yet() -> Response {
    let words = "This credential has been awarded. It is signed in a moment: ask again.\n";
    (StatusCode::NOT_FOUND, [(RETRY_AFTER, "5"), (VARY, ACCEPT.as_str())], words).into_response()
}

/// It was taken back before it was made, so there is none and never will be.
pub fn never() -> Response {
    let words = "This credential was revoked before this form of it was made.\n";
    (StatusCode::GONE, [(VARY, ACCEPT.as_str())], words).into_response()
}

/// A newer edition took its place.
pub fn superseded() -> Response {
    let words = "A newer edition of this credential took the place of this one.\n";
    (StatusCode::GONE, [(VARY, ACCEPT.as_str())], words).into_response()
}

/// None of the forms that there are.
pub fn not_acceptable(forms: &[&str]) -> Response {
    let words = format!("It can be had as {}.\n", forms.join(", "));
    (StatusCode::NOT_ACCEPTABLE, [(VARY, ACCEPT.as_str())], words).into_response()
}
