//! Words as a PDF: pages of Helvetica, which every reader has.

use std::fmt::Write;

const LINE_LETTERS: usize = 84;
const PAGE_LINES: usize = 46;

/// The first line is its title.
pub fn paper(words: &str) -> Vec<u8> {
    let lines: Vec<String> = words.lines().flat_map(wrapped).collect();
    let pages: Vec<String> = lines.chunks(PAGE_LINES).enumerate().map(page).collect();
    let first = 4;
    let kids: Vec<String> = (0..pages.len()).map(|it| format!("{} 0 R", first + 2 * it)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into(),
    ];
    for (at, page) in pages.iter().enumerate() {
        let content = first + 2 * at + 1;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents {content} 0 R >>"));
        objects.push(format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()));
    }
    file(&objects)
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        // To a String, which can't fail.
        let _ = writeln!(places, "{:010} 00000 n ", text.len());
        let _ = write!(text, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (table, size) = (text.len(), objects.len() + 1);
    let _ = write!(
        text,
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    text.into_bytes()
}

fn page((number, lines): (usize, &[String])) -> String {
    let mut text = "BT /F 11 Tf 15 TL 72 730 Td".to_owned();
    for (at, line) in lines.iter().enumerate() {
        let title = number == 0 && at == 0;
        let (before, after) = if title { ("/F 16 Tf", "/F 11 Tf T*") } else { ("", "") };
        let _ = write!(text, "\n{before} ({}) Tj T* {after}", escaped(line));
    }
    text + "\nET"
}

fn wrapped(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split_whitespace() {
        let last = lines.last_mut().expect("there is one from the beginning");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > LINE_LETTERS {
            lines.push(word.to_owned());
        } else {
            last.push_str(if last.is_empty() { "" } else { " " });
            last.push_str(word);
        }
    }
    lines
}

/// In the letters of its encoding: what isn't plain is written by its number.
fn escaped(line: &str) -> String {
    let mut text = String::new();
    for letter in line.chars() {
        match letter {
            '(' | ')' | '\\' => text.extend(['\\', letter]),
            '’' => text.push_str("\\222"),
            '“' => text.push_str("\\223"),
            '”' => text.push_str("\\224"),
            '…' => text.push_str("\\205"),
            ' '..='~' => text.push(letter),
            _ => text.push('?'),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_is_where_the_table_says() {
        let pdf = String::from_utf8(paper("Title\n\nSome (few) words.")).unwrap();
        assert!(pdf.contains("(Some \\(few\\) words.) Tj"));
        let (_, table) = pdf.rsplit_once("xref\n0 6\n").unwrap();
        for (at, line) in table.lines().skip(1).take(5).enumerate() {
            let place: usize = line[..10].parse().unwrap();
            assert!(pdf[place..].starts_with(&format!("{} 0 obj\n", at + 1)));
        }
    }

    #[test]
    fn what_is_long_goes_on_to_the_next_line_and_page() {
        assert_eq!(wrapped(&"word ".repeat(40)).len(), 3);
        let pdf = String::from_utf8(paper(&"line\n".repeat(100))).unwrap();
        assert!(pdf.contains("/Count 3"));
    }
}
