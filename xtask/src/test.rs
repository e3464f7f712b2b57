//! `cargo xtask test`: everything that must hold, in the order in which it is quickest to hear that it doesn't.

use anyhow::{Result, bail, ensure};

use crate::{
    chores::{Beside, Chores, top},
    demo::Demo,
    fuzz,
    node::{self, Node},
    postgres::Postgres,
    rust::{self, Tests},
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Unit,
    Sqlite,
    Postgres,
    Browser,
    Fuzz,
}

const ALL: [Part; 5] = [Part::Unit, Part::Sqlite, Part::Postgres, Part::Browser, Part::Fuzz];

/// Runs the parts named, or all; stops at the first step that fails.
pub fn test(words: &[String]) -> Result<()> {
    let parts = parts(words)?;
    let mut chores = Chores::default();
    let outcome = steps(&mut chores, &parts);
    chores.conclude(outcome)
}

fn steps(chores: &mut Chores, parts: &[Part]) -> Result<()> {
    let top = &top()?;
    let wants = |part| parts.contains(&part);

    if wants(Part::Unit) {
        chores.step("format", || rust::format(top))?;
        chores.step("lints", || rust::lint(top))?;
        chores.step("documents", || rust::document(top))?;
    }
    if *parts != [Part::Fuzz] {
        chores.step("the product and its tests are built", || rust::build(top))?;
    }
    match (wants(Part::Unit), wants(Part::Sqlite)) {
        (true, true) => chores.step("tests, on SQLite", || rust::tests(top, Tests::All, None))?,
        (true, false) => chores
            .step("tests without a database", || rust::tests(top, Tests::WithoutDatabase, None))?,
        (false, true) => chores.step("tests with a database, on SQLite", || {
            rust::tests(top, Tests::WithDatabase, None)
        })?,
        (false, false) => {}
    }
    if wants(Part::Unit) {
        chores.step("examples in documents", || rust::examples(top))?;
    }
    if wants(Part::Postgres) {
        chores.step("tests with a database, on PostgreSQL", || {
            let server = Postgres::start()?;
            rust::tests(top, Tests::WithDatabase, Some(&server.url()))?;
            let databases = server.databases()?;
            println!("   {databases} databases were made on it");
            ensure!(
                databases > 0,
                "no test made a database on the PostgreSQL server: STORIES_ON was not heard"
            );
            Ok(())
        })?;
    }
    if wants(Part::Browser) {
        let node = chores
            .step("Node, npm and Chromium are here, and the packages of tests/node", || {
                node::ready(top)
            })?;
        chores.step("types of the scripts", || node.check_types())?;
        chores.steps(in_node(&node)?)?;
    }
    if wants(Part::Fuzz) {
        let fuzz = chores
            .step("cargo-fuzz is here, and the fuzz targets are built", || fuzz::ready(top))?;
        chores.step("every parser, fed with what chance makes of its seeds", || fuzz.run())?;
    }
    Ok(())
}

/// Every file of tests in Node, each with a demo of its own if it wants one. The last by name come first: `routes` takes
/// longest.
fn in_node(node: &Node) -> Result<Vec<(String, Beside<'_>)>> {
    let mut steps: Vec<(String, Beside)> = Vec::new();
    for file in node.tests()?.into_iter().rev() {
        let what = format!("browser: {}", file.name());
        steps.push((what, Box::new(move || node.test(&file, &Demo::start(None)?))));
    }
    let walk = node.short_walk();
    let what = format!("browser: {}, on PostgreSQL", walk.name());
    let on_postgres = move || {
        let server = Postgres::start()?;
        node.test(&walk, &Demo::start(Some(&server.database("demo")?))?)
    };
    steps.push((what, Box::new(on_postgres)));
    let oracle = rust::example("oracle")?;
    for file in node.standards()? {
        let what = format!("openbadges beside others' libraries: {}", file.name());
        let oracle = oracle.clone();
        steps.push((what, Box::new(move || node.test_standard(&file, &oracle))));
    }
    Ok(steps)
}

fn parts(words: &[String]) -> Result<Vec<Part>> {
    if words.is_empty() {
        return Ok(ALL.to_vec());
    }
    words.iter().map(|it| part(it)).collect()
}

fn part(word: &str) -> Result<Part> {
    Ok(match word {
        "unit" => Part::Unit,
        "sqlite" => Part::Sqlite,
        "postgres" => Part::Postgres,
        "browser" => Part::Browser,
        "fuzz" => Part::Fuzz,
        _ => bail!("There is no part `{word}`. Parts: unit, sqlite, postgres, browser, fuzz."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parts_run_unless_some_are_named() {
        assert_eq!(parts(&[]).unwrap(), ALL);
        assert_eq!(
            parts(&["postgres".into(), "unit".into()]).unwrap(),
            [Part::Postgres, Part::Unit]
        );
        let fault = parts(&["postgre".into()]).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "There is no part `postgre`. Parts: unit, sqlite, postgres, browser, fuzz."
        );
    }
}
