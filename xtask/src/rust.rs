//! What cargo does: format, lints, documents, and the tests once for each database.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{chores::run, tools};

/// A package whose tests may open a database: all that stand on this one, as every story begins with its `testing`.
const DATABASE: &str = "foundation";

pub fn format(top: &Path) -> Result<()> {
    run(cargo(top).args(["fmt", "--all", "--check"]))
}

/// With what only tests need, and without it, as it is shipped: there something may be left that nobody uses.
pub fn lint(top: &Path) -> Result<()> {
    run(cargo(top).args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    run(cargo(top).args(["clippy", "--workspace", "--", "-D", "warnings"]))
}

pub fn document(top: &Path) -> Result<()> {
    run(cargo(top).args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

/// The examples in documents; nextest doesn't run them.
pub fn examples(top: &Path) -> Result<()> {
    run(cargo(top).args(["test", "--workspace", "--doc"]))
}

/// The product and all tests, built once: everything after runs the same binaries.
pub fn build(top: &Path) -> Result<()> {
    run(cargo(top).args(["build", "--workspace", "--all-targets"]))
}

/// One of the examples that were built with everything.
pub fn example(name: &str) -> Result<PathBuf> {
    Ok(env::current_exe()?.with_file_name("examples").join(name))
}

/// The folder in which everything is built.
pub fn target() -> Result<PathBuf> {
    let ours = env::current_exe()?;
    let target = ours.parent().and_then(Path::parent).context("xtask stands in target/debug")?;
    Ok(target.to_owned())
}

/// The program alone.
pub fn build_product(top: &Path) -> Result<()> {
    run(cargo(top).args(["build", "--package", "server"]))
}

/// Which tests of the workspace.
#[derive(Clone, Copy)]
pub enum Tests {
    All,
    WithoutDatabase,
    WithDatabase,
}

/// Runs tests by cargo-nextest where it is found, else by `cargo test`. With a server's address, stories make their
/// databases there; without, each is a file of SQLite.
pub fn tests(top: &Path, which: Tests, server: Option<&str>) -> Result<()> {
    let mut command = cargo(top);
    if tools::on_path("cargo-nextest").is_some() {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
        match which {
            Tests::All => {}
            Tests::WithoutDatabase => _ = command.args(["-E", &format!("not rdeps(={DATABASE})")]),
            Tests::WithDatabase => _ = command.args(["-E", &format!("rdeps(={DATABASE})")]),
        }
    } else {
        // Naming packages would choose other features and build everything anew; running too many does no harm.
        command.args(["test", "--workspace", "--no-fail-fast", "--all-targets"]);
    }
    match server {
        Some(server) => command.env("STORIES_ON", server),
        None => command.env_remove("STORIES_ON"),
    };
    run(&mut command)
}

/// This very cargo, at the top of the repository.
pub fn cargo(top: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    cargo.current_dir(top);
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chores::{read, top};

    /// Else `cargo run -- demo`, which the README begins with, would ask which program is meant.
    #[test]
    fn the_program_is_what_cargo_runs() {
        let mut metadata = cargo(&top().unwrap());
        metadata.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
        let told = read(&mut metadata).unwrap();
        let (_, members) = told.split_once("\"workspace_default_members\":[").unwrap();
        let (members, _) = members.split_once(']').unwrap();
        assert!(members.contains("/server#"), "{members}");
        assert_eq!(members.matches("path+file").count(), 1, "{members}");
    }
}
