//! Programs that the tests use: found, or installed when we may, or named in a sentence that says what to do.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    chores::{read, run},
    kept::User,
    rust,
};

const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const CARGO_FUZZ: &str = "0.13.2";

/// Chromium, or Chrome.
pub fn chromium() -> Result<PathBuf> {
    need("Chromium", &["chromium"], || CHROMIUM.iter().find_map(|it| on_path(it)))
}

/// Node, with npm beside it.
pub fn node() -> Result<PathBuf> {
    need("Node", &["nodejs"], || on_path("node"))
}

/// npm, which may come with Node or alone.
pub fn npm() -> Result<PathBuf> {
    need("npm", &["npm"], || on_path("npm"))
}

/// A C++ compiler: libFuzzer is built from its sources.
pub fn cxx() -> Result<PathBuf> {
    need("A C++ compiler", &["g++"], || on_path("c++").or_else(|| on_path("g++")))
}

/// cargo-fuzz: the one on the path, else one of our own in that folder.
pub fn cargo_fuzz(top: &Path, folder: &Path) -> Result<PathBuf> {
    let own = folder.join("bin/cargo-fuzz");
    if let Some(found) = on_path("cargo-fuzz").or_else(|| own.is_file().then(|| own.clone())) {
        return Ok(found);
    }
    println!("   cargo-fuzz is not here: building it");
    // It is small; not optimizing it is quicker than what it would gain.
    let mut install = rust::cargo(top);
    install.args(["install", "cargo-fuzz", "--version", CARGO_FUZZ, "--locked", "--debug"]);
    run(install.args(["--quiet", "--root"]).arg(folder))?;
    Ok(own)
}

/// The folder with `initdb` and `postgres`: version 15 if it is here, else the newest after it.
pub fn postgres() -> Result<PathBuf> {
    need("PostgreSQL 15", &["postgresql-15", "postgresql"], || {
        let mut versions: Vec<u32> = fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .filter_map(|it| it.ok()?.file_name().to_str()?.parse().ok())
            .filter(|it| *it >= 15)
            .collect();
        versions.sort_by_key(|it| (*it != 15, u32::MAX - it));
        let packaged =
            versions.iter().map(|it| PathBuf::from(format!("/usr/lib/postgresql/{it}/bin")));
        let elsewhere = on_path("initdb").and_then(|it| Some(it.parent()?.to_owned()));
        packaged
            .chain(elsewhere)
            .find(|it| it.join("initdb").is_file() && it.join("postgres").is_file())
    })
}

/// The user as whom PostgreSQL must run, as it refuses to be root: nobody else unless we are root.
pub fn not_root() -> Result<Option<User>> {
    if !is_root()? {
        return Ok(None);
    }
    let id = |which| -> Result<u32> {
        let printed = read(Command::new("id").args([which, "postgres"])).context(
            "PostgreSQL refuses to run as root, and there is no user `postgres` to run it as",
        )?;
        printed.trim().parse().context("`id` prints a number")
    };
    Ok(Some(User { uid: id("-u")?, gid: id("-g")? }))
}

/// Whether a program stands in one of the folders of `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|it| it.join(program)).find(|it| it.is_file())
}

/// Finds it; else installs the first package that there is of those named; else says what to install.
fn need(what: &str, packages: &[&str], find: impl Fn() -> Option<PathBuf>) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let apt = Path::new("/usr/bin/apt-get");
    if !apt.is_file() || !is_root()? {
        bail!(
            "{what} is not here. Install it (on Debian: `apt-get install {}`) and run this again.",
            packages[0]
        );
    }
    println!("   {what} is not here: installing it");
    run(Command::new(apt).args(["update", "--quiet=2"]))?;
    let mut refused = None;
    for package in packages {
        let mut install = Command::new(apt);
        install.args(["install", "--yes", "--quiet=2", "--no-install-recommends", package]);
        match run(install.env("DEBIAN_FRONTEND", "noninteractive")) {
            Ok(()) => {
                return find().with_context(|| {
                    format!("{what} is not found, though {package} is installed")
                });
            }
            Err(fault) => refused = Some(fault),
        }
    }
    Err(refused.context("a package is named")?)
        .with_context(|| format!("{what} could not be installed"))
}

fn is_root() -> Result<bool> {
    Ok(read(Command::new("id").arg("-u"))?.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_on_the_path() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program").is_none());
    }

    #[test]
    fn what_is_here_is_not_installed() {
        let found = need("A shell", &["no-such-package"], || on_path("sh")).unwrap();
        assert!(found.ends_with("sh"));
    }
}
