//! An educator shows what she did.
#![allow(clippy::unwrap_used)] // what stories do

use std::{
    collections::HashMap,
    fs,
    sync::{LazyLock, Mutex},
};

use axum::{
    body::Body,
    http::{StatusCode, header::ACCEPT},
};
use design::testing::samples as documents;
use evidence::{
    ArtifactKind, FILE_BYTES, Refusal, Spot, Upload,
    testing::{ShowsEvidence, samples},
};
use foundation::{
    App, Clock, Conn, Error, Files, Id, Journey, Mailer, Outside, Read, Refuse, Result, Secrets,
    Surroundings,
};
use jiff::SignedDuration;
use learn::{MayChange, MayStart, Open, OpenNow, Place, Pursuit, testing::Learns};
use people::{
    Educator,
    testing::{Part, Seen, Someone, World},
};

const SLUG: &str = "wait-time-and-questioning";
const PLAN: &str = "part_2.question-plan";
const TALK: &str = "part_2.lesson-talk";
const PLANTED: &str = "Rosalind-Quimby-made-this";

/// Which submission each pursuit prepares, as a later room would know; 0 while it is under review.
static PREPARED: LazyLock<Mutex<HashMap<String, u32>>> = LazyLock::new(Mutex::default);

fn prepared(id: Id<Pursuit>) -> u32 {
    PREPARED.lock().unwrap().get(&id.to_string()).copied().unwrap_or(1)
}

fn submits(work: &str, next: u32) {
    let id = work.rsplit('/').next().unwrap().to_owned();
    PREPARED.lock().unwrap().insert(id, next);
}

#[derive(Debug, thiserror::Error)]
#[error("You have submitted this. What you submitted doesn’t change.")]
struct Submitted;

impl Refuse for Submitted {}

async fn anyone(_: &mut Conn, _: MayStart) -> Result<()> {
    Ok(())
}

async fn may_change(_: &mut Conn, may: MayChange) -> Result<()> {
    let prepared = prepared(may.pursuit);
    if prepared == 0 || prepared != may.number { Err(Submitted.into()) } else { Ok(()) }
}

async fn open_now(_: &mut Read, ids: &[Id<Pursuit>]) -> Result<HashMap<Id<Pursuit>, Open>> {
    let open = |id: &Id<Pursuit>| Some((*id, Open { number: prepared(*id), places: vec![] }));
    Ok(ids.iter().filter(|id| prepared(**id) > 0).filter_map(open).collect())
}

fn journey() -> Journey {
    Journey::default()
        .gate::<MayStart>(anyone)
        .gate::<MayChange>(may_change)
        .slot::<OpenNow>(open_now)
        .job(vault::remove_object)
        .job(vault::remove_unnamed)
}

async fn world() -> (World, Someone, String) {
    let routes = learn::routes().merge(evidence::routes()).merge(vault::routes());
    let world = World::new(journey(), routes).await;
    documents(&world).await;
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;
    (world, rosa, work)
}

/// Every byte of every file that is kept.
fn stored(world: &World) -> Vec<Vec<u8>> {
    let folder = fs::read_dir(world.database.folder().join("files")).unwrap();
    folder.map(|it| fs::read(it.unwrap().path()).unwrap()).collect()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|it| it == words.as_bytes())
}

async fn page(rosa: &Someone, work: &str, place: &str) -> Seen {
    rosa.opens(&format!("{work}/evidence/{place}")).await
}

/// The artifacts at a place, in the first submission.
async fn artifacts(world: &World, work: &str, number: u32) -> Vec<evidence::Artifact> {
    let id = work.rsplit('/').next().unwrap().parse().unwrap();
    evidence::of(&mut world.app.read().await.unwrap(), id, number).await.unwrap()
}

