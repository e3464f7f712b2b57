//! The world of base.sql on either database, and statements tried on it without a trace.

use std::{
    collections::{BTreeMap, BTreeSet},
    result,
};

use foundation::{
    Db,
    testing::{Database, database},
};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use crate::rows::{Sql, sql};

const BASE: &str = include_str!("base.sql");

const NO_CHECKS: &str = "DO $$ DECLARE it RECORD; BEGIN
    FOR it IN SELECT conrelid::regclass AS on_table, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0 LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', it.on_table, it.conname);
    END LOOP; END $$";

/// Why not, in the database's words.
pub type Tried = result::Result<(), String>;

#[derive(Debug, PartialEq)]
pub enum Outcome {
    Accepted,
    Refused(String),
    /// Already what comes first was refused.
    RefusedBefore(String),
}

pub struct World {
    pub story: Database,
    pub conn: AnyConnection,
    /// Every trigger by its name: the table it stands on, and how it is made again (on SQLite).
    pub triggers: BTreeMap<String, Trigger>,
}

#[derive(Clone, Debug)]
pub struct Trigger {
    pub table: String,
    made_by: String,
}

impl Trigger {
    /// On SQLite, when it refuses, of a row that isn't known yet.
    pub fn condition(&self) -> Option<String> {
        let (_, rest) = self.made_by.split_once("\nWHEN ")?;
        let (condition, _) = rest.split_once("\nBEGIN ")?;
        let mut parts = condition.replace("OLD.", "NEW.");
        while let Some(at) = parts.find("NEW.") {
            let column = |it: char| it.is_ascii_alphanumeric() || it == '_';
            let end = parts[at + 4..].find(|it| !column(it)).map_or(parts.len(), |it| at + 4 + it);
            parts.replace_range(at..end, "NULL");
        }
        Some(parts)
    }

    /// The columns that it names: after UPDATE OF on SQLite, as arguments on PostgreSQL.
    pub fn columns(&self) -> Vec<String> {
        let named = match self.made_by.split_once(" UPDATE OF ") {
            Some((_, rest)) => rest.split(" ON ").next(),
            None => self.made_by.rsplit_once('(').map(|(_, rest)| rest.trim_end_matches(')')),
        };
        named.unwrap_or_default().split(", ").map(|it| it.trim_matches('\'').to_owned()).collect()
    }
}

/// Everything stands: guards, keys and Rosa.
pub async fn world() -> World {
    let story = database().await;
    let mut conn = AnyConnection::connect(&story.owner_url).await.expect("a connection");
    let base = format!(
        "{} {BASE} COMMIT;",
        if story.db.is_sqlite() { "PRAGMA foreign_keys = ON; BEGIN;" } else { "BEGIN;" }
    );
    run(&mut conn, &base).await.expect("the world begins");
    let owner = Db::open(&story.owner_url).await.expect("the owner");
    owner.grant_to_app().await.expect("the application's role");
    owner.close().await;
    let triggers = triggers(&mut conn, &story).await;
    World { story, conn, triggers }
}

impl World {
    pub fn is_sqlite(&self) -> bool {
        self.story.db.is_sqlite()
    }

    /// As another program would open the file: without our PRAGMAs.
    pub async fn without_foreign_keys(&mut self) {
        run(&mut self.conn, "PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF")
            .await
            .expect("SQLite");
    }

    /// From now on no trigger fires; on request, no key and no check either, as far as that goes.
    pub async fn without_guards(&mut self) {
        let drop = if self.is_sqlite() {
            self.triggers.keys().map(|name| format!("DROP TRIGGER {name};")).collect::<String>()
        } else {
            let tables: BTreeSet<_> = self.triggers.values().map(|it| &it.table).collect();
            tables
                .into_iter()
                .map(|table| format!("ALTER TABLE {table} DISABLE TRIGGER USER;"))
                .collect()
        };
        run(&mut self.conn, &drop).await.expect("triggers are gone");
    }

