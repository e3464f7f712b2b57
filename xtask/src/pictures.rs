//! `cargo xtask pictures`: the pictures in the README, taken of a demo that nobody has touched. Tests write no file that
//! is tracked; this does, when somebody asks for it.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::{
    chores::{Chores, top},
    demo::Demo,
    node, rust,
};

/// Whoever reads the README waits for them.
const MOST_BYTES: u64 = 150_000;

pub fn pictures() -> Result<()> {
    let mut chores = Chores::default();
    let outcome = steps(&mut chores);
    chores.conclude(outcome)
}

fn steps(chores: &mut Chores) -> Result<()> {
    let top = &top()?;
    let folder = top.join("docs/pictures");
    chores.step("the product is built", || rust::build_product(top))?;
    let node = chores.step("Node, npm and Chromium are here", || node::ready(top))?;
    chores.step("pictures are taken", || {
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        node.take_pictures(&Demo::start(None)?, &folder)?;
        for picture in fs::read_dir(&folder)? {
            let picture = picture?;
            let (name, bytes) = (picture.file_name(), picture.metadata()?.len());
            println!("   {} ({} kB)", name.display(), bytes / 1000);
            ensure!(bytes <= MOST_BYTES, "{} is larger than a README's picture", name.display());
        }
        Ok(())
    })
}
