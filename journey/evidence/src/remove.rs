//! An educator takes a piece away, for good.

use foundation::{App, Id, Result, Tx};
use people::Educator;

use crate::{Artifact, Spot, store};

/// Nothing of it is left, but for what an earlier submission shows, too.
pub async fn remove(app: &App, by: &Educator, spot: &Spot, id: Id<Artifact>) -> Result<()> {
    let mut tx = app.begin().await?;
    let artifact = spot.lock_piece(&mut tx, by, id).await?;
    store::remove(&mut tx, &spot.pursuit, id).await?;
    let mut gone = vec![];
    for content in artifact.contents() {
        if !store::is_shown_elsewhere(&mut tx, spot.pursuit.id, id, content).await? {
            gone.push(content);
        }
    }
    vault::destroy(&mut tx, &gone).await?;
    tx.commit().await
}

impl Spot {
    /// One that stands here and can be changed now.
    pub(crate) async fn lock_piece(
        &self,
        tx: &mut Tx,
        by: &Educator,
        id: Id<Artifact>,
    ) -> Result<Artifact> {
        let number = self.lock(tx, by).await?;
        let artifact = store::artifact(tx, self.pursuit.id, id).await?;
        let here = artifact.place == self.place && artifact.number == number;
        if here { Ok(artifact) } else { Err(foundation::Error::Absent) }
    }
}
