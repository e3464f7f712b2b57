//! The ledger: one row moves an amount from one account to another, and names the row before it.

use foundation::Id;
use jiff::Timestamp;
use people::{Organization, Person};
use sha2::{Digest, Sha256};

use crate::{
    Claim,
    policy::{Each, Unit, worth},
};

/// A row of an organization's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub organization: Id<Organization>,
    /// A chain can end, and another go on; so far, each organization is in its first.
    pub epoch: i64,
    pub sequence: i64,
    /// The hash of the row before; none for the first.
    pub previous_hash: Option<String>,
    pub unit: Unit,
    pub from_account: String,
    pub to_account: String,
    pub amount: i64,
    pub effect_key: String,
    pub effective_on: String,
    pub school_year: String,
    pub acted_by: Id<Person>,
    pub recorded_at: Timestamp,
    /// The claim that it posts.
    pub claim: Option<Id<Claim>>,
}

/// An entry as it is kept: with its hash, and what its claim's rule says.
#[derive(Debug, Clone)]
pub struct Posted {
    pub entry: Entry,
    pub hash: String,
    pub each: Each,
    /// Whose claim it is.
    pub person: Option<Id<Person>>,
}

impl Posted {
    /// "$400 a year"
    pub fn worth(&self) -> String {
        worth(self.entry.unit, self.entry.amount, self.each)
    }
}

/// The account that is somebody's own.
pub fn account_of(person: Id<Person>) -> String {
    format!("person {person}")
}

impl Entry {
    /// SHA-256 over every field, each with its length, after the hash of the row before.
    pub fn hash(&self) -> String {
        let mut digest = Sha256::new();
        let (organization, epoch) = (self.organization.to_string(), self.epoch.to_string());
        let (sequence, amount) = (self.sequence.to_string(), self.amount.to_string());
        let (acted_by, claim) = (self.acted_by.to_string(), self.claim.map(|it| it.to_string()));
        let at = self.recorded_at.as_microsecond().to_string();
        let fields = [
            self.previous_hash.as_deref().unwrap_or_default(),
            &organization,
            &epoch,
            &sequence,
            self.unit.name(),
            &self.from_account,
            &self.to_account,
            &amount,
            &self.effect_key,
            &self.effective_on,
            &self.school_year,
            &acted_by,
            &at,
            claim.as_deref().unwrap_or_default(),
        ];
        for field in fields {
            digest.update((field.len() as u64).to_be_bytes());
            digest.update(field);
        }
        hex::encode(digest.finalize())
    }
}

/// How far a chain was read, from its first row on, a part at a time.
#[derive(Debug, Default)]
pub struct ReadSoFar {
    /// Sequence and hash of the last row that follows.
    last: Option<(i64, String)>,
}

impl ReadSoFar {
    /// How many rows follow, each from the one before.
    pub fn entries(&self) -> i64 {
        self.last.as_ref().map_or(0, |(sequence, _)| *sequence)
    }

    /// Reads on. The sequence of the first row that doesn't follow from the one before, if there is one.
    pub fn broken<'a>(
        &mut self,
        part: impl IntoIterator<Item = (&'a Entry, &'a str)>,
    ) -> Option<i64> {
        for (entry, hash) in part {
            let before = self.last.as_ref().map(|(_, hash)| hash.as_str());
            let next = entry.sequence == self.entries() + 1;
            if !next || entry.previous_hash.as_deref() != before || entry.hash() != hash {
                return Some(entry.sequence);
            }
            self.last = Some((entry.sequence, hash.to_owned()));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(sequence: i64, previous_hash: Option<String>) -> Entry {
        // The same ids each time, so that only what a test changes differs.
        const SOMEBODY: &str = "0197a9e0-0000-7000-8000-000000000001";
        Entry {
            organization: SOMEBODY.parse().unwrap(),
            epoch: 1,
            sequence,
            previous_hash,
            unit: Unit::Cents,
            from_account: "base-pay".into(),
            to_account: "person".into(),
            amount: 40_000,
            effect_key: format!("claim {sequence}"),
            effective_on: "2027-07-01".into(),
            school_year: "2027–28".into(),
            acted_by: SOMEBODY.parse().unwrap(),
            recorded_at: Timestamp::UNIX_EPOCH,
            claim: None,
        }
    }

    fn chain(rows: i64) -> Vec<(Entry, String)> {
        let mut chain: Vec<(Entry, String)> = vec![];
        for sequence in 1..=rows {
            let entry = entry(sequence, chain.last().map(|(_, hash)| hash.clone()));
            let hash = entry.hash();
            chain.push((entry, hash));
        }
        chain
    }

    #[test]
    fn a_chain_stands_until_a_row_is_changed_left_out_or_moved() {
        let broken = |chain: &[(Entry, String)]| {
            let mut read = ReadSoFar::default();
            let mut parts = chain.chunks(2);
            parts.find_map(|it| read.broken(it.iter().map(|(entry, hash)| (entry, hash.as_str()))))
        };
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
