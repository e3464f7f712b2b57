//! An educator says what a piece shows.

use foundation::{App, Id, Result, Tx};
use people::Educator;
use vault::{Content, Saved};

use crate::{Artifact, Refusal, Spot, store};

/// Two or three sentences.
const LONGEST: usize = 2_000;

/// As it is kept: browsers end lines in two ways.
pub fn tidy(words: &str) -> Result<String, Refusal> {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    if words.chars().count() > LONGEST { Err(Refusal::CaptionTooLong) } else { Ok(words) }
}

/// With a new piece; none where nothing was typed.
pub async fn begun(tx: &mut Tx, spot: &Spot, words: &str) -> Result<Option<Id<Content>>> {
    if words.trim().is_empty() {
        return Ok(None);
    }
    let id = Id::random();
    vault::save(tx, spot.pursuit.custodian, spot.owner(), id, words, 0).await?;
    Ok(Some(id))
}

/// Keeps what was typed in place of what was seen; `revision` is 0 where there was none.
pub async fn caption(
    app: &App,
    by: &Educator,
    spot: &Spot,
    id: Id<Artifact>,
    words: &str,
    revision: i64,
) -> Result<Saved> {
    let words = tidy(words)?;
    let mut tx = app.begin().await?;
    let artifact = spot.lock_piece(&mut tx, by, id).await?;
    let content = artifact.caption.unwrap_or_else(Id::random);
    let (custodian, owner) = (spot.pursuit.custodian, spot.owner());
    let saved = vault::save(&mut tx, custodian, owner, content, &words, revision).await?;
    if artifact.caption.is_none() {
        store::set_caption(&mut tx, &spot.pursuit, id, content).await?;
    }
    tx.commit().await?;
    Ok(saved)
}
