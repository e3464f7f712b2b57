//! `/catalog/{slug}/start`: who will see what, what is pinned, and the button that begins it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use design::{Version, document::Key};
use foundation::{App, Error, Form, Html, Id, Page, Path, Refuse, Result};
use people::{Educator, Organization, Person};
use serde::Deserialize;

use crate::{
    Pursuit, StartPage,
    promise::{promise, spoken},
    reviewer,
    start::{Start, may_start, offered, start},
    store,
};

#[derive(Template)]
#[template(path = "start_page.html")]
struct View {
    version: Version,
    promise: Vec<String>,
    /// Where she teaches, when that is more than one place.
    schools: Vec<Organization>,
    /// Who reviews it, by the name of their role, and who there is; where the policy names one.
    named: Option<(String, Vec<Person>)>,
    /// What later rooms have to say: worth, approval.
    pieces: Vec<Html>,
    running: Option<Id<Pursuit>>,
    /// Why she can't start now, where that doesn't hang on what she chooses.
    shut: Option<Box<dyn Refuse>>,
    sent: Sent,
    refusal: Option<Box<dyn Refuse>>,
}

impl View {
    fn error(&self, field: &str) -> Option<String> {
        let refusal = self.refusal.as_ref().filter(|it| it.field() == Some(field));
        refusal.map(ToString::to_string)
    }

    fn policy(&self) -> &design::document::ReviewPolicy {
        &self.version.document.review
    }

    fn is_chosen(&self, field: &Option<String>, id: &impl ToString) -> bool {
        field.as_ref().is_some_and(|it| *it == id.to_string())
    }

    /// One button, where nothing stands in the way.
    fn can_start(&self) -> bool {
        let somebody = self.named.as_ref().is_none_or(|(_, people)| !people.is_empty());
        self.running.is_none() && self.shut.is_none() && somebody
    }
}

/// As it came, to be shown again when it is refused.
#[derive(Debug, Default, Deserialize)]
pub struct Sent {
    slug: String,
    version: String,
    school: Option<String>,
    named_reviewer: Option<String>,
    accepted: Option<String>,
}

pub async fn show(State(app): State<App>, by: Educator, Path(slug): Path<String>) -> Result<Page> {
    let slug = slug.parse().map_err(|_| Error::Absent)?;
    page(&app, &by, &slug, Sent::default(), None).await
}

pub async fn begin(
    State(app): State<App>,
    by: Educator,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let slug: Key = sent.slug.parse().map_err(|_| Error::Absent)?;
    let school = sent.school.as_deref().map_or(Ok(by.school()), str::parse);
    let chosen = Start {
        slug: slug.clone(),
        version: sent.version.parse().map_err(|_| Error::Unreadable)?,
        school: school.map_err(|_| Error::Unreadable)?,
        named_reviewer: sent.named_reviewer.as_deref().and_then(|it| it.parse().ok()),
        accepted: sent.accepted.is_some(),
    };
    match start(&app, &by, &chosen).await {
        Ok(pursuit) => Ok(Redirect::to(&format!("/pursuits/{pursuit}")).into_response()),
        Err(error) => {
            let refusal = error.refusal()?;
            Ok(page(&app, &by, &slug, sent, Some(refusal)).await?.refused())
        }
    }
}

async fn page(
    app: &App,
    by: &Educator,
    slug: &Key,
    sent: Sent,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let version = offered(&mut read, slug).await?;
    let custodian = by.custodian();
    let named = match &version.document.review.reviewer_role {
        None => None,
        Some(role) => {
            let now = app.clock.now();
            let people = reviewer::candidates(&mut read, by, role, custodian, now).await?;
            Some((spoken(role), people))
        }
    };
    let running =
        store::pursuits::running(&mut read, by.id(), version.issuer, version.microcredential);
    let running = running.await?;
    let shut = match read.ask(may_start(by, custodian, &version)).await {
        Ok(()) => None,
        Err(error) => Some(error.refusal()?),
    };
    let place = (by.id(), version.id);
    let pieces = read.fill::<StartPage>(&[place]).await.remove(&place).unwrap_or_default();
    let schools = match by.organizations() {
        [_] => vec![],
        several => people::organizations(&mut read, several).await?,
    };
    let title = format!("Start “{}”", version.document.title);
    let promise = promise(&version.document.review);
    // A refusal that the page says anyway isn't said twice.
    let refusal = refusal.filter(|_| running.is_none() && shut.is_none());
    let view = View { version, promise, schools, named, pieces, running, shut, sent, refusal };
    Page::new(title, &view)
}
