//! Every parser of `openbadges`, fed with what chance makes of the seeds in `fuzz/corpus`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::{
    chores::{at_once, read_all, run},
    rust, tools,
};

/// How long each target is fed with new input.
const SECONDS: u32 = 5;

/// The fuzz targets, with what runs them.
pub struct Fuzz {
    cargo_fuzz: PathBuf,
    top: PathBuf,
    /// Apart from the product's: everything here is built to tell where it has been.
    built: PathBuf,
}

/// Finds or installs what it takes, and builds every target.
pub fn ready(top: &Path) -> Result<Fuzz> {
    tools::cxx()?;
    let target = rust::target()?;
    let cargo_fuzz = tools::cargo_fuzz(top, &target.join("tools"))?;
    let fuzz = Fuzz { cargo_fuzz, top: top.to_owned(), built: target.join("fuzz") };
    run(&mut fuzz.command("build"))?;
    Ok(fuzz)
}

impl Fuzz {
    /// Runs every target on all seeds, then on what chance makes of them; as many at once as there are processors.
    pub fn run(&self) -> Result<()> {
        at_once(self.targets()?, |target| self.feed(&target))
    }

    /// The names of the targets: the files in `fuzz/targets`.
    fn targets(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.top.join("fuzz/targets"))? {
            let path = entry?.path();
            names.push(path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        }
        names.sort();
        ensure!(!names.is_empty(), "there is no target in fuzz/targets");
        Ok(names)
    }

    fn feed(&self, target: &str) -> Result<()> {
        let seeds = self.top.join("fuzz/corpus").join(target);
        ensure!(seeds.is_dir(), "{} has no seeds in {}", target, seeds.display());
        // What is found goes into the first folder; the seeds stay as they are.
        let found = self.built.join("found").join(target);
        fs::create_dir_all(&found)?;
        let mut command = self.command("run");
        command.arg(target).args([&found, &seeds]).arg("--");
        // The same chance each time: what is refused here can be seen again. Luck is for long runs.
        let chance = [format!("-max_total_time={SECONDS}"), "-seed=1".into(), "-timeout=10".into()];
        command.args(chance);
        let told = read_all(&mut command).with_context(|| format!("the target {target}"))?;
        let runs = told.lines().rev().find(|it| it.starts_with("Done "));
        println!("   {target}: {}", runs.context("libFuzzer says how much it has done")?);
        Ok(())
    }

    fn command(&self, what: &str) -> Command {
        let mut command = Command::new(&self.cargo_fuzz);
        command.current_dir(&self.top).args(["fuzz", what, "--sanitizer=none", "--target-dir"]);
        command.arg(&self.built);
        command
    }
}
