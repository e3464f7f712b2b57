use proptest::prelude::*;

use super::*;

#[test]
fn whoever_has_least_to_do_is_asked_first() {
    let (busy, free) = (waiting(3), waiting(1));
    let candidates = [busy, free.clone(), waiting(1)];
    assert_eq!(chosen(&open(), Seat::First, &candidates), Some(free.person));
}

#[test]
fn whoever_had_this_seat_before_is_asked_before_all_others() {
    let known = Candidate { sat_on: Some(Seat::Second), ..waiting(3) };
    let candidates = [waiting(0), known.clone()];
    assert_eq!(chosen(&open(), Seat::Second, &candidates), Some(known.person));
    assert_ne!(chosen(&open(), Seat::First, &candidates), Some(known.person));
}

#[test]
fn nobody_is_asked_for_too_much_not_even_for_the_second_time() {
    let known = Candidate { sat_on: Some(Seat::First), ..waiting(MOST_AT_ONCE) };
    assert_eq!(chosen(&open(), Seat::First, &[known]), None);
}

#[test]
fn a_named_reviewer_is_the_only_one() {
    let named = waiting(MOST_AT_ONCE + 5);
    let admission = Admission { named: Some(named.person), ..open() };
    let others = [waiting(0), named.clone()];
    assert_eq!(chosen(&admission, Seat::First, &others), Some(named.person));
    assert_eq!(chosen(&admission, Seat::First, &others[..1]), None);

    let barred = Admission { barred: [named.human].into(), ..admission };
    assert_eq!(chosen(&barred, Seat::First, &others), None);
}

#[test]
fn another_account_of_a_barred_human_is_barred() {
    let human = Id::fresh();
    let admission = Admission { barred: [human].into(), ..open() };
    assert!(!admission.admits(&Candidate { human, ..waiting(0) }));
}

#[test]
fn where_assessors_come_from_is_the_policy_s_choice() {
    let (ours, theirs) = (Id::fresh(), Id::fresh());
    let inside = Candidate { districts: vec![theirs, ours], ..waiting(0) };
    let outside = Candidate { districts: vec![theirs], ..waiting(0) };
    let from = |from| Admission { from, districts: vec![ours], ..open() };
    let admitted = |it: Admission| (it.admits(&inside), it.admits(&outside));

    assert_eq!(admitted(from(AssessorsFrom::Internal)), (true, false));
    assert_eq!(admitted(from(AssessorsFrom::AnotherDistrict)), (false, true));
    assert_eq!(admitted(from(AssessorsFrom::Mix)), (true, true));
}

#[test]
fn a_supervisor_may_sit_only_where_the_policy_lets_them() {
    let strict = too_near(&policy(21, true));
    assert!(strict.contains(&(Relation::Supervises, Reason::Supervisor)));
    let lenient = too_near(&ReviewPolicy { supervisor: Supervisor::Allowed, ..policy(21, true) });
    assert!(lenient.iter().all(|(_, reason)| *reason != Reason::Supervisor));
    assert!(lenient.contains(&(Relation::CoachOf, Reason::Coach)));
}

#[test]
fn a_third_has_as_long_as_the_first_two_and_the_decision_still_comes_in_time() {
    let (zone, at) = (TimeZone::UTC, "2026-12-01T10:00:00Z".parse().unwrap());
    let odd = policy(21, true);
    let first = review_due(&odd, at, &zone);
    assert_eq!(first.to_string(), "2026-12-11T10:00:00Z");
    assert!(review_due(&odd, first, &zone) <= submit::decision_by(at, 21, &zone));
    assert_eq!(review_due(&policy(20, false), at, &zone).to_string(), "2026-12-21T10:00:00Z");
}

#[test]
fn a_day_is_a_day_when_the_clocks_change() {
    let zone = TimeZone::get("America/New_York").unwrap();
    let at = "2026-10-30T14:00:00Z".parse().unwrap(); // 10 AM, two days before they do
    assert_eq!(review_due(&policy(7, false), at, &zone).to_string(), "2026-11-06T15:00:00Z");
}

proptest! {
    #[test]
    fn nobody_barred_and_nobody_from_the_wrong_place_is_ever_chosen(
        people in prop::collection::vec((0usize..6, 0usize..3, 0usize..12), 0..12),
        barred in prop::collection::hash_set(0usize..6, 0..6),
        from in prop::sample::select(vec![
            AssessorsFrom::Internal, AssessorsFrom::AnotherDistrict, AssessorsFrom::Mix,
        ]),
    ) {
        let humans: Vec<Id<Person>> = (0..6).map(|_| Id::fresh()).collect();
        let places: Vec<Id<Organization>> = (0..3).map(|_| Id::fresh()).collect();
        let candidate = |(human, place, waiting): &(usize, usize, usize)| Candidate {
            human: humans[*human], districts: vec![places[*place]], ..self::waiting(*waiting)
        };
        let candidates: Vec<Candidate> = people.iter().map(candidate).collect();
        let barred = barred.into_iter().map(|it| humans[it]).collect();
        let admission = Admission { from, districts: vec![places[0]], barred, named: None };

        let chosen = self::chosen(&admission, Seat::First, &candidates);

        let may = |it: &&Candidate| {
            let internal = it.districts[0] == places[0];
            !admission.barred.contains(&it.human)
                && it.waiting < MOST_AT_ONCE
                && (from == AssessorsFrom::Mix || internal == (from == AssessorsFrom::Internal))
        };
        let allowed: Vec<&Candidate> = candidates.iter().filter(may).collect();
        prop_assert_eq!(chosen.is_some(), !allowed.is_empty());
        if let Some(chosen) = chosen {
            let it = allowed.iter().find(|it| it.person == chosen).expect("only the allowed");
            prop_assert!(allowed.iter().all(|other| it.waiting <= other.waiting));
        }
    }
}

fn chosen(admission: &Admission, seat: Seat, candidates: &[Candidate]) -> Option<Id<Person>> {
    admission.choose(seat, candidates).map(|it| it.person)
}

fn open() -> Admission {
    Admission { from: AssessorsFrom::Mix, districts: vec![], barred: HashSet::new(), named: None }
}

fn waiting(waiting: usize) -> Candidate {
    let person = Id::fresh();
    Candidate { person, human: person, districts: vec![], waiting, sat_on: None }
}

fn policy(days: u32, third_decides: bool) -> ReviewPolicy {
    serde_json::from_value(serde_json::json!({
        "preset": "custom", "reviews": 2, "third_decides": third_decides, "blind": true,
        "assessors": "mix", "supervisor": "excluded", "days": days, "pace": "whole",
        "award": "rule",
    }))
    .expect("a policy")
}
