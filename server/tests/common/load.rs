//! People at work on an instance that the program serves, each request written down: what was
//! acknowledged, and what was on its way.
#![allow(dead_code)] // not every story that begins with this uses all of it

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    thread::sleep,
    time::{Duration, Instant},
};

use evidence::testing::{ShowsEvidence, samples};
use foundation::Db;
use learn::testing::Learns;
use people::testing::World;
use review::{Finding::Demonstrated, testing::Reviews};
use sqlx::AssertSqlSafe;
use submit::testing::{Submits, hidden, submitted};
use tempfile::TempDir;

use crate::{
    common::{SLUG, id, offers, qualified},
    copies::{copies, copy_of},
    program::{Instance, PATIENCE, Someone},
};

/// More than there is time for.
const COPIES: usize = 600;

/// What lies ready to be done: copies of one pursuit that is about to be submitted, and of one whose
/// review is about to be sent.
pub struct Work {
    typed: String,
    shown: String,
    ready: Vec<String>,
    panels: Vec<String>,
    review: String,
    browsers: Browsers,
}

struct Browsers {
    rosa: people::testing::Someone,
    ben: people::testing::Someone,
    noor: people::testing::Someone,
}

impl Work {
    pub async fn prepared(world: &World) -> Work {
        let rosa = world.educator("Rosa").await;
        let ben = qualified(world, "Ben").await;
        let noor = world.office("Noor").await;
        let petra = world.educator("Petra").await;
        let reviewed = petra.starts(SLUG).await;
        submitted(world, &petra, &reviewed).await;
        let panel = ben.first_on_desk().await;
        ben.is_about_to_find(Demonstrated).await;
        let preview = ben.opens(&format!("{panel}/preview")).await.page;
        let review = format!("revision={}", hidden(&preview, "revision").unwrap());
        let pursuit = id::<()>(&reviewed).to_string();
        let ends = copies(world, &pursuit, COPIES, true).await;
        let panel = id::<()>(&panel).to_string();
        let panels = ends.iter().map(|end| format!("/panels/{}", copy_of(&panel, end))).collect();

        // Enough of them for whatever Rosa will submit: nobody sits on more than ten panels.
        for other in 0..30 {
            qualified(world, &format!("Assessor {other}")).await;
        }
        let ready = rosa.starts(SLUG).await;
        rosa.writes_everything(&ready).await;
        rosa.writes_evidence(&ready, "part_2.plan", "First: why? Second: how?", 0).await;
        let pursuit = id::<()>(&ready).to_string();
        let ends = copies(world, &pursuit, COPIES, false).await;
        let ready =
            ends.iter().map(|end| format!("/pursuits/{}", copy_of(&pursuit, end))).collect();

        offers(world, "typed", &[]).await;
        offers(world, "shown", &[]).await;
        let (typed, shown) = (rosa.starts("typed").await, rosa.starts("shown").await);
        world.settle().await;
        let browsers = Browsers { rosa, ben, noor };
        Work { typed, shown, ready, panels, review, browsers }
    }

    pub fn people(self, instance: &Instance) -> People {
        let Work { typed, shown, ready, panels, review, browsers } = self;
        People {
            rosa: instance.same(&browsers.rosa),
            ben: instance.same(&browsers.ben),
            noor: instance.same(&browsers.noor),
            typed,
            shown,
            ready,
            panels,
            review,
            acknowledged: AtomicUsize::new(0),
            record: Mutex::default(),
            remembered: Mutex::default(),
        }
    }
}

/// The program goes on with this world's database, in a folder in memory where there is one: what a
/// disk does isn't looked at here, and a busy one makes everybody wait.
pub async fn moved(world: &World) -> (Instance, String, TempDir) {
    let memory = Path::new("/dev/shm");
    let kept = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    let kept = kept.unwrap();
    let folder = kept.path().join("instance");
    std::fs::create_dir(&folder).unwrap();
    let instance = Instance::new(&folder);
    if !world.app.db().is_sqlite() {
        let url = world.database.owner_url.clone();
        return (instance.with("database", &url), url, kept);
    }
    let file = folder.join("cairn.db");
    let mut conn = world.app.db().writer().await.unwrap();
    let copy = format!("VACUUM INTO '{}'", file.display());
    sqlx::raw_sql(AssertSqlSafe(copy)).execute(&mut *conn).await.unwrap();
    (instance, format!("sqlite:{}", file.display()), kept)
}

