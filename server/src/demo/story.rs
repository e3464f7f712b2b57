//! What happened in the sample district before you came, told by the verbs that its pages use.

use anyhow::{Context, Result};
use design::{File, SAMPLES};
use foundation::App;

use crate::{commands::import_files, demo::District, told};

pub async fn tell(app: &App, _district: &District) -> Result<()> {
    let files = SAMPLES
        .iter()
        .map(|(name, text)| File { name: (*name).into(), bytes: text.as_bytes().to_vec() });
    println!("  three issuers bring in their microcredentials …");
    import_files(app, Some("maple-ridge"), files.collect(), true).await?;
    settle(app).await
}

/// Lets everything that follows from what was done happen.
async fn settle(app: &App) -> Result<()> {
    while app.follow().await.map_err(told).context("what follows")? > 0 {}
    Ok(())
}
