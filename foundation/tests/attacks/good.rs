//! What people really do, and the guards must let through.

use crate::{
    attack::{Good, good},
    people_do::*,
    rows::{row, sql},
};

pub fn all() -> Vec<Good> {
    vec![
        good("two agree, and it is awarded", decided().then(OPEN.award("rosa"))),
        good(
            "a host that was let in is shut out, and swept",
            sql(
                "UPDATE hosts SET used_at = 5; UPDATE permissions SET used_at = 5;
                 UPDATE host_tokens SET used_at = 5 WHERE used_at IS NULL; DELETE FROM host_tokens;
                 DELETE FROM permissions; DELETE FROM hosts;",
            ),
        ),
        good(
            "what another issued comes anew, and goes",
            sql(
                "UPDATE credentials_elsewhere SET body = '{1}', kept_at = 5; DELETE FROM credentials_elsewhere;
                 UPDATE profiles SET document = '{1}', kept_at = 5; DELETE FROM profiles;",
            ),
        ),
        good(
            "a wallet takes what it was offered",
            row("wallet_offers", "code_digest=wc2, person_id=rosa, credential_id=cr, tries=0, ends_at=99").then(sql(
                "UPDATE wallet_offers SET tries = 1, used_at = 5, token_digest = 'wt2', token_ends_at = 9
                 WHERE code_digest = 'wc2'; DELETE FROM wallet_offers; DELETE FROM wallet_nonces;",
            )),
        ),
        good(
            "two differ, a third decides",
            differed()
                .then(OPEN.review("adjudicator", "cho", &[DEMONSTRATED, WELL]))
                .then(OPEN.decision(["demonstrated", "not_yet"], Some("demonstrated"), [DEMONSTRATED, WELL]))
                .then(OPEN.award("rosa")),
        ),
        good(
            "a third says not yet",
            differed()
                .then(OPEN.review("adjudicator", "cho", &[PARTLY, PARTLY]))
                .then(OPEN.decision(["demonstrated", "not_yet"], Some("not_yet"), [PARTLY, PARTLY])),
        ),
        good(
            "both say not yet of different criteria",
            OPEN.review("1", "ana", &[DEMONSTRATED, PARTLY])
                .then(OPEN.review("2", "ben", &[PARTLY, DEMONSTRATED]))
                .then(OPEN.decision(["not_yet"; 2], None, [PARTLY; 2])),
        ),
        good(
            "demonstrated at two levels, the lower stands",
            OPEN.review("1", "ana", &[DEMONSTRATED, WELL])
                .then(OPEN.review("2", "ben", &[DEMONSTRATED, DEMONSTRATED]))
                .then(agreed_decision()),
        ),
        good(
            "shown again, carried, decided, awarded",
            shown_again()
                .then(AGAIN.convened())
                .then(AGAIN.review("1", "ana", &[DEMONSTRATED]))
                .then(AGAIN.review("2", "ben", &[DEMONSTRATED]))
                .then(AGAIN.decision(["demonstrated"; 2], None, [DEMONSTRATED; 2]))
                .then(AGAIN.award("fay")),
        ),
        good(
            "an appeal by two others, and it is awarded",
            APPEAL
                .convened()
                .then(APPEAL.review("1", "cho", &[DEMONSTRATED, DEMONSTRATED]))
                .then(APPEAL.review("2", "kim", &[DEMONSTRATED, DEMONSTRATED]))
                .then(APPEAL.decision(["demonstrated"; 2], None, [DEMONSTRATED; 2]))
                .then(APPEAL.award("fay")),
        ),
        good(
            "whoever knows her leaves the seat, and another takes it",
            OPEN.seat("1", "ana")
                .then(sql("UPDATE seats SET left_at = 32, left_because = 'knows_them' WHERE panel_id = 'p-open' AND left_at IS NULL"))
                .then(exclusion("open", "ana", 32))
                .then(OPEN.seat("1", "cho").but("seats", "turn", "3")),
        ),
        good("an exclusion after the review, for next time", agreed().then(exclusion("open", "ana", 75)).then(agreed_decision())),
        good("the named reviewer reviews", named().then(by_named("cho"))),
        good("the first submission", submission("new", "fay", 1, ("fays", "k8"), &["A", "B"])),
        good("a second holder joins", holder_of("new", "gus")),
        good("a pursuit is touched, then withdrawn", sql("UPDATE pursuits SET touched_at = 40 WHERE id = 'open'").then(withdrawn("open"))),
        good("a sealed file is destroyed", sql("UPDATE contents SET body = NULL, salt = NULL, object_key = NULL, file_name = NULL, destroyed_at = 50 WHERE id = 'file'")),
        good("a draft is saved, then sealed", sql("UPDATE contents SET body = 'More', revision = 2, saved_at = 41 WHERE id = 'draft'").then(sql("UPDATE contents SET salt = 's', commitment = 'k', sealed_at = 42 WHERE id = 'draft'"))),
        good("a hold, released, then destroyed", sql("UPDATE contents SET held_at = 40 WHERE id = 'words'").then(sql("UPDATE contents SET held_at = NULL WHERE id = 'words'")).then(sql("UPDATE contents SET salt = NULL, body = NULL, destroyed_at = 41 WHERE id = 'words'"))),
        good("locking a sealed row", sql("UPDATE contents SET saved_at = saved_at WHERE id IN ('words', 'ended')")),
        good("an account is merged", merged("dan", "ben")),
        good("an account with others merged into it is merged", merged("ana", "ben")),
        good("an address moves to the account that stays", merged("rosa", "dee").then(sql("UPDATE email_addresses SET person_id = 'dee', confirmed_at = 9 WHERE person_id = 'rosa'"))),
        good("a school moves", sql("UPDATE organizations SET parent_id = 'I', name = 'New' WHERE id = 'S'")),
        good("a key is retired and its private half destroyed", sql("UPDATE organization_keys SET ends_at = 70, sealed_key = NULL WHERE id = 'k1'")),
        good("an appointment ends", sql("UPDATE appointments SET ends_at = 40")),
        good("the ledger goes on", entry(2, 'b')),
        good("a new epoch", entry(1, 'b').but("ledger_entries", "epoch", "2").but("ledger_entries", "previous_sequence", "NULL").but("ledger_entries", "previous_hash", "NULL")),
        good("a claim of hours", claim()),
        good("a refusal with its reason", claim().then(answer("refused").but("claim_answers", "reason_id", "reason"))),
        good("a second edition", edition()),
        good("a second edition as a JWT", edition().then(jwt())),
        good("evidence is shown", shown()),
        good("twice the same, by its row count", {
            let again = "INSERT INTO holders (organization_id, pursuit_id, person_id, joined_at) VALUES ('D', 'open', 'rosa', 99) ON CONFLICT DO NOTHING";
            sql(again).then(sql("INSERT INTO disclosures (organization_id, submission_id, person_id, what, seen_at) VALUES ('D', 's-earned', 'lead', 'findings', 99) ON CONFLICT DO NOTHING"))
                .then(sql("INSERT INTO awards (organization_id, id, custodian_id, pursuit_id, person_id, panel_id, outcome, awarded_at) VALUES ('I', 'w9', 'D', 'earned', 'dee', 'p-earned', 'demonstrated', 99) ON CONFLICT DO NOTHING"))
        }),
        good("signing out", sql("DELETE FROM sessions")),
        good("a session slides on", sql("UPDATE sessions SET seen_at = 2, ends_at = 100")),
        good("a job waits again", sql("UPDATE jobs SET tries = 2, due_at = 9, taken_until = NULL, last_error = 'x'")),
        good("a new version of the policy", row("recognition_rules", "organization_id=D, id=u3, policy_id=y2, class=C, unit=cents, amount=20000, each_year=yearly, approval=not_needed, account=pay")),
    ]
}

