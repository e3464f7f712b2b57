use crate::{
    attack::{Attack, guard, key},
    good::{answer, claim, entry},
    rows::{Sql, nothing, sql},
};

pub fn attacks() -> Vec<Attack> {
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
            "a claim that it says nothing more of",
            nothing(),
            of_claim(second.clone(), "c", "40000", "cents").but(
                "ledger_entries",
                "claim_answer",
                "NULL",
            ),
        ),
        key(
            "a claim that it says was refused",
            claim().then(answer("refused").but("claim_answers", "reason_id", "reason")),
            of_claim(second.clone(), "c2", "300", "hours").but(
                "ledger_entries",
                "claim_answer",
                "refused",
            ),
        ),
        key(
            "an entry before the first",
            nothing(),
            entry(0, 'b').but("ledger_entries", "previous_sequence", "NULL").but(
                "ledger_entries",
                "previous_hash",
                "NULL",
            ),
        ),
        key("an epoch before the first", nothing(), epoch(0)),
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
