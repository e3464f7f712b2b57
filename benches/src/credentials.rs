//! What is signed in the measurements: a credential that says much, and one that says little.

use jiff::Timestamp;
use openbadges::model::{
    Achievement, AchievementCredential, AchievementSubject, Alignment, BitstringStatusListEntry,
    Criteria, Evidence, IdentityObject, Profile, Result, ResultDescription, RubricCriterionLevel,
};

const PLACE: &str = "https://credentials.example.org";

/// With a rubric of five criteria and four levels each, the results, alignments and evidence.
pub fn rich(issuer: &str, number: usize) -> String {
    let criterion = |at: usize| format!("{PLACE}/catalog/wait-time#criterion-{at}");
    let mut achievement = Achievement::new(
        format!("{PLACE}/catalog/wait-time#version-2"),
        "Wait time and questioning",
        "Gives all students time to think before anyone answers, and asks what opens a discussion.",
        Criteria::narrative(
            "Two recordings of a discussion, a plan, and a reflection on what students said.\n\
             Scored by two colleagues who don't know of each other's findings.",
        )
        .id(format!("{PLACE}/catalog/wait-time")),
    )
    .achievement_type("MicroCredential")
    .in_language("en-US")
    .version("2")
    .tag("discussion")
    .tag("questioning");
    for at in 0..4 {
        let url = format!("https://frameworks.example/teaching/3b/{at}");
        achievement = achievement.alignment(
            Alignment::new(format!("3b.{at} Using questioning and discussion"), url)
                .code(format!("3b.{at}"))
                .framework("Framework for Teaching")
                .target_type("CFItem"),
        );
    }
    for at in 0..5 {
        let id = criterion(at);
        let level = |level: usize| {
            RubricCriterionLevel::new(
                format!("{id}-{level}"),
                ["Not yet", "Partly", "Shown", "More"][level],
            )
            .level(level.to_string())
            .description(format!(
                "At level {level}, what the recordings show of criterion {at}: who speaks, for \
                     how long, and what the teacher does in the three seconds after a question."
            ))
        };
        let required = format!("{id}-2");
        achievement = achievement.result_description(ResultDescription::rubric_criterion(
            &id,
            format!("Criterion {at}: gives time to think"),
            (0..4).map(level).collect(),
            required,
        ));
    }
    let mut subject = AchievementSubject::new(achievement)
        .id(format!("{PLACE}/subjects/{}", id(number + 1)))
        .identifier(IdentityObject::email(&format!("teacher{number}@schools.example"), "b2a1c9"))
        .narrative("Two independent reviews, neither knowing the other, found it demonstrated.");
    for at in 0..5 {
        let level = format!("{}-{}", criterion(at), 2 + (number + at) % 2);
        subject = subject.result(Result::level(criterion(at), level).status("Completed"));
    }
    let place = format!("{PLACE}/credentials/{}", id(number));
    let mut credential = AchievementCredential::new(
        &place,
        "Wait time and questioning",
        Profile::new(issuer).name("Lakeside School District").url(PLACE),
        awarded(number),
        subject,
    )
    .awarded(awarded(number))
    .status(BitstringStatusListEntry::revocation(format!("{PLACE}/status/1"), number % 131_072));
    for piece in 0..2 {
        credential = credential.evidence(
            Evidence::new(format!("Discussion {piece} of class {}", number % 97))
                .at(format!("{place}/evidence/{}", id(number + piece)))
                .sha256(&[number as u8; 32]),
        );
    }
    credential.to_value().to_string()
}

/// No more than Open Badges asks.
pub fn minimal(issuer: &str, number: usize) -> String {
    let achievement = Achievement::new(
        format!("{PLACE}/catalog/wait-time"),
        "Wait time",
        "Gives students time to think after a question.",
        Criteria::narrative("Two recordings and a reflection."),
    );
    let subject =
        AchievementSubject::new(achievement).id(format!("{PLACE}/subjects/{}", id(number)));
    let place = format!("{PLACE}/credentials/{}", id(number));
    let issuer = Profile::new(issuer).name("Lakeside School District");
    let credential =
        AchievementCredential::new(place, "Wait time", issuer, awarded(number), subject);
    credential.to_value().to_string()
}

/// As different from its neighbor as a random one.
fn id(number: usize) -> String {
    let mixed = (number as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    let hex = format!("{mixed:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn awarded(number: usize) -> Timestamp {
    let second = 1_780_000_000 + number as i64 * 61;
    Timestamp::from_second(second).expect("it is a second of this century")
}
