//! One timeline of migrations: one text for both databases, a named pair where they differ.

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use sqlx::{Any, AssertSqlSafe, Transaction};

use crate::{At, Db, Result, schema};

pub(crate) struct Migration {
    name: &'static str,
    pub(crate) sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($name:literal: $sqlite:literal, $postgres:literal;)*) => {
        pub(crate) const MIGRATIONS: &[Migration] = &[$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../../migrations/", $sqlite)),
            postgres: include_str!(concat!("../../migrations/", $postgres)),
        },)*];
    };
}

migrations! {
    "0001_record": "0001_record.sql", "0001_record.sql";
    "0002_guards": "0002_guards.sqlite.sql", "0002_guards.postgres.sql";
    "0003_search": "0003_search.sqlite.sql", "0003_search.postgres.sql";
    "0004_jwts": "0004_jwts.sqlite.sql", "0004_jwts.postgres.sql";
    "0005_share": "0005_share.sql", "0005_share.sql";
    "0006_share_guards": "0006_share_guards.sqlite.sql", "0006_share_guards.postgres.sql";
    "0007_by_id": "0007_by_id.sql", "0007_by_id.sql";
    "0008_waiting": "0008_waiting.sql", "0008_waiting.sql";
}

const TIMELINE: &str = "CREATE TABLE IF NOT EXISTS migrations
    (name TEXT PRIMARY KEY, digest TEXT NOT NULL, applied_at BIGINT NOT NULL)";

/// Names this timeline: two programs with the same one may share a migrated template.
pub fn fingerprint() -> String {
    let mut digest = Sha256::new();
    for migration in MIGRATIONS {
        digest.update(migration.sqlite);
        digest.update(migration.postgres);
    }
    hex::encode(&digest.finalize()[..8])
}

impl Db {
    /// Brings the database up to this program's timeline, each migration whole or not at all, and
    /// returns the names of those applied now.
    pub async fn migrate(&self) -> Result<Vec<&'static str>> {
        let mut tx = self.begin_alone().await?;
        sqlx::raw_sql(TIMELINE).execute(&mut *tx).await?;
        tx.commit().await?;
        let mut applied = vec![];
        for migration in self.waiting().await? {
            let now_applied = self.apply(migration).await.map_err(|error| match error {
                crate::Error::Fault(cause) => {
                    crate::Error::Fault(cause.context(format!("migration {}", migration.name)))
                }
                other => other,
            })?;
            if now_applied {
                applied.push(migration.name);
            }
        }
        Ok(applied)
    }

    /// What `migrate` would apply, without applying it.
    pub async fn unapplied(&self) -> Result<Vec<&'static str>> {
        match self.applied().await {
            Ok(_) => Ok(self.waiting().await?.into_iter().map(|it| it.name).collect()),
            Err(_) => Ok(MIGRATIONS.iter().map(|it| it.name).collect()), // no timeline yet
        }
    }

    async fn waiting(&self) -> Result<Vec<&'static Migration>> {
        let applied = self.applied().await?;
        let known = |(name, digest): &(String, String)| {
            let ours = MIGRATIONS.iter().find(|ours| ours.name == name);
            match ours {
                None => bail!(
                    "the database has migration {name}, which this program doesn't know: it is older than the database"
                ),
                Some(ours) if self.digest_of(ours) != *digest => {
                    bail!("migration {name} isn't the one that this database was made with")
                }
                Some(_) => Ok(()),
            }
        };
        applied.iter().try_for_each(known).context("the timeline")?;
        let new = |it: &&Migration| !applied.iter().any(|(name, _)| name == it.name);
        Ok(MIGRATIONS.iter().filter(new).collect())
    }

    async fn applied(&self) -> Result<Vec<(String, String)>> {
        let mut read = self.read().await?;
        let rows = sqlx::query_as("SELECT name, digest FROM migrations ORDER BY name");
        Ok(rows.fetch_all(&mut *read).await?)
    }

    /// False when another node was first.
    async fn apply(&self, migration: &Migration) -> Result<bool> {
        let mut tx = self.begin_alone().await?;
        let first = sqlx::query(
            "INSERT INTO migrations (name, digest, applied_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(migration.name)
        .bind(self.digest_of(migration))
        .bind(At(crate::Clock::Running.now()))
        .execute(&mut *tx)
        .await?;
        if first.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::raw_sql(AssertSqlSafe(self.text_of(migration))).execute(&mut *tx).await?;
        if self.is_sqlite() {
            schema::expect_rows(&mut tx).await?;
        } else {
            schema::keep_parts(&mut tx).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Nodes that start at once change the schema one after the other.
    pub(crate) async fn begin_alone(&self) -> Result<Transaction<'static, Any>> {
        let mut tx = self.begin().await?;
        if !self.is_sqlite() {
            sqlx::raw_sql("SELECT pg_advisory_xact_lock(7042026)").execute(&mut *tx).await?;
        }
        Ok(tx)
    }

    fn text_of(&self, migration: &Migration) -> &'static str {
        if self.is_sqlite() { migration.sqlite } else { migration.postgres }
    }

    fn digest_of(&self, migration: &Migration) -> String {
        hex::encode(Sha256::digest(self.text_of(migration)))
    }
}
