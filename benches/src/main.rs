//! How fast Cairn is, told as ratios: each figure stands beside what the machine can do at best,
//! measured in the same run, in turns. `cargo xtask bench` builds everything as it is shipped, runs
//! this, and writes `benches/RESULTS.md`.

mod bulk;
mod client;
mod credentials;
mod hello;
mod javascript;
mod program;
mod serving;
mod signing;
mod state;
mod table;
mod turns;

use std::{env, path::PathBuf};

use anyhow::{Context, Result};
use mimalloc::MiMalloc;

use crate::{program::Cairn, table::Table};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["hello"] => hello::serve(),
        ["measure", results] => measure(results.into()),
        ["bulk"] => bulk::measure(Cairn::start()?, &mut Table::default()),
        ["serving"] => serving::measure(Cairn::start()?, &mut Table::default()),
        ["credentials"] => signing::measure(&mut Table::default()),
        _ => anyhow::bail!(
            "Usage: benches measure FILE, or benches credentials, bulk or serving. Or, as xtask does: cargo xtask bench"
        ),
    }
}

fn measure(results: PathBuf) -> Result<()> {
    let mut table = Table::default();
    signing::measure(&mut table)?;
    bulk::measure(Cairn::start()?, &mut table)?;
    serving::measure(Cairn::start()?, &mut table)?;
    let text = table.to_markdown()?;
    print!("\n{text}");
    std::fs::write(&results, text).with_context(|| results.display().to_string())
}
