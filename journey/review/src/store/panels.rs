//! Statements on `panels` and `seats`.

use std::collections::HashMap;

use foundation::{At, Conn, Error, Id, Result, Tx, Word};
use itertools::Itertools;
use learn::Pursuit;
use people::{Lead, Organization, Person};
use submit::Submission;

use super::reviews;
use crate::{
    Panel,
    panel::Stage,
    seat::{Because, Seat, Turn, TurnState},
};

pub async fn convene(tx: &mut Tx, panel: &Panel, reviews_min: i64) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO panels (organization_id, id, kind, submission_id, pursuit_id, issuer_id,
           version_id, rubric_digest, reviews_min, reviews_required, convened_at, due_at, stage,
           locked_at)
         VALUES ($1, $2, 'first', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $10)",
    )
    .bind(panel.custodian)
    .bind(panel.id)
    .bind(panel.submission)
    .bind(panel.pursuit)
    .bind(panel.issuer)
    .bind(panel.version)
    .bind(&panel.rubric_digest)
    .bind(reviews_min)
    .bind(panel.reviews_required as i64)
    .bind(At(panel.convened_at))
    .bind(At(panel.due_at))
    .bind(panel.stage().name());
    tx.run_one(insert).await
}

pub async fn keep_turn(tx: &mut Tx, panel: &Panel, turn: &Turn) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO seats (organization_id, panel_id, seat, turn, assessor_id, seated_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(panel.custodian)
    .bind(panel.id)
    .bind(Word(turn.seat))
    .bind(turn.number as i64)
    .bind(turn.assessor)
    .bind(At(turn.seated_at));
    tx.run_one(insert).await
}

/// Keeps how this person's turn ended, and the stage that follows from it.
pub async fn end_turn(tx: &mut Tx, panel: &Panel, person: Id<Person>) -> Result<()> {
    let state = panel.turn_of(person).map(|it| it.state);
    let (reviewed, left, because) = match state {
        Some(TurnState::Reviewed { at }) => (Some(At(at)), None, None),
        Some(TurnState::Left { at, because }) => (None, Some(At(at)), Some(Word(because))),
        Some(TurnState::Open) | None => (None, None, None),
    };
    let update = sqlx::query(
        "UPDATE seats SET reviewed_at = $1, left_at = $2, left_because = $3
         WHERE organization_id = $4 AND panel_id = $5 AND assessor_id = $6
           AND reviewed_at IS NULL AND left_at IS NULL",
    )
    .bind(reviewed)
    .bind(left)
    .bind(because)
    .bind(panel.custodian)
    .bind(panel.id)
    .bind(person);
    tx.run_one(update).await?;
    keep_stage(tx, panel).await
}

pub async fn keep_stage(tx: &mut Tx, panel: &Panel) -> Result<()> {
    let update = sqlx::query("UPDATE panels SET stage = $1 WHERE organization_id = $2 AND id = $3");
    tx.run_one(update.bind(panel.stage().name()).bind(panel.custodian).bind(panel.id)).await
}

/// A panel on which this person has, or had, a seat, to be changed: whoever else wants it waits.
pub async fn lock_seated(tx: &mut Tx, by: Id<Person>, id: Id<Panel>) -> Result<Panel> {
    let lock = sqlx::query(
        "UPDATE panels SET locked_at = $1 WHERE id = $2 AND EXISTS (
           SELECT 1 FROM seats s WHERE s.organization_id = panels.organization_id
             AND s.panel_id = panels.id AND s.assessor_id = $3)",
    );
    let locked = tx.run(lock.bind(At(tx.now())).bind(id).bind(by)).await?;
    found(tx, locked, id).await
}

