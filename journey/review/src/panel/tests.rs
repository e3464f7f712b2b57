use Finding::*;
use proptest::prelude::*;

use super::*;

#[test]
fn two_who_agree_decide() {
    assert_eq!(panel(2).hears([Demonstrated, Demonstrated]).stage(), Stage::Decided(Demonstrated));
    assert_eq!(panel(2).hears([NotYet, NotYet]).stage(), Stage::Decided(NotYet));
}

#[test]
fn a_third_decides_when_two_differ() {
    let panel = panel(2).hears([Demonstrated, NotYet]);
    assert_eq!(panel.stage(), Stage::AwaitingAdjudicator);
    assert_eq!(panel.empty_seats(), [Seat::Adjudicator]);
    assert_eq!(panel.clone().hears([NotYet]).stage(), Stage::Decided(NotYet));
    assert_eq!(panel.hears([Demonstrated]).stage(), Stage::Decided(Demonstrated));
}

#[test]
fn nobody_is_asked_to_decide_where_two_agree() {
    assert!(panel(2).hears([NotYet, NotYet]).empty_seats().is_empty());
}

#[test]
fn one_review_is_enough_where_the_policy_says_so() {
    assert_eq!(panel(1).hears([Demonstrated]).stage(), Stage::Decided(Demonstrated));
}

#[test]
fn three_decide_when_all_agree_else_a_fourth() {
    let all = panel(3).hears([NotYet, NotYet, NotYet]);
    assert_eq!(all.stage(), Stage::Decided(NotYet));
    let most = panel(3).hears([Demonstrated, Demonstrated, NotYet]);
    assert_eq!(most.stage(), Stage::AwaitingAdjudicator);
    assert_eq!(most.hears([NotYet]).stage(), Stage::Decided(NotYet));
}

#[test]
fn whoever_leaves_leaves_the_seat_to_the_next() {
    let mut panel = panel(2);
    let ana = panel.seats(Seat::First);
    panel.seats(Seat::Second);

    let mut panel = panel.leave(ana, Because::KnowsThem, later()).unwrap();

    assert_eq!(panel.empty_seats(), [Seat::First]);
    assert_eq!(panel.open_to(ana), Err(Refusal::Left));
    let cho = panel.seats(Seat::First);
    assert_eq!(panel.turn_of(cho).unwrap().number, 2);
    assert_eq!(panel.open_to(cho), Ok(Seat::First));
    assert!(panel.empty_seats().is_empty());
}

#[test]
fn nobody_is_heard_twice_nor_after_leaving_nor_uninvited() {
    let mut panel = panel(2);
    let (ana, ben) = (panel.seats(Seat::First), panel.seats(Seat::Second));
    let panel = panel.leave(ben, Because::Late, later()).unwrap();
    let panel = panel.hear(ana, vec![], later()).unwrap();

    assert_eq!(panel.clone().hear(ana, vec![], later()).unwrap_err(), Refusal::Reviewed);
    assert_eq!(panel.clone().hear(ben, vec![], later()).unwrap_err(), Refusal::Late);
    assert_eq!(panel.hear(Id::fresh(), vec![], later()).unwrap_err(), Refusal::Left);
}

#[test]
fn whoever_was_heard_can_t_leave() {
    let mut panel = panel(2);
    let ana = panel.seats(Seat::First);
    let panel = panel.hear(ana, vec![], later()).unwrap();
    assert_eq!(panel.leave(ana, Because::KnowsThem, later()).unwrap_err(), Refusal::Reviewed);
}

#[test]
fn a_withdrawn_pursuit_decides_nothing_and_frees_everyone() {
    let mut panel = panel(2).hears([NotYet]);
    let ben = panel.seats(Seat::Second);

    let panel = panel.withdraw(later());

    assert_eq!(panel.stage(), Stage::Withdrawn);
    assert!(panel.empty_seats().is_empty());
    assert_eq!(panel.hear(ben, vec![], later()).unwrap_err(), Refusal::Withdrawn);
}

#[test]
fn what_was_decided_stays_decided() {
    let panel = panel(2).hears([NotYet, NotYet]).withdraw(later());
    assert_eq!(panel.stage(), Stage::Decided(NotYet));
}

proptest! {
    #[test]
    fn nothing_is_decided_by_fewer_than_it_takes(
        required in 1usize..=3,
        findings in prop::collection::vec(prop::sample::select(vec![Demonstrated, NotYet]), 0..5),
    ) {
        let mut panel = panel(required);
        for finding in findings {
            if !panel.stage().is_open() {
                break;
            }
            panel = panel.hears([finding]);
        }
        let independent: Vec<_> = panel.independent().iter().map(|it| it.finding).collect();
        if let Stage::Decided(outcome) = panel.stage() {
            prop_assert_eq!(independent.len(), required);
            let differ = independent.iter().any(|it| *it != independent[0]);
            prop_assert_eq!(differ, panel.adjudication().is_some());
            let last = panel.adjudication().map_or(independent[0], |it| it.finding);
            prop_assert_eq!(outcome, last);
        } else {
            prop_assert!(!panel.empty_seats().is_empty());
        }
    }
}

fn panel(reviews_required: usize) -> Panel {
    Panel {
        id: Id::random(),
        custodian: Id::fresh(),
        issuer: Id::fresh(),
        version: Id::fresh(),
        rubric_digest: "rubric".into(),
        pursuit: Id::fresh(),
        submission: Id::fresh(),
        reviews_required,
        convened_at: Timestamp::UNIX_EPOCH,
        due_at: later(),
        withdrawn: false,
        turns: vec![],
        reviews: vec![],
    }
}

fn later() -> Timestamp {
    Timestamp::from_second(60).expect("a minute later")
}

impl Panel {
    fn seats(&mut self, seat: Seat) -> Id<Person> {
        self.seat(seat, Id::fresh(), self.convened_at).assessor
    }

    /// One after the other, each on the next empty seat.
    fn hears<const N: usize>(self, findings: [Finding; N]) -> Panel {
        findings.into_iter().fold(self, |mut panel, outcome| {
            let seat = panel.empty_seats()[0];
            let assessor = panel.seats(seat);
            let key = "it".parse().expect("a key");
            let levels =
                vec![Scored { criterion: key, level: "seen".parse().expect("a key"), outcome }];
            panel.hear(assessor, levels, later()).expect("it is heard")
        })
    }
}
