//! The steps of the task list: reflection, the parts, the check, reflection.

use std::collections::HashMap;

use design::document::{Accepted, Between, Item, Microcredential};
use foundation::{Id, Read, Result};
use learn::{Place, Pursuit, Stage, Step, StepState, outline};

use crate::{
    Standing, Submission,
    gather::{Gathered, gather_all},
    missing::{Missing, missing},
    open_now::{Work, works},
    store,
    work::shown_by,
};

/// For learn's `TaskList`.
pub async fn steps(
    read: &mut Read,
    ids: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Vec<Step>>> {
    let works = works(read, ids).await?;
    let wanted: Vec<_> = works.iter().map(|it| (&it.pursuit, it.standing.number())).collect();
    let mut gathered = gather_all(read, &wanted).await?;
    let mut submissions = store::submissions::of_pursuits(read, ids).await?;
    let steps = works.iter().map(|work| {
        let id = work.pursuit.id;
        let list = List {
            work,
            document: &work.version.document,
            gathered: gathered.remove(&id).unwrap_or_default(),
            submissions: submissions.remove(&id).unwrap_or_default(),
        };
        (id, list.steps())
    });
    Ok(steps.collect())
}

/// One pursuit, on its way to a list.
pub struct List<'a> {
    pub work: &'a Work,
    pub document: &'a Microcredential,
    pub gathered: Gathered,
    pub submissions: Vec<Submission>,
}

