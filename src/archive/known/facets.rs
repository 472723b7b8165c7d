//! What a list can be narrowed to, and how many articles each would leave: counted
//! in columns, without reading an article, on the thread that answers searches.
//!
//! A value is counted among what the search finds and what narrows other fields
//! leaves. Of a field of which an article has only one value its own filters are
//! left out, so that each alternative says how many it would bring.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use fixedbitset::FixedBitSet;

use super::{Asking, Known, MarkedRows};
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
        let answer = self.ask(asked.search, marked, marks, stop)?;
        let mut unindexed = self.catalogue.shown().clone();
        if let Some(index) = &self.index {
            unindexed.difference_with(&index.numbers());
        }
        let count = Counting {
            asking: Asking {
                known: self,
                matcher: asked.search,
                marked,
                marks,
                sources: Sources::new(&self.archive.rules),
            },
            asked,
            found: answer.found,
            growing: !answer.unread.is_empty(),
            has_unindexed: !unindexed.is_clear(),
        };
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
    /// Whether it may find more.
    growing: bool,
    /// Whether of some articles nothing but the head is known.
    has_unindexed: bool,
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
            || self.has_unindexed
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
    fn left_beside(&self, field: Field) -> FixedBitSet {
        let mut left = self.found.clone();
        for other in Filter::FIELDS {
            let mut own = self.asked.filters.iter();
            if is_alternative(other) {
                if other == field {
                    continue;
                }
                let rows = own
                    .filter(|filter| filter.field() == other)
                    .map(|filter| self.rows_of(filter))
                    .reduce(|mut all, rows| {
                        all.union_with(&rows);
                        all
                    });
                if let Some(rows) = rows {
                    left.intersect_with(&rows);
                }
            } else {
                while let Some(filter) = own.find(|filter| filter.field() == other) {
                    left.intersect_with(&self.rows_of(filter));
                }
            }
        }
        left
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
        let mut recent = self.each(Field::Date, &RECENT, left);
        recent.retain(|(filter, count)| {
            *count > 0 || self.rows_of(filter).intersection_count(&self.found) > 0
        });
        let here = catalogue.years_among(left, zone);
        let years = catalogue.years_among(&self.found, zone);
        let years = years.keys().rev().filter(|year| YEARS.contains(year));
        recent.extend(years.take(MOST).filter_map(|year| {
            let filter = Filter::new(Field::Date, &year.to_string())?;
            Some((filter, here.get(year).copied().unwrap_or(0)))
        }));
        recent
    }

    fn languages(&self, left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let catalogue = &self.asking.known.catalogue;
        let here = catalogue.languages_among(left);
        let all = catalogue.languages_among(&self.found);
        // What is written in a kind of a language is in that language as well.
        let within = |counts: &BTreeMap<Language, usize>, tag: &str| -> usize {
            let own = counts.iter();
            own.filter(|(language, _)| is_in_language(**language, tag))
                .map(|(_, count)| count)
                .sum()
        };
        most_common(all.keys().filter_map(|language| {
            let filter = Filter::new(Field::Lang, language.tag())?;
            let count = within(&here, language.tag());
            Some((within(&all, language.tag()), filter, count))
        }))
    }

    fn tags(&self, left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let (known, marks) = (self.asking.known, self.asking.marks);
        let mut here: HashMap<&str, usize> = HashMap::new();
        let tagged: Vec<_> = marks
            .iter()
            .filter(|(_, mark)| !mark.tags.is_empty())
            .collect();
        for (id, mark) in &tagged {
            let row = known.catalogue.by_id(*id);
            if row.is_some_and(|row| left.contains(row as usize)) {
                for tag in mark.tags.iter() {
                    *here.entry(tag.folded()).or_default() += 1;
                }
            }
        }
        most_common(marks.tags().filter_map(|(tag, total)| {
            let filter = Filter::new(Field::Tag, tag.name().as_str())?;
            Some((total, filter, here.get(tag.folded()).copied().unwrap_or(0)))
        }))
    }

    fn outlets(&self, left: &FixedBitSet) -> Vec<(Filter, usize)> {
        let known = self.asking.known;
        // An outlet is found by any of its names, and by one there may be several.
        let by_name = |counts: &BTreeMap<(&str, &str), usize>| {
            let mut by_name: HashMap<String, usize> = HashMap::new();
            for ((source, host), count) in counts {
                let names = known.names_of(host, source);
                let names: HashSet<&str> = names.folded().collect();
                for name in names {
                    *by_name.entry(name.to_owned()).or_default() += count;
                }
            }
            by_name
        };
        let here = by_name(&known.catalogue.outlets_among(left));
        let outlets = known.catalogue.outlets_among(&self.found);
        let all = by_name(&outlets);
        let mut told = HashSet::new();
        most_common(outlets.keys().filter_map(|(source, _)| {
            let name = fold(source).as_str().to_owned();
            let count = here.get(&name).copied().unwrap_or(0);
            let total = all.get(&name).copied().unwrap_or(0);
            let filter = Filter::new(Field::Source, source)?;
            told.insert(name).then_some((total, filter, count))
        }))
    }
}

/// Values with what they are sorted by, the largest first, as many as are offered.
fn most_common(values: impl Iterator<Item = (usize, Filter, usize)>) -> Vec<(Filter, usize)> {
    let mut values: Vec<_> = values.collect();
    values.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.value().cmp(b.1.value())));
    let values = values.into_iter().take(MOST);
    values.map(|(_, filter, count)| (filter, count)).collect()
}
