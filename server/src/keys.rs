//! `cairn keys`: what issuers sign with.

use anyhow::{Context, Result};
use foundation::App;
use serde_json::json;

use crate::told;

#[derive(clap::Subcommand)]
pub enum What {
    /// Every key, with its issuer and dates.
    List,
    /// From now on the issuer signs with a new key; what the old one signed stays good.
    Rotate {
        /// The issuer's name in addresses: `maple-ridge`.
        issuer: String,
    },
    /// The public halves with their dates, as JSON.
    Export,
}

pub async fn keys(app: &App, what: What) -> Result<()> {
    match what {
        What::List => {
            for (issuer, key) in all(app).await? {
                let until = key.ends_at.map_or("in use".to_owned(), |at| format!("until {at}"));
                println!("{issuer:<28}{}  from {}  {until}", key.public, key.begins_at);
            }
        }
        What::Export => {
            for (issuer, key) in all(app).await? {
                let line = json!({
                    "issuer": issuer,
                    "publicKeyMultibase": key.public,
                    "from": key.begins_at.to_string(),
                    "until": key.ends_at.map(|at| at.to_string()),
                });
                println!("{line}");
            }
        }
        What::Rotate { issuer } => rotate(app, &issuer).await?,
    }
    Ok(())
}

async fn rotate(app: &App, slug: &str) -> Result<()> {
    let mut tx = app.begin().await.map_err(told)?;
    let organization = people::organization_called(&mut tx, slug).await.map_err(told)?;
    let organization =
        organization.with_context(|| format!("there is no organization `{slug}`"))?;
    let key = people::rotate_key(&mut tx, app.secrets(), organization.id).await.map_err(told)?;
    tx.commit().await.map_err(told)?;
    println!("{slug} signs with {} from now on.", key.public);
    Ok(())
}

async fn all(app: &App) -> Result<Vec<(String, people::Key)>> {
    let mut read = app.read().await.map_err(told)?;
    let mut organizations = vec![];
    for kind in
        [people::Kind::State, people::Kind::District, people::Kind::Issuer, people::Kind::Network]
    {
        organizations.extend(people::organizations_of_kind(&mut read, kind).await.map_err(told)?);
    }
    let ids: Vec<_> = organizations.iter().map(|it| it.id).collect();
    let keys = people::keys(&mut read, &ids).await.map_err(told)?;
    let named = |key: people::Key| {
        let issuer = organizations.iter().find(|it| it.id == key.organization);
        (issuer.map(|it| it.slug.clone()).unwrap_or_default(), key)
    };
    Ok(keys.into_iter().map(named).collect())
}
