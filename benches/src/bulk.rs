//! A whole state's awards, signed at once: by the program as it is shipped, to disk and database,
//! beside the least that it can be.

use std::{
    hint::black_box,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use ed25519_dalek::{Signer as _, SigningKey};
use openbadges::verify::Given;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::runtime::{Builder, Runtime};

use crate::{
    program::Cairn,
    signing::{SEED, canonical, digests},
    state::{self, MANY},
    table::Table,
};

/// How long all of them may take.
const PATIENCE: Duration = Duration::from_secs(600);
/// Of so many, one is verified.
const SAMPLE: usize = 500;

pub fn measure(cairn: Cairn, table: &mut Table) -> Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let cairn = cairn.stop()?;
    let options = SqliteConnectOptions::new().filename(cairn.database()).foreign_keys(false);
    let mut db = runtime.block_on(SqliteConnection::connect_with(&options))?;
    runtime.block_on(state::awards(&mut db))?;

    let began = Instant::now();
    let cairn = cairn.start()?;
    while runtime.block_on(is_unsigned(&mut db))? {
        ensure!(began.elapsed() < PATIENCE, "they are not signed");
        sleep(Duration::from_millis(20));
    }
    let took = began.elapsed();
    drop(cairn);

    let least = least(&check(&runtime, &mut db)?)?;
    table.takes(
        &format!("{MANY} awards signed, to disk and database, on all cores"),
        took.as_secs_f64(),
        "SHA-256 and Ed25519 sign on one core",
        least.as_secs_f64(),
    );
    Ok(())
}

async fn is_unsigned(db: &mut SqliteConnection) -> Result<bool> {
    let waits = "SELECT 1 FROM jobs WHERE done_at IS NULL AND name = 'award.sign' LIMIT 1";
    Ok(sqlx::query(waits).fetch_optional(db).await?.is_some())
}

/// All are there, each with a place of its own in the list, and a sample of them verifies. Returns one.
fn check(runtime: &Runtime, db: &mut SqliteConnection) -> Result<String> {
    let count = "SELECT COUNT(*), COUNT(DISTINCT document ->> '$.credentialStatus.id')
        FROM credential_editions WHERE credential_id IN (SELECT id FROM copied)";
    let (signed, places): (i64, i64) =
        runtime.block_on(sqlx::query_as(count).fetch_one(&mut *db))?;
    ensure!([signed, places] == [MANY, MANY], "{signed} are signed, at {places} places");
    let sample = "SELECT document FROM credential_editions
        WHERE credential_id IN (SELECT id FROM copied) AND rowid % $1 = 0";
    let sample: Vec<String> =
        runtime.block_on(sqlx::query_scalar(sample).bind(SAMPLE as i64).fetch_all(&mut *db))?;
    ensure!(sample.len() >= MANY as usize / SAMPLE, "{} of them are looked at", sample.len());
    for text in &sample {
        let now = jiff::Timestamp::now();
        let report = openbadges::verify(text.as_bytes(), &Given::default(), now);
        ensure!(report.proof.has_passed() && report.key.has_passed(), "{report:?}");
    }
    Ok(sample[0].clone())
}

/// How long it takes to sign as many, where nothing else is done.
fn least(signed: &str) -> Result<Duration> {
    let quads = canonical(signed)?;
    let key = SigningKey::from_bytes(&SEED);
    let began = Instant::now();
    for _ in 0..MANY {
        black_box(key.sign(&digests(black_box(&quads))));
    }
    Ok(began.elapsed())
}
