//! A small file system fills up: below the reserve no file is taken, and words are still saved; when
//! nothing fits any more, nothing is half done, and the server goes on once there is room again.
//!
//! The file system is the program's own, in memory, made with `unshare`: it needs no rights beyond
//! those that a user namespace gives, and ends with the program.
#![allow(clippy::unwrap_used)] // what stories do

mod common;
#[path = "common/copies.rs"]
mod copies;
#[path = "common/load.rs"]
mod load;
#[path = "common/program.rs"]
mod program;
#[path = "common/record.rs"]
mod record;

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use common::{house_now, offers};
use evidence::testing::samples;
use foundation::Db;
use learn::testing::Learns;
use load::{all, moved, number};
use program::{Instance, Program, Someone};
use submit::testing::hidden;
use tempfile::TempDir;

const SIZE_MIB: u64 = 48;
const RESERVE_MIB: u64 = 16;

#[tokio::test]
async fn a_full_disk_loses_nothing_and_half_does_nothing() {
    let world = house_now("not_needed").await;
    let rosa = world.educator("Rosa").await;
    offers(&world, "typed", &[]).await;
    let work = rosa.starts("typed").await;
    world.settle().await;
    let (instance, url, _kept) = moved(&world).await;
    let instance = instance.with("disk_reserve_mib", &RESERVE_MIB.to_string());
    world.app.db().close().await;
    let rosa = instance.same(&rosa);
    let (mut server, disk) = on_a_small_disk(&instance);
    let place = format!("{work}/evidence/part_2.plan");

    // There is room.
    assert_eq!(uploads(&rosa, &place, "one.jpg").0, 303);
    types(&rosa, &work, "There is room.");

    // Less than the reserve: no files, and words all the same.
    let filler = disk.join("filler");
    fill(&filler, Some(RESERVE_MIB / 2), &disk);
    let (status, page) = uploads(&rosa, &place, "two.jpg");
    assert_eq!(status, 409, "{page}");
    assert!(page.contains("There is no room for files on this server just now."), "{page}");
    types(&rosa, &work, "Below the reserve.");

    // Nothing at all.
    fill(&disk.join("rest"), None, &disk);
    let before = record::record(&looked_at(&url, &disk).await.0, &["sessions"]).await;
    let files = files_in(&disk.join("files"));
    let (status, page) = uploads(&rosa, &place, "three.jpg");
    assert!(status == 409 && page.contains("There is no room for files"), "{status}: {page}");
    if url.starts_with("sqlite:") {
        // Every page that changes something says so plainly, and nothing is half done.
        let long = "word+".repeat(4_000);
        let mut refused = 0;
        for _ in 0..500 {
            let form = format!("words={long}&revision={}", revision(&rosa, &work));
            let answer = rosa.posts(&format!("{work}/part_1.why"), &form).unwrap();
            refused += i32::from(answer.status == 500);
            let (status, page) = (answer.status, answer.page());
            assert!(status == 303 || status == 500, "{status}: {page}");
            assert!(status != 500 || page.contains("nothing was changed"), "{page}");
            if refused == 3 {
                break;
            }
        }
        assert_eq!(refused, 3, "it never was full");
        let after = looked_at(&url, &disk).await;
        let after = record::record(&after.0, &["sessions", "contents"]).await;
        let changed = record::difference(&without(before, "contents"), &after);
        assert!(changed.iter().all(|it| it.contains(" answers ")), "{changed:?}");
    }
    assert_eq!(files_in(&disk.join("files")), files);
    assert!(server.is_running());
    assert_eq!(rosa.opens("/healthz").unwrap().status, 200);
    assert_eq!(rosa.opens(&work).unwrap().status, 200);
    assert_eq!(rosa.opens("/catalog").unwrap().status, 200);

    // There is room again.
    fs::remove_file(disk.join("rest")).unwrap();
    fs::remove_file(filler).unwrap();
    types(&rosa, &work, "There is room again.");
    assert_eq!(uploads(&rosa, &place, "four.jpg").0, 303);
    let (db, _copied) = looked_at(&url, &disk).await;
    assert_eq!(number(&db, "SELECT COUNT(*) FROM artifacts").await, 2);
    if db.is_sqlite() {
        assert_eq!(all(&db, "PRAGMA integrity_check").await, ["ok"]);
        assert!(
            all(&db, "SELECT CAST(\"table\" AS TEXT) FROM pragma_foreign_key_check")
                .await
                .is_empty()
        );
    }
    let named = all(&db, "SELECT object_key FROM contents WHERE object_key IS NOT NULL").await;
    assert_eq!(files_in(&disk.join("files")).len(), named.len());
    db.close().await;
    server.stopped();
}

