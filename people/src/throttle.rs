//! How often may be tried: by account, by where it comes from, and by both together.
//!
//! Whoever guesses from one place shuts out that place, and the owner still signs in from another. A
//! window begins with its first try and ends whatever comes after, so nobody is shut out for good.

use std::net::IpAddr;

use foundation::{App, Result, Tx, time, web::ClientAddress};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use crate::{Refusal, store};

/// How many tries in how long.
#[derive(Debug, Clone, Copy)]
struct Limit {
    name: &'static str,
    tries: i64,
    window: SignedDuration,
}

/// Enough for a bad memory, too few for a guesser.
const GUESSES_FROM_HERE: Limit =
    Limit { name: "guess from here", tries: 5, window: SignedDuration::from_mins(15) };
/// Against many machines that guess at one account.
const GUESSES_AT_ALL: Limit =
    Limit { name: "guess", tries: 30, window: SignedDuration::from_hours(1) };
/// Against one machine that guesses at many accounts; a whole school may share an address.
const GUESSES_BY_ONE: Limit =
    Limit { name: "guess by", tries: 100, window: SignedDuration::from_mins(15) };
/// Nobody's mailbox is filled by us.
const LETTERS_TO: Limit =
    Limit { name: "letter to", tries: 3, window: SignedDuration::from_hours(1) };
const LETTERS_BY_ONE: Limit =
    Limit { name: "letter by", tries: 20, window: SignedDuration::from_hours(1) };
/// A host registers once; a machine that fills our list is stopped.
const HOSTS_BY_ONE: Limit =
    Limit { name: "host by", tries: 20, window: SignedDuration::from_hours(1) };
/// Nobody has us ask the web for them all day.
const LOOKS_ELSEWHERE: Limit =
    Limit { name: "look elsewhere", tries: 30, window: SignedDuration::from_mins(15) };

/// What one try is counted as.
pub struct Tries(Vec<(Limit, String)>);

impl Tries {
    /// Guessing somebody's password.
    pub(crate) fn guess(account: &str, from: ClientAddress) -> Tries {
        let client = client(from);
        let mut tries = vec![
            bucket(GUESSES_FROM_HERE, &format!("{account} {client}")),
            bucket(GUESSES_AT_ALL, account),
        ];
        if from.0.is_some() {
            tries.push(bucket(GUESSES_BY_ONE, &client));
        }
        Tries(tries)
    }

    /// Having us write to somebody.
    pub(crate) fn letter(to: &str, from: ClientAddress) -> Tries {
        let mut tries = vec![bucket(LETTERS_TO, to)];
        if from.0.is_some() {
            tries.push(bucket(LETTERS_BY_ONE, &client(from)));
        }
        Tries(tries)
    }

    /// Registering another program that people may connect.
    pub fn host(from: ClientAddress) -> Tries {
        Tries(vec![bucket(HOSTS_BY_ONE, &client(from))])
    }

    /// Having us fetch something from elsewhere.
    pub fn elsewhere(from: ClientAddress) -> Tries {
        Tries(vec![bucket(LOOKS_ELSEWHERE, &client(from))])
    }

    /// Counts this try before it is made, so that a hundred at once are a hundred. One that is
    /// refused here doesn't count there: from one place nobody uses up the whole account's tries.
    pub async fn count(&self, app: &App) -> Result<()> {
        let mut tx = app.begin().await?;
        let mut refused = None;
        for (limit, bucket) in &self.0 {
            let (tries, since) = store::throttles::count(&mut tx, bucket, limit.window).await?;
            if tries > limit.tries {
                refused = Some(since + limit.window);
                break;
            }
        }
        tx.commit().await?;
        let Some(until) = refused else { return Ok(()) };
        let zone = time::zone(&app.site().time_zone);
        Err(Refusal::TooOften { after: time::time_of_day(until, &zone) }.into())
    }

    /// The owner has shown that the mailbox is theirs: no guess at this account counts any more.
    pub(crate) async fn forget(&self, tx: &mut Tx) -> Result<()> {
        for (limit, bucket) in &self.0 {
            if limit.name != GUESSES_BY_ONE.name {
                store::throttles::clear(tx, bucket).await?;
            }
        }
        Ok(())
    }

    /// It was the owner: this try counts for nothing.
    pub(crate) async fn forgive(&self, tx: &mut Tx) -> Result<()> {
        let buckets: Vec<&str> = self.0.iter().map(|(_, bucket)| bucket.as_str()).collect();
        store::throttles::take_back(tx, &buckets).await
    }
}

/// A provider gives each customer 2⁶⁴ addresses of version 6: they are one.
fn client(from: ClientAddress) -> String {
    match from.0 {
        None => "unknown".into(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => format!("{:x?}", &address.segments()[..4]),
        },
    }
}

/// Addresses are kept in one place alone, and this isn't it.
fn bucket(limit: Limit, what: &str) -> (Limit, String) {
    let name = limit.name;
    (limit, format!("{name}: {}", hex::encode(Sha256::digest(what))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_s_addresses_of_version_6_are_one() {
        let of = |text: &str| client(ClientAddress(Some(text.parse().unwrap())));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.1"), of("10.0.0.1"));
    }
}
