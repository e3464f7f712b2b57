//! Fits a tree to a schema, tells everything that doesn't fit, and fills the gaps, so that what
//! only the whole document can show (a criterion that nothing is judged by) is told as well.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{
    Problems,
    nearest::{did_you_mean, nearest},
    told::{DAY, KEY, choices, first_sentence, like, matches_pattern, named, of, plural, short},
    words::{self, Key, forbidden},
    yaml::{Entry, Is, Node},
};

pub struct Shape<'a> {
    pub root: &'a Value,
    pub problems: &'a mut Problems,
    /// Paths where what stands in the result was filled in.
    pub filled: Vec<String>,
}

impl<'a> Shape<'a> {
    pub fn fit(&mut self, node: &Node, schema: &'a Value, path: &str) -> Value {
        let schema = self.resolved(schema);
        let fitted = match (&node.is, schema["type"].as_str()) {
            (Is::Broken, _) => None,
            (Is::Text { text, plain: true }, _) if matches!(text.as_str(), "" | "~" | "null") => {
                self.empty(node, schema, path);
                None
            }
            (Is::Map(entries), Some("object")) => Some(match schema["properties"].as_object() {
                Some(properties) => self.record(node, entries, properties, schema, path),
                None => self.map(entries, schema, path),
            }),
            (Is::List(nodes), Some("array")) => Some(self.list(node, nodes, schema, path)),
            (Is::Text { text, .. }, _) if choices(schema).is_some() => {
                self.choice(node, text, schema, path)
            }
            (Is::Text { text, .. }, Some("string")) => self.text(node, text.trim(), schema, path),
            (Is::Text { text, .. }, Some("integer")) => self.number(node, text, schema, path),
            (Is::Text { text, .. }, Some("boolean")) if text == "true" || text == "false" => {
                Some(json!(text == "true"))
            }
            _ => {
                self.unlike(node, schema, path);
                None
            }
        };
        fitted.unwrap_or_else(|| {
            self.filled.push(path.into());
            self.filling(schema)
        })
    }

    fn record(
        &mut self,
        node: &Node,
        entries: &[Entry],
        properties: &'a Map<String, Value>,
        schema: &'a Value,
        path: &str,
    ) -> Value {
        let required = |key: &str| {
            schema["required"].as_array().is_some_and(|all| all.iter().any(|it| it == key))
        };
        let there: HashSet<&str> = entries.iter().map(|it| it.key.as_str()).collect();
        let mut meant: Vec<(&str, &Entry)> = Vec::new();
        for entry in entries {
            if properties.contains_key(&entry.key) {
                meant.push((&entry.key, entry));
                continue;
            }
            let free = properties.keys().map(String::as_str).filter(|it| !there.contains(it));
            let near = nearest(&entry.key, free.clone());
            self.unknown(entry, near, free.clone());
            // Read as what was meant, so that one slip is told once, and what it holds is read too.
            if let Some(near) = near.filter(|near| meant.iter().all(|(key, _)| key != near)) {
                meant.push((near, entry));
            }
        }
        let mut out = Map::new();
        for (key, schema) in properties {
            let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            if let Some((_, entry)) = meant.iter().find(|(it, _)| it == key) {
                let value = self.fit(&entry.value, schema, &below);
                out.insert(key.clone(), value);
            } else if required(key) {
                let (said, schema) = (&schema["description"], self.resolved(schema));
                let what = format!("`{key}` is missing{}.", of(path));
                let about = said.as_str().or(schema["description"].as_str());
                let about = about.map(first_sentence).unwrap_or_default();
                let right = format!("Add `{key}:` with {}. {about}", like(schema));
                self.problems.say(node.at, what, right.trim_end());
                out.insert(key.clone(), self.filling(schema));
                self.filled.push(below);
            }
        }
        Value::Object(out)
    }

