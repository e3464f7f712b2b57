//! Designers write, see what is wrong, keep and publish.
#![allow(clippy::unwrap_used)] // what stories do

use axum::http::StatusCode;
use design::testing::{published, sample, samples};
use foundation::Journey;
use people::{
    Role,
    testing::{Browser, Part, Seen, Someone, World},
};

const WAIT_TIME: &str = "lakeshore-university/wait-time-and-questioning.md";

async fn world() -> World {
    World::new(Journey::default(), design::routes().merge(people::routes())).await
}

/// A document without stack, framework or prerequisite, so that it needs no other.
fn alone() -> String {
    let text = sample(WAIT_TIME).replace("stack: seeing-students-think\n", "");
    let (before, rest) = text.split_once("alignments:\n").unwrap();
    let (_, after) = rest.split_once("local_alignments:\n").unwrap();
    format!("{before}local_alignments:\n{after}")
}

fn pasted(text: &str) -> Part<'_> {
    Part::Text { name: "document", value: text }
}

fn uploaded(bytes: &[u8]) -> Part<'_> {
    Part::File { name: "file", file_name: "a.md", media_type: "text/markdown", bytes }
}

fn revision(value: &str) -> Part<'_> {
    Part::Text { name: "revision", value }
}

const PUBLISH: Part = Part::Text { name: "publish", value: "yes" };

/// Begins a draft, and gives where it is.
async fn begins(who: &Someone, part: Part<'_>) -> String {
    let seen = who.uploads("/designs", &[part]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.page);
    seen.goes_to.unwrap()
}

