//! `cairn invite`: the first administrator.

use anyhow::{Result, bail};
use foundation::App;
use people::{Address, Kind, Organization, Role};

use crate::told;

/// Makes the organization where there is none of this slug, and a link by which its first
/// administrator signs up.
pub async fn invite(
    app: &App,
    (slug, name, kind): (&str, Option<&str>, Kind),
    address: &str,
) -> Result<String> {
    let address = Address::read(address)?;
    let mut tx = app.begin().await.map_err(told)?;
    let organization = match (people::organization_called(&mut tx, slug).await.map_err(told)?, name)
    {
        (Some(organization), _) => organization,
        (None, Some(name)) => {
            let zone = &app.site().time_zone;
            let organization = Organization::new(kind, slug, name, None).in_zone(zone);
            people::establish(&mut tx, &organization).await.map_err(told)?;
            organization
        }
        (None, None) => bail!("there is no organization `{slug}`: give its --name, and it is made"),
    };
    let link = people::invite(&mut tx, &organization, Role::Administrator, &address, None)
        .await
        .map_err(told)?;
    tx.commit().await.map_err(told)?;
    Ok(link)
}
