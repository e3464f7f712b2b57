//! One writer, several readers, on either database.

use std::{str::FromStr, time::Duration};

use sqlx::{
    Any, AnyPool, Connection, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions},
};

use crate::Result;

/// What a store's statements run on; a `Tx` and a `Read` can both stand in for it.
pub type Conn = sqlx::AnyConnection;

#[derive(Clone)]
pub struct Db {
    engine: &'static Engine,
    writers: AnyPool,
    readers: AnyPool,
}

/// Where the two databases differ.
struct Engine {
    name: &'static str,
    writers: u32,
    writer_set_up: &'static str,
    reader_set_up: &'static str,
    begin: &'static str,
    begin_reading: &'static str,
}

const SQLITE: Engine = Engine {
    name: "SQLite",
    writers: 1, // a second would only wait inside the database
    // A signed credential, 13 KB of text, is on one page, not four. Thousands of changes touch the same
    // pages of an index: those are kept at hand, and copied from the log into the file once for 16 MiB of
    // it. Each commit is on the disk all the same.
    writer_set_up: "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
        PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32000;
        PRAGMA wal_autocheckpoint = 1000;",
    reader_set_up: "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -2000;",
    begin: "BEGIN IMMEDIATE",
    begin_reading: "BEGIN",
};

const POSTGRES: Engine = Engine {
    name: "PostgreSQL",
    writers: 8,
    writer_set_up: "",
    reader_set_up: "",
    begin: "BEGIN",
    begin_reading: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
};

impl Db {
    /// Opens `sqlite:…` or `postgres:…`.
    pub async fn open(url: &str) -> Result<Db> {
        let engine = if url.starts_with("sqlite:") { &SQLITE } else { &POSTGRES };
        Ok(Db {
            engine,
            writers: pool(url, engine.writers, engine.writer_set_up).await?,
            readers: pool(url, 8, engine.reader_set_up).await?,
        })
    }

    pub fn engine(&self) -> &'static str {
        self.engine.name
    }

    pub fn is_sqlite(&self) -> bool {
        self.engine.name == SQLITE.name
    }

    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }

    /// A connection outside any transaction, for what can't run in one (`VACUUM INTO`).
    pub async fn writer(&self) -> Result<sqlx::pool::PoolConnection<Any>> {
        Ok(self.writers.acquire().await?)
    }

    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.writers.begin_with(self.engine.begin).await?)
    }

    pub(crate) async fn read(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.readers.begin_with(self.engine.begin_reading).await?)
    }
}

async fn pool(url: &str, size: u32, set_up: &'static str) -> Result<AnyPool> {
    sqlx::any::install_default_drivers();
    let options = AnyPoolOptions::new()
        .max_connections(size)
        // A verb that begins twice waits for itself: let that be seen soon.
        .acquire_timeout(Duration::from_secs(10))
        // SQLite ends a transaction itself when the disk is full; the driver doesn't know, and would
        // refuse every other on this connection.
        .before_acquire(|conn, _| {
            let whole = !conn.is_in_transaction();
            Box::pin(async move { Ok(whole) })
        })
        .after_connect(move |conn, _| {
            Box::pin(async move {
                sqlx::raw_sql(set_up).execute(conn).await?;
                Ok(())
            })
        });
    Ok(options.connect_with(AnyConnectOptions::from_str(url)?).await?)
}
