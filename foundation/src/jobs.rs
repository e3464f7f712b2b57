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

impl App {
    /// Tries every job that is due, oldest first, and returns how many were done.
    pub async fn work(&self) -> Result<usize> {
        let mut done = 0;
        for job in self.due_jobs().await? {
            if !self.take(&job).await? {
                continue; // another node was faster
            }
            // In a task of its own: a job that panics must not take the worker with it.
            let worker = self.clone();
            let (name, body) = (job.name.clone(), job.body.clone());
            let tried = tokio::spawn(async move {
                let run = worker.journey.job_named(&name).expect("only known ones are due");
                run(worker, body).await
            });
            match tried.await.map_err(|fall| Error::Fault(fall.into())).flatten() {
                Ok(()) => {
                    self.note_done(&job).await?;
                    done += 1;
                }
                Err(error) => self.put_job_off(&job, &error).await?,
            }
        }
        Ok(done)
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

    async fn due_jobs(&self) -> Result<Vec<Due>> {
        let known = serde_json::to_string(&self.journey.all_jobs()).expect("names are text");
        let mut read = self.read().await?;
        let due = sqlx::query_as(
            "SELECT id, name, body, tries FROM jobs
             WHERE done_at IS NULL AND due_at <= $1 AND (taken_until IS NULL OR taken_until <= $1)
               AND name IN (SELECT value FROM json_each($2))
             ORDER BY due_at, id LIMIT 20",
        )
        .bind(At(self.clock.now()))
        .bind(known)
        .fetch_all(&mut *read)
        .await?;
        Ok(due)
    }

    async fn take(&self, job: &Due) -> Result<bool> {
        let mut tx = self.begin().await?;
        let take = sqlx::query(
            "UPDATE jobs SET taken_until = $1, tries = tries + 1
             WHERE id = $2 AND done_at IS NULL AND (taken_until IS NULL OR taken_until <= $3)",
        )
        .bind(At(tx.now() + TAKEN_FOR))
        .bind(job.id)
        .bind(At(tx.now()));
        let taken = tx.run(take).await? == 1;
        tx.commit().await?;
        Ok(taken)
    }

    async fn note_done(&self, job: &Due) -> Result<()> {
        let mut tx = self.begin().await?;
        let done = sqlx::query(
            "UPDATE jobs SET done_at = $1, last_error = NULL WHERE id = $2 AND done_at IS NULL",
        );
        tx.run(done.bind(At(tx.now())).bind(job.id)).await?;
        tx.commit().await
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

/// A job as it is kept.
struct Kept;

#[derive(Clone, sqlx::FromRow)]
struct Due {
    id: Id<Kept>,
    name: String,
    body: String,
    tries: i64,
}
