//! What those who review it add to the record, as the room ahead writes it.

use design::Version;
use foundation::{At, Id, Tx};
use people::testing::World;
use submit::Submission;

/// One assessor found these criteria not yet demonstrated, and the others demonstrated.
pub async fn not_yet(world: &World, version: &Version, id: Id<Submission>, criteria: &[&str]) {
    let assessor = world.assessor("An assessor").await;
    let mut tx = world.app.begin().await.unwrap();
    let submission = submit::submission(&mut tx, id).await.unwrap();
    let pursuit = learn::pursuit(&mut tx, submission.pursuit).await.unwrap();
    let (now, custodian) = (At(tx.now()), submission.custodian);
    let (panel, review, qualification) =
        (Id::<()>::random(), Id::<()>::random(), Id::<()>::random());
    let later = At(tx.now() + jiff::SignedDuration::from_hours(1));
    run(
        &mut tx,
        sqlx::query(
            "INSERT INTO qualifications (organization_id, id, person_id, rubric_digest, because,
           granted_at, expires_at) VALUES ($1, $2, $3, $4, 'a story', $5, $6)",
        )
        .bind(version.issuer)
        .bind(qualification)
        .bind(assessor.id)
        .bind(&version.rubric_digest)
        .bind(now)
        .bind(later),
    )
    .await;
    run(
        &mut tx,
        sqlx::query(
            "INSERT INTO panels (organization_id, id, kind, submission_id, pursuit_id, issuer_id,
           version_id, rubric_digest, reviews_min, reviews_required, convened_at, due_at, stage,
           locked_at) VALUES ($1, $2, 'first', $3, $4, $5, $6, $7, 1, 1, $8, $8, 'decided', $8)",
        )
        .bind(custodian)
        .bind(panel)
        .bind(id)
        .bind(pursuit.id)
        .bind(pursuit.issuer)
        .bind(pursuit.version)
        .bind(&version.rubric_digest)
        .bind(now),
    )
    .await;
    run(
        &mut tx,
        sqlx::query(
            "INSERT INTO seats (organization_id, panel_id, seat, turn, assessor_id, seated_at)
         VALUES ($1, $2, '1', 1, $3, $4)",
        )
        .bind(custodian)
        .bind(panel)
        .bind(assessor.id)
        .bind(now),
    )
    .await;
    let all = i64::try_from(submission.criteria.len()).unwrap();
    let of =
        |criterion: &str| if criteria.contains(&criterion) { "not_yet" } else { "demonstrated" };
    for (position, criterion) in (1_i64..).zip(&submission.criteria) {
        run(&mut tx, sqlx::query(
            "INSERT INTO review_levels (organization_id, review_id, criteria, position, criterion,
               level, outcome) VALUES ($1, $2, $3, $4, $5, $6, $6)",
        )
        .bind(custodian).bind(review).bind(all).bind(position).bind(criterion.as_str())
        .bind(of(criterion.as_str()))).await;
        run(
            &mut tx,
            sqlx::query(
                "INSERT INTO decision_criteria (organization_id, panel_id, criteria, position,
               criterion, level, outcome) VALUES ($1, $2, $3, $4, $5, $6, $6)",
            )
            .bind(custodian)
            .bind(panel)
            .bind(all)
            .bind(position)
            .bind(criterion.as_str())
            .bind(of(criterion.as_str())),
        )
        .await;
    }
    run(&mut tx, sqlx::query(
        "INSERT INTO reviews (organization_id, id, panel_id, submission_id, pursuit_id, issuer_id,
           rubric_digest, seat, assessor_id, qualification_id, criteria, finding, finished_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '1', $8, $9, $10, 'not_yet', $11)",
    )
    .bind(custodian).bind(review).bind(panel).bind(id).bind(pursuit.id).bind(pursuit.issuer)
    .bind(&version.rubric_digest).bind(assessor.id).bind(qualification).bind(all).bind(now)).await;
    run(&mut tx, sqlx::query(
        "INSERT INTO decisions (organization_id, panel_id, pursuit_id, issuer_id, reviews_required,
           outcome, criteria, review_1, seat_1, finding_1, decided_at)
         VALUES ($1, $2, $3, $4, 1, 'not_yet', $5, $6, '1', 'not_yet', $7)",
    )
    .bind(custodian).bind(panel).bind(pursuit.id).bind(pursuit.issuer).bind(all).bind(review)
    .bind(now)).await;
    let open: Vec<_> = criteria.iter().map(|it| it.parse().unwrap()).collect();
    submit::open_again(&mut tx, pursuit.id, &open).await.unwrap();
    submit::open_again(&mut tx, pursuit.id, &open).await.unwrap();
    tx.commit().await.unwrap();
}

type Statement<'q> = sqlx::query::Query<'q, sqlx::Any, sqlx::any::AnyArguments>;

async fn run(tx: &mut Tx, statement: Statement<'_>) {
    tx.run_one(statement).await.unwrap();
}
