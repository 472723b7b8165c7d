//! How many lines the rows of the list have, and which rows are seen.
//!
//! A row has one line, or two where titles would have little room; a snippet
//! stands in the second. Where a row has one line by itself, a snippet makes it
//! two, and rows that need none keep to one. That the rows of such a list differ
//! was weighed against giving two lines to all of them while a search is on. With
//! two for all the eye has a steady rhythm, but a search by title or by pinyin,
//! which is the common one, would show every other line empty and half as many
//! titles. As it is, a second line says something: it is there where the title
//! alone does not tell why the article was found. Nothing jumps for it: a row's
//! height follows from its title and the search, so it is known before the body
//! is read, and stays when the snippet comes or when there is none.
//!
//! All that depends on heights (scrolling, what a click hits, how many rows a page
//! has) asks here. What it costs depends on the rows that are seen alone.

use std::sync::Arc;

use crate::article::Head;
use crate::query::{FoldedText, Matcher};
use crate::rows::Rows;
use crate::settings::{Arrangement, RowHeight, Snippets};

use super::App;
use super::geometry::Area;

/// Columns of a title under which a row has two lines.
const TITLE_COLUMNS: u16 = 36;
/// Rows of the screen from which on a row of the list may have two.
const TWO_FROM: u16 = 4;

/// A row of the list that is seen.
pub struct RowSeen {
    /// Which.
    pub row: usize,
    /// Its article's head.
    pub head: Arc<Head>,
    /// Its first line, counted from the list's first.
    pub line: u16,
    /// Its lines.
    pub lines: u16,
    /// Whether source and date stand below the title where no snippet does, and
    /// not beside it.
    pub has_facts_below: bool,
    /// Whether its second line is for a snippet.
    pub has_snippet: bool,
}

/// The heights of the rows of a list, and the room there is for them.
pub(super) struct Heights {
    rows: Arc<dyn Rows>,
    /// Lines that the list has.
    room: usize,
    kind: Kind,
}

enum Kind {
    /// All rows have as many lines.
    All(u16),
    /// Two where the title does not meet the search, else one.
    ByTitle(Arc<Matcher>),
}

impl Heights {
    /// The lines of a row whose article has this title.
    fn of_title(&self, title: &str) -> u16 {
        match &self.kind {
            Kind::All(lines) => *lines,
            Kind::ByTitle(matcher) => 1 + u16::from(!is_met(matcher, title)),
        }
    }

    fn of(&self, row: usize) -> usize {
        let lines = match self.kind {
            Kind::All(lines) => lines,
            Kind::ByTitle(_) => {
                let head = self.rows.head(row);
                head.map_or(1, |head| self.of_title(head.title.as_str()))
            }
        };
        usize::from(lines)
    }

    /// How many rows are seen to their end where one is the first; at least one.
    pub(super) fn seen_from(&self, top: usize) -> usize {
        if let Kind::All(lines) = self.kind {
            return (self.room / usize::from(lines)).max(1);
        }
        let mut left = self.room;
        let fits = |row: &usize| {
            let rest = left.checked_sub(self.of(*row));
            left = rest.unwrap_or(0);
            rest.is_some()
        };
        (top..top.saturating_add(self.room))
            .take_while(fits)
            .count()
            .max(1)
    }

    /// The first row from which on a row is still seen to its end.
    pub(super) fn lowest_top(&self, row: usize) -> usize {
        if let Kind::All(lines) = self.kind {
            return row.saturating_sub((self.room / usize::from(lines)).max(1) - 1);
        }
        let mut left = self.room.saturating_sub(self.of(row));
        let mut top = row;
        while let Some(before) = top.checked_sub(1)
            && let Some(rest) = left.checked_sub(self.of(before))
        {
            (top, left) = (before, rest);
        }
        top
    }

    /// Whether the last row can be seen where this one is the first. True of all
    /// rows near enough to the end that it is worth to look closer.
    pub(super) fn may_reach_end(&self, top: usize) -> bool {
        self.rows.len().saturating_sub(top) <= self.room
    }
}

fn is_met(matcher: &Matcher, title: &str) -> bool {
    matcher.is_met_by_title(&FoldedText::new(title))
}

impl App {
    /// Whether rows have two lines by themselves: where a title would have too
    /// little room beside date and source.
    #[must_use]
    pub fn has_two_lines(&self, area: Area) -> bool {
        match self.settings.rows {
            RowHeight::One => false,
            RowHeight::Two => true,
            RowHeight::Auto => {
                let narrow = self.title_columns(area) < TITLE_COLUMNS - 1;
                narrow && area.rows >= TWO_FROM
            }
        }
    }

    /// What of a search has to be shown of bodies, if anything.
    fn search_of_bodies(&self) -> Option<&Arc<Matcher>> {
        let matcher = self.list.matcher.as_ref();
        matcher.filter(|matcher| matcher.lights_body())
    }

    /// Whether any row may have a snippet.
    pub(super) fn may_have_snippets(&self) -> bool {
        match self.settings.snippets {
            Snippets::Never => false,
            Snippets::Always => true,
            Snippets::Auto => self.search_of_bodies().is_some(),
        }
    }

