//! A guard looks where it has to, however much the record holds: by an id, never through all that an
//! organization keeps. SQLite says how it would look.

use sqlx::{AssertSqlSafe, Row};

use crate::run::{World, world};

/// These end at the first row, or climb from an organization to its parents.
const SHORT: &[&str] = &[
    "instance_keeps_its_address_once_signed",
    "instance_never_loses_its_address_once_signed",
    "organizations_not_under_themselves",
];

#[tokio::test]
async fn a_guard_looks_only_where_it_has_to() {
    let mut world = world().await;
    if !world.is_sqlite() {
        return;
    }
    let mut long = vec![];
    let guards: Vec<_> =
        world.triggers.keys().filter(|it| !SHORT.contains(&it.as_str())).cloned().collect();
    for guard in guards {
        for step in plan(&mut world, &guard).await {
            let all = step.starts_with("SCAN") && step != "SCAN CONSTANT ROW";
            let all_of_one = ["(organization_id=?)", "(custodian_id=?)", "(issuer_id=?)"];
            if all || all_of_one.iter().any(|it| step.ends_with(it)) {
                long.push(format!("{guard}: {step}"));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

async fn plan(world: &mut World, guard: &str) -> Vec<String> {
    let Some(condition) = world.triggers[guard].condition() else { return vec![] };
    let explain = format!("EXPLAIN QUERY PLAN SELECT {condition}");
    let rows =
        sqlx::query(AssertSqlSafe(explain)).fetch_all(&mut world.conn).await.expect("a plan");
    rows.iter().map(|row| row.get("detail")).collect()
}
