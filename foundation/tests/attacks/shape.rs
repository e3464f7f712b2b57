//! What holds of every table: whose its rows are, what of them may change, and whether they stand as
//! they were made.

use std::collections::{BTreeMap, BTreeSet};

use foundation::Db;

use crate::{
    app_role, catalog,
    run::{World, run, world},
};

async fn tables(world: &mut World) -> Vec<String> {
    let query = if world.is_sqlite() {
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
         AND name NOT LIKE 'sqlite_%' AND name <> 'replacements'"
    } else {
        "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_parts'"
    };
    let mut tables: Vec<String> =
        sqlx::query_scalar(query).fetch_all(&mut world.conn).await.expect("tables");
    tables.retain(|it| it != "migrations");
    tables
}

/// Every other row names its custodian.
const OF_NO_ORGANIZATION: &[&str] = &[
    // what the program does
    "announcements",
    "deliveries",
    "instance",
    "jobs",
    "letters",
    "throttles",
    // people and what is theirs; the organizations themselves
    "credentials_elsewhere",
    "email_addresses",
    "host_tokens",
    "hosts",
    "one_time_links",
    "organizations",
    "passwords",
    "people",
    "permissions",
    "profiles",
    "sessions",
    "wallet_nonces",
    "wallet_offers",
    // made again from the record
    "catalog_filters",
    "catalog_search",
    // words that both sides know
    "exclusion_reasons",
    "organization_kinds",
    "relation_kinds",
    "role_kinds",
];

#[tokio::test]
async fn every_row_names_its_custodian() {
    let mut world = world().await;
    let mut without = vec![];
    for table in tables(&mut world).await {
        let columns = catalog::columns(&mut world, &table).await;
        if !columns.iter().any(|it| it.name == "organization_id") {
            without.push(table);
        }
    }
    without.retain(|it| !OF_NO_ORGANIZATION.contains(&it.as_str()));
    assert!(without.is_empty(), "{without:?}");
}

/// Derived or typed so far: of these, anything may change.
const NOBODY_S_RECORD: &[&str] = &[
    "award_requests",
    "catalog_entries",
    "catalog_facets",
    "catalog_filters",
    "catalog_search",
    "framework_items",
    "grants",
    "microcredential_drafts",
    "review_drafts",
    "throttles",
];

/// The guards and the application's role say the same of every column.
#[tokio::test]
async fn what_the_guards_keep_the_role_may_not_change() {
    let mut world = world().await;
    let granted = app_role::may_change();
    let mut wrong = vec![];
    for table in tables(&mut world).await {
        if NOBODY_S_RECORD.contains(&table.as_str())
            || table.ends_with("_kinds")
            || table == "exclusion_reasons"
        {
            continue;
        }
        let all: BTreeSet<String> =
            catalog::columns(&mut world, &table).await.into_iter().map(|it| it.name).collect();
        let open = match world.triggers.get(&format!("{table}_stay_fixed")) {
            None if world.triggers.contains_key(&format!("{table}_never_change")) => {
                BTreeSet::new()
            }
            None => all, // nothing guards it
            Some(fixed) if world.is_sqlite() => {
                let fixed: BTreeSet<String> = fixed.columns().into_iter().collect();
                all.difference(&fixed).cloned().collect()
            }
            Some(fixed) => fixed.columns().into_iter().collect(),
        };
        let may_change = granted.get(&table).cloned().unwrap_or_default();
        if open != may_change {
            wrong.push(format!(
                "{table}: guards leave {open:?}, the role may change {may_change:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn a_guard_that_is_gone_or_changed_is_found() {
    let mut world = world().await;
    assert_eq!(world.story.db.check_schema().await.unwrap(), Vec::<String>::new());
    let (tamper, found) = if world.is_sqlite() {
        (
            "DROP TRIGGER reviews_never_go;
             DROP TRIGGER awards_never_change; CREATE TRIGGER awards_never_change BEFORE UPDATE ON awards BEGIN SELECT 1; END;
             CREATE TABLE mine (a TEXT); DROP INDEX seats_taken; DROP VIEW humans",
            BTreeMap::from([
                ("The index seats_taken is missing.", 1),
                ("The table mine isn't ours.", 1),
                ("The trigger awards_never_change isn't as it was made.", 1),
                ("The trigger reviews_never_go is missing.", 1),
                ("The view humans is missing.", 1),
            ]),
        )
    } else {
        (
            "DROP TRIGGER reviews_never_go ON reviews; ALTER TABLE awards DISABLE TRIGGER awards_never_change;
             ALTER TABLE claims DISABLE TRIGGER ALL; CREATE TABLE mine (a TEXT); DROP INDEX seats_taken;
             ALTER TABLE decisions DROP CONSTRAINT decisions_outcome_check;
             CREATE OR REPLACE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            BTreeMap::from([
                ("The column mine.a isn't ours.", 1),
                ("The constraint decisions.decisions_outcome_check is missing.", 1),
                ("The foreign key of claims: claims_person_id_fkey isn't as it was made.", 1),
                ("The function never isn't as it was made.", 1),
                ("The index seats_taken is missing.", 1),
                ("The trigger awards_never_change isn't as it was made.", 1),
                ("The trigger reviews_never_go is missing.", 1),
            ]),
        )
    };
    run(&mut world.conn, tamper).await.unwrap();
    let said = world.story.db.check_schema().await.unwrap();
    let unsaid: Vec<_> = found.keys().filter(|it| !said.iter().any(|said| said == *it)).collect();
    assert!(unsaid.is_empty(), "{unsaid:?} of {said:#?}");
}

#[tokio::test]
async fn a_row_that_names_nothing_is_found() {
    let mut world = world().await;
    assert_eq!(world.story.db.check_foreign_keys().await.unwrap(), Vec::<String>::new());
    if world.is_sqlite() {
        world.without_foreign_keys().await;
        let stray = "INSERT INTO passwords (person_id, hash, set_at) VALUES ('nobody', 'h', 1)";
        run(&mut world.conn, stray).await.unwrap();
        let said = world.story.db.check_foreign_keys().await.unwrap();
        assert_eq!(said, ["1 of passwords name people that aren't there."]);
    }
}

#[tokio::test]
async fn who_owns_the_schema_is_known() {
    let world = world().await;
    let owner = Db::open(&world.story.owner_url).await.unwrap();
    assert_eq!(owner.owns_schema().await.unwrap(), !world.is_sqlite());
    assert!(!world.story.db.owns_schema().await.unwrap());
}
