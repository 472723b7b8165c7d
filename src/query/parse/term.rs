//! Words and phrases, and what may stand after them.

use std::ops::Range;

use super::{Comparison, Diagnostic, Field, Found, Node, Parser, PartKind, Reason, Scope};
use crate::query::Term;
use crate::text::fold::fold;

impl Parser<'_> {
    pub(super) fn word(&mut self) -> Found {
        let start = self.at;
        while self.peek().is_some_and(|c| !self.ends_word(c)) {
            self.advance();
        }
        let range = start..self.at;
        let written = self.text.get(range.clone()).unwrap_or_default();
        let text = match self.fact {
            // There the star is the value's own.
            Some(field) if field != Field::Pinyin => written,
            _ => written.trim_end_matches(['*', '＊']),
        };
        if text.len() < written.len() {
            self.note(start + text.len(), PartKind::Operator);
        }
        let prefix = text.len() < written.len() || self.is_being_typed();
        let text = text.to_owned();
        match self.finish(&text, prefix, range) {
            Found::Node(Node::Term(term)) if term.comparison == Comparison::Folded => {
                Found::Node(self.word_or_pinyin(term))
            }
            found => found,
        }
    }

    /// A phrase, its opening mark not yet read, and what may follow: `*`, `~20`.
    pub(super) fn phrase(&mut self) -> Found {
        let start = self.at;
        self.advance();
        self.note_sign(start);
        let inside = self.at;
        while self.peek().is_some_and(|c| c != '"') {
            self.advance();
        }
        let text = self
            .text
            .get(inside..self.at)
            .unwrap_or_default()
            .to_owned();
        let closing = self.at;
        if !self.take('"') {
            self.report(start..inside, Reason::UnclosedQuote);
            let prefix = self.is_being_typed();
            return self.finish(&text, prefix, start..self.at);
        }
        self.note_sign(closing);
        let range = start..self.at;
        let star = self.at;
        let prefix = self.take('*');
        self.note_sign(star);
        if let Some(distance) = self.take_distance()
            && self.fact.is_none()
        {
            let terms: Vec<Term> = text
                .split_whitespace()
                .filter_map(|word| self.a_term(word, false, range.clone()))
                .collect();
            return if terms.is_empty() {
                self.note_blank(range, self.nothing_left());
                Found::Ignored
            } else {
                Found::Node(Node::Near { terms, distance })
            };
        }
        self.finish(&text, prefix, range)
    }

    /// Whether a term that ends here may not be typed to its end.
    fn is_being_typed(&self) -> bool {
        self.reading.typing
            && !self.negated
            && self.comparison == Comparison::Folded
            && self.at == self.text.len()
    }

    fn finish(&mut self, text: &str, prefix: bool, range: Range<usize>) -> Found {
        if let Some(field) = self.fact {
            return self.fact_of(field, text, prefix, range);
        }
        let Some(term) = self.a_term(text, prefix, range.clone()) else {
            // A star alone is the beginning of everything.
            if !(prefix && text.is_empty()) {
                self.note_blank(range, self.nothing_left());
            }
            return Found::Ignored;
        };
        if term.scope == Scope::Source && !prefix && term.comparison == Comparison::Folded {
            self.check_name(Field::Source, &term.text, &term.range);
        }
        Found::Node(Node::Term(term))
    }

    /// What is said where folding leaves nothing of a word.
    fn nothing_left(&self) -> Reason {
        match (self.scope, self.comparison) {
            (Scope::Title, _) => Reason::EmptyField(Field::Title),
            (Scope::Body, _) => Reason::EmptyField(Field::Body),
            (Scope::Source, _) => Reason::EmptyField(Field::Source),
            (Scope::Anywhere, Comparison::Exact) => Reason::EmptyField(Field::Exact),
            (Scope::Anywhere, Comparison::Folded) => Reason::NothingLeft,
        }
    }

    /// Notes a word of which folding leaves nothing.
    pub(super) fn note_blank(&mut self, range: Range<usize>, reason: Reason) {
        self.blank.get_or_insert(Diagnostic { range, reason });
    }

    fn a_term(&self, text: &str, prefix: bool, range: Range<usize>) -> Option<Term> {
        let text = match self.comparison {
            Comparison::Folded => fold(text).as_str().to_owned(),
            Comparison::Exact => text.to_owned(),
        };
        (!text.is_empty()).then_some(Term {
            scope: self.scope,
            comparison: self.comparison,
            text,
            prefix,
            range,
        })
    }

    /// Notes a sign of a phrase that was read, if it was; in the value of a field it
    /// is a part of the value.
    fn note_sign(&mut self, start: usize) {
        if self.fact.is_none() {
            self.note(start, PartKind::Operator);
        }
    }
}