/// The same, for whoever leads at the educator's district or at the issuer.
pub async fn lock_led(tx: &mut Tx, by: &Lead, id: Id<Panel>) -> Result<Panel> {
    let lock = sqlx::query(
        "UPDATE panels SET locked_at = $1 WHERE id = $2
           AND (organization_id IN (SELECT value FROM json_each($3))
             OR issuer_id IN (SELECT value FROM json_each($4)))",
    )
    .bind(At(tx.now()))
    .bind(id)
    .bind(Id::list(by.custodians()))
    .bind(Id::list(by.organizations()));
    let locked = tx.run(lock).await?;
    found(tx, locked, id).await
}

/// The same, for what nobody asks for: a job, a listener.
pub async fn lock(tx: &mut Tx, id: Id<Panel>) -> Result<Panel> {
    let lock = sqlx::query("UPDATE panels SET locked_at = $1 WHERE id = $2");
    let locked = tx.run(lock.bind(At(tx.now())).bind(id)).await?;
    found(tx, locked, id).await
}

async fn found(tx: &mut Tx, locked: u64, id: Id<Panel>) -> Result<Panel> {
    match locked {
        0 => Err(Error::Absent),
        _ => load(tx, &[id]).await?.pop().ok_or(Error::Absent),
    }
}

/// None of anyone's business but theirs who sit, or sat.
pub async fn seated(conn: &mut Conn, by: Id<Person>, id: Id<Panel>) -> Result<Panel> {
    let panel = load(conn, &[id]).await?.pop();
    panel.filter(|it| it.turn_of(by).is_some()).ok_or(Error::Absent)
}

/// Where this person has, or had, a seat: what waits first, then the newest; in no order that tells
/// which submission came when.
pub async fn of_assessor(conn: &mut Conn, person: Id<Person>) -> Result<Vec<Panel>> {
    let ids: Vec<Id<Panel>> = sqlx::query_scalar(
        "SELECT panel_id FROM seats WHERE assessor_id = $1
         ORDER BY CASE WHEN left_at IS NULL AND reviewed_at IS NULL THEN 0 ELSE 1 END,
           seated_at DESC, panel_id LIMIT 200",
    )
    .bind(person)
    .fetch_all(&mut *conn)
    .await?;
    load(conn, &ids).await
}

