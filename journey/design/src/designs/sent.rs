//! A document as a form sends it: pasted into its field, or as a file, which then counts.

use axum::extract::{FromRequest, Multipart, Request};
use foundation::{Error, Result};

use crate::draft::{self, Refusal};

#[derive(Debug, Default)]
pub struct Sent {
    pub document: String,
    pub revision: i64,
    pub issuer: Option<String>,
    pub publish: bool,
    /// Why what was sent can't be kept; what stood in the field is in `document`.
    pub refused: Option<Refusal>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let mut form =
            Multipart::from_request(request, state).await.map_err(|_| Error::Unreadable)?;
        let mut sent = Sent::default();
        while let Some(field) = form.next_field().await.map_err(unread)? {
            let name = field.name().unwrap_or_default().to_owned();
            let is_file = field.file_name().is_some_and(|it| !it.is_empty());
            let bytes = field.bytes().await.map_err(unread)?;
            match name.as_str() {
                "document" => sent.pasted(&bytes),
                "file" if is_file => sent.uploaded(bytes.to_vec()),
                "revision" => {
                    sent.revision = word(&bytes)?.parse().map_err(|_| Error::Unreadable)?
                }
                "issuer" => sent.issuer = Some(word(&bytes)?),
                "publish" => sent.publish = word(&bytes)? == "yes",
                _ => {}
            }
        }
        Ok(sent)
    }
}

impl Sent {
    /// A browser ends lines in its fields as Windows does; nobody wrote them so.
    fn pasted(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\0', "");
        self.refused = draft::text(text.clone().into_bytes()).err();
        self.document = text;
    }

    fn uploaded(&mut self, bytes: Vec<u8>) {
        match draft::text(bytes) {
            Ok(text) => (self.document, self.refused) = (text, None),
            Err(refused) => self.refused = Some(refused),
        }
    }
}

fn word(bytes: &[u8]) -> Result<String> {
    let word = std::str::from_utf8(bytes).map_err(|_| Error::Unreadable)?;
    if word.contains('\0') { Err(Error::Unreadable) } else { Ok(word.trim().to_owned()) }
}

fn unread(error: axum::extract::multipart::MultipartError) -> Error {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::TooMuch,
        _ => Error::Unreadable,
    }
}
