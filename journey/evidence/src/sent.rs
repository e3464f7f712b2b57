//! A form with files, read as it comes: each file into memory up to its limit, and no further.

use axum::{
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use foundation::{Error, Result};

use crate::{
    Upload,
    upload::{FILE_BYTES, FORM_BYTES},
};

pub struct Sent(Multipart);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let parts = Multipart::from_request(request, state).await;
        parts.map(Sent).map_err(|_| Error::Unreadable)
    }
}

pub enum Part {
    Caption(String),
    File(Upload),
    /// More than a file may be: none of it is in memory any more.
    TooLarge {
        name: String,
    },
}

impl Sent {
    /// The next part that was filled in.
    pub async fn next(&mut self) -> Result<Option<Part>> {
        while let Some(field) = self.0.next_field().await.map_err(unreadable)? {
            let part = match field.name() {
                Some("caption") => Some(caption(field).await?),
                Some("files") => file(field).await?,
                _ => return Err(Error::Unreadable),
            };
            if part.is_some() {
                return Ok(part);
            }
        }
        Ok(None)
    }
}

async fn caption(mut field: Field<'_>) -> Result<Part> {
    let bytes = up_to(&mut field, FORM_BYTES).await?.ok_or(Error::TooMuch)?;
    let words = String::from_utf8(bytes).map_err(|_| Error::Unreadable)?;
    if words.contains('\0') { Err(Error::Unreadable) } else { Ok(Part::Caption(words)) }
}

/// None where no file was chosen.
async fn file(mut field: Field<'_>) -> Result<Option<Part>> {
    let name = field.file_name().unwrap_or_default().to_owned();
    Ok(match up_to(&mut field, FILE_BYTES).await? {
        Some(bytes) if name.is_empty() && bytes.is_empty() => None,
        Some(bytes) => Some(Part::File(Upload { name, bytes })),
        None => Some(Part::TooLarge { name }),
    })
}

/// None where there is more. The rest is read past, so that the browser hears why.
async fn up_to(field: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes = vec![];
    while let Some(piece) = field.chunk().await.map_err(unreadable)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > most {
            drop(bytes);
            while field.chunk().await.map_err(unreadable)?.is_some() {}
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

fn unreadable(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooMuch,
        _ => Error::Unreadable,
    }
}
