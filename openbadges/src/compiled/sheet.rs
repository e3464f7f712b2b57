//! Canonical N-Quads with gaps, sorted beforehand as far as that doesn't hang on what fills them.
//!
//! Lines of one subject stand together, as a *block*. Blocks whose subject is known are in order,
//! and so are the lines within, save where the text after one predicate differs by a gap or by a
//! blank node's name. What is left to sort is little.

use super::line::{Line, Piece, Subject};
use std::cmp::Ordering;
use std::collections::BTreeMap;

pub(super) struct Sheet {
    /// By their subject, an IRI with its closing bracket.
    known: Vec<(String, Block)>,
    /// By the gap that their subject is.
    gaps: Vec<(usize, Block)>,
    /// By the blank node that their subject is; these come after all IRIs.
    nodes: Vec<Block>,
}

type Block = Vec<Run>;

/// Lines that stand together.
enum Run {
    Fixed(Vec<Piece>),
    /// All start alike; how they end decides their order.
    Sorted {
        start: Vec<Piece>,
        ends: Vec<Vec<Piece>>,
    },
}

/// What the gaps and blank nodes of a sheet are filled with.
pub(super) struct Fill<'a> {
    pub gaps: &'a [&'a str],
    /// The name of each blank node.
    pub names: &'a [&'a str],
    /// The blank nodes in the order of their names' text.
    pub order: &'a [usize],
}

impl Sheet {
    pub fn new(lines: Vec<Line>, nodes: usize) -> Sheet {
        let mut blocks: BTreeMap<Subject, BTreeMap<String, Vec<Vec<Piece>>>> = BTreeMap::new();
        for line in lines {
            blocks
                .entry(line.subject)
                .or_default()
                .entry(line.predicate)
                .or_default()
                .push(line.end);
        }
        let mut sheet = Sheet { known: vec![], gaps: vec![], nodes: vec![] };
        sheet.nodes.resize_with(nodes, Vec::new);
        for (subject, predicates) in blocks {
            let start = subject.pieces();
            let mut block = Block::new();
            for (predicate, ends) in predicates {
                push_run(&mut block, &start, &predicate, ends);
            }
            match subject {
                Subject::Iri(iri) => sheet.known.push((iri, block)),
                Subject::Gap(gap) => sheet.gaps.push((gap, block)),
                Subject::Node(node) => sheet.nodes[node] = block,
            }
        }
        sheet
    }

    /// Writes the lines in their order; `None` where two subjects, or two lines, turn out to be
    /// one.
    pub fn write(&self, fill: &Fill, out: &mut String) -> Option<()> {
        let mut gaps: Vec<(&str, &Block)> =
            self.gaps.iter().map(|(gap, block)| (fill.gaps[*gap], block)).collect();
        gaps.sort_unstable_by(|one, other| order(one.0, other.0));
        let mut known = self.known.iter().peekable();
        let mut last = "";
        for (iri, block) in gaps {
            while let Some((_, block)) = known.next_if(|it| before(&it.0, iri).is_lt()) {
                write_block(block, fill, out)?;
            }
            if last == iri || known.peek().is_some_and(|it| before(&it.0, iri).is_eq()) {
                return None;
            }
            write_block(block, fill, out)?;
            last = iri;
        }
        for (_, block) in known {
            write_block(block, fill, out)?;
        }
        for node in fill.order {
            write_block(&self.nodes[*node], fill, out)?;
        }
        Some(())
    }
}

/// How an IRI with its closing bracket stands to another without.
fn before(closed: &str, iri: &str) -> Ordering {
    let (closed, iri) = (closed.as_bytes(), iri.as_bytes());
    let shared = closed.len().min(iri.len());
    closed[..shared].cmp(&iri[..shared]).then_with(|| closed[shared..].cmp(b">"))
}

/// IRIs are compared with their closing bracket, which comes after `-` and before letters.
fn order(one: &str, other: &str) -> Ordering {
    let at = |it: &str, at: usize| it.as_bytes().get(at).copied().unwrap_or(b'>');
    let shared = one.len().min(other.len());
    let (first, second) = (&one.as_bytes()[..shared], &other.as_bytes()[..shared]);
    first.cmp(second).then_with(|| match one.len().cmp(&other.len()) {
        Ordering::Equal => Ordering::Equal,
        _ => at(one, shared).cmp(&at(other, shared)),
    })
}

fn push_run(block: &mut Block, subject: &[Piece], predicate: &str, mut ends: Vec<Vec<Piece>>) {
    ends.sort_unstable();
    let mut start = subject.to_vec();
    Piece::push_text(&mut start, predicate);
    let is_fixed = |end: &Vec<Piece>| matches!(end[..], [Piece::Text(_)]);
    if ends.len() > 1 && !ends.iter().all(is_fixed) {
        block.push(Run::Sorted { start, ends });
        return;
    }
    if !matches!(block.last(), Some(Run::Fixed(_))) {
        block.push(Run::Fixed(vec![]));
    }
    if let Some(Run::Fixed(pieces)) = block.last_mut() {
        for end in ends {
            start.iter().cloned().chain(end).for_each(|it| Piece::push(pieces, it));
        }
    }
}

fn write_block(block: &Block, fill: &Fill, out: &mut String) -> Option<()> {
    for run in block {
        match run {
            Run::Fixed(pieces) => write(pieces, fill, out),
            Run::Sorted { start, ends } => write_sorted(start, ends, fill, out)?,
        }
    }
    Some(())
}

fn write(pieces: &[Piece], fill: &Fill, out: &mut String) {
    for piece in pieces {
        out.push_str(match piece {
            Piece::Text(text) => text,
            Piece::Gap(gap) => fill.gaps[*gap],
            Piece::Node(node) => fill.names[*node],
        });
    }
}

fn write_sorted(start: &[Piece], ends: &[Vec<Piece>], fill: &Fill, out: &mut String) -> Option<()> {
    let mut text = String::new();
    let mut places = Vec::with_capacity(ends.len());
    for end in ends {
        let from = text.len();
        write(end, fill, &mut text);
        places.push(from..text.len());
    }
    places.sort_unstable_by(|one, other| text[one.clone()].cmp(&text[other.clone()]));
    if places.windows(2).any(|pair| text[pair[0].clone()] == text[pair[1].clone()]) {
        return None;
    }
    for place in places {
        write(start, fill, out);
        out.push_str(&text[place]);
    }
    Some(())
}
