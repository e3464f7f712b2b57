//! The log: what happened, never what anyone wrote.

use std::io::{IsTerminal, stderr};

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

pub fn to_stderr(filter: &str) -> Result<()> {
    let filter: EnvFilter = filter.parse().context("`log` isn't a filter")?;
    // PostgreSQL notes each table that it was asked to make, and that is there already.
    let filter = filter.add_directive("sqlx::postgres::notice=warn".parse()?);
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal())
        .with_target(false)
        .init();
    Ok(())
}
