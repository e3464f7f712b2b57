//! `cairn verify`: each check of each credential, wherever it is; one, or the five thousand that an
//! office has to check in a morning.

mod about;
mod asked;
mod given;
mod source;
mod told;

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use anyhow::Result;
use jiff::Timestamp;
use openbadges::{
    ob2,
    verify::{Report, verify},
};

use about::About;
use given::Asking;
use told::Teller;

pub use asked::Asked;

/// How many are fetched and checked at the same time.
const AT_ONCE: usize = 16;

/// What was found of one credential: its report, or why it couldn't be had.
pub struct Found {
    pub name: String,
    pub outcome: Result<Checked, String>,
}

pub struct Checked {
    pub about: About,
    pub report: Report,
}

/// 0 when every check passed, 1 when one failed, else 2: something couldn't be checked.
pub fn run(asked: &Asked) -> Result<ExitCode> {
    let names = asked.names()?;
    let loader = Asking::with(asked.given()?);
    let mut teller = Teller::new(asked.form());
    teller.begin();
    each(&names, &loader, |found| teller.tell(&found));
    Ok(ExitCode::from(teller.worst()))
}

/// Checks all, several at once, and tells of them in their order, as soon as each one's turn comes.
fn each(names: &[String], loader: &Asking, mut tell: impl FnMut(Found)) {
    let next = AtomicUsize::new(0);
    let (done, results) = mpsc::sync_channel(AT_ONCE);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(names.len()) {
            let (next, done) = (&next, done.clone());
            scope.spawn(move || {
                while let Some((at, name)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|at| Some((at, names.get(at)?)))
                {
                    if done.send((at, check(name, loader))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        let mut early = BTreeMap::new();
        let mut turn = 0;
        for (at, found) in results {
            early.insert(at, found);
            while let Some(found) = early.remove(&turn) {
                tell(found);
                turn += 1;
            }
        }
    });
}

fn check(name: &str, asking: &Asking) -> Found {
    let outcome = source::read(name, asking).map(|credential| {
        let now = Timestamp::now();
        if ob2::is_one(&credential) {
            let (badge, report) = ob2::verify(&credential, asking, now);
            return Checked { about: badge.map(About::of_older).unwrap_or_default(), report };
        }
        let report = verify(credential.as_bytes(), asking, now);
        Checked { about: About::of(&credential), report }
    });
    Found { name: name.to_owned(), outcome }
}
