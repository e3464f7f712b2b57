//! On PostgreSQL migrations run in the owner's role and requests in a lesser one. SQLite has no
//! roles: whoever may open its file may do anything.

use anyhow::Context;

use crate::{Db, Result};

pub(crate) const ROLES: &str = include_str!("../../migrations/roles.postgres.sql");

impl Db {
    /// Gives `cairn_app` what requests need and nothing more; makes the role where there is none. To
    /// be called in the owner's role, after `migrate`.
    pub async fn grant_to_app(&self) -> Result<()> {
        if self.is_sqlite() {
            return Ok(());
        }
        let mut tx = self.begin_alone().await?;
        sqlx::raw_sql(ROLES).execute(&mut *tx).await.context(
            "the role cairn_app can't be given its rights; \
             where the owner may not make roles, run CREATE ROLE cairn_app LOGIN as one who may",
        )?;
        tx.commit().await?;
        Ok(())
    }

    /// May whoever is connected here change or drop the tables themselves? Then one URL serves for
    /// migrations and requests, and only triggers stand between a request and the record.
    pub async fn owns_schema(&self) -> Result<bool> {
        if self.is_sqlite() {
            return Ok(false);
        }
        let mut read = self.read().await?;
        let owned: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM pg_tables
             WHERE schemaname = 'public' AND pg_has_role(current_user, tableowner, 'MEMBER')",
        )
        .fetch_one(&mut *read)
        .await?;
        Ok(owned > 0)
    }
}
