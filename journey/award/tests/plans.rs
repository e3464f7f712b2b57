//! Whoever looks at a credential is answered by its keys, however many there are; whoever keeps the
//! instance well, by what waits, however much was done. SQLite says how it would look.
#![allow(clippy::unwrap_used)] // what stories do

#[path = "journey/world.rs"]
mod world;

use std::{
    collections::BTreeSet,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use foundation::{Id, operations, testing::ORIGIN};
use sqlx::{AssertSqlSafe, Row};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};
use world::{earned, world};

/// What there are few of.
const FEW: &[&str] =
    &["k", "o", "organizations", "organization_keys", "json_each", "CONSTANT", "pending"];

/// The statements that were run.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<BTreeSet<String>>>);

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event, _: Context<S>) {
        event.record(&mut self.clone());
    }
}

impl Visit for Statements {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "db.statement" && value.trim_start().starts_with("SELECT") {
            self.0.lock().unwrap().insert(value.trim().to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

/// Alone in its file: what is heard is of this process.
#[tokio::test]
async fn nobody_looks_further_than_they_have_to() {
    let world = world().await;
    if !world.app.db().is_sqlite() {
        return;
    }
    let credential = earned(&world, &world.educator("Rosa").await).await;
    let stranger = world.stranger();
    let json = stranger.opens(&format!("{credential}.json")).await.page;
    let linked = |path: &str| {
        let (_, rest) = json.split_once(&format!("{ORIGIN}{path}")).unwrap();
        format!("{path}{}", rest.split(['"', '#']).next().unwrap())
    };
    let status = json.split(ORIGIN).find(|it| it.contains("/status/")).unwrap();
    let status = status.split(['"', '#']).next().unwrap();
    let heard = Statements::default();
    tracing_subscriber::registry().with(heard.clone()).init();

    for page in [
        credential.clone(),
        format!("{credential}.json"),
        format!("{credential}.jwt"),
        format!("{credential}.svg"),
        format!("{credential}/keep"),
        format!("{credential}/editions/1"),
        format!("{credential}/evidence/{}", Id::<()>::random()),
        linked("/subjects/"),
        linked("/achievements/"),
        status.to_owned(),
        status.split("/status/").next().unwrap().to_owned(),
    ] {
        let seen = stranger.opens(&page).await;
        assert!(!seen.status.is_server_error(), "{page}: {}", seen.page);
    }

    let mut read = world.app.read().await.unwrap();
    operations::waiting(&mut read).await.unwrap();
    operations::failed(&mut read, (0, 20)).await.unwrap();
    operations::count_failed(&mut read).await.unwrap();

    let heard = heard.0.lock().unwrap().clone();
    assert!(heard.iter().any(|it| it.contains("FROM credential_editions")), "{heard:#?}");
    let mut long = vec![];
    for statement in heard {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        for step in sqlx::query(explain).fetch_all(&mut *read).await.unwrap() {
            let step: String = step.get("detail");
            let few = |it: &str| FEW.contains(&it);
            let scans = step.strip_prefix("SCAN ").and_then(|it| it.split(' ').next());
            if scans.is_some_and(|it| !few(it)) || step.contains("(ANY(") {
                long.push(format!("{step}: {statement}"));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}
