//! What an operator does with the program, and what it refuses: each refusal is one line.
#![allow(clippy::unwrap_used)] // what stories do

#[path = "common/program.rs"]
mod program;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use foundation::{
    Db, note,
    testing::{Database, database},
};
use people::testing::form;
use program::Instance;
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

/// An instance with a database in which there is nothing yet.
struct Fresh {
    instance: Instance,
    url: String,
    folder: TempDir,
    _database: Database,
}

async fn fresh() -> Fresh {
    let database = database().await;
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let instance = Instance::new(&data);
    if database.db.is_sqlite() {
        let url = format!("sqlite:{}", data.join("cairn.db").display());
        return Fresh { instance, url, folder, _database: database };
    }
    let url = database.empty().await;
    Fresh { instance: instance.with("database", &url), url, folder, _database: database }
}

impl Fresh {
    async fn notes(&self, name: &str, value: &str) {
        let db = Db::open(&self.url).await.unwrap();
        let insert = format!("INSERT INTO instance (name, value) VALUES ('{name}', '{value}')");
        let mut conn = db.writer().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(insert)).execute(&mut *conn).await.unwrap();
        drop(conn);
        db.close().await;
    }
}

const INVITE: [&str; 6] = [
    "invite",
    "--organization",
    "maple-ridge",
    "--name",
    "Maple Ridge Schools",
    "first@people.test",
];

#[tokio::test]
async fn the_first_administrator_comes_by_a_link_that_works_once_and_by_post() {
    let fresh = fresh().await;
    let link = fresh.instance.runs(&INVITE);
    let link = link.trim().strip_prefix(&fresh.instance.origin()).unwrap().to_owned();
    let server = fresh.instance.serves();
    let first = fresh.instance.someone("");
    for _ in 0..3 {
        let page = first.opens(&link).unwrap();
        assert!(page.status == 200 && page.page().contains("Maple Ridge Schools"), "{page:?}");
    }
    let typed = form(&[("name", "First"), ("new_password", "stones upon stones")]);
    let came = first.posts(&link, &typed).unwrap();
    assert_eq!(came.status, 303, "{}", came.page());
    let administrator = fresh.instance.someone(&came.cookie.unwrap());
    assert_eq!(administrator.opens("/people").unwrap().status, 200);
    assert_eq!(first.posts(&link, &typed).unwrap().status, 410);
    assert_eq!(first.opens(&link).unwrap().status, 410);
    // Beside the server, another for the organization that is there now; without one, it says so.
    let again =
        fresh.instance.runs(&["invite", "--organization", "maple-ridge", "second@people.test"]);
    assert!(again.contains("/invitations/"), "{again}");
    let nobody = fresh.instance.refuses(&["invite", "--organization", "nowhere", "a@people.test"]);
    assert!(nobody.contains("there is no organization `nowhere`"), "{nobody}");
    server.stopped();
}

#[tokio::test]
async fn a_demo_is_never_served_as_the_real_thing() {
    let fresh = fresh().await;
    fresh.instance.runs(&["migrate"]);
    fresh.notes(note::DEMO, "yes").await;
    let refused = fresh.instance.refuses(&["serve"]);
    assert!(refused.contains("this is a demo's data"), "{refused}");
}

