//! An educator writes a piece.

use foundation::{App, Id, Result};
use people::Educator;
use vault::Saved;

use crate::{ArtifactKind, Refusal, Spot, add::keep, remove::remove_piece, store};

const LONGEST: usize = 100_000;

/// Keeps what was typed in place of what was seen; `revision` is 0 where there was none. An item has
/// one text; with nothing in it, it is no piece.
pub async fn write(
    app: &App,
    by: &Educator,
    spot: &Spot,
    words: &str,
    revision: i64,
) -> Result<Saved> {
    spot.asked.takes(ArtifactKind::Text)?;
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    if words.len() > LONGEST {
        return Err(Refusal::TooLong.into());
    }
    let mut tx = app.begin().await?;
    let number = spot.lock(&mut tx, by).await?;
    let mut here = store::of(&mut tx, spot.pursuit.id, number).await?;
    here.retain(|it| it.place == spot.place);
    let (custodian, owner) = (spot.pursuit.custodian, spot.owner());
    let blank = words.trim().is_empty();
    let nothing = Saved { revision: 0, at: tx.now() };
    let saved = match here.iter().find(|it| it.kind == ArtifactKind::Text) {
        Some(text) => {
            let saved =
                vault::save(&mut tx, custodian, owner, text.content, &words, revision).await?;
            if blank {
                remove_piece(&mut tx, spot, text).await?;
            }
            if blank { nothing } else { saved }
        }
        None if blank => nothing,
        None => {
            spot.asked.has_place(here.len())?;
            let content = Id::random();
            let saved = vault::save(&mut tx, custodian, owner, content, &words, 0).await?;
            keep(&mut tx, by, spot, number, ArtifactKind::Text, content, "").await?;
            saved
        }
    };
    tx.commit().await?;
    Ok(saved)
}
