//! How it adds up: levels to a criterion's outcome, outcomes to a review's finding, and reviews to
//! what is decided, criterion by criterion.

use design::document::{Criterion, Key, Rubric};
use foundation::Id;
use serde::{Deserialize, Serialize};

use crate::Panel;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    Demonstrated,
    NotYet,
}

impl Finding {
    /// Demonstrated is what is wholly so.
    pub fn of_all(outcomes: impl IntoIterator<Item = Finding>) -> Finding {
        let missed = outcomes.into_iter().any(|it| it == Finding::NotYet);
        if missed { Finding::NotYet } else { Finding::Demonstrated }
    }

    pub fn is_demonstrated(self) -> bool {
        self == Finding::Demonstrated
    }

    pub fn words(self) -> &'static str {
        match self {
            Finding::Demonstrated => "Demonstrated",
            Finding::NotYet => "Not yet",
        }
    }
}

/// A level that was given for a criterion, and whether it is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    pub criterion: Key,
    pub level: Key,
    pub outcome: Finding,
}

impl Scored {
    /// None where the rubric doesn't describe this level for this criterion: it can't be given.
    pub fn by(rubric: &Rubric, criterion: &str, level: &str) -> Option<Scored> {
        let criterion = rubric.criterion(criterion)?;
        let (level, _) = criterion.levels.get_key_value(level)?;
        let reached = rubric.demonstrated(criterion.key.as_str(), level.as_str());
        let outcome = if reached { Finding::Demonstrated } else { Finding::NotYet };
        Some(Scored { criterion: criterion.key.clone(), level: level.clone(), outcome })
    }
}

/// What one review finds.
pub fn finding(levels: &[Scored]) -> Finding {
    Finding::of_all(levels.iter().map(|it| it.outcome))
}

/// What stands for one criterion, and from which earlier decision, where it wasn't asked for again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub criterion: Key,
    pub level: Key,
    pub outcome: Finding,
    pub carried_from: Option<Id<Panel>>,
}

/// What reviews add up to, over the whole rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub finding: Finding,
    pub criteria: Vec<Standing>,
}

/// What was decided on the same pursuit before.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    pub panel: Id<Panel>,
    pub criteria: &'a [Standing],
}

impl Outcome {
    /// `levels` are those that count now. What was demonstrated before stands; what was never shown
    /// is not yet, at the lowest level.
    pub fn of(rubric: &Rubric, levels: &[Scored], earlier: Option<Earlier>) -> Outcome {
        let standing = |it: &Criterion| {
            let now = levels.iter().find(|scored| scored.criterion == it.key).map(Standing::from);
            now.or_else(|| earlier?.carries(it)).or_else(|| Standing::unseen(rubric, it))
        };
        let criteria: Vec<Standing> = rubric.criteria.iter().filter_map(standing).collect();
        let finding = Finding::of_all(criteria.iter().map(|it| it.outcome));
        Outcome { finding, criteria }
    }

    /// What is still to be shown.
    pub fn outstanding(&self) -> Vec<Key> {
        let missed = self.criteria.iter().filter(|it| !it.outcome.is_demonstrated());
        missed.map(|it| it.criterion.clone()).collect()
    }
}

impl Earlier<'_> {
    /// By the decision that decided it, however long ago.
    fn carries(&self, criterion: &Criterion) -> Option<Standing> {
        let same = self.criteria.iter().find(|it| it.criterion == criterion.key)?;
        let from = same.carried_from.unwrap_or(self.panel);
        let stands = same.outcome.is_demonstrated();
        stands.then(|| Standing { carried_from: Some(from), ..same.clone() })
    }
}

impl From<&Scored> for Standing {
    fn from(scored: &Scored) -> Standing {
        let Scored { criterion, level, outcome } = scored.clone();
        Standing { criterion, level, outcome, carried_from: None }
    }
}

impl Standing {
    fn unseen(rubric: &Rubric, criterion: &Criterion) -> Option<Standing> {
        let (lowest, _) = rubric.described(criterion).next()?;
        let (criterion, level) = (criterion.key.clone(), lowest.key.clone());
        Some(Standing { criterion, level, outcome: Finding::NotYet, carried_from: None })
    }
}

/// The lower of the levels that each criterion was given: what all of them can vouch for. So it is
/// demonstrated where all say so.
pub fn lower(rubric: &Rubric, reviews: &[&[Scored]]) -> Vec<Scored> {
    let [first, others @ ..] = reviews else { return vec![] };
    let lowest = |scored: &Scored| {
        let same = |it: &&Scored| it.criterion == scored.criterion;
        let of_others = others.iter().filter_map(|levels| levels.iter().find(same));
        let given = [scored].into_iter().chain(of_others);
        given.min_by_key(|it| rubric.rank(it.level.as_str())).unwrap_or(scored).clone()
    };
    first.iter().map(lowest).collect()
}

#[cfg(test)]
mod tests;
