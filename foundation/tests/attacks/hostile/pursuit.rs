use crate::{
    attack::{Attack, guard, key},
    people_do::*,
    rows::{Sql, nothing, row, sql},
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
        key(
            "a holder of another record's pursuit",
            nothing(),
            holder_of("open", "ana").but("holders", "organization_id", "I"),
        ),
        key(
            "a name neither shown nor withheld",
            nothing(),
            row(
                "name_choices",
                "organization_id=D, pursuit_id=open, person_id=rosa, choice=perhaps, chosen_at=1",
            ),
        ),
        key(
            "one microcredential pursued twice at once",
            running("new", "fay"),
            running("again", "fay"),
        ),
        key("a pursuit run by somebody who doesn't hold it", nothing(), running("open", "ana")),
        key(
            "another microcredential run than there is",
            nothing(),
            running("new", "fay").but("running_pursuits", "microcredential_id", "none"),
        ),
        key("one draft shared twice", shared("sd8"), shared("sd9")),
        key("a first submission that is opened", nothing(), opening(1)),
        key(
            "a submission opened of another record's pursuit",
            nothing(),
            opening(2).but("openings", "organization_id", "I"),
        ),
        key(
            "a version of another record's microcredential",
            nothing(),
            version(2).but("microcredential_versions", "organization_id", "D"),
        ),
        key("a version before the first", nothing(), version(0)),
        key("a publication before the first", nothing(), publication(0)),
        key(
            "a publication of another record's microcredential",
            nothing(),
            publication(2).but("publications", "organization_id", "D"),
        ),
        key(
            "two microcredentials under one slug",
            nothing(),
            row("microcredentials", "organization_id=D, id=m9, slug=wait-time, made_at=1"),
        ),
        key(
            "two stacks under one slug",
            nothing(),
            row(
                "stacks",
                "organization_id=D, id=st9, slug=talk, title=t, document=d, digest=g, kept_at=1",
            ),
        ),
        key(
            "two frameworks under one slug",
            nothing(),
            row(
                "frameworks",
                "organization_id=D, id=f9, slug=clusters, title=t, document=d, digest=g, kept_at=1",
            ),
        ),
        key(
            "an item of another record's framework",
            nothing(),
            row(
                "framework_items",
                "organization_id=D, framework_id=f, code=9z, name=n, position=9",
            ),
        ),
        key(
            "an entry of another record's version",
            nothing(),
            entry("other").but("catalog_entries", "organization_id", "D"),
        ),
        key(
            "two entries under one slug",
            nothing(),
            entry("other").but("catalog_entries", "slug", "wait-time"),
        ),
        key(
            "a facet of no entry",
            nothing(),
            row(
                "catalog_facets",
                "organization_id=I, microcredential_id=other, facet=tag, value=film",
            ),
        ),
    ]
}

fn running(pursuit: &str, person: &str) -> Sql {
    row(
        "running_pursuits",
        &format!(
            "organization_id=D, pursuit_id={pursuit}, person_id={person}, issuer_id=I, microcredential_id=m, begun_at=10"
        ),
    )
}

fn shared(id: &str) -> Sql {
    row(
        "shared_drafts",
        &format!(
            "organization_id=D, id={id}, pursuit_id=open, place=one, coach_id=coach, shared_by=rosa, shared_at=1"
        ),
    )
}

fn opening(number: i64) -> Sql {
    row(
        "openings",
        &format!(
            "organization_id=D, pursuit_id=open, submission_number={number}, criterion=A, opened_at=50"
        ),
    )
}

fn version(number: i64) -> Sql {
    row(
        "microcredential_versions",
        &format!(
            "organization_id=I, id=v9, microcredential_id=m, number={number}, title=t, document=d, digest=g, \
             rubric_digest=rubric, reviews_min=2, imported_at=1"
        ),
    )
}

fn publication(number: i64) -> Sql {
    row(
        "publications",
        &format!("organization_id=I, microcredential_id=m, number={number}, published_at=2"),
    )
}

fn entry(microcredential: &str) -> Sql {
    row(
        "catalog_entries",
        &format!(
            "organization_id=I, microcredential_id={microcredential}, version_id=v1, slug=another, title=t, summary=s, \
             minutes=1, reviews_min=2, words=w, listed_at=1"
        ),
    )
}
