//! `cairn bake`, `unbake` and `validate`: what one does with a badge's file.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Error, Result, anyhow};
use openbadges::{Contexts, bake, json, validate::validate};

use crate::whole;

#[derive(clap::Args)]
pub struct Bake {
    /// A PNG or SVG.
    picture: PathBuf,
    /// The signed credential, as JSON or as a JWT; - for what comes in.
    credential: PathBuf,
    /// Where the baked picture goes, instead of out.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Unbake {
    /// A baked PNG or SVG; - for what comes in.
    picture: PathBuf,
    /// Where the credential goes, instead of out.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Validate {
    /// Credentials, endorsements, records, profiles; - for what comes in.
    #[arg(required = true, value_name = "FILE|-")]
    documents: Vec<PathBuf>,
    /// As JSON, one line a problem.
    #[arg(long)]
    json: bool,
}

/// The same picture, with the credential in it (Open Badges 3.0, §5.3).
pub fn bake(asked: &Bake) -> Result<()> {
    let picture = read(&asked.picture)?;
    let credential = String::from_utf8(read(&asked.credential)?);
    let credential = credential.with_context(|| asked.credential.display().to_string())?;
    let credential = credential.trim();
    let baked = match std::str::from_utf8(&picture) {
        Ok(svg) => bake::svg(svg, credential).map(String::into_bytes),
        Err(_) => bake::png(&picture, credential),
    };
    let baked = baked.map_err(|error| anyhow!("{}: {error}", asked.picture.display()))?;
    write(asked.to.as_deref(), &baked)
}

/// The credential that is in a picture.
pub fn unbake(asked: &Unbake) -> Result<()> {
    let credential = bake::unbake(&read(&asked.picture)?);
    let credential = credential.map_err(|error| anyhow!("{}: {error}", asked.picture.display()))?;
    write(asked.to.as_deref(), credential.as_bytes())
}

/// Every rule of the standards that a document breaks, with its place and clause; its signature is
/// for `cairn verify`.
pub fn check_form(asked: &Validate) -> Result<ExitCode> {
    let mut is_fine = true;
    for name in &asked.documents {
        let document = json::parse(&read(name)?);
        let document = document.map_err(|error| anyhow!("{}: {error}", name.display()))?;
        let problems = validate(&document, Contexts::built_in());
        is_fine &= problems.is_empty();
        if !asked.json {
            match problems.len() {
                0 => println!("{}: as the standards ask", name.display()),
                1 => println!("{}: 1 problem", name.display()),
                many => println!("{}: {many} problems", name.display()),
            }
        }
        for problem in problems {
            match asked.json {
                true => println!("{}", serde_json::json!({ "document": name, "problem": problem })),
                false => println!("  {problem}"),
            }
        }
    }
    Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(name: &Path) -> Result<Vec<u8>> {
    whole::file(name).map_err(Error::msg)
}

fn write(to: Option<&Path>, bytes: &[u8]) -> Result<()> {
    match to {
        Some(file) => fs::write(file, bytes).with_context(|| file.display().to_string()),
        None => io::stdout().write_all(bytes).context("writing"),
    }
}
