//! `cairn import`: documents come in, all of them or none.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use design::{Beside, Brought, File, Imported, Issued, Keeping, Kept, Wrong};
use foundation::{App, Id, Read};
use people::{Kind, Organization};

use crate::told;

/// Whose documents these are, where they don't say it themselves, and whether they are shown.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    /// The issuer of what no `issuer.yaml` stands above.
    pub issuer: Option<&'a str>,
    /// Whose rules for pay and credit come in; without it, the issuer's beside them.
    pub organization: Option<&'a str>,
    /// The catalog shows them from now on.
    pub publish: bool,
}

/// What became of a document, in a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Line(String);

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub async fn import(app: &App, asked: &Asked<'_>, paths: &[PathBuf]) -> Result<Vec<Line>> {
    let (mut files, mut wrong) = (vec![], Wrong::default());
    for path in paths {
        gather(path, &mut files, &mut wrong);
    }
    bring(app, asked, files, wrong).await
}

pub async fn import_files(app: &App, asked: &Asked<'_>, files: Vec<File>) -> Result<Vec<Line>> {
    bring(app, asked, files, Wrong::default()).await
}

/// Looks at every document first, and tells every problem of all of them with file, line and what
/// would be right; then keeps all, in one change.
async fn bring(
    app: &App,
    asked: &Asked<'_>,
    files: Vec<File>,
    mut wrong: Wrong,
) -> Result<Vec<Line>> {
    let mut read = app.read().await.map_err(told)?;
    let (folders, of_issuers) = design::issued(files);
    wrong.0.extend(of_issuers.0);
    let Sorted { documents, policies } = sort(&mut read, asked, folders, &mut wrong).await?;
    let checked = design::check(&mut read, &documents).await.map_err(told)?;
    let documents_checked = wrong.or_told(checked);
    let slugs = slugs(&mut read, &documents).await?;
    let checked = recognize::check_policies(&mut read, &policies, &slugs).await.map_err(told)?;
    let policies_checked = wrong.or_told(checked);
    drop(read);
    if !wrong.is_empty() {
        wrong.0.sort_by(|(one, _), (other, _)| one.cmp(other));
        bail!("nothing was imported\n{wrong}");
    }
    let mut tx = app.begin().await.map_err(told)?;
    let keeping = Keeping { publish: asked.publish, ..Keeping::default() };
    let kept = design::keep(&mut tx, &documents_checked, &keeping).await.map_err(refused)?;
    let numbers = recognize::keep_policies(&mut tx, &policies_checked, None).await;
    let numbers = numbers.map_err(refused)?;
    tx.commit().await.map_err(told)?;
    let policies = policies_checked.iter().zip(numbers);
    Ok(kept.iter().map(line).chain(policies.map(|(it, number)| of_policy(it, number))).collect())
}

/// Of the microcredentials that are there, and of those that come in.
async fn slugs(read: &mut Read, documents: &[Brought]) -> Result<Vec<String>> {
    let all = design::all(read).await.map_err(told)?;
    let come = documents.iter().filter_map(|(_, it)| design::document::slug(&it.bytes));
    Ok(all.into_iter().map(|(.., slug)| slug).chain(come).collect())
}

#[derive(Default)]
struct Sorted {
    documents: Vec<Brought>,
    policies: Vec<Brought>,
}

/// Designers' documents here, a district's rules there, and whose each is to be.
async fn sort(
    read: &mut Read,
    asked: &Asked<'_>,
    folders: Vec<Issued>,
    wrong: &mut Wrong,
) -> Result<Sorted> {
    let issuer = named(read, asked.issuer).await?;
    let district = named(read, asked.organization).await?;
    let mut sorted = Sorted::default();
    for folder in folders {
        let theirs = match &folder.issuer {
            None => issuer.clone().map_or(Whose::Nobodys, Whose::Of),
            Some(beside) => said_by(read, beside, wrong).await?,
        };
        for file in folder.files {
            if recognize::is_policy(&file) {
                let whose = district.clone().map_or_else(|| theirs.clone(), Whose::Of);
                sorted.policies.push((keeper(&whose, &file, wrong), file));
            } else {
                sorted.documents.push((author(&theirs, &file, wrong), file));
            }
        }
    }
    Ok(sorted)
}

