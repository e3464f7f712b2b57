use crate::{
    attack::{Attack, guard, key},
    people_do::*,
    rows::{Sql, nothing, row},
};

const YES: &str = "demonstrated";
const NO: &str = "not_yet";

fn one() -> Sql {
    OPEN.review("1", "ana", &[DEMONSTRATED, DEMONSTRATED])
}

fn third() -> Sql {
    OPEN.review("adjudicator", "cho", &[DEMONSTRATED, DEMONSTRATED])
}

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

fn fewer_reviews() -> Sql {
    agreed_decision()
        .but("decisions", "reviews_required", "1")
        .but("decisions", "review_2", "NULL")
        .but("decisions", "seat_2", "NULL")
        .but("decisions", "finding_2", "NULL")
}

/// The third's review counted as one of the independent ones.
fn third_as_second() -> Sql {
    agreed_decision().but("decisions", "review_2", "p-open-adjudicator")
}

pub fn attacks() -> Vec<Attack> {
    let mut attacks = on_what();
    attacks.extend(what_follows());
    attacks.extend(what_is_carried());
    attacks
}

fn on_what() -> Vec<Attack> {
    let deciding = OPEN.decision([YES; 2], Some(YES), [DEMONSTRATED; 2]);
    vec![
        guard(
            "decisions_on_a_withdrawn_pursuit",
            agreed().then(withdrawn("open")),
            agreed_decision(),
        ),
        guard("decisions_without_their_reviews", one(), agreed_decision()),
        guard(
            "decisions_without_their_reviews",
            agreed(),
            agreed_decision().but("decisions", "review_2", "p-open-1"),
        ),
        guard(
            "decisions_without_their_reviews",
            agreed(),
            agreed_decision().but("decisions", "finding_2", NO),
        ),
        guard("decisions_without_their_reviews", differed().then(third()), third_as_second()),
        guard(
            "decisions_before_their_reviews",
            agreed(),
            agreed_decision().but("decisions", "decided_at", "69"),
        ),
        guard(
            "decisions_on_reviews_not_independent",
            agreed().then(merged("ben", "ana")),
            agreed_decision(),
        ),
        guard(
            "decisions_on_reviews_not_independent",
            agreed().then(merged("ben", "rosa")),
            agreed_decision(),
        ),
        guard(
            "decisions_on_reviews_not_independent",
            agreed().then(merged("ben", "coach")),
            agreed_decision(),
        ),
        guard(
            "decisions_on_reviews_not_independent",
            agreed().then(disclosure("s-open", "kim")).then(merged("kim", "ben")),
            agreed_decision(),
        ),
        key("a decision on one review", one(), agreed_decision()),
        key("a decision on one review that it says is enough", one(), fewer_reviews()),
        key(
            "a decision on one review twice",
            agreed(),
            agreed_decision().but("decisions", "review_2", "p-open-1"),
        ),
        key("a decision that lies about a finding", differed(), agreed_decision()),
        key(
            "two differ, and no third is asked",
            differed(),
            agreed_decision().but("decisions", "finding_2", NO),
        ),
        // The others agree, so a third has nothing to decide.
        key("a third decides though the others agree", agreed().then(third()), deciding),
        key(
            "the third's review counted as the second",
            differed().then(third()),
            third_as_second(),
        ),
        key(
            "the third's review on the second's seat",
            differed().then(third()),
            third_as_second().but("decisions", "seat_2", "adjudicator"),
        ),
        key("a panel decides twice", decided(), agreed_decision().only("decisions")),
        key(
            "a decision for another issuer",
            agreed(),
            agreed_decision().but("decisions", "issuer_id", "D"),
        ),
        key(
            "a decision on another pursuit",
            agreed(),
            agreed_decision().but("decisions", "pursuit_id", "again"),
        ),
    ]
}

fn what_follows() -> Vec<Attack> {
    let split = OPEN.review("1", "ana", &[DEMONSTRATED, PARTLY]).then(OPEN.review(
        "2",
        "ben",
        &[PARTLY, DEMONSTRATED],
    ));
    vec![
        guard(
            "decisions_that_belie_their_criteria",
            agreed(),
            agreed_decision().but("decisions", "outcome", NO),
        ),
        guard(
            "decisions_that_belie_their_criteria",
            split.clone(),
            OPEN.decision([NO; 2], None, [PARTLY, PARTLY]).but("decisions", "outcome", YES),
        ),
        // Each criterion, not the findings alone.
        guard(
            "decisions_that_belie_their_reviews",
            split,
            OPEN.decision([NO; 2], None, [DEMONSTRATED, PARTLY]),
        ),
        guard(
            "decisions_that_belie_their_reviews",
            agreed(),
            OPEN.decision([YES; 2], None, [WELL, DEMONSTRATED]),
        ),
        guard(
            "decisions_that_belie_their_reviews",
            agreed(),
            OPEN.decision([YES; 2], None, [DEMONSTRATED, PARTLY]),
        ),
        guard(
            "decisions_that_belie_their_reviews",
            differed().then(OPEN.review("adjudicator", "cho", &[PARTLY, DEMONSTRATED])),
            OPEN.decision([YES, NO], Some(NO), [DEMONSTRATED, PARTLY]),
        ),
        guard(
            "decisions_without_the_whole_rubric",
            agreed(),
            agreed_decision()
                .without_last("decision_criteria")
                .but("decision_criteria", "criteria", "1")
                .but("decisions", "criteria", "1"),
        ),
        guard(
            "decisions_without_the_whole_rubric",
            agreed(),
            agreed_decision().without_last("decision_criteria"),
        ),
        guard(
            "decision_criteria_after_their_decision",
            decided(),
            row(
                "decision_criteria",
                "organization_id=D, panel_id=p-open, criteria=3, position=3, criterion=C, level=Well, \
                 outcome=demonstrated",
            ),
        ),
        key("a criterion of no decision", nothing(), agreed_decision().only("decision_criteria")),
        key(
            "a criterion after its decision, counted as of it",
            decided(),
            row(
                "decision_criteria",
                "organization_id=D, panel_id=p-open, criteria=2, position=2, criterion=C, level=Well, \
                 outcome=demonstrated",
            ),
        ),
    ]
}

fn what_is_carried() -> Vec<Attack> {
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
