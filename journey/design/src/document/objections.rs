//! What only the whole document can show to be wrong.

use std::collections::HashMap;

use super::{Between, Problems, yaml::Node};

/// Said of a path in the model, so that a rule needs no lines.
#[derive(Debug, Default)]
pub struct Objections(Vec<Objection>);

#[derive(Debug)]
struct Objection {
    at: String,
    what: String,
    right: String,
    /// Where else the reason stands, `*` for any step; what was filled in there proves nothing.
    because_of: &'static [&'static str],
}

impl Objections {
    pub fn say(
        &mut self,
        at: impl Into<String>,
        what: impl Into<String>,
        right: impl Into<String>,
    ) {
        self.say_by(&[], at, what, right);
    }

    /// Says what is only wrong if what stands at `because_of` is right.
    pub fn say_by(
        &mut self,
        because_of: &'static [&'static str],
        at: impl Into<String>,
        what: impl Into<String>,
        right: impl Into<String>,
    ) {
        let (at, what, right) = (at.into(), what.into(), right.into());
        self.0.push(Objection { at, what, right, because_of });
    }

    /// No two of these may be the same. `at` ends where the index goes: `part_2.items`.
    pub fn unique<'a>(&mut self, at: &str, field: &str, keys: impl IntoIterator<Item = &'a str>) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (i, key) in keys.into_iter().enumerate() {
            let Some(first) = seen.insert(key, i) else { continue };
            let path =
                if field.is_empty() { format!("{at}.{i}") } else { format!("{at}.{i}.{field}") };
            let what = format!("`{key}` stands here twice: entry {} has it, too.", first + 1);
            self.say(path, what, "Give each its own.");
        }
    }

    /// Whether `from` comes first, and isn't nothing.
    pub fn limits(&mut self, at: &str, limits: Between, least: u32) {
        if limits.from > limits.to {
            let what = format!("`from: {}` is more than `to: {}`.", limits.from, limits.to);
            self.say(format!("{at}.to"), what, "Write the smaller number at `from`.");
        } else if limits.to < least {
            self.say(format!("{at}.to"), "Nothing fits between these.", "Write larger numbers.");
        }
    }

    /// As problems, each at its line. What stands on a gap that was filled in is left out.
    pub fn told(self, root: &Node, filled: &[String], problems: &mut Problems) {
        for it in self.0 {
            let moot = filled.iter().any(|gap| {
                is_or_below(&it.at, gap) || it.because_of.iter().any(|path| is_or_below(path, gap))
            });
            if !moot {
                problems.say(root.place(&it.at), it.what, it.right);
            }
        }
    }
}

/// Whether this path leads to, or through, that gap.
fn is_or_below(path: &str, gap: &str) -> bool {
    let mut steps = path.split('.');
    gap.is_empty()
        || gap.split('.').all(|it| steps.next().is_some_and(|step| step == it || step == "*"))
}
