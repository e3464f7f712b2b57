use crate::{
    attack::{Attack, guard, key},
    people_do::*,
    rows::{Sql, row},
};

const YES: &str = "demonstrated";
const NO: &str = "not_yet";

/// Fay's second submission, reviewed by both.
fn again() -> Sql {
    shown_again()
        .then(AGAIN.convened())
        .then(AGAIN.review("1", "ana", &[DEMONSTRATED]))
        .then(AGAIN.review("2", "ben", &[DEMONSTRATED]))
}

fn again_decided() -> Sql {
    AGAIN.decision([YES; 2], None, [DEMONSTRATED; 2])
}

pub fn attacks() -> Vec<Attack> {
    let earned = again_decided().but("decision_criteria", "carried_from", "p-earned");
    let appealed = APPEAL
        .convened()
        .then(APPEAL.review("1", "cho", &[PARTLY, PARTLY]))
        .then(APPEAL.review("2", "kim", &[PARTLY, PARTLY]))
        .then(APPEAL.decision([NO; 2], None, [PARTLY; 2]));
    vec![
        // B was shown again: it is to be decided, not carried.
        guard("decisions_that_carry_what_was_shown_again", again(), earned),
        // A was not shown again: nobody can decide it now.
        guard(
            "decisions_that_carry_what_was_shown_again",
            again(),
            again_decided().but("decision_criteria", "carried_from", "NULL"),
        ),
        guard("decisions_that_carry_what_does_not_stand", again(), carried("p-earned")),
        guard("decisions_that_carry_what_does_not_stand", again().then(appealed), again_decided()),
        key(
            "carried from a decision at another level",
            again(),
            again_decided().but("decision_criteria", "level", WELL),
        ),
        key(
            "carried as demonstrated what was not yet",
            agreed(),
            agreed_decision().but("decision_criteria", "carried_from", "p-again"),
        ),
        key(
            "carried from itself",
            again(),
            again_decided().but("decision_criteria", "carried_from", "p2-again"),
        ),
    ]
}

/// A is carried from there; B is decided now.
fn carried(from: &str) -> Sql {
    let criterion = |position: i64, criterion: &str, from: &str| {
        row(
            "decision_criteria",
            &format!(
                "organization_id=D, panel_id=p2-again, criteria=2, position={position}, criterion={criterion}, \
                 level=Demonstrated, outcome=demonstrated, carried_from={from}"
            ),
        )
    };
    criterion(1, "A", from).then(criterion(2, "B", "NULL")).then(again_decided().only("decisions"))
}
