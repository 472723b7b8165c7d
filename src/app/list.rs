//! The list: which rows, which one is chosen, which are seen.

use std::ops::Range;
use std::sync::Arc;

use crate::article::{ArticleId, Head};
use crate::marks::{MarkSet, Marks};
use crate::query::{Filters, Matcher};
use crate::rows::{NoRows, Order, Rows};

use super::heights::Heights;
use super::picked::Picked;

/// Rows that come above the first at once, at the most, for it to make room for them.
const NEW_ABOVE: usize = 3;

/// The state of the list.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and they go together in any way"
)]
pub struct List {
    /// The articles, searched and sorted.
    pub rows: Arc<dyn Rows>,
    /// The chosen row.
    pub selected: usize,
    /// The article in it, which stays chosen when the list changes.
    selected_id: Option<ArticleId>,
    /// Whether the reader has chosen an article; until then the first stays chosen.
    moved: bool,
    /// The first row that is seen.
    pub top: usize,
    /// Whether the rows were scrolled away from the chosen one, which stays chosen.
    pub browsed: bool,
    /// The order wanted.
    pub order: Order,
    /// The order it has: the one that its search asks for, or the one wanted.
    pub sorted: Order,
    /// The search in force, as it was typed; empty for all.
    pub query: String,
    /// What narrows it beside.
    pub filters: Filters,
    /// Lights what the search found.
    pub matcher: Option<Arc<Matcher>>,
    /// How many articles the archive has.
    pub total: usize,
    /// How many rows are unread.
    pub unread: usize,
    /// The marks that the rows were made with.
    pub(super) counted: MarkSet,
    /// The rows that are selected.
    pub(super) picked: Option<Picked>,
    /// Whether the folder has been looked at to its end.
    pub complete: bool,
    /// Whether the search goes on and may find more.
    pub partial: bool,
}

impl List {
    /// An empty list.
    #[must_use]
    pub fn new(order: Order) -> Self {
        Self {
            rows: Arc::new(NoRows),
            selected: 0,
            selected_id: None,
            moved: false,
            top: 0,
            browsed: false,
            order,
            sorted: order.of_list(false),
            query: String::new(),
            filters: Filters::default(),
            matcher: None,
            total: 0,
            unread: 0,
            counted: MarkSet::default(),
            picked: None,
            complete: false,
            partial: false,
        }
    }

    /// The head of the chosen article.
    #[must_use]
    pub fn selected_head(&self) -> Option<Arc<Head>> {
        self.rows.head(self.selected)
    }

    /// Puts other rows in the place of these. The chosen article stays chosen; if
    /// it is not among them, the row at its place is.
    pub fn replace(&mut self, rows: Arc<dyn Rows>) {
        self.rows = rows;
        let picked = self.picked.take();
        self.picked = picked.and_then(|picked| picked.found_in(&*self.rows));
        let seen_at = self.selected.saturating_sub(self.top);
        let known = self.selected_id.filter(|_| self.moved);
        match known.and_then(|id| self.rows.row_of(id)) {
            Some(row) => {
                self.selected = row;
                // It keeps its height on the screen, so that nothing jumps. But what
                // comes one by one above the first row is to be seen.
                let top = row.saturating_sub(seen_at);
                if !self.browsed && (self.top > 0 || top > NEW_ABOVE) {
                    self.top = top;
                }
            }
            None if self.moved => self.selected = self.selected.min(self.last()),
            None => (self.selected, self.top) = (0, 0),
        }
        self.selected_id = self.rows.id(self.selected);
    }

