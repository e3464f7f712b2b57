//! Documents come in, and what becomes of them.
#![allow(clippy::unwrap_used)] // what stories do

use std::{fs, path::Path, sync::Mutex};

use design::{
    File, Imported, Kept, Published, SAMPLES, frameworks, published, published_by_slug, stacks,
    testing::{file, publishes, sample, samples},
    version, versions,
};
use foundation::{Error, Id, Journey, Read, Result, Tx};
use people::{Organization, Routes, testing::World};

const WAIT_TIME: &str = "lakeshore-university/wait-time-and-questioning.md";
const SLUG: &str = "wait-time-and-questioning";

const STACK: &str = "seeing-students-think";
const FRAMEWORKS: [&str; 4] =
    ["fft-clusters", "learning-forward-2011", "nc-teacher-evaluation", "ngss"];

async fn world() -> World {
    World::new(Journey::default(), Routes::default()).await
}

/// A document without stack, framework or prerequisite, so that it needs no other.
fn alone() -> String {
    let text = sample(WAIT_TIME).replace("stack: seeing-students-think\n", "");
    let (before, rest) = text.split_once("alignments:\n").unwrap();
    let (_, after) = rest.split_once("local_alignments:\n").unwrap();
    format!("{before}local_alignments:\n{after}")
}

async fn brings(world: &World, issuer: &Organization, files: Vec<File>) -> Result<Vec<Imported>> {
    let files = files.into_iter().map(|it| (Some(issuer.id), it)).collect();
    design::testing::brings(world, files, false).await
}

async fn reads(world: &World) -> Read {
    world.app.read().await.unwrap()
}

#[tokio::test]
async fn samples_come_in_whole_and_a_second_time_change_nothing() {
    let world = world().await;

    let first = samples(&world).await;
    let second = samples(&world).await;

    assert!(first.iter().all(|it| it.kept != Kept::Unchanged), "{first:?}");
    assert!(second.iter().all(|it| it.kept == Kept::Unchanged), "{second:?}");
    let mut read = reads(&world).await;
    let shown = published(&mut read).await.unwrap();
    let documents = SAMPLES.iter().filter(|(name, _)| name.ends_with(".md"));
    assert_eq!(shown.len(), documents.count());
    assert_eq!(stacks(&mut read, &[STACK]).await.unwrap().len(), 1);
    assert_eq!(frameworks(&mut read, &FRAMEWORKS).await.unwrap().len(), 4);
}

#[test]
fn the_program_carries_every_sample() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut names = vec![];
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if is_ours(&path) => {
                    names.push(path.strip_prefix(&root).unwrap().display().to_string());
                }
                false => {}
            }
        }
    }
    names.sort();
    assert_eq!(names, SAMPLES.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>());
}

/// Other rooms have their samples beside ours.
fn is_ours(path: &Path) -> bool {
    let kind = design::document::kind(&fs::read(path).unwrap()).unwrap_or_default();
    ["microcredential", "stack", "framework", "issuer"].contains(&kind.as_str())
}

#[tokio::test]
async fn what_was_imported_can_be_had_back_byte_for_byte() {
    let world = world().await;
    let strange = format!("\u{feff}{}", alone().replace('\n', "\r\n"));

    let kept = publishes(&world, world.issuer.id, &strange).await;

    assert_eq!(kept.text.as_bytes(), strange.as_bytes());
    assert_eq!(kept.digest, design::document::digest(strange.as_bytes()));
    assert_eq!(kept.rubric_digest, kept.document.rubric.digest());
    assert_eq!((kept.number, kept.reviews_min), (1, 2));
}

#[tokio::test]
async fn a_change_makes_a_version_and_those_who_have_the_old_one_keep_it() {
    let world = world().await;
    let first = publishes(&world, world.issuer.id, &alone()).await;
    let changed = alone().replace("Three seconds is the least", "Three seconds is little");

    let kept = brings(&world, &world.issuer, vec![file("b.md", &changed)]).await.unwrap();

    assert_eq!(kept[0].kept, Kept::Version(2));
    let mut read = reads(&world).await;
    let shown = published_by_slug(&mut read, SLUG).await.unwrap();
    assert_eq!(shown.id, first.id, "a draft isn't published");
    drop(read);
    let second = publishes(&world, world.issuer.id, &changed).await;
    assert_eq!((second.number, second.microcredential), (2, first.microcredential));
    let mut read = reads(&world).await;
    assert_eq!(version(&mut read, first.id).await.unwrap().text, alone());
    assert_eq!(versions(&mut read, &[first.id, second.id, Id::fresh()]).await.unwrap().len(), 2);
}

