//! A piece as it is shown to whoever may look: never by the name of its file, nor when it was made.

use std::collections::HashMap;

use askama::Template;
use foundation::{App, Html, Id, Result, time};
use jiff::tz::TimeZone;
use people::Person;
use vault::{Content, Seen, file_url};

use crate::{Artifact, ArtifactKind, FileKind, file_kind::Form, link::site, upload::size};

/// Longer texts are opened, not shown in place.
const TEXT_BYTES: i64 = 256 * 1024;

/// A piece, ready to stand on a page under a heading of that page's own.
#[derive(Debug, Clone)]
pub struct Shown {
    pub artifact: Id<Artifact>,
    pub html: Html,
}

/// These pieces, as far as they were seen by `vault::look` or are the viewer's own.
pub async fn shown(
    app: &App,
    viewer: Id<Person>,
    pieces: &[Artifact],
    seen: &HashMap<Id<Content>, Seen>,
    zone: &TimeZone,
) -> Result<Vec<Shown>> {
    let mut shown = vec![];
    for piece in pieces {
        let Some(content) = seen.get(&piece.content) else { continue };
        let caption = piece.caption.and_then(|it| seen.get(&it)).and_then(Seen::words);
        let caption = caption.filter(|it| !it.trim().is_empty());
        let what = what(app, viewer, piece, content, zone).await?;
        let html = Html::from(&View { what, caption })?;
        shown.push(Shown { artifact: piece.id, html });
    }
    Ok(shown)
}

#[derive(Template)]
#[template(path = "shown.html")]
struct View<'a> {
    what: What,
    caption: Option<&'a str>,
}

enum What {
    Words(String),
    Link { address: String, site: String },
    Picture { url: String },
    Sound { url: String, media_type: &'static str },
    Document { url: String, words: &'static str, size: String },
    Destroyed { day: String },
}

async fn what(
    app: &App,
    viewer: Id<Person>,
    piece: &Artifact,
    content: &Seen,
    zone: &TimeZone,
) -> Result<What> {
    Ok(match content {
        Seen::Words(address) if piece.kind == ArtifactKind::Link => {
            What::Link { address: address.clone(), site: site(address) }
        }
        Seen::Words(words) => What::Words(words.clone()),
        Seen::Destroyed { at } => What::Destroyed { day: time::day(*at, zone) },
        Seen::File(file) => {
            let kind = FileKind::of_media_type(&file.media_type);
            let url = file_url(app, viewer, piece.content)?;
            match kind.map(|kind| (kind, kind.form())) {
                Some((_, Form::Picture)) => What::Picture { url },
                Some((kind, Form::Sound)) => What::Sound { url, media_type: kind.media_type() },
                Some((_, Form::Text)) if file.length_bytes <= TEXT_BYTES => {
                    let bytes = app.files().whole(&file.object_key).await?;
                    What::Words(String::from_utf8_lossy(&bytes).into_owned())
                }
                kind => What::Document {
                    url,
                    words: kind.map_or("file", |(kind, _)| kind.words()),
                    size: size(u64::try_from(file.length_bytes).unwrap_or_default()),
                },
            }
        }
    })
}