pub async fn of_pursuits(conn: &mut Conn, pursuits: &[Id<Pursuit>]) -> Result<Vec<Panel>> {
    let ids: Vec<Id<Panel>> = sqlx::query_scalar(
        "SELECT id FROM panels WHERE pursuit_id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(pursuits))
    .fetch_all(&mut *conn)
    .await?;
    load(conn, &ids).await
}

/// Undecided ones of these districts and issuers, the most urgent first.
pub async fn open_at(
    conn: &mut Conn,
    custodians: &[Id<Organization>],
    issuers: &[Id<Organization>],
) -> Result<Vec<Panel>> {
    let ids: Vec<Id<Panel>> = sqlx::query_scalar(
        "SELECT id FROM panels
         WHERE stage IN ('awaiting_assessors', 'awaiting_adjudicator')
           AND (organization_id IN (SELECT value FROM json_each($1))
             OR issuer_id IN (SELECT value FROM json_each($2)))
         ORDER BY due_at, id LIMIT 500",
    )
    .bind(Id::list(custodians))
    .bind(Id::list(issuers))
    .fetch_all(&mut *conn)
    .await?;
    let mut panels = load(conn, &ids).await?;
    panels.sort_by_key(|it| (it.due_at, it.id.to_string()));
    Ok(panels)
}

/// Those with a seat that nobody sits on, the most urgent first.
pub async fn short_of_assessors(conn: &mut Conn) -> Result<Vec<Id<Panel>>> {
    let ids = sqlx::query_scalar(
        "SELECT p.id FROM panels p
         WHERE p.stage IN ('awaiting_assessors', 'awaiting_adjudicator')
           AND p.reviews_required + CASE p.stage WHEN 'awaiting_adjudicator' THEN 1 ELSE 0 END > (
             SELECT COUNT(*) FROM seats s WHERE s.organization_id = p.organization_id
               AND s.panel_id = p.id AND s.left_at IS NULL)
         ORDER BY p.due_at, p.id LIMIT 500",
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// How many submissions wait for each of these people; none for those who are left out.
pub async fn waiting(conn: &mut Conn, people: &[Id<Person>]) -> Result<HashMap<Id<Person>, usize>> {
    let rows: Vec<(Id<Person>, i64)> = sqlx::query_as(
        "SELECT assessor_id, COUNT(*) FROM seats
         WHERE assessor_id IN (SELECT value FROM json_each($1))
           AND left_at IS NULL AND reviewed_at IS NULL
         GROUP BY assessor_id",
    )
    .bind(Id::list(people))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(person, count)| (person, count as usize)).collect())
}

pub async fn load(conn: &mut Conn, ids: &[Id<Panel>]) -> Result<Vec<Panel>> {
    let list = Id::list(ids);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT organization_id, id, issuer_id, version_id, rubric_digest, pursuit_id,
           submission_id, reviews_required, convened_at, due_at, stage
         FROM panels WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(&list)
    .fetch_all(&mut *conn)
    .await?;
    let turns: Vec<TurnRow> = sqlx::query_as(
        "SELECT panel_id, seat, turn, assessor_id, seated_at, left_at, left_because, reviewed_at
         FROM seats WHERE panel_id IN (SELECT value FROM json_each($1))
         ORDER BY panel_id, seat, turn",
    )
    .bind(&list)
    .fetch_all(&mut *conn)
    .await?;
    let mut turns = turns.into_iter().map(TurnRow::turn).into_group_map();
    let mut reviews = reviews::of_panels(conn, ids).await?;
    let panel = |row: Row| {
        let id = row.id;
        let (turns, reviews) = (turns.remove(&id), reviews.remove(&id));
        Panel {
            turns: turns.unwrap_or_default(),
            reviews: reviews.unwrap_or_default(),
            ..row.panel()
        }
    };
    Ok(rows.into_iter().map(panel).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Panel>,
    issuer_id: Id<Organization>,
    version_id: Id<design::Version>,
    rubric_digest: String,
    pursuit_id: Id<Pursuit>,
    submission_id: Id<Submission>,
    reviews_required: i64,
    convened_at: At,
    due_at: At,
    stage: String,
}

impl Row {
    fn panel(self) -> Panel {
        Panel {
            id: self.id,
            custodian: self.organization_id,
            issuer: self.issuer_id,
            version: self.version_id,
            rubric_digest: self.rubric_digest,
            pursuit: self.pursuit_id,
            submission: self.submission_id,
            reviews_required: self.reviews_required as usize,
            convened_at: self.convened_at.0,
            due_at: self.due_at.0,
            // That the pursuit ended is another room's fact; this is where we noted it.
            withdrawn: self.stage == Stage::Withdrawn.name(),
            turns: vec![],
            reviews: vec![],
        }
    }
}

#[derive(sqlx::FromRow)]
struct TurnRow {
    panel_id: Id<Panel>,
    seat: Word<Seat>,
    turn: i64,
    assessor_id: Id<Person>,
    seated_at: At,
    left_at: Option<At>,
    left_because: Option<Word<Because>>,
    reviewed_at: Option<At>,
}

impl TurnRow {
    fn turn(self) -> (Id<Panel>, Turn) {
        let state = match (self.left_at, self.left_because, self.reviewed_at) {
            (Some(At(at)), because, _) => {
                TurnState::Left { at, because: because.map_or(Because::Late, |it| it.0) }
            }
            (None, _, Some(At(at))) => TurnState::Reviewed { at },
            (None, _, None) => TurnState::Open,
        };
        let turn = Turn {
            seat: self.seat.0,
            number: self.turn as usize,
            assessor: self.assessor_id,
            seated_at: self.seated_at.0,
            state,
        };
        (self.panel_id, turn)
    }
}
