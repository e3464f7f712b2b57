//! On the page before she starts: what it is worth to her, and whether she was approved.

use std::{cmp::Reverse, collections::HashMap};

use askama::Template;
use design::Version;
use foundation::{Html, Id, Read, Result};
use jiff::Timestamp;
use people::{Organization, Person, Role};

use crate::{
    approval::Stage,
    policy::Start,
    store::{
        self,
        policies::{Kept, in_force},
    },
};

#[derive(Template)]
#[template(path = "start_piece.html")]
struct Piece {
    slug: String,
    rules: Vec<Kept>,
    stage: Option<Stage>,
}

impl Piece {
    fn wants_approval(&self) -> bool {
        self.rules.iter().any(Kept::wants_approval)
    }

    fn only_when_approved(&self) -> bool {
        self.rules.iter().any(|it| it.document.start == Start::OnlyWhenApproved)
    }
}

pub async fn start_piece(
    read: &mut Read,
    places: &[(Id<Person>, Id<Version>)],
) -> Result<HashMap<(Id<Person>, Id<Version>), Html>> {
    let mut pieces = HashMap::new();
    for place in places {
        if let Some(piece) = piece(read, *place).await? {
            pieces.insert(*place, Html::from(&piece)?);
        }
    }
    Ok(pieces)
}

async fn piece(
    read: &mut Read,
    (person, version): (Id<Person>, Id<Version>),
) -> Result<Option<Piece>> {
    let Some(district) = district(read, person).await? else { return Ok(None) };
    let version = design::version(read, version).await?;
    let microcredential = version.microcredential;
    let rules = in_force(read, Some(district), &[microcredential], None).await?;
    if rules.is_empty() {
        return Ok(None);
    }
    let accounts = people::accounts(read, &[person]).await?;
    let asked = store::approvals::of(read, &accounts).await?;
    let hers =
        |it: &&crate::Preapproval| it.district == district && it.microcredential == microcredential;
    let stages: Vec<Stage> = asked.iter().filter(hers).map(|it| it.stage()).collect();
    // A yes stands, whatever was asked after it; else the newest.
    let approved = stages.iter().find(|it| **it == Stage::Approved);
    let stage = approved.or(stages.first()).copied();
    Ok(Some(Piece { slug: version.document.slug.to_string(), rules, stage }))
}

/// Where she teaches, the longest held first, as the page that starts it has it.
async fn district(read: &mut Read, person: Id<Person>) -> Result<Option<Id<Organization>>> {
    let appointments = people::appointments(read, &[person]).await?;
    let teaches = appointments.iter().filter(|it| it.role == Role::Educator);
    let first =
        teaches.min_by_key(|it| (Reverse(it.ends_at.unwrap_or(Timestamp::MAX)), it.begins_at));
    Ok(first.map(|it| it.place.custodian))
}
