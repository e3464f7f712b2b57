//! An educator adds a piece: a file or a link.

use bytes::Bytes;
use foundation::{App, Error, Id, Result, Tx};
use people::Educator;
use vault::{Content, File};

use crate::{
    Artifact, ArtifactKind, Refusal, Spot, apart,
    caption::{self, tidy},
    link,
    store::{self, New},
    upload::{PERSON_BYTES, Upload},
};

/// Keeps what may be kept of it, or nothing. First the object, on the disk for good, then the row.
pub async fn add_file(
    app: &App,
    by: &Educator,
    spot: &Spot,
    upload: Upload,
    caption: &str,
) -> Result<()> {
    spot.asked.takes(ArtifactKind::File)?;
    let caption = tidy(caption)?;
    let Upload { name, bytes } = upload.checked()?;
    if !app.files().has_room(bytes.len() as u64)? {
        return Err(Refusal::NoRoom.into());
    }
    let stripped = apart::stripped(bytes).await?;
    spot.asked.takes_file(stripped.kind)?;
    let bytes = Bytes::from(stripped.bytes);
    let file = File {
        object_key: Id::<Artifact>::random().to_string(),
        media_type: stripped.kind.media_type().into(),
        file_name: name,
        length_bytes: bytes.len() as i64,
    };
    // Should this end before the row is kept, the object goes, too.
    let mut tx = app.begin().await?;
    vault::expect(&mut tx, &file.object_key).await?;
    tx.commit().await?;
    app.files().keep(&file.object_key, bytes.clone()).await?;
    let kept = keep_file(app, by, spot, &file, &bytes, &caption).await;
    if let Err(Error::Refused(_) | Error::Absent) = kept {
        // At once, or, where a backup is being made, as what no row names.
        drop(app.files().destroy(&file.object_key).await);
    }
    kept
}

async fn keep_file(
    app: &App,
    by: &Educator,
    spot: &Spot,
    file: &File,
    bytes: &[u8],
    caption: &str,
) -> Result<()> {
    let mut tx = app.begin().await?;
    let number = has_place(&mut tx, by, spot).await?;
    let kept = vault::files_kept(&mut tx, spot.owner()).await?;
    if u64::try_from(kept + file.length_bytes).is_ok_and(|all| all > PERSON_BYTES) {
        return Err(Refusal::TooMuchInAll.into());
    }
    let (custodian, owner) = (spot.pursuit.custodian, spot.owner());
    let content = vault::keep_file(&mut tx, custodian, owner, file, bytes).await?;
    let others = spot.pursuit.holders.iter().filter(|it| **it != owner);
    for other in others {
        vault::grant(&mut tx, *other, &[content], FOR_GOOD).await?;
    }
    keep(&mut tx, by, spot, number, ArtifactKind::File, content, caption).await?;
    tx.commit().await
}

/// A team's own stays open to all of it.
const FOR_GOOD: jiff::Timestamp = jiff::Timestamp::constant(32_503_680_000, 0);

/// Keeps an address, if it is one that opens for others.
pub async fn add_link(
    app: &App,
    by: &Educator,
    spot: &Spot,
    typed: &str,
    caption: &str,
) -> Result<()> {
    spot.asked.takes(ArtifactKind::Link)?;
    let (url, caption) = (link::public(typed)?, tidy(caption)?);
    let mut tx = app.begin().await?;
    let number = has_place(&mut tx, by, spot).await?;
    let content = Id::random();
    let (custodian, owner) = (spot.pursuit.custodian, spot.owner());
    vault::save(&mut tx, custodian, owner, content, url.as_str(), 0).await?;
    keep(&mut tx, by, spot, number, ArtifactKind::Link, content, &caption).await?;
    tx.commit().await
}

/// For which submission, while nobody else changes the pursuit.
async fn has_place(tx: &mut Tx, by: &Educator, spot: &Spot) -> Result<u32> {
    let number = spot.lock(tx, by).await?;
    let there = store::of(tx, spot.pursuit.id, number).await?;
    let here = there.iter().filter(|it| it.place == spot.place).count();
    spot.asked.has_place(here)?;
    Ok(number)
}

pub async fn keep(
    tx: &mut Tx,
    by: &Educator,
    spot: &Spot,
    number: u32,
    kind: ArtifactKind,
    content: Id<Content>,
    caption: &str,
) -> Result<()> {
    let caption = caption::begun(tx, spot, caption).await?;
    let (added_by, added_at) = (by.id(), tx.now());
    let new = New { number, kind, content, caption, added_by, added_at };
    store::keep(tx, &spot.pursuit, &spot.place, &new).await
}
