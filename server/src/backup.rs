//! `cairn backup` and `cairn restore`: the database at one moment, then the files that it names,
//! each with its digest. The key-encryption key stays out: keep it elsewhere.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, anyhow, bail, ensure};
use foundation::Db;
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
    match &settings.database.0 {
        None => vacuum_into(db, &unfinished.join("cairn.db")).await?,
        Some(url) => {
            let owner = settings.database_owner.0.as_ref().unwrap_or(url);
            let file = unfinished.join("cairn.pgdump");
            run("pg_dump", owner, &["--format=custom", "--file", path(&file)?])?;
        }
    }
    for file in files_under(&data.files())? {
        let copy = unfinished.join("files").join(&file);
        fs::create_dir_all(copy.parent().context("a file stands in a folder")?)?;
        match fs::copy(data.files().join(&file), copy) {
            // Destroyed meanwhile: then it isn't to be had back.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            done => drop(done?),
        }
    }
    let manifest = json!({
        "timeline": foundation::fingerprint(),
        "engine": db.engine(),
        "files": digests(&unfinished)?,
    });
    fs::write(unfinished.join(MANIFEST), serde_json::to_string_pretty(&manifest)?)?;
    fs::rename(&unfinished, to)?;
    println!(
        "Backed up to {}. The key-encryption key isn't in it: keep that elsewhere.",
        to.display()
    );
    Ok(())
}

/// Into a data folder, and a database, that hold nothing yet.
pub fn restore(settings: &Settings, data: &Data, from: &Path) -> Result<()> {
    let manifest = fs::read_to_string(from.join(MANIFEST)).context("the backup's manifest")?;
    let manifest: Value = serde_json::from_str(&manifest).context("the backup's manifest")?;
    let whole = manifest["files"] == Value::Object(digests(from)?);
    ensure!(
        whole,
        "{} isn't what was backed up: a file is missing, changed or added",
        from.display()
    );
    ensure!(!data.database().exists(), "{} holds a database already", data.folder().display());
    ensure!(
        files_under(&data.files())?.is_empty(),
        "{} holds files already",
        data.folder().display()
    );
    for file in files_under(&from.join("files"))? {
        let copy = data.files().join(&file);
        fs::create_dir_all(copy.parent().context("a file stands in a folder")?)?;
        fs::copy(from.join("files").join(&file), copy)?;
    }
    match &settings.database.0 {
        None => drop(
            fs::copy(from.join("cairn.db"), data.database()).context("the backup's database")?,
        ),
        Some(url) => {
            let owner = settings.database_owner.0.as_ref().unwrap_or(url);
            let file = from.join("cairn.pgdump");
            let all = ["--exit-on-error", "--single-transaction", path(&file)?];
            run("pg_restore", owner, &all)?;
        }
    }
    println!("Restored. Put the key-encryption key in its place before you start the server.");
    Ok(())
}

async fn vacuum_into(db: &Db, file: &Path) -> Result<()> {
    let quoted = path(file)?.replace('\'', "''");
    let mut conn = db.writer().await.map_err(|error| anyhow!("the database: {}", error.cause()))?;
    sqlx::raw_sql(AssertSqlSafe(format!("VACUUM INTO '{quoted}'"))).execute(&mut *conn).await?;
    Ok(())
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
