//! What a document states, with gaps: filled, named, sorted and hashed without expanding it again.
//!
//! The names of blank nodes go by the order of their hashes (RDFC-1.0, §4.4.3, step 4), which hang
//! on what stands in the gaps. So the nodes that have a gap in one of their quads are hashed anew,
//! and all are ordered. Where two hashes are equal there is more to compare, which is left to
//! [`crate::rdf::canonicalize`].

use super::line::{Line, Piece, Said, Subject};
use super::sheet::{Fill, Sheet};
use crate::rdf::{Quad, Term};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

type Hash = [u8; 32];

pub(super) struct Meaning {
    sheet: Sheet,
    /// Blank nodes whose hash is known, in the order of their hashes.
    known: Vec<(Hash, usize)>,
    /// Blank nodes whose hash hangs on a gap: what their own quads say.
    open: Vec<(usize, Sheet)>,
    /// `c14n0`, `c14n1`, …
    names: Vec<String>,
    /// The places of `names` in the order of their text: `c14n10` stands before `c14n2`.
    by_text: Vec<usize>,
}

/// How the hash of a node calls the node itself, and others (RDFC-1.0, §4.6).
const OWN_NAMES: [&str; 2] = ["a", "z"];

impl Meaning {
    /// Reads quads with marks. `None` if two blank nodes look alike whatever stands in the gaps.
    pub fn new(quads: &[Quad], said: &[Said]) -> Option<Meaning> {
        let nodes = numbered(quads);
        let count = nodes.len();
        let mut lines: Vec<Line> =
            quads.iter().map(|quad| Line::new(quad, said, |it| nodes[&it])).collect();
        lines.sort_unstable();
        // A quad that is said twice is one quad.
        lines.dedup();

        let mut known = Vec::new();
        let mut open = Vec::new();
        for node in 0..count {
            let own: Vec<Line> = lines.iter().filter(|it| it.mentions(node)).cloned().collect();
            let has_gap = own.iter().any(Line::has_gap);
            let sheet = Sheet::new(own.into_iter().map(|it| it.seen_from(node)).collect(), 2);
            match has_gap {
                true => open.push((node, sheet)),
                false => known.push((hash(&sheet, &[], &mut String::new())?, node)),
            }
        }
        known.sort_unstable();
        if known.windows(2).any(|it| it[0].0 == it[1].0) {
            return None;
        }
        let names: Vec<String> = (0..count).map(|it| format!("c14n{it}")).collect();
        let mut by_text: Vec<usize> = (0..count).collect();
        by_text.sort_unstable_by_key(|it| &names[*it]);
        Some(Meaning { sheet: Sheet::new(lines, count), known, open, names, by_text })
    }

    /// Writes the canonical N-Quads. `None` where what fills the gaps makes two things look alike.
    pub fn write(&self, gaps: &[&str], out: &mut String) -> Option<()> {
        let mut ranked = Vec::with_capacity(self.names.len());
        ranked.extend_from_slice(&self.known);
        for (node, sheet) in &self.open {
            ranked.push((hash(sheet, gaps, out)?, *node));
        }
        ranked.sort_unstable();
        if ranked.windows(2).any(|it| it[0].0 == it[1].0) {
            return None;
        }
        let mut names = vec![""; ranked.len()];
        for ((_, node), name) in ranked.iter().zip(&self.names) {
            names[*node] = name;
        }
        let order: Vec<usize> = self.by_text.iter().map(|it| ranked[*it].1).collect();
        out.clear();
        self.sheet.write(&Fill { gaps, names: &names, order: &order }, out)
    }
}

fn hash(sheet: &Sheet, gaps: &[&str], scratch: &mut String) -> Option<Hash> {
    scratch.clear();
    sheet.write(&Fill { gaps, names: &OWN_NAMES, order: &[0, 1] }, scratch)?;
    Some(Sha256::digest(scratch.as_bytes()).into())
}

/// The blank nodes of a dataset, numbered from 0.
fn numbered(quads: &[Quad]) -> HashMap<u32, usize> {
    let mut nodes = HashMap::new();
    for quad in quads {
        for term in [Some(&quad.subject), Some(&quad.object), quad.graph.as_ref()] {
            if let Some(Term::Blank(node)) = term {
                let next = nodes.len();
                nodes.entry(*node).or_insert(next);
            }
        }
    }
    nodes
}

impl Line {
    fn mentions(&self, node: usize) -> bool {
        self.subject == Subject::Node(node) || self.end.contains(&Piece::Node(node))
    }

    fn has_gap(&self) -> bool {
        matches!(self.subject, Subject::Gap(_))
            || self.end.iter().any(|it| matches!(it, Piece::Gap(_)))
    }

    /// The line as the hash of a node sees it: the node itself is `a`, any other `z`.
    fn seen_from(mut self, own: usize) -> Line {
        if let Subject::Node(node) = &mut self.subject {
            *node = usize::from(*node != own);
        }
        let mut end = Vec::new();
        for piece in self.end {
            match piece {
                Piece::Node(node) => {
                    Piece::push_text(&mut end, OWN_NAMES[usize::from(node != own)])
                }
                other => Piece::push(&mut end, other),
            }
        }
        Line { end, ..self }
    }
}
