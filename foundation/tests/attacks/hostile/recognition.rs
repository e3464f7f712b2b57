use crate::{
    attack::{Attack, guard, key},
    good::{answer, claim, entry},
    people_do::*,
    rows::{Sql, nothing, row, sql},
};

/// Rosa earned it too, and claims pay.
fn earned() -> Sql {
    decided().then(OPEN.award("rosa"))
}

fn pay() -> Sql {
    row(
        "claims",
        "organization_id=D, id=c9, issuer_id=I, award_id=w-open-rosa, person_id=rosa, policy_id=y, rule_id=u, unit=cents, \
         amount=40000, preapproval_id=ask-rosa, preapproval_answer=yes, effective_on=2027-07-01, school_year=2027, \
         claimed_at=95",
    )
}

fn on(preapproval: &str) -> Sql {
    pay().but("claims", "preapproval_id", preapproval)
}

fn said(preapproval: &str, by: &str, at: i64) -> Sql {
    row(
        "preapproval_answers",
        &format!(
            "organization_id=D, preapproval_id={preapproval}, answer=yes, answered_by={by}, answered_at={at}"
        ),
    )
}

fn asked(id: &str, person: &str, microcredential: &str, policy: &str) -> Sql {
    row(
        "preapprovals",
        &format!(
            "organization_id=D, id={id}, person_id={person}, issuer_id=I, microcredential_id={microcredential}, \
             policy_id={policy}, approver_id=lead, asked_at=2"
        ),
    )
}

pub fn attacks() -> Vec<Attack> {
    let mut attacks = claims();
    attacks.extend(ledger());
    attacks
}

fn claims() -> Vec<Attack> {
    let rule = row(
        "recognition_rules",
        "organization_id=D, id=u9, policy_id=y, class=B, unit=points, amount=999, each_year=once, approval=not_needed, \
         account=points",
    );
    let class = row(
        "classifications",
        "organization_id=D, policy_id=y, issuer_id=I, microcredential_id=other, class=B",
    );
    vec![
        guard("recognition_rules_of_a_policy_in_use", nothing(), rule.clone()),
        guard("classifications_of_a_policy_in_use", nothing(), class),
        key("a rule of nothing", nothing(), rule.clone().but("recognition_rules", "amount", "0")),
        key(
            "a rule of a part of a cent",
            nothing(),
            rule.but("recognition_rules", "amount", "1.5"),
        ),
        guard("preapproval_answers_to_oneself", nothing(), said("ask-open", "dee", 6)),
        guard("preapproval_answers_before_the_question", nothing(), said("ask-open", "lead", 4)),
        key("an approval answered twice", nothing(), said("ask", "office", 7)),
        guard(
            "claims_on_a_revoked_credential",
            nothing(),
            claim().but("claims", "award_id", "w-deb").but("claims", "person_id", "deb"),
        ),
        guard(
            "claims_under_another_class",
            nothing(),
            claim()
                .but("claims", "rule_id", "uc")
                .but("claims", "unit", "points")
                .but("claims", "amount", "100"),
        ),
        guard(
            "claims_without_approval_before_the_start",
            earned(),
            on("NULL").but("claims", "preapproval_answer", "NULL"),
        ),
        guard(
            "claims_on_approval_for_someone_else",
            earned().then(asked("ask-dee", "dee", "m", "y")).then(said("ask-dee", "lead", 3)),
            on("ask-dee"),
        ),
        guard(
            "claims_on_approval_for_something_else",
            earned().then(asked("ask-9", "rosa", "other", "y")).then(said("ask-9", "lead", 3)),
            on("ask-9"),
        ),
        guard(
            "claims_on_approval_for_something_else",
            earned().then(asked("ask-9", "rosa", "m", "y2")).then(said("ask-9", "lead", 3)),
            on("ask-9"),
        ),
        guard(
            "claims_on_approval_after_the_start",
            earned().then(asked("ask-9", "rosa", "m", "y")).then(said("ask-9", "lead", 11)),
            on("ask-9"),
        ),
        key(
            "a claim on an unanswered request",
            earned().then(asked("ask-9", "rosa", "m", "y")),
            on("ask-9"),
        ),
        key(
            "a claim on a no",
            earned().then(asked("ask-9", "rosa", "m", "y")).then(said("ask-9", "lead", 3).but(
                "preapproval_answers",
                "answer",
                "no",
            )),
            on("ask-9"),
        ),
        key("a claim for someone else's award", earned(), pay().but("claims", "person_id", "dee")),
        key(
            "a claim of another amount than the rule's",
            nothing(),
            claim().but("claims", "amount", "99999"),
        ),
        key(
            "a claim by a rule of another policy",
            nothing(),
            claim().but("claims", "policy_id", "y2"),
        ),
        key("a claim twice", claim(), claim().but("claims", "id", "c8")),
        key(
            "one approval for two claims",
            nothing(),
            claim()
                .but("claims", "rule_id", "u")
                .but("claims", "unit", "cents")
                .but("claims", "amount", "40000")
                .but("claims", "preapproval_id", "ask")
                .but("claims", "preapproval_answer", "yes")
                .but("claims", "award_id", "w-deb")
                .but("claims", "person_id", "deb"),
        ),
        guard(
            "claim_answers_to_oneself",
            claim(),
            answer("accepted").but("claim_answers", "answered_by", "dee"),
        ),
        key(
            "a claim answered twice",
            nothing(),
            answer("refused").but("claim_answers", "claim_id", "c").but(
                "claim_answers",
                "reason_id",
                "reason",
            ),
        ),
        key("a refusal without its reason", claim(), answer("refused")),
    ]
}

