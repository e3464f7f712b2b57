//! `/today`: every room's moves, in one list.

use askama::Template;
use axum::extract::State;
use foundation::{App, Id, Page, Read, Result, time};
use jiff::Timestamp;
use people::{Move, Person, SignedIn, Waits};

#[derive(Template)]
#[template(path = "page.html")]
struct View {
    name: String,
    next: Option<Line>,
    then: Vec<Line>,
    watching: Vec<Line>,
}

struct Line {
    words: String,
    detail: Option<String>,
    link: String,
    due: Option<String>,
    late: bool,
}

pub async fn show(State(app): State<App>, by: SignedIn) -> Result<Page> {
    let now = app.clock.now();
    let mut read = app.read().await?;
    let mut moves = moves(&mut read, by.id(), now).await?;
    drop(read);
    // What is due comes first, then the rest as its rooms gave it.
    moves.sort_by_key(|it| it.due_at.unwrap_or(Timestamp::MAX));
    let (mine, others): (Vec<Move>, Vec<Move>) =
        moves.into_iter().partition(|it| it.waits == Waits::ForYou);
    let zone = time::zone(&app.site().time_zone);
    let line = |it: Move| Line {
        words: it.words,
        detail: it.detail,
        link: it.link,
        due: it.due_at.map(|at| time::short_day(at, &zone)),
        late: it.due_at.is_some_and(|at| at < now),
    };
    let mut mine = mine.into_iter().map(line);
    let view = View {
        name: by.name().to_owned(),
        next: mine.next(),
        then: mine.collect(),
        watching: others.into_iter().map(line).collect(),
    };
    Page::new("Today", &view)
}

/// In the order of the journey.
async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let mut moves = design::moves(read, person, now).await?;
    moves.extend(learn::moves(read, person, now).await?);
    moves.extend(submit::moves(read, person, now).await?);
    moves.extend(review::moves(read, person, now).await?);
    moves.extend(award::moves(read, person, now).await?);
    moves.extend(recognize::moves(read, person, now).await?);
    moves.extend(people::moves(read, person, now).await?);
    Ok(moves)
}
