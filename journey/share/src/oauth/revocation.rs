//! `POST /oauth/revocation`: a host gives back what it was given (RFC 7009).

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use foundation::{App, Error, Form};
use serde::Deserialize;

use super::{Refused, client::authenticated};
use crate::{secret::Secret, store, store::tokens::Kind};

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    token: String,
}

/// With a refresh token ends all that it could still give. What is unknown, or another host's, is as if
/// it had been revoked (RFC 7009, §2.2).
pub async fn revoke(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<Form<Asked>, Error>,
) -> Result<StatusCode, Refused> {
    let Form(asked) = form?;
    let mut tx = app.begin().await?;
    let host = authenticated(&mut tx, &headers).await?;
    let digest = Secret::of(&asked.token).digest();
    store::permissions::lock(&mut tx, &digest, host.id).await?;
    match store::tokens::of_host(&mut tx, &digest, host.id).await? {
        Some((_, Kind::Access)) => store::tokens::end(&mut tx, &digest).await?,
        Some((permission, _)) => store::permissions::end(&mut tx, permission).await?,
        None => {}
    }
    tx.commit().await?;
    Ok(StatusCode::OK)
}
