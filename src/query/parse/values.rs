//! Distances after phrases, and values of fields that ask for something beside text.

use std::ops::Range;
use std::sync::Arc;

use super::{Around, Found, Parser, parse_within, sign};
use crate::query::matcher::is_in_language;
use crate::query::{
    Fact, Field, Node, Order, Part, PartKind, Pinyin, Reading, Reason, Scope, Term,
};
use crate::text::fold::fold;
use crate::text::language::Language;

/// How many saved searches one query may name, here and in each other: those
/// that name themselves end.
pub(super) const MAX_SAVED: u32 = 100;

impl Parser<'_> {
    /// Reads `~20`. Where the number is still to be typed, the sign is read and asks for
    /// nothing.
    pub(super) fn take_distance(&mut self) -> Option<u32> {
        let mut chars = self.rest().chars();
        if chars.next().map(sign) != Some('~') {
            return None;
        }
        let is_to_come = self.reading.typing && chars.as_str().is_empty();
        let value = |c: char| match c {
            '０'..='９' => Some(u32::from(c) - u32::from('０')),
            c => c.to_digit(10),
        };
        let digits: Vec<char> = chars.take_while(|c| value(*c).is_some()).collect();
        if digits.is_empty() && !is_to_come {
            return None;
        }
        let start = self.at;
        self.advance();
        self.at += digits.iter().map(|digit| digit.len_utf8()).sum::<usize>();
        if self.fact.is_none() {
            self.note(start, PartKind::Operator);
        }
        if is_to_come {
            return None;
        }
        let distance = digits.into_iter().filter_map(value);
        Some(distance.fold(0u32, |distance, digit| {
            distance.saturating_mul(10).saturating_add(digit)
        }))
    }

    /// A value of a field that asks for something beside text.
    pub(super) fn fact_of(
        &mut self,
        field: Field,
        text: &str,
        prefix: bool,
        range: Range<usize>,
    ) -> Found {
        let folded = fold(text);
        match field {
            Field::Sort => match Order::from_query(folded.as_str()) {
                Some(order) => {
                    self.note_value(range);
                    self.order = Some(order);
                    return Found::Ignored;
                }
                None => self.report(range, Reason::BadValue(field)),
            },
            Field::Search => return self.saved_search(text, range),
            Field::Pinyin => match Pinyin::new(text.trim_end_matches(['*', '＊']), prefix) {
                Some(sought) => {
                    self.note_value(range);
                    return Found::Node(Node::Fact(Fact::Pinyin {
                        sought: Arc::new(sought),
                        of_source: true,
                    }));
                }
                None => self.report(range, Reason::BadValue(field)),
            },
            _ => match self.read_fact(field, text, folded.as_str()) {
                Some(fact) => {
                    let name = match &fact {
                        // As it is called or by its tag, it is one.
                        Fact::Language(tag) => tag.as_str(),
                        _ => folded.as_str(),
                    };
                    self.check_name(field, name, &range);
                    self.note_value(range);
                    return Found::Node(Node::Fact(fact));
                }
                None => self.report(range, Reason::BadValue(field)),
            },
        }
        Found::Ignored
    }

    /// Reads the value of a field that asks for a fact. The end of a stretch of
    /// time that is still being typed is open.
    fn read_fact(&self, field: Field, written: &str, folded: &str) -> Option<Fact> {
        let read = |folded: &str| Fact::read(field, written, folded, self.reading.today);
        read(folded).or_else(|| {
            let is_typed = self.reading.typing
                && self.at == self.text.len()
                && matches!(field, Field::Date | Field::Saved);
            let (from, _) = folded.split_once("..").filter(|_| is_typed)?;
            read(&format!("{from}.."))
        })
    }

    /// Reports a name under which there is nothing.
    pub(super) fn check_name(&mut self, field: Field, folded: &str, range: &Range<usize>) {
        let is_known = match field {
            Field::Source | Field::Tag => (self.reading.knows)(field, folded),
            Field::Lang => {
                Language::all().any(|known| is_in_language(known, folded))
                    && (self.reading.knows)(field, folded)
            }
            _ => true,
        };
        if !is_known {
            self.report(range.clone(), Reason::UnknownName(field));
        }
    }

    fn note_value(&mut self, range: Range<usize>) {
        let kind = PartKind::Value;
        self.parts.push(Part { range, kind });
    }

    /// What a word finds: where that is wanted and its letters can be read, by
    /// pinyin as well. What is excluded is what is written, and one letter alone
    /// would find too much.
    pub(super) fn word_or_pinyin(&self, term: Term) -> Node {
        let is_meant = self.reading.pinyin
            && !self.negated
            && matches!(term.scope, Scope::Anywhere | Scope::Title)
            && term.text.len() > 1
            && !term
                .text
                .contains(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
        let sought = is_meant
            .then(|| Pinyin::new(&term.text, term.prefix))
            .flatten();
        match sought.filter(Pinyin::can_be_read) {
            Some(sought) => Node::Or(vec![
                Node::Term(term),
                Node::Fact(Fact::Pinyin {
                    sought: Arc::new(sought),
                    of_source: false,
                }),
            ]),
            None => Node::Term(term),
        }
    }

    /// What was saved under a name, as if it stood here in parentheses.
    fn saved_search(&mut self, name: &str, range: Range<usize>) -> Found {
        let Some(text) = (self.reading.saved)(name) else {
            self.report(range, Reason::NoSavedSearch);
            return Found::Ignored;
        };
        let Some(left) = self.saved.get().checked_sub(1) else {
            self.report(range, Reason::SavedSearchInItself);
            return Found::Ignored;
        };
        self.saved.set(left);
        let reading = Reading {
            typing: false,
            pinyin: self.reading.pinyin && !self.negated,
            ..*self.reading
        };
        let around = Around {
            depth: self.depth + self.closers.len(),
            scope: self.scope,
            comparison: self.comparison,
        };
        let (parsed, blank) = parse_within(&text, &reading, self.saved, around);
        self.order = parsed.query.order.or(self.order);
        self.note_value(range.clone());
        // Its own faults have their place in another text.
        if let Some(fault) = parsed.diagnostics.first() {
            self.report(range.clone(), fault.reason);
        }
        let Some(mut root) = parsed.query.root else {
            if let Some(fault) = blank {
                self.note_blank(range, fault.reason);
            }
            return Found::Ignored;
        };
        // All of it stands where it was named.
        root.each_term(&mut |term| term.range = range.clone());
        Found::Node(root)
    }
}
