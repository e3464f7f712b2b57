use crate::{
    attack::{Attack, guard, key},
    people_do::*,
    rows::{Sql, nothing, row, sql},
};

const YES: [&str; 2] = [DEMONSTRATED, DEMONSTRATED];

fn anas() -> Sql {
    OPEN.review("1", "ana", &YES)
}

fn bens() -> Sql {
    OPEN.review("2", "ben", &YES)
}

/// By somebody whose seat is taken already.
fn seated(seat: &'static str, who: &'static str) -> (Sql, Sql) {
    (OPEN.seat(seat, who), OPEN.review(seat, who, &YES).without("seats"))
}

fn from_seat(name: &'static str, before: Sql, seat: &'static str, who: &'static str) -> Attack {
    let (seat, review) = seated(seat, who);
    guard(name, seat.then(before), review)
}

pub fn attacks() -> Vec<Attack> {
    let mut attacks = who_may();
    attacks.extend(what_is_heard());
    attacks
}

fn who_may() -> Vec<Attack> {
    let unseat = "UPDATE seats SET left_at = 33, left_because = 'ill' WHERE assessor_id = 'ana' AND panel_id = 'p-open'";
    vec![
        guard("seats_for_a_holder", nothing(), OPEN.seat("1", "rosa")),
        guard("seats_for_a_holder", nothing(), OPEN.seat("1", "rosa2")),
        guard("seats_for_the_excluded", nothing(), OPEN.seat("1", "coach")),
        guard("seats_for_the_excluded", nothing(), OPEN.seat("1", "coach2")),
        guard("seats_for_one_human_twice", OPEN.seat("1", "ana"), OPEN.seat("2", "ana2")),
        guard("seats_on_a_withdrawn_pursuit", withdrawn("open"), OPEN.seat("1", "ana")),
        // Seated when nothing spoke against it, but something does by the time of the review.
        from_seat("reviews_from_a_holder", holder_of("open", "ana"), "1", "ana"),
        from_seat("reviews_from_a_holder", holder_of("open", "ana"), "1", "ana2"),
        from_seat("reviews_from_a_holder", merged("ben", "rosa"), "2", "ben"),
        from_seat("reviews_from_the_excluded", exclusion("open", "ana", 32), "1", "ana"),
        from_seat("reviews_from_the_excluded", exclusion("open", "ana2", 32), "1", "ana"),
        from_seat("reviews_from_one_human_twice", anas().then(merged("ben", "ana")), "2", "ben"),
        from_seat("reviews_after_seeing_anothers", disclosure("s-open", "ben"), "2", "ben"),
        from_seat("reviews_after_seeing_anothers", disclosure("s-open", "ana2"), "1", "ana"),
        guard(
            "reviews_without_a_qualification_then",
            nothing(),
            anas().but("reviews", "qualification_id", "q-ben"),
        ),
        guard("reviews_without_a_qualification_then", nothing(), OPEN.review("1", "dan", &YES)),
        guard(
            "reviews_without_a_qualification_then",
            nothing(),
            OPEN.review("1", "cho", &YES).but("reviews", "qualification_id", "q-elsewhere"),
        ),
        key(
            "a review under another's qualification",
            nothing(),
            anas().but("reviews", "qualification_id", "q-ben"),
        ),
        key(
            "a review under a qualification for another rubric",
            nothing(),
            OPEN.review("1", "cho", &YES).but("reviews", "qualification_id", "q-elsewhere"),
        ),
        key(
            "a qualification that ends before it begins",
            nothing(),
            row(
                "qualifications",
                "organization_id=I, id=q9, person_id=dee, rubric_digest=rubric, because=x, granted_at=9, expires_at=1",
            ),
        ),
        guard("reviews_from_a_seat_left_or_not_yet_taken", nothing(), anas().without("seats")),
        from_seat("reviews_from_a_seat_left_or_not_yet_taken", sql(unseat), "1", "ana"),
        guard(
            "reviews_from_a_seat_left_or_not_yet_taken",
            nothing(),
            anas().but("seats", "seated_at", "71"),
        ),
        key("a review without a seat", nothing(), anas().without("seats")),
        key(
            "a review from a seat of somebody else",
            OPEN.seat("2", "ana"),
            anas().without("seats"),
        ),
    ]
}