    /// Rows of the screen that a list above the page can fill. They are reckoned from
    /// all articles: the page does not move while one narrows the list.
    pub(super) fn list_rows(&self) -> u16 {
        if self.arrangement != Arrangement::Above || !self.list.complete {
            return u16::MAX;
        }
        let place = Area {
            columns: self.size.columns,
            rows: TWO_FROM,
            ..Area::default()
        };
        let lines = if self.has_two_lines(place) || self.may_have_snippets() {
            2
        } else {
            1
        };
        let articles = self.list.total.max(self.list.rows.len());
        u16::try_from(articles.saturating_mul(lines)).unwrap_or(u16::MAX)
    }

    /// The heights of the rows in the list's place.
    pub(super) fn heights(&self, area: Area) -> Heights {
        let kind = if self.has_two_lines(area) {
            Kind::All(2)
        } else if area.rows < TWO_FROM || !self.may_have_snippets() {
            Kind::All(1)
        } else {
            match (self.settings.snippets, self.search_of_bodies()) {
                (Snippets::Auto, Some(matcher)) => Kind::ByTitle(Arc::clone(matcher)),
                _ => Kind::All(2),
            }
        };
        Heights {
            rows: Arc::clone(&self.list.rows),
            room: usize::from(area.rows),
            kind,
        }
    }

    /// The rows that are seen, from above. A last row that has no room for all its
    /// lines is not.
    #[must_use]
    pub fn rows_seen(&self) -> Vec<RowSeen> {
        let Some(area) = self.layout().list else {
            return Vec::new();
        };
        let heights = self.heights(area);
        let has_facts_below = self.has_two_lines(area);
        let may_have = self.may_have_snippets();
        let mut line = 0;
        let mut seen = Vec::new();
        for row in self.list.top.. {
            let Some(head) = self.list.rows.head(row) else {
                break;
            };
            let title = head.title.as_str();
            let lines = heights.of_title(title);
            if line + lines > area.rows {
                break;
            }
            let has_snippet = match self.search_of_bodies() {
                _ if !may_have || lines < 2 => false,
                Some(matcher) if self.settings.snippets == Snippets::Auto => {
                    !has_facts_below || !is_met(matcher, title)
                }
                _ => true,
            };
            seen.push(RowSeen {
                row,
                head,
                line,
                lines,
                has_facts_below,
                has_snippet,
            });
            line += lines;
        }
        seen
    }

    /// How many rows of the list are seen.
    #[must_use]
    pub fn visible_rows(&self) -> usize {
        let area = self.layout().list;
        area.map_or(1, |area| self.heights(area).seen_from(self.list.top))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::query::{Query, Reading};
    use proptest::prelude::*;

    /// Rows whose titles meet the search `港`, or do not.
    struct Titled(Vec<bool>);

    impl Rows for Titled {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn head(&self, row: usize) -> Option<Arc<Head>> {
            let title = if *self.0.get(row)? { "港" } else { "城" };
            let facts = crate::loader::FileFacts {
                path: "a.txt".into(),
                modified: chrono::DateTime::UNIX_EPOCH,
            };
            let text = format!("[{title}](https://example.org/)\n------\n<p>x</p>");
            let rules = crate::article::Rules::embedded();
            match crate::loader::load(text.as_bytes(), &facts, &rules) {
                crate::loader::Loaded::Article(article) => Some(Arc::new(article.head)),
                crate::loader::Loaded::Binary => None,
            }
        }

        fn id(&self, _: usize) -> Option<ArticleId> {
            None
        }

        fn row_of(&self, _: ArticleId) -> Option<usize> {
            None
        }
    }

    fn heights(met: Vec<bool>, room: usize) -> Heights {
        let query = Query::parse("港", &Reading::on(chrono::NaiveDate::default())).query;
        Heights {
            rows: Arc::new(Titled(met)),
            room,
            kind: Kind::ByTitle(Arc::new(Matcher::new(&query, chrono_tz::Tz::UTC))),
        }
    }

    #[test]
    fn a_row_has_a_second_line_where_its_title_does_not_tell() {
        let heights = heights(vec![true, false, false, true], 4);
        let lines: Vec<usize> = (0..4).map(|row| heights.of(row)).collect();
        assert_eq!(lines, [1, 2, 2, 1]);
        let seen: Vec<usize> = (0..3).map(|top| heights.seen_from(top)).collect();
        assert_eq!(seen, [2, 2, 3]);
        let tops: Vec<usize> = (0..4).map(|row| heights.lowest_top(row)).collect();
        assert_eq!(tops, [0, 0, 1, 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..crate::laws() })]

        /// From the lowest top a row is seen to its end, from the one before it is not.
        #[test]
        fn tops_and_what_is_seen_agree(
            met in proptest::collection::vec(any::<bool>(), 1..12),
            room in 2..9usize,
            row in 0..12usize,
        ) {
            let row = row % met.len();
            let heights = heights(met, room);
            let top = heights.lowest_top(row);
            prop_assert!(top <= row && row < top + heights.seen_from(top));
            if let Some(before) = top.checked_sub(1) {
                prop_assert!(row >= before + heights.seen_from(before));
            }
        }
    }
}
