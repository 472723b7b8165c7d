//! Going on from article to article; and the one that is read, which stays on the
//! page although the list has it no more: its file is gone, or it is not what the
//! list is narrowed to any longer. Nobody wants another text under their eyes.

use std::sync::Arc;

use crate::article::Head;
use crate::rows::Rows;

use super::App;
use super::geometry::Focus;
use super::message::Effect;

/// Unread articles that a count passes at the most: each is looked for.
const MOST_UNREAD: isize = 1_000;

impl App {
    /// The article that commands are about: the chosen one, or that in the page
    /// which the list has no more.
    pub(super) fn subject(&self) -> Option<Arc<Head>> {
        self.left_behind().or_else(|| self.list.selected_head())
    }

    /// The article in the page that the list has no more, while the page has the
    /// keys.
    pub(super) fn left_behind(&self) -> Option<Arc<Head>> {
        let read = self.reader.wanted.as_ref()?;
        let is_gone = self.focus == Focus::Page && !self.list.rows.contains(read.id);
        is_gone.then(|| Arc::clone(read))
    }

    /// Puts other rows into the list. What the page shows stays there while the page
    /// has the keys; what was missing is chosen again where it is back.
    pub(super) fn replace_rows(&mut self, rows: Arc<dyn Rows>) {
        let missing = self.left_behind();
        // Who goes to another place wants that one chosen.
        let back = missing.as_ref().filter(|_| !self.trail.is_awaited());
        if let Some(head) = back.filter(|head| rows.contains(head.id)) {
            self.list.choose_next(Some(head.id));
        }
        self.list.replace(rows);
        let is_final = self.list.complete && !self.list.partial;
        if missing.is_none() && is_final && self.left_behind().is_some() {
            self.tell(if self.is_narrowed() {
                "article-left-list"
            } else {
                "article-gone"
            });
        }
    }

    /// Goes on by some rows. From an article that the list has no more, the row in
    /// its place is the next.
    pub(super) fn choose_by(&mut self, by: isize) -> Vec<Effect> {
        let is_between = by > 0 && self.left_behind().is_some();
        self.list.move_by(by - isize::from(is_between));
        self.turn_to_choice()
    }

    /// Chooses an unread article further down or up, as far as there are any.
    pub(super) fn choose_unread(&mut self, forward: bool, times: isize) -> Vec<Effect> {
        let mut is_between = forward && self.left_behind().is_some();
        let mut is_found = false;
        for _ in 0..times.clamp(1, MOST_UNREAD) {
            let here = self.list.selected;
            let takes_place = std::mem::take(&mut is_between)
                && self.list.has_unread(&self.marks, here..here + 1);
            let next = if takes_place {
                Some(here)
            } else {
                self.list.next_unread(&self.marks, forward)
            };
            let Some(row) = next else {
                break;
            };
            self.list.select(row);
            is_found = true;
        }
        if is_found {
            return self.turn_to_choice();
        }
        self.tell(if forward {
            "no-unread-below"
        } else {
            "no-unread-above"
        })
    }
}
