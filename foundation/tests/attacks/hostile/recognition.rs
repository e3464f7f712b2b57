use crate::{
    attack::{Attack, guard, key},
    good::{answer, claim},
    people_do::*,
    rows::{Sql, nothing, row},
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
        key(
            "a claim on an approval that it doesn't name",
            earned(),
            on("ask-rosa").but("claims", "preapproval_answer", "NULL"),
        ),
        key(
            "a claim on a no that it names",
            earned().then(asked("ask-9", "rosa", "m", "y")).then(said("ask-9", "lead", 3).but(
                "preapproval_answers",
                "answer",
                "no",
            )),
            on("ask-9").but("claims", "preapproval_answer", "no"),
        ),
        key(
            "an approval that is neither yes nor no",
            nothing(),
            said("ask-open", "lead", 6).but("preapproval_answers", "answer", "perhaps"),
        ),
        key("an answer to another record's request", nothing(), said("none", "lead", 6)),
        key(
            "an approval for another record's reason",
            nothing(),
            said("ask-open", "lead", 6).but("preapproval_answers", "reason_id", "issuers"),
        ),
        key(
            "a request about a microcredential that isn't there",
            nothing(),
            asked("ask-9", "rosa", "none", "y"),
        ),
        key(
            "a request under another record's policy",
            nothing(),
            asked("ask-9", "rosa", "m", "none"),
        ),
        key(
            "a request for another record's reason",
            nothing(),
            asked("ask-9", "rosa", "m", "y").but("preapprovals", "why_id", "issuers"),
        ),
        key(
            "a claim answered with perhaps",
            claim(),
            answer("perhaps").but("claim_answers", "reason_id", "reason"),
        ),
        key("an answer to another record's claim", nothing(), answer("accepted")),
        key(
            "a refusal for another record's reason",
            claim(),
            answer("refused").but("claim_answers", "reason_id", "issuers"),
        ),
        key("a policy's number twice", nothing(), policy(2)),
        key("a policy before the first", nothing(), policy(0)),
        key(
            "one class with two amounts",
            nothing(),
            new_rule().but("recognition_rules", "class", "B").but(
                "recognition_rules",
                "unit",
                "points",
            ),
        ),
        key(
            "a rule of another record's policy",
            nothing(),
            new_rule().but("recognition_rules", "policy_id", "none"),
        ),
        key(
            "a rule for now and then",
            nothing(),
            new_rule().but("recognition_rules", "each_year", "sometimes"),
        ),
        key(
            "a rule that asks somebody sometime",
            nothing(),
            new_rule().but("recognition_rules", "approval", "maybe"),
        ),
        key("a class of no microcredential", nothing(), classification("y2", "none")),
        key("a class under another record's policy", nothing(), classification("none", "other")),
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

fn policy(number: i64) -> Sql {
    row(
        "recognition_policies",
        &format!(
            "organization_id=D, id=y9, slug=pay, number={number}, document=d, digest=g, made_at=1"
        ),
    )
}

fn new_rule() -> Sql {
    row(
        "recognition_rules",
        "organization_id=D, id=u9, policy_id=y2, class=C, unit=cents, amount=1, each_year=once, approval=not_needed, \
         account=pay",
    )
}

fn classification(policy: &str, microcredential: &str) -> Sql {
    row(
        "classifications",
        &format!(
            "organization_id=D, policy_id={policy}, issuer_id=I, microcredential_id={microcredential}, class=B"
        ),
    )
}
