//! Filters: conditions that narrow a list beside the search that is typed. Each is
//! a term of the query language with one value, so that what they ask for together
//! can be written down, saved and searched for.
//!
//! Of what an article has only one (its date, its language, its length, its outlet)
//! several filters are alternatives; what it may have several of (marks and tags)
//! has to hold of all. How many articles each would leave is counted by others.

use super::complete::quoted;
use super::parse::sign;
use super::{Diagnostic, Fact, Field, Node, Query, Reading, Reason, Scope};
use crate::text::fold::fold;

/// The lengths that a list can be narrowed to, as they stand after `length:`.
pub const LENGTHS: [&str; 3] = ["<=500", "501..2000", ">2000"];
/// The stretches of time up to now, as they stand after `date:`; years follow.
pub const RECENT: [&str; 3] = ["today", "week", "month"];

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    field: Field,
    value: String,
}

impl Filter {
    /// The fields that filters are of, in the order in which they are offered.
    pub const FIELDS: [Field; 6] = [
        Field::Is,
        Field::Date,
        Field::Lang,
        Field::Length,
        Field::Tag,
        Field::Source,
    ];

    /// A condition on a field of [`Filter::FIELDS`]. `None` for another field and
    /// where the value can't be written down: where a query would not read it as
    /// it is meant.
    #[must_use]
    pub fn new(field: Field, value: &str) -> Option<Self> {
        let filter = Self {
            field,
            value: value.to_owned(),
        };
        let term = filter.written()?;
        let reading = Reading::on(chrono::NaiveDate::default());
        let parsed = Query::parse(&term, &reading);
        let is_meant = match parsed.query.root()? {
            Node::Fact(Fact::Tag(tag)) => *tag == fold(value).as_str(),
            Node::Fact(_) => true,
            Node::Term(term) => {
                term.scope == Scope::Source && !term.prefix && term.text == fold(value).as_str()
            }
            _ => false,
        };
        (is_meant && parsed.diagnostics.is_empty()).then_some(filter)
    }

    /// Reads a condition as [`Filter::term`] writes it.
    #[must_use]
    pub fn read(term: &str) -> Option<Self> {
        let (name, value) = term.split_once(':')?;
        let bare = value
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        Self::new(Field::named(name)?, bare.unwrap_or(value))
    }

    /// Which field it is on.
    #[must_use]
    pub fn field(&self) -> Field {
        self.field
    }

    /// What the field is to be.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The condition as a query has it: `source:DW`.
    #[must_use]
    pub fn term(&self) -> String {
        // It could be written when it was made.
        self.written().unwrap_or_default()
    }

    fn written(&self) -> Option<String> {
        if !Self::FIELDS.contains(&self.field) {
            return None;
        }
        Some(format!("{}:{}", self.field.name(), quoted(&self.value)?))
    }
}

/// Whether an article has only one of what a field asks for.
#[must_use]
pub fn is_alternative(field: Field) -> bool {
    !matches!(field, Field::Is | Field::Tag)
}

/// The conditions that narrow a list, in the order in which they were chosen, each
/// once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters(Vec<Filter>);

impl Filters {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All, the first chosen first.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Filter> {
        self.0.iter()
    }

    /// Whether one is among them.
    #[must_use]
    pub fn contains(&self, filter: &Filter) -> bool {
        self.0.contains(filter)
    }

    /// Adds one, or takes it away where it is there.
    pub fn toggle(&mut self, filter: &Filter) {
        if !self.remove(filter) {
            self.0.push(filter.clone());
        }
    }

    /// Takes one away; whether it was there.
    pub fn remove(&mut self, filter: &Filter) -> bool {
        let before = self.0.len();
        self.0.retain(|own| own != filter);
        self.0.len() < before
    }

