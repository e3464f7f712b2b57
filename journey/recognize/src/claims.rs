//! `/claims`: what the office accepts or refuses, many at once.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Fields, Id, Page, Query, Refuse, Result};
use people::Office;
use serde::Deserialize;

use crate::{
    Claim,
    answer_claims::answer_claims,
    claim::Answer,
    csv, policy,
    shown::{Line, lines},
    store::claims::{Which, of_districts},
};

/// On one page.
const MOST: usize = 100;
/// In one file.
const IN_A_FILE: i64 = 100_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    after: Option<Id<Claim>>,
}

impl Asked {
    fn answer(&self) -> Option<Answer> {
        Answer::sent(&self.show).ok()
    }

    fn word(&self) -> &'static str {
        match self.answer() {
            None => "waiting",
            Some(Answer::Accepted) => "accepted",
            Some(Answer::Refused) => "refused",
        }
    }
}

#[derive(Template)]
#[template(path = "claims.html")]
struct View {
    show: &'static str,
    lines: Vec<Line>,
    /// The last on this page, when there are more.
    more: Option<Id<Claim>>,
    ticked: Vec<String>,
    reason: String,
    refusal: Option<Box<dyn Refuse>>,
}

impl View {
    fn error(&self, field: &str) -> Option<String> {
        let refusal = self.refusal.as_ref().filter(|it| it.field() == Some(field));
        refusal.map(ToString::to_string)
    }

    fn is_ticked(&self, line: &Line) -> bool {
        self.ticked.contains(&line.claim.id.to_string())
    }
}

pub async fn show(State(app): State<App>, by: Office, Query(asked): Query<Asked>) -> Result<Page> {
    page(&app, &by, &asked, &Fields::default(), None).await
}

pub async fn send(State(app): State<App>, by: Office, sent: Fields) -> Result<Response> {
    let ids: Result<Vec<Id<Claim>>, _> = sent.all("claim").map(str::parse).collect();
    let ids = ids.map_err(|_| Error::Unreadable)?;
    let answer = sent.get("answer").unwrap_or_default();
    let reason = sent.get("reason").unwrap_or_default();
    match answer_claims(&app, &by, &ids, answer, reason).await {
        Ok(()) => Ok(Redirect::to(&format!("/claims?show={answer}")).into_response()),
        Err(error) => {
            let refusal = error.refusal()?;
            // The page that was answered from: what stood before it stays out of the way.
            let after = sent.get("after").and_then(|it| it.parse().ok());
            let asked = Asked { after, ..Asked::default() };
            Ok(page(&app, &by, &asked, &sent, Some(refusal)).await?.refused())
        }
    }
}

async fn page(
    app: &App,
    by: &Office,
    asked: &Asked,
    sent: &Fields,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let districts = by.custodians();
    let which =
        Which { districts, answer: asked.answer(), after: asked.after, most: MOST as i64 + 1 };
    let mut claims = of_districts(&mut read, which).await?;
    let more = claims.len() > MOST;
    claims.truncate(MOST);
    let more = claims.last().filter(|_| more).map(|it| it.id);
    let view = View {
        show: asked.word(),
        lines: lines(&mut read, by.id(), claims, app.clock.now()).await?,
        more,
        ticked: sent.all("claim").map(str::to_owned).collect(),
        reason: sent.get("reason").unwrap_or_default().to_owned(),
        refusal,
    };
    Page::new("Requests", &view)
}

pub async fn csv(
    State(app): State<App>,
    by: Office,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let which =
        Which { districts: by.custodians(), answer: asked.answer(), after: None, most: IN_A_FILE };
    let claims = of_districts(&mut read, which).await?;
    let lines = lines(&mut read, by.id(), claims, app.clock.now()).await?;
    let mut rows = vec![csv::row(&[
        "request",
        "person",
        "name",
        "earned",
        "amount",
        "unit",
        "each",
        "effective_on",
        "school_year",
        "account",
        "rule",
        "credential",
        "answer",
        "answered_on",
        "answered_by",
        "reason",
    ])];
    rows.extend(lines.into_iter().map(|line| cells(&app, line)));
    Ok(csv::file(&format!("requests-{}.csv", asked.word()), &rows))
}

fn cells(app: &App, line: Line) -> Vec<String> {
    let claim = &line.claim;
    let answered = line.answered.as_ref();
    let answer = match answered {
        None => "waiting",
        Some(it) if it.accepted => "accepted",
        Some(_) => "refused",
    };
    let told = |say: fn(&crate::shown::Told) -> String| answered.map(say).unwrap_or_default();
    vec![
        claim.id.to_string(),
        claim.person.to_string(),
        line.name.clone(),
        line.title.clone(),
        policy::plain(claim.amount),
        claim.unit.word().to_owned(),
        claim.each.word().to_owned(),
        claim.effective_on.clone(),
        claim.school_year.clone(),
        claim.account.clone(),
        line.rule.clone(),
        line.link.as_ref().map(|it| app.site().url(it)).unwrap_or_default(),
        answer.to_owned(),
        told(|it| it.on.clone()),
        told(|it| it.by.clone()),
        told(|it| it.reason.clone().unwrap_or_default()),
    ]
}