    pub async fn without_guards_and_keys(&mut self) {
        if self.is_sqlite() {
            self.without_guards().await;
            self.without_foreign_keys().await;
            run(&mut self.conn, "PRAGMA ignore_check_constraints = ON").await.expect("SQLite");
        } else {
            run(&mut self.conn, &format!("SET session_replication_role = replica; {NO_CHECKS}"))
                .await
                .expect("a superuser");
        }
    }

    /// As requests run on PostgreSQL; on SQLite there are no roles.
    pub async fn as_the_app(&mut self) {
        if !self.is_sqlite() {
            run(&mut self.conn, "SET SESSION AUTHORIZATION cairn_app").await.expect("a superuser");
        }
    }

    /// Brings one guard back, where all are gone.
    pub fn guard(&self, name: &str) -> Sql {
        let Trigger { table, made_by } = &self.triggers[name];
        sql(if self.is_sqlite() {
            made_by.clone()
        } else {
            format!("ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
        })
    }

    /// Tries it after what comes first, and takes all back.
    pub async fn tries(&mut self, first: &Sql, then: &Sql) -> Outcome {
        run(&mut self.conn, "BEGIN").await.expect("a transaction");
        let outcome = match run(&mut self.conn, &first.text()).await {
            Err(why) => Outcome::RefusedBefore(why),
            Ok(()) => match self.tried(then).await {
                Err(why) => Outcome::Refused(why),
                Ok(()) => Outcome::Accepted,
            },
        };
        run(&mut self.conn, "ROLLBACK").await.expect("it is taken back");
        outcome
    }

    async fn tried(&mut self, then: &Sql) -> Tried {
        run(&mut self.conn, &then.text()).await?;
        let sqlite = self.is_sqlite();
        settle(&mut self.conn, sqlite).await
    }
}

/// What is deferred is looked at now.
async fn settle(conn: &mut AnyConnection, sqlite: bool) -> Tried {
    if !sqlite {
        return run(conn, "SET CONSTRAINTS ALL IMMEDIATE").await;
    }
    let broken: i64 = sqlx::query_scalar(
        "SELECT CASE (SELECT foreign_keys FROM pragma_foreign_keys) WHEN 0 THEN 0
         ELSE (SELECT COUNT(*) FROM pragma_foreign_key_check) END",
    )
    .fetch_one(conn)
    .await
    .expect("an answer");
    if broken == 0 { Ok(()) } else { Err("a foreign key at commit".into()) }
}

/// Refused is only what the database's rules refuse: anything else is a mistake of the test's.
pub async fn run(conn: &mut AnyConnection, text: &str) -> Tried {
    if text.is_empty() {
        return Ok(());
    }
    let Err(why) = sqlx::raw_sql(AssertSqlSafe(text)).execute(conn).await else { return Ok(()) };
    let code = why.as_database_error().and_then(|it| it.code()).unwrap_or_default().into_owned();
    assert!(is_a_refusal(&code), "{why} ({code})\n{text}");
    Err(why.to_string())
}

/// SQLite's constraints and triggers (19 and its kin); PostgreSQL's integrity violations, values of
/// another type, and missing privileges.
fn is_a_refusal(code: &str) -> bool {
    match code.parse::<i64>() {
        Ok(number) if code.len() < 5 => number & 0xff == 19,
        _ => code.starts_with("23") || code == "22P02" || code == "42501",
    }
}

pub async fn list(conn: &mut AnyConnection, query: &'static str) -> Vec<(String, String, String)> {
    let rows = sqlx::query(query).fetch_all(conn).await.expect("a list");
    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}

async fn triggers(conn: &mut AnyConnection, story: &Database) -> BTreeMap<String, Trigger> {
    let rows = list(
        conn,
        if story.db.is_sqlite() {
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        } else {
            "SELECT CAST(t.tgname AS TEXT), CAST(c.relname AS TEXT), pg_get_triggerdef(t.oid)
             FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        },
    )
    .await;
    rows.into_iter().map(|(name, table, made_by)| (name, Trigger { table, made_by })).collect()
}
