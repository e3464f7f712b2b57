//! Canonical names for blank nodes: the same for the same graph, however it is written.
#![allow(clippy::unwrap_used)] // tests do

use openbadges::Error;
use openbadges::rdf::{Literal, Quad, STRING, Term, Work, canonicalize};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn quad(subject: u32, predicate: &str, object: u32) -> Quad {
    let predicate = format!("urn:{predicate}").into();
    Quad { subject: Term::Blank(subject), predicate, object: Term::Blank(object), graph: None }
}

fn canonical(quads: &[Quad]) -> String {
    canonicalize(quads, Work::default()).unwrap()
}

fn cycle(length: u32) -> Vec<Quad> {
    (0..length).map(|it| quad(it, "next", (it + 1) % length)).collect()
}

fn clique(size: u32) -> Vec<Quad> {
    let all = (0..size).flat_map(|it| (0..size).map(move |other| (it, other)));
    all.filter(|it| it.0 != it.1).map(|it| quad(it.0, "p", it.1)).collect()
}

#[test]
fn a_node_that_stands_twice_in_a_quad_is_seen_once() {
    let selves = [quad(0, "p", 0), quad(1, "p", 0)];
    let expected = "_:c14n0 <urn:p> _:c14n0 .\n_:c14n1 <urn:p> _:c14n0 .\n";
    let swapped = [quad(1, "p", 1), quad(0, "p", 1)];
    assert_eq!(canonical(&selves), canonical(&swapped));
    assert_eq!(canonical(&selves).lines().count(), expected.lines().count());
}

#[test]
fn the_example_of_the_specification_gets_its_names() {
    // RDFC-1.0, §4.4.2: two nodes that their own quads don't tell apart.
    let node = |it: &str| Term::Iri(format!("http://example.com/#{it}").into());
    let say = |subject: Term, predicate: &str, object: Term| Quad {
        subject,
        predicate: format!("http://example.com/#{predicate}").into(),
        object,
        graph: None,
    };
    let quads = [
        say(node("p"), "q", Term::Blank(0)),
        say(node("p"), "q", Term::Blank(1)),
        say(Term::Blank(0), "p", Term::Blank(2)),
        say(Term::Blank(1), "p", Term::Blank(3)),
        say(Term::Blank(2), "r", Term::Blank(3)),
    ];
    let expected = "\
<http://example.com/#p> <http://example.com/#q> _:c14n2 .
<http://example.com/#p> <http://example.com/#q> _:c14n3 .
_:c14n0 <http://example.com/#r> _:c14n1 .
_:c14n2 <http://example.com/#p> _:c14n1 .
_:c14n3 <http://example.com/#p> _:c14n0 .
";
    assert_eq!(canonical(&quads), expected);
}

#[test]
fn where_rdfc_can_not_decide_the_same_quads_still_get_the_same_names() {
    let say = |subject, predicate, object| quad(subject, predicate, object);
    let within = |quad: Quad, graph| Quad { graph: Some(Term::Blank(graph)), ..quad };
    let named = Term::Iri("urn:n".into());
    let quads = [
        Quad { object: named.clone(), ..say(0, "p", 0) },
        say(0, "p", 0),
        Quad { object: named, ..say(2, "p", 2) },
        say(2, "p", 0),
        within(say(4, "q", 0), 5),
        within(say(5, "q", 2), 4),
    ];
    // Nodes 0 and 1 differ by which of their quads stands in a graph.
    let apart = |quad: Quad| Quad { graph: Some(Term::Iri("urn:g".into())), ..quad };
    let crossed = [
        say(0, "p", 2),
        apart(say(0, "p", 3)),
        apart(say(1, "p", 2)),
        say(1, "p", 3),
        say(2, "q", 2),
    ];
    for quads in [&quads[..], &crossed] {
        let said = canonical(quads);
        assert!((0..100).all(|_| canonical(quads) == said));
    }
}

#[test]
fn symmetric_graphs_of_everyday_size_are_named() {
    for length in 2..40 {
        assert_eq!(canonical(&cycle(length)).lines().count(), length as usize);
    }
    for size in 2..6 {
        assert_eq!(canonical(&clique(size)).lines().count(), (size * (size - 1)) as usize);
    }
    let twins: Vec<Quad> = (1..400).map(|it| quad(0, "alignment", it)).collect();
    assert_eq!(canonical(&twins).lines().count(), 399);
}

