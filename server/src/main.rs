//! The commands of `cairn`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use server::{
    backup, badge, commands, data::Data, demo, import, instance, keys, log, serve,
    settings::Settings, told, verify,
};

/// Much is made on one thread and dropped on another: rows, above all.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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
    /// Makes the link by which an organization's first administrator signs up.
    Invite {
        #[command(flatten)]
        config: Config,
        /// The organization's name in addresses: `maple-ridge`.
        #[arg(long)]
        organization: String,
        /// Its name, where it is to be made.
        #[arg(long)]
        name: Option<String>,
        /// What it is, where it is to be made.
        #[arg(long, value_enum, default_value_t = MadeAs::District)]
        kind: MadeAs,
        /// To which one it belongs, where it is to be made: a school to its district.
        #[arg(long, value_name = "SLUG")]
        under: Option<String>,
        /// Whose link it is: an e-mail address.
        address: String,
    },
    /// Brings in documents: microcredentials, stacks, frameworks, rules for pay and credit.
    Import {
        #[command(flatten)]
        config: Config,
        /// Whose they are, where no issuer.yaml stands beside them.
        #[arg(long)]
        issuer: Option<String>,
        /// The district whose rules for pay and credit come in; without it, the issuer's beside them.
        #[arg(long)]
        organization: Option<String>,
        /// The catalog shows them from now on.
        #[arg(long)]
        publish: bool,
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Checks credentials: files, addresses, or what comes in.
    Verify(verify::Asked),
    /// Puts a credential into its picture.
    Bake(badge::Bake),
    /// Takes a credential out of its picture.
    Unbake(badge::Unbake),
    /// Says which rules of the standards a credential breaks.
    Validate(badge::Validate),
    /// Lists, rotates or exports the keys that issuers sign with.
    Keys {
        #[command(flatten)]
        config: Config,
        #[command(subcommand)]
        what: keys::What,
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
    /// Reads an uploaded PDF and writes what may be kept of it: for the server's own use.
    #[command(hide = true, name = evidence::STRIP_PDF)]
    StripPdf,
    /// Lists every route, and who may use it.
    Routes,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum MadeAs {
    State,
    District,
    School,
    Issuer,
    Network,
}

impl From<MadeAs> for people::Kind {
    fn from(made: MadeAs) -> people::Kind {
        match made {
            MadeAs::State => people::Kind::State,
            MadeAs::District => people::Kind::District,
            MadeAs::School => people::Kind::School,
            MadeAs::Issuer => people::Kind::Issuer,
            MadeAs::Network => people::Kind::Network,
        }
    }
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
        Command::Invite { config, organization, name, kind, under, address } => {
            let app = open(&config).await?;
            let (slug, name, under) = (organization.as_str(), name.as_deref(), under.as_deref());
            let asked = commands::Asked { slug, name, kind: kind.into(), under };
            println!("{}", commands::invite(&app, &asked, &address).await?);
        }
        Command::Import { config, issuer, organization, publish, paths } => {
            let app = open(&config).await?;
            let (issuer, organization) = (issuer.as_deref(), organization.as_deref());
            let asked = import::Asked { issuer, organization, publish };
            for line in import::import(&app, &asked, &paths).await? {
                println!("{line}");
            }
        }
        Command::Verify(asked) => return verify::run(&asked),
        Command::Bake(asked) => badge::bake(&asked)?,
        Command::Unbake(asked) => badge::unbake(&asked)?,
        Command::Validate(asked) => return badge::check_form(&asked),
        Command::Keys { config, what } => keys::keys(&open(&config).await?, what).await?,
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
            backup::restore(&settings, &data, &from).await?;
        }
        Command::StripPdf => return Ok(evidence::strip_pdf()),
        Command::Routes => print!("{}", server::routes().table()),
    }
    Ok(ExitCode::SUCCESS)
}

fn settings(config: &Config) -> Result<Settings> {
    let settings = Settings::load(config.config.as_deref(), std::env::vars())?;
    log::to_stderr(&settings.log)?;
    Ok(settings)
}

async fn open(config: &Config) -> Result<foundation::App> {
    let settings = settings(config)?;
    let data = Data::open(&settings.data)?;
    let (owner, db) = instance::database(&settings, &data).await?;
    serve::migrate(&owner).await?;
    instance::app(&settings, &data, db)
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
