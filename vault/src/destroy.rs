//! What may end, ends; and what was never begun leaves nothing behind.

use foundation::{App, Id, Job, Result, Tx};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::{Content, content::Refusal, store};

/// Nothing of these is left, nor of the salts that would let them be guessed: the words and names
/// at once, the objects by a job after the change is kept. None of them while one is held.
///
/// SQLite overwrites what it deletes (`secure_delete`), but copies stand in its write-ahead log until
/// the next checkpoint; PostgreSQL keeps old rows until VACUUM. Backups keep theirs until they end.
pub async fn destroy(tx: &mut Tx, ids: &[Id<Content>]) -> Result<()> {
    let objects = store::lock_objects(tx, ids).await?;
    if objects.iter().any(|object| object.held) {
        return Err(Refusal::Held.into());
    }
    store::destroy(tx, ids).await?;
    for object_key in objects.into_iter().filter_map(|object| object.object_key) {
        tx.queue(&RemoveObject { object_key }).await?;
    }
    Ok(())
}

#[derive(Debug, Serialize, Deserialize)]
pub struct RemoveObject {
    object_key: String,
}

impl Job for RemoveObject {
    const NAME: &'static str = "vault.remove_object";

    fn effect_key(&self) -> String {
        self.object_key.clone()
    }
}

pub async fn remove_object(app: App, job: RemoveObject) -> Result<()> {
    app.files().destroy(&job.object_key).await
}

/// Between an object and the row that names it there is no more time than this.
const BY_THEN: SignedDuration = SignedDuration::from_hours(1);

/// An object is about to be kept. Should no row name it by then (the power failed), it goes.
pub async fn expect(tx: &mut Tx, object_key: &str) -> Result<()> {
    let job = RemoveUnnamed { object_key: object_key.to_owned() };
    let due = tx.now() + BY_THEN;
    tx.queue_at(&job, due).await
}

#[derive(Debug, Serialize, Deserialize)]
pub struct RemoveUnnamed {
    object_key: String,
}

impl Job for RemoveUnnamed {
    const NAME: &'static str = "vault.remove_unnamed";

    fn effect_key(&self) -> String {
        self.object_key.clone()
    }
}

pub async fn remove_unnamed(app: App, job: RemoveUnnamed) -> Result<()> {
    let mut read = app.read().await?;
    let named = store::names_object(&mut read, &job.object_key).await?;
    drop(read);
    if named { Ok(()) } else { app.files().destroy(&job.object_key).await }
}
