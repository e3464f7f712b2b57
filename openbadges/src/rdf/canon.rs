//! RDFC-1.0: names for blank nodes that depend on nothing but what the dataset says.
//!
//! Nodes that their own quads tell apart are named first. The others are compared by what they
//! are linked to, in every order, which a hostile dataset can make endless: hence `Work`.

use super::{Quad, Term, text::write_quad};
use crate::Error;
use foldhash::{HashMap, HashSet, HashSetExt};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// SHA-256; written in hex where it is hashed again.
type Hash = [u8; 32];

/// How much comparing of look-alike nodes is allowed (RDFC-1.0, §7.1, dataset poisoning).
#[derive(Debug, Clone, Copy)]
pub struct Work {
    /// Steps: one for each node hashed beside another, and for each name carried into a trial.
    pub steps: usize,
    /// How many look-alikes may hang on one another.
    pub depth: u32,
}

impl Default for Work {
    /// Some hundred times what a rich credential with repeated parts takes; below a second.
    fn default() -> Self {
        Work { steps: 400_000, depth: 200 }
    }
}

/// The canonical text of a dataset (RDFC-1.0, §4.4), or a refusal when it takes too much work.
pub fn canonicalize(quads: &[Quad], work: Work) -> Result<String, Error> {
    let mut state = State::new(quads, work);
    state.name_all()?;
    let mut lines = Lines::default();
    for quad in quads {
        lines.write(quad, |line, node| {
            line.push_str(state.canonical.names.get(&node).map_or("", String::as_str));
        });
    }
    Ok(lines.sorted_once())
}

/// Lines in one piece of memory, until they are sorted.
#[derive(Default)]
struct Lines {
    text: String,
    places: Vec<Range<usize>>,
}

impl Lines {
    fn write(&mut self, quad: &Quad, name: impl FnMut(&mut String, u32)) {
        let from = self.text.len();
        write_quad(&mut self.text, quad, name);
        self.places.push(from..self.text.len());
    }

    fn clear(&mut self) {
        self.text.clear();
        self.places.clear();
    }

    fn sorted(&mut self) -> impl Iterator<Item = &str> {
        let text = &self.text;
        self.places.sort_unstable_by(|one, other| text[one.clone()].cmp(&text[other.clone()]));
        self.places.iter().map(|it| &text[it.clone()])
    }

    /// The lines in order, each once.
    fn sorted_once(mut self) -> String {
        let mut all = String::with_capacity(self.text.len());
        let mut last = "";
        for line in self.sorted() {
            if line != last {
                all.push_str(line);
            }
            last = line;
        }
        all
    }
}

/// Hands out names in order, and remembers that order (RDFC-1.0, §4.5).
#[derive(Clone)]
struct Names {
    prefix: &'static str,
    names: HashMap<u32, String>,
    order: Vec<u32>,
}

impl Names {
    fn new(prefix: &'static str) -> Names {
        Names { prefix, names: HashMap::default(), order: Vec::new() }
    }

    fn name(&mut self, node: u32) -> &str {
        self.names.entry(node).or_insert_with(|| {
            self.order.push(node);
            format!("{}{}", self.prefix, self.order.len() - 1)
        })
    }
}

struct State<'a> {
    quads: HashMap<u32, Vec<&'a Quad>>,
    first_hashes: HashMap<u32, Hash>,
    canonical: Names,
    work: Work,
}

