//! What stories of this room begin with.
#![allow(clippy::unwrap_used, dead_code)] // what stories do, and not each of them all of it

use design::{Version, document::Key, testing::samples};
use foundation::{At, Conn, Id, Journey, Result, Tx, Word};
use jiff::SignedDuration;
use learn::{MayStart, Notices, Pursuit, TaskList, Withdrawn, testing::Learns};
use people::testing::{Someone, World, form};
use review::Decided;
use submit::{Submission, Submitted};
use vault::Content;

pub const SLUG: &str = "wait-time-and-questioning";

async fn anyone(_: &mut Conn, _: MayStart) -> Result<()> {
    Ok(())
}

async fn heard(_: &mut Tx, _: Decided) -> Result<()> {
    Ok(())
}

pub async fn world() -> World {
    let journey = Journey::default()
        .gate::<MayStart>(anyone)
        .when::<Submitted>("review.convene", review::convene)
        .when::<Withdrawn>("review.disband", review::disband)
        .when::<Decided>("story.decided", heard)
        .job(review::fill_seats)
        .job(review::seat_lapses)
        .slot::<TaskList>(review::steps)
        .slot::<Notices>(review::notices);
    let routes = learn::routes().merge(review::routes()).merge(vault::routes());
    let world = World::new(journey, routes).await;
    samples(&world).await;
    world
}

pub async fn version(world: &World, slug: &str) -> Version {
    let mut read = world.app.read().await.unwrap();
    design::published_by_slug(&mut read, slug).await.unwrap()
}

/// An assessor of the issuer's who is qualified for the rubric of `SLUG`.
pub async fn qualified(world: &World, name: &str) -> Someone {
    let assessor = world.assessor(name).await;
    qualify(world, &assessor).await;
    assessor
}

pub async fn qualify(world: &World, who: &Someone) {
    let version = version(world, SLUG).await;
    let mut tx = world.app.begin().await.unwrap();
    let until = tx.now() + SignedDuration::from_hours(365 * 24);
    let because = "Agreed on five scored examples";
    review::qualify(&mut tx, version.issuer, who.id, &version.rubric_digest, because, until)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Ana and Ben sit first; Cho comes third.
pub async fn assessors(world: &World) -> [Someone; 3] {
    [qualified(world, "Ana").await, qualified(world, "Ben").await, qualified(world, "Cho").await]
}

/// Rosa starts, and submits everything.
pub async fn submitted(world: &World) -> (Someone, String) {
    let rosa = world.educator("Rosa").await;
    let work = started_and_submitted(world, &rosa).await;
    (rosa, work)
}

pub async fn started_and_submitted(world: &World, who: &Someone) -> String {
    let work = who.starts(SLUG).await;
    submits(world, who, &work, "We waited three seconds.").await;
    work
}

pub fn id<T>(path: &str) -> Id<T> {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// What is outstanding, or everything the first time, with these words as its evidence.
pub async fn submits(world: &World, who: &Someone, work: &str, words: &str) {
    let mut tx = world.app.begin().await.unwrap();
    let pursuit = learn::pursuit(&mut tx, id::<Pursuit>(work)).await.unwrap();
    let version = design::version(&mut tx, pursuit.version).await.unwrap();
    let earlier = submit::of_pursuits(&mut tx, &[pursuit.id]).await.unwrap();
    let number = earlier.get(&pursuit.id).map_or(0, Vec::len) as i64 + 1;
    let decision = review::decision(&mut tx, pursuit.id).await.unwrap();
    let criteria: Vec<Key> = match decision {
        None => version.document.rubric.criteria.iter().map(|it| it.key.clone()).collect(),
        Some(it) => {
            let missed = it.criteria.iter().filter(|it| !it.outcome.is_demonstrated());
            missed.map(|it| it.criterion.clone()).collect()
        }
    };
    let (org, submission, now) = (pursuit.custodian, Id::<Submission>::random(), At(tx.now()));
    let answer = Id::<Content>::random();
    vault::save(&mut tx, org, who.id, answer, words, 0).await.unwrap();
    let commitment =
        vault::seal(&mut tx, who.id, &[answer]).await.unwrap().remove(&answer).unwrap();
    let keep = sqlx::query(
        "INSERT INTO answers (organization_id, pursuit_id, question, submission_number, content_id)
         VALUES ($1, $2, 'part_1.setting', $3, $4)",
    );
    tx.run_one(keep.bind(org).bind(pursuit.id).bind(number).bind(answer)).await.unwrap();
    let keep = sqlx::query(
        "INSERT INTO submission_items
           (organization_id, submission_id, items, position, kind, place, content_id, commitment)
         VALUES ($1, $2, 1, 1, 'answer', 'part_1.setting', $3, $4)",
    );
    let keep = keep.bind(org).bind(submission).bind(answer).bind(commitment.as_str());
    tx.run_one(keep).await.unwrap();
    for (position, criterion) in (1i64..).zip(&criteria) {
        let keep = sqlx::query(
            "INSERT INTO submission_criteria
               (organization_id, submission_id, criteria, position, criterion)
             VALUES ($1, $2, $3, $4, $5)",
        );
        let keep = keep.bind(org).bind(submission).bind(criteria.len() as i64).bind(position);
        tx.run_one(keep.bind(Word(criterion.clone()).0.as_str())).await.unwrap();
    }
    let keep = sqlx::query(
        "INSERT INTO submissions (organization_id, id, pursuit_id, issuer_id, version_id,
           reviews_min, rubric_digest, number, items, criteria, digest, statement, submitted_at,
           submitted_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, 'digest', 'statement', $10, $11)",
    )
    .bind(org)
    .bind(submission)
    .bind(pursuit.id)
    .bind(pursuit.issuer)
    .bind(pursuit.version)
    .bind(version.reviews_min)
    .bind(&version.rubric_digest)
    .bind(number)
    .bind(criteria.len() as i64)
    .bind(now)
    .bind(who.id);
    tx.run_one(keep).await.unwrap();
    let number = number as u32;
    tx.announce(Submitted { submission, pursuit: pursuit.id, number }).await.unwrap();
    tx.commit().await.unwrap();
    world.settle().await;
}

/// What was decided last on this work.
pub async fn decision(world: &World, work: &str) -> Option<review::Decision> {
    let mut read = world.app.read().await.unwrap();
    review::decision(&mut read, id(work)).await.unwrap()
}

/// What that decision says isn't there yet.
pub fn missing(decision: &review::Decision) -> Vec<&str> {
    let missed = decision.criteria.iter().filter(|it| !it.outcome.is_demonstrated());
    missed.map(|it| it.criterion.as_str()).collect()
}

/// Everything demonstrated.
pub const ALL: [(&str, &str, &str); 6] = [
    ("overview", "demonstrated", "It is there."),
    ("questions", "demonstrated", "It is there."),
    ("waiting", "demonstrated", "It is there."),
    ("responding", "demonstrated", "It is there."),
    ("participation", "demonstrated", "It is there."),
    ("reflection", "demonstrated", "It is there."),
];

/// What names the notes that this page shows.
pub fn revision(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"revision\" value=\"").expect("a form");
    rest.split_once('"').unwrap().0.to_owned()
}

/// As the browser saves in the background.
pub async fn types(who: &Someone, panel: &str, revision: &str, words: &str) -> String {
    let sent = form(&[("revision", revision), ("feedback.waiting", words)]);
    let request = who.request("POST", &format!("{panel}/notes"));
    let request = request
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    who.sends(request, sent.into()).await.page
}
