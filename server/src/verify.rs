//! `cairn verify`: each check of a credential, in words or as JSON, wherever the credential is.

use std::{
    collections::btree_map::Entry, fs, io::Read, path::PathBuf, process::ExitCode, time::Duration,
};

use anyhow::{Context, Result, anyhow};
use jiff::Timestamp;
use openbadges::verify::{Given, Loaded, Report, needs, verify};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub struct Asked {
    /// Files, addresses, or - for what comes in.
    #[arg(required = true, value_name = "FILE|URL|-")]
    credentials: Vec<String>,
    /// The issuer's keys (its did.json), instead of asking the issuer.
    #[arg(long, value_name = "FILE")]
    issuer: Vec<PathBuf>,
    /// A status list, instead of asking the issuer.
    #[arg(long, value_name = "FILE")]
    status: Vec<PathBuf>,
    /// As JSON, one line a credential.
    #[arg(long)]
    json: bool,
}

/// More than any credential or list has.
const LARGEST: u64 = 16 * 1024 * 1024;

/// 0 when every check passed, 1 when one failed, else 2: something couldn't be checked.
pub fn run(asked: &Asked) -> Result<ExitCode> {
    let given = given(asked)?;
    let (mut failed, mut unknown) = (false, false);
    for name in &asked.credentials {
        let bytes = read(name)?;
        let report = verify(&bytes, &fetched(&bytes, given.clone()), Timestamp::now());
        failed |= report.has_failed();
        unknown |= !report.has_failed() && !report.has_passed();
        if asked.json {
            println!("{}", as_json(name, &report));
        } else {
            print_words(name, &report);
        }
    }
    Ok(ExitCode::from(if failed {
        1
    } else if unknown {
        2
    } else {
        0
    }))
}

fn given(asked: &Asked) -> Result<Given> {
    let mut given = Given::default();
    for (files, into) in
        [(&asked.issuer, &mut given.key_documents), (&asked.status, &mut given.status_lists)]
    {
        for file in files {
            let bytes = fs::read(file).with_context(|| file.display().to_string())?;
            let says: Value =
                serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?;
            let id =
                says["id"].as_str().with_context(|| format!("{} names no id", file.display()))?;
            into.insert(id.to_owned(), Ok(bytes));
        }
    }
    Ok(given)
}

/// What a credential needs and wasn't given is asked of where it says; a list has an issuer, too.
fn fetched(credential: &[u8], mut given: Given) -> Given {
    let mut asked = vec![credential.to_vec()];
    while let Some(bytes) = asked.pop() {
        let needs = needs(&bytes);
        for did in needs.key_documents {
            let fetched = || address_of(&did).and_then(|address| fetch(&address));
            given.key_documents.entry(did.clone()).or_insert_with(fetched);
        }
        for url in needs.status_lists {
            if let Entry::Vacant(place) = given.status_lists.entry(url) {
                let list = fetch(place.key());
                asked.extend(list.clone());
                place.insert(list);
            }
        }
    }
    given
}

fn address_of(id: &str) -> Result<String, String> {
    match id.strip_prefix("did:web:") {
        Some(_) => openbadges::keys::did_web_url(id).map_err(|error| error.to_string()),
        None => Ok(id.to_owned()),
    }
}

fn fetch(address: &str) -> Loaded {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(20))).build().into();
    let answer =
        agent.get(address).call().map_err(|error| format!("{address} didn't answer: {error}."))?;
    let body = answer.into_body().into_with_config().limit(LARGEST).read_to_vec();
    body.map_err(|error| format!("{address} couldn't be read: {error}."))
}

fn read(name: &str) -> Result<Vec<u8>> {
    if name == "-" {
        let mut bytes = vec![];
        std::io::stdin().take(LARGEST).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    if name.starts_with("https://") || name.starts_with("http://") {
        // The address of its page is as good as that of the credential itself.
        let address =
            if name.ends_with(".json") { name.to_owned() } else { format!("{name}.json") };
        return fetch(&address).map_err(|why| anyhow!(why));
    }
    fs::read(name).with_context(|| name.to_owned())
}

fn print_words(name: &str, report: &Report) {
    println!("{name}");
    for (check, found) in report.checks() {
        let outcome = if found.has_passed() {
            "passed"
        } else if found.has_failed() {
            "failed"
        } else {
            "unknown"
        };
        println!("  {check:<8}{outcome:<9}{}", found.says);
    }
    for problem in report.problems.iter().skip(1) {
        println!("  also: {problem}");
    }
}

fn as_json(name: &str, report: &Report) -> Value {
    json!({ "credential": name, "passed": report.has_passed(), "report": report })
}