#[tokio::test]
async fn all_problems_of_all_documents_are_told_and_nothing_is_kept() {
    let world = world().await;
    let wrong = alone().replace("reviews: 2", "reviews: 7").replace("title: Wait", "titel: Wait");
    let stack = sample("lakeshore-university/stack.yaml").replace("hue: 340", "hue: pink");
    let files = vec![
        file("right.yaml", sample("frameworks/ngss.yaml")),
        file("wrong.md", &wrong),
        file("stack.yaml", &stack),
        file("notes.txt", "Remember the milk."),
    ];

    let told = brings(&world, &world.issuer, files).await.unwrap_err();

    assert_eq!(
        told.to_string(),
        "stack.yaml:7:6: `hue` can't be `pink`. Write a whole number from 0 to 359.\n\
         wrong.md:4:1: `titel` isn't known here. Did you mean `title`?\n\
         wrong.md:253:12: `reviews` can't be `7`. Write a whole number from 1 to 3.\n\
         notes.txt:1:1: This isn't a document that can be imported. Begin with \
         `cairn: microcredential/1`, `cairn: stack/1` or `cairn: framework/1`."
    );
    let mut read = reads(&world).await;
    assert!(frameworks(&mut read, &FRAMEWORKS).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_slug_is_its_first_issuer_s() {
    let world = world().await;
    publishes(&world, world.issuer.id, &alone()).await;

    let told = brings(&world, &world.district, vec![file("b.md", &alone())]).await.unwrap_err();

    assert_eq!(
        told.to_string(),
        "b.md:3:7: `wait-time-and-questioning` is another issuer's. \
         Choose another: it names this one for good."
    );
}

#[tokio::test]
async fn documents_that_come_together_may_refer_to_each_other() {
    let world = world().await;
    let text = alone().replace("tags: [", "prerequisites: [later]\ntags: [");
    let later = alone().replace("slug: wait-time-and-questioning", "slug: later");

    let told = brings(&world, &world.issuer, vec![file("a.md", &text)]).await.unwrap_err();
    assert!(told.to_string().contains("There is no microcredential `later`."), "{told}");
    brings(&world, &world.issuer, vec![file("a.md", &text), file("b.md", &later)]).await.unwrap();

    let twice = vec![file("a.md", &later), file("b.md", &later)];
    let told = brings(&world, &world.issuer, twice).await.unwrap_err();
    assert!(told.to_string().contains("`later` is the slug of a.md, too."), "{told}");
}

#[tokio::test]
async fn a_role_that_nobody_can_hold_is_told() {
    let world = world().await;
    let text = alone().replace("award: rule", "award: approver\n  approver_role: aprover");
    let told = brings(&world, &world.issuer, vec![file("a.md", &text)]).await.unwrap_err();
    assert!(
        told.to_string().contains("There is no role `aprover`. Did you mean `approver`?"),
        "{told}"
    );
}

#[tokio::test]
async fn a_submission_is_reviewed_whole() {
    let world = world().await;
    let text = alone().replace("pace: whole", "pace: section_by_section");
    let told = brings(&world, &world.issuer, vec![file("a.md", &text)]).await.unwrap_err();
    assert_eq!(
        told.to_string(),
        "a.md:259:9: `pace` can't be `section_by_section`. \
         A submission is reviewed whole: say `pace: whole`."
    );
}

#[tokio::test]
async fn only_whoever_serves_the_issuer_approves_an_award() {
    let world = world().await;
    let text = alone().replace("award: rule", "award: approver\n  approver_role: coach");
    let told = brings(&world, &world.issuer, vec![file("a.md", &text)]).await.unwrap_err();
    let told = told.to_string();
    assert!(
        told.contains("by the issuer’s approvers, or by its leads. Write `approver` or"),
        "{told}"
    );
}

#[tokio::test]
async fn a_framework_and_a_stack_say_what_they_said_last() {
    let world = world().await;
    let framework = sample("frameworks/fft-clusters.yaml");
    let stack = sample("lakeshore-university/stack.yaml");
    let both =
        |framework: &str, stack: &str| vec![file("f.yaml", framework), file("s.yaml", stack)];
    brings(&world, &world.issuer, both(framework, stack)).await.unwrap();
    let (shorter, _) = framework.split_once("  - code: \"6\"").unwrap();
    let named = stack.replace("Seeing students think", "Seeing");

    let kept = brings(&world, &world.issuer, both(shorter, &named)).await.unwrap();

    assert!(kept.iter().all(|it| it.kept == Kept::Shelf));
    let mut read = reads(&world).await;
    assert_eq!(frameworks(&mut read, &["fft-clusters"]).await.unwrap()[0].items.len(), 5);
    assert_eq!(stacks(&mut read, &[STACK]).await.unwrap()[0].title, "Seeing");
    drop(read);
    let told = brings(&world, &world.district, both(framework, stack)).await.unwrap_err();
    assert_eq!(told.to_string().matches("is another issuer's").count(), 2, "{told}");
}

#[tokio::test]
async fn what_is_published_is_announced_once() {
    let journey = Journey::default().when("story.hears", hears);
    let world = World::new(journey, Routes::default()).await;

    let first = publishes(&world, world.issuer.id, &alone()).await;
    publishes(&world, world.issuer.id, &alone()).await;
    world.settle().await;

    let heard = HEARD.lock().unwrap();
    assert_eq!(heard.len(), 1);
    assert_eq!((heard[0].issuer, heard[0].version), (world.issuer.id, Some(first.id)));
}

static HEARD: Mutex<Vec<Published>> = Mutex::new(vec![]);

async fn hears(_: &mut Tx, what: Published) -> Result<()> {
    HEARD.lock().unwrap().push(what);
    Ok(())
}

#[tokio::test]
async fn what_goes_out_of_the_catalog_can_come_back() {
    let world = world().await;
    let it = publishes(&world, world.issuer.id, &alone()).await;
    let mut tx = world.app.begin().await.unwrap();
    assert!(design::publish(&mut tx, it.issuer, it.microcredential, None, None).await.unwrap());
    tx.commit().await.unwrap();
    let mut read = reads(&world).await;
    assert!(matches!(published_by_slug(&mut read, SLUG).await, Err(Error::Absent)));
    assert_eq!(version(&mut read, it.id).await.unwrap().id, it.id);
    drop(read);
    publishes(&world, world.issuer.id, &alone()).await;
}

#[tokio::test]
async fn two_who_import_at_once_make_one_version() {
    let world = world().await;
    let text = alone();
    let once = || brings(&world, &world.issuer, vec![file("a.md", &text)]);

    let (one, other) = tokio::join!(once(), once());

    let kept: Vec<Kept> = [one, other].into_iter().flatten().map(|it| it[0].kept).collect();
    assert_eq!(kept.iter().filter(|it| **it == Kept::Version(1)).count(), 1, "{kept:?}");
}

#[tokio::test]
async fn hostile_documents_are_told_and_not_kept() {
    let world = world().await;
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
    let hostile: [&[u8]; 8] = [
        b"",
        b"---\n---\n",
        b"\xff\xfe\0\0",
        b"---\ncairn: microcredential/1\n",
        bomb.as_bytes(),
        b"cairn: stack/1\nslug: \"a\\0b\"\ntitle: x\nsummary: <script>alert(1)</script>\nhue: 1\n",
        b"cairn: [microcredential/1]\nslug: {a: b}\n",
        b"cairn: stack/1\nslug: ../../etc/passwd\ntitle: x\nsummary: x\nhue: 1\n",
    ];
    for bytes in hostile {
        let file = File { name: "x.md".into(), bytes: bytes.to_vec() };
        let told = brings(&world, &world.issuer, vec![file]).await.unwrap_err();
        assert!(matches!(told, Error::Refused(_)), "{told}");
    }
    let mut read = reads(&world).await;
    assert!(stacks(&mut read, &["a\0b", "../../etc/passwd"]).await.unwrap().is_empty());
}
