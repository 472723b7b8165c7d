//! Requests for lists, and what the archive answers.

use std::sync::Arc;

use newsprint::app::{Message, ToNarrow};
use newsprint::archive::catalogue::Catalogue;
use newsprint::article::Head;
use newsprint::marks::MarkSet;
use newsprint::query::filter::{LENGTHS, RECENT, is_alternative};
use newsprint::query::subject::Marked;
use newsprint::query::{Facet, Field, Filter, Filters, Matcher, Reading, WholeArticle};
use newsprint::rows::Order;

use super::shelf::Shelf;

/// The last list that was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) generation: u64,
    pub(crate) order: Order,
    pub(crate) matcher: Option<Arc<Matcher>>,
    pub(crate) marks: MarkSet,
}

impl Request {
    /// What a look at some of the articles answers.
    pub(crate) fn answered_with(&self, all: &Catalogue, from: &Shelf, complete: bool) -> Message {
        let found = self.matcher.as_ref().map(|matcher| {
            let shown = all.shown().ones();
            let is_found = |number: &usize| {
                let head = u32::try_from(*number).ok().and_then(|own| all.head(own));
                is_found(matcher, &head.expect("a head"), from, &self.marks)
            };
            shown.filter(is_found).collect()
        });
        let rows = all.arranged(self.order, found.as_ref());
        let ids = (0..rows.len()).filter_map(|row| rows.id(row));
        Message::Listed {
            generation: self.generation,
            unread: ids.filter(|id| !self.marks.get(*id).read).count(),
            rows,
            marks: self.marks.clone(),
            total: all.shown().count_ones(..),
            complete,
            partial: false,
        }
    }
}

fn is_found(matcher: &Matcher, head: &Head, from: &Shelf, marks: &MarkSet) -> bool {
    let whole = WholeArticle::new(&from.articles[&head.path]);
    let mark = marks.get(head.id);
    let tags: Vec<String> = mark
        .tags
        .iter()
        .map(|tag| tag.folded().to_owned())
        .collect();
    let marked = Marked {
        read: mark.read,
        starred: mark.starred,
        new: false,
        tags: &tags,
    };
    matcher.matches(&whole.subject(head, &from.sources[&head.path], marked))
}

/// What a list can be narrowed to: asked of every article.
pub(crate) fn facets(asked: &ToNarrow, from: &Shelf) -> Vec<Facet> {
    let zone = asked.search.zone();
    let reading = Reading::on(asked.today);
    let count = |filters: &Filters| {
        let matcher = Matcher::new(&filters.query(&reading), zone);
        let holds = |matcher: &Matcher, head: &Head| is_found(matcher, head, from, &asked.marks);
        let heads = from.heads.iter();
        heads
            .filter(|head| holds(&asked.search, head) && holds(&matcher, head))
            .count()
    };
    let years = from
        .heads
        .iter()
        .map(|head| head.date.format("%Y").to_string());
    let languages = from.articles.values().filter_map(|own| own.head.language);
    let sources = from
        .heads
        .iter()
        .map(|head| head.source.as_str().to_owned());
    let tags = asked
        .marks
        .tags()
        .map(|(tag, _)| tag.name().as_str().to_owned());
    let own = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    let sorted = |values: &mut dyn Iterator<Item = String>| {
        let values: std::collections::BTreeSet<String> = values.collect();
        values.into_iter().collect::<Vec<_>>()
    };
    let mut languages = languages.map(|language| language.tag().to_owned());
    let values: [(Field, Vec<String>); 6] = [
        (Field::Is, own(&["unread", "starred"])),
        (
            Field::Date,
            [own(&RECENT), sorted(&mut years.into_iter())].concat(),
        ),
        (Field::Lang, sorted(&mut languages)),
        (Field::Length, own(&LENGTHS)),
        (Field::Tag, tags.collect()),
        (Field::Source, sorted(&mut sources.into_iter())),
    ];
    let mut facets = Vec::new();
    for (field, values) in values {
        for filter in values.iter().filter_map(|value| Filter::new(field, value)) {
            let beside = asked.filters.iter();
            let beside = beside.filter(|own| own.field() != field || !is_alternative(field));
            let filters: Filters = beside.cloned().chain([filter.clone()]).collect();
            facets.push(Facet {
                filter,
                count: count(&filters),
                growing: false,
            });
        }
    }
    facets
}
