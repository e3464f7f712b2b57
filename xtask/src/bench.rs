//! `cargo xtask bench`: the program as it is shipped, measured.

use std::{env, ffi::OsString, process::Command};

use anyhow::Result;

use crate::chores::{run, top};

pub fn bench() -> Result<()> {
    let top = top()?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let shipped = ["--release", "--package", "server", "--package", "benches"];
    run(Command::new(&cargo).current_dir(&top).arg("build").args(shipped))?;
    let measure = ["run", "--release", "--quiet", "--package", "benches", "--", "measure"];
    run(Command::new(&cargo).current_dir(&top).args(measure).arg(top.join("benches/RESULTS.md")))
}
