//! `cairn demo`: a sample district with people, work and history, in a database of its own.

mod district;
mod elsewhere;
mod lives;
mod paper;
mod story;
mod visitor;
mod words;
mod work;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use foundation::{App, Clock, Db, Files, Mailer, Outside, Site, Surroundings, note};
use jiff::Timestamp;
use tokio::net::TcpListener;

use crate::{data::Data, journey::journey, log, serve, told};

pub use district::{District, people};

/// Makes the district at the first start, keeps it at the next, and serves it.
pub async fn demo(port: u16, folder: &Path, reset: bool) -> Result<()> {
    log::to_stderr("warn")?;
    if reset && folder.exists() {
        ensure!(
            is_demo(folder),
            "{} isn't a demo's folder, so it stays as it is",
            folder.display()
        );
        println!("Forgetting what was done in {} …", folder.display());
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    if folder.exists() && fs::read_dir(folder)?.next().is_some() && !is_demo(folder) {
        bail!("{} isn't a demo's folder: name another with --data", folder.display());
    }
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    let listener = listener
        .with_context(|| format!("port {port} can't be listened on: name another with --port"))?;
    let port = listener.local_addr()?.port();

    let data = Data::open(folder)?;
    let _held = data.hold()?;
    let db = Db::open(&database_url(&data)).await.map_err(told).context("the database")?;
    println!("Bringing the database up to this program …");
    serve::migrate(&db).await?;
    let app = app(&data, db.clone(), Clock::Running, port)?;
    if app.noted(note::DEMO).await.map_err(told)?.is_none() {
        begin(&data, db, port).await?;
    }
    tell(&app);
    serve::run(app, listener).await
}

/// The whole history is told by the same verbs that pages use, with the clock some weeks back.
async fn begin(data: &Data, db: Db, port: u16) -> Result<()> {
    println!("Making a sample district …");
    let clock = Clock::still_at(Timestamp::now() - story::BEGINS);
    let app = app(data, db, clock, port)?;
    let district =
        District::found(&app).await.map_err(told).context("making the sample district")?;
    story::tell(&app, &district).await.context("making the sample district")?;
    let mut tx = app.begin().await.map_err(told)?;
    tx.note(note::DEMO, "yes").await.map_err(told)?;
    tx.commit().await.map_err(told)
}

/// PostgreSQL for tests of the demo on it; SQLite in its folder for everyone else.
fn database_url(data: &Data) -> String {
    std::env::var("CAIRN_DEMO_DATABASE").unwrap_or_else(|_| data.database_url())
}

fn is_demo(folder: &Path) -> bool {
    folder.join("letters").is_dir() && folder.join("server.lock").exists()
}

fn app(data: &Data, db: Db, clock: Clock, port: u16) -> Result<App> {
    let around = Surroundings {
        site: Site {
            name: "Maple Ridge School District (a demo)".into(),
            public_url: format!("http://127.0.0.1:{port}").parse()?,
            evidence_url: None,
            time_zone: "America/New_York".into(),
            demo: true,
            proxies: vec![],
        },
        files: Files::in_folder(&data.files()).map_err(told)?,
        mailer: Mailer::Folder {
            folder: data.letters(),
            from: "Cairn <cairn@maple-ridge.example>".into(),
        },
        secrets: data.key_encryption_key()?,
        outside: Outside::web(),
    };
    Ok(App::new(db, clock, journey(), around))
}

fn tell(app: &App) {
    let address = app.site().origin();
    println!("\nCairn is ready at {address}\n");
    println!("Sign in as anyone at {address}/demo");
    println!("\nPress Ctrl-C to stop. A second start keeps what was done; --reset begins anew.");
}
