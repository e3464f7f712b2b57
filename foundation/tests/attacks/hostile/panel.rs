use crate::{
    attack::{Attack, guard, key},
    people_do::*,
    rows::{nothing, sql},
};

pub fn attacks() -> Vec<Attack> {
    let again = shown_again();
    vec![
        guard(
            "panels_on_a_withdrawn_pursuit",
            again.clone().then(withdrawn("again")),
            AGAIN.convened(),
        ),
        guard(
            "panels_for_an_appeal_before_a_decision",
            again.clone(),
            Panel { kind: "appeal", ..AGAIN }.convened(),
        ),
        key("a second first panel", nothing(), Panel { id: "p9", ..OPEN }.convened()),
        key(
            "a panel that asks for fewer reviews than its submission",
            again.clone(),
            AGAIN.convened().but("panels", "reviews_required", "1"),
        ),
        key(
            "a panel that lowers the least, too",
            again.clone(),
            AGAIN.convened().but("panels", "reviews_required", "1").but(
                "panels",
                "reviews_min",
                "1",
            ),
        ),
        key(
            "a panel of four",
            again.clone(),
            AGAIN.convened().but("panels", "reviews_required", "4"),
        ),
        key(
            "a panel by another rubric",
            again.clone(),
            AGAIN.convened().but("panels", "rubric_digest", "easier"),
        ),
        key(
            "a panel on another's submission",
            again,
            AGAIN.convened().but("panels", "pursuit_id", "open"),
        ),
        key(
            "a seat that is taken",
            OPEN.seat("1", "ana"),
            OPEN.seat("1", "ben").but("seats", "turn", "3"),
        ),
        key("a panel of no known kind", nothing(), {
            Panel { id: "p9", kind: "jury", ..OPEN }.convened()
        }),
        key("a fourth seat", nothing(), OPEN.seat("4", "ana")),
        key(
            "a seat of another record's panel",
            nothing(),
            OPEN.seat("1", "ana").but("seats", "organization_id", "I"),
        ),
        key(
            "a reason to leave, and not left",
            nothing(),
            OPEN.seat("1", "ana").but("seats", "left_because", "ill"),
        ),
        key("one assessor on two seats", OPEN.seat("1", "ana"), OPEN.seat("2", "ana")),
        key("whoever left comes back", nothing(), OPEN.seat("1", "kim")),
        key(
            "left, but reviewed",
            OPEN.seat("1", "ana"),
            sql(
                "UPDATE seats SET left_at = 40, reviewed_at = 40 WHERE panel_id = 'p-open' AND assessor_id = 'ana'",
            ),
        ),
        guard(
            "seats_left_at_only_once",
            nothing(),
            sql("UPDATE seats SET left_at = NULL, left_because = NULL WHERE assessor_id = 'kim'"),
        ),
    ]
}
