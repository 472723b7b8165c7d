//! Filters of the list: the menu in which they are chosen, several at once, each
//! with how many articles it would leave, and the chips in the line above that say
//! which are on.
//!
//! A filter is a condition of the query language ([`Filter`]) and is joined to the
//! search that is typed; a search that is saved has them in it. A thread counts.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::marks::MarkSet;
use crate::query::filter::{LENGTHS, RECENT};
use crate::query::{Facet, Field, Filter, Filters, Matcher, Query};
use crate::text::Clean;

use super::App;
use super::geometry::Area;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;
use super::texts::language_text;

/// The letters that filters have of their own, see [`letter`].
pub(super) const OWN_LETTERS: &str = "ustwm";
/// Columns of the words of a chip at the most.
const CHIP_COLUMNS: usize = 16;
/// Columns of a chip around its words: a blank at each end and the sign that takes
/// it away.
const AROUND_WORDS: u16 = 4;
/// Columns under which the line above has no archive's name where it is narrowed.
pub(super) const NAME_FROM: u16 = 32;
/// Columns under which the line above uses its short forms.
pub const SHORT_UNDER: u16 = 60;

/// Filters to be counted by a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct ToNarrow {
    /// The number of the request; an answer to an older one is dropped.
    pub generation: u64,
    /// The search that they narrow; it may ask for nothing.
    pub search: Arc<Matcher>,
    /// Those that are on.
    pub filters: Filters,
    /// The marks.
    pub marks: MarkSet,
    /// The reader's day.
    pub today: NaiveDate,
}

/// What the menu of filters offers, while it is open.
#[derive(Default)]
pub(super) struct Filtering {
    /// The number of the last request.
    generation: u64,
    /// The values that were told of since it was opened, in the order of the menu:
    /// none leaves while one looks.
    facets: Vec<Facet>,
}

/// A filter that is on, in the line above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it says; with no filter, how many more are on.
    pub label: Clean,
    /// The filter that a click takes away.
    pub filter: Option<Filter>,
    /// Where it lies.
    pub area: Area,
}

