//! What is slow: queued with the change that asks for it, taken, done with no transaction open, and
//! finished in another. Safe to do twice; its effect key keeps the effect to one.

use std::collections::HashSet;

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

impl App {
    /// Tries jobs that are due, oldest first, and returns how many were done.
    pub async fn work(&self) -> Result<usize> {
        let mut done = 0;
        for (name, jobs) in together(self.due_jobs(&self.journey.all_jobs(), 20).await?) {
            let most = self.journey.job_named(&name).expect("only known ones are due").most;
            let jobs = match most > 1 {
                true => self.due_jobs(&[&name], most).await?,
                false => jobs,
            };
            for jobs in jobs.chunks(most) {
                let taken = self.take(jobs).await?; // fewer where another node was faster
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
                Err(error) if jobs.len() == 1 => self.put_job_off(&jobs[0], &error).await?,
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
        if jobs.is_empty() {
            return Ok(());
        }
        let work = self.journey.job_named(name).expect("only known ones are due");
        let bodies = jobs.iter().map(|it| it.body.clone()).collect();
        let tried = tokio::spawn((work.runner)(self.clone(), bodies)).await;
        tried.map_err(|fall| Error::Fault(fall.into())).flatten()
    }

    /// What a program that was killed had taken on is free again, at once and not when its time is
    /// over. For the one server of a data folder, before it follows anything.
    pub async fn free_jobs(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        let free =
            "UPDATE jobs SET taken_until = NULL WHERE done_at IS NULL AND taken_until IS NOT NULL";
        tx.run(sqlx::query(free)).await?;
        tx.commit().await
    }

    async fn due_jobs(&self, names: &[&str], most: usize) -> Result<Vec<Due>> {
        let names = serde_json::to_string(names).expect("names are text");
        let mut read = self.read().await?;
        let due = sqlx::query_as(
            "SELECT id, name, body, tries FROM jobs
             WHERE done_at IS NULL AND due_at <= $1 AND (taken_until IS NULL OR taken_until <= $1)
               AND name IN (SELECT value FROM json_each($2))
             ORDER BY due_at, id LIMIT $3",
        )
        .bind(At(self.clock.now()))
        .bind(names)
        .bind(most as i64)
        .fetch_all(&mut *read)
        .await?;
        Ok(due)
    }

    async fn take(&self, jobs: &[Due]) -> Result<Vec<Due>> {
        let mut tx = self.begin().await?;
        let now = tx.now();
        let taken: Vec<Id<Kept>> = sqlx::query_scalar(
            "UPDATE jobs SET taken_until = $1, tries = tries + 1
             WHERE id IN (SELECT value FROM json_each($2))
               AND done_at IS NULL AND (taken_until IS NULL OR taken_until <= $3)
             RETURNING id",
        )
        .bind(At(now + TAKEN_FOR))
        .bind(ids(jobs))
        .bind(At(now))
        .fetch_all(&mut *tx)
        .await?;
        tx.commit().await?;
        let taken: HashSet<_> = taken.into_iter().collect();
        Ok(jobs.iter().filter(|it| taken.contains(&it.id)).cloned().collect())
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

    async fn put_job_off(&self, job: &Due, error: &Error) -> Result<()> {
        tracing::warn!(cause = error.cause(), job.name, job.tries, "put off");
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

/// Jobs by their names, in the order in which each name comes first.
fn together(jobs: Vec<Due>) -> Vec<(String, Vec<Due>)> {
    let mut named: Vec<(String, Vec<Due>)> = vec![];
    for job in jobs {
        match named.iter_mut().find(|it| it.0 == job.name) {
            Some((_, jobs)) => jobs.push(job),
            None => named.push((job.name.clone(), vec![job])),
        }
    }
    named
}

fn ids(jobs: &[Due]) -> String {
    let ids: Vec<_> = jobs.iter().map(|it| it.id).collect();
    Id::list(&ids)
}

/// A job as it is kept.
struct Kept;

#[derive(Clone, sqlx::FromRow)]
struct Due {
    id: Id<Kept>,
    name: String,
    body: String,
    tries: i64,
}
