//! `/qualifications`: who may score which rubric of an issuer's, and somebody more.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use design::Version;
use foundation::{App, Form, Id, Page, Read, Refuse, Result, time};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use people::{Lead, Person, Role};
use serde::Deserialize;

use crate::{qualify::qualify_by, store::qualifications};

/// How long a qualification lasts.
const YEARS: i64 = 2;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum Refusal {
    #[error("Choose one of your assessors.")]
    NoAssessor,
    #[error("Choose one of your microcredentials.")]
    NoMicrocredential,
    #[error("Say how they showed it: the scored examples, the training, the date.")]
    NoReason,
    #[error("Say it in no more than 300 characters.")]
    TooLong,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Refusal::NoAssessor => "assessor",
            Refusal::NoMicrocredential => "version",
            Refusal::NoReason | Refusal::TooLong => "because",
        })
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    assessor: String,
    version: String,
    because: String,
}

/// One microcredential, and who may score its rubric.
struct Rubric {
    version: Version,
    qualified: Vec<Qualified>,
}

struct Qualified {
    name: String,
    until: String,
    because: String,
}

#[derive(Template)]
#[template(path = "qualified.html")]
struct View {
    rubrics: Vec<Rubric>,
    assessors: Vec<Person>,
    sent: Sent,
    refusal: Option<Box<dyn Refuse>>,
}

impl View {
    fn refused(&self, field: &str) -> Option<String> {
        let refusal = self.refusal.as_ref()?;
        (refusal.field() == Some(field)).then(|| refusal.to_string())
    }

    fn chosen(&self, kept: &str, id: &impl ToString) -> bool {
        *kept == id.to_string()
    }
}

pub async fn show(State(app): State<App>, by: Lead) -> Result<Page> {
    page(&app, &by, Sent::default(), None).await
}

pub async fn qualify(State(app): State<App>, by: Lead, Form(sent): Form<Sent>) -> Result<Response> {
    match keep(&app, &by, &sent).await {
        Ok(()) => Ok(Redirect::to("/qualifications").into_response()),
        Err(error) => Ok(page(&app, &by, sent, Some(error.refusal()?)).await?.refused()),
    }
}

async fn keep(app: &App, by: &Lead, sent: &Sent) -> Result<()> {
    let mut read = app.read().await?;
    let now = app.clock.now();
    let assessors = assessors(&mut read, by, now).await?;
    let versions = versions(&mut read, by).await?;
    drop(read);
    let assessor = assessors.iter().find(|it| it.id.to_string() == sent.assessor);
    let assessor = assessor.ok_or(Refusal::NoAssessor)?;
    let version = versions.iter().find(|it| it.id.to_string() == sent.version);
    let version = version.ok_or(Refusal::NoMicrocredential)?;
    let because = match sent.because.trim() {
        "" => return Err(Refusal::NoReason.into()),
        long if long.chars().count() > 300 => return Err(Refusal::TooLong.into()),
        said => said,
    };
    let mut tx = app.begin().await?;
    let rubric = (version.issuer, assessor.id, version.rubric_digest.as_str());
    qualify_by(&mut tx, Some(by.id()), rubric, because, in_years(now)).await?;
    tx.commit().await
}

fn in_years(now: Timestamp) -> Timestamp {
    let later = now.to_zoned(TimeZone::UTC).checked_add(YEARS.years());
    later.map_or(now, |it| it.timestamp())
}

async fn page(app: &App, by: &Lead, sent: Sent, refusal: Option<Box<dyn Refuse>>) -> Result<Page> {
    let mut read = app.read().await?;
    let now = app.clock.now();
    let assessors = assessors(&mut read, by, now).await?;
    let kept = qualifications::of_issuers(&mut read, by.organizations(), now).await?;
    let people: Vec<Id<Person>> = kept.iter().map(|it| it.person).collect();
    let names = people::names(&mut read, &people).await?;
    let zone = time::zone(&app.site().time_zone);
    let rubric = |version: Version| {
        let for_it = kept
            .iter()
            .filter(|it| it.issuer == version.issuer && it.rubric_digest == version.rubric_digest);
        let qualified = for_it.filter_map(|it| {
            let (until, because) = (time::day(it.expires_at, &zone), it.because.clone());
            Some(Qualified { name: names.get(&it.person)?.clone(), until, because })
        });
        Rubric { qualified: qualified.collect(), version }
    };
    let rubrics = versions(&mut read, by).await?.into_iter().map(rubric).collect();
    Page::new("Who is qualified", &View { rubrics, assessors, sent, refusal })
}

/// Assessors of the issuers and districts that she leads.
async fn assessors(read: &mut Read, by: &Lead, now: Timestamp) -> Result<Vec<Person>> {
    let mut at = by.organizations().to_vec();
    for custodian in by.custodians() {
        at.extend(people::kept_by(read, *custodian).await?);
    }
    let ids = people::of_role(read, &at, Role::Assessor, now).await?;
    let names = people::names(read, &ids).await?;
    let person = |id: Id<Person>| Some(Person { id, name: names.get(&id)?.clone() });
    let mut assessors: Vec<Person> = ids.into_iter().filter_map(person).collect();
    assessors.sort_by_key(|it| it.name.to_lowercase());
    Ok(assessors)
}

/// What the catalog shows of the issuers that she leads.
async fn versions(read: &mut Read, by: &Lead) -> Result<Vec<Version>> {
    let all = design::published(read).await?;
    Ok(all.into_iter().filter(|it| by.organizations().contains(&it.issuer)).collect())
}
