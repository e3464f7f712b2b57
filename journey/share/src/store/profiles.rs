//! Statements on `profiles`.

use foundation::{At, Conn, Id, Result, Tx};
use people::Person;

/// From the first permission on, hosts know a person by a name of its own that tells nothing.
pub async fn begin(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO profiles (person_id, id, document, kept_at) VALUES ($1, $2, '{}', $3)
         ON CONFLICT (person_id) DO NOTHING",
    );
    let id = format!("urn:uuid:{}", Id::<Person>::random());
    tx.run(insert.bind(person).bind(id).bind(At(tx.now()))).await?;
    Ok(())
}

/// Its name for hosts, and what they added.
pub async fn find(conn: &mut Conn, person: Id<Person>) -> Result<Option<(String, String)>> {
    let select = sqlx::query_as("SELECT id, document FROM profiles WHERE person_id = $1");
    Ok(select.bind(person).fetch_optional(conn).await?)
}

pub async fn keep(tx: &mut Tx, person: Id<Person>, document: &str) -> Result<()> {
    let update =
        sqlx::query("UPDATE profiles SET document = $1, kept_at = $2 WHERE person_id = $3");
    tx.run(update.bind(document).bind(At(tx.now())).bind(person)).await?;
    Ok(())
}
