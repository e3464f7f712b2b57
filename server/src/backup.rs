//! `cairn backup` and `cairn restore`: the database at one moment, then the files that it names there,
//! each with its digest. Until they are copied, none is destroyed. The key-encryption key stays out:
//! keep it elsewhere.

use std::{
    collections::BTreeSet,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, anyhow, bail, ensure};
use foundation::{Db, Files};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use url::Url;

use crate::{data::Data, settings::Settings};

const MANIFEST: &str = "manifest.json";

/// Beside a running server, into a folder that isn't there yet; whole or not at all.
pub async fn backup(settings: &Settings, data: &Data, db: &Db, to: &Path) -> Result<()> {
    ensure!(!to.exists(), "{} is there already: name a new folder", to.display());
    let unfinished = to.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    fs::create_dir_all(unfinished.join("files")).context("the backup's folder")?;
    // What the database names at its moment is there until it is copied.
    let frozen = Files::in_folder(&data.files()).and_then(|files| files.freeze()).map_err(plain)?;
    let named = match postgres(settings) {
        None => sqlite_copied(db, &unfinished.join("cairn.db")).await?,
        Some(owner) => postgres_copied(db, owner, &unfinished.join("cairn.pgdump")).await?,
    };
    let mut missing = vec![];
    for key in named {
        let copy = unfinished.join("files").join(&key);
        fs::create_dir_all(copy.parent().context("a file stands in a folder")?)?;
        match fs::copy(data.files().join(&key), copy) {
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push(key),
            done => drop(done.with_context(|| format!("copying {key}"))?),
        }
    }
    drop(frozen);
    let manifest = json!({
        "timeline": foundation::fingerprint(),
        "engine": db.engine(),
        "files": digests(&unfinished)?,
    });
    fs::write(unfinished.join(MANIFEST), serde_json::to_string_pretty(&manifest)?)?;
    settle(&unfinished)?;
    rename(&unfinished, to)?;
    println!(
        "Backed up to {}. The key-encryption key isn't in it: keep that elsewhere.",
        to.display()
    );
    ensure!(
        missing.is_empty(),
        "the backup is as whole as the data folder, where files are missing that the database names: {}",
        missing.join(", ")
    );
    Ok(())
}

/// Into a data folder, and a database, that hold nothing yet, or what a restore of the same backup
/// left that was broken off: the database comes last, whole or not at all.
pub async fn restore(settings: &Settings, data: &Data, from: &Path) -> Result<()> {
    let manifest = fs::read_to_string(from.join(MANIFEST)).context("the backup's manifest")?;
    let manifest: Value = serde_json::from_str(&manifest).context("the backup's manifest")?;
    let whole = manifest["files"] == Value::Object(digests(from)?);
    ensure!(
        whole,
        "{} isn't what was backed up: a file is missing, changed or added",
        from.display()
    );
    let postgres = postgres(settings);
    let engine = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    ensure!(
        manifest["engine"] == engine,
        "{} came from {}, and the settings name {engine}",
        from.display(),
        manifest["engine"].as_str().unwrap_or("elsewhere")
    );
    ensure!(!data.database().exists(), "{} holds a database already", data.folder().display());
    let saved = files_under(&from.join("files"))?;
    ensure!(
        files_under(&data.files())?.iter().all(|it| saved.binary_search(it).is_ok()),
        "{} holds other files already",
        data.folder().display()
    );
    if let Some(owner) = postgres {
        ensure!(is_empty(owner).await?, "the database holds something already");
    }
    for file in saved {
        let copy = data.files().join(&file);
        fs::create_dir_all(copy.parent().context("a file stands in a folder")?)?;
        fs::copy(from.join("files").join(&file), copy)?;
    }
    settle(&data.files())?;
    match postgres {
        None => {
            let unfinished = data.database().with_extension("unfinished");
            fs::copy(from.join("cairn.db"), &unfinished).context("the backup's database")?;
            fs::File::open(&unfinished)?.sync_all()?;
            rename(&unfinished, &data.database())?;
        }
        Some(owner) => {
            let file = from.join("cairn.pgdump");
            let all = ["--exit-on-error", "--single-transaction", path(&file)?];
            run("pg_restore", owner, &all)?;
        }
    }
    println!("Restored. Put the key-encryption key in its place before you start the server.");
    Ok(())
}

/// The files that it names.
const NAMED: &str = "SELECT object_key FROM contents WHERE object_key IS NOT NULL";

