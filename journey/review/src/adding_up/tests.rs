use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn rubric(json: Value) -> Rubric {
    serde_json::from_value(json).expect("a rubric")
}

/// "Partly" is enough for the second criterion, because the rubric says so.
fn two_criteria() -> Rubric {
    let level = |key: &&str| (key.to_string(), json!(format!("It looks {key}.")));
    let levels = |keys: &[&str]| -> Value { keys.iter().map(level).collect() };
    let three = levels(&["not_yet", "partly", "demonstrated"]);
    rubric(json!({
        "levels": [
            { "key": "not_yet", "name": "Not yet" },
            { "key": "partly", "name": "Partly" },
            { "key": "demonstrated", "name": "Demonstrated" },
        ],
        "required": "demonstrated",
        "criteria": [
            { "key": "plan", "title": "Plans it", "levels": three },
            { "key": "look", "title": "Looks back", "levels": three, "required": "partly" },
            { "key": "part-1", "title": "Part 1", "levels": levels(&["not_yet", "demonstrated"]) },
        ],
    }))
}

fn scored(given: &[(&str, &str)]) -> Vec<Scored> {
    let rubric = two_criteria();
    let scored = |(criterion, level): &(&str, &str)| Scored::by(&rubric, criterion, level).unwrap();
    given.iter().map(scored).collect()
}

#[test]
fn a_criterion_is_demonstrated_when_its_level_reaches_the_required_one() {
    let outcomes = |level| {
        scored(&[("plan", level), ("look", level)]).iter().map(|it| it.outcome).collect::<Vec<_>>()
    };
    assert_eq!(outcomes("not_yet"), [Finding::NotYet, Finding::NotYet]);
    assert_eq!(outcomes("partly"), [Finding::NotYet, Finding::Demonstrated]);
    assert_eq!(outcomes("demonstrated"), [Finding::Demonstrated, Finding::Demonstrated]);
}

#[test]
fn a_level_that_isn_t_described_can_t_be_given() {
    assert_eq!(Scored::by(&two_criteria(), "part-1", "partly"), None);
    assert_eq!(Scored::by(&two_criteria(), "part-1", "splendid"), None);
    assert_eq!(Scored::by(&two_criteria(), "part-9", "demonstrated"), None);
}

#[test]
fn one_criterion_that_is_not_yet_makes_the_finding_not_yet() {
    let all = [("plan", "demonstrated"), ("look", "partly"), ("part-1", "demonstrated")];
    assert_eq!(finding(&scored(&all)), Finding::Demonstrated);
    let one_missed = [("plan", "partly"), ("look", "partly"), ("part-1", "demonstrated")];
    assert_eq!(finding(&scored(&one_missed)), Finding::NotYet);
}

#[test]
fn where_both_say_not_yet_each_criterion_stands_that_both_saw() {
    let ana = scored(&[("plan", "demonstrated"), ("look", "demonstrated"), ("part-1", "not_yet")]);
    let ben = scored(&[("plan", "demonstrated"), ("look", "not_yet"), ("part-1", "demonstrated")]);
    let rubric = two_criteria();

    let outcome = Outcome::of(&rubric, &lower(&rubric, &[&ana, &ben]), None);

    assert_eq!(outcome.finding, Finding::NotYet);
    assert_eq!(
        outcome.outstanding().iter().map(Key::as_str).collect::<Vec<_>>(),
        ["look", "part-1"]
    );
}

#[test]
fn what_was_demonstrated_before_is_carried_from_the_decision_that_said_so() {
    let rubric = two_criteria();
    let (first, second) = (Id::random(), Id::random());
    let all = [("plan", "not_yet"), ("look", "demonstrated"), ("part-1", "not_yet")];
    let once = Outcome::of(&rubric, &scored(&all), None);
    let earlier = Earlier { panel: first, criteria: &once.criteria };
    let again = [("plan", "not_yet"), ("part-1", "demonstrated")];
    let twice = Outcome::of(&rubric, &scored(&again), Some(earlier));
    let earlier = Earlier { panel: second, criteria: &twice.criteria };
    let thrice = Outcome::of(&rubric, &scored(&[("plan", "demonstrated")]), Some(earlier));

    assert_eq!(thrice.finding, Finding::Demonstrated);
    let from: Vec<_> = thrice.criteria.iter().map(|it| it.carried_from).collect();
    assert_eq!(from, [None, Some(first), Some(second)]);
}

#[test]
fn what_was_never_shown_is_not_yet() {
    let rubric = two_criteria();
    let outcome = Outcome::of(&rubric, &scored(&[("plan", "demonstrated")]), None);
    assert_eq!(outcome.finding, Finding::NotYet);
    assert_eq!(outcome.criteria[2].level, "not_yet");
}

