//! PDFs are read in a process of their own. Whatever somebody put in one: it takes so much memory
//! and time and no more, opens nothing, and the server stands.

use std::{
    io::{Read, Write, stdin, stdout},
    path::PathBuf,
    process::{ExitCode, Output, Stdio},
    sync::OnceLock,
    time::Duration,
};

use anyhow::Context;
use foundation::Result;
use rustix::process::{Resource, Rlimit, setrlimit};
use tokio::{
    io::AsyncWriteExt, join, process::Command, sync::Semaphore, task::spawn_blocking, time::timeout,
};

use crate::{FILE_BYTES, FileKind, Refusal, Stripped, strip::strip};

/// What a program is called with, to strip the PDF that comes in.
pub const STRIP_PDF: &str = "strip-pdf";

const MEMORY_BYTES: u64 = 1024 * 1024 * 1024;
const CPU_SECONDS: u64 = 20;
const WAIT: Duration = Duration::from_secs(40);
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Why not, as a process says it: 10 for the first.
const REFUSALS: [Refusal; 4] =
    [Refusal::Broken, Refusal::Locked, Refusal::OpenForm, Refusal::TooManyPoints];

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// From now on PDFs are stripped by this program; until then in this very process, as in stories.
pub fn strip_pdfs_by(program: impl Into<PathBuf>) {
    PROGRAM.get_or_init(|| program.into());
}

/// Strips it beside the requests.
pub async fn stripped(bytes: Vec<u8>) -> Result<Stripped> {
    match PROGRAM.get() {
        Some(program) if FileKind::of(&bytes)? == FileKind::Pdf => {
            let _turn = AT_ONCE.acquire().await.context("a turn")?;
            let bytes = pdf(program, bytes).await?;
            Ok(Stripped { kind: FileKind::Pdf, bytes })
        }
        _ => Ok(spawn_blocking(move || strip(&bytes)).await.context("stripping")??),
    }
}

async fn pdf(program: &PathBuf, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let mut command = Command::new(program);
    command.arg(STRIP_PDF).env_clear().current_dir("/").kill_on_drop(true);
    // Of what the allocator sets aside, only what is used counts.
    command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = command.spawn().context("a process for a PDF")?;
    let mut input = process.stdin.take().expect("it is piped");
    let told = async move {
        // It may end before it has read all: how it ends says why.
        let _ = input.write_all(&bytes).await;
    };
    let done = async { join!(told, process.wait_with_output()) };
    let Ok(((), ended)) = timeout(WAIT, done).await else { return Err(Refusal::Broken.into()) };
    let Output { status, stdout, .. } = ended.context("a process for a PDF")?;
    if status.success() {
        return Ok(stdout);
    }
    let why = status.code().and_then(|code| usize::try_from(code - 10).ok());
    let why = why.and_then(|at| REFUSALS.get(at)).cloned();
    Err(why.unwrap_or(Refusal::Broken).into())
}

/// What that process does: a PDF comes in, and what may be kept of it goes out.
pub fn strip_pdf() -> ExitCode {
    let mut bytes = vec![];
    if confined().is_err() || stdin().take(FILE_BYTES as u64 + 1).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    match strip(&bytes) {
        Ok(kept) if stdout().write_all(&kept.bytes).is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(refusal) => {
            let at = REFUSALS.iter().position(|it| *it == refusal).unwrap_or_default();
            ExitCode::from(10 + at as u8)
        }
    }
}

fn confined() -> rustix::io::Result<()> {
    let most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Data, most(MEMORY_BYTES))?;
    setrlimit(Resource::Cpu, most(CPU_SECONDS))?;
    setrlimit(Resource::Nofile, most(3))?;
    setrlimit(Resource::Fsize, most(0))
}
