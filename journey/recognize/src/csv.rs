//! Files for payroll and licensing: plain numbers and days.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use foundation::csv;

/// A file to download. The mark at its start tells spreadsheets that it is UTF-8.
pub fn file(name: &str, rows: &[Vec<String>]) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
    (headers, format!("\u{feff}{}", csv::text(rows))).into_response()
}

pub fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|it| (*it).to_owned()).collect()
}