/// A rubric of any size, where each criterion describes some of the levels and has a threshold.
fn any_rubric() -> impl Strategy<Value = Rubric> {
    let criterion = |levels: usize| (1..levels, any::<u8>());
    (2usize..=5)
        .prop_flat_map(move |levels| (Just(levels), prop::collection::vec(criterion(levels), 1..6)))
        .prop_map(|(levels, criteria)| {
            let keys: Vec<String> = (0..levels).map(|i| format!("level-{i}")).collect();
            let criterion = |(i, (required, described)): (usize, &(usize, u8))| {
                let is_described = |level: &usize| {
                    *level == 0 || level == required || described & (1 << level) != 0
                };
                let texts: serde_json::Map<_, _> = (0..levels)
                    .filter(is_described)
                    .map(|level| (keys[level].clone(), "Seen.".into()))
                    .collect();
                json!({
                    "key": format!("criterion-{i}"), "title": "It", "levels": texts,
                    "required": keys[*required],
                })
            };
            let criteria: Vec<_> = criteria.iter().enumerate().map(criterion).collect();
            let levels: Vec<_> =
                keys.iter().map(|key| json!({ "key": key, "name": key })).collect();
            rubric(json!({
                "levels": levels, "required": keys[1], "criteria": criteria,
            }))
        })
}

/// As an assessor would: some level that is described, for each criterion.
fn scores(rubric: &Rubric, picks: &[prop::sample::Index]) -> Vec<Scored> {
    let pick = |(it, pick): (&Criterion, &prop::sample::Index)| {
        let described: Vec<_> = rubric.described(it).collect();
        let (level, _) = described[pick.index(described.len())];
        Scored::by(rubric, it.key.as_str(), level.key.as_str()).expect("it is described")
    };
    rubric.criteria.iter().zip(picks).map(pick).collect()
}

fn picks() -> impl Strategy<Value = Vec<prop::sample::Index>> {
    prop::collection::vec(any::<prop::sample::Index>(), 6)
}

proptest! {
    #[test]
    fn a_criterion_is_demonstrated_where_all_say_so_at_a_level_that_none_is_below(
        rubric in any_rubric(), one in picks(), two in picks(), three in picks(),
    ) {
        let (one, two, three) = (scores(&rubric, &one), scores(&rubric, &two), scores(&rubric, &three));
        let stands = lower(&rubric, &[&one, &two, &three]);
        for (i, it) in stands.iter().enumerate() {
            let given = [&one[i], &two[i], &three[i]];
            let all_say_so = given.iter().all(|it| it.outcome.is_demonstrated());
            prop_assert_eq!(it.outcome.is_demonstrated(), all_say_so);
            let rank = |it: &Scored| rubric.rank(it.level.as_str());
            prop_assert!(given.iter().all(|given| rank(it) <= rank(given)));
            prop_assert!(given.contains(&it));
        }
    }

    #[test]
    fn who_is_heard_first_makes_no_difference(
        rubric in any_rubric(), one in picks(), two in picks(),
    ) {
        let (one, two) = (scores(&rubric, &one), scores(&rubric, &two));
        prop_assert_eq!(lower(&rubric, &[&one, &two]), lower(&rubric, &[&two, &one]));
    }

    #[test]
    fn those_who_agree_are_not_overruled_by_adding_up(
        rubric in any_rubric(), one in picks(), two in picks(),
    ) {
        let (one, two) = (scores(&rubric, &one), scores(&rubric, &two));
        prop_assume!(finding(&one) == finding(&two));
        let outcome = Outcome::of(&rubric, &lower(&rubric, &[&one, &two]), None);
        prop_assert_eq!(outcome.finding, finding(&one));
        prop_assert_eq!(outcome.outstanding().is_empty(), outcome.finding.is_demonstrated());
    }

    #[test]
    fn what_was_demonstrated_once_stands_whatever_comes_after(
        rubric in any_rubric(), once in picks(), again in picks(),
    ) {
        let first = Outcome::of(&rubric, &scores(&rubric, &once), None);
        let asked = first.outstanding();
        let again: Vec<Scored> = scores(&rubric, &again)
            .into_iter()
            .filter(|it| asked.contains(&it.criterion))
            .collect();
        let panel = Id::random();
        let earlier = Earlier { panel, criteria: &first.criteria };

        let second = Outcome::of(&rubric, &again, Some(earlier));

        prop_assert_eq!(second.criteria.len(), rubric.criteria.len());
        for (before, after) in first.criteria.iter().zip(&second.criteria) {
            if before.outcome.is_demonstrated() {
                let carried = Standing { carried_from: Some(panel), ..before.clone() };
                prop_assert_eq!(after, &carried);
            } else {
                prop_assert_eq!(after.carried_from, None);
            }
        }
        prop_assert_eq!(second.finding, finding(&again));
    }
}
