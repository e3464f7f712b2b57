//! Where files are read that anybody may have made.

use anyhow::Context;
use foundation::Result;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{Stripped, strip::strip};

/// Each may hold its file several times in memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Strips it beside the requests, a few at a time.
pub async fn stripped(bytes: Vec<u8>) -> Result<Stripped> {
    let _turn = AT_ONCE.acquire().await.context("a turn")?;
    let stripped = spawn_blocking(move || strip(&bytes)).await.context("stripping")?;
    Ok(stripped?)
}
