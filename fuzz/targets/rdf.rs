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

/// RDFC-1.0 itself can be of two minds where a node has two quads that tell it apart from another and
/// differ by more than what stands where and the predicate (§4.7): by the graph, by a third blank node,
/// or, where the other is the graph, by the predicate. So here a predicate says which graph it stands in, and
/// a graph that is blank, which object.
fn quad(bytes: &[u8], name: impl Fn(u32) -> u32) -> Quad {
    let blank = |bits: u8| Term::Blank(name(u32::from(bits & 7)));
    let literal = || Literal { value: "a".into(), datatype: STRING.into(), language: None };
    let iri = || Term::Iri("urn:n".into());
    let object = match bytes[1] >> 3 & 7 {
        0 => iri(),
        1 => Term::Literal(literal()),
        _ => blank(bytes[1]),
    };
    let (predicate, object, graph) = match (bytes[0] >> 6, bytes[0] & 8 == 0) {
        (3, _) => ("urn:s", iri(), Some(blank(bytes[1]))),
        (2, _) => ("urn:r", object, Some(Term::Iri("urn:g".into()))),
        (_, true) => ("urn:p", object, None),
        (_, false) => ("urn:q", object, None),
    };
    Quad { subject: blank(bytes[0]), predicate: predicate.into(), object, graph }
}
