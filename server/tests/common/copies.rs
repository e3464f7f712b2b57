//! Many of the same: a pursuit as it stands is copied, row by row, so that a race can be run on each
//! copy without walking there every time.
#![allow(dead_code)] // not every story that begins with this uses all of it

use foundation::Id;
use people::testing::World;
use sqlx::AssertSqlSafe;

/// The tables that tell of one pursuit, in the order in which a record is written.
const TABLES: &[(&str, &str)] = &[
    ("pursuits", "id = '{pursuit}'"),
    ("holders", "pursuit_id = '{pursuit}'"),
    (
        "contents",
        "id IN (SELECT content_id FROM answers WHERE pursuit_id = '{pursuit}')
        OR id IN (SELECT content_id FROM artifacts WHERE pursuit_id = '{pursuit}')
        OR id IN (SELECT feedback_id FROM review_drafts WHERE panel_id IN
            (SELECT id FROM panels WHERE pursuit_id = '{pursuit}'))
        OR id IN (SELECT feedback_id FROM review_levels WHERE review_id IN
            (SELECT id FROM reviews WHERE pursuit_id = '{pursuit}'))",
    ),
    (
        "grants",
        "content_id IN (SELECT content_id FROM submission_items WHERE submission_id IN
        (SELECT id FROM submissions WHERE pursuit_id = '{pursuit}'))",
    ),
    ("answers", "pursuit_id = '{pursuit}'"),
    ("artifacts", "pursuit_id = '{pursuit}'"),
    (
        "submission_items",
        "submission_id IN (SELECT id FROM submissions WHERE pursuit_id = '{pursuit}')",
    ),
    (
        "submission_criteria",
        "submission_id IN (SELECT id FROM submissions WHERE pursuit_id = '{pursuit}')",
    ),
    ("submissions", "pursuit_id = '{pursuit}'"),
    ("panels", "pursuit_id = '{pursuit}'"),
    ("seats", "panel_id IN (SELECT id FROM panels WHERE pursuit_id = '{pursuit}')"),
    ("review_drafts", "panel_id IN (SELECT id FROM panels WHERE pursuit_id = '{pursuit}')"),
    ("review_levels", "review_id IN (SELECT id FROM reviews WHERE pursuit_id = '{pursuit}')"),
    ("reviews", "pursuit_id = '{pursuit}'"),
    ("decision_criteria", "panel_id IN (SELECT id FROM panels WHERE pursuit_id = '{pursuit}')"),
    ("decisions", "pursuit_id = '{pursuit}'"),
    ("award_requests", "pursuit_id = '{pursuit}'"),
    ("announcements", "body LIKE '%{pursuit}%' AND name = 'review.decided'"),
    (
        "deliveries",
        "announcement_id IN (SELECT id FROM announcements
        WHERE body LIKE '%{pursuit}%' AND name = 'review.decided')",
    ),
];

/// What is another in each copy.
const IDS: &[&str] = &[
    "SELECT content_id FROM answers WHERE pursuit_id = '{pursuit}'",
    "SELECT content_id FROM artifacts WHERE pursuit_id = '{pursuit}'",
    "SELECT id FROM artifacts WHERE pursuit_id = '{pursuit}'",
    "SELECT id FROM submissions WHERE pursuit_id = '{pursuit}'",
    "SELECT id FROM panels WHERE pursuit_id = '{pursuit}'",
    "SELECT id FROM reviews WHERE pursuit_id = '{pursuit}'",
    "SELECT feedback_id FROM review_drafts WHERE feedback_id IS NOT NULL AND panel_id IN
        (SELECT id FROM panels WHERE pursuit_id = '{pursuit}')",
    "SELECT feedback_id FROM review_levels WHERE feedback_id IS NOT NULL AND review_id IN
        (SELECT id FROM reviews WHERE pursuit_id = '{pursuit}')",
    "SELECT id FROM announcements WHERE body LIKE '%{pursuit}%' AND name = 'review.decided'",
];

/// So many copies of this pursuit, each as it stands now and its holder's own: with a person of their
/// own each, if `people`. Returns what the ids of each end in.
pub async fn copies(world: &World, pursuit: &str, many: usize, people: bool) -> Vec<String> {
    let mut tx = world.app.begin().await.unwrap();
    let of = |text: &str| text.replace("{pursuit}", pursuit);
    let mut ids = vec![pursuit.to_owned()];
    for select in IDS {
        let found = sqlx::query_scalar(AssertSqlSafe(of(select))).fetch_all(&mut *tx).await;
        ids.extend(found.unwrap());
    }
    let holder = of("SELECT person_id FROM holders WHERE pursuit_id = '{pursuit}'");
    let holder: String =
        sqlx::query_scalar(AssertSqlSafe(holder)).fetch_one(&mut *tx).await.unwrap();
    let mut tables: Vec<(&str, String)> =
        TABLES.iter().map(|(table, which)| (*table, of(which))).collect();
    if people {
        ids.push(holder.clone());
        tables.insert(0, ("people", format!("id = '{holder}'")));
        tables.insert(1, ("email_addresses", format!("person_id = '{holder}'")));
    }
    ids.sort();
    ids.dedup();
    let address = format!("SELECT address FROM email_addresses WHERE person_id = '{holder}'");
    let address: String =
        sqlx::query_scalar(AssertSqlSafe(address)).fetch_one(&mut *tx).await.unwrap();
    let ends: Vec<String> = (1..=many).map(|it| format!("{it:012}")).collect();
    let list =
        format!("[{}]", ends.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(","));
    for (table, which) in tables {
        let columns = columns(world, &mut tx, table).await;
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let values = columns.iter().map(|(name, is_text)| match is_text {
            true => {
                let value = format!("REPLACE(t.{name}, '{address}', k.value || '.{address}')");
                ids.iter().fold(value, |value, id| {
                    format!("REPLACE({value}, '{id}', '{}' || k.value)", &id[..24])
                })
            }
            false => format!("t.{name}"),
        });
        let values: Vec<String> = values.collect();
        let insert = format!(
            "INSERT INTO {table} ({}) SELECT {} FROM {table} t, (SELECT value FROM json_each($1)) k WHERE {}",
            names.join(", "),
            values.join(", "),
            which.replace("\n", " "),
        );
        let done = sqlx::query(AssertSqlSafe(insert)).bind(&list).execute(&mut *tx).await;
        done.unwrap_or_else(|error| panic!("{table}: {error}"));
    }
    tx.commit().await.unwrap();
    ends
}

/// An id, as it is in the copy that ends so.
pub fn copy_of(id: impl ToString, end: &str) -> String {
    let id = id.to_string();
    let copy = format!("{}{end}", &id[..24]);
    assert!(copy.parse::<Id<()>>().is_ok());
    copy
}

async fn columns(world: &World, tx: &mut foundation::Tx, table: &str) -> Vec<(String, bool)> {
    let select = if world.app.db().is_sqlite() {
        format!("SELECT name, CAST(type AS TEXT) FROM pragma_table_info('{table}')")
    } else {
        format!(
            "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT)
             FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name = '{table}'"
        )
    };
    let found: Vec<(String, String)> =
        sqlx::query_as(AssertSqlSafe(select)).fetch_all(&mut **tx).await.unwrap();
    found.into_iter().map(|(name, kind)| (name, kind.eq_ignore_ascii_case("text"))).collect()
}