#[derive(Clone)]
enum Whose {
    Of(Organization),
    Nobodys,
    /// The document that should say it is wrong itself.
    Unknown,
}

/// Whom the operator names.
async fn named(read: &mut Read, slug: Option<&str>) -> Result<Option<Organization>> {
    let Some(slug) = slug else { return Ok(None) };
    let found = people::organization_called(read, slug).await.map_err(told)?;
    let unknown = || format!("there is no organization `{slug}`: make it with `cairn invite`");
    found.with_context(unknown).map(Some)
}

/// Whom the `issuer.yaml` above names.
async fn said_by(read: &mut Read, beside: &Beside, wrong: &mut Wrong) -> Result<Whose> {
    let Some(slug) = &beside.slug else { return Ok(Whose::Unknown) };
    let found = people::organization_called(read, slug.as_str()).await.map_err(told)?;
    if found.is_none() {
        let what = format!("There is no organization `{slug}`.");
        wrong.say(&beside.name, &what, "Make it with `cairn invite`.");
    }
    Ok(found.map_or(Whose::Unknown, Whose::Of))
}

/// Whose a designer's document is.
fn author(whose: &Whose, file: &File, wrong: &mut Wrong) -> Option<Id<Organization>> {
    match whose {
        Whose::Of(issuer) => return Some(issuer.id),
        Whose::Unknown => {}
        Whose::Nobodys => {
            let right = "Put an `issuer.yaml` beside it, or name the `--issuer`.";
            wrong.say(&file.name, "Nobody says whose document this is.", right);
        }
    }
    None
}

/// Whose rules for pay and credit these are: those of an organization that people work for.
fn keeper(whose: &Whose, file: &File, wrong: &mut Wrong) -> Option<Id<Organization>> {
    let right = "Name the district: `--organization SLUG`.";
    match whose {
        Whose::Of(it) if matches!(it.kind, Kind::District | Kind::State) => return Some(it.id),
        Whose::Of(it) => {
            let what = format!("{} is no district: it has no rules for pay and credit.", it.name);
            wrong.say(&file.name, &what, right);
        }
        Whose::Unknown => {}
        Whose::Nobodys => wrong.say(&file.name, "Nobody says whose rules these are.", right),
    }
    None
}

fn line(it: &Imported) -> Line {
    Line(match it.kept {
        Kept::Unchanged => format!("{}: unchanged", it.name),
        Kept::Version(number) => format!("{}: version {number} of {}", it.name, it.slug),
        Kept::Shelf => format!("{}: kept {}", it.name, it.slug),
    })
}

fn of_policy(it: &recognize::Checked, number: Option<i64>) -> Line {
    Line(match number {
        None => format!("{}: unchanged", it.name),
        Some(number) => format!("{}: version {number} of {}", it.name, it.slug()),
    })
}

/// What is wrong is told whole; what broke, by its cause.
fn refused(error: foundation::Error) -> anyhow::Error {
    match error {
        foundation::Error::Refused(why) => anyhow!("nothing was imported\n{why}"),
        other => told(other),
    }
}

/// Documents in a folder and below it, by name; a file as it is.
fn gather(path: &Path, files: &mut Vec<File>, wrong: &mut Wrong) {
    let name = path.display().to_string();
    let gathered = if path.is_dir() {
        inner(path).map(|inner| inner.iter().for_each(|it| gather(it, files, wrong)))
    } else {
        fs::read(path).map(|bytes| files.push(File { name: name.clone(), bytes }))
    };
    if let Err(error) = gathered {
        wrong.say(&name, &format!("It can’t be read: {error}."), "Name a file or a folder.");
    }
}

fn inner(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|it| it.path()));
    let mut inner: Vec<PathBuf> = entries.collect::<std::io::Result<_>>()?;
    let wanted = |it: &PathBuf| {
        let name = it.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        it.is_dir() || name.ends_with(".md") || name.ends_with(".yaml")
    };
    inner.retain(wanted);
    inner.sort();
    Ok(inner)
}
