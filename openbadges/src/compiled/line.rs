//! A quad as the pieces of its line, some of which are gaps.

use crate::rdf::{Literal, Quad, Term, write_term};

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Text(String),
    /// What stands in this gap.
    Gap(usize),
    /// The name of this blank node.
    Node(usize),
}

impl Piece {
    pub fn push(pieces: &mut Vec<Piece>, piece: Piece) {
        match piece {
            Piece::Text(text) => Piece::push_text(pieces, &text),
            other => pieces.push(other),
        }
    }

    pub fn push_text(pieces: &mut Vec<Piece>, more: &str) {
        match pieces.last_mut() {
            Some(Piece::Text(text)) => text.push_str(more),
            _ => pieces.push(Piece::Text(more.to_owned())),
        }
    }
}

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// With its closing bracket, by which it is sorted.
    Iri(String),
    Gap(usize),
    Node(usize),
}

impl Subject {
    pub fn pieces(&self) -> Vec<Piece> {
        match self {
            Subject::Iri(iri) => vec![Piece::Text(format!("<{iri} "))],
            Subject::Gap(gap) => {
                vec![Piece::Text("<".into()), Piece::Gap(*gap), Piece::Text("> ".into())]
            }
            Subject::Node(node) => {
                vec![Piece::Text("_:".into()), Piece::Node(*node), Piece::Text(" ".into())]
            }
        }
    }
}

/// A line of canonical N-Quads (RDFC-1.0, §A).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    pub subject: Subject,
    /// With its brackets and the space after it.
    pub predicate: String,
    /// The object, the graph if there is one, and the end.
    pub end: Vec<Piece>,
}

/// What stands at a marked text of the document.
pub(super) enum Said {
    Gap(usize),
    Always(String),
}

/// The text that marks the place of another.
pub(super) fn mark(number: usize) -> String {
    format!("{MARK}{number}/")
}

pub(super) const MARK: &str = "gap://";

/// Which mark is this?
pub(super) fn marked(text: &str) -> Option<usize> {
    text.strip_prefix(MARK)?.strip_suffix('/')?.parse().ok()
}

impl Line {
    /// A quad's line: `said` tells what stands at each mark, `node` where a blank node is named.
    pub fn new(quad: &Quad, said: &[Said], node: impl Fn(u32) -> usize) -> Line {
        let mut end = Vec::new();
        push_term(&mut end, &quad.object, said, &node);
        if let Some(graph) = &quad.graph {
            Piece::push_text(&mut end, " ");
            push_term(&mut end, graph, said, &node);
        }
        Piece::push_text(&mut end, " .\n");
        let subject = match &quad.subject {
            Term::Blank(it) => Subject::Node(node(*it)),
            Term::Iri(iri) => match at_mark(iri, said) {
                Some(Said::Gap(gap)) => Subject::Gap(*gap),
                Some(Said::Always(iri)) => Subject::Iri(format!("{iri}>")),
                None => Subject::Iri(format!("{iri}>")),
            },
            // No quad is about a literal (RDF 1.1 Concepts, §3.1).
            Term::Literal(_) => Subject::Iri(String::new()),
        };
        Line { subject, predicate: format!("<{}> ", quad.predicate), end }
    }
}

fn at_mark<'s>(text: &str, said: &'s [Said]) -> Option<&'s Said> {
    said.get(marked(text)?)
}

fn push_term(pieces: &mut Vec<Piece>, term: &Term, said: &[Said], node: impl Fn(u32) -> usize) {
    let mut text = String::new();
    let mut write = |term: &Term| write_term(&mut text, term, &mut |_, _| ());
    match term {
        Term::Blank(it) => {
            Piece::push_text(pieces, "_:");
            return pieces.push(Piece::Node(node(*it)));
        }
        Term::Iri(iri) => match at_mark(iri, said) {
            Some(Said::Gap(gap)) => return push_gap(pieces, "<", *gap, ">"),
            Some(Said::Always(iri)) => write(&Term::Iri(iri.as_str().into())),
            None => write(term),
        },
        Term::Literal(literal) => match at_mark(&literal.value, said) {
            Some(Said::Gap(gap)) => {
                write(&Term::Literal(Literal { value: String::new(), ..literal.clone() }));
                let (quote, rest) = text.split_at(1);
                return push_gap(pieces, quote, *gap, rest);
            }
            Some(Said::Always(value)) => {
                write(&Term::Literal(Literal { value: value.clone(), ..literal.clone() }));
            }
            None => write(term),
        },
    }
    Piece::push_text(pieces, &text);
}

fn push_gap(pieces: &mut Vec<Piece>, before: &str, gap: usize, after: &str) {
    Piece::push_text(pieces, before);
    pieces.push(Piece::Gap(gap));
    Piece::push_text(pieces, after);
}
