//! What a list can be narrowed to, and how many articles each would leave: counted
//! in columns, without reading an article, on the thread that answers searches.
//!
//! A value is counted among what the search finds and what narrows other fields
//! leaves. Of a field of which an article has only one value its own filters are
//! left out, so that each alternative says how many it would bring.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use fixedbitset::FixedBitSet;

use super::asking::Asking;
use super::{Answer, Known, MarkedRows};
use crate::archive::asked::Sources;
use crate::archive::index::SearchError;
use crate::marks::MarkSet;
use crate::query::filter::{Facet, Filter, Filters, LENGTHS, RECENT, is_alternative};
use crate::query::matcher::is_in_language;
use crate::query::{Field, Matcher, Node, Query, Reading};
use crate::text::fold::fold;
use crate::text::language::Language;

/// Values of a field that are offered at the most, those that most articles have
/// first; the others can be typed. A menu of more could not be looked through.
const MOST: usize = 400;
/// Years that can be written in a query.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

/// What is asked: a search, and what narrows it.
#[derive(Clone, Copy)]
pub struct Narrowing<'a> {
    /// The search; its zone is the reader's. It may ask for nothing.
    pub search: &'a Matcher,
    /// What narrows it.
    pub filters: &'a Filters,
    /// The reader's day.
    pub today: NaiveDate,
    /// What has been read for the search.
    pub learnt: &'a Learnt,
}

/// What a search has learnt by reading articles.
#[derive(Debug, Default)]
pub struct Learnt {
    /// The rows that were read.
    pub rows: FixedBitSet,
    /// Those of them that the search finds.
    pub holding: FixedBitSet,
}

impl Known {
    /// The values that what a search finds has, field by field in the order of
    /// [`Filter::FIELDS`], and those that narrow it already. `stop` is asked whether
    /// the answer is still wanted.
    pub fn facets(
        &self,
        asked: Narrowing<'_>,
        marked: &MarkedRows,
        marks: &MarkSet,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<Facet>, SearchError> {
        let Answer { mut found, unread } = self.ask(asked.search, marked, marks, stop)?;
        let learnt = asked.learnt;
        found.union_with(&learnt.holding);
        let is_to_be_read = |row: &u32| !learnt.rows.contains(*row as usize);
        let mut unindexed = self.catalogue.shown().clone();
        if let Some(index) = &self.index {
            unindexed.difference_with(index.numbers());
        }
        let mut count = Counting {
            asking: Asking {
                known: self,
                matcher: asked.search,
                marked,
                marks,
                sources: Sources::new(&self.archive.rules),
            },
            asked,
            found,
            own: Vec::new(),
            growing: unread.iter().any(is_to_be_read),
            has_unmeasured: unindexed
                .ones()
                .filter_map(|number| u32::try_from(number).ok())
                .any(|number| !self.catalogue.has_length(number)),
        };
        let own = asked.filters.iter();
        count.own = own.map(|own| (own, count.rows_of(own))).collect();
        let mut facets = Vec::new();
        for field in Filter::FIELDS {
            if stop() {
                return Err(SearchError::Stopped);
            }
            facets.extend(count.of(field));
        }
        Ok(facets)
    }
}

struct Counting<'a> {
    asking: Asking<'a>,
    asked: Narrowing<'a>,
    /// What the search finds.
    found: FixedBitSet,
    /// What narrows it, and the rows that each leaves.
    own: Vec<(&'a Filter, FixedBitSet)>,
    /// Whether it may find more.
    growing: bool,
    /// Whether language and length of some articles are not known yet.
    has_unmeasured: bool,
}

/// What is counted among all that is found, and among what is left of it.
struct Both<T> {
    found: T,
    left: T,
}

impl Counting<'_> {
    fn of(&self, field: Field) -> Vec<Facet> {
        let left = self.left_beside(field);
        let wanted = self.asked.filters.iter();
        let chosen: Vec<Filter> = wanted.filter(|own| own.field() == field).cloned().collect();
        let counted = match field {
            Field::Date => self.dates(&left),
            Field::Lang => self.languages(&left),
            Field::Source => self.outlets(&left),
            Field::Tag => self.tags(&left),
            Field::Length => self.each(field, &LENGTHS, &left),
            _ => self.each(field, &["unread", "starred"], &left),
        };
        let needs_body = |field| matches!(field, Field::Lang | Field::Length);
        let growing = self.growing
            || self.has_unmeasured
                && (needs_body(field)
                    || self.asked.filters.iter().any(|own| needs_body(own.field())));
        let mut facets: Vec<Facet> = counted
            .into_iter()
            .map(|(filter, count)| Facet {
                filter,
                count,
                growing,
            })
            .collect();
        for filter in chosen {
            if !facets.iter().any(|facet| facet.filter == filter) {
                let count = self.count(&filter, &left);
                facets.push(Facet {
                    filter,
                    count,
                    growing,
                });
            }
        }
        facets
    }