/// The database at one moment, and the files that it names there.
async fn sqlite_copied(db: &Db, to: &Path) -> Result<Vec<String>> {
    let quoted = path(to)?.replace('\'', "''");
    let mut conn = db.writer().await.map_err(plain)?;
    let copy = format!("VACUUM INTO '{quoted}'; ATTACH '{quoted}' AS copy");
    sqlx::raw_sql(AssertSqlSafe(copy)).execute(&mut *conn).await?;
    let select = NAMED.replace("contents", "copy.contents");
    let named = sqlx::query_scalar(AssertSqlSafe(select)).fetch_all(&mut *conn).await?;
    sqlx::raw_sql("DETACH copy").execute(&mut *conn).await?;
    Ok(named)
}

/// The same: the dump, and who looks, see what one transaction saw.
async fn postgres_copied(db: &Db, owner: &str, to: &Path) -> Result<Vec<String>> {
    let mut conn = db.writer().await.map_err(plain)?;
    let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    sqlx::raw_sql(begin).execute(&mut *conn).await?;
    let moment: String =
        sqlx::query_scalar("SELECT pg_export_snapshot()").fetch_one(&mut *conn).await?;
    let named = sqlx::query_scalar(NAMED).fetch_all(&mut *conn).await?;
    let arguments = ["--format=custom", "--snapshot", &moment, "--file", path(to)?];
    run("pg_dump", owner, &arguments)?;
    sqlx::raw_sql("COMMIT").execute(&mut *conn).await?;
    Ok(named)
}

/// In the role that owns the tables; none on SQLite.
fn postgres(settings: &Settings) -> Option<&String> {
    let asked = settings.database.0.as_ref()?;
    Some(settings.database_owner.0.as_ref().unwrap_or(asked))
}

async fn is_empty(postgres: &str) -> Result<bool> {
    let db = Db::open(postgres).await.map_err(plain)?;
    let tables = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'";
    let tables: i64 =
        sqlx::query_scalar(tables).fetch_one(&mut *db.writer().await.map_err(plain)?).await?;
    db.close().await;
    Ok(tables == 0)
}

fn plain(error: foundation::Error) -> anyhow::Error {
    anyhow!("{}", error.cause())
}

/// With the database's address, but for its password: everyone on the machine sees how a program was
/// called, and nobody else sees its environment.
fn run(program: &str, database: &str, arguments: &[&str]) -> Result<()> {
    let mut address: Url = database.parse().context("the database's address")?;
    let password = address.password().map(percent_decoded);
    address.set_password(None).ok().context("the database's address names a host")?;
    let mut command = Command::new(program);
    command.args(arguments).args(["--dbname", address.as_str()]);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let status = command
        .status()
        .with_context(|| format!("{program} is needed: install PostgreSQL's client programs"))?;
    if status.success() { Ok(()) } else { bail!("{program} failed: {status}") }
}

/// `%40` is `@`.
fn percent_decoded(text: &str) -> String {
    let pair = format!("it={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(pair.as_bytes()).map(|(_, value)| value.into_owned()).collect()
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} isn't Unicode", path.display()))
}

/// For good: the folder that it stands in is on the disk, too.
fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to)?;
    let whole = fs::canonicalize(to)?;
    fs::File::open(whole.parent().context("it stands in a folder")?)?.sync_all()?;
    Ok(())
}

/// On the disk, not only on its way there: every file, and then what the folders call them.
fn settle(folder: &Path) -> Result<()> {
    let mut folders = BTreeSet::from([PathBuf::new()]);
    for file in files_under(folder)? {
        fs::File::open(folder.join(&file))?.sync_all()?;
        folders.extend(file.ancestors().skip(1).map(Path::to_path_buf));
    }
    for inner in folders {
        fs::File::open(folder.join(inner))?.sync_all()?;
    }
    Ok(())
}

/// Their paths below it, in order.
fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (vec![], vec![folder.to_path_buf()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| next.display().to_string())? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path().strip_prefix(folder)?.to_path_buf());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn digests(folder: &Path) -> Result<Map<String, Value>> {
    let mut digests = Map::new();
    for file in files_under(folder)?.iter().filter(|file| file.as_path() != Path::new(MANIFEST)) {
        let mut digest = Sha256::new();
        std::io::copy(&mut fs::File::open(folder.join(file))?, &mut Writer(&mut digest))?;
        digests.insert(path(file)?.to_owned(), Value::String(hex::encode(digest.finalize())));
    }
    Ok(digests)
}

struct Writer<'a>(&'a mut Sha256);

impl std::io::Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
