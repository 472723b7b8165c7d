//! Rows of the list that are selected, for what is done to all of them at once.

use std::ops::Range;

use crate::article::ArticleId;
use crate::command::Command;
use crate::rows::Rows;

use super::App;
use super::list::List;
use super::message::Effect;

/// Selected rows: from where it was begun to the chosen one, or all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Where it was begun; none where all are selected.
    anchor: Option<(usize, ArticleId)>,
}

impl Picked {
    /// From one row to the chosen one.
    pub(super) fn from(row: usize, article: ArticleId) -> Self {
        Self {
            anchor: Some((row, article)),
        }
    }

    /// Finds its rows in another list; none where it has not the article any more.
    pub(super) fn found_in(&self, rows: &dyn Rows) -> Option<Self> {
        let anchor = match self.anchor {
            Some((_, id)) => Some((rows.row_of(id)?, id)),
            None => None,
        };
        Some(Self { anchor })
    }
}

impl List {
    /// The selected rows.
    #[must_use]
    pub fn picked_rows(&self) -> Option<Range<usize>> {
        let picked = self.picked.as_ref()?;
        let rows = match picked.anchor {
            Some((anchor, _)) => anchor.min(self.selected)..anchor.max(self.selected) + 1,
            None => 0..self.rows.len(),
        };
        (!rows.is_empty()).then_some(rows)
    }
}

impl App {
    /// Selects rows from the chosen one on, or stops it; or selects all. With a count,
    /// selects so many from the chosen one on, as far as there are any.
    pub(super) fn pick(&mut self, command: Command, count: Option<u32>) -> Vec<Effect> {
        let Some(id) = self.list.chosen() else {
            return self.tell("no-article");
        };
        let row = self.list.selected;
        self.list.picked = match (command, self.list.picked.take(), count) {
            (Command::SelectAll, ..) => Some(Picked { anchor: None }),
            (_, Some(_), None) => None,
            (_, None, None) => Some(Picked::from(row, id)),
            (.., Some(count)) => {
                self.list.picked = Some(Picked::from(row, id));
                let more = count.saturating_sub(1) as usize;
                return self.choose_row(row.saturating_add(more));
            }
        };
        Vec::new()
    }

    /// So many rows from the chosen one on, as far as there are any; none where the
    /// article that is read has left the list.
    pub(super) fn rows_from_choice(&self, count: u32) -> Option<Range<usize>> {
        let first = self.list.selected;
        let end = first.saturating_add(count as usize);
        let rows = first..end.min(self.list.rows.len());
        (self.left_behind().is_none() && !rows.is_empty()).then_some(rows)
    }
}
