//! Evidence that its holder chose to show: `/credentials/{id}/evidence` to choose,
//! `…/evidence/{content}` for anyone to open.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Fields, Id, Page, Path, Read, Result};
use people::SignedIn;
use vault::Content;

use crate::{
    Credential,
    sign::Sign,
    store::{self, Choice},
};

#[derive(Template)]
#[template(path = "show_evidence.html")]
struct View {
    id: Id<Credential>,
    items: Vec<Line>,
    edition: Option<i64>,
}

struct Line {
    content: Id<Content>,
    title: String,
    shown: bool,
}

pub async fn choose(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Credential>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let (credential, given) = held(&mut read, &by, id).await?;
    let shown = store::shown(&mut read, id).await?;
    let items = submitted(&mut read, &given).await?;
    let is_shown = |content: Id<Content>| shown.iter().any(|it| it.content == content);
    let line =
        |it: Choice| Line { content: it.content, shown: is_shown(it.content), title: it.title };
    let items = items.into_iter().map(line).collect();
    let edition = store::current(&mut read, &credential).await?.map(|(edition, ..)| edition);
    Page::new("What your credential shows", &View { id, items, edition })
}

/// Shows on the page at once; in the signed credential from its next edition on, when she asks.
pub async fn keep(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Credential>>,
    fields: Fields,
) -> Result<Response> {
    let (credential, given, mut chosen) = {
        let mut read = app.read().await?;
        let (credential, given) = held(&mut read, &by, id).await?;
        let submitted = submitted(&mut read, &given).await?;
        (credential, given, submitted)
    };
    chosen.retain(|it| fields.all("shown").any(|said| said == it.content.to_string()));
    let mut tx = app.begin().await?;
    store::show(&mut tx, &credential, given.custodian, &chosen).await?;
    if fields.get("edition").is_some() {
        let newest = store::current(&mut tx, &credential).await?.map_or(0, |(edition, ..)| edition);
        tx.queue(&Sign { credential: id, edition: newest + 1 }).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/credentials/{id}")).into_response())
}

pub async fn open(
    State(app): State<App>,
    Path((id, content)): Path<(Id<Credential>, Id<Content>)>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let (_, given) = store::credential(&mut read, id).await?;
    let shown = store::shown(&mut read, id).await?;
    shown.iter().find(|it| it.content == content).ok_or(Error::Absent)?;
    let seen = vault::own(&mut read, given.person, &[content]).await?.remove(&content);
    drop(read);
    vault::serve_shown(&app, content, seen.ok_or(Error::Absent)?).await
}

/// Its holder's business alone.
async fn held(
    read: &mut Read,
    by: &SignedIn,
    id: Id<Credential>,
) -> Result<(Credential, store::Given)> {
    let (credential, given) = store::credential(read, id).await?;
    if given.person == by.id() { Ok((credential, given)) } else { Err(Error::Absent) }
}

/// What she submitted on the way there, by the names that the document gives it.
async fn submitted(read: &mut Read, given: &store::Given) -> Result<Vec<Choice>> {
    let pursuit = learn::pursuit(read, given.pursuit).await?;
    let document = design::version(read, pursuit.version).await?.document;
    let submissions = submit::of_pursuits(read, &[given.pursuit]).await?.remove(&given.pursuit);
    let mut items = vec![];
    for submission in submissions.into_iter().flatten() {
        for item in submission.items.iter().filter(|it| it.kind != submit::ItemKind::Caption) {
            let title = item.place.title(&document).unwrap_or_default();
            let title = format!("{title} (submission {})", submission.number);
            items.push(Choice { content: item.content, title });
        }
    }
    Ok(items)
}
