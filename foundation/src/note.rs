//! What this instance notes about itself, a word or two for each name.

use crate::{App, Conn, Result, Tx};

/// That it is a demo's.
pub const DEMO: &str = "demo";
/// The public address under which something was signed: it can't change any more.
pub const PUBLIC_URL: &str = "public_url";

impl Tx {
    /// Notes it, unless something is noted already.
    pub async fn note(&mut self, name: &str, value: &str) -> Result<()> {
        let insert = sqlx::query(
            "INSERT INTO instance (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        );
        self.run(insert.bind(name).bind(value)).await?;
        Ok(())
    }
}

impl App {
    /// What is noted under this name.
    pub async fn noted(&self, name: &str) -> Result<Option<String>> {
        noted(&mut *self.read().await?, name).await
    }
}

async fn noted(conn: &mut Conn, name: &str) -> Result<Option<String>> {
    let select = sqlx::query_scalar("SELECT value FROM instance WHERE name = $1");
    Ok(select.bind(name).fetch_optional(conn).await?)
}
