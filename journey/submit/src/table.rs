//! A table that a document gives to be filled in, kept as JSON words: a list of rows, each with the
//! cells by their column's key, as they were typed.

use design::document::{Column, Holds, Template};
use foundation::Fields;
use jiff::civil::{Date, Time};
use serde_json::{Map, Value};

/// More rows than any template asks for; a form with more isn't ours.
pub const MOST_ROWS: usize = 1_000;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// A cell that doesn't hold what its column asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    pub row: usize,
    pub column: usize,
    pub words: String,
}

impl Table {
    /// As it was sent: a field `3.minutes` for each cell. Rows without a word are left out. None,
    /// where it is no form of ours.
    pub fn sent(template: &Template, fields: &Fields) -> Option<Table> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (name, value) in &fields.0 {
            let Some((row, key)) = name.split_once('.') else { continue };
            let row: usize = row.parse().ok().filter(|it| *it < MOST_ROWS)?;
            let column = template.columns.iter().position(|it| it.key == key)?;
            if rows.len() <= row {
                rows.resize(row + 1, vec![String::new(); template.columns.len()]);
            }
            rows[row][column] = value.trim().to_owned();
        }
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        Some(Table { rows })
    }

    /// As it was kept. What can't be read is as if nothing were there: only we write it.
    pub fn kept(template: &Template, words: &str) -> Table {
        let rows: Vec<Map<String, Value>> = serde_json::from_str(words).unwrap_or_default();
        let cell = |row: &Map<String, Value>, column: &Column| {
            row.get(column.key.as_str()).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let row = |row| template.columns.iter().map(|column| cell(&row, column)).collect();
        Table { rows: rows.into_iter().map(row).collect() }
    }

    /// To be kept: nothing, where nothing is filled in.
    pub fn words(&self, template: &Template) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let row = |row: &Vec<String>| {
            let keys = template.columns.iter().map(|it| it.key.to_string());
            Value::Object(keys.zip(row.iter().cloned().map(Value::String)).collect())
        };
        Value::Array(self.rows.iter().map(row).collect()).to_string()
    }

    /// Every cell that doesn't hold what its column asks for. An empty one is no slip.
    pub fn slips(&self, template: &Template) -> Vec<Slip> {
        let cells = self.rows.iter().enumerate().flat_map(|(row, cells)| {
            cells.iter().zip(&template.columns).enumerate().map(move |(i, it)| (row, i, it))
        });
        let slip = |(row, column, (cell, asked)): (usize, usize, (&String, &Column))| {
            let what = if cell.is_empty() { None } else { wrong(cell, asked) }?;
            let words = format!("row {}, “{}”: {what}", row + 1, asked.title);
            Some(Slip { row, column, words })
        };
        cells.filter_map(slip).collect()
    }
}

/// What a cell should hold, where it doesn't.
fn wrong(cell: &str, column: &Column) -> Option<&'static str> {
    let number = || cell.parse::<f64>().is_ok_and(f64::is_finite);
    let (right, what) = match column.holds {
        Holds::Text => return None,
        Holds::Number => (number(), "a number is asked for"),
        Holds::Minutes => (number() && !cell.starts_with('-'), "minutes are asked for, such as 25"),
        Holds::Time => (is_time(cell), "a time is asked for, such as 14:05"),
        Holds::Day => (cell.parse::<Date>().is_ok(), "a day is asked for, such as 2026-12-03"),
        Holds::Choice => {
            (column.choices.iter().any(|it| it == cell), "one of the choices is asked for")
        }
    };
    (!right).then_some(what)
}

fn is_time(cell: &str) -> bool {
    cell.len() >= 5 && cell.parse::<Time>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> Template {
        let column = |key: &str, holds| Column {
            key: key.parse().unwrap(),
            title: key.parse().unwrap(),
            holds,
            choices: vec!["first".parse().unwrap(), "last".parse().unwrap()],
        };
        Template {
            title: "Tally".parse().unwrap(),
            instructions: "Count.".parse().unwrap(),
            columns: vec![
                column("lesson", Holds::Choice),
                column("said", Holds::Text),
                column("seconds", Holds::Number),
                column("at", Holds::Time),
                column("on", Holds::Day),
                column("long", Holds::Minutes),
            ],
            rows: design::document::Between { from: 1, to: 3 },
        }
    }

    fn sent(cells: &[(&str, &str)]) -> Option<Table> {
        let fields = cells.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Table::sent(&template(), &Fields(fields))
    }

    #[test]
    fn what_is_filled_in_is_kept_and_read_again() {
        let table =
            sent(&[("revision", "3"), ("0.said", " Why? "), ("2.seconds", "3.5"), ("1.said", "")]);
        let table = table.unwrap();
        assert_eq!(table.rows.len(), 2);
        let words = table.words(&template());
        assert!(words.starts_with(r#"[{"lesson":"","said":"Why?","#), "{words}");
        assert_eq!(Table::kept(&template(), &words), table);
        assert_eq!(sent(&[("0.said", "")]).unwrap().words(&template()), "");
    }

    #[test]
    fn a_cell_that_holds_something_else_is_named() {
        let table = sent(&[
            ("0.lesson", "middle"),
            ("0.seconds", "three"),
            ("0.at", "noon"),
            ("0.on", "12/3/2026"),
            ("0.long", "-5"),
            ("1.lesson", "first"),
            ("1.seconds", "-3.5"),
            ("1.at", "14:05"),
            ("1.on", "2026-12-03"),
            ("1.long", "25"),
        ]);
        let slips = table.unwrap().slips(&template());
        assert_eq!(slips.len(), 5);
        assert!(slips.iter().all(|it| it.row == 0));
        assert_eq!(slips[1].words, "row 1, “seconds”: a number is asked for");
    }

    #[test]
    fn a_form_that_is_none_of_ours_is_refused() {
        assert_eq!(sent(&[("x.said", "a")]), None);
        assert_eq!(sent(&[("0.unknown", "a")]), None);
        assert_eq!(sent(&[("1000.said", "a")]), None);
    }
}
