//! Everything that a database holds, to be compared with what it holds later.

use std::collections::BTreeMap;

use foundation::Db;
use sqlx::{AssertSqlSafe, Column, Row};

/// The rows of each table, as text and in order.
pub type Record = BTreeMap<String, Vec<String>>;

/// All of it, but for these tables.
pub async fn record(db: &Db, without: &[&str]) -> Record {
    let mut conn = db.writer().await.unwrap();
    let tables = if db.is_sqlite() {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'catalog_search%'"
    } else {
        "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"
    };
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *conn).await.unwrap();
    let mut record = Record::new();
    for table in tables.into_iter().filter(|it| !without.contains(&it.as_str())) {
        let columns = if db.is_sqlite() {
            format!("SELECT name FROM pragma_table_info('{table}')")
        } else {
            format!(
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name = '{table}'"
            )
        };
        let columns: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(columns)).fetch_all(&mut *conn).await.unwrap();
        let texts: Vec<String> =
            columns.iter().map(|it| format!("CAST(\"{it}\" AS TEXT) AS \"{it}\"")).collect();
        let select = format!("SELECT {} FROM {table}", texts.join(", "));
        let rows = sqlx::query(AssertSqlSafe(select)).fetch_all(&mut *conn).await.unwrap();
        let line = |row: &sqlx::any::AnyRow| {
            let cells = row.columns().iter().map(|column| {
                let value: Option<String> = row.get(column.ordinal());
                format!("{}={}", column.name(), value.unwrap_or_default())
            });
            cells.collect::<Vec<_>>().join(" ")
        };
        let mut rows: Vec<String> = rows.iter().map(line).collect();
        rows.sort();
        record.insert(table, rows);
    }
    record
}

/// What of it is new, gone or changed.
pub fn difference(before: &Record, after: &Record) -> Vec<String> {
    let mut told = vec![];
    for (table, rows) in after {
        let then = &before[table];
        told.extend(
            rows.iter().filter(|it| !then.contains(it)).map(|it| format!("+ {table} {it}")),
        );
        told.extend(
            then.iter().filter(|it| !rows.contains(it)).map(|it| format!("- {table} {it}")),
        );
    }
    told
}