impl<'a> State<'a> {
    fn new(dataset: &'a [Quad], work: Work) -> State<'a> {
        let mut quads: HashMap<u32, Vec<&Quad>> = HashMap::default();
        // A quad that is said twice is one quad.
        let mut said = HashSet::with_capacity(dataset.len());
        for quad in dataset.iter().filter(|it| said.insert(*it)) {
            let mut seen = [None; 3];
            for (at, (_, term)) in quad.places().enumerate() {
                if let Term::Blank(node) = term
                    && !seen.contains(&Some(*node))
                {
                    seen[at] = Some(*node);
                    quads.entry(*node).or_default().push(quad);
                }
            }
        }
        State { quads, first_hashes: HashMap::default(), canonical: Names::new("c14n"), work }
    }

    fn name_all(&mut self) -> Result<(), Error> {
        let mut lines = Lines::default();
        let first_hash = |(&node, quads): (&u32, &Vec<&Quad>)| {
            (hash_first_degree(node, quads, &mut lines), node)
        };
        let mut by_hash: Vec<(Hash, u32)> = self.quads.iter().map(first_hash).collect();
        // Where a quad holds three blank nodes, or two quads of a node differ by their graph alone,
        // hashes can be equal for nodes that are not (§4.7 looks at place and predicate); sorted, too,
        // by node, one order gives one result.
        by_hash.sort_unstable();
        self.first_hashes = by_hash.iter().map(|(hash, node)| (*node, *hash)).collect();
        let alike = || by_hash.chunk_by(|one, other| one.0 == other.0);
        for nodes in alike() {
            if let [(_, only)] = nodes {
                self.canonical.name(*only);
            }
        }
        for nodes in alike().filter(|it| it.len() > 1) {
            self.name_look_alikes(nodes)?;
        }
        Ok(())
    }

    fn name_look_alikes(&mut self, nodes: &[(Hash, u32)]) -> Result<(), Error> {
        let mut paths = Vec::with_capacity(nodes.len());
        for &(_, node) in nodes {
            if self.canonical.names.contains_key(&node) {
                continue;
            }
            let mut names = Names::new("b");
            names.name(node);
            paths.push(self.hash_n_degree(node, names, 0)?);
        }
        paths.sort_by_key(|it| it.0);
        for (_, names) in paths {
            for node in names.order {
                self.canonical.name(node);
            }
        }
        Ok(())
    }

    fn spend(&mut self, steps: usize) -> Result<(), Error> {
        self.work.steps = self.work.steps.checked_sub(steps).ok_or(Error::TooMuchWork)?;
        Ok(())
    }

    /// RDFC-1.0, §4.8: what a node is, told by all that it is linked to.
    fn hash_n_degree(
        &mut self,
        node: u32,
        names: Names,
        depth: u32,
    ) -> Result<(Hash, Names), Error> {
        if depth > self.work.depth {
            return Err(Error::TooMuchWork);
        }
        let mut names = names;
        let mut data = Sha256::new();
        for (hash, related) in self.related(node, &names)? {
            data.update(hex::encode(hash));
            let (path, best) = self.shortest_path(related, &names, depth)?;
            data.update(&path);
            names = best;
        }
        Ok((data.finalize().into(), names))
    }

    /// The nodes beside this one, by how they stand to it.
    fn related(&mut self, node: u32, names: &Names) -> Result<BTreeMap<Hash, Vec<u32>>, Error> {
        let mut related: BTreeMap<Hash, Vec<u32>> = BTreeMap::new();
        for quad in self.quads.get(&node).cloned().unwrap_or_default() {
            for (place, term) in quad.places() {
                if let Term::Blank(other) = term
                    && *other != node
                {
                    self.spend(1)?;
                    let hash = self.hash_related(*other, quad, names, place);
                    related.entry(hash).or_default().push(*other);
                }
            }
        }
        Ok(related)
    }

    /// RDFC-1.0, §4.7.
    fn hash_related(&self, node: u32, quad: &Quad, names: &Names, place: char) -> Hash {
        let mut data = Sha256::new();
        data.update([place as u8]);
        if place != 'g' {
            data.update("<");
            data.update(&*quad.predicate);
            data.update(">");
        }
        match self.canonical.names.get(&node).or_else(|| names.names.get(&node)) {
            Some(name) => {
                data.update("_:");
                data.update(name);
            }
            None => data.update(self.first_hashes.get(&node).map(hex::encode).unwrap_or_default()),
        }
        data.finalize().into()
    }

    /// Tries every order of the related nodes; the least path wins (§4.8.3, step 5.4).
    fn shortest_path(
        &mut self,
        mut related: Vec<u32>,
        names: &Names,
        depth: u32,
    ) -> Result<(String, Names), Error> {
        let mut chosen: Option<(String, Names)> = None;
        related.sort_unstable();
        loop {
            self.spend(1 + related.len() + names.order.len())?;
            let best = chosen.as_ref().map(|it| it.0.as_str());
            if let Some(found) = self.path(&related, names.clone(), best, depth)? {
                chosen = Some(found);
            }
            if !next_order(&mut related) {
                break;
            }
        }
        Ok(chosen.unwrap_or_else(|| (String::new(), names.clone())))
    }

    /// The path of one order; `None` once it can't be less than the best so far.
    fn path(
        &mut self,
        order: &[u32],
        mut names: Names,
        best: Option<&str>,
        depth: u32,
    ) -> Result<Option<(String, Names)>, Error> {
        let worse = |path: &str| best.is_some_and(|best| path.len() >= best.len() && path > best);
        let mut path = String::new();
        let mut recursion = Vec::new();
        for &node in order {
            if let Some(name) = self.canonical.names.get(&node) {
                write!(path, "_:{name}").expect("a String takes any text");
            } else {
                if !names.names.contains_key(&node) {
                    recursion.push(node);
                }
                write!(path, "_:{}", names.name(node)).expect("a String takes any text");
            }
            if worse(&path) {
                return Ok(None);
            }
        }
        for node in recursion {
            self.spend(1 + names.order.len())?;
            let (hash, found) = self.hash_n_degree(node, names.clone(), depth + 1)?;
            let hash = hex::encode(hash);
            write!(path, "_:{}<{hash}>", names.name(node)).expect("a String takes any text");
            names = found;
            if worse(&path) {
                return Ok(None);
            }
        }
        Ok(best.is_none_or(|best| path.as_str() < best).then_some((path, names)))
    }
}

/// RDFC-1.0, §4.6: what a node's own quads say of it. `lines` is memory that is used again.
fn hash_first_degree(node: u32, quads: &[&Quad], lines: &mut Lines) -> Hash {
    lines.clear();
    for quad in quads {
        lines.write(quad, |line, it| line.push(if it == node { 'a' } else { 'z' }));
    }
    let mut data = Sha256::new();
    lines.sorted().for_each(|line| data.update(line));
    data.finalize().into()
}

/// The next order of the items, in the order of the dictionary; false after the last.
fn next_order(items: &mut [u32]) -> bool {
    let Some(at) = items.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let swap = items.iter().rposition(|it| *it > items[at]).expect("the one after it is greater");
    items.swap(at, swap);
    items[at + 1..].reverse();
    true
}
