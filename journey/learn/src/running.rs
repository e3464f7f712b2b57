//! `/pursuits`: hers, and what comes next in each.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use design::Version;
use foundation::{App, Id, Page, Result, time};
use jiff::tz::TimeZone;
use people::Holder;

use crate::{Pursuit, Stage, Step, TaskList, step::in_order, store};

#[derive(Template)]
#[template(path = "running.html")]
struct View {
    now: Vec<Line>,
    ended: Vec<Line>,
}

struct Line {
    id: Id<Pursuit>,
    title: String,
    /// What comes next, or how it ended.
    words: String,
}

pub async fn show(State(app): State<App>, by: Holder) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuits = store::pursuits::of_person(&mut read, by.id()).await?;
    let ids: Vec<_> = pursuits.iter().map(|it| it.id).collect();
    let versions: Vec<_> = pursuits.iter().map(|it| it.version).collect();
    let versions = design::versions(&mut read, &versions).await?;
    let mut steps = read.fill::<TaskList>(&ids).await;
    let custodians: Vec<_> = pursuits.iter().map(|it| it.custodian).collect();
    let custodians = people::organizations(&mut read, &custodians).await?;
    let zones: HashMap<_, _> =
        custodians.into_iter().map(|it| (it.id, time::zone(&it.time_zone))).collect();
    let mut view = View { now: vec![], ended: vec![] };
    for pursuit in pursuits {
        let steps = steps.remove(&pursuit.id).unwrap_or_default().into_iter().flatten().collect();
        let line = line(&pursuit, &versions, steps, &zones[&pursuit.custodian]);
        match pursuit.stage {
            Stage::Practicing => view.now.push(line),
            Stage::Withdrawn { .. } | Stage::Earned { .. } => view.ended.push(line),
        }
    }
    Page::new("My work", &view)
}

fn line(
    pursuit: &Pursuit,
    versions: &HashMap<Id<Version>, Version>,
    steps: Vec<Step>,
    zone: &TimeZone,
) -> Line {
    let title =
        versions.get(&pursuit.version).map(|it| it.document.title.to_string()).unwrap_or_default();
    let words = match pursuit.stage {
        Stage::Withdrawn { at } => format!("You withdrew on {}.", time::day(at, zone)),
        Stage::Earned { at } => format!("Earned on {}.", time::day(at, zone)),
        Stage::Practicing => match in_order(steps).iter().find(|it| it.is_next()) {
            Some(step) => match step.length() {
                Some(length) => format!("Next: {}, about {length}", step.words),
                None => format!("Next: {}", step.words),
            },
            None => "Nothing for you to do now.".into(),
        },
    };
    Line { id: pursuit.id, title, words }
}