#[test]
fn what_takes_too_much_work_is_refused_soon() {
    let parents = |it: u32| [quad(0, "p", it), quad(1, "p", it + 100)];
    let wide: Vec<Quad> = (2..14).flat_map(parents).collect();
    let two_long = [cycle(3_000), cycle(3_000)].concat();
    for poison in [clique(9), clique(12), wide, cycle(20_000), two_long] {
        let began = Instant::now();
        assert_eq!(canonicalize(&poison, Work::default()), Err(Error::TooMuchWork));
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    }
}

#[test]
fn many_nodes_that_differ_are_no_work() {
    let value = |it: u32| Quad {
        subject: Term::Blank(it),
        predicate: "urn:p".into(),
        object: Term::Literal(Literal {
            value: it.to_string(),
            datatype: STRING.into(),
            language: None,
        }),
        graph: None,
    };
    let quads: Vec<Quad> = (0..20_000).map(value).collect();
    assert_eq!(canonicalize(&quads, Work { steps: 0, depth: 0 }).unwrap().lines().count(), 20_000);
}

/// Small graphs, where look-alikes abound.
fn graphs() -> impl Strategy<Value = Vec<Quad>> {
    let term =
        |it: u32| if it < 6 { Term::Blank(it) } else { Term::Iri(format!("urn:n{it}").into()) };
    let graph = prop_oneof![6 => Just(None), 1 => (0u32..7).prop_map(move |it| Some(term(it)))];
    let quad =
        (0u32..7, 0..2, 0u32..7, graph).prop_map(move |(subject, predicate, object, graph)| {
            // RDFC-1.0 can be of two minds where quads of a node differ by more than what stands where and
            // the predicate: here that says which graph, and a blank one's quads are all alike.
            let (predicate, object) = match &graph {
                None => (format!("urn:{predicate}"), object),
                Some(Term::Blank(_)) => ("urn:within".to_owned(), 6),
                Some(_) => (format!("urn:{predicate}/named"), object),
            };
            let [subject, object] = [subject, object].map(term);
            Quad { subject, predicate: predicate.into(), object, graph }
        });
    proptest::collection::vec(quad, 1..12)
}

fn renamed(quads: &[Quad], names: &[u32]) -> Vec<Quad> {
    let rename = |term: &Term| match term {
        Term::Blank(node) => Term::Blank(names[*node as usize]),
        other => other.clone(),
    };
    let all = quads.iter().map(|it| Quad {
        subject: rename(&it.subject),
        predicate: it.predicate.clone(),
        object: rename(&it.object),
        graph: it.graph.as_ref().map(rename),
    });
    all.rev().collect()
}

proptest! {
    #[test]
    fn neither_names_nor_order_matter(
        quads in graphs(),
        names in Just((0u32..6).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        prop_assert_eq!(canonical(&quads), canonical(&renamed(&quads, &names)));
    }

    #[test]
    fn another_implementation_agrees(quads in graphs()) {
        prop_assert_eq!(canonical(&quads), oracle::canonical(&quads));
    }
}

/// `oxrdf`, which is right but knows no limit.
mod oracle {
    use super::{Quad, Term};
    use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
    use oxrdf::{BlankNode, Dataset, GraphName, NamedNode, NamedOrBlankNode};

    pub fn canonical(quads: &[Quad]) -> String {
        let mut dataset: Dataset = quads.iter().map(quad).collect();
        dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
            hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
        });
        let mut lines: Vec<String> = dataset.iter().map(|it| format!("{it} .\n")).collect();
        lines.sort_unstable();
        lines.concat()
    }

    fn quad(quad: &Quad) -> oxrdf::Quad {
        let graph = match quad.graph.as_ref().map(node) {
            None => GraphName::DefaultGraph,
            Some(node) => node.into(),
        };
        let predicate = NamedNode::new_unchecked(&*quad.predicate);
        oxrdf::Quad::new(node(&quad.subject), predicate, node(&quad.object), graph)
    }

    fn node(term: &Term) -> NamedOrBlankNode {
        match term {
            Term::Blank(node) => BlankNode::new_unchecked(format!("b{node}")).into(),
            Term::Iri(iri) => NamedNode::new_unchecked(&**iri).into(),
            Term::Literal(_) => unreachable!("these graphs have none"),
        }
    }
}
