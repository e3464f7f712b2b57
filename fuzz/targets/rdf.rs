//! A graph has one canonical form, whatever its nodes are called, or takes too much work.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::Error;
use openbadges::rdf::{Literal, Quad, STRING, Term, Work, canonicalize};

/// Below this nothing is slow, whatever the graph.
const WORK: Work = Work { steps: 20_000, depth: 50 };

fuzz_target!(|bytes: &[u8]| {
    let quads: Vec<Quad> = bytes.chunks_exact(2).take(40).map(|it| quad(it, |node| node)).collect();
    let others = bytes.chunks_exact(2).take(40).rev().map(|it| quad(it, |node| 100 - node));
    match (canonicalize(&quads, WORK), canonicalize(&others.collect::<Vec<_>>(), WORK)) {
        (Ok(one), Ok(other)) => assert_eq!(one, other),
        (one, other) => {
            assert!(
                [one, other].into_iter().filter_map(Result::err).all(|it| it == Error::TooMuchWork)
            );
        }
    }
});

fn quad(bytes: &[u8], name: impl Fn(u32) -> u32) -> Quad {
    let blank = |bits: u8| Term::Blank(name(u32::from(bits & 7)));
    let literal = || Literal { value: "a".into(), datatype: STRING.into(), language: None };
    let object = match bytes[1] >> 3 & 7 {
        0 => Term::Iri("urn:n".into()),
        1 => Term::Literal(literal()),
        _ => blank(bytes[1]),
    };
    // Where blank nodes stand in all three places, RDFC-1.0 itself can be of two minds.
    let graph = match bytes[0] >> 6 {
        2 => Some(Term::Iri("urn:g".into())),
        3 if !matches!(object, Term::Blank(_)) => Some(blank(bytes[0])),
        _ => None,
    };
    Quad {
        subject: blank(bytes[0]),
        predicate: if bytes[0] & 8 == 0 { "urn:p".into() } else { "urn:q".into() },
        object,
        graph,
    }
}
