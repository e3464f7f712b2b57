//! Whole documents, right and wrong.

use proptest::prelude::*;

use super::*;

mod arbitrary;

const WAIT_TIME: &str =
    include_str!("../../../../samples/lakeshore-university/wait-time-and-questioning.md");
const WRONG: &str = include_str!("tests/wrong.md");

fn wait_time() -> Microcredential {
    sample(WAIT_TIME)
}

fn sample(text: &str) -> Microcredential {
    read(text.as_bytes(), &Known::default()).unwrap_or_else(|told| panic!("{told}"))
}

fn schema_of<T: Kind>() -> String {
    serde_json::to_string_pretty(&json_schema::<T>()).unwrap()
}

fn told(text: &str) -> String {
    read::<Microcredential>(text.as_bytes(), &Known::default())
        .expect_err("something is wrong with it")
        .to_string()
}

#[test]
fn every_problem_of_a_document_is_told_at_once() {
    insta::assert_snapshot!(told(WRONG));
}

#[test]
fn what_was_read_can_be_written_and_is_the_same() {
    let it = wait_time();
    assert_eq!(sample(&write(&it)), it);
}

#[test]
fn what_is_written_reads_well() {
    insta::assert_snapshot!(write(&wait_time()));
}

#[test]
fn the_schema_is_published() {
    insta::assert_snapshot!("microcredential", schema_of::<Microcredential>());
    insta::assert_snapshot!("stack", schema_of::<Stack>());
    insta::assert_snapshot!("framework", schema_of::<Framework>());
    insta::assert_snapshot!("issuer", schema_of::<Issuer>());
}

#[test]
fn one_slip_is_told_once() {
    assert_eq!(
        told(&WAIT_TIME.replace("\nsummary:", "\nsumary:")),
        "6:1: `sumary` isn't known here. Did you mean `summary`?\n"
    );
}

#[test]
fn text_that_is_no_yaml_is_told_with_its_line() {
    let told = told(&WAIT_TIME.replace("\ntitle: Wait time", "\ntitle: Wait: time"));
    assert!(told.starts_with("4:12: This can't be read as YAML: "), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn aliases_anchors_and_tags_are_refused() {
    let told = told(
        &WAIT_TIME
            .replace("\ncredits: ", "\ncredits: &a !!str ")
            .replace("\nlicense: CC-BY-4.0", "\nlicense: *a"),
    );
    assert!(told.contains("Anchors (`&name`) aren't used here."), "{told}");
    assert!(told.contains("Tags (`!name`) aren't used here."), "{told}");
    assert!(told.contains("This refers to something elsewhere."), "{told}");
}

#[test]
fn nothing_is_nested_without_end() {
    told(&WAIT_TIME.replace("\nlicense: ", &format!("\nlicense: {}", "[".repeat(50_000))));
    told(&WAIT_TIME.replace("\nlicense: ", &format!("\nlicense: {}", "- ".repeat(50_000))));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_mean_nothing() {
    let text = format!("\u{feff}{}", WAIT_TIME.replace('\n', "\r\n"));
    assert_eq!(sample(&text), wait_time());
}

#[test]
fn frameworks_are_asked_where_they_are_given() {
    let text = include_bytes!("../../../../samples/frameworks/fft-clusters.yaml");
    let frameworks = [read::<Framework>(text, &Known::default()).unwrap()];
    let known = Known { frameworks: Some(&frameworks), ..Known::default() };
    let told = read::<Microcredential>(WAIT_TIME.as_bytes(), &known).unwrap_err().to_string();
    insta::assert_snapshot!(told);
}

#[test]
fn versions_with_the_same_rubric_share_its_digest() {
    let first = wait_time();
    let mended = sample(&WAIT_TIME.replace("ordinary stretch", "usual stretch"));
    assert_ne!(digest(write(&first).as_bytes()), digest(write(&mended).as_bytes()));
    assert_eq!(first.rubric.digest(), mended.rubric.digest());
    let broken_elsewhere = sample(&write(&first));
    assert_eq!(first.rubric.digest(), broken_elsewhere.rubric.digest());
    let stricter = sample(&WAIT_TIME.replace("At least four of six", "At least five of six"));
    assert_ne!(first.rubric.digest(), stricter.rubric.digest());
}

#[test]
fn a_criterion_knows_what_it_judges_and_when_it_is_demonstrated() {
    let it = wait_time();
    let items: Vec<&str> = it.part_2.items.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(items, ["question-plan", "lesson-talk", "tally"]);
    assert!(
        matches!(it.judged_by("waiting")[..], [Judged::Item(a), Judged::Item(b)] if *a == "lesson-talk" && *b == "tally")
    );
    assert_eq!(it.judged_by("overview"), [Judged::Part1]);
    assert!(it.rubric.demonstrated("waiting", "demonstrated"));
    assert!(!it.rubric.demonstrated("waiting", "partly"));
    assert!(!it.rubric.demonstrated("overview", "partly"), "it isn't described there");
    assert!(!it.rubric.demonstrated("nothing", "demonstrated"));
}

#[test]
fn a_document_says_what_it_is() {
    assert_eq!(kind(WAIT_TIME.as_bytes()).as_deref(), Some("microcredential"));
    assert_eq!(kind(b"cairn: stack/1\n").as_deref(), Some("stack"));
    assert_eq!(kind(b"\xff"), None);
}

#[test]
fn the_vocabulary_of_tags_is_read() {
    assert_eq!(tag("student-work").unwrap().name, "Asks for student work");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn model_to_document_to_model_is_the_identity(it in arbitrary::microcredential()) {
        let text = write(&it);
        let mut reading = Reading::of::<Microcredential>(text.as_bytes()).unwrap();
        let again: Option<Microcredential> = reading.model();
        prop_assert!(reading.problems.is_empty(), "{}\n{text}", reading.problems);
        prop_assert_eq!(again, Some(it), "{}", text);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read::<Microcredential>(&bytes, &Known::default());
        let _ = read::<Framework>(&bytes, &Known::default());
    }

    #[test]
    fn no_change_makes_it_panic(
        at in any::<prop::sample::Index>(),
        cut in 0..40_usize,
        put in "[-:\\[\\]{}&*!|>'\"%@`#?,a0\n\t ]{0,12}",
    ) {
        let mut text: Vec<char> = WAIT_TIME.chars().collect();
        let at = at.index(text.len());
        let end = (at + cut).min(text.len());
        text.splice(at..end, put.chars());
        let text: String = text.into_iter().collect();
        if let Err(told) = read::<Microcredential>(text.as_bytes(), &Known::default()) {
            prop_assert!(!told.is_empty());
            let lines = text.lines().count();
            prop_assert!(told.iter().all(|it| (1..=lines + 1).contains(&it.at.line)), "{told}");
        }
    }
}
