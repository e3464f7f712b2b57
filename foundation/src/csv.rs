//! Tables for spreadsheets (RFC 4180), with no cell that a spreadsheet would run.

use std::borrow::Cow;

/// Rows as text, each ended by CR LF.
pub fn text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![]);
    for row in rows {
        let cells = row.iter().map(|it| harmless(it));
        writer.write_record(cells.map(|it| it.into_owned())).expect("memory takes any row");
    }
    let bytes = writer.into_inner().expect("memory is flushed at once");
    String::from_utf8(bytes).expect("rows of text are text")
}

/// What begins like a formula gets an apostrophe before it, so that a spreadsheet takes it for text.
fn harmless(value: &str) -> Cow<'_, str> {
    match value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{value}").into(),
        false => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cell: &str) -> String {
        text(&[vec![cell.to_owned()]]).trim_end_matches("\r\n").to_owned()
    }

    #[test]
    fn nothing_that_someone_wrote_is_run_by_a_spreadsheet() {
        let hostile =
            ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"http://x\",\"y\")"];
        assert_eq!(
            hostile.map(one),
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
        let rows =
            [["Rosa", "a, b"], ["\"so\"", "one\ntwo"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(text(&rows), "Rosa,\"a, b\"\r\n\"\"\"so\"\"\",\"one\ntwo\"\r\n");
    }
}
