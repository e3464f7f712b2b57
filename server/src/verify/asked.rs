//! What the command was asked to check, and how to tell of it.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use openbadges::verify::Given;
use serde_json::Value;

#[derive(clap::Args)]
pub struct Asked {
    /// Files, folders, addresses, or - for what comes in.
    #[arg(value_name = "FILE|FOLDER|URL|-", required_unless_present = "list")]
    credentials: Vec<String>,
    /// A table (CSV) with an address or a file's name in a column called `credential` or `url`, or
    /// else in its first.
    #[arg(long, value_name = "FILE")]
    list: Vec<PathBuf>,
    /// The issuer's keys (its did.json), instead of asking the issuer.
    #[arg(long, value_name = "FILE")]
    issuer: Vec<PathBuf>,
    /// A status list, instead of asking the issuer.
    #[arg(long, value_name = "FILE")]
    status: Vec<PathBuf>,
    /// As JSON, one line a credential.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As a table (CSV), one row a credential.
    #[arg(long)]
    csv: bool,
}

/// How to tell what was found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Words,
    Json,
    Csv,
}

impl Asked {
    pub fn form(&self) -> Form {
        match (self.json, self.csv) {
            (true, _) => Form::Json,
            (_, true) => Form::Csv,
            _ => Form::Words,
        }
    }

    /// Each credential by its name, in order: what stands in folders and lists, too.
    pub fn names(&self) -> Result<Vec<String>> {
        let mut names = vec![];
        for name in &self.credentials {
            match Path::new(name).is_dir() {
                true => names.extend(files_in(Path::new(name))?),
                false => names.push(name.clone()),
            }
        }
        for list in &self.list {
            names.extend(listed(list)?);
        }
        Ok(names)
    }

    /// The documents that were handed over.
    pub fn given(&self) -> Result<Given> {
        let mut given = Given::default();
        for (files, into) in
            [(&self.issuer, &mut given.key_documents), (&self.status, &mut given.status_lists)]
        {
            for file in files {
                let bytes = fs::read(file).with_context(|| file.display().to_string())?;
                let says: Value =
                    serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?;
                let id = says["id"].as_str();
                let id = id.with_context(|| format!("{} names no id", file.display()))?;
                into.insert(id.to_owned(), Ok(bytes));
            }
        }
        Ok(given)
    }
}

/// The files that stand in a folder itself, by name; hidden ones are left out.
fn files_in(folder: &Path) -> Result<Vec<String>> {
    let place = || folder.display().to_string();
    let mut files = vec![];
    for entry in fs::read_dir(folder).with_context(place)? {
        let path = entry.with_context(place)?.path();
        let hidden = path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."));
        if path.is_file() && !hidden {
            files.push(path.display().to_string());
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// What a table names, row by row; - is the one that comes in.
fn listed(list: &Path) -> Result<Vec<String>> {
    let place = || list.display().to_string();
    let mut text = vec![];
    match list == Path::new("-") {
        true => std::io::stdin().read_to_end(&mut text)?,
        false => fs::File::open(list).with_context(place)?.read_to_end(&mut text)?,
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let mut names = vec![];
    let mut column = None;
    for row in rows.records() {
        let row = row.with_context(place)?;
        if column.is_none() {
            let named =
                |it: &str| ["credential", "url"].contains(&it.trim().to_lowercase().as_str());
            let heading = row.iter().position(named);
            column = Some(heading.unwrap_or(0));
            if heading.is_some() {
                continue;
            }
        }
        let name = row.get(column.unwrap_or(0)).unwrap_or_default().trim();
        if !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    if names.is_empty() {
        bail!("{} names no credential", list.display());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        listed(file.path()).unwrap_or_default()
    }

    #[test]
    fn a_list_names_credentials_in_a_column_of_that_name_or_in_its_first() {
        let expected = ["https://a.example/1", "two, three.json"];
        assert_eq!(read("https://a.example/1\n\"two, three.json\"\n"), expected);
        assert_eq!(
            read(
                "\u{feff}Name,URL\r\nRosa,https://a.example/1\r\n,\r\nSam,\"two, three.json\"\r\n"
            ),
            expected
        );
        assert!(read("credential\n").is_empty());
    }

    #[test]
    fn a_folder_stands_for_the_files_in_it() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.json", "a.png", ".hidden"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let files = files_in(folder.path()).unwrap();
        assert!(files[0].ends_with("a.png") && files[1].ends_with("b.json") && files.len() == 2);
    }
}
