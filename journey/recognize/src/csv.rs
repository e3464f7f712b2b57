//! Files for payroll and licensing: plain numbers and days, and no cell that a spreadsheet would run.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};

/// A file to download. The mark at its start tells spreadsheets that it is UTF-8.
pub fn file(name: &str, rows: &[Vec<String>]) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
    (headers, format!("\u{feff}{}", text(rows))).into_response()
}

pub fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|it| (*it).to_owned()).collect()
}

/// As RFC 4180 says it.
fn text(rows: &[Vec<String>]) -> String {
    rows.iter()
        .map(|row| row.iter().map(|it| cell(it)).collect::<Vec<_>>().join(",") + "\r\n")
        .collect()
}

/// What begins like a formula gets an apostrophe before it, so that a spreadsheet takes it for text.
fn cell(value: &str) -> String {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let value = if is_formula { format!("'{value}") } else { value.to_owned() };
    match value.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", value.replace('"', "\"\"")),
        false => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_someone_wrote_is_run_by_a_spreadsheet() {
        let hostile =
            ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"http://x\",\"y\")"];
        let cells = hostile.map(cell);
        assert_eq!(
            cells,
            [
                "'=1+1",
                "'+1",
                "'-1",
                "'@SUM(A1)",
                "'\tx",
                "\"'\rx\"",
                "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""
            ]
        );
    }

    #[test]
    fn commas_quotes_and_lines_stay_in_their_cell() {
        let rows = [row(&["Rosa", "a, b"]), row(&["\"so\"", "one\ntwo"])];
        assert_eq!(text(&rows), "Rosa,\"a, b\"\r\n\"\"\"so\"\"\",\"one\ntwo\"\r\n");
    }
}
