use crate::{
    attack::{Attack, guard, key},
    people_do::*,
    rows::{Sql, nothing, row},
};

const FAYS: (&str, &str) = ("fays", "k8");

fn first() -> Sql {
    submission("new", "fay", 1, FAYS, &["A", "B"])
}

fn item(columns: &str) -> Sql {
    row(
        "submission_items",
        &format!(
            "organization_id=D, kind=answer, place=more, content_id=words, commitment=k1, {columns}"
        ),
    )
}

pub fn attacks() -> Vec<Attack> {
    vec![
        guard(
            "submission_items_after_their_submission",
            nothing(),
            item("submission_id=s-open, items=4, position=4"),
        ),
        key(
            "an item after its submission, counted as of it",
            nothing(),
            item("submission_id=s-open, items=3, position=3"),
        ),
        key(
            "an item beyond those counted",
            nothing(),
            item("submission_id=s-open, items=3, position=4"),
        ),
        key(
            "an item after its submission, counted otherwise",
            nothing(),
            item("submission_id=s-open, items=4, position=4"),
        ),
        key(
            "an item of no submission",
            nothing(),
            item("submission_id=s-none, items=1, position=1"),
        ),
        guard(
            "submission_criteria_after_their_submission",
            nothing(),
            row(
                "submission_criteria",
                "organization_id=D, submission_id=s-open, criteria=3, position=3, criterion=C",
            ),
        ),
        key(
            "a criterion beyond those counted",
            nothing(),
            row(
                "submission_criteria",
                "organization_id=D, submission_id=s-open, criteria=2, position=3, criterion=C",
            ),
        ),
        guard(
            "submissions_without_all_their_items",
            nothing(),
            first().without("submission_items"),
        ),
        guard(
            "submissions_without_all_their_items",
            nothing(),
            first().but("submissions", "items", "2"),
        ),
        guard(
            "submissions_without_all_their_criteria",
            nothing(),
            first().without_last("submission_criteria"),
        ),
        guard(
            "submissions_of_a_withdrawn_pursuit",
            nothing(),
            submission("gone", "gus", 1, ("guss", "k11"), &["A", "B"]),
        ),
        guard(
            "submissions_by_someone_else",
            nothing(),
            first().but("submissions", "submitted_by", "ana"),
        ),
        guard(
            "submissions_of_anothers_evidence",
            nothing(),
            submission("new", "fay", 1, ("dees", "k7"), &["A", "B"]),
        ),
        guard(
            "submissions_of_anothers_evidence",
            nothing(),
            first()
                .but("submission_items", "kind", "artifact")
                .but("submission_items", "artifact_id", "x")
                .but("submission_items", "content_id", "file")
                .but("submission_items", "commitment", "k2"),
        ),
        guard(
            "submissions_out_of_turn",
            nothing(),
            submission("open", "rosa", 2, ("words", "k1"), &["A", "B"]),
        ),
        guard("submissions_out_of_turn", nothing(), submission("again", "fay", 3, FAYS, &["B"])),
        guard(
            "submissions_after_it_is_demonstrated",
            decided(),
            submission("open", "rosa", 2, ("words", "k1"), &["A"]),
        ),
        guard(
            "submissions_that_show_more_or_less",
            nothing(),
            submission("again", "fay", 2, FAYS, &["A", "B"]),
        ),
        guard(
            "submissions_that_show_more_or_less",
            nothing(),
            submission("again", "fay", 2, FAYS, &["B", "C"]),
        ),
        guard(
            "submissions_that_show_more_or_less",
            nothing(),
            submission("again", "fay", 2, FAYS, &["A"]),
        ),
        key(
            "a first submission twice",
            nothing(),
            submission("open", "rosa", 1, ("words", "k1"), &["A", "B"]),
        ),
        key(
            "a submission that asks for fewer reviews than its pursuit",
            nothing(),
            first().but("submissions", "reviews_min", "1"),
        ),
        key(
            "a draft as an item",
            nothing(),
            first().but("submission_items", "content_id", "draft").but(
                "submission_items",
                "commitment",
                "k",
            ),
        ),
        key(
            "an item under a commitment of its own",
            nothing(),
            first().but("submission_items", "commitment", "k99"),
        ),
        key(
            "another record's words as an item",
            nothing(),
            first().but("submission_items", "content_id", "issuers").but(
                "submission_items",
                "commitment",
                "k10",
            ),
        ),
        key(
            "evidence that names no artifact",
            nothing(),
            first().but("submission_items", "kind", "artifact"),
        ),
        key("one criterion twice", nothing(), submission("new", "fay", 1, FAYS, &["A", "A"])),
        key("criteria of no submission", nothing(), first().only("submission_criteria")),
        key("a submission before the first", nothing(), {
            let before = submission("new", "fay", 0, FAYS, &["A", "B"]);
            before.but("submissions", "number", "0")
        }),
        key(
            "a submission of nothing",
            nothing(),
            first().without("submission_items").but("submissions", "items", "0"),
        ),
        key(
            "a submission for nothing",
            nothing(),
            first().without("submission_criteria").but("submissions", "criteria", "0"),
        ),
        key(
            "an item of no known kind",
            nothing(),
            first().but("submission_items", "kind", "rumor").but(
                "submission_items",
                "artifact_id",
                "x",
            ),
        ),
        key(
            "an item of an artifact that isn't there",
            nothing(),
            first().but("submission_items", "kind", "artifact").but(
                "submission_items",
                "artifact_id",
                "none",
            ),
        ),
        key("an answer with words that aren't there", nothing(), answer("open", "none")),
        key("an answer with another record's words", nothing(), answer("open", "issuers")),
        key("an answer to another record's question", nothing(), answer("none", "words")),
        key(
            "an artifact of no known kind",
            nothing(),
            artifact().but("artifacts", "kind", "rumor"),
        ),
        key(
            "an artifact of another record's words",
            nothing(),
            artifact().but("artifacts", "content_id", "issuers"),
        ),
        key(
            "an artifact under another record's caption",
            nothing(),
            artifact().but("artifacts", "caption_id", "issuers"),
        ),
        key(
            "an artifact of another record's pursuit",
            nothing(),
            artifact().but("artifacts", "pursuit_id", "none"),
        ),
    ]
}

fn answer(pursuit: &str, content: &str) -> Sql {
    row(
        "answers",
        &format!(
            "organization_id=D, pursuit_id={pursuit}, question=nine, submission_number=1, content_id={content}"
        ),
    )
}

fn artifact() -> Sql {
    row(
        "artifacts",
        "organization_id=D, id=x9, pursuit_id=open, item=work, submission_number=1, kind=file, content_id=file, \
         added_by=rosa, added_at=20",
    )
}
