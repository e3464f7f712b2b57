//! What is slow: queued with the change that asks for it, taken, done with no transaction open, and
//! finished in another. Safe to do twice; its effect key keeps the effect to one.

use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

use crate::{App, At, Error, Id, Result, Tx};

/// Something slow to do: sign, render, send. Kept as JSON until it is done.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Never changes: it is kept with those not yet done.
    const NAME: &'static str;
    /// Two jobs with the same key are one.
    fn effect_key(&self) -> String;
}

/// Whoever takes a job has so long to do it before another may.
const TAKEN_FOR: SignedDuration = SignedDuration::from_mins(10);

impl Tx {
    /// To be done soon, if and only if this change is kept.
    pub async fn queue<J: Job>(&mut self, job: &J) -> Result<()> {
        self.queue_at(job, self.now()).await
    }

    /// To be done then, not before.
    pub async fn queue_at<J: Job>(&mut self, job: &J, due: Timestamp) -> Result<()> {
        let body = serde_json::to_string(job).map_err(anyhow::Error::from)?;
        let insert = sqlx::query(
            "INSERT INTO jobs (id, name, effect_key, body, queued_at, due_at, tries)
             VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (effect_key) DO NOTHING",
        )
        .bind(Id::<Kept>::fresh())
        .bind(J::NAME)
        .bind(format!("{}: {}", J::NAME, job.effect_key()))
        .bind(body)
        .bind(At(self.now()))
        .bind(At(due));
        self.run(insert).await?;
        self.something_follows();
        Ok(())
    }
}

/// So many of one name are tried before it is another's turn.
const IN_TURN: usize = 20;

impl App {
    /// Tries jobs that are due, oldest first, and returns how many were done.
    pub async fn work(&self) -> Result<usize> {
        let mut done = 0;
        for name in self.due_jobs().await? {
            let most = self.journey.job_named(&name).expect("only known ones are due").most;
            let mut tried = 0;
            while tried < IN_TURN {
                let taken = self.take(&name, most).await?;
                if taken.is_empty() {
                    break; // others were faster
                }
                tried += taken.len();
                done += self.try_jobs(&name, taken).await?;
            }
        }
        Ok(done)
    }

    /// Tries jobs of one name together. Where one of them fails, each half is tried.
    async fn try_jobs(&self, name: &str, jobs: Vec<Due>) -> Result<usize> {
        let mut done = 0;
        let mut waiting = vec![jobs];
        while let Some(mut jobs) = waiting.pop() {
            match self.run_jobs(name, &jobs).await {
                Ok(()) => done += self.note_done(&jobs).await?,
                Err(error) if jobs.len() == 1 => self.put_job_off(name, &jobs[0], &error).await?,
                Err(_) => {
                    let rest = jobs.split_off(jobs.len() / 2);
                    waiting.extend([rest, jobs]);
                }
            }
        }
        Ok(done)
    }

    /// In a task of its own: a job that panics must not take the worker with it.
    async fn run_jobs(&self, name: &str, jobs: &[Due]) -> Result<()> {
        let work = self.journey.job_named(name).expect("only known ones are due");
        let bodies = jobs.iter().map(|it| it.body.clone()).collect();
        let tried = tokio::spawn((work.runner)(self.clone(), bodies)).await;
        tried.map_err(|fall| Error::Fault(fall.into())).flatten()
    }

    /// What a program that was killed had taken on is free again, at once and not when its time is
    /// over. For the one server of a data folder, before it follows anything.
    pub async fn free_jobs(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        let free = "UPDATE jobs SET taken_until = NULL
            WHERE done_at IS NULL AND name > '' AND taken_until IS NOT NULL";
        tx.run(sqlx::query(free)).await?;
        tx.commit().await
    }

    /// The names under which some are due, in the order of the oldest of each.
    async fn due_jobs(&self) -> Result<Vec<String>> {
        let known = serde_json::to_string(&self.journey.all_jobs()).expect("names are text");
        let mut read = self.read().await?;
        let names = sqlx::query_scalar(
            "SELECT due.name FROM (
               SELECT known.value AS name, (
                 SELECT j.due_at FROM jobs j
                 WHERE j.done_at IS NULL AND j.name = known.value AND j.due_at <= $1
                   AND (j.taken_until IS NULL OR j.taken_until <= $1)
                 ORDER BY j.due_at LIMIT 1) AS since
               FROM json_each($2) known) due
             WHERE due.since IS NOT NULL ORDER BY due.since, due.name",
        )
        .bind(At(self.clock.now()))
        .bind(known)
        .fetch_all(&mut *read)
        .await?;
        Ok(names)
    }

    /// So many of those that are due first, for nobody else.
    async fn take(&self, name: &str, most: usize) -> Result<Vec<Due>> {
        let _turn = self.taking.lock().await;
        let mut tx = self.begin().await?;
        let now = tx.now();
        // What another node has taken since they were looked for is looked at once more.
        let mut taken: Vec<Due> = sqlx::query_as(
            "UPDATE jobs SET taken_until = $1, tries = tries + 1
             WHERE done_at IS NULL AND (taken_until IS NULL OR taken_until <= $2) AND id IN (
               SELECT id FROM jobs
               WHERE done_at IS NULL AND due_at <= $2
                 AND (taken_until IS NULL OR taken_until <= $2) AND name = $3
               ORDER BY due_at, id LIMIT $4)
             RETURNING id, body, tries, due_at",
        )
        .bind(At(now + TAKEN_FOR))
        .bind(At(now))
        .bind(name)
        .bind(most as i64)
        .fetch_all(&mut *tx)
        .await?;
        tx.commit().await?;
        taken.sort_by_key(|it| (it.due_at.0, it.id.to_string()));
        Ok(taken)
    }

    async fn note_done(&self, jobs: &[Due]) -> Result<usize> {
        let mut tx = self.begin().await?;
        let done = sqlx::query(
            "UPDATE jobs SET done_at = $1, last_error = NULL
             WHERE id IN (SELECT value FROM json_each($2)) AND done_at IS NULL",
        );
        tx.run(done.bind(At(tx.now())).bind(ids(jobs))).await?;
        tx.commit().await?;
        Ok(jobs.len())
    }

    async fn put_job_off(&self, name: &str, job: &Due, error: &Error) -> Result<()> {
        tracing::warn!(cause = error.cause(), name, job.tries, "put off");
        let wait = SignedDuration::from_secs(1 << job.tries.clamp(0, 12));
        let mut tx = self.begin().await?;
        let later = sqlx::query(
            "UPDATE jobs SET taken_until = NULL, due_at = $1, last_error = $2
             WHERE id = $3 AND done_at IS NULL",
        );
        tx.run(later.bind(At(tx.now() + wait)).bind(error.cause()).bind(job.id)).await?;
        tx.commit().await
    }
}

fn ids(jobs: &[Due]) -> String {
    let ids: Vec<_> = jobs.iter().map(|it| it.id).collect();
    Id::list(&ids)
}

/// A job as it is kept.
struct Kept;

#[derive(sqlx::FromRow)]
struct Due {
    id: Id<Kept>,
    body: String,
    tries: i64,
    due_at: At,
}
