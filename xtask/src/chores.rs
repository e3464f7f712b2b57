//! Running one thing after another, saying what is done and how long it took.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// What was done so far, for the line at the end.
pub struct Chores {
    began: Instant,
    done: Vec<(String, Duration)>,
}

/// A step among others that are done at once: what it said, which is told when it is done.
pub type Beside<'w> = Box<dyn FnOnce() -> Result<String> + Send + 'w>;

impl Default for Chores {
    fn default() -> Chores {
        Chores { began: Instant::now(), done: Vec::new() }
    }
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

    /// Several steps at once, those named first begun first: for what waits more than it works.
    pub fn steps(&mut self, steps: Vec<(String, Beside)>) -> Result<()> {
        let done = Mutex::new(&mut self.done);
        at_once(steps, |(what, work)| {
            let began = Instant::now();
            let outcome = work();
            let took = began.elapsed();
            let said = outcome
                .with_context(|| format!("This step failed after {}: {what}", spoken(took)))?;
            println!("\n== {what}\n{}\n   done in {}", said.trim(), spoken(took));
            done.lock().unwrap_or_else(PoisonError::into_inner).push((what, took));
            Ok(())
        })
    }

    /// The times of all steps, and the one line that says how it went.
    pub fn conclude(self, outcome: Result<()>) -> Result<()> {
        let total = self.began.elapsed();
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

/// Does the same to each, as many at once as there are processors. After a fault no other is begun.
pub fn at_once<T: Send>(items: Vec<T>, work: impl Fn(T) -> Result<()> + Sync) -> Result<()> {
    let left = Mutex::new(items.into_iter());
    let left = || left.lock().unwrap_or_else(PoisonError::into_inner);
    let worker = || {
        loop {
            let Some(item) = left().next() else { return Ok(()) };
            let outcome = work(item);
            if outcome.is_err() {
                left().by_ref().for_each(drop);
                return outcome;
            }
        }
    };
    thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        let outcomes = workers.into_iter().map(|it| it.join().expect("a worker doesn't panic"));
        // All are waited for before the first fault is told.
        outcomes.collect::<Vec<_>>().into_iter().collect()
    })
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
    fn steps_at_once_are_all_done_and_after_a_fault_no_other_is_begun() {
        let say = |it: &'static str| (it.to_owned(), Box::new(move || Ok(it.into())) as Beside);
        let mut chores = Chores::default();
        chores.steps(["one", "two", "three"].map(say).into()).unwrap();
        assert_eq!(chores.done.len(), 3);

        let begun = Mutex::new(0);
        let fault = at_once((0..1_000).collect(), |it| {
            *begun.lock().unwrap() += 1;
            if it == 0 {
                bail!("alas")
            } else {
                thread::sleep(Duration::from_millis(50))
            }
            Ok(())
        });
        assert_eq!(fault.unwrap_err().to_string(), "alas");
        assert!(*begun.lock().unwrap() < 1_000);
    }

    #[test]
    fn a_command_that_prints_is_read_and_its_complaint_is_told() {
        assert_eq!(read(Command::new("echo").arg("hello")).unwrap(), "hello\n");
        let fault = read(Command::new("sh").args(["-c", "echo alas >&2; exit 3"])).unwrap_err();
        assert!(fault.to_string().ends_with("exit status: 3: alas"), "{fault}");
    }
}