#[derive(Clone, Copy)]
pub enum Person {
    Types,
    Shows,
    Submits,
    Scores,
    Accepts,
}

impl Person {
    pub const ALL: [Person; 5] =
        [Person::Types, Person::Shows, Person::Submits, Person::Scores, Person::Accepts];
}

pub struct People {
    pub rosa: Someone,
    pub ben: Someone,
    pub noor: Someone,
    typed: String,
    shown: String,
    ready: Vec<String>,
    panels: Vec<String>,
    review: String,
    pub acknowledged: AtomicUsize,
    record: Mutex<Record>,
    /// The record as it was at one moment.
    remembered: Mutex<Record>,
}

/// What was acknowledged, and what was on its way when the program died.
#[derive(Default, Clone)]
struct Record {
    /// The words that count, and those that were sent after them.
    words: (String, String),
    /// Pieces by their names, and those that were removed.
    shown: BTreeSet<String>,
    submitted: BTreeMap<String, bool>,
    scored: BTreeMap<String, bool>,
    accepted: BTreeSet<String>,
}

impl People {
    /// Until nobody answers any more.
    pub fn go_on(&self, person: Person, over: &AtomicBool) {
        while !over.load(SeqCst) {
            let done = match person {
                Person::Types => self.types(),
                Person::Shows => self.shows(),
                Person::Submits => self.submits(),
                Person::Scores => self.scores(),
                Person::Accepts => self.accepts(),
            };
            if done.is_none() {
                return;
            }
        }
    }

    fn acknowledge(&self) {
        self.acknowledged.fetch_add(1, SeqCst);
    }

    fn types(&self) -> Option<()> {
        let place = format!("{}/part_1.setting", self.typed);
        let page = self.rosa.opens(&place)?.page();
        let revision = hidden(&page, "revision").unwrap_or("0").to_owned();
        let words = format!("Words number {}.", self.acknowledged.load(SeqCst));
        self.record.lock().unwrap().words.1 = words.clone();
        let form = format!("words={}&revision={revision}", words.replace(' ', "+"));
        let saved = self.rosa.types(&place, &form)?;
        assert_eq!(saved.status, 200, "{}", saved.page());
        self.record.lock().unwrap().words.0 = words;
        self.acknowledge();
        Some(())
    }

    /// What stands there is what was acknowledged last, or what was sent after it.
    pub fn see_what_they_typed(&self, kill: u64) {
        let page = self.rosa.opens(&format!("{}/part_1.setting", self.typed)).unwrap().page();
        let words = &mut self.record.lock().unwrap().words;
        let stands = |it: &str| !it.is_empty() && page.contains(&format!("\n{it}</textarea>"));
        let none = words.0.is_empty();
        assert!(none || stands(&words.0) || stands(&words.1), "after {kill}: {words:?}\n{page}");
        if stands(&words.1) {
            words.0 = words.1.clone();
        }
    }

    /// Files that nobody removes again.
    pub fn leave_files(&self, many: usize) {
        let place = format!("{}/evidence/part_2.plan/files", self.typed);
        for number in 0..many {
            let name = format!("kept {number}.jpg");
            let sent = self.rosa.uploads(&place, &name, &samples::jpeg(&name)).unwrap();
            assert_eq!(sent.status, 303, "{}", sent.page());
        }
    }