#[tokio::test]
async fn the_public_address_is_frozen_once_something_is_signed() {
    let fresh = fresh().await;
    fresh.instance.runs(&["migrate"]);
    fresh.notes(note::PUBLIC_URL, "https://credentials.example").await;
    let refused = fresh.instance.refuses(&["serve"]);
    assert!(
        refused.contains("credentials have been signed under https://credentials.example"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_wrong_setting_stops_it_with_one_line_that_says_which() {
    let fresh = fresh().await;
    for (name, wrong) in [
        ("public_url", "credentials.example"),
        ("public_url", "https://credentials.example/cairn"),
        ("evidence_url", "ftp://files.example"),
        ("listen", "here"),
        ("time_zone", "Maple/Ridge"),
        ("proxies", "the proxy"),
        ("disk_reserve_mib", "much"),
        ("key_encryption_key", "5e5e"),
        ("smtp", "mail.example"),
        ("data", "/proc/nowhere"),
        ("log", "cairn=loud"),
        ("colour", "green"),
    ] {
        let refused = fresh.instance.clone().with(name, wrong).refuses(&["serve"]);
        let named = refused.contains(name) || refused.contains(wrong);
        assert!(named, "{name} = {wrong}: {refused}");
        let secret = ["key_encryption_key", "smtp"].contains(&name);
        assert!(!secret || !refused.contains(wrong), "a secret is told: {refused}");
    }
    let mut nothing = fresh.instance.clone();
    nothing.settings.retain(|(name, _)| name != "CAIRN_PUBLIC_URL");
    assert!(nothing.refuses(&["serve"]).contains("`public_url` isn't set"));
    let no_file = fresh.instance.clone().with("smtp_file", "/nowhere/smtp").refuses(&["serve"]);
    assert!(no_file.contains("CAIRN_SMTP_FILE"), "{no_file}");
    let nobody = "postgres://nobody:sesame@127.0.0.1:1/nothing";
    let refused = fresh.instance.clone().with("database", nobody).refuses(&["serve"]);
    assert!(refused.contains("database") && !refused.contains("sesame"), "{refused}");
}

#[tokio::test]
async fn one_server_at_a_time_and_its_data_for_its_owner_alone() {
    let fresh = fresh().await;
    let server = fresh.instance.serves();
    let port = Instance::new(&fresh.instance.folder).port;
    let other = fresh.instance.clone().with("listen", &format!("127.0.0.1:{port}"));
    let refused = other.refuses(&["serve"]);
    assert!(refused.contains("another server is running on the data folder"), "{refused}");
    // The other commands work beside it.
    fresh.instance.runs(&INVITE);
    fresh.instance.runs(&["migrate", "--check"]);
    fresh.instance.runs(&["keys", "list"]);
    let to = fresh.folder.path().join("backup");
    fresh.instance.runs(&["backup", to.to_str().unwrap()]);
    server.stopped();
    let mut looked_at = 0;
    for path in everything(&fresh.instance.folder).into_iter().chain(everything(&to)) {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        let right = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, right, "{}: {mode:o}", path.display());
        looked_at += 1;
    }
    assert!(looked_at > 8, "{looked_at}");
}

/// Guesses are counted by where they come from: a proxy is believed where it is listed, and nobody else.
#[tokio::test]
async fn who_asks_is_what_a_listed_proxy_says() {
    let fresh = fresh().await;
    let typed = form(&[("address", "ana@people.test"), ("password", "not this one")]);
    let guess = |forwarded: &str| {
        let headers =
            [("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", forwarded)];
        let answer = fresh.instance.someone("").sends("/sign-in", &headers, typed.as_bytes());
        answer.unwrap().page().contains("Too many")
    };
    // Nobody is listed: all of it is from one place, whatever is said.
    let server = fresh.instance.serves();
    let shut: Vec<bool> = (1..=6).map(|it| guess(&format!("203.0.113.{it}"))).collect();
    assert_eq!(shut, [false, false, false, false, false, true]);
    server.stopped();
    // The proxy is listed: what it says last counts, and not what was said before it.
    let listed = fresh.instance.clone().with("proxies", "127.0.0.1");
    let server = listed.serves();
    let shut: Vec<bool> =
        (1..=6).map(|it| guess(&format!("203.0.113.{it}, 198.51.100.7"))).collect();
    assert_eq!(shut, [false, false, false, false, false, true]);
    assert!(!guess("198.51.100.8"));
    server.stopped();
}

fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(everything(&path)),
            false => found.push(path),
        }
    }
    found
}
