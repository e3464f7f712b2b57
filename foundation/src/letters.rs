//! Letters: written in the same transaction as what they tell of, sent after it, tried again until
//! they are. Their words go when they have been sent.

use std::path::PathBuf;

use anyhow::Context;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::header::ContentType,
};
use serde::{Deserialize, Serialize};

use crate::{App, At, Id, Job, Result, Tx};

/// A letter to somebody. Its subject holds no names, titles or outcomes: it shows on locked screens.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it is about, for our bookkeeping: `submit.receipt`.
    pub kind: &'static str,
    /// Whom it is for; kept when the address is gone.
    pub person_id: Option<String>,
    pub address: String,
    pub subject: String,
    pub body: String,
}

/// How letters leave.
#[derive(Clone)]
pub enum Mailer {
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        from: String,
    },
    /// One file a letter.
    Folder {
        folder: PathBuf,
        from: String,
    },
    /// Nowhere: they stay where stories can read them.
    Kept,
}

impl Tx {
    /// Writes a letter, to be sent if and only if this change is kept.
    pub async fn write(&mut self, letter: Letter) -> Result<()> {
        let id = Id::random();
        let insert = sqlx::query(
            "INSERT INTO letters (id, kind, person_id, address, subject, body, written_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(letter.kind)
        .bind(letter.person_id)
        .bind(letter.address)
        .bind(letter.subject)
        .bind(letter.body)
        .bind(At(self.now()));
        self.run_one(insert).await?;
        self.queue(&Send { letter: id }).await
    }
}

/// The job of sending one.
#[derive(Debug, Serialize, Deserialize)]
pub struct Send {
    letter: Id<Letter>,
}

impl Job for Send {
    const NAME: &'static str = "foundation.send";

    fn effect_key(&self) -> String {
        format!("send {}", self.letter)
    }
}

/// At least once: whoever is told twice sees the same Message-ID twice.
pub async fn send(app: App, job: Send) -> Result<()> {
    if matches!(app.mailer(), Mailer::Kept) {
        return Ok(());
    }
    let row: Option<(String, String, String)> = {
        let mut read = app.read().await?;
        let select = "SELECT address, subject, body FROM letters WHERE id = $1 AND sent_at IS NULL";
        sqlx::query_as(select).bind(job.letter).fetch_optional(&mut *read).await?
    };
    let Some((address, subject, body)) = row else { return Ok(()) };
    app.mailer().send(&app, job.letter, address, subject, body).await?;
    let mut tx = app.begin().await?;
    let sent = sqlx::query(
        "UPDATE letters SET sent_at = $1, address = NULL, subject = NULL, body = NULL WHERE id = $2",
    );
    tx.run(sent.bind(At(tx.now())).bind(job.letter)).await?;
    tx.commit().await
}

impl Mailer {
    async fn send(
        &self,
        app: &App,
        id: Id<Letter>,
        to: String,
        subject: String,
        body: String,
    ) -> Result<()> {
        let (Mailer::Smtp { from, .. } | Mailer::Folder { from, .. }) = self else { return Ok(()) };
        let host = app.site().public_url.host_str().unwrap_or("localhost").to_owned();
        let message = Message::builder()
            .message_id(Some(format!("<{id}@{host}>")))
            .from(from.parse().context("the sender's address")?)
            .to(to.parse().context("the address of a letter")?)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .context("a letter")?;
        match self {
            Mailer::Smtp { transport, .. } => {
                transport.send(message).await.context("the mail server")?;
            }
            Mailer::Folder { folder, .. } => {
                let file = folder.join(format!("{id}.eml"));
                tokio::fs::write(file, message.formatted())
                    .await
                    .context("the folder of letters")?;
            }
            Mailer::Kept => {}
        }
        Ok(())
    }
}