#[tokio::test]
async fn what_is_asked_and_what_can_be_taken_is_said_before_anything_is_added() {
    let (_world, rosa, work) = world().await;

    insta::assert_snapshot!("plan", page(&rosa, &work, PLAN).await.main());
    let talk = page(&rosa, &work, TALK).await.page;
    assert!(talk.contains("Film of 8–12 minutes") && talk.contains("a transcript of the same"));
    assert_eq!(page(&rosa, &work, "part_2.tally").await.status, StatusCode::NOT_FOUND);
    assert_eq!(page(&rosa, &work, "part_1.setting").await.status, StatusCode::NOT_FOUND);
    assert_eq!(page(&rosa, &work, "nowhere").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_is_kept_without_what_it_says_about_its_maker() {
    let (world, rosa, work) = world().await;
    let photo = samples::jpeg(PLANTED);

    let seen = rosa.adds_file(&work, PLAN, "Quimby 2026.jpg", &photo, "The plan on my wall").await;

    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.page);
    let kept = stored(&world);
    assert_eq!(kept.len(), 1);
    assert!(!holds(&kept[0], PLANTED) && !holds(&kept[0], "Quimby"));
    insta::assert_snapshot!("plan_with_a_picture", page(&rosa, &work, PLAN).await.main());
    let piece = rosa.pieces(&work, PLAN).await.remove(0);
    let seen = rosa.opens(&piece).await;
    insta::assert_snapshot!("picture", seen.main());
    let (_, rest) = seen.page.split_once("src=\"/files/").unwrap();
    let file = rosa.opens(&format!("/files/{}", rest.split_once('"').unwrap().0)).await;
    assert_eq!(file.bytes, kept[0]);
    assert_eq!(file.headers["content-type"], "image/jpeg");
}

#[tokio::test]
async fn every_kind_is_taken_and_said_by_what_it_is() {
    let (_world, rosa, work) = world().await;
    for (name, bytes, said) in [
        ("a.pdf", samples::pdf(PLANTED), "PDF"),
        ("a.docx", samples::text("Three seconds."), "Text file"),
        ("a.jpg", samples::mp3(PLANTED), "Sound"),
        ("a.txt", samples::png(PLANTED), "Picture"),
    ] {
        let seen = rosa.adds_file(&work, TALK, name, &bytes, "").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{name}: {}", seen.page);
        let piece = rosa.pieces(&work, TALK).await.remove(0);
        let seen = rosa.opens(&piece).await;
        assert!(seen.page.contains(&format!("<h1>{said}</h1>")), "{}", seen.page);
        rosa.removes(&piece).await;
    }
}

#[tokio::test]
async fn of_several_files_each_is_taken_or_refused_by_its_name() {
    let (world, rosa, work) = world().await;
    let file = |name, bytes| Part::File { name: "files", file_name: name, media_type: "", bytes };
    let (photo, office) = (samples::png(PLANTED), b"PK\x03\x04\x14\0word/document.xml");
    let parts = [
        Part::Text { name: "caption", value: "Both of <them>" },
        file("wall.png", &photo),
        file("plan.docx", office),
    ];

    let seen = rosa.uploads(&format!("{work}/evidence/{PLAN}/files"), &parts).await;

    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(seen.page.contains("plan.docx: This is an office document. Save it as PDF"));
    assert!(seen.page.contains("One other file was added."));
    assert!(seen.page.contains("Both of &#60;them&#62;"), "the caption survives");
    assert_eq!(stored(&world).len(), 1);
    assert_eq!(rosa.pieces(&work, PLAN).await.len(), 1);
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() {
    let (world, rosa, work) = world().await;
    let large = vec![b'a'; FILE_BYTES + 1];
    for (name, bytes, why) in [
        ("film.mp4", &samples::film("")[..], "This is film. Put film where your district keeps it"),
        ("empty.pdf", b"", "This file is empty"),
        ("large.txt", &large, "This file is larger than 25 MB"),
        ("drawing.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "Save it as PDF"),
        ("half.png", &samples::png("")[..60], "isn’t whole"),
        ("../wall.png", &samples::png(""), "characters that a name can’t have"),
        ("IMG_1.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1", "Save it as JPEG or PNG"),
    ] {
        let seen = rosa.adds_file(&work, PLAN, name, bytes, "My words").await;
        assert_eq!(seen.status, StatusCode::CONFLICT, "{name}");
        assert!(seen.page.contains(why), "{name}: {}", seen.page);
        assert!(seen.page.contains("My words"), "{name}");
    }
    let nothing = rosa.adds_file(&work, PLAN, "", b"", "").await;
    assert!(nothing.page.contains("Choose a file first."));
    assert!(stored(&world).is_empty());
    assert!(artifacts(&world, &work, 1).await.is_empty());
}

#[tokio::test]
async fn a_request_beyond_all_limits_is_read_no_further() {
    let (world, rosa, work) = world().await;
    let kind = "multipart/form-data; boundary=b";
    let request = rosa.request("POST", &format!("{work}/evidence/{PLAN}/files"));
    let head = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mov\"\r\n\r\n";
    let endless = futures::stream::iter((0..).map(move |at| {
        let piece = if at == 0 { head.as_bytes().to_vec() } else { vec![0; 1024 * 1024] };
        Ok::<_, std::io::Error>(piece)
    }));
    let body = Body::from_stream(endless);

    let seen = rosa.sends(request.header("content-type", kind), body).await;

    assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(stored(&world).is_empty());
}

#[tokio::test]
async fn a_link_is_taken_if_it_opens_for_others() {
    let (world, rosa, work) = world().await;
    for (link, why) in [
        ("", "Type or paste an address first."),
        ("my film", "This isn’t a web address."),
        ("http://video.example/1", "begins with https://"),
        ("https://nas.local/1", "works in one building"),
        ("https://10.0.0.7/1", "works in one building"),
    ] {
        let seen = rosa.adds_link(&work, TALK, link, "My lesson").await;
        assert_eq!(seen.status, StatusCode::CONFLICT, "{link}");
        assert!(seen.page.contains(why) && seen.page.contains("My lesson"), "{link}");
    }

    let link = "https://video.example/@quimby/watch?v=1&t=2";
    let seen = rosa.adds_link(&work, TALK, link, "My lesson").await;

    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    let all = artifacts(&world, &work, 1).await;
    assert_eq!((all.len(), all[0].kind), (1, ArtifactKind::Link));
    let piece = rosa.pieces(&work, TALK).await.remove(0);
    insta::assert_snapshot!("link", rosa.opens(&piece).await.main());
}

#[tokio::test]
async fn a_text_is_saved_as_it_is_typed_and_a_stale_tab_loses_nothing() {
    let (world, rosa, work) = world().await;
    let types = async |words: &str, revision: &str| {
        let request = rosa.request("POST", &format!("{work}/evidence/{PLAN}/text"));
        let request = request
            .header(ACCEPT, "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        rosa.sends(request, Body::from(format!("words={words}&revision={revision}"))).await
    };

    assert_eq!(types("We", "0").await.page, "{\"saved\":\"2:02 PM\",\"revision\":\"1\"}");
    assert_eq!(types("We+waited", "1").await.page, "{\"saved\":\"2:02 PM\",\"revision\":\"2\"}");
    let stale = types("Another+tab", "1").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.page.contains("refused"));

    let seen = rosa.writes_evidence(&work, PLAN, "Another tab", 1).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(seen.page.contains("Another tab") && seen.page.contains("We waited"));
    assert_eq!(artifacts(&world, &work, 1).await.len(), 1);
    insta::assert_snapshot!("plan_written", page(&rosa, &work, PLAN).await.main());
}

#[tokio::test]
async fn a_text_with_nothing_in_it_is_no_piece() {
    let (world, rosa, work) = world().await;
    assert_eq!(rosa.writes_evidence(&work, PLAN, " \r\n", 0).await.status, StatusCode::SEE_OTHER);
    assert!(artifacts(&world, &work, 1).await.is_empty());

    rosa.writes_evidence(&work, PLAN, "We waited.", 0).await;
    let stale = rosa.writes_evidence(&work, PLAN, "", 0).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "nothing that was saved is lost");
    rosa.writes_evidence(&work, PLAN, "", 1).await;
    assert!(artifacts(&world, &work, 1).await.is_empty());

    rosa.writes_evidence(&work, PLAN, "We waited again.", 0).await;
    assert_eq!(artifacts(&world, &work, 1).await.len(), 1);
}

#[tokio::test]
async fn a_caption_can_be_added_and_changed() {
    let (_world, rosa, work) = world().await;
    rosa.adds_file(&work, PLAN, "wall.png", &samples::png(""), "").await;
    let piece = rosa.pieces(&work, PLAN).await.remove(0);

    assert_eq!(rosa.captions(&piece, "The plan", 0).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        rosa.captions(&piece, "The plan, on my wall", 1).await.status,
        StatusCode::SEE_OTHER
    );
    let stale = rosa.captions(&piece, "Another tab", 1).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.page.contains("Another tab"));

    let long = rosa.captions(&piece, &"a".repeat(2_001), 2).await;
    assert!(long.page.contains("This caption is too long."));
    assert!(page(&rosa, &work, PLAN).await.page.contains("The plan, on my wall"));
}

#[tokio::test]
async fn what_is_removed_is_destroyed() {
    let (world, rosa, work) = world().await;
    rosa.adds_file(&work, PLAN, "wall.png", &samples::png(""), "The plan on my wall").await;
    let piece = rosa.pieces(&work, PLAN).await.remove(0);

    assert_eq!(rosa.removes(&piece).await.status, StatusCode::SEE_OTHER);
    world.settle().await;

    assert!(stored(&world).is_empty());
    assert!(artifacts(&world, &work, 1).await.is_empty());
    assert_eq!(rosa.opens(&piece).await.status, StatusCode::NOT_FOUND);
    assert_eq!(rosa.removes(&piece).await.status, StatusCode::NOT_FOUND);
    let mut read = world.app.read().await.unwrap();
    let left: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM contents WHERE body IS NOT NULL OR file_name IS NOT NULL",
    )
    .fetch_one(&mut *read)
    .await
    .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn an_item_takes_no_more_than_it_asks_for() {
    let (world, rosa, work) = world().await;
    rosa.adds_file(&work, PLAN, "1.png", &samples::png(""), "").await;
    rosa.adds_link(&work, PLAN, "https://plans.example/2", "").await;

    let third = rosa.adds_file(&work, PLAN, "3.png", &samples::png(""), "").await;
    let fourth = rosa.writes_evidence(&work, PLAN, "Words", 0).await;

    assert!(third.page.contains("This item takes at most 2 pieces. Remove one first."));
    assert!(fourth.page.contains("This item takes at most 2 pieces. Remove one first."));
    assert_eq!((artifacts(&world, &work, 1).await.len(), stored(&world).len()), (2, 1));
    assert!(page(&rosa, &work, PLAN).await.page.contains("has them"));
}

#[tokio::test]
async fn of_two_that_arrive_at_once_for_one_place_one_is_taken() {
    let (world, rosa, work) = world().await;
    let sound = samples::wav("");
    let (one, other) = tokio::join!(
        rosa.adds_file(&work, "part_3", "1.wav", &sound, ""),
        rosa.adds_link(&work, "part_3", "https://video.example/2", ""),
    );

    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let kept = artifacts(&world, &work, 1).await;
    let files = kept.iter().filter(|it| it.kind == ArtifactKind::File).count();
    assert_eq!((kept.len(), stored(&world).len()), (1, files));
}

#[tokio::test]
async fn a_recording_is_sound_or_a_link() {
    let (_world, rosa, work) = world().await;
    let picture = rosa.adds_file(&work, "part_3", "me.png", &samples::png(""), "").await;
    assert!(picture.page.contains("Here you show sound, or add a link to film."));
    let sound = rosa.adds_file(&work, "part_3", "me.m4a", &samples::m4a(PLANTED), "").await;
    assert_eq!(sound.status, StatusCode::SEE_OTHER, "{}", sound.page);
    let piece = rosa.pieces(&work, "part_3").await.remove(0);
    assert!(rosa.opens(&piece).await.page.contains("<audio"));
}

#[tokio::test]
async fn what_was_submitted_does_not_change() {
    let (world, rosa, work) = world().await;
    rosa.adds_file(&work, PLAN, "wall.png", &samples::png(""), "The plan").await;
    let piece = rosa.pieces(&work, PLAN).await.remove(0);
    submits(&work, 0);

    for seen in [
        rosa.adds_file(&work, PLAN, "2.png", &samples::png(""), "").await,
        rosa.adds_link(&work, PLAN, "https://plans.example/2", "").await,
        rosa.writes_evidence(&work, PLAN, "Words", 0).await,
        rosa.captions(&piece, "Better", 1).await,
        rosa.removes(&piece).await,
    ] {
        assert_eq!(seen.status, StatusCode::CONFLICT, "{}", seen.page);
        assert!(seen.page.contains("What you submitted doesn’t change."), "{}", seen.page);
    }
    assert_eq!((artifacts(&world, &work, 1).await.len(), stored(&world).len()), (1, 1));
    insta::assert_snapshot!("plan_submitted", page(&rosa, &work, PLAN).await.main());
    assert!(!rosa.opens(&piece).await.page.contains("Remove it"));
}

#[tokio::test]
async fn a_withdrawn_pursuit_takes_nothing() {
    let (world, rosa, work) = world().await;
    rosa.withdraws(&work).await;
    let seen = rosa.adds_file(&work, PLAN, "wall.png", &samples::png(""), "").await;
    assert!(seen.page.contains("You withdrew from this."), "{}", seen.page);
    assert!(stored(&world).is_empty());
}

#[tokio::test]
async fn a_later_submission_begins_with_a_copy_and_leaves_the_first_as_it_was() {
    let (world, rosa, work) = world().await;
    rosa.adds_file(&work, PLAN, "wall.png", &samples::png(""), "The plan").await;
    rosa.writes_evidence(&work, PLAN, "We waited.", 0).await;
    let mut tx = world.app.begin().await.unwrap();
    let first = evidence::of(&mut tx, work.rsplit('/').next().unwrap().parse().unwrap(), 1).await;
    let first = first.unwrap();
    let ids: Vec<_> = first.iter().flat_map(|it| it.contents()).collect();
    vault::seal(&mut tx, rosa.id, &ids).await.unwrap();
    let pursuit = learn::pursuit(&mut tx, first[0].pursuit).await.unwrap();
    let places: [Place; 2] = [PLAN.parse().unwrap(), TALK.parse().unwrap()];
    evidence::carry_over(&mut tx, &pursuit, &places, 2).await.unwrap();
    evidence::carry_over(&mut tx, &pursuit, &places, 2).await.unwrap();
    tx.commit().await.unwrap();
    submits(&work, 2);

    let copied = artifacts(&world, &work, 2).await;
    assert_eq!(copied.len(), 2);
    let seen = rosa.writes_evidence(&work, PLAN, "We waited three seconds.", 1).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.page);
    let piece = rosa.pieces(&work, PLAN).await.remove(0);
    assert_eq!(rosa.captions(&piece, "The new plan", 1).await.status, StatusCode::SEE_OTHER);
    assert_eq!(rosa.removes(&piece).await.status, StatusCode::SEE_OTHER);
    world.settle().await;

    assert_eq!(artifacts(&world, &work, 1).await, first);
    assert_eq!(stored(&world).len(), 1, "the first submission still shows it");
    let mut read = world.app.read().await.unwrap();
    let words = vault::drafts(&mut read, rosa.id, &ids).await.unwrap();
    let mut words: Vec<_> = words.into_values().map(|it| it.words).collect();
    words.sort();
    assert_eq!(words, ["The plan", "We waited."]);
}

