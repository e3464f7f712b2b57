//! `/pursuits/{id}/check`: what is missing, or else everything as it will be submitted.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use design::Version;
use foundation::{App, Error, Form, Id, Page, Path, Refuse, Result, time};
use learn::{Open, Place, Pursuit, outline};
use people::{Educator, Holder};
use serde::Deserialize;

use crate::{
    Submission,
    gather::{Gathered, gather},
    missing::missing,
    shown::{Showing, Shown, Stands, What},
    steps::address,
    store,
    submission::ordinal,
    submit::{Declared, OWN, PRIVACY, submit},
    work::standing,
};

#[derive(Template)]
#[template(path = "check.html")]
struct View {
    pursuit: Pursuit,
    version: Version,
    /// None when it is with those who review it, or over.
    open: Option<Open>,
    lacks: Vec<Lack>,
    /// What isn't asked for, and might help.
    hints: Vec<String>,
    /// What stands from an earlier submission.
    earlier: Vec<String>,
    shown: Vec<Shown>,
    seen: String,
    name_asked: bool,
    /// The last submission and when, where there is one.
    last: Option<(Id<Submission>, String)>,
    by: String,
    sent: Sent,
    refusal: Option<Box<dyn Refuse>>,
}

struct Lack {
    title: String,
    words: String,
    link: String,
}

impl View {
    fn error(&self, field: &str) -> Option<String> {
        let refusal = self.refusal.as_ref().filter(|it| it.field() == Some(field));
        refusal.map(ToString::to_string)
    }

    fn ordinal(&self) -> String {
        ordinal(self.open.as_ref().map_or(1, |it| it.number))
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct Sent {
    number: String,
    seen: String,
    own: Option<String>,
    privacy: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    by: Holder,
    Path(id): Path<Id<Pursuit>>,
) -> Result<Response> {
    if !by.teaches() {
        return Ok(Redirect::to(&format!("/pursuits/{id}")).into_response());
    }
    Ok(page(&app, &by, id, Sent::default(), None).await?.into_response())
}

pub async fn send(
    State(app): State<App>,
    by: Educator,
    Path(id): Path<Id<Pursuit>>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let declared = Declared {
        number: sent.number.parse().map_err(|_| Error::Unreadable)?,
        seen: sent.seen.clone(),
        own: sent.own.is_some(),
        privacy: sent.privacy.is_some(),
    };
    match submit(&app, &by, id, &declared).await {
        Ok(submission) => Ok(Redirect::to(&format!("/submissions/{submission}")).into_response()),
        Err(error) => Ok(page(&app, &by, id, sent, Some(error.refusal()?)).await?.refused()),
    }
}

async fn page(
    app: &App,
    by: &Holder,
    id: Id<Pursuit>,
    sent: Sent,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuit = learn::held_by(&mut read, by, id).await?;
    let version = design::version(&mut read, pursuit.version).await?;
    let document = &version.document;
    let standing = standing(&mut read, &pursuit, document).await?;
    let open = standing.open(document).filter(|_| pursuit.in_progress().is_ok());
    let places = open.as_ref().map(|it| it.places.clone()).unwrap_or_default();
    let gathered = gather(&mut read, &pursuit, standing.number()).await?;
    let lacks = lacks(id, &version, &places, &gathered);
    let stands = if lacks.is_empty() { standing_at(&places, &gathered) } else { vec![] };
    let ids: Vec<_> = stands.iter().flat_map(Stands::contents).collect();
    let seen = vault::own(&mut read, pursuit.owner(), &ids).await?;
    let zone = learn::zone(&mut read, &pursuit).await?;
    let submissions = store::submissions::of_pursuits(&mut read, &[id]).await?.remove(&id);
    let submissions = submissions.unwrap_or_default();
    let last = submissions.last().map(|it| (it.id, time::moment(it.submitted_at, &zone)));
    let name_asked = learn::name_choice(&mut read, id, by.id()).await?.is_some();
    let submitted =
        |place: &Place| submissions.iter().flat_map(|it| &it.items).any(|it| it.place == *place);
    let earlier = outline(document).into_iter().filter(|it| !places.contains(it) && submitted(it));
    let earlier = earlier.filter_map(|it| it.title(document)).collect();
    let showing = Showing { app, viewer: by.id(), document, zone: &zone };
    let shown = showing.shown(stands, &seen).await?;
    let view = View {
        lacks,
        hints: hints(&version, &standing, &places, &gathered),
        earlier,
        shown,
        seen: gathered.fingerprint(&places),
        name_asked,
        last,
        by: format!("{} days", document.review.days),
        sent,
        refusal,
        open,
        pursuit,
        version,
    };
    Page::new("Check before you submit", &view)
}

fn lacks(id: Id<Pursuit>, version: &Version, places: &[Place], gathered: &Gathered) -> Vec<Lack> {
    let missing = missing(&version.document, places, gathered).into_iter();
    let lack = |it: crate::missing::Missing| Lack {
        title: it.place.title(&version.document).unwrap_or_default(),
        link: match it.field {
            Some(field) => format!("{}#{field}", address(id, &it.place)),
            None => address(id, &it.place),
        },
        words: it.words,
    };
    missing.map(lack).collect()
}

fn hints(
    version: &Version,
    standing: &crate::Standing,
    places: &[Place],
    gathered: &Gathered,
) -> Vec<String> {
    let bare = |place: &&Place| gathered.pieces(place).iter().any(|it| it.caption.is_none());
    let titled = places.iter().filter(bare).filter_map(|it| it.title(&version.document));
    let captions =
        titled.map(|it| format!("{it}: a caption helps those who review it to see what you mean."));
    let same = standing.is_untouched(gathered, places);
    let same =
        same.then(|| "You wrote and added nothing here since it was opened again.".to_owned());
    same.into_iter().chain(captions).collect()
}

fn standing_at(places: &[Place], gathered: &Gathered) -> Vec<Stands> {
    let at = |place: &Place| {
        let written = gathered.answers.get(place).filter(|it| !it.words.trim().is_empty());
        let answer = written.map(|it| Stands::answer(place, it.content));
        let pieces = gathered.pieces(place).iter().map(|it| Stands::evidence(&it.artifact));
        answer.into_iter().chain(pieces).collect::<Vec<_>>()
    };
    places.iter().flat_map(at).collect()
}
