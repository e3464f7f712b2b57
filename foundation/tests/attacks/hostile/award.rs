use crate::{
    attack::{Attack, guard, key},
    good::{edition, jwt, shown},
    people_do::*,
    rows::{Sql, nothing, row},
};

fn award() -> Sql {
    OPEN.award("rosa")
}

pub fn attacks() -> Vec<Attack> {
    let not_yet = OPEN
        .review("1", "ana", &[DEMONSTRATED, PARTLY])
        .then(OPEN.review("2", "ben", &[DEMONSTRATED, PARTLY]))
        .then(OPEN.decision(["not_yet"; 2], None, [DEMONSTRATED, PARTLY]));
    let overturned = OPEN_APPEAL
        .convened()
        .then(OPEN_APPEAL.review("1", "cho", &[PARTLY, PARTLY]))
        .then(OPEN_APPEAL.review("2", "kim", &[PARTLY, PARTLY]))
        .then(OPEN_APPEAL.decision(["not_yet"; 2], None, [PARTLY; 2]));
    let reviewer_holds = crate::rows::sql(
        "INSERT INTO holders (organization_id, pursuit_id, person_id, joined_at) VALUES ('D', 'open', 'gus', 10)",
    );
    vec![
        guard("awards_on_a_withdrawn_pursuit", decided().then(withdrawn("open")), award()),
        guard("awards_without_a_standing_decision", nothing(), award()),
        guard("awards_without_a_standing_decision", agreed(), award()),
        guard("awards_without_a_standing_decision", not_yet.clone(), award()),
        guard("awards_without_a_standing_decision", decided().then(overturned), award()),
        guard(
            "awards_without_a_standing_decision",
            decided(),
            award().but("awards", "awarded_at", "79"),
        ),
        guard("awards_on_reviews_not_independent", decided().then(merged("ben", "ana")), award()),
        guard("awards_on_reviews_not_independent", decided().then(merged("ben", "rosa")), award()),
        guard("awards_on_reviews_not_independent", decided().then(merged("rosa", "ben")), award()),
        guard(
            "awards_to_one_human_twice",
            reviewer_holds.clone().then(decided()).then(award()).then(merged("gus", "rosa")),
            OPEN.award("gus"),
        ),
        guard(
            "awards_approved_by_a_holder",
            decided(),
            award().but("awards", "approved_by", "rosa2"),
        ),
        key("an award without a review", nothing(), award()),
        key("an award on reviews without a decision", agreed(), award()),
        key("an award on not yet", not_yet.clone(), award()),
        key("an award that says not yet", not_yet, award().but("awards", "outcome", "not_yet")),
        key("an award twice", decided().then(award()), award().but("awards", "id", "w9")),
        key("an award to someone else", decided(), OPEN.award("ana")),
        key("an award by another issuer", decided(), award().but("awards", "organization_id", "D")),
        key(
            "an award for another pursuit",
            decided(),
            award().but("awards", "pursuit_id", "again").but("awards", "person_id", "fay"),
        ),
        guard(
            "credential_editions_out_of_turn",
            nothing(),
            edition().but("credential_editions", "edition", "3"),
        ),
        guard(
            "credential_editions_once_revoked",
            nothing(),
            edition().but("credential_editions", "credential_id", "cr-deb"),
        ),
        guard(
            "credential_editions_under_a_key_of_another_time",
            nothing(),
            edition().but("credential_editions", "key_id", "k0"),
        ),
        guard(
            "credential_editions_under_a_key_of_another_time",
            nothing(),
            edition().but("credential_editions", "signed_at", "9"),
        ),
        key("an edition twice", nothing(), edition().but("credential_editions", "edition", "1")),
        key(
            "an edition signed with another issuer's key",
            nothing(),
            edition().but("credential_editions", "key_id", "k9"),
        ),
        guard(
            "credential_jwts_once_revoked",
            nothing(),
            jwt().but("credential_jwts", "credential_id", "cr-deb").but(
                "credential_jwts",
                "edition",
                "1",
            ),
        ),
        guard(
            "credential_jwts_under_a_key_of_another_time",
            edition(),
            jwt().but("credential_jwts", "key_id", "k0"),
        ),
        guard(
            "credential_jwts_under_a_key_of_another_time",
            edition(),
            jwt().but("credential_jwts", "made_at", "9"),
        ),
        key("a JWT twice", nothing(), jwt().but("credential_jwts", "edition", "1")),
        key("a JWT of no edition", nothing(), jwt()),
        key(
            "a JWT signed with another issuer's key",
            edition(),
            jwt().but("credential_jwts", "key_id", "k9"),
        ),
        key(
            "two credentials on one place of the list",
            decided().then(award()),
            credential().but("credentials", "status_index", "7"),
        ),
        key(
            "two credentials of one award",
            nothing(),
            credential().but("credentials", "award_id", "w"),
        ),
        key(
            "revoked twice",
            nothing(),
            row(
                "revocations",
                "organization_id=I, credential_id=cr-deb, reason_id=issuers, revoked_by=lead, revoked_at=99",
            ),
        ),
        guard(
            "shown_evidence_of_another_pursuit",
            nothing(),
            shown().but("shown_evidence", "content_id", "words"),
        ),
        key(
            "an edition before the first",
            nothing(),
            edition().but("credential_editions", "edition", "0"),
        ),
        key(
            "an edition of another record's credential",
            nothing(),
            edition().but("credential_editions", "credential_id", "none"),
        ),
        key(
            "two credentials under one subject",
            decided().then(award()),
            credential().but("credentials", "subject_id", "subject"),
        ),
        key(
            "a place before the list",
            decided().then(award()),
            credential().but("credentials", "status_index", "-1"),
        ),
        key(
            "a place on another issuer's list",
            decided().then(award()),
            credential().but("credentials", "status_list_id", "none"),
        ),
        key("a credential of no award", nothing(), credential()),
        key(
            "revoked for another record's reason",
            nothing(),
            revocation("cr").but("revocations", "reason_id", "reason"),
        ),
        key("another record's credential revoked", nothing(), revocation("none")),
        key(
            "another record's words shown",
            nothing(),
            shown().but("shown_evidence", "content_id", "issuers"),
        ),
        key(
            "evidence shown for no credential",
            nothing(),
            shown().but("shown_evidence", "credential_id", "none"),
        ),
        key("shown twice", shown(), shown().but("shown_evidence", "id", "sh9")),
    ]
}

const OPEN_APPEAL: Panel = Panel { id: "p-open-appeal", kind: "appeal", ..OPEN };

fn revocation(credential: &str) -> Sql {
    row(
        "revocations",
        &format!(
            "organization_id=I, credential_id={credential}, reason_id=issuers, revoked_by=lead, revoked_at=99"
        ),
    )
}

fn credential() -> Sql {
    row(
        "credentials",
        "organization_id=I, id=cr9, award_id=w-open-rosa, subject_id=subject 9, salt=s, status_list_id=list, \
         status_index=9, made_at=90",
    )
}
