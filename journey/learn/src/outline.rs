//! A document as the places that an educator goes through, and what each is called.

use design::document::{Key, Microcredential, Prompt, Thinking};

use crate::Place;

/// Every place of it, in the order in which she meets them.
pub fn outline(document: &Microcredential) -> Vec<Place> {
    let mut places = prompts(document.pre_reflection.as_ref(), Place::Before);
    places.extend(document.part_1.questions.iter().map(|it| Place::Question(it.key.clone())));
    for item in &document.part_2.items {
        let table = item.template.as_ref().map(|_| Place::Template(item.key.clone()));
        let pieces = (!item.accepts.is_empty()).then(|| Place::Item(item.key.clone()));
        places.extend(table.into_iter().chain(pieces));
    }
    if document.part_3.words.is_some() {
        places.extend(keys(&document.part_3.prompts).map(Place::Reflection));
    }
    places.extend(document.part_3.recording_minutes.map(|_| Place::Recording));
    places.extend(prompts(document.post_reflection.as_ref(), Place::After));
    places
}

fn prompts(thinking: Option<&Thinking>, place: fn(Key) -> Place) -> Vec<Place> {
    thinking.map(|it| keys(&it.prompts).map(place).collect()).unwrap_or_default()
}

fn keys(prompts: &[Prompt]) -> impl Iterator<Item = Key> {
    prompts.iter().map(|it| it.key.clone())
}

impl Place {
    /// "Part 1 · Question 2 of 3". None where the document has no such place.
    pub fn title(&self, document: &Microcredential) -> Option<String> {
        let item = |key: &Key| document.part_2.items.iter().find(|it| it.key == *key);
        match self {
            Place::Before(key) => {
                let prompts = &document.pre_reflection.as_ref()?.prompts;
                counted("Before you begin", "Reflection", prompts.iter().map(|it| &it.key), key)
            }
            Place::Question(key) => {
                let keys = document.part_1.questions.iter().map(|it| &it.key);
                counted("Part 1", "Question", keys, key)
            }
            Place::Item(key) => item(key).map(|it| format!("Part 2 · {}", it.title)),
            Place::Template(key) => {
                let item = item(key)?;
                Some(format!("Part 2 · {}: {}", item.title, item.template.as_ref()?.title))
            }
            Place::Reflection(key) => {
                let keys = document.part_3.prompts.iter().map(|it| &it.key);
                counted("Part 3", "Looking back", keys, key)
            }
            Place::Recording => {
                document.part_3.recording_minutes.map(|_| "Part 3 · Looking back, recorded".into())
            }
            Place::After(key) => {
                let prompts = &document.post_reflection.as_ref()?.prompts;
                counted("Afterwards", "Reflection", prompts.iter().map(|it| &it.key), key)
            }
        }
    }
}

/// "Part 1 · Question 2 of 3", or "Part 1 · Question" when it is the only one.
fn counted<'a>(
    part: &str,
    what: &str,
    keys: impl ExactSizeIterator<Item = &'a Key>,
    key: &Key,
) -> Option<String> {
    let of = keys.len();
    let number = keys.into_iter().position(|it| it == key)? + 1;
    Some(match of {
        1 => format!("{part} · {what}"),
        _ => format!("{part} · {what} {number} of {of}"),
    })
}
