//! An educator takes a piece away, for good.

use foundation::{App, Id, Result, Tx};
use people::Educator;

use crate::{Artifact, Spot, store};

/// Nothing of it is left, but for what an earlier submission shows, too.
pub async fn remove(app: &App, by: &Educator, spot: &Spot, id: Id<Artifact>) -> Result<()> {
    let mut tx = app.begin().await?;
    let artifact = spot.lock_piece(&mut tx, by, id).await?;
    remove_piece(&mut tx, spot, &artifact).await?;
    tx.commit().await
}

pub async fn remove_piece(tx: &mut Tx, spot: &Spot, piece: &Artifact) -> Result<()> {
    store::remove(tx, &spot.pursuit, piece.id).await?;
    let mut gone = vec![];
    for content in piece.contents() {
        if !store::is_shown_elsewhere(tx, spot.pursuit.id, piece.id, content).await? {
            gone.push(content);
        }
    }
    vault::destroy(tx, &gone).await
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
