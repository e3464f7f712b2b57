//! Commands that bring something in: documents, and the first administrator.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use design::{File, Import, Imported, Kept};
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

/// Checks everything before anything is written, and tells every problem with file, line and what
/// would be right. Documents belong to the issuer whose `issuer.yaml` stands above them, else to the
/// one that is named.
pub async fn import(
    app: &App,
    issuer: Option<&str>,
    paths: &[PathBuf],
    publish: bool,
) -> Result<()> {
    let mut files = vec![];
    for path in paths {
        gather(path, &mut files)?;
    }
    for it in import_files(app, issuer, files, publish).await? {
        match it.kept {
            Kept::Unchanged => println!("{}: unchanged", it.name),
            Kept::Version(number) => println!("{}: version {number} of {}", it.name, it.slug),
            Kept::Shelf => println!("{}: kept {}", it.name, it.slug),
        }
    }
    Ok(())
}

pub async fn import_files(
    app: &App,
    issuer: Option<&str>,
    files: Vec<File>,
    publish: bool,
) -> Result<Vec<Imported>> {
    let folders =
        design::issued(files).map_err(|wrong| anyhow!("nothing was imported\n{wrong}"))?;
    let mut whose = vec![];
    for folder in folders.into_iter().filter(|it| !it.files.is_empty()) {
        let slug = folder.issuer.as_ref().map(|it| it.slug.as_str()).or(issuer);
        let slug = slug.context(
            "whose are these documents? Put an issuer.yaml beside them, or name the --issuer",
        )?;
        let mut read = app.read().await.map_err(told)?;
        let organization = people::organization_called(&mut read, slug).await.map_err(told)?;
        let organization = organization.with_context(|| {
            format!("there is no organization `{slug}`: make it with `cairn invite`")
        })?;
        whose.extend(folder.files.into_iter().map(|file| (organization.id, file)));
    }
    design::import(app, &Import { files: whose, by: None, publish }).await.map_err(refused)
}

/// What is wrong is told whole; what broke, by its cause.
fn refused(error: foundation::Error) -> anyhow::Error {
    match error {
        foundation::Error::Refused(why) => anyhow!("nothing was imported\n{why}"),
        other => told(other),
    }
}

/// Documents in a folder and below it, by name; a file as it is.
fn gather(path: &Path, files: &mut Vec<File>) -> Result<()> {
    if !path.is_dir() {
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        files.push(File { name: path.display().to_string(), bytes });
        return Ok(());
    }
    let mut inner: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<std::io::Result<_>>()?;
    inner.sort();
    let wanted = |it: &PathBuf| {
        let name = it.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        it.is_dir() || name.ends_with(".md") || name.ends_with(".yaml")
    };
    inner.iter().filter(|it| wanted(it)).try_for_each(|it| gather(it, files))
}
