//! What a document refers to is there, once.

use super::super::{
    Alignment, Known, Microcredential, known, nearest::did_you_mean, objections::Objections,
};

pub fn check(it: &Microcredential, known: &Known, say: &mut Objections) {
    let slugs = known.stacks.map(|all| all.iter().map(String::as_str));
    if let (Some(stack), Some(stacks)) = (&it.stack, slugs) {
        there("stack", "stack", stack.as_str(), stacks, say);
    }
    say.unique("tags", "", it.tags.iter().map(AsRef::as_ref));
    for (i, tag) in it.tags.iter().enumerate() {
        let all = known::tags().iter().map(|it| it.key.as_str());
        there(&format!("tags.{i}"), "tag", tag.as_str(), all, say);
    }
    say.unique("prerequisites", "", it.prerequisites.iter().map(AsRef::as_ref));
    for (i, slug) in it.prerequisites.iter().enumerate() {
        let at = format!("prerequisites.{i}");
        if *slug == it.slug {
            say.say(at, "This asks for itself.", "Delete it.");
        } else if let Some(all) = known.microcredentials {
            let all = all.iter().map(String::as_str);
            there(&at, "microcredential", slug.as_str(), all, say);
        }
    }
    say.unique("alignments", "framework", it.alignments.iter().map(|it| it.framework.as_str()));
    for (i, alignment) in it.alignments.iter().enumerate() {
        aligned(i, alignment, known, say);
    }
    unique_keys(it, say);
}

fn there<'a>(
    at: &str,
    what: &str,
    named: &str,
    all: impl Iterator<Item = &'a str> + Clone,
    say: &mut Objections,
) {
    if all.clone().all(|it| it != named) {
        let right = did_you_mean(named, all).unwrap_or_else(|| "There is none yet.".into());
        say.say(at, format!("There is no {what} `{named}`."), right);
    }
}

fn aligned(i: usize, alignment: &Alignment, known: &Known, say: &mut Objections) {
    let codes = alignment.codes.iter().map(AsRef::as_ref);
    say.unique(&format!("alignments.{i}.codes"), "", codes);
    let Some(frameworks) = known.frameworks else { return };
    let named = alignment.framework.as_str();
    let Some(framework) = frameworks.iter().find(|it| it.slug == named) else {
        let all = frameworks.iter().map(|it| it.slug.as_str());
        return there(&format!("alignments.{i}.framework"), "framework", named, all, say);
    };
    for (j, code) in alignment.codes.iter().enumerate() {
        if framework.item(code.as_str()).is_none() {
            let all = framework.items.iter().map(|it| it.code.as_str());
            let what = format!("`{}` has no item `{code}`.", framework.slug);
            let right = did_you_mean(code.as_str(), all).unwrap_or_default();
            say.say(format!("alignments.{i}.codes.{j}"), what, right);
        }
    }
}

fn unique_keys(it: &Microcredential, say: &mut Objections) {
    say.unique("activities", "key", it.activities.iter().map(|it| it.key.as_str()));
    say.unique("part_1.questions", "key", it.part_1.questions.iter().map(|it| it.key.as_str()));
    say.unique("part_2.items", "key", it.part_2.items.iter().map(|it| it.key.as_str()));
    say.unique("part_3.prompts", "key", it.part_3.prompts.iter().map(|it| it.key.as_str()));
    say.unique("rubric.levels", "key", it.rubric.levels.iter().map(|it| it.key.as_str()));
    say.unique("rubric.criteria", "key", it.rubric.criteria.iter().map(|it| it.key.as_str()));
    for (at, thinking) in
        [("pre_reflection", &it.pre_reflection), ("post_reflection", &it.post_reflection)]
    {
        let prompts = thinking.iter().flat_map(|it| &it.prompts);
        say.unique(&format!("{at}.prompts"), "key", prompts.map(|it| it.key.as_str()));
    }
    for (i, item) in it.part_2.items.iter().enumerate() {
        let columns = item.template.iter().flat_map(|it| &it.columns);
        let at = format!("part_2.items.{i}.template.columns");
        say.unique(&at, "key", columns.map(|it| it.key.as_str()));
    }
}
