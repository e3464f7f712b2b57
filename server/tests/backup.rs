//! `cairn backup` beside a server at work, and `cairn restore` elsewhere: what was acknowledged before
//! is there, and everything proves itself anew. The key-encryption key isn't in it.
#![allow(clippy::unwrap_used)] // what stories do

mod common;
#[path = "common/copies.rs"]
mod copies;
#[path = "common/load.rs"]
mod load;
#[path = "common/program.rs"]
mod program;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    thread::{scope, sleep},
    time::{Duration, Instant},
};

use common::house_now;
use foundation::Db;
use load::{Person, Work, all, moved, settled};
use program::{Instance, PATIENCE};

#[tokio::test]
async fn what_is_restored_proves_itself() {
    let world = house_now("not_needed").await;
    let work = Work::prepared(&world).await;
    let (instance, _, kept) = moved(&world).await;
    let people = work.people(&instance);
    let nothing = world.database.empty().await;
    let on_sqlite = world.app.db().is_sqlite();
    world.app.db().close().await;
    let to = kept.path().join("backup");

    let server = instance.serves();
    people.leave_files(2);
    let over = AtomicBool::new(false);
    scope(|scope| {
        for person in Person::ALL {
            let (people, over) = (&people, &over);
            scope.spawn(move || people.go_on(person, over));
        }
        acknowledged(&people, 150);
        people.remember();
        instance.runs(&["backup", to.to_str().unwrap()]);
        let then = people.acknowledged.load(SeqCst);
        acknowledged(&people, then + 20);
        over.store(true, SeqCst);
    });
    server.stopped();

    let key = fs::read_to_string(instance.folder.join("secrets/key-encryption-key")).unwrap();
    for file in files_in(&to) {
        let bytes = fs::read(&file).unwrap();
        let has = |what: &[u8]| bytes.windows(what.len()).any(|it| it == what);
        assert!(!has(key.trim().as_bytes()), "the key is in {}", file.display());
        assert!(!has(&hex::decode(key.trim()).unwrap()), "the key is in {}", file.display());
    }

    // Into a folder, and a database, that hold nothing yet; the key is put there by hand.
    let again = kept.path().join("again");
    fs::create_dir_all(again.join("secrets")).unwrap();
    fs::write(again.join("secrets/key-encryption-key"), key).unwrap();
    let mut restored = Instance { folder: again.clone(), ..instance.clone() };
    restored = restored.with("data", again.to_str().unwrap());
    let url = if on_sqlite {
        format!("sqlite:{}", again.join("cairn.db").display())
    } else {
        nothing.clone()
    };
    if !on_sqlite {
        restored = restored.with("database", &nothing);
    }
    changed_backups_are_refused(&restored, &to);
    let another = if on_sqlite { "postgres://nobody@127.0.0.1/none" } else { "" };
    let another = restored.clone().with("database", another);
    let refused = another.refuses(&["restore", to.to_str().unwrap()]);
    assert!(refused.contains("came from"), "{refused}");
    broken_off(&restored, &to);
    restored.runs(&["restore", to.to_str().unwrap()]);
    let twice = restored.refuses(&["restore", to.to_str().unwrap()]);
    assert!(twice.contains("already"), "{twice}");

    let server = restored.serves();
    let db = Db::open(&url).await.unwrap();
    people.what_was_remembered_is_there(&db).await;
    settled(&db).await;
    let ledger = people.noor.opens("/ledger").unwrap().page();
    assert!(ledger.contains("The chain holds"), "{ledger}");
    files_are_whole(&db, &again).await;
    a_lost_file_is_told(&restored, &to);
    let credentials = all(&db, "SELECT id FROM credentials").await;
    assert!(credentials.len() > 10, "{}", credentials.len());
    for credential in credentials.iter().take(10) {
        let address = format!("{}/credentials/{credential}", restored.origin());
        let told = restored.runs(&["verify", &address]);
        assert!(!told.contains("failed") && !told.contains("unknown"), "{told}");
    }
    // Credentials name it for ever.
    server.stopped();
    let moved = restored.clone().with("public_url", "http://elsewhere.example");
    let refused = moved.refuses(&["serve"]);
    assert!(refused.contains("`public_url` can't be http://elsewhere.example"), "{refused}");
}

/// Until so many requests were acknowledged.
fn acknowledged(people: &load::People, many: usize) {
    let until = Instant::now() + PATIENCE;
    while people.acknowledged.load(SeqCst) < many {
        assert!(Instant::now() < until, "nobody is heard any more");
        sleep(Duration::from_millis(1));
    }
}

/// One byte more, one byte else, one file less.
fn changed_backups_are_refused(restored: &Instance, to: &Path) {
    let refused = |what: &str| {
        let told = restored.refuses(&["restore", to.to_str().unwrap()]);
        assert!(told.contains("isn't what was backed up"), "{what}: {told}");
    };
    let more = to.join("files/more");
    fs::write(&more, "more").unwrap();
    refused("a file more");
    fs::remove_file(more).unwrap();
    let file = files_in(to).into_iter().find(|it| !it.ends_with("manifest.json")).unwrap();
    let bytes = fs::read(&file).unwrap();
    let mut changed = bytes.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    fs::write(&file, changed).unwrap();
    refused("another byte");
    fs::remove_file(&file).unwrap();
    refused("a file less");
    fs::write(&file, bytes).unwrap();
}

/// What another try left is taken up; what is somebody else's isn't touched.
fn broken_off(restored: &Instance, to: &Path) {
    let saved = files_in(&to.join("files")).remove(0);
    let half = restored.folder.join("files").join(saved.strip_prefix(to.join("files")).unwrap());
    fs::create_dir_all(half.parent().unwrap()).unwrap();
    fs::write(&half, &fs::read(&saved).unwrap()[..7]).unwrap();
    let other = half.with_extension("other");
    fs::write(&other, "other").unwrap();
    let refused = restored.refuses(&["restore", to.to_str().unwrap()]);
    assert!(refused.contains("holds other files already"), "{refused}");
    fs::remove_file(other).unwrap();
}

/// The rest is backed up all the same.
fn a_lost_file_is_told(restored: &Instance, to: &Path) {
    let lost = files_in(&restored.folder.join("files")).remove(0);
    let kept = lost.with_extension("kept");
    fs::rename(&lost, &kept).unwrap();
    let to = to.with_extension("other");
    let told = restored.refuses(&["backup", to.to_str().unwrap()]);
    assert!(told.contains(lost.file_name().unwrap().to_str().unwrap()), "{told}");
    let others = files_in(&to.join("files")).len();
    assert_eq!(others, files_in(&restored.folder.join("files")).len() - 1);
    fs::rename(&kept, &lost).unwrap();
}

/// Each file that a row names is there, as long as the row says, and as it was uploaded.
async fn files_are_whole(db: &Db, data: &Path) {
    let named = all(
        db,
        "SELECT object_key || ' ' || CAST(length_bytes AS TEXT) FROM contents WHERE object_key IS NOT NULL",
    )
    .await;
    assert!(named.len() >= 2, "{}", named.len());
    let whole = evidence::strip(&evidence::testing::samples::jpeg("")).unwrap().bytes;
    assert_eq!(named.len(), files_in(&data.join("files")).len(), "as many as are named");
    for line in named {
        let (key, length) = line.split_once(' ').unwrap();
        let bytes = fs::read(data.join("files").join(key)).unwrap();
        assert_eq!(bytes.len().to_string(), length, "{key}");
        assert_eq!(bytes, whole, "{key}");
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(files_in(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}
