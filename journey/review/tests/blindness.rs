//! Nothing that is sent to those who review tells whose work it is, when it was made, who else
//! reviews it, in which order, or what they found.
#![allow(clippy::unwrap_used)] // what stories do

mod story;

use evidence::testing::{ShowsEvidence, samples};
use jiff::SignedDuration;
use learn::testing::Learns;
use people::testing::{Seen, Someone, World};
use review::testing::Reviews;
use story::*;
use submit::testing::Submits;

/// Of the educator: name, address, school, a file's name, what stands in a file about its author.
const HERS: [&str; 6] =
    ["rosalind", "plantagenet", "high school", "school district", "holiday-photo", "canon-of-rosa"];

#[tokio::test]
async fn those_who_review_are_sent_nothing_that_tells_whose_it_is() {
    let world = world().await;
    let [ana, ben, cho] = strangers(&world).await;
    let (rosa, work) = submitted_with_files(&world).await;
    world.app.clock.advance(SignedDuration::from_hours(30));
    for one in [&ana, &ben, &cho] {
        world.comes_back(one).await;
    }

    let mut sent = everything(&world, &ana, "overview", "Ana thinks aloud.").await;
    let not_for_ben = ["annabel", "ana thinks", "cholmondeley"];
    let sent_to_ben = everything(&world, &ben, "", "Ben thinks aloud.").await;
    tells_nothing(&sent_to_ben, &not_for_ben);
    let sent_to_cho = everything(&world, &cho, "overview", "Cho thinks aloud.").await;
    tells_nothing(&sent_to_cho, &["annabel", "ana thinks", "bennett", "ben thinks", "third"]);
    // After the decision, too.
    let panel = sent.0.clone();
    add(&mut sent.1, &ana.opens(&panel).await);
    add(&mut sent.1, &ana.opens("/reviews").await);
    tells_nothing(&sent, &["bennett", "ben thinks", "cholmondeley", "cho thinks", "decided"]);

    for (_, all) in [&sent, &sent_to_ben, &sent_to_cho] {
        let ids = ids(&world, &rosa, &work).await;
        let told: Vec<_> = ids.iter().filter(|it| all.contains(it.as_str())).collect();
        assert!(told.is_empty(), "{told:?}");
    }
}

/// Nobody that the words of a page could be taken for.
async fn strangers(world: &World) -> [Someone; 3] {
    [
        qualified(world, "Annabel").await,
        qualified(world, "Bennett").await,
        qualified(world, "Cholmondeley").await,
    ]
}

async fn submitted_with_files(world: &World) -> (Someone, String) {
    let rosa = world.educator("Rosalind Plantagenet").await;
    let work = rosa.starts(SLUG).await;
    rosa.writes_everything(&work).await;
    let said = "canon-of-rosa";
    let photo = samples::jpeg(said);
    let seen = rosa.adds_file(&work, "part_2.plan", "holiday-photo.jpg", &photo, "The board").await;
    assert!(seen.goes_to.is_some(), "{}", seen.page);
    let plan = samples::pdf(said);
    let seen = rosa.adds_file(&work, "part_2.plan", "holiday-photo.pdf", &plan, "The plan").await;
    assert!(seen.goes_to.is_some(), "{}", seen.page);
    assert!(rosa.submits(&work).await.goes_to.is_some());
    world.settle().await;
    (rosa, work)
}

/// Where the panel is found, and every byte that one is sent on the way to a review.
async fn everything(world: &World, who: &Someone, missed: &str, words: &str) -> (String, String) {
    let mut all = String::new();
    add(&mut all, &who.opens("/reviews").await);
    let panel = who.first_on_desk().await;
    let page = who.opens(&panel).await;
    add(&mut all, &page);
    let files: Vec<&str> =
        page.page.split("\"/files/").skip(1).filter_map(|it| it.split('"').next()).collect();
    assert!(files.len() >= 2, "the evidence isn't there: {}", page.page);
    for file in files {
        let file = who.opens(&format!("/files/{file}")).await;
        assert_eq!(file.status, 200);
        add(&mut all, &file);
    }
    all += &types(who, &panel, &revision(&page.page), words).await;
    let mut notes = ALL;
    for note in &mut notes {
        note.2 = words;
        note.1 = if note.0 == missed { "not_yet" } else { note.1 };
    }
    add(&mut all, &who.notes(&panel, &notes).await);
    add(&mut all, &who.opens(&format!("{panel}/preview")).await);
    add(&mut all, &who.sends_review(&panel).await);
    add(&mut all, &who.opens(&panel).await);
    for letter in world.letters(&who.address, "review.assigned").await {
        all += &format!("{}\n{}", letter.subject, letter.body);
    }
    (panel, all.to_lowercase())
}

fn add(all: &mut String, seen: &Seen) {
    *all +=
        &format!("{:?}\n{}\n", seen.headers, String::from_utf8_lossy(&seen.bytes)).to_lowercase();
}

fn tells_nothing((_, all): &(String, String), others: &[&str]) {
    // It was submitted at 2:02 PM on December 3.
    let when = ["2:02", "14:02", "19:02", "december 3", "2026-12-03"];
    for word in HERS.iter().chain(&when).chain(others) {
        if let Some(at) = all.find(word) {
            let from = all.floor_char_boundary(at.saturating_sub(200));
            panic!("“{word}” is told: …{}", &all[from..all.ceil_char_boundary(at + 100)]);
        }
    }
}

/// What names her, her pursuit, and what she submitted.
async fn ids(world: &World, rosa: &Someone, work: &str) -> Vec<String> {
    let pursuit = id::<learn::Pursuit>(work);
    let mut read = world.app.read().await.unwrap();
    let submissions = submit::of_pursuits(&mut read, &[pursuit]).await.unwrap();
    let submission = &submissions[&pursuit][0];
    let mut ids = vec![rosa.id.to_string(), pursuit.to_string(), submission.id.to_string()];
    ids.extend(submission.items.iter().filter_map(|it| it.artifact).map(|it| it.to_string()));
    let organizations = [&world.district, &world.school];
    ids.extend(organizations.iter().map(|it| it.id.to_string()));
    ids
}
