use crate::{
    attack::{Attack, guard, key},
    rows::{nothing, row, sql},
};

fn update(id: &str, set: &str) -> crate::rows::Sql {
    sql(format!("UPDATE contents SET {set} WHERE id = '{id}'"))
}

pub fn attacks() -> Vec<Attack> {
    let destroyed =
        "salt = NULL, body = NULL, object_key = NULL, file_name = NULL, destroyed_at = 50";
    vec![
        guard("contents_once_sealed", nothing(), update("words", "body = 'Something better.'")),
        guard("contents_once_sealed", nothing(), update("words", "commitment = 'k99'")),
        guard("contents_once_sealed", nothing(), update("words", "salt = 's99'")),
        guard("contents_once_sealed", nothing(), update("file", "object_key = 'objects/2'")),
        guard(
            "contents_once_sealed",
            nothing(),
            update("words", "sealed_at = NULL, commitment = NULL"),
        ),
        guard("contents_once_sealed", nothing(), update("words", "sealed_at = 31")),
        // What looks like nothing isn't the same as nothing.
        guard("contents_once_sealed", nothing(), update("words", "object_key = ''")),
        guard(
            "contents_once_sealed",
            nothing(),
            update("words", &format!("{destroyed}, commitment = 'k99'")),
        ),
        guard("contents_once_destroyed", nothing(), update("ended", "destroyed_at = NULL")),
        guard("contents_once_destroyed", nothing(), update("ended", "destroyed_at = 41")),
        guard("contents_once_destroyed", nothing(), update("ended", "held_at = 41")),
        guard(
            "contents_once_destroyed",
            nothing(),
            update("ended", "destroyed_at = NULL, body = 'Back again', salt = 's'"),
        ),
        guard("contents_under_hold", nothing(), update("held", destroyed)),
        guard(
            "contents_under_hold",
            nothing(),
            update("held", &format!("held_at = NULL, {destroyed}")),
        ),
        key(
            "half destroyed",
            nothing(),
            row(
                "contents",
                "organization_id=D, id=c9, owner_id=rosa, kind=words, body=still here, revision=1, saved_at=1, \
                 destroyed_at=2",
            ),
        ),
        key(
            "sealed without its salt",
            nothing(),
            row(
                "contents",
                "organization_id=D, id=c9, owner_id=rosa, kind=words, body=x, commitment=k, revision=1, saved_at=1, \
                 sealed_at=2",
            ),
        ),
        key(
            "words of no organization",
            nothing(),
            row(
                "contents",
                "organization_id=NULL, id=c9, owner_id=rosa, kind=words, body=x, revision=1, saved_at=1",
            ),
        ),
        key(
            "a look at another record's words",
            nothing(),
            row(
                "looks",
                "organization_id=I, content_id=words, person_id=ana, looked_at=40, why=review",
            ),
        ),
        key(
            "a grant of another record's words",
            nothing(),
            row("grants", "organization_id=I, content_id=words, person_id=ana, until=99"),
        ),
        key(
            "a commitment to what isn't sealed",
            nothing(),
            row(
                "contents",
                "organization_id=D, id=c9, owner_id=rosa, kind=words, body=x, commitment=k, revision=1, saved_at=1",
            ),
        ),
        key(
            "neither words nor a file",
            nothing(),
            row(
                "contents",
                "organization_id=D, id=c9, owner_id=rosa, kind=rumor, body=x, revision=1, saved_at=1",
            ),
        ),
    ]
}
