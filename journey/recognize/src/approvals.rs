//! `/approvals`: what somebody is asked for by those who haven't started yet.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Id, Page, Path, Refuse, Result, time};
use people::SignedIn;
use serde::Deserialize;

use crate::{
    Preapproval,
    answer::answer,
    approval::{Answer, Stage},
    reasons,
    shown::zones,
    store::{self, approvals::asked_of, policies},
};

/// So many are shown: what waits first.
const MOST: i64 = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    answer: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "approvals.html")]
struct View {
    waiting: Vec<Line>,
    answered: Vec<Line>,
    /// What was typed, for which.
    sent: Option<(Id<Preapproval>, Sent)>,
    refusal: Option<Box<dyn Refuse>>,
}

struct Line {
    id: Id<Preapproval>,
    name: String,
    title: String,
    slug: String,
    asked: String,
    why: Option<String>,
    rule: String,
    promises: Vec<String>,
    answer: Option<(&'static str, String)>,
    reason: Option<String>,
}

impl View {
    fn error(&self, line: &Line, field: &str) -> Option<String> {
        let concerns = self.sent.as_ref().is_some_and(|(id, _)| *id == line.id);
        let refusal = self.refusal.as_ref().filter(|it| concerns && it.field() == Some(field));
        refusal.map(ToString::to_string)
    }

    /// Where the refusal concerns a field that is on the page.
    fn place(&self) -> Option<String> {
        let (id, _) = self.sent.as_ref()?;
        let there = self.waiting.iter().any(|it| it.id == *id);
        let field = self.refusal.as_ref()?.field().filter(|_| there)?;
        Some(format!("{field}.{id}"))
    }

    fn typed(&self, line: &Line) -> &str {
        self.sent.as_ref().filter(|(id, _)| *id == line.id).map_or("", |(_, it)| &it.reason)
    }

    fn chose(&self, line: &Line, answer: &str) -> bool {
        self.sent.as_ref().is_some_and(|(id, it)| *id == line.id && it.answer == answer)
    }
}

pub async fn show(State(app): State<App>, by: SignedIn) -> Result<Page> {
    page(&app, &by, None, None).await
}

pub async fn send(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Preapproval>>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    match answer(&app, &by, id, &sent.answer, &sent.reason).await {
        Ok(()) => Ok(Redirect::to("/approvals").into_response()),
        Err(error) => {
            let refusal = error.refusal()?;
            Ok(page(&app, &by, Some((id, sent)), Some(refusal)).await?.refused())
        }
    }
}

async fn page(
    app: &App,
    by: &SignedIn,
    sent: Option<(Id<Preapproval>, Sent)>,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let asked = asked_of(&mut read, by.id(), MOST).await?;
    let people: Vec<_> = asked.iter().map(|it| it.person).collect();
    let names = people::names(&mut read, &people).await?;
    let microcredentials: Vec<_> = asked.iter().map(|it| it.microcredential).collect();
    let titles = design::published_of(&mut read, &microcredentials).await?;
    let rules = rules(&mut read, &asked).await?;
    let words = asked
        .iter()
        .flat_map(|it| it.why.into_iter().chain(it.answered.as_ref().and_then(|it| it.reason)));
    let reasons = reasons::read(&mut read, by.id(), words, app.clock.now()).await?;
    let zones = zones(&mut read, asked.iter().map(|it| it.district)).await?;
    let line = |it: &Preapproval| {
        let zone = &zones.of(it.district);
        let version = titles.iter().find(|version| version.microcredential == it.microcredential);
        let (rule, promises) = rules.get(&it.id).cloned().unwrap_or_default();
        let answered = it.answered.as_ref();
        let answer = answered.map(|it| match it.answer {
            Answer::Yes => ("Yes", time::day(it.at, zone)),
            Answer::No => ("No", time::day(it.at, zone)),
        });
        Line {
            id: it.id,
            name: names.get(&it.person).cloned().unwrap_or_default(),
            title: version
                .map_or("No longer in the catalog".into(), |it| it.document.title.to_string()),
            slug: version.map(|it| it.document.slug.to_string()).unwrap_or_default(),
            asked: time::day(it.asked_at, zone),
            why: it.why.and_then(|id| reasons.get(&id).cloned()),
            rule,
            promises,
            answer,
            reason: answered.and_then(|it| it.reason).and_then(|id| reasons.get(&id).cloned()),
        }
    };
    let (waiting, answered): (Vec<_>, Vec<_>) =
        asked.iter().partition(|it| it.stage() == Stage::Waiting);
    let view = View {
        waiting: waiting.into_iter().map(line).collect(),
        answered: answered.into_iter().map(line).collect(),
        sent,
        refusal,
    };
    Page::new("Approvals", &view)
}

/// The rule's version and what it promises, of each.
async fn rules(
    read: &mut foundation::Read,
    asked: &[Preapproval],
) -> Result<HashMap<Id<Preapproval>, (String, Vec<String>)>> {
    let ids: Vec<_> = asked.iter().map(|it| it.policy).collect();
    let versions = policies::versions(read, &ids).await?;
    let mut rules = HashMap::new();
    let kept = store::policies::of_versions(read, &ids).await?;
    for it in asked {
        let promises = kept
            .iter()
            .filter(|kept| kept.policy == it.policy && kept.microcredential == it.microcredential)
            .map(|kept| kept.rule.promise());
        let cited = versions.get(&it.policy).map(policies::Version::cited).unwrap_or_default();
        rules.insert(it.id, (cited, promises.collect()));
    }
    Ok(rules)
}
