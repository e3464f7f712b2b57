//! Canonical N-Quads (RDFC-1.0, §A): one text for one quad.

use super::{LANG_STRING, Literal, Quad, STRING, Term};
use crate::text::has_any;
use std::fmt::Write;

/// Writes a quad as a line, blank nodes by the names that `name` gives them.
pub fn write_quad(line: &mut String, quad: &Quad, mut name: impl FnMut(&mut String, u32)) {
    write_term(line, &quad.subject, &mut name);
    line.push(' ');
    write_iri(line, &quad.predicate);
    line.push(' ');
    write_term(line, &quad.object, &mut name);
    if let Some(graph) = &quad.graph {
        line.push(' ');
        write_term(line, graph, &mut name);
    }
    line.push_str(" .\n");
}

pub(crate) fn write_term(line: &mut String, term: &Term, name: &mut impl FnMut(&mut String, u32)) {
    match term {
        Term::Iri(iri) => write_iri(line, iri),
        Term::Blank(node) => {
            line.push_str("_:");
            name(line, *node);
        }
        Term::Literal(literal) => write_literal(line, literal),
    }
}

fn write_iri(line: &mut String, iri: &str) {
    line.push('<');
    line.push_str(iri);
    line.push('>');
}

fn write_literal(line: &mut String, literal: &Literal) {
    line.push('"');
    escape(line, &literal.value);
    line.push('"');
    match &literal.language {
        Some(language) if &*literal.datatype == LANG_STRING => {
            line.push('@');
            line.push_str(language);
        }
        _ if &*literal.datatype == STRING => {}
        _ => {
            line.push_str("^^");
            write_iri(line, &literal.datatype);
        }
    }
}

fn escape(line: &mut String, value: &str) {
    let mut left = value;
    while has_any(left.as_bytes(), is_escaped)
        && let Some(at) = left.bytes().position(is_escaped)
    {
        line.push_str(&left[..at]);
        match left.as_bytes()[at] {
            0x8 => line.push_str("\\b"),
            b'\t' => line.push_str("\\t"),
            b'\n' => line.push_str("\\n"),
            0xc => line.push_str("\\f"),
            b'\r' => line.push_str("\\r"),
            b'"' => line.push_str("\\\""),
            b'\\' => line.push_str("\\\\"),
            other => write!(line, "\\u{other:04X}").expect("a String takes any text"),
        }
        left = &left[at + 1..];
    }
    line.push_str(left);
}

fn is_escaped(it: u8) -> bool {
    it.is_ascii_control() || matches!(it, b'"' | b'\\')
}