#[tokio::test]
async fn what_she_shows_is_nobody_elses_business() {
    let (world, rosa, work) = world().await;
    let ben = world.educator("Ben").await;
    rosa.adds_file(&work, PLAN, "wall.png", &samples::png(""), "The plan").await;
    let piece = rosa.pieces(&work, PLAN).await.remove(0);

    for seen in [
        page(&ben, &work, PLAN).await,
        ben.opens(&piece).await,
        ben.adds_file(&work, PLAN, "2.png", &samples::png(""), "").await,
        ben.adds_link(&work, PLAN, "https://plans.example/2", "").await,
        ben.writes_evidence(&work, PLAN, "Words", 0).await,
        ben.captions(&piece, "Mine", 1).await,
        ben.removes(&piece).await,
    ] {
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
    }
    assert_eq!((artifacts(&world, &work, 1).await.len(), stored(&world).len()), (1, 1));
    // Nor is another's piece reached through one's own pursuit.
    let own = ben.starts(SLUG).await;
    let other = format!("{own}/evidence/{PLAN}/{}", piece.rsplit('/').next().unwrap());
    assert_eq!(ben.opens(&other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ben.removes(&other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_may_look_sees_the_piece_and_not_whose_it_is() {
    let (world, rosa, work) = world().await;
    let lee = world.assessor("Lee").await;
    rosa.adds_file(&work, PLAN, "Rosa Quimby.png", &samples::png(PLANTED), "A plan").await;
    rosa.adds_link(&work, PLAN, "https://video.example/@quimby", "").await;
    rosa.adds_file(&work, TALK, "Quimby.csv", &samples::text("three <seconds>"), "").await;
    let pieces = artifacts(&world, &work, 1).await;
    let ids: Vec<_> = pieces.iter().flat_map(|it| it.contents()).collect();
    let mut tx = world.app.begin().await.unwrap();
    vault::seal(&mut tx, rosa.id, &ids).await.unwrap();
    let until = tx.now() + SignedDuration::from_hours(24);
    vault::grant(&mut tx, lee.id, &ids, until).await.unwrap();
    tx.commit().await.unwrap();

    let seen = vault::look(&world.app, lee.id, &ids, "to review it").await.unwrap();
    let zone = foundation::time::zone("America/New_York");
    let shown = evidence::shown(&world.app, lee.id, &pieces, &seen, &zone).await.unwrap();

    let all: String = shown.iter().map(|it| it.html.to_string()).collect();
    assert_eq!(shown.len(), 3);
    let hidden = all.replace("https://video.example/@quimby", "");
    assert!(!hidden.to_lowercase().contains("quimby"), "{all}");
    assert!(all.contains("alt=\"A plan\"") && all.contains("three &#60;seconds&#62;"));
    assert!(all.contains("Open the link to video.example"));
    assert!(all.contains("This leads out of Cairn."));
}

/// The same instance, on a disk that is fuller than it may be.
fn on_a_full_disk(world: &World) -> App {
    let files = Files::in_folder(&world.database.folder().join("files")).unwrap();
    let around = Surroundings {
        site: world.app.site().clone(),
        files: files.with_reserve(u64::MAX),
        mailer: Mailer::Kept,
        secrets: Secrets::from_hex(&"5e".repeat(32)).unwrap(),
        outside: Outside::shut(),
    };
    let clock = Clock::still_at("2026-12-03T19:02:00Z".parse().unwrap());
    App::new(world.database.db.clone(), clock, journey(), around)
}

#[tokio::test]
async fn below_a_reserve_of_disk_words_are_saved_and_files_are_not() {
    let (world, rosa, work) = world().await;
    let app = on_a_full_disk(&world);
    let mut read = app.read().await.unwrap();
    let by = Educator::acting(&mut read, rosa.id, app.clock.now()).await.unwrap();
    drop(read);
    let (id, place) = (work.rsplit('/').next().unwrap().parse().unwrap(), PLAN.parse().unwrap());
    let spot = Spot::find(&app, &by, id, &place).await.unwrap();
    let upload = Upload { name: "wall.png".into(), bytes: samples::png("") };

    let refused = evidence::add_file(&app, &by, &spot, upload, "").await.unwrap_err();
    let written = evidence::write(&app, &by, &spot, "We waited.", 0).await;

    assert_eq!(refused.to_string(), Refusal::NoRoom.to_string());
    assert!(matches!(refused, Error::Refused(_)) && written.is_ok());
    assert!(stored(&world).is_empty());
}

#[tokio::test]
async fn an_object_that_no_row_came_to_name_goes() {
    let (world, rosa, work) = world().await;
    rosa.adds_file(&work, PLAN, "wall.png", &samples::png(""), "").await;
    let mut tx = world.app.begin().await.unwrap();
    vault::expect(&mut tx, "left-behind").await.unwrap();
    tx.commit().await.unwrap();
    world.app.files().keep("left-behind", b"half".as_slice().into()).await.unwrap();

    world.app.clock.advance(SignedDuration::from_mins(59));
    world.app.work().await.unwrap();
    assert_eq!(stored(&world).len(), 2);
    world.app.clock.advance(SignedDuration::from_mins(2));
    world.app.work().await.unwrap();
    assert_eq!(stored(&world).len(), 1);
    assert!(!holds(&stored(&world)[0], "half"));
}
