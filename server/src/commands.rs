//! `cairn invite`: the first administrator.

use anyhow::{Context, Result, bail};
use foundation::{App, Tx};
use people::{Address, Kind, Organization, Role, Slug, may_stand_below};

use crate::told;

/// Whose administrator is invited; where there is no such organization, what it is to be.
#[derive(Debug)]
pub struct Asked<'a> {
    pub slug: &'a str,
    pub name: Option<&'a str>,
    pub kind: Kind,
    /// The slug of the one that it belongs to.
    pub under: Option<&'a str>,
}

/// Makes the organization where there is none of this slug, and a link by which its first
/// administrator signs up.
pub async fn invite(app: &App, asked: &Asked<'_>, address: &str) -> Result<String> {
    let address = Address::read(address)?;
    let mut tx = app.begin().await.map_err(told)?;
    let found = people::organization_called(&mut tx, asked.slug).await.map_err(told)?;
    let organization = match found {
        Some(organization) => organization,
        None => make(&mut tx, app, asked).await?,
    };
    let link = people::invite(&mut tx, &organization, Role::Administrator, &address, None)
        .await
        .map_err(told)?;
    tx.commit().await.map_err(told)?;
    Ok(link)
}

async fn make(tx: &mut Tx, app: &App, asked: &Asked<'_>) -> Result<Organization> {
    let Asked { slug, kind, .. } = asked;
    let name = asked.name.with_context(|| {
        format!("there is no organization `{slug}`: give its --name, and it is made")
    })?;
    let (slug, name) = (Slug::read(slug)?, Organization::called(name)?);
    let parent = match asked.under {
        None => None,
        Some(slug) => {
            let found = people::organization_called(tx, slug).await.map_err(told)?;
            Some(found.with_context(|| format!("there is no organization `{slug}` to be under"))?)
        }
    };
    match &parent {
        Some(parent) => drop(may_stand_below(*kind, parent.kind)?),
        None if *kind == Kind::School => bail!("a school belongs to a district: name it, --under"),
        None => {}
    }
    let organization = Organization::new(*kind, slug.as_str(), &name, parent.as_ref());
    let organization = match parent {
        Some(_) => organization,
        None => organization.in_zone(&app.site().time_zone),
    };
    people::establish(tx, &organization).await.map_err(told)?;
    Ok(organization)
}
