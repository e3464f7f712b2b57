//! A state on the day of its awards: one award of the sample district, and all that was written on the
//! way there as far as its signature tells of it, so many times over. None of them is signed yet.
//!
//! The guards compare what is written with what stands there, which is right for people at work, and
//! too slow for a pile; so they stand aside while it is made, and are back when the program starts.

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, SqliteConnection};

pub const MANY: i64 = 67_000;

/// The tables that tell of one award, and which of their rows.
const TABLES: &[(&str, &str)] = &[
    ("people", "id = {person}"),
    ("email_addresses", "person_id = {person}"),
    ("pursuits", "id = {pursuit}"),
    ("holders", "pursuit_id = {pursuit}"),
    ("name_choices", "pursuit_id = {pursuit}"),
    ("submissions", "pursuit_id = {pursuit}"),
    (
        "submission_items",
        "submission_id IN (SELECT id FROM submissions WHERE pursuit_id = {pursuit})",
    ),
    (
        "submission_criteria",
        "submission_id IN (SELECT id FROM submissions WHERE pursuit_id = {pursuit})",
    ),
    ("panels", "pursuit_id = {pursuit}"),
    ("decisions", "pursuit_id = {pursuit}"),
    ("decision_criteria", "panel_id IN (SELECT id FROM panels WHERE pursuit_id = {pursuit})"),
    ("awards", "pursuit_id = {pursuit}"),
    ("credentials", "award_id = {award}"),
    ("handles", "kind = 'credential' AND handle = {credential}"),
    ("jobs", "effect_key = 'award.sign: ' || {credential} || ' edition 1'"),
];

/// What is another in each copy.
const OWN: &[&str] = &[
    "SELECT {person}",
    "SELECT {pursuit}",
    "SELECT {award}",
    "SELECT {credential}",
    "SELECT subject_id FROM credentials WHERE id = {credential}",
    "SELECT address FROM email_addresses WHERE person_id = {person}",
    "SELECT id FROM submissions WHERE pursuit_id = {pursuit}",
    "SELECT id FROM panels WHERE pursuit_id = {pursuit}",
    "SELECT id FROM jobs WHERE effect_key = 'award.sign: ' || {credential} || ' edition 1'",
];

/// What isn't as it was in the one that is copied: they came one after the other, and wait.
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("credentials", "status_list_id", "'00000000-0000-4000-8000-000000067000'"),
    ("credentials", "status_index", "c.number"),
    ("jobs", "id", "SUBSTR(t.id, 1, 24) || PRINTF('%012x', c.number)"),
    ("jobs", "due_at", "t.due_at + c.number"),
    ("jobs", "taken_until", "NULL"),
    ("jobs", "done_at", "NULL"),
];

/// The first award, its person, pursuit and credential.
const PATTERN: &str = "SELECT a.id, a.person_id, a.pursuit_id, c.id
    FROM awards a JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
    ORDER BY a.awarded_at LIMIT 1";

/// Makes them. Their credentials stand in `copied`, as long as this connection lives.
pub async fn awards(db: &mut SqliteConnection) -> Result<()> {
    let (award, person, pursuit, credential) = sqlx::query_as(PATTERN).fetch_one(&mut *db).await?;
    let pattern = Pattern { award, person, pursuit, credential };
    let guards = guards(db).await?;
    run(db, "BEGIN IMMEDIATE").await?;
    for (name, _) in &guards {
        run(db, &format!("DROP TRIGGER {name}")).await?;
    }
    copy(db, &pattern).await?;
    for (_, guard) in &guards {
        run(db, guard).await?;
    }
    run(db, "COMMIT").await?;
    run(db, "PRAGMA wal_checkpoint(TRUNCATE)").await
}

struct Pattern {
    award: String,
    person: String,
    pursuit: String,
    credential: String,
}