    /// What is left of the search by all filters that a value of this field is
    /// counted beside.
    fn left_beside(&self, field: Field) -> Cow<'_, FixedBitSet> {
        let mut left = Cow::Borrowed(&self.found);
        for other in Filter::FIELDS {
            let own = self.own.iter();
            let own = own.filter(|(filter, _)| filter.field() == other);
            let mut own = own.map(|(_, rows)| rows);
            if !is_alternative(other) {
                own.for_each(|rows| left.to_mut().intersect_with(rows));
            } else if other != field
                && let Some(first) = own.next()
            {
                let mut any = first.clone();
                own.for_each(|rows| any.union_with(rows));
                left.to_mut().intersect_with(&any);
            }
        }
        left
    }

    /// Counts by a pass over columns; only once where nothing narrows.
    fn both<T: Clone>(&self, left: &FixedBitSet, count: impl Fn(&FixedBitSet) -> T) -> Both<T> {
        let found = count(&self.found);
        let left = if std::ptr::eq(left, &raw const self.found) {
            found.clone()
        } else {
            count(left)
        };
        Both { found, left }
    }

    /// The rows that a filter leaves.
    fn rows_of(&self, filter: &Filter) -> FixedBitSet {
        let known = self.asking.known;
        let parsed = Query::parse(&filter.term(), &Reading::on(self.asked.today));
        match parsed.query.root() {
            Some(Node::Fact(fact)) => {
                let marked = self.asking.rows_with(fact);
                let zone = self.asked.search.zone();
                marked.unwrap_or_else(|| known.catalogue.holding(fact, zone))
            }
            Some(Node::Term(term)) => {
                let names = |host: &str, source: &str| known.names_of(host, source);
                known.catalogue.of_source(term, &names)
            }
            _ => FixedBitSet::new(),
        }
    }

    fn count(&self, filter: &Filter, left: &FixedBitSet) -> usize {
        self.rows_of(filter).intersection_count(left)
    }

    fn each(&self, field: Field, values: &[&str], left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let filters = values.iter().filter_map(|value| Filter::new(field, value));
        filters
            .map(|filter| {
                let count = self.count(&filter, left);
                (filter, count)
            })
            .collect()
    }

    fn dates(&self, left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let zone = self.asked.search.zone();
        let catalogue = &self.asking.known.catalogue;
        let recent = RECENT.iter().filter_map(|value| {
            let filter = Filter::new(Field::Date, value)?;
            let rows = self.rows_of(&filter);
            // One that has no article of the search is not offered.
            let is_offered = rows.intersection_count(&self.found) > 0;
            is_offered.then(|| (filter, rows.intersection_count(left)))
        });
        let mut dates: Vec<(Filter, usize)> = recent.collect();
        let years = self.both(left, |rows| catalogue.years_among(rows, zone));
        let found = years.found.keys().rev();
        let offered = found.filter(|year| YEARS.contains(year)).take(MOST);
        dates.extend(offered.filter_map(|year| {
            let filter = Filter::new(Field::Date, &year.to_string())?;
            Some((filter, years.left.get(year).copied().unwrap_or(0)))
        }));
        dates
    }

    fn languages(&self, left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let catalogue = &self.asking.known.catalogue;
        let languages = self.both(left, |rows| catalogue.languages_among(rows));
        // What is written in a kind of a language is in that language as well.
        let within = |counts: &BTreeMap<Language, usize>, tag: &str| -> usize {
            let own = counts.iter();
            own.filter(|(language, _)| is_in_language(**language, tag))
                .map(|(_, count)| count)
                .sum()
        };
        let values = languages.found.keys().map(|language| {
            let tag = language.tag();
            (within(&languages.found, tag), tag)
        });
        let counts = |tag: &&str| within(&languages.left, tag);
        most_common(Field::Lang, values.collect(), counts)
    }

    fn tags(&self, left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let (known, marks) = (self.asking.known, self.asking.marks);
        let values: Vec<(usize, &str)> = marks
            .tags()
            .map(|(tag, total)| (total, tag.name().as_str()))
            .collect();
        if values.is_empty() {
            return Vec::new();
        }
        let mut here: HashMap<String, usize> = HashMap::new();
        for (id, mark) in marks.iter().filter(|(_, mark)| !mark.tags.is_empty()) {
            let row = known.catalogue.by_id(id);
            if row.is_some_and(|row| left.contains(row as usize)) {
                for tag in mark.tags.iter() {
                    match here.get_mut(tag.folded()) {
                        Some(count) => *count += 1,
                        None => drop(here.insert(tag.folded().to_owned(), 1)),
                    }
                }
            }
        }
        let counts = |name: &&str| here.get(fold(name).as_str()).copied().unwrap_or(0);
        most_common(Field::Tag, values, counts)
    }

    fn outlets(&self, left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let known = self.asking.known;
        let outlets = self.both(left, |rows| known.catalogue.outlets_among(rows));
        // An outlet is found by any of its names, and by one there may be several:
        // how many articles are found by each, of all and of what is left.
        let mut by_name: HashMap<String, (usize, usize)> = HashMap::new();
        for (outlet @ (source, host), count) in &outlets.found {
            let left = outlets.left.get(outlet).copied().unwrap_or(0);
            let names = known.names_of(host, source);
            let names: HashSet<&str> = names.folded().collect();
            for name in names {
                let counts = match by_name.get_mut(name) {
                    Some(counts) => counts,
                    None => by_name.entry(name.to_owned()).or_default(),
                };
                counts.0 += count;
                counts.1 += left;
            }
        }
        let mut told = HashSet::new();
        let mut values = Vec::new();
        let mut counts = HashMap::new();
        for (source, _) in outlets.found.keys() {
            let name = fold(source).as_str().to_owned();
            let (total, left) = by_name.get(&name).copied().unwrap_or_default();
            if told.insert(name) {
                values.push((total, *source));
                counts.insert(*source, left);
            }
        }
        let counts = |source: &&str| counts.get(source).copied().unwrap_or(0);
        most_common(Field::Source, values, counts)
    }
}

/// Filters on a field by values with how many of all have them, the largest first, as
/// many as are offered; each with how many it would leave. A filter is made, and what
/// it leaves is asked, only of what is offered.
fn most_common<'a>(
    field: Field,
    mut values: Vec<(usize, &'a str)>,
    left: impl Fn(&&'a str) -> usize,
) -> Vec<(Filter, usize)> {
    values.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let filters = values.into_iter().filter_map(|(_, value)| {
        let filter = Filter::new(field, value)?;
        Some((filter, left(&value)))
    });
    filters.take(MOST).collect()
}