    /// Chooses a row, or the nearest there is.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.last());
        self.selected_id = self.rows.id(self.selected);
        self.browsed = false;
        self.hold();
    }

    /// Keeps the chosen article chosen from now on, whatever becomes of the list:
    /// something was done with it.
    pub fn hold(&mut self) {
        self.moved = self.selected_id.is_some();
    }

    /// The chosen article.
    #[must_use]
    pub fn chosen(&self) -> Option<ArticleId> {
        self.selected_id
    }

    /// The chosen article, where it was the reader who chose it.
    #[must_use]
    pub(super) fn chosen_by_hand(&self) -> Option<ArticleId> {
        self.selected_id.filter(|_| self.moved)
    }

    /// Has the next list begin with this article chosen, where it has it.
    pub fn choose_next(&mut self, article: Option<ArticleId>) {
        self.selected_id = article;
        self.hold();
    }

    /// Chooses a row further down (or up, where `by` is negative).
    pub fn move_by(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Scrolls some rows down, or up where `by` is negative. The chosen row stays
    /// chosen as long as it is seen; then the nearest that is.
    pub(super) fn scroll_by(&mut self, by: isize, heights: &Heights) {
        self.browse_by(by, heights);
        let row = self
            .selected
            .clamp(self.top, self.top + heights.seen_from(self.top) - 1);
        if row != self.selected {
            self.select(row);
        }
        self.browsed = false;
    }

    /// Scrolls alike, and whatever is seen, what is chosen stays chosen.
    pub(super) fn browse_by(&mut self, by: isize, heights: &Heights) {
        let last_top = heights.lowest_top(self.last());
        self.top = self.top.saturating_add_signed(by).min(last_top);
        self.browsed = true;
    }

    /// Goes to the first row, as after a new search.
    pub fn to_first(&mut self) {
        self.select(0);
        self.moved = false;
    }

    /// The next (or previous) row, after the chosen one, of an unread article.
    #[must_use]
    pub fn next_unread(&self, marks: &Marks, forward: bool) -> Option<usize> {
        let from = if forward {
            self.selected.checked_add(1)
        } else {
            self.selected.min(self.rows.len()).checked_sub(1)
        };
        self.unread_from(marks, from?, forward)
    }

    /// Whether any of some rows is unread.
    #[must_use]
    pub fn has_unread(&self, marks: &Marks, rows: Range<usize>) -> bool {
        let first = self.unread_from(marks, rows.start, true);
        first.is_some_and(|row| row < rows.end)
    }

    /// The first row of an unread article, from this row on or backwards. What the
    /// list knows of its making is passed over without being read.
    fn unread_from(&self, marks: &Marks, from: usize, forward: bool) -> Option<usize> {
        let is_unread = |row: usize| self.rows.id(row).is_some_and(|id| !marks.get(id).read);
        let mut next = self.rows.unread_from(from, forward);
        while let Some(row) = next.filter(|row| !is_unread(*row)) {
            let further = if forward {
                row.checked_add(1)
            } else {
                row.checked_sub(1)
            };
            next = further.and_then(|row| self.rows.unread_from(row, forward));
        }
        // Those that were read then and are not now.
        let now = marks.set();
        let again = now
            .changed_since(&self.counted)
            .filter(|id| self.counted.get(*id).read && !now.get(*id).read)
            .filter_map(|id| self.rows.row_of(id));
        if forward {
            again.filter(|row| *row >= from).chain(next).min()
        } else {
            again.filter(|row| *row <= from).chain(next).max()
        }
    }

    /// Counts that so many of its rows were read, or are unread again.
    pub(super) fn count_read(&mut self, read: bool, count: usize) {
        self.unread = if read {
            self.unread.saturating_sub(count)
        } else {
            self.unread.saturating_add(count)
        };
    }

    /// Moves the seen rows so that the chosen one is among them, unless they were
    /// scrolled away from it.
    pub(super) fn keep_in_sight(&mut self, heights: &Heights) {
        self.selected = self.selected.min(self.last());
        if !self.browsed {
            self.top = self.top.min(self.selected);
            if self.top < self.selected {
                self.top = self.top.max(heights.lowest_top(self.selected));
            }
        }
        // No room is left empty below the last row.
        if heights.may_reach_end(self.top) {
            self.top = self.top.min(heights.lowest_top(self.last()));
        }
    }

    fn last(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> ArticleId {
        ArticleId::from_bytes([number; 16])
    }

    struct Ids(&'static [u8]);

    impl Rows for Ids {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn head(&self, _: usize) -> Option<Arc<Head>> {
            None
        }

        fn id(&self, row: usize) -> Option<ArticleId> {
            self.0.get(row).copied().map(id)
        }

        fn row_of(&self, article: ArticleId) -> Option<usize> {
            self.0.iter().position(|number| id(*number) == article)
        }
    }

    #[test]
    fn what_something_was_done_with_stays_chosen() {
        type Deed = fn(&mut List);
        let deeds: [(Deed, usize, &str); 6] = [
            (|_| {}, 0, "nobody chose: the first stays chosen"),
            (List::hold, 1, "the first was read, a newer one came"),
            (|list| list.select(1), 2, "another was chosen"),
            (List::to_first, 0, "a new search begins at its first"),
            (
                |list| list.choose_next(Some(id(6))),
                2,
                "a search was left for what was chosen before it",
            ),
            (|list| list.choose_next(None), 0, "nothing was chosen"),
        ];
        for (deed, row, what) in deeds {
            let mut list = List::new(Order::default());
            list.replace(Arc::new(Ids(&[5, 6])));
            deed(&mut list);
            list.replace(Arc::new(Ids(&[9, 5, 6])));
            assert_eq!(list.selected, row, "{what}");
        }
    }

    #[test]
    fn a_key_pressed_before_there_are_rows_chooses_nothing() {
        let mut list = List::new(Order::default());
        list.move_by(1);
        list.replace(Arc::new(Ids(&[5])));
        list.replace(Arc::new(Ids(&[9, 5])));
        assert_eq!((list.selected, list.chosen()), (0, Some(id(9))));
    }
}
