//! A PostgreSQL server for one run of the tests: made, used and thrown away.

use std::{path::Path, process::Command, time::Duration};

use anyhow::{Context, Result};

use crate::{
    chores::read,
    kept::{self, Kept, User, command_as, free_port},
    tools,
};

/// Speed before safety: nothing on it is worth keeping after a crash.
const SETTINGS: [&str; 10] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=500",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "shared_buffers=256MB",
];

/// Listens on this machine alone, believes everyone who says they are `postgres`, and is gone when dropped.
pub struct Postgres {
    port: u16,
    programs: std::path::PathBuf,
    _server: Kept,
}

impl Postgres {
    pub fn start() -> Result<Postgres> {
        let programs = tools::postgres()?;
        let user = tools::not_root()?;
        let folder = kept::folder("postgres", user)?;
        let data = folder.join("data");
        read(&mut initdb(&programs, user, &folder, &data))
            .context("Could not make a PostgreSQL cluster")?;

        let port = free_port()?;
        let mut server = Command::new(programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        server.args(SETTINGS.iter().flat_map(|it| ["-c", it]));
        // QUIT: at once, whoever is still connected.
        let server = Kept::start("PostgreSQL", "QUIT", user, folder, &server)?;
        let postgres = Postgres { port, programs, _server: server };
        postgres._server.wait(Duration::from_secs(60), |_| postgres.ask("SELECT 1").ok())?;
        println!("   PostgreSQL listens on {}", postgres.url());
        Ok(postgres)
    }

    /// Where it is, without a database's name: stories make their own.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    /// The address of a new database.
    pub fn database(&self, name: &str) -> Result<String> {
        self.ask(&format!("CREATE DATABASE {name}"))?;
        Ok(format!("{}/{name}", self.url()))
    }

    /// How many databases were made on it.
    pub fn databases(&self) -> Result<u32> {
        let count = self.ask("SELECT count(*) FROM pg_database WHERE oid >= 16384")?;
        count.trim().parse().context("a count is a number")
    }

    fn ask(&self, question: &str) -> Result<String> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["--no-psqlrc", "--tuples-only", "--no-align", "--command", question]);
        read(psql.arg(format!("{}/postgres", self.url())))
    }
}

fn initdb(programs: &Path, user: Option<User>, folder: &Path, data: &Path) -> Command {
    let mut initdb = command_as(user, folder, programs.join("initdb"));
    initdb.args([
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]);
    initdb.arg("--pgdata").arg(data);
    initdb
}
