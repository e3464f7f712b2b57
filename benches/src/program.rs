//! The program as it is shipped, with the sample district, in a folder of its own.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

/// How long the catalog may take to list what was published.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server that ends with us.
pub struct Running {
    /// Host and port.
    pub address: String,
    process: Child,
    /// What else it says goes here: nobody reads it, and it isn't told so.
    _said: BufReader<ChildStdout>,
}

impl Running {
    /// Starts it, and reads the address in the first line that has one.
    pub fn start(command: &mut Command) -> Result<Running> {
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = process.with_context(|| format!("{command:?}"))?;
        let mut said = BufReader::new(process.stdout.take().context("it was piped")?);
        let mut line = String::new();
        while said.read_line(&mut line)? > 0 {
            if let Some((_, address)) = line.split_once("http://") {
                let address = address.trim().to_owned();
                return Ok(Running { address, process, _said: said });
            }
            line.clear();
        }
        let _ = process.kill();
        bail!("{command:?} said no address")
    }

    /// MiB that are in memory for it, as Linux counts them.
    pub fn memory(&self) -> Result<f64> {
        memory_of(&self.process.id().to_string())
    }

    pub fn get(&self, path: &str) -> Result<String> {
        let answer = ureq::get(format!("http://{}{path}", self.address)).call();
        Ok(answer.with_context(|| path.to_owned())?.body_mut().read_to_string()?)
    }
}

/// MiB that are in memory for a process: its number, or `self`.
pub fn memory_of(process: &str) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let resident = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
    let kib = resident.and_then(|it| it.trim().strip_suffix(" kB")).context("VmRSS in kB")?;
    Ok(kib.trim().parse::<f64>()? / 1024.0)
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `cairn`, and the folder that it is started on.
pub struct Cairn {
    pub running: Running,
    folder: TempDir,
}

impl Cairn {
    pub fn start() -> Result<Cairn> {
        let folder = TempDir::new()?;
        let running = demo(folder.path(), "0")?;
        Ok(Cairn { running, folder })
    }

    /// Stops it as if the power went.
    pub fn stop(self) -> Result<Stopped> {
        let Cairn { running, folder } = self;
        let port =
            running.address.rsplit(':').next().context("an address has its port")?.to_owned();
        Ok(Stopped { port, folder })
    }

    /// Stops it, and starts it again on what is there: how long until it says that it is well.
    pub fn start_again(self) -> Result<(Cairn, Duration)> {
        let stopped = self.stop()?;
        let began = Instant::now();
        let cairn = stopped.start()?;
        cairn.running.get("/healthz")?;
        Ok((cairn, began.elapsed()))
    }

    /// Brings in that many more microcredentials.
    pub fn publish(&self, more: usize) -> Result<()> {
        let documents = TempDir::new()?;
        let pattern = self.running.get("/documents/wait-time-and-questioning.md")?;
        for number in 0..more {
            let name = format!("wait-time-{more}-{number}");
            let text = pattern.replace("wait-time-and-questioning", &name).replacen(
                "Wait time",
                &format!("Wait time {number}"),
                1,
            );
            fs::write(documents.path().join(format!("{name}.md")), text)?;
        }
        let data = self.folder.path().join("data");
        let status = Command::new(cairn()?)
            .args(["import", "--issuer", "maple-ridge", "--publish"])
            .arg(documents.path())
            .env("CAIRN_DATA", data)
            .env("CAIRN_PUBLIC_URL", format!("http://{}", self.running.address))
            .stdout(Stdio::null())
            .status()?;
        ensure!(status.success(), "`cairn import` ended with {status}");
        let search = format!("/catalog?q=wait+time+{}", more - 1);
        let last = format!("/catalog/wait-time-{more}-{}", more - 1);
        // The server hears of it when it looks what there is to follow.
        let began = Instant::now();
        while !self.running.get(&search)?.contains(&last) {
            ensure!(began.elapsed() < PATIENCE, "{last} is not listed");
            sleep(Duration::from_millis(200));
        }
        Ok(())
    }
}

/// The folder of one that doesn't run, and where it was to be found.
pub struct Stopped {
    port: String,
    folder: TempDir,
}

impl Stopped {
    /// Where it was, as its credentials say.
    pub fn start(self) -> Result<Cairn> {
        let running = demo(self.folder.path(), &self.port)?;
        Ok(Cairn { running, folder: self.folder })
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("data/cairn.db")
    }
}

fn demo(folder: &Path, port: &str) -> Result<Running> {
    Running::start(
        Command::new(cairn()?).args(["demo", "--port", port, "--data"]).arg(folder.join("data")),
    )
}

/// It was built beside this program.
fn cairn() -> Result<PathBuf> {
    Ok(env::current_exe()?.with_file_name("cairn"))
}
