//! From a query's tree to what is looked for in the index: what others know is
//! asked of them once, in this thread, before segments are searched.

use fixedbitset::FixedBitSet;
use tantivy::schema::Field;

use super::Facts;
use super::evaluate::Part;
use super::plan::{Key, Sought};
use super::schema::Fields;
use super::token::{LONG_HOST, LONGEST_HOST, host_token};
use crate::query::{Fact, Node, Scope, Term};

/// A query that is ready for the index.
pub(super) struct Resolved {
    pub(super) part: Part,
    /// What others know, by number, for [`Part::Known`].
    pub(super) known: Vec<FixedBitSet>,
}

impl Resolved {
    pub(super) fn new(fields: &Fields, root: &Node, facts: &dyn Facts) -> Self {
        let mut resolver = Resolver {
            fields,
            facts,
            known: Vec::new(),
        };
        let part = resolver.part(root);
        Self {
            part,
            known: resolver.known,
        }
    }
}

struct Resolver<'a> {
    fields: &'a Fields,
    facts: &'a dyn Facts,
    known: Vec<FixedBitSet>,
}

impl Resolver<'_> {
    fn part(&mut self, node: &Node) -> Part {
        match node {
            Node::Term(term) => self.term(term),
            Node::Fact(Fact::LinksTo(host)) => self.host(host),
            Node::Fact(fact) => {
                let known = self.facts.holding(fact);
                self.known(known)
            }
            Node::Near { terms, distance } => self.near(terms, *distance),
            Node::Block(node) => Part::Block(Box::new(self.part(node))),
            Node::Not(node) => Part::Not(Box::new(self.part(node))),
            Node::And(nodes) => Part::And(self.parts(nodes)),
            Node::Or(nodes) => Part::Or(self.parts(nodes)),
        }
    }

    fn parts(&mut self, nodes: &[Node]) -> Vec<Part> {
        nodes.iter().map(|node| self.part(node)).collect()
    }

    fn known(&mut self, known: FixedBitSet) -> Part {
        self.known.push(known);
        Part::Known(self.known.len() - 1)
    }

    fn term(&mut self, term: &Term) -> Part {
        if let Some(fields) = self.fields.of(term.scope) {
            return Part::Term(Sought::new(term), fields);
        }
        let known = self.facts.of_source(term);
        self.known(known)
    }

    fn near(&mut self, terms: &[Term], distance: u32) -> Part {
        // The first decides for all, as with the matcher.
        let scope = terms.first().map_or(Scope::Anywhere, |term| term.scope);
        match self.fields.of(scope) {
            Some(fields) => {
                let terms = terms.iter().map(Sought::new).collect();
                Part::Near(terms, distance, fields)
            }
            None => Part::And(terms.iter().map(|term| self.term(term)).collect()),
        }
    }

    fn host(&self, host: &str) -> Part {
        let key = |text: String| Key { text, open: false };
        if host.len() > LONGEST_HOST {
            return Part::LooseToken(self.fields.hosts, key(LONG_HOST.to_owned()));
        }
        Part::Token(self.fields.hosts, key(host_token(host)))
    }
}

impl Fields {
    /// Where a term is looked for; `None` where it is not looked for in text.
    pub(super) fn of(&self, scope: Scope) -> Option<Vec<Field>> {
        match scope {
            Scope::Anywhere => Some(vec![self.title, self.body]),
            Scope::Title => Some(vec![self.title]),
            Scope::Body => Some(vec![self.body]),
            Scope::Source => None,
        }
    }
}
