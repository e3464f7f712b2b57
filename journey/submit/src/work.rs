//! What is being worked on: which submission, and what it is to show.

use design::document::{Key, Microcredential};
use foundation::{Conn, Result};
use jiff::Timestamp;
use learn::{Open, Place, Pursuit, Stage, outline};

use crate::{
    Refusal,
    gather::Gathered,
    store::{self, openings::Opening},
};

/// Where a pursuit stands between its educator and those who review it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// This submission is being prepared, to show these criteria; a later one since it was opened.
    Open { number: u32, criteria: Vec<Key>, since: Option<Timestamp> },
    /// This one was submitted, and no later one was opened.
    Submitted { number: u32 },
}

impl Standing {
    /// From the number of the newest submission and what was opened last. The first submission is to
    /// show every criterion of the rubric.
    pub fn of(document: &Microcredential, newest: u32, opening: Option<&Opening>) -> Standing {
        if newest == 0 {
            let criteria = document.rubric.criteria.iter().map(|it| it.key.clone()).collect();
            return Standing::Open { number: 1, criteria, since: None };
        }
        match opening.filter(|it| it.number > newest) {
            None => Standing::Submitted { number: newest },
            Some(it) => Standing::Open {
                number: it.number,
                criteria: it.criteria.clone(),
                since: Some(it.at),
            },
        }
    }

    /// The submission that is being prepared, or else the last one.
    pub fn number(&self) -> u32 {
        match self {
            Standing::Open { number, .. } | Standing::Submitted { number } => *number,
        }
    }

    /// What the submission that is being prepared is to show.
    pub fn criteria(&self) -> &[Key] {
        match self {
            Standing::Open { criteria, .. } => criteria,
            Standing::Submitted { .. } => &[],
        }
    }

    /// Whether she wrote or added nothing at these places since they were opened again.
    pub fn is_untouched(&self, gathered: &Gathered, places: &[Place]) -> bool {
        let Standing::Open { since: Some(since), .. } = self else { return false };
        !places.iter().any(|it| gathered.is_touched(it, *since))
    }

    /// What can be worked on, and for which submission.
    pub fn open(&self, document: &Microcredential) -> Option<Open> {
        match self {
            Standing::Submitted { .. } => None,
            Standing::Open { number, criteria, .. } => {
                Some(Open { number: *number, places: shown_by(document, criteria) })
            }
        }
    }

    /// For which submission this place may be changed now; 0 for what is hers alone.
    pub fn may_change(&self, document: &Microcredential, place: &Place) -> Result<u32, Refusal> {
        match (place, self) {
            (Place::Before(_), _) => Ok(0),
            (Place::After(_), Standing::Open { number: 1, .. }) => Err(Refusal::TooEarly),
            (Place::After(_), _) => Ok(0),
            (_, Standing::Submitted { .. }) => Err(Refusal::Submitted),
            (place, Standing::Open { number, criteria, .. }) => {
                let open = shown_by(document, criteria).contains(place);
                if open { Ok(*number) } else { Err(Refusal::Demonstrated) }
            }
        }
    }
}

/// Her reflections stay hers to write when it is earned; nothing changes once she has withdrawn.
pub fn can_be_written(pursuit: &Pursuit, place: &Place) -> Result<(), learn::Refusal> {
    match pursuit.stage {
        Stage::Earned { .. } if place.is_private() => Ok(()),
        _ => pursuit.in_progress(),
    }
}

/// Where these criteria are shown, in the order of the document.
pub fn shown_by(document: &Microcredential, criteria: &[Key]) -> Vec<Place> {
    let shows = |keys: &[Key]| keys.iter().any(|it| criteria.contains(it));
    let question = |key: &Key| document.part_1.questions.iter().find(|it| it.key == *key);
    let item = |key: &Key| document.part_2.items.iter().find(|it| it.key == *key);
    let open = |place: &Place| match place {
        Place::Before(_) | Place::After(_) => false,
        Place::Question(key) => {
            shows(&document.part_1.criteria) || question(key).is_some_and(|it| shows(&it.criteria))
        }
        Place::Item(key) | Place::Template(key) => item(key).is_some_and(|it| shows(&it.criteria)),
        Place::Reflection(_) | Place::Recording => shows(&document.part_3.criteria),
    };
    outline(document).into_iter().filter(open).collect()
}

/// Where a pursuit stands now.
pub async fn standing(
    conn: &mut Conn,
    pursuit: &Pursuit,
    document: &Microcredential,
) -> Result<Standing> {
    let newest = store::submissions::newest(conn, &[pursuit.id]).await?.remove(&pursuit.id);
    let opening = store::openings::newest(conn, &[pursuit.id]).await?.remove(&pursuit.id);
    Ok(Standing::of(document, newest.unwrap_or(0), opening.as_ref()))
}

#[cfg(test)]
mod tests {
    use design::document::{Known, read};

    use super::*;
    use crate::testing::THREE_SECONDS;

    fn document() -> Microcredential {
        read(THREE_SECONDS.as_bytes(), &Known::default()).unwrap()
    }

    fn keys(keys: &[&str]) -> Vec<Key> {
        keys.iter().map(|it| it.parse().unwrap()).collect()
    }

    fn opening(number: u32, criteria: &[&str]) -> Opening {
        Opening { number, criteria: keys(criteria), at: Timestamp::UNIX_EPOCH }
    }

    fn shown(criteria: &[&str]) -> Vec<String> {
        let places = shown_by(&document(), &keys(criteria));
        places.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_criterion_is_shown_where_the_document_says() {
        assert_eq!(shown(&["overview"]), ["part_1.setting", "part_1.why"]);
        assert_eq!(shown(&["tally", "plan"]), ["part_2.plan", "part_2.tally.template"]);
        assert_eq!(shown(&["reflection"]), ["part_3.change", "part_3.next", "part_3"]);
        assert!(shown(&["unknown"]).is_empty());
    }

    #[test]
    fn a_submission_waits_until_the_next_is_opened() {
        let document = document();
        let first = Standing::of(&document, 0, None);
        assert_eq!((first.number(), first.criteria().len()), (1, 4));
        assert_eq!(Standing::of(&document, 1, None), Standing::Submitted { number: 1 });
        let second = Standing::of(&document, 1, Some(&opening(2, &["plan"])));
        assert_eq!((second.number(), second.criteria()), (2, keys(&["plan"]).as_slice()));
        let submitted = Standing::of(&document, 2, Some(&opening(2, &["plan"])));
        assert_eq!(submitted, Standing::Submitted { number: 2 });
    }

    #[test]
    fn what_can_be_changed_hangs_on_what_is_open() {
        let document = document();
        let may = |standing: &Standing, place: &str| {
            standing.may_change(&document, &place.parse().unwrap())
        };
        let first = Standing::of(&document, 0, None);
        assert_eq!(may(&first, "part_1.why"), Ok(1));
        assert_eq!(may(&first, "before.guess"), Ok(0));
        assert_eq!(may(&first, "after.self"), Err(Refusal::TooEarly));
        let submitted = Standing::Submitted { number: 1 };
        assert_eq!(may(&submitted, "part_1.why"), Err(Refusal::Submitted));
        assert_eq!(may(&submitted, "after.self"), Ok(0));
        let second = Standing::of(&document, 1, Some(&opening(2, &["plan"])));
        assert_eq!(may(&second, "part_2.plan"), Ok(2));
        assert_eq!(may(&second, "part_1.why"), Err(Refusal::Demonstrated));
    }
}
