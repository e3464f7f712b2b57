//! A place of somebody's pursuit, as this room works on it.

use design::document::Microcredential;
use foundation::{App, Error, Id, Read, Result, Tx};
use learn::{MayChange, OpenNow, Place, Pursuit};
use people::{Educator, Holder, Person};

use crate::Asked;

pub struct Spot {
    pub pursuit: Pursuit,
    pub place: Place,
    pub document: Microcredential,
    pub asked: Asked,
    /// The submission that is being prepared; none where nothing can be changed now.
    pub number: Option<u32>,
    /// Its holder doesn't teach any more, and changes nothing.
    pub left: bool,
}

impl Spot {
    pub async fn find(app: &App, by: &Holder, id: Id<Pursuit>, place: &Place) -> Result<Spot> {
        let mut read = app.read().await?;
        Spot::load(&mut read, by, id, place).await
    }

    pub async fn load(
        read: &mut Read,
        by: &Holder,
        id: Id<Pursuit>,
        place: &Place,
    ) -> Result<Spot> {
        let pursuit = learn::held_by(read, by, id).await?;
        let document = design::version(read, pursuit.version).await?.document;
        let asked = Asked::at(&document, place).ok_or(Error::Absent)?;
        let open = read.fill::<OpenNow>(&[id]).await.remove(&id).unwrap_or_default().pop();
        let number = open.map(|it| it.number);
        let left = !by.teaches();
        Ok(Spot { pursuit, place: place.clone(), document, asked, number, left })
    }

    /// For a change: the pursuit is locked, and whoever knows says whether it may be.
    pub async fn lock(&self, tx: &mut Tx, by: &Educator) -> Result<u32> {
        let pursuit = learn::lock(tx, by, self.pursuit.id).await?;
        pursuit.in_progress()?;
        // Where nothing is being prepared, the gate knows why.
        let number = self.number.unwrap_or(0);
        let (pursuit, place) = (pursuit.id, self.place.clone());
        tx.ask(MayChange { pursuit, number, place }).await?;
        Ok(number)
    }

    /// Whose the contents are.
    pub fn owner(&self) -> Id<Person> {
        self.pursuit.owner()
    }

    pub fn address(&self) -> String {
        address(self.pursuit.id, &self.place)
    }
}

/// Where pieces are added and seen.
pub fn address(pursuit: Id<Pursuit>, place: &Place) -> String {
    format!("/pursuits/{pursuit}/evidence/{place}")
}