impl Pattern {
    fn of(&self, text: &str) -> String {
        text.replace("{award}", &format!("'{}'", self.award))
            .replace("{person}", &format!("'{}'", self.person))
            .replace("{pursuit}", &format!("'{}'", self.pursuit))
            .replace("{credential}", &format!("'{}'", self.credential))
    }
}

/// The guards of these tables, and how each is made.
async fn guards(db: &mut SqliteConnection) -> Result<Vec<(String, String)>> {
    let select = "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'";
    let all: Vec<(String, String, String)> = sqlx::query_as(select).fetch_all(db).await?;
    let ours = |table: &str| TABLES.iter().any(|it| it.0 == table);
    Ok(all.into_iter().filter(|it| ours(&it.1)).map(|(name, _, sql)| (name, sql)).collect())
}

async fn copy(db: &mut SqliteConnection, pattern: &Pattern) -> Result<()> {
    let list = OTHERWISE[0].2;
    run(
        db,
        &pattern.of(&format!(
            "INSERT INTO status_lists (organization_id, id, purpose, entries, made_at)
         SELECT l.organization_id, {list}, l.purpose, l.entries, l.made_at FROM status_lists l
         JOIN credentials c ON c.organization_id = l.organization_id AND c.status_list_id = l.id
         WHERE c.id = {{credential}}"
        )),
    )
    .await?;
    // Ends of ids that follow one another no more than those that people's are made of.
    run(db, &format!(
        "CREATE TEMP TABLE copies AS
         WITH RECURSIVE numbers (number) AS
           (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {MANY})
         SELECT number, PRINTF('%012x', (number * 97429251437) & 281474976710655) AS end FROM numbers"
    ))
    .await?;
    let mut own: Vec<String> = vec![];
    for select in OWN {
        let select = AssertSqlSafe(pattern.of(select));
        own.extend(sqlx::query_scalar::<_, String>(select).fetch_all(&mut *db).await?);
    }
    for (table, which) in TABLES {
        copy_rows(db, table, &pattern.of(which), &own)
            .await
            .with_context(|| (*table).to_owned())?;
    }
    let copied = format!(
        "CREATE TEMP TABLE copied AS SELECT id FROM credentials WHERE status_list_id = {list}"
    );
    run(db, &copied).await
}

async fn copy_rows(
    db: &mut SqliteConnection,
    table: &str,
    which: &str,
    own: &[String],
) -> Result<()> {
    let select = format!("SELECT name FROM pragma_table_info('{table}')");
    let columns: Vec<String> =
        sqlx::query_scalar(AssertSqlSafe(select)).fetch_all(&mut *db).await?;
    let mut values = vec![];
    for column in &columns {
        values.push(value(db, (table, column, which), own).await?);
    }
    let (columns, values) = (columns.join(", "), values.join(", "));
    run(
        db,
        &format!(
            "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t, copies c WHERE {which}"
        ),
    )
    .await
}

/// What stands in this column of a copy.
async fn value(
    db: &mut SqliteConnection,
    (table, column, which): (&str, &str, &str),
    own: &[String],
) -> Result<String> {
    if let Some((.., value)) = OTHERWISE.iter().find(|it| (it.0, it.1) == (table, column)) {
        return Ok((*value).to_owned());
    }
    let select = format!("SELECT GROUP_CONCAT(CAST({column} AS TEXT)) FROM {table} WHERE {which}");
    let stands: Option<String> =
        sqlx::query_scalar(AssertSqlSafe(select)).fetch_one(&mut *db).await?;
    let stands = stands.unwrap_or_default();
    let own = own.iter().filter(|it| stands.contains(*it));
    Ok(own.fold(format!("t.{column}"), |value, own| match own.contains('@') {
        true => format!("REPLACE({value}, '{own}', c.end || '.{own}')"),
        false => format!("REPLACE({value}, '{own}', '{}' || c.end)", &own[..24]),
    }))
}

async fn run(db: &mut SqliteConnection, statement: &str) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(db).await?;
    Ok(())
}
