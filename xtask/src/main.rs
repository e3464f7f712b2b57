//! The project's own commands: `cargo xtask test`.
//! What each needs and can't find is installed when it may be; else the sentence says what to install.

mod bench;
mod chores;
mod demo;
mod fuzz;
mod kept;
mod node;
mod pictures;
mod postgres;
mod rust;
mod test;
mod tools;

use std::{env, process::ExitCode};

use anyhow::{Result, bail};

const USAGE: &str = "\
Usage: cargo xtask test [unit|sqlite|postgres|browser|fuzz]…
       cargo xtask bench
       cargo xtask pictures

  test      everything: format, lints, documents, tests on SQLite and PostgreSQL, browser, fuzzing
    unit      format, lints, documents, and the tests that need no database
    sqlite    the tests that use a database, on SQLite
    postgres  the same tests on a throw-away PostgreSQL server
    browser   in Chromium: every page, accessibility, the harness itself; openbadges beside others' libraries
    fuzz      every parser of openbadges, fed with what chance makes of its seeds

  bench     measures the program as it is shipped, and writes benches/RESULTS.md
  pictures  takes the pictures in the README, and writes docs/pictures";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[String]) -> Result<()> {
    match words {
        [word, parts @ ..] if word == "test" => test::test(parts),
        [word] if word == "bench" => bench::bench(),
        [word] if word == "pictures" => pictures::pictures(),
        _ => bail!("{USAGE}"),
    }
}
