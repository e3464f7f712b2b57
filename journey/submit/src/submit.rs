//! An educator submits: what she has is sealed, and a manifest names it for good.

use foundation::{App, Id, Result, Tx};
use learn::{Open, Place, Pursuit};
use people::Educator;
use vault::{Commitment, Content};

use crate::{
    Refusal, Submission, Submitted,
    gather::{Gathered, Piece, gather},
    missing::missing,
    receipt, store,
    submission::{Item, ItemKind},
    work::standing,
};

/// What she declares, word for word as it is kept.
pub const OWN: &str = "This is my own work, done with my own students or colleagues. Where others \
    contributed, it says so.";
pub const PRIVACY: &str = "No student can be recognized in it by name, face, voice or handwriting, \
    unless I have the permission that my district asks for.";

/// What she saw and ticked.
#[derive(Debug)]
pub struct Declared {
    /// Which submission the page was for.
    pub number: u32,
    /// What she was shown, as `Gathered::fingerprint`.
    pub seen: String,
    pub own: bool,
    pub privacy: bool,
}

pub async fn submit(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    declared: &Declared,
) -> Result<Id<Submission>> {
    let mut tx = app.begin().await?;
    // Whoever writes locks it, too: what is read now is what is sealed.
    let pursuit = learn::lock(&mut tx, by, id).await?;
    pursuit.in_progress()?;
    let version = design::version(&mut tx, pursuit.version).await?;
    let standing = standing(&mut tx, &pursuit, &version.document).await?;
    let Some(open) = standing.open(&version.document) else {
        return Err(Refusal::AlreadySubmitted.into());
    };
    if open.number != declared.number {
        return Err(Refusal::AlreadySubmitted.into());
    }
    let gathered = gather(&mut tx, &pursuit, open.number).await?;
    if !missing(&version.document, &open.places, &gathered).is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    if gathered.fingerprint(&open.places) != declared.seen {
        return Err(Refusal::ChangedSince.into());
    }
    if !declared.own {
        return Err(Refusal::NotTickedOwn.into());
    }
    if !declared.privacy {
        return Err(Refusal::NotTickedPrivacy.into());
    }
    let mut submission = Submission {
        id: Id::random(),
        custodian: pursuit.custodian,
        pursuit: id,
        number: open.number,
        criteria: standing.criteria().to_vec(),
        items: seal(&mut tx, &pursuit, &open, &gathered).await?,
        digest: String::new(),
        statement: format!("{OWN}\n{PRIVACY}"),
        submitted_at: tx.now(),
        submitted_by: by.id(),
    };
    submission.digest = submission.manifest_digest();
    store::submissions::keep(&mut tx, &pursuit, &version, &submission).await?;
    receipt::write(&mut tx, by, &pursuit, &version, &submission).await?;
    tx.announce(Submitted { submission: submission.id, pursuit: id, number: open.number }).await?;
    tx.commit().await?;
    Ok(submission.id)
}

/// The same rows that she wrote in, and no copy.
async fn seal(
    tx: &mut Tx,
    pursuit: &Pursuit,
    open: &Open,
    gathered: &Gathered,
) -> Result<Vec<Item>> {
    let mut items: Vec<Item> =
        open.places.iter().flat_map(|place| items_at(place, gathered)).collect();
    let ids: Vec<Id<Content>> = items.iter().map(|it| it.content).collect();
    let commitments = vault::seal(tx, pursuit.owner(), &ids).await?;
    for (position, item) in (1..).zip(&mut items) {
        item.position = position;
        let commitment = commitments.get(&item.content).map(Commitment::as_str);
        item.commitment = commitment.unwrap_or_default().to_owned();
    }
    Ok(items)
}

fn items_at(place: &Place, gathered: &Gathered) -> Vec<Item> {
    let item = |kind, content, artifact| Item {
        position: 0,
        kind,
        place: place.clone(),
        artifact,
        content,
        commitment: String::new(),
    };
    let written = gathered.answers.get(place).filter(|it| !it.words.trim().is_empty());
    let answer = written.map(|it| item(ItemKind::Answer, it.content, None));
    let piece = |it: &Piece| {
        let id = Some(it.artifact.id);
        let caption = it.artifact.caption.filter(|_| it.caption.is_some());
        let caption = caption.map(|caption| item(ItemKind::Caption, caption, id));
        [Some(item(ItemKind::Artifact, it.artifact.content, id)), caption].into_iter().flatten()
    };
    answer.into_iter().chain(gathered.pieces(place).iter().flat_map(piece)).collect()
}
