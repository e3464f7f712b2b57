//! Running one thing after another, saying what is done and how long it took.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// What was done so far, for the line at the end.
#[derive(Default)]
pub struct Chores {
    done: Vec<(String, Duration)>,
}

impl Chores {
    /// Says what it does, does it, and says how long it took.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {what}");
        let began = Instant::now();
        let outcome = work();
        let took = began.elapsed();
        if outcome.is_ok() {
            println!("   done in {}", spoken(took));
            self.done.push((what.to_owned(), took));
        }
        outcome.with_context(|| format!("This step failed after {}: {what}", spoken(took)))
    }

    /// The times of all steps, and the one line that says how it went.
    pub fn conclude(self, outcome: Result<()>) -> Result<()> {
        let total = self.done.iter().map(|(_, took)| *took).sum();
        println!();
        for (what, took) in &self.done {
            println!("{:>12}  {what}", spoken(*took));
        }
        let passed = match self.done.len() {
            1 => "1 step".to_owned(),
            count => format!("{count} steps"),
        };
        match &outcome {
            Ok(()) => println!("{passed} passed, 0 failed, in {}.", spoken(total)),
            Err(_) => println!("{passed} passed, 1 failed; what comes after it did not run."),
        }
        outcome
    }
}

fn spoken(took: Duration) -> String {
    match took.as_secs() {
        0..60 => format!("{:.1} s", took.as_secs_f64()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

/// Runs a command in sight, and refuses unless it ends well.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("   {line}");
    let status = command.status().with_context(|| format!("Could not run `{line}`"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Runs a command out of sight and gives what it printed; when it fails, also what it complained of.
pub fn read(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command.output().with_context(|| format!("Could not run `{line}`"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` ended with {}: {}", output.status, complaint.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` printed no text"))
}

/// Runs a command out of sight and gives all that it said; when it fails, that is the fault.
pub fn read_all(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command.output().with_context(|| format!("Could not run `{line}`"))?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if !output.status.success() {
        bail!("`{line}` ended with {}. It said:\n{}", output.status, said.trim());
    }
    Ok(said)
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut line = program.to_string_lossy().into_owned();
    for word in command.get_args().map(|it| it.to_string_lossy()) {
        line.push(' ');
        match word.contains([' ', '(']) {
            true => line.push_str(&format!("'{word}'")),
            false => line.push_str(&word),
        }
    }
    line
}

/// The repository's top folder.
pub fn top() -> Result<PathBuf> {
    let ours = env::var_os("CARGO_MANIFEST_DIR").context("Run this as `cargo xtask`")?;
    let top = Path::new(&ours).parent().context("xtask stands in a folder of the repository")?;
    Ok(top.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_says_which_and_why() {
        let mut chores = Chores::default();
        chores.step("first", || Ok(())).unwrap();
        let fault = chores.step("second", || run(&mut Command::new("false"))).unwrap_err();
        let told = format!("{fault:#}");
        assert!(
            told.contains("This step failed after 0.0 s: second: `false` ended with"),
            "{told}"
        );
        assert!(chores.conclude(Err(fault)).is_err());
    }

    #[test]
    fn a_command_that_prints_is_read_and_its_complaint_is_told() {
        assert_eq!(read(Command::new("echo").arg("hello")).unwrap(), "hello\n");
        let fault = read(Command::new("sh").args(["-c", "echo alas >&2; exit 3"])).unwrap_err();
        assert!(fault.to_string().ends_with("exit status: 3: alas"), "{fault}");
    }
}
