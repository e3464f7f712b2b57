//! What transactions and the three joints promise.
#![allow(clippy::unwrap_used)] // what stories do

use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use anyhow::anyhow;
use foundation::{
    Announcement, App, Conn, Error, Gate, Id, Job, Journey, Letter, Read, Result, Slot, Tx,
    testing::{Database, app, database},
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tokio::{sync::Notify, time::timeout};

#[derive(Serialize, Deserialize)]
struct Rang;

impl Announcement for Rang {
    const NAME: &'static str = "bell.rang";
}

#[tokio::test]
async fn what_is_not_committed_was_never_announced() {
    let world = world(Journey::default().when::<Rang>("welcome", welcome)).await;

    let mut tx = world.app.begin().await.unwrap();
    tx.announce(Rang).await.unwrap();
    drop(tx);

    assert_eq!(world.app.deliver().await.unwrap(), 0);
}

#[tokio::test]
async fn a_change_with_a_failed_statement_is_not_kept() {
    let world = world(Journey::default()).await;

    let mut tx = world.app.begin().await.unwrap();
    welcome(&mut tx, Rang).await.unwrap();
    let ignored = tx.run(sqlx::query("INSERT INTO people (id) VALUES (NULL)")).await;

    assert!(ignored.is_err() && tx.commit().await.is_err());
    assert_eq!(people(&world.app).await, 0);
}

#[tokio::test]
async fn a_view_changes_nothing() {
    let world = world(Journey::default()).await;
    let mut read = world.app.read().await.unwrap();
    let forbidden = sqlx::query("INSERT INTO people (id, name, made_at) VALUES ('x', 'x', 0)");
    assert!(forbidden.execute(&mut *read).await.is_err());
}

#[tokio::test]
async fn a_listener_that_stumbles_is_told_again_and_its_half_done_work_is_gone() {
    static TOLD: AtomicUsize = AtomicUsize::new(0);
    async fn stumble(tx: &mut Tx, rang: Rang) -> Result<()> {
        welcome(tx, rang).await?;
        match TOLD.fetch_add(1, SeqCst) {
            0 => Err(anyhow!("a stumble").into()),
            1 => panic!("a fall"),
            _ => Ok(()),
        }
    }
    let world = world(Journey::default().when::<Rang>("stumble", stumble)).await;
    ring(&world.app).await;

    let mut arrived = vec![];
    for _ in 0..4 {
        arrived.push(world.app.deliver().await.unwrap());
        world.app.clock.advance(SignedDuration::from_secs(10));
    }

    assert_eq!(arrived, [0, 0, 1, 0]);
    assert_eq!(people(&world.app).await, 1);
}

#[tokio::test]
async fn of_many_couriers_one_delivers() {
    let world = world(Journey::default().when::<Rang>("welcome", welcome)).await;
    ring(&world.app).await;

    let (a, b, c) = tokio::join!(world.app.deliver(), world.app.deliver(), world.app.deliver());

    assert_eq!(a.unwrap() + b.unwrap() + c.unwrap(), 1);
    assert_eq!(people(&world.app).await, 1);
}

#[test]
#[should_panic(expected = "two listen as welcome")]
fn two_listeners_of_one_name_are_a_mistake() {
    let _ = Journey::default().when::<Rang>("welcome", welcome).when::<Rang>("welcome", welcome);
}

#[derive(Clone)]
struct MayRing;

impl Gate for MayRing {}

#[tokio::test]
async fn a_gate_that_nobody_keeps_is_shut() {
    let world = world(Journey::default()).await;
    let mut tx = world.app.begin().await.unwrap();
    assert!(matches!(tx.ask(MayRing).await, Err(Error::Fault(_))));
}

#[tokio::test]
async fn a_page_may_ask_too() {
    async fn closed(_: &mut Conn, _: MayRing) -> Result<()> {
        Err(Error::Absent)
    }
    let world = world(Journey::default().gate::<MayRing>(closed)).await;
    let mut read = world.app.read().await.unwrap();
    assert!(matches!(read.ask(MayRing).await, Err(Error::Absent)));
}

struct Door;

impl Slot for Door {
    type Id = u8;
    type Piece = i64;
}

#[tokio::test]
async fn a_broken_piece_leaves_the_page_whole() {
    async fn broken(read: &mut Read, _: &[u8]) -> Result<HashMap<u8, i64>> {
        sqlx::query("SELECT nothing FROM nowhere").execute(&mut **read).await?;
        Ok(HashMap::new())
    }
    async fn counted(read: &mut Read, ids: &[u8]) -> Result<HashMap<u8, i64>> {
        let count = sqlx::query_scalar("SELECT COUNT(*) FROM people");
        let count = count.fetch_one(&mut **read).await?;
        Ok(ids.iter().map(|id| (*id, count)).collect())
    }
    let world = world(Journey::default().slot::<Door>(broken).slot::<Door>(counted)).await;

    let filled = world.app.read().await.unwrap().fill::<Door>(&[1, 2]).await;

    assert_eq!(filled, HashMap::from([(1, vec![0]), (2, vec![0])]));
}

#[derive(Serialize, Deserialize)]
struct Ring {
    times: u32,
}

impl Job for Ring {
    const NAME: &'static str = "bell.ring";

    fn effect_key(&self) -> String {
        "the bell".into()
    }
}

#[tokio::test]
async fn a_job_is_done_once_however_often_it_is_queued_and_again_when_it_stumbles() {
    static RUNG: AtomicUsize = AtomicUsize::new(0);
    async fn ring_it(app: App, job: Ring) -> Result<()> {
        match RUNG.fetch_add(job.times as usize, SeqCst) {
            0 => panic!("a fall"),
            _ => drop(app.begin().await?), // nothing is open while a job is done
        }
        Ok(())
    }
    let world = world(Journey::default().job(ring_it)).await;
    let mut tx = world.app.begin().await.unwrap();
    tx.queue(&Ring { times: 1 }).await.unwrap();
    tx.queue(&Ring { times: 1 }).await.unwrap();
    tx.commit().await.unwrap();

    let mut done = vec![];
    for _ in 0..3 {
        done.push(world.app.work().await.unwrap());
        world.app.clock.advance(SignedDuration::from_secs(10));
    }

    assert_eq!(done, [0, 1, 0]);
    assert_eq!(RUNG.load(SeqCst), 2);
}

#[derive(Serialize, Deserialize)]
struct Peal {
    bell: usize,
}

impl Job for Peal {
    const NAME: &'static str = "bells.ring";

    fn effect_key(&self) -> String {
        self.bell.to_string()
    }
}

#[tokio::test]
async fn jobs_are_done_together_and_the_one_that_stumbles_alone_is_tried_again() {
    static PEALS: Mutex<Vec<Vec<usize>>> = Mutex::new(vec![]);
    async fn ring_all(_: App, peals: Vec<Peal>) -> Result<()> {
        let bells: Vec<_> = peals.iter().map(|it| it.bell).collect();
        PEALS.lock().unwrap().push(bells.clone());
        if bells.contains(&4) { Err(anyhow!("it is cracked").into()) } else { Ok(()) }
    }
    let world = world(Journey::default().jobs(ring_all)).await;
    let mut tx = world.app.begin().await.unwrap();
    for bell in 0..6 {
        tx.queue(&Peal { bell }).await.unwrap();
    }
    tx.commit().await.unwrap();

    assert_eq!(world.app.work().await.unwrap(), 5);
    world.app.clock.advance(SignedDuration::from_secs(10));
    assert_eq!(world.app.work().await.unwrap(), 0);

    let rung = PEALS.lock().unwrap().clone();
    assert_eq!(
        rung,
        [
            vec![0, 1, 2, 3, 4, 5],
            vec![0, 1, 2],
            vec![3, 4, 5],
            vec![3],
            vec![4, 5],
            vec![4],
            vec![5],
            vec![4]
        ]
    );
}

#[tokio::test]
async fn a_job_that_waits_for_somebody_holds_up_no_other() {
    static RUNG: Notify = Notify::const_new();
    static HEARD: Notify = Notify::const_new();
    async fn listen(_: App, _: Ring) -> Result<()> {
        RUNG.notified().await;
        HEARD.notify_one();
        Ok(())
    }
    async fn ring(_: App, _: Peal) -> Result<()> {
        RUNG.notify_one();
        Ok(())
    }
    let world = world(Journey::default().job(listen).job(ring)).await;
    let following = tokio::spawn(world.app.clone().keep_following());
    let mut tx = world.app.begin().await.unwrap();
    tx.queue(&Ring { times: 1 }).await.unwrap();
    tx.queue(&Peal { bell: 1 }).await.unwrap();
    tx.commit().await.unwrap();

    timeout(Duration::from_secs(20), HEARD.notified()).await.expect("both are at work");
    following.abort();
}

#[tokio::test]
async fn many_workers_do_each_job_once() {
    static RUNG: Mutex<Vec<usize>> = Mutex::new(vec![]);
    static LAST: Notify = Notify::const_new();
    const ALL: usize = 3_500;
    async fn ring_all(_: App, peals: Vec<Peal>) -> Result<()> {
        let mut rung = RUNG.lock().unwrap();
        rung.extend(peals.iter().map(|it| it.bell));
        if rung.len() >= ALL {
            LAST.notify_one();
        }
        Ok(())
    }
    let world = world(Journey::default().jobs(ring_all)).await;
    let mut tx = world.app.begin().await.unwrap();
    for bell in 0..ALL {
        tx.queue(&Peal { bell }).await.unwrap();
    }
    tx.commit().await.unwrap();
    let following = tokio::spawn(world.app.clone().keep_following());
    timeout(Duration::from_secs(60), LAST.notified()).await.expect("all are done");
    following.abort();

    let mut rung = RUNG.lock().unwrap().clone();
    rung.sort_unstable();
    assert_eq!(rung, Vec::from_iter(0..ALL));
}

#[tokio::test]
async fn a_letter_is_written_only_with_its_change() {
    let world = world(Journey::default()).await;
    let letter = || Letter {
        kind: "bell.rang",
        person_id: None,
        address: "rosa@example.org".into(),
        subject: "Something to read".into(),
        body: "It rang.".into(),
    };
    let mut tx = world.app.begin().await.unwrap();
    tx.write(letter()).await.unwrap();
    drop(tx);
    let mut tx = world.app.begin().await.unwrap();
    tx.write(letter()).await.unwrap();
    tx.commit().await.unwrap();

    let mut read = world.app.read().await.unwrap();
    let letters: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM letters").fetch_one(&mut *read).await.unwrap();
    assert_eq!(letters, 1);
}

struct World {
    app: App,
    _database: Database,
}

async fn world(journey: Journey) -> World {
    let database = database().await;
    World { app: app(&database, journey), _database: database }
}

async fn ring(app: &App) {
    let mut tx = app.begin().await.unwrap();
    tx.announce(Rang).await.unwrap();
    tx.commit().await.unwrap();
}

async fn welcome(tx: &mut Tx, _: Rang) -> Result<()> {
    let insert = sqlx::query("INSERT INTO people (id, name, made_at) VALUES ($1, '', 0)");
    tx.run_one(insert.bind(Id::<()>::fresh())).await
}

async fn people(app: &App) -> i64 {
    let mut read = app.read().await.unwrap();
    sqlx::query_scalar("SELECT COUNT(*) FROM people").fetch_one(&mut *read).await.unwrap()
}
