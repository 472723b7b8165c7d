//! Leaving: one thing after the other, what takes long, the program.

use super::App;
use super::geometry::Focus;
use super::message::Effect;

impl App {
    /// Leaves what is open, in this order: a long change of marks, the selection, the
    /// search in the page, zen, the page, the search in the list, its filters, and where
    /// `quits` is set the program.
    pub(super) fn leave(&mut self, quits: bool) -> Vec<Effect> {
        if self.leave_change() {
            return Vec::new();
        }
        let in_page = self.focus == Focus::Page;
        if self.selection.take().is_some() || in_page && self.clear_find() {
            return Vec::new();
        }
        if self.zen {
            self.zen = false;
            return Vec::new();
        }
        if self.focus == Focus::Page {
            return self.back_to_list();
        }
        if self.list.picked.take().is_some() {
            return Vec::new();
        }
        if !self.list.query.is_empty() {
            return self.search_for(String::new());
        }
        if !self.list.filters.is_empty() {
            return self.clear_filters();
        }
        if quits { self.quit() } else { Vec::new() }
    }

    /// Leaves long work that is under way, whatever has the keys: a change of many
    /// marks, a search in the page or in the list. Else what is selected is not any
    /// more; else the program is quit, and begins here again.
    pub(super) fn interrupt(&mut self) -> Vec<Effect> {
        if self.leave_change() {
            return Vec::new();
        }
        if self.find.is_searching && self.clear_find() {
            return Vec::new();
        }
        if self.search_progress().is_some() {
            return self.search_for(String::new());
        }
        let is_selected = self.selection.take().is_some() | self.list.picked.take().is_some();
        if is_selected { Vec::new() } else { self.quit() }
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.finish_change();
        effects.extend(self.remember_place());
        effects.push(Effect::Quit);
        effects
    }
}
