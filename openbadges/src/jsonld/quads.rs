//! From expanded items to quads (JSON-LD 1.1 API, §8.1 to §8.4).

use super::active::Direction;
use super::item::{Item, Kind, Node, Plain, Properties};
use super::number;
use super::words::is_blank;
use crate::Error;
use crate::rdf::{
    BOOLEAN, DOUBLE, FIRST, JSON, LANG_STRING, Literal, NIL, Quad, REST, STRING, TYPE, Term,
};
use foldhash::HashMap;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

/// What stands in every document.
static TYPE_IRI: LazyLock<Arc<str>> = LazyLock::new(|| TYPE.into());
static STRING_IRI: LazyLock<Arc<str>> = LazyLock::new(|| STRING.into());
static FIRST_IRI: LazyLock<Arc<str>> = LazyLock::new(|| FIRST.into());
static REST_IRI: LazyLock<Arc<str>> = LazyLock::new(|| REST.into());

pub(crate) fn to_quads(items: &[Item]) -> Result<Vec<Quad>, Error> {
    let mut writer = Writer::default();
    for item in items {
        writer.object(item, &None)?;
    }
    Ok(writer.quads)
}

/// The quads of a document whose own proofs were set aside, if it has any. These are read, too, so
/// that nothing in them goes unnoticed, and left out. `None` if they didn't stand where proofs do.
pub(crate) fn apart(items: &[Item], has_proof: bool) -> Result<Option<Vec<Quad>>, Error> {
    let [Item::Node(root)] = items else { return Ok(None) };
    let mut writer = Writer::default();
    let subject = writer.node(root, &None)?;
    let stated = writer.quads.len();
    writer.properties(&subject, &root.proof, &None)?;
    writer.quads.truncate(stated);
    let is_known = root.proof.is_empty() != has_proof && !root.is_graph();
    Ok(is_known.then_some(writer.quads))
}

#[derive(Default)]
struct Writer<'d> {
    quads: Vec<Quad>,
    blanks: u32,
    /// Blank nodes that the document gives a name.
    named: HashMap<&'d str, u32>,
}

impl<'d> Writer<'d> {
    fn fresh(&mut self) -> Term {
        self.blanks += 1;
        Term::Blank(self.blanks)
    }

    fn resource(&mut self, id: &'d Arc<str>) -> Term {
        if !is_blank(id) {
            return Term::Iri(id.clone());
        }
        if let Some(node) = self.named.get(&**id) {
            return Term::Blank(*node);
        }
        self.blanks += 1;
        self.named.insert(id, self.blanks);
        Term::Blank(self.blanks)
    }

    fn say(
        &mut self,
        subject: &Term,
        predicate: &Arc<str>,
        object: Term,
        graph: &Option<Term>,
    ) -> Result<(), Error> {
        if is_blank(predicate) {
            return Err(Error::DataLoss(format!("The property {predicate} is a blank node")));
        }
        self.quads.push(Quad {
            subject: subject.clone(),
            predicate: predicate.clone(),
            object,
            graph: graph.clone(),
        });
        Ok(())
    }

    fn object(&mut self, item: &'d Item, graph: &Option<Term>) -> Result<Term, Error> {
        match item {
            Item::Node(node) => self.node(node, graph),
            Item::Plain(plain) => literal(plain).map(Term::Literal),
            Item::List(items) => self.list(items, graph),
        }
    }

    fn node(&mut self, node: &'d Node, graph: &Option<Term>) -> Result<Term, Error> {
        let subject = match &node.id {
            Some(id) => self.resource(id),
            None => self.fresh(),
        };
        for it in &node.types {
            let object = self.resource(it);
            self.say(&subject, &TYPE_IRI, object, graph)?;
        }
        self.properties(&subject, &node.properties, graph)?;
        for (property, items) in &node.reverse {
            for item in items {
                let other = self.object(item, graph)?;
                self.say(&other, property, subject.clone(), graph)?;
            }
        }
        for item in &node.included {
            self.object(item, graph)?;
        }
        let inner = Some(subject.clone());
        for item in node.graph.iter().flatten() {
            self.object(item, &inner)?;
        }
        Ok(subject)
    }

    fn properties(
        &mut self,
        subject: &Term,
        properties: &'d Properties,
        graph: &Option<Term>,
    ) -> Result<(), Error> {
        for (property, items) in properties {
            for item in items {
                let object = self.object(item, graph)?;
                self.say(subject, property, object, graph)?;
            }
        }
        Ok(())
    }

    fn list(&mut self, items: &'d [Item], graph: &Option<Term>) -> Result<Term, Error> {
        let mut links: Vec<Term> = items.iter().map(|_| self.fresh()).collect();
        links.push(Term::Iri(NIL.into()));
        for (item, link) in items.iter().zip(links.windows(2)) {
            let object = self.object(item, graph)?;
            self.say(&link[0], &FIRST_IRI, object, graph)?;
            self.say(&link[0], &REST_IRI, link[1].clone(), graph)?;
        }
        Ok(links.swap_remove(0))
    }
}

/// §8.6: a plain value's text, datatype and language.
fn literal(plain: &Plain) -> Result<Literal, Error> {
    let datatype = match &plain.kind {
        Kind::Datatype(datatype) => Some(datatype.clone()),
        _ => None,
    };
    let (value, natural): (String, Arc<str>) = match (&*plain.value, &plain.kind) {
        (value, Kind::Json) => {
            let mut text = String::new();
            number::write_json(&mut text, value);
            (text, JSON.into())
        }
        (Value::Bool(it), _) => (it.to_string(), BOOLEAN.into()),
        (Value::Number(number), _) => {
            let (text, natural) = number::write(number, datatype.as_deref())?;
            (text, natural.into())
        }
        (Value::String(text), Kind::Text { language, direction: Some(direction) }) => {
            (text.clone(), directed(language.as_deref(), *direction))
        }
        (Value::String(text), Kind::Text { language: Some(language), .. }) => {
            let language = Some(language.clone());
            return Ok(Literal { value: text.clone(), datatype: LANG_STRING.into(), language });
        }
        (Value::String(text), _) => {
            if datatype.as_deref() == Some(DOUBLE) && !number::is_canonical_double(text) {
                let why = format!("The text {text:?} is rewritten as a number by some");
                return Err(Error::DataLoss(why));
            }
            (text.clone(), STRING_IRI.clone())
        }
        (other, _) => return Err(Error::JsonLd(format!("{other} is no plain value"))),
    };
    Ok(Literal { value, datatype: datatype.unwrap_or(natural), language: None })
}

/// Language and direction as a datatype: what verifiable credentials use (`i18n-datatype`).
fn directed(language: Option<&str>, direction: Direction) -> Arc<str> {
    let language = language.unwrap_or("");
    format!("https://www.w3.org/ns/i18n#{language}_{}", direction.as_str()).into()
}
