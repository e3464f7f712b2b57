//! The ledger: one row moves an amount from one account to another, and names the row before it.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A row of an organization's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub sequence: i64,
    /// The hash of the row before; none for the first.
    pub previous_hash: Option<String>,
    pub unit: String,
    pub from_account: String,
    pub to_account: String,
    pub amount: i64,
    pub effect_key: String,
    pub effective_on: String,
    pub school_year: String,
    pub acted_by: String,
    pub recorded_at: Timestamp,
}

impl Entry {
    /// SHA-256 over every field, each with its length, after the hash of the row before.
    pub fn hash(&self) -> String {
        let mut digest = Sha256::new();
        let (sequence, amount) = (self.sequence.to_string(), self.amount.to_string());
        let at = self.recorded_at.as_microsecond().to_string();
        let fields = [
            self.previous_hash.as_deref().unwrap_or_default(),
            &sequence,
            &self.unit,
            &self.from_account,
            &self.to_account,
            &amount,
            &self.effect_key,
            &self.effective_on,
            &self.school_year,
            &self.acted_by,
            &at,
        ];
        for field in fields {
            digest.update((field.len() as u64).to_be_bytes());
            digest.update(field);
        }
        hex::encode(digest.finalize())
    }
}

/// The sequence of the first row that doesn't follow from the one before, if there is one.
pub fn broken(chain: &[(Entry, String)]) -> Option<i64> {
    let mut before: Option<&str> = None;
    for (at, (entry, hash)) in (1..).zip(chain) {
        let follows = entry.sequence == at && entry.previous_hash.as_deref() == before;
        if !follows || entry.hash() != *hash {
            return Some(entry.sequence);
        }
        before = Some(hash);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(rows: i64) -> Vec<(Entry, String)> {
        let mut chain: Vec<(Entry, String)> = vec![];
        for sequence in 1..=rows {
            let entry = Entry {
                sequence,
                previous_hash: chain.last().map(|(_, hash)| hash.clone()),
                unit: "cents".into(),
                from_account: "base-pay".into(),
                to_account: "person".into(),
                amount: 40_000,
                effect_key: format!("claim {sequence}"),
                effective_on: "2027-07-01".into(),
                school_year: "2027–28".into(),
                acted_by: "noor".into(),
                recorded_at: Timestamp::UNIX_EPOCH,
            };
            let hash = entry.hash();
            chain.push((entry, hash));
        }
        chain
    }

    #[test]
    fn a_chain_stands_until_a_row_is_changed_left_out_or_moved() {
        assert_eq!(broken(&chain(3)), None);
        let mut changed = chain(3);
        changed[1].0.amount = 1;
        assert_eq!(broken(&changed), Some(2));
        let mut left_out = chain(3);
        left_out.remove(1);
        assert_eq!(broken(&left_out), Some(3));
    }

    #[test]
    fn words_can_t_slide_from_one_field_to_the_next() {
        let (mut a, mut b) = (chain(1).remove(0).0, chain(1).remove(0).0);
        (a.from_account, a.to_account) = ("ab".into(), "c".into());
        (b.from_account, b.to_account) = ("a".into(), "bc".into());
        assert_ne!(a.hash(), b.hash());
    }
}
