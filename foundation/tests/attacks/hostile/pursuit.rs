use crate::{
    attack::{Attack, guard, key},
    people_do::*,
    rows::{nothing, row, sql},
};

pub fn attacks() -> Vec<Attack> {
    vec![
        guard("holders_of_a_withdrawn_pursuit", nothing(), holder_of("gone", "dee")),
        guard("holders_after_it_is_demonstrated", decided(), holder_of("open", "gus")),
        guard("holders_who_reviewed_it", agreed(), holder_of("open", "ana")),
        guard("holders_who_reviewed_it", agreed(), holder_of("open", "ana2")),
        guard("holders_under_two_accounts", nothing(), holder_of("open", "rosa2")),
        guard(
            "pursuits_withdrawn_after_the_award",
            decided().then(OPEN.award("rosa")),
            withdrawn("open"),
        ),
        key("withdrawn after it was earned", nothing(), withdrawn("earned")),
        key(
            "a pursuit that asks for fewer reviews than its version",
            nothing(),
            pursuit("p9", "rosa").but("pursuits", "reviews_min", "1"),
        ),
        key(
            "a pursuit by another rubric than its version's",
            nothing(),
            pursuit("p9", "rosa").but("pursuits", "rubric_digest", "easier"),
        ),
        key(
            "a version of no reviews",
            nothing(),
            row(
                "microcredential_versions",
                "organization_id=I, id=v9, microcredential_id=m, number=2, title=t, document=d, digest=g, \
                 rubric_digest=rubric, reviews_min=0, imported_at=1",
            ),
        ),
        key(
            "a version number twice",
            nothing(),
            row(
                "microcredential_versions",
                "organization_id=I, id=v9, microcredential_id=m, number=1, title=t, document=d, digest=g, \
                 rubric_digest=rubric, reviews_min=2, imported_at=1",
            ),
        ),
        key(
            "a version published under another microcredential",
            nothing(),
            row(
                "publications",
                "organization_id=I, microcredential_id=other, number=1, version_id=v1, published_at=1",
            ),
        ),
        key(
            "a name chosen by somebody who doesn't hold it",
            nothing(),
            row(
                "name_choices",
                "organization_id=D, pursuit_id=open, person_id=ana, choice=shown, chosen_at=1",
            ),
        ),
        key(
            "a name chosen twice",
            nothing(),
            row(
                "name_choices",
                "organization_id=D, pursuit_id=earned, person_id=dee, choice=withheld, chosen_at=99",
            ),
        ),
        key(
            "a draft shared of another record's pursuit",
            nothing(),
            row(
                "shared_drafts",
                "organization_id=I, id=sd9, pursuit_id=open, place=one, coach_id=coach, shared_by=rosa, shared_at=1",
            ),
        ),
        guard(
            "pursuits_withdrawn_at_only_once",
            nothing(),
            sql("UPDATE pursuits SET withdrawn_at = NULL WHERE id = 'gone'"),
        ),
    ]
}
