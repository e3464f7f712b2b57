//! The commands of `cairn`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use server::{backup, data::Data, demo, instance, log, serve, settings::Settings, told};

/// Microcredentials that a district, a state, a union or a university runs itself.
#[derive(Parser)]
#[command(name = "cairn", version, disable_help_subcommand = true)]
struct Cairn {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Args)]
struct Config {
    /// The settings; each may also stand in the environment, as CAIRN_PUBLIC_URL.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Shows a sample district, in a database and a folder of its own.
    Demo {
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Where it is kept from one start to the next.
        #[arg(long, value_name = "DIR", default_value = "cairn-demo")]
        data: PathBuf,
        /// Begins anew, and forgets what was done.
        #[arg(long)]
        reset: bool,
    },
    /// Serves the real thing.
    Serve {
        #[command(flatten)]
        config: Config,
    },
    /// Brings the database up to this program.
    Migrate {
        #[command(flatten)]
        config: Config,
        /// Only says what would be done; fails where something would.
        #[arg(long)]
        check: bool,
    },
    /// Copies the database and the files into a new folder, beside a running server.
    Backup {
        #[command(flatten)]
        config: Config,
        to: PathBuf,
    },
    /// Brings a backup back, into a data folder and a database that hold nothing yet.
    Restore {
        #[command(flatten)]
        config: Config,
        from: PathBuf,
    },
    /// Lists every route, and who may use it.
    Routes,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cairn::parse().command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cairn: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Demo { port, data, reset } => demo::demo(port, &data, reset).await?,
        Command::Serve { config } => serve::serve(config.config.as_deref()).await?,
        Command::Migrate { config, check } => return migrate(&config, check).await,
        Command::Backup { config, to } => {
            let settings = settings(&config)?;
            let data = Data::open(&settings.data)?;
            let (_, db) = instance::database(&settings, &data).await?;
            backup::backup(&settings, &data, &db, &to).await?;
        }
        Command::Restore { config, from } => {
            let settings = settings(&config)?;
            let data = Data::open(&settings.data)?;
            let _held = data.hold()?;
            backup::restore(&settings, &data, &from)?;
        }
        Command::Routes => print!("{}", server::routes().table()),
    }
    Ok(ExitCode::SUCCESS)
}

fn settings(config: &Config) -> Result<Settings> {
    let settings = Settings::load(config.config.as_deref(), std::env::vars())?;
    log::to_stderr(&settings.log)?;
    Ok(settings)
}

async fn migrate(config: &Config, check: bool) -> Result<ExitCode> {
    let settings = settings(config)?;
    let data = Data::open(&settings.data)?;
    let (owner, _) = instance::database(&settings, &data).await?;
    if !check {
        serve::migrate(&owner).await?;
        println!("The database is up to this program.");
        return Ok(ExitCode::SUCCESS);
    }
    let waiting = owner.unapplied().await.map_err(told).context("checking")?;
    for name in &waiting {
        println!("{name} would be applied");
    }
    if waiting.is_empty() {
        println!("Nothing to migrate.");
    }
    Ok(if waiting.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