impl App {
    /// Whether a search or a filter is in force.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.list.query.is_empty() || !self.list.filters.is_empty()
    }

    /// What is searched for, or typed to be, and what narrows it, as one.
    pub(super) fn whole_query(&self) -> Query {
        let search = self.read_search().query;
        search.and(self.filters_query())
    }

    fn filters_query(&self) -> Query {
        if self.list.filters.is_empty() {
            return Query::default();
        }
        self.with_reading(|reading| self.list.filters.query(reading))
    }

    /// Opens the menu of filters.
    pub(super) fn open_filter(&mut self) -> Vec<Effect> {
        self.filtering.facets.clear();
        let chosen = self.list.filters.iter().cloned();
        let marks = ["unread", "starred"].map(|value| Filter::new(Field::Is, value));
        let known: Filters = marks.into_iter().flatten().chain(chosen).collect();
        // Before they are counted there is something to choose from.
        self.filtering.facets = by_field(known.iter().map(|filter| Facet {
            filter: filter.clone(),
            count: 0,
            growing: true,
        }));
        let entries = self.filter_entries(false);
        self.popup = Some(Popup::Menu(Menu::lettered(MenuKind::Filter, entries, 0)));
        self.recount_filters()
    }

    fn is_filtering(&self) -> bool {
        matches!(&self.popup, Some(Popup::Menu(menu)) if menu.kind == MenuKind::Filter)
    }

    /// Has filters counted anew, while that is shown.
    pub(super) fn recount_filters(&mut self) -> Vec<Effect> {
        if !self.is_filtering() {
            return Vec::new();
        }
        self.filtering.generation += 1;
        let search = self.read_search().query;
        vec![Effect::CountFilters(ToNarrow {
            generation: self.filtering.generation,
            search: Arc::new(Matcher::new(&search, self.clock.zone)),
            filters: self.list.filters.clone(),
            marks: self.marks.set().clone(),
            today: self.clock.today(),
        })]
    }

    /// Takes how many articles each filter would leave.
    pub(super) fn filters_counted(&mut self, generation: u64, facets: Vec<Facet>) {
        if generation != self.filtering.generation || !self.is_filtering() {
            return;
        }
        let kept = std::mem::take(&mut self.filtering.facets).into_iter();
        let told: HashSet<&Filter> = facets.iter().map(|facet| &facet.filter).collect();
        let gone = kept.filter(|own| !told.contains(&own.filter));
        // What is still to be read may have it.
        let growing = facets.iter().any(|facet| facet.growing);
        let gone = gone.map(|facet| Facet {
            count: 0,
            growing,
            ..facet
        });
        let gone: Vec<Facet> = gone.collect();
        self.filtering.facets = by_field(facets.into_iter().chain(gone));
        let entries = self.filter_entries(true);
        if let Some(Popup::Menu(menu)) = &mut self.popup {
            menu.renew(entries);
        }
    }

    fn filter_entries(&self, is_counted: bool) -> Vec<Entry> {
        let facets = self.filtering.facets.iter();
        facets
            .map(|facet| {
                let key = match (is_counted, facet.growing) {
                    (false, _) => "filter-counting",
                    (true, true) => "filter-count-growing",
                    (true, false) => "filter-count",
                };
                let field = facet.filter.field().name();
                Entry {
                    letter: letter(&facet.filter),
                    before: self.words.get(&format!("filter-field-{field}")),
                    is_on: self.list.filters.contains(&facet.filter),
                    label: self.filter_label(&facet.filter),
                    beside: self.words.with(key, &[("count", facet.count.into())]),
                    detail: Clean::line(&facet.filter.term()),
                    ..Entry::new(Deed::Filter(facet.filter.clone()))
                }
            })
            .collect()
    }

    /// What a filter is called.
    #[must_use]
    pub fn filter_label(&self, filter: &Filter) -> Clean {
        let (field, value) = (filter.field(), filter.value());
        let key = match field {
            Field::Is => format!("filter-is-{value}"),
            Field::Date if RECENT.contains(&value) => format!("filter-date-{value}"),
            Field::Lang => return language_text(&self.words, value),
            Field::Length => {
                let names = ["short", "middling", "long"];
                let place = LENGTHS.iter().position(|own| *own == value);
                let name = place.and_then(|place| names.get(place));
                format!("filter-length-{}", name.unwrap_or(&"other"))
            }
            Field::Tag => return Clean::line(&format!("#{value}")),
            _ => return Clean::line(value),
        };
        if self.words.has(&key) {
            self.words.get(&key)
        } else {
            Clean::line(value)
        }
    }

    /// Puts a filter on, or takes it off.
    pub(super) fn toggle_filter(&mut self, filter: &Filter) -> Vec<Effect> {
        self.list.filters.toggle(filter);
        self.filters_changed()
    }

    /// Takes a filter off.
    pub(super) fn remove_filter(&mut self, filter: &Filter) -> Vec<Effect> {
        if self.list.filters.remove(filter) {
            return self.filters_changed();
        }
        Vec::new()
    }

    /// Takes off the filter that was put on last; none where there is none.
    pub(super) fn remove_last_filter(&mut self) -> Option<Vec<Effect>> {
        self.list.filters.pop()?;
        Some(self.filters_changed())
    }

    /// Takes all filters off.
    pub(super) fn clear_filters(&mut self) -> Vec<Effect> {
        self.list.filters.clear();
        self.filters_changed()
    }

    fn filters_changed(&mut self) -> Vec<Effect> {
        self.list.picked = None;
        self.list_generation += 1;
        // They are counted anew when the list is there.
        let effects = vec![self.arrange(self.list.order)];
        // What the menu shows as on is on at once; its figures follow.
        let entries = self.filter_entries(true);
        if let Some(Popup::Menu(menu)) = &mut self.popup
            && menu.kind == MenuKind::Filter
        {
            menu.renew(entries);
        }
        effects
    }

    /// Columns of the archive's name in the line above.
    #[must_use]
    pub fn name_columns(&self, area: Area) -> u16 {
        // Where there is hardly any room, what narrows the list says more.
        if self.prompt.is_some() || self.is_narrowed() && area.columns < NAME_FROM {
            return 0;
        }
        let columns = self.policy().text(self.archive.as_str());
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        columns.min(area.columns / 3)
    }

    /// The filters that are on, behind the archive's name: as many as have room in
    /// half of the line above, a third where a search is typed. Those that were put
    /// on last go first, and how many they are stands in their place.
    #[must_use]
    pub fn chips(&self, area: Area) -> Vec<Chip> {
        let policy = self.policy();
        let part = if self.prompt.is_some() { 3 } else { 2 };
        let end = area.x + area.columns / part;
        let name = self.name_columns(area);
        let gap = if area.columns < SHORT_UNDER { 1 } else { 2 };
        let mut x = area.x + 1 + if name > 0 { name + gap } else { 0 };
        let count = self.list.filters.len();
        let mut chips = Vec::new();
        for (number, filter) in self.list.filters.iter().enumerate() {
            let label = self.filter_label(filter);
            let label = policy.shorten(label.as_clean(), CHIP_COLUMNS);
            let words = u16::try_from(policy.text(label.as_str())).unwrap_or(u16::MAX);
            let columns = words.saturating_add(AROUND_WORDS);
            let (is_last, left) = (number + 1 == count, count - number);
            // Room for how many more there are.
            let rest = if is_last { 0 } else { 4 };
            let is_fitting = x.saturating_add(columns).saturating_add(rest) <= end;
            let (label, columns, filter) = if is_fitting {
                (label, columns, Some(filter.clone()))
            } else {
                let label = self.words.with("chips-more", &[("count", left.into())]);
                let words = u16::try_from(policy.text(label.as_str())).unwrap_or(u16::MAX);
                (label, words, None)
            };
            let is_over = filter.is_none();
            chips.push(Chip {
                label,
                filter,
                area: Area {
                    x,
                    y: area.y,
                    columns,
                    rows: 1,
                },
            });
            x = x.saturating_add(columns + 1);
            if is_over {
                break;
            }
        }
        chips
    }
}

/// The letters of filters that are always offered where there is any such article;
/// the others get what is left.
fn letter(filter: &Filter) -> Option<char> {
    match (filter.field(), filter.value()) {
        (Field::Is, "unread") => Some('u'),
        (Field::Is, "starred") => Some('s'),
        (Field::Date, "today") => Some('t'),
        (Field::Date, "week") => Some('w'),
        (Field::Date, "month") => Some('m'),
        _ => None,
    }
}

/// Values field by field, each field's in the order they have.
fn by_field(facets: impl Iterator<Item = Facet>) -> Vec<Facet> {
    let mut facets: Vec<Facet> = facets.collect();
    let place = |facet: &Facet| {
        let mut fields = Filter::FIELDS.iter();
        fields.position(|field| *field == facet.filter.field())
    };
    facets.sort_by_key(place);
    facets
}