async fn keeps(who: &Someone, draft: &str, parts: &[Part<'_>]) -> Seen {
    who.uploads(&format!("{draft}/versions"), parts).await
}

#[tokio::test]
async fn the_pattern_is_right_as_it_stands() {
    let world = world().await;
    let mia = world.designer("Mia").await;

    let page = mia.opens("/designs/new").await;
    let (_, rest) = page.page.split_once("spellcheck=\"true\">\n").unwrap();
    let (pattern, _) = rest.split_once("</textarea>").unwrap();
    let text = pattern.replace("&#34;", "\"").replace("&#62;", ">").replace("&#39;", "'");
    let draft = begins(&mia, pasted(&text)).await;

    assert!(mia.opens(&draft).await.page.contains("Nothing is wrong with this draft."));
}

#[tokio::test]
async fn problems_stand_beside_their_lines_and_nothing_is_lost() {
    let world = world().await;
    let mia = world.designer("Mia").await;
    let wrong = "---\ncairn: microcredential/1\nslug: Wait Time\ntitle: <b>Wait</b>\n---\n\n## Competence\n\nWait.\n";

    let draft = begins(&mia, pasted(wrong)).await;
    let seen = mia.opens(&draft).await;

    insta::assert_snapshot!(seen.main());
    let refused = keeps(&mia, &draft, &[revision("1")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.page.contains("Mend what is wrong with the document first."));
}

#[tokio::test]
async fn an_upload_is_kept_byte_for_byte_until_a_stranger_has_it() {
    let world = world().await;
    let mia = world.designer("Mia").await;
    let bytes = format!("\u{feff}{}", alone().replace('\n', "\r\n")).into_bytes();

    let draft = begins(&mia, uploaded(&bytes)).await;
    let kept = keeps(&mia, &draft, &[revision("1"), PUBLISH]).await;

    assert_eq!(kept.goes_to.as_deref(), Some("/designs/wait-time-and-questioning"));
    let had = world.stranger().opens("/documents/wait-time-and-questioning.md").await;
    assert_eq!(had.bytes, bytes);
    let had = mia.opens("/designs/wait-time-and-questioning/versions/1.md").await;
    assert_eq!(had.bytes, bytes);
    assert_eq!(mia.opens(&draft).await.status, StatusCode::NOT_FOUND, "it is a version now");
}

#[tokio::test]
async fn a_draft_is_seen_as_an_educator_will() {
    let world = world().await;
    samples(&world).await;
    let mia = world.designer("Mia").await;
    let text = sample("teachers-learning-network/use-of-instructional-time.md");

    let draft = begins(&mia, pasted(text)).await;

    insta::assert_snapshot!(mia.opens(&format!("{draft}/preview")).await.main());
}

#[tokio::test]
async fn what_cannot_be_read_can_still_be_previewed() {
    let world = world().await;
    let mia = world.designer("Mia").await;
    for hostile in ["", "---\na: [\n", "a: &a [*a]", "---\ntitle: <script>alert(1)</script>\n---\n"]
    {
        let draft = begins(&mia, pasted(hostile)).await;
        let seen = mia.opens(&format!("{draft}/preview")).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!seen.page.contains("<script>alert"), "{}", seen.page);
        assert_eq!(mia.opens(&draft).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn whoever_saves_second_is_told_and_loses_nothing() {
    let world = world().await;
    let (mia, ole) = (world.designer("Mia").await, world.designer("Ole").await);
    let draft = begins(&mia, pasted("first")).await;

    ole.uploads(&draft, &[revision("1"), pasted("Ole’s")]).await;
    let refused = mia.uploads(&draft, &[revision("1"), pasted("Mia’s")]).await;

    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.page.contains("A colleague saved this draft after you opened it."));
    assert!(refused.page.contains("Mia’s</textarea>"));
    assert!(refused.page.contains("Ole’s"), "theirs is shown, too");
    let saved = mia.uploads(&draft, &[revision("2"), pasted("Mia’s")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let stale = keeps(&ole, &draft, &[revision("2")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_cannot_be_kept_is_told_beside_the_field() {
    let world = world().await;
    let mia = world.designer("Mia").await;

    let binary = mia.uploads("/designs", &[pasted("my words"), uploaded(b"\xff\xd8\xff")]).await;
    let long = mia.uploads("/designs", &[pasted(&"a".repeat(300 * 1024))]).await;

    assert_eq!((binary.status, long.status), (StatusCode::CONFLICT, StatusCode::CONFLICT));
    assert!(binary.page.contains("Save the document as UTF-8"));
    assert!(binary.page.contains("my words</textarea>"));
    assert!(long.page.contains("longer than a document can be, which is 256 KiB"));
    let much = mia.uploads("/designs", &[uploaded(&vec![b'a'; 3 * 1024 * 1024])]).await;
    assert_eq!(much.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn drafts_and_designs_are_their_organization_s_alone() {
    let world = world().await;
    let (mia, ole) = (world.designer("Mia").await, world.designer("Ole").await);
    let eve = world.someone("Eve", &[(Role::Designer, &world.district)]).await;
    let draft = begins(&mia, pasted(&alone())).await;
    published(&world, &alone()).await;
    let one = "/designs/wait-time-and-questioning";

    assert_eq!(ole.opens(&draft).await.status, StatusCode::OK);
    let places =
        [draft.clone(), format!("{draft}/preview"), one.into(), format!("{one}/versions/1.md")];
    for place in &places {
        assert_eq!(eve.opens(place).await.status, StatusCode::NOT_FOUND, "{place}");
    }
    let acts = [draft.clone(), format!("{draft}/versions"), format!("{draft}/removal")];
    for act in &acts {
        let seen = eve.uploads(act, &[revision("1"), pasted("hers")]).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{act}");
    }
    assert_eq!(eve.posts(&format!("{one}/publications"), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(eve.posts(&format!("{one}/drafts"), "").await.status, StatusCode::NOT_FOUND);
    assert!(!eve.opens("/designs").await.page.contains("Wait time"));
}

#[tokio::test]
async fn another_s_slug_is_told_in_the_draft() {
    let world = world().await;
    published(&world, &alone()).await;
    let eve = world.someone("Eve", &[(Role::Designer, &world.district)]).await;

    let draft = begins(&eve, pasted(&alone())).await;

    let seen = eve.opens(&draft).await;
    assert!(
        seen.page.contains("<code>wait-time-and-questioning</code> is another issuer's."),
        "{}",
        seen.page
    );
}

#[tokio::test]
async fn any_published_one_can_be_copied_and_made_ours() {
    let world = world().await;
    samples(&world).await;
    let eve = world.someone("Eve", &[(Role::Designer, &world.district)]).await;

    let asked = eve.opens("/designs/copies/wait-time-and-questioning").await;
    assert!(asked.page.contains("Its license is CC-BY-4.0."));
    let copied = eve.posts("/designs/copies/wait-time-and-questioning", "").await;
    let draft = copied.goes_to.unwrap();

    let seen = eve.opens(&draft).await;
    assert!(seen.page.contains("Nothing is wrong with this draft."), "{}", seen.page);
    assert!(seen.page.contains("slug: wait-time-and-questioning-maple-ridge"));
    assert!(seen.page.contains("based_on:"));
    let kept = keeps(&eve, &draft, &[revision("1"), PUBLISH]).await;
    let ours = "/designs/wait-time-and-questioning-maple-ridge";
    assert_eq!(kept.goes_to.as_deref(), Some(ours));
    assert_eq!(eve.opens("/designs/copies/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_catalog_shows_the_version_that_is_chosen_or_none() {
    let world = world().await;
    let mia = world.designer("Mia").await;
    published(&world, &alone()).await;
    let one = "/designs/wait-time-and-questioning";
    let next = mia.posts(&format!("{one}/drafts"), "").await.goes_to.unwrap();
    let changed = alone().replace("title: Wait time and questioning", "title: Wait time");
    mia.uploads(&next, &[revision("1"), pasted(&changed)]).await;
    keeps(&mia, &next, &[revision("2")]).await;

    insta::assert_snapshot!("versions", mia.opens(one).await.main());
    insta::assert_snapshot!("desk", mia.opens("/designs").await.main());
    mia.posts(&format!("{one}/publications"), "version=2").await;
    assert!(catalog(&world.stranger()).await.page.contains("title: Wait time\n"));
    mia.posts(&format!("{one}/publications"), "").await;
    assert_eq!(catalog(&world.stranger()).await.status, StatusCode::NOT_FOUND);
    mia.posts(&format!("{one}/publications"), "version=1").await;
    assert_eq!(catalog(&world.stranger()).await.status, StatusCode::OK);
    let absent = mia.posts(&format!("{one}/publications"), "version=7").await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

async fn catalog(stranger: &Browser) -> Seen {
    stranger.opens("/documents/wait-time-and-questioning.md").await
}

#[tokio::test]
async fn schemas_are_for_everyone() {
    let world = world().await;
    let stranger = world.stranger();

    let seen = stranger.opens("/schemas/microcredential-1.json").await;

    assert_eq!(seen.headers["content-type"], "application/schema+json");
    assert!(seen.page.contains("\"$id\": \"http://cairn.test/schemas/microcredential-1.json\""));
    assert_eq!(stranger.opens("/schemas/other.json").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_waits_for_whoever_began_it_and_can_be_thrown_away() {
    let world = world().await;
    let (mia, ole) = (world.designer("Mia").await, world.designer("Ole").await);
    let draft = begins(&mia, pasted(&alone())).await;

    let waits = async |who: &Someone| {
        let mut read = world.app.read().await.unwrap();
        design::moves(&mut read, who.id, world.app.clock.now()).await.unwrap().len()
    };

    assert_eq!((waits(&mia).await, waits(&ole).await), (1, 0));
    let gone = mia.uploads(&format!("{draft}/removal"), &[revision("1")]).await;
    assert_eq!(gone.goes_to.as_deref(), Some("/designs"));
    assert_eq!(waits(&mia).await, 0);
}

#[test]
fn every_route_says_who_may_use_it() {
    insta::assert_snapshot!(design::routes().table());
}
