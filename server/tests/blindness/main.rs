//! Words are planted wherever a name, a school, a file or its author enters. Then every byte that
//! those who review are sent, from the first letter to after the last decision, every letter, and the
//! log are searched for them: as they are, in other encodings, and inside what is packed.
#![allow(clippy::unwrap_used)] // what stories do

#[path = "../common/mod.rs"]
mod common;

mod log;
mod search;
mod story;
mod walk;

use people::testing::World;
use search::{Needles, found};
use story::{ASSESSORS, HERS, Told, other_letters, told};

/// The third assessor and the second submission included.
#[tokio::test]
async fn those_who_review_are_sent_nothing_of_whose_it_is() {
    let Told { sent, .. } = told().await;
    assert_eq!(sent.len(), ASSESSORS.len());
    for (assessor, bytes) in &sent {
        assert!(bytes.len() > 40, "{assessor} was sent {} answers", bytes.len());
        assert!(bytes.iter().any(|it| it.what.contains("/files/")), "{assessor} opened no file");
        let others = ASSESSORS.iter().filter(|it| !assessor.starts_with(**it));
        let needles = Needles::of(HERS.iter().chain(others));
        for answer in bytes {
            let told = found(&needles, &answer.bytes);
            assert!(told.is_empty(), "{assessor} reads {told:?} in {}", answer.what);
        }
    }
}

#[tokio::test]
async fn letters_show_nothing_on_a_locked_screen_and_tell_assessors_nothing() {
    let Told { world, sent, .. } = told().await;
    other_letters(&world).await;
    let letters = letters(&world).await;
    let kinds: std::collections::BTreeSet<_> = letters.iter().map(|it| it.kind.as_str()).collect();
    assert!(kinds.len() >= 12, "{kinds:?}");
    let people = HERS.iter().chain(&ASSESSORS).chain(&["Hyacinth", "Persimmon", "Archibald"]);
    let shown = Needles::of(people.chain(&OUTCOMES).chain(&TITLES));
    for letter in &letters {
        let told = found(&shown, letter.subject.as_bytes());
        assert!(told.is_empty(), "{}: {:?} tells {told:?}", letter.kind, letter.subject);
        let reviews = sent.keys().any(|name| letter.address.starts_with(&name.to_lowercase()));
        if reviews || letter.address.starts_with("leonora") {
            let told = found(&Needles::of(HERS), letter.body.as_bytes());
            assert!(told.is_empty(), "{} tells {told:?}: {}", letter.kind, letter.body);
        }
    }
}

#[tokio::test]
async fn the_log_quotes_nobody() {
    let Told { logged, .. } = told().await;
    assert!(logged.contains("a fault"), "nothing was logged, so nothing is shown");
    let written = ["Nineteen fourth", "three seconds", "It is there", "Show it once more"];
    let needles = Needles::of(HERS.iter().chain(&ASSESSORS).chain(&written));
    let told = found(&needles, logged.as_bytes());
    assert!(told.is_empty(), "{told:?} in the log:\n{logged}");
}

/// The search itself finds what is hidden in any of these ways.
#[test]
fn nothing_is_found_because_it_isnt_there() {
    use evidence::testing::samples;
    let needles = Needles::of(["Quillfeather"]);
    let utf16: Vec<u8> = "Quillfeather".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (how, bytes) in [
        ("as it is", b"by QUILLFEATHER.".to_vec()),
        ("in UTF-16", utf16),
        ("in base64", b"data:text/plain;base64,SSBhbSBRdWlsbGZlYXRoZXIu".to_vec()),
        ("percent-encoded", b"%51uill%66eather".to_vec()),
        ("by numbers", b"&#81;uillfeat&#x68;er".to_vec()),
        ("in hexadecimal", b"<5175696C6C66656174686572>".to_vec()),
        ("in a picture", samples::jpeg("Quillfeather")),
        ("packed in a picture", samples::png("Quillfeather")),
        ("in a document", samples::pdf("Quillfeather")),
    ] {
        assert!(!found(&needles, &bytes).is_empty(), "{how}");
        assert!(found(&Needles::of(["Thistlewood"]), &bytes).is_empty(), "{how}");
    }
}

const OUTCOMES: [&str; 7] =
    ["demonstrated", "not yet", "awarded", "earned", "accepted", "refused", "revoked"];
const TITLES: [&str; 2] = ["Three seconds", "three-seconds"];

#[derive(sqlx::FromRow)]
struct Kept {
    kind: String,
    address: String,
    subject: String,
    body: String,
}

async fn letters(world: &World) -> Vec<Kept> {
    let mut read = world.app.read().await.unwrap();
    let select = "SELECT kind, address, subject, body FROM letters ORDER BY written_at, id";
    sqlx::query_as(select).fetch_all(&mut *read).await.unwrap()
}
