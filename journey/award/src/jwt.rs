//! An edition in its other form, the JWT of Open Badges (3.0, §8.2): made when it is first asked for,
//! once, and kept.

use anyhow::Context;
use foundation::{App, Id, Result};
use openbadges::jose;
use serde_json::Value;

use crate::{Credential, issuer::Issuer, store};

/// The newest edition of one that is signed, for rooms ahead.
pub async fn jwt(app: &App, id: Id<Credential>) -> Result<Option<String>> {
    let mut read = app.read().await?;
    let (credential, _) = store::credential(&mut read, id).await?;
    let current = store::current(&mut read, &credential).await?;
    drop(read);
    match current {
        Some((edition, text, _)) => of_edition(app, &credential, (edition, &text)).await,
        None => Ok(None),
    }
}

/// None where there can't be one any more: it was revoked before anyone asked, or the issuer was its
/// key (`did:key`) and has another now.
pub async fn of_edition(
    app: &App,
    credential: &Credential,
    (edition, text): (i64, &str),
) -> Result<Option<String>> {
    let kept = store::jwt(&mut *app.read().await?, credential, edition).await?;
    match kept {
        Some(jwt) => Ok(Some(jwt)),
        None => made(app, credential, (edition, text)).await,
    }
}

/// Whoever signs for an issuer is heard in turn, so of many who ask at once the first has it made.
async fn made(
    app: &App,
    credential: &Credential,
    (edition, text): (i64, &str),
) -> Result<Option<String>> {
    let mut tx = app.begin().await?;
    let organization = people::organizations(&mut tx, &[credential.issuer]).await?;
    let organization = organization.into_iter().next().context("an issuer is an organization")?;
    let issuer = Issuer::signing(&mut tx, app, organization).await?;
    if let Some(jwt) = store::jwt(&mut tx, credential, edition).await? {
        return Ok(Some(jwt));
    }
    let mut says: Value = serde_json::from_str(text).map_err(anyhow::Error::from)?;
    let is_its = says["issuer"]["id"].as_str() == Some(&issuer.did);
    if !is_its || store::revoked_at(&mut tx, credential).await?.is_some() {
        return Ok(None);
    }
    if let Some(says) = says.as_object_mut() {
        says.shift_remove("proof");
    }
    let jwt = jose::sign_open_badge(&says, &issuer.secret, &issuer.method);
    let jwt = jwt.map_err(anyhow::Error::from)?;
    store::keep_jwt(&mut tx, credential, edition, &jwt, issuer.key.id).await?;
    tx.commit().await?;
    Ok(Some(jwt))
}
