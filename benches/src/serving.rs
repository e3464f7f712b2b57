//! Pages a second, beside a page of the same server that says hello; start and memory.

use std::{env, process::Command, time::Duration};

use anyhow::{Context, Result};

use crate::{
    client::rate,
    program::{Cairn, Running},
    table::Table,
    turns::median,
};

const ROUNDS: usize = 5;
const TURN: Duration = Duration::from_secs(1);
/// What the sample district has published.
const PUBLISHED: usize = 12;
/// MiB of memory that an idle server may have.
const MEMORY: f64 = 64.0;
const STARTS: usize = 5;

pub fn measure(cairn: Cairn, table: &mut Table) -> Result<()> {
    let cairn = starts(cairn, table)?;
    let hello = Running::start(Command::new(env::current_exe()?).arg("hello"))?;
    let page = cairn.running.get("/demo")?;
    let credential = link(&page, "/credentials/").context("the demo has a credential")?;
    pages(&cairn, &hello, table, "the page of a credential", credential)?;
    cairn.publish(30 - PUBLISHED)?;
    pages(&cairn, &hello, table, "the catalog, with 30 entries", "/catalog")?;
    cairn.publish(3_000 - 30)?;
    pages(&cairn, &hello, table, "the catalog, with 3,000 entries", "/catalog")?;
    let search = "/catalog?q=questioning";
    pages(&cairn, &hello, table, "a search among 3,000 entries", search)
}

fn starts(mut cairn: Cairn, table: &mut Table) -> Result<Cairn> {
    let mut times = vec![];
    for _ in 0..STARTS {
        let (again, took) = cairn.start_again()?;
        cairn = again;
        times.push(took.as_secs_f64() * 1000.0);
    }
    table.within("from start to healthy", median(times), 1000.0, "ms");
    table.within("memory when idle", cairn.running.memory()?, MEMORY, "MiB");
    Ok(cairn)
}

fn pages(cairn: &Cairn, hello: &Running, table: &mut Table, what: &str, path: &str) -> Result<()> {
    let (mut rates, mut best) = (vec![], vec![]);
    for _ in 0..ROUNDS {
        rates.push(rate(&cairn.running.address, path, TURN)?);
        best.push(rate(&hello.address, "/", TURN)?);
    }
    table.rate(what, median(rates), "hello, world", median(best));
    Ok(())
}

/// The first link of a page that begins so.
pub fn link<'a>(page: &'a str, beginning: &str) -> Option<&'a str> {
    let links = page.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
    links.into_iter().find(|it| it.starts_with(beginning))
}
