//! Passwords: long rather than odd, and kept only as what argon2id makes of them.

use std::sync::LazyLock;

use anyhow::anyhow;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use foundation::Result;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::Refusal;

/// One that somebody chose, and that the rules let through.
pub struct Password(String);

/// What is kept of it: argon2id, with its salt and cost, in PHC form.
pub struct Hash(pub(crate) String);

/// As NIST SP 800-63B asks where nothing but the password is asked for: length, and no rule about
/// kinds of characters.
const SHORTEST: usize = 12;
/// Enough for any sentence; hashing longer ones would be a way to keep us busy.
const LONGEST: usize = 200;

/// Each hash takes 19 MiB while it is made: no more than this many at once.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

impl Password {
    pub fn choose(typed: String) -> Result<Password, Refusal> {
        match typed.chars().count() {
            length if length < SHORTEST => Err(Refusal::PasswordTooShort),
            length if length > LONGEST => Err(Refusal::PasswordTooLong),
            _ if is_common(&typed.to_lowercase()) => Err(Refusal::PasswordTooCommon),
            _ => Ok(Password(typed)),
        }
    }

    /// Slow on purpose: never inside a transaction.
    pub async fn hash(self) -> Result<Hash> {
        let _turn = AT_ONCE.acquire().await.expect("it is never closed");
        let hash = spawn_blocking(move || hash(&self.0)).await.map_err(anyhow::Error::from)?;
        Ok(Hash(hash?))
    }
}

/// Is this the password? Takes as long where there is none to compare with.
pub(crate) async fn matches(typed: String, kept: Option<String>) -> Result<bool> {
    if typed.chars().count() > LONGEST {
        return Ok(false);
    }
    let _turn = AT_ONCE.acquire().await.expect("it is never closed");
    let compare = move || {
        // Made for the first who comes, whoever that is.
        let nobody_s = NOBODY_S.as_str();
        let there = kept.is_some();
        let kept = kept.as_deref().unwrap_or(nobody_s);
        let kept = PasswordHash::new(kept).map_err(|_| anyhow!("a kept password isn't one"))?;
        Ok(Argon2::default().verify_password(typed.as_bytes(), &kept).is_ok() && there)
    };
    spawn_blocking(compare).await.map_err(anyhow::Error::from)?
}

static NOBODY_S: LazyLock<String> =
    LazyLock::new(|| hash("nobody has this one").expect("it is short enough"));

fn hash(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|why| anyhow!("a password wasn't hashed: {why}"))?.to_string())
}

fn is_common(lowercase: &str) -> bool {
    COMMONEST.contains(&lowercase) || is_run(lowercase)
}

/// "aaaaaaaaaaaa", "123456789012", "abcabcabcabc": a few characters over and over, or in a row.
fn is_run(text: &str) -> bool {
    let letters: Vec<u32> = text.chars().map(u32::from).collect();
    let repeats = |period: usize| letters.iter().zip(&letters[period..]).all(|(a, b)| a == b);
    let counts =
        |step: i64| letters.windows(2).all(|two| i64::from(two[1]) - i64::from(two[0]) == step);
    (1..=4).any(repeats) || counts(1) || counts(-1)
}

/// The first that others would try, of those that are long enough.
const COMMONEST: [&str; 40] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789012345",
    "1234567890123456",
    "0123456789012",
    "012345678910",
    "123456789101",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiop[]",
    "qwertyuiopasdfghjkl",
    "qwerty123456",
    "qwertyqwerty",
    "qwerty12345678",
    "asdfghjkl123",
    "asdfghjkl;'#",
    "zxcvbnm12345",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "mypassword123",
    "changeme1234",
    "letmeinplease",
    "welcome12345",
    "administrator",
    "administrator1",
    "iloveyou1234",
    "iloveyouiloveyou",
    "correcthorsebatterystaple",
    "correct horse battery staple",
    "teacher12345",
    "school123456",
    "football1234",
    "baseball1234",
    "sunshine1234",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_is_enough_and_common_is_not() {
        let choose = |typed: &str| Password::choose(typed.into()).map(|_| ());
        assert_eq!(choose("stones upon stones"), Ok(()));
        assert_eq!(choose("elf Zeichen"), Err(Refusal::PasswordTooShort));
        assert_eq!(choose(&"long ".repeat(41)), Err(Refusal::PasswordTooLong));
        assert_eq!(choose("Password1234"), Err(Refusal::PasswordTooCommon));
        assert_eq!(choose("aaaaaaaaaaaaaa"), Err(Refusal::PasswordTooCommon));
        assert_eq!(choose("abcdefghijklm"), Err(Refusal::PasswordTooCommon));
        assert_eq!(choose("hahahahahahaha"), Err(Refusal::PasswordTooCommon));
        assert_eq!(choose("ふるいけやかわずとびこむ"), Ok(()));
    }

    #[tokio::test]
    async fn a_password_is_known_again_by_what_is_kept() {
        let kept = Password::choose("stones upon stones".into()).unwrap().hash().await.unwrap().0;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("stones upon stones".into(), Some(kept.clone())).await.unwrap());
        assert!(!matches("stones upon stone".into(), Some(kept)).await.unwrap());
        assert!(!matches("nobody has this one".into(), None).await.unwrap());
    }
}
