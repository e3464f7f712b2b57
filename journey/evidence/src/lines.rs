//! The pieces at a place, as their educator sees them.

use std::collections::HashMap;

use foundation::{Conn, Error, Id, Read, Result, time};
use jiff::tz::TimeZone;
use learn::MayChange;
use vault::{Content, Draft, Seen};

use crate::{Artifact, ArtifactKind, FileKind, Spot, link::site, store, upload::size};

/// A piece in the list.
pub struct Line {
    pub id: Id<Artifact>,
    /// "Picture", "Link to video.example"
    pub what: String,
    /// What its owner calls the file, and how large it is.
    pub detail: Option<String>,
    pub caption: String,
    pub caption_revision: i64,
}

/// The piece that is written here.
pub struct TextField {
    pub words: String,
    pub revision: i64,
    /// "Saved 8:42 PM"
    pub saved: String,
    /// How it is found in the list, once it is one.
    pub piece: Option<Id<Artifact>>,
}

impl Spot {
    /// What stands here: for the submission that is being prepared, or else the last one.
    pub async fn pieces(&self, conn: &mut Conn) -> Result<Vec<Artifact>> {
        let Some(number) = self.number else {
            return store::of_before(conn, self.pursuit.id, &self.place, u32::MAX).await;
        };
        let mut pieces = store::of(conn, self.pursuit.id, number).await?;
        pieces.retain(|it| it.place == self.place);
        Ok(pieces)
    }

    /// Why nothing can be changed here now.
    pub async fn shut(&self, read: &mut Read) -> Result<Option<String>> {
        if self.left {
            return Ok(Some("You don’t teach here any more. This stays yours to read.".into()));
        }
        let (pursuit, place) = (self.pursuit.id, self.place.clone());
        let may = MayChange { pursuit, number: self.number.unwrap_or(0), place };
        let may = match self.pursuit.in_progress() {
            Ok(()) => read.ask(may).await,
            Err(over) => Err(Error::from(over)),
        };
        match may {
            Ok(()) => Ok(None),
            Err(error) => Ok(Some(error.refusal()?.to_string())),
        }
    }
}

pub async fn lines(
    conn: &mut Conn,
    spot: &Spot,
    pieces: &[Artifact],
    open: bool,
) -> Result<Vec<Line>> {
    let ids: Vec<_> = pieces.iter().flat_map(Artifact::contents).collect();
    let seen = vault::own(conn, spot.owner(), &ids).await?;
    let captions = vault::drafts(conn, spot.owner(), &ids).await?;
    // While it can be written, a text stands in its field.
    let shown = pieces.iter().filter(|it| !open || it.kind != ArtifactKind::Text);
    Ok(shown.map(|piece| line(piece, &seen, &captions)).collect())
}

fn line(
    piece: &Artifact,
    seen: &HashMap<Id<Content>, Seen>,
    captions: &HashMap<Id<Content>, Draft>,
) -> Line {
    let (what, detail) = match (seen.get(&piece.content), piece.kind) {
        (Some(Seen::File(file)), _) => {
            let kind = FileKind::of_media_type(&file.media_type).map_or("File", FileKind::words);
            let bytes = u64::try_from(file.length_bytes).unwrap_or_default();
            (kind.into(), Some(format!("{} · {}", file.file_name, size(bytes))))
        }
        (Some(Seen::Words(address)), ArtifactKind::Link) => {
            (format!("Link to {}", site(address)), Some(address.clone()))
        }
        (Some(Seen::Destroyed { .. }) | None, _) => ("Destroyed".into(), None),
        _ => ("Text".into(), None),
    };
    let caption = piece.caption.and_then(|it| captions.get(&it));
    Line {
        id: piece.id,
        what,
        detail,
        caption: caption.map(|it| it.words.clone()).unwrap_or_default(),
        caption_revision: caption.map_or(0, |it| it.revision),
    }
}

/// Where a text is asked for, or stands.
pub async fn text_field(
    conn: &mut Conn,
    spot: &Spot,
    pieces: &[Artifact],
    zone: &TimeZone,
) -> Result<Option<TextField>> {
    let piece = pieces.iter().find(|it| it.kind == ArtifactKind::Text);
    let draft = match piece {
        Some(piece) => vault::draft(conn, spot.owner(), piece.content).await?,
        None if !spot.asked.takes_text() => return Ok(None),
        None => None,
    };
    let saved = draft.as_ref().map(|it| time::time_of_day(it.saved_at, zone));
    Ok(Some(TextField {
        revision: draft.as_ref().map_or(0, |it| it.revision),
        words: draft.map(|it| it.words).unwrap_or_default(),
        saved: saved.map_or_else(String::new, |at| format!("Saved {at}")),
        piece: piece.map(|it| it.id),
    }))
}
