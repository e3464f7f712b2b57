//! Each room's statements name its own tables only: nobody else reads or writes what a room keeps.
#![allow(clippy::unwrap_used)] // what stories do

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Rooms, and the tables that their front doors say are theirs.
const ROOMS: [(&str, &str); 13] = [
    ("foundation", "foundation/src"),
    ("people", "people/src"),
    ("vault", "vault/src"),
    ("design", "journey/design/src"),
    ("discover", "journey/discover/src"),
    ("learn", "journey/learn/src"),
    ("evidence", "journey/evidence/src"),
    ("submit", "journey/submit/src"),
    ("review", "journey/review/src"),
    ("award", "journey/award/src"),
    ("recognize", "journey/recognize/src"),
    ("share", "journey/share/src"),
    ("today", "journey/today/src"),
];

/// What the foundation keeps: it has no front door of a room.
const OF_FOUNDATION: [&str; 5] = ["announcements", "deliveries", "jobs", "letters", "instance"];

#[test]
fn every_table_is_one_rooms() {
    let owners = owners();
    let tables = tables();
    let unowned: Vec<_> = tables.iter().filter(|it| !owners.contains_key(*it)).collect();
    assert!(unowned.is_empty(), "no front door names {unowned:?}");
    let unmade: Vec<_> = owners.keys().filter(|it| !tables.contains(*it)).collect();
    assert!(unmade.is_empty(), "no migration makes {unmade:?}");
}

#[test]
fn a_rooms_statements_name_its_own_tables() {
    let owners = owners();
    let mut faults = vec![];
    let mut statements = 0;
    for (room, folder) in ROOMS {
        for file in sources(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            for named in tables_named(&text) {
                statements += 1;
                if owners.get(&named).is_some_and(|owner| owner != room) {
                    let file = file.strip_prefix(root()).unwrap().display();
                    faults.push(format!("{file} names {named}, which is {}’s", owners[&named]));
                }
            }
        }
    }
    assert!(statements > 200, "{statements} statements were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The search finds what it looks for.
#[test]
fn a_statement_names_what_it_touches() {
    let text =
        "\"SELECT a FROM panels p\n JOIN seats s ON 1 = 1 WHERE EXISTS (SELECT 1 FROM reviews)\",
        \"INSERT INTO looks (a) VALUES ($1)\", \"UPDATE jobs SET a = 1\", \"DELETE FROM grants\"";
    let named = tables_named(text);
    assert_eq!(named, ["panels", "seats", "reviews", "looks", "jobs", "grants"]);
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Which room each table is of.
fn owners() -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for (room, folder) in ROOMS {
        let door = fs::read_to_string(root().join(folder).join("lib.rs")).unwrap();
        let mine: Vec<String> = match room {
            "foundation" => OF_FOUNDATION.map(str::to_owned).into(),
            _ => told_by(&door),
        };
        for table in mine {
            if let Some(other) = owners.insert(table.clone(), room.to_owned()) {
                panic!("{table} is {room}’s and {other}’s");
            }
        }
    }
    owners
}

/// What follows “Tables:” in a front door's first words, up to the sentence's end.
fn told_by(door: &str) -> Vec<String> {
    let words = door.lines().take_while(|it| it.starts_with("//!"));
    let words = words.map(|it| it.trim_start_matches("//!").trim()).collect::<Vec<_>>().join(" ");
    let Some((_, list)) = words.split_once("Tables:") else { return vec![] };
    let list = list.split(". ").next().unwrap().trim_end_matches('.');
    list.split(',').map(|it| it.trim().trim_matches('`').to_owned()).collect()
}

/// Every table that the migrations make, but for the lists of words that keys point to, and what the
/// guards of SQLite keep for themselves.
fn tables() -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for file in fs::read_dir(root().join("migrations")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for start in ["CREATE TABLE ", "CREATE VIRTUAL TABLE "] {
            let made = text.split(start).skip(1).filter_map(|it| it.split([' ', '(']).next());
            tables.extend(made.filter(|it| *it != "IF").map(str::to_owned));
        }
    }
    tables
        .retain(|it| !it.ends_with("_kinds") && !it.ends_with("_reasons") && it != "replacements");
    tables
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        match path.is_dir() {
            // Stories look where they like.
            true if name == "testing" || name == "tests" => {}
            true => found.extend(sources(&path)),
            false if name == "testing.rs" || name == "tests.rs" || !name.ends_with(".rs") => {}
            false => found.push(path),
        }
    }
    found
}

/// The word after each FROM, JOIN, INTO and UPDATE.
fn tables_named(text: &str) -> Vec<String> {
    let mut words = text.split(|it: char| it.is_whitespace() || "(),\";".contains(it)).peekable();
    let mut named = vec![];
    while let Some(word) = words.next() {
        if !["FROM", "JOIN", "INTO", "UPDATE"].contains(&word) {
            continue;
        }
        while words.next_if(|it| it.is_empty() || *it == "\\").is_some() {}
        let table = words.peek().copied().unwrap_or_default();
        if !table.is_empty() && table.chars().all(|it| it.is_ascii_lowercase() || it == '_') {
            named.push(table.to_owned());
        }
    }
    named
}