    fn shows(&self) -> Option<()> {
        let place = format!("{}/evidence/part_2.plan", self.shown);
        let page = self.rosa.opens(&place)?.page();
        let piece = page
            .split("href=\"")
            .filter_map(|it| it.split('"').next())
            .find(|it| it.starts_with(&format!("{place}/")))
            .map(str::to_owned);
        let Some(piece) = piece else {
            let name = format!("notes {}.jpg", self.acknowledged.load(SeqCst));
            let sent =
                self.rosa.uploads(&format!("{place}/files"), &name, &samples::jpeg(&name))?;
            assert_eq!(sent.status, 303, "{}", sent.page());
            self.record.lock().unwrap().shown.insert(name);
            self.acknowledge();
            return Some(());
        };
        // It is whole, or it wasn't there.
        let page = self.rosa.opens(&piece)?.page();
        let file = page.split("\"/files/").nth(1).and_then(|it| it.split('"').next());
        let file = file.unwrap_or_else(|| panic!("no file: {page}"));
        let bytes = self.rosa.opens(&format!("/files/{file}"))?;
        let whole = evidence::strip(&samples::jpeg("")).unwrap().bytes;
        assert!(bytes.status == 200 && bytes.bytes == whole, "{bytes:?}");
        let removed = self.rosa.posts(&format!("{piece}/removal"), "")?;
        assert_eq!(removed.status, 303, "{}", removed.page());
        self.acknowledge();
        Some(())
    }

    fn submits(&self) -> Option<()> {
        let work = {
            let record = &self.record.lock().unwrap().submitted;
            self.ready.iter().find(|it| !record.contains_key(*it)).unwrap().clone()
        };
        let page = self.rosa.opens(&format!("{work}/check"))?.page();
        let seen = hidden(&page, "seen").unwrap_or_else(|| panic!("{page}"));
        let form = format!("number=1&seen={seen}&own=yes&privacy=yes");
        self.record.lock().unwrap().submitted.insert(work.clone(), false);
        let sent = self.rosa.posts(&format!("{work}/submissions"), &form)?;
        assert_eq!(sent.status, 303, "{}", sent.page());
        self.record.lock().unwrap().submitted.insert(work, true);
        self.acknowledge();
        Some(())
    }

    fn scores(&self) -> Option<()> {
        let panel = {
            let record = &self.record.lock().unwrap().scored;
            self.panels.iter().find(|it| !record.contains_key(*it)).unwrap().clone()
        };
        self.record.lock().unwrap().scored.insert(panel.clone(), false);
        let sent = self.ben.posts(&format!("{panel}/reviews"), &self.review)?;
        assert_eq!(sent.status, 303, "{}", sent.page());
        self.record.lock().unwrap().scored.insert(panel, true);
        self.acknowledge();
        Some(())
    }

    fn accepts(&self) -> Option<()> {
        let page = self.noor.opens("/claims")?.page();
        let claims = page.split("name=\"claim\" value=\"").skip(1);
        let claims: Vec<&str> = claims.filter_map(|it| it.split('"').next()).take(3).collect();
        if claims.is_empty() {
            sleep(Duration::from_millis(5));
            return Some(());
        }
        let form: String = claims.iter().map(|it| format!("claim={it}&")).collect();
        let sent = self.noor.posts("/claims/answers", &format!("{form}answer=accepted"))?;
        assert_eq!(sent.status, 303, "{}", sent.page());
        self.record.lock().unwrap().accepted.extend(claims.iter().map(|it| (*it).to_owned()));
        self.acknowledge();
        Some(())
    }

    pub async fn everything_is_there(&self, db: &Db) {
        let record = self.record.lock().unwrap().clone();
        there(record, db).await;
    }

    /// From now on, this is what must be there.
    pub fn remember(&self) {
        *self.remembered.lock().unwrap() = self.record.lock().unwrap().clone();
    }

    pub async fn what_was_remembered_is_there(&self, db: &Db) {
        let remembered = self.remembered.lock().unwrap().clone();
        there(remembered, db).await;
    }

    pub fn counted(&self) -> String {
        let record = self.record.lock().unwrap();
        format!(
            "{} submitted, {} scored, {} accepted, {} files",
            record.submitted.len(),
            record.scored.len(),
            record.accepted.len(),
            record.shown.len()
        )
    }
}

