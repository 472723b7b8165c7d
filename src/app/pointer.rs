//! What the mouse does: the border between list and page is dragged, the wheel scrolls what is under it, a click chooses, and
//! lines of the page that are dragged over are selected.

use crate::command::{Button, Mouse, MouseKind, Wheel};
use crate::page::Target;

use super::commands_of_popups as popups;
use super::geometry::{Area, Focus};
use super::message::{Effect, Tone};
use super::prompt::Answer;
use super::{App, Notice};

/// Lines, or rows of the list, that a notch of the wheel scrolls by.
const NOTCH: isize = 3;

impl Area {
    /// Whether a place on the screen lies within.
    pub(super) fn holds(self, column: u16, row: u16) -> bool {
        (self.x..self.x.saturating_add(self.columns)).contains(&column)
            && (self.y..self.y.saturating_add(self.rows)).contains(&row)
    }
}

impl App {
    /// Takes what the mouse did.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.stop_returning();
        match mouse.kind {
            MouseKind::Wheel(Wheel::Up) => self.wheel(mouse, -NOTCH),
            MouseKind::Wheel(Wheel::Down) => self.wheel(mouse, NOTCH),
            MouseKind::Press(Button::Left) => self.click(mouse),
            MouseKind::Drag(Button::Left) => {
                if !self.resize_to(mouse) {
                    self.drag(mouse.row);
                }
                Vec::new()
            }
            MouseKind::Release(Button::Left) => {
                self.pressed = None;
                self.is_resizing = false;
                Vec::new()
            }
            // The wheel to the sides, other buttons.
            _ => Vec::new(),
        }
    }

    /// Scrolls what is under the mouse. It takes no keys from the other pane.
    fn wheel(&mut self, mouse: Mouse, by: isize) -> Vec<Effect> {
        if self.popup.is_some() {
            popups::scroll(self, by);
            return Vec::new();
        }
        let layout = self.layout();
        let is_over =
            |area: Option<Area>| area.is_some_and(|area| area.holds(mouse.column, mouse.row));
        if is_over(layout.list) {
            if let Some(area) = layout.list {
                let heights = self.heights(area);
                self.list.scroll_by(by, &heights);
            }
            self.turn_to_choice()
        } else if is_over(layout.page) {
            self.scroll(by)
        } else {
            Vec::new()
        }
    }

    /// A click on a row chooses it; one on the page gives it the keys, and one
    /// on a link there shows where it leads.
    fn click(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.notice = None;
        self.pressed = None;
        self.is_resizing = false;
        self.pending.clear();
        self.trail.places.stop_asking();
        self.count = None;
        self.hints = None;
        // What lies on top is answered by keys.
        if self.popup.is_some() {
            return Vec::new();
        }
        let (column, row) = (mouse.column, mouse.row);
        let layout = self.layout();
        if self.begins_resizing(layout.rule, mouse) {
            return Vec::new();
        }
        // Where one has jumped to is kept.
        self.jump = None;
        if let Some(top) = layout.top.filter(|area| area.holds(column, row)) {
            let chips = self.chips(top);
            let hit = chips.iter().find(|chip| chip.area.holds(column, row));
            let filter = hit.and_then(|chip| chip.filter.as_ref());
            return filter.map_or_else(Vec::new, |filter| self.remove_filter(filter));
        }
        if let Some(area) = layout.list.filter(|area| area.holds(column, row)) {
            let Some(row) = self.row_at(area, row) else {
                return Vec::new();
            };
            self.after_find(Answer::Cancelled);
            self.selection = None;
            self.focus = Focus::List;
            self.list.select(row);
            return self.turn_to_choice();
        }
        let Some(pane) = layout.page.filter(|area| area.holds(column, row)) else {
            return Vec::new();
        };
        // What is being typed stays, and keeps the keys.
        let effects = if self.prompt.is_none() && self.focus != Focus::Page {
            self.enter_page()
        } else {
            Vec::new()
        };
        if self.focus == Focus::Page && self.find.finding.is_none() {
            self.selection = None;
            let first = self.page_area(pane).text.y;
            self.pressed = Some(self.reader.top + usize::from(row.saturating_sub(first)));
        }
        if let Some(target) = self.target_at(pane, column, row)
            && let Some(text) = self.told_of(target)
        {
            self.notice = Some(Notice {
                text,
                tone: Tone::Quiet,
            });
        }
        effects
    }

    /// Selects the lines of the page from where the button was pressed to a row of
    /// the screen. Past the edge of what is seen, what lies beyond comes in.
    fn drag(&mut self, row: u16) {
        let (Some(from), Some(pane)) = (self.pressed, self.layout().page) else {
            return;
        };
        if self.popup.is_some() {
            return;
        }
        let text = self.page_area(pane).text;
        let top = self.reader.top;
        let line = if row < text.y {
            top.saturating_sub(1)
        } else {
            top + usize::from((row - text.y).min(text.rows))
        };
        if self.selection.is_none() {
            if line == from {
                // Held, not dragged.
                return;
            }
            self.begin_selection(from);
        }
        self.extend_selection(line);
    }

    /// The row of the list that is seen in a row of the screen.
    fn row_at(&self, area: Area, row: u16) -> Option<usize> {
        let line = row - area.y;
        let seen = self.rows_seen();
        let hit = seen.iter().find(|seen| line < seen.line + seen.lines);
        hit.map(|seen| seen.row)
    }

    /// Where what is seen on the page at a place of the screen leads.
    fn target_at(&self, pane: Area, column: u16, row: u16) -> Option<Target> {
        let text = self.page_area(pane).text;
        if !text.holds(column, row) {
            return None;
        }
        let line = self.reader.top + usize::from(row - text.y);
        let policy = self.policy();
        let mut end = text.x;
        let line = self.reader.page.lines.get(line)?;
        let piece = line.pieces.iter().find(|piece| {
            let columns = policy.text(piece.text.as_str());
            end = end.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX));
            column < end
        });
        piece?.target
    }
}
