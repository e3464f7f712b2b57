//! `/pursuits/{id}/feedback`: what was decided, criterion by criterion, and what each assessor wrote.
//! For its holders alone. Who wrote it isn't told, but that it was the same one.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use design::{
    Version,
    document::{Key, Rubric},
};
use foundation::{App, Conn, Id, Page, Path, Result, time};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Holder, Person};
use submit::Submission;
use vault::{Content, Seen};

use crate::{
    Finding, Panel,
    adding_up::{Scored, Standing},
    panel::Review,
    progress::criteria,
    store::{decisions, panels, reviews},
};

/// One decided submission.
pub struct Feedback {
    pub number: u32,
    pub decided: String,
    pub finding: Finding,
    pub outstanding: usize,
    pub third_decided: bool,
    pub criteria: Vec<OnCriterion>,
}

/// What stands for a criterion, and what was said about it.
pub struct OnCriterion {
    pub title: String,
    pub level: String,
    pub outcome: Finding,
    pub carried: bool,
    pub said: Vec<Said>,
}

/// What one assessor gave and wrote.
pub struct Said {
    /// "Assessor A"
    pub by: String,
    pub level: String,
    pub words: Option<String>,
}

#[derive(Template)]
#[template(path = "feedback.html")]
struct View {
    pursuit: Id<Pursuit>,
    title: String,
    feedback: Vec<Feedback>,
}

impl View {
    fn counted(&self, count: &usize) -> String {
        criteria(*count)
    }
}

pub async fn show(State(app): State<App>, by: Holder, Path(id): Path<Id<Pursuit>>) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuit = learn::held_by(&mut read, &by, id).await?;
    let version = design::version(&mut read, pursuit.version).await?;
    let feedback = feedback(&mut read, &pursuit, &version, by.id(), app.clock.now()).await?;
    Page::new(
        "Feedback",
        &View { pursuit: id, title: version.document.title.to_string(), feedback },
    )
}

/// On each submission that is decided, the latest first.
async fn feedback(
    conn: &mut Conn,
    pursuit: &Pursuit,
    version: &Version,
    by: Id<Person>,
    now: Timestamp,
) -> Result<Vec<Feedback>> {
    let submissions = submit::of_pursuits(conn, &[pursuit.id]).await?;
    let decided = decisions::of_pursuits(conn, &[pursuit.id]).await?;
    let panels = panels::of_pursuits(conn, &[pursuit.id]).await?;
    let ids: Vec<Id<Review>> = panels.iter().flat_map(|it| &it.reviews).map(|it| it.id).collect();
    let kept = reviews::feedback_of(conn, &ids).await?;
    let contents: Vec<Id<Content>> = kept.values().flat_map(HashMap::values).copied().collect();
    let words = vault::read_granted(conn, by, &contents, now).await?;
    let zone = learn::zone(conn, pursuit).await?;

    let mut all = vec![];
    for decision in decided {
        let Some(panel) = panels.iter().find(|it| it.id == decision.panel) else { continue };
        let number = submissions
            .get(&pursuit.id)
            .into_iter()
            .flatten()
            .find(|it: &&Submission| it.id == panel.submission)
            .map_or(0, |it| it.number);
        let voices = voices(panel);
        let on = |standing: &Standing| OnCriterion {
            title: title(&version.document.rubric, &standing.criterion),
            level: level(&version.document.rubric, &standing.level),
            outcome: standing.outcome,
            carried: standing.carried_from.is_some(),
            said: voices
                .iter()
                .filter_map(|(by, review)| {
                    let scored =
                        review.levels.iter().find(|it| it.criterion == standing.criterion)?;
                    let content = kept.get(&review.id).and_then(|it| it.get(&standing.criterion));
                    Some(said(
                        &version.document.rubric,
                        by.clone(),
                        scored,
                        content.and_then(|it| words.get(it)),
                    ))
                })
                .collect(),
        };
        let mut criteria: Vec<OnCriterion> = decision.outcome.criteria.iter().map(on).collect();
        // What there is to do comes first.
        criteria.sort_by_key(|it| it.outcome.is_demonstrated());
        all.push(Feedback {
            number,
            decided: time::day(decision.decided_at, &zone),
            finding: decision.outcome.finding,
            outstanding: decision.outcome.outstanding().len(),
            third_decided: decision.third_decided,
            criteria,
        });
    }
    all.sort_by_key(|it| std::cmp::Reverse(it.number));
    Ok(all)
}

/// In an order that tells neither who sat first nor who was done first, and that stays: by their
/// reviews' random ids.
fn voices(panel: &Panel) -> Vec<(String, &Review)> {
    let mut independent = panel.independent();
    independent.sort_by_key(|it| it.id.to_string());
    let several = independent.len() > 1;
    let lettered = ('A'..).zip(independent).map(|(letter, review)| {
        let name = if several { format!("Assessor {letter}") } else { "Your assessor".into() };
        (name, review)
    });
    let third = panel.adjudication().map(|it| ("The third assessor, who decided".into(), it));
    lettered.chain(third).collect()
}

/// What this person wrote in these reviews, by criterion; the latest, where there are several.
pub async fn own(
    conn: &mut Conn,
    by: Id<Person>,
    version: &Version,
    mine: &[Review],
) -> Result<HashMap<Key, Said>> {
    let ids: Vec<Id<Review>> = mine.iter().map(|it| it.id).collect();
    let kept = reviews::feedback_of(conn, &ids).await?;
    let contents: Vec<Id<Content>> = kept.values().flat_map(HashMap::values).copied().collect();
    let words = vault::own(conn, by, &contents).await?;
    let mut own = HashMap::new();
    for review in mine {
        for scored in &review.levels {
            let content = kept.get(&review.id).and_then(|it| it.get(&scored.criterion));
            let words = content.and_then(|it| words.get(it));
            let said = said(&version.document.rubric, "You".into(), scored, words);
            own.insert(scored.criterion.clone(), said);
        }
    }
    Ok(own)
}

fn said(rubric: &Rubric, by: String, scored: &Scored, words: Option<&Seen>) -> Said {
    let words = words.and_then(|it| it.words()).map(str::to_owned);
    Said { by, level: level(rubric, &scored.level), words }
}

pub fn title(rubric: &Rubric, criterion: &Key) -> String {
    let criterion_there = rubric.criterion(criterion.as_str());
    criterion_there.map_or(criterion.as_str(), |it| it.title.as_str()).to_owned()
}

pub fn level(rubric: &Rubric, level: &Key) -> String {
    let there = rubric.levels.iter().find(|it| it.key == *level);
    there.map_or(level.as_str(), |it| it.name.as_str()).to_owned()
}