async fn there(record: Record, db: &Db) {
    let (submitted, scored, accepted, shown) = {
        let said = |all: &BTreeMap<String, bool>| {
            let said = all.iter().filter(|(_, acknowledged)| **acknowledged);
            said.map(|(path, _)| id::<()>(path).to_string()).collect::<Vec<_>>()
        };
        let (submitted, scored) = (said(&record.submitted), said(&record.scored));
        (submitted, scored, record.accepted.clone(), record.shown.clone())
    };
    let there = all(db, "SELECT pursuit_id FROM submissions").await;
    submitted.iter().for_each(|it| assert!(there.contains(it), "submission of {it}"));
    let there = all(db, "SELECT panel_id FROM reviews").await;
    scored.iter().for_each(|it| assert!(there.contains(it), "review on {it}"));
    let there = all(db, "SELECT claim_id FROM ledger_entries").await;
    accepted.iter().for_each(|it| assert!(there.contains(it), "entry for {it}"));
    let kept = "SELECT COUNT(*) FROM artifacts WHERE kind = 'file'";
    assert!(number(db, kept).await >= shown.len() as i64, "{} were shown", shown.len());
    let some = [submitted.len(), scored.len(), accepted.len(), shown.len()];
    assert!(some.iter().all(|it| *it > 0), "some did nothing: {some:?}");
}

/// Everything that is due has been done.
pub async fn settled(db: &Db) {
    let until = Instant::now() + PATIENCE;
    let now = jiff::Timestamp::now().as_microsecond();
    let late = format!(
        "SELECT (SELECT COUNT(*) FROM deliveries WHERE delivered_at IS NULL)
           + (SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND due_at <= {now})
           + (SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND name = 'foundation.send')"
    );
    while number(db, &late).await > 0 {
        if Instant::now() > until {
            let jobs =
                "SELECT name || ' ' || COALESCE(last_error, '') FROM jobs WHERE done_at IS NULL";
            let deliveries = "SELECT listener || ' ' || COALESCE(last_error, '') FROM deliveries
                WHERE delivered_at IS NULL";
            panic!("what waits: {:?} {:?}", all(db, jobs).await, all(db, deliveries).await);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Each submission has its panel and its receipt; each review its decision, award, credential,
/// signature and claim; each accepted claim its entry: one, not two.
pub async fn everything_follows_once(db: &Db) {
    for (what, once) in [
        ("submissions", "panels"),
        ("submissions", "letters WHERE kind = 'submit.receipt'"),
        ("reviews", "decisions"),
        ("decisions", "awards"),
        ("awards", "credentials"),
        ("awards", "credential_editions"),
        ("awards", "claims"),
        ("awards", "letters WHERE kind = 'award.awarded'"),
        ("decisions", "letters WHERE kind = 'review.decided'"),
        ("claim_answers", "ledger_entries"),
    ] {
        let (many, follow) = (
            number(db, &format!("SELECT COUNT(*) FROM {what}")).await,
            number(db, &format!("SELECT COUNT(*) FROM {once}")).await,
        );
        // What was copied had its letters before: one each, for the first of them.
        let copied = match (what, once) {
            ("submissions", it) if it.starts_with("letters") => COPIES as i64,
            _ => 0,
        };
        assert_eq!(follow, many - copied, "{what}: {once}");
    }
    for each in [
        "SELECT COUNT(*) - COUNT(DISTINCT submission_id) FROM panels",
        "SELECT COUNT(*) - COUNT(DISTINCT panel_id) FROM reviews",
        "SELECT COUNT(*) - COUNT(DISTINCT pursuit_id) FROM awards",
        "SELECT COUNT(*) - COUNT(DISTINCT award_id) FROM claims",
        "SELECT COUNT(*) - COUNT(DISTINCT claim_id) FROM ledger_entries",
        "SELECT COUNT(*) - COUNT(DISTINCT credential_id) FROM credential_editions",
    ] {
        assert_eq!(number(db, each).await, 0, "{each}");
    }
}

pub async fn number(db: &Db, select: &str) -> i64 {
    let mut conn = db.writer().await.unwrap();
    let found = sqlx::query_scalar(AssertSqlSafe(select.to_owned())).fetch_one(&mut *conn).await;
    found.unwrap_or_else(|error| panic!("{select}: {error}"))
}

pub async fn all(db: &Db, select: &str) -> Vec<String> {
    let mut conn = db.writer().await.unwrap();
    sqlx::query_scalar(AssertSqlSafe(select.to_owned())).fetch_all(&mut *conn).await.unwrap()
}
