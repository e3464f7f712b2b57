//! On PostgreSQL requests run as `cairn_app`: what it may not do, before any trigger looks.

use std::collections::{BTreeMap, BTreeSet};

/// Around the guards, or at what isn't the program's business.
pub const BEYOND_ITS_ROLE: &[&str] = &[
    "ALTER TABLE ledger_entries DISABLE TRIGGER ALL",
    "ALTER TABLE ledger_entries DISABLE TRIGGER USER",
    "SET session_replication_role = 'replica'",
    "DROP TRIGGER ledger_entries_never_change ON ledger_entries",
    "CREATE OR REPLACE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "ALTER FUNCTION never() RESET search_path",
    "CREATE TABLE mine (a TEXT)",
    "CREATE TEMP TABLE reviews (a TEXT)",
    "CREATE SCHEMA mine",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE RULE mine AS ON UPDATE TO awards DO INSTEAD NOTHING",
    "CREATE TRIGGER mine BEFORE INSERT ON awards FOR EACH ROW EXECUTE FUNCTION never()",
    "ALTER VIEW humans OWNER TO cairn_app",
    "TRUNCATE ledger_entries",
    "TRUNCATE sessions",
    "DELETE FROM reviews",
    "UPDATE reviews SET finding = 'not_yet'",
    "UPDATE people SET id = 'x' WHERE id = 'kim'",
    "UPDATE contents SET owner_id = 'ben'",
    "INSERT INTO role_kinds (role) VALUES ('king')",
    "INSERT INTO migrations (name, digest, applied_at) VALUES ('9', 'x', 1)",
    "DELETE FROM schema_parts",
    "UPDATE schema_parts SET made_as = 'x'",
    "CALL fact('sessions')",
    "CALL refuse('mine', 'INSERT ON awards', 'FALSE', 'x')",
    "CREATE ROLE mine",
    "LOCK TABLE reviews IN ACCESS EXCLUSIVE MODE",
];

/// The columns that `cairn_app` may change, by table, as the text of its role says.
pub fn may_change() -> BTreeMap<String, BTreeSet<String>> {
    let text: String = include_str!("../../../migrations/roles.postgres.sql")
        .lines()
        .filter(|line| !line.starts_with("--"))
        .flat_map(|line| [line, " "])
        .collect();
    let mut columns = BTreeMap::new();
    for grant in text.split(';').filter_map(|it| it.split_once("UPDATE (")) {
        let (named, rest) = grant.1.split_once(") ON ").expect("columns ON tables");
        let tables = rest.trim().trim_end_matches(" TO cairn_app");
        let named: BTreeSet<String> = named.split(',').map(|it| it.trim().to_owned()).collect();
        for table in tables.split(',') {
            columns.insert(table.trim().to_owned(), named.clone());
        }
    }
    columns
}
