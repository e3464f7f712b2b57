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

fn fewer_reviews() -> Sql {
    agreed_decision()
        .but("decisions", "reviews_required", "1")
        .but("decisions", "review_2", "NULL")
        .but("decisions", "seat_2", "NULL")
        .but("decisions", "finding_2", "NULL")
}

/// Three agree where three are asked: a second panel is convened for it.
fn three() -> Sql {
    let seat = |seat, who| THREE.review(seat, who, &[DEMONSTRATED; 2]);
    THREE
        .convened()
        .but("panels", "reviews_required", "3")
        .then(seat("1", "ana"))
        .then(seat("2", "ben"))
        .then(seat("3", "cho"))
}

fn of_three() -> Sql {
    THREE
        .decision([YES; 2], None, [DEMONSTRATED; 2])
        .but("decisions", "reviews_required", "3")
        .but("decisions", "review_3", "p-three-3")
        .but("decisions", "seat_3", "3")
        .but("decisions", "finding_3", YES)
}

const THREE: Panel = Panel { id: "p-three", kind: "appeal", ..OPEN };

/// The third's review counted as one of the independent ones.
fn third_as_second() -> Sql {
    agreed_decision().but("decisions", "review_2", "p-open-adjudicator")
}

pub fn attacks() -> Vec<Attack> {
    let mut attacks = on_what();
    attacks.extend(what_follows());
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
        key(
            "the second's review on the first's place",
            agreed(),
            agreed_decision().but("decisions", "review_1", "p-open-2"),
        ),
        // A foreign key with a part that is nothing refuses nothing.
        key(
            "a review without its finding",
            agreed(),
            agreed_decision().but("decisions", "finding_2", "NULL"),
        ),
        key(
            "a review without its seat",
            agreed(),
            agreed_decision().but("decisions", "seat_2", "NULL"),
        ),
        key(
            "a seat of a third review that isn't there",
            agreed(),
            agreed_decision().but("decisions", "seat_3", "3"),
        ),
        key("a third without its seat", differed().then(third()), {
            OPEN.decision([YES, NO], Some(YES), [DEMONSTRATED; 2]).but(
                "decisions",
                "deciding_seat",
                "NULL",
            )
        }),
        key("a third who didn't review", differed(), {
            OPEN.decision([YES, NO], Some(YES), [DEMONSTRATED; 2])
        }),
        key(
            "one review where two are asked",
            one(),
            fewer_reviews().but("decisions", "reviews_required", "2"),
        ),
        key(
            "a third of three who didn't review",
            three(),
            of_three().but("decisions", "review_3", "p-open-9"),
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
        key(
            "an outcome that isn't one",
            agreed(),
            agreed_decision().but("decisions", "outcome", "perhaps"),
        ),
        key(
            "a decision on nothing",
            agreed(),
            agreed_decision().without("decision_criteria").but("decisions", "criteria", "0"),
        ),
        key("one criterion decided twice", agreed(), {
            let differently = OPEN.decision([YES; 2], None, [DEMONSTRATED, WELL]);
            differently.but("decision_criteria", "criterion", "A")
        }),
        key(
            "a criterion neither demonstrated nor not yet",
            agreed(),
            agreed_decision().but("decision_criteria", "outcome", "perhaps"),
        ),
        key(
            "a criterion beyond those counted",
            decided(),
            row(
                "decision_criteria",
                "organization_id=D, panel_id=p-open, criteria=2, position=3, criterion=C, level=Well, \
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
