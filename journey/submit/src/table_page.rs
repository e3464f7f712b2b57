//! `/pursuits/{id}/part_2.KEY.template`: a table to fill in, row by row.

use askama::Template;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use design::document::{Column, Holds, Item, Template as Asked};
use foundation::{App, Error, Fields, Html, Id, Page, Refuse, Result, markdown};
use learn::{Place, Pursuit};
use people::{Educator, Holder};

use crate::{
    answer::{answer_script, revision, spot, wants_json},
    missing::cell,
    spot::Spot,
    table::{MOST_ROWS, Slip, Table},
    write::{Typed, write},
};

/// So many empty rows stand below those that are filled in, where they fit.
const SPARE: usize = 3;
/// So many more on request.
const MORE: usize = 10;

#[derive(Template)]
#[template(path = "table_page.html")]
struct View {
    spot: Spot,
    asked: Asked,
    instructions: Html,
    rows: Vec<Vec<String>>,
    slips: Vec<Slip>,
    /// What is kept, where something else was typed and refused.
    other: Option<Table>,
    refusal: Option<Box<dyn Refuse>>,
}

impl View {
    fn column(&self, i: &usize) -> &Column {
        &self.asked.columns[*i]
    }

    fn cell(&self, row: &usize, column: &usize) -> String {
        cell(*row, *column)
    }

    fn slip(&self, row: &usize, column: &usize) -> Option<&str> {
        let slip = self.slips.iter().find(|it| it.row == *row && it.column == *column);
        slip.map(|it| it.words.as_str())
    }

    /// A choice that isn't one any more is shown as it was typed.
    fn is_odd(&self, column: &Column, typed: &str) -> bool {
        !typed.is_empty() && column.choices.iter().all(|it| it != typed)
    }

    fn hint(&self, column: &Column) -> &'static str {
        match column.holds {
            Holds::Minutes => "minutes",
            Holds::Number => "a number",
            Holds::Time => "such as 14:05",
            Holds::Day => "such as 2026-12-03",
            Holds::Text | Holds::Choice => "",
        }
    }

    fn inputmode(&self, column: &Column) -> &'static str {
        match column.holds {
            Holds::Minutes | Holds::Number => "decimal",
            _ => "text",
        }
    }

    fn can_grow(&self) -> bool {
        self.rows.len() < most(&self.asked)
    }
}

fn most(asked: &Asked) -> usize {
    usize::try_from(asked.rows.to).unwrap_or(MOST_ROWS).min(MOST_ROWS)
}

fn item(spot: &Spot) -> Result<&Item> {
    let Place::Template(key) = &spot.place else { return Err(Error::Absent) };
    spot.document().part_2.items.iter().find(|it| it.key == *key).ok_or(Error::Absent)
}

fn asked(spot: &Spot) -> Result<Asked> {
    item(spot)?.template.clone().ok_or(Error::Absent)
}

pub async fn show(app: &App, by: &Holder, id: Id<Pursuit>, place: Place) -> Result<Response> {
    Ok(page(app, by, id, place, None, 0).await?.into_response())
}

pub async fn save(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    place: Place,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<Response> {
    let asked = asked(&spot(app, by, id, place.clone()).await?)?;
    let table = Table::sent(&asked, fields).ok_or(Error::Unreadable)?;
    let typed = Typed { words: table.words(&asked), revision: revision(fields)? };
    let kept = write(app, by, id, &place, &typed).await;
    if wants_json(headers) {
        return answer_script(app, by, id, kept).await;
    }
    match (kept, fields.get("then")) {
        // Its rows aren't kept, being empty: they are there until the page is left.
        (Ok(_), Some("more")) => {
            Ok(page(app, by, id, place, None, table.rows.len() + MORE).await?.into_response())
        }
        (Ok(_), then) => {
            let spot = spot(app, by, id, place).await?;
            let to = if then == Some("next") { spot.next() } else { spot.address() };
            Ok(Redirect::to(&to).into_response())
        }
        (Err(error), _) => {
            let refused = Some((table, error.refusal()?));
            Ok(page(app, by, id, place, refused, 0).await?.refused())
        }
    }
}

async fn page(
    app: &App,
    by: &Holder,
    id: Id<Pursuit>,
    place: Place,
    refused: Option<(Table, Box<dyn Refuse>)>,
    wished: usize,
) -> Result<Page> {
    let spot = spot(app, by, id, place).await?;
    let asked = asked(&spot)?;
    let kept = Table::kept(&asked, spot.words());
    let (table, other, refusal) = match refused {
        None => (kept, None, None),
        Some((typed, refusal)) => {
            let other = (typed != kept && !kept.rows.is_empty()).then_some(kept);
            (typed, other, Some(refusal))
        }
    };
    let slips = table.slips(&asked);
    let mut rows = table.rows;
    if spot.shut.is_none() {
        let least = usize::try_from(asked.rows.from).unwrap_or(SPARE);
        let shown = (rows.len() + SPARE).max(least).max(wished).min(most(&asked)).max(rows.len());
        rows.resize(shown, vec![String::new(); asked.columns.len()]);
    }
    let instructions =
        markdown(&format!("{}\n\n{}", item(&spot)?.instructions, asked.instructions));
    let title = spot.title.clone();
    Page::new(title, &View { spot, asked, instructions, rows, slips, other, refusal })
}
