//! The library that most others use, in Node: how often a second it verifies a credential.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};

const SECONDS: &str = "3";

/// Each call is one round.
pub fn verifies(credential: &str) -> Result<f64> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/node");
    let mut file = tempfile::NamedTempFile::new()?;
    std::io::Write::write_all(&mut file, credential.as_bytes())?;
    let run = Command::new("node")
        .current_dir(folder)
        .arg("verifies.mjs")
        .arg(file.path())
        .arg(SECONDS)
        .output()
        .context("Node is needed, and `npm ci` in tests/node")?;
    ensure!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Ok(String::from_utf8(run.stdout)?.trim().parse()?)
}