/// The next entry; each hash is one letter, 64 times.
pub fn entry(sequence: i64, hash: char) -> crate::rows::Sql {
    let hash = hash.to_string().repeat(64);
    let before = "1".repeat(64);
    row(
        "ledger_entries",
        &format!(
            "organization_id=D, epoch=1, sequence={sequence}, previous_sequence={}, previous_hash={before}, hash={hash}, unit=cents, \
         from_account=budget, to_account=dee, amount=100, effect_key=key {sequence}, effective_on=2027-07-01, school_year=2027, \
         acted_by=office, recorded_at=70",
            sequence - 1
        ),
    )
}

/// Dee claims hours, which need no approval.
pub fn claim() -> crate::rows::Sql {
    row(
        "claims",
        "organization_id=D, id=c2, issuer_id=I, award_id=w, person_id=dee, policy_id=y, rule_id=uh, unit=hours, amount=300, \
        effective_on=2027-07-01, school_year=2027, claimed_at=65",
    )
}

pub fn answer(answer: &str) -> crate::rows::Sql {
    row(
        "claim_answers",
        &format!(
            "organization_id=D, claim_id=c2, answer={answer}, answered_by=office, answered_at=66"
        ),
    )
}

pub fn edition() -> crate::rows::Sql {
    row(
        "credential_editions",
        "organization_id=I, credential_id=cr, edition=2, document={}, digest=g2, key_id=k1, signed_at=70",
    )
}

/// Of the second edition.
pub fn jwt() -> crate::rows::Sql {
    row(
        "credential_jwts",
        "organization_id=I, credential_id=cr, edition=2, jwt=e30.e30., key_id=k1, made_at=71",
    )
}

pub fn shown() -> crate::rows::Sql {
    row(
        "shown_evidence",
        "organization_id=I, id=sh2, credential_id=cr, custodian_id=D, content_id=dees, title=One, chosen_at=70",
    )
}
