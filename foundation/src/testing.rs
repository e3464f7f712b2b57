//! A database for one story, on either engine: copied from a template that is migrated once.

use std::{env, fs, path::PathBuf};

use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use crate::{
    App, Clock, Db, Files, Id, Journey, Mailer, Outside, Secrets, Site, Surroundings,
    migrate::fingerprint,
    roles::ROLES,
    schema::{POSTGRES_PARTS, STATISTICS},
};

/// Lives as long as its story. (On PostgreSQL, as long as the throw-away server.) Stories run in the
/// application's role, as requests do; `owner_url` is for tests of the schema itself.
pub struct Database {
    pub db: Db,
    pub url: String,
    pub owner_url: String,
    folder: TempDir,
}

impl Database {
    /// A folder of this story's own.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The address of another database of this story's, in which there is nothing at all.
    pub async fn empty(&self) -> String {
        if self.db.is_sqlite() {
            return format!("sqlite:{}?mode=rwc", self.folder.path().join("empty.db").display());
        }
        let owner = Db::open(&self.owner_url).await.expect("the database opens");
        let mut conn = owner.writer().await.expect("a connection");
        let (server, name) = self.owner_url.rsplit_once('/').expect("server/name");
        let make = format!("CREATE DATABASE {name}_empty");
        sqlx::raw_sql(AssertSqlSafe(make)).execute(&mut *conn).await.expect("it is made");
        drop(conn);
        owner.close().await;
        format!("{server}/{name}_empty")
    }
}

/// An instance on this story's database, where time stands still and letters stay to be read.
pub fn app(story: &Database, journey: Journey) -> App {
    app_at(ORIGIN, story, journey, Outside::shut())
}

/// Where the world finds an instance, unless its story says otherwise.
pub const ORIGIN: &str = "http://cairn.test";

/// The same at another address, where something stands elsewhere.
pub fn app_at(public_url: &str, story: &Database, journey: Journey, outside: Outside) -> App {
    let files = story.folder().join("files");
    fs::create_dir_all(&files).expect("a folder");
    let around = Surroundings {
        site: Site {
            name: "Maple Ridge".into(),
            public_url: public_url.parse().expect("an address"),
            evidence_url: None,
            time_zone: "America/New_York".into(),
            demo: true,
            proxies: vec![],
        },
        files: Files::in_folder(&files).expect("a folder"),
        mailer: Mailer::Kept,
        secrets: Secrets::from_hex(&"5e".repeat(32)).expect("a key"),
        outside,
    };
    let clock = Clock::still_at("2026-12-03T19:02:00Z".parse().expect("a time"));
    App::new(story.db.clone(), clock, journey, around)
}

/// On the PostgreSQL server at `STORIES_ON` when that is set, else on SQLite; migrated and empty.
pub async fn database() -> Database {
    let folder = TempDir::new().expect("a folder");
    let (url, owner_url) = match env::var("STORIES_ON") {
        Ok(server) => {
            let owner_url = postgres(&server).await;
            (format!("{owner_url}?options[role]=cairn_app"), owner_url)
        }
        Err(_) => {
            let file = folder.path().join("story.db");
            fs::copy(sqlite_template().await, &file).expect("the template is copied");
            let url = format!("sqlite:{}?mode=rwc", file.display());
            (url.clone(), url)
        }
    };
    let db = Db::open(&url).await.expect("the database opens");
    Database { db, url, owner_url, folder }
}

/// Names all that a template is made by: one that was made by anything else isn't ours.
fn made_by() -> String {
    let mut digest = Sha256::new();
    for text in [&fingerprint(), ROLES, STATISTICS, POSTGRES_PARTS] {
        digest.update(text);
    }
    hex::encode(&digest.finalize()[..8])
}

/// Tests run in processes of their own: whoever comes first makes it, under another name, and the
/// rename is atomic.
async fn sqlite_template() -> PathBuf {
    let template = env::temp_dir().join(format!("cairn-template-{}.db", made_by()));
    if !template.exists() {
        let folder = TempDir::new_in(env::temp_dir()).expect("a folder");
        let made = folder.path().join("template.db");
        let db = Db::open(&format!("sqlite:{}?mode=rwc", made.display())).await.expect("it opens");
        db.migrate().await.expect("it migrates");
        db.close().await;
        fs::rename(&made, &template).expect("it is put in its place");
    }
    template
}

async fn postgres(server: &str) -> String {
    let admin = Db::open(&format!("{server}/postgres")).await.expect("the server is up");
    let template = format!("cairn_template_{}", made_by());
    // One process makes the template; the others wait for it.
    let mut conn = admin.writer().await.expect("a connection");
    sqlx::raw_sql("SELECT pg_advisory_lock(4711)").execute(&mut *conn).await.expect("the lock");
    let there: Option<i64> = sqlx::query_scalar(
        "SELECT CAST(1 AS BIGINT) FROM pg_database WHERE datname = $1 AND datistemplate",
    )
    .bind(&template)
    .fetch_optional(&mut *conn)
    .await
    .expect("an answer");
    if there.is_none() {
        for step in
            [format!("DROP DATABASE IF EXISTS {template}"), format!("CREATE DATABASE {template}")]
        {
            sqlx::raw_sql(AssertSqlSafe(step)).execute(&mut *conn).await.expect("a template");
        }
        let db = Db::open(&format!("{server}/{template}")).await.expect("it opens");
        db.migrate().await.expect("it migrates");
        db.grant_to_app().await.expect("the application's role");
        db.close().await;
        let mark = format!("ALTER DATABASE {template} IS_TEMPLATE true");
        sqlx::raw_sql(AssertSqlSafe(mark)).execute(&mut *conn).await.expect("marked");
    }
    let name = format!("story_{}", Id::<()>::random()).replace('-', "");
    let clone = format!("CREATE DATABASE {name} TEMPLATE {template}");
    sqlx::raw_sql(AssertSqlSafe(clone)).execute(&mut *conn).await.expect("it is cloned");
    sqlx::raw_sql("SELECT pg_advisory_unlock(4711)").execute(&mut *conn).await.expect("unlocked");
    drop(conn);
    admin.close().await;
    format!("{server}/{name}")
}