    /// Takes the one that was chosen last away.
    pub fn pop(&mut self) -> Option<Filter> {
        self.0.pop()
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// What they ask for together, as a query: `is:unread (source:DW | source:RFI)`.
    #[must_use]
    pub fn text(&self) -> String {
        let of = |field: Field| self.0.iter().filter(move |filter| filter.field == field);
        let mut parts = Vec::new();
        for field in Filter::FIELDS {
            let terms: Vec<String> = of(field).map(Filter::term).collect();
            if is_alternative(field) && terms.len() > 1 {
                parts.push(format!("({})", terms.join(" | ")));
            } else {
                parts.extend(terms);
            }
        }
        parts.join(" ")
    }

    /// The same, made ready.
    #[must_use]
    pub fn query(&self, reading: &Reading<'_>) -> Query {
        let reading = Reading {
            typing: false,
            pinyin: false,
            ..*reading
        };
        Query::parse(&self.text(), &reading).query
    }

    /// A search and what narrows it, as one query that asks for the same. What was not
    /// opened or not closed in it is made good.
    #[must_use]
    pub fn text_with(&self, search: &str, reading: &Reading<'_>) -> String {
        let (text, search) = (self.text(), search.trim());
        if search.is_empty() {
            return text;
        }
        let parsed = Query::parse(search, reading);
        let sound = made_good(search, &parsed.diagnostics);
        let wanted = self.query(reading).and(parsed.query);
        let space = if text.is_empty() { "" } else { " " };
        let ways = [
            format!("{text}{space}{sound}"),
            format!("{text}{space}({sound})"),
            format!("{text}{space}{search}"),
            format!("{text}{space}({search})"),
        ];
        let asks_for_the_same = |way: &&String| Query::parse(way, reading).query.asks_as(&wanted);
        let [first, ..] = &ways;
        ways.iter()
            .find(asks_for_the_same)
            .unwrap_or(first)
            .to_owned()
    }
}

/// A search without the signs that are left out of it, which would join or close what is
/// written around it, and with those that close what was opened. Faults of saved searches
/// that it names do not stand in its text.
fn made_good(search: &str, faults: &[Diagnostic]) -> String {
    let mut sound = String::with_capacity(search.len());
    let mut closers = String::new();
    let mut at = 0;
    for Diagnostic { range, reason } in faults {
        let written = search.get(range.clone()).unwrap_or_default();
        let mut signs = written.chars().map(sign);
        match (reason, signs.next(), signs.next()) {
            (Reason::UnopenedGroup, Some(')' | ']'), None)
            | (Reason::MissingOperand, Some('-' | 'N'), _) => {
                sound.push_str(search.get(at..range.start).unwrap_or_default());
                sound.push(' ');
                at = range.end;
            }
            (Reason::UnclosedQuote, Some('"'), None) => closers.insert(0, '"'),
            (Reason::UnclosedGroup, Some('('), None) => closers.insert(0, ')'),
            (Reason::UnclosedGroup, Some('['), None) => closers.insert(0, ']'),
            _ => {}
        }
    }
    sound.push_str(search.get(at..).unwrap_or_default());
    sound.trim().to_owned() + &closers
}

impl FromIterator<Filter> for Filters {
    fn from_iter<I: IntoIterator<Item = Filter>>(filters: I) -> Self {
        let mut own = Self::default();
        for filter in filters {
            if !own.contains(&filter) {
                own.0.push(filter);
            }
        }
        own
    }
}

/// A value that a list can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The condition.
    pub filter: Filter,
    /// How many articles it would leave, or leaves, beside what narrows other fields.
    pub count: usize,
    /// Whether there may be more: articles that have to be read for it.
    pub growing: bool,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    fn reading() -> Reading<'static> {
        Reading {
            saved: &|name| (name == "open").then(|| "\"普京".to_owned()),
            ..Reading::on(NaiveDate::from_ymd_opt(2024, 4, 9).unwrap())
        }
    }

    /// The tree of a query, wherever in its text its terms stand.
    fn tree(query: &Query) -> String {
        let whole = format!("{:?}", query.root());
        let mut parts = whole.split("range: ");
        let mut text = parts.next().unwrap().to_owned();
        for part in parts {
            let end = part.find([',', '}']).unwrap();
            text.push_str(part.get(end..).unwrap());
        }
        text
    }

    #[test]
    fn what_is_offered_can_be_written() {
        for (field, values) in [
            (Field::Length, LENGTHS.as_slice()),
            (Field::Date, RECENT.as_slice()),
            (Field::Date, &["2024"]),
            (Field::Is, &["unread", "starred"]),
            (Field::Lang, &["zh-Hant"]),
            (Field::Tag, &["to read", "战争"]),
            (
                Field::Source,
                &["DW", "South China", "OR", "-x", "a:b", "法广"],
            ),
        ] {
            for value in values {
                let filter = Filter::new(field, value).unwrap();
                assert_eq!(Filter::read(&filter.term()), Some(filter));
            }
        }
        for (field, value) in [
            (Field::Title, "a"),
            (Field::Is, "nothing"),
            (Field::Length, "long"),
            (Field::Source, "a \"b\""),
            (Field::Source, ""),
        ] {
            assert_eq!(Filter::new(field, value), None, "{field:?} {value}");
        }
    }

    #[test]
    fn alternatives_are_joined_by_or_and_the_rest_by_and() {
        let terms = [
            "source:DW",
            "is:unread",
            "source:\"South China\"",
            "tag:a",
            "tag:b",
        ];
        let filters: Filters = terms.iter().filter_map(|term| Filter::read(term)).collect();
        let text = "is:unread tag:a tag:b (source:DW | source:\"South China\")";
        assert_eq!(filters.text(), text);
        for (search, expected) in [
            ("", text.to_owned()),
            ("普京", format!("{text} 普京")),
            ("a | b", format!("{text} (a | b)")),
            ("a \"b", format!("{text} a \"b\"")),
            ("a | [b (c “d", format!("{text} (a | [b (c “d\")])")),
            // It closed the group that narrows it, and read articles came in.
            ("a) | b", format!("{text} (a  | b)")),
            // A quotation mark was added to a text that has none.
            ("search:open | a", format!("{text} (search:open | a)")),
        ] {
            assert_eq!(filters.text_with(search, &reading()), expected);
        }
        let none = Filters::default();
        for (search, expected) in [("\"普京", "\"普京\""), ("a | b", "a | b"), ("a)b", "a b")] {
            assert_eq!(none.text_with(search, &reading()), expected);
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn a_name_that_is_a_filter_is_read_as_it_was_written(value in "([ ()\\[\\]|\"“:*~-]|普|a|OR|\\PC){1,8}") {
            for field in [Field::Tag, Field::Source] {
                if let Some(filter) = Filter::new(field, &value) {
                    prop_assert_eq!(Filter::read(&filter.term()), Some(filter.clone()));
                    let alone = Filters::from_iter([filter.clone()]).query(&reading());
                    let other = Filter::new(field, "x").unwrap();
                    let both = Filters::from_iter([filter, other]).query(&reading());
                    let joined = matches!(both.root(), Some(Node::And(nodes) | Node::Or(nodes)) if tree_of(&nodes[0]) == tree(&alone));
                    prop_assert!(joined || value.trim() == "x", "{:?}", both);
                }
            }
        }

        #[test]
        fn a_saved_text_asks_for_the_same(search in "(a|普京| |\\||-|is:read|\"x y\"|title:b|[()\"]|\\[|\\]|NOT |search:open|sort:title){0,6}") {
            let filters: Filters = ["is:starred", "lang:zh", "lang:en"].iter().filter_map(|term| Filter::read(term)).collect();
            let parsed = Query::parse(&search, &reading());
            let joined = parsed.query.and(filters.query(&reading()));
            let read = Query::parse(&filters.text_with(&search, &reading()), &reading());
            prop_assert_eq!(sorted(&joined), sorted(&read.query), "{:?}", filters.text_with(&search, &reading()));
            prop_assert_eq!(joined.order(), read.query.order());
        }
    }

    fn tree_of(node: &Node) -> String {
        tree(&Query {
            root: Some(node.clone()),
            order: None,
        })
    }

    /// What all have to hold of, in any order.
    fn sorted(query: &Query) -> Vec<String> {
        fn collect(node: &Node, parts: &mut Vec<String>) {
            match node {
                Node::And(nodes) => nodes.iter().for_each(|node| collect(node, parts)),
                node => parts.push(tree_of(node)),
            }
        }
        let mut parts = Vec::new();
        if let Some(root) = query.root() {
            collect(root, &mut parts);
        }
        parts.sort();
        parts
    }
}