fn ledger() -> Vec<Attack> {
    let second = entry(2, 'b');
    let elsewhere = "c".repeat(64);
    let upsert = sql(
        "INSERT INTO ledger_entries (organization_id, epoch, sequence, hash, unit, from_account, to_account, amount,
           effect_key, effective_on, school_year, acted_by, recorded_at)
         SELECT organization_id, epoch, sequence, hash, unit, from_account, to_account, amount,
           effect_key, effective_on, school_year, acted_by, recorded_at FROM ledger_entries WHERE sequence = 1
         ON CONFLICT (organization_id, epoch, sequence) DO UPDATE SET amount = 1",
    );
    vec![
        guard(
            "ledger_entries_off_the_chain",
            nothing(),
            second.clone().but("ledger_entries", "previous_hash", &elsewhere),
        ),
        guard("ledger_entries_off_the_chain", nothing(), entry(4, 'b')),
        guard("ledger_entries_beside_the_chain", nothing(), epoch(3)),
        guard("ledger_entries_beside_the_chain", epoch(2), second.clone()),
        key(
            "an entry off the chain",
            nothing(),
            second.clone().but("ledger_entries", "previous_hash", &elsewhere),
        ),
        key("a gap", nothing(), entry(4, 'b')),
        key("a fork", second.clone(), entry(2, 'c').but("ledger_entries", "effect_key", "another")),
        key(
            "an entry that names none before it",
            nothing(),
            second.clone().but("ledger_entries", "previous_hash", "NULL"),
        ),
        key(
            "a second beginning",
            nothing(),
            epoch(1).but("ledger_entries", "effect_key", "another"),
        ),
        key(
            "one effect twice",
            nothing(),
            second.clone().but("ledger_entries", "effect_key", "claim c 2027"),
        ),
        key("an amount of text", nothing(), second.clone().but("ledger_entries", "amount", "abc")),
        key(
            "an amount below nothing",
            nothing(),
            second.clone().but("ledger_entries", "amount", "-5"),
        ),
        key("a part of a cent", nothing(), second.clone().but("ledger_entries", "amount", "1.5")),
        key(
            "from one account to the same",
            nothing(),
            second.clone().but("ledger_entries", "to_account", "budget"),
        ),
        key("a hash too short", nothing(), second.clone().but("ledger_entries", "hash", "b")),
        key("a claim nobody accepted", claim(), of_claim(second.clone(), "c2", "300", "hours")),
        key(
            "a refused claim",
            claim().then(answer("refused").but("claim_answers", "reason_id", "reason")),
            of_claim(second.clone(), "c2", "300", "hours"),
        ),
        key(
            "another amount than claimed",
            nothing(),
            of_claim(second.clone(), "c", "40001", "cents"),
        ),
        guard(
            "ledger_entries_never_replaced",
            second.clone(),
            second.clone().but("ledger_entries", "amount", "999").replacing(),
        ),
        guard("ledger_entries_never_change", nothing(), upsert),
    ]
}

fn epoch(epoch: i64) -> Sql {
    entry(1, 'd')
        .but("ledger_entries", "epoch", &epoch.to_string())
        .but("ledger_entries", "previous_sequence", "NULL")
        .but("ledger_entries", "previous_hash", "NULL")
}

fn of_claim(entry: Sql, claim: &str, amount: &str, unit: &str) -> Sql {
    entry
        .but("ledger_entries", "claim_id", claim)
        .but("ledger_entries", "claim_answer", "accepted")
        .but("ledger_entries", "amount", amount)
        .but("ledger_entries", "unit", unit)
}
