//! What a document says once its terms are expanded.

use super::active::Direction;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

pub(crate) enum Item<'d> {
    Node(Node<'d>),
    Plain(Plain<'d>),
    List(Vec<Item<'d>>),
}

impl Item<'_> {
    pub fn reference(id: Arc<str>) -> Self {
        Item::Node(Node { id: Some(id), ..Node::default() })
    }

    pub fn is_node(&self) -> bool {
        matches!(self, Item::Node(_))
    }
}

/// A property and its values; a property whose values are none still counts as said.
pub(crate) type Properties<'d> = Vec<(Arc<str>, Vec<Item<'d>>)>;

#[derive(Default)]
pub(crate) struct Node<'d> {
    pub id: Option<Arc<str>>,
    pub types: Vec<Arc<str>>,
    pub properties: Properties<'d>,
    pub reverse: Properties<'d>,
    /// The document's own proofs, where they are set aside.
    pub proof: Properties<'d>,
    pub graph: Option<Vec<Item<'d>>>,
    pub included: Vec<Item<'d>>,
    pub indexed: bool,
}

impl<'d> Node<'d> {
    pub fn graph_of(items: Vec<Item<'d>>) -> Node<'d> {
        Node { graph: Some(items), ..Node::default() }
    }

    /// Nothing said but, perhaps, its name.
    pub fn says_nothing(&self) -> bool {
        self.types.is_empty()
            && self.properties.is_empty()
            && self.reverse.is_empty()
            && self.graph.is_none()
            && self.included.is_empty()
            && !self.indexed
    }

    /// A graph, perhaps with a name.
    pub fn is_graph(&self) -> bool {
        self.graph.is_some()
            && self.types.is_empty()
            && self.properties.is_empty()
            && self.reverse.is_empty()
            && self.included.is_empty()
    }
}

/// A value that is no node.
pub(crate) struct Plain<'d> {
    pub value: Cow<'d, Value>,
    pub kind: Kind,
}

pub(crate) enum Kind {
    Untyped,
    Datatype(Arc<str>),
    Json,
    Text { language: Option<String>, direction: Option<Direction> },
}
