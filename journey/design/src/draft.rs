//! A document on its way: whatever stands in it is kept, right or wrong, until it becomes a version.

use foundation::{App, Error, Id, Refuse, Result};
use jiff::Timestamp;
use people::{Designer, Organization, Person};

use crate::{
    File, Microcredential, Version,
    check::{self, Checked},
    document::{self, LARGEST, Origin, Problems, digest},
    import::{self, Imported, Keeping},
    store,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub issuer: Id<Organization>,
    pub id: Id<Draft>,
    pub text: String,
    /// Whoever saves says which they saw.
    pub revision: i64,
    pub copied_from: Option<Id<Microcredential>>,
    pub begun_by: Id<Person>,
    pub saved_at: Timestamp,
}

#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("This isn't text that can be kept. Save the document as UTF-8 and bring it again.")]
    NotText,
    #[error("This is longer than a document can be, which is {} KiB.", LARGEST / 1024)]
    TooLong,
    #[error(
        "A colleague saved this draft after you opened it. What you wrote is below, and nothing is \
         lost: compare it with theirs, and save again to keep yours."
    )]
    SavedByAnother,
    #[error("Mend what is wrong with the document first.")]
    Wrong,
    #[error("Choose whose document this is.")]
    Whose,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::Whose => Some("issuer"),
            _ => Some("document"),
        }
    }
}

impl Draft {
    /// What it calls itself, as far as it goes.
    pub fn title(&self) -> String {
        let title = document::said(self.text.as_bytes(), "title");
        title.filter(|it| !it.is_empty()).unwrap_or_else(|| "Without a title yet".into())
    }

    pub(crate) fn file(&self) -> File {
        File { name: self.title(), bytes: self.text.clone().into_bytes() }
    }
}

/// What was pasted or uploaded, if it can be kept at all.
pub fn text(bytes: Vec<u8>) -> Result<String, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLong);
    }
    let text = String::from_utf8(bytes).map_err(|_| Refusal::NotText)?;
    if text.contains('\0') { Err(Refusal::NotText) } else { Ok(text) }
}

/// Begins a draft for one of the organizations that they design for.
pub async fn begin(
    app: &App,
    by: &Designer,
    issuer: Id<Organization>,
    text: String,
    copied_from: Option<Id<Microcredential>>,
) -> Result<Id<Draft>> {
    if !by.custodians().contains(&issuer) {
        return Err(Refusal::Whose.into());
    }
    let mut tx = app.begin().await?;
    let draft = Draft {
        issuer,
        id: Id::random(),
        text,
        revision: 1,
        copied_from,
        begun_by: by.id(),
        saved_at: tx.now(),
    };
    store::drafts::keep(&mut tx, &draft).await?;
    tx.commit().await?;
    Ok(draft.id)
}

/// Keeps what stands in the field now, if nobody else saved since `revision`.
pub async fn save(
    app: &App,
    by: &Designer,
    id: Id<Draft>,
    revision: i64,
    text: &str,
) -> Result<()> {
    let mut tx = app.begin().await?;
    let draft = store::drafts::one(&mut tx, by, id).await?.ok_or(Error::Absent)?;
    if !store::drafts::save(&mut tx, &Draft { revision, ..draft }, text).await? {
        return Err(Refusal::SavedByAnother.into());
    }
    tx.commit().await
}

pub async fn remove(app: &App, by: &Designer, id: Id<Draft>, revision: i64) -> Result<()> {
    let mut tx = app.begin().await?;
    let draft = store::drafts::one(&mut tx, by, id).await?.ok_or(Error::Absent)?;
    if !store::drafts::remove(&mut tx, &Draft { revision, ..draft }).await? {
        return Err(Refusal::SavedByAnother.into());
    }
    tx.commit().await
}

/// What is wrong with it, against all that is there.
pub async fn problems(conn: &mut foundation::Conn, draft: &Draft) -> Result<Problems> {
    Ok(checked(conn, draft).await?.err().unwrap_or_default())
}

async fn checked(
    conn: &mut foundation::Conn,
    draft: &Draft,
) -> Result<Result<Vec<Checked>, Problems>> {
    let checked = check::check(conn, &[(Some(draft.issuer), draft.file())]).await?;
    Ok(checked.map_err(|wrong| wrong.0.into_iter().map(|(_, it)| it).next().unwrap_or_default()))
}

/// The draft becomes a version, and is gone.
pub async fn make_version(
    app: &App,
    by: &Designer,
    id: Id<Draft>,
    revision: i64,
    publish: bool,
) -> Result<Imported> {
    let mut read = app.read().await?;
    let draft = store::drafts::one(&mut read, by, id).await?.ok_or(Error::Absent)?;
    let checked = checked(&mut read, &draft).await?.map_err(|_| Refusal::Wrong)?;
    drop(read);
    let mut tx = app.begin().await?;
    // What was checked is what the designer saw, and still stands there.
    if draft.revision != revision || !store::drafts::remove(&mut tx, &draft).await? {
        return Err(Refusal::SavedByAnother.into());
    }
    let keeping = Keeping { by: Some(by.id()), publish, copied_from: draft.copied_from };
    let imported = import::keep(&mut tx, &checked, &keeping).await?;
    tx.commit().await?;
    imported.into_iter().next().ok_or_else(|| anyhow::anyhow!("one document was kept").into())
}

/// A published microcredential as the beginning of one's own: another slug, and where it came from.
pub fn copy_of(it: &Version, theirs: &str, ours: &Organization) -> String {
    let slug = format!("{}-{}", it.document.slug, ours.slug);
    let slug: String = slug.chars().take(80).collect();
    let mut copy = it.document.clone();
    copy.based_on = theirs
        .parse()
        .ok()
        .zip(digest(it.text.as_bytes()).parse().ok())
        .map(|(issuer, digest)| Origin { issuer, slug: it.document.slug.clone(), digest });
    copy.slug = slug.trim_end_matches(['-', '_']).parse().unwrap_or(copy.slug);
    copy.stack = None;
    copy.version_note = None;
    document::write(&copy)
}
