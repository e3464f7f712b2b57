//! `cairn serve`: the real thing.

use std::{net::SocketAddr, path::Path};

use anyhow::{Context, Result, bail};
use axum::Router;
use foundation::{App, Db, note};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{data::Data, instance, routes::routes, settings::Settings, told, vc_api};

pub async fn serve(config: Option<&Path>) -> Result<()> {
    let settings = Settings::load(config, std::env::vars())?;
    crate::log::to_stderr(&settings.log)?;
    let data = Data::open(&settings.data)?;
    let _held = data.hold()?;
    let (owner, db) = instance::database(&settings, &data).await?;
    migrate(&owner).await?;
    refuse_another_schema(&owner).await?;
    if db.owns_schema().await.map_err(told)? {
        tracing::warn!(
            "requests run in the role that owns the tables, which could switch their guards off: \
             set `database` to a lesser role and `database_owner` to this one"
        );
    }
    let app = instance::app(&settings, &data, db)?;
    refuse_demo_data(&app).await?;
    refuse_another_public_url(&app).await?;
    vc_api::serve(&settings, &data).await?;
    let listener = TcpListener::bind(settings.listen).await;
    let listener = listener.with_context(|| format!("listening on {}", settings.listen))?;
    tracing::info!("Cairn serves {} on {}", app.site().origin(), settings.listen);
    run(app, listener).await
}

/// Serves until it is told to stop, then lets what was begun be finished.
pub async fn run(app: App, listener: TcpListener) -> Result<()> {
    evidence::strip_pdfs_by(std::env::current_exe().context("this program")?);
    let router: Router = routes().open(&app);
    app.free_jobs().await.map_err(told)?;
    let following = tokio::spawn(app.clone().keep_following());
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await?;
    following.abort();
    app.db().close().await;
    Ok(())
}

pub async fn migrate(owner: &Db) -> Result<()> {
    let applied = owner.migrate().await.map_err(told).context("migrating")?;
    for name in applied {
        tracing::info!(name, "migrated");
    }
    owner.grant_to_app().await.map_err(told).context("giving the requests' role its rights")
}

/// A guard that was dropped leaves no other trace.
async fn refuse_another_schema(owner: &Db) -> Result<()> {
    let mut wrong = owner.check_schema().await.map_err(told).context("the schema")?;
    wrong.extend(owner.check_foreign_keys().await.map_err(told).context("the schema")?);
    match wrong.first() {
        None => Ok(()),
        Some(first) => {
            bail!("the database isn't as it was made ({} differences): {first}", wrong.len())
        }
    }
}

async fn told_to_stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! { _ = tokio::signal::ctrl_c() => {}, () = terminated => {} }
}

async fn refuse_demo_data(app: &App) -> Result<()> {
    match app.noted(note::DEMO).await.map_err(told)? {
        Some(_) => bail!("this is a demo's data: `cairn serve` wants a data folder of its own"),
        None => Ok(()),
    }
}

/// Credentials name it for ever.
async fn refuse_another_public_url(app: &App) -> Result<()> {
    match app.noted(note::PUBLIC_URL).await.map_err(told)? {
        Some(frozen) if frozen != app.site().origin() => bail!(
            "credentials have been signed under {frozen}, so `public_url` can't be {} any more",
            app.site().origin()
        ),
        _ => Ok(()),
    }
}
