//! What was found, in words, as JSON, or as a table.

use foundation::csv;
use openbadges::verify::Check;
use serde_json::{Value, json};

use super::{Checked, Found, about::About, asked::Form};

pub struct Teller {
    form: Form,
    failed: bool,
    unknown: bool,
}

/// The table's columns before those of the checks.
const ABOUT: [&str; 8] =
    ["credential", "outcome", "holder", "achievement", "issuer", "id", "valid_from", "valid_until"];
const CHECKS: [&str; 5] = ["schema", "proof", "key", "status", "dates"];

impl Teller {
    pub fn new(form: Form) -> Teller {
        Teller { form, failed: false, unknown: false }
    }

    pub fn begin(&self) {
        if self.form == Form::Csv {
            let columns = ABOUT.iter().chain(&CHECKS).chain(&["says"]);
            print!("{}", csv::text(&[columns.map(|it| (*it).to_owned()).collect()]));
        }
    }

    pub fn tell(&mut self, found: &Found) {
        match outcome(found) {
            "failed" => self.failed = true,
            "unknown" => self.unknown = true,
            _ => {}
        }
        match self.form {
            Form::Words => print!("{}", words(found)),
            Form::Json => println!("{}", as_json(found)),
            Form::Csv => print!("{}", csv::text(&[row(found)])),
        }
    }

    /// 1 when one failed, else 2 when one couldn't be checked.
    pub fn worst(&self) -> u8 {
        match (self.failed, self.unknown) {
            (true, _) => 1,
            (_, true) => 2,
            _ => 0,
        }
    }
}

fn outcome(found: &Found) -> &'static str {
    match &found.outcome {
        Ok(checked) if checked.report.has_failed() => "failed",
        Ok(checked) if checked.report.has_passed() => "passed",
        _ => "unknown",
    }
}

fn word(check: &Check) -> &'static str {
    match (check.has_passed(), check.has_failed()) {
        (true, _) => "passed",
        (_, true) => "failed",
        _ => "unknown",
    }
}

fn words(found: &Found) -> String {
    let mut text = format!("{}\n", found.name);
    let checked = match &found.outcome {
        Ok(checked) => checked,
        Err(why) => return format!("{text}  unknown  {why}\n"),
    };
    for (name, check) in checked.report.checks() {
        text += &format!("  {name:<8}{:<9}{}\n", word(check), check.says);
    }
    for problem in checked.report.problems.iter().skip(1) {
        text += &format!("  also: {problem}\n");
    }
    text
}

fn as_json(found: &Found) -> Value {
    match &found.outcome {
        Ok(Checked { report, .. }) => {
            json!({ "credential": found.name, "passed": report.has_passed(), "report": report })
        }
        Err(why) => json!({ "credential": found.name, "passed": false, "unread": why }),
    }
}

/// The worst thing to say of it stands last, in plain words.
fn row(found: &Found) -> Vec<String> {
    let mut cells = vec![found.name.clone(), outcome(found).to_owned()];
    let checked = match &found.outcome {
        Ok(checked) => checked,
        Err(why) => {
            cells.resize(ABOUT.len() + CHECKS.len(), String::new());
            cells.push(why.clone());
            return cells;
        }
    };
    let About { holder, achievement, issuer, id, valid_from, valid_until } = &checked.about;
    let about = [holder, achievement, issuer, id, valid_from, valid_until];
    cells.extend(about.map(String::clone));
    let checks = checked.report.checks();
    cells.extend(checks.iter().map(|(_, check)| word(check).to_owned()));
    let worst = checks.iter().find(|it| it.1.has_failed());
    let worst = worst.or_else(|| checks.iter().find(|it| it.1.is_unknown()));
    cells.push(worst.map(|it| it.1.says.clone()).unwrap_or_default());
    cells
}
