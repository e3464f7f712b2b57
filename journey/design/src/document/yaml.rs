//! YAML as a tree that knows where everything stands. What YAML can do beyond that (aliases,
//! anchors, tags, several documents) isn't used here, and aliases can make a little text very
//! large: they are refused.

use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, Span, options};

use super::{Place, Problems, source::Passage};

#[derive(Debug, Clone)]
pub struct Node {
    pub at: Place,
    pub is: Is,
}

#[derive(Debug, Clone)]
pub enum Is {
    /// `plain` where no quotes or block say that it is a text.
    Text {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// What couldn't be read, and was told already.
    Broken,
}

#[derive(Debug, Clone)]
pub struct Entry {
    pub key: String,
    pub at: Place,
    pub value: Node,
}

impl Node {
    pub fn broken(at: Place) -> Node {
        Node { at, is: Is::Broken }
    }

    /// Where this stands: `rubric.criteria.0.key`, or as much of that as there is.
    pub fn place(&self, path: &str) -> Place {
        let mut node = self;
        let mut place = self.at;
        for step in path.split('.') {
            let next = match &node.is {
                Is::Map(entries) => entries.iter().find(|it| it.key == step).map(|it| {
                    // A long value is found by its key.
                    let short = matches!(it.value.is, Is::Text { .. });
                    place = if short { it.value.at } else { it.at };
                    &it.value
                }),
                Is::List(nodes) => {
                    step.parse().ok().and_then(|i: usize| nodes.get(i)).inspect(|it| place = it.at)
                }
                Is::Text { .. } | Is::Broken => None,
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        place
    }
}

/// Deeper than any document of ours.
const DEEPEST: usize = 16;

/// Reads the one mapping that a front matter is. Where that can't be, what is returned is broken.
pub fn read(passage: &Passage, problems: &mut Problems) -> Node {
    let options = options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let parser = Parser::new_from_str_with_options(&passage.text, options);
    let mut reader = Reader { parser, lines_before: passage.line - 1, problems, failed: false };
    let root = reader.document();
    if reader.failed { Node::broken(root.at) } else { root }
}

struct Reader<'a, P> {
    parser: P,
    lines_before: usize,
    problems: &'a mut Problems,
    /// The text is no YAML: what was read so far is only the half.
    failed: bool,
}

impl<'a, P> Reader<'_, P>
where
    P: Iterator<Item = Result<(Event<'a>, Span), granit_parser::ScanError>>,
{
    fn document(&mut self) -> Node {
        let top = Place { line: self.lines_before + 1, column: 1 };
        let mut root = None;
        while let Some((event, at)) = self.next() {
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => break,
                event if root.is_none() => root = Some(self.node(event, at)),
                event => {
                    self.node(event, at);
                    self.problems.say(
                        at,
                        "A second document begins here.",
                        "Keep one in each file.",
                    );
                }
            }
        }
        match root {
            Some(root) => root,
            None if self.failed => Node::broken(top),
            None => {
                self.problems.say(
                    top,
                    "There is nothing here.",
                    "Begin with `cairn: microcredential/1`.",
                );
                Node::broken(top)
            }
        }
    }

    fn next(&mut self) -> Option<(Event<'a>, Place)> {
        if self.failed {
            return None;
        }
        match self.parser.next()? {
            Ok((event, span)) => Some((event, self.place(&span.start))),
            Err(error) => {
                self.failed = true;
                self.problems.say(
                    self.place(error.marker()),
                    format!("This can't be read as YAML: {}.", error.info()),
                    "Look at the indentation here and above; put text that has `: ` or ` #` in it, \
                     or begins with a sign, between quotes.",
                );
                None
            }
        }
    }

    fn place(&self, marker: &Marker) -> Place {
        Place { line: self.lines_before + marker.line().max(1), column: marker.col() + 1 }
    }

    fn node(&mut self, event: Event<'a>, at: Place) -> Node {
        self.plain_only(&event, at);
        let is = match event {
            Event::Scalar(text, style, ..) => {
                Is::Text { text: text.into_owned(), plain: style == ScalarStyle::Plain }
            }
            Event::SequenceStart(..) => Is::List(self.list()),
            Event::MappingStart(..) => Is::Map(self.map()),
            _ => {
                let right = "Write out what is meant: references with `*` aren't used here; \
                             text that begins with `*` goes between quotes.";
                self.problems.say(at, "This refers to something elsewhere.", right);
                Is::Broken
            }
        };
        Node { at, is }
    }

    fn plain_only(&mut self, event: &Event, at: Place) {
        if event.anchor_id().is_some_and(|id| id != 0) {
            let right = "Delete it; text that begins with `&` goes between quotes.";
            self.problems.say(at, "Anchors (`&name`) aren't used here.", right);
        }
        if event.tag().is_some() {
            let right = "Delete it; text that begins with `!` goes between quotes.";
            self.problems.say(at, "Tags (`!name`) aren't used here.", right);
        }
    }

    fn list(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        while let Some((event, at)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            nodes.push(self.node(event, at));
        }
        nodes
    }

    fn map(&mut self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut lines: HashMap<String, usize> = HashMap::new();
        while let Some((event, at)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(event, at);
            let Some((event, value_at)) = self.next() else { break };
            let value = self.node(event, value_at);
            match key.is {
                Is::Text { text: key, .. } => {
                    if let Some(first) = lines.get(&key) {
                        let what = format!("`{key}` stands here twice: see line {first}.");
                        self.problems.say(at, what, "Keep one of them.");
                    } else {
                        lines.insert(key.clone(), at.line);
                        entries.push(Entry { key, at, value });
                    }
                }
                _ => self.problems.say(at, "A key has to be a word.", "Write `word: value`."),
            }
        }
        entries
    }
}
