//! How a review stands, on the educator's task list: whose move it is, by when, and what was found.
//! For her eyes: coaches and supervisors have no page that asks for this.

use std::collections::HashMap;

use askama::Template;
use design::{Version, document::Key};
use foundation::{Html, Id, Read, Result};
use learn::{Notice, NoticeKind, Pursuit, Step, StepState};

use crate::{
    Finding, Panel,
    decide::latest,
    panel::Stage,
    store::{decisions, panels},
};

/// The latest that there is to say of one pursuit.
pub enum Standing {
    Reviewing { panel: Box<Panel>, before: bool },
    Decided(Box<decisions::Kept>),
}

/// Of each pursuit that was submitted and not withdrawn.
pub async fn standings(
    read: &mut Read,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, (Standing, Version)>> {
    let found = learn::pursuits(read, pursuits).await?;
    let mut latest = latest(read, pursuits).await?;
    let panels = panels::of_pursuits(read, pursuits).await?;
    let versions: Vec<_> = found.values().map(|it| it.version).collect();
    let versions = design::versions(read, &versions).await?;

    let mut standings = HashMap::new();
    for pursuit in found.into_values().filter(|it| !it.is_withdrawn()) {
        let open = panels.iter().find(|it| it.pursuit == pursuit.id && it.stage().is_open());
        let decided = latest.remove(&pursuit.id);
        let standing = match (open, decided) {
            (Some(panel), decided) => {
                Standing::Reviewing { panel: Box::new(panel.clone()), before: decided.is_some() }
            }
            (None, Some(decided)) => Standing::Decided(Box::new(decided)),
            (None, None) => continue,
        };
        let Some(version) = versions.get(&pursuit.version) else { continue };
        standings.insert(pursuit.id, (standing, version.clone()));
    }
    Ok(standings)
}

/// The step "Review", and where the feedback is.
pub async fn steps(
    read: &mut Read,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Vec<Step>>> {
    let standings = standings(read, pursuits).await?;
    let steps =
        |(id, (standing, _)): (Id<Pursuit>, (Standing, Version))| (id, vec![step(id, &standing)]);
    Ok(standings.into_iter().map(steps).collect())
}

fn step(id: Id<Pursuit>, standing: &Standing) -> Step {
    let feedback = Some(format!("/pursuits/{id}/feedback"));
    let (words, detail, link, state) = match standing {
        Standing::Reviewing { before, .. } => {
            ("Your assessors review it", None, feedback.filter(|_| *before), StepState::Waiting)
        }
        Standing::Decided(it) if it.outcome.finding == Finding::Demonstrated => {
            ("Feedback from your assessors", None, feedback, StepState::Demonstrated)
        }
        Standing::Decided(it) => (
            "Feedback from your assessors",
            Some(format!("{} to strengthen", criteria(it.outcome.outstanding().len()))),
            feedback,
            StepState::Complete,
        ),
    };
    let (order, key, words) = (390, "review".into(), words.into());
    Step { order, key, words, detail, minutes: None, link, state }
}

/// "one criterion", "3 criteria".
pub fn criteria(count: usize) -> String {
    match count {
        1 => "one criterion".into(),
        several => format!("{several} criteria"),
    }
}

#[derive(Template)]
#[template(path = "notice.html")]
struct View<'a> {
    pursuit: Id<Pursuit>,
    standing: &'a Standing,
    version: &'a Version,
}

impl View<'_> {
    fn stage(&self, panel: &Panel) -> Stage {
        panel.stage()
    }

    fn to_strengthen(&self, decided: &decisions::Kept) -> String {
        let titles = |key: &Key| {
            let criterion = self.version.document.rubric.criterion(key.as_str());
            criterion.map_or(key.as_str(), |it| it.title.as_str()).to_owned()
        };
        let outstanding: Vec<String> = decided.outcome.outstanding().iter().map(titles).collect();
        outstanding.join("; ")
    }

    fn outstanding(&self, decided: &decisions::Kept) -> usize {
        decided.outcome.outstanding().len()
    }

    fn standing_now(&self, decided: &decisions::Kept) -> usize {
        decided.outcome.criteria.len() - self.outstanding(decided)
    }

    fn counted(&self, count: usize) -> String {
        criteria(count)
    }
}

/// What stands at the top of the task list.
pub async fn notices(
    read: &mut Read,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Vec<Notice>>> {
    let mut notices = HashMap::new();
    for (pursuit, (standing, version)) in standings(read, pursuits).await? {
        let kind = match &standing {
            Standing::Decided(it) if it.outcome.finding == Finding::Demonstrated => {
                NoticeKind::Done
            }
            _ => NoticeKind::Wait,
        };
        let view = View { pursuit, standing: &standing, version: &version };
        notices.insert(pursuit, vec![Notice { kind, html: Html::from(&view)? }]);
    }
    Ok(notices)
}
