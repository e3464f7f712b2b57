//! `cargo xtask bench`: the program as it is shipped, measured.

use anyhow::Result;

use crate::{
    chores::{run, top},
    node,
    rust::cargo,
};

pub fn bench() -> Result<()> {
    let top = &top()?;
    node::ready(top)?;
    let shipped = ["build", "--release", "--package", "server", "--package", "benches"];
    run(cargo(top).args(shipped))?;
    let measure = ["run", "--release", "--quiet", "--package", "benches", "--", "measure"];
    run(cargo(top).args(measure).arg(top.join("benches/RESULTS.md")))
}
