//! Limits that can be kept, and minutes that add up.

use super::super::{
    Accepted, Holds, Item, Microcredential, Template, Thinking, objections::Objections,
};

pub fn check(it: &Microcredential, say: &mut Objections) {
    say.limits("hours", it.hours, 1);
    say.limits("weeks", it.weeks, 1);
    for (i, question) in it.part_1.questions.iter().enumerate() {
        say.limits(&format!("part_1.questions.{i}.words"), question.words, 1);
    }
    for (i, item) in it.part_2.items.iter().enumerate() {
        shown(&format!("part_2.items.{i}"), item, say);
    }
    if let Some(words) = it.part_3.words {
        say.limits("part_3.words", words, 1);
    }
    if let Some(minutes) = it.part_3.recording_minutes {
        say.limits("part_3.recording_minutes", minutes, 1);
    }
    if it.part_3.words.is_none() && it.part_3.recording_minutes.is_none() {
        say.say(
            "part_3",
            "Part 3 can be neither written nor recorded.",
            "Add `words: {from: 300, to: 800}`, `recording_minutes: {from: 7, to: 10}`, or both.",
        );
    }
    let (minutes, most) = (minutes(it), it.hours.to.saturating_mul(60));
    if minutes > most {
        let what = format!(
            "The steps add up to {} hours, more than `to: {}`.",
            minutes.div_ceil(60),
            it.hours.to
        );
        say.say("hours.to", what, "Give it more hours, or the steps fewer minutes.");
    }
}

/// All that an educator is asked to spend on it.
fn minutes(it: &Microcredential) -> u32 {
    let thinking = |it: &Option<Thinking>| it.as_ref().map_or(0, |it| it.minutes);
    let activities = it.activities.iter().map(|it| it.minutes);
    let questions = it.part_1.questions.iter().map(|it| it.minutes);
    let items = it.part_2.items.iter().map(|it| it.minutes);
    let rest = [thinking(&it.pre_reflection), it.part_3.minutes, thinking(&it.post_reflection)];
    activities.chain(questions).chain(items).chain(rest).fold(0, u32::saturating_add)
}

fn shown(at: &str, item: &Item, say: &mut Objections) {
    say.limits(&format!("{at}.pieces"), item.pieces, 1);
    let accepts = |kind| item.accepts.contains(&kind);
    if item.accepts.is_empty() && item.template.is_none() {
        let what = format!("Nothing can be given for \"{}\".", item.title);
        say.say(format!("{at}.key"), what, "Add `accepts: [file, link, text]`, or a `template:`.");
    }
    if item.accepts.iter().enumerate().any(|(i, it)| item.accepts[..i].contains(it)) {
        say.say(format!("{at}.accepts"), "One of these stands here twice.", "Keep one.");
    }
    if let Some(words) = item.words {
        say.limits(&format!("{at}.words"), words, 1);
        if !accepts(Accepted::Text) {
            let right = "Add `text` to `accepts`, or delete `words`.";
            say.say(format!("{at}.words"), "Words are counted, but text isn't accepted.", right);
        }
    }
    if let Some(film) = &item.film {
        say.limits(&format!("{at}.film.minutes"), film.minutes, 1);
        if !accepts(Accepted::Link) {
            let right = "Add `link` to `accepts`: film comes as a link.";
            say.say(format!("{at}.film"), "Film is asked for, but a link isn't accepted.", right);
        }
    }
    if let Some(template) = &item.template {
        filled_in(&format!("{at}.template"), template, say);
    }
}

fn filled_in(at: &str, template: &Template, say: &mut Objections) {
    say.limits(&format!("{at}.rows"), template.rows, 1);
    for (i, column) in template.columns.iter().enumerate() {
        let at = format!("{at}.columns.{i}");
        let choices = column.choices.iter().map(AsRef::as_ref);
        say.unique(&format!("{at}.choices"), "", choices);
        match (column.holds == Holds::Choice, column.choices.len()) {
            (true, 0 | 1) => {
                let right = "Add `choices:`, a list of at least two.";
                say.say(format!("{at}.holds"), "There is nothing to choose from.", right);
            }
            (false, 1..) => {
                let right = "Write `holds: choice`, or delete `choices`.";
                say.say(format!("{at}.choices"), "This column doesn't hold a choice.", right);
            }
            _ => {}
        }
    }
}
