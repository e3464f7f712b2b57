//! The program is killed fifty times (SIGKILL), at seeded moments, while people answer, upload,
//! submit, score and accept requests. Whatever was acknowledged is there when it comes back, and what
//! follows from it happened once; letters came at least once, under one Message-ID each.
//!
//! What this can't show: the machine itself goes on, so what the program wrote and the system hadn't
//! yet put on the disk survives. That `fsync` is asked for is a setting (`synchronous = FULL`, and the
//! same in the folder of files); only pulling the plug would show that the disk obeys.
#![allow(clippy::unwrap_used)] // what stories do

mod common;
#[path = "common/copies.rs"]
mod copies;
#[path = "common/load.rs"]
mod load;
#[path = "common/mail.rs"]
mod mail;
#[path = "common/program.rs"]
mod program;

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    thread::{scope, sleep},
    time::{Duration, Instant},
};

use common::house_now;
use foundation::Db;
use load::{Person, Work, all, everything_follows_once, moved, settled};
use mail::MailServer;
use program::PATIENCE;

const KILLS: u64 = 50;

#[tokio::test]
async fn what_was_acknowledged_survives_and_follows_once() {
    let world = house_now("not_needed").await;
    let mail = MailServer::started();
    let work = Work::prepared(&world).await;
    let (instance, url, _kept) = moved(&world).await;
    let instance = instance.with("smtp", &mail.url());
    let people = work.people(&instance);
    world.app.db().close().await;

    for kill in 0..KILLS {
        let server = instance.serves();
        people.see_what_they_typed(kill);
        let seeded = 3 + kill * 7919 % 17;
        let before = people.acknowledged.load(SeqCst);
        let over = AtomicBool::new(false);
        scope(|scope| {
            for person in Person::ALL {
                let (people, over) = (&people, &over);
                scope.spawn(move || people.go_on(person, over));
            }
            let until = Instant::now() + PATIENCE;
            while people.acknowledged.load(SeqCst) < before + seeded as usize {
                assert!(Instant::now() < until, "nobody is heard any more: {}", server.logged());
                sleep(Duration::from_millis(1));
            }
            server.killed();
            over.store(true, SeqCst);
        });
    }

    let db = Db::open(&url).await.unwrap();
    let server = instance.serves();
    people.see_what_they_typed(KILLS);
    settled(&db).await;
    people.everything_is_there(&db).await;
    everything_follows_once(&db).await;
    let ledger = people.noor.opens("/ledger").unwrap().page();
    assert!(ledger.contains("The chain holds"), "{ledger}");
    letters_came(&db, &mail).await;
    let acknowledged = people.acknowledged.load(SeqCst);
    println!("{KILLS} kills, {acknowledged} acknowledged requests, {}", people.counted());
    server.stopped();
}

/// Every letter came, some perhaps twice, and nothing came that isn't one.
async fn letters_came(db: &Db, mail: &MailServer) {
    let written: BTreeSet<String> = all(db, "SELECT id FROM letters").await.into_iter().collect();
    let taken = mail.taken();
    let of = |id: &str| id.trim_start_matches('<').split('@').next().unwrap().to_owned();
    let came: BTreeSet<String> = taken.keys().map(|id| of(id)).collect();
    let sent = all(db, "SELECT id FROM letters WHERE sent_at IS NOT NULL").await;
    assert!(came.is_subset(&written), "{:?}", came.difference(&written).next());
    assert!(sent.len() > 100, "{} letters", sent.len());
    for id in &sent {
        assert!(came.contains(id), "letter {id} never came");
    }
    for (id, same) in taken {
        assert!(same.windows(2).all(|it| body(&it[0]) == body(&it[1])), "two letters are {id}");
    }
}

fn body(letter: &str) -> &str {
    letter.split_once("\n\n").map_or("", |it| it.1)
}
