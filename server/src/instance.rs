//! An instance put together from its settings: what every command begins with.

use anyhow::{Context, Result, anyhow, bail};
use foundation::{App, Clock, Db, Files, Mailer, Outside, Secrets, Site, Surroundings};
use lettre::{AsyncSmtpTransport, Tokio1Executor};

use crate::{data::Data, journey::journey, settings::Settings};

/// Opens the database: migrations in the owner's role, everything else in a lesser one where the
/// operator gave two.
pub async fn database(settings: &Settings, data: &Data) -> Result<(Db, Db)> {
    let url = settings.database.0.clone().unwrap_or_else(|| data.database_url());
    let open = async |url: &str| {
        Db::open(url).await.map_err(|error| anyhow!("the database: {}", error.cause()))
    };
    let app = open(&url).await?;
    match &settings.database_owner.0 {
        Some(_) if url.starts_with("sqlite:") => {
            bail!("`database_owner` is for PostgreSQL: SQLite has no roles");
        }
        Some(owner) => Ok((open(owner).await?, app)),
        None => Ok((app.clone(), app)),
    }
}

pub fn site(settings: &Settings) -> Site {
    Site {
        name: settings.name.clone(),
        public_url: settings.public_url.0.clone(),
        evidence_url: settings.evidence_url.0.as_ref().map(|it| it.0.clone()),
        time_zone: settings.time_zone.0.clone(),
        demo: false,
        proxies: settings.proxies.0.clone(),
    }
}

pub fn app(settings: &Settings, data: &Data, db: Db) -> Result<App> {
    let secrets = match &settings.key_encryption_key.0 {
        Some(key) => Secrets::from_hex(key)
            .map_err(|error| anyhow!("`key_encryption_key`: {}", error.cause()))?,
        None => data.key_encryption_key()?,
    };
    let mailer = match &settings.smtp.0 {
        Some(url) => Mailer::Smtp {
            transport: AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                .context("`smtp` isn't the address of a mail server")?
                .build(),
            from: settings.mail_from.clone(),
        },
        None => Mailer::Folder { folder: data.letters(), from: settings.mail_from.clone() },
    };
    let outside = if settings.fetch_to_verify { Outside::web() } else { Outside::shut() };
    let (site, files) = (site(settings), files(settings, data)?);
    let around = Surroundings { site, files, mailer, secrets, outside };
    Ok(App::new(db, Clock::Running, journey(), around))
}

fn files(settings: &Settings, data: &Data) -> Result<Files> {
    let files = Files::in_folder(&data.files())
        .map_err(|error| anyhow!("the evidence folder: {}", error.cause()))?;
    Ok(files.with_reserve(settings.disk_reserve_mib.saturating_mul(1024 * 1024)))
}