    fn unknown<'k>(
        &mut self,
        entry: &Entry,
        near: Option<&str>,
        free: impl Iterator<Item = &'k str> + Clone,
    ) {
        let key = &entry.key;
        let right = match near {
            Some(near) => format!("Did you mean `{near}`?"),
            None => did_you_mean(key, free).unwrap_or_else(|| "Delete it.".into()),
        };
        self.problems.say(entry.at, format!("`{key}` isn't known here."), right);
    }

    fn map(&mut self, entries: &[Entry], schema: &'a Value, path: &str) -> Value {
        let patterned = schema["patternProperties"].as_object().and_then(|it| it.values().next());
        let values = patterned.unwrap_or(&schema["additionalProperties"]);
        let mut out = Map::new();
        for Entry { key, at, value } in entries {
            if key.parse::<Key>().is_ok() {
                let fitted = self.fit(value, values, &format!("{path}.{key}"));
                out.insert(key.clone(), fitted);
            } else {
                self.problems.say(*at, format!("`{key}` can't be a key."), KEY);
            }
        }
        Value::Object(out)
    }

    fn list(&mut self, node: &Node, nodes: &[Node], schema: &'a Value, path: &str) -> Value {
        let (min, max) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        let many = nodes.len() as u64;
        if min.is_some_and(|min| many < min) || max.is_some_and(|max| many > max) {
            let what = format!("{} has {many} {}.", named(path), plural(many, "entry", "entries"));
            self.problems.say(node.at, what, format!("Give it {}.", like(schema)));
            if many == 0 {
                self.filled.push(path.into());
            }
        }
        let read = max.map_or(nodes.len(), |max| nodes.len().min(max as usize));
        let items = nodes.iter().take(read).enumerate();
        items.map(|(i, it)| self.fit(it, &schema["items"], &format!("{path}.{i}"))).collect()
    }

    fn choice(&mut self, node: &Node, text: &str, schema: &'a Value, path: &str) -> Option<Value> {
        let known = choices(schema)?;
        if known.contains(&text) {
            return Some(json!(text));
        }
        let why = schema["oneOf"][0]["description"].as_str().filter(|_| known.len() == 1);
        let right = match why {
            Some(why) => {
                let key = path.rsplit('.').next().unwrap_or_default();
                format!("{}: say `{key}: {}`.", why.trim_end_matches('.'), known[0])
            }
            None => did_you_mean(text, known.iter().copied()).unwrap_or_default(),
        };
        self.problems.say(node.at, format!("{} can't be `{}`.", named(path), short(text)), right);
        None
    }

    fn text(&mut self, node: &Node, text: &str, schema: &'a Value, path: &str) -> Option<Value> {
        let long = text.chars().count() as u64;
        if text.is_empty() {
            self.empty(node, schema, path);
            return None;
        }
        let (what, right) = if text.contains(forbidden) {
            ("has a control character in it".into(), "Delete it.".into())
        } else if schema["maxLength"].as_u64().is_some_and(|max| long > max) {
            let right = format!("At most {} fit.", schema["maxLength"]);
            (format!("is {long} characters long"), right)
        } else if schema["minLength"].as_u64().is_some_and(|min| long < min) {
            let right = format!("It has {}.", schema["minLength"]);
            (format!("is {long} characters long"), right)
        } else if schema["format"] == "date" && text.parse::<jiff::civil::Date>().is_err() {
            (format!("can't be `{}`", short(text)), format!("Write {DAY}."))
        } else if !matches_pattern(text, schema) {
            (format!("can't be `{}`", short(text)), format!("Write {}.", like(schema)))
        } else {
            return Some(json!(text));
        };
        self.problems.say(node.at, format!("{} {what}.", named(path)), right);
        None
    }

    fn number(&mut self, node: &Node, text: &str, schema: &'a Value, path: &str) -> Option<Value> {
        let min = schema["minimum"].as_u64().unwrap_or(0);
        let max = schema["maximum"].as_u64().unwrap_or(u64::from(u32::MAX));
        let digits = text.bytes().all(|it| it.is_ascii_digit());
        match text.parse::<u64>() {
            Ok(number) if digits && (min..=max).contains(&number) => return Some(json!(number)),
            _ => {
                let what = format!("{} can't be `{}`.", named(path), short(text));
                self.problems.say(node.at, what, format!("Write {}.", like(schema)));
            }
        }
        None
    }

    fn empty(&mut self, node: &Node, schema: &'a Value, path: &str) {
        let right = format!("Write {}, or leave the key out where it may be.", like(schema));
        self.problems.say(node.at, format!("{} is empty.", named(path)), right);
    }

    fn unlike(&mut self, node: &Node, schema: &'a Value, path: &str) {
        let is = match &node.is {
            Is::Text { text, .. } => format!("`{}`", short(text)),
            Is::List(_) => "a list".into(),
            Is::Map(_) | Is::Broken => "a group of keys".into(),
        };
        let what = format!("{} can't be {is}.", named(path));
        self.problems.say(node.at, what, format!("Write {}.", like(schema)));
    }

    /// Follows references.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let referred = schema["$ref"].as_str().map(|it| it.trim_start_matches('#'));
        referred.and_then(|it| self.root.pointer(it)).map_or(schema, |it| self.resolved(it))
    }

    /// Something of the right shape.
    fn filling(&self, schema: &'a Value) -> Value {
        let schema = self.resolved(schema);
        if let Some(first) = choices(schema).and_then(|it| it.first().copied()) {
            return json!(first);
        }
        match schema["type"].as_str() {
            Some("object") => {
                let required = schema["required"].as_array().into_iter().flatten();
                let filled = required
                    .filter_map(|it| it.as_str())
                    .map(|key| (key.to_owned(), self.filling(&schema["properties"][key])));
                Value::Object(filled.collect())
            }
            Some("array") => json!([]),
            Some("integer") => schema.get("minimum").cloned().unwrap_or(json!(0)),
            Some("boolean") => json!(false),
            _ if schema["format"] == "date" => json!("2000-01-01"),
            _ if schema["pattern"] == words::LINK_PATTERN => json!("https://example.org/"),
            _ => json!("x".repeat(schema["minLength"].as_u64().unwrap_or(1).min(100) as usize)),
        }
    }
}
