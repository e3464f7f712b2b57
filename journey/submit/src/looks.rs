//! `/pursuits/{id}/looks`: who has looked at what she wrote and showed, when, and why.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::State;
use foundation::{App, Id, Page, Path, Read, Result, time};
use jiff::{Timestamp, tz::TimeZone};
use learn::Pursuit;
use people::{Holder, Person};
use vault::{Content, Look};

use crate::{store, work::standing};

#[derive(Template)]
#[template(path = "looks.html")]
struct View {
    pursuit: Id<Pursuit>,
    title: String,
    lines: Vec<Line>,
    blind: bool,
}

struct Line {
    moment: String,
    who: String,
    why: String,
    pieces: usize,
}

pub async fn show(State(app): State<App>, by: Holder, Path(id): Path<Id<Pursuit>>) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuit = learn::held_by(&mut read, &by, id).await?;
    let version = design::version(&mut read, pursuit.version).await?;
    let blind = version.document.review.blind;
    let contents = contents(&mut read, &pursuit).await?;
    let looks = vault::looks_at(&mut read, pursuit.owner(), &contents).await?;
    let known = known(&mut read, &pursuit, blind, &looks).await?;
    let zone = learn::zone(&mut read, &pursuit).await?;
    let lines = lines(looks, &known, &zone);
    let title = version.document.title.to_string();
    Page::new("Who has looked", &View { pursuit: id, title, lines, blind })
}

/// Everything of hers that anyone could have been shown.
async fn contents(read: &mut Read, pursuit: &Pursuit) -> Result<Vec<Id<Content>>> {
    let answers = store::answers::of(read, &[pursuit.id]).await?;
    let submissions = store::submissions::of_pursuits(read, &[pursuit.id]).await?;
    let items = submissions.values().flatten().flat_map(|it| &it.items).map(|it| it.content);
    let version = design::version(read, pursuit.version).await?;
    let number = standing(read, pursuit, &version.document).await?.number();
    let pieces = evidence::of(read, pursuit.id, number).await?;
    let pieces = pieces.iter().flat_map(|it| [Some(it.content), it.caption]).flatten();
    let all: HashSet<_> = answers.iter().map(|it| it.content).chain(items).chain(pieces).collect();
    Ok(all.into_iter().collect())
}

/// Where those who review it don't know her, she doesn't know them. Whom she chose herself (her
/// coach, a named reviewer) she does.
async fn known(
    read: &mut Read,
    pursuit: &Pursuit,
    blind: bool,
    looks: &[(Id<Content>, Look)],
) -> Result<HashMap<Id<Person>, String>> {
    let chosen = learn::shown_to(read, pursuit).await?;
    let known =
        |it: &Id<Person>| !blind || chosen.contains(it) || pursuit.named_reviewer == Some(*it);
    let who: Vec<_> = looks.iter().map(|(_, look)| look.by).filter(known).collect();
    people::names(read, &who).await
}

/// One line for what was looked at together.
fn lines(
    looks: Vec<(Id<Content>, Look)>,
    known: &HashMap<Id<Person>, String>,
    zone: &TimeZone,
) -> Vec<Line> {
    let mut lines: Vec<(Timestamp, Id<Person>, Line)> = vec![];
    for (_, look) in looks {
        let same = |it: &&mut (Timestamp, Id<Person>, Line)| {
            it.0 == look.at && it.1 == look.by && it.2.why == look.why
        };
        match lines.iter_mut().find(same) {
            Some((_, _, line)) => line.pieces += 1,
            None => {
                let who = known.get(&look.by).cloned();
                let line = Line {
                    moment: time::moment(look.at, zone),
                    who: who.unwrap_or_else(|| "An assessor".into()),
                    why: look.why,
                    pieces: 1,
                };
                lines.push((look.at, look.by, line));
            }
        }
    }
    lines.into_iter().map(|it| it.2).collect()
}
