//! `/credentials/{id}/keep`: one file with everything in it, which checks the credential by the browser's
//! own cryptography and asks nobody: so a badge outlives its issuer.

use askama::Template;
use axum::{
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use foundation::{App, Error, Html, Id, Path, Result, time};
use openbadges::model::AchievementCredential;
use sha2::{Digest, Sha256};

use crate::{
    Credential, answer,
    badge_page::{named, results},
    issuer::{self, Issuer},
    jwt, picture, store,
};

const SCRIPT: &str = include_str!("../../../assets/keep.js");
const STYLE: &str = include_str!("../../../assets/keep.css");

#[derive(Template)]
#[template(path = "keep.html")]
struct View {
    policy: String,
    style: &'static str,
    script: &'static str,
    badge: Html,
    title: String,
    name: Option<String>,
    issuer: String,
    awarded_on: String,
    valid_until: Option<String>,
    summary: String,
    results: Vec<(String, String)>,
    how: String,
    made_on: String,
    url: String,
    keys_url: String,
    jwt: String,
    keys: String,
}

pub async fn show(State(app): State<App>, Path(id): Path<Id<Credential>>) -> Result<Response> {
    let mut read = app.read().await?;
    let (credential, award) = store::credential(&mut read, id).await?;
    if store::revoked_at(&mut read, &credential).await?.is_some() {
        return Ok(answer::never());
    }
    let Some((edition, text, _)) = store::current(&mut read, &credential).await? else {
        return Ok(answer::not_yet());
    };
    let organization = people::organizations(&mut read, &[credential.issuer]).await?;
    let organization = organization.into_iter().next().ok_or(Error::Absent)?;
    let keys = people::keys(&mut read, &[organization.id]).await?;
    let issuer = Issuer::current(&mut read, &app, organization).await?.ok_or(Error::Absent)?;
    let badge = Html::sanitized(picture::drawn(&mut read, &award).await?);
    drop(read);
    let Some(jwt) = jwt::of_edition(&app, &credential, (edition, &text)).await? else {
        return Ok(answer::never());
    };
    let says = serde_json::from_str(&text).map_err(anyhow::Error::from)?;
    let says = AchievementCredential::from_value(&says).map_err(anyhow::Error::from)?;
    let keys = issuer::document(&issuer.did, &keys)?.write();
    let zone = time::zone(&issuer.organization.time_zone);
    let until = says.valid_until.as_ref().and_then(|it| it.timestamp());
    let subject = &says.credential_subject;
    let view = View {
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        badge,
        title: subject.achievement.name.to_string(),
        name: named(subject),
        issuer: issuer.organization.name.clone(),
        awarded_on: time::day(award.awarded_at, &zone),
        valid_until: until.map(|it| time::day(it, &zone)),
        summary: subject.achievement.description.to_string(),
        results: results(&says),
        how: subject.narrative.clone().unwrap_or_default(),
        made_on: time::day(app.clock.now(), &zone),
        url: app.site().url(&format!("/credentials/{id}")),
        keys_url: format!("{}#keys", issuer::address(&app, &issuer.organization)),
        jwt,
        keys: serde_json::to_string_pretty(&keys).map_err(anyhow::Error::from)?,
    };
    let file = view.render().map_err(anyhow::Error::from)?;
    // Here it is a file to save, which our own policy keeps from running; opened from a disk, its own
    // policy holds.
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"credential-{id}.html\"")),
    ];
    Ok((headers, file).into_response())
}

/// Nothing runs in it but our own script, and nothing is asked of anyone.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}
