//! E-mail addresses: by them people sign in, and letters reach them.

use std::fmt;

use foundation::{Id, Result, Tx};

use crate::{Person, Refusal, store};

/// An address that mail can be sent to, in the one spelling that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads what was typed. Only ASCII: what few mail servers take would be lost on the way.
    pub fn read(typed: &str) -> Result<Address, Refusal> {
        let address = typed.trim().to_ascii_lowercase();
        let (local, domain) = address.rsplit_once('@').ok_or(Refusal::NotAnAddress)?;
        let sound = address.len() <= 254
            && local.len() <= 64
            && local.split('.').all(is_atom)
            && domain.contains('.')
            && domain.split('.').all(is_label);
        if sound { Ok(Address(address)) } else { Err(Refusal::NotAnAddress) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An address that somebody has shown to be theirs; their first is where letters go. False if it is
/// another's.
pub async fn add_address(tx: &mut Tx, person: Id<Person>, address: &Address) -> Result<bool> {
    if !store::addresses::keep(tx, person, address).await? {
        return Ok(false);
    }
    if store::addresses::main(tx, &[person]).await?.is_empty() {
        store::addresses::make_main(tx, person, address).await?;
    }
    Ok(true)
}

fn is_atom(text: &str) -> bool {
    let special = |it: char| "!#$%&'*+-/=?^_`{|}~".contains(it);
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || special(it))
}

fn is_label(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 63
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        let read = |typed| Address::read(typed).map(|it| it.0);
        assert_eq!(
            read(" Rosa.Diaz@Maple-Ridge.K12.PA.US ").unwrap(),
            "rosa.diaz@maple-ridge.k12.pa.us"
        );
        assert_eq!(read("o'neil+pd@example.org").unwrap(), "o'neil+pd@example.org");
    }

    #[test]
    fn what_mail_can_t_be_sent_to_is_no_address() {
        let wrong =
            ["", "rosa", "rosa@", "@example.org", "rosa@example", "a@b@c.org x", "a..b@c.org"];
        assert!(wrong.iter().all(|typed| Address::read(typed).is_err()));
        let hostile =
            ["rosa@example.org\r\nBcc: all@example.org", "\"a b\"@c.org", "a@-b.org", "ж@c.org"];
        assert!(hostile.iter().all(|typed| Address::read(typed).is_err()));
    }
}
