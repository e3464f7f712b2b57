//! A step of a task list: what it is to her now, and whether it comes next.

use crate::{Step, StepState};

impl StepState {
    /// As the page says it.
    pub fn words(self) -> &'static str {
        match self {
            StepState::ToDo => "To do",
            StepState::Begun => "Begun",
            StepState::Complete => "Complete",
            StepState::Waiting => "Waiting",
            StepState::Demonstrated => "Demonstrated",
            StepState::NotYet => "Not yet",
            StepState::Later => "Later",
        }
    }

    /// Its class in the stylesheet.
    pub fn class(self) -> &'static str {
        match self {
            StepState::ToDo | StepState::Begun | StepState::Later => "tag todo",
            StepState::Waiting | StepState::NotYet => "tag wait",
            StepState::Complete | StepState::Demonstrated => "tag done",
        }
    }
}

impl Step {
    /// Something for her to do now. The first of these comes next.
    pub fn is_next(&self) -> bool {
        let hers = matches!(self.state, StepState::ToDo | StepState::Begun | StepState::NotYet);
        hers && self.link.is_some()
    }

    /// "about 40 minutes", "about 3 hours".
    pub fn length(&self) -> Option<String> {
        let minutes = self.minutes?;
        Some(match (minutes, minutes.div_ceil(60)) {
            (1, _) => "1 minute".into(),
            (..=120, _) => format!("{minutes} minutes"),
            (_, hours) => format!("{hours} hours"),
        })
    }
}

/// As they stand on the page. Of two with the same key, the later room's stands.
pub fn in_order(steps: Vec<Step>) -> Vec<Step> {
    let mut ordered: Vec<Step> = Vec::new();
    for step in steps {
        match ordered.iter_mut().find(|it| it.key == step.key) {
            Some(earlier) => *earlier = step,
            None => ordered.push(step),
        }
    }
    ordered.sort_by_key(|it| it.order);
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(order: u32, key: &str, state: StepState) -> Step {
        Step {
            order,
            key: key.into(),
            words: key.into(),
            detail: None,
            minutes: None,
            link: Some("/".into()),
            state,
        }
    }

    #[test]
    fn a_later_room_has_the_last_word_on_a_step() {
        let ordered = in_order(vec![
            step(300, "part_3", StepState::ToDo),
            step(100, "part_1", StepState::Waiting),
            step(100, "part_1", StepState::Demonstrated),
        ]);
        assert_eq!(ordered.iter().map(|it| it.order).collect::<Vec<_>>(), [100, 300]);
        assert_eq!(ordered[0].state, StepState::Demonstrated);
    }

    #[test]
    fn what_waits_for_others_or_for_later_is_not_next() {
        let next = [StepState::ToDo, StepState::Begun, StepState::NotYet];
        let not = [StepState::Complete, StepState::Waiting, StepState::Later];
        assert!(next.iter().all(|it| step(1, "a", *it).is_next()));
        assert!(not.iter().all(|it| !step(1, "a", *it).is_next()));
        assert!(!Step { link: None, ..step(1, "a", StepState::ToDo) }.is_next());
    }

    #[test]
    fn long_steps_are_told_in_hours() {
        let long = |minutes| Step { minutes, ..step(1, "a", StepState::ToDo) }.length();
        assert_eq!(long(Some(40)).as_deref(), Some("40 minutes"));
        assert_eq!(long(Some(180)).as_deref(), Some("3 hours"));
        assert_eq!(long(None), None);
    }
}
