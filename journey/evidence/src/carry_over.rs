//! A later submission begins with what the one before it showed.

use foundation::{Id, Result, Tx};
use learn::{Place, Pursuit};
use vault::{Content, Seen};

use crate::{
    ArtifactKind,
    store::{self, New},
};

/// Copies the pieces at these places: files and links as they are, texts and captions to go on with.
/// What was submitted stays untouched. Where something stands already, nothing is added.
pub async fn carry_over(
    tx: &mut Tx,
    pursuit: &Pursuit,
    places: &[Place],
    number: u32,
) -> Result<()> {
    let there = store::of(tx, pursuit.id, number).await?;
    for place in places.iter().filter(|place| !there.iter().any(|it| it.place == **place)) {
        for piece in store::of_before(tx, pursuit.id, place, number).await? {
            let content = match piece.kind {
                ArtifactKind::File | ArtifactKind::Link => {
                    let seen = vault::own(tx, pursuit.owner(), &[piece.content]).await?;
                    let stands =
                        matches!(seen.get(&piece.content), Some(Seen::Words(_) | Seen::File(_)));
                    stands.then_some(piece.content)
                }
                ArtifactKind::Text => copied(tx, pursuit, piece.content).await?,
            };
            // What was destroyed since can't be shown again.
            let Some(content) = content else { continue };
            let caption = match piece.caption {
                Some(caption) => copied(tx, pursuit, caption).await?,
                None => None,
            };
            let (kind, added_by, added_at) = (piece.kind, piece.added_by, piece.added_at);
            let new = New { number, kind, content, caption, added_by, added_at };
            store::keep(tx, pursuit, place, &new).await?;
        }
    }
    Ok(())
}

async fn copied(tx: &mut Tx, pursuit: &Pursuit, words: Id<Content>) -> Result<Option<Id<Content>>> {
    let owner = pursuit.owner();
    let Some(draft) = vault::draft(tx, owner, words).await? else { return Ok(None) };
    let id = Id::random();
    vault::save(tx, pursuit.custodian, owner, id, &draft.words, 0).await?;
    Ok(Some(id))
}