impl List<'_> {
    pub fn steps(&self) -> Vec<Step> {
        let all = outline(self.document);
        let of = |wanted: fn(&Place) -> bool| -> Vec<Place> {
            all.iter().filter(|it| wanted(it)).cloned().collect()
        };
        let mut steps = vec![];
        steps.extend(self.before(&of(|it| matches!(it, Place::Before(_)))));
        steps.push(self.part_1(&of(|it| matches!(it, Place::Question(_)))));
        for (order, place) in
            (200..).zip(of(|it| matches!(it, Place::Item(_) | Place::Template(_))))
        {
            steps.extend(self.part_2(order, &place));
        }
        let part_3 = |it: &Place| matches!(it, Place::Reflection(_) | Place::Recording);
        steps.push(self.part_3(&of(part_3)));
        steps.extend(self.check());
        steps.extend(self.after(&of(|it| matches!(it, Place::After(_)))));
        steps
    }

    fn before(&self, places: &[Place]) -> Option<Step> {
        let minutes = self.document.pre_reflection.as_ref()?.minutes;
        Some(Step {
            order: 10,
            key: "before".into(),
            words: "Before you begin".into(),
            detail: Some("Where are you now? For you alone".into()),
            minutes: Some(minutes),
            link: self.first_to_do(places),
            // Once she has submitted, it is no longer what comes next.
            state: match self.written(places) {
                StepState::Complete => StepState::Complete,
                _ if !self.submissions.is_empty() => StepState::Later,
                state => state,
            },
        })
    }

    fn part_1(&self, places: &[Place]) -> Step {
        let questions = &self.document.part_1.questions;
        let limits: Vec<Between> = questions.iter().map(|it| it.words).collect();
        let same = limits.windows(2).all(|two| two[0] == two[1]);
        let each = if questions.len() == 1 { "" } else { " each" };
        let asked = match (questions.len(), limits.first()) {
            (1, Some(limit)) => format!("One question, {limit} words{each}"),
            (count, Some(limit)) if same => {
                format!("{} questions, {limit} words{each}", spelled(count))
            }
            (count, _) => format!("{} questions", spelled(count)),
        };
        Step {
            order: 100,
            key: "part_1".into(),
            words: "Part 1 · Overview questions".into(),
            detail: Some(asked),
            minutes: Some(questions.iter().map(|it| it.minutes).sum()),
            link: self.link(places),
            state: self.state(places),
        }
    }

    fn part_2(&self, order: u32, place: &Place) -> Option<Step> {
        let (Place::Item(key) | Place::Template(key)) = place else { return None };
        let item = self.document.part_2.items.iter().find(|it| it.key == *key)?;
        let is_table = matches!(place, Place::Template(_));
        let asked = match &item.template {
            Some(template) if is_table => format!("A table to fill in, {} rows", template.rows),
            _ => accepted(item),
        };
        // An item that has both asks for its minutes once.
        let both = item.template.is_some() && !item.accepts.is_empty();
        Some(Step {
            order,
            key: place.to_string(),
            words: place.title(self.document)?,
            detail: Some(asked),
            minutes: (!is_table || !both).then_some(item.minutes),
            link: self.link(std::slice::from_ref(place)),
            state: self.state(std::slice::from_ref(place)),
        })
    }

    fn part_3(&self, places: &[Place]) -> Step {
        let part = &self.document.part_3;
        let written = part.words.map(|it| format!("{it} words"));
        let recorded = part.recording_minutes.map(|it| format!("{it} minutes of sound or film"));
        let asked: Vec<String> = written.into_iter().chain(recorded).collect();
        Step {
            order: 300,
            key: "part_3".into(),
            words: "Part 3 · Looking back".into(),
            detail: Some(asked.join(", or ")),
            minutes: Some(part.minutes),
            link: self.link(places),
            state: self.state(places),
        }
    }

    fn check(&self) -> Option<Step> {
        self.work.pursuit.in_progress().ok()?;
        let Standing::Open { number, criteria, .. } = &self.work.standing else { return None };
        let places = shown_by(self.document, criteria);
        let complete = missing(self.document, &places, &self.gathered).is_empty();
        let untouched = self.work.standing.is_untouched(&self.gathered, &places);
        let words = match number {
            1 => "Check before you submit",
            _ => "Check before you submit again",
        };
        Some(Step {
            order: 380,
            key: "check".into(),
            words: words.into(),
            detail: Some("See what is missing, and everything as it will be submitted".into()),
            minutes: Some(5),
            link: Some(format!("/pursuits/{}/check", self.work.pursuit.id)),
            state: if complete && !untouched { StepState::ToDo } else { StepState::Later },
        })
    }

    fn after(&self, places: &[Place]) -> Option<Step> {
        let minutes = self.document.post_reflection.as_ref()?.minutes;
        let early = self.submissions.is_empty();
        Some(Step {
            order: 400,
            key: "after".into(),
            words: "When you have submitted".into(),
            detail: Some("What will you keep? For you alone".into()),
            minutes: Some(minutes),
            link: if early { None } else { self.first_to_do(places) },
            state: if early { StepState::Later } else { self.written(places) },
        })
    }

    fn state(&self, places: &[Place]) -> StepState {
        if matches!(self.work.pursuit.stage, Stage::Earned { .. }) {
            return StepState::Demonstrated;
        }
        let Standing::Open { criteria, .. } = &self.work.standing else {
            return StepState::Waiting;
        };
        let shown = shown_by(self.document, criteria);
        let open: Vec<Place> = places.iter().filter(|it| shown.contains(it)).cloned().collect();
        if open.is_empty() {
            return StepState::Demonstrated;
        }
        if self.work.standing.is_untouched(&self.gathered, &open) {
            return StepState::NotYet;
        }
        let begun = open.iter().any(|it| self.gathered.has_something(it));
        match (begun, self.missing(&open).is_empty()) {
            (false, _) => StepState::ToDo,
            (true, false) => StepState::Begun,
            (true, true) => StepState::Complete,
        }
    }

    fn missing(&self, places: &[Place]) -> Vec<Missing> {
        missing(self.document, places, &self.gathered)
    }

    /// Of a reflection, which nobody counts.
    fn written(&self, places: &[Place]) -> StepState {
        let filled = places.iter().filter(|it| self.gathered.has_something(it)).count();
        match filled {
            0 => StepState::ToDo,
            some if some < places.len() => StepState::Begun,
            _ => StepState::Complete,
        }
    }

    /// Where she goes on, or where what she submitted is read.
    fn link(&self, places: &[Place]) -> Option<String> {
        let pursuit = &self.work.pursuit;
        let open = self.work.standing.open(self.document).filter(|_| pursuit.in_progress().is_ok());
        let open = open.map(|it| it.places).unwrap_or_default();
        let open: Vec<Place> = places.iter().filter(|it| open.contains(it)).cloned().collect();
        if open.is_empty() {
            let holds = |of: &&Submission| of.items.iter().any(|it| places.contains(&it.place));
            let last = self.submissions.iter().rev().find(holds)?;
            let place = last.items.iter().find(|it| places.contains(&it.place))?.place.clone();
            return Some(format!("/submissions/{}#{place}", last.id));
        }
        let lacking = self.missing(&open).into_iter().next().map(|it| it.place);
        lacking.or_else(|| open.first().cloned()).map(|it| address(pursuit.id, &it))
    }

    fn first_to_do(&self, places: &[Place]) -> Option<String> {
        let empty = places.iter().find(|it| !self.gathered.has_something(it));
        empty.or(places.first()).map(|it| address(self.work.pursuit.id, it))
    }
}

/// Where a place is worked on.
pub fn address(pursuit: Id<Pursuit>, place: &Place) -> String {
    match place {
        Place::Item(_) | Place::Recording => format!("/pursuits/{pursuit}/evidence/{place}"),
        _ => format!("/pursuits/{pursuit}/{place}"),
    }
}

fn accepted(item: &Item) -> String {
    let pieces = match (item.pieces.from, item.pieces.to) {
        (1, 1) => "1 piece".into(),
        _ => format!("{} pieces", item.pieces),
    };
    let forms: Vec<&str> = item
        .accepts
        .iter()
        .map(|it| match it {
            Accepted::File => "file",
            Accepted::Link => "link",
            Accepted::Text => "text",
        })
        .collect();
    format!("{pieces}: {}", forms.join(", "))
}

fn spelled(count: usize) -> String {
    const WORDS: [&str; 6] = ["Two", "Three", "Four", "Five", "Six", "Seven"];
    let word = count.checked_sub(2).and_then(|it| WORDS.get(it));
    word.map_or_else(|| count.to_string(), |it| (*it).to_owned())
}