/// The program, with its data folder on a file system of its own, and where that is from here.
fn on_a_small_disk(instance: &Instance) -> (Program, PathBuf) {
    let folder = instance.folder.to_str().unwrap();
    let kept = instance.folder.with_extension("kept");
    fs::rename(&instance.folder, &kept).unwrap();
    fs::create_dir(&instance.folder).unwrap();
    let script = format!(
        "mount -t tmpfs -o size={SIZE_MIB}m,mode=700 tmpfs '{folder}' && cp -a '{}'/. '{folder}' && exec '{}' serve",
        kept.display(),
        program::CAIRN
    );
    let mut command = instance.told(Command::new("unshare"));
    command.args(unshared()).args(["sh", "-c", &script]);
    let server = instance.starts(command);
    let disk = disk_of(&server, &instance.folder);
    (server, disk)
}

/// As the program sees it.
fn disk_of(server: &Program, folder: &Path) -> PathBuf {
    Path::new("/proc")
        .join(server.id().to_string())
        .join("root")
        .join(folder.strip_prefix("/").unwrap())
}

/// The database as it stands: SQLite can't be opened through another's eyes, so its files are copied.
async fn looked_at(url: &str, disk: &Path) -> (Db, TempDir) {
    let copied = TempDir::new().unwrap();
    if !url.starts_with("sqlite:") {
        return (Db::open(url).await.unwrap(), copied);
    }
    for file in ["cairn.db", "cairn.db-wal"] {
        fs::copy(disk.join(file), copied.path().join(file)).unwrap();
    }
    let url = format!("sqlite:{}", copied.path().join("cairn.db").display());
    (Db::open(&url).await.unwrap(), copied)
}

/// How a file system is mounted here: in a user namespace, or as root.
fn unshared() -> &'static [&'static str] {
    let ways: [&[&str]; 2] = [&["--user", "--map-root-user", "--mount"], &["--mount"]];
    let may = |way: &&&[&str]| {
        let tried = Command::new("unshare")
            .args(**way)
            .args(["sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"])
            .output();
        tried.is_ok_and(|it| it.status.success())
    };
    ways.iter().find(may).expect(
        "this test mounts a small file system: it needs `unshare` (util-linux), and either user \
         namespaces (sysctl kernel.unprivileged_userns_clone=1) or root with CAP_SYS_ADMIN",
    )
}

/// Until so many MiB are left, or until nothing fits.
fn fill(file: &Path, left_mib: Option<u64>, disk: &Path) {
    let mut file = File::create(file).unwrap();
    let free = || {
        let disk = rustix::fs::statvfs(disk).unwrap();
        disk.f_bavail * disk.f_frsize
    };
    let block = vec![7; 4096];
    while left_mib.is_none_or(|it| free() > it << 20) {
        if file.write_all(&block).is_err() {
            assert!(left_mib.is_none());
            return;
        }
    }
}

fn uploads(rosa: &Someone, place: &str, name: &str) -> (u16, String) {
    let answer = rosa.uploads(&format!("{place}/files"), name, &samples::jpeg(name)).unwrap();
    (answer.status, answer.page())
}

fn types(rosa: &Someone, work: &str, words: &str) {
    let form = format!("words={}&revision={}", words.replace(' ', "+"), revision(rosa, work));
    let answer = rosa.types(&format!("{work}/part_1.why"), &form).unwrap();
    assert!(answer.status == 200 && answer.page().contains("saved"), "{words}: {}", answer.page());
    let page = rosa.opens(&format!("{work}/part_1.why")).unwrap().page();
    assert!(page.contains(&format!("{words}</textarea>")), "{page}");
}

fn revision(rosa: &Someone, work: &str) -> String {
    let page = rosa.opens(&format!("{work}/part_1.why")).unwrap().page();
    hidden(&page, "revision").unwrap_or("0").to_owned()
}

fn without(mut record: record::Record, table: &str) -> record::Record {
    record.remove(table);
    record
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut ahead = vec![folder.to_owned()];
    while let Some(next) = ahead.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                ahead.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}
