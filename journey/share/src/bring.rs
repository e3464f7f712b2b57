//! Something that a person earned elsewhere comes to what she holds here.

use foundation::{App, Id, Refuse, Result};
use people::Person;

use crate::{
    api::elsewhere::{Elsewhere, Form},
    store,
};

/// More than anyone earns; what isn't one's own could be anything.
const MOST: i64 = 500;

#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("{0}")]
    Wrong(String),
    #[error("At most {MOST} credentials of others are kept for a person.")]
    TooMany,
}

impl Refuse for Refusal {}

/// True if it is new; else it took the place of the one with the same issuer and id.
pub async fn bring(app: &App, to: Id<Person>, form: Form, body: String) -> Result<bool> {
    let it = Elsewhere::checked(app, form, body).map_err(Refusal::Wrong)?;
    let mut tx = app.begin().await?;
    store::profiles::begin(&mut tx, to).await?;
    let new = store::elsewhere::keep(&mut tx, to, &it).await?;
    if new && store::elsewhere::count(&mut tx, to, None).await? > MOST {
        return Err(Refusal::TooMany.into());
    }
    tx.commit().await?;
    Ok(new)
}
