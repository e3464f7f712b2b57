//! A rubric that can be scored with: every criterion judges something, can be reached and missed,
//! and looks different at each level.

use std::collections::{HashMap, HashSet};

use super::super::{
    Criterion, Key, Microcredential, Rubric,
    nearest::{did_you_mean, nearest},
    objections::Objections,
};

pub fn check(it: &Microcredential, say: &mut Objections) {
    let rubric = &it.rubric;
    named(it, say);
    if rubric.rank(rubric.required.as_str()).is_none() {
        no_level("rubric.required", &rubric.required, rubric, say);
    } else if rubric.rank(rubric.required.as_str()) == Some(0) {
        lowest("rubric.required", &rubric.required, say);
    }
    for (i, criterion) in rubric.criteria.iter().enumerate() {
        levels(&format!("rubric.criteria.{i}"), criterion, rubric, say);
    }
}

/// Where criteria are named.
const NAMED: &[&str] = &[
    "part_1.criteria.*",
    "part_1.questions.*.criteria.*",
    "part_2.items.*.criteria.*",
    "part_3.criteria.*",
];

/// Parts name criteria that are there, and each criterion is named.
fn named(it: &Microcredential, say: &mut Objections) {
    let mut lists: Vec<(String, &[Key])> = vec![("part_1.criteria".into(), &it.part_1.criteria)];
    let questions = it.part_1.questions.iter().enumerate();
    lists
        .extend(questions.map(|(i, it)| (format!("part_1.questions.{i}.criteria"), &*it.criteria)));
    let items = it.part_2.items.iter().enumerate();
    lists.extend(items.map(|(i, it)| (format!("part_2.items.{i}.criteria"), &*it.criteria)));
    lists.push(("part_3.criteria".into(), &it.part_3.criteria));

    let all = it.rubric.criteria.iter().map(|it| it.key.as_str());
    let there: HashSet<&str> = all.clone().collect();
    for (at, keys) in &lists {
        say.unique(at, "", keys.iter().map(AsRef::as_ref));
        for (i, key) in keys.iter().enumerate().filter(|(_, it)| !there.contains(it.as_str())) {
            let right = did_you_mean(key.as_str(), all.clone())
                .unwrap_or_else(|| "Add it to the rubric.".into());
            let what = format!("The rubric has no criterion `{key}`.");
            say.say_by(&["rubric.criteria.*.key"], format!("{at}.{i}"), what, right);
        }
    }
    // A slip counts as what was meant, so that it is told once.
    let judging: HashSet<&str> = lists
        .iter()
        .flat_map(|(_, keys)| keys.iter())
        .filter_map(|key| nearest(key.as_str(), all.clone()))
        .collect();
    for (i, key) in all.enumerate().filter(|(_, key)| !judging.contains(key)) {
        let what = format!("Nothing is judged by `{key}`.");
        let right = "Name it in the `criteria` of a part or an evidence item, or delete it.";
        say.say_by(NAMED, format!("rubric.criteria.{i}.key"), what, right);
    }
}

fn levels(at: &str, criterion: &Criterion, rubric: &Rubric, say: &mut Objections) {
    let key = &criterion.key;
    if criterion.levels.is_empty() {
        let right = "Say under `levels:` what each level looks like.";
        return say.say(format!("{at}.levels"), format!("No level describes `{key}`."), right);
    }
    for level in criterion.levels.keys().filter(|it| rubric.rank(it.as_str()).is_none()) {
        no_level(&format!("{at}.levels.{level}"), level, rubric, say);
    }
    let mut looks: HashMap<&str, &Key> = HashMap::new();
    for (level, text) in &criterion.levels {
        if let Some(same) = looks.insert(text.as_str(), level) {
            let what = format!("`{level}` looks the same as `{same}`.");
            let right = "Say what an assessor would see here and not there.";
            say.say(format!("{at}.levels.{level}"), what, right);
        }
    }
    reachable(at, criterion, rubric, say);
}

fn reachable(at: &str, criterion: &Criterion, rubric: &Rubric, say: &mut Objections) {
    let required = rubric.required(criterion);
    let (own, rank) = (criterion.required.is_some(), rubric.rank(required.as_str()));
    match rank {
        None if own => no_level(&format!("{at}.required"), required, rubric, say),
        Some(0) if own => lowest(&format!("{at}.required"), required, say),
        _ => {}
    }
    if rank.is_some() && !criterion.levels.contains_key(required) {
        let what = format!("`{}` can't be reached: `{required}` isn't described.", criterion.key);
        let right = format!("Say under `{required}:` what it looks like.");
        say.say_by(&["rubric.required"], format!("{at}.levels"), what, right);
    }
    let missed = rubric.described(criterion).any(|(it, _)| rubric.rank(it.key.as_str()) < rank);
    if rank.is_some_and(|it| it > 0) && !missed {
        let what = format!(
            "`{}` can't be missed: no level below `{required}` is described.",
            criterion.key
        );
        let right = "Say what not yet looks like.";
        say.say_by(&["rubric.levels.*.key"], format!("{at}.levels"), what, right);
    }
}

fn no_level(at: &str, level: &Key, rubric: &Rubric, say: &mut Objections) {
    let all = rubric.levels.iter().map(|it| it.key.as_str());
    let right = did_you_mean(level.as_str(), all).unwrap_or_default();
    say.say_by(&["rubric.levels.*.key"], at, format!("The rubric has no level `{level}`."), right);
}

fn lowest(at: &str, level: &Key, say: &mut Objections) {
    let what = format!("`{level}` is the lowest level: everything would reach it.");
    let right = "Ask for a higher one. Levels stand from the lowest to the highest.";
    say.say_by(&["rubric.levels.*.key"], at, what, right);
}
