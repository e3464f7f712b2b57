//! Someone uploads.

use foundation::{Id, Result, Tx};
use people::{Organization, Person};

use crate::{Commitment, Content, File, content::fresh_salt, store};

/// Keeps a file whose object stands already. A file doesn't change, so it is sealed at once; until
/// it is submitted nobody but its owner is granted a look, and it may be removed.
pub async fn keep_file(
    tx: &mut Tx,
    custodian: Id<Organization>,
    owner: Id<Person>,
    file: &File,
    bytes: &[u8],
) -> Result<Id<Content>> {
    let (id, salt) = (Id::random(), fresh_salt());
    let commitment = Commitment::to(&salt, bytes);
    store::keep_file(tx, custodian, owner, id, file, &salt, &commitment).await?;
    Ok(id)
}