fn what_is_heard() -> Vec<Attack> {
    vec![
        from_seat("reviews_of_a_withdrawn_pursuit", withdrawn("open"), "1", "ana"),
        guard("reviews_after_the_decision", decided(), OPEN.review("adjudicator", "cho", &YES)),
        guard("reviews_by_another_than_was_named", named(), by_named("ana")),
        guard("reviews_beyond_what_is_asked", agreed(), OPEN.review("3", "cho", &YES)),
        guard(
            "reviews_from_a_third_without_need",
            agreed(),
            OPEN.review("adjudicator", "cho", &YES),
        ),
        guard("reviews_from_a_third_without_need", anas(), OPEN.review("adjudicator", "cho", &YES)),
        guard(
            "reviews_from_a_third_without_need",
            nothing(),
            OPEN.review("adjudicator", "cho", &YES),
        ),
        guard(
            "review_levels_after_their_review",
            agreed(),
            row(
                "review_levels",
                "organization_id=D, review_id=p-open-1, criteria=3, position=3, criterion=C, level=Well, \
                 outcome=demonstrated",
            ),
        ),
        key(
            "a level after its review, counted as of it",
            agreed(),
            row(
                "review_levels",
                "organization_id=D, review_id=p-open-1, criteria=2, position=2, criterion=C, level=Well, \
                 outcome=demonstrated",
            ),
        ),
        guard("reviews_without_all_their_levels", nothing(), anas().without_last("review_levels")),
        guard(
            "reviews_without_all_their_levels",
            nothing(),
            anas().without_last("review_levels").then(nothing()).but("reviews", "criteria", "3"),
        ),
        key("a review of fewer criteria than were shown", nothing(), {
            let half = anas().without_last("review_levels");
            half.but("reviews", "criteria", "1").but("review_levels", "criteria", "1")
        }),
        guard(
            "reviews_that_belie_their_levels",
            nothing(),
            anas().but("reviews", "finding", "not_yet"),
        ),
        guard(
            "reviews_that_belie_their_levels",
            nothing(),
            OPEN.review("1", "ana", &[DEMONSTRATED, PARTLY]).but(
                "reviews",
                "finding",
                "demonstrated",
            ),
        ),
        guard(
            "reviews_that_read_a_level_otherwise",
            anas(),
            OPEN.review("2", "ben", &[PARTLY, PARTLY]).but("review_levels", "level", DEMONSTRATED),
        ),
        key("one assessor twice", anas(), OPEN.review("2", "ana", &YES).but("seats", "turn", "3")),
        key("one seat twice", anas(), {
            let second = OPEN.review("1", "ben", &YES).but("seats", "turn", "3");
            second.but("reviews", "id", "r9").but("review_levels", "review_id", "r9")
        }),
        // Ana reviewed, then left, and Ben took the seat.
        key(
            "one seat twice, by two",
            anas()
                .then(sql("UPDATE seats SET left_at = 71, left_because = 'ill' WHERE panel_id = 'p-open' AND seat = '1' AND assessor_id = 'ana'"))
                .then(OPEN.seat("1", "ben").but("seats", "turn", "3")),
            OPEN.review("1", "ben", &YES)
                .without("seats")
                .but("reviews", "id", "r9")
                .but("review_levels", "review_id", "r9"),
        ),
        key(
            "an appeal heard by one of the first",
            APPEAL.convened(),
            APPEAL.review("1", "ana", &YES),
        ),
        key(
            "a review of another panel's submission",
            anas().only("seats"),
            anas().without("seats").but("reviews", "submission_id", "s-again"),
        ),
        key(
            "a review of another pursuit than its panel's",
            nothing(),
            anas().but("reviews", "pursuit_id", "again"),
        ),
        key("one criterion twice in a review", nothing(), anas().but("review_levels", "criterion", "A")),
        key("levels of no review", nothing(), anas().only("review_levels")),
        key(
            "a level beyond those counted",
            anas(),
            row(
                "review_levels",
                "organization_id=D, review_id=p-open-1, criteria=2, position=3, criterion=C, level=Well, \
                 outcome=demonstrated",
            ),
        ),
        key("a level that is neither", nothing(), anas().but("review_levels", "outcome", "perhaps")),
        key(
            "feedback that names no commitment",
            nothing(),
            anas().but("review_levels", "feedback_id", "words"),
        ),
        key(
            "a note by somebody who doesn't sit there",
            nothing(),
            row(
                "review_drafts",
                "organization_id=D, panel_id=p-open, assessor_id=ana, criterion=A, revision=1, saved_at=1",
            ),
        ),
        key(
            "a note with another record's words",
            nothing(),
            row(
                "review_drafts",
                "organization_id=D, panel_id=p-open, assessor_id=kim, criterion=A, feedback_id=issuers, revision=1, saved_at=1",
            ),
        ),
        key(
            "an exclusion from another record's pursuit",
            nothing(),
            exclusion("open", "dee", 1).but("exclusions", "organization_id", "I"),
        ),
        key(
            "a score seen of another record's submission",
            nothing(),
            disclosure("s-open", "dee").but("disclosures", "organization_id", "I"),
        ),
        key("a finding that isn't one", nothing(), anas().but("reviews", "finding", "perhaps")),
        key(
            "feedback that isn't sealed",
            nothing(),
            anas().but("review_levels", "feedback_id", "draft").but(
                "review_levels",
                "feedback_commitment",
                "k",
            ),
        ),
        guard("exclusions_dated_before_a_review", agreed(), exclusion("open", "ana", 69)),
        guard("exclusions_dated_before_a_review", agreed(), exclusion("open", "ana2", 69)),
        key(
            "an exclusion for no known reason",
            nothing(),
            exclusion("open", "dee", 1).but("exclusions", "reason", "whim"),
        ),
        key("a score seen by nobody", nothing(), disclosure("s-open", "nobody")),
        guard("reviews_never_replaced", anas(), anas().only("reviews").replacing()),
        guard(
            "reviews_never_replaced",
            bens(),
            bens().only("reviews").but("reviews", "finding", "not_yet").replacing(),
        ),
    ]
}
