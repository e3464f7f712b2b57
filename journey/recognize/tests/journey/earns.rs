//! Somebody earns what she pursues: the facts that an award stands on, as the rooms between make them.

use foundation::Id;
use learn::Pursuit;
use people::testing::{Someone, World};
use recognize::{Award, Earned};
use sqlx::AssertSqlSafe;

/// Reviewed by two, decided, awarded, and heard of by the office.
pub async fn earns(world: &World, who: &Someone, pursuit: &str) -> Earned {
    let earned = is_awarded(world, who, pursuit).await;
    let mut tx = world.app.begin().await.unwrap();
    recognize::claim(&mut tx, earned).await.unwrap();
    tx.commit().await.unwrap();
    earned
}

/// Reviewed, decided and awarded; the office hasn't heard of it yet.
pub async fn is_awarded(world: &World, who: &Someone, pursuit: &str) -> Earned {
    let names = [format!("First for {}", who.name), format!("Second for {}", who.name)];
    let one = world.assessor(&names[0]).await.id;
    let two = world.assessor(&names[1]).await.id;
    let pursuit: Id<Pursuit> = pursuit.trim_start_matches("/pursuits/").parse().unwrap();
    let mut tx = world.app.begin().await.unwrap();
    let pursuit = learn::pursuit(&mut tx, pursuit).await.unwrap();
    let version = design::version(&mut tx, pursuit.version).await.unwrap();
    let award: Id<Award> = Id::random();
    let (d, i, q, v) = (pursuit.custodian, pursuit.issuer, pursuit.id, version.id);
    let now = tx.now();
    let (rubric, at, her) = (&version.rubric_digest, now.as_microsecond(), who.id);
    let later = at + 1;
    let facts = format!(
        "INSERT INTO contents (organization_id, id, owner_id, kind, body, salt, commitment, revision, saved_at, sealed_at)
           VALUES ('{d}', 'c {q}', '{her}', 'words', 'What I tried.', 's', 'k', 1, {at}, {at});
         INSERT INTO answers (organization_id, pursuit_id, question, submission_number, content_id)
           VALUES ('{d}', '{q}', 'part_1.one', 1, 'c {q}');
         INSERT INTO submission_items (organization_id, submission_id, items, position, kind, place, content_id, commitment)
           VALUES ('{d}', 's {q}', 1, 1, 'answer', 'part_1.one', 'c {q}', 'k');
         INSERT INTO submission_criteria (organization_id, submission_id, criteria, position, criterion)
           VALUES ('{d}', 's {q}', 1, 1, 'a');
         INSERT INTO submissions (organization_id, id, pursuit_id, issuer_id, version_id, reviews_min, rubric_digest,
             number, items, criteria, digest, statement, submitted_at, submitted_by)
           VALUES ('{d}', 's {q}', '{q}', '{i}', '{v}', 2, '{rubric}', 1, 1, 1, 'g', 'true', {at}, '{her}');
         INSERT INTO panels (organization_id, id, kind, submission_id, pursuit_id, issuer_id, version_id, rubric_digest,
             reviews_min, reviews_required, convened_at, due_at, stage, locked_at)
           VALUES ('{d}', 'p {q}', 'first', 's {q}', '{q}', '{i}', '{v}', '{rubric}', 2, 2, {at}, {later}, 'open', {at});
         INSERT INTO qualifications (organization_id, id, person_id, rubric_digest, because, granted_at, expires_at)
           VALUES ('{i}', 'q {one}', '{one}', '{rubric}', 'calibrated', {at}, {later}), ('{i}', 'q {two}', '{two}', '{rubric}', 'calibrated', {at}, {later});
         INSERT INTO seats (organization_id, panel_id, seat, turn, assessor_id, seated_at)
           VALUES ('{d}', 'p {q}', '1', 1, '{one}', {at}), ('{d}', 'p {q}', '2', 1, '{two}', {at});
         INSERT INTO review_levels (organization_id, review_id, criteria, position, criterion, level, outcome)
           VALUES ('{d}', 'r1 {q}', 1, 1, 'a', 'demonstrated', 'demonstrated'), ('{d}', 'r2 {q}', 1, 1, 'a', 'demonstrated', 'demonstrated');
         INSERT INTO reviews (organization_id, id, panel_id, submission_id, pursuit_id, issuer_id, rubric_digest, seat,
             assessor_id, qualification_id, criteria, finding, finished_at)
           VALUES ('{d}', 'r1 {q}', 'p {q}', 's {q}', '{q}', '{i}', '{rubric}', '1', '{one}', 'q {one}', 1, 'demonstrated', {at}),
             ('{d}', 'r2 {q}', 'p {q}', 's {q}', '{q}', '{i}', '{rubric}', '2', '{two}', 'q {two}', 1, 'demonstrated', {at});
         INSERT INTO decision_criteria (organization_id, panel_id, criteria, position, criterion, level, outcome)
           VALUES ('{d}', 'p {q}', 1, 1, 'a', 'demonstrated', 'demonstrated');
         INSERT INTO decisions (organization_id, panel_id, pursuit_id, issuer_id, reviews_required, outcome, criteria,
             review_1, seat_1, finding_1, review_2, seat_2, finding_2, decided_at)
           VALUES ('{d}', 'p {q}', '{q}', '{i}', 2, 'demonstrated', 1, 'r1 {q}', '1', 'demonstrated', 'r2 {q}', '2', 'demonstrated', {at});
         INSERT INTO awards (organization_id, id, custodian_id, pursuit_id, person_id, panel_id, outcome, awarded_at)
           VALUES ('{i}', '{award}', '{d}', '{q}', '{her}', 'p {q}', 'demonstrated', {at});"
    );
    sqlx::raw_sql(AssertSqlSafe(facts)).execute(&mut *tx).await.unwrap();
    learn::note_earned(&mut tx, q).await.unwrap();
    tx.commit().await.unwrap();
    Earned { award, pursuit: q, person: her, issuer: i, custodian: d, awarded_at: now }
}
