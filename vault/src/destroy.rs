//! What may end, ends.

use foundation::{App, Id, Job, Result, Tx};
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
