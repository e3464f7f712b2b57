//! Microcredentials of the right shape, however strange their words.

use std::str::FromStr;

use indexmap::IndexMap;
use jiff::civil::date;
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::super::*;

/// Signs that mean something to YAML or to Markdown, and letters that are none of ours.
const STRANGE: &str =
    "[-a-z0-9:#\\[\\]{}&*!|>'\"%@`?,~\\\\/.éß—«  \u{a0}\u{2028}\u{85}\u{feff}🪨\t]{1,40}";

fn word<W>(pattern: &'static str) -> BoxedStrategy<W>
where
    W: FromStr + std::fmt::Debug + 'static,
    W::Err: std::fmt::Debug,
{
    pattern.prop_map(|it| it.trim().parse().unwrap_or_else(|_| "x".parse().unwrap())).boxed()
}

fn key() -> BoxedStrategy<Key> {
    prop_oneof![
        word("[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}"),
        select(vec!["null", "true", "no", "1", "1e3", "0x1f", "2027-06-30"])
            .prop_map(|it| it.parse().unwrap()),
    ]
    .boxed()
}

fn line() -> BoxedStrategy<Line> {
    prop_oneof![word("[A-Z][a-z ,.]{1,160}"), word(STRANGE)].boxed()
}

fn text() -> BoxedStrategy<Text> {
    let lines =
        vec(prop_oneof![STRANGE, "[a-z]{1,9}( {1,2}[a-z]{1,14}){0,30}", Just(String::new())], 1..5);
    // A line that begins with a mark of the format is a heading, and no passage holds one.
    let passage = prop_oneof![lines, vec(STRANGE, 1)].prop_map(|lines| {
        let text = lines.join("\n");
        let plain = |it: &&str| ["# ", "## ", "### "].iter().all(|mark| !it.starts_with(mark));
        let text: Vec<&str> = text.trim().lines().filter(plain).collect();
        text.join("\n").trim().parse().unwrap_or_else(|_| "x".parse().unwrap())
    });
    passage.boxed()
}

fn keys() -> BoxedStrategy<Vec<Key>> {
    vec(key(), 1..4).boxed()
}

fn between() -> BoxedStrategy<Between> {
    (0..200_u32, 0..5_000_u32).prop_map(|(from, more)| Between { from, to: from + more }).boxed()
}

fn prompts() -> BoxedStrategy<Vec<Prompt>> {
    vec((key(), text()).prop_map(|(key, prompt)| Prompt { key, prompt }), 1..3).boxed()
}

fn thinking() -> BoxedStrategy<Thinking> {
    (1..600_u32, prompts()).prop_map(|(minutes, prompts)| Thinking { minutes, prompts }).boxed()
}

fn question() -> BoxedStrategy<Question> {
    (key(), text(), between(), 1..600_u32, vec(key(), 0..2))
        .prop_map(|(key, prompt, words, minutes, criteria)| Question {
            key,
            prompt,
            words,
            minutes,
            criteria,
        })
        .boxed()
}

fn template() -> BoxedStrategy<Template> {
    let holds = select(vec![
        Holds::Text,
        Holds::Number,
        Holds::Minutes,
        Holds::Time,
        Holds::Day,
        Holds::Choice,
    ]);
    let column = (key(), line(), holds, vec(line(), 0..3))
        .prop_map(|(key, title, holds, choices)| Column { key, title, holds, choices });
    (line(), text(), vec(column, 1..3), between())
        .prop_map(|(title, instructions, columns, rows)| Template {
            title,
            instructions,
            columns,
            rows,
        })
        .boxed()
}

fn item() -> BoxedStrategy<Item> {
    let accepts = vec(select(vec![Accepted::File, Accepted::Link, Accepted::Text]), 0..3);
    let film = (between(), text()).prop_map(|(minutes, instead)| Film { minutes, instead });
    let what = (key(), line(), text(), accepts, between(), option::of(between()));
    (what, 1..3_000_u32, option::of(film), option::of(template()), keys())
        .prop_map(
            |(
                (key, title, instructions, accepts, pieces, words),
                minutes,
                film,
                template,
                criteria,
            )| {
                Item {
                    key,
                    title,
                    instructions,
                    accepts,
                    pieces,
                    words,
                    minutes,
                    film,
                    template,
                    criteria,
                }
            },
        )
        .boxed()
}

fn rubric() -> BoxedStrategy<Rubric> {
    let levels = vec((key(), line()).prop_map(|(key, name)| Level { key, name }), 2..4);
    let described = vec((key(), text()), 1..4).prop_map(IndexMap::from_iter);
    let criterion = (key(), line(), described, option::of(key()))
        .prop_map(|(key, title, levels, required)| Criterion { key, title, levels, required });
    (levels, key(), vec(criterion, 1..4))
        .prop_map(|(levels, required, criteria)| Rubric { levels, required, criteria })
        .boxed()
}

fn policy() -> BoxedStrategy<ReviewPolicy> {
    let preset = select(vec![
        Preset::TwoColleaguesAndAThird,
        Preset::NamedAdministrator,
        Preset::ObserversVisit,
        Preset::OutsidePool,
        Preset::Custom,
    ]);
    let from =
        select(vec![AssessorsFrom::Internal, AssessorsFrom::AnotherDistrict, AssessorsFrom::Mix]);
    (preset, 1..=3_u32, any::<[bool; 4]>(), from, option::of(key()), 1..=120_u32, option::of(key()))
        .prop_map(|(preset, reviews, flags, assessors, reviewer_role, days, approver_role)| {
            ReviewPolicy {
                preset,
                reviews,
                third_decides: flags[0],
                blind: flags[1],
                assessors,
                supervisor: if flags[2] { Supervisor::Excluded } else { Supervisor::Allowed },
                reviewer_role,
                days,
                pace: Pace::Whole,
                award: if flags[3] { AwardedBy::Rule } else { AwardedBy::Approver },
                approver_role,
            }
        })
        .boxed()
}

fn resource() -> BoxedStrategy<Resource> {
    let kind = select(vec![
        ResourceKind::Research,
        ResourceKind::Reading,
        ResourceKind::Video,
        ResourceKind::Tool,
    ]);
    let url = option::of(
        "https://[a-z]{1,9}\\.org/[a-z#?=%&,:]{0,20}".prop_map(|it| it.parse().unwrap()),
    );
    (line(), kind, option::of(line()), option::of(line()), option::of(1800..2200_u32), url, text())
        .prop_map(|(title, kind, by, publisher, year, url, about)| Resource {
            title,
            kind,
            by,
            publisher,
            year,
            url,
            about,
        })
        .boxed()
}

fn parts() -> BoxedStrategy<(Overview, Evidence, Reflection)> {
    let overview = (keys(), vec(question(), 1..3))
        .prop_map(|(criteria, questions)| Overview { criteria, questions });
    let evidence = vec(item(), 1..3).prop_map(|items| Evidence { items });
    let reflection = (1..600_u32, prompts(), option::of(between()), option::of(between()), keys())
        .prop_map(|(minutes, prompts, words, recording_minutes, criteria)| Reflection {
            minutes,
            prompts,
            words,
            recording_minutes,
            criteria,
        });
    (overview, evidence, reflection).boxed()
}

fn aligned() -> BoxedStrategy<(Vec<Alignment>, Vec<LocalAlignment>)> {
    let alignment =
        (key(), vec(line(), 1..3)).prop_map(|(framework, codes)| Alignment { framework, codes });
    let plan =
        select(vec![LocalPlan::ImprovementPlan, LocalPlan::GraduateProfile, LocalPlan::Other]);
    let local = (plan, text()).prop_map(|(plan, note)| LocalAlignment { plan, note });
    (vec(alignment, 0..3), vec(local, 0..2)).boxed()
}

fn eligibility() -> BoxedStrategy<Eligibility> {
    let who = select(vec![
        Earner::Teacher,
        Earner::Specialist,
        Earner::Coach,
        Earner::InstructionalAssistant,
        Earner::Administrator,
    ]);
    (vec(who, 0..3), option::of(text())).prop_map(|(who, note)| Eligibility { who, note }).boxed()
}

fn key_method() -> BoxedStrategy<KeyMethod> {
    let component = (line(), text()).prop_map(|(title, text)| Component { title, text });
    (text(), vec(component, 1..3))
        .prop_map(|(text, components)| KeyMethod { text, components })
        .boxed()
}

pub fn microcredential() -> BoxedStrategy<Microcredential> {
    let activity = (key(), line(), 1..6_000_u32, text())
        .prop_map(|(key, title, minutes, about)| Activity { key, title, minutes, about });
    let origin = (line(), key()).prop_map(|(issuer, slug)| Origin {
        issuer,
        slug,
        digest: digest(b"").parse().unwrap(),
    });
    let top = (key(), line(), option::of(key()), text(), option::of(text()), between(), between());
    let standing = (vec(key(), 0..3), eligibility(), vec(key(), 0..2), aligned());
    let learning =
        (vec(text(), 1..3), vec(text(), 1..3), vec(resource(), 1..3), vec(activity, 1..3));
    let shown = (option::of(thinking()), parts(), option::of(thinking()), rubric(), policy());
    let end = (
        option::of(1..=240_u32),
        any::<bool>(),
        option::of(line()),
        option::of(line()),
        option::of(origin),
    );
    let prose = (text(), key_method(), text(), text(), text(), option::of(text()));
    (top, standing, learning, shown, end, prose)
        .prop_map(|(top, standing, learning, shown, end, prose)| Microcredential {
            cairn: Format::First,
            slug: top.0,
            title: top.1,
            stack: top.2,
            summary: top.3,
            version_note: top.4,
            hours: top.5,
            weeks: top.6,
            tags: standing.0,
            eligibility: standing.1,
            prerequisites: standing.2,
            alignments: standing.3.0,
            local_alignments: standing.3.1,
            learning_targets: learning.0,
            success_criteria: learning.1,
            resources: learning.2,
            activities: learning.3,
            pre_reflection: shown.0,
            part_1: shown.1.0,
            part_2: shown.1.1,
            part_3: shown.1.2,
            post_reflection: shown.2,
            rubric: shown.3,
            review: shown.4,
            valid_for_months: end.0,
            next_look_on: end.1.then_some(Day(date(2027, 6, 30))),
            credits: end.2,
            license: end.3,
            based_on: end.4,
            competency: prose.0,
            key_method: prose.1,
            change_in_practice: prose.2,
            change_for_students: prose.3,
            research: prose.4,
            support: prose.5,
        })
        .boxed()
}
