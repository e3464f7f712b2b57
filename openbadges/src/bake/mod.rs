//! A credential inside a picture: whoever has the badge's image has the badge (OB 3.0, Baked
//! Badge; Open Badges 2.0 Baking for what others baked before).
//!
//! Promise: but for what is baked, a picture stays as it is to the byte; one picture carries one
//! credential; no picture, however it was made, makes reading run on or fall over.

mod png;
mod svg;
mod xml;

use crate::jose::Jws;
use crate::{Error, json};
use serde_json::Value;

/// The most bytes a picture may have: 16 MiB.
pub const MOST_BYTES: usize = 16 << 20;

/// Bakes a credential, as JSON or as a compact JWS, into a PNG: an uncompressed `iTXt` chunk,
/// `openbadgecredential` or, for a learner record, `clrcredential`. What was baked in before is
/// replaced.
pub fn png(picture: &[u8], content: &str) -> Result<Vec<u8>, Error> {
    fits(picture)?;
    png::bake(picture, &Content::read(content)?)
}

/// Bakes a credential, as JSON or as a compact JWS, into an SVG: `<openbadges:credential>`, the
/// first thing in it. What was baked in before is replaced.
pub fn svg(picture: &str, content: &str) -> Result<String, Error> {
    fits(picture.as_bytes())?;
    svg::bake(picture, &Content::read(content)?)
}

/// Does it begin as a PNG or an SVG does? Then nothing but [`unbake`] can find a credential in it.
pub fn is_picture(bytes: &[u8]) -> bool {
    png::is_one(bytes) || bytes.trim_ascii_start().starts_with(b"<")
}

/// What is baked into a PNG or SVG: JSON, a compact JWS, or with an Open Badges 2.0 picture
/// perhaps the address of the assertion. It is not checked: see [`crate::verify()`].
pub fn unbake(picture: &[u8]) -> Result<String, Error> {
    fits(picture)?;
    if png::is_one(picture) {
        return png::unbake(picture);
    }
    let text = std::str::from_utf8(picture)
        .map_err(|_| Error::Picture("it is neither PNG nor SVG in UTF-8".into()))?;
    svg::unbake(text)
}

fn fits(picture: &[u8]) -> Result<(), Error> {
    if picture.len() > MOST_BYTES { Err(Error::TooMuchWork) } else { Ok(()) }
}

/// What is to be baked, looked at.
struct Content<'a> {
    text: &'a str,
    is_jws: bool,
    is_learner_record: bool,
}

impl<'a> Content<'a> {
    fn read(text: &'a str) -> Result<Content<'a>, Error> {
        fits(text.as_bytes())?;
        if text.trim_start().starts_with('{') {
            let is_learner_record = is_learner_record(&json::parse(text.as_bytes())?);
            return Ok(Content { text, is_jws: false, is_learner_record });
        }
        let payload = Value::Object(Jws::read(text)?.claims()?);
        Ok(Content { text, is_jws: true, is_learner_record: is_learner_record(&payload) })
    }
}

fn is_learner_record(credential: &Value) -> bool {
    let is_one = |it: &Value| crate::validate::has_type(it, "ClrCredential");
    // In a JWT of VC 1.1 the credential is one of the claims.
    is_one(credential) || is_one(&credential["vc"])
}
