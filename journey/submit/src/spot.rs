//! One place of a pursuit, as a page needs it: what stands there, whether it can be changed, and
//! what comes before and after it.

use design::{Version, document::Microcredential};
use foundation::{Error, Id, Read, Result, time};
use jiff::tz::TimeZone;
use learn::{Place, Pursuit, outline};
use people::Holder;

use crate::{
    Standing,
    gather::{Gathered, Written, gather},
    steps::address,
    store,
    work::{can_be_written, standing},
};

pub struct Spot {
    pub pursuit: Pursuit,
    pub version: Version,
    pub place: Place,
    /// "Part 1 · Question 2 of 3"
    pub title: String,
    pub standing: Standing,
    /// Why it can't be changed now.
    pub shut: Option<String>,
    pub written: Option<Written>,
    pub gathered: Gathered,
    pub zone: TimeZone,
}

impl Spot {
    pub async fn load(read: &mut Read, by: &Holder, id: Id<Pursuit>, place: Place) -> Result<Spot> {
        let pursuit = learn::held_by(read, by, id).await?;
        let version = design::version(read, pursuit.version).await?;
        let title = place.title(&version.document).ok_or(Error::Absent)?;
        let standing = standing(read, &pursuit, &version.document).await?;
        let gathered = gather(read, &pursuit, standing.number()).await?;
        let closed = can_be_written(&pursuit, &place).map_err(|it| it.to_string()).err();
        let may = standing.may_change(&version.document, &place).map_err(|it| it.to_string());
        let left = (!by.teaches())
            .then(|| "You don’t teach here any more. What you wrote stays yours to read.".into());
        let shut = left.or(closed).or(may.err());
        let written = match gathered.answers.get(&place) {
            Some(written) => Some(written.clone()),
            None if shut.is_some() => stands(read, &pursuit, &place).await?,
            None => None,
        };
        let zone = learn::zone(read, &pursuit).await?;
        Ok(Spot { pursuit, version, place, title, standing, shut, written, gathered, zone })
    }

    pub fn document(&self) -> &Microcredential {
        &self.version.document
    }

    pub fn words(&self) -> &str {
        self.written.as_ref().map_or("", |it| it.words.as_str())
    }

    pub fn revision(&self) -> i64 {
        self.written.as_ref().map_or(0, |it| it.revision)
    }

    /// "Saved 8:42 PM"
    pub fn saved(&self) -> String {
        let at = self.written.as_ref().map(|it| time::time_of_day(it.saved_at, &self.zone));
        at.map_or_else(String::new, |at| format!("Saved {at}"))
    }

    pub fn address(&self) -> String {
        address(self.pursuit.id, &self.place)
    }

    /// Where "Save and go on" leads: the next place that is open, or else the task list.
    pub fn next(&self) -> String {
        let all = outline(self.document());
        let after = all.iter().skip_while(|it| **it != self.place).skip(1);
        let may = |it: &&Place| self.standing.may_change(self.document(), it).is_ok();
        let same = |it: &&Place| it.is_private() == self.place.is_private();
        let next = after.filter(same).find(may).map(|it| address(self.pursuit.id, it));
        next.unwrap_or_else(|| format!("/pursuits/{}", self.pursuit.id))
    }
}

/// What was written there last, for a submission that is over.
async fn stands(read: &mut Read, pursuit: &Pursuit, place: &Place) -> Result<Option<Written>> {
    let answers = store::answers::of(read, &[pursuit.id]).await?;
    let Some(last) = answers.iter().rev().find(|it| it.place == *place) else { return Ok(None) };
    let draft = vault::draft(read, pursuit.owner(), last.content).await?;
    Ok(draft.map(|it| Written {
        content: last.content,
        words: it.words,
        revision: it.revision,
        saved_at: it.saved_at,
    }))
}
