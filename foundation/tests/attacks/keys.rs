//! Keys and checks refuse alone what they are for, as guards do. PostgreSQL can drop them one by one;
//! SQLite has the same ones from the same text.

use crate::{
    hostile,
    rows::sql,
    run::{Outcome::Accepted, list, world},
};

/// Unique keys that hold another whole are there to be named by foreign keys: they refuse nothing
/// more. Primary keys and single references are everyone's.
const KEYS: &str = "
    SELECT CAST(conname AS TEXT), CAST(conrelid::regclass AS TEXT), 'CONSTRAINT' FROM pg_constraint k
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND (
      contype = 'c' OR (contype = 'f' AND cardinality(conkey) > 1) OR (contype = 'u' AND NOT EXISTS (
        SELECT 1 FROM pg_constraint p WHERE p.conrelid = k.conrelid AND p.contype IN ('p', 'u') AND p.oid <> k.oid AND p.conkey <@ k.conkey)))
    UNION ALL
    SELECT CAST(c.relname AS TEXT), CAST(i.indrelid::regclass AS TEXT), 'INDEX'
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indisunique AND i.indpred IS NOT NULL AND c.relnamespace = 'public'::regnamespace
    ORDER BY 2, 1";

/// On PostgreSQL a column's type, or another key, already says so.
const SAID_TWICE: &[&str] = &[
    "reviews_finished_at_check", // a number, which SQLite doesn't ask of a BIGINT
    "reviews_seat_check",        // the seat that it comes from has the same check
    "ledger_entries_sequence_check", // the check of the chain begins at 1
];

#[tokio::test]
async fn every_key_refuses_something_that_it_alone_refuses() {
    let mut world = world().await;
    if world.is_sqlite() {
        return;
    }
    let mut keys = list(&mut world.conn, KEYS).await;
    keys.retain(|(key, ..)| !SAID_TWICE.contains(&key.as_str()));
    world.without_guards().await;
    let mut not_needed = vec![];
    for (key, table, kind) in keys {
        let drop = sql(match kind.as_str() {
            "INDEX" => format!("DROP INDEX {key}"),
            _ => format!("ALTER TABLE {table} DROP CONSTRAINT {key} CASCADE"),
        });
        let mut needed = false;
        for it in hostile::all() {
            needed = needed
                || it.guard.is_none()
                    && it.then.text().contains(&table)
                    && world.tries(&drop.clone().then(it.first), &it.then).await == Accepted;
        }
        if !needed {
            not_needed.push(format!("{key} of {table}"));
        }
    }
    assert!(not_needed.is_empty(), "{not_needed:#?}");
}
