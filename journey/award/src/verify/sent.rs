//! What was dropped on the page: a text or a file. Nothing of it is kept.

use axum::extract::{
    FromRequest, Multipart, Request,
    multipart::{Field, MultipartError},
};
use foundation::{Error, Result};

/// A badge is a picture with a credential in it; phones' pictures are larger, and none is a badge.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

#[derive(Default)]
pub struct Sent {
    pub text: String,
    /// Empty where no file was chosen.
    pub file: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let mut parts =
            Multipart::from_request(request, state).await.map_err(|_| Error::Unreadable)?;
        let mut sent = Sent::default();
        while let Some(field) = parts.next_field().await.map_err(unread)? {
            match field.name() {
                Some("credential") => sent.text = text(field).await?,
                Some("file") => sent.file = field.bytes().await.map_err(unread)?.into(),
                _ => return Err(Error::Unreadable),
            }
        }
        Ok(sent)
    }
}

async fn text(field: Field<'_>) -> Result<String> {
    let bytes = field.bytes().await.map_err(unread)?;
    String::from_utf8(bytes.into()).map_err(|_| Error::Unreadable)
}

fn unread(error: MultipartError) -> Error {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::TooMuch,
        _ => Error::Unreadable,
    }
}
