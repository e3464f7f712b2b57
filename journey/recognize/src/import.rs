//! Policies come in: checked wholly, then each is kept as a version of its own.

use std::collections::HashMap;

use design::{
    Brought, File, Microcredential, Wrong,
    document::{self, Key, Kind, Known, Objections, digest},
};
use foundation::{Conn, Id, Result, Tx};
use itertools::Itertools;
use people::{Organization, Person};

use crate::{
    Refusal,
    policy::Policy,
    store::{
        self,
        policies::{self, in_force},
    },
    worth::note_worth,
};

/// A policy that nothing is wrong with.
#[derive(Debug)]
pub struct Checked {
    district: Id<Organization>,
    text: String,
    policy: Policy,
    /// The name of its file.
    pub name: String,
}

impl Checked {
    pub fn slug(&self) -> &str {
        self.policy.slug.as_str()
    }
}

/// Is it for this room?
pub fn is_policy(file: &File) -> bool {
    document::kind(&file.bytes).as_deref() == Some(Policy::NAME)
}

/// Checks all of them, each district's against each other and against what is there.
pub async fn check_policies(
    conn: &mut Conn,
    files: &[Brought],
    microcredentials: &[String],
) -> Result<Result<Vec<Checked>, Wrong>> {
    let known = Known { microcredentials: Some(microcredentials), ..Known::default() };
    let mut elsewhere = Elsewhere::of(conn, files).await?;
    let (mut checked, mut wrong) = (vec![], Wrong::default());
    for (district, file) in files {
        let object = |policy: &Policy, say: &mut Objections| {
            if let Some(district) = district {
                elsewhere.object(*district, policy, say);
            }
        };
        match (document::read_with(&file.bytes, &known, object), district) {
            (Err(problems), _) => wrong.add(&file.name, problems),
            (Ok(_), None) => {}
            (Ok(policy), Some(district)) => {
                elsewhere.note(*district, &policy);
                let text = String::from_utf8_lossy(&file.bytes).into_owned();
                checked.push(Checked {
                    district: *district,
                    text,
                    policy,
                    name: file.name.clone(),
                });
            }
        }
    }
    Ok(if wrong.is_empty() { Ok(checked) } else { Err(wrong) })
}

/// One microcredential counts by one policy in a district: else nobody could say what it is worth.
#[derive(Default)]
struct Elsewhere {
    /// The title of the policy that has it in its classes.
    titles: HashMap<(Id<Organization>, String), String>,
}

impl Elsewhere {
    /// What is there, without what comes in.
    async fn of(conn: &mut Conn, files: &[Brought]) -> Result<Elsewhere> {
        let mut elsewhere = Elsewhere::default();
        let all = design::all(conn).await?;
        let ids: Vec<_> = all.iter().map(|(_, id, _)| *id).collect();
        for district in files.iter().filter_map(|(it, _)| *it).unique_by(ToString::to_string) {
            let come: Vec<_> = files
                .iter()
                .filter(|(it, _)| *it == Some(district))
                .filter_map(|(_, file)| document::slug(&file.bytes))
                .collect();
            for kept in in_force(conn, Some(district), &ids, None).await? {
                if !come.iter().any(|slug| kept.document.slug == *slug.as_str()) {
                    elsewhere.note(district, &kept.document);
                }
            }
        }
        Ok(elsewhere)
    }

    fn note(&mut self, district: Id<Organization>, policy: &Policy) {
        for slug in policy.classes.iter().flat_map(|it| &it.microcredentials) {
            self.titles.insert((district, slug.to_string()), policy.title.to_string());
        }
    }

    fn object(&self, district: Id<Organization>, policy: &Policy, say: &mut Objections) {
        for (c, class) in policy.classes.iter().enumerate() {
            for (m, slug) in class.microcredentials.iter().enumerate() {
                if let Some(title) = self.titles.get(&(district, slug.to_string())) {
                    let what = format!("“{title}” has `{slug}` in its classes already.");
                    let at = format!("classes.{c}.microcredentials.{m}");
                    say.say(at, what, "Take it out of one of the two.");
                }
            }
        }
    }
}

/// Keeps what was checked. What is unchanged stays; what changed is a new version, which counts from
/// now on. The number of each version that is new.
pub async fn keep_policies(
    tx: &mut Tx,
    checked: &[Checked],
    by: Option<Id<Person>>,
) -> Result<Vec<Option<i64>>> {
    // In one order, so that two who import at once don't wait for each other.
    let districts = checked.iter().map(|it| it.district).unique_by(ToString::to_string);
    for district in districts.sorted_by_key(ToString::to_string) {
        store::ledger::lock(tx, district).await?;
    }
    let all = design::all(tx).await?;
    let mut numbers = vec![];
    for it in checked {
        numbers.push(keep(tx, it, &all, by).await?);
    }
    if numbers.iter().any(Option::is_some) {
        let ids: Vec<_> = all.iter().map(|(issuer, id, _)| (*issuer, *id)).collect();
        note_worth(tx, &ids).await?;
    }
    Ok(numbers)
}

type Classified = (Id<Organization>, Id<Microcredential>, Key);

async fn keep(
    tx: &mut Tx,
    checked: &Checked,
    all: &[(Id<Organization>, Id<Microcredential>, String)],
    by: Option<Id<Person>>,
) -> Result<Option<i64>> {
    let Checked { district, text, policy, .. } = checked;
    let newest = policies::newest(tx, *district, policy.slug.as_str()).await?;
    let digest = digest(text.as_bytes());
    if newest.as_ref().is_some_and(|(_, same)| *same == digest) {
        return Ok(None);
    }
    let class_of = |slug: &str| {
        policy.classes.iter().find(|it| it.microcredentials.iter().any(|it| *it == *slug))
    };
    let classified: Vec<Classified> = all
        .iter()
        .filter_map(|(issuer, id, slug)| Some((*issuer, *id, class_of(slug)?.key.clone())))
        .collect();
    let ids: Vec<_> = classified.iter().map(|(_, id, _)| *id).collect();
    let there = in_force(tx, Some(*district), &ids, None).await?;
    // What was checked before the lock may have changed since.
    if there.iter().any(|it| it.document.slug != policy.slug) {
        return Err(Refusal::ImportedMeanwhile.into());
    }
    let number = newest.map_or(1, |(number, _)| number + 1);
    policies::keep(tx, *district, policy, (number, text, &digest), &classified, by).await?;
    Ok(Some(number))
}
